#include "common/numeral_inside.h"

#include "common/viet.h"

/*
 * number   = [ minus ] whole [ point decimals ]
 * whole    = section { scales section } [ scales [ half ] ]
 * section  = [ digit "hundred" [ odd digit | tens ] ] | odd digit | tens | digit
 * tens     = ten [ digit ] | digit "tens" [ digit ]
 * decimals = digit { digit } | section
 *
 * Values are gathered on a stack of terms of falling power. A scale word of power p closes the
 * terms of lesser power beneath it: "1 nghin 234 ty" is (1000 + 234) * 10^9.
 */

bool numeral_digit(const char *p, const char *end)
{
	return p < end && *p >= '0' && *p <= '9';
}

bool numeral_letter(const char *p, const char *end)
{
	unsigned char c = p < end ? (unsigned char)*p : 0;
	if (c == 0xC2 || c == 0xE2) /* no-break space, degree, dashes, quotes: no letters */
		return false;
	return c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

const char *numeral_skip(const char *p, const char *end)
{
	while (p < end) {
		if (*p == ' ' || *p == '\t')
			p++;
		else if (end - p >= 2 && (unsigned char)p[0] == 0xC2 && (unsigned char)p[1] == 0xA0)
			p += 2;
		else
			break;
	}
	return p;
}

const struct entry *numeral_word(const struct numeral_words *w, const char *p, const char *end,
				 const char **behind)
{
	if (p >= end || !w->first[(unsigned char)*p])
		return NULL;
	const char *q = p;
	while (q - p <= WORD_BYTES && numeral_letter(q, end))
		q++;
	if (q == p || q - p > WORD_BYTES)
		return NULL;
	buf_reset(w->scratch);
	viet_fold_word(str_range(p, q), w->scratch);
	*behind = q;
	return numeral_find(w, buf_view(w->scratch));
}

/* True where this word and the next are a phrase that only looks like a scale ("ty le"). */
static bool not_a_scale(const struct numeral_words *w, const char *p, const char *behind,
			const char *end)
{
	const char *next = numeral_skip(behind, end), *q = next;
	while (q - next <= WORD_BYTES && numeral_letter(q, end))
		q++;
	if (q == next)
		return false;
	buf_reset(w->scratch);
	viet_fold(str_range(p, q), w->scratch);
	const struct entry *e = numeral_find(w, buf_view(w->scratch));
	return e && e->role == ROLE_NOT;
}

/* The next word as a number word, without moving. A word right before a digit is none. */
enum role numeral_peek(const struct cursor *c, int *value, const char **behind)
{
	const char *q = numeral_skip(c->p, c->end);
	if (c->syllables && q == c->p)
		return ROLE_NONE;
	const struct entry *e = numeral_word(c->w, q, c->end, behind);
	if (!e || e->role == ROLE_NOT || e->role == ROLE_SPOKEN_SCALE)
		return ROLE_NONE;
	const char *next = numeral_skip(*behind, c->end);
	if (e->role != ROLE_MINUS && numeral_digit(next, c->end))
		return ROLE_NONE;
	if (e->role == ROLE_SCALE && not_a_scale(c->w, q, *behind, c->end))
		return ROLE_NONE;
	*value = e->value;
	return e->role;
}

static void take(struct cursor *c, const char *behind)
{
	c->p = behind;
	c->syllables++;
}

bool numeral_take(struct cursor *c, enum role role, int *value)
{
	const char *behind;
	if (numeral_peek(c, value, &behind) != role)
		return false;
	take(c, behind);
	return true;
}

size_t numeral_run(const struct numeral_words *w, const char *p, const char *end, struct run *r)
{
	const char *start = p, *last = p;
	int least = 0;
	*r = (struct run){0};
	while (r->words < MOST_RUN) {
		const char *behind;
		const struct entry *e = numeral_word(w, p, end, &behind);
		if (!e || e->value < least || numeral_digit(behind, end))
			break;
		if ((e->role != ROLE_SCALE && e->role != ROLE_HUNDRED && e->role != ROLE_TENS) ||
		    not_a_scale(w, p, behind, end))
			break;
		if (e->role == ROLE_TENS && (r->words || e->value != 1))
			break;
		if (end - behind > 1 && *behind == '.' && numeral_letter(behind + 1, end))
			behind++;
		least = e->value;
		r->power += e->value;
		r->start[r->words] = p;
		r->part[r->words++] = e->value;
		last = behind;
		p = numeral_skip(behind, end);
		if (p == behind && behind[-1] != '.')
			break;
	}
	return (size_t)(last - start);
}

size_t numeral_scale(const struct numeral_words *w, struct str text, int *power)
{
	struct run r;
	size_t n = text.n ? numeral_run(w, text.p, text.p + text.n, &r) : 0;
	*power = n ? r.power : 0;
	return n;
}

struct section {
	long value;
	int digits;    /* of "phay khong nam": how many places it stands for */
	bool single;   /* one digit and nothing else: "mot trieu tu" */
	bool composed; /* has tens or hundreds */
};

/* tens = ten [ digit ] | digit "tens" [ digit ]; a lone digit too. False where none begins. */
static bool read_tens(struct cursor *c, struct section *s)
{
	int d, value;
	if (numeral_take(c, ROLE_TEN, &value)) {
		s->value = numeral_take(c, ROLE_DIGIT, &d) && d ? 10 + d : 10;
		s->composed = true;
		return true;
	}
	if ((c->flags & NUMERAL_SPOKEN) && numeral_take(c, ROLE_TENS, &value)) {
		s->value = numeral_take(c, ROLE_DIGIT, &d) ? 10 + d : 10;
		s->composed = c->spoken = true;
		return true;
	}
	if (!numeral_take(c, ROLE_DIGIT, &d))
		return false;
	s->value = d;
	if (numeral_take(c, ROLE_TENS, &value)) {
		s->value = d * 10L + (numeral_take(c, ROLE_DIGIT, &d) ? d : 0);
		s->composed = true;
	}
	return true;
}

/* Shortened speech: up to three places said piece by piece, "hai sau" 26, "bon muoi ba" 413. */
static void read_pieces(struct cursor *c, struct section *s, int places)
{
	struct section piece = {0};
	int have = s->composed ? 2 : 1;
	while (have < places) {
		struct cursor before = *c;
		piece = (struct section){0};
		if (!read_tens(c, &piece))
			break;
		int more = piece.value >= 10 || piece.composed ? 2 : 1;
		if (have + more > places) {
			*c = before;
			break;
		}
		s->value = s->value * (more == 2 ? 100 : 10) + piece.value;
		s->composed = true;
		have += more;
		c->spoken = true;
	}
}

static bool read_below_hundred(struct cursor *c, struct section *s, int places)
{
	s->composed = false;
	if (!read_tens(c, s))
		return false;
	s->single = !s->composed;
	if (c->flags & NUMERAL_SPOKEN) {
		bool was = s->composed;
		read_pieces(c, s, places);
		s->single = s->single && s->composed == was;
	}
	return true;
}

static bool read_hundreds(struct cursor *c, struct section *s, long hundreds)
{
	struct section rest = {0};
	int d, value;
	s->value = hundreds * 100;
	s->composed = true;
	if (numeral_take(c, ROLE_HALF, &value)) {
		s->value += 50;
	} else if (numeral_take(c, ROLE_ODD, &value)) {
		if (numeral_take(c, ROLE_DIGIT, &d))
			s->value += d;
	} else {
		struct cursor before = *c;
		if (!read_below_hundred(c, &rest, 2))
			return true;
		if (rest.single && !(c->flags & NUMERAL_SPOKEN)) {
			*c = before;
			return true;
		}
		c->spoken |= rest.single;
		s->value += rest.single ? rest.value * 10 : rest.value;
	}
	return true;
}

static bool read_section(struct cursor *c, struct section *s)
{
	struct cursor start = *c;
	int d, value;
	*s = (struct section){0};
	if (numeral_take(c, ROLE_DIGIT, &d)) {
		if (numeral_take(c, ROLE_HUNDRED, &value))
			return read_hundreds(c, s, d);
		*c = start;
	} else if (c->flags & NUMERAL_SPOKEN && numeral_take(c, ROLE_HUNDRED, &value)) {
		c->spoken = true;
		return read_hundreds(c, s, 1);
	}
	if (c->syllables && numeral_take(c, ROLE_ODD, &value)) {
		struct cursor behind_odd = *c;
		if (numeral_take(c, ROLE_DIGIT, &d)) {
			const char *behind;
			enum role next = numeral_peek(c, &value, &behind);
			if (next != ROLE_TENS && next != ROLE_HUNDRED) {
				s->value = d;
				return true;
			}
			*c = behind_odd;
		}
		if ((c->flags & NUMERAL_SPOKEN) && read_section(c, s)) {
			s->single = false;
			c->spoken = true;
			return true;
		}
		*c = start;
		return false;
	}
	if (read_below_hundred(c, s, 3))
		return true;
	*c = start;
	return false;
}

/* decimals = section where it has tens or hundreds, else digit by digit */
static bool read_decimals(struct cursor *c, struct dec *fraction)
{
	struct cursor before = *c;
	struct section s;
	int d, places = 0;
	dec_coef coef = 0;
	unsigned flags = c->flags;
	c->flags &= ~(unsigned)NUMERAL_SPOKEN;
	bool composed = read_section(c, &s) && s.composed;
	c->flags = flags;
	if (composed) {
		for (long v = s.value; v; v /= 10)
			places++;
		*fraction = (struct dec){s.value, places};
		return true;
	}
	*c = before;
	while (places < DEC_DIGITS / 2 && numeral_take(c, ROLE_DIGIT, &d)) {
		coef = coef * 10 + d;
		places++;
	}
	*fraction = (struct dec){coef, places};
	return places > 0;
}

struct term {
	struct dec value;
	int power;
};

struct sum {
	struct term term[MOST_TERMS];
	int terms;
};

/* The newest term takes in those of lesser power beneath it, then is worth 10^power of them. */
static bool close_terms(struct sum *s, int power)
{
	struct term *top = &s->term[s->terms - 1];
	int highest = top->power;
	while (s->terms > 1 && s->term[s->terms - 2].power < power) {
		struct dec value = top->value;
		top = &s->term[--s->terms - 1];
		if (!dec_add(top->value, value, &top->value))
			return false;
		if (top->power > highest)
			highest = top->power;
	}
	top->power = highest + power;
	return dec_shift(top->value, power, &top->value);
}

static bool push(struct sum *s, struct dec value, int power)
{
	if (s->terms == MOST_TERMS || !dec_shift(value, power, &value))
		return false;
	s->term[s->terms++] = (struct term){value, power};
	return true;
}

static bool total(const struct sum *s, struct dec *out)
{
	*out = dec_int(0);
	for (int i = 0; i < s->terms; i++)
		if (!dec_add(*out, s->term[i].value, out))
			return false;
	return true;
}

struct reading {
	struct sum sum;
	int power;       /* of the leading scale run */
	struct dec head; /* value before the last scale run, where that closes everything */
	const char *head_end;
	int head_power, head_quantum;
	bool open; /* the last scale run closed everything and nothing came behind it */
	bool half; /* ends with a half of the last scale */
};

static bool add_scale(struct cursor *c, struct reading *r, struct dec section)
{
	struct run run;
	const char *q = numeral_skip(c->p, c->end);
	size_t n = q == c->p && c->syllables ? 0 : numeral_run(c->w, q, c->end, &run);
	r->open = false;
	if (!push(&r->sum, section, 0))
		return false;
	if (!n)
		return true;
	const char *before = c->p;
	for (int i = 0; i < run.words; i++) {
		struct sum copy = r->sum;
		if (!close_terms(&r->sum, run.part[i]))
			return false;
		if (r->open || r->sum.terms > 1)
			continue;
		r->open = true;
		if (!total(&copy, &r->head))
			return false;
		r->head_end = i ? run.start[i] : before;
		r->head_power = r->power;
		r->head_quantum = copy.term[copy.terms - 1].power;
	}
	if (!r->power)
		r->power = run.power;
	c->p = q + n;
	c->syllables += run.words;
	return true;
}

static int last_power(const struct reading *r)
{
	return r->sum.terms ? r->sum.term[r->sum.terms - 1].power : 0;
}

/* What may follow a scale run: a half of it, or the next section. False at the end. */
static bool read_next(struct cursor *c, struct reading *r, bool *bad)
{
	struct section s;
	struct cursor before = *c;
	struct run run;
	int value, power = last_power(r);
	if (power && numeral_take(c, ROLE_HALF, &value)) {
		r->open = false;
		r->half = true;
		*bad = !push(&r->sum, (struct dec){5, 1}, power);
		return (c->flags & NUMERAL_SPOKEN) != 0;
	}
	if (!power)
		return false;
	const char *q = numeral_skip(c->p, c->end);
	if ((c->flags & NUMERAL_SPOKEN) && q > c->p && numeral_run(c->w, q, c->end, &run) &&
	    run.power < power) {
		c->spoken = true;
		*bad = !add_scale(c, r, dec_int(1));
		return true;
	}
	if (!read_section(c, &s))
		return false;
	q = numeral_skip(c->p, c->end);
	size_t n = q > c->p ? numeral_run(c->w, q, c->end, &run) : 0;
	if (s.single && !n) {
		if (!(c->flags & NUMERAL_SPOKEN)) {
			*c = before;
			return false;
		}
		c->spoken = true;
		r->open = false;
		*bad = !push(&r->sum, dec_int(s.value), power - 1);
		return false;
	}
	*bad = !add_scale(c, r, dec_int(s.value));
	return true;
}

static bool begin_words(struct cursor *c, struct reading *r, bool *bad)
{
	struct section s;
	struct run run;
	int value;
	const char *behind;
	if (numeral_peek(c, &value, &behind) == ROLE_FRACTION) {
		const char *q = numeral_skip(behind, c->end);
		if (q == behind || !numeral_run(c->w, q, c->end, &run))
			return false;
		take(c, behind);
		*bad = !add_scale(c, r, (struct dec){5, 1});
		r->half = true;
		r->open = false;
		return true;
	}
	const char *first = numeral_skip(c->p, c->end);
	if ((c->flags & NUMERAL_SPOKEN) && numeral_run(c->w, first, c->end, &run) &&
	    run.power > HUNDRED) {
		c->spoken = true;
		c->p = first;
		int had = c->syllables;
		c->syllables = 0; /* the scale word stands first: no blank in front of it */
		*bad = !add_scale(c, r, dec_int(1));
		c->syllables += had;
		r->open = false;
		return true;
	}
	if (!read_section(c, &s))
		return false;
	*bad = !add_scale(c, r, dec_int(s.value));
	return true;
}

static bool read_point(struct cursor *c, struct reading *r, struct numeral *out, bool *bad)
{
	struct cursor before = *c;
	struct dec fraction, whole;
	int value;
	if (!numeral_take(c, ROLE_POINT, &value) || !read_decimals(c, &fraction)) {
		*c = before;
		return false;
	}
	out->decimals = fraction.scale;
	if (!total(&r->sum, &whole) || !dec_add(whole, fraction, &whole)) {
		*bad = true;
		return true;
	}
	int kept = r->power;
	*r = (struct reading){.power = kept};
	*bad = !add_scale(c, r, whole);
	return true;
}

size_t numeral_read_words(struct cursor *c, struct numeral *out)
{
	const char *start = c->p;
	struct reading r = {0};
	bool bad = false, minus;
	int value;
	minus = numeral_take(c, ROLE_MINUS, &value);
	if (!begin_words(c, &r, &bad))
		return 0;
	while (!bad && read_next(c, &r, &bad))
		;
	if (!bad && read_point(c, &r, out, &bad))
		while (!bad && read_next(c, &r, &bad))
			;
	if (bad || !total(&r.sum, &out->value))
		return 0;
	out->power = r.power;
	out->quantum = last_power(&r) - out->decimals - r.half;
	if (r.open) {
		out->value = r.head;
		out->quantum = r.head_quantum - out->decimals;
		out->power = r.head_power;
		if (c->p > r.head_end && r.head_end[-1] == ' ')
			r.head_end--;
		c->p = r.head_end;
	}
	out->form = NUMERAL_WORDS;
	out->words = true;
	out->sign = minus;
	out->spoken = c->spoken;
	out->syllables = c->syllables;
	if (minus)
		out->value = dec_neg(out->value);
	return (size_t)(c->p - start);
}

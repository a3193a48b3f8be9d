#include "common/numeral.h"

#include <stdint.h>
#include <stdlib.h>
#include "common/arena.h"
#include "common/viet.h"
#include "common/xalloc.h"

/*
 * number   = [ minus ] whole [ point decimals ]
 * whole    = section { scales section } [ scales [ half ] ]
 * section  = [ digit "hundred" [ odd digit | tens ] ] | odd digit | tens | digit
 * tens     = ten [ digit ] | digit "tens" [ digit ]
 * decimals = digit { digit } | section
 *
 * Values are gathered on a stack of terms of falling power. A scale run of power p closes the terms of
 * lesser power beneath it: "1 nghin 234 ty" is (1000 + 234) * 10^9.
 */

enum role { ROLE_NONE, ROLE_DIGIT, ROLE_TEN, ROLE_TENS, ROLE_ODD, ROLE_HALF, ROLE_POINT, ROLE_MINUS,
	    ROLE_FRACTION, ROLE_HUNDRED, ROLE_SCALE, ROLE_SPOKEN_SCALE, ROLE_NOT };

enum { TABLE_SLOTS = 512, WORD_BYTES = 16, MOST_TERMS = 24, MOST_POWER = 18, HUNDRED = 2 };

struct entry {
	struct str key; /* folded; of ROLE_NOT two words with a blank */
	enum role role;
	int value; /* digit, or power */
};

struct numeral_words {
	struct entry slot[TABLE_SLOTS];
	size_t used;
	bool first[256];     /* bytes that a word of the table can begin with, either case */
	struct arena keys;
	struct buf *scratch; /* behind a pointer: reading through a const handle folds words in it */
};

static uint32_t hash_of(struct str key)
{
	uint32_t h = 2166136261u;
	for (size_t i = 0; i < key.n; i++)
		h = (h ^ (unsigned char)key.p[i]) * 16777619u;
	return h;
}

static const struct entry *find(const struct numeral_words *w, struct str key)
{
	uint32_t at = hash_of(key) % TABLE_SLOTS;
	while (w->slot[at].key.p) {
		if (str_equal(w->slot[at].key, key))
			return &w->slot[at];
		at = (at + 1) % TABLE_SLOTS;
	}
	return NULL;
}

static const char *insert(struct numeral_words *w, struct str phrase, enum role role, int value)
{
	if (w->used >= TABLE_SLOTS / 2)
		return "too many number words";
	buf_reset(w->scratch);
	viet_fold(phrase, w->scratch);
	struct str key = buf_view(w->scratch);
	if (!key.n || phrase.n > 3 * WORD_BYTES)
		return "no word, or a very long one";
	struct entry *e = w->slot;
	uint32_t at = hash_of(key) % TABLE_SLOTS;
	while (e[at].key.p && !str_equal(e[at].key, key))
		at = (at + 1) % TABLE_SLOTS;
	if (!e[at].key.p) {
		e[at].key = arena_copy(&w->keys, key);
		w->used++;
	}
	e[at].role = role;
	e[at].value = value;
	unsigned char c = (unsigned char)phrase.p[0];
	w->first[c] = true;
	if (c >= 0x80)
		w->first[0xC3] = w->first[0xC4] = w->first[0xC6] = w->first[0xE1] = true;
	else if (c >= 'a' && c <= 'z')
		w->first[c - 'a' + 'A'] = true;
	else if (c >= 'A' && c <= 'Z')
		w->first[c - 'A' + 'a'] = true;
	return NULL;
}

static const char *number_row(void *context, const struct str *cells, const char *row_name)
{
	static const struct {
		const char *name;
		enum role role;
	} roles[] = {{"tens", ROLE_TENS}, {"odd", ROLE_ODD}, {"half", ROLE_HALF}, {"point", ROLE_POINT},
		     {"minus", ROLE_MINUS}, {"0.5", ROLE_FRACTION}, {"10", ROLE_TEN}};
	(void)row_name;
	if (cells[1].n == 1 && cells[1].p[0] >= '0' && cells[1].p[0] <= '9')
		return insert(context, cells[0], ROLE_DIGIT, cells[1].p[0] - '0');
	for (size_t i = 0; i < sizeof(roles) / sizeof(*roles); i++)
		if (str_equal(cells[1], str_of(roles[i].name)))
			return insert(context, cells[0], roles[i].role, 10);
	return "value is none of 0 to 10, 0.5, tens, odd, half, point, minus";
}

static const char *power_row(struct numeral_words *w, const struct str *cells, enum role role)
{
	unsigned long long power = 0;
	if (!str_to_u64(cells[1], &power) || power < 1 || power > MOST_POWER)
		return "value is no power of ten from 1 to 18";
	if (role == ROLE_SCALE && power <= HUNDRED)
		role = power == HUNDRED ? ROLE_HUNDRED : ROLE_TENS;
	return insert(w, cells[0], role, (int)power);
}

static const char *scale_row(void *context, const struct str *cells, const char *row_name)
{
	(void)row_name;
	return power_row(context, cells, ROLE_SCALE);
}

static const char *other_row(void *context, const struct str *cells, const char *row_name)
{
	(void)row_name;
	if (!cells[1].n)
		return insert(context, cells[0], ROLE_NOT, 0);
	return power_row(context, cells, ROLE_SPOKEN_SCALE);
}

struct numeral_words *numeral_words_load(const struct lexicon *l)
{
	struct numeral_words *w = xcalloc(1, sizeof(*w));
	w->scratch = xcalloc(1, sizeof(*w->scratch));
	if (lexicon_read(l, "number_word", "phrase,value,note", number_row, w) |
	    lexicon_read(l, "scale", "phrase,value,note", scale_row, w) |
	    lexicon_read(l, "scale_other", "phrase,value,note", other_row, w)) {
		numeral_words_free(w);
		return NULL;
	}
	return w;
}

void numeral_words_free(struct numeral_words *w)
{
	if (!w)
		return;
	arena_release(&w->keys);
	buf_release(w->scratch);
	free(w->scratch);
	free(w);
}

/* ---- a cursor over words ---------------------------------------------------------------------- */

struct cursor {
	const struct numeral_words *w;
	const char *p, *end;
	unsigned flags;
	int syllables;
	bool spoken;
};

static bool is_digit(const char *p, const char *end)
{
	return p < end && *p >= '0' && *p <= '9';
}

static bool is_letter(const char *p, const char *end)
{
	unsigned char c = p < end ? (unsigned char)*p : 0;
	if (c == 0xC2 || c == 0xE2) /* no-break space, degree, dashes, quotes: no letters */
		return false;
	return c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static const char *skip_blanks(const char *p, const char *end)
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

static const struct entry *word_at(const struct numeral_words *w, const char *p, const char *end,
				   const char **behind)
{
	if (p >= end || !w->first[(unsigned char)*p])
		return NULL;
	const char *q = p;
	while (q - p <= WORD_BYTES && is_letter(q, end))
		q++;
	if (q == p || q - p > WORD_BYTES)
		return NULL;
	buf_reset(w->scratch);
	viet_fold_word(str_range(p, q), w->scratch);
	*behind = q;
	return find(w, buf_view(w->scratch));
}

/* True where this word and the next are a phrase that only looks like a scale ("ty le"). */
static bool not_a_scale(const struct numeral_words *w, const char *p, const char *behind, const char *end)
{
	const char *next = skip_blanks(behind, end), *q = next;
	while (q - next <= WORD_BYTES && is_letter(q, end))
		q++;
	if (q == next)
		return false;
	buf_reset(w->scratch);
	viet_fold(str_range(p, q), w->scratch);
	const struct entry *e = find(w, buf_view(w->scratch));
	return e && e->role == ROLE_NOT;
}

/* The next word as a number word, without moving. A word right before a digit is none. */
static enum role peek(const struct cursor *c, int *value, const char **behind)
{
	const char *q = skip_blanks(c->p, c->end);
	if (c->syllables && q == c->p)
		return ROLE_NONE;
	const struct entry *e = word_at(c->w, q, c->end, behind);
	if (!e || e->role == ROLE_NOT || e->role == ROLE_SPOKEN_SCALE)
		return ROLE_NONE;
	const char *next = skip_blanks(*behind, c->end);
	if (e->role != ROLE_MINUS && is_digit(next, c->end))
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

static bool take_role(struct cursor *c, enum role role, int *value)
{
	const char *behind;
	if (peek(c, value, &behind) != role)
		return false;
	take(c, behind);
	return true;
}

/* ---- scales ----------------------------------------------------------------------------------- */

static size_t scale_run(const struct numeral_words *w, const char *p, const char *end, int *power,
			int *words)
{
	const char *start = p, *last = p;
	int least = 0, sum = 0;
	*words = 0;
	for (;;) {
		const char *behind;
		const struct entry *e = word_at(w, p, end, &behind);
		if (!e || e->value < least)
			break;
		if ((e->role != ROLE_SCALE && e->role != ROLE_HUNDRED && e->role != ROLE_TENS) ||
			   not_a_scale(w, p, behind, end)) {
			break;
		} else if (e->role == ROLE_TENS && (*words || e->value != 1)) {
			break;
		} else if (is_digit(behind, end)) {
			break;
		}
		if (end - behind > 1 && *behind == '.' && is_letter(behind + 1, end))
			behind++;
		sum += e->value;
		least = e->value;
		last = behind;
		++*words;
		p = skip_blanks(behind, end);
		if (p == behind && behind[-1] != '.')
			break;
	}
	*power = sum;
	return (size_t)(last - start);
}

size_t numeral_scale(const struct numeral_words *w, struct str text, int *power)
{
	int words;
	return text.n ? scale_run(w, text.p, text.p + text.n, power, &words) : 0;
}

/* ---- words ------------------------------------------------------------------------------------ */

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
	if (take_role(c, ROLE_TEN, &value)) {
		s->value = take_role(c, ROLE_DIGIT, &d) && d ? 10 + d : 10;
		s->composed = true;
		return true;
	}
	if ((c->flags & NUMERAL_SPOKEN) && take_role(c, ROLE_TENS, &value)) {
		s->value = take_role(c, ROLE_DIGIT, &d) ? 10 + d : 10;
		s->composed = c->spoken = true;
		return true;
	}
	if (!take_role(c, ROLE_DIGIT, &d))
		return false;
	s->value = d;
	if (take_role(c, ROLE_TENS, &value)) {
		s->value = d * 10L + (take_role(c, ROLE_DIGIT, &d) ? d : 0);
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
	if (take_role(c, ROLE_HALF, &value)) {
		s->value += 50;
	} else if (take_role(c, ROLE_ODD, &value)) {
		if (take_role(c, ROLE_DIGIT, &d))
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
	if (take_role(c, ROLE_DIGIT, &d)) {
		if (take_role(c, ROLE_HUNDRED, &value))
			return read_hundreds(c, s, d);
		*c = start;
	} else if (c->flags & NUMERAL_SPOKEN && take_role(c, ROLE_HUNDRED, &value)) {
		c->spoken = true;
		return read_hundreds(c, s, 1);
	}
	if (c->syllables && take_role(c, ROLE_ODD, &value)) {
		struct cursor behind_odd = *c;
		if (take_role(c, ROLE_DIGIT, &d)) {
			const char *behind;
			enum role next = peek(c, &value, &behind);
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
	int d, value, places = 0;
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
	while (places < DEC_DIGITS / 2 && take_role(c, ROLE_DIGIT, &d)) {
		struct cursor behind_digit = *c;
		if (take_role(c, ROLE_TENS, &value)) { /* "khong phay khong hai muoi": not met */
			*c = behind_digit;
		}
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

static bool push(struct sum *s, struct dec value, int power)
{
	struct dec scaled;
	while (s->terms && s->term[s->terms - 1].power < power)
		if (!dec_add(s->term[--s->terms].value, value, &value))
			return false;
	if (s->terms == MOST_TERMS || !dec_shift(value, power, &scaled))
		return false;
	s->term[s->terms++] = (struct term){scaled, power};
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

/* What would be left if the run of power p now closed everything: only then is it the caller's. */
static bool closes_all(const struct sum *s, int power)
{
	for (int i = 0; i < s->terms; i++)
		if (s->term[i].power >= power)
			return false;
	return true;
}

struct reading {
	struct sum sum;
	int power;         /* of the leading scale run */
	struct dec head;   /* value before the last scale run, where that closes everything */
	const char *head_end;
	int head_power;
	bool open;         /* the last scale run closed everything and nothing came behind it */
	bool half;         /* ends with a half of the last scale */
};

static bool add_scale(struct cursor *c, struct reading *r, struct dec section)
{
	int power, words;
	const char *q = skip_blanks(c->p, c->end);
	size_t n = q == c->p && c->syllables ? 0 : scale_run(c->w, q, c->end, &power, &words);
	if (!n)
		return push(&r->sum, section, 0) && (r->open = false, true);
	const char *before = c->p;
	r->open = closes_all(&r->sum, power);
	if (r->open) {
		struct sum copy = r->sum;
		if (!push(&copy, section, 0) || !total(&copy, &r->head))
			return false;
		r->head_end = before;
		r->head_power = r->power;
	}
	if (!r->power)
		r->power = power;
	c->p = q + n;
	c->syllables += words;
	return push(&r->sum, section, power);
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
	int value, power = last_power(r), words;
	if (power && take_role(c, ROLE_HALF, &value)) {
		r->open = false;
		r->half = true;
		*bad = !push(&r->sum, (struct dec){5, 1}, power);
		return (c->flags & NUMERAL_SPOKEN) != 0;
	}
	if (!power)
		return false;
	const char *q = skip_blanks(c->p, c->end);
	if ((c->flags & NUMERAL_SPOKEN) && q > c->p && scale_run(c->w, q, c->end, &value, &words) &&
	    value < power) {
		c->spoken = true;
		*bad = !add_scale(c, r, dec_int(1));
		return true;
	}
	if (!read_section(c, &s))
		return false;
	int scale = 0;
	q = skip_blanks(c->p, c->end);
	size_t n = q > c->p ? scale_run(c->w, q, c->end, &scale, &words) : 0;
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
	int value, power, words;
	const char *behind;
	if (peek(c, &value, &behind) == ROLE_FRACTION) {
		const char *q = skip_blanks(behind, c->end);
		if (q == behind || !scale_run(c->w, q, c->end, &power, &words))
			return false;
		take(c, behind);
		*bad = !add_scale(c, r, (struct dec){5, 1});
		r->open = false;
		return true;
	}
	const char *first = skip_blanks(c->p, c->end);
	if ((c->flags & NUMERAL_SPOKEN) && scale_run(c->w, first, c->end, &power, &words) && power > HUNDRED) {
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
	if (!take_role(c, ROLE_POINT, &value) || !read_decimals(c, &fraction)) {
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

static size_t read_words(struct cursor *c, struct numeral *out)
{
	const char *start = c->p;
	struct reading r = {0};
	bool bad = false, minus;
	int value;
	minus = take_role(c, ROLE_MINUS, &value);
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
		out->quantum = -out->decimals;
		out->power = r.head_power;
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

/* ---- digits ----------------------------------------------------------------------------------- */

enum { MOST_GROUPS = 24, GROUP = 3 };

struct groups {
	int length[MOST_GROUPS];
	char before[MOST_GROUPS]; /* the separator in front of the group: . , or blank */
	int count;
	const char *begin;
	bool loose; /* a blank behind a mark, or a mark in front of all */
};

/* The separator between two groups at p: its bytes, 0 where the digits end here. */
static size_t separator(const char *p, const char *end, unsigned flags, char *mark)
{
	if (p < end && (*p == '.' || *p == ',')) {
		*mark = *p;
		if (is_digit(p + 1, end))
			return 1;
		if ((flags & NUMERAL_SPACED) && *p == ',' && p + 1 < end && p[1] == ' ' &&
		    is_digit(p + 2, end) && !is_digit(p + 3, end))
			return 2;
		return 0;
	}
	const char *q = skip_blanks(p, end);
	bool plain = q == p + 1 && *p == ' ';
	*mark = ' ';
	if (q == p || (plain && !(flags & NUMERAL_SPACED)) || (!plain && q != p + 2) || *p == '\t')
		return 0;
	if (!is_digit(q, end) || !is_digit(q + 1, end) || !is_digit(q + 2, end) || is_digit(q + 3, end))
		return 0;
	return (size_t)(q - p);
}

static const char *scan_groups(const char *p, const char *end, unsigned flags, struct groups *g,
			       struct dec *coef, bool *overflow)
{
	dec_coef all = 0;
	int digits = 0;
	g->begin = p;
	if (p < end && (*p == ',' || *p == '.')) {
		g->before[1] = *p++;
		g->count = 1;
		g->loose = true;
	}
	for (;;) {
		int n = 0;
		for (; is_digit(p, end); p++, n++) {
			digits += digits || *p != '0';
			if (digits > DEC_DIGITS - 1)
				*overflow = true;
			else
				all = all * 10 + (*p - '0');
		}
		if (g->count < MOST_GROUPS)
			g->length[g->count++] = n;
		else
			*overflow = true;
		char mark;
		size_t step = separator(p, end, flags, &mark);
		if (!step || (mark == ' ' && (g->count == 1 ? n > GROUP : g->before[g->count - 1] != ' ')))
			break;
		if (g->count < MOST_GROUPS)
			g->before[g->count] = mark;
		g->loose |= mark != ' ' && step > 1;
		p += step;
	}
	*coef = (struct dec){all, 0};
	return p;
}

/* Groups from `from` to before `to` are threes, the head one to three. */
static bool threes(const struct groups *g, int to)
{
	for (int i = 1; i < to; i++)
		if (g->length[i] != GROUP)
			return false;
	return g->length[0] >= 1 && g->length[0] <= GROUP;
}

/* Which form the groups have, and how many digits stand behind the decimal mark. */
static enum numeral_form form_of(const struct groups *g, int *decimals, bool *ambiguous)
{
	int n = g->count, last = g->length[n - 1];
	char mark = n > 1 ? g->before[n - 1] : 0;
	int same = 0;
	for (int i = 1; i < n; i++)
		same += g->before[i] == mark;
	*decimals = 0;
	if (n == 1)
		return NUMERAL_PLAIN;
	bool zero = g->length[0] == 1 && *g->begin == '0';
	if (n == 2 && mark == ',') {
		*decimals = last;
		return NUMERAL_COMMA_DECIMAL;
	}
	if (n == 2 && mark == '.') {
		if (last == GROUP && g->length[0] >= 1 && g->length[0] <= GROUP && !zero) {
			*ambiguous = true;
			return NUMERAL_DOT_GROUPS;
		}
		*ambiguous = last >= GROUP && !zero;
		*decimals = last;
		return NUMERAL_DOT_DECIMAL;
	}
	if (same == n - 1) {
		if (threes(g, n) && !zero)
			return mark == '.' ? NUMERAL_DOT_GROUPS : mark == ',' ? NUMERAL_COMMA_GROUPS
				: NUMERAL_BLANK_GROUPS;
		return NUMERAL_MALFORMED;
	}
	for (int i = 2; i < n - 1; i++)
		if (g->before[i] != g->before[1])
			return NUMERAL_MALFORMED;
	if (same != 1 || !threes(g, n - 1) || mark == ' ')
		return NUMERAL_MALFORMED;
	*decimals = last;
	if (mark == ',')
		return g->before[1] == ' ' ? NUMERAL_BLANK_GROUPS : NUMERAL_COMMA_DECIMAL;
	return g->before[1] == ' ' ? NUMERAL_BLANK_GROUPS : NUMERAL_COMMA_GROUPS;
}

/* "1tr5", "2tr3", "100K": glued abbreviations of speech. */
static const char *read_glued(struct cursor *c, const char *p, struct numeral *out)
{
	const char *behind, *q = skip_blanks(p, c->end);
	const struct entry *e = word_at(c->w, q, c->end, &behind);
	if (!e || (e->role != ROLE_SPOKEN_SCALE && e->role != ROLE_SCALE))
		return p;
	if (e->role == ROLE_SCALE && (!is_digit(behind, c->end) || q > p))
		return p;
	struct dec value = out->value, more;
	if (!dec_shift(value, e->value, &value))
		return p;
	int places = 0;
	dec_coef coef = 0;
	for (; is_digit(behind, c->end) && places < e->value; behind++, places++)
		coef = coef * 10 + (*behind - '0');
	if (places && (!dec_shift((struct dec){coef, places}, e->value, &more) ||
		       !dec_add(value, more, &value)))
		return p;
	out->value = value;
	out->power = e->value;
	out->quantum = e->value - places - out->decimals;
	out->form = NUMERAL_COMPOUND;
	out->spoken = true;
	return behind;
}

/* Behind digits and a scale: "ruoi", or smaller terms of their own scale ("1 ty 200 trieu"). */
static const char *read_compound(struct cursor *c, const char *p, struct numeral *out)
{
	int power, smaller, words, value;
	const char *q = skip_blanks(p, c->end), *done = p;
	size_t n = scale_run(c->w, q, c->end, &power, &words);
	struct dec sum, more;
	if (!n || !dec_shift(out->value, power, &sum))
		return p;
	out->syllables = 0;
	int first = power;
	for (c->p = q + n;;) {
		c->syllables = 1;
		if (take_role(c, ROLE_HALF, &value)) {
			if (!dec_shift((struct dec){5, 1}, power, &more) || !dec_add(sum, more, &sum))
				return p;
			done = c->p;
			power--;
			break;
		}
		const char *d = skip_blanks(c->p, c->end), *e = d;
		dec_coef coef = 0;
		for (; is_digit(e, c->end) && e - d <= GROUP; e++)
			coef = coef * 10 + (*e - '0');
		const char *s = skip_blanks(e, c->end);
		if (d == c->p || e == d || e - d > GROUP || s == e || *d == '0')
			break;
		n = scale_run(c->w, s, c->end, &smaller, &words);
		if (!n || smaller >= power || !dec_shift((struct dec){coef, 0}, smaller, &more) ||
		    !dec_add(sum, more, &sum))
			break;
		power = smaller;
		done = c->p = s + n;
	}
	if (done == p)
		return p;
	out->value = sum;
	out->power = first;
	out->quantum = power;
	out->form = NUMERAL_COMPOUND;
	return done;
}

static size_t read_digits(struct cursor *c, struct numeral *out)
{
	const char *start = c->p, *p = start;
	struct groups g = {0};
	bool minus = false, overflow = false;
	if (*p == '-' || *p == '+') {
		minus = *p++ == '-';
		out->sign = true;
	} else if (c->end - p > 3 && memcmp(p, "\xE2\x88\x92", 3) == 0) {
		minus = out->sign = true;
		p += 3;
	}
	if (out->sign && (c->flags & NUMERAL_SPACED) && p < c->end && *p == ' ')
		p++;
	bool mark_first = (c->flags & NUMERAL_SPACED) && p < c->end && *p == ',' && is_digit(p + 1, c->end);
	if (!is_digit(p, c->end) && !mark_first)
		return 0;
	p = scan_groups(p, c->end, c->flags, &g, &out->value, &overflow);
	if (mark_first) {
		out->form = g.count == 2 ? NUMERAL_COMMA_DECIMAL : NUMERAL_MALFORMED;
		out->decimals = g.length[1];
	} else {
		out->form = form_of(&g, &out->decimals, &out->ambiguous);
	}
	if (overflow || out->decimals > DEC_DIGITS)
		out->form = NUMERAL_MALFORMED;
	if (out->form == NUMERAL_MALFORMED) {
		out->value = dec_int(0);
		out->decimals = 0;
		out->ambiguous = true;
		return (size_t)(p - start);
	}
	out->value.scale = out->decimals;
	out->quantum = -out->decimals;
	const char *behind = p;
	if (c->flags & NUMERAL_SPOKEN)
		behind = read_glued(c, p, out);
	if (behind == p && !out->decimals)
		behind = read_compound(c, p, out);
	if (minus)
		out->value = dec_neg(out->value);
	return (size_t)(behind - start);
}

size_t numeral_read(const struct numeral_words *w, struct str text, unsigned flags, struct numeral *out)
{
	struct cursor c = {.w = w, .p = text.p, .end = text.p + text.n, .flags = flags};
	*out = (struct numeral){0};
	if (!text.n)
		return 0;
	if (is_letter(text.p, c.end)) {
		struct cursor behind = c;
		int value;
		const char *p;
		if (peek(&behind, &value, &p) == ROLE_MINUS) {
			p = skip_blanks(p, c.end);
			if (is_digit(p, c.end)) {
				c.p = p;
				size_t n = read_digits(&c, out);
				out->value = dec_neg(out->value);
				out->sign = out->words = true;
				return n ? (size_t)(p - text.p) + n : 0;
			}
		}
		return read_words(&c, out);
	}
	return read_digits(&c, out);
}

bool numeral_suspicious(const struct numeral *n, int power)
{
	enum { SUSPICIOUS_POWER = 12 };
	return n->ambiguous && n->form == NUMERAL_DOT_GROUPS && power >= SUSPICIOUS_POWER;
}

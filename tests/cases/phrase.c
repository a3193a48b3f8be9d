#include "tests/cases/phrase.h"

#include <stdlib.h>
#include "common/viet.h"
#include "common/xalloc.h"

enum role {
	NO_ROLE,
	LOWER,
	UPPER,
	LOWER_BEHIND,
	UPPER_BEHIND,
	RISE,
	FALL,
	TWICE,
	FROM,
	TO,
	AND,
	OVER,
	HALF,
	APPROX
};

enum { FLAGS = NUMERAL_SPACED | NUMERAL_SPOKEN, MOST_WORDS = 5 };

struct word {
	struct str key;
	enum role role;
};

struct words {
	struct word *word;
	size_t n, room;
	struct arena arena;
	struct buf scratch;
};

static const char *add(struct words *w, struct str phrase, enum role role)
{
	buf_reset(&w->scratch);
	viet_fold(phrase, &w->scratch);
	w->word = xgrow(w->word, &w->room, w->n + 1, sizeof(*w->word));
	w->word[w->n++] = (struct word){arena_copy(&w->arena, buf_view(&w->scratch)), role};
	return NULL;
}

static bool is(struct str s, const char *text)
{
	return str_equal(s, str_of(text));
}

static enum role bound_role(struct str value, bool behind)
{
	if (is(value, "gt") || is(value, "ge"))
		return behind ? LOWER_BEHIND : LOWER;
	if (is(value, "lt") || is(value, "le"))
		return behind ? UPPER_BEHIND : UPPER;
	return APPROX;
}

static const char *phrase_row(void *context, const struct str *cells, const char *row_name)
{
	(void)row_name;
	if (is(cells[1], "bound") || is(cells[1], "bound_behind"))
		return add(context, cells[0], bound_role(cells[2], is(cells[1], "bound_behind")));
	if (is(cells[1], "change") && (is(cells[2], "+") || is(cells[2], "-")))
		return add(context, cells[0], is(cells[2], "+") ? RISE : FALL);
	return NULL;
}

static const char *word_row(void *context, const struct str *cells, const char *row_name)
{
	static const struct {
		const char *name;
		enum role role;
	} roles[] = {{"over", OVER}, {"and", AND},    {"from", FROM}, {"to", TO},
		     {"half", HALF}, {"lt", UPPER},   {"le", UPPER},  {"gt", LOWER},
		     {"ge", LOWER},  {"twice", TWICE}};
	(void)row_name;
	for (size_t i = 0; i < sizeof(roles) / sizeof(*roles); i++)
		if (is(cells[1], roles[i].name))
			return add(context, cells[0], roles[i].role);
	return "unknown role";
}

int phrases_load(struct phrases *p, const char *lexicon_folder, const char *words_folder)
{
	struct lexicon l = {{lexicon_folder}, 1}, own = {{words_folder}, 1};
	*p = (struct phrases){.numbers = numeral_words_load(&l),
			      .units = units_load(&l),
			      .words = xcalloc(1, sizeof(struct words))};
	p->dates = date_words_load(&l, p->numbers);
	if (!p->numbers || !p->units || !p->dates ||
	    lexicon_read(&l, "phrase", "phrase,class,value,note", phrase_row, p->words) ||
	    lexicon_read(&own, "words", "phrase,role,note", word_row, p->words))
		return -1;
	return 0;
}

void phrases_free(struct phrases *p)
{
	numeral_words_free(p->numbers);
	date_words_free(p->dates);
	units_free(p->units);
	free(p->words->word);
	arena_release(&p->words->arena);
	buf_release(&p->words->scratch);
	free(p->words);
	arena_release(&p->arena);
}

/* ---- words --------------------------------------------------------------------------------- */

static bool letter(struct str t, size_t i)
{
	unsigned char c = i < t.n ? (unsigned char)t.p[i] : 0;
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= 0x80 && c != 0xC2 && c != 0xE2);
}

static bool digit(struct str t, size_t i)
{
	return i < t.n && t.p[i] >= '0' && t.p[i] <= '9';
}

static size_t blanks(struct str t, size_t i)
{
	while (i < t.n && (t.p[i] == ' ' || t.p[i] == '\t'))
		i++;
	return i;
}

static size_t word_end(struct str t, size_t i)
{
	while (letter(t, i) || digit(t, i))
		i++;
	return i;
}

/* The longest phrase at i: its role, and in *behind where it ends. Ties: the roles asked for win.
 * */
static enum role role_at(const struct words *w, struct str t, size_t i, unsigned wanted,
			 size_t *behind)
{
	enum role found = NO_ROLE;
	struct buf key = {0};
	size_t end = i;
	for (int n = 0; n < MOST_WORDS; n++) {
		size_t next = word_end(t, end);
		if (next == end)
			break;
		end = next;
		buf_reset(&key);
		viet_fold(str_range(t.p + i, t.p + end), &key);
		for (size_t k = 0; k < w->n; k++)
			if ((wanted >> w->word[k].role & 1) &&
			    str_equal(w->word[k].key, buf_view(&key))) {
				found = w->word[k].role;
				*behind = end;
			}
		end = blanks(t, end);
	}
	buf_release(&key);
	return found;
}

static unsigned bit(enum role r)
{
	return 1u << r;
}

/* ---- units --------------------------------------------------------------------------------- */

static bool unit_known(struct phrases *p, struct str printed, struct unit *u)
{
	struct buf lower = {0}, code = {0};
	buf_byte(&lower, '{');
	viet_lower(printed, &lower);
	buf_byte(&lower, '}');
	units_read(p->units, printed, &p->arena, u);
	viet_lower(u->code, &code);
	bool known = !str_equal(buf_view(&code), buf_view(&lower));
	buf_release(&code);
	/* a joint between two words that no row knows makes no unit: "den mot ..." */
	if (u->code.p[0] == '{' && memchr(u->code.p, '/', u->code.n) &&
	    !memchr(printed.p, '/', printed.n))
		known = false;
	buf_release(&lower);
	return known;
}

/* "km/h nhanh": what no row knows behind the slash or "mot" is no longer the unit: its code is then
 * the words themselves. "USD/trieu BTU" has a row. */
static bool per_noun(struct str code, struct str printed)
{
	for (size_t i = 0; i + 1 < code.n; i++)
		if (code.p[i] == '/' && code.p[i + 1] == '{') {
			struct str noun = str_range(code.p + i + 2, code.p + code.n - 1);
			struct buf lower = {0};
			viet_lower(printed, &lower);
			bool same = lower.n >= noun.n &&
				    memcmp(lower.p + lower.n - noun.n, noun.p, noun.n) == 0;
			buf_release(&lower);
			return same;
		}
	return false;
}

/* The longest unit that begins at i: where it ends, i where none does. */
static size_t unit_at(struct phrases *p, struct str t, size_t i, struct unit *u)
{
	size_t best = i, end = i;
	struct unit tried;
	for (int n = 0; n < 2 * MOST_WORDS && end < t.n; n++) {
		size_t next = end;
		if (letter(t, next) || digit(t, next)) {
			bool first = !digit(t, next);
			while (letter(t, next) || digit(t, next)) {
				if (first && end == i && digit(t, next) &&
				    unit_known(p, str_range(t.p + i, t.p + next), &tried)) {
					best = next; /* USD1,23 */
					*u = tried;
				}
				first = !digit(t, next);
				next++;
			}
			while (next + 1 < t.n && (unsigned char)t.p[next] == 0xC2 &&
			       ((unsigned char)t.p[next + 1] == 0xB2 ||
				(unsigned char)t.p[next + 1] == 0xB3))
				next += 2;
		} else if ((unsigned char)t.p[next] == 0xC2) {
			next += 2;
		} else if ((unsigned char)t.p[next] == 0xE2 && next + 3 <= t.n) {
			next += 3;
		} else {
			next++;
		}
		if (next > t.n || (digit(t, end) && end == i))
			break;
		end = next;
		char last = t.p[end - 1];
		if (last == ' ' || last == '/' || last == ',' || last == '.' || last == '-')
			continue;
		if (unit_known(p, str_range(t.p + i, t.p + end), &tried) &&
		    (best == i || t.p[best] == '/' ||
		     !per_noun(tried.code, str_range(t.p + i, t.p + end)))) {
			best = end;
			*u = tried;
		}
	}
	return best;
}

/* ---- one amount ---------------------------------------------------------------------------- */

struct amount {
	struct dec value;
	struct unit unit;
	bool has_unit;
	size_t begin, end;
};

static bool number_at(struct phrases *p, struct str t, size_t i, struct dec *value, size_t *end)
{
	struct numeral n;
	int power = 0;
	struct str rest = str_range(t.p + i, t.p + t.n);
	size_t used = numeral_read(p->numbers, rest, FLAGS, &n);
	if (!used || n.form == NUMERAL_MALFORMED)
		return false;
	size_t behind = blanks(t, i + used);
	size_t scale = numeral_scale(p->numbers, str_range(t.p + behind, t.p + t.n), &power);
	*end = scale ? behind + scale : i + used;
	return dec_shift(n.value, power, value);
}

/* "2 do la va 23 xen", "hai do 23", "hai do ruoi" */
static void add_hundredths(struct phrases *p, struct str t, struct amount *a)
{
	struct unit cent;
	struct dec value, part;
	size_t behind = blanks(t, a->end), end;
	if (a->unit.class != CLASS_MONEY || str_equal(a->unit.code, STR("VND")))
		return;
	if (role_at(p->words, t, behind, bit(HALF), &end) == HALF) {
		dec_add(a->value, (struct dec){5, 1}, &a->value);
		a->end = end;
		return;
	}
	if (role_at(p->words, t, behind, bit(AND), &end) == AND)
		behind = blanks(t, end);
	if (!number_at(p, t, behind, &value, &end) || value.scale || value.coef < 1 ||
	    value.coef > 99)
		return;
	size_t unit_end = unit_at(p, t, blanks(t, end), &cent);
	bool cents = unit_end > blanks(t, end) && dec_compare(cent.factor, (struct dec){1, 2}) == 0;
	if ((!cents && blanks(t, end) < t.n) || !dec_shift(value, -2, &part))
		return;
	dec_add(a->value, part, &a->value);
	a->end = cents ? unit_end : end;
}

static bool amount_at(struct phrases *p, struct str t, size_t i, struct amount *a)
{
	struct unit prefix;
	*a = (struct amount){.begin = i};
	size_t start = unit_at(p, t, i, &prefix);
	bool money = start > i && prefix.class == CLASS_MONEY;
	if (money && start < t.n && t.p[start] == '.')
		start++;
	start = money ? blanks(t, start) : i;
	if (money && !digit(t, start))
		return false;
	if (!number_at(p, t, start, &a->value, &a->end))
		return false;
	if (money) {
		a->unit = prefix;
		a->has_unit = true;
	} else {
		size_t unit_begin = blanks(t, a->end), end = unit_at(p, t, unit_begin, &a->unit);
		a->has_unit = end > unit_begin;
		if (a->has_unit)
			a->end = end;
	}
	if (a->has_unit) {
		add_hundredths(p, t, a);
		dec_mul(a->value, a->unit.factor, &a->value);
	}
	return true;
}

/* ---- figures ------------------------------------------------------------------------------- */

static bool range_mark(struct phrases *p, struct str t, size_t i, unsigned roles, size_t *behind)
{
	i = blanks(t, i);
	if (role_at(p->words, t, i, roles, behind)) {
		*behind = blanks(t, *behind);
		return true;
	}
	if (i < t.n && t.p[i] == '-') {
		*behind = blanks(t, i + 1);
		return true;
	}
	return false;
}

/* Both ends of a range take unit and scale of the second where the first has none. */
static void share(struct phrases *p, struct str t, struct amount *a, const struct amount *b)
{
	struct numeral n, m;
	int power = 0;
	if (a->has_unit)
		return;
	struct str first = str_range(t.p + a->begin, t.p + t.n),
		   second = str_range(t.p + b->begin, t.p + t.n);
	size_t used = numeral_read(p->numbers, second, FLAGS, &m);
	if (numeral_read(p->numbers, first, FLAGS, &n) && a->end <= a->begin + first.n)
		numeral_scale(p->numbers,
			      str_range(second.p + used +
						(used < second.n && second.p[used] == ' '),
					t.p + t.n),
			      &power);
	if (dec_compare(a->value, n.value) == 0)
		dec_shift(a->value, power, &a->value);
	a->unit = b->unit;
	a->has_unit = b->has_unit;
	if (a->has_unit)
		dec_mul(a->value, a->unit.factor, &a->value);
}

static struct figure make(const struct amount *a, const struct amount *b)
{
	return (struct figure){.found = true,
			       .low = a->value,
			       .high = b->value,
			       .has_low = true,
			       .has_high = true,
			       .begin = a->begin,
			       .end = b->end,
			       .unit = b->has_unit ? b->unit.code : (struct str){0}};
}

static bool figure_at(struct phrases *p, struct str t, size_t i, unsigned links, struct figure *f)
{
	struct amount a, b;
	size_t behind, end;
	if (!amount_at(p, t, i, &a))
		return false;
	*f = make(&a, &a);
	if (range_mark(p, t, a.end, links, &behind) && amount_at(p, t, behind, &b) &&
	    (b.has_unit || !a.has_unit)) {
		share(p, t, &a, &b);
		*f = make(&a, &b);
	}
	enum role r = role_at(p->words, t, blanks(t, f->end), bit(LOWER_BEHIND) | bit(UPPER_BEHIND),
			      &end);
	f->has_high = r != LOWER_BEHIND;
	f->has_low = r != UPPER_BEHIND;
	return true;
}

static bool boundary(struct str t, size_t i)
{
	if (!i)
		return true;
	if (digit(t, i) || ((t.p[i] == '-' || t.p[i] == ',') && digit(t, i + 1)))
		return !digit(t, i - 1) && t.p[i - 1] != '.' && t.p[i - 1] != ',' &&
		       !(t.p[i] == '-' && letter(t, i - 1));
	return !letter(t, i - 1) && !digit(t, i - 1) && ((unsigned char)t.p[i] & 0xC0) != 0x80;
}

/* Digits before words: "Toi co 9999 cai ao" holds a number word only by its look. */
static bool has_digits(struct str t, size_t from)
{
	for (size_t i = from; i < t.n; i++)
		if (digit(t, i) && (i == 0 || !letter(t, i - 1) || t.p[i - 1] == 'd'))
			return true;
	return false;
}

struct figure phrase_figure(struct phrases *p, struct str text, size_t from, bool wants_unit)
{
	const unsigned bounds = bit(LOWER) | bit(UPPER) | bit(RISE) | bit(FALL) | bit(FROM) |
				bit(TWICE) | bit(APPROX);
	struct figure f = {0};
	enum role bound = NO_ROLE, change = NO_ROLE;
	bool digits = has_digits(text, from), range = false;
	for (size_t i = from; i < text.n; i++) {
		size_t behind;
		if (!boundary(text, i))
			continue;
		enum role r = role_at(p->words, text, i, bounds, &behind);
		if (r) {
			if (r == RISE || r == FALL)
				change = r;
			else if (r == FROM)
				range = true;
			else if (r != APPROX)
				bound = r;
			if (r == TWICE)
				return (struct figure){.found = true,
						       .twice = true,
						       .low = dec_int(2)};
			i = behind - 1;
			continue;
		}
		if (!figure_at(p, text, i, bit(TO) | (range ? bit(AND) : 0), &f))
			continue;
		bool words = letter(text, i) && !f.unit.n;
		if ((digits && words && !has_digits(str_range(text.p, text.p + f.end), i)) ||
		    (wants_unit && !f.unit.n)) {
			if (f.end > i && !letter(text, i))
				i = f.end - 1;
			continue;
		}
		f.has_low &= bound != UPPER;
		f.has_high &= bound != LOWER;
		f.sign = change == RISE ? '+' : change == FALL ? '-' : 0;
		return f;
	}
	return (struct figure){0};
}

/* ---- fractions ----------------------------------------------------------------------------- */

static bool plain_at(struct phrases *p, struct str t, size_t i, struct dec *value, size_t *end)
{
	struct numeral n;
	size_t used = numeral_read(p->numbers, str_range(t.p + i, t.p + t.n), NUMERAL_SPOKEN, &n);
	*value = n.value;
	*end = i + used;
	return used && n.form != NUMERAL_MALFORMED;
}

static bool fraction_at(struct phrases *p, struct str t, size_t i, struct buf *out)
{
	struct dec whole, a, b;
	size_t end, behind;
	bool mixed = false;
	if (!plain_at(p, t, i, &a, &end))
		return false;
	if (end < t.n && t.p[end] == ' ' && digit(t, end + 1)) {
		whole = a;
		mixed = true;
		i = end + 1;
		if (!plain_at(p, t, i, &a, &end))
			return false;
	}
	if (end < t.n && t.p[end] == '/')
		behind = end + 1;
	else if (role_at(p->words, t, blanks(t, end), bit(OVER), &behind) == OVER)
		behind = blanks(t, behind);
	else
		return false;
	if (!plain_at(p, t, behind, &b, &end))
		return false;
	if (mixed) {
		dec_print(whole, out);
		buf_byte(out, ' ');
	}
	dec_print(a, out);
	buf_byte(out, '/');
	dec_print(b, out);
	return true;
}

bool phrase_fraction(struct phrases *p, struct str text, struct buf *out)
{
	for (size_t i = 0; i < text.n; i++)
		if (boundary(text, i) && fraction_at(p, text, i, out))
			return true;
	return false;
}

/* ---- dates --------------------------------------------------------------------------------- */

bool phrase_date(struct phrases *p, struct str text, struct datephrase *out)
{
	for (size_t i = 0; i < text.n; i++) {
		bool start = i == 0 ||
			     (!letter(text, i - 1) && !digit(text, i - 1) && text.p[i - 1] != '.' &&
			      text.p[i - 1] != '-' && text.p[i - 1] != '/' && text.p[i - 1] != ',');
		if (start && ((unsigned char)text.p[i] & 0xC0) != 0x80 &&
		    datephrase_read(p->dates, str_range(text.p + i, text.p + text.n), out))
			return true;
	}
	return false;
}

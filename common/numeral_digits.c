#include "common/numeral_inside.h"

enum { MOST_GROUPS = 24, GROUP = 3 };

struct groups {
	int length[MOST_GROUPS];
	char before[MOST_GROUPS]; /* the separator in front of the group: . , or blank */
	int count;
	const char *begin;
	bool loose; /* a blank behind a mark, or a mark in front of all */
};

/* The separator between two groups at p: its bytes, 0 where the digits end here. */
/* Exactly three digits at p. */
static bool three_digits(const char *p, const char *end)
{
	return numeral_digit(p, end) && numeral_digit(p + 1, end) && numeral_digit(p + 2, end) &&
	       !numeral_digit(p + 3, end);
}

/* Blanks around a mark, as slips of the typist: "25, 3", "31 ,4", "1. 214. 600. 000". A dot ends
 * a sentence too: blanks behind it count only in a row of groups. */
static size_t spaced_mark(const char *p, const char *end, bool dotted, char *mark)
{
	if (end - p < 3)
		return 0;
	if (*p == ',' && p[1] == ' ' && numeral_digit(p + 2, end) && !numeral_digit(p + 3, end)) {
		*mark = ',';
		return 2;
	}
	if (*p == ' ' && p[1] == ',' && numeral_digit(p + 2, end)) {
		*mark = ',';
		return 2;
	}
	if (*p == '.' && p[1] == ' ' && three_digits(p + 2, end) &&
	    (dotted ||
	     (end - p > 7 && p[5] == '.' && three_digits(p[6] == ' ' ? p + 7 : p + 6, end)))) {
		*mark = '.';
		return 2;
	}
	return 0;
}

static size_t separator(const char *p, const char *end, unsigned flags, bool dotted, char *mark)
{
	if (end - p > 1 && (*p == '.' || *p == ',') && numeral_digit(p + 1, end)) {
		*mark = *p;
		return 1;
	}
	size_t spaced = flags & NUMERAL_SPACED ? spaced_mark(p, end, dotted, mark) : 0;
	if (spaced)
		return spaced;
	if (p < end && (*p == '.' || *p == ','))
		return 0;
	const char *q = numeral_skip(p, end);
	bool plain = q == p + 1 && *p == ' ';
	*mark = ' ';
	if (q == p || (plain && !(flags & NUMERAL_SPACED)) || (!plain && q != p + 2) || *p == '\t')
		return 0;
	return three_digits(q, end) ? (size_t)(q - p) : 0;
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
		for (; numeral_digit(p, end); p++, n++) {
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
		bool dotted = g->count > 1 && g->before[g->count - 1] == '.';
		size_t step = separator(p, end, flags, dotted, &mark);
		if (!step ||
		    (mark == ' ' && (g->count == 1 ? n > GROUP : g->before[g->count - 1] != ' ')))
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
			return mark == '.'   ? NUMERAL_DOT_GROUPS
			       : mark == ',' ? NUMERAL_COMMA_GROUPS
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

/* A single letter counts in its own case, a small one glued to its number: 3M, but not 3m. */
static bool letter_fits(const struct entry *e, char printed, bool glued)
{
	return !e->cases || ((glued || printed < 'a') &&
			     (e->cases & (printed >= 'a' ? CASE_LOWER : CASE_UPPER)));
}

/* "1tr5", "2tr3", "100K": glued abbreviations of speech. */
static const char *read_glued(struct cursor *c, const char *p, struct numeral *out)
{
	const char *behind, *q = numeral_skip(p, c->end);
	const struct entry *e = numeral_word(c->w, q, c->end, &behind);
	if (!e || (e->role != ROLE_SPOKEN_SCALE && e->role != ROLE_SCALE))
		return p;
	if (!letter_fits(e, *q, q == p))
		return p;
	if (e->role == ROLE_SCALE && (!numeral_digit(behind, c->end) || q > p))
		return p;
	struct dec value = out->value, more;
	if (!dec_shift(value, e->value, &value))
		return p;
	int places = 0;
	dec_coef coef = 0;
	for (; numeral_digit(behind, c->end) && places < e->value; behind++, places++)
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
	struct run run;
	int value;
	const char *q = numeral_skip(p, c->end), *done = p;
	size_t n = numeral_run(c->w, q, c->end, &run);
	int power = run.power;
	struct dec sum, more;
	if (!n || !dec_shift(out->value, power, &sum))
		return p;
	out->syllables = 0;
	int first = power;
	for (c->p = q + n;;) {
		c->syllables = 1;
		if (numeral_take(c, ROLE_HALF, &value)) {
			if (!dec_shift((struct dec){5, 1}, power, &more) ||
			    !dec_add(sum, more, &sum))
				return p;
			done = c->p;
			power--;
			break;
		}
		const char *d = numeral_skip(c->p, c->end), *e = d;
		dec_coef coef = 0;
		for (; numeral_digit(e, c->end) && e - d <= GROUP; e++)
			coef = coef * 10 + (*e - '0');
		const char *s = numeral_skip(e, c->end);
		if (d == c->p || e == d || e - d > GROUP || s == e || *d == '0')
			break;
		n = numeral_run(c->w, s, c->end, &run);
		if (!n || run.power >= power ||
		    !dec_shift((struct dec){coef, 0}, run.power, &more) ||
		    !dec_add(sum, more, &sum))
			break;
		power = run.power;
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

size_t numeral_read_digits(struct cursor *c, struct numeral *out)
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
	bool mark_first = (c->flags & NUMERAL_SPACED) && p < c->end && *p == ',' &&
			  numeral_digit(p + 1, c->end);
	if (!numeral_digit(p, c->end) && !mark_first)
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

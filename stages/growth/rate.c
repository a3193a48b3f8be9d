#include "stages/growth/rate.h"

enum { MOST_DIGITS = 30, MOST_POWER = 15 };

static bool digit(char c)
{
	return c >= '0' && c <= '9';
}

/* The magnitude in the way it may be printed: as it is, a percentage also as an index, an
 * amount also before a scale word. */
static bool same_figure(enum change_kind kind, struct dec number, struct dec change, int *power)
{
	int most = kind == CHANGE_ABSOLUTE ? MOST_POWER : 0;
	struct dec magnitude = dec_sign(change) < 0 ? dec_neg(change) : change, shifted, index;

	*power = 0;
	if (kind == CHANGE_PERCENT && dec_add(dec_int(100), change, &index) &&
	    dec_compare(number, index) == 0)
		return true;
	if (dec_sign(number) == 0)
		return dec_sign(change) == 0;
	for (; *power <= most; ++*power)
		if (dec_shift(number, *power, &shifted) && dec_compare(shifted, magnitude) == 0)
			return true;
	return false;
}

/* A run of digits and separators, its commas as decimal mark and its dots as thousands, or the
 * other way round where that is what the change says. */
static bool parse_token(struct str token, char decimal_mark, struct dec *number)
{
	char plain[MOST_DIGITS + 1];
	size_t n = 0;

	for (size_t i = 0; i < token.n; i++) {
		if (n == MOST_DIGITS)
			return false;
		if (digit(token.p[i]))
			plain[n++] = token.p[i];
		else if (token.p[i] == decimal_mark)
			plain[n++] = '.';
	}
	return dec_parse((struct str){plain, n}, number);
}

/* Unit of the last printed digit, as a power of ten; false where the number is not in the
 * clause. */
static bool printed_unit(enum change_kind kind, struct dec change, struct str printed, int *unit)
{
	for (size_t i = 0; i < printed.n;) {
		if (!digit(printed.p[i])) {
			i++;
			continue;
		}
		size_t end = i;
		while (end < printed.n &&
		       (digit(printed.p[end]) || printed.p[end] == ',' || printed.p[end] == '.'))
			end++;
		struct str token = {printed.p + i, end - i};
		while (token.n && !digit(token.p[token.n - 1]))
			token.n--;
		for (const char *mark = ",."; *mark; mark++) {
			struct dec number;
			int power;
			if (parse_token(token, *mark, &number) &&
			    same_figure(kind, number, change, &power)) {
				*unit = power - number.scale;
				return true;
			}
		}
		i = end;
	}
	return false;
}

static struct range with_bound(struct range r, struct dec change, struct str bound)
{
	bool fall = dec_sign(change) < 0;

	if (str_equal(bound, STR("gt")) || str_equal(bound, STR("ge"))) {
		r = range_exact(change);
		*(fall ? &r.low_open : &r.high_open) = true;
	} else if (str_equal(bound, STR("lt")) || str_equal(bound, STR("le"))) {
		r = range_exact(change);
		*(fall ? &r.high : &r.low) = dec_int(0);
	}
	return r;
}

struct range rate_range(enum change_kind kind, struct dec change, struct str bound,
			struct str printed)
{
	struct dec half = dec_int(5);
	struct range r = range_exact(change);
	int unit = -change.scale;
	bool found = printed_unit(kind, change, printed, &unit);

	if (!(kind == CHANGE_ABSOLUTE && (unit == 0 || !found))) {
		if (!dec_shift(half, unit - 1, &half) || !dec_sub(change, half, &r.low) ||
		    !dec_add(change, half, &r.high))
			r = range_exact(change);
	}
	return with_bound(r, change, bound);
}

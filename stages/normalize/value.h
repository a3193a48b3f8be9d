/*
 * What a printed number is worth: value = number * 10^scale * factor of its unit, and the
 * interval that its printed digits allow.
 *
 * Interval. A counted noun or money, prices too, printed in full (no scale word, no decimals) is
 * exact; a counted ratio (per 100 inhabitants) is not. Everything else may be off by half a unit
 * of its last printed place: 20,73 trieu is 20.725 to 20.735 million, 61% is 60.5 to 61.5. An
 * open bound leaves its side empty and starts at the value itself: "hon 170" is 170 and upwards,
 * "duoi 5" is at most 5. `approx` is taken one unit of the last printed place wide on each side,
 * also of counted nouns. Lows are rounded downwards, highs upwards, to six decimals.
 */
#ifndef NORMALIZE_VALUE_H
#define NORMALIZE_VALUE_H

#include "common/numeral.h"
#include "stages/normalize/units.h"

/* How a report writes numbers, by those of its numbers whose form leaves no doubt. */
struct number_style {
	unsigned comma_decimals; /* 7,3 */
	unsigned dot_decimals;   /* 61.72 */
	unsigned dot_groups;     /* 1.234.567, 1.234,5 */
	unsigned comma_groups;   /* 1,299,495, 1,299.5 */
};

void style_note(struct number_style *s, const struct numeral_words *w, struct str number);

enum value_state {
	VALUE_GOOD,
	VALUE_NO_NUMBER, /* the cell is no number, or separators fit no form */
	VALUE_PRECISE,   /* more than six decimals: a finding, never rounded */
	VALUE_LARGE,     /* beyond 32 digits before the point */
};

struct value {
	struct dec value, low, high;
	bool has_low, has_high;
	int mult, decimals;
	bool restyled; /* read against its form, as the other numbers of the report are written */
	bool doubtful; /* unit or scale speak against what the dot's form says (98.310 nghin ty) */
	bool sign;     /* the number carries its own sign */
};

/* Reads `number` and `scale` as mentions carry them; `bound` as in the tables. `style` may be
 * NULL: the form alone decides. With it, one dot before three digits is a decimal mark in a
 * report that writes decimals with dots and none with commas, where the unit makes thousands
 * unlikely or the report groups by commas; and one comma before three digits groups where the
 * report groups by commas and writes no decimals with them. */
enum value_state value_read(const struct numeral_words *w, const struct number_style *style,
			    struct str number, struct str scale, const struct unit *unit,
			    struct str bound, struct value *out);

/* "lam giam 0,2 diem": the words make it negative. */
void value_negate(struct value *v);

/* Number and scale words in one cell ("4.510 ty"): the N of n/N. Without a scale of its own it
 * shares that of n: "612/1.240 ty dong". */
enum value_state value_read_total(const struct numeral_words *w, struct str total, struct str scale,
				  const struct unit *unit, struct dec *out);

#endif

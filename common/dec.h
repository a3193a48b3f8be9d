/*
 * Exact decimals: value = coefficient / 10^scale. Every published figure is one of these from its
 * printed digits to the last file; binary floating point touches none. Room for 38 digits
 * (Parquet DECIMAL(38,6)); what does not fit is an error, never a wrap.
 */
#ifndef COMMON_DEC_H
#define COMMON_DEC_H

#include <stdbool.h>
#include "common/buf.h"

__extension__ typedef __int128 dec_coef;

enum { DEC_DIGITS = 38, DEC_COLUMN_SCALE = 6 };

struct dec {
	dec_coef coef;
	int scale; /* digits after the point, 0 .. 38 */
};

enum dec_rounding { DEC_HALF_EVEN, DEC_DOWN /* towards minus infinity */, DEC_UP };

/* Plain form: [+-]digits[.digits], nothing else. False (and *d untouched) on anything else.
 * Trailing zeros are kept: "3.00" has scale 2 and prints as "3.00". */
bool dec_parse(struct str s, struct dec *d);
/* The form dec_parse reads; what it read is printed back identically. */
void dec_print(struct dec d, struct buf *out);
struct dec dec_int(long long value);

bool dec_add(struct dec a, struct dec b, struct dec *sum); /* false: overflow; also below */
bool dec_sub(struct dec a, struct dec b, struct dec *difference);
bool dec_mul(struct dec a, struct dec b, struct dec *product);
/* a / b to `scale` digits; false on b = 0 or overflow. Exact with respect to the rounding asked. */
bool dec_div(struct dec a, struct dec b, int scale, enum dec_rounding r, struct dec *quotient);
bool dec_shift(struct dec a, int power_of_ten, struct dec *out); /* a * 10^power, exact */
/* To at most `scale` digits. */
bool dec_round(struct dec a, int scale, enum dec_rounding r, struct dec *out);
struct dec dec_neg(struct dec a);
struct dec dec_trim(struct dec a);           /* without trailing zeros behind the point */
int dec_compare(struct dec a, struct dec b); /* by value: 1.0 equals 1.00 */
static inline int dec_sign(struct dec a)
{
	return (a.coef > 0) - (a.coef < 0);
}

#endif

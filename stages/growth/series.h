/*
 * The engine alone, for long monthly series: CSV `series,time_period,obs_value` in any order
 * and with gaps, to `series,time_period,obs_value,mom,yoy`, by series and period in order.
 * Changes are in percent, exact, rounded half to even at six decimals; empty where the base is
 * missing, zero or negative or the level is negative (a note tells how many). A row without a
 * value comes out without one. The same period of a series twice with different values is an
 * error.
 *
 * Memory: eight bytes per value in blocks of 64 months, whatever the order; a row is never
 * kept.
 */
#ifndef GROWTH_SERIES_H
#define GROWTH_SERIES_H

#include <stdint.h>
#include "common/buf.h"
#include "common/dec.h"

/* Exit code of the contract; `in` and `out` NULL or "-" are the standard streams. */
int series_run(const char *in, const char *out);

/* ---- parts, for tests --------------------------------------------------------------------- */

enum { SERIES_MOST_SCALE = 18 };

/* A decimal of up to 17 digits as coefficient and scale; false where it is no such number. */
bool series_parse(struct str s, int64_t *coef, int *scale);

/* The change from b to a (coefficients of one scale, a >= 0, b > 0) in millionths of a percent,
 * rounded half to even. False where it does not fit. */
bool series_change(int64_t a, int64_t b, int64_t *millionths);

void series_print_number(int64_t coef, int scale,
			 struct buf *out);                     /* "12.50": coef 1250, scale 2 */
void series_print_change(int64_t millionths, struct buf *out); /* without trailing zeros */

#endif

/*
 * Spans of time as SDMX names them, by arithmetic on the Gregorian calendar; no time_t, no
 * locale.
 *
 *   2022-08 month (M)   2022-Q3 quarter (Q)   2022-S1 half-year (S)   2022 year (A)
 *   2022-08-20 day (D)   2022-08-16/2022-08-31 any other span of days (I)
 *
 * Days are counted from 1970-01-01; first and last day are inclusive.
 */
#ifndef COMMON_PERIOD_H
#define COMMON_PERIOD_H

#include <stdbool.h>
#include <stdint.h>
#include "common/buf.h"

struct period {
	char freq;           /* CL_FREQ: 'M' 'Q' 'S' 'A' 'D', 'I' for an odd span; 0: no period */
	int32_t first, last; /* days since 1970-01-01 */
};

/* Years 1000 to 9999. A wrong month, quarter or day gives freq 0. */
struct period period_month(int year, int month);
struct period period_quarter(int year, int quarter);
struct period period_half(int year, int half);
struct period period_year(int year);
struct period period_day(int year, int month, int day);
struct period period_span(int32_t first, int32_t last); /* 'D' where first = last, 'I' otherwise */

bool period_parse(struct str s, struct period *p);   /* the forms above */
void period_print(struct period p, struct buf *out); /* nothing for freq 0 */

int period_year_of(struct period p);              /* of its last day */
int period_month_of(struct period p);             /* 1 .. 12, of its last day */
int period_day_of(struct period p);               /* 1 .. 31, of its last day */
struct period period_last_month(struct period p); /* the month that its last day lies in */
bool period_same(struct period a, struct period b);

/* The same span `months` later (negative: earlier). Months, quarters, halves and years move
 * whole, by a multiple of their own length (anything else, or leaving the years held, gives freq
 * 0); days and odd spans keep their day numbers, cut to the month's length, and whole months stay
 * whole. */
struct period period_move(struct period p, int months);
/* One of its own length before (a month, quarter, half, year; a span of n days moves n days). */
struct period period_before(struct period p);
int period_length_in_months(struct period p); /* 1, 3, 6, 12; 0 for days and odd spans */

/* Months since year 0: year * 12 + month - 1, of the last day; for distances. */
int period_month_number(struct period p);
struct period period_of_month_number(int number);

int32_t period_days(int year, int month, int day); /* days since 1970-01-01; the date must exist */
void period_date(int32_t days, int *year, int *month, int *day);
void period_print_date(int32_t days, struct buf *out); /* 2022-08-20 */
bool period_parse_date(struct str s, int32_t *days);

#endif

/* The months that a release is of. */
#ifndef BUNDLE_SPAN_H
#define BUNDLE_SPAN_H

#include <stdbool.h>
#include "common/str.h"

enum { SPAN_MONTH = 8, SPAN_NAME = 32 };

struct span {
	char name[SPAN_NAME]; /* 2022-08, 2022-Q3, 2022-S1, 2022, or 2022-05_2022-08 */
	char from[SPAN_MONTH], to[SPAN_MONTH]; /* first and last month */
	int first, last;                       /* the same as month numbers, see period.h */
	int last_day;                          /* of the span, days since 1970-01-01 */
};

/* From a month, quarter, half-year or year; with `from` (may be NULL) from its first month on.
 * False where that is no span of whole months. */
bool span_parse(const char *from, const char *period, struct span *s);

/* Whether a month such as 2022-08 lies in it. */
bool span_holds(const struct span *s, struct str month);

#endif

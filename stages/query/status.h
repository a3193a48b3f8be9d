/*
 * What is held, month by month, and what is missing. Months from the first held to the last
 * held or, with a day and a calendar, to the last one due by that day.
 */
#ifndef QUERY_STATUS_H
#define QUERY_STATUS_H

#include "stages/query/grid.h"
#include "stages/query/held.h"

struct status_request {
	const char *today;     /* YYYY-MM-DD or NULL: nothing is late then */
	const char *calendar;  /* file or NULL */
	const char *from, *to; /* months or NULL */
	struct current now;
	enum grid_form form;
};

/* 0; -1: said why, *caller true where the calendar or the day is to blame. */
int status_print(struct held *h, const struct status_request *r, FILE *out, bool *caller);

#endif

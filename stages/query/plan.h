/*
 * What a run or a backfill has to do: months to compute, reports to read again. Decided from
 * what the store holds, so that it is right after a stop at any moment.
 */
#ifndef QUERY_PLAN_H
#define QUERY_PLAN_H

#include <stdio.h>
#include "stages/query/held.h"

enum plan_mode {
	PLAN_WAITING, /* marked, or with reports and no folder, or the other way round */
	PLAN_MISSING, /* the same, of FROM to TO */
	PLAN_FAILED,  /* months that could not be made */
	PLAN_STALE,   /* read or computed with other lexicons or corrections */
	PLAN_ALL,
};

bool plan_mode_parse(const char *name, enum plan_mode *mode);

/* Prints `MONTH REASON` in order, `later` for months behind that rest on one of the plan. */
int plan_months(struct held *h, enum plan_mode mode, const struct current *now, const char *from,
		const char *to, FILE *out);
/* Prints `doc_id,source` of the reports to be read again, CSV with header. */
int plan_reports(struct held *h, enum plan_mode mode, const struct current *now, const char *from,
		 const char *to, FILE *out);

#endif

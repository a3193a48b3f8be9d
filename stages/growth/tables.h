/* The tables that are not partitioned: each month keeps its part, and the whole is put together. */
#ifndef GROWTH_TABLES_H
#define GROWTH_TABLES_H

#include "stages/growth/catalogue.h"
#include "common/store.h"

/* A month's part of indicators: counts of its observations. */
int tables_count_month(const struct rows *observations, const struct catalogue *c,
		       const char *file);

/*
 * STATE/tables/indicators.csv and revisions.csv from all month folders. 0; -1: said why. What
 * is read does not grow with history: STATE/sums/YEAR holds the sum of all months up to the end
 * of a year.
 */
int tables_write(const char *state);

/* Before a month's folder changes: sums that it is part of go. */
int tables_outdate(const char *state, struct str month);

#endif

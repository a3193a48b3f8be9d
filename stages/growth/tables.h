/* The tables that are not partitioned: each month keeps its part, and the whole is put together. */
#ifndef GROWTH_TABLES_H
#define GROWTH_TABLES_H

#include "stages/growth/catalogue.h"
#include "common/store.h"

/* A month's part of indicators: counts of its observations. */
int tables_count_month(const struct rows *observations, const struct catalogue *c,
		       const char *file);

/* STATE/tables/indicators.csv and revisions.csv from all month folders. 0; -1: said why. */
int tables_write(const char *state);

#endif

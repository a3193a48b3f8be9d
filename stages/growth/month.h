/*
 * One report month: from the reports of that month as normalize gave them, and the levels of
 * all months up to it, the month's tables. Every report keeps its own rows; a comparison is
 * judged by the report's own base where it prints one, else by history.
 */
#ifndef GROWTH_MONTH_H
#define GROWTH_MONTH_H

#include "stages/growth/catalogue.h"
#include "stages/growth/change.h"
#include "stages/growth/correct.h"
#include "stages/growth/history.h"
#include "stages/growth/tell.h"

struct month_tools {
	const char *state;
	const struct catalogue *catalogue;
	const struct messages *messages;
	const struct corrections *corrections;
};

enum month_basis { MONTH_MOM, MONTH_QOQ, MONTH_YOY, MONTH_BASES };

struct month_report {
	struct str doc_id, published;
	size_t document;             /* row of documents */
	size_t rows;                 /* for counting */
	size_t missing[MONTH_BASES]; /* series without a base held */
};

struct month_value {
	struct dec value;
	size_t row;
};

struct month {
	const struct month_tools *tools;
	struct str name; /* 2022-08 */
	struct arena arena;
	struct history history;
	struct rows documents, observations, growth, findings, revisions;
	struct month_report *reports; /* in the order (published, doc_id) */
	struct month_report **by_doc; /* the same, sorted by doc_id */
	struct month_value *by_value; /* stated observations, sorted */
	size_t reports_count;
	size_t *by_obs_id, stated; /* rows of stated observations sorted by obs_id */
	size_t stated_growth;      /* rows of growth that reports state come first */
};

/* Computes the month and puts its folder in place (or takes it away where no report is left); the
 * dirty mark goes. 0; -1: said why, *caller true where corrections or lexicons are to blame. */
int month_compute(const struct month_tools *tools, struct str name, bool *caller);

/* For the parts below. */
struct month_report *month_report_of(struct month *m, struct str doc_id);
/* Row of a stated observation; -1 where there is none. */
long month_observation(const struct month *m, struct str obs_id);
/* Rows of stated observations with a value, in their order. */
const struct month_value *month_values(const struct month *m, struct dec value, size_t *count);
bool month_level(struct month *m, const struct str *observation, struct level *out);
/* A figure in % changes in points, unless the catalogue knows it as an index. */
bool month_in_points(const struct month *m, const struct level *l);
struct str month_cell(struct month *m, struct dec value);
/* The change of a comparison in the columns computed, computed_low, computed_high. */
void month_write_change(struct month *m, struct str *growth, const struct change *c);
int month_tell(struct month *m, const char *rule, const struct str *growth,
	       const struct level *level, const struct part *parts);

int month_judge(struct month *m);     /* verdicts of stated growth, implied bases (stated.c) */
int month_derive(struct month *m);    /* growth computed from levels alone (derived.c) */
int month_reconcile(struct month *m); /* reports of one month, revisions (reports.c) */

#endif

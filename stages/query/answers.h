/* Questions about the dataset's vintages. All return 0; -1: a diagnostic was printed. */
#ifndef QUERY_ANSWERS_H
#define QUERY_ANSWERS_H

#include "stages/query/grid.h"

/* The dataset as the reports up to `month` told it: of each figure the statement that counts. */
int answer_asof(const char *state, struct str month, enum grid_form form, FILE *out);

/* One series (or all of an indicator) through its vintages: every statement, and how it changed the
 * one before. *found false where nothing is held of it. */
int answer_history(const char *state, struct str series, enum grid_form form, FILE *out,
		   bool *found);

/* What the reports after `old` up to `new` changed: added, removed, revised, reflagged, with
 * sizes. */
int answer_diff(const char *state, struct str old, struct str new, enum grid_form form, FILE *out);

/* What a rework changed, from two folders of month folders: per series, how many statements. */
int answer_compare(const char *old_months, const char *new_months, enum grid_form form, FILE *out);

#endif

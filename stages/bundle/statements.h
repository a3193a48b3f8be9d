/* Levels in the order of level_compare(): each figure with all that is said of it. */
#ifndef BUNDLE_STATEMENTS_H
#define BUNDLE_STATEMENTS_H

#include "common/level.h"

struct statements {
	struct level *level;
	size_t count, room;
};

/* The levels of observations, but for implied ones; `documents` are asked for the date of issue.
 * Cells stay where the rows have them. */
void statements_add(struct statements *s, struct arena *a, const struct rows *observations,
		    const struct rows *documents);
void statements_sort(struct statements *s);
/* Those of reports up to the month (2022-08) alone; shares the cells. */
struct statements statements_until(const struct statements *s, const char *month);
void statements_release(struct statements *s);

#endif

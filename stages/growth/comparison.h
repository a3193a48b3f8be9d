/* A stated comparison with what is known of its two sides. */
#ifndef GROWTH_COMPARISON_H
#define GROWTH_COMPARISON_H

#include "stages/growth/month.h"

struct comparison {
	struct str *row; /* of growth */
	enum change_kind kind;
	struct dec change;
	struct range stated; /* what its printed digits and bound allow */
	bool approx;         /* "about": what does not agree proves nothing */
	bool one_sided;      /* ge, le: one end of a range */
	bool of_rate;        /* percent of a figure in %: without a base it may mean points */

	bool has_level, has_base;
	long observation; /* row of the level that the report states; -1 where history gives it */
	struct level level, base;
	bool base_printed; /* by this report: no base is implied */
	int32_t base_start, base_end;
	bool has_base_key;
};

bool change_kind_parse(struct str s, enum change_kind *kind);
const char *change_kind_name(enum change_kind kind);

/* Kind, change and what is known of level and base. 1, or 0 where the row cannot be read as a
 * comparison (it stays untested), -1: said why. */
int comparison_find(struct month *m, struct str *row, struct comparison *c);

#endif

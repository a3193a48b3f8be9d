/* The wide table: a row per series that the span's reports tell of, a column per month. */
#ifndef BUNDLE_WIDE_H
#define BUNDLE_WIDE_H

#include "stages/bundle/grid.h"

enum wide_column {
	WIDE_series_id,
	WIDE_indicator,
	WIDE_label_vi,
	WIDE_label_en,
	WIDE_field,
	WIDE_ref_area,
	WIDE_freq,
	WIDE_time_basis,
	WIDE_unit_measure,
	WIDE_span,  /* of a series without a period of its own: the span of days, a row each */
	WIDE_MONTHS /* the first month */
};

/* Of each figure the statement that counts in all reports up to the span's end, in the column of
 * the month that its period ends in. */
void wide_make(struct grid *g, const struct release *r);
int wide_put(const struct grid *g, struct package *k);

#endif

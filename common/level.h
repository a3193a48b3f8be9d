/*
 * A level as a statement among others: one report says a value of one series and period, another
 * says it again. What is computed from (growth) and what is shown (query) follow one rule for
 * which counts.
 */
#ifndef COMMON_LEVEL_H
#define COMMON_LEVEL_H

#include <stdbool.h>
#include <stdint.h>
#include "common/arena.h"
#include "common/dec.h"
#include "common/store.h"

struct range {
	bool low_open, high_open; /* no end on that side (bound gt, lt) */
	struct dec low, high;
};

struct range range_exact(struct dec value);
bool range_holds(struct range r, struct dec value);
/* Whether a leaves less open than b; an open side is wider than any. */
bool range_narrower(struct range a, struct range b);

struct level {
	struct str series_id, indicator, ref_area, time_period, time_basis, unit_measure;
	struct str doc_id, obs_id, report_period, published, subject, bound, origin;
	int32_t start, end; /* key, see store.h */
	long long byte_start, byte_end;
	struct dec value;
	struct range range;
	char status;       /* A E P F */
	bool approx, base; /* base: origin stated_base */
	bool usable;       /* to compute from: not F, ge, le or implied */
};

/* The row of table levels that an observation gives, and the month that its period ends in; `row`
 * has room for levels_columns cells. False where it is no level with a place in time. */
bool level_row(struct arena *a, const struct str *observation, struct str published,
	       struct str *row, int *month);
/* From such a row, whose cells it keeps. False where it cannot be read. */
bool level_parse(const struct str *row, struct level *out);

/* Series and key (0: the same figure); and then (report_period, published, doc_id, byte_start,
 * obs_id). */
int level_compare_key(const struct level *a, const struct level *b);
int level_compare(const void *a, const void *b);

/* Of statements of one figure, in the order of level_compare(), the one that counts: A before P
 * before E before F, then the newest; of that one report's own the narrowest. NULL where there is
 * none, or (*disagree) where that report contradicts itself. */
const struct level *level_choose(const struct level *run, size_t count, bool *disagree);
/* The same to show: where that report contradicts itself its last. */
const struct level *level_counting(const struct level *run, size_t count);

/* Of levels in the order of level_compare() the next figure from *at on, which starts with 0: its
 * statements are level[*first] to level[*at - 1]. False behind the last one. */
bool level_next(const struct level *level, size_t count, size_t *at, size_t *first);

/* Whether two statements say different things: beyond what the coarser of the two leaves open. */
bool level_differs(const struct level *a, const struct level *b);

/* new - old, and that in percent of old's size; false where it cannot be (old is zero). */
bool level_revision(struct dec old, struct dec new, struct dec *change);
bool level_revision_percent(struct dec old, struct dec change, struct dec *percent);

#endif

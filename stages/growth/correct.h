/*
 * Corrections: a CSV that says what to do with readings known to be wrong.
 *
 *   action,doc_id,byte_start,series_id,time_period,value,expect,reason
 *
 *   action      drop: the reading goes; override: it becomes `value`; scale: it is multiplied
 *               by `value`; flag: it stays and a warning says why, and a status in `value`
 *               (A E P F) replaces its own
 *   place       doc_id and byte_start; or series_id and time_period, in every report or in
 *               that of doc_id
 *   expect      the reading as it stands before: its value, or its words as printed. Anything else
 *               there, or nothing, is an error: the source no longer says what was corrected
 *   reason      why, for the trail in findings; required
 *
 * A correction of a report that is not held does nothing. Errors are of the caller
 * (EXIT_CALLER).
 */
#ifndef GROWTH_CORRECT_H
#define GROWTH_CORRECT_H

#include <stdbool.h>
#include "common/arena.h"
#include "common/hash.h"
#include "common/store.h"

enum correction_action { CORRECT_DROP, CORRECT_OVERRIDE, CORRECT_SCALE, CORRECT_FLAG };

struct correction {
	enum correction_action action;
	struct str action_name, doc_id, byte_start, series_id, time_period, value, expect, reason;
	unsigned long line;
};

struct corrections {
	struct arena arena;
	const char *file;
	struct correction *list;
	size_t count, room;
	char hash[HASH_HEX + 1]; /* of the file; empty where there is none */
};

/* `file` NULL: no corrections. -1: said why. */
int corrections_read(struct corrections *c, const char *file);
void corrections_release(struct corrections *c);

/* What of a row a correction needs: cells of observations, growth or levels. */
struct reading {
	struct str doc_id, byte_start, series_id, time_period, printed;
	struct str *value, *low, *high,
		*status; /* low, high, status NULL where the table has none */
};

/* Applies all corrections that meet the reading, in the file's order; cells are replaced in `a`.
 * `used` counts per correction, where not NULL. *last is the last one applied, or NULL.
 * 1 the reading stays, 0 it is dropped, -1: it is not what was expected (said). */
int corrections_apply(const struct corrections *c, struct reading r, struct arena *a, size_t *used,
		      const struct correction **last);

/* -1 with a diagnostic for each correction of document `doc_id` that met no reading. */
int corrections_check(const struct corrections *c, struct str doc_id, const size_t *used);

#endif

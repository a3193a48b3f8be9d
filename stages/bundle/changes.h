/*
 * What changed: of each figure the statement that counts, then and now. Then is what the reports up
 * to the month before the span told, and now what those up to its end tell; or, with `since`
 * (observations.csv of an earlier release), what these two releases themselves tell.
 */
#ifndef BUNDLE_CHANGES_H
#define BUNDLE_CHANGES_H

#include "stages/bundle/grid.h"

enum change_step { STEP_ADDED, STEP_REVISED, STEP_REFLAGGED, STEP_REMOVED, STEPS };

struct changes {
	struct grid grid; /* as changes.csv has it */
	size_t count[STEPS];
	const char *since; /* the file; NULL: against the month before */
	bool first;        /* there is nothing to compare with */
};

extern const char *const change_names[STEPS]; /* added revised reflagged removed */

enum exit_code changes_make(struct changes *c, struct release *r, const char *since);
int changes_put(struct changes *c, struct package *k); /* changes.csv and CHANGES.md */
void changes_release(struct changes *c);

#endif

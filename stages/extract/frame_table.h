/*
 * Tables that a report carries as text. What a column holds is told by its header, the caption and
 * the line that names the unit; a row by its name and the group that it stands in. Figures of a
 * column whose meaning, unit or form cannot be told are left unread, and the table is a finding.
 */
#ifndef EXTRACT_FRAME_TABLE_H
#define EXTRACT_FRAME_TABLE_H

#include "stages/extract/frame.h"
#include "stages/extract/grid.h"
#include "stages/extract/report.h"

struct table_reader {
	struct reading *r;
	struct tokens *t; /* of the line at hand */
	struct chunks *c; /* scratch */
	struct grid grid;
	struct tokens words; /* scratch: headers */
	size_t none_until;   /* lines before this begin no table; 0 at the head of a report */
};

/* Lines used from line `k` on, whose tokens are in s->t; 0 where no table begins there. `*unread`:
 * some of its figures could not be told. */
size_t frame_table_read(struct table_reader *s, const struct report *p, size_t k, bool *unread);
void frame_table_release(struct table_reader *s);

#endif

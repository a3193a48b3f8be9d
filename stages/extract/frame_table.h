/*
 * Tables that a report carries as text. Rows of cells parted by tabs under a header that names
 * units, periods and comparisons; the same joined by " / " on one line; names and figures on
 * lines of their own under a caption that says what they are. What no header or caption explains
 * is left unread.
 */
#ifndef EXTRACT_FRAME_TABLE_H
#define EXTRACT_FRAME_TABLE_H

#include "stages/extract/frame.h"
#include "stages/extract/report.h"

/* Lines used from line `k` on, 0 where no table begins there. `t` and `c` are scratch. */
size_t frame_table_read(struct reading *r, struct tokens *t, struct chunks *c,
			const struct report *p, size_t k);

#endif

/*
 * Tables that a report carries as text: rows of cells parted by tabs under a caption or header that
 * names units and columns, or flattened to a cell a line.
 */
#ifndef EXTRACT_TABLE_TEXT_H
#define EXTRACT_TABLE_TEXT_H

#include "stages/extract/report.h"

/* Lines used from line `k` on, 0 where no table begins there. */
size_t table_text_read(const struct quantity_lexicon *l, struct tokens *t, struct reading *d,
		       const struct report *p, size_t k);

#endif

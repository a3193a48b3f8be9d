/* A row of a table, cell by cell: the paragraphs of a cell joined by a space, cells by a tab. */
#ifndef INGEST_CELLS_H
#define INGEST_CELLS_H

#include "stages/ingest/lines.h"

struct cells {
	struct buf row;
	size_t cell_start; /* of the cell that is built, in `row` */
	unsigned cells;
};

void cells_begin_row(struct cells *c);
/* `span`: columns that it covers; the others stay empty. */
void cells_begin_cell(struct cells *c);
void cells_add(struct cells *c, struct str paragraph);
void cells_end_cell(struct cells *c, unsigned span);
/* The row as a line; a row of one cell is a paragraph. */
void cells_end_row(struct cells *c, struct lines *out);
void cells_release(struct cells *c);

#endif

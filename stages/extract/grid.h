/*
 * Lines that are the rows of a table: cells parted by tabs, by bars, by two blanks or more, by
 * " / " on one line, or standing one below another. What the cells mean is not known here.
 */
#ifndef EXTRACT_GRID_H
#define EXTRACT_GRID_H

#include "stages/extract/report.h"

enum { GRID_COLUMNS = 16, GRID_ROWS = 2000 };

struct grid_row {
	struct str text; /* of its line or lines */
	size_t offset;   /* of `text` in the document */
	int n;
	struct {
		size_t begin, end; /* bytes of `text`, trimmed */
	} cell[GRID_COLUMNS];
};

struct grid {
	struct grid_row *row;
	size_t n, room;
	int spanning; /* the cell of the first row that spans columns, 0: not told; set by others */
	size_t lines; /* of the report, that it takes up */
	size_t heads; /* rows before the first with figures */
	int columns;  /* of most rows with figures */
	bool aligned; /* columns are told by where cells stand */
	/* Whether a line without cells, which else names a group of rows, begins something of its
	 * own; set by others, with what it needs. */
	bool (*ends)(void *with, struct str line);
	void *with;
};

void grid_release(struct grid *g);

/* False where no table without a caption begins at line k: it holds nothing that parts cells. */
bool grid_may_begin(const struct report *p, size_t k);
/* A table that begins at line k of the report; false where none does, nor at any of the next
 * g->lines lines. */
bool grid_read(struct grid *g, const struct report *p, size_t k);
/* " / " on one line: as many columns as the cells up to the first figure allow. */
bool grid_read_joined(struct grid *g, const struct report *p, size_t k);
/* One cell a line: names, each with the same number of figures behind it. */
bool grid_read_stacked(struct grid *g, const struct report *p, size_t k);

struct str grid_cell(const struct grid_row *r, int column);
/* A number alone, with a sign or a per cent sign at most. */
bool grid_is_figure(struct str cell);
/* Nothing, or a sign that stands for nothing: "-", "...". */
bool grid_is_empty(struct str cell);
bool grid_has_figures(const struct grid_row *r);

/* The words above a column: of each header row the cell that stands over it, joined by blanks.
 * False where cells that span columns cannot be told apart. */
bool grid_header(const struct grid *g, int column, struct buf *out);

#endif

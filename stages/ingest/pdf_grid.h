/* The columns of a table in the layout of a page: where figures and names stand below others. */
#ifndef INGEST_PDF_GRID_H
#define INGEST_PDF_GRID_H

#include "stages/ingest/pdf_seen.h"
#include "stages/ingest/pdf_table.h"

/* Columns at most; rows at least, and of a table that is sure; lines of a row on average at most:
 * where there are more, they are columns of text. */
enum { COLUMNS = 16, LEAST_ROWS = 2, SURE_ROWS = 3, MOST_LINES = 4 };

/* In percent of the height of a word. Blanks between words are narrower than WIDE; figures of two
 * columns are SLIM apart at least; words less than GLUED apart are one. Lines of a row are no
 * further apart than CLOSE, rows and their header than APART. A corridor between columns of names
 * is wider than this percent of the blanks between words. Words that begin a column stand no
 * further than ALIGNED from one another. */
enum { WIDE = 80, SLIM = 25, GLUED = 8, CLOSE = 135, APART = 350, CORRIDOR = 150, ALIGNED = 5 };

struct column {
	long left, right;
	long border; /* where the next one begins */
	bool figures;
};

/* A page, and the columns of the table at hand. */
struct page_reader {
	struct pdf_tables *t;
	struct pdf_view view;
	struct column column[COLUMNS];
	int columns;
};

/* A figure as a cell holds it: digits with marks, or a dash for none. */
bool pdf_grid_is_figure(struct str s);
/* The blank between word i of the page and the one before it, which may be less than none. */
long pdf_grid_gap(const struct page_reader *p, size_t i);

/* The columns of figures in the rows among lines [first, end); false where these do not stand below
 * one another, or are more than COLUMNS. */
bool pdf_grid_figures(struct page_reader *p, size_t first, size_t end);
/* The columns of names before them, over so many rows; false where there are none. */
bool pdf_grid_names(struct page_reader *p, size_t first, size_t end, unsigned rows);
/* Where each column ends, by what stands in lines [first, end). */
void pdf_grid_borders(struct page_reader *p, size_t first, size_t end);
/* The column that a word stands in, by its middle. */
int pdf_grid_column(const struct page_reader *p, const struct pdf_word *w);

#endif

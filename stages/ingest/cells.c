#include "stages/ingest/cells.h"

enum { MOST_SPAN = 64 };

void cells_begin_row(struct cells *c)
{
	buf_reset(&c->row);
	c->cells = 0;
}

void cells_begin_cell(struct cells *c)
{
	if (c->cells++)
		buf_byte(&c->row, '\t');
	c->cell_start = c->row.n;
}

void cells_add(struct cells *c, struct str paragraph)
{
	paragraph = str_trim(paragraph);
	if (!paragraph.n)
		return;
	if (c->row.n > c->cell_start)
		buf_byte(&c->row, ' ');
	for (size_t i = 0; i < paragraph.n; i++) /* a line that ends within a cell ends no row */
		buf_byte(&c->row, (unsigned char)paragraph.p[i] < ' ' ? ' ' : paragraph.p[i]);
}

void cells_end_cell(struct cells *c, unsigned span)
{
	for (unsigned i = 1; i < span && i < MOST_SPAN; i++) {
		buf_byte(&c->row, '\t');
		c->cells++;
	}
}

void cells_end_row(struct cells *c, struct lines *out)
{
	if (c->cells) {
		buf_reset(&out->line);
		buf_add(&out->line, buf_view(&c->row));
		lines_end(out, c->cells > 1 ? LINE_ROW : LINE_PARA);
	}
	buf_reset(&c->row);
	c->cells = 0;
}

void cells_release(struct cells *c)
{
	buf_release(&c->row);
}

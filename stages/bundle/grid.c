#include "stages/bundle/grid.h"

#include <stdlib.h>

#include "common/xalloc.h"

void grid_column(struct grid *g, const char *name, enum column_type type, const char *meaning)
{
	g->column = xgrow(g->column, &g->column_room, g->columns + 1, sizeof *g->column);
	g->column[g->columns++] = (struct column){name, type, meaning};
}

struct str *grid_row(struct grid *g)
{
	g->cell = xgrow(g->cell, &g->room, (g->rows + 1) * g->columns, sizeof *g->cell);
	struct str *row = g->cell + g->rows++ * g->columns;
	memset(row, 0, g->columns * sizeof *row);
	return row;
}

int grid_put(const struct grid *g, struct package *k, struct resource r)
{
	struct column *column = arena_alloc(g->arena, g->columns * sizeof *column);
	struct str *header = xcalloc(g->columns, sizeof *header);
	struct buf csv = {0};

	memcpy(column, g->column, g->columns * sizeof *column);
	for (size_t c = 0; c < g->columns; c++)
		header[c] = str_of(column[c].name);
	csv_append_row(&csv, header, g->columns);
	for (size_t i = 0; i < g->rows; i++)
		csv_append_row(&csv, grid_at(g, i), g->columns);
	r.column = column;
	r.columns = g->columns;
	int result = package_put(k, &r, buf_view(&csv));
	buf_release(&csv);
	free(header);
	return result;
}

void grid_release(struct grid *g)
{
	free(g->column);
	free(g->cell);
	*g = (struct grid){.arena = g->arena};
}

struct str grid_dec(struct arena *a, struct dec d)
{
	struct buf b = {0};

	dec_print(d, &b);
	struct str s = arena_copy(a, buf_view(&b));
	buf_release(&b);
	return s;
}

struct str grid_text(struct arena *a, const char *format, ...)
{
	struct buf b = {0};
	va_list list;
	char *room = buf_room(&b, 1024);

	va_start(list, format);
	int n = vsnprintf(room, 1024, format, list);
	va_end(list);
	b.n = n < 0 ? 0 : n < 1024 ? (size_t)n : 1023;
	struct str s = arena_copy(a, buf_view(&b));
	buf_release(&b);
	return s;
}

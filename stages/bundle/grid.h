/*
 * A table that the release makes itself: rows of views under typed columns. The wide table is one;
 * its columns depend on the data.
 */
#ifndef BUNDLE_GRID_H
#define BUNDLE_GRID_H

#include "common/level.h"
#include "stages/bundle/package.h"

struct grid {
	struct arena *arena;
	struct column *column;
	size_t columns, column_room;
	struct str *cell; /* row after row */
	size_t rows, room;
};

/* `name` must live on. All columns come before the first row. */
void grid_column(struct grid *g, const char *name, enum column_type type, const char *meaning);
struct str *grid_row(struct grid *g); /* one more row, of empty cells; older pointers die */
static inline struct str *grid_at(const struct grid *g, size_t row)
{
	return g->cell + row * g->columns;
}
/* As CSV into the package; `r` says all but the columns. The arena must live on. */
int grid_put(const struct grid *g, struct package *k, struct resource r);
void grid_release(struct grid *g);

/* Copies into the arena. */
struct str grid_dec(struct arena *a, struct dec d);
struct str grid_text(struct arena *a, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

#endif

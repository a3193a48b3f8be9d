/* What an answer consists of: rows under named columns, printed aligned, as JSON or as CSV. */
#ifndef QUERY_GRID_H
#define QUERY_GRID_H

#include <stdio.h>
#include "common/arena.h"
#include "common/str.h"

enum grid_form { GRID_TEXT, GRID_JSON, GRID_CSV };

enum { GRID_COLUMNS = 16 };

struct grid_column {
	const char *name;
	bool number; /* to the right; in JSON without quotes */
};

struct grid {
	const struct grid_column *column;
	size_t columns;
	struct arena *arena;
	struct str *cell;
	size_t count, room;
};

struct str *grid_add(struct grid *g); /* one more row, of empty cells */
void grid_print(const struct grid *g, enum grid_form form, FILE *out);
void grid_release(struct grid *g);
bool grid_form_parse(const char *name, enum grid_form *form);

#endif

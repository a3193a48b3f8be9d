#include "stages/bundle/rowindex.h"

#include <stdlib.h>

#include "common/xalloc.h"

static int compare(const void *a, const void *b)
{
	const struct str *const *left = a, *const *right = b;

	return str_compare(**left, **right);
}

void rowindex_make(struct rowindex *x, const struct rows *rows, size_t column)
{
	x->row = xcalloc(rows->count + 1, sizeof *x->row);
	x->count = rows->count;
	x->column = column;
	for (size_t i = 0; i < rows->count; i++)
		x->row[i] = rows_at(rows, i) + column;
	qsort(x->row, x->count, sizeof *x->row, compare);
}

const struct str *rowindex_find(const struct rowindex *x, struct str value)
{
	const struct str *key = &value;
	const struct str *const *at =
		x->count ? bsearch(&key, x->row, x->count, sizeof *x->row, compare) : NULL;

	return at ? *at - x->column : NULL;
}

void rowindex_release(struct rowindex *x)
{
	free(x->row);
	*x = (struct rowindex){0};
}

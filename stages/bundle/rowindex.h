/* Rows of a table found by the value of one column. */
#ifndef BUNDLE_ROWINDEX_H
#define BUNDLE_ROWINDEX_H

#include "common/store.h"

struct rowindex {
	const struct str **row; /* that cell of each, sorted */
	size_t count, column;
};

/* The rows must stay where they are. */
void rowindex_make(struct rowindex *x, const struct rows *rows, size_t column);
const struct str *rowindex_find(const struct rowindex *x, struct str value); /* NULL: none */
void rowindex_release(struct rowindex *x);

#endif

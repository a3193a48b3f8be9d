/* The page index of a chunk: ColumnIndex (bounds of each page) and OffsetIndex (where each page
 * is). */
#ifndef PUBLISH_PAGEINDEX_H
#define PUBLISH_PAGEINDEX_H

#include "stages/publish/column.h"

struct page_extent {
	uint32_t least, greatest; /* values of the column's store; VALUES_NULL where all are NULL */
	uint32_t rows, nulls;
	uint64_t offset, first_row;
	uint32_t packed;
};

/* Appends both structures to `indexes`, and notes in `chunk` where they are. */
void pageindex_add(struct indexes *indexes, struct chunk *chunk, enum column_type type,
		   const struct values *values, const struct page_extent *extent, size_t pages);

#endif

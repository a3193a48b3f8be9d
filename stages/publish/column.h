/*
 * One column of one row group: cells are taken in, then written out as a column chunk, which is a
 * dictionary page where a dictionary is smaller, and data pages (V1).
 *
 * Encodings: RLE_DICTIONARY where it is the smallest, else DELTA_BINARY_PACKED for whole numbers
 * and dates, DELTA_LENGTH_BYTE_ARRAY for strings, PLAIN for decimals and booleans.
 */
#ifndef PUBLISH_COLUMN_H
#define PUBLISH_COLUMN_H

#include "common/table.h"
#include "stages/publish/page.h"
#include "stages/publish/values.h"

/* What the footer and the indexes say of a chunk. */
struct chunk {
	enum encoding encoding;     /* of its data pages */
	uint64_t dictionary_offset; /* 0: none */
	uint64_t data_offset;
	uint64_t packed, unpacked; /* bytes of all its pages with headers */
	uint64_t rows, nulls;
	uint32_t pages;             /* data pages */
	struct buf least, greatest; /* bounds of its values; nothing where all are NULL */
	bool exact_least, exact_greatest;
	bool ascends; /* no NULLs, more than one value, and never a lesser one */
	size_t column_index, column_index_bytes; /* place in `struct indexes` */
	size_t offset_index, offset_index_bytes;
};

void chunk_release(struct chunk *c);

/* Page indexes of all chunks so far; written behind the last row group. */
struct indexes {
	struct buf column, offset;
};

struct column_writer {
	const struct column *column;
	struct values values;
	struct buf last; /* the cell taken in last: the next one is often the same */
	/* workspace of column_flush() */
	struct buf body;
	uint32_t *levels, *picked;  /* definition levels and values of one page */
	struct page_extent *extent; /* of each page */
	size_t levels_room, picked_room, extent_room, extents;
	uint32_t *seen; /* for each value the last page that it was met in, plus one */
	size_t seen_room;
};

void column_init(struct column_writer *c, const struct column *column);
void column_release(struct column_writer *c);

/* NULL, or why the cell is refused. */
const char *column_add(struct column_writer *c, struct str cell);

/* Writes the rows taken in as a chunk and begins anew. */
void column_flush(struct column_writer *c, struct page_writer *w, struct indexes *indexes,
		  struct chunk *chunk);

#endif

/* FileMetaData: the schema, the row groups and what else a reader begins with. */
#ifndef PUBLISH_FOOTER_H
#define PUBLISH_FOOTER_H

#include "stages/publish/column.h"

struct row_group {
	uint64_t offset, rows;
	struct chunk *chunk; /* one for each column */
};

struct footer {
	const struct table *table;
	const struct row_group *group;
	size_t groups;
	uint64_t rows;
	uint64_t column_indexes, offset_indexes; /* where `struct indexes` begin in the file */
};

void footer_write(struct buf *out, const struct footer *f);

/* The table's meaning and its columns' as JSON. */
void footer_codebook(struct buf *out, const struct table *table);

#endif

/* A table while it is read: what stands above it, its columns. Inside of frame_table*.c only. */
#ifndef EXTRACT_FRAME_TABLE_PARTS_H
#define EXTRACT_FRAME_TABLE_PARTS_H

#include "stages/extract/column.h"
#include "stages/extract/frame_table.h"

/* A table while its rows are read. */
struct table {
	struct table_reader *s;
	struct column caption;
	struct column at[GRID_COLUMNS];
	int name, unit;         /* columns; unit -1: none */
	struct subject subject; /* what the caption says it is of */
	struct str group;       /* the name that the rows at hand stand under */
	struct str parent;      /* the last row that is no part of another */
	bool compared;          /* some column names the base that it is compared with */
	bool unread;
};

static inline const struct vocab *table_words(const struct table_reader *s)
{
	return s->r->lexicon->vocab;
}

/* Whether the line is a caption or names a unit: a table of its own follows. `reader` is a
 * table_reader. */
bool table_begins(void *reader, struct str line);
/* Caption and unit line from line k on: lines used. */
size_t table_caption(struct table *b, const struct report *p, size_t k);
/* The unit that `from` names, where `to` has none. */
void table_take_unit(struct column *to, const struct column *from);
/* What the columns of b->s->grid hold. False where the header cannot be laid over them, or nothing
 * says what they hold. */
bool table_columns(struct table *b);

#endif

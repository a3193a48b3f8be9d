/* A table while it is read: what stands above it, its columns. Inside of frame_table*.c only. */
#ifndef EXTRACT_FRAME_TABLE_PARTS_H
#define EXTRACT_FRAME_TABLE_PARTS_H

#include "stages/extract/column.h"
#include "stages/extract/frame_table.h"

enum { TABLE_PARENTS = 8 };

/* A row that others are parts of, or that only names a group of rows. */
struct table_parent {
	unsigned style; /* of its number or sign: enum outline_style */
	bool figures, total, has_said;
	struct subject subject;
	struct column said; /* what its brackets say: a unit, a status */
};

/* A table while its rows are read. */
struct table {
	struct table_reader *s;
	struct column caption;
	struct column at[GRID_COLUMNS];
	int name, unit;                            /* columns; unit -1: none */
	struct subject subject;                    /* what the caption says it is of */
	struct table_parent parent[TABLE_PARENTS]; /* the last is the row at hand */
	int parents, under;                        /* under: how many stand above that */
	bool parts, numbered;                      /* rows are parts; have numbers in a column */
	struct str own;                            /* the row's name without its mark */
	bool row_dated;                            /* the name is a period: `row_span` */
	struct time_span row_span;
	size_t name_begin; /* of it in the row's text */
	bool compared;     /* some column names the base that it is compared with */
	bool unread;
};

static inline const struct vocab *table_words(const struct table_reader *s)
{
	return s->r->lexicon->vocab;
}

struct subject table_subject(struct table *b, struct str text);
/* "Tong so": a row of all the others. */
bool table_is_total(struct table *b, struct str name);
/* Reads the name of a row, and what it is a part of. */
void table_row_name(struct table *b, const struct grid_row *row, bool figures);
/* `own`, the subject of the row at hand, with what the rows that it is a part of say. */
struct subject table_under(struct table *b, struct subject own, enum unit_kind kind);
/* Whether the line is a caption or names a unit: a table of its own follows. `reader` is a
 * table_reader. */
bool table_begins(void *reader, struct str line);
/* False where no line of a caption stands at line k, whose tokens are in s->t. */
bool table_may_caption(const struct table_reader *s, const struct report *p, size_t k);
/* Caption and unit line from line k on: lines used. */
size_t table_caption(struct table *b, const struct report *p, size_t k);
/* The unit that `from` names, where `to` has none. */
void table_take_unit(struct column *to, const struct column *from);
/* What the columns of b->s->grid hold. False where the header cannot be laid over them, or nothing
 * says what they hold. */
bool table_columns(struct table *b);

#endif

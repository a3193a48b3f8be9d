/*
 * Tables with a fixed header: tables.def declares every table of the project once, and from it come
 * the column numbers (enum), the header that is written, the check of the header that is read, the
 * Parquet schema, the codebook and datapackage.json.
 *
 * A row is an array of views, one per column, indexed by the enum: row[observations_obs_value].
 */
#ifndef COMMON_TABLE_H
#define COMMON_TABLE_H

#include <stdio.h>
#include "common/buf.h"
#include "common/csv.h"

enum column_type { TYPE_string, TYPE_int32, TYPE_int64, TYPE_dec, TYPE_date, TYPE_boolean };

struct column {
	const char *name;
	enum column_type type;
	const char *meaning; /* one English sentence */
};

struct table {
	const char *name;
	const char *meaning;
	size_t columns;
	const struct column *column;
};

/* For each table an enum: TABLE_COLUMN for each column, then TABLE_columns, their number. */
/* clang-format off */
#define TABLE(table, meaning) enum table##_column {
#define COLUMN(table, column, type, meaning) table##_##column,
#define END_TABLE(table) table##_columns };
/* clang-format on */
#include "common/tables.def"
#undef TABLE
#undef COLUMN
#undef END_TABLE

/* extern const struct table table_observations; … */
#define TABLE(name, meaning) extern const struct table table_##name;
#define COLUMN(table, column, type, meaning)
#define END_TABLE(table)
#include "common/tables.def"
#undef TABLE
#undef COLUMN
#undef END_TABLE

const struct table *table_find(struct str name); /* NULL where there is none */
const char *table_type_name(enum column_type t); /* "string", "dec" … as CONTRACT writes it */

/* Reading. The header must name exactly these columns in this order; a missing, unknown or moved
 * column is named in the diagnostic. Empty input (not even a header) is an error. */
enum { TABLE_TYPED = 16 };
struct table_reader {
	const struct table *table;
	struct csv_reader *csv;
	unsigned char typed[TABLE_TYPED]; /* columns whose cells are looked at: no strings */
	size_t types;
};
int table_read_begin(struct table_reader *r, const struct table *t, FILE *stream, const char *name);
/* 1: row[] filled (t->columns views, valid until the next call), 0: end, -1: said why. A cell that
 * is no value of its column's type is an error. */
int table_read(struct table_reader *r, struct str row[]);
void table_read_end(struct table_reader *r);
/* -1 with a diagnostic at the current row, "bad value of COLUMN, wants WHY: 'VALUE'": for values
 * that the reader of a table refuses. `why` names what is wanted. */
int table_refuse(const struct table_reader *r, size_t column, struct str value, const char *why);

/* Writing: header and rows to a buffered stream. Errors of the stream stay in it (ferror) and are
 * seen by io_commit(). */
void table_write_header(FILE *stream, const struct table *t);
void table_write(FILE *stream, const struct table *t, const struct str row[]);

/* True where the cell is a value of the column's type, or empty. */
bool table_cell_valid(enum column_type t, struct str cell);

#endif

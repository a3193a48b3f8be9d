#include "common/table.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include "common/dec.h"
#include "common/msg.h"
#include "common/period.h"

/* clang-format off */
#define TABLE(table, meaning) static const struct column columns_of_##table[] = {
#define COLUMN(table, column, type, meaning) {#column, TYPE_##type, meaning},
#define END_TABLE(table) };
/* clang-format on */
#include "common/tables.def"
#undef TABLE
#undef COLUMN
#undef END_TABLE

#define TABLE(name, meaning) \
	const struct table table_##name = {#name, meaning, name##_columns, columns_of_##name};
#define COLUMN(table, column, type, meaning)
#define END_TABLE(table)
#include "common/tables.def"
#undef TABLE

#define TABLE(name, meaning) &table_##name,
static const struct table *const tables[] = {
#include "common/tables.def"
};
#undef TABLE
#undef COLUMN
#undef END_TABLE

const struct table *table_find(struct str name)
{
	for (size_t i = 0; i < sizeof(tables) / sizeof(*tables); i++)
		if (str_equal(name, str_of(tables[i]->name)))
			return tables[i];
	return NULL;
}

const char *table_type_name(enum column_type t)
{
	static const char *const name[] = {"string", "int32", "int64", "dec", "date", "boolean"};

	return name[t];
}

static bool is_whole_number(struct str s, long long least, long long most)
{
	unsigned long long v;
	bool minus = s.n && *s.p == '-';

	if (minus)
		s = (struct str){s.p + 1, s.n - 1};
	if (!str_to_u64(s, &v))
		return false;
	return minus ? v <= 0 - (unsigned long long)least : v <= (unsigned long long)most;
}

bool table_cell_valid(enum column_type t, struct str cell)
{
	struct dec d;
	int32_t days;

	if (!cell.n)
		return true;
	switch (t) {
	case TYPE_string:
		return true;
	case TYPE_int32:
		return is_whole_number(cell, INT32_MIN, INT32_MAX);
	case TYPE_int64:
		return is_whole_number(cell, LLONG_MIN, LLONG_MAX);
	case TYPE_dec:
		return dec_parse(cell, &d);
	case TYPE_date:
		return period_parse_date(cell, &days);
	case TYPE_boolean:
		return str_equal(cell, STR("true")) || str_equal(cell, STR("false"));
	}
	return false;
}

static size_t place_of(const struct table *t, struct str name)
{
	size_t i = 0;

	while (i < t->columns && !str_equal(name, str_of(t->column[i].name)))
		i++;
	return i;
}

/* The first thing wrong with the header, named; 0 where nothing is. */
static int check_header(const struct table_reader *r, const struct str *cells, size_t count)
{
	const struct table *t = r->table;
	const char *file = csv_name(r->csv);
	unsigned long line = csv_line(r->csv);

	for (size_t i = 0; i < count; i++) {
		if (place_of(t, cells[i]) == t->columns) {
			msg(MSG_ERROR, file, line, cells[i], "unknown column in table %s", t->name);
			return -1;
		}
	}
	for (size_t i = 0; i < t->columns; i++) {
		struct str name = str_of(t->column[i].name);
		size_t at = 0;

		while (at < count && !str_equal(cells[at], name))
			at++;
		if (at == count) {
			msg(MSG_ERROR, file, line, name, "missing column in table %s", t->name);
			return -1;
		}
		if (at != i) {
			msg(MSG_ERROR, file, line, name, "column %zu of table %s stands at %zu",
			    i + 1, t->name, at + 1);
			return -1;
		}
	}
	if (count > t->columns) {
		msg(MSG_ERROR, file, line, cells[t->columns], "column twice in table %s", t->name);
		return -1;
	}
	return 0;
}

int table_read_begin(struct table_reader *r, const struct table *t, FILE *stream, const char *name)
{
	struct str *cells;
	size_t count;
	int got;

	r->table = t;
	r->types = 0;
	for (size_t i = 0; i < t->columns; i++)
		if (t->column[i].type != TYPE_string)
			r->typed[r->types++] = (unsigned char)i;
	/* tables.def has what programs write for programs; other tables come from people */
	r->csv = table_find(str_of(t->name)) == t ? csv_reader_regular(stream, name)
						  : csv_reader_new(stream, name);
	got = csv_read(r->csv, &cells, &count);
	if (got == 0) {
		msg(MSG_ERROR, csv_name(r->csv), 0, STR(""),
		    "empty, not even the header of table %s", t->name);
		errno = EILSEQ;
	}
	if (got > 0) {
		if (check_header(r, cells, count) == 0)
			return 0;
		errno = EILSEQ;
	}
	table_read_end(r);
	return -1;
}

int table_read(struct table_reader *r, struct str row[])
{
	const struct table *t = r->table;
	struct str *cells;
	size_t count;
	int got = csv_read(r->csv, &cells, &count);

	if (got <= 0)
		return got;
	memcpy(row, cells,
	       t->columns * sizeof(*row)); /* the reader saw to it that no row is ragged */
	for (size_t i = 0; i < r->types; i++) {
		const size_t at = r->typed[i];
		enum column_type type = t->column[at].type;

		if (row[at].n && !table_cell_valid(type, row[at]))
			return table_refuse(r, at, row[at], table_type_name(type));
	}
	return 1;
}

void table_read_end(struct table_reader *r)
{
	int saved = errno;

	csv_reader_free(r->csv);
	r->csv = NULL;
	errno = saved;
}

int table_refuse(const struct table_reader *r, size_t column, struct str value, const char *why)
{
	msg(MSG_ERROR, csv_name(r->csv), csv_line(r->csv), value, "bad value of %s, wants %s",
	    r->table->column[column].name, why);
	errno = EILSEQ;
	return -1;
}

void table_write_header(FILE *stream, const struct table *t)
{
	for (size_t i = 0; i < t->columns; i++) {
		if (i)
			fputc(',', stream);
		fputs(t->column[i].name, stream);
	}
	fputc('\n', stream);
}

void table_write(FILE *stream, const struct table *t, const struct str row[])
{
	csv_write_row(stream, row, t->columns);
}

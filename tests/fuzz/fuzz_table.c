/*
 * Rows of a table of the project, chosen by the first byte: a row that is read, written and read
 * again is the same row. The header is put in front; the bytes are the rows.
 */
#include <stdio.h>
#include "common/csv.h"
#include "common/msg.h"
#include "common/table.h"
#include "tests/fuzz/fuzz.h"

enum { MOST_COLUMNS = 64 };

static const struct table *const tables[] = {&table_lines,        &table_sources, &table_mentions,
					     &table_observations, &table_growth,  &table_documents};

/* Reads all rows; those of `again` must follow in it. */
static void read_rows(const struct table *t, struct str file, FILE *out, struct str again)
{
	FILE *stream = fmemopen((void *)(uintptr_t)file.p, file.n, "rb");
	FILE *second = again.n ? fmemopen((void *)(uintptr_t)again.p, again.n, "rb") : NULL;
	struct table_reader r, s;
	struct str row[MOST_COLUMNS], other[MOST_COLUMNS];

	MUST(table_read_begin(&r, t, stream, "fuzz") == 0);
	MUST(!second || table_read_begin(&s, t, second, "again") == 0);
	while (table_read(&r, row) == 1) {
		for (size_t i = 0; i < t->columns; i++)
			MUST(table_cell_valid(t->column[i].type, row[i]));
		if (out)
			table_write(out, t, row);
		MUST(!second || table_read(&s, other) == 1);
		for (size_t i = 0; second && i < t->columns; i++)
			MUST(str_equal(row[i], other[i]));
	}
	MUST(!second || table_read(&s, other) == 0);
	table_read_end(&r);
	if (second) {
		table_read_end(&s);
		fclose(second);
	}
	fclose(stream);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct buf file = {0};
	const struct table *t;
	char *again;
	size_t size;
	FILE *out;

	if (n < 2)
		return 0;
	msg_least(MSG_FATAL);
	t = tables[bytes[0] % (sizeof(tables) / sizeof(*tables))];
	for (size_t i = 0; i < t->columns; i++) {
		buf_text(&file, i ? "," : "");
		buf_text(&file, t->column[i].name);
	}
	buf_byte(&file, '\n');
	buf_add(&file, (struct str){(const char *)bytes + 1, n - 1});
	out = open_memstream(&again, &size);
	table_write_header(out, t);
	read_rows(t, buf_view(&file), out, (struct str){0});
	fclose(out);
	read_rows(t, buf_view(&file), NULL, (struct str){again, size});
	free(again);
	buf_release(&file);
	return 0;
}

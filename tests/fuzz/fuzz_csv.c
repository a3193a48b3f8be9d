/* CSV: a row that is read, written and read again is the same row. */
#include "common/csv.h"
#include <stdio.h>
#include "common/msg.h"
#include "tests/fuzz/fuzz.h"

/* `file`: a first line, so that a mark at the head of the row is none at the head of the file;
 * the row. */
static void read_again(struct str file, const struct str *cells, size_t count)
{
	FILE *stream = fmemopen((void *)(uintptr_t)file.p, file.n, "rb");
	struct csv_reader *r = csv_reader_new(stream, "again");
	struct str *again;
	size_t n;

	MUST(csv_read(r, &again, &n) == 1 && n == count);
	MUST(csv_read(r, &again, &n) == 1 && n == count);
	for (size_t i = 0; i < n; i++)
		MUST(str_equal(again[i], cells[i]));
	MUST(csv_read(r, &again, &n) == 0);
	csv_reader_free(r);
	fclose(stream);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct csv_reader *r;
	struct buf row = {0};
	struct str *cells;
	size_t count;
	FILE *stream;

	if (n == 0)
		return 0;
	msg_least(MSG_FATAL);
	stream = fmemopen((void *)(uintptr_t)bytes, n, "rb");
	r = csv_reader_new(stream, "fuzz");
	while (csv_read(r, &cells, &count) == 1) {
		MUST(count > 0);
		buf_reset(&row);
		for (size_t i = 0; i < count; i++)
			buf_text(&row, i ? ",x" : "x");
		buf_byte(&row, '\n');
		csv_append_row(&row, cells, count);
		read_again(buf_view(&row), cells, count);
	}
	csv_reader_free(r);
	fclose(stream);
	buf_release(&row);
	return 0;
}

/* Regular CSV cut where it stands: of any bytes the same rows, lines and errors as libcsv gives. */
#include <errno.h>
#include <stdio.h>
#include "common/csv.h"
#include "common/msg.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	FILE *stream[2];
	struct csv_reader *reader[2];
	int got;

	if (n == 0)
		return 0;
	msg_least(MSG_FATAL);
	for (int i = 0; i < 2; i++) {
		stream[i] = fmemopen((void *)(uintptr_t)bytes, n, "rb");
		reader[i] = (i ? csv_reader_regular : csv_reader_new)(stream[i], "fuzz");
	}
	do {
		struct str *cells[2];
		size_t count[2];

		got = csv_read(reader[0], &cells[0], &count[0]);
		MUST(csv_read(reader[1], &cells[1], &count[1]) == got);
		if (got < 1)
			break;
		MUST(count[0] == count[1] && csv_line(reader[0]) == csv_line(reader[1]));
		for (size_t i = 0; i < count[0]; i++)
			MUST(str_equal(cells[0][i], cells[1][i]));
	} while (got == 1);
	for (int i = 0; i < 2; i++) {
		csv_reader_free(reader[i]);
		fclose(stream[i]);
	}
	return 0;
}

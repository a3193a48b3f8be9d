/* Cells as values of Parquet: what tables accept has a value, and its bounds hold it. */
#include "stages/publish/cell.h"
#include "common/utf8.h"
#include "tests/fuzz/fuzz.h"

static void bounds(enum column_type type, struct str value)
{
	struct buf bound = {0};

	for (int upper = 0; upper < 2; upper++) {
		bool exact = cell_bound(type, value, upper, &bound);
		int order = cell_compare(type, buf_view(&bound), value);

		MUST(exact ? order == 0 : upper ? order >= 0 : order <= 0);
		MUST(type != TYPE_string || utf8_valid(buf_view(&bound)) == bound.n);
	}
	buf_release(&bound);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct str cell = {(const char *)bytes, n};
	char room[CELL_ROOM];
	struct str value;

	if (n == 0)
		return 0;
	for (int t = TYPE_string; t <= TYPE_boolean; t++) {
		enum column_type type = (enum column_type)t;
		const char *why = cell_value(type, cell, room, &value);

		if (type != TYPE_string)
			MUST(table_cell_valid(type, cell) ? !why || type == TYPE_dec : !!why);
		if (why)
			continue;
		MUST(!cell_width(type) || value.n == cell_width(type));
		MUST(cell_compare(type, value, value) == 0);
		bounds(type, value);
	}
	return 0;
}

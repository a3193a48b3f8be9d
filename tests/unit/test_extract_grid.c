#include "stages/extract/grid.h"

#include "tests/unit/unit.h"

enum { LINES = 16 };

static bool lines(struct grid *g, const char *text,
		  bool (*read)(struct grid *, const struct report *, size_t))
{
	static struct report_line line[LINES];
	struct report p = {.line = line};
	struct str rest = str_of(text);
	while (rest.n && p.lines < LINES) {
		struct str s = str_cut(&rest, '\n');
		line[p.lines++] = (struct report_line){.text = s, .offset = (size_t)(s.p - text)};
	}
	return read(g, &p, 0);
}

/* "columns: header|header; cell|cell; …" */
static void check(const char *text, bool (*read)(struct grid *, const struct report *, size_t),
		  const char *want, int at)
{
	struct grid g = {0};
	struct buf out = {0};
	if (lines(&g, text, read)) {
		buf_printf(&out, "%d: ", g.columns);
		for (int k = 0; k < g.columns; k++) {
			struct buf head = {0};
			buf_text(&out, k ? "|" : "");
			if (!grid_header(&g, k, &head))
				buf_text(&out, "?");
			buf_add(&out, buf_view(&head));
			buf_release(&head);
		}
		for (size_t i = g.heads; i < g.n; i++)
			for (int k = 0; k < g.row[i].n; k++) {
				buf_text(&out, k ? "|" : "; ");
				buf_add(&out, grid_cell(&g.row[i], k));
			}
	}
	unit_check(str_equal(buf_view(&out), str_of(want)), __FILE__, at,
		   "'%s' gives '%s', not '%s'", text, buf_string(&out), want);
	buf_release(&out);
	grid_release(&g);
}
#define GRID(text, want) check(text, grid_read, want, __LINE__)
#define STACKED(text, want) check(text, grid_read_stacked, want, __LINE__)
#define JOINED(text, want) check(text, grid_read_joined, want, __LINE__)

static void cells_are_parted_by_tabs_and_bars(void)
{
	GRID("Vùng\tThu\nBắc\t5\nNam\t7\nHết bảng", "2: Vùng|Thu; Bắc|5; Nam|7");
	GRID("| Vùng | Thu |\n|---|---|\n| Bắc | 5 |\n| Nam | - |", "2: Vùng|Thu; Bắc|5; Nam|-");
	GRID("Vùng\tSo với\t\n\tTháng\tNăm\nBắc\t5\t6", "3: Vùng|So với Tháng|So với Năm; Bắc|5|6");
	GRID("Vùng\tThu\tChi\nA\tB\nBắc\t5\t6\t7", "4: ?|?|?|?; Bắc|5|6|7");
}

static void cells_stand_below_their_header(void)
{
	GRID("             So với\n        Tháng   Năm\nBắc     5       6\nNam     15      16",
	     "3: |So với Tháng|So với Năm; Bắc|5|6; Nam|15|16");
	GRID("Đạt  14,2  tỷ đồng\nvà  3,4  tỷ đồng nữa", "");
	GRID("Chỉ một dòng   5", "");
}

static void cells_stand_in_lines(void)
{
	STACKED("Vùng\nThu\nBắc\n5\nNam\n7", "2: Vùng|Thu; Bắc|5; Nam|7");
	STACKED("Vùng\nĐơn vị\nThu\nBắc\nha\n5\nNam\nha\n7",
		"3: Vùng|Đơn vị|Thu; Bắc|ha|5; Nam|ha|7");
	STACKED("Bắc\n5\nNam\n7", "2: |; Bắc|5; Nam|7");
	STACKED("Vùng\nThu\nChi\nBắc\n5\nNam\n7", "");
	JOINED("Vùng / Đơn vị / Thu / Bắc / ha / 5", "3: Vùng|Đơn vị|Thu; Bắc|ha|5");
}

static void figures_are_told_from_words(void)
{
	CHECK(grid_is_figure(STR("1.234,5")));
	CHECK(grid_is_figure(STR("-5,2 %")));
	CHECK(grid_is_figure(STR("\xe2\x88\x92"
				 "5")));
	CHECK(!grid_is_figure(STR("5 xã")));
	CHECK(!grid_is_figure(STR("5/6")));
	CHECK(!grid_is_figure(STR("-")));
	CHECK(grid_is_empty(STR("-")));
	CHECK(grid_is_empty(STR("...")));
	CHECK(grid_is_empty(STR("")));
	CHECK(!grid_is_empty(STR("Bắc")));
}

int main(void)
{
	return UNIT_RUN(UNIT(cells_are_parted_by_tabs_and_bars),
			UNIT(cells_stand_below_their_header), UNIT(cells_stand_in_lines),
			UNIT(figures_are_told_from_words));
}

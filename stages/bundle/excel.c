#include "stages/bundle/excel.h"

#define BOM "\xEF\xBB\xBF"

/* = + - @ and the blanks before them, also in full width (U+FF1D and others). */
static bool starts_formula(struct str s)
{
	static const struct str wide[] = {{"\xEF\xBC\x9D", 3},
					  {"\xEF\xBC\x8B", 3},
					  {"\xEF\xBC\x8D", 3},
					  {"\xEF\xBC\xA0", 3}};

	if (s.n && strchr("=+-@\t\r\n", s.p[0]))
		return true;
	for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
		if (str_starts(s, wide[i]))
			return true;
	return false;
}

static void add_quoted(struct buf *out, struct str s, bool apostrophe)
{
	bool quote = false;

	for (size_t i = 0; i < s.n && !quote; i++)
		quote = strchr(";\"\r\n", s.p[i]) != NULL;
	if (quote)
		buf_byte(out, '"');
	if (apostrophe)
		buf_byte(out, '\'');
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '"')
			buf_byte(out, '"');
		buf_byte(out, s.p[i]);
	}
	if (quote)
		buf_byte(out, '"');
}

void excel_field(struct buf *out, enum column_type type, struct str cell)
{
	if (type == TYPE_string) {
		add_quoted(out, cell, starts_formula(cell));
		return;
	}
	for (size_t i = 0; i < cell.n; i++)
		buf_byte(out, type == TYPE_dec && cell.p[i] == '.' ? ',' : cell.p[i]);
}

int excel_put(struct package *k)
{
	const struct rows *rows = &k->release->table[RELEASE_observations];
	const struct table *t = rows->table;
	struct buf out = {0};

	buf_text(&out, BOM);
	for (size_t c = 0; c < t->columns; c++)
		buf_printf(&out, "%s%s", c ? ";" : "", t->column[c].name);
	buf_text(&out, "\r\n");
	for (size_t i = 0; i < rows->count; i++) {
		for (size_t c = 0; c < t->columns; c++) {
			if (c)
				buf_byte(&out, ';');
			excel_field(&out, t->column[c].type, rows_at(rows, i)[c]);
		}
		buf_text(&out, "\r\n");
	}
	int result = package_put(k,
				 &(struct resource){.file = "observations.excel-vi.csv",
						    .about = "excel",
						    .excel = true},
				 buf_view(&out));
	buf_release(&out);
	return result;
}

#include "stages/bundle/workbook.h"

#include <stdlib.h>
#include <xlsxwriter.h>

#include "common/period.h"
#include "stages/bundle/wide.h"

enum {
	DIGITS = 15,         /* that a double holds */
	SCALES = 4,          /* number formats: 0, 1, 2, more decimals */
	MOST_ROWS = 1048575, /* of a sheet, behind the header */
	FIRST_YEAR = 1900,   /* of a spreadsheet's calendar */
	DAY_SECONDS = 86400,
	MOST_HELD = 100000, /* rows; more of them are written as they come, not held in memory */
	FROZEN = 4          /* columns of the wide table that stay in view */
};

struct book {
	lxw_workbook *workbook;
	lxw_format *bold, *date, *title, *number[SCALES];
	struct labels *labels;
	struct arena arena;
	lxw_error error;
};

/* A sheet that is being filled. */
struct sheet {
	struct book *b;
	lxw_worksheet *w;
	lxw_row_t row;
};

static void note(struct book *b, lxw_error error)
{
	if (!b->error)
		b->error = error;
}

bool workbook_holds(struct dec d)
{
	dec_coef most = 1, c = dec_trim(d).coef;

	for (int i = 0; i < DIGITS; i++)
		most *= 10;
	while (c && c % 10 == 0)
		c /= 10;
	return c < most && c > -most;
}

static void put_text(struct sheet *s, lxw_col_t column, struct str text, lxw_format *format)
{
	if (text.n)
		note(s->b, worksheet_write_string(s->w, s->row, column,
						  arena_string(&s->b->arena, text), format));
}

static bool put_number(struct sheet *s, lxw_col_t column, struct str cell)
{
	struct dec d;

	if (!dec_parse(cell, &d) || !workbook_holds(d))
		return false;
	int scale = d.scale < SCALES ? d.scale : SCALES - 1;
	double value = strtod(arena_string(&s->b->arena, cell), NULL);
	note(s->b, worksheet_write_number(s->w, s->row, column, value, s->b->number[scale]));
	return true;
}

static bool put_date(struct sheet *s, lxw_col_t column, struct str cell)
{
	lxw_datetime date = {0};
	int32_t days;

	if (!period_parse_date(cell, &days))
		return false;
	period_date(days, &date.year, &date.month, &date.day);
	if (date.year < FIRST_YEAR)
		return false;
	note(s->b, worksheet_write_datetime(s->w, s->row, column, &date, s->b->date));
	return true;
}

static void put_cell(struct sheet *s, lxw_col_t column, enum column_type type, struct str cell)
{
	bool done = !cell.n;

	if (!done && (type == TYPE_dec || type == TYPE_int32 || type == TYPE_int64))
		done = put_number(s, column, cell);
	else if (!done && type == TYPE_date)
		done = put_date(s, column, cell);
	else if (!done && type == TYPE_boolean) {
		note(s->b, worksheet_write_boolean(s->w, s->row, column,
						   str_equal(cell, STR("true")), NULL));
		done = true;
	}
	if (!done)
		put_text(s, column, cell, NULL);
}

static struct sheet add_sheet(struct book *b, const char *key)
{
	const char *name = arena_string(&b->arena, label(b->labels, key, VIETNAMESE));
	struct sheet s = {b, workbook_add_worksheet(b->workbook, name), 0};

	if (!s.w)
		note(b, LXW_ERROR_SHEETNAME_ALREADY_USED);
	return s;
}

static lxw_col_t width_of(enum column_type type, struct str name)
{
	return type == TYPE_dec ? 20
	       : str_equal(name, STR("quote")) || str_starts(name, STR("message_")) ||
			       str_starts(name, STR("label_")) || str_equal(name, STR("subject"))
		       ? 50
		       : 14;
}

static void put_header(struct sheet *s, const struct column *column, const size_t *order,
		       size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct column *c = column + (order ? order[i] : i);
		struct str name = str_of(c->name);
		lxw_col_t at = (lxw_col_t)i;
		note(s->b, worksheet_set_column(s->w, at, at, width_of(c->type, name), NULL));
		put_text(s, at, name, s->b->bold);
	}
	s->row++;
}

/* A4 across. */
static void print_on(lxw_worksheet *w)
{
	enum { PAPER_A4 = 9 };

	worksheet_set_paper(w, PAPER_A4);
	worksheet_set_landscape(w);
}

/* Rows under a header that stays in view, with a filter on every column. */
static void put_table(struct sheet *s, const struct column *column, size_t columns,
		      const struct str *cell, size_t rows, const size_t *order, int frozen)
{
	if (!s->w)
		return;
	put_header(s, column, order, columns);
	if (rows > MOST_ROWS) {
		msg(MSG_WARNING, NULL, 0, str_of(column[0].name),
		    "a sheet holds %d rows, the rest is in the CSV", MOST_ROWS);
		rows = MOST_ROWS;
	}
	for (size_t i = 0; i < rows; i++, s->row++)
		for (size_t c = 0; c < columns; c++) {
			size_t from = order ? order[c] : c;
			put_cell(s, (lxw_col_t)c, column[from].type, cell[i * columns + from]);
		}
	print_on(s->w);
	note(s->b, worksheet_repeat_rows(s->w, 0, 0));
	if (frozen)
		note(s->b, worksheet_repeat_columns(s->w, 0, (lxw_col_t)(frozen - 1)));
	worksheet_freeze_panes(s->w, 1, (lxw_col_t)frozen);
	note(s->b,
	     worksheet_autofilter(s->w, 0, 0, rows ? s->row - 1 : 0, (lxw_col_t)(columns - 1)));
}

static void put_rows(struct book *b, const char *key, const struct rows *t)
{
	struct sheet s = add_sheet(b, key);

	put_table(&s, t->table->column, t->table->columns, t->cell, t->count, NULL, 0);
}

/* What names the series first, then the months, then the rest. */
static void put_wide(struct book *b, const struct grid *wide)
{
	static const size_t first[FROZEN] = {WIDE_label_vi, WIDE_unit_measure, WIDE_time_basis,
					     WIDE_ref_area};
	static const size_t last[] = {WIDE_label_en, WIDE_field,     WIDE_freq,
				      WIDE_span,     WIDE_indicator, WIDE_series_id};
	struct sheet s = add_sheet(b, "sheet.wide");
	size_t *order = arena_alloc(&b->arena, wide->columns * sizeof *order), n = 0;

	for (size_t i = 0; i < FROZEN; i++)
		order[n++] = first[i];
	for (size_t i = WIDE_MONTHS; i < wide->columns; i++)
		order[n++] = i;
	for (size_t i = 0; i < sizeof last / sizeof *last; i++)
		order[n++] = last[i];
	put_table(&s, wide->column, wide->columns, wide->cell, wide->rows, order, FROZEN);
}

/* The label in both languages, and its value. */
static void put_pair(struct sheet *s, const char *key, enum column_type type, struct str value)
{
	put_text(s, 0, label(s->b->labels, key, VIETNAMESE), s->b->bold);
	put_text(s, 1, label(s->b->labels, key, ENGLISH), NULL);
	put_cell(s, 2, type, value);
	s->row++;
}

static void put_heading(struct sheet *s, const char *key)
{
	s->row++;
	put_text(s, 0, label(s->b->labels, key, VIETNAMESE), s->b->title);
	put_text(s, 1, label(s->b->labels, key, ENGLISH), s->b->title);
	s->row++;
}

static void put_counts(struct sheet *s, const struct quality *q)
{
	static const struct {
		const char *measure, *heading;
	} shown[] = {
		{"rows", "word.rows"},         {"numbers", "word.numbers"},
		{"verdict", "word.verdicts"},  {"obs_status", "word.status"},
		{"severity", "rows.findings"},
	};

	for (size_t m = 0; m < sizeof shown / sizeof *shown; m++) {
		put_heading(s, shown[m].heading);
		for (size_t i = 0; i < q->grid.rows; i++) {
			const struct str *row = grid_at(&q->grid, i);
			if (!str_equal(row[0], str_of(shown[m].measure)))
				continue;
			struct buf key = {0};
			buf_printf(&key, "%s.", shown[m].measure);
			buf_add(&key, row[1]);
			put_pair(s, buf_string(&key), TYPE_int64, row[2]);
			buf_release(&key);
		}
	}
}

static void put_overview(struct book *b, const struct release *r, const struct quality *q)
{
	const struct label_value period[] = {{"period", str_of(r->span.name)}, {NULL, {0}}};
	struct sheet s = add_sheet(b, "sheet.overview");
	struct buf text = {0};

	if (!s.w)
		return;
	print_on(s.w);
	worksheet_fit_to_pages(s.w, 1, 0);
	note(b, worksheet_set_column(s.w, 0, 0, 50, NULL));
	note(b, worksheet_set_column(s.w, 1, 1, 60, NULL));
	note(b, worksheet_set_column(s.w, 2, 2, 20, NULL));
	for (enum language in = VIETNAMESE; in < LANGUAGES; in++) {
		buf_reset(&text);
		label_fill(&text, r->labels, "release.title", in, period);
		put_text(&s, 0, buf_view(&text), b->title);
		s.row++;
	}
	s.row++;
	put_pair(&s, "word.period", TYPE_string, str_of(r->span.name));
	buf_reset(&text);
	buf_printf(&text, "%s - %s", r->span.from, r->span.to);
	put_pair(&s, "word.months", TYPE_string, buf_view(&text));
	put_pair(&s, "word.day", TYPE_date, r->day);
	put_counts(&s, q);
	buf_release(&text);
}

static void put_columns(struct book *b, const struct release *r)
{
	static const struct column header[] = {{"table", TYPE_string, ""},
					       {"column", TYPE_string, ""},
					       {"type", TYPE_string, ""},
					       {"label_vi", TYPE_string, ""},
					       {"label_en", TYPE_string, ""}};
	struct grid g = {.arena = &b->arena};
	struct sheet s = add_sheet(b, "sheet.columns");

	for (size_t i = 0; i < sizeof header / sizeof *header; i++)
		grid_column(&g, header[i].name, TYPE_string, "");
	for (int t = 0; t < RELEASE_TABLES; t++) {
		const struct table *table = r->table[t].table;
		for (size_t c = 0; c < table->columns; c++) {
			struct str *row = grid_row(&g);
			row[0] = str_of(table->name);
			row[1] = str_of(table->column[c].name);
			row[2] = str_of(table_type_name(table->column[c].type));
			row[3] = package_meaning(b->labels, table->name, table->column[c].name);
			row[4] = str_of(table->column[c].meaning);
		}
	}
	put_table(&s, g.column, g.columns, g.cell, g.rows, NULL, 0);
	grid_release(&g);
}

static void make_formats(struct book *b)
{
	static const char *const forms[SCALES] = {"#,##0", "#,##0.0", "#,##0.00", "#,##0.000###"};

	for (int i = 0; i < SCALES; i++) {
		b->number[i] = workbook_add_format(b->workbook);
		format_set_num_format(b->number[i], forms[i]);
	}
	b->bold = workbook_add_format(b->workbook);
	format_set_bold(b->bold);
	b->title = workbook_add_format(b->workbook);
	format_set_bold(b->title);
	format_set_font_size(b->title, 14);
	b->date = workbook_add_format(b->workbook);
	format_set_num_format(b->date, "yyyy-mm-dd");
}

/* The only times in it are those of the release. */
static void set_properties(struct book *b, const struct release *r)
{
	static char title[64], comment[64];
	int32_t day = 0;

	period_parse_date(r->day, &day);
	snprintf(title, sizeof title, "solieu-%s", r->span.name);
	snprintf(comment, sizeof comment, "solieu %s", SOLIEU_VERSION);
	lxw_doc_properties properties = {.title = title,
					 .comments = comment,
					 .created = (time_t)day * DAY_SECONDS};
	note(b, workbook_set_properties(b->workbook, &properties));
}

static int fill(struct book *b, const struct release *r, const struct grid *wide,
		const struct quality *q, const char *file)
{
	make_formats(b);
	set_properties(b, r);
	put_overview(b, r, q);
	put_wide(b, wide);
	put_rows(b, "sheet.long", &r->table[RELEASE_observations]);
	put_rows(b, "sheet.growth", &r->table[RELEASE_growth]);
	put_rows(b, "sheet.codebook", &r->table[RELEASE_indicators]);
	put_columns(b, r);
	put_rows(b, "sheet.sources", &r->table[RELEASE_documents]);
	put_rows(b, "sheet.findings", &r->table[RELEASE_findings]);
	note(b, workbook_close(b->workbook));
	if (!b->error)
		return 0;
	msg(MSG_ERROR, file, 0, str_of(lxw_strerror(b->error)), "cannot be written");
	return -1;
}

int workbook_put(struct package *k, const struct grid *wide, const struct quality *q)
{
	const struct release *r = k->release;
	struct book b = {.labels = r->labels};
	struct buf name = {0};

	buf_printf(&name, "solieu-%s.xlsx", r->span.name);
	char *file = package_path(k, buf_string(&name));
	size_t rows = wide->rows;
	for (int t = 0; t < RELEASE_TABLES; t++)
		rows += r->table[t].count;
	lxw_workbook_options options = {.tmpdir = k->parcel->folder,
					.constant_memory = rows > MOST_HELD};
	b.workbook = file ? workbook_new_opt(file, &options) : NULL;
	int result = -1;
	if (!b.workbook)
		msg(MSG_ERROR, file, 0, (struct str){0}, "cannot be made");
	else if (fill(&b, r, wide, q, file) == 0)
		result = package_take(k, &(struct resource){.file = buf_string(&name),
							    .about = "workbook"});
	arena_release(&b.arena);
	buf_release(&name);
	return result;
}

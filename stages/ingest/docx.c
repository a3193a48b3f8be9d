#include <stdlib.h>
#include "common/arena.h"
#include "common/xalloc.h"
#include "stages/ingest/cells.h"
#include "stages/ingest/office.h"

/* ---- styles --------------------------------------------------------------------------------- */

struct docx_styles {
	struct arena arena;
	struct str *heading; /* ids */
	size_t count, room;
	struct str id; /* of the style that is read */
};

struct docx_styles *docx_styles_new(void)
{
	return xcalloc(1, sizeof(struct docx_styles));
}

void docx_styles_free(struct docx_styles *s)
{
	arena_release(&s->arena);
	free(s->heading);
	free(s);
}

/* The names of the built-in styles are English whatever the language of the office. */
static bool is_heading_name(struct str name)
{
	static const char *const heads[] = {"heading", "title", "subtitle"};

	for (size_t i = 0; i < sizeof(heads) / sizeof(*heads); i++) {
		size_t n = strlen(heads[i]), k = 0;

		while (k < n && k < name.n && (name.p[k] | 32) == heads[i][k])
			k++;
		if (k == n)
			return true;
	}
	return false;
}

static void add_heading(struct docx_styles *s, struct str id)
{
	s->heading = xgrow(s->heading, &s->room, s->count + 1, sizeof(*s->heading));
	s->heading[s->count++] = id;
}

static void style_start(void *context, const char *name, const xmlChar **attributes, int count)
{
	struct docx_styles *s = context;

	if (strcmp(name, "style") == 0)
		s->id = arena_copy(&s->arena, xml_attribute(attributes, count, "styleId"));
	else if (strcmp(name, "name") == 0 && s->id.n &&
		 is_heading_name(xml_attribute(attributes, count, "val")))
		add_heading(s, s->id);
	else if (strcmp(name, "outlineLvl") == 0 && s->id.n)
		add_heading(s, s->id);
}

const struct xml_calls docx_styles_calls = {.start = style_start};

static bool is_heading(const struct docx_styles *s, struct str id)
{
	for (size_t i = 0; i < s->count; i++)
		if (str_equal(s->heading[i], id))
			return true;
	return is_heading_name(id);
}

/* ---- text ----------------------------------------------------------------------------------- */

/* Paragraphs stand in paragraphs where a text box hangs on a word. */
struct paragraph {
	struct buf text;
	enum line_kind kind;
};

struct docx {
	const struct docx_styles *styles;
	struct lines *out;
	bool notes;
	struct paragraph *paragraph;
	size_t depth, room;
	struct cells table; /* tables within a cell give their words to the cell */
	unsigned tables, span;
	bool in_text;
	unsigned fallback; /* elements of a second form of what was read already */
};

struct docx *docx_new(const struct docx_styles *s, struct lines *out, bool notes)
{
	struct docx *d = xcalloc(1, sizeof(*d));

	d->styles = s;
	d->out = out;
	d->notes = notes;
	return d;
}

void docx_free(struct docx *d)
{
	for (size_t i = 0; i < d->room; i++)
		buf_release(&d->paragraph[i].text);
	free(d->paragraph);
	cells_release(&d->table);
	free(d);
}

static void begin_paragraph(struct docx *d)
{
	size_t before = d->room;

	d->paragraph = xgrow(d->paragraph, &d->room, d->depth + 1, sizeof(*d->paragraph));
	for (size_t i = before; i < d->room; i++)
		d->paragraph[i].text = (struct buf){0};
	buf_reset(&d->paragraph[d->depth].text);
	d->paragraph[d->depth++].kind = LINE_PARA;
}

static struct paragraph *current(struct docx *d)
{
	return d->depth ? &d->paragraph[d->depth - 1] : NULL;
}

static void put_line(struct docx *d)
{
	struct paragraph *p = current(d);

	if (d->tables) {
		cells_add(&d->table, buf_view(&p->text));
	} else {
		lines_add(d->out, buf_view(&p->text), false);
		lines_end(d->out, d->notes ? LINE_NOTE : p->kind);
	}
	buf_reset(&p->text);
}

static void put_character(struct docx *d, char c)
{
	if (current(d))
		buf_byte(&current(d)->text, c);
}

static void properties(struct docx *d, const char *name, const xmlChar **attributes, int count)
{
	struct paragraph *p = current(d);

	if (!p)
		return;
	if (strcmp(name, "pStyle") == 0) {
		if (is_heading(d->styles, xml_attribute(attributes, count, "val")))
			p->kind = LINE_HEADING;
	} else if (strcmp(name, "outlineLvl") == 0) {
		p->kind = LINE_HEADING;
	} else if (strcmp(name, "numPr") == 0 && p->kind == LINE_PARA) {
		p->kind = LINE_ITEM;
	}
}

static void table_start(struct docx *d, const char *name, const xmlChar **attributes, int count)
{
	unsigned long long span;

	if (strcmp(name, "tbl") == 0)
		d->tables++;
	else if (strcmp(name, "tr") == 0 && d->tables == 1)
		cells_begin_row(&d->table);
	else if (strcmp(name, "tc") == 0 && d->tables == 1) {
		cells_begin_cell(&d->table);
		d->span = 1;
	} else if (strcmp(name, "gridSpan") == 0 && d->tables == 1 &&
		   str_to_u64(xml_attribute(attributes, count, "val"), &span) && span < 1000)
		d->span = (unsigned)span;
}

static void docx_start(void *context, const char *name, const xmlChar **attributes, int count)
{
	struct docx *d = context;

	if (d->fallback || strcmp(name, "Fallback") == 0) {
		d->fallback++;
		return;
	}
	if (strcmp(name, "p") == 0)
		begin_paragraph(d);
	else if (strcmp(name, "t") == 0)
		d->in_text = true;
	else if (strcmp(name, "tab") == 0 || strcmp(name, "ptab") == 0)
		put_character(d, ' ');
	else if (strcmp(name, "noBreakHyphen") == 0)
		put_character(d, '-');
	else if ((strcmp(name, "br") == 0 || strcmp(name, "cr") == 0) && current(d))
		put_line(d);
	else {
		properties(d, name, attributes, count);
		table_start(d, name, attributes, count);
	}
}

static void docx_end(void *context, const char *name)
{
	struct docx *d = context;

	if (d->fallback) {
		d->fallback--;
		return;
	}
	if (strcmp(name, "p") == 0 && d->depth) {
		put_line(d);
		d->depth--;
	} else if (strcmp(name, "t") == 0) {
		d->in_text = false;
	} else if (strcmp(name, "tc") == 0 && d->tables == 1) {
		cells_end_cell(&d->table, d->span);
	} else if (strcmp(name, "tr") == 0 && d->tables == 1) {
		cells_end_row(&d->table, d->out);
	} else if (strcmp(name, "tbl") == 0 && d->tables) {
		d->tables--;
	}
}

static void docx_text(void *context, struct str text)
{
	struct docx *d = context;

	if (d->in_text && !d->fallback && current(d))
		buf_add(&current(d)->text, text);
}

const struct xml_calls docx_calls = {docx_start, docx_end, docx_text};

#include <stdlib.h>
#include "common/xalloc.h"
#include "stages/ingest/cells.h"
#include "stages/ingest/office.h"

enum { MOST_BLANKS = 1000 };

struct odt {
	struct lines *out, *notes;
	struct cells table;
	struct buf text, held; /* the paragraph; the one that a note interrupts */
	unsigned paragraphs, items, tables, span;
	unsigned note,
		ignored; /* depth within a note's body; within what is no text of the report */
	bool heading;
};

struct odt *odt_new(struct lines *out, struct lines *notes)
{
	struct odt *o = xcalloc(1, sizeof(*o));

	o->out = out;
	o->notes = notes;
	return o;
}

void odt_free(struct odt *o)
{
	cells_release(&o->table);
	buf_release(&o->text);
	buf_release(&o->held);
	free(o);
}

static void put_line(struct odt *o)
{
	if (o->note) {
		lines_add(o->notes, buf_view(&o->text), true);
		lines_end(o->notes, LINE_NOTE);
	} else if (o->tables) {
		cells_add(&o->table, buf_view(&o->text));
	} else {
		lines_add(o->out, buf_view(&o->text), true);
		lines_end(o->out, o->heading ? LINE_HEADING : o->items ? LINE_ITEM : LINE_PARA);
	}
	buf_reset(&o->text);
}

static bool is_ignored(const char *name)
{
	static const char *const names[] = {
		"tracked-changes",  "annotation",      "note-citation", "forms",
		"table-of-content", "title",           "desc",          "sequence-decls",
		"automatic-styles", "font-face-decls", "ruby-text"};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (strcmp(name, names[i]) == 0)
			return true;
	return false;
}

static void begin_note(struct odt *o)
{
	struct buf swap = o->held;

	if (o->note++)
		return;
	o->held = o->text;
	o->text = swap;
	buf_reset(&o->text);
}

static void end_note(struct odt *o)
{
	struct buf swap = o->text;

	if (!o->note || --o->note)
		return;
	o->text = o->held;
	o->held = swap;
}

static unsigned number(struct str s, unsigned otherwise)
{
	unsigned long long v;

	return str_to_u64(s, &v) && v <= MOST_BLANKS ? (unsigned)v : otherwise;
}

static void odt_start(void *context, const char *name, const xmlChar **attributes, int count)
{
	struct odt *o = context;

	if (o->ignored || is_ignored(name)) {
		o->ignored++;
		return;
	}
	if (strcmp(name, "p") == 0 || strcmp(name, "h") == 0) {
		if (o->paragraphs++ && !o->note)
			put_line(o); /* a frame within the paragraph */
		o->heading = name[0] == 'h';
	} else if (strcmp(name, "s") == 0) {
		unsigned n = number(xml_attribute(attributes, count, "c"), 1);

		while (n--)
			buf_byte(&o->text, ' ');
	} else if (strcmp(name, "tab") == 0) {
		buf_byte(&o->text, ' ');
	} else if (strcmp(name, "line-break") == 0) {
		put_line(o);
	} else if (strcmp(name, "list-item") == 0 || strcmp(name, "list-header") == 0) {
		o->items++;
	} else if (strcmp(name, "note-body") == 0) {
		begin_note(o);
	} else if (strcmp(name, "table") == 0) {
		o->tables++;
	} else if (strcmp(name, "table-row") == 0 && o->tables == 1) {
		cells_begin_row(&o->table);
	} else if ((strcmp(name, "table-cell") == 0 || strcmp(name, "covered-table-cell") == 0) &&
		   o->tables == 1) {
		cells_begin_cell(&o->table);
		o->span = number(xml_attribute(attributes, count, "number-columns-repeated"), 1);
	}
}

static void odt_end(void *context, const char *name)
{
	struct odt *o = context;

	if (o->ignored) {
		o->ignored--;
		return;
	}
	if ((strcmp(name, "p") == 0 || strcmp(name, "h") == 0) && o->paragraphs) {
		put_line(o);
		o->paragraphs--;
		o->heading = false;
	} else if ((strcmp(name, "list-item") == 0 || strcmp(name, "list-header") == 0) &&
		   o->items) {
		o->items--;
	} else if (strcmp(name, "note-body") == 0) {
		end_note(o);
	} else if (strcmp(name, "table") == 0 && o->tables) {
		o->tables--;
	} else if (strcmp(name, "table-row") == 0 && o->tables == 1) {
		cells_end_row(&o->table, o->out);
	} else if ((strcmp(name, "table-cell") == 0 || strcmp(name, "covered-table-cell") == 0) &&
		   o->tables == 1) {
		cells_end_cell(&o->table, o->span);
	}
}

static void odt_text(void *context, struct str text)
{
	struct odt *o = context;

	if (o->paragraphs && !o->ignored)
		buf_add(&o->text, text);
}

const struct xml_calls odt_calls = {odt_start, odt_end, odt_text};

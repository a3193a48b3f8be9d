/* What antiword makes of a DOC: DocBook of a few elements. */
#include <stdlib.h>
#include "common/xalloc.h"
#include "stages/ingest/cells.h"
#include "stages/ingest/docbook.h"

struct docbook {
	struct lines *out, *notes;
	struct cells table;
	struct buf text, held; /* the line; the one that a note interrupts */
	unsigned items, tables, titles, entries, note, info;
};

struct docbook *docbook_new(struct lines *out, struct lines *notes)
{
	struct docbook *d = xcalloc(1, sizeof(*d));

	d->out = out;
	d->notes = notes;
	return d;
}

void docbook_free(struct docbook *d)
{
	cells_release(&d->table);
	buf_release(&d->text);
	buf_release(&d->held);
	free(d);
}

static void put_line(struct docbook *d)
{
	struct lines *out = d->note ? d->notes : d->out;

	if (d->entries && !d->note) {
		cells_add(&d->table, buf_view(&d->text));
	} else {
		lines_add(out, buf_view(&d->text), true);
		lines_end(out, d->note     ? LINE_NOTE
			       : d->titles ? LINE_HEADING
			       : d->items  ? LINE_ITEM
					   : LINE_PARA);
	}
	buf_reset(&d->text);
}

static void swap_text(struct docbook *d)
{
	struct buf swap = d->held;

	d->held = d->text;
	d->text = swap;
}

static void on_start(void *context, const char *name, const xmlChar **attributes, int count)
{
	struct docbook *d = context;

	(void)attributes, (void)count;
	if (strcmp(name, "bookinfo") == 0)
		d->info++;
	else if (strcmp(name, "footnote") == 0 && d->note++ == 0)
		swap_text(d);
	else if (strcmp(name, "para") == 0 || strcmp(name, "title") == 0)
		put_line(d);
	else if (strcmp(name, "listitem") == 0)
		d->items++;
	else if (strcmp(name, "row") == 0 && !d->note)
		cells_begin_row(&d->table);
	else if (strcmp(name, "entry") == 0 && !d->note) {
		cells_begin_cell(&d->table);
		d->entries++;
	}
	if (strcmp(name, "title") == 0)
		d->titles++;
}

static void on_end(void *context, const char *name)
{
	struct docbook *d = context;

	if (strcmp(name, "para") == 0 || strcmp(name, "title") == 0 || strcmp(name, "entry") == 0)
		put_line(d);
	if (strcmp(name, "bookinfo") == 0 && d->info)
		d->info--;
	else if (strcmp(name, "title") == 0 && d->titles)
		d->titles--;
	else if (strcmp(name, "listitem") == 0 && d->items)
		d->items--;
	else if (strcmp(name, "entry") == 0 && !d->note && d->entries)
		d->entries--;
	else if (strcmp(name, "row") == 0 && !d->note)
		cells_end_row(&d->table, d->out);
	else if (strcmp(name, "footnote") == 0 && d->note && --d->note == 0) {
		buf_reset(&d->text);
		swap_text(d);
	}
}

static void on_text(void *context, struct str text)
{
	struct docbook *d = context;

	if (!d->info)
		buf_add(&d->text, text);
}

const struct xml_calls docbook_calls = {on_start, on_end, on_text};

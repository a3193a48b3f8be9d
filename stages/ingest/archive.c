#include "stages/ingest/feed.h"
#include "stages/ingest/forms.h"
#include "stages/ingest/office.h"

/* The archive is what is worked on again: should its reader break off, that is told of the
 * archive. */
static void back_to_archive(struct reader *r, const struct input *in)
{
	struct buf b = {0};

	if (r->number > r->skip) {
		buf_add(&b, (struct str){(const char *)&r->number, sizeof(r->number)});
		buf_add(&b, (struct str){in->source, strlen(in->source) + 1});
		frame_write(r->out, FRAME_NUMBER, buf_view(&b));
	}
	buf_release(&b);
}

/* The limits of the file as a whole, archives within archives counted. */
static bool is_too_much(struct reader *r, const struct input *archive, const struct feed_event *e)
{
	const struct limits *l = r->limits;

	r->expanded += e->unpacked;
	r->members += e->unsaid + 1;
	if (r->members > l->members)
		reader_limit(r, archive, "members", l->members);
	else if (e->kind == FEED_GROWN)
		reader_limit(r, archive, e->limit,
			     strcmp(e->limit, "expansion") == 0 ? l->expansion : l->archive_bytes);
	else if (r->expanded > l->archive_bytes)
		reader_limit(r, archive, "archive-bytes", l->archive_bytes);
	else
		return false;
	r->exhausted = true;
	return true;
}

/* False where the archive is given up. */
static bool read_event(struct reader *r, const struct input *archive, struct feed_event *e)
{
	if (is_too_much(r, archive, e))
		return false;
	if (e->kind == FEED_PASSED) {
		reader_tell(r, &e->in, e->rule, e->why);
	} else if (e->kind == FEED_BAD) {
		reader_reject(r, &e->in, e->rule, e->why);
	} else if (e->kind == FEED_LARGE) {
		reader_limit(r, &e->in, "document-bytes", r->limits->document_bytes);
	} else {
		r->depth++;
		reader_read_input(r, &e->in);
		r->depth--;
		back_to_archive(r, archive);
	}
	return !r->exhausted;
}

void form_archive(struct reader *r, struct input *in)
{
	struct feed_event *e;
	struct feed *f;
	const char *why;

	if (r->depth >= r->limits->nesting) {
		reader_limit(r, in, "nesting", r->limits->nesting);
		return;
	}
	f = feed_new(in, r->limits, &why);
	if (!f) {
		reader_reject(r, in, "ARCHIVE_BROKEN", why);
		return;
	}
	for (e = feed_next(f); e->kind != FEED_END && read_event(r, in, e); e = feed_next(f))
		feed_release(f);
	if (e->kind == FEED_END && e->rule)
		reader_reject(r, in, e->rule, e->why);
	feed_free(f);
}

void form_packed(struct reader *r, struct input *in)
{
	form_archive(r, in);
}

/* ODT and EPUB begin with a member that says what they are. */
static enum office kind_by_type(struct unpack *u, const char **what)
{
	char type[80] = "";

	*what = "EPUB";
	if (archive_read_data(u->a, type, sizeof(type) - 1) < 0)
		return OFFICE_ODT;
	if (strncmp(type, "application/epub", 16) == 0)
		return OFFICE_OTHER;
	*what = strstr(type, "spreadsheet") ? "ODS" : "ODP";
	return strstr(type, "spreadsheet") || strstr(type, "presentation") ? OFFICE_OTHER
									   : OFFICE_ODT;
}

/* What the names of the first members say; *what: the name of a format that is not read. */
static enum office kind_of_zip(struct unpack *u, const char **what)
{
	enum { LOOKED_AT = 200 };
	struct archive_entry *e;

	for (int i = 0; i < LOOKED_AT; i++) {
		const char *name;

		if (archive_read_next_header(u->a, &e) < ARCHIVE_WARN)
			break;
		name = archive_entry_pathname(e);
		if (!name)
			continue;
		if (strcmp(name, "word/document.xml") == 0)
			return OFFICE_DOCX;
		if (i == 0 && strcmp(name, "mimetype") == 0)
			return kind_by_type(u, what);
		*what = name[0] == 'x' ? "XLSX" : "PPTX";
		if (strcmp(name, "xl/workbook.xml") == 0 || strcmp(name, "xl/workbook.bin") == 0 ||
		    strcmp(name, "ppt/presentation.xml") == 0)
			return OFFICE_OTHER;
	}
	return OFFICE_NONE;
}

void form_zip(struct reader *r, struct input *in)
{
	enum office kind = OFFICE_NONE;
	struct unpack u;
	const char *why, *what = NULL;

	if (unpack_open(&u, in, &why)) {
		kind = kind_of_zip(&u, &what);
		unpack_close(&u);
	}
	if (kind == OFFICE_NONE)
		form_archive(r, in);
	else if (r->number <= r->skip)
		return;
	else if (kind == OFFICE_OTHER)
		reader_reject(r, in, "FORMAT_UNREAD", what);
	else
		office_read(r, in, kind);
}

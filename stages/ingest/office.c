#include "stages/ingest/office.h"

#include "stages/ingest/charset.h"

struct parts {
	struct lines body, notes;
	struct docx_styles *styles;
	bool found;
	bool locked; /* by a password */
	enum xml_result result;
};

/* Reads one part; the first that fails ends the document. */
static void read_part(struct parts *p, struct unpack *u, const struct limits *l,
		      const struct xml_calls *calls, void *context)
{
	enum xml_result result = xml_read_member(u, l, calls, context);

	if (p->result == XML_DONE)
		p->result = result;
}

static void read_docx_text(struct parts *p, struct unpack *u, const struct limits *l, bool notes)
{
	struct docx *d = docx_new(p->styles, notes ? &p->notes : &p->body, notes);

	read_part(p, u, l, &docx_calls, d);
	docx_free(d);
}

static void take_docx(struct parts *p, struct unpack *u, const struct limits *l, const char *name,
		      bool styles)
{
	if (styles) {
		if (strcmp(name, "word/styles.xml") == 0)
			xml_read_member(u, l, &docx_styles_calls,
					p->styles); /* without: no headings */
		return;
	}
	if (strcmp(name, "word/document.xml") == 0) {
		p->found = true;
		read_docx_text(p, u, l, false);
	} else if (strcmp(name, "word/footnotes.xml") == 0 ||
		   strcmp(name, "word/endnotes.xml") == 0) {
		read_docx_text(p, u, l, true);
	}
}

/* The manifest names how parts are encrypted. */
static void manifest_start(void *context, const char *name, const xmlChar **attributes, int count)
{
	struct parts *p = context;

	(void)attributes, (void)count;
	p->locked = p->locked || strcmp(name, "encryption-data") == 0;
}

static void take_odt(struct parts *p, struct unpack *u, const struct limits *l, const char *name)
{
	static const struct xml_calls manifest_calls = {.start = manifest_start};
	struct odt *o;

	if (strcmp(name, "META-INF/manifest.xml") == 0)
		xml_read_member(u, l, &manifest_calls, p);
	if (strcmp(name, "content.xml") != 0)
		return;
	p->found = true;
	o = odt_new(&p->body, &p->notes);
	read_part(p, u, l, &odt_calls, o);
	odt_free(o);
}

/* Once through the members. */
static bool pass(struct parts *p, struct reader *r, struct input *in, enum office kind, bool styles)
{
	struct archive_entry *e;
	struct unpack u;
	const char *why;

	if (!unpack_open(&u, in, &why)) {
		reader_reject(r, in, "DOCUMENT_BROKEN", why);
		return false;
	}
	while (archive_read_next_header(u.a, &e) >= ARCHIVE_WARN) {
		const char *name = archive_entry_pathname(e);

		if (!name)
			continue;
		if (kind == OFFICE_DOCX)
			take_docx(p, &u, r->limits, name, styles);
		else
			take_odt(p, &u, r->limits, name);
	}
	unpack_close(&u);
	return true;
}

static bool complain(struct reader *r, struct input *in, const struct parts *p)
{
	switch (p->result) {
	case XML_DONE:
		if (p->found)
			return false;
		reader_reject(r, in, p->locked ? "ENCRYPTED" : "FORMAT_UNKNOWN", NULL);
		return true;
	case XML_ENTITIES:
		reader_reject(r, in, "ENTITIES", NULL);
		return true;
	case XML_DEEP:
		reader_limit(r, in, "depth", r->limits->depth);
		return true;
	case XML_LONG:
		reader_limit(r, in, "elements", r->limits->elements);
		return true;
	case XML_BROKEN:
		break;
	}
	if (p->locked) {
		reader_reject(r, in, "ENCRYPTED", NULL);
		return true;
	}
	if (p->body.out.n) { /* what stands before the damage is worth having */
		reader_reject(r, in, "DOCUMENT_CUT", "XML");
		return false;
	}
	reader_reject(r, in, "DOCUMENT_BROKEN", "XML");
	return true;
}

static void emit(struct reader *r, struct input *in, struct parts *p, enum office kind)
{
	struct charset_result c = {.name = "UTF-8"};

	buf_add(&p->body.out, buf_view(&p->notes.out));
	c.text = buf_view(&p->body.out);
	charset_emit(
		r, in,
		kind == OFFICE_DOCX
			? "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
			: "application/vnd.oasis.opendocument.text",
		&c);
}

void office_read(struct reader *r, struct input *in, enum office kind)
{
	struct parts p = {.styles = docx_styles_new()};

	if ((kind != OFFICE_DOCX || pass(&p, r, in, kind, true)) && pass(&p, r, in, kind, false) &&
	    !complain(r, in, &p)) {
		if (!unpack_zip_has_end(in))
			reader_reject(r, in, "DOCUMENT_CUT", "ZIP");
		emit(r, in, &p, kind);
	}
	docx_styles_free(p.styles);
	lines_release(&p.body);
	lines_release(&p.notes);
}

/* DOC through antiword; the other formats of the same container are told by the names of what is in
 * it. */
#define _GNU_SOURCE /* memmem() */
#include "stages/ingest/charset.h"
#include "stages/ingest/docbook.h"
#include "stages/ingest/forms.h"
#include "stages/ingest/lines.h"
#include "stages/ingest/sandbox.h"

/* The document as DocBook; false where it is not well-formed. */
static bool read_docbook(struct reader *r, struct str xml, struct lines *lines)
{
	static const char root[] = "<book ";
	const char *from = xml.n ? memmem(xml.p, xml.n, root, sizeof(root) - 1) : NULL;
	struct lines notes = {0};
	struct docbook *d;
	enum xml_result result;

	if (!from) /* what stands before it declares a type of document */
		return false;
	d = docbook_new(lines, &notes);
	result = xml_read(str_range(from, xml.p + xml.n), r->limits, &docbook_calls, d);
	docbook_free(d);
	buf_add(&lines->out, buf_view(&notes.out));
	lines_release(&notes);
	return result == XML_DONE;
}

static void put_lines(struct str text, struct lines *out)
{
	while (text.n) {
		lines_add(out, str_trim(str_cut(&text, '\n')), false);
		lines_end(out, LINE_PARA);
	}
}

/* Whether the container has a part of that name, which stands in it as UTF-16. */
static bool has_part(struct str bytes, const char *name)
{
	enum { LONGEST = 64 };
	char wide[LONGEST];
	size_t n = strlen(name);

	for (size_t i = 0; i < n; i++) {
		wide[2 * i] = name[i];
		wide[2 * i + 1] = 0;
	}
	return memmem(bytes.p, bytes.n, wide, 2 * n) != NULL;
}

/* A DOC with a password: a flag of its head, which stands at a sector's begin. */
static bool is_locked(struct str bytes)
{
	enum { SECTOR = 512, FLAGS = 11, ENCRYPTED = 1 };

	for (size_t i = SECTOR; i + SECTOR <= bytes.n; i += SECTOR)
		if (memcmp(bytes.p + i, "\xEC\xA5", 2) == 0)
			return bytes.p[i + FLAGS] & ENCRYPTED;
	return false;
}

/* What antiword cannot read. */
static void tell_other(struct reader *r, struct input *in)
{
	static const struct {
		const char *part, *rule, *what;
	} parts[] = {{"EncryptedPackage", "ENCRYPTED", NULL},
		     {"Workbook", "FORMAT_UNREAD", "XLS"},
		     {"Book", "FORMAT_UNREAD", "XLS"},
		     {"PowerPoint Document", "FORMAT_UNREAD", "PPT"},
		     {"__substg1.0_", "FORMAT_UNREAD", "MSG"}};
	struct buf room = {0};

	if (!input_load(r, in, &room))
		return;
	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++)
		if (has_part(in->bytes, parts[i].part)) {
			reader_reject(r, in, parts[i].rule, parts[i].what);
			buf_release(&room);
			return;
		}
	if (is_locked(in->bytes))
		reader_reject(r, in, "ENCRYPTED", NULL);
	else if (has_part(in->bytes, "WordDocument"))
		reader_reject(r, in, "DOCUMENT_BROKEN", "antiword");
	else
		reader_reject(r, in, "FORMAT_UNKNOWN", NULL);
	buf_release(&room);
}

static enum convert_result convert(struct reader *r, const char *const *argv, int fd,
				   struct buf *out)
{
	enum { TIMES = 4 }; /* that DocBook is longer than its text */

	return sandbox_convert(r->limits, argv, fd, (size_t)r->limits->text_bytes * TIMES, out,
			       NULL);
}

void form_ole(struct reader *r, struct input *in)
{
	static const char *const as_docbook[] = {"/usr/bin/antiword", "-x", "db", "/dev/stdin",
						 NULL};
	static const char *const as_text[] = {"/usr/bin/antiword", "-w",         "0", "-m",
					      "UTF-8.txt",         "/dev/stdin", NULL};
	struct lines lines = {0};
	struct buf text = {0};
	int fd = input_fd(r, in);
	enum convert_result result;

	if (fd < 0)
		return;
	result = convert(r, as_docbook, fd, &text);
	if (result == CONVERT_DONE && !read_docbook(r, buf_view(&text), &lines)) {
		buf_reset(&text);
		lines_release(&lines);
		lines = (struct lines){0};
		result = convert(r, as_text, fd, &text);
		put_lines(buf_view(&text), &lines);
	}
	if (result == CONVERT_DONE) {
		struct charset_result c = {.name = "UTF-8", .text = buf_view(&lines.out)};
		charset_emit(r, in, "application/msword", &c);
	} else if (result == CONVERT_FAILED) {
		tell_other(r, in);
	} else {
		reader_unconverted(r, in, result, "antiword");
	}
	buf_release(&text);
	lines_release(&lines);
}

/* PDF through pdftotext, which says where each word stands. */
#define _GNU_SOURCE /* memmem() */
#include <string.h>
#include <unistd.h>
#include "stages/ingest/charset.h"
#include "stages/ingest/forms.h"
#include "stages/ingest/pdf.h"
#include "stages/ingest/sandbox.h"

enum { TIMES = 16 }; /* that places are longer than the text */

static void read_pages(struct reader *r, const struct input *in, struct str layout)
{
	struct charset_result c = {.name = "UTF-8"};
	struct lines lines = {0};

	pdf_lines(layout, &lines);
	c.text = buf_view(&lines.out);
	if (c.text.n)
		charset_emit(r, in, "application/pdf", &c);
	else
		reader_reject(r, in, "SCAN", NULL);
	lines_release(&lines);
}

static const char *const to_text[] = {
	"/usr/bin/pdftotext", "-bbox-layout", "-enc", "UTF-8", "-eol", "unix", "-", "-", NULL};

bool pdf_start(const struct limits *l, int file, struct conversion *c)
{
	char head[5];

	return pread(file, head, sizeof(head), 0) == sizeof(head) &&
	       memcmp(head, "%PDF-", sizeof(head)) == 0 &&
	       sandbox_start(l, to_text, file, (size_t)l->text_bytes * TIMES, c) == CONVERT_DONE;
}

/* What was started ahead belongs to the file itself, not to what is within. */
static enum convert_result convert(struct reader *r, int fd, struct buf *text, struct buf *errors)
{
	if (r->ahead && r->number == 1 && r->ahead->conversion.output >= 0)
		return sandbox_finish(&r->ahead->conversion, text, errors);
	return sandbox_convert(r->limits, to_text, fd, (size_t)r->limits->text_bytes * TIMES, text,
			       errors);
}

/* A PDF that was read in spite of errors may have lost words. */
static void tell_damage(struct reader *r, const struct input *in, struct str errors)
{
	unsigned places = 0;
	char digits[16];

	while (errors.n)
		places += str_starts(str_cut(&errors, '\n'), STR("Syntax Error"));
	if (!places)
		return;
	snprintf(digits, sizeof(digits), "%u", places);
	reader_tell(r, in, "DOCUMENT_DAMAGED", digits);
}

/* A PDF that its reader gave up: with a password, or broken. */
static void tell_failed(struct reader *r, struct input *in)
{
	struct buf room = {0};

	if (!input_load(r, in, &room))
		return;
	if (memmem(in->bytes.p, in->bytes.n, "/Encrypt", 8))
		reader_reject(r, in, "ENCRYPTED", NULL);
	else
		reader_reject(r, in, "DOCUMENT_BROKEN", "pdftotext");
	buf_release(&room);
}

void form_pdf(struct reader *r, struct input *in)
{
	struct buf text = {0}, errors = {0};
	int fd = input_fd(r, in);

	if (fd < 0)
		return;
	enum convert_result result = convert(r, fd, &text, &errors);
	if (result == CONVERT_DONE) {
		tell_damage(r, in, buf_view(&errors));
		read_pages(r, in, buf_view(&text));
	} else if (result == CONVERT_FAILED)
		tell_failed(r, in);
	else
		reader_unconverted(r, in, result, "pdftotext");
	buf_release(&text);
	buf_release(&errors);
}

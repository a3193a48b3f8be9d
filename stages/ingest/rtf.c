/* RTF through unrtf, which makes a page of it. */
#include <unistd.h>
#include "stages/ingest/charset.h"
#include "stages/ingest/forms.h"
#include "stages/ingest/page.h"
#include "stages/ingest/sandbox.h"

static void read_page(struct reader *r, const struct input *in, struct str html)
{
	struct charset_result c = {.name = "UTF-8"};
	struct lines lines = {0};
	struct page page;

	page_read(&page, html, r->limits);
	if (form_page(&page, r, in, &lines)) {
		c.text = buf_view(&lines.out);
		charset_emit(r, in, "application/rtf", &c);
	}
	lines_release(&lines);
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* The bytes with every stand-in `?` of a character written as its code: unrtf takes the whole word
 * behind a bare one for the stand-in. */
static void mend_stand_ins(struct str rtf, struct buf *out)
{
	size_t from = 0;

	for (size_t i = 2; i < rtf.n; i++) {
		size_t digits = i;

		if (rtf.p[i] != '?')
			continue;
		while (digits > 2 && is_digit(rtf.p[digits - 1]))
			digits--;
		digits -= rtf.p[digits - 1] == '-';
		if (digits == i || digits < 2 || memcmp(rtf.p + digits - 2, "\\u", 2) != 0)
			continue;
		buf_add(out, (struct str){rtf.p + from, i - from});
		buf_add(out, STR("\\'3f"));
		from = i + 1;
	}
	buf_add(out, (struct str){rtf.p + from, rtf.n - from});
}

static enum convert_result convert(struct reader *r, struct input *in, struct buf *html)
{
	static const char *const argv[] = {"/usr/bin/unrtf", "--html", "--nopict", NULL};
	enum { TIMES = 8 }; /* that a page is longer than its text */
	struct input mended = {.source = in->source, .fd = -1};
	enum convert_result result = CONVERT_KILLED;
	struct buf bytes = {0};
	int fd;

	mend_stand_ins(in->bytes, &bytes);
	mended.bytes = buf_view(&bytes);
	fd = input_fd(r, &mended);
	if (fd >= 0) {
		result = sandbox_convert(r->limits, argv, fd, (size_t)r->limits->text_bytes * TIMES,
					 html, NULL);
		close(fd);
	}
	buf_release(&bytes);
	return result;
}

/* The last brace closes the first. */
static bool is_whole(struct str rtf)
{
	while (rtf.n && (unsigned char)rtf.p[rtf.n - 1] <= ' ')
		rtf.n--;
	return rtf.n && rtf.p[rtf.n - 1] == '}';
}

void form_rtf(struct reader *r, struct input *in)
{
	struct buf html = {0}, room = {0};

	if (!input_load(r, in, &room))
		return;
	enum convert_result result = convert(r, in, &html);
	if (result == CONVERT_DONE) {
		if (!is_whole(in->bytes))
			reader_reject(r, in, "DOCUMENT_CUT", "RTF");
		read_page(r, in, buf_view(&html));
	}
	reader_unconverted(r, in, result, "unrtf");
	buf_release(&html);
	buf_release(&room);
}

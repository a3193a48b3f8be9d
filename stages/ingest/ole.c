/* DOC through antiword; the other formats of the same container (XLS, PPT, MSG) are not read. */
#include "stages/ingest/charset.h"
#include "stages/ingest/forms.h"
#include "stages/ingest/lines.h"
#include "stages/ingest/cells.h"
#include "stages/ingest/sandbox.h"

/* antiword prints a row of a table as |cell|cell|, a cell that is too long going on in the next
 * line. */
static bool is_row(struct str line)
{
	return line.n > 2 && line.p[0] == '|' && line.p[line.n - 1] == '|';
}

static void put_row(struct str line, struct lines *out)
{
	struct cells c = {0};

	line = (struct str){line.p + 1, line.n - 2};
	cells_begin_row(&c);
	while (line.p) {
		struct str cell = str_cut(&line, '|');

		cells_begin_cell(&c);
		cells_add(&c, cell);
	}
	cells_end_row(&c, out);
	cells_release(&c);
}

static void put_lines(struct str text, struct lines *out)
{
	while (text.n) {
		struct str line = str_trim(str_cut(&text, '\n'));

		if (is_row(line)) {
			put_row(line, out);
		} else {
			lines_add(out, line, false);
			lines_end(out, LINE_PARA);
		}
	}
}

static void read_text(struct reader *r, const struct input *in, struct str text)
{
	struct document d = {.media_type = "application/msword", .marked = true};
	struct charset_result c = {.name = "UTF-8"};
	struct lines lines = {0};
	struct buf mended = {0};

	put_lines(text, &lines);
	c.text = buf_view(&lines.out);
	charset_mend(&c, &mended);
	charset_tell(r, in, &c);
	d.text = c.text;
	d.encoding = c.name;
	reader_emit(r, in, &d);
	lines_release(&lines);
	buf_release(&mended);
}

void form_ole(struct reader *r, struct input *in)
{
	static const char *const argv[] = {"/usr/bin/antiword", "-w",         "0", "-m",
					   "UTF-8.txt",         "/dev/stdin", NULL};
	struct buf text = {0};
	int fd = input_fd(r, in);

	if (fd < 0)
		return;
	switch (sandbox_convert(r->limits, argv, fd, (size_t)r->limits->text_bytes, &text)) {
	case CONVERT_DONE:
		read_text(r, in, buf_view(&text));
		break;
	case CONVERT_MISSING:
		reader_reject(r, in, "CONVERTER_MISSING", "antiword");
		break;
	case CONVERT_FAILED:
		reader_reject(r, in, "FORMAT_UNKNOWN", NULL);
		break;
	case CONVERT_KILLED:
		reader_reject(r, in, "CONVERTER_KILLED", "antiword");
		break;
	case CONVERT_TOO_LONG:
		reader_limit(r, in, "text-bytes", r->limits->text_bytes);
		break;
	}
	buf_release(&text);
}

#include <strings.h>
#include "stages/ingest/charset.h"
#include "stages/ingest/forms.h"
#include "stages/ingest/html.h"
#include "stages/ingest/page.h"

enum { CLAIM_BYTES = 4096 };

/* What the page claims: charset=... in its head, or the encoding of an XML declaration. */
static struct str claimed_encoding(struct str html)
{
	static const char *const before[] = {"charset=", "encoding="};
	const char *end = html.p + (html.n < CLAIM_BYTES ? html.n : CLAIM_BYTES);

	for (const char *p = html.p; p < end; p++)
		for (int i = 0; i < 2; i++) {
			size_t n = strlen(before[i]);
			const char *from = p + n, *to;

			if ((size_t)(end - p) < n || strncasecmp(p, before[i], n) != 0)
				continue;
			while (from < end && (*from == '"' || *from == '\'' || *from == ' '))
				from++;
			for (to = from; to<end && * to> ' ' && !strchr("\"'>;/?", *to); to++)
				;
			return str_range(from, to);
		}
	return (struct str){NULL, 0};
}

void html_read(struct reader *r, struct input *in, struct str bytes, struct str claimed,
	       const char *media_type)
{
	struct buf decoded = {0}, mended = {0};
	struct document d = {.media_type = media_type, .marked = true};
	struct charset_result c;
	struct lines lines = {0};
	struct page page;

	if (!charset_decode(bytes, claimed.n ? claimed : claimed_encoding(bytes), &decoded, &c)) {
		reader_reject(r, in, "ENCODING_UNKNOWN", NULL);
		return;
	}
	page_read(&page, c.text, r->limits);
	if (page.exceeded) {
		reader_limit(r, in, page.limit,
			     strcmp(page.limit, "depth") == 0      ? r->limits->depth
			     : strcmp(page.limit, "elements") == 0 ? r->limits->elements
								   : r->limits->text_bytes);
	} else {
		page_main_part(&page, &lines);
		c.text = buf_view(&lines.out);
		charset_mend(&c, &mended);
		charset_tell(r, in, &c);
		d.text = c.text;
		d.encoding = c.name;
		reader_emit(r, in, &d);
	}
	page_release(&page);
	lines_release(&lines);
	buf_release(&decoded);
	buf_release(&mended);
}

void form_html(struct reader *r, struct input *in)
{
	struct buf room = {0};

	if (input_load(r, in, &room))
		html_read(r, in, in->bytes, STR(""), "text/html");
	buf_release(&room);
}

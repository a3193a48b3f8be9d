#include <strings.h>
#include "stages/ingest/charset.h"
#include "stages/ingest/forms.h"
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

bool form_page(struct page *page, struct reader *r, const struct input *in, struct lines *out)
{
	bool whole = !page->exceeded;

	if (whole)
		page_main_part(page, out);
	else
		reader_limit(r, in, page->limit, page_limit(r->limits, page->limit));
	page_release(page);
	return whole;
}

/* The bytes, the page and its lines are held one after the other where they are large. */
void form_html(struct reader *r, struct input *in)
{
	struct buf room = {0}, decoded = {0};
	struct charset_result c;
	struct lines lines = {0};
	struct page page;

	if (!input_load(r, in, &room))
		return;
	if (!charset_decode(in->bytes, claimed_encoding(in->bytes), &decoded, &c)) {
		reader_reject(r, in, "ENCODING_UNKNOWN", NULL);
		buf_release(&room);
		buf_release(&decoded);
		return;
	}
	if (decoded.n && in->bytes.p == room.p)
		buf_release(&room);
	page_read(&page, c.text, r->limits);
	in->bytes = (struct str){NULL, 0};
	buf_release(&room);
	buf_release(&decoded);
	if (form_page(&page, r, in, &lines)) {
		c.text = buf_view(&lines.out);
		c.clean = c.plain = false;
		charset_emit(r, in, "text/html", &c);
	}
	lines_release(&lines);
}

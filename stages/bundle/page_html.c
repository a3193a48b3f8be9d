#include "stages/bundle/page_inside.h"

/* Control characters but tab and line feed are none of HTML: they become blanks. */
void html_text(FILE *out, struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		switch (c) {
		case '&':
			fputs("&amp;", out);
			break;
		case '<':
			fputs("&lt;", out);
			break;
		case '>':
			fputs("&gt;", out);
			break;
		case '"':
			fputs("&quot;", out);
			break;
		case '\'':
			fputs("&#39;", out);
			break;
		default:
			putc((c < ' ' && c != '\t' && c != '\n') || c == 0x7f ? ' ' : c, out);
		}
	}
}

void html_both(FILE *out, struct str vi, struct str en)
{
	if (!en.n || str_equal(vi, en)) {
		html_text(out, vi);
		return;
	}
	fputs("<span lang=\"vi\">", out);
	html_text(out, vi);
	fputs("</span><span lang=\"en\">", out);
	html_text(out, en);
	fputs("</span>", out);
}

void html_label(const struct page *p, const char *key)
{
	html_both(p->out, label(p->r->labels, key, VIETNAMESE), label(p->r->labels, key, ENGLISH));
}

void html_fill(const struct page *p, const char *key, const struct label_value *value)
{
	struct buf vi = {0}, en = {0};

	label_fill(&vi, p->r->labels, key, VIETNAMESE, value);
	label_fill(&en, p->r->labels, key, ENGLISH, value);
	html_both(p->out, buf_view(&vi), buf_view(&en));
	buf_release(&vi);
	buf_release(&en);
}

void html_say(const struct page *p, page_say_fn *say, const void *what)
{
	struct buf vi = {0}, en = {0};

	say(p, VIETNAMESE, what, &vi);
	say(p, ENGLISH, what, &en);
	html_both(p->out, buf_view(&vi), buf_view(&en));
	buf_release(&vi);
	buf_release(&en);
}

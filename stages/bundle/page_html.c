#include "stages/bundle/page_inside.h"

void html_both(FILE *out, struct str vi, struct str en)
{
	if (!en.n || str_equal(vi, en)) {
		escape_html_to(out, vi);
		return;
	}
	fputs("<span lang=\"vi\">", out);
	escape_html_to(out, vi);
	fputs("</span><span lang=\"en\">", out);
	escape_html_to(out, en);
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

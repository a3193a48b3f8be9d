#include "stages/bundle/markdown.h"

void md_text(struct buf *out, struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		if (c < ' ' || c == 127)
			buf_byte(out, ' ');
		else if (c == '<')
			buf_text(out, "&lt;");
		else if (c == '&')
			buf_text(out, "&amp;");
		else if (strchr("|\\`*_[]#", c))
			buf_printf(out, "\\%c", c);
		else
			buf_byte(out, (char)c);
	}
}

void md_heading(struct buf *out, int level, struct labels *l, const char *key, enum language in)
{
	if (out->n)
		buf_byte(out, '\n');
	for (int i = 0; i < level; i++)
		buf_byte(out, '#');
	buf_byte(out, ' ');
	md_text(out, label(l, key, in));
	buf_text(out, "\n\n");
}

void md_row(struct buf *out, const struct str *cells, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		buf_text(out, "| ");
		md_text(out, cells[i]);
		buf_byte(out, ' ');
	}
	buf_text(out, "|\n");
}

void md_header(struct buf *out, struct labels *l, enum language in, const char *const *keys,
	       size_t count)
{
	for (size_t i = 0; i < count; i++) {
		buf_text(out, "| ");
		md_text(out, label(l, keys[i], in));
		buf_byte(out, ' ');
	}
	buf_text(out, "|\n");
	for (size_t i = 0; i < count; i++)
		buf_text(out, "|---");
	buf_text(out, "|\n");
}

#include "common/escape.h"

#include <stdbool.h>

static bool is_control(char c)
{
	return (unsigned char)c < ' ' || c == 0x7f;
}

/* What stands for the byte; an empty view: the byte itself. */
static struct str html_of(char c)
{
	switch (c) {
	case '&':
		return STR("&amp;");
	case '<':
		return STR("&lt;");
	case '>':
		return STR("&gt;");
	case '"':
		return STR("&quot;");
	case '\'':
		return STR("&#39;");
	case '\t':
	case '\n':
		return (struct str){0};
	default:
		return is_control(c) ? STR(" ") : (struct str){0};
	}
}

static struct str json_of(char c, char room[7])
{
	if (c == '"')
		return STR("\\\"");
	if (c == '\\')
		return STR("\\\\");
	if (!is_control(c))
		return (struct str){0};
	snprintf(room, 7, "\\u%04x", (unsigned)c);
	return str_of(room);
}

void escape_html(struct buf *out, struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		struct str e = html_of(s.p[i]);
		buf_add(out, e.n ? e : (struct str){s.p + i, 1});
	}
}

void escape_html_to(FILE *out, struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		struct str e = html_of(s.p[i]);
		if (e.n)
			fwrite(e.p, 1, e.n, out);
		else
			putc(s.p[i], out);
	}
}

void escape_json(struct buf *out, struct str s)
{
	char room[7];

	buf_byte(out, '"');
	for (size_t i = 0; i < s.n; i++) {
		struct str e = json_of(s.p[i], room);
		buf_add(out, e.n ? e : (struct str){s.p + i, 1});
	}
	buf_byte(out, '"');
}

void escape_json_to(FILE *out, struct str s)
{
	char room[7];

	putc('"', out);
	for (size_t i = 0; i < s.n; i++) {
		struct str e = json_of(s.p[i], room);
		if (e.n)
			fwrite(e.p, 1, e.n, out);
		else
			putc(s.p[i], out);
	}
	putc('"', out);
}

#include "stages/ingest/lines.h"

static bool is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

void lines_add(struct lines *l, struct str text, bool collapse)
{
	for (size_t i = 0; i < text.n; i++) {
		char c = text.p[i];

		if (is_blank(c)) {
			c = ' ';
			if (collapse && (l->line.n == 0 || is_blank(l->line.p[l->line.n - 1])))
				continue;
		}
		if ((unsigned char)c >= ' ')
			buf_byte(&l->line, c);
	}
}

void lines_end(struct lines *l, enum line_kind kind)
{
	struct str s = buf_view(&l->line);

	if (kind == LINE_ROW) { /* empty cells at its ends are cells */
		struct str t = str_trim(s);

		s = t.n ? s : t;
	} else {
		s = str_trim(s);
	}
	if (s.n) {
		buf_byte(&l->out, (char)kind);
		buf_add(&l->out, s);
		buf_byte(&l->out, '\n');
	}
	buf_reset(&l->line);
}

void lines_release(struct lines *l)
{
	buf_release(&l->out);
	buf_release(&l->line);
}

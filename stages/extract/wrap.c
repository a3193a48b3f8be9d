/* Text whose paragraphs were broken into lines of a page's or an editor's width. */
#include "common/utf8.h"
#include "stages/extract/report.h"

enum {
	WRAP_LEAST = 40,       /* letters: shorter lines are never taken for a page's width */
	WRAP_MOST = 160,       /* a longer line has not been broken */
	WRAP_FULL = 72,        /* per cent of the width that a broken line fills at least */
	WRAP_BYTES = 64 << 10, /* a paragraph of more is none */
	WRAP_SHARE = 60,       /* per cent of the lines with a line behind them that must do so */
};

static size_t letters(struct str s)
{
	size_t n = 0;
	for (size_t i = 0; i < s.n; i++)
		n += ((unsigned char)s.p[i] & 0xc0) != 0x80;
	return n;
}

static bool is_para(const struct report_line *l)
{
	return l->text.n && (l->kind.n == 0 || str_equal(l->kind, STR("para"))) &&
	       !memchr(l->text.p, '\t', l->text.n);
}

/* A line that begins something of its own: a bullet, a list number. */
static bool begins_item(struct str s)
{
	size_t i = 0;
	if (s.n == 0 || strchr("-+*", s.p[0]) || (unsigned char)s.p[0] == 0xe2)
		return true;
	while (i < s.n && s.p[i] >= '0' && s.p[i] <= '9')
		i++;
	if (i && i <= 2 && i + 1 < s.n && strchr(".)/", s.p[i]) && s.p[i + 1] == ' ')
		return true;
	for (i = 0; i < s.n && strchr("IVX", s.p[i]); i++)
		;
	return i && i + 1 < s.n && s.p[i] == '.' && s.p[i + 1] == ' ';
}

/* The width that most lines with a line behind them nearly fill; 0: the text is not broken. */
static size_t page_width(const struct report *p)
{
	size_t most = 0, followed = 0, full = 0;
	for (size_t k = 0; k < p->lines; k++) {
		size_t n = letters(p->line[k].text);
		if (n > WRAP_MOST)
			return 0;
		most = n > most ? n : most;
	}
	if (most < WRAP_LEAST)
		return 0;
	for (size_t k = 0; k + 1 < p->lines; k++) {
		if (!is_para(&p->line[k]) || !is_para(&p->line[k + 1]) ||
		    begins_item(p->line[k + 1].text))
			continue;
		followed++;
		full += letters(p->line[k].text) * 100 >= most * WRAP_FULL;
	}
	return followed >= 3 && full * 100 >= followed * WRAP_SHARE ? most : 0;
}

static bool ends_sentence(struct str s)
{
	return s.n && strchr(".!?:;", s.p[s.n - 1]);
}

static bool begins_small(struct str s)
{
	const char *p = s.p;
	uint32_t c = utf8_next(&p, s.p + s.n);
	return (c >= 'a' && c <= 'z') || c == 0x111 || c == 0x1b0 || c == 0x1a1;
}

/* A line that goes on in small letters where the one before stopped short of a sentence's end. */
static bool goes_on(struct str line, struct str next)
{
	return begins_small(next) && !ends_sentence(line) && letters(line) >= WRAP_LEAST;
}

/* "kinh te" and "- xa hoi" on the next line: the dash of a compound, no bullet. */
static bool breaks_compound(struct str line, struct str next)
{
	return next.n > 2 && next.p[0] == '-' && next.p[1] == ' ' && line.n &&
	       line.p[line.n - 1] != ',' && goes_on(line, str_range(next.p + 2, next.p + next.n));
}

void report_join_lines(struct report *p, struct str text)
{
	size_t width = page_width(p);
	for (size_t k = 0; k < p->lines; k++) {
		struct report_line *l = &p->line[k];
		struct str last = l->text;
		for (size_t next = k + 1; next < p->lines; next++) {
			struct report_line *n = &p->line[next];
			bool full = width && letters(last) * 100 >= width * WRAP_FULL;
			if (!is_para(l) || !is_para(n) ||
			    (begins_item(n->text) && !(full && breaks_compound(last, n->text))))
				break;
			if (!full && !(width && goes_on(last, n->text)))
				break;
			if ((size_t)(n->text.p - l->text.p) + n->text.n > WRAP_BYTES)
				break;
			last = n->text;
			l->text = str_range(text.p + l->offset, n->text.p + n->text.n);
			n->text.n = 0;
		}
	}
}

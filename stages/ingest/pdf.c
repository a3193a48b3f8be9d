/*
 * PDF through pdftotext in its order of reading. What it gives are printed lines: pages lose what
 * repeats at their heads and feet, and the lines of a paragraph are joined again.
 */
#include <stdlib.h>
#include <unistd.h>
#include "common/utf8.h"
#include "common/viet.h"
#include "common/xalloc.h"
#include "stages/ingest/charset.h"
#include "stages/ingest/forms.h"
#include "stages/ingest/pdf.h"
#include "stages/ingest/sandbox.h"

/* Lines at either edge of a page that may be its head or foot. */
enum { EDGE = 3, PAGE_NUMBER = 16 };
/* Characters of a line from which it may be one that was broken at the margin, and below which it
 * is of a column as narrow as those of tables. Percent of its longest neighbour that a line and
 * the next word exceed where the word had no room: letters differ in width. */
enum { LEAST_FULL = 24, NARROW = 40, NEIGHBOURS = 4, NEAR_IT = 80, NO_ROOM = 90, SHORT = 60 };

struct printed {
	struct str text;
	uint32_t page;
	uint32_t width; /* in characters */
	bool gone;
};

struct pages {
	struct printed *line;
	size_t count, room;
	uint32_t pages;
};

static uint32_t width_of(struct str s)
{
	uint32_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		n += ((unsigned char)s.p[i] & 0xC0) != 0x80;
	return n;
}

static void split(struct pages *p, struct str text)
{
	while (text.n) {
		struct str line = str_cut(&text, '\n');

		while (line.n && line.p[0] == '\f') {
			p->pages++;
			line.p++;
			line.n--;
		}
		line = str_trim(line);
		p->line = xgrow(p->line, &p->room, p->count + 1, sizeof(*p->line));
		p->line[p->count++] = (struct printed){line, p->pages, width_of(line), line.n == 0};
	}
	if (p->count && p->line[p->count - 1].page == p->pages)
		p->pages++;
}

/* ---- heads and feet ------------------------------------------------------------------------- */

/* The line as it would be on another page: numbers are alike. */
static void pattern_of(struct str s, struct buf *out)
{
	buf_reset(out);
	for (size_t i = 0; i < s.n; i++) {
		bool digit = s.p[i] >= '0' && s.p[i] <= '9';

		if (!digit || !out->n || out->p[out->n - 1] != '#')
			buf_byte(out, digit ? '#' : s.p[i]);
	}
}

static bool is_page_number(struct str s)
{
	bool digit = false;

	if (s.n > PAGE_NUMBER)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] >= '0' && s.p[i] <= '9')
			digit = true;
		else if (!strchr(" -/|.[]", s.p[i]))
			return false;
	}
	return digit;
}

struct edge {
	struct buf pattern;
	size_t line;
};

static int by_pattern(const void *a, const void *b)
{
	const struct edge *x = a, *y = b;
	int order = str_compare(buf_view(&x->pattern), buf_view(&y->pattern));

	return order ? order : x->line < y->line ? -1 : 1;
}

static void add_edge(struct edge **edge, size_t *count, size_t *room, const struct pages *p,
		     size_t i)
{
	*edge = xgrow(*edge, room, *count + 1, sizeof(**edge));
	(*edge)[*count] = (struct edge){.line = i};
	pattern_of(p->line[i].text, &(*edge)[*count].pattern);
	++*count;
}

/* The outermost lines of every page; page numbers among the first and last go at once. */
static size_t find_edges(struct pages *p, struct edge **edge)
{
	size_t count = 0, room = 0, begin = 0;

	while (begin < p->count) {
		size_t end = begin, taken = 0;

		while (end < p->count && p->line[end].page == p->line[begin].page)
			end++;
		for (size_t i = begin; i < end && taken < EDGE; i++)
			if (!p->line[i].gone) {
				p->line[i].gone = taken == 0 && is_page_number(p->line[i].text);
				add_edge(edge, &count, &room, p, i);
				taken++;
			}
		taken = 0;
		for (size_t i = end; i-- > begin && taken < EDGE;)
			if (!p->line[i].gone) {
				p->line[i].gone = taken == 0 && is_page_number(p->line[i].text);
				add_edge(edge, &count, &room, p, i);
				taken++;
			}
		begin = end;
	}
	return count;
}

/* What stands at the edge of half of the pages, and of two at least, is no text of the report. */
static void drop_repeated(struct pages *p, const struct edge *edge, size_t count)
{
	for (size_t i = 0; i < count;) {
		size_t k = i, pages = 0;
		uint32_t before = UINT32_MAX;

		for (;
		     k < count && str_equal(buf_view(&edge[i].pattern), buf_view(&edge[k].pattern));
		     k++) {
			pages += p->line[edge[k].line].page != before;
			before = p->line[edge[k].line].page;
		}
		if (pages >= 2 && pages * 2 >= p->pages)
			for (size_t e = i; e < k; e++)
				p->line[edge[e].line].gone = true;
		i = k;
	}
}

static void drop_edges(struct pages *p)
{
	struct edge *edge = NULL;
	size_t count = find_edges(p, &edge);

	if (count) {
		qsort(edge, count, sizeof(*edge), by_pattern);
		drop_repeated(p, edge, count);
	}
	for (size_t i = 0; i < count; i++)
		buf_release(&edge[i].pattern);
	free(edge);
}

/* ---- paragraphs ----------------------------------------------------------------------------- */

/* The widest of the lines from i on, itself included, forwards or backwards; 0 where no second
 * one comes near it: then they say nothing of the margin. */
static uint32_t widest(const struct pages *p, size_t i, bool forwards)
{
	uint32_t most = 0, second = 0;

	for (size_t n = 0; n <= NEIGHBOURS && i < p->count; n++) { /* i wraps below the first */
		uint32_t w = p->line[i].gone ? 0 : p->line[i].width;

		if (w > most) {
			second = most;
			most = w;
		} else if (w > second) {
			second = w;
		}
		i = forwards ? i + 1 : i - 1;
	}
	return second * 100 < most * NEAR_IT ? 0 : most;
}

static bool is_lower(struct str s)
{
	struct buf low = {0};
	const char *p = s.p;
	uint32_t c = s.n ? utf8_next(&p, s.p + s.n) : 0;
	struct str first = str_range(s.p, p);
	bool lower;

	viet_lower(first, &low);
	lower = str_equal(first, buf_view(&low)) && (c >= 0x80 || (c >= 'a' && c <= 'z'));
	buf_release(&low);
	return lower;
}

static bool ends_sentence(struct str s)
{
	return s.n && strchr(".;:!?", s.p[s.n - 1]);
}

/* "- x", "+ x", "1. x", "a) x", "* x": a paragraph of its own. */
static bool begins_item(struct str s)
{
	size_t i = 0;

	if (s.n > 1 && strchr("-+*", s.p[0]) && s.p[1] == ' ')
		return true;
	if (s.n >= 3 && (unsigned char)s.p[0] == 0xE2) /* dashes and bullets */
		return s.n > 3 && s.p[3] == ' ';
	while (i < s.n && i < 3 && ((s.p[i] >= '0' && s.p[i] <= '9') || (s.p[i] | 32) >= 'a'))
		i++;
	return i > 0 && i + 1 < s.n && (s.p[i] == '.' || s.p[i] == ')') && s.p[i + 1] == ' ';
}

/* A cell or a row of a table: it ends with a figure, and what comes next begins anew. */
static bool is_cell(const struct printed *a, struct str next)
{
	char last = a->text.p[a->text.n - 1];

	return a->width < NARROW && ((last >= '0' && last <= '9') || last == '%') && next.n &&
	       !is_lower(next) && !(next.p[0] >= '0' && next.p[0] <= '9');
}

static uint32_t first_word(struct str s)
{
	return width_of(str_cut(&s, ' '));
}

/* `blank`: an empty line stands between them. */
static bool is_joined(const struct pages *p, size_t i, size_t next, bool blank)
{
	const struct printed *a = &p->line[i], *b = &p->line[next];
	uint32_t before = widest(p, i, false), behind = widest(p, next, true);
	uint32_t least, most, needed;

	before = before ? before : behind ? behind : a->width;
	behind = behind ? behind : before;
	least = before < behind ? before : behind;
	most = before < behind ? behind : before;
	if (begins_item(b->text))
		return false;
	if (is_lower(b->text) && !ends_sentence(a->text))
		return true;
	needed = a->width + 1 + first_word(b->text);
	if (blank || a->width < LEAST_FULL || needed * 100 <= least * NO_ROOM ||
	    is_cell(a, b->text))
		return false;
	if (!ends_sentence(a->text) || is_lower(b->text))
		return true;
	/* a sentence ends at the margin: a heading, or a new paragraph, may follow */
	return needed > most && (b->width * 100 >= least * SHORT || ends_sentence(b->text));
}

/* Joins a line to what comes before it: a hyphen that broke a word goes with the break. */
static void join(struct lines *out, struct str line)
{
	struct buf *b = &out->line;
	size_t letters = 0;

	if (!b->n) {
		lines_add(out, line, true);
		return;
	}
	if (b->n > 2 && memcmp(b->p + b->n - 2, "\xC2\xAD", 2) == 0) { /* soft hyphen */
		b->n -= 2;
	} else if (b->p[b->n - 1] == '-' && b->n > 1 && b->p[b->n - 2] != ' ') {
		while (letters + 1 < b->n && b->p[b->n - 2 - letters] >= 'a' &&
		       b->p[b->n - 2 - letters] <= 'z')
			letters++;
		if (letters >= 3 && is_lower(line))
			b->n--;
	} else {
		buf_byte(b, ' ');
	}
	lines_add(out, line, true);
}

static void put_paragraphs(const struct pages *p, struct lines *out)
{
	size_t before = SIZE_MAX;
	bool blank = false;

	for (size_t i = 0; i < p->count; i++) {
		if (p->line[i].gone) {
			blank = blank || p->line[i].text.n == 0;
			continue;
		}
		blank = blank && before != SIZE_MAX && p->line[before].page == p->line[i].page;
		if (before != SIZE_MAX && !is_joined(p, before, i, blank))
			lines_end(out, LINE_PARA);
		join(out, p->line[i].text);
		before = i;
		blank = false;
	}
	lines_end(out, LINE_PARA);
}

void pdf_lines(struct str text, struct lines *out)
{
	struct pages p = {0};

	split(&p, text);
	drop_edges(&p);
	put_paragraphs(&p, out);
	free(p.line);
}

/* ---- the converter -------------------------------------------------------------------------- */

static bool has_text(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] > ' ')
			return true;
	return false;
}

static void read_pages(struct reader *r, const struct input *in, struct str text)
{
	struct document d = {.media_type = "application/pdf", .marked = true};
	struct charset_result c = {.name = "UTF-8"};
	struct lines lines = {0};
	struct buf mended = {0};

	pdf_lines(text, &lines);
	c.text = buf_view(&lines.out);
	charset_mend(&c, &mended);
	charset_tell(r, in, &c);
	d.text = c.text;
	d.encoding = c.name;
	reader_emit(r, in, &d);
	lines_release(&lines);
	buf_release(&mended);
}

static const char *const to_text[] = {
	"/usr/bin/pdftotext", "-q", "-enc", "UTF-8", "-eol", "unix", "-", "-", NULL};

bool pdf_start(const struct limits *l, int file, struct conversion *c)
{
	char head[5];

	return pread(file, head, sizeof(head), 0) == sizeof(head) &&
	       memcmp(head, "%PDF-", sizeof(head)) == 0 &&
	       sandbox_start(l, to_text, file, (size_t)l->text_bytes, c) == CONVERT_DONE;
}

/* What was started ahead belongs to the file itself, not to what is within. */
static enum convert_result convert(struct reader *r, int fd, struct buf *text)
{
	if (r->ahead && r->number == 1 && r->ahead->conversion.output >= 0)
		return sandbox_finish(&r->ahead->conversion, text);
	return sandbox_convert(r->limits, to_text, fd, (size_t)r->limits->text_bytes, text);
}

void form_pdf(struct reader *r, struct input *in)
{
	struct buf text = {0};
	int fd = input_fd(r, in);

	if (fd < 0)
		return;
	switch (convert(r, fd, &text)) {
	case CONVERT_DONE:
		if (has_text(buf_view(&text)))
			read_pages(r, in, buf_view(&text));
		else
			reader_reject(r, in, "SCAN", NULL);
		break;
	case CONVERT_MISSING:
		reader_reject(r, in, "CONVERTER_MISSING", "pdftotext");
		break;
	case CONVERT_FAILED:
		reader_reject(r, in, "DOCUMENT_BROKEN", "pdftotext");
		break;
	case CONVERT_KILLED:
		reader_reject(r, in, "CONVERTER_KILLED", "pdftotext");
		break;
	case CONVERT_TOO_LONG:
		reader_limit(r, in, "text-bytes", r->limits->text_bytes);
		break;
	}
	buf_release(&text);
}

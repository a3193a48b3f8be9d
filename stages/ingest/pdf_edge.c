/* What stands at the edges of pages and is no text of the report, and notes at their foot. */
#include <stdlib.h>
#include "common/buf.h"
#include "common/xalloc.h"
#include "stages/ingest/page.h"
#include "stages/ingest/pdf_page.h"

/* Lines at either edge of a page that may be its head or foot; bytes of a page's number, and of
 * what a note begins with. In percent of the letters of notes, those of the text at least. */
enum { EDGE = 3, PAGE_NUMBER = 16, NOTE_MARK = 5, SMALL = 110 };

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
		else if (!strchr(" -/|[]", s.p[i]))
			return false;
	}
	return digit;
}

/* What a browser prints around a page: where it came from, and when. */
static bool is_mark_of_printer(struct str s)
{
	bool address = str_starts(s, STR("http://")) || str_starts(s, STR("https://")) ||
		       str_starts(s, STR("file://"));

	return address ? !memchr(s.p, ' ', s.n) : page_is_stamp(s);
}

static bool is_edge(struct str s, size_t taken)
{
	return (taken == 0 && is_page_number(s)) || is_mark_of_printer(s);
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

struct edges {
	struct edge *edge;
	size_t count, room;
};

static void add_edge(struct edges *e, struct str text, size_t line)
{
	e->edge = xgrow(e->edge, &e->room, e->count + 1, sizeof(*e->edge));
	e->edge[e->count] = (struct edge){.line = line};
	pattern_of(text, &e->edge[e->count++].pattern);
}

static int by_top(const void *a, const void *b)
{
	const struct printed *x = *(struct printed *const *)a, *y = *(struct printed *const *)b;

	if (x->top != y->top)
		return x->top < y->top ? -1 : 1;
	return x < y ? -1 : x > y;
}

/* The outermost lines of a page, its lines [begin, end) from top to bottom. */
static void find_on_page(struct pages *p, size_t begin, size_t end, struct edges *e)
{
	size_t n = end - begin;
	struct printed **l = xcalloc(n + 1, sizeof(*l));

	for (size_t i = 0; i < n; i++)
		l[i] = &p->line[begin + i];
	qsort(l, n, sizeof(*l), by_top);
	for (int bottom = 0; bottom < 2; bottom++) {
		size_t taken = 0;

		for (size_t i = 0; i < n && taken < EDGE; i++) {
			struct printed *at = l[bottom ? n - 1 - i : i];

			if (at->gone)
				continue;
			at->gone = is_edge(at->text, taken);
			if (!bottom || !at->row) /* tables have heads, which repeat, and no feet */
				add_edge(e, at->text, (size_t)(at - p->line));
			taken++;
		}
	}
	free(l);
}

/* The outermost lines of every page; page numbers among the first and last go at once. */
static void find_edges(struct pages *p, struct edges *e)
{
	for (size_t begin = 0, end; begin < p->count; begin = end) {
		for (end = begin; end < p->count && p->line[end].page == p->line[begin].page;)
			end++;
		find_on_page(p, begin, end, e);
	}
}

static struct str take_digits(struct str *s)
{
	struct str digits = {s->p, 0};

	while (s->n && s->p[0] >= '0' && s->p[0] <= '9') {
		s->p++;
		s->n--;
		digits.n++;
	}
	return digits;
}

/* The same words, and of their numbers at most one that is another: a page's, which goes up as the
 * pages do. Rows of figures at the ends of pages have others, too. */
static bool is_repeated(const struct printed *a, const struct printed *b)
{
	struct str s = a->text, t = b->text;
	unsigned counting = 0;

	while (s.n && t.n && a->page != b->page) {
		struct str x = take_digits(&s), y = take_digits(&t);
		unsigned long long from, to;

		if (!str_equal(x, y)) {
			if (!str_to_u64(x, &from) || !str_to_u64(y, &to) ||
			    from + b->page != to + a->page || (from >= 1900 && from < 2100))
				return false;
			counting++;
		} else if (!x.n) {
			if (s.p[0] != t.p[0])
				return false;
			s = (struct str){s.p + 1, s.n - 1};
			t = (struct str){t.p + 1, t.n - 1};
		}
	}
	return a->page != b->page && !s.n && !t.n && counting <= 1;
}

/* What stands at the edge of half of the pages, and of two at least, is no text of the report; the
 * head of a table is where it stands first. The edges are of one pattern. */
static void drop_repeated(struct pages *p, const struct edge *edge, size_t count)
{
	bool *repeats = xcalloc(count + 1, sizeof(*repeats));
	uint32_t before = UINT32_MAX;
	size_t pages = 0;

	for (size_t i = 1; i < count; i++)
		if (is_repeated(&p->line[edge[i - 1].line], &p->line[edge[i].line]))
			repeats[i - 1] = repeats[i] = true;
	for (size_t i = 0; i < count; i++) {
		pages += repeats[i] && p->line[edge[i].line].page != before;
		before = p->line[edge[i].line].page;
	}
	for (size_t i = 0; i < count && pages >= 2 && pages * 2 >= p->pages; i++)
		if (repeats[i] && (i > 0 || !p->line[edge[i].line].row))
			p->line[edge[i].line].gone = true;
	free(repeats);
}

static void drop_patterns(struct pages *p, const struct edges *e)
{
	for (size_t i = 0, k; i < e->count; i = k) {
		for (k = i + 1; k < e->count && str_equal(buf_view(&e->edge[i].pattern),
							  buf_view(&e->edge[k].pattern));
		     k++)
			;
		drop_repeated(p, e->edge + i, k - i);
	}
}

/* Pages of nothing but what repeats are the text after all. */
static void keep_some(struct pages *p, const struct edges *e)
{
	for (size_t i = 0; i < p->count; i++)
		if (!p->line[i].gone)
			return;
	for (size_t i = 0; i < e->count; i++) {
		struct printed *l = &p->line[e->edge[i].line];

		l->gone = is_page_number(l->text) || is_mark_of_printer(l->text);
	}
}

void pdf_page_drop_edges(struct pages *p)
{
	struct edges e = {0};

	find_edges(p, &e);
	if (e.count) {
		qsort(e.edge, e.count, sizeof(*e.edge), by_pattern);
		drop_patterns(p, &e);
		keep_some(p, &e);
	}
	for (size_t i = 0; i < e.count; i++)
		buf_release(&e.edge[i].pattern);
	free(e.edge);
}

/* ---- notes ----------------------------------------------------------------------------------- */

/* "1 Of ...", "[1] Of ...", "(*) Of ...", or the mark alone, raised beside the note. */
static bool begins_note(struct str s)
{
	size_t i = 0;

	while (i < s.n && i < NOTE_MARK && strchr("0123456789*[]()", s.p[i]))
		i++;
	return i > 0 && (i == s.n || s.p[i] == ' ' || (unsigned char)s.p[i] >= 'A');
}

/* The mark of a note, raised within line b: it is no text. */
static bool is_raised(const struct printed *a, const struct printed *b)
{
	return a->page == b->page && !b->row && a->size * SMALL < b->size * 100 &&
	       a->top < b->bottom && b->top < a->bottom && a->left > b->left &&
	       a->left < b->right + b->size;
}

static void drop_raised(struct pages *p)
{
	for (size_t i = 0; i < p->count; i++) {
		struct printed *l = &p->line[i];

		if (l->note || l->row || !is_page_number(l->text) || l->text.n > NOTE_MARK)
			continue;
		l->gone = l->gone || (i + 1 < p->count && is_raised(l, &p->line[i + 1])) ||
			  (i > 0 && is_raised(l, &p->line[i - 1]));
	}
}

void pdf_page_find_notes(struct pages *p, long size)
{
	for (size_t end = p->count, begin; end > 0; end = begin) {
		size_t first = end;

		for (begin = end; begin > 0 && p->line[begin - 1].part == p->line[end - 1].part;)
			begin--;
		for (size_t i = end; i-- > begin;) {
			const struct printed *l = &p->line[i];

			if (l->gone)
				continue;
			if (l->row || l->size * SMALL > size * 100)
				break;
			if (begins_note(l->text) && (i + 1 < end || l->text.n > NOTE_MARK))
				first = i;
		}
		for (; first < end; first++)
			p->line[first].note = true;
	}
	drop_raised(p);
}

/*
 * What pdftotext places on pages, as paragraphs: pages lose what repeats at their heads and feet,
 * tables become rows, and the lines of a paragraph are joined again. That a line goes on in the
 * next is told by how they stand: where the first word of the next had room, or the next is
 * further down or further in than lines of a paragraph are, a new one begins.
 */
#include <stdlib.h>
#include "common/utf8.h"
#include "common/viet.h"
#include "common/xalloc.h"
#include "stages/ingest/pdf.h"
#include "stages/ingest/pdf_page.h"

/* Characters of the mark of a note; of a line from which it may be one that was broken at the
 * margin, and below which it may be of a table. Percent of a column that a line must fill to go on
 * behind a sentence that ends at the margin. */
enum { NOTE_MARK = 3, LEAST_FULL = 24, NARROW = 36, SHORT = 60 };
/* In percent of the height of a line: a blank between words; how far beyond the margin a word must
 * reach to have no room; what a paragraph is further in; how far the next line may be down; words
 * less than GLUED apart are one, in letters of two fonts; centred lines begin OFF apart. */
enum { BLANK = 25, MARGIN = 5, INDENT = 80, NEXT = 300, GLUED = 10, OFF = 30 };
/* In percent: what share of a line it may be short of the margin; of the usual step to the next
 * line, what is more than that; of a height, the usual step where nothing is known of it, and how
 * much letters of one text differ. */
enum { SHORTFALL = 20, SPACED = 118, STEP = 130, SIZE = 112 };

static uint32_t width_of(struct str s)
{
	uint32_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		n += ((unsigned char)s.p[i] & 0xC0) != 0x80;
	return n;
}

/* The line of words [first, end); its text is a view of room that is large enough. */
static struct printed line_of(const struct pdf_word *w, size_t first, size_t end, char *room)
{
	struct printed l = {.page = w[first].page - 1,
			    .block = w[first].block,
			    .part = w[first].part,
			    .column = w[first].column,
			    .left = w[first].left,
			    .top = w[first].top,
			    .right = w[first].right,
			    .bottom = w[first].bottom,
			    .first_word = w[first].right - w[first].left};
	size_t n = 0;
	bool first_word = true;

	for (size_t i = first; i < end; i++) {
		long height = w[i].bottom - w[i].top;

		if (i > first && (w[i].left - w[i - 1].right) * 100 > GLUED * height) {
			room[n++] = ' ';
			first_word = false;
		}
		memcpy(room + n, w[i].text.p, w[i].text.n);
		n += w[i].text.n;
		if (first_word)
			l.first_word = w[i].right - l.left;
		l.top = w[i].top < l.top ? w[i].top : l.top;
		l.right = w[i].right > l.right ? w[i].right : l.right;
		l.bottom = w[i].bottom > l.bottom ? w[i].bottom : l.bottom;
		l.size = height > l.size ? height : l.size;
	}
	l.text = (struct str){room, n};
	l.width = width_of(l.text);
	return l;
}

static struct printed row_of(const struct pdf_row *r, const struct pdf_word *first)
{
	return (struct printed){.text = r->text,
				.page = first->page - 1,
				.part = first->part,
				.top = r->top,
				.bottom = r->bottom,
				.row = true};
}

static void add_line(struct pages *p, struct printed l)
{
	p->line = xgrow(p->line, &p->room, p->count + 1, sizeof(*p->line));
	p->line[p->count++] = l;
}

/* Lines of words; those of a table give way to its rows, where its first word stands. */
static void put_lines(struct pages *p, const struct pdf_tables *t, char *room)
{
	bool *done = xcalloc(t->tables + 1, sizeof(*done));

	for (size_t i = 0, end; i < t->words; i = end) {
		const struct pdf_table *of =
			t->word[i].table ? &t->table[t->word[i].table - 1] : NULL;

		end = i + 1;
		if (!of) {
			while (end < t->words && !t->word[end].begins_line && !t->word[end].table)
				end++;
			add_line(p, line_of(t->word, i, end, room));
			room += p->line[p->count - 1].text.n;
			continue;
		}
		for (uint32_t k = 0; k < of->rows && !done[t->word[i].table]; k++)
			add_line(p, row_of(&t->row[of->first_row + k], &t->word[i]));
		done[t->word[i].table] = true;
	}
	free(done);
	p->pages = p->count ? p->line[p->count - 1].page + 1 : 0;
}

/* ---- paragraphs ----------------------------------------------------------------------------- */

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
	while (i < s.n && i < 3 && s.p[i] >= '0' && s.p[i] <= '9')
		i++;
	if (i == 0) { /* one letter, or a Roman number: "bao." ends a sentence */
		while (i < s.n && i < 4 && strchr("IVXivx", s.p[i]))
			i++;
		i += i == 0 && s.n && (s.p[0] | 32) >= 'a' && (s.p[0] | 32) <= 'z';
	}
	return i > 0 && i + 1 < s.n && (s.p[i] == '.' || s.p[i] == ')') && s.p[i + 1] == ' ';
}

/* Capitals all through, most of the line letters. */
static bool is_capitals(struct str s)
{
	struct buf low = {0};
	const char *p = s.p, *end = s.p + s.n, *l;
	uint32_t changed = 0;
	bool small = false;

	viet_lower(s, &low);
	for (l = low.p; p < end && l < low.p + low.n;) {
		uint32_t c = utf8_next(&p, end), d = utf8_next(&l, low.p + low.n);

		changed += c != d;
		small = small || (c == d && (c >= 0x80 ? c < 0x2000 : c >= 'a' && c <= 'z'));
	}
	buf_release(&low);
	return !small && changed * 2 > width_of(s);
}

static long height(const struct printed *l)
{
	return l->bottom - l->top;
}

static long larger(long a, long b)
{
	return a > b ? a : b;
}

/* How far b stands below a, in percent of the height; 0 where it is not the line below. */
static long step(const struct printed *a, const struct printed *b)
{
	long h = larger(height(a), height(b)), down = b->top - a->top;

	return a->page == b->page && h > 0 && down > h / 2 && down * 100 < NEXT * h &&
			       a->left < b->right && b->left < a->right
		       ? down * 100 / h
		       : 0;
}

static int by_size(const void *a, const void *b)
{
	long x = *(const long *)a, y = *(const long *)b;

	return x < y ? -1 : x > y;
}

/* The step within paragraphs: the middle one of those to lines that go on with a small letter. */
static long usual_step(const struct pages *p)
{
	long *steps = xcalloc(p->count + 1, sizeof(*steps)), middle = STEP;
	size_t n = 0;

	for (size_t i = 1; i < p->count; i++) {
		long s = step(&p->line[i - 1], &p->line[i]);

		if (s > 0 && !ends_sentence(p->line[i - 1].text) && is_lower(p->line[i].text))
			steps[n++] = s;
	}
	if (n) {
		qsort(steps, n, sizeof(*steps), by_size);
		middle = steps[n / 2];
	}
	free(steps);
	return middle;
}

static bool is_same_size(const struct printed *a, const struct printed *b)
{
	return a->size * 100 < b->size * SIZE && b->size * 100 < a->size * SIZE;
}

/* Where the column of line i ends at the right: the widest line of its block or of that of the
 * next; where they have no other, of those of the page that begin near it. */
static long right_edge(const struct pages *p, size_t i, size_t next)
{
	const struct printed *a = &p->line[i], *b = &p->line[next];
	long near = 2 * height(a), edge = 0, of_page = a->right;
	unsigned others = 0;

	for (size_t k = i; k-- > 0 && p->line[k].page == a->page;) {
		const struct printed *l = &p->line[k];

		if (!l->row && l->left > a->left - near && l->left < a->left + near)
			of_page = larger(of_page, l->right);
		others += l->block == a->block;
		if (l->block == a->block)
			edge = larger(edge, l->right);
	}
	for (size_t k = next; k < p->count && p->line[k].page == a->page; k++) {
		const struct printed *l = &p->line[k];

		if (!l->row && l->left > a->left - near && l->left < a->left + near)
			of_page = larger(of_page, l->right);
		others += k > next && l->block == b->block;
		if (l->block == a->block || (l->block == b->block && step(a, b) > 0))
			edge = larger(edge, l->right);
	}
	return others || a->block == b->block ? larger(edge, a->right) : of_page;
}

/* The first word of b had no room behind a. Lines of narrow columns seldom reach the margin: within
 * a sentence a little less will do. */
static bool is_full(const struct pages *p, size_t i, size_t next)
{
	const struct printed *a = &p->line[i], *b = &p->line[next];
	long edge = right_edge(p, i, next), h = height(a);

	edge += ends_sentence(a->text) ? h * MARGIN / 100 : -(edge - a->left) * SHORTFALL / 100;
	return a->right + h * BLANK / 100 + b->first_word > edge;
}

static bool ends_with_hyphen(struct str s)
{
	return s.n > 1 && s.p[s.n - 1] == '-' && s.p[s.n - 2] != ' ';
}

/* A title in capitals, or in letters larger than the text's, that goes on in the next line: its
 * first word would have made the line longer than both. */
static bool is_title_broken(const struct printed *a, const struct printed *b, long text_size)
{
	long longer = larger(a->right - a->left, b->right - b->left);

	return a->width >= LEAST_FULL && !ends_sentence(a->text) && is_same_size(a, b) &&
	       (a->size * 100 > text_size * SIZE ||
		(is_capitals(a->text) && is_capitals(b->text))) &&
	       a->right - a->left + height(a) * BLANK / 100 + b->first_word > longer;
}

/* Height of most letters. */
static long text_size(const struct pages *p)
{
	long *sizes = xcalloc(p->count + 1, sizeof(*sizes)), middle;
	size_t n = 0;

	for (size_t i = 0; i < p->count; i++)
		if (!p->line[i].row)
			sizes[n++] = p->line[i].size;
	qsort(sizes, n + 1, sizeof(*sizes), by_size);
	middle = sizes[(n + 1) / 2];
	free(sizes);
	return middle;
}

static bool ends_with_figures(struct str s)
{
	size_t figures = 0, n = s.n;

	while (n > 0 && figures < 2) {
		size_t end = n;

		while (n > 0 && s.p[n - 1] != ' ' && strchr("0123456789.,-", s.p[n - 1]))
			n--;
		if (n == end || n == 0 || s.p[n - 1] != ' ')
			break;
		figures++;
		n--;
	}
	return figures == 2;
}

/* A row or a cell of a table that was not seen as one: it ends with figures, and what comes next
 * begins anew. */
static bool is_cell(const struct printed *a, struct str next)
{
	char last = a->text.p[a->text.n - 1];

	if (ends_with_figures(a->text) && !is_lower(next) && (next.p[0] < '0' || next.p[0] > '9'))
		return true;
	return !a->column && a->width < NARROW && ((last >= '0' && last <= '9') || last == '%') &&
	       !is_lower(next) && !(next.p[0] >= '0' && next.p[0] <= '9');
}

/* "in which, of A:" and its figure. */
static bool introduces(struct str a, struct str b)
{
	return strchr(":;", a.p[a.n - 1]) && b.p[0] >= '0' && b.p[0] <= '9';
}

/* "5,5" and "- 6,5%": a range that was broken, no item. */
static bool is_range(struct str a, struct str b)
{
	char last = a.p[a.n - 1];

	return ((last >= '0' && last <= '9') || last == '%') && b.n > 2 && b.p[0] == '-' &&
	       b.p[1] == ' ' && b.p[2] >= '0' && b.p[2] <= '9';
}

/* Lines about one middle that begin and end apart: each is a line of its own. */
static bool is_centred(const struct printed *a, const struct printed *b)
{
	long h = height(a), left = b->left - a->left,
	     middle = b->left + b->right - a->left - a->right;

	return step(a, b) > 0 && labs(left) * 100 > h * OFF && labs(middle) * 100 < h * OFF;
}

static bool is_joined(const struct pages *p, size_t i, size_t next, long size)
{
	const struct printed *a = &p->line[i], *b = &p->line[next];
	long down = step(a, b);

	if (a->note && a->width <= NOTE_MARK)
		return true;
	if (a->row || b->row || (begins_item(b->text) && !is_range(a->text, b->text)))
		return false;
	if (down > 0 && down * 100 < p->step * SPACED && is_title_broken(a, b, size))
		return true;
	if ((is_lower(b->text) && !ends_sentence(a->text)) || ends_with_hyphen(a->text))
		return true;
	if (a->width < LEAST_FULL || !is_full(p, i, next) || !is_same_size(a, b) ||
	    is_cell(a, b->text) || is_centred(a, b))
		return false;
	if (down > 0 && (down * 100 > p->step * SPACED ||
			 (b->left > a->left + height(a) * INDENT / 100 && !begins_item(a->text))))
		return false;
	if (!ends_sentence(a->text) || is_lower(b->text) || introduces(a->text, b->text))
		return true;
	/* a sentence ends at the margin: a heading may follow */
	return (b->right - b->left) * 100 >= (a->right - a->left) * SHORT || ends_sentence(b->text);
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

/* Notes [first, end) among lines, each a paragraph. */
static void put_notes(const struct pages *p, struct lines *out, size_t first, size_t end, long size)
{
	size_t before = SIZE_MAX;

	for (size_t i = first; i < end; i++) {
		if (p->line[i].gone || !p->line[i].note)
			continue;
		if (before != SIZE_MAX && !is_joined(p, before, i, size))
			lines_end(out, LINE_NOTE);
		join(out, p->line[i].text);
		before = i;
	}
	lines_end(out, LINE_NOTE);
}

/* Notes follow the paragraph that goes on behind them. */
static void put_paragraphs(struct pages *p, struct lines *out)
{
	size_t before = SIZE_MAX, noted = 0;
	long size = text_size(p);

	p->step = usual_step(p);
	pdf_page_find_notes(p, size);
	for (size_t i = 0; i <= p->count; i++) {
		if (i < p->count && (p->line[i].gone || p->line[i].note))
			continue;
		if (before != SIZE_MAX && (i == p->count || !is_joined(p, before, i, size))) {
			lines_end(out, p->line[before].row ? LINE_ROW : LINE_PARA);
			put_notes(p, out, noted, i, size);
			noted = i;
		}
		if (i < p->count && p->line[i].row)
			buf_add(&out->line, p->line[i].text);
		else if (i < p->count)
			join(out, p->line[i].text);
		before = i;
	}
	put_notes(p, out, noted, p->count, size);
}

void pdf_lines(struct str layout, struct lines *out)
{
	struct pdf_tables t;
	struct pages p = {0};
	size_t bytes = 0;
	char *room;

	pdf_tables_find(&t, layout);
	for (size_t i = 0; i < t.words; i++)
		bytes += t.word[i].text.n + 1;
	room = xmalloc(bytes + 1);
	put_lines(&p, &t, room);
	pdf_page_drop_edges(&p);
	put_paragraphs(&p, out);
	free(p.line);
	free(room);
	pdf_tables_release(&t);
}

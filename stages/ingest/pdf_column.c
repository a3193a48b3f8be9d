/*
 * Columns of text. A page is cut where successive lines leave a corridor from top to bottom and
 * what stands on both sides of it is prose: lines of words that mostly reach from one edge of their
 * side to the other, as cells of a table do not. Each side is looked at again, for a third column,
 * and so is what stands above and below. A page without columns keeps pdftotext's order.
 */
#include <stdlib.h>
#include "common/xalloc.h"
#include "stages/ingest/pdf_seen.h"

/* Lines of a column at least, and words and characters that they have on average; cuts within
 * cuts; lines before or behind columns that stand on one side only and are none of them. */
enum { LEAST_LINES = 5, LEAST_WORDS = 3, LEAST_CHARACTERS = 16, DEEPEST = 6, STRAY = 3 };
/* In percent. Of a height: a corridor's width, and a step that parts what is no column, or a page's
 * head or foot. Of a column's width: what a full line has; of its lines: how many are full; of its
 * words: how many have letters. Of the height of the text, that of a heading. */
enum {
	CORRIDOR = 80,
	PARTED = 160,
	APART = 250,
	FULL = 75,
	FULL_LINES = 50,
	LETTERS = 60,
	LARGER = 106
};
/* Where a corridor is looked for: this many places across the page. */
enum { PLACES = 192 };

struct cut {
	long at;           /* the middle of the corridor */
	size_t first, end; /* lines */
	size_t lines;      /* that are on both sides */
};

struct orderer {
	struct pdf_word *out;
	size_t words;
	uint32_t part, block;
};

static long middle(const struct pdf_word *w)
{
	return (w->left + w->right) / 2;
}

/* ---- where to cut --------------------------------------------------------------------------- */

/* What a line of prose is made of, on one side of a corridor. */
struct side {
	size_t lines, full, words, letters, characters;
	long left, right;
};

static bool has_letters(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] >= 0x80 || (s.p[i] | 32) >= 'a')
			return true;
	return false;
}

/* The words of a line on the side, [*from, *to). */
static bool words_on(const struct pdf_view *v, const struct seen *s, long at, bool right,
		     size_t *from, size_t *to)
{
	size_t k = s->first, end = s->first + s->words;

	while (k < end && middle(v->at[k]) < at)
		k++;
	*from = right ? k : s->first;
	*to = right ? end : k;
	return *from < *to;
}

static void measure(const struct pdf_view *v, const struct cut *c, bool right, struct side *out)
{
	size_t from, to;

	*out = (struct side){.left = c->at, .right = c->at};
	for (size_t i = c->first; i < c->end; i++) {
		if (!words_on(v, &v->seen[i], c->at, right, &from, &to))
			continue;
		if (!out->lines || v->at[from]->left < out->left)
			out->left = v->at[from]->left;
		if (!out->lines || v->at[to - 1]->right > out->right)
			out->right = v->at[to - 1]->right;
		out->lines++;
		out->words += to - from;
		for (; from < to; from++) {
			struct str s = v->at[from]->text;

			out->letters += has_letters(s);
			for (size_t k = 0; k < s.n; k++)
				out->characters += ((unsigned char)s.p[k] & 0xC0) != 0x80;
		}
	}
	for (size_t i = c->first; i < c->end; i++)
		if (words_on(v, &v->seen[i], c->at, right, &from, &to) &&
		    (v->at[to - 1]->right - v->at[from]->left) * 100 >=
			    (out->right - out->left) * FULL)
			out->full++;
}

static bool is_prose(const struct pdf_view *v, const struct cut *c, bool right)
{
	struct side s;

	measure(v, c, right, &s);
	return s.lines >= LEAST_LINES && s.words >= s.lines * LEAST_WORDS &&
	       s.characters >= s.lines * LEAST_CHARACTERS && s.full * 100 >= s.lines * FULL_LINES &&
	       s.letters * 100 >= s.words * LETTERS;
}

static bool is_free(const struct pdf_view *v, const struct seen *s, long at)
{
	long half = s->height * CORRIDOR / 200;

	for (size_t k = s->first; k < s->first + s->words; k++)
		if (v->at[k]->left < at + half && v->at[k]->right > at - half)
			return false;
	return true;
}

static bool is_both(const struct pdf_view *v, size_t line, long at)
{
	const struct seen *s = &v->seen[line];

	return middle(v->at[s->first]) < at && middle(v->at[s->first + s->words - 1]) >= at;
}

/* Lines of both columns need not stand at one height: one behind the other counts for half of one
 * that has both. */
static size_t halves(const struct pdf_view *v, size_t line, const struct cut *c)
{
	size_t k = v->seen[line].first;
	bool right = middle(v->at[k]) >= c->at;

	if (is_both(v, line, c->at))
		return 2;
	for (size_t i = line > c->first ? line - 1 : line; i <= line + 1 && i < c->end; i++)
		if (is_both(v, i, c->at) || (middle(v->at[v->seen[i].first]) >= c->at) != right)
			return 1;
	return 0;
}

/* How far line i + 1 is below line i, in percent of its height. */
static long step_behind(const struct pdf_view *v, size_t i)
{
	const struct seen *a = &v->seen[i], *b = &v->seen[i + 1];

	return b->height > 0 ? (b->top - a->top) * 100 / b->height : 0;
}

/* A heading, by its letters. */
static bool is_larger(const struct pdf_view *v, size_t line, size_t other)
{
	return v->seen[line].height * 100 > v->seen[other].height * LARGER;
}

/* Takes off what stands at the ends and is no line of a column: a head or foot of the page, and
 * lines on one side only that would be read in another place. */
static void trim(const struct pdf_view *v, struct cut *c)
{
	size_t n = 0;

	if (c->first == 0 && c->end > 1 && step_behind(v, 0) > APART)
		c->first++;
	if (c->end == v->lines && c->end > c->first + 1 && step_behind(v, c->end - 2) > APART)
		c->end--;
	while (c->first + n < c->end && n <= STRAY && !is_both(v, c->first + n, c->at))
		n++;
	if (n > STRAY)
		n = is_larger(v, c->first, c->first + 1);
	if (n > 0 && c->first + n < c->end && step_behind(v, c->first + n - 1) > PARTED)
		c->first += n;
	for (n = 0; c->first + n < c->end && n <= STRAY && !is_both(v, c->end - 1 - n, c->at);)
		n++;
	if (n > STRAY)
		n = is_larger(v, c->end - 1, c->end - 2);
	if (n > 0 && c->end - n > c->first && step_behind(v, c->end - n - 1) > PARTED)
		c->end -= n;
	c->lines = 0;
	for (size_t i = c->first; i < c->end; i++)
		c->lines += halves(v, i, c);
	c->lines /= 2;
}

/* The longest stretch of columns along one place. */
static void try_place(const struct pdf_view *v, long at, struct cut *best)
{
	for (size_t i = 0; i < v->lines;) {
		struct cut c = {at, i, i, 0};

		while (c.end < v->lines && is_free(v, &v->seen[c.end], at))
			c.end++;
		i = c.end + 1;
		if (c.end - c.first < LEAST_LINES)
			continue;
		trim(v, &c);
		if (c.lines > best->lines && c.lines >= LEAST_LINES && is_prose(v, &c, false) &&
		    is_prose(v, &c, true))
			*best = c;
	}
}

static bool find_cut(const struct pdf_view *v, struct cut *best)
{
	long left, right;

	*best = (struct cut){0};
	if (v->lines < LEAST_LINES)
		return false;
	left = right = v->at[0]->left;
	for (size_t i = 0; i < v->words; i++) {
		left = v->at[i]->left < left ? v->at[i]->left : left;
		right = v->at[i]->right > right ? v->at[i]->right : right;
	}
	for (long k = 1; k < PLACES; k++)
		try_place(v, left + (right - left) / PLACES * k, best);
	return best->lines > 0;
}

/* ---- the order of reading ------------------------------------------------------------------- */

/* A line as pdftotext gives it, or the piece of it that lies in a column. */
struct piece {
	const struct pdf_word *first;
	size_t words;
	long left, top, bottom;
};

static int by_word(const void *a, const void *b)
{
	const struct pdf_word *x = *(struct pdf_word *const *)a, *y = *(struct pdf_word *const *)b;

	return x < y ? -1 : x > y;
}

static int by_middle(const void *a, const void *b)
{
	const struct piece *x = a, *y = b;
	long m = x->top + x->bottom, n = y->top + y->bottom;

	if (m != n)
		return m < n ? -1 : 1;
	return x->first < y->first ? -1 : x->first > y->first;
}

static int by_left(const void *a, const void *b)
{
	const struct piece *x = a, *y = b;

	if (x->left != y->left)
		return x->left < y->left ? -1 : 1;
	return x->first < y->first ? -1 : x->first > y->first;
}

static void put_word(struct orderer *o, const struct pdf_word *w, bool begins, bool column)
{
	struct pdf_word *to = &o->out[o->words++];

	*to = *w;
	to->part = o->part;
	to->begins_line = begins;
	to->column = column;
	if (column)
		to->block = o->block;
}

static size_t pieces_of(const struct pdf_view *v, struct piece *piece)
{
	size_t n = 0;

	for (size_t i = 0; i < v->words; i++) {
		const struct pdf_word *w = v->at[i];

		if (i == 0 || w->begins_line || w != v->at[i - 1] + 1)
			piece[n++] = (struct piece){w, 0, w->left, w->top, w->bottom};
		struct piece *p = &piece[n - 1];

		p->words++;
		p->left = w->left < p->left ? w->left : p->left;
		p->top = w->top < p->top ? w->top : p->top;
		p->bottom = w->bottom > p->bottom ? w->bottom : p->bottom;
	}
	return n;
}

static bool is_one_line(const struct piece *a, const struct piece *b)
{
	long top = a->top > b->top ? a->top : b->top;
	long bottom = a->bottom < b->bottom ? a->bottom : b->bottom;
	long x = a->bottom - a->top, y = b->bottom - b->top;

	return (bottom - top) * 2 > (x < y ? x : y);
}

/* A column is read from top to bottom, whatever blocks pdftotext saw in it. */
static void put_column(struct orderer *o, const struct pdf_view *v)
{
	struct piece *piece = xcalloc(v->words + 1, sizeof(*piece));
	size_t n = pieces_of(v, piece);

	o->block++;
	qsort(piece, n, sizeof(*piece), by_middle);
	for (size_t i = 0, end; i < n; i = end) {
		for (end = i + 1; end < n && is_one_line(&piece[i], &piece[end]); end++)
			;
		qsort(piece + i, end - i, sizeof(*piece), by_left);
		for (size_t k = i; k < end; k++)
			for (size_t w = 0; w < piece[k].words; w++)
				put_word(o, piece[k].first + w, k == i && w == 0, true);
	}
	free(piece);
}

static void put_as_it_came(struct orderer *o, const struct pdf_view *v)
{
	for (size_t i = 0; i < v->words; i++)
		put_word(o, v->at[i],
			 i == 0 || v->at[i]->begins_line || v->at[i] != v->at[i - 1] + 1, false);
}

static void put_region(struct orderer *o, struct pdf_view *v, int depth, bool column);

enum place { ABOVE, LEFT, RIGHT, BELOW, PLACES_OF_CUT };

static void put_cut(struct orderer *o, struct pdf_view *v, const struct cut *c, int depth)
{
	struct pdf_view piece[PLACES_OF_CUT] = {{0}};

	for (size_t i = 0; i < v->lines; i++)
		for (size_t k = v->seen[i].first; k < v->seen[i].first + v->seen[i].words; k++)
			pdf_view_add(&piece[i < c->first               ? ABOVE
					    : i >= c->end              ? BELOW
					    : middle(v->at[k]) < c->at ? LEFT
								       : RIGHT],
				     v->at[k]);
	for (int k = 0; k < PLACES_OF_CUT; k++) {
		if (piece[k].words)
			put_region(o, &piece[k], depth + 1, k == LEFT || k == RIGHT);
		pdf_view_release(&piece[k]);
	}
}

static void put_region(struct orderer *o, struct pdf_view *v, int depth, bool column)
{
	struct cut c;

	pdf_see(v);
	if (depth < DEEPEST && find_cut(v, &c)) {
		put_cut(o, v, &c, depth);
		return;
	}
	qsort(v->at, v->words, sizeof(*v->at), by_word);
	o->part++;
	if (column)
		put_column(o, v);
	else
		put_as_it_came(o, v);
}

void pdf_columns_order(struct pdf_tables *t)
{
	struct orderer o = {.out = xcalloc(t->words + 1, sizeof(*o.out))};
	struct pdf_view page = {0};

	o.block = t->words ? t->word[t->words - 1].block : 0;
	for (size_t i = 0; i < t->words; i++) {
		pdf_view_add(&page, &t->word[i]);
		if (i + 1 < t->words && t->word[i + 1].page == t->word[i].page)
			continue;
		put_region(&o, &page, 0, false);
		page.words = 0;
	}
	pdf_view_release(&page);
	free(t->word);
	t->word = o.out;
	t->word_room = t->words;
}

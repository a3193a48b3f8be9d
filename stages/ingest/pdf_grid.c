#include "stages/ingest/pdf_grid.h"

#include <stdlib.h>

bool pdf_grid_is_figure(struct str s)
{
	bool digit = false, dash = s.n > 0;

	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] >= '0' && s.p[i] <= '9')
			digit = true;
		else if (!strchr(".,%+-()/*", s.p[i]))
			return false;
		dash = dash && strchr("-.", s.p[i]);
	}
	return digit || dash;
}

long pdf_grid_gap(const struct page_reader *p, size_t i)
{
	return p->view.at[i]->left - p->view.at[i - 1]->right;
}

static int by_size(const void *a, const void *b)
{
	long x = *(const long *)a, y = *(const long *)b;

	return x < y ? -1 : x > y;
}

static bool overlap(long a, long b, long c, long d)
{
	return a < d && c < b;
}

/* Words from the first of those figures that end the line, each standing by itself. */
static size_t first_figure(const struct page_reader *p, const struct seen *s)
{
	size_t i = s->first + s->words;

	while (i > s->first && pdf_grid_is_figure(p->view.at[i - 1]->text) &&
	       (i == s->first + s->words ||
		p->view.at[i]->left - p->view.at[i - 1]->right > s->height * SLIM / 100))
		i--;
	return i;
}

static bool add_column(struct page_reader *p, long left, long right, bool figures)
{
	for (int k = 0; k < p->columns; k++) {
		struct column *c = &p->column[k];

		if (!overlap(left, right, c->left, c->right))
			continue;
		c->left = left < c->left ? left : c->left;
		c->right = right > c->right ? right : c->right;
		return true;
	}
	if (p->columns == COLUMNS)
		return false;
	p->column[p->columns++] = (struct column){left, right, right, figures};
	return true;
}

static int by_column(const void *a, const void *b)
{
	const struct column *x = a, *y = b;

	return x->left < y->left ? -1 : x->left > y->left;
}

/* Columns of figures in the rows among lines [first, end); false where they do not stand below
 * one another. */
bool pdf_grid_figures(struct page_reader *p, size_t first, size_t end)
{
	p->columns = 0;
	for (size_t i = first; i < end; i++) {
		const struct seen *s = &p->view.seen[i];

		if (!s->figures)
			continue;
		for (size_t k = first_figure(p, s); k < s->first + s->words; k++)
			if (!add_column(p, p->view.at[k]->left, p->view.at[k]->right, true))
				return false;
	}
	qsort(p->column, (size_t)p->columns, sizeof(*p->column), by_column);
	for (int k = 1; k < p->columns; k++)
		if (overlap(p->column[k - 1].left, p->column[k - 1].right, p->column[k].left,
			    p->column[k].right))
			return false;
	return true;
}

/* The middle one of the blanks within lines [first, end) that are not wide. */
static long usual_blank(const struct page_reader *p, size_t first, size_t end)
{
	enum { MOST = 256 };
	long blank[MOST];
	int n = 0;

	for (size_t i = first; i < end; i++)
		for (size_t k = p->view.seen[i].first + 1;
		     k < p->view.seen[i].first + p->view.seen[i].words; k++)
			if (n < MOST && pdf_grid_gap(p, k) > 0 &&
			    pdf_grid_gap(p, k) < p->view.seen[i].height * WIDE / 100)
				blank[n++] = pdf_grid_gap(p, k);
	if (n == 0)
		return 0;
	qsort(blank, (size_t)n, sizeof(*blank), by_size);
	return blank[n / 2];
}

/* Words of the column's lines [first, end) on both sides of a place where a narrow column may
 * begin. */
struct sides {
	size_t begin,
		both; /* lines that begin there, and of them those that have words before it */
	long most, least, edge; /* where words before it end: in these lines, and in all */
	bool wide;              /* a line has a blank there that is none between words */
};

/* False where a word runs over the place, or words behind it begin elsewhere. */
static bool look_at(const struct page_reader *p, const struct seen *s, const struct column *c,
		    long at, struct sides *n)
{
	const struct pdf_word *before = NULL;

	for (size_t k = s->first; k < s->first + s->words; k++) {
		const struct pdf_word *w = p->view.at[k];

		if (w->left < c->left || w->right > c->right)
			continue;
		if (w->right <= at) {
			before = w;
			n->edge = w->right > n->edge ? w->right : n->edge;
			continue;
		}
		if (labs(w->left - at) * 100 > s->height * ALIGNED)
			return false;
		n->begin++;
		if (before) {
			n->wide = n->wide || (w->left - before->right) * 100 >= s->height * WIDE;
			n->most = !n->both || before->right > n->most ? before->right : n->most;
			n->least = !n->both || before->right < n->least ? before->right : n->least;
			n->both++;
		}
		break;
	}
	return true;
}

/* A column of names that are ragged, beside which words stand exactly below one another, is two
 * however little room is between them; names that begin with the same words are not ragged. */
static bool split_names(const struct page_reader *p, size_t first, size_t end, struct column *c,
			struct column *behind)
{
	const struct seen *row = &p->view.seen[first];

	for (size_t k = row->first + 1; k < row->first + row->words; k++) {
		long at = p->view.at[k]->left;
		struct sides n = {.edge = c->left};
		size_t i = first;

		if (at <= c->left || p->view.at[k]->right > c->right)
			continue;
		while (i < end && look_at(p, &p->view.seen[i], c, at, &n))
			i++;
		if (i < end || n.begin < SURE_ROWS ||
		    !(n.wide || (n.both >= LEAST_ROWS && (n.most - n.least) * 2 >= row->height)))
			continue;
		*behind = (struct column){at, c->right, 0, false};
		c->right = n.edge;
		return true;
	}
	return false;
}

/* Words before the figures: one column of names, and where all rows leave a corridor free, as many
 * as it parts. */
bool pdf_grid_names(struct page_reader *p, size_t first, size_t end, unsigned rows)
{
	long edge = p->column[0].left, height = 0,
	     slim = usual_blank(p, first, end) * CORRIDOR / 100;
	struct column names[COLUMNS];
	int n = 0;

	for (size_t i = first; i < end; i++) {
		const struct seen *s = &p->view.seen[i];

		height = s->height > height ? s->height : height;
		for (size_t k = s->first; k < s->first + s->words; k++) {
			struct column c = {p->view.at[k]->left, p->view.at[k]->right, 0, false};
			int at = 0, to;

			if (c.left >= edge)
				break;
			if (c.right > edge + height)
				return false; /* no table: a line runs into the figures */
			while (at < n && names[at].right + slim < c.left)
				at++;
			for (to = at; to < n && names[to].left - slim <= c.right; to++) {
				c.left = names[to].left < c.left ? names[to].left : c.left;
				c.right = names[to].right > c.right ? names[to].right : c.right;
			}
			if (n - (to - at) + 1 > COLUMNS)
				return false;
			memmove(names + at + 1, names + to, (size_t)(n - to) * sizeof(*names));
			n += 1 - (to - at);
			names[at] = c;
		}
	}
	for (int k = 1; k < n && rows < SURE_ROWS; k++) /* two rows prove only a wide one */
		if (names[k].left - names[k - 1].right < height * WIDE / 100) {
			names[k - 1].right = names[k].right;
			memmove(names + k, names + k + 1, (size_t)(n - k - 1) * sizeof(*names));
			n--;
			k--;
		}
	for (int k = 0; k < n && n < COLUMNS && rows >= SURE_ROWS; k++) {
		struct column behind;

		if (!split_names(p, first, end, &names[k], &behind))
			continue;
		memmove(names + k + 2, names + k + 1, (size_t)(n - k - 1) * sizeof(*names));
		names[k + 1] = behind;
		n++;
	}
	if (n == 0 || n + p->columns > COLUMNS)
		return false;
	memmove(p->column + n, p->column, (size_t)p->columns * sizeof(*p->column));
	memcpy(p->column, names, (size_t)n * sizeof(*names));
	p->columns += n;
	return true;
}

/* The next column begins in the widest blank that the lines [first, end) leave between the figures
 * or names of both: those alone do not say where a wide head of a column ends. */
static void set_border(struct page_reader *p, int k, size_t first, size_t end)
{
	long from = p->column[k].right, to = p->column[k + 1].left, widest = 0;

	p->column[k].border = (from + to) / 2;
	while (from < to) {
		long blank = to, next = from;

		for (size_t i = first; i < end; i++)
			for (size_t w = p->view.seen[i].first;
			     w < p->view.seen[i].first + p->view.seen[i].words; w++) {
				const struct pdf_word *o = p->view.at[w];

				if (o->left <= from && o->right > next)
					next = o->right;
				if (o->left > from && o->left < blank)
					blank = o->left;
			}
		if (next > from) { /* within a word */
			from = next;
			continue;
		}
		if (blank - from > widest) {
			widest = blank - from;
			p->column[k].border = (blank + from) / 2;
		}
		from = blank;
	}
}

void pdf_grid_borders(struct page_reader *p, size_t first, size_t end)
{
	for (int k = 0; k + 1 < p->columns; k++)
		set_border(p, k, first, end);
}

int pdf_grid_column(const struct page_reader *p, const struct pdf_word *w)
{
	long middle = (w->left + w->right) / 2;
	int k = 0;

	while (k + 1 < p->columns && middle > p->column[k].border)
		k++;
	return k;
}

#include "stages/ingest/pdf_table.h"

#include <stdlib.h>
#include "common/xalloc.h"
#include "stages/ingest/pdf_seen.h"

/* Columns at most; rows at least, and of a table that is sure; lines of a row on average at most:
 * where there are more, they are columns of text. */
enum { COLUMNS = 16, LEAST_ROWS = 2, SURE_ROWS = 3, MOST_LINES = 4 };

/* In percent of the height of a word. Blanks between words are narrower than WIDE; figures of two
 * columns are SLIM apart at least; words less than GLUED apart are one. Lines of a row are no
 * further apart than CLOSE, rows and their header than APART. A corridor between columns of names
 * is wider than this percent of the blanks between words. Words that begin a column stand no
 * further than ALIGNED from one another. */
enum { WIDE = 80, SLIM = 25, GLUED = 8, CLOSE = 135, APART = 350, CORRIDOR = 150, ALIGNED = 5 };

struct column {
	long left, right;
	long border; /* where the next one begins */
	bool figures;
};

struct page_reader {
	struct pdf_tables *t;
	struct pdf_view view;
	struct column column[COLUMNS];
	int columns;
};

/* A figure as a cell holds it: digits with marks, or a dash for none. */
static bool is_figure(struct str s)
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

static bool has_letters(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] >= 0x80 || (s.p[i] | 32) >= 'a')
			return true;
	return false;
}

static int by_size(const void *a, const void *b)
{
	long x = *(const long *)a, y = *(const long *)b;

	return x < y ? -1 : x > y;
}

static long gap_before(const struct page_reader *p, size_t i)
{
	return p->view.at[i]->left - p->view.at[i - 1]->right;
}

static void see_lines(struct page_reader *p)
{
	pdf_see(&p->view);
	for (size_t i = 0; i < p->view.lines; i++) {
		struct seen *s = &p->view.seen[i];
		size_t last = s->first + s->words - 1;

		s->figures = is_figure(p->view.at[last]->text) &&
			     (last == s->first || gap_before(p, last) >= s->height * WIDE / 100);
	}
}

/* ---- columns -------------------------------------------------------------------------------- */

static bool overlap(long a, long b, long c, long d)
{
	return a < d && c < b;
}

/* Words from the first of those figures that end the line, each standing by itself. */
static size_t first_figure(const struct page_reader *p, const struct seen *s)
{
	size_t i = s->first + s->words;

	while (i > s->first && is_figure(p->view.at[i - 1]->text) &&
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
static bool find_figures(struct page_reader *p, size_t first, size_t end)
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
			if (n < MOST && gap_before(p, k) > 0 &&
			    gap_before(p, k) < p->view.seen[i].height * WIDE / 100)
				blank[n++] = gap_before(p, k);
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
static bool find_names(struct page_reader *p, size_t first, size_t end, unsigned rows)
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

static void set_borders(struct page_reader *p, size_t first, size_t end)
{
	for (int k = 0; k + 1 < p->columns; k++)
		set_border(p, k, first, end);
}

static int column_of(const struct page_reader *p, const struct pdf_word *w)
{
	long middle = (w->left + w->right) / 2;
	int k = 0;

	while (k + 1 < p->columns && middle > p->column[k].border)
		k++;
	return k;
}

/* ---- rows ----------------------------------------------------------------------------------- */

/* A line whose words leave the corridors free: each run of words without a wide blank stays in
 * one column, or spans columns of figures as the head of a group does. */
static bool fits(const struct page_reader *p, const struct seen *s)
{
	for (size_t i = s->first, k; i < s->first + s->words; i = k) {
		long left = p->view.at[i]->left, right;

		for (k = i + 1;
		     k < s->first + s->words && gap_before(p, k) < s->height * WIDE / 100; k++)
			;
		right = p->view.at[k - 1]->right;
		if (column_of(p, p->view.at[i]) == 0 && p->columns > 1 && right > p->column[1].left)
			return false;
		if (left < p->column[0].left - s->height)
			return false;
	}
	return true;
}

static long distance(const struct page_reader *p, size_t above, size_t below)
{
	return p->view.seen[below].top - p->view.seen[above].top;
}

/* Words of lines [first, end) in one column, joined. */
static void put_cell(struct page_reader *p, size_t first, size_t end, int column)
{
	struct buf *b = &p->t->text;
	size_t begin = b->n;

	for (size_t i = first; i < end; i++) {
		const struct seen *s = &p->view.seen[i];
		const struct pdf_word *before = NULL;

		for (size_t k = s->first; k < s->first + s->words; k++) {
			const struct pdf_word *w = p->view.at[k];

			if (column_of(p, w) != column)
				continue;
			if (b->n > begin &&
			    (!before || w->left - before->right > s->height * GLUED / 100))
				buf_byte(b, ' ');
			buf_add(b, w->text);
			before = w;
		}
	}
}

/* Views of rows are offsets until all text is there: p NULL, n the end in `text`. */
static void put_row(struct page_reader *p, size_t first, size_t end)
{
	struct pdf_tables *t = p->t;

	for (int k = 0; k < p->columns; k++) {
		if (k)
			buf_byte(&t->text, '\t');
		put_cell(p, first, end, k);
	}
	for (size_t i = first; i < end; i++)
		for (size_t k = 0; k < p->view.seen[i].words; k++)
			p->view.at[p->view.seen[i].first + k]->table = (uint32_t)t->tables;
	t->row = xgrow(t->row, &t->row_room, t->rows + 1, sizeof(*t->row));
	t->row[t->rows++] = (struct pdf_row){{NULL, t->text.n},
					     p->view.seen[first].top,
					     p->view.seen[end - 1].bottom};
	t->table[t->tables - 1].rows++;
}

/* Between two rows, the first line of the second: behind the widest gap. */
static size_t cut_between(const struct page_reader *p, size_t row, size_t next)
{
	size_t cut = next;
	long most = distance(p, next - 1, next);

	for (size_t i = next - 1; i > row; i--)
		if (distance(p, i - 1, i) > most + p->view.seen[i].height / 10) {
			most = distance(p, i - 1, i);
			cut = i;
		}
	return cut;
}

static long right_of(const struct page_reader *p, size_t line)
{
	const struct seen *s = &p->view.seen[line];

	return p->view.at[s->first + s->words - 1]->right;
}

/* The first line of the header above `first`: lines that reach beyond the names, and between them
 * one that does not, of a cell whose words stand in the middle of its height. */
static size_t header_above(const struct page_reader *p, size_t first, size_t bottom)
{
	size_t head = first;

	for (size_t i = first; i > bottom && head - i < 2; i--) {
		if (!fits(p, &p->view.seen[i - 1]) ||
		    distance(p, i - 1, i) > p->view.seen[i - 1].height * APART / 100)
			break;
		if (right_of(p, i - 1) > p->column[1].left)
			head = i - 1;
	}
	return head;
}

/* Behind the last row, lines that go on in its names. */
static size_t names_below(const struct page_reader *p, size_t end)
{
	int names = 1;

	while (names + 1 < p->columns && !p->column[names].figures)
		names++;
	while (end < p->view.lines && fits(p, &p->view.seen[end]) &&
	       distance(p, end - 1, end) <= p->view.seen[end - 1].height * CLOSE / 100 &&
	       right_of(p, end) <= p->column[names].left)
		end++;
	return end;
}

/* The table whose rows are the lines with figures among [first, end), header and last cell
 * around them. */
static void put_table(struct page_reader *p, size_t first, size_t end, size_t bottom)
{
	struct pdf_tables *t = p->t;
	size_t head = header_above(p, first, bottom), begin = first, row = first;

	end = names_below(p, end);
	t->table = xgrow(t->table, &t->table_room, t->tables + 1, sizeof(*t->table));
	t->table[t->tables++] = (struct pdf_table){(uint32_t)t->rows, 0};
	set_borders(p, head, first);
	if (head < first) { /* what goes on above the figures of the first row is its own */
		begin = cut_between(p, head, first);
		put_row(p, head, begin);
	}
	for (size_t i = first + 1; i <= end; i++) {
		size_t cut;

		if (i < end && !p->view.seen[i].figures)
			continue;
		cut = i < end ? cut_between(p, row, i) : end;
		put_row(p, begin, cut);
		begin = cut;
		row = i;
	}
}

/* Rows from line `first` on, which has figures: the line behind the last of them. */
static size_t rows_from(const struct page_reader *p, size_t first, unsigned *rows)
{
	size_t end = first + 1, last = first;

	*rows = 1;
	for (; end < p->view.lines &&
	       distance(p, end - 1, end) <= p->view.seen[end].height * APART / 100;
	     end++)
		if (p->view.seen[end].figures) {
			last = end;
			++*rows;
		}
	return last + 1;
}

/* A row by itself is one of a table where the page ends behind it, and something stands above each
 * of its figures. */
static bool is_last_row(const struct page_reader *p, size_t first, size_t bottom)
{
	size_t head = header_above(p, first, bottom);
	int figures = 0, headed = 0;

	for (int k = 1; k < p->columns; k++) {
		bool is_headed = false;

		if (!p->column[k].figures)
			continue;
		for (size_t i = head; i < first; i++)
			for (size_t w = 0; w < p->view.seen[i].words; w++) {
				const struct pdf_word *o = p->view.at[p->view.seen[i].first + w];

				is_headed =
					is_headed || (column_of(p, o) == k && has_letters(o->text));
			}
		figures++;
		headed += is_headed;
	}
	return figures >= 2 && headed == figures;
}

/* The longest run of rows from `first` on that are a table. */
static size_t try_table(struct page_reader *p, size_t first, size_t bottom)
{
	unsigned rows;
	size_t end = rows_from(p, first, &rows);

	while (rows >= 1) {
		bool is = (end - first <= rows * MOST_LINES) && find_figures(p, first, end) &&
			  find_names(p, first, end, rows);

		if (is)
			set_borders(p, first, end);
		for (size_t i = first; is && i < end; i++)
			is = p->view.seen[i].figures || fits(p, &p->view.seen[i]);
		is = is && (rows >= LEAST_ROWS || is_last_row(p, first, bottom));
		if (is) {
			put_table(p, first, end, bottom);
			return end;
		}
		for (end--; end > first + 1 && !p->view.seen[end - 1].figures; end--)
			;
		rows--;
	}
	return first + 1;
}

static void find_on_page(struct page_reader *p)
{
	size_t bottom = 0;

	see_lines(p);
	for (size_t i = 0; i < p->view.lines;) {
		size_t next = p->view.seen[i].figures ? try_table(p, i, bottom) : i + 1;

		if (next > i + 1)
			bottom = next;
		i = next;
	}
}

void pdf_tables_find(struct pdf_tables *t, struct str layout)
{
	struct page_reader p = {.t = t};
	size_t from = 0;

	*t = (struct pdf_tables){0};
	pdf_words_take(t, layout);
	pdf_columns_order(t);
	for (size_t i = 0; i < t->words; i++) {
		pdf_view_add(&p.view, &t->word[i]);
		if (i + 1 < t->words && t->word[i + 1].part == t->word[i].part)
			continue;
		find_on_page(&p);
		p.view.words = 0;
	}
	for (size_t i = 0; i < t->rows; i++) {
		size_t to = t->row[i].text.n;

		t->row[i].text = (struct str){t->text.p + from, to - from};
		from = to;
	}
	pdf_view_release(&p.view);
}

void pdf_tables_release(struct pdf_tables *t)
{
	free(t->word);
	free(t->table);
	free(t->row);
	buf_release(&t->text);
	*t = (struct pdf_tables){0};
}

#include "stages/ingest/pdf_table.h"

#include <stdlib.h>
#include "common/xalloc.h"
#include "stages/ingest/pdf_grid.h"

static bool has_letters(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] >= 0x80 || (s.p[i] | 32) >= 'a')
			return true;
	return false;
}

static void see_lines(struct page_reader *p)
{
	pdf_see(&p->view);
	for (size_t i = 0; i < p->view.lines; i++) {
		struct seen *s = &p->view.seen[i];
		size_t last = s->first + s->words - 1;

		s->figures = pdf_grid_is_figure(p->view.at[last]->text) &&
			     (last == s->first || pdf_grid_gap(p, last) >= s->height * WIDE / 100);
	}
}

/* A line whose words leave the corridors free: each run of words without a wide blank stays in
 * one column, or spans columns of figures as the head of a group does. */
static bool fits(const struct page_reader *p, const struct seen *s)
{
	for (size_t i = s->first, k; i < s->first + s->words; i = k) {
		long left = p->view.at[i]->left, right;

		for (k = i + 1;
		     k < s->first + s->words && pdf_grid_gap(p, k) < s->height * WIDE / 100; k++)
			;
		right = p->view.at[k - 1]->right;
		if (pdf_grid_column(p, p->view.at[i]) == 0 && p->columns > 1 &&
		    right > p->column[1].left)
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

			if (pdf_grid_column(p, w) != column)
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
	pdf_grid_borders(p, head, first);
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

				is_headed = is_headed ||
					    (pdf_grid_column(p, o) == k && has_letters(o->text));
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
		bool is = (end - first <= rows * MOST_LINES) && pdf_grid_figures(p, first, end) &&
			  pdf_grid_names(p, first, end, rows);

		if (is)
			pdf_grid_borders(p, first, end);
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

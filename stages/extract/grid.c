#include "stages/extract/grid.h"

#include <stdio.h>
#include <stdlib.h>

#include "common/block.h"
#include "common/xalloc.h"

enum separator { BY_TAB, BY_BAR, BY_BLANKS, BY_SLASH };

enum {
	STACKED_NAME = 90, /* bytes of a name */
	STACKED_CELLS = 8, /* figures behind it at most */
	HEAD_ROWS = 8,     /* without a figure: more are no header */
};

void grid_release(struct grid *g)
{
	free(g->row);
	*g = (struct grid){0};
}

struct str grid_cell(const struct grid_row *r, int column)
{
	if (column >= r->n)
		return (struct str){r->text.p, 0};
	return str_range(r->text.p + r->cell[column].begin, r->text.p + r->cell[column].end);
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

bool grid_is_figure(struct str s)
{
	size_t i = 0;
	while (i < s.n && i < 3 &&
	       (s.p[i] == '+' || s.p[i] == '-' || (unsigned char)s.p[i] >= 0xe2))
		i += (unsigned char)s.p[i] >= 0xe2 ? 3 : 1; /* a minus or a dash */
	if (i >= s.n || !is_digit(s.p[i]))
		return false;
	while (i < s.n && (is_digit(s.p[i]) || ((s.p[i] == '.' || s.p[i] == ',') && i + 1 < s.n &&
						is_digit(s.p[i + 1]))))
		i++;
	while (i < s.n && (s.p[i] == ' ' || s.p[i] == '%'))
		i++;
	return i == s.n;
}

bool grid_is_empty(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!strchr("-.: x", s.p[i]) && (unsigned char)s.p[i] != 0xe2 &&
		    ((unsigned char)s.p[i] & 0xc0) != 0x80)
			return false;
	return s.n < 8;
}

static bool is_year(struct str s)
{
	return s.n == 4 && (memcmp(s.p, "19", 2) == 0 || memcmp(s.p, "20", 2) == 0);
}

/* A figure behind a name. */
bool grid_has_figures(const struct grid_row *r)
{
	bool years = true, found = false;
	for (int k = 1; k < r->n; k++) {
		struct str s = grid_cell(r, k);
		if (!grid_is_figure(s))
			continue;
		found = true;
		years = years && is_year(s);
	}
	return found && !years;
}

static bool separates(struct str line, size_t i, enum separator by, size_t *width)
{
	const char *p = line.p + i;
	size_t left = line.n - i;
	*width = 1;
	switch (by) {
	case BY_TAB:
		return *p == '\t';
	case BY_BAR:
		return *p == '|';
	case BY_SLASH:
		*width = 3;
		return left > 3 && memcmp(p, " / ", 3) == 0;
	case BY_BLANKS:
		while (*width < left && p[*width] == ' ')
			++*width;
		return *p == ' ' && *width >= 2;
	}
	return false;
}

/* The cells of a line into the row; false where they are too many. */
static bool split(struct grid_row *r, enum separator by)
{
	struct str line = r->text;
	size_t begin = 0, end = line.n, width;
	r->n = 0;
	if (by == BY_BAR || by == BY_BLANKS) {
		while (begin < end && line.p[begin] == ' ')
			begin++;
		while (end > begin && line.p[end - 1] == ' ')
			end--;
	}
	if (by == BY_BAR) { /* bars around the row part nothing */
		begin += begin < end && line.p[begin] == '|';
		end -= end > begin && line.p[end - 1] == '|';
	}
	for (size_t i = begin; i <= end; i++) {
		bool cut = i == end;
		if (!cut)
			cut = separates(str_range(line.p, line.p + end), i, by, &width);
		else
			width = 0;
		if (!cut)
			continue;
		if (r->n == GRID_COLUMNS)
			return false;
		struct str s = str_trim(str_range(line.p + begin, line.p + i));
		r->cell[r->n].begin = s.n ? (size_t)(s.p - line.p) : begin;
		r->cell[r->n].end = r->cell[r->n].begin + s.n;
		r->n++;
		begin = i + width;
		i += width ? width - 1 : 0;
	}
	return true;
}

static struct grid_row *add_row(struct grid *g)
{
	g->row = xgrow(g->row, &g->room, g->n + 1, sizeof *g->row);
	struct grid_row *r = &g->row[g->n++];
	*r = (struct grid_row){0};
	return r;
}

static bool is_rule(struct str line)
{
	for (size_t i = 0; i < line.n; i++)
		if (!strchr("|-:+= ", line.p[i]))
			return false;
	return true;
}

/* Two blanks side by side, without which blanks part nothing. */
static bool has_gap(struct str s)
{
	const char *p = s.p, *end = str_end(s);
	uint64_t before = 0; /* lowest bit: the byte before is a blank */
	for (; end - p >= BLOCK; p += BLOCK) {
		const uint64_t blank = block_equal(p, ' ');
		if (blank & (blank << 1 | before))
			return true;
		before = blank >> (BLOCK - 1);
	}
	for (; p < end; p++) {
		if (*p == ' ' && before)
			return true;
		before = *p == ' ';
	}
	return false;
}

static bool parted(struct str line, enum separator by)
{
	struct grid_row r = {.text = line};
	if ((by == BY_BLANKS && !has_gap(line)) || (by == BY_SLASH && !memchr(line.p, '/', line.n)))
		return false;
	struct str inner = str_trim(line);
	if (by == BY_TAB)
		return memchr(inner.p, '\t', inner.n) != NULL;
	if (by == BY_BAR)
		return memchr(inner.p, '|', inner.n) != NULL;
	return split(&r, by) && r.n >= 2;
}

/* Behind a name, and a unit at most, only figures: what parted by blanks must look like, or it is
 * prose. */
static bool row_of_blanks(const struct grid_row *r)
{
	int figures = 0;
	for (int k = 1; k < r->n; k++) {
		struct str s = grid_cell(r, k);
		bool figure = grid_is_figure(s);
		figures += figure;
		if (!figure && !grid_is_empty(s) && (k > 1 || r->n == 2))
			return false;
	}
	return figures > 0;
}

/* The number of cells of most rows with figures. */
static int usual_columns(const struct grid *g)
{
	int count[GRID_COLUMNS + 1] = {0}, best = 0;
	for (size_t k = g->heads; k < g->n; k++)
		if (grid_has_figures(&g->row[k]))
			count[g->row[k].n]++;
	for (int n = 2; n <= GRID_COLUMNS; n++)
		if (count[n] > 0 && count[n] >= count[best])
			best = n;
	return best;
}

static bool settle(struct grid *g)
{
	g->heads = 0;
	while (g->heads < g->n && !grid_has_figures(&g->row[g->heads]))
		g->heads++;
	g->columns = g->heads < g->n ? usual_columns(g) : 0;
	return g->columns >= 2;
}

/* Behind rows that a format marks as such, a line that is none and a header: another table. */
static bool begins_other(const struct grid *g, const struct report *p, size_t k, size_t at,
			 enum separator by)
{
	struct grid_row next = {.text = p->line[at + 1].text};
	return g->n > 1 && str_equal(p->line[k].kind, STR("row")) &&
	       !str_equal(p->line[at].kind, STR("row")) && split(&next, by) &&
	       !grid_has_figures(&next);
}

static bool read_lines(struct grid *g, const struct report *p, size_t k, enum separator by)
{
	size_t at = k, rows = 0;
	g->n = 0;
	g->aligned = by == BY_BLANKS;
	for (; at < p->lines && g->n < GRID_ROWS; at++) {
		struct str line = p->line[at].text;
		if (str_trim(line).n == 0)
			break;
		bool more = parted(line, by);
		/* a group's name alone on its line */
		if (!more && g->n > 0 && at + 1 < p->lines && line.n <= STACKED_NAME &&
		    parted(p->line[at + 1].text, by) && line.p[line.n - 1] != '.')
			more = !g->ends(g->with, line) && !begins_other(g, p, k, at, by);
		if (!more && by == BY_BLANKS && g->n == 0 && line.n > 8 && line.p[0] == ' ' &&
		    at + 1 < p->lines && parted(p->line[at + 1].text, by))
			more = true; /* a header cell over several columns */
		if (!more)
			break;
		if (by == BY_BAR && is_rule(line))
			continue;
		struct grid_row *r = add_row(g);
		r->text = line;
		r->offset = p->line[at].offset;
		if (!split(r, by))
			return false;
		bool figures = grid_has_figures(r);
		rows += figures;
		if ((by == BY_BLANKS && figures && !row_of_blanks(r)) ||
		    (rows == 0 && g->n > HEAD_ROWS)) {
			g->lines = at - k;
			return false;
		}
	}
	g->lines = at - k;
	return g->n >= 2 && settle(g) && (by != BY_BLANKS || rows >= 2);
}

bool grid_may_begin(const struct report *p, size_t k)
{
	const struct str s = p->line[k].text;
	const char *at = s.p, *end = str_end(s);
	uint64_t before = 0; /* lowest bit: the byte before is a blank */
	for (; end - at >= BLOCK; at += BLOCK) {
		const uint64_t blank = block_equal(at, ' '), behind = blank << 1 | before;
		if (block_equal(at, '\t') | block_equal(at, '|') |
		    (behind & (blank | block_equal(at, '/'))))
			return true;
		before = blank >> (BLOCK - 1);
	}
	for (; at < end; at++) {
		if (*at == '\t' || *at == '|' || (before && (*at == ' ' || *at == '/')))
			return true;
		before = *at == ' ';
	}
	return s.n && *s.p == ' '; /* a header may stand in the middle */
}

bool grid_read(struct grid *g, const struct report *p, size_t k)
{
	if (parted(p->line[k].text, BY_TAB))
		return read_lines(g, p, k, BY_TAB);
	if (parted(p->line[k].text, BY_BAR))
		return read_lines(g, p, k, BY_BAR);
	return read_lines(g, p, k, BY_BLANKS);
}

bool grid_read_joined(struct grid *g, const struct report *p, size_t k)
{
	struct grid_row all = {.text = p->line[k].text, .offset = p->line[k].offset};
	int first = 0;
	g->n = 0;
	g->aligned = false;
	if (!parted(all.text, BY_SLASH) || !split(&all, BY_SLASH))
		return false;
	while (first < all.n && !grid_is_figure(grid_cell(&all, first)))
		first++;
	int columns = (first + 1) / 2;
	if (all.n < 4 || first == all.n || columns < 2 || all.n % columns)
		return false;
	for (int k2 = 0; k2 < all.n; k2 += columns) {
		struct grid_row *r = add_row(g);
		r->text = str_range(all.text.p + all.cell[k2].begin,
				    all.text.p + all.cell[k2 + columns - 1].end);
		r->offset = all.offset + all.cell[k2].begin;
		for (r->n = 0; r->n < columns; r->n++) {
			r->cell[r->n].begin = all.cell[k2 + r->n].begin - all.cell[k2].begin;
			r->cell[r->n].end = all.cell[k2 + r->n].end - all.cell[k2].begin;
		}
	}
	g->lines = 1;
	return settle(g);
}

/* Cells of lines [k, k + n) as one row. */
static void add_stacked(struct grid *g, const struct report *p, size_t k, int n)
{
	struct grid_row *r = add_row(g);
	const struct report_line *last = &p->line[k + (size_t)n - 1];
	r->offset = p->line[k].offset;
	r->text = str_range(p->line[k].text.p, last->text.p + last->text.n);
	for (r->n = 0; r->n < n; r->n++) {
		struct str s = str_trim(p->line[k + (size_t)r->n].text);
		r->cell[r->n].begin = (size_t)(s.p - r->text.p);
		r->cell[r->n].end = r->cell[r->n].begin + s.n;
	}
}

static bool short_name(const struct report *p, size_t k)
{
	struct str s = str_trim(p->line[k].text);
	return s.n && s.n <= STACKED_NAME && s.p[s.n - 1] != '.' && s.p[s.n - 1] != ':';
}

/* Lines from k on that hold one name and then figures: how many figures. */
static int figures_behind(const struct report *p, size_t k)
{
	int n = 0;
	while (k + 1 + (size_t)n < p->lines && n <= STACKED_CELLS &&
	       grid_is_figure(str_trim(p->line[k + 1 + (size_t)n].text)))
		n++;
	return n;
}

static bool line_is(const struct report *p, size_t k, const char *s)
{
	return k < p->lines && str_equal(str_trim(p->line[k].text), str_of(s));
}

/* Headers up to a line "1", and rows of as many lines, numbered on: 0 where there are none. */
static bool read_numbered(struct grid *g, const struct report *p, size_t k)
{
	size_t cells = 0, at;
	char number[16];
	while (cells < GRID_COLUMNS && k + cells < p->lines && short_name(p, k + cells) &&
	       !grid_is_figure(str_trim(p->line[k + cells].text)))
		cells++;
	at = k + cells;
	if (cells < 3 || !line_is(p, at, "1") || !line_is(p, at + cells, "2"))
		return false;
	add_stacked(g, p, k, (int)cells);
	for (int row = 1; g->n < GRID_ROWS; row++, at += cells) {
		snprintf(number, sizeof number, "%d", row);
		if (!line_is(p, at, number) || at + cells > p->lines || !short_name(p, at + 1))
			break;
		add_stacked(g, p, at, (int)cells);
	}
	g->lines = at - k;
	return settle(g);
}

bool grid_read_stacked(struct grid *g, const struct report *p, size_t k)
{
	size_t head = k;
	int names = 1;
	g->n = 0;
	g->aligned = false;
	if (read_numbered(g, p, k))
		return true;
	g->n = 0;
	while (head < p->lines && head - k < GRID_COLUMNS && short_name(p, head) &&
	       !figures_behind(p, head))
		head++;
	if (head >= p->lines || !short_name(p, head) ||
	    grid_is_figure(str_trim(p->line[head].text)))
		return false;
	int figures = figures_behind(p, head);
	if (figures == 0 || figures > STACKED_CELLS)
		return false;
	/* a unit between name and figures: then the lines between the rows come in pairs */
	size_t next = head + 1 + (size_t)figures;
	if (next < p->lines && short_name(p, next) && !figures_behind(p, next) &&
	    next + 1 < p->lines && figures_behind(p, next + 1) == figures && head > k)
		names = 2, head--;
	size_t cells = (size_t)names + (size_t)figures, before = head - k;
	if (before != 0 && before != cells)
		return false;
	if (before)
		add_stacked(g, p, k, (int)cells);
	for (; head + cells <= p->lines && g->n < GRID_ROWS; head += cells) {
		if (!short_name(p, head) || grid_is_figure(str_trim(p->line[head].text)) ||
		    figures_behind(p, head + (size_t)names - 1) != figures)
			break;
		add_stacked(g, p, head, (int)cells);
	}
	g->lines = head - k;
	return settle(g) && g->n - g->heads >= 2;
}

/* ---- headers ---- */

static size_t place(struct str text, size_t byte)
{
	size_t n = 0;
	for (size_t i = 0; i < byte; i++)
		n += ((unsigned char)text.p[i] & 0xc0) != 0x80;
	return n;
}

/* Where the figures of a column stand, in letters from the margin. */
static void extent(const struct grid *g, int column, size_t *first, size_t *end)
{
	*first = SIZE_MAX;
	*end = 0;
	for (size_t k = g->heads; k < g->n; k++) {
		const struct grid_row *r = &g->row[k];
		if (r->n != g->columns)
			continue;
		size_t a = place(r->text, r->cell[column].begin);
		size_t b = place(r->text, r->cell[column].end);
		*first = a < *first ? a : *first;
		*end = b > *end ? b : *end;
	}
}

/* The cell of a header row over a column by where it stands; -1: none. */
static int cell_over(const struct grid *g, size_t row, int column)
{
	const struct grid_row *r = &g->row[row];
	size_t first, end, best = SIZE_MAX;
	int found = -1;
	extent(g, column, &first, &end);
	for (int k = 0; k < r->n; k++) {
		size_t a = place(r->text, r->cell[k].begin), b = place(r->text, r->cell[k].end);
		size_t apart = a >= end ? a - end + 1 : b <= first ? first - b + 1 : 0;
		if (apart < best) {
			best = apart;
			found = k;
		}
	}
	if (best == 0)
		return found;
	bool spans = row + 1 < g->heads && (r->n == 1 || found == r->n - 1);
	return column > 0 && (spans || (r->n == g->columns && found == column)) ? found : -1;
}

/* The first row may have fewer cells than columns, over a second that holds what one of them,
 * g->spanning, spans. */
static int cell_spanning(const struct grid *g, size_t row, int column)
{
	const struct grid_row *r = &g->row[row];
	int a = r->n, columns = g->columns;
	if (a == columns) {
		while (column > 0 && row + 1 < g->heads &&
		       r->cell[column].begin == r->cell[column].end &&
		       (g->row[row + 1].n != columns ||
			g->row[row + 1].cell[column].begin < g->row[row + 1].cell[column].end))
			column--;
		return column;
	}
	int over = g->spanning;
	if (row == 0 && over > 0 && g->heads > 1 && g->row[1].n + a - 1 == columns) {
		int under = g->row[1].n;
		return column < over ? column : column < over + under ? over : column - under + 1;
	}
	if (row == 1 && over > 0 && g->row[0].n + a - 1 == columns)
		return column >= over && column < over + a ? column - over : -1;
	return -2;
}

bool grid_header(const struct grid *g, int column, struct buf *out)
{
	for (size_t k = 0; k < g->heads; k++) {
		const struct grid_row *r = &g->row[k];
		int c = g->aligned ? cell_over(g, k, column) : cell_spanning(g, k, column);
		if (c == -2 && r->n > 1)
			return false;
		if (c < 0)
			continue;
		struct str words = grid_cell(r, c);
		if (out->n && words.n)
			buf_byte(out, ' ');
		buf_add(out, words);
	}
	return true;
}

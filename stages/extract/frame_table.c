#include "stages/extract/frame_table.h"

#include "stages/extract/frame_parts.h"

enum { TABLE_COLUMNS = 16, TABLE_LINES = 2000 };

enum column_kind { COLUMN_NAME, COLUMN_UNIT, COLUMN_LEVEL, COLUMN_GROWTH };

struct column_head {
	enum column_kind kind;
	bool has_span, has_base, percent;
	struct time_span span;
	struct base_ref base;
};

struct head {
	struct column_head at[TABLE_COLUMNS];
	int n;
};

/* A cell: tokens [first, end) of the line. */
struct cell {
	size_t first, end;
};

struct table_reader_state {
	struct reading *r;
	struct tokens *t;
	struct chunks *c;
};

static const struct vocab *words(const struct table_reader_state *s)
{
	return s->r->lexicon->vocab;
}

/* Cells of the line that is in s->t, parted by tabs, or by " / " where `slash`. */
static int split_cells(const struct table_reader_state *s, bool slash, struct cell cell[])
{
	const struct tokens *t = s->t;
	int n = 0;
	size_t first = 0;
	if (t->n == 0)
		return 0;
	for (size_t i = 0; i <= t->n; i++) {
		bool cut = i == t->n;
		size_t next = i;
		if (!cut && slash && token_is_mark(t, i, '/') && !t->at[i].glued && i + 1 < t->n &&
		    !t->at[i + 1].glued) {
			cut = true;
			next = i + 1;
		} else if (!cut && !slash && i > first) {
			struct str gap =
				str_range(t->text.p + t->at[i - 1].end, t->text.p + t->at[i].begin);
			cut = gap.n && memchr(gap.p, '\t', gap.n);
		}
		if (!cut)
			continue;
		if (n == TABLE_COLUMNS)
			return 0;
		cell[n++] = (struct cell){first, i};
		first = next;
	}
	return n;
}

static bool is_figure_cell(const struct tokens *t, struct cell c)
{
	size_t i = c.first;
	while (i < c.end && t->at[i].kind == TOKEN_MARK && strchr("+-", t->at[i].mark))
		i++;
	if (i >= c.end || t->at[i].kind != TOKEN_NUMBER)
		return false;
	return i + 1 == c.end || (i + 2 == c.end && token_is_mark(t, i + 1, '%'));
}

static bool has_class(const struct table_reader_state *s, struct cell c, enum vocab_class class)
{
	for (size_t i = c.first; i < c.end; i++)
		if (tokens_match(s->t, words(s), i, class, NULL))
			return true;
	return false;
}

/* What a header cell, or a caption, says: a period, a comparison, percent. */
static void read_head_cell(const struct table_reader_state *s, struct cell c, struct column_head *h)
{
	bool versus = false;
	for (size_t i = c.first; i < c.end;) {
		struct when w;
		size_t n = tokens_match(s->t, words(s), i, VOCAB_versus, NULL);
		if (n) {
			versus = true;
			i += n;
			continue;
		}
		n = when_read(s->t, words(s), i, versus, &w);
		if (n && versus && !h->has_base) {
			h->has_base = true;
			h->base = (struct base_ref){.when = w, .first = i, .end = i + n};
		} else if (n && !versus) {
			h->has_span = when_resolve(&w, s->r->report, &s->r->now, false, &h->span) ||
				      h->has_span;
		}
		h->percent = h->percent || token_is_mark(s->t, i, '%');
		i += n ? n : 1;
	}
}

static bool read_head(const struct table_reader_state *s, const struct cell cell[], int n,
		      const struct column_head *caption, struct head *h)
{
	int values = 0;
	h->n = n;
	for (int k = 0; k < n; k++) {
		struct column_head *c = &h->at[k];
		*c = (struct column_head){0};
		if (is_figure_cell(s->t, cell[k]))
			return false;
		if (k == 0) {
			c->kind = COLUMN_NAME;
			read_head_cell(s, cell[k], c);
			continue;
		}
		if (tokens_match(s->t, words(s), cell[k].first, VOCAB_unit_head, NULL)) {
			c->kind = COLUMN_UNIT;
			continue;
		}
		read_head_cell(s, cell[k], c);
		if (!c->has_span && h->at[0].has_span) {
			c->has_span = true;
			c->span = h->at[0].span;
		}
		if (!c->has_span && caption->has_span) {
			c->has_span = true;
			c->span = caption->span;
		}
		if (!c->has_base && caption->has_base && caption->percent) {
			c->has_base = true;
			c->base = caption->base;
		}
		c->kind = c->has_base ? COLUMN_GROWTH : COLUMN_LEVEL;
		values++;
	}
	return values > 0;
}

/* The unit that a cell names: scale words, then a unit. */
static void read_unit_cell(const struct table_reader_state *s, struct cell c, struct quantity *q)
{
	size_t i = c.first, n;
	q->scale_first = i;
	while (i < c.end && (n = tokens_match(s->t, words(s), i, VOCAB_scale, NULL)) > 0)
		i += n;
	q->scale_end = i;
	q->unit_first = q->unit_end = i;
	quantity_unit(s->t, s->r->lexicon, i, q);
}

static struct quantity figure_of(const struct tokens *t, struct cell c)
{
	struct quantity q = {.first = c.first, .end = c.end};
	size_t i = c.first;
	if (t->at[i].kind == TOKEN_MARK)
		q.sign = t->at[i++].mark;
	q.number_first = i;
	q.number_end = i + 1;
	q.scale_first = q.scale_end = q.unit_first = q.unit_end = q.noun_first = q.noun_end = i + 1;
	if (i + 1 < c.end) {
		q.kind = UNIT_PERCENT;
		q.unit_end = c.end;
	}
	return q;
}

static void name_subject(const struct table_reader_state *s, struct frame *f, struct cell name)
{
	size_t end = name.first;
	const struct vocab_entry *e;
	while (end < name.end && !token_is_mark(s->t, end, '('))
		end++;
	for (size_t i = end; i < name.end; i++)
		if (tokens_match(s->t, words(s), i, VOCAB_status, &e)) {
			f->now.status = e->value.p;
			f->now.status_printed = true;
		}
	pieces_add(&f->now.pieces, name.first, end);
	f->now.closed = true;
}

/* Numbers of a cell that is no figure: dates, else of `kind` (NULL: unread). */
static void tell_numbers(struct frame *f, struct cell c, const char *kind)
{
	for (size_t i = c.first; i < c.end;) {
		struct when w;
		size_t n = when_read(f->t, f->r->lexicon->vocab, i, false, &w);
		struct chunk part = {.kind = CHUNK_SKIP, .first = i, .end = i + (n ? n : 1)};
		if (part.end > c.end)
			part.end = c.end;
		frame_skip(f, &part, n ? "date" : kind);
		i = part.end;
	}
}

/* One row: its level first, so that its growths can name it. */
static void read_row(const struct table_reader_state *s, const struct head *h,
		     const struct cell cell[], size_t offset)
{
	struct frame f;
	struct quantity unit = {0};
	struct pieces name;
	int level = 0;
	s->c->n = 0;
	frame_begin(&f, s->r, s->t, s->c, offset, s->t->text);
	f.head.n = 0;
	name_subject(s, &f, cell[0]);
	tell_numbers(&f, cell[0], "name");
	name = f.now.pieces;
	for (int k = 1; k < h->n; k++)
		if (h->at[k].kind == COLUMN_UNIT)
			read_unit_cell(s, cell[k], &unit);
	for (int k = 1; k < h->n; k++) {
		const struct column_head *c = &h->at[k];
		if (c->kind == COLUMN_UNIT || !is_figure_cell(s->t, cell[k])) {
			tell_numbers(&f, cell[k], c->kind == COLUMN_UNIT ? "name" : NULL);
			continue;
		}
		struct chunk figure = {.kind = CHUNK_NUMBER,
				       .first = cell[k].first,
				       .end = cell[k].end};
		figure.quantity = figure_of(s->t, cell[k]);
		f.now.has_span = c->has_span;
		f.now.new_span = true;
		f.now.span = c->span;
		f.now.pieces = name;
		f.now.closed = true;
		if (c->kind == COLUMN_LEVEL) {
			if (figure.quantity.kind == UNIT_NONE) {
				struct quantity with = unit;
				with.first = figure.first;
				with.end = figure.end;
				with.sign = figure.quantity.sign;
				with.number_first = figure.quantity.number_first;
				with.number_end = figure.quantity.number_end;
				with.noun_first = with.noun_end = 0;
				if (c->percent)
					with.kind = UNIT_PERCENT;
				figure.quantity = with;
			}
			f.now.level = f.now.share = 0;
			level = frame_level(&f, &figure, ROLE_LEVEL);
			continue;
		}
		f.now.level = level;
		if (level)
			f.now.pieces.n = 0;
		figure.quantity.kind = UNIT_PERCENT;
		frame_growth(&f, &figure, "percent", figure.quantity.sign ? 0 : '+');
		struct growth_ref *g = &f.growths[f.n_growths - 1];
		g->has_base = true;
		g->base = c->base;
		g->span_printed = c->has_span;
	}
	frame_end(&f);
}

/* Numbers of a header or caption are no figures. */
static void skip_line(const struct table_reader_state *s, size_t offset, const char *kind)
{
	struct frame f;
	s->c->n = 0;
	frame_begin(&f, s->r, s->t, s->c, offset, s->t->text);
	for (size_t i = 0; i < s->t->n; i++) {
		struct chunk one = {.kind = CHUNK_SKIP, .first = i, .end = i + 1};
		if (s->t->at[i].kind == TOKEN_NUMBER)
			frame_skip(&f, &one, kind);
	}
}

static void load(const struct table_reader_state *s, const struct report *p, size_t k)
{
	tokens_read(s->t, words(s), p->line[k].text);
}

static bool is_caption(const struct table_reader_state *s)
{
	return s->t->n && tokens_match(s->t, words(s), 0, VOCAB_table, NULL) &&
	       !token_is_mark(s->t, s->t->n - 1, '.');
}

/* Rows parted by tabs; a caption line may stand before the header. */
static size_t read_tabbed(const struct table_reader_state *s, const struct report *p, size_t k)
{
	struct column_head caption = {0};
	struct cell cell[TABLE_COLUMNS];
	struct head h;
	size_t at = k;
	bool captioned = is_caption(s);
	if (captioned) {
		read_head_cell(s, (struct cell){0, s->t->n}, &caption);
		at++;
		while (at < p->lines && p->line[at].text.n == 0)
			at++;
		if (at >= p->lines)
			return 0;
		load(s, p, at);
	}
	if (split_cells(s, false, cell) < 2 ||
	    !read_head(s, cell, split_cells(s, false, cell), &caption, &h))
		return 0;
	size_t first = at + 1;
	if (first >= p->lines)
		return 0;
	load(s, p, first);
	if (split_cells(s, false, cell) != h.n)
		return 0;
	for (size_t i = k; i <= at; i++) {
		load(s, p, i);
		skip_line(s, p->line[i].offset, i == at ? "date" : "caption");
	}
	for (at = first; at < p->lines && at < first + TABLE_LINES; at++) {
		load(s, p, at);
		if (split_cells(s, false, cell) != h.n)
			break;
		read_row(s, &h, cell, p->line[at].offset);
	}
	return at - k;
}

/* "Chi tieu thang 9/2023 / Don vi / Gia tri / Thoc / nghin tan / 41,2" */
static size_t read_joined(const struct table_reader_state *s, const struct report *p, size_t k)
{
	struct column_head caption = {0};
	struct cell cell[TABLE_COLUMNS];
	struct head h;
	int n = split_cells(s, true, cell), first = 0;
	while (first < n && !is_figure_cell(s->t, cell[first]))
		first++;
	int columns = (first + 1) / 2;
	if (n < 4 || first == n || columns < 2 || n % columns ||
	    !read_head(s, cell, columns, &caption, &h))
		return 0;
	skip_line(s, p->line[k].offset, "date");
	size_t keep = 0;
	for (size_t i = 0; i < s->t->n; i++) /* header numbers only: the rows tell their own */
		keep += s->t->at[i].kind == TOKEN_NUMBER && i < cell[columns].first;
	size_t all = 0;
	for (size_t i = 0; i < s->t->n; i++)
		all += s->t->at[i].kind == TOKEN_NUMBER;
	s->r->mentions->n -= all - keep;
	for (int row = columns; row + columns <= n; row += columns)
		read_row(s, &h, cell + row, p->line[k].offset);
	return 1;
}

/* A caption, then names and figures on lines of their own. */
static size_t read_stacked(const struct table_reader_state *s, const struct report *p, size_t k)
{
	struct column_head caption = {0};
	if (!is_caption(s))
		return 0;
	read_head_cell(s, (struct cell){0, s->t->n}, &caption);
	size_t at = k + 1, pairs = 0;
	for (; at + 1 < p->lines; at += 2, pairs++) {
		load(s, p, at);
		if (s->t->n == 0 || s->t->n > 14 || is_figure_cell(s->t, (struct cell){0, s->t->n}))
			break;
		load(s, p, at + 1);
		if (!is_figure_cell(s->t, (struct cell){0, s->t->n}))
			break;
	}
	if (pairs < 2 || (!caption.has_base && !caption.percent))
		return 0;
	load(s, p, k);
	skip_line(s, p->line[k].offset, "caption");
	struct head h = {.n = 2};
	h.at[1] = caption;
	h.at[1].kind = caption.has_base ? COLUMN_GROWTH : COLUMN_LEVEL;
	for (size_t i = 0; i < pairs; i++) {
		/* name and figure as one text: they stand side by side in the document but for
		 * the line break */
		const struct report_line *name = &p->line[k + 1 + 2 * i], *figure = name + 1;
		struct str both = str_range(name->text.p, figure->text.p + figure->text.n);
		tokens_read(s->t, words(s), both);
		size_t cut = 0;
		while (cut < s->t->n && s->t->at[cut].begin < figure->offset - name->offset)
			cut++;
		struct cell cell[2] = {{0, cut}, {cut, s->t->n}};
		read_row(s, &h, cell, name->offset);
	}
	return 1 + 2 * pairs;
}

size_t frame_table_read(struct reading *r, struct tokens *t, struct chunks *c,
			const struct report *p, size_t k)
{
	struct table_reader_state s = {r, t, c};
	size_t used;
	bool tabs = memchr(p->line[k].text.p, '\t', p->line[k].text.n) != NULL;
	if (tabs || is_caption(&s)) {
		if ((used = read_tabbed(&s, p, k)))
			return used;
		load(&s, p, k);
		if ((used = read_stacked(&s, p, k)))
			return used;
		load(&s, p, k);
	}
	struct cell whole = {0, t->n};
	if (has_class(&s, whole, VOCAB_unit_head) && (used = read_joined(&s, p, k)))
		return used;
	return 0;
}

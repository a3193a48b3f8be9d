#include "stages/extract/frame_table.h"

#include "common/viet.h"
#include "stages/extract/frame_parts.h"
#include "stages/extract/outline.h"
#include "stages/extract/frame_table_parts.h"

/* ---- rows ---- */

static bool cell_tokens(const struct tokens *t, const struct grid_row *row, int column,
			size_t *first, size_t *end)
{
	size_t i = 0;
	while (i < t->n && t->at[i].begin < row->cell[column].begin)
		i++;
	*first = i;
	while (i < t->n && t->at[i].end <= row->cell[column].end)
		i++;
	*end = i;
	return *end > *first;
}

/* Numbers of cells that are no figures: dates, else of `kind` (NULL: unread). */
static void tell_numbers(struct frame *f, size_t first, size_t end, const char *kind)
{
	for (size_t i = first; i < end;) {
		struct when w;
		size_t n = when_read(f->t, f->r->lexicon->vocab, i, false, &w);
		struct chunk part = {.kind = CHUNK_SKIP, .first = i, .end = i + (n ? n : 1)};
		if (part.end > end)
			part.end = end;
		frame_skip(f, &part, n ? "date" : kind);
		i = part.end;
	}
}

static struct quantity figure_of(const struct tokens *t, size_t first, size_t end)
{
	struct quantity q = {.first = first, .end = end};
	size_t i = first;
	while (i + 1 < end && t->at[i].kind == TOKEN_MARK)
		q.sign = t->at[i++].mark;
	q.number_first = i;
	q.number_end = i + 1;
	q.scale_first = q.scale_end = q.unit_first = q.unit_end = q.noun_first = q.noun_end = i + 1;
	return q;
}

/* The unit of a level: its column's, the row's, the table's; false where none is said. */
static bool unit_of(struct table *b, const struct column *c, const struct grid_row *row,
		    struct column *out)
{
	struct table_reader *s = b->s;
	const struct table_parent *self = b->parents ? &b->parent[b->parents - 1] : NULL;
	*out = (struct column){0};
	table_take_unit(out, c);
	if (!out->unit.n && c->percent)
		out->unit = STR("%"), out->unit_kind = UNIT_PERCENT;
	if (self && self->has_said) {
		out->status = self->said.status;
		if (b->unit < 0)
			table_take_unit(out, &self->said);
		if (!out->unit.n && self->said.percent && b->unit < 0)
			out->unit = STR("%"), out->unit_kind = UNIT_PERCENT;
	}
	if (!out->unit.n && b->unit >= 0) {
		struct str cell = arena_copy(s->r->arena, grid_cell(row, b->unit));
		tokens_read(&s->words, table_words(s), cell);
		if (!token_is_mark(&s->words, 0, '%'))
			return column_unit(s->r, &s->words, 0, out);
		out->unit = cell, out->unit_kind = UNIT_PERCENT;
	}
	for (int k = b->under; !out->unit.n && !out->percent && k-- > 0;)
		table_take_unit(out, &b->parent[k].said);
	if (!out->unit.n && !out->percent)
		table_take_unit(out, &b->caption);
	if (!out->unit.n && out->percent)
		out->unit = STR("%"), out->unit_kind = UNIT_PERCENT;
	if (!out->unit.n && s->r->unit.n) {
		out->unit = s->r->unit;
		out->scale = s->r->unit_scale;
		out->unit_kind = s->r->unit_kind;
	}
	return out->unit.n > 0;
}

static bool same_words(struct str a, struct str b)
{
	struct buf x = {0}, y = {0};
	viet_fold(a, &x);
	viet_fold(b, &y);
	bool same = str_equal(buf_view(&x), buf_view(&y));
	buf_release(&x);
	buf_release(&y);
	return same;
}

/* What a figure of the row is said of, in its column. */
static struct subject row_subject(struct table *b, const struct column *c, struct str name,
				  enum unit_kind kind)
{
	struct arena *a = b->s->r->arena;
	struct str field = b->s->r->field;
	struct subject table = c->measure.n ? table_subject(b, c->measure) : b->subject;
	struct subject own = table_subject(b, name), s;
	if (b->row_dated)
		return subject_complete((struct subject){.measured = ""}, &table, field, kind, a);
	if (subject_empty(&own)) {
		own.text = own.thing = name;
	}
	if (c->measure.n && table.thing.n == 0 && b->subject.thing.n)
		table.thing = b->subject.thing;
	if (c->measure.n && subject_empty(&table))
		table.text = table.thing = c->measure;
	if (table_is_total(b, name)) {
		if (subject_empty(&table))
			return subject_complete(own, NULL, field, kind, a);
		struct subject none = {.measured = ""};
		return subject_complete(none, &table, field, kind, a);
	}
	if (!c->measure.n) {
		struct str alone = own.text;
		own = table_under(b, own, kind);
		if (!str_equal(alone, own.text))
			return own;
	}
	bool noun = strcmp(own.measured, "noun") == 0;
	if (own.measure.n && c->measure.n == 0 &&
	    (!table.measure.n ||
	     (!noun && (b->unit >= 0 || same_words(own.measure, table.measure)))))
		return subject_complete(own, NULL, (struct str){0}, kind, a);
	table.kind = kind;
	table.divided = true;
	s = table.measure.n         ? subject_complete(own, &table, field, kind, a)
	    : subject_empty(&table) ? own
				    : subject_with(table, own.text, " ", a);
	s.kind = kind;
	return s;
}

static bool month_back(const struct base_ref *b, struct period report)
{
	const struct when *w = &b->when;
	if (w->form != WHEN_MONTH || w->same)
		return false;
	return (w->has_relative && w->relative == -1) ||
	       (w->month && period_month_of(period_move(report, -1)) == w->month);
}

/* The level of the row that a change is of: of its period; of the newest one before it. */
static int level_of(const struct table *b, int column, const int level[])
{
	const struct column *c = &b->at[column];
	struct period report = b->s->r->report, best = {0};
	int found = 0;
	bool own = c->own_span, month = month_back(&c->base, report);
	for (int k = b->name + 1; k < b->s->grid.columns; k++) {
		const struct column *l = &b->at[k];
		if (!level[k] || l->kind != COLUMN_LEVEL || (!own && k > column))
			continue;
		struct period of = l->has_span ? l->span.period : report;
		if (own && !period_same(of, c->span.period))
			continue;
		bool cumulative = l->has_span && l->span.basis[0] == 'y';
		if (own && cumulative != (c->span.basis[0] == 'y'))
			continue;
		if (month && (cumulative || of.freq != 'M'))
			continue;
		bool rate = l->percent || l->unit_kind == UNIT_PERCENT;
		if (found && (of.last < best.last || (rate && of.last == best.last)))
			continue;
		best = of;
		found = level[k];
	}
	return found;
}

/* The span of a cell's figure. `of`: the level that a completion is of, 0: none. */
static struct time_span cell_span(const struct table *b, const struct frame *f,
				  const struct column *c, int of)
{
	if (b->row_dated)
		return b->row_span;
	if (c->own_span)
		return c->span;
	if (c->kind == COLUMN_PLAN) /* "Ke hoach" alone is the year's */
		return (struct time_span){.period = period_year(period_year_of(f->r->report)),
					  .basis = "period"};
	if (of)
		return mention_of(f->r->mentions, of)->span;
	return c->has_span ? c->span : b->s->r->section;
}

static int read_level(struct table *b, struct frame *f, const struct grid_row *row, int column,
		      struct chunk *figure, int of)
{
	const struct column *c = &b->at[column];
	struct column unit;
	bool ratio = c->kind == COLUMN_COMPLETION;
	if (ratio)
		unit = (struct column){.unit = STR("%"), .unit_kind = UNIT_PERCENT};
	else if (!unit_of(b, c, row, &unit)) {
		b->unread = true;
		frame_skip(f, figure, NULL);
		return 0;
	}
	figure->quantity.kind = unit.unit_kind;
	struct subject s = row_subject(b, c, b->own, unit.unit_kind);
	if (ratio)
		s = subject_with(s, c->plan_words, " / ", f->r->arena);
	struct mention *m = frame_mention(f, figure, OUTCOME_LEVEL);
	int number = (int)f->r->mentions->n;
	m->field = f->r->field;
	m->scale = unit.scale;
	m->unit = unit.unit;
	m->money = unit.unit_kind == UNIT_MONEY;
	m->rate = unit.unit_kind == UNIT_PERCENT ? "rate" : "";
	m->sign = figure->quantity.sign == '-' ? '-' : 0;
	m->subject = s.text;
	m->area = frame_place(f, s.text);
	f->now.has_span = f->now.new_span = true;
	f->now.span = cell_span(b, f, c, of);
	f->now.subject = s;
	f->now.level = 0;
	frame_settle_span(f, m, &s, &figure->quantity, 0, ROLE_LEVEL);
	m->status = c->kind == COLUMN_PLAN ? "F"
		    : c->status            ? c->status
		    : unit.status          ? unit.status
					   : "A";
	if (m->status[0] == 'E' && m->span.period.last > f->r->report.last)
		m->status = "F";
	return number;
}

static void read_growth(struct table *b, struct frame *f, const struct grid_row *row, int column,
			struct chunk *figure, int level)
{
	const struct column *c = &b->at[column];
	bool absolute = c->form == FORM_UNTOLD;
	struct column unit = *c;
	if (absolute && !unit.unit.n && !unit_of(b, c, row, &unit)) {
		b->unread = true;
		frame_skip(f, figure, NULL);
		return;
	}
	struct subject s = row_subject(b, c, b->own, UNIT_PERCENT);
	figure->quantity.kind = absolute ? unit.unit_kind : UNIT_PERCENT;
	f->now.has_span = true;
	f->now.span = cell_span(b, f, c, 0);
	f->now.level = level;
	f->now.verb = VERB_NONE;
	f->now.pieces.n = 0;
	f->now.subject = s;
	frame_growth(f, figure,
		     absolute                ? "absolute"
		     : c->form == FORM_INDEX ? "index"
					     : "percent",
		     c->form == FORM_INDEX ? 0 : '+');
	struct growth_ref *g = &f->growths[f->n_growths - 1];
	struct mention *m = mention_of(f->r->mentions, g->mention),
		       *l = mention_of(f->r->mentions, level);
	g->level = level;
	g->past = g->of_growth = false;
	g->has_base = g->span_printed = true;
	g->base = c->base;
	m->subject = l ? l->subject : s.text;
	m->status = l ? l->status : "A";
	if (absolute) {
		m->scale = unit.scale;
		m->unit = unit.unit;
	}
	if (!l && m->span.basis[0] == 0)
		m->span.basis = "period";
}

static bool row_is_numbers(const struct grid_row *row)
{
	for (int k = 0; k < row->n; k++) {
		struct str s = grid_cell(row, k);
		if (s.n > 2 && !(s.n < 8 && memchr(s.p, '=', s.n)))
			return false;
	}
	return true;
}

static void read_row(struct table *b, const struct grid_row *row)
{
	struct table_reader *s = b->s;
	struct frame f;
	int level[GRID_COLUMNS] = {0};
	bool figures = grid_has_figures(row), whole = row->n == s->grid.columns;
	tokens_read(s->t, table_words(s), row->text);
	s->c->n = 0;
	frame_begin(&f, s->r, s->t, s->c, row->offset, s->t->text);
	f.head.n = 0;
	f.list_sign = 0;
	if (row_is_numbers(row) || !whole) {
		tell_numbers(&f, 0, s->t->n, !whole && figures ? NULL : "list_number");
		b->unread = b->unread || (!whole && figures);
		if (!whole)
			table_row_name(b, row, figures);
		frame_end(&f);
		return;
	}
	table_row_name(b, row, figures);
	for (int k = 0; k < row->n; k++) {
		size_t first, end;
		if (!cell_tokens(s->t, row, k, &first, &end))
			continue;
		const struct column *c = &b->at[k];
		struct chunk figure = {.kind = CHUNK_NUMBER, .first = first, .end = end};
		bool value = c->kind >= COLUMN_LEVEL && grid_is_figure(grid_cell(row, k));
		if (!value) {
			bool lost = k > b->name && c->kind == COLUMN_NONE;
			size_t mark = first;
			while (k == b->name && mark < end && s->t->at[mark].begin < b->name_begin)
				mark++; /* "1.1. Lua" */
			tell_numbers(&f, first, mark, "list_number");
			first = mark;
			tell_numbers(&f, first, end,
				     lost || k > b->name ? c->kind == COLUMN_UNIT ? "name" : NULL
				     : c->kind == COLUMN_NUMBER ? "list_number"
								: "name");
			b->unread = b->unread || (lost && grid_is_figure(grid_cell(row, k)));
			continue;
		}
		figure.quantity = figure_of(s->t, first, end);
		int of = c->kind >= COLUMN_COMPLETION ? level_of(b, k, level) : 0;
		if (c->kind == COLUMN_GROWTH)
			read_growth(b, &f, row, k, &figure, of);
		else
			level[k] = read_level(b, &f, row, k, &figure, of);
	}
	frame_end(&f);
}

/* Numbers of headers and captions, and of tables that cannot be read (kind NULL). */
static void tell_text(struct table *b, struct str text, size_t offset, const char *kind)
{
	struct table_reader *s = b->s;
	struct frame f;
	tokens_read(s->t, table_words(s), text);
	s->c->n = 0;
	frame_begin(&f, s->r, s->t, s->c, offset, s->t->text);
	tell_numbers(&f, 0, s->t->n, kind);
}

/* Makes the tokens at hand those of a line of the report. */
static void read_words(struct table_reader *s, struct str line)
{
	if (s->t->text.p != line.p || s->t->text.n != line.n)
		tokens_read(s->t, table_words(s), line);
}

static bool grid_at(struct table_reader *s, const struct report *p, size_t k, bool captioned)
{
	const struct tokens *t = s->t;
	if (captioned || k >= s->none_until) {
		s->grid.lines = 0;
		if (grid_read(&s->grid, p, k) && (s->grid.heads > 0 || captioned))
			return true;
		s->none_until = k + s->grid.lines;
	}
	read_words(s, p->line[k].text);
	for (size_t i = 0; i < t->n; i++)
		if (tokens_match(t, table_words(s), i, VOCAB_unit_head, NULL) &&
		    grid_read_joined(&s->grid, p, k))
			return true;
	return captioned && grid_read_stacked(&s->grid, p, k);
}

static size_t read_table(struct table_reader *s, const struct report *p, size_t k, bool *unread)
{
	struct table b = {.s = s, .caption = {.span = {.basis = ""}}};
	struct grid *g = &s->grid;
	g->ends = table_begins;
	g->with = s;
	size_t used = table_caption(&b, p, k), at = k + used;
	if (at >= p->lines || str_trim(p->line[at].text).n == 0 || !grid_at(s, p, at, used > 0)) {
		read_words(s, p->line[k].text);
		return 0;
	}
	for (size_t i = k; i < at; i++)
		if (p->line[i].text.n)
			tell_text(&b, p->line[i].text, p->line[i].offset, "caption");
	b.subject = table_subject(&b, b.caption.measure);
	bool told = table_columns(&b);
	for (size_t i = 0; i < g->n; i++) {
		if (i >= g->heads && told)
			read_row(&b, &g->row[i]);
		else
			tell_text(&b, g->row[i].text, g->row[i].offset,
				  i < g->heads ? "list_number" : NULL);
	}
	*unread = b.unread || !told;
	return used + g->lines;
}

size_t frame_table_read(struct table_reader *s, const struct report *p, size_t k, bool *unread)
{
	*unread = false;
	return table_may_caption(s, p, k) || grid_may_begin(p, k) ? read_table(s, p, k, unread) : 0;
}

void frame_table_release(struct table_reader *s)
{
	grid_release(&s->grid);
	tokens_release(&s->words);
}

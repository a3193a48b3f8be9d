/* What stands above the rows of a table: its caption, the line that names the unit, the header. */
#include "stages/extract/frame_table_parts.h"

enum { CAPTION_LINES = 4, TITLE_BYTES = 240 };

/* ---- what stands above ---- */

static bool is_caption(const struct table_reader *s, const struct tokens *t)
{
	return t->n && tokens_match(t, table_words(s), 0, VOCAB_table, NULL) &&
	       !token_is_mark(t, t->n - 1, '.');
}

static bool is_unit_line(const struct table_reader *s, const struct tokens *t)
{
	return tokens_match(t, table_words(s), token_is_mark(t, 0, '('), VOCAB_unit_head, NULL) > 0;
}

/* "Gia tri xuat khau (Don vi tinh: trieu USD)" above a line of cells. */
static bool is_titled_unit(const struct table_reader *s, const struct tokens *t,
			   const struct report *p, size_t k)
{
	if (k + 1 >= p->lines || t->n == 0 || token_is_mark(t, 0, '('))
		return false;
	struct str next = str_trim(p->line[k + 1].text);
	if (!memchr(next.p, '\t', next.n) && !memchr(next.p, '|', next.n))
		return false;
	for (size_t i = 1; i + 1 < t->n; i++)
		if (token_is_mark(t, i, '(') &&
		    tokens_match(t, table_words(s), i + 1, VOCAB_unit_head, NULL))
			return true;
	return false;
}

bool table_begins(void *reader, struct str line)
{
	struct table_reader *s = reader;
	tokens_read(&s->words, table_words(s), line);
	return is_caption(s, &s->words) || is_unit_line(s, &s->words);
}

/* "Bang 3. Doanh thu van tai": the words behind the number. */
static struct str caption_words(struct table_reader *s, struct str line)
{
	const struct tokens *t = &s->words;
	tokens_read(&s->words, table_words(s), line);
	size_t i = tokens_match(t, table_words(s), 0, VOCAB_table, NULL);
	if (i && i < t->n && t->at[i].kind == TOKEN_NUMBER)
		i++;
	while (i && i < t->n && t->at[i].kind == TOKEN_MARK && !token_is_mark(t, i, '('))
		i++;
	return i < t->n ? str_range(line.p + t->at[i].begin, line.p + line.n)
			: (struct str){line.p, 0};
}

void table_take_unit(struct column *to, const struct column *from)
{
	if (from->unit.n && !to->unit.n) {
		to->unit = from->unit;
		to->scale = from->scale;
		to->unit_kind = from->unit_kind;
	}
	to->percent = to->percent || from->percent;
}

bool table_may_caption(const struct table_reader *s, const struct report *p, size_t k)
{
	return is_caption(s, s->t) || is_unit_line(s, s->t) || is_titled_unit(s, s->t, p, k);
}

size_t table_caption(struct table *b, const struct report *p, size_t k)
{
	struct table_reader *s = b->s;
	size_t at = k;
	bool titled = false;
	bool bare = false; /* "Bieu so 6": its title stands on the next line */
	for (; at < p->lines && at < k + CAPTION_LINES; at++) {
		struct column c;
		struct str line = p->line[at].text;
		if (str_trim(line).n == 0)
			continue;
		const struct tokens *t = at == k ? s->t : &s->words;
		if (at != k)
			tokens_read(&s->words, table_words(s), line);
		bool title = bare && line.n <= TITLE_BYTES;
		bool caption = !titled && (is_caption(s, t) || is_titled_unit(s, t, p, at));
		if (!caption && !is_unit_line(s, t) && !title)
			break;
		struct str inner = str_trim(line);
		if (memchr(inner.p, '\t', inner.n) || memchr(inner.p, '|', inner.n))
			break;
		if (caption || (title && !is_unit_line(s, t))) {
			titled = true;
			struct str words = caption ? caption_words(s, line) : inner;
			bare = caption && words.n == 0;
			column_read(&b->caption, s->r, &s->words, words);
			continue;
		}
		column_read(&c, s->r, &s->words, line);
		table_take_unit(&b->caption, &c);
	}
	return titled || at > k ? at - k : 0;
}

/* ---- columns ---- */

static bool body_row(const struct table *b, size_t k)
{
	return k >= b->s->grid.heads && b->s->grid.row[k].n == b->s->grid.columns;
}

/* Most cells of the column are words. */
static bool holds_names(const struct table *b, int column)
{
	const struct grid *g = &b->s->grid;
	size_t names = 0, all = 0;
	for (size_t k = g->heads; k < g->n; k++) {
		struct str s = grid_cell(&g->row[k], column);
		if (!body_row(b, k) || s.n == 0)
			continue;
		all++;
		names += !grid_is_figure(s) && !grid_is_empty(s) && s.n > 2;
	}
	return all && names * 2 > all;
}

/* Changes in per cent as indices (108,5) or as changes (8,5): told where nearly all fit one way. */
static enum column_form form_of(const struct table *b, int column)
{
	const struct grid *g = &b->s->grid;
	size_t index = 0, change = 0, all = 0;
	for (size_t k = g->heads; k < g->n; k++) {
		struct str s = grid_cell(&g->row[k], column);
		if (!body_row(b, k) || !grid_is_figure(s))
			continue;
		bool sign = s.p[0] < '0' || s.p[0] > '9';
		int whole = 0;
		for (size_t i = 0;
		     !sign && i < s.n && s.p[i] >= '0' && s.p[i] <= '9' && whole < 1000; i++)
			whole = whole * 10 + (s.p[i] - '0');
		all++;
		change += sign || whole < 50;
		index += !sign && whole >= 70 && whole <= 300;
		if (sign)
			return FORM_GROWTH;
	}
	if (all && index * 5 >= all * 4)
		return FORM_INDEX;
	return all && change * 5 >= all * 4 ? FORM_GROWTH : FORM_UNTOLD;
}

/* Columns headed by earlier periods alone, where the caption ends with "so voi" or the cells are
 * indices that nothing else compares: these are the bases. */
static void take_as_base(struct table *b, int column)
{
	struct column *c = &b->at[column];
	const struct column *up = &b->caption;
	const struct reading *r = b->s->r;
	bool earlier = c->past || (c->own_span && c->span.period.last < r->report.last &&
				   c->span.basis[0] != 'y');
	const struct column *unit = c->unit.n ? c : up;
	bool percent = c->percent || up->percent || unit->unit_kind == UNIT_PERCENT;
	if (c->kind != COLUMN_LEVEL || !earlier || up->has_base || c->compares)
		return;
	if (up->compares || (percent && form_of(b, column) == FORM_INDEX && !b->compared))
		column_read_compared(c, r, &b->s->words, c->text);
}

/* "Cung ky nam truoc": a level of that period. */
static void place_past(struct table *b, struct column *c)
{
	const struct reading *r = b->s->r;
	const struct column *up = &b->caption;
	struct period past;
	if (!c->past)
		return;
	struct time_span of = c->has_span ? c->span : up->has_span ? up->span : r->section;
	if (!when_resolve_base(&c->base.when, r->report, &of, &past))
		return;
	of.period = past;
	of.has_day = false;
	c->span = of;
	c->has_span = c->own_span = true;
}

static int32_t last_day(const struct table *b, const struct column *c)
{
	const struct time_span *s = c->own_span           ? &c->span
				    : b->caption.has_span ? &b->caption.span
							  : &b->s->r->section;
	return s->period.last;
}

/* "So sanh (%)" behind two levels, or a plan and a level, compares these. */
static void close_comparison(struct table *b, int column)
{
	struct column *c = &b->at[column], *level[2] = {NULL, NULL};
	int levels = 0, plans = 0;
	if (!c->open)
		return;
	for (int k = b->name + 1; k < column; k++) {
		struct column *l = &b->at[k];
		if (l->kind == COLUMN_PLAN) {
			plans++;
			c->plan_words = l->plan_words;
		}
		if (l->kind == COLUMN_LEVEL && levels++ < 2)
			level[levels - 1] = l;
	}
	if (levels == 1 && plans == 1 && !c->absolute) {
		c->kind = COLUMN_COMPLETION;
		return;
	}
	if (levels != 2 || plans || (!level[0]->own_span && !level[1]->own_span))
		return;
	int32_t first = last_day(b, level[0]), second = last_day(b, level[1]);
	const struct column *old = level[first > second];
	if (first == second || !old->own_span)
		return;
	c->has_base = c->compares = true;
	c->base = old->base;
	if (!old->past)
		c->base = (struct base_ref){.when = old->when, .end = 1};
	c->kind = COLUMN_GROWTH;
}

static void complete_column(struct table *b, int column)
{
	struct column *c = &b->at[column];
	const struct column *up = &b->caption, *name = &b->at[b->name];
	take_as_base(b, column);
	place_past(b, c);
	close_comparison(b, column);
	if (!c->has_span && (name->has_span || up->has_span)) {
		c->has_span = true;
		c->span = name->has_span ? name->span : up->span;
	}
	bool plain = c->kind == COLUMN_LEVEL && !c->unit.n;
	if (!c->has_base && up->has_base && ((plain && up->compares) || c->compares)) {
		c->has_base = true;
		c->base = up->base;
		c->percent = c->percent || up->percent;
		if (plain || c->kind == COLUMN_NONE)
			c->kind = COLUMN_GROWTH;
	}
	if (c->kind != COLUMN_GROWTH)
		return;
	if (c->absolute || (c->unit.n && c->unit_kind != UNIT_PERCENT && !c->percent))
		return;
	if (up->form == FORM_INDEX && c->form == FORM_UNTOLD)
		c->form = FORM_INDEX;
	if (c->form == FORM_UNTOLD)
		c->form = form_of(b, column);
}

static bool is_rate(const struct column *c)
{
	return c->kind == COLUMN_GROWTH && !c->absolute &&
	       (!c->unit.n || c->unit_kind == UNIT_PERCENT || c->percent);
}

/* The rates of one table are all indices or all changes: a column that its own cells leave open is
 * told by the others, where these agree. */
static void share_form(struct table *b)
{
	const int columns = b->s->grid.columns;
	enum column_form one = FORM_UNTOLD;
	bool agree = true;
	for (int k = b->name + 1; k < columns; k++) {
		enum column_form own = is_rate(&b->at[k]) ? b->at[k].form : FORM_UNTOLD;
		agree = agree && (own == FORM_UNTOLD || one == FORM_UNTOLD || own == one);
		one = own == FORM_UNTOLD ? one : own;
	}
	for (int k = b->name + 1; k < columns; k++) {
		struct column *c = &b->at[k];
		if (!is_rate(c) || c->form != FORM_UNTOLD)
			continue;
		if (agree && one != FORM_UNTOLD)
			c->form = one;
		else
			c->kind = COLUMN_NONE;
	}
}

/* The cell of the first header row that can span columns: one that ends with "so voi", or the
 * only one that heads figures at all; 0 where it cannot be told. */
static int spanning_cell(struct table *b)
{
	struct table_reader *s = b->s;
	const struct grid_row *row = &s->grid.row[0];
	int open = 0, heads = 0, one = 0, found = 0;
	for (int k = 1; s->grid.heads > 1 && k < row->n; k++) {
		const struct tokens *t = &s->words;
		tokens_read(&s->words, table_words(s), grid_cell(row, k));
		if (t->n == 0 || tokens_match(t, table_words(s), 0, VOCAB_unit_head, NULL) ||
		    holds_names(b, k))
			continue;
		heads++;
		one = k;
		for (size_t i = t->n - (t->n > 1 ? 2 : 1); i < t->n; i++)
			if (tokens_match(t, table_words(s), i, VOCAB_versus, NULL) + i == t->n) {
				open++;
				found = k;
				break;
			}
	}
	return open == 1 ? found : heads == 1 ? one : 0;
}

bool table_columns(struct table *b)
{
	struct table_reader *s = b->s;
	struct grid *g = &s->grid;
	int values = 0;
	b->name = b->unit = -1;
	g->spanning = spanning_cell(b);
	for (int k = 0; k < g->columns; k++) {
		struct buf text = {0};
		bool told = grid_header(g, k, &text);
		struct str header = arena_copy(s->r->arena, buf_view(&text));
		buf_release(&text);
		if (!told)
			return false;
		column_read(&b->at[k], s->r, &s->words, header);
		if (b->name < 0 && b->at[k].kind != COLUMN_NUMBER && holds_names(b, k)) {
			b->name = k;
			b->at[k].kind = COLUMN_NAME;
		} else if (b->name < 0) {
			b->at[k].kind = COLUMN_NUMBER;
		} else if (b->at[k].kind == COLUMN_UNIT) {
			b->unit = k;
		} else if (header.n == 0) {
			b->at[k] =
				g->columns == 2 ? b->caption : (struct column){.kind = COLUMN_NONE};
			b->at[k].measure.n = 0;
		}
	}
	if (b->name < 0)
		return false;
	for (int k = b->name + 1; k < g->columns; k++)
		b->compared = b->compared || (b->at[k].kind == COLUMN_GROWTH &&
					      !b->at[k].own_span && !b->at[k].fixed);
	for (int k = b->name + 1; k < g->columns; k++)
		complete_column(b, k);
	share_form(b);
	for (int k = b->name + 1; k < g->columns; k++)
		values += b->at[k].kind >= COLUMN_LEVEL;
	return values > 0;
}

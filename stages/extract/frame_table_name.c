/* What the rows of a table are called: their numbers and signs, and the rows that they are parts
 * of. */
#include "stages/extract/frame_table_parts.h"
#include "stages/extract/outline.h"

static struct str before_bracket(struct str s)
{
	const char *bracket = memchr(s.p, '(', s.n);
	return str_trim(bracket && bracket > s.p ? str_range(s.p, bracket) : s);
}

struct subject table_subject(struct table *b, struct str text)
{
	struct table_reader *s = b->s;
	struct pieces p = {0};
	bool divided;
	tokens_read(&s->words, table_words(s), arena_copy(s->r->arena, text));
	size_t first = 0, end = s->words.n;
	if (!outline_names(&s->words, table_words(s), &first, &end, &divided))
		return (struct subject){.measured = ""};
	pieces_add(&p, first, end);
	return subject_read(&s->words, table_words(s), &p, s->r->arena);
}

bool table_is_total(struct table *b, struct str name)
{
	struct tokens *t = &b->s->words;
	tokens_read(t, table_words(b->s), name);
	return t->n && tokens_match(t, table_words(b->s), 0, VOCAB_total, NULL) == t->n;
}

/* The style of the number in a column of its own, as if it stood before the name. */
static unsigned number_style(struct table *b, struct str number, struct str name)
{
	struct buf line = {0};
	size_t first;
	bool mark = number.n && strchr("-+*.)", number.p[number.n - 1]);
	buf_add(&line, number);
	buf_text(&line, mark ? " " : ". ");
	buf_add(&line, name);
	struct tokens *t = &b->s->words;
	tokens_read(t, table_words(b->s), buf_view(&line));
	unsigned style = outline_style(t, table_words(b->s), &first);
	t->text = (struct str){0}; /* it goes with the line */
	buf_release(&line);
	return style;
}

/* The mark and the words of the row's name; *parts: "trong do" stands before it. */
static unsigned read_mark(struct table *b, const struct grid_row *row, struct str *name,
			  bool *parts)
{
	struct tokens *t = &b->s->words;
	const struct vocab *v = table_words(b->s);
	size_t first = 0, n;
	struct str cell = grid_cell(row, b->name < row->n ? b->name : 0);
	tokens_read(t, v, cell);
	unsigned style = outline_style(t, v, &first);
	while (first < t->n && t->at[first].kind == TOKEN_MARK && !token_is_mark(t, first, '('))
		first++;
	n = tokens_match(t, v, first, VOCAB_part, NULL);
	*parts = n && (first + n == t->n || token_is_mark(t, first + n, ':'));
	if (*parts)
		first += n + token_is_mark(t, first + n, ':');
	*name = first < t->n ? str_range(cell.p + t->at[first].begin, cell.p + cell.n)
			     : (struct str){cell.p + cell.n, 0};
	for (int k = 0; style == OUTLINE_PARAGRAPH && k < b->name; k++) {
		struct str number = grid_cell(row, k);
		if (number.n)
			return number_style(b, number, *name);
	}
	return style;
}

/* Ends the rows that one of `style` is no part of. */
static void pop_for(struct table *b, unsigned style, bool figures)
{
	for (int k = 0; style >= OUTLINE_BULLET && k < b->parents; k++)
		if (b->parent[k].style == style)
			b->parents = k;
	if (style >= OUTLINE_BULLET)
		return;
	while (b->parents) {
		const struct table_parent *top = &b->parent[b->parents - 1];
		bool group = top->style == OUTLINE_PARAGRAPH && !top->figures;
		if (style == OUTLINE_PARAGRAPH ? figures && !top->figures
					       : group || (top->style < style && top->style))
			return;
		b->parents--;
	}
}

/* "Thang 3", "Nam 2022": the row is of that period, and names nothing. */
static bool read_period(struct table *b)
{
	const struct reading *r = b->s->r;
	const struct tokens *t = &b->s->words;
	struct when w;
	tokens_read(&b->s->words, table_words(b->s), b->own);
	return t->n && when_read(t, table_words(b->s), 0, true, &w) == t->n &&
	       when_resolve(&w, r->report, &r->section, false, &b->row_span) &&
	       b->row_span.period.first <= r->report.last;
}

void table_row_name(struct table *b, const struct grid_row *row, bool figures)
{
	struct str name;
	bool parts;
	unsigned style = read_mark(b, row, &name, &parts);
	b->name_begin = (size_t)(name.p - row->text.p);
	b->own = before_bracket(name);
	struct subject own = table_subject(b, b->own);
	b->row_dated = figures && read_period(b);
	if (b->row_dated) {
		b->parents = b->under = 0;
		return;
	}
	bool total = table_is_total(b, b->own);
	if (!figures && (b->own.n == 0 || subject_empty(&own))) {
		b->parts = b->parts || b->parents; /* "Trong do:", "Chia ra:" */
		return;
	}
	if (style == OUTLINE_PARAGRAPH && !total &&
	    (parts || (b->parts && figures) || (b->name > 0 && figures && b->numbered)))
		style = OUTLINE_BULLET;
	b->numbered = b->numbered || (b->name > 0 && style != OUTLINE_PARAGRAPH);
	b->parts = b->parts && style >= OUTLINE_BULLET;
	pop_for(b, style, figures);
	b->under = b->parents;
	if (b->parents == TABLE_PARENTS)
		b->parents = b->under = TABLE_PARENTS - 1;
	struct table_parent *p = &b->parent[b->parents++];
	*p = (struct table_parent){.style = style, .figures = figures, .total = total};
	if (subject_empty(&own))
		own.text = own.thing = arena_copy(b->s->r->arena, b->own);
	p->subject = own;
	if (memchr(name.p, '(', name.n)) { /* "So vu (vu)", "Doanh thu (uoc)" */
		column_read(&p->said, b->s->r, &b->s->words, arena_copy(b->s->r->arena, name));
		p->has_said = true;
	}
}

struct subject table_under(struct table *b, struct subject own, enum unit_kind kind)
{
	struct arena *a = b->s->r->arena;
	for (int k = b->under; k-- > 0;) {
		struct table_parent *p = &b->parent[k];
		struct subject up = p->subject;
		if (p->total)
			return own;
		bool noun = strcmp(own.measured, "noun") == 0;
		bool bare = own.measure.n && own.thing.n == 0 && !noun;
		if (!bare && ((own.measure.n && !noun) || !up.measure.n))
			continue;
		if (bare && !p->figures)
			up = (struct subject){.measured = "", .thing = up.text, .text = up.text};
		up.kind = kind;
		return subject_complete(own, &up, (struct str){0}, kind, a);
	}
	return own;
}

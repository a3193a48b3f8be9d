#include "stages/extract/outline.h"

#include "common/utf8.h"

/* ---- what a line begins with ---- */

static struct str text_at(const struct tokens *t, size_t i)
{
	return tokens_text(t, i, i + 1);
}

static bool all_of(struct str s, const char *letters)
{
	for (size_t i = 0; i < s.n; i++)
		if (!strchr(letters, s.p[i]))
			return false;
	return s.n > 0;
}

/* Parts of "1.1", each of at most two digits; 0 where it is no such number. */
static int number_parts(struct str s)
{
	int parts = 1, digits = 0;
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '.') {
			parts += digits > 0;
			digits = 0;
		} else if (s.p[i] < '0' || s.p[i] > '9' || ++digits > 2) {
			return 0;
		}
	}
	return digits ? parts : 0;
}

static bool closes(const struct tokens *t, size_t i)
{
	return i < t->n && t->at[i].kind == TOKEN_MARK && strchr(".)/", t->at[i].mark);
}

static unsigned number_style(const struct tokens *t, size_t *first)
{
	int parts = number_parts(text_at(t, 0));
	bool stop = closes(t, 1) && t->n > 2;
	if (parts == 0 || (parts == 1 && !stop))
		return OUTLINE_PARAGRAPH;
	if (!stop && !(t->n > 1 && t->at[1].kind == TOKEN_WORD && t->at[1].upper))
		return OUTLINE_PARAGRAPH;
	if (stop && t->at[2].kind == TOKEN_NUMBER && t->at[2].glued)
		return OUTLINE_PARAGRAPH; /* 12/5/2023 */
	*first = stop ? 2 : 1;
	return parts == 1 ? OUTLINE_NUMBER : parts == 2 ? OUTLINE_NUMBER2 : OUTLINE_NUMBER3;
}

static unsigned letter_style(const struct tokens *t, size_t *first)
{
	struct str s = text_at(t, 0);
	bool roman = all_of(s, "IVX");
	if (t->n < 3 || s.n > (roman ? 5 : 2))
		return OUTLINE_PARAGRAPH;
	bool dash = token_is_mark(t, 1, '-') && t->at[0].upper && t->at[2].upper;
	if ((!closes(t, 1) && !dash) || (t->at[2].glued && !dash && !token_is_mark(t, 1, ')')))
		return roman && closes(t, 1) && number_parts(text_at(t, 2))
			       ? (*first = closes(t, 3) ? 4 : 3, OUTLINE_NUMBER)
			       : OUTLINE_PARAGRAPH;
	*first = 2;
	if (roman)
		return OUTLINE_ROMAN;
	return t->at[0].upper ? OUTLINE_CAPITAL : OUTLINE_LETTER;
}

static unsigned bullet_style(const struct tokens *t, size_t *first)
{
	struct str s = text_at(t, 0);
	const char *p = s.p;
	if (token_is_mark(t, 0, '(')) {
		bool one = t->n > 3 && token_is_mark(t, 2, ')') && t->at[1].kind != TOKEN_MARK &&
			   t->at[1].end - t->at[1].begin <= 4;
		*first = one ? 3 : 0;
		return one ? OUTLINE_BRACKET : OUTLINE_PARAGRAPH;
	}
	if (strchr("\".,:;)[]!?%/", t->at[0].mark))
		return OUTLINE_PARAGRAPH;
	if (t->at[1].kind == TOKEN_NUMBER && t->at[1].glued)
		return OUTLINE_PARAGRAPH; /* -5,2 */
	*first = 1;
	if (t->at[0].mark != 'u')
		return OUTLINE_BULLET + (unsigned char)t->at[0].mark;
	return OUTLINE_BULLET + (unsigned)utf8_next(&p, s.p + s.n);
}

unsigned outline_style(const struct tokens *t, const struct vocab *v, size_t *first)
{
	*first = 0;
	if (t->n < 2)
		return OUTLINE_PARAGRAPH;
	switch (t->at[0].kind) {
	case TOKEN_NUMBER:
		return number_style(t, first);
	case TOKEN_MARK:
		return bullet_style(t, first);
	default:
		break;
	}
	size_t n = tokens_match(t, v, 0, VOCAB_part_name, NULL);
	if (n && n < t->n && t->n <= n + 24 && t->at[0].upper &&
	    (t->at[n].kind == TOKEN_NUMBER || all_of(text_at(t, n), "IVX") ||
	     tokens_match(t, v, n, VOCAB_digit, NULL) || n > 1)) {
		*first = n + 1;
		if (*first < t->n && t->at[*first].kind == TOKEN_MARK)
			(*first)++;
		return OUTLINE_PART;
	}
	return letter_style(t, first);
}

bool outline_names(const struct tokens *t, const struct vocab *v, size_t *first, size_t *end,
		   bool *divided)
{
	size_t i = *first, last = *end;
	bool outline = true;
	struct when w;
	*divided = false;
	while (i < last && outline) {
		static const enum vocab_class empty[] = {VOCAB_outline, VOCAB_report_word,
							 VOCAB_lead, VOCAB_link, VOCAB_part};
		size_t longest = t->at[i].kind == TOKEN_MARK;
		for (size_t k = 0; k < sizeof empty / sizeof *empty; k++) {
			size_t n = tokens_match(t, v, i, empty[k], NULL);
			longest = n > longest ? n : longest;
		}
		if (!longest)
			longest = when_read(t, v, i, false, &w);
		size_t named = tokens_match(t, v, i, VOCAB_measure, NULL);
		if (named > longest || i + longest > last)
			break;
		outline = longest > 0;
		i += longest;
	}
	for (size_t k = i; k < last; k++) {
		size_t n = tokens_match(t, v, k, VOCAB_divided, NULL);
		bool bracket = token_is_mark(t, k, '(') && k > i;
		if (!n && !bracket && !tokens_match(t, v, k, VOCAB_versus, NULL) &&
		    !when_read(t, v, k, false, &w))
			continue;
		if (n && k == *first)
			continue;
		*divided = n > 0;
		last = k;
	}
	while (last > i && t->at[last - 1].kind == TOKEN_MARK && !token_is_mark(t, last - 1, ')'))
		last--;
	*first = i;
	*end = last;
	return i < last;
}

/* ---- levels ---- */

static int rank(unsigned style)
{
	return style == OUTLINE_TITLE       ? 0
	       : style == OUTLINE_PARAGRAPH ? OUTLINE_RUN_IN
					    : (int)style;
}

static void save(struct outline_level *l, const struct reading *d)
{
	l->field = d->field;
	l->section = d->section;
	l->list = d->now;
	l->topic = d->topic;
	l->last = d->last;
	l->head = d->head;
	l->head_sign = d->head_sign;
	l->unit = d->unit;
	l->unit_scale = d->unit_scale;
	l->unit_kind = d->unit_kind;
}

void outline_begin(struct outline *o, const struct reading *d)
{
	o->n = 1;
	o->before = (struct subject){.measured = ""};
	o->at[0] = (struct outline_level){.style = OUTLINE_PART, .heading = true};
	save(&o->at[0], d);
}

void outline_release(struct outline *o)
{
	tokens_release(&o->words);
}

static void pop_for(struct outline *o, unsigned style, size_t line)
{
	for (int k = 1; k < o->n; k++)
		if (o->at[k].style == style && style != OUTLINE_PARAGRAPH) {
			o->n = k;
			return;
		}
	while (o->n > 1) {
		const struct outline_level *top = &o->at[o->n - 1];
		if (style >= OUTLINE_BULLET || (top->lead && top->line + 1 == line))
			return;
		bool stays = rank(top->style) <= rank(style);
		if (style == OUTLINE_PARAGRAPH)
			stays = top->heading;
		else if (style == OUTLINE_TITLE)
			stays = top->heading && top->style != OUTLINE_RUN_IN;
		if (stays)
			return;
		o->n--;
	}
}

/* The report's or the section's period governs again, topics end. */
static void begin_alone(struct reading *d)
{
	d->topic = d->last = (struct subject){.measured = ""};
	d->head.n = 0;
	d->head_sign = NULL;
	d->n_recent = 0;
	d->now = d->wide.period.freq ? d->wide : d->section;
}

void outline_enter(struct outline *o, struct reading *d, unsigned style, size_t line)
{
	pop_for(o, style, line);
	const struct outline_level *top = &o->at[o->n - 1];
	o->before = d->last;
	if (d->bases_aside)
		d->bases.n = 0;
	d->bases_aside = false;
	d->first_sentence = true;
	d->field = top->field;
	d->section = top->section;
	d->unit = top->unit;
	d->unit_scale = top->unit_scale;
	d->unit_kind = top->unit_kind;
	if (top->lead || !top->heading) {
		d->topic = top->topic;
		d->last = top->last;
		d->head = top->head;
		d->head_sign = top->head_sign;
		d->now = top->list;
		return;
	}
	begin_alone(d);
}

void outline_unit(struct outline *o, const struct reading *d)
{
	struct outline_level *top = &o->at[o->n - 1];
	top->unit = d->unit;
	top->unit_scale = d->unit_scale;
	top->unit_kind = d->unit_kind;
}

static struct outline_level *push(struct outline *o, const struct reading *d, unsigned style,
				  size_t line)
{
	if (o->n == OUTLINE_DEPTH)
		o->n--;
	struct outline_level *l = &o->at[o->n++];
	*l = (struct outline_level){.style = style, .line = line};
	save(l, d);
	return l;
}

static bool ends_with_colon(const struct tokens *t)
{
	return token_is_mark(t, t->n - 1, ':');
}

void outline_heading(struct outline *o, struct reading *d, unsigned style, size_t line,
		     const struct tokens *t, size_t first, size_t end)
{
	const struct vocab *v = d->lexicon->vocab;
	struct outline_level *l = push(o, d, style, line);
	bool divided;
	l->heading = true;
	l->lead = end == t->n && ends_with_colon(t);
	if (!l->lead || !outline_names(t, v, &first, &end, &divided))
		return;
	struct pieces p = {0};
	pieces_add(&p, first, end);
	l->topic = subject_read(t, v, &p, d->arena);
	l->topic.divided = divided;
}

/* The words behind the last figure or comma, up to the colon, say nothing but that parts
 * follow. */
static bool parts_follow(const struct tokens *t, const struct vocab *v)
{
	size_t first = t->n - 1, end = t->n - 1;
	bool divided;
	while (first > 0 && t->at[first - 1].kind != TOKEN_NUMBER &&
	       !(t->at[first - 1].kind == TOKEN_MARK && strchr(",;.%)", t->at[first - 1].mark)))
		first--;
	return !outline_names(t, v, &first, &end, &divided);
}

static bool says_when(const struct tokens *t, const struct vocab *v)
{
	struct when w;
	for (size_t i = 0; i < t->n; i++)
		if (when_read(t, v, i, false, &w))
			return true;
	return false;
}

/* The topic that the line's last words set, without what only divides it. */
static bool own_topic(struct outline *o, struct reading *d)
{
	const struct vocab *v = d->lexicon->vocab;
	if (subject_empty(&d->topic))
		return false;
	tokens_read(&o->words, v, d->topic.text);
	size_t first = 0, end = o->words.n;
	bool divided;
	if (!outline_names(&o->words, v, &first, &end, &divided))
		return false;
	if (divided) {
		struct pieces p = {0};
		pieces_add(&p, first, end);
		d->topic = subject_read(&o->words, v, &p, d->arena);
		d->topic.divided = true;
		d->topic.text = arena_copy(d->arena, d->topic.text);
		d->topic.measure = arena_copy(d->arena, d->topic.measure);
		d->topic.thing = arena_copy(d->arena, d->topic.thing);
	}
	return true;
}

/* The period of the last figure of the line, for its parts below. */
static bool figure_span(const struct reading *d, size_t mentions, struct time_span *s)
{
	for (size_t k = d->mentions->n; k > mentions && k > d->mentions->written; k--) {
		const struct mention *m = mention_of(d->mentions, (int)k);
		bool fact = m->outcome == OUTCOME_LEVEL || m->outcome == OUTCOME_GROWTH;
		if (!fact || m->aside || strcmp(m->origin, "stated_base") == 0)
			continue;
		*s = m->span;
		return true;
	}
	return false;
}

void outline_leave(struct outline *o, struct reading *d, unsigned style, size_t line,
		   const struct tokens *t, size_t mentions)
{
	const struct vocab *v = d->lexicon->vocab;
	bool colon = ends_with_colon(t), bullet = style != OUTLINE_PARAGRAPH;
	if (!colon && !bullet) { /* an item that goes on to the next: "Xuat khau: 5 ty dong;" */
		if (o->at[o->n - 1].lead && token_is_mark(t, t->n - 1, ';'))
			o->at[o->n - 1].line = line;
		return;
	}
	struct outline_level *l = push(o, d, style, line);
	struct time_span s;
	bool figure = figure_span(d, mentions, &s);
	l->lead = colon;
	if (colon && !parts_follow(t, v) && own_topic(o, d)) {
		l->topic = d->topic;
		return;
	}
	if (colon && !figure && says_when(t, v))
		return;         /* "Trong quy I:" */
	if (colon && !figure) { /* "Trong do:" on a line of its own */
		l->topic = l->last = o->before;
		if (!subject_empty(&o->before) && figure_span(d, 0, &s))
			l->list = s;
		return;
	}
	l->topic = d->last;
	if (figure)
		l->list = s;
}

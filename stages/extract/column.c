#include "stages/extract/column.h"

/* "1000 con", "1.000.000 dong": a scale in digits. */
static bool is_thousands(const struct tokens *t, size_t i)
{
	size_t zeros = 0;
	if (i + 1 >= t->n || t->at[i].kind != TOKEN_NUMBER || t->at[i + 1].kind != TOKEN_WORD)
		return false;
	struct str s = tokens_text(t, i, i + 1);
	for (size_t k = 1; k < s.n; k++) {
		if (s.p[k] != '0' && s.p[k] != '.')
			return false;
		zeros += s.p[k] == '0';
	}
	return s.p[0] == '1' && zeros > 0 && zeros % 3 == 0;
}

bool column_unit(const struct reading *r, const struct tokens *t, size_t first, struct column *c)
{
	const struct vocab *v = r->lexicon->vocab;
	size_t i = first + is_thousands(t, first), n;
	struct quantity q = {0};
	while ((n = tokens_match(t, v, i, VOCAB_scale, NULL)) > 0)
		i += n;
	n = quantity_unit(t, r->lexicon, i, &q);
	if (!n && i > first) /* "trieu" alone: of money, where a caption says so */
		return false;
	if (!n || q.kind == UNIT_WORD || q.kind == UNIT_NONE)
		return false;
	if (i + n < t->n && t->at[i + n].kind == TOKEN_WORD && i == first && q.kind == UNIT_NOUN)
		return false; /* "so nguoi chet": what is counted, with more behind it */
	c->scale = tokens_text(t, first, i);
	c->unit = tokens_text(t, i, i + n);
	c->unit_kind = q.kind;
	return true;
}

/* What stands in brackets: a unit, "%", "thang truoc = 100". */
static void in_brackets(struct column *c, const struct reading *r, const struct tokens *t,
			size_t first, size_t end)
{
	const struct vocab *v = r->lexicon->vocab;
	size_t head = tokens_match(t, v, first, VOCAB_unit_head, NULL);
	first += head;
	if (token_is_mark(t, first, ':'))
		first++;
	for (size_t i = first; i < end; i++) {
		c->percent = c->percent || token_is_mark(t, i, '%');
		if (token_is_mark(t, i, '=') && i + 1 < end && t->at[i + 1].kind == TOKEN_NUMBER)
			c->form = FORM_INDEX;
	}
	if (!c->percent || (token_is_mark(t, first, '%') && token_is_mark(t, first + 1, '/')))
		column_unit(r, t, first, c);
}

static size_t bracket_end(const struct tokens *t, size_t i)
{
	while (i < t->n && !token_is_mark(t, i, ')'))
		i++;
	return i;
}

/* The period before the one that governs, of its kind. */
static struct when governing_before(const struct reading *r)
{
	char freq = r->section.period.freq;
	struct when w = {.form = WHEN_MONTH, .relative = -1, .has_relative = true};
	if (freq == 'Q')
		w.form = WHEN_QUARTER;
	else if (freq == 'A')
		w = (struct when){.form = WHEN_YEAR, .year = -1, .relative_year = true};
	return w;
}

/* A word that headers of tables alone use as they do: "KH nam", "UTH", "so CK". */
static size_t header_word(struct column *c, const struct reading *r, const struct tokens *t,
			  size_t i)
{
	const struct vocab *v = r->lexicon->vocab;
	const struct vocab_entry *e = NULL;
	struct when w = {.form = WHEN_SAME}, behind;
	size_t n = tokens_match(t, v, i, VOCAB_header, &e);
	if (!n)
		return 0;
	if (str_equal(e->value, STR("plan"))) {
		n -= n > 1 && i + n < t->n && t->at[i + n].kind == TOKEN_NUMBER; /* its year */
		c->plan = true;
		c->plan_words = tokens_text(t, i, i + n);
	} else if (str_equal(e->value, STR("fixed"))) {
		c->compares = c->fixed = true;
	} else if (str_equal(e->value, STR("absolute"))) {
		c->absolute = c->compares = true;
	} else if (str_equal(e->value, STR("rate"))) {
		c->percent = true;
	} else if (str_equal(e->value, STR("ytd"))) {
		c->ytd = true;
	} else if (e->value.n == 1) {
		c->status = e->value.p;
	} else if (!str_equal(e->value, STR("said")) && !c->has_base) {
		if (str_equal(e->value, STR("before")))
			w = governing_before(r);
		c->has_base = true;
		c->base = (struct base_ref){.when = w, .first = i, .end = i + n};
		n += when_read(t, v, i + n, true, &behind);
	}
	return n;
}

/* "Binh quan 5 thang so voi ...": the average is of what the table is of. */
static size_t average_of_span(const struct reading *r, const struct tokens *t, size_t i)
{
	struct when w;
	size_t n = tokens_match(t, r->lexicon->vocab, i, VOCAB_average, NULL);
	return n && when_read(t, r->lexicon->vocab, i + n, false, &w) ? n : 0;
}

/* "2024/2023": a year against the one before it. */
static size_t year_over_year(struct column *c, const struct reading *r, const struct tokens *t,
			     size_t i)
{
	struct when w[2];
	if (c->has_base || c->has_span || !token_is_mark(t, i + 1, '/') || i + 2 >= t->n ||
	    !when_read(t, r->lexicon->vocab, i, true, &w[0]) ||
	    when_read(t, r->lexicon->vocab, i + 2, true, &w[1]) != 1 || w[0].form != WHEN_YEAR ||
	    w[1].form != WHEN_YEAR || w[0].year != w[1].year + 1 ||
	    !when_resolve(&w[0], r->report, &r->now, false, &c->span))
		return 0;
	c->has_span = c->has_base = c->compares = true;
	c->when = w[0];
	c->base = (struct base_ref){.when = w[1], .first = i, .end = i + 3};
	return 3;
}

/* A phrase of the header at token i; 0: a word that is left for the measure. */
static size_t phrase(struct column *c, const struct reading *r, const struct tokens *t, size_t i)
{
	const struct vocab *v = r->lexicon->vocab;
	const struct vocab_entry *e = NULL;
	struct when w;
	size_t n;
	if (tokens_match(t, v, i, VOCAB_measure, NULL) > 1)
		return 0; /* "chi so gia", "tong thu": a name whatever its words */
	if ((n = header_word(c, r, t, i)) || (n = average_of_span(r, t, i)) ||
	    (n = year_over_year(c, r, t, i)))
		return n;
	if ((n = tokens_match(t, v, i, VOCAB_row_number, NULL))) {
		c->heads_numbers = true;
		return n;
	}
	if ((n = tokens_match(t, v, i, VOCAB_unit_head, NULL))) {
		c->heads_units = true;
		if (token_is_mark(t, i + n, ':') && column_unit(r, t, i + n + 1, c))
			return t->n - i;
		return n;
	}
	n = tokens_match(t, v, i, VOCAB_versus, NULL);
	size_t longer = tokens_match(t, v, i, VOCAB_comparing, NULL);
	if (n || longer) {
		c->compares = true;
		return n > longer ? n : longer;
	}
	if ((n = tokens_match(t, v, i, VOCAB_plan, &e)) ||
	    (n = tokens_match(t, v, i, VOCAB_target, &e))) {
		c->plan = true;
		c->plan_words = tokens_text(t, i, i + n);
		return n;
	}
	if ((n = when_read(t, v, i, c->compares, &w))) {
		if ((c->compares || w.same) && !c->has_base) {
			c->has_base = true;
			c->base = (struct base_ref){.when = w, .first = i, .end = i + n};
		} else if (!c->compares) {
			bool told = when_resolve(&w, r->report, &r->now, c->plan, &c->span);
			c->when = told ? w : c->when;
			c->has_span = told || c->has_span;
		}
		return n;
	}
	if ((n = tokens_match(t, v, i, VOCAB_status, &e)) && e->note.n == 0) {
		c->status = e->value.p;
		return n;
	}
	if ((n = tokens_match(t, v, i, VOCAB_change, &e))) {
		c->form = FORM_GROWTH;
		return n;
	}
	if ((n = tokens_match(t, v, i, VOCAB_outline, NULL)) ||
	    (n = tokens_match(t, v, i, VOCAB_within, NULL)))
		return n;
	return 0;
}

static enum column_kind kind_of(const struct column *c)
{
	if (c->heads_numbers)
		return COLUMN_NUMBER;
	if (c->heads_units && !c->unit.n)
		return COLUMN_UNIT;
	if (c->plan && (c->compares || c->percent))
		return COLUMN_COMPLETION;
	if (c->plan)
		return COLUMN_PLAN;
	if (c->has_base && (c->compares || c->percent))
		return COLUMN_GROWTH;
	if (c->measure.n == 0 && (c->compares || (c->form == FORM_GROWTH && c->percent)))
		return COLUMN_NONE;
	return c->compares && (c->percent || c->absolute) ? COLUMN_NONE : COLUMN_LEVEL;
}

/* What the words say together. */
static void conclude(struct column *c, const struct reading *r)
{
	if (c->ytd && !c->has_span) {
		c->has_span = true;
		c->span.period = r->report;
	}
	if (c->ytd)
		c->span.basis = "ytd";
	c->own_span = c->has_span;
	c->kind = kind_of(c);
	c->past = c->kind == COLUMN_LEVEL && c->has_base;
	c->open = c->kind == COLUMN_NONE && (c->percent || c->absolute);
}

static void read_header(struct column *c, const struct reading *r, struct tokens *t,
			struct str text, bool compared)
{
	struct pieces left = {0};
	*c = (struct column){.span = {.basis = ""}, .text = text};
	tokens_read(t, r->lexicon->vocab, text);
	if (!tokens_match(t, r->lexicon->vocab, 0, VOCAB_unit_head, NULL) &&
	    column_unit(r, t, 0, c) && c->unit.p + c->unit.n == text.p + text.n) {
		c->kind = COLUMN_LEVEL; /* the header is a unit: "Trieu USD" */
		return;
	}
	*c = (struct column){.span = {.basis = ""}, .text = text, .compares = compared};
	for (size_t i = 0; i < t->n;) {
		if (token_is_mark(t, i, '(')) {
			size_t end = bracket_end(t, i);
			in_brackets(c, r, t, i + 1, end);
			for (size_t k = i + 1; k < end;) { /* "(so voi thang truoc, %)" */
				size_t n = phrase(c, r, t, k);
				k += n ? n : 1;
			}
			i = end + 1;
			continue;
		}
		size_t n = phrase(c, r, t, i);
		if (!n && t->at[i].kind == TOKEN_WORD)
			pieces_add(&left, i, i + 1);
		c->percent = c->percent || token_is_mark(t, i, '%');
		i += n ? n : 1;
	}
	if (left.n)
		c->measure = str_range(t->text.p + t->at[left.at[0].first].begin,
				       t->text.p + t->at[left.at[left.n - 1].end - 1].end);
	conclude(c, r);
}

void column_read(struct column *c, const struct reading *r, struct tokens *t, struct str text)
{
	read_header(c, r, t, text, false);
}

void column_read_compared(struct column *c, const struct reading *r, struct tokens *t,
			  struct str text)
{
	read_header(c, r, t, text, true);
}

#include "stages/extract/column.h"

bool column_unit(const struct reading *r, const struct tokens *t, size_t first, struct column *c)
{
	const struct vocab *v = r->lexicon->vocab;
	size_t i = first, n;
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

/* A phrase of the header at token i; 0: a word that is left for the measure. */
static size_t phrase(struct column *c, const struct reading *r, const struct tokens *t, size_t i)
{
	const struct vocab *v = r->lexicon->vocab;
	const struct vocab_entry *e = NULL;
	struct when w;
	size_t n;
	if (tokens_match(t, v, i, VOCAB_measure, NULL) > 1)
		return 0; /* "chi so gia", "tong thu": a name whatever its words */
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
			c->has_span = when_resolve(&w, r->report, &r->now, c->plan, &c->span) ||
				      c->has_span;
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
	return c->compares && c->percent ? COLUMN_NONE : COLUMN_LEVEL;
}

void column_read(struct column *c, const struct reading *r, struct tokens *t, struct str text)
{
	struct pieces left = {0};
	*c = (struct column){.span = {.basis = ""}};
	tokens_read(t, r->lexicon->vocab, text);
	if (!tokens_match(t, r->lexicon->vocab, 0, VOCAB_unit_head, NULL) &&
	    column_unit(r, t, 0, c) && c->unit.p + c->unit.n == text.p + text.n) {
		c->kind = COLUMN_LEVEL; /* the header is a unit: "Trieu USD" */
		return;
	}
	*c = (struct column){.span = {.basis = ""}};
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
	c->kind = kind_of(c);
}

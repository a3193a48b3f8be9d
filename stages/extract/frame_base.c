/* What comparisons are made with: where a base stands, and which growth it belongs to. */
#include "stages/extract/frame_parts.h"

void frame_bases_add(struct bases *b, const struct base_ref *ref)
{
	if (b->n && b->at[b->n - 1].end == ref->end && b->at[b->n - 1].first == ref->first)
		return; /* the same words */
	if (b->n == FRAME_BASES) {
		memmove(b->at, b->at + 1, sizeof b->at - sizeof b->at[0]);
		b->n--;
	}
	b->at[b->n++] = *ref;
}

static bool is_base_ahead(const struct frame *f, size_t k)
{
	return k < f->c->n &&
	       (chunk_is(&f->c->at[k], VOCAB_versus) || f->c->at[k].kind == CHUNK_WHEN);
}

/* "bang 105,2% so voi cung ky", "bang 90% cung ky": not "bang 19% du toan" or "bang 3% san
 * luong" */
bool frame_index_base(const struct frame *f)
{
	size_t k = f->i + 1;
	if (!is_base_ahead(f, k))
		return false;
	if (chunk_is(&f->c->at[k], VOCAB_versus)) {
		for (k++; k < f->c->n &&
			  (f->c->at[k].kind == CHUNK_WORD || chunk_is(&f->c->at[k], VOCAB_link));
		     k++)
			; /* "so voi thuc hien nam 2021" */
		return k < f->c->n && f->c->at[k].kind == CHUNK_WHEN;
	}
	return f->c->at[k].when.same || f->c->at[k].when.relative == -1 ||
	       f->c->at[k].when.form == WHEN_SAME || f->c->at[k].when.relative_year ||
	       f->c->at[k].when.form == WHEN_MONTH || f->c->at[k].when.form == WHEN_YEAR ||
	       f->c->at[k].when.form == WHEN_QUARTER || f->c->at[k].when.form == WHEN_HALF ||
	       f->c->at[k].when.form == WHEN_MONTHS;
}

static void give_base(struct frame *f, struct growth_ref *g, const struct base_ref *b)
{
	struct mention *m = mention_of(f->r->mentions, g->mention);
	g->has_base = true;
	g->base = *b;
	size_t end = f->offset + f->t->at[b->end - 1].end;
	if (end > m->end && end - m->begin < 400) {
		m->end = end;
		m->printed = str_range(f->r->text.p + m->begin, f->r->text.p + end);
	}
}

/* "... tang 2,4%, so voi thang 7 tang 12,8%": a change with its figure follows before the next
 * mark. */
static bool change_follows(const struct frame *f)
{
	bool change = false;
	for (size_t k = f->i + 1; k < f->c->n; k++) {
		const struct chunk *d = &f->c->at[k];
		if (d->kind == CHUNK_MARK || d->kind == CHUNK_WHEN || chunk_is(d, VOCAB_and) ||
		    chunk_is(d, VOCAB_but))
			return false;
		if (d->kind == CHUNK_NUMBER)
			return change && d->quantity.kind == UNIT_PERCENT;
		change = change || chunk_is(d, VOCAB_change);
	}
	return false;
}

/* "so voi quy truoc va cung ky nam truoc" */
static bool year_behind_last(const struct chunk *a, const struct chunk *b)
{
	return a->when.has_relative && a->when.relative == -1 &&
	       (b->when.same || b->when.form == WHEN_SAME);
}

/* "tang 5% va 3% so voi nam 2020 va 2021": as many periods as growths, in order. */
static bool bases_in_order(struct frame *f, size_t k, struct base_ref *b)
{
	struct chunk *c = f->c->at;
	if (k + 2 >= f->c->n ||
	    !(chunk_is(&c[k + 1], VOCAB_and) || chunk_is_mark(&c[k + 1], ',')) ||
	    c[k + 2].kind != CHUNK_WHEN ||
	    !(c[k + 2].when.form == c[k].when.form || year_behind_last(&c[k], &c[k + 2])) ||
	    f->open_growth < 1)
		return false;
	struct growth_ref *first = &f->growths[f->open_growth - 1];
	const struct mention *last = mention_of(f->r->mentions, f->growths[f->open_growth].mention);
	if (first->has_base || mention_of(f->r->mentions, first->mention)->end + 16 < last->begin)
		return false;
	give_base(f, first, b);
	first->base_behind = true;
	b->when = c[k + 2].when;
	b->end = c[k + 2].end;
	frame_skip_dates(f, &c[k + 2]);
	return true;
}

/* A base was named: it belongs to the growth right before it, or heads what follows. */
void frame_place_base(struct frame *f, const struct base_ref *b)
{
	bool trailing = f->open_growth >= 0 && !f->growths[f->open_growth].base_behind &&
			f->now.pieces.n == 0 && f->now.verb != VERB_CHANGE && !change_follows(f);
	f->now.base = *b;
	f->now.after_base = true;
	if (trailing) {
		struct growth_ref *g = &f->growths[f->open_growth];
		give_base(f, g, b);
		g->base_behind = true;
		f->head.n = 0;
		frame_bases_add(&f->named, b);
		/* its list mates, and the high and low end of a range, share it */
		for (int k = f->open_growth - 1; k >= 0 && !f->growths[k].has_base; k--) {
			const struct mention *m = mention_of(f->r->mentions, f->growths[k].mention);
			const struct mention *last = mention_of(f->r->mentions, g->mention);
			if (m->end + 16 < last->begin)
				break;
			f->growths[k].has_base = true;
			f->growths[k].base = *b;
		}
		return;
	}
	if (f->weak_sign &&
	    f->n_growths == 0) /* "cac tinh co muc tang cao so voi thang truoc gom ..." */
		f->list_sign = f->weak_sign;
	if (f->head.n && f->n_growths)
		f->head.n = 0;
	if (f->depth == 0 || f->n_levels == 0) {
		if (f->head.n == FRAME_BASES || f->now.numbers == 0)
			f->head.n = 0;
		frame_bases_add(&f->head, b);
		frame_bases_add(&f->named, b);
		f->now.order = 0;
		f->now.closed = f->now.closed && f->now.verb != VERB_NONE;
	}
}

static bool figure_before_mark(const struct frame *f, size_t k)
{
	for (k++; k < f->c->n && f->c->at[k].kind != CHUNK_MARK; k++)
		if (f->c->at[k].kind == CHUNK_NUMBER)
			return true;
	return false;
}

/* "gap 2 lan muc trung binh toan cau": words behind a factor name what it is against. */
void frame_reference_behind(struct frame *f)
{
	size_t k = f->i + 1;
	for (; k < f->c->n; k++) {
		const struct chunk *d = &f->c->at[k];
		if (d->kind == CHUNK_MARK || d->kind == CHUNK_NUMBER || d->kind == CHUNK_WHEN ||
		    (chunk_is(d, VOCAB_change) && figure_before_mark(f, k)) ||
		    chunk_is(d, VOCAB_and) || chunk_is(d, VOCAB_but) || chunk_is(d, VOCAB_versus) ||
		    chunk_is(d, VOCAB_level) || chunk_is(d, VOCAB_factor) ||
		    chunk_is(d, VOCAB_gap) || chunk_is(d, VOCAB_raise) ||
		    chunk_is(d, VOCAB_in_terms) || chunk_is(d, VOCAB_lead))
			break;
	}
	if (k == f->i + 1)
		return;
	struct base_ref b = {.reference = true,
			     .first = f->c->at[f->i + 1].first,
			     .end = f->c->at[k - 1].end};
	if (k < f->c->n && f->c->at[k].kind == CHUNK_WHEN && f->c->at[k].when.relative_year &&
	    f->c->at[k].when.year < 0) { /* "gap ruoi Tet nam truoc": the same days a year before */
		b.reference = false;
		b.when = (struct when){.form = WHEN_SAME, .same = true};
		b.end = f->c->at[k].end;
		f->i = k;
		frame_place_base(f, &b);
		return;
	}
	if (k < f->c->n && f->c->at[k].kind == CHUNK_WHEN &&
	    (f->c->at[k].when.same || f->c->at[k].when.form == WHEN_SAME ||
	     f->c->at[k].when.relative < 0))
		return; /* "gap 2 lan so cung ky" */
	f->i = k - 1;
	frame_place_base(f, &b);
}

/* A level stands behind the comparison's words, at most "con so" or "muc" between. */
static bool level_is_base(const struct frame *f, size_t k)
{
	for (size_t words = 0; k < f->c->n && words < 2; words++, k++) {
		const struct chunk *c = &f->c->at[k];
		if (c->kind == CHUNK_NUMBER)
			return true;
		if (!chunk_is(c, VOCAB_anaphor) &&
		    !tokens_match(f->t, f->r->lexicon->vocab, c->first, VOCAB_measure, NULL))
			return false;
	}
	return false;
}

/* The period that is said of a base level is the base of the growth. */
static void place_base_of_level(struct frame *f, size_t k, struct base_ref *b)
{
	bool number = false;
	for (; k < f->c->n && f->c->at[k].kind != CHUNK_MARK; k++) {
		const struct chunk *c = &f->c->at[k];
		if (c->kind == CHUNK_NUMBER && number)
			return;
		number = number || c->kind == CHUNK_NUMBER;
		if (c->kind != CHUNK_WHEN || c->when.form == WHEN_TERM)
			continue;
		b->when = c->when;
		b->when.within = false;
		b->end = c->end;
		frame_place_base(f, b);
		return;
	}
}

static bool average_at(const struct frame *f, size_t k)
{
	return tokens_match(f->t, f->r->lexicon->vocab, f->c->at[k].first, VOCAB_average, NULL) > 0;
}

/* "so voi uoc thuc hien nam 2022" */
static bool is_estimate(const struct chunk *c)
{
	return chunk_is(c, VOCAB_status) && c->entry->value.p[0] == 'E';
}

void frame_base(struct frame *f)
{
	size_t k = f->i + 1;
	size_t words = 0;
	struct base_ref b = {.first = f->c->at[f->i].first};
	if (level_is_base(f, k)) { /* "so voi 7.521 ty dong da nop trong thang truoc" */
		place_base_of_level(f, k, &b);
		f->now.compared = true;
		f->now.verb = VERB_LEVEL;
		pieces_reset(f);
		f->now.closed = true;
		return;
	}
	if (f->now.after_level && f->now.share &&
	    f->now.share == (f->n_levels ? f->levels[f->n_levels - 1] : 0) &&
	    f->now.verb == VERB_NONE) {
		bool when = false;
		for (size_t n = k; n < f->c->n && n < k + 3; n++)
			when = when || f->c->at[n].kind == CHUNK_WHEN;
		if (!when) { /* "chiem 30% so voi luc luong lao dong" */
			f->now.closed = true;
			return;
		}
	}
	while (k < f->c->n && words < 4 &&
	       (f->c->at[k].kind == CHUNK_WORD || chunk_is(&f->c->at[k], VOCAB_versus) ||
		chunk_is(&f->c->at[k], VOCAB_link) || chunk_is(&f->c->at[k], VOCAB_average) ||
		chunk_is(&f->c->at[k], VOCAB_each) || is_estimate(&f->c->at[k]))) {
		words++;
		k++;
	}
	if (k < f->c->n && f->c->at[k].kind == CHUNK_WHEN &&
	    (f->c->at[k].when.form != WHEN_TERM || f->c->at[k].when.named) && words < 4 &&
	    !(f->c->at[k].when.form == WHEN_TERM && average_at(f, k - 1))) {
		b.when = f->c->at[k].when;
		b.end = f->c->at[k].end;
		frame_skip_dates(f, &f->c->at[k]);
		if (bases_in_order(f, k, &b))
			k += 2;
		if (words && f->c->at[k - 1].kind != CHUNK_WORD)
			b.reference = b.reference || chunk_is(&f->c->at[k - 1], VOCAB_average);
		f->i = k;
		frame_place_base(f, &b);
		return;
	}
	if (k < f->c->n &&
	    chunk_is(&f->c->at[k], VOCAB_change)) { /* so voi muc tang 0,6% cua thang 8 */
		for (size_t n = k + 1; n < f->c->n && n < k + 6; n++) {
			if (f->c->at[n].kind == CHUNK_WHEN) {
				b.when = f->c->at[n].when;
				b.end = f->c->at[n].end;
				frame_place_base(f, &b);
				f->i = k - 1;
				return;
			}
		}
		return;
	}
	/* anything else it is compared with: another area, an average, another thing */
	for (k = f->i + 1; k < f->c->n; k++) {
		const struct chunk *d = &f->c->at[k];
		if (d->kind == CHUNK_MARK || d->kind == CHUNK_NUMBER || d->kind == CHUNK_WHEN ||
		    chunk_is(d, VOCAB_change) || chunk_is(d, VOCAB_and) || chunk_is(d, VOCAB_but))
			break;
	}
	if (k == f->i + 1)
		return;
	b.reference = true;
	b.end = f->c->at[k - 1].end;
	f->i = k - 1;
	frame_place_base(f, &b);
}

/* By how much it differs: a rate, an amount in a unit, a count in the noun of the level. */
static bool is_change(const struct frame *f, const struct quantity *q)
{
	const struct mention *own = mention_of(f->r->mentions, f->now.level);
	struct str unit = frame_text(f, q->unit_first, q->unit_end);
	return q->kind == UNIT_PERCENT || q->kind == UNIT_POINTS || q->kind == UNIT_PHYSICAL ||
	       (own && own->unit.n && str_equal(own->unit, unit));
}

/* "nhieu hon thang truoc 1,1 trieu thue bao", "thap hon cung ky 4,5%", "cao hon muc chung (69
 * Mbps)" */
void frame_gap_base(struct frame *f)
{
	size_t k = f->i + 1;
	struct base_ref b = {0};
	if (k < f->c->n && chunk_is(&f->c->at[k], VOCAB_versus))
		k++;
	while (k < f->c->n && f->c->at[k].kind == CHUNK_WORD && k < f->i + 4)
		k++;
	if (k < f->c->n && f->c->at[k].kind == CHUNK_WHEN) {
		b.when = f->c->at[k].when;
		b.first = f->c->at[f->i + 1].first;
		b.end = f->c->at[k].end;
		frame_skip_dates(f, &f->c->at[k]);
		f->i = k;
		f->now.base = b;
		f->now.after_base = true;
		return;
	}
	const struct chunk *next = frame_next(f, 1);
	if (!next || next->kind == CHUNK_NUMBER || chunk_is(next, VOCAB_bound) ||
	    chunk_is(next, VOCAB_target) || chunk_is(next, VOCAB_plan) ||
	    chunk_is(next, VOCAB_change) || chunk_is(next, VOCAB_factor) ||
	    chunk_is(next, VOCAB_versus) ||
	    (chunk_is(next, VOCAB_from) && frame_number_ahead(f, f->i + 2, 1)))
		return; /* "thap hon tu 1 - 2%/nam so voi ..." */
	b.reference = true;
	b.first = next->first;
	for (k = f->i + 1;
	     k < f->c->n &&
	     (f->c->at[k].kind == CHUNK_WORD || chunk_is(&f->c->at[k], VOCAB_reference) ||
	      chunk_is(&f->c->at[k], VOCAB_link) || chunk_is(&f->c->at[k], VOCAB_average));
	     k++)
		b.end = f->c->at[k].end;
	if (k + 3 < f->c->n && chunk_is_mark(&f->c->at[k], '(') &&
	    f->c->at[k + 1].kind == CHUNK_WORD && chunk_is_mark(&f->c->at[k + 2], ')'))
		k += 3; /* "trung binh nhieu nam (TBNN) 0,8 do C" */
	if (k < f->c->n && f->c->at[k].kind == CHUNK_NUMBER &&
	    is_change(f, &f->c->at[k].quantity)) {
		f->now.base = b; /* "cao hon trung binh nhieu nam 35%" */
		f->now.after_base = true;
		f->i = k - 1;
		return;
	}
	/* words: a level of something else follows, in brackets or behind a verb */
	f->now.verb = VERB_NONE;
	f->now.closed = false;
	b.reference = true;
	b.first = next->first;
	b.end = next->end;
	f->now.after_base = true;
	f->now.base = b;
}

/* "bang muc cua thang 3/2022 (3,6%)": the base of a level, no rate */
bool frame_base_of_level(struct frame *f)
{
	for (size_t k = f->i + 1; k < f->c->n && k < f->i + 5; k++) {
		if (f->c->at[k].kind == CHUNK_WHEN) {
			f->now.base = (struct base_ref){.when = f->c->at[k].when,
							.first = f->c->at[f->i].first,
							.end = f->c->at[k].end};
			f->now.after_base = true;
			frame_skip_dates(f, &f->c->at[k]);
			f->i = k;
			return true;
		}
		if (f->c->at[k].kind != CHUNK_WORD)
			return false;
	}
	return false;
}

/* "thap hon muc tang 2% va 5,7% cua ...": like the one before it. */
bool frame_joined_past(const struct frame *f)
{
	const struct growth_ref *before = f->n_growths ? &f->growths[f->n_growths - 1] : NULL;
	if (!before || f->i < 2 ||
	    !(chunk_is(&f->c->at[f->i - 1], VOCAB_and) || chunk_is_mark(&f->c->at[f->i - 1], ',')))
		return false;
	enum chunk_kind kind = f->c->at[f->i - 2].kind; /* "2% cua nam 2020 va 5,7% cua ..." */
	return (before->of_growth && kind == CHUNK_NUMBER) ||
	       (before->past && kind == CHUNK_WHEN && frame_next(f, 1) &&
		!chunk_is(frame_next(f, 1), VOCAB_versus));
}

static bool past_growth(struct frame *f, struct growth_ref *g, const struct when *w)
{
	struct mention *m = mention_of(f->r->mentions, g->mention);
	struct time_span of = m->span;
	struct period p;
	if (!when_resolve_base(w, f->r->report, &of, &p))
		return false;
	m->span.period = p;
	if (m->span.has_day)
		m->span.as_of = p.last;
	g->past = true;
	g->of_growth = false;
	return true;
}

/* "muc tang 2% va 5,7% cua cung ky nam 2020 va 2021": growths of earlier periods, in order. */
static bool past_growths(struct frame *f, const struct chunk *c)
{
	struct growth_ref *last = &f->growths[f->open_growth];
	struct growth_ref *first = f->open_growth > 0 ? last - 1 : NULL;
	bool two = f->i + 2 < f->c->n && c[2].kind == CHUNK_WHEN &&
		   (chunk_is(&c[1], VOCAB_and) || chunk_is_mark(&c[1], ',')) &&
		   c[2].when.form == c->when.form;
	if (!first || !first->of_growth)
		return past_growth(f, last, &c->when);
	if (!past_growth(f, first, &c->when) || !past_growth(f, last, two ? &c[2].when : &c->when))
		return false;
	if (two) {
		frame_skip_dates(f, &c[2]);
		f->i += 2;
	}
	return true;
}

/* A period right behind a growth is its base where the words say so: "gap 2 lan thang truoc",
 * "giam 10% cung ky"; "trong thang 8" is none. */
bool frame_when_is_base(struct frame *f, const struct chunk *c)
{
	if (f->open_growth < 0 || !f->now.after_growth || f->now.pieces.n)
		return false;
	struct growth_ref *g = &f->growths[f->open_growth];
	const struct mention *m = mention_of(f->r->mentions, g->mention);
	const struct when *w = &c->when;
	if (g->of_growth && past_growths(f, c))
		return true;
	bool whole = tokens_match(f->t, f->r->lexicon->vocab, c->first, VOCAB_whole, NULL) > 0;
	if (g->base_behind || (w->within && !whole) || w->as_of || w->form == WHEN_TERM)
		return false;
	if (f->depth > 0 && f->now.numbers == 0 && change_follows(f))
		return false; /* "(cung ky nam 2022 tang 9,6%)": the growth of that period */
	bool factor = strcmp(m->kind, "factor") == 0;
	bool same = w->same || w->form == WHEN_SAME;
	bool back = w->has_relative && w->relative == -1;
	bool index = strcmp(m->kind, "index") == 0;
	if (!factor && !same && !back && !index)
		return false;
	struct base_ref b = {.when = *w, .first = c->first, .end = c->end};
	frame_place_base(f, &b);
	return true;
}

/* "(thang truoc = 100): 100,38": the period before the sign is the base of an index. */
void frame_index_base_100(struct frame *f)
{
	const struct chunk *number = &f->c->at[f->i + 1];
	struct str hundred = tokens_text(f->t, number->first, number->first + 1);
	if (!str_equal(hundred, STR("100")))
		return;
	struct base_ref b = {.when = f->c->at[f->i - 1].when,
			     .first = f->c->at[f->i - 1].first,
			     .end = f->c->at[f->i - 1].end};
	f->head.n = 0;
	frame_bases_add(&f->head, &b);
	f->index_100 = true;
	f->now.has_span = false;
	frame_skip(f, number, "reference");
	f->i++;
}

const char *frame_basis_name(const struct base_ref *b, const struct time_span *of,
			     struct period base)
{
	struct period cur = of->period;
	if (b->reference)
		return "vs_ref";
	if (of->has_day && (of->basis[0] == 'y' || base.freq == 'D')) {
		int year, month, day;
		period_date(of->as_of, &year, &month, &day);
		cur = period_day(year, month, day);
	}
	if (period_same(period_move(cur, -12), base) ||
	    (base.freq != 'D' && base.freq != 'A' && period_length_in_months(cur) != 12 &&
	     period_same(period_last_month(period_move(cur, -12)), base)))
		return "yoy";
	int y, mo, d;
	period_date(base.first, &y, &mo, &d);
	if (of->basis[0] == 'y' && mo == 1 && d == 1 && period_length_in_months(base) > 0 &&
	    period_same(period_last_month(period_move(period_last_month(cur), -12)),
			period_last_month(base)))
		return "yoy"; /* twelve months to date against the year before */
	if (b->when.same && base.freq == cur.freq && period_same(period_move(cur, -12), base))
		return "yoy";
	if ((cur.freq == 'M' || (b->when.form == WHEN_MONTH && b->when.has_relative)) &&
	    period_same(period_move(cur, -1), base))
		return of->basis[0] == 'y' ? "vs_period" : "mom";
	if (cur.freq == 'Q' && period_same(period_move(cur, -3), base))
		return "qoq";
	if (cur.freq == 'M' && of->basis[0] == 'a' && base.freq == 'Q' &&
	    period_same(period_move(cur, -3), period_last_month(base)))
		return "qoq"; /* a stock at the end of each */
	return "vs_period";
}

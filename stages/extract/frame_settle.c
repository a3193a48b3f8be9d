/* What the growths of a sentence are compared with, once all of it is read. */
#include "stages/extract/frame_parts.h"

/* "so voi thang truoc", "so voi quy truoc" */
static bool is_one_back(const struct base_ref *b, enum when_form form)
{
	return b->when.form == form && b->when.has_relative && b->when.relative == -1;
}

/* "thang truoc", said of another figure, is no base of a half-year that the sentence names. */
static bool fits(const struct frame *f, const struct growth_ref *g, const struct base_ref *b)
{
	const struct time_span *span = &mention_of(f->r->mentions, g->mention)->span;
	bool cumulated = span->basis[0] == 'y' && (g->span_printed || f->has_span);
	bool wide = span->basis[0] != 'a' && g->span_printed &&
		    period_length_in_months(span->period) > 1;
	bool months = !is_one_back(b, WHEN_MONTH) || !(cumulated || wide);
	bool odd = cumulated || (wide && period_length_in_months(span->period) != 3);
	return months && (!is_one_back(b, WHEN_QUARTER) || !odd);
}

/* The place in `b` of the base of growth `k`: in order, and of a growth that its item has alone
 * the last, which is the year before where there are two. */
static int place_in(const struct frame *f, int k, const struct bases *b)
{
	const struct growth_ref *g = &f->growths[k];
	bool paired = g->order > 0 || (k + 1 < f->n_growths && f->growths[k + 1].order == 1);
	return paired && g->order < b->n ? g->order : b->n - 1;
}

/* Which base a growth without one of its own has: one named in the sentence before it, in the
 * order of the item before; one named behind it; one of the sentence before. */
static bool find_base(struct frame *f, int k, struct base_ref *b, bool *kept_one)
{
	struct growth_ref *g = &f->growths[k];
	struct bases seen = {0};
	for (int i = 0; i < k; i++) {
		if (!f->growths[i].has_base)
			continue;
		if (f->growths[i].order == 0)
			seen.n = 0;
		frame_bases_add(&seen, &f->growths[i].base);
	}
	for (int i = place_in(f, k, &seen); i >= 0 && i < seen.n; i++)
		if (fits(f, g, &seen.at[i])) {
			*b = seen.at[i];
			return true;
		}
	for (int i = k + 1; i < f->n_growths; i++)
		if (f->growths[i].has_base && !f->growths[i].base.reference &&
		    fits(f, g, &f->growths[i].base)) {
			*b = f->growths[i].base;
			return true;
		}
	const struct bases *kept = &f->r->bases;
	for (int i = place_in(f, k, kept); i >= 0 && i < kept->n; i++)
		if (fits(f, g, &kept->at[i])) {
			*b = kept->at[i];
			*kept_one = true;
			return true;
		}
	return false;
}

/* A figure turned out to be of a month: so are its parts, and what follows. */
static void narrow_parts(struct frame *f, int level, const struct time_span *carried,
			 const struct time_span *month)
{
	for (int k = 0; k < f->n_levels; k++) {
		struct mention *m = mention_of(f->r->mentions, f->levels[k]);
		if (f->levels[k] > level && !f->dated[k] && m->span.basis[0] == carried->basis[0] &&
		    period_same(m->span.period, carried->period))
			m->span = *month;
	}
	f->r->now = *month;
}

/* "Nam 2016 tang 6,2% so voi nam 2015, trong do quy I tang 5,5%": a part of the year, to which the
 * year's base does not belong; it is compared with the same part of that year. `kept`: the base was
 * named in a sentence before. */
static bool part_of_year(const struct frame *f, const struct growth_ref *g,
			 const struct base_ref *b, bool kept)
{
	const struct time_span *s = &mention_of(f->r->mentions, g->mention)->span;
	struct period base;
	return (g->span_printed || kept) && b->when.form == WHEN_YEAR && !b->when.as_of &&
	       !b->when.end && s->basis[0] != 'a' && s->period.freq != 'A' &&
	       when_resolve_base(&b->when, f->r->report, s, &base) && base.freq == 'A' &&
	       period_year_of(base) == period_year_of(s->period) - 1;
}

/* "phuc vu 31,8 trieu khach hang, tang 0,9 trieu so voi cuoi nam": what is compared with the end
 * of a period is counted at one. */
static bool counted_at_end(const struct frame *f, const struct growth_ref *g,
			   const struct base_ref *b, const struct mention *level)
{
	const struct vocab_entry *e = NULL;
	const struct when *w = &b->when;
	bool end = w->end || w->form == WHEN_START_OF_YEAR;
	for (int k = 0; k < f->n_levels; k++)
		if (f->levels[k] == g->level && f->dated[k])
			return false;
	if (!end || b->reference || level->span.basis[0] != 'p' || level->unit.n == 0 ||
	    strcmp(level->origin, "stated") != 0 || level->span.period.freq != 'M' ||
	    level->unit.p[0] == '%' || frame_says(f, level->subject, VOCAB_flow_mark))
		return false;
	const struct vocab *v = f->r->lexicon->vocab;
	const struct tokens *t = reread_tokens(f->r->words, v, level->subject);
	bool flow = t->n && subject_measure(t, f->r->lexicon->vocab, 0, &e) &&
		    !str_equal(e->value, STR("count")) && !str_equal(e->value, STR("stock"));
	size_t noun = 0;
	t = reread_tokens(f->r->words, v, level->unit);
	if (t->n)
		noun = tokens_match(t, f->r->lexicon->vocab, 0, VOCAB_noun, &e);
	return !flow && (level->money || (noun && !str_equal(e->note, STR("event"))));
}

static void settle(struct frame *f, int k)
{
	struct reading *r = f->r;
	struct growth_ref *g = &f->growths[k];
	struct mention *m = mention_of(r->mentions, g->mention);
	struct mention *level = mention_of(r->mentions, g->level);
	struct period base = {0};
	if (level) {
		m->span = level->span;
		m->rate = level->rate;
	}
	if (m->span.basis[0] == 0)
		m->span.basis = level ? level->span.basis : "period";
	m->level = g->level;
	if (g->past) {
		m->level = 0;
		m->base_period = period_move(m->span.period, -12);
		m->basis = "yoy";
		return;
	}
	struct base_ref b = g->base;
	bool kept = false;
	if (!g->has_base && (!find_base(f, k, &b, &kept) || part_of_year(f, g, &b, kept)))
		b = (struct base_ref){.when = {.form = WHEN_SAME, .same = true}};
	if (b.reference) {
		m->basis = "vs_ref";
		return;
	}
	if (level && counted_at_end(f, g, &b, level)) {
		level->span.basis = "as_of";
		m->span = level->span;
	}
	/* a month-on-month base says that the figure is a month's, whatever was carried to it */
	bool month_back = is_one_back(&b, WHEN_MONTH);
	struct period month = r->report;
	if (b.when.form == WHEN_MONTH && b.when.month &&
	    period_month_of(period_move(month, -1)) == b.when.month && !b.when.same)
		month_back = true;
	bool relative = b.when.has_relative && period_length_in_months(m->span.period) > 1 &&
			m->span.basis[0] != 'a' && !level;
	if (month_back && (m->span.basis[0] == 'y' || relative) && !g->span_printed) {
		struct time_span carried = m->span;
		m->span = (struct time_span){.period = month, .basis = "period"};
		if (level)
			level->span = m->span;
		if (!f->has_span)
			narrow_parts(f, g->level, &carried, &m->span);
	}
	/* and a quarter-on-quarter base, that it is a quarter's */
	bool quarter_back = is_one_back(&b, WHEN_QUARTER);
	if (quarter_back && m->span.period.freq == 'M' && !g->span_printed && r->quarter.freq) {
		m->span.period = r->quarter;
		if (m->span.basis[0] == 'y')
			m->span.basis = "period";
		if (level)
			level->span = m->span;
	}
	if (!when_resolve_base(&b.when, r->report, &m->span, &base)) {
		m->basis = "vs_period";
		return;
	}
	struct period quarter =
		period_quarter(period_year_of(r->report), (period_month_of(r->report) + 2) / 3);
	if (base.freq == 'Q' && m->span.period.freq == 'M' && m->span.basis[0] == 'p' &&
	    !g->span_printed && base.last + 1 == quarter.first &&
	    quarter.last == r->report.last) { /* "tu 8,9 trieu dong quy II con 5,5 trieu dong" */
		m->span.period = quarter;
		if (level)
			level->span = m->span;
	}
	m->base_period = base;
	m->basis = frame_basis_name(&b, &m->span, base);
	if (m->base) {
		struct mention *bm = mention_of(r->mentions, m->base);
		if (level && strcmp(bm->origin, "stated_base") == 0 && level->span.basis[0] != 'a')
			bm->span.basis = level->span.basis;
	}
}

void frame_settle_growths(struct frame *f)
{
	for (int k = 0; k < f->n_growths; k++)
		settle(f, k);
	f->n_growths = 0;
	f->open_growth = -1;
}

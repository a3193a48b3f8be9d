/* What a period that was printed before a figure says of it: of the clause, the sentence, the
 * paragraph, the whole that it is a part of. */
#include "stages/extract/frame_parts.h"

/* A counted thing that was a flow a moment ago goes on as one. */
static bool flow_before(const struct frame *f, const struct mention *m)
{
	const struct mentions *all = f->r->mentions;
	size_t held = all->n - all->written, back = held > 24 ? held - 24 : 0;
	for (size_t k = held - 1; k-- > back;) {
		const struct mention *o = &all->at[k];
		if (o->outcome == OUTCOME_LEVEL && m->unit.n && m->unit.p[0] != '%' && !m->money &&
		    str_equal(o->unit, m->unit))
			return o->span.basis[0] == 'y';
	}
	return false;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/* The same words, whatever blanks and line breaks stand between them. */
static bool same_words(struct str a, struct str b)
{
	size_t i = 0, k = 0;
	while (i < a.n && k < b.n) {
		if (is_blank(a.p[i]) && is_blank(b.p[k])) {
			while (i < a.n && is_blank(a.p[i]))
				i++;
			while (k < b.n && is_blank(b.p[k]))
				k++;
		} else if (a.p[i++] != b.p[k++]) {
			return false;
		}
	}
	return i == a.n && k == b.n;
}

/* "232 trieu lieu vac xin", "204 trieu lieu": the same thing, named shorter. */
static bool same_thing(struct str a, struct str b)
{
	struct str *longer = a.n > b.n ? &a : &b;
	size_t n = a.n < b.n ? a.n : b.n;
	if (n && n < longer->n && is_blank(longer->p[n]))
		longer->n = n;
	return same_words(a, b);
}

/* "Tinh den het thang 10, co 15,71 trieu nguoi tham gia. Trong do: - bat buoc: 14,44 trieu nguoi":
 * counted on the day on which their whole was. */
static bool stock_before(const struct frame *f, const struct mention *m, const struct subject *s)
{
	const struct mentions *all = f->r->mentions;
	size_t held = all->n - all->written, back = held > 24 ? held - 24 : 0;
	bool flow = frame_says(f, s->text, VOCAB_flow_mark);
	if (m->unit.n == 0 || m->unit.p[0] == '%')
		return false;
	for (size_t k = held - 1; k-- > back;) {
		const struct mention *o = &all->at[k];
		if (o->outcome == OUTCOME_LEVEL && same_thing(o->unit, m->unit))
			return o->span.basis[0] == 'a' && !o->money &&
			       (!flow || frame_says(f, o->subject, VOCAB_flow_mark)) &&
			       strcmp(o->origin, "stated") == 0 &&
			       period_same(o->span.period, m->span.period);
	}
	return false;
}

/* Money that is told of like the money before it, up to a day. */
static bool money_before(const struct frame *f, const struct mention *m, const struct quantity *q)
{
	const struct reading *r = f->r;
	if (q->kind != UNIT_MONEY || !m->span.has_day)
		return false;
	for (int k = r->n_recent; k-- > 0;) {
		const struct mention *o = mention_of(r->mentions, r->recent[k]);
		if (o->money)
			return o->span.basis[0] == 'a' && o->span.has_day &&
			       o->span.as_of == m->span.as_of;
	}
	return false;
}

/* Amid what was cumulated: "cho vay 412 ty dong; du no 1.240 ty dong; do che phu rung 41,2%". */
static bool plainly_stock(const struct frame *f, const struct subject *s, const struct quantity *q)
{
	if (q->kind == UNIT_PERCENT)
		return frame_says(f, s->text, VOCAB_coverage) && strcmp(s->measured, "rate") == 0;
	return strcmp(s->measured, "stock") == 0 && q->kind == UNIT_MONEY;
}

/* The sentence takes the one before it up: "Trong tong so ...", "Ty le nay cua nu ...". */
static bool takes_up(const struct frame *f)
{
	return f->now.part || f->now.anaphor || f->opened_by_part ||
	       tokens_match(f->t, f->r->lexicon->vocab, f->c->at[0].first, VOCAB_within, NULL);
}

/* Like the figure before it, which was counted over the quarter or the year though it is one that
 * is elsewhere counted on a day. */
static bool surveyed(const struct frame *f, const struct mention *m, const struct subject *s,
		     const struct quantity *q)
{
	const struct reading *r = f->r;
	int before = f->n_levels                  ? f->levels[f->n_levels - 1]
		     : takes_up(f) && r->n_recent ? r->recent[r->n_recent - 1]
						  : 0;
	const struct mention *o = mention_of(r->mentions, before);
	for (int k = r->n_recent; !o && k-- > 0;) { /* "Ty le tham gia cua nu ..." */
		const struct mention *named = mention_of(r->mentions, r->recent[k]);
		if (named->subject.n && str_starts(s->text, named->subject))
			o = named;
	}
	for (int k = f->n_levels; o && k-- > 0 && !same_words(o->unit, m->unit);)
		o = mention_of(r->mentions, f->levels[k]);
	return o && (q->kind == UNIT_NOUN || q->kind == UNIT_PERCENT) &&
	       !(f->has_span && frame_says(f, o->subject, VOCAB_flow_mark)) &&
	       same_words(o->unit, m->unit) && strcmp(o->origin, "stated") == 0 &&
	       o->span.basis[0] == 'p' && o->span.period.freq != 'M' &&
	       period_same(o->span.period, m->span.period);
}

/* What a period that was not printed in the clause says of this figure: a stock is as of its end,
 * a flow is never as of a day. */
void frame_carry_span(struct frame *f, struct mention *m, const struct subject *s,
		      const struct quantity *q)
{
	const char *own = frame_basis(f, s, q, &m->span, false);
	const struct mention *share = mention_of(f->r->mentions, f->now.share);
	if (share && q->kind == UNIT_PERCENT) { /* one share after the other */
		m->span = share->span;
		return;
	}
	char carried = m->span.basis[0];
	if (carried == 'p')
		m->span.basis = "";
	bool rate = q->kind == UNIT_PERCENT && f->r->now.basis[0] == 'a' && !f->r->first_sentence;
	bool near = (f->has_span || rate) && q->kind != UNIT_MONEY && q->kind != UNIT_PHYSICAL &&
		    strcmp(s->measured, "flow") != 0 && strcmp(s->measured, "index") != 0;
	near = near || (f->has_span && m->span.has_day && strcmp(s->measured, "index") != 0) ||
	       stock_before(f, m, s) || money_before(f, m, q) ||
	       (f->opened_by_part && q->kind == UNIT_NOUN && !q->event && !frame_flows(f, s, q));
	bool state = strcmp(s->measured, "index") == 0 && q->kind == UNIT_PHYSICAL;
	bool stands = strcmp(s->measured, "stock") == 0; /* told by its own words */
	if (carried == 'y' && state && !f->has_span) { /* "Luy ke ... . Toc do dat 50 Mbps": now */
		m->span = (struct time_span){.period = f->r->report, .basis = own};
	} else if (carried == 'a' && own[0] == 'p' && f->cumulated && f->has_span) {
		m->span.basis = "ytd"; /* what the sentence cumulated up to the day */
	} else if (carried == 'a' && own[0] == 'p' && !near) {
		bool report = m->span.has_day || m->span.period.last == f->r->report.last;
		if (report && f->r->section.basis[0] != 'a')
			m->span = f->r->section; /* a day says nothing of a flow */
		else
			m->span =
				(struct time_span){.period = report ? f->r->report : m->span.period,
						   .basis = "period"};
	} else if (own[0] == 'a' && (!f->has_span || !carried || carried == 'p') &&
		   surveyed(f, m, s, q)) {
		m->span.basis = "period";
	} else if (own[0] == 'a' && (!f->has_span || (carried == 'y' && plainly_stock(f, s, q))) &&
		   (carried == 'y' ? stands || !flow_before(f, m) : m->span.period.freq != 'M')) {
		m->span = (struct time_span){.period = period_last_month(m->span.period),
					     .basis = "as_of"};
	}
}

/* A figure that was printed before, said again to be taken apart, is of the period it was of
 * then. */
bool frame_restated_span(struct frame *f, struct mention *m)
{
	const struct mentions *all = f->r->mentions;
	if (!m->scale.n || m->number.n < 3 || f->depth > 0)
		return false;
	size_t held = all->n - all->written, back = held > 60 ? held - 60 : 0;
	for (size_t k = held - 1; k-- > back;) {
		const struct mention *o = &all->at[k];
		if (o->outcome == OUTCOME_LEVEL && str_equal(o->number, m->number) &&
		    str_equal(o->scale, m->scale)) {
			m->span = o->span;
			f->span = o->span;
			f->has_span = true;
			f->restated = o->subject;
			f->now.item_status = o->status;
			f->now.part = true;
			return true;
		}
	}
	return false;
}

/* Parts are of the period and kind of their whole, list mates without a measure of their own like
 * the one before. */
bool frame_like_before(struct frame *f, struct mention *m, const struct subject *s,
		       const struct quantity *q)
{
	const struct reading *r = f->r;
	int before = f->n_levels   ? f->levels[f->n_levels - 1]
		     : r->n_recent ? r->recent[r->n_recent - 1]
				   : 0;
	const struct mention *o =
		mention_of(r->mentions, f->now.part && f->now.level ? f->now.level : before);
	bool counted = q->kind == UNIT_NOUN || q->kind == UNIT_WORD;
	bool percent = q->kind == UNIT_PERCENT;
	for (int k = f->n_levels;
	     f->now.part && !percent && o && o->unit.n && o->unit.p[0] == '%' && k-- > 0;)
		o = mention_of(r->mentions, f->levels[k]); /* "..., chiem 35,8%; 189 nghin nguoi" */
	if (!o || strcmp(o->origin, "stated") != 0 || (o->status[0] == 'F' && !f->now.part))
		return false;
	bool part = f->now.part && counted && o->unit.n &&
		    (str_starts(m->unit, o->unit) || str_starts(o->unit, m->unit)) &&
		    !f->now.possess;
	part = part || (f->now.part && q->kind == UNIT_NONE && m->scale.n == 0 && !o->money &&
			o->unit.n && o->unit.p[0] != '%');
	part = part || (f->now.part && q->kind == UNIT_PERCENT && f->depth == 0 &&
			same_words(o->unit, m->unit) && strcmp(o->rate, "rate") == 0);
	part = part || (f->depth > 0 && f->now.part && o->scale.n && m->scale.n &&
			(str_equal(o->unit, m->unit) || (o->money && m->unit.n == 0)));
	bool mate = f->n_levels && before != f->narrowed && (f->local_measure == 0 || f->divides) &&
		    !counted && (q->kind == UNIT_PHYSICAL || q->kind == UNIT_MONEY) &&
		    str_equal(o->unit, m->unit);
	if (!part && !mate)
		return false;
	if (frame_says(f, s->text, VOCAB_stock_mark) && o->span.basis[0] != 'a')
		return false;
	if (mate && o->span.basis[0] == 'a' && !f->now.until &&
	    frame_says(f, s->text, VOCAB_flow_mark))
		return false; /* "duong huyen dai 412 km; lam moi 18 km" */
	m->span = o->span;
	return true;
}

/* "05 khu cong nghiep, dien tich 1.720 ha": how large the things are that were counted. */
bool frame_size_span(const struct frame *f, struct mention *m, const struct subject *s,
		     const struct quantity *q)
{
	bool size = (q->kind == UNIT_MONEY || q->kind == UNIT_PHYSICAL) && !q->rate &&
		    frame_says(f, s->measure, VOCAB_size);
	for (int k = f->n_levels; size && k-- > 0;) {
		const struct mention *o = mention_of(f->r->mentions, f->levels[k]);
		if (o->unit.n && o->unit.p[0] == '%')
			continue;
		if (o->money || o->span.basis[0] != 'a' || strcmp(o->origin, "stated") != 0)
			return false;
		m->span = o->span;
		return true;
	}
	return false;
}

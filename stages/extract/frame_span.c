/* Which period a figure is of (CONTRACT 4.2); whether it is a stock or a flow: frame_basis.c. */
#include "stages/extract/frame_parts.h"

#include "common/viet.h"

static bool future(const struct frame *f)
{
	return (f->now.status && f->now.status[0] == 'F') || f->plan_head ||
	       f->r->section.period.first > f->r->report.last; /* a section of plans */
}

/* "Thang 3, tinh phan dau thu ...": a target, a forecast or a duty follows before any figure. */
static bool future_ahead(const struct frame *f)
{
	for (size_t k = f->i + 1; k < f->c->n && f->c->at[k].kind != CHUNK_NUMBER; k++) {
		const struct chunk *d = &f->c->at[k];
		if (chunk_is_mark(d, ';') || d->kind == CHUNK_WHEN)
			return false;
		if (chunk_is(d, VOCAB_target) ||
		    (chunk_is(d, VOCAB_status) && d->entry->value.p[0] == 'F'))
			return true;
	}
	return false;
}

void frame_skip_dates(struct frame *f, const struct chunk *c)
{
	for (size_t i = c->first; i < c->end; i++)
		if (f->t->at[i].kind == TOKEN_NUMBER) {
			struct chunk one = {.kind = CHUNK_SKIP, .first = i, .end = i + 1};
			frame_mention(f, &one, OUTCOME_SKIP)->skip = "date";
		}
}

const struct time_span *frame_context(const struct frame *f)
{
	if (f->now.has_span)
		return &f->now.span;
	for (int d = f->depth - 1; d >= 0; d--)
		if (f->saved[d].has_span)
			return &f->saved[d].span;
	return f->has_span ? &f->span : &f->r->now;
}

/* A term is a clause's period where it heads it or is said to lie within: "giai doan 2016-2020,
 * ...", "trong 5 nam 2016-2020"; else it is part of a name. */
static bool is_term_of_clause(const struct frame *f, const struct chunk *c)
{
	return c->when.named && f->now.numbers == 0 &&
	       (c->when.within || (f->now.pieces.n == 0 && f->depth == 0));
}

/* "lan luot" further on in the clause: periods side by side have a figure each. */
static bool respectively_ahead(const struct frame *f)
{
	for (size_t k = f->i + 1; k < f->c->n && !chunk_is_mark(&f->c->at[k], ';'); k++)
		if (chunk_is(&f->c->at[k], VOCAB_respectively))
			return true;
	return false;
}

/* "cac nam 2019-2023 lan luot la 4,0%; 2,7%; ...": a figure for each year, or for the same part of
 * each: "CPI quy I cac nam ...". */
static bool years_in_order(struct frame *f, const struct chunk *c)
{
	int n = 0;
	if (!respectively_ahead(f) || f->now.numbers > 0)
		return false;
	const struct time_span *part = f->now.has_span ? &f->now.span : NULL;
	for (int year = c->when.from_year; year <= c->when.year && n < FRAME_LEVELS; year++) {
		struct time_span s = {.period = period_year(year), .basis = ""};
		if (part && strchr("MQS", part->period.freq) && !part->has_day)
			s = (struct time_span){
				.period = period_move(part->period,
						      12 * (year - period_year_of(part->period))),
				.basis = part->basis};
		f->each_span[n++] = s;
	}
	f->n_each = n;
	f->each_at = 0;
	return n > 1;
}

/* "thap nhat ke tu nam 2011", "cac nam truoc": how far back something holds, not when it was. */
static bool is_since(const struct frame *f, const struct chunk *c)
{
	bool bare = c->when.form == WHEN_YEAR && !c->when.as_of && !c->when.ytd;
	size_t k = c->first;
	if (bare && c->when.relative_year && k > 0 &&
	    tokens_match(f->t, f->r->lexicon->vocab, k - 1, VOCAB_outline, NULL) == 1)
		return true;
	for (size_t n = 1; bare && n <= 3 && n <= k; n++)
		if (tokens_match(f->t, f->r->lexicon->vocab, k - n, VOCAB_from, NULL) == n)
			return true;
	return false;
}

/* "so tien giam dong (12 thang)" in a report of October: how long, not when. */
static bool is_length(const struct frame *f, const struct when *w, bool to_come)
{
	bool estimate = f->now.status && f->now.status[0] == 'E';
	return w->form == WHEN_MONTHS && !w->year && !w->relative_year && !w->ytd && !w->as_of &&
	       !w->same && !to_come && !estimate && w->count > period_month_of(f->r->report);
}

/* "CPI binh quan 5 thang", "binh quan 5 thang, CPI ...": the mean over a time is another measure
 * than the thing itself. */
static void note_mean(struct frame *f, const struct chunk *c)
{
	const struct vocab *v = f->r->lexicon->vocab;
	size_t mean = c->when.mean ? tokens_match(f->t, v, c->first, VOCAB_average, NULL) : 0;
	f->mean = (struct str){0};
	if (mean && f->now.pieces.n && !f->now.closed) {
		pieces_add(&f->now.pieces, c->first, c->first + mean);
	} else if (mean && !f->now.pieces.n) {
		struct buf lower = {0};
		viet_lower(tokens_text(f->t, c->first, c->first + mean), &lower);
		f->mean = arena_copy(f->r->arena, buf_view(&lower));
		buf_release(&lower);
	}
}

void frame_when(struct frame *f, const struct chunk *c)
{
	frame_skip_dates(f, c);
	if (frame_when_is_base(f, c))
		return;
	if (c->when.form == WHEN_TERM && !c->when.named && years_in_order(f, c))
		return;
	note_mean(f, c);
	if (c->when.form == WHEN_TERM && !is_term_of_clause(f, c)) {
		if (c->when.named)
			frame_words(f, c); /* "chuong trinh giai doan 2021 - 2025" */
		return;
	}
	if (is_since(f, c))
		return;
	struct time_span s;
	bool to_come = future(f) || future_ahead(f);
	if (is_length(f, &c->when, to_come))
		return;
	if (!when_resolve(&c->when, f->r->report, frame_context(f), to_come, &s))
		return;
	if (s.period.freq == 'Q')
		f->r->quarter = s.period;
	/* "luy ke 10 thang ... den het thang 10": a cumulative that a date closes */
	if (f->now.has_span && f->now.span.basis[0] == 'y' && s.basis[0] == 'a' && c->when.as_of &&
	    f->now.pieces.n == 0 && !f->now.after_level)
		s.basis = "ytd";
	/* "trong thang 10, luy ke 10 thang": the wider one governs */
	if (c->when.form == WHEN_SINCE && c->when.ytd && f->now.has_span && f->now.pieces.n == 0 &&
	    !f->now.after_level) {
		s = f->now.span;
		s.basis = "ytd";
	}
	/* "trong thang 10" behind a cumulative only repeats its end; a day inside brackets
	 * narrows */
	if (f->when_used && f->when_used == f->i)
		return; /* the figure before it took it */
	const struct chunk *before = f->i > 0 ? c - 1 : NULL;
	if (before && chunk_is(before, VOCAB_status) && f->i > 2)
		before--;
	if (before && (chunk_is_mark(before, ',') || chunk_is(before, VOCAB_and)) &&
	    before > f->c->at)
		before--;
	if (before && before->kind == CHUNK_WHEN && f->now.has_span &&
	    !(f->when_used && before == &f->c->at[f->when_used]) &&
	    (before->when.form == c->when.form || respectively_ahead(f))) {
		if (f->n_each == 0)
			f->each_span[f->n_each++] = f->now.span;
		if (f->n_each < FRAME_LEVELS)
			f->each_span[f->n_each++] = s;
	}
	f->now.narrow = frame_narrows(f, &s);
	if (f->now.narrow && !f->has_span) { /* "... 10 thang. Rieng thang 10, ..." */
		f->aside = true;
		f->span = s;
		f->has_span = true;
	}
	f->now.span = s;
	f->now.has_span = true;
	f->now.until = c->when.until;
	f->now.summed = c->when.form == WHEN_SINCE &&
			tokens_match(f->t, f->r->lexicon->vocab, c->first, VOCAB_cumulative,
				     NULL) == c->end - c->first;
	f->now.alone = frame_said_alone(f) && s.basis[0] != 'a' && s.basis[0] != 'y' &&
		       period_same(s.period, f->r->report);
	f->now.new_span = true;
	f->now.head_span = !f->words_seen;
	frame_event(f, c, &s);
	bool interval = s.period.freq == 'I' && s.period.last - s.period.first > 27 &&
			s.period.last >= f->r->report.first && s.period.last <= f->r->report.last;
	bool to_month = !f->words_seen && s.period.last == f->r->report.last &&
			(s.basis[0] == 'y' || strchr("SQA", s.period.freq));
	if (f->depth == 0 && f->now.numbers == 0 && f->r->first_sentence && !f->has_span &&
	    (interval || to_month))
		f->r->wide = s;
	if (f->now.after_level && f->now.pieces.n == 0)
		f->now.closed = false;
}

/* A period printed right behind the figure, with no comma between: "... 810 ty dong trong thang
 * truoc". */
bool frame_span_behind(const struct frame *f, size_t until, struct time_span *s)
{
	if (until >= f->c->n || f->c->at[until].kind != CHUNK_WHEN)
		return false;
	const struct chunk *c = &f->c->at[until];
	if (c->when.form == WHEN_TERM || is_since(f, c) ||
	    (c->when.same && !f->now.has_span && !f->now.compared))
		return false;
	/* a clause of its own begins where a figure follows before the next mark */
	for (size_t k = until + 1; k < f->c->n; k++) {
		const struct chunk *d = &f->c->at[k];
		if (d->kind == CHUNK_MARK || chunk_is(d, VOCAB_and) || chunk_is(d, VOCAB_raise) ||
		    chunk_is(d, VOCAB_but) || chunk_is(d, VOCAB_gap) || chunk_is(d, VOCAB_change))
			break;
		if (d->kind == CHUNK_NUMBER && chunk_is(&f->c->at[until + 1], VOCAB_level))
			return false;
	}
	if (!when_resolve(&c->when, f->r->report, frame_context(f), future(f), s))
		return false;
	return true;
}

bool frame_says(const struct frame *f, struct str text, enum vocab_class class)
{
	return text.n && reread_says(f->r->words, f->r->lexicon->vocab, text, class);
}

/* The level in brackets behind a comparison's base is of the base's period. */
static bool base_span(struct frame *f, struct mention *m)
{
	struct reading *r = f->r;
	if (!f->now.base_open || f->now.base.reference || f->now.has_span || f->now.pieces.n)
		return false;
	const struct mention *level =
		mention_of(r->mentions, f->now.level ? f->now.level : f->now.share);
	const struct time_span *of = level ? &level->span : frame_context(f);
	struct period p;
	if (when_resolve_base(&f->now.base.when, r->report, of, &p)) {
		m->span = (struct time_span){.period = p, .basis = of->basis};
		if (p.freq == 'D') {
			m->span.has_day = true;
			m->span.as_of = p.last;
			m->span.period = period_last_month(p);
		}
	}
	m->origin = "stated_base";
	return true;
}

static bool plan_span(struct frame *f, struct mention *m, const struct quantity *q, enum role role)
{
	if (!f->now.plan_open && role != ROLE_PLAN)
		return false;
	struct period year = period_year(period_year_of(frame_context(f)->period));
	m->span = (struct time_span){.period = year};
	bool percent = q->kind == UNIT_PERCENT;
	m->span.basis = percent || (q->kind == UNIT_NOUN && q->stock) ? "as_of" : "period";
	const struct mention *level = mention_of(f->r->mentions, f->now.level);
	if (level && (percent || q->kind == UNIT_NONE || str_equal(level->unit, m->unit)))
		m->span.basis = level->span.basis[0] == 'a' ? "as_of" : "period";
	m->origin = "stated_base";
	return true;
}

/* "740.330 doanh nghiep tiep can va 99.318 doanh nghiep su dung vao ngay 20/5": the day is of
 * both. */
static void date_mate(struct frame *f, const struct time_span *behind)
{
	bool joined = false;
	for (size_t k = f->i; k-- > 0 && f->c->at[k].kind != CHUNK_NUMBER;) {
		if (f->c->at[k].kind == CHUNK_MARK || f->c->at[k].kind == CHUNK_WHEN)
			return;
		joined = joined || chunk_is(&f->c->at[k], VOCAB_and);
	}
	if (!joined || !f->n_levels || f->dated[f->n_levels - 1] || !behind->has_day)
		return;
	struct mention *mate = mention_of(f->r->mentions, f->levels[f->n_levels - 1]);
	if (mate->span.basis[0] == 'a')
		mate->span = *behind;
}

void frame_settle_span(struct frame *f, struct mention *m, const struct subject *s,
		       const struct quantity *q, size_t until, enum role role)
{
	struct reading *r = f->r;
	struct time_span behind;
	bool printed = f->now.has_span, count = strcmp(s->measured, "count") == 0;
	m->span = *frame_context(f);
	if (f->n_each > 1 && f->each_at < f->n_each) {
		m->span = f->each_span[f->each_at++];
		if (m->span.basis[0] == 'a' && frame_money_flow(f, s, q))
			m->span.basis = "ytd";
		else if (m->span.basis[0] == 0 || m->span.basis[0] == 'p')
			m->span.basis = frame_basis(f, s, q, &m->span, true);
		return;
	}
	if (base_span(f, m))
		return;
	if (plan_span(f, m, q, role)) {
		if (frame_span_behind(f, until, &behind))
			m->span.period = behind.period;
		return;
	}
	const struct mention *main = mention_of(r->mentions, f->now.level);
	if (main && role != ROLE_LEVEL && !f->now.new_span && strcmp(main->origin, "stated") == 0) {
		m->span = main->span; /* a share or completion is of its level's period */
		return;
	}
	const struct mention *ratio = mention_of(r->mentions, f->last_ratio);
	if (ratio && q->kind == UNIT_PERCENT && f->now.pieces.n == 0 && printed &&
	    m->span.basis[0] == 'a' && f->now.until &&
	    ratio->span.basis[0] == 'y') { /* "uoc den 31/12 dat 85%": the completion goes on */
		m->span.basis = "ytd";
		return;
	}
	bool equal = f->now.verb == VERB_EQUIVALENT; /* "chiem 37,6%, tuong duong 17,7 trieu" */
	if ((equal || (role == ROLE_SHARE && !main)) && !printed && f->n_levels) {
		m->span = mention_of(r->mentions, f->levels[f->n_levels - 1])->span;
		return;
	}
	if ((!printed || f->now.raised || f->now.compared) &&
	    frame_span_behind(f, until, &behind)) {
		if (f->now.compared)
			m->origin = "stated_base";
		f->when_used = until;
		m->span = behind;
		printed = true;
		if (f->depth == 0 && !f->now.compared && period_same(behind.period, r->report)) {
			f->span = behind; /* "Co 96.120 nguoi nop ho so trong thang" */
			f->has_span = true;
		}
		date_mate(f, &behind);
	}
	if (!printed && frame_restated_span(f, m))
		return;
	if ((!printed || (f->now.part && !f->now.new_span)) && frame_like_before(f, m, s, q))
		return;
	if (!f->now.new_span && frame_size_span(f, m, s, q))
		return;
	if (!printed)
		frame_carry_span(f, m, s, q);
	frame_cumulate(f, m, s, q, printed);
	if (f->now.alone)
		frame_widen_before(f, m, s, q);
	if (m->span.basis[0] == 0)
		m->span.basis = frame_basis(f, s, q, &m->span, printed);
	else if (m->span.basis[0] == 'p' && count && f->now.raised && !q->event &&
		 !frame_says(f, s->text, VOCAB_flow_mark))
		m->span.basis =
			"as_of"; /* "trong nam hoan thanh 26 cong trinh, nang tong so len" */
	else if (m->span.basis[0] == 'p' && m->span.period.freq == 'M' &&
		 strcmp(s->measured, "stock") == 0 && q->kind != UNIT_PHYSICAL)
		m->span.basis = frame_basis(f, s, q, &m->span, printed);
	if (m->span.basis[0] == 'a' && m->span.period.freq != 'A')
		m->span.period = period_last_month(m->span.period);
}

#include "stages/extract/frame_parts.h"

#include "common/viet.h"

void frame_begin(struct frame *f, struct reading *r, const struct tokens *t, struct chunks *c,
		 size_t offset, struct str quote)
{
	memset(f, 0, sizeof *f);
	f->r = r;
	f->t = t;
	f->c = c;
	f->offset = offset;
	f->quote = quote;
	f->open_growth = -1;
	f->growths_first = (int)r->mentions->n;
	f->head = r->head;
	if (r->head_sign)
		f->list_sign = r->head_sign[0];
}

static struct str text_of(const struct frame *f, size_t first, size_t end)
{
	return first < end ? tokens_text(f->t, first, end) : (struct str){0};
}

struct mention *frame_mention(struct frame *f, const struct chunk *c, enum outcome outcome)
{
	struct mention *m = mentions_add(f->r->mentions);
	size_t first = c->first, end = c->end;
	if (c->kind == CHUNK_NUMBER) {
		const struct quantity *q = &c->quantity;
		first = q->first;
		end = q->end;
		m->number = text_of(f, q->sign ? q->first : q->number_first, q->number_end);
		m->scale = text_of(f, q->scale_first, q->scale_end);
		m->unit = text_of(f, q->unit_first, q->unit_end);
		m->money = q->kind == UNIT_MONEY && !q->rate;
		m->total = text_of(f, q->total_first, q->total_end);
	} else {
		m->number = text_of(f, first, end);
	}
	m->outcome = outcome;
	m->printed = text_of(f, first, end);
	m->begin = f->offset + f->t->at[first].begin;
	m->end = f->offset + f->t->at[end - 1].end;
	m->quote = f->quote;
	m->skip = "";
	m->bound = "eq";
	m->status = "A";
	m->origin = "stated";
	m->rate = m->kind = m->basis = "";
	m->span.basis = "";
	return m;
}

void frame_skip(struct frame *f, const struct chunk *c, const char *kind)
{
	if (kind && *kind) {
		/* one row per number token of the non-fact */
		for (size_t i = c->first; i < c->end; i++) {
			if (f->t->at[i].kind != TOKEN_NUMBER)
				continue;
			struct chunk one = {.kind = CHUNK_SKIP, .first = i, .end = i + 1};
			frame_mention(f, &one, OUTCOME_SKIP)->skip = kind;
		}
		if (c->kind == CHUNK_NUMBER && c->quantity.in_words)
			frame_mention(f, c, OUTCOME_SKIP)->skip = kind;
		return;
	}
	for (size_t i = c->first; i < c->end; i++)
		if (f->t->at[i].kind == TOKEN_NUMBER) {
			struct chunk one = {.kind = CHUNK_SKIP, .first = i, .end = i + 1};
			frame_mention(f, &one, OUTCOME_UNREAD);
		}
}

/* ---- time ------------------------------------------------------------------------------------- */

static bool future(const struct frame *f)
{
	return f->now.status && f->now.status[0] == 'F';
}

static void skip_numbers(struct frame *f, const struct chunk *c)
{
	for (size_t i = c->first; i < c->end; i++)
		if (f->t->at[i].kind == TOKEN_NUMBER) {
			struct chunk one = {.kind = CHUNK_SKIP, .first = i, .end = i + 1};
			frame_mention(f, &one, OUTCOME_SKIP)->skip = "date";
		}
}

static const struct time_span *context_span(const struct frame *f)
{
	if (f->now.has_span)
		return &f->now.span;
	for (int d = f->depth - 1; d >= 0; d--)
		if (f->saved[d].has_span)
			return &f->saved[d].span;
	return f->has_span ? &f->span : &f->r->now;
}

void frame_when(struct frame *f, const struct chunk *c)
{
	skip_numbers(f, c);
	if (frame_when_is_base(f, c))
		return;
	if (c->when.form == WHEN_TERM)
		return;
	struct time_span s;
	if (!when_resolve(&c->when, f->r->report, context_span(f), future(f), &s))
		return;
	/* "luy ke 10 thang … den het thang 10": a cumulative that a date closes */
	if (f->now.has_span && f->now.span.basis[0] == 'y' && s.basis[0] == 'a' && c->when.as_of &&
	    f->now.pieces.n == 0 && !f->now.after_level)
		s.basis = "ytd";
	/* "trong thang 10, luy ke 10 thang": the wider one governs */
	if (c->when.form == WHEN_SINCE && c->when.ytd && f->now.has_span && f->now.pieces.n == 0 && !f->now.after_level) {
		s = f->now.span;
		s.basis = "ytd";
	}
	/* "trong thang 10" behind a cumulative only repeats its end; a day inside brackets narrows */
	const struct chunk *before = f->i > 0 ? c - 1 : NULL;
	if (before && (chunk_is_mark(before, ',') || chunk_is(before, VOCAB_and)) && f->i > 1)
		before--;
	if (before && before->kind == CHUNK_WHEN && f->now.has_span && before->when.form == c->when.form) {
		if (f->n_each == 0)
			f->each_span[f->n_each++] = f->now.span;
		if (f->n_each < FRAME_LEVELS)
			f->each_span[f->n_each++] = s;
	}
	f->now.span = s;
	f->now.has_span = true;
	f->now.until = c->when.until;
	f->now.new_span = true;
	f->now.head_span = !f->words_seen;
	if (f->depth == 0 && !f->words_seen && f->now.numbers == 0 && f->r->first_sentence && !f->has_span &&
	    (s.basis[0] == 'y' || s.period.freq == 'S' || s.period.freq == 'Q' || s.period.freq == 'A') &&
	    s.period.last == f->r->report.last)
		f->r->wide = s;
	if (f->now.after_level && f->now.pieces.n == 0)
		f->now.closed = false;
}

/* A period printed right behind the figure, with no comma between: "… 810 ty dong trong thang truoc". */
static bool span_behind(struct frame *f, size_t until, struct time_span *s)
{
	if (until >= f->c->n || f->c->at[until].kind != CHUNK_WHEN)
		return false;
	const struct chunk *c = &f->c->at[until];
	if (c->when.form == WHEN_TERM || (c->when.same && !f->now.has_span))
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
	if (!when_resolve(&c->when, f->r->report, context_span(f), future(f), s))
		return false;
	return true;
}

static bool has_word(const struct frame *f, struct str text, enum vocab_class class)
{
	struct tokens t = {0};
	bool found = false;
	tokens_read(&t, f->r->lexicon->vocab, text);
	for (size_t i = 0; i < t.n && !found;) {
		const struct vocab_entry *e = NULL;
		size_t n = tokens_longest(&t, f->r->lexicon->vocab, i, &e); /* a longer phrase shields its words */
		for (; n && e && !found; e = e->more)
			found = e->class == class;
		i += n ? n : 1;
	}
	tokens_release(&t);
	return found;
}

/* "6 nha xuat ban dat doanh thu tren 50 ty dong": what they did in the period. */
static bool post_has_verb(const struct frame *f)
{
	for (size_t k = f->i + 1; k < f->c->n; k++) {
		const struct chunk *d = &f->c->at[k];
		if (d->kind == CHUNK_MARK || d->kind == CHUNK_NUMBER || d->kind == CHUNK_WHEN)
			return false;
		if (chunk_is(d, VOCAB_level) ||
		    (chunk_is(d, VOCAB_bound) && k + 1 < f->c->n && f->c->at[k + 1].kind == CHUNK_NUMBER))
			return true;
	}
	return false;
}

/* Stock or flow, where the words of time leave it open. */
static const char *basis_of(const struct frame *f, const struct subject *s, const struct quantity *q,
			    const struct time_span *span, bool printed)
{
	bool flow_word = has_word(f, s->text, VOCAB_flow_mark) ||
			 (f->depth == 0 && q->kind == UNIT_NOUN && has_word(f, f->r->topic.text, VOCAB_flow_mark));
	if (f->now.each)
		return "period";
	if (f->now.raised && q->stock && strcmp(s->measured, "flow") != 0)
		return "as_of"; /* what a change leads to is a stock */
	bool done = f->now.verb == VERB_NONE || (f->now.verb == VERB_LEVEL && f->c->at[f->now.verb_at].entry &&
						 str_equal(f->c->at[f->now.verb_at].entry->value, STR("done")));
	if (q->kind == UNIT_NOUN && (printed || f->r->now.basis[0] != 'a') && span->basis[0] != 'a' && !f->now.possess && done &&
	    f->now.pieces.n && s->measure.n == 0)
		return "period"; /* "thang 6 xu ly 60 website": something done to them */
	if (q->kind == UNIT_NOUN && printed && post_has_verb(f))
		return "period";
	if (!q->event && !flow_word && has_word(f, s->text, VOCAB_stock_mark) && strcmp(s->measured, "flow") != 0 &&
	    strcmp(s->measured, "index") != 0 && q->kind != UNIT_MONEY)
		return "as_of";
	bool percent = q->kind == UNIT_PERCENT || q->kind == UNIT_POINTS;
	if (strcmp(s->measured, "stock") == 0 && !flow_word && !percent)
		return "as_of";
	if (strcmp(s->measured, "flow") == 0 || strcmp(s->measured, "index") == 0)
		return "period";
	if (q->kind == UNIT_PERCENT || q->kind == UNIT_POINTS) {
		if (printed && span->period.freq)
			return "period";
		return has_word(f, s->text, VOCAB_coverage) && !flow_word ? "as_of" : "period";
	}
	if ((q->kind == UNIT_NOUN || q->rate) && q->stock)
		return flow_word ? "period" : "as_of";
	if (q->kind == UNIT_NONE && f->n_levels && s->measure.n == 0 && strcmp(s->measured, "noun") != 0) {
		const struct mention *before = mention_of(f->r->mentions, f->levels[f->n_levels - 1]);
		if (before->unit.n == 0 && before->scale.n)
			return before->span.basis[0] == 'a' ? "as_of" : "period";
	}
	if (q->kind == UNIT_NONE && s->text.n) { /* the noun is in the subject */
		struct tokens t = {0};
		const struct vocab_entry *e = NULL;
		const char *basis = "period";
		tokens_read(&t, f->r->lexicon->vocab, s->text);
		for (size_t i = 0; i < t.n && i < 4; i++)
			if (tokens_match(&t, f->r->lexicon->vocab, i, VOCAB_noun, &e)) {
				if (str_equal(e->value, STR("stock")) && !flow_word)
					basis = "as_of";
				break;
			}
		tokens_release(&t);
		return basis;
	}
	return "period";
}

/* ---- levels ----------------------------------------------------------------------------------- */

bool frame_plan_follows(const struct frame *f)
{
	for (size_t k = f->i + 1; k < f->c->n && k < f->i + 4; k++) {
		const struct chunk *d = &f->c->at[k];
		if (chunk_is(d, VOCAB_plan))
			return true;
		if (chunk_is(d, VOCAB_target))
			return f->now.verb == VERB_EQUAL || f->now.verb == VERB_LEVEL;
		if (!chunk_is(d, VOCAB_versus) && d->kind != CHUNK_WORD)
			return false;
	}
	return false;
}

/* Years, days, hours are a figure where a measure or an average is said of them: "tuoi tho 73,6 nam". */
bool frame_names_duration(const struct frame *f, const struct chunk *c)
{
	struct str n = tokens_text(f->t, c->quantity.number_first, c->quantity.number_end);
	if (memchr(n.p, ',', n.n) || c->quantity.rate)
		return true;
	const struct vocab_entry *e = NULL;
	for (int k = 0; k < f->now.pieces.n; k++)
		for (size_t i = f->now.pieces.at[k].first; i < f->now.pieces.at[k].end; i++) {
			if (tokens_match(f->t, f->r->lexicon->vocab, i, VOCAB_average, NULL))
				return true;
			if (k == 0 && i == f->now.pieces.at[0].first && tokens_match(f->t, f->r->lexicon->vocab, i, VOCAB_measure, &e))
				return str_equal(e->value, STR("index"));
		}
	return false;
}

/* "duoc 2.946/4.510 ty dong, dat 65,3%": a percentage without a subject of its own, said of an amount. */
bool frame_is_ratio_of_level(const struct frame *f)
{
	if (f->now.pieces.n || f->now.base_open || f->now.plan_open || f->list)
		return false;
	const struct mention *m = mention_of(f->r->mentions, f->now.level);
	return m && !(m->unit.n && m->unit.p[0] == '%');
}

bool frame_bare_number_is_level(const struct frame *f, const struct chunk *c)
{
	const struct quantity *q = &c->quantity;
	if (f->now.verb == VERB_LEVEL || f->now.verb == VERB_EQUAL || f->now.raised || f->list ||
	    f->now.base_open || f->now.plan_open || q->scale_first != q->scale_end || q->range)
		return true;
	struct str n = text_of(f, q->number_first, q->number_end);
	bool grouped = n.n >= 5 && (memchr(n.p, '.', n.n) || memchr(n.p, ',', n.n));
	return grouped && f->now.pieces.n;
}

static void settle_status(struct frame *f, struct mention *m, enum role role)
{
	struct reading *r = f->r;
	const char *status = f->now.status;
	if (!status && role != ROLE_LEVEL && f->now.level)
		status = f->now.item_status;
	if (!status && f->now.part)
		status = f->now.item_status ? f->now.item_status : r->status;
	if (role == ROLE_PLAN || f->now.plan_open ||
	    (f->plan_head && !status && m->span.period.last > r->report.last))
		status = "F";
	m->status = status ? status : "A";
	if (m->status[0] == 'E' && m->span.period.last > r->report.last)
		m->status = "F";
}

/* The level in brackets behind a comparison's base is of the base's period. */
static bool base_span(struct frame *f, struct mention *m)
{
	struct reading *r = f->r;
	if (!f->now.base_open || f->now.base.reference || f->now.has_span)
		return false;
	const struct mention *level = mention_of(r->mentions, f->now.level ? f->now.level : f->now.share);
	const struct time_span *of = level ? &level->span : context_span(f);
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
	struct period year = period_year(period_year_of(context_span(f)->period));
	m->span = (struct time_span){.period = year};
	m->span.basis = (q->kind == UNIT_NOUN || q->kind == UNIT_PERCENT) && (q->stock || q->kind == UNIT_PERCENT) ? "as_of" : "period";
	const struct mention *level = mention_of(f->r->mentions, f->now.level);
	if (level && q->kind == UNIT_PERCENT)
		m->span.basis = level->span.basis[0] == 'a' ? "as_of" : "period";
	if (f->now.plan_has_span)
		m->span.period = f->now.span.period;
	m->origin = "stated_base";
	return true;
}

/* A counted thing that was a flow a moment ago goes on as one. */
static bool flow_before(const struct frame *f, const struct mention *m)
{
	const struct mentions *all = f->r->mentions;
	size_t back = all->n > 24 ? all->n - 24 : 0;
	for (size_t k = all->n - 1; k-- > back;) {
		const struct mention *o = &all->at[k];
		if (o->outcome == OUTCOME_LEVEL && m->unit.n && m->unit.p[0] != '%' && str_equal(o->unit, m->unit))
			return o->span.basis[0] == 'y';
	}
	return false;
}

/* What a period that was not printed in the clause says of this figure: a stock is as of its end, a
 * flow is never as of a day. */
static void carry_span(struct frame *f, struct mention *m, const struct subject *s,
		       const struct quantity *q)
{
	const char *own = basis_of(f, s, q, &m->span, false);
	const struct mention *share = mention_of(f->r->mentions, f->now.share);
	if (share && q->kind == UNIT_PERCENT) { /* one share after the other */
		m->span = share->span;
		return;
	}
	char carried = m->span.basis[0];
	if (carried == 'p')
		m->span.basis = "";
	bool near = f->has_span && q->kind != UNIT_MONEY && q->kind != UNIT_PHYSICAL && strcmp(s->measured, "flow") != 0 &&
		    strcmp(s->measured, "index") != 0;
	if (carried == 'a' && own[0] == 'p' && !near) {
		m->span = (struct time_span){.period = m->span.has_day || m->span.period.last == f->r->report.last ?
						    f->r->report : m->span.period, .basis = "period"};
	} else if (carried == 'y' && own[0] == 'a' && !f->has_span && !flow_before(f, m)) {
		m->span = (struct time_span){.period = period_last_month(m->span.period), .basis = "as_of"};
	}
}

/* A figure that was printed before, said again to be taken apart, is of the period it was of then. */
static bool restated_span(struct frame *f, struct mention *m)
{
	const struct mentions *all = f->r->mentions;
	if (!m->scale.n || m->number.n < 3 || f->depth > 0)
		return false;
	size_t back = all->n > 60 ? all->n - 60 : 0;
	for (size_t k = all->n - 1; k-- > back;) {
		const struct mention *o = &all->at[k];
		if (o->outcome == OUTCOME_LEVEL && str_equal(o->number, m->number) && str_equal(o->scale, m->scale)) {
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

/* "so buu cuc": the thing counted is a stock */
static bool counts_stock(const struct frame *f, const struct subject *s)
{
	struct tokens t = {0};
	const struct vocab_entry *e = NULL;
	tokens_read(&t, f->r->lexicon->vocab, s->thing);
	bool stock = t.n && tokens_match(&t, f->r->lexicon->vocab, 0, VOCAB_noun, &e) && str_equal(e->value, STR("stock"));
	tokens_release(&t);
	return stock;
}

/* Parts are of the period and kind of their whole, list mates without a measure of their own like the
 * one before. */
static bool like_before(struct frame *f, struct mention *m, const struct subject *s, const struct quantity *q)
{
	const struct reading *r = f->r;
	int before = f->n_levels ? f->levels[f->n_levels - 1] : r->n_recent ? r->recent[r->n_recent - 1] : 0;
	const struct mention *o = mention_of(r->mentions, f->now.part && f->now.level ? f->now.level : before);
	bool counted = q->kind == UNIT_NOUN || q->kind == UNIT_WORD;
	if (!o || strcmp(o->origin, "stated") != 0 || o->status[0] == 'F')
		return false;
	bool part = f->now.part && counted && o->unit.n && (str_starts(m->unit, o->unit) || str_starts(o->unit, m->unit)) &&
		    !f->now.possess;
	bool mate = f->n_levels && f->now.pieces.n && f->local_measure == 0 && !counted &&
		    (q->kind == UNIT_PHYSICAL || q->kind == UNIT_MONEY) && str_equal(o->unit, m->unit);
	if (!part && !mate)
		return false;
	if (has_word(f, s->text, VOCAB_stock_mark) && o->span.basis[0] != 'a')
		return false;
	m->span = o->span;
	return true;
}

static bool is_money_flow(const struct subject *s, const struct quantity *q)
{
	return q->kind == UNIT_MONEY && !q->rate && strcmp(s->measured, "stock") != 0 &&
	       strcmp(s->measured, "index") != 0;
}

static void settle_span(struct frame *f, struct mention *m, const struct subject *s,
			const struct quantity *q, size_t until, enum role role)
{
	struct reading *r = f->r;
	struct time_span behind;
	bool printed = f->now.has_span;
	m->span = *context_span(f);
	if (f->n_each > 1 && f->each_at < f->n_each) {
		m->span = f->each_span[f->each_at++];
		m->span.basis = basis_of(f, s, q, &m->span, true);
		return;
	}
	if (base_span(f, m))
		return;
	if (plan_span(f, m, q, role)) {
		if (span_behind(f, until, &behind))
			m->span.period = behind.period;
		return;
	}
	const struct mention *main = mention_of(r->mentions, f->now.level);
	if (main && role != ROLE_LEVEL && !f->now.new_span && strcmp(main->origin, "stated") == 0) {
		m->span = main->span; /* a share or completion is of its level's period */
		return;
	}
	const struct mention *ratio = mention_of(r->mentions, f->last_ratio);
	if (ratio && q->kind == UNIT_PERCENT && f->now.pieces.n == 0 && printed && m->span.basis[0] == 'a' && f->now.until &&
	    ratio->span.basis[0] == 'y') { /* "uoc den 31/12 dat 85%": the completion goes on */
		m->span.basis = "ytd";
		return;
	}
	if (role == ROLE_SHARE && !printed && f->n_levels && !main) {
		m->span = mention_of(r->mentions, f->levels[f->n_levels - 1])->span;
		return;
	}
	if ((!printed || f->now.raised || f->now.compared) && span_behind(f, until, &behind)) {
		if (f->now.compared)
			m->origin = "stated_base";
		m->span = behind;
		printed = true;
	}
	if (!printed && restated_span(f, m))
		return;
	if ((!printed || (f->now.part && !f->now.new_span)) && like_before(f, m, s, q))
		return;
	if (!printed)
		carry_span(f, m, s, q);
	if (m->span.basis[0] == 'a' && printed && f->now.until && !f->now.raised && is_money_flow(s, q) &&
	    !has_word(f, s->text, VOCAB_stock_mark))
		m->span.basis = "ytd";
	if (m->span.basis[0] == 0)
		m->span.basis = basis_of(f, s, q, &m->span, printed);
	else if (m->span.basis[0] == 'p' && m->span.period.freq == 'M' &&
		 ((strcmp(s->measured, "stock") == 0 && q->kind != UNIT_PHYSICAL) || (strcmp(s->measured, "count") == 0 && f->now.raised && counts_stock(f, s))))
		m->span.basis = strcmp(s->measured, "count") == 0 ? "as_of" : basis_of(f, s, q, &m->span, printed);
	if (m->span.basis[0] == 'a' && m->span.period.freq != 'A')
		m->span.period = period_last_month(m->span.period);
}

static struct str place_in(struct frame *f, struct str text)
{
	struct tokens t = {0};
	struct str found = {0};
	const struct vocab_entry *e;
	tokens_read(&t, f->r->lexicon->vocab, text);
	for (size_t i = 0; i < t.n && !found.n; i++) {
		size_t n = t.at[i].upper ? tokens_match(&t, f->r->lexicon->vocab, i, VOCAB_place, &e) : 0;
		if (n && !str_equal(e->value, STR("VN")))
			found = tokens_text(&t, i, i + n);
	}
	tokens_release(&t);
	return found;
}

static void link_pending_growth(struct frame *f, int level, const struct subject *s, const struct quantity *q)
{
	if (!f->now.after_growth || f->now.pieces.n || f->n_growths == 0)
		return;
	for (int k = f->n_growths - 1; k >= 0; k--) {
		struct growth_ref *g = &f->growths[k];
		if (g->level)
			break;
		const struct mention *m = mention_of(f->r->mentions, g->mention);
		if (strcmp(m->kind, "absolute") == 0 && q->kind == UNIT_PERCENT)
			break;
		g->level = level;
		(void)s;
	}
}

/* A unit that is left out: that of the list's last figure, or the money of the figure before. */
static void elided_unit(struct frame *f, const struct quantity *q, const struct subject *s, struct mention *m)
{
	if (f->list)
		for (size_t k = f->i + 1; k < f->c->n; k++) {
			const struct quantity *n = &f->c->at[k].quantity;
			if (f->c->at[k].kind != CHUNK_NUMBER || n->unit_end == n->unit_first)
				continue;
			m->unit = tokens_text(f->t, n->unit_first, n->unit_end);
			if (q->scale_first == q->scale_end)
				m->scale = text_of(f, n->scale_first, n->scale_end);
			return;
		}
	const struct mention *before = f->n_levels ? mention_of(f->r->mentions, f->levels[f->n_levels - 1]) : NULL;
	struct tokens t = {0};
	bool noun = false;
	if (!before || q->scale_first == q->scale_end)
		return;
	tokens_read(&t, f->r->lexicon->vocab, before->unit);
	const struct vocab_entry *e;
	size_t n = t.n ? tokens_match(&t, f->r->lexicon->vocab, 0, VOCAB_unit, &e) : 0;
	bool money = n && str_equal(e->note, STR("money"));
	tokens_read(&t, f->r->lexicon->vocab, s->text);
	for (size_t i = 0; i < t.n && i < 3 && !noun; i++)
		noun = tokens_match(&t, f->r->lexicon->vocab, i, VOCAB_noun, &e) > 0;
	tokens_release(&t);
	if ((money && !noun) || (f->local_measure == 0 && f->now.pieces.n && !noun))
		m->unit = before->unit;
}

/* "… trong thang la 3,2%, thang truoc la 2,9%": the same thing, earlier, for comparison */
static bool same_said_before(const struct frame *f, const struct mention *m)
{
	const struct mention *o = mention_of(f->r->mentions, f->n_levels ? f->levels[f->n_levels - 1] :
							     f->now.anaphor && f->r->n_recent ? f->r->recent[f->r->n_recent - 1] : 0);
	return o && o->unit.n && str_equal(o->unit, m->unit) && o->span.period.last > f->now.span.period.last &&
	       o->span.period.freq == f->now.span.period.freq;
}

int frame_level(struct frame *f, const struct chunk *c, enum role role)
{
	struct reading *r = f->r;
	const struct quantity *q = &c->quantity;
	if (f->now.plan_open)
		role = ROLE_PLAN;
	struct subject s = frame_subject(f, c, role);
	bool of_reference = f->now.base_open && f->now.base.reference && f->now.base.end > f->now.base.first && f->now.pieces.n == 0;
	if (of_reference) {
		struct subject ref = f->now.subject;
		ref.text = f->now.subject.measure;
		s = subject_with(ref, tokens_text(f->t, f->now.base.first, f->now.base.end), " ", r->arena);
	}
	struct mention *m = frame_mention(f, c, OUTCOME_LEVEL);
	int number = (int)r->mentions->n;
	m->field = r->field;
	settle_span(f, m, &s, q, f->post_until, role);
	settle_status(f, m, role);
	bool pieces_empty = f->now.pieces.n == 0;
	if (m->unit.n == 0 && q->kind == UNIT_NONE)
		elided_unit(f, q, &s, m);
	if (f->now.bound)
		m->bound = f->now.bound;
	if (f->i + 1 < f->c->n && chunk_is(&f->c->at[f->i + 1], VOCAB_bound_behind))
		m->bound = f->c->at[f->i + 1].entry->value.p;
	if (q->range)
		m->bound = q->range > 0 ? "ge" : "le";
	if (role == ROLE_CONTRIBUTION)
		m->sign = f->now.verb_sign;
	m->rate = role == ROLE_SHARE ? "share" : q->kind == UNIT_PERCENT ? "rate" : "";
	if (f->now.from_level) { /* "tu A len B": A is of the period before */
		m->origin = "stated_base";
		struct time_span behind;
		if (!span_behind(f, f->post_until, &behind))
			m->span.period = period_before(m->span.period), m->span.has_day = false;
		if (counts_stock(f, &s) && m->span.basis[0] == 'p')
			m->span.basis = "as_of";
		f->now.from_level = false;
		f->now.subject = s;
		f->now.subject.kind = q->kind;
		m->subject = s.text;
		f->now.numbers++;
		pieces_reset(f);
		f->now.closed = false;
		f->now.after_level = true;
		f->now.has_span = f->now.has_span && span_behind(f, f->post_until, &behind) ? false : f->now.has_span;
		return number;
	}
	if (of_reference)
		m->origin = "stated_base";
	bool other_period = f->now.has_span && f->now.span.period.last < r->now.period.last;
	if (strcmp(m->origin, "stated") == 0 && pieces_empty && other_period &&
	    ((f->depth > 0 && f->now.level) || f->now.aside || same_said_before(f, m)))
		m->origin = "stated_base";
	if (strcmp(m->origin, "stated_base") == 0 && !f->now.plan_open && role != ROLE_PLAN)
		m->status = "A";
	const struct mention *like = mention_of(r->mentions, f->now.level ? f->now.level : f->n_levels ? f->levels[f->n_levels - 1] : 0);
	if (strcmp(m->origin, "stated_base") == 0 && like && like->span.basis[0] == 'a' && m->span.basis[0] == 'p' &&
	    m->span.period.freq == 'M' && !f->now.base_open)
		m->span.basis = "as_of";
	if (f->restated.n) { /* "trong 8,7 trieu luot khach noi tren" */
		s = (struct subject){.thing = f->restated, .text = f->restated, .measured = ""};
		f->restated.n = 0;
	}
	m->subject = s.text;
	m->area = place_in(f, s.text);
	bool base = strcmp(m->origin, "stated_base") == 0;
	if (base && f->now.base_open && f->n_growths)
		mention_of(r->mentions, f->growths[f->n_growths - 1].mention)->base = number;
	f->now.numbers++;
	if (base) {
		if (f->depth == 0 || !f->saved[f->depth - 1].after_plan)
			f->now.plan_open = false;
		f->now.after_level = true;
		pieces_reset(f);
		f->now.closed = false;
		return number;
	}
	link_pending_growth(f, number, &s, q);
	if (f->list && f->list_at < f->list_n)
		f->list_level[f->list_at++] = number;
	if (f->n_levels == FRAME_LEVELS) {
		memmove(f->levels, f->levels + 1, sizeof f->levels - sizeof f->levels[0]);
		memmove(f->dated, f->dated + 1, sizeof f->dated - sizeof f->dated[0]);
		f->n_levels--;
	}
	f->dated[f->n_levels] = f->now.has_span || f->has_span;
	f->levels[f->n_levels++] = number;
	if (role == ROLE_SHARE || role == ROLE_COMPLETION || role == ROLE_CONTRIBUTION) {
		f->now.share = f->last_ratio = number;
		if (!f->now.level)
			f->now.subject = s;
	} else {
		if (!f->now.level || !pieces_empty || !f->now.after_level)
			f->now.subject = s;
		f->now.level = number;
		f->now.order = 0;
		f->now.item_status = m->status;
		if (!f->now.part && f->depth == 0)
			r->status = m->status;
		if (f->named.n) {
			f->before = f->named;
			f->named.n = 0;
		}
	}
	f->now.subject.kind = q->kind;
	f->now.new_span = false;
	if (f->depth == 0) {
		r->last = f->now.subject;
		if (m->status[0] != 'F' && f->now.has_span && !f->now.aside && f->now.span.period.last <= r->report.last) {
			f->span = f->now.span;
			f->has_span = true;
		}
	}
	if (q->kind == UNIT_NOUN || q->kind == UNIT_WORD)
		f->now.counted_open = true;
	pieces_reset(f);
	f->now.closed = false;
	if (q->range <= 0) {
		if (!(f->list && f->list_at < f->list_n)) {
			f->now.verb = VERB_NONE;
			f->list = false;
		}
		f->now.bound = NULL;
		f->now.bound_printed = f->now.bound_is_limit = false;
	} else {
		f->now.closed = true;
	}
	f->now.raised = f->now.compared = false;
	f->now.after_level = true;
	f->now.after_growth = f->now.after_base = f->now.after_plan = false;
	f->now.possess = f->now.anaphor = false;
	f->open_growth = -1;
	if (role == ROLE_COMPLETION && f->post_until < f->c->n && chunk_is_mark(&f->c->at[f->post_until], '('))
		f->now.after_plan = true;
	return number;
}

/* "muc tieu 75%", "muc tieu den cuoi nam 2022 la 75%", "muc tieu 500.000 dia chi cua nam 2022" */
void frame_target(struct frame *f, const struct chunk *c)
{
	bool compared;
	f->now.status = "F";
	f->now.status_printed = true;
	compared = f->now.verb == VERB_GAP || f->now.verb == VERB_EXCEED || f->now.negated;
	if (compared && f->n_levels == 0 && f->n_growths > 0) {
		f->now.marked = true; /* the target of a growth rate */
		f->now.verb = VERB_EXCEED;
		return;
	}
	if (compared) {
		f->now.plan_open = true;
		f->now.verb = VERB_LEVEL;
		f->now.closed = true;
		return;
	}
	(void)c;
}

/* "Ke hoach nam 2023 cua khoi buu chinh la 59.000 ty dong": a verb of level stands before the figure. */
static bool plan_is_subject(const struct frame *f)
{
	bool verb = false;
	for (size_t k = f->i + 1; k < f->c->n; k++) {
		const struct chunk *d = &f->c->at[k];
		if (d->kind == CHUNK_NUMBER)
			return verb;
		if (d->kind == CHUNK_MARK && !strchr(":", d->mark))
			return false;
		verb = chunk_is(d, VOCAB_level) || chunk_is_mark(d, ':') || chunk_is(d, VOCAB_bound) || chunk_is(d, VOCAB_change) ||
		       (verb && (d->kind == CHUNK_PHRASE || d->kind == CHUNK_WHEN));
	}
	return false;
}

void frame_plan(struct frame *f, const struct chunk *c)
{
	const struct chunk *next = frame_next(f, 1);
	if (next && next->kind == CHUNK_WHEN && frame_next(f, 2))
		next = frame_next(f, 2);
	if (next && (chunk_is_mark(next, '('))) {
		f->now.after_plan = true;
		if (f->now.after_level || f->now.after_growth)
			return;
	}
	if (f->now.verb == VERB_GAP || f->now.verb == VERB_EXCEED) {
		f->now.plan_open = true;
		f->now.verb = VERB_LEVEL;
		return;
	}
	if (f->now.pieces.n == 0 && !f->now.after_level && plan_is_subject(f)) {
		f->now.status = "F";
		f->now.status_printed = true;
	}
	if (f->i == 0 && next && next->kind != CHUNK_NUMBER)
		f->plan_head = true;
	frame_words(f, c);
}

void frame_end(struct frame *f)
{
	struct reading *r = f->r;
	frame_settle_growths(f);
	if (f->named.n)
		r->bases = f->named;
	else if (f->before.n)
		r->bases = f->before;
	else if (f->head.n)
		r->bases = f->head;
	if (f->n_levels) {
		memcpy(r->recent, f->levels, sizeof r->recent);
		r->n_recent = f->n_levels;
	}
	if (f->now.anaphor && f->now.has_span && pieces_words(&f->now.pieces) <= 2)
		for (int k = 0; k < f->n_levels; k++) /* "…; cac so tren la cua quy III/2023" */
			if (!f->dated[k]) {
				struct mention *m = mention_of(r->mentions, f->levels[k]);
				m->span.period = f->now.span.period;
			}
	/* a period at the head of a sentence without figures governs what follows */
	if (f->depth == 0 && f->now.has_span && f->now.numbers == 0 && f->now.head_span) {
		f->span = f->now.span;
		f->has_span = true;
	}
	/* what ended before the report's month, and odd spans, govern their sentence only */
	bool held = f->has_span && (f->span.period.freq != 'I' || r->first_sentence) && f->span.period.last <= r->report.last &&
		    f->span.period.last >= r->report.first;
	r->aside.period.freq = 0;
	if (held && f->span.basis[0] == 'y' && !r->first_sentence && r->now.basis[0] != 'y' && !f->opened_by_part)
		r->aside = f->span; /* "luy ke …" amid monthly figures does not govern the next sentence */
	else if (held)
		r->now = f->span;
	if (f->has_span && !(f->span.basis[0] == r->wide.basis[0] && period_same(f->span.period, r->wide.period)))
		r->wide = (struct time_span){.basis = ""};
	r->first_sentence = false;
	if (f->now.numbers == 0 && f->head.n) /* "cac nhom tang so voi thang truoc:" */
		r->head = f->head;
}

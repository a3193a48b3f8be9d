/* Levels: one mention of what is stated, with its status, bound, unit and origin. */
#include "stages/extract/frame_parts.h"

struct str frame_text(const struct frame *f, size_t first, size_t end)
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
		m->number = frame_text(f, q->number_first, q->number_end);
		m->scale = frame_text(f, q->scale_first, q->scale_end);
		m->unit = frame_text(f, q->unit_first, q->unit_end);
		if (f->hinted) {
			m->scale = f->r->unit_scale;
			m->unit = f->r->unit;
		}
		m->money = q->kind == UNIT_MONEY && !q->rate;
		m->total = frame_text(f, q->total_first, q->total_end);
	} else {
		m->number = frame_text(f, first, end);
	}
	m->outcome = outcome;
	m->aside = f->aside || f->now.narrow;
	m->printed = frame_text(f, first, end);
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
	bool plans = r->section.period.last > r->report.last; /* "Muc tieu den cuoi nam 2021" */
	bool to_come = plans ? m->span.period.last > r->report.last
			     : m->span.basis[0] != 'a' && m->span.period.first > r->report.last;
	if ((m->status[0] == 'E' && !frame_has_begun(f, m->span.period)) ||
	    (!status && to_come && strcmp(m->origin, "stated") == 0))
		m->status = "F"; /* nothing is counted yet of what is to come */
}

static void link_pending_growth(struct frame *f, int level, const struct subject *s,
				const struct quantity *q)
{
	if (!f->now.after_growth || f->now.pieces.n || f->n_growths == 0)
		return;
	for (int k = f->n_growths - 1; k >= 0; k--) {
		struct growth_ref *g = &f->growths[k];
		bool told = f->n_levels && f->levels[f->n_levels - 1] > g->mention;
		if (g->level || told) /* a level stands between */
			break;
		const struct mention *m = mention_of(f->r->mentions, g->mention);
		if (strcmp(m->kind, "absolute") == 0 && q->kind == UNIT_PERCENT)
			break;
		g->level = level;
		(void)s;
	}
}

/* The level that a base beside it is a base of; NULL where none was read. */
static const struct mention *level_beside(const struct frame *f)
{
	int last = f->n_levels ? f->levels[f->n_levels - 1] : 0;
	return mention_of(f->r->mentions, f->now.level ? f->now.level : last);
}

static bool counts_places(const struct frame *f, const struct mention *m)
{
	const struct vocab_entry *e = NULL;
	const struct tokens *t = reread_tokens(f->r->words, f->r->lexicon->vocab, m->unit);
	return tokens_match(t, f->r->lexicon->vocab, 0, VOCAB_noun, &e) &&
	       str_equal(e->note, STR("body"));
}

/* "31 san pham o 3 huyen: Vinh Tan 14, ...": the parts are of what was counted in the places. */
static const struct mention *whole_of_parts(const struct frame *f)
{
	const struct mention *m = level_beside(f);
	for (int k = f->n_levels; m && f->now.named_part && counts_places(f, m) && k-- > 1;)
		m = mention_of(f->r->mentions, f->levels[k - 1]);
	return m;
}

/* A unit that is left out: that of the list's last figure, or the money of the figure before. */
static void elided_unit(struct frame *f, const struct quantity *q, const struct subject *s,
			struct mention *m)
{
	if (f->list)
		for (size_t k = f->i + 1; k < f->c->n; k++) {
			const struct quantity *n = &f->c->at[k].quantity;
			if (f->c->at[k].kind != CHUNK_NUMBER || n->unit_end == n->unit_first)
				continue;
			m->unit = tokens_text(f->t, n->unit_first, n->unit_end);
			if (q->scale_first == q->scale_end)
				m->scale = frame_text(f, n->scale_first, n->scale_end);
			return;
		}
	const struct mention *whole = whole_of_parts(f);
	if (q->kind == UNIT_NONE && f->now.part && whole && !whole->money) {
		m->unit = whole->unit; /* "741 cuoc (210 Phishing, 95 Deface)" */
		if (!f->now.plan_open && !f->now.base_open && m->status[0] != 'F')
			m->span = whole->span;
		return;
	}
	const struct mention *before =
		f->n_levels ? mention_of(f->r->mentions, f->levels[f->n_levels - 1]) : NULL;
	const struct vocab *v = f->r->lexicon->vocab;
	bool noun = false;
	if (!before || q->scale_first == q->scale_end)
		return;
	const struct tokens *t = reread_tokens(f->r->words, v, before->unit);
	const struct vocab_entry *e;
	size_t n = tokens_match(t, v, 0, VOCAB_unit, &e);
	bool money = n && str_equal(e->note, STR("money"));
	t = reread_tokens(f->r->words, v, s->text);
	for (size_t i = 0; i < t->n && i < 3 && !noun; i++)
		noun = tokens_match(t, v, i, VOCAB_noun, &e) > 0;
	if ((money && !noun) || (f->local_measure == 0 && f->now.pieces.n && !noun))
		m->unit = before->unit;
}

/* "... trong thang la 3,2%, thang truoc la 2,9%": the same thing, earlier, for comparison */
static bool same_said_before(const struct frame *f, const struct mention *m)
{
	const struct mention *o =
		mention_of(f->r->mentions, f->n_levels ? f->levels[f->n_levels - 1]
					   : f->now.anaphor && f->r->n_recent
						   ? f->r->recent[f->r->n_recent - 1]
						   : 0);
	return o && o->unit.n && str_equal(o->unit, m->unit) &&
	       o->span.period.last > f->now.span.period.last &&
	       o->span.period.freq == f->now.span.period.freq;
}

/* "12 vu ngo doc voi 846 nguoi mac (thang 4: 9 vu, 612 nguoi mac)": each is said of what was
 * counted in its noun. */
static void base_counted(const struct frame *f, struct mention *m)
{
	for (int k = f->n_levels; k-- > 0;) {
		const struct mention *l = mention_of(f->r->mentions, f->levels[k]);
		if (l->unit.n && (str_starts(l->unit, m->unit) || str_starts(m->unit, l->unit))) {
			m->subject = l->subject;
			return;
		}
	}
}

static bool is_base(const struct mention *m)
{
	return strcmp(m->origin, "stated_base") == 0;
}

/* Unit, bound, sign and rate, as printed. */
static void tell_figure(struct frame *f, struct mention *m, const struct quantity *q,
			const struct subject *s, enum role role)
{
	const struct chunk *next = frame_next(f, 1);
	if (m->unit.n == 0)
		elided_unit(f, q, s, m);
	if (f->now.bound)
		m->bound = f->now.bound;
	if (next && chunk_is(next, VOCAB_bound_behind))
		m->bound = next->entry->value.p;
	if (q->range)
		m->bound = q->range > 0 ? "ge" : "le";
	m->sign = q->sign == '-' ? '-' : 0;
	if (role == ROLE_CONTRIBUTION)
		m->sign = q->sign == '-' ? '-' : f->now.verb_sign;
	m->rate = role == ROLE_SHARE ? "share" : q->kind == UNIT_PERCENT ? "rate" : "";
}

/* "tu A len B": A is of the period before. */
static void tell_from_level(struct frame *f, struct mention *m, const struct subject *s,
			    const struct quantity *q)
{
	struct time_span behind;
	bool dated = frame_span_behind(f, f->post_until, &behind);
	m->origin = "stated_base";
	if (dated) { /* what changed from it is compared with it */
		const struct chunk *when = &f->c->at[f->post_until];
		struct base_ref b = {.when = when->when, .first = when->first, .end = when->end};
		f->head.n = 0;
		frame_bases_add(&f->head, &b);
		f->when_used = f->post_until;
	} else
		m->span.period = period_before(m->span.period), m->span.has_day = false;
	if (frame_counts_stock(f, s) && m->span.basis[0] == 'p')
		m->span.basis = "as_of";
	f->now.from_level = false;
	f->now.subject = *s;
	f->now.subject.kind = q->kind;
	m->subject = s->text;
	f->now.numbers++;
	pieces_reset(f);
	f->now.closed = false;
	f->now.after_level = true;
	if (dated)
		f->now.has_span = false;
}

/* "den 25/02 dat 7,9% (cung ky nam truoc 5,6%)": up to the same day of that year. */
static void same_day(struct mention *m, const struct time_span *of)
{
	int months = period_month_number(m->span.period) - period_month_number(of->period);
	int year, month, day;
	if (!of->has_day || months % 12 != 0)
		return;
	period_date(of->as_of, &year, &month, &day);
	m->span.as_of = period_move(period_day(year, month, day), months).last;
	m->span.has_day = true;
}

/* Whether it is the level of an earlier period, given for comparison; then it is of the kind that
 * the level beside it is, and told for good. */
static void settle_origin(struct frame *f, struct mention *m, enum role role, bool of_reference,
			  bool unnamed)
{
	const struct mention *like = level_beside(f);
	if (of_reference)
		m->origin = "stated_base";
	bool other_period = f->now.has_span && f->now.span.period.last < f->r->now.period.last;
	if (strcmp(m->origin, "stated") == 0 && unnamed && other_period &&
	    ((f->depth > 0 && f->now.level) || f->now.aside || same_said_before(f, m)))
		m->origin = "stated_base";
	if (!is_base(m))
		return;
	if (!f->now.plan_open && role != ROLE_PLAN)
		m->status = "A";
	if (like && like->span.basis[0] == 'a' && m->span.basis[0] == 'p' &&
	    m->span.period.freq == 'M' && !f->now.base_open)
		m->span.basis = "as_of";
	if (like && like->span.basis[0] == 'y' && m->span.basis[0] != 'p' && !m->span.has_day) {
		m->span.basis = like->span.basis;
		same_day(m, &like->span);
	}
}

/* The brackets behind a growth's base hold its level. */
static void tie_base(struct frame *f, struct mention *m, int number, const struct quantity *q)
{
	if (!f->now.base_open || !f->n_growths)
		return;
	const struct mention *like = level_beside(f);
	struct growth_ref *g = &f->growths[f->n_growths - 1];
	struct mention *growth = mention_of(f->r->mentions, g->mention);
	const struct mention *share = mention_of(f->r->mentions, f->last_ratio);
	growth->base = number;
	if (q->kind == UNIT_PERCENT && share && growth->begin > share->begin && like &&
	    like->unit.n && like->unit.p[0] != '%') {
		g->level = f->last_ratio; /* "chiem 42%, tang 4% so voi quy I (38%)" */
		growth->subject = m->subject = share->subject;
	}
}

static void pass_base(struct frame *f)
{
	if (f->depth == 0 || !f->saved[f->depth - 1].after_plan)
		f->now.plan_open = false;
	if (f->list && f->list_at < f->list_n)
		f->list_at++;
	f->now.after_level = true;
	pieces_reset(f);
	f->now.closed = false;
}

static void remember_level(struct frame *f, int number)
{
	if (f->list && f->list_at < f->list_n)
		f->list_level[f->list_at++] = number;
	if (f->n_levels == FRAME_LEVELS) {
		memmove(f->levels, f->levels + 1, sizeof f->levels - sizeof f->levels[0]);
		memmove(f->dated, f->dated + 1, sizeof f->dated - sizeof f->dated[0]);
		f->n_levels--;
	}
	if (f->now.narrow)
		f->narrowed = number;
	f->dated[f->n_levels] = f->now.has_span || f->has_span;
	f->levels[f->n_levels++] = number;
}

static bool is_ratio(enum role role)
{
	return role == ROLE_SHARE || role == ROLE_COMPLETION || role == ROLE_CONTRIBUTION;
}

/* A share hangs on the item's level; any other level is the item from now on. */
static void make_item(struct frame *f, const struct mention *m, int number, struct subject s,
		      const struct quantity *q, enum role role)
{
	const bool unnamed = f->now.pieces.n == 0;
	if (is_ratio(role)) {
		f->last_ratio = number;
		if (role != ROLE_CONTRIBUTION)
			f->now.share = number;
		if (!f->now.level)
			f->now.subject = role == ROLE_CONTRIBUTION ? f->contributor : s;
	} else {
		bool mate = unnamed && f->now.thing_behind && q->kind == UNIT_NOUN && f->depth == 0;
		if ((!f->now.level || !unnamed || !f->now.after_level || mate) && !f->keep_subject)
			f->now.subject = s;
		f->keep_subject = false;
		f->now.level = number;
		f->now.order = 0;
		f->now.item_status = m->status;
		if (!f->now.part && f->depth == 0)
			f->r->status = m->status;
		if (f->named.n) {
			f->before = f->named;
			f->named.n = 0;
		}
	}
	if (!f->now.level || number == f->now.level) {
		f->now.subject.kind = q->kind;
		f->now.subject.per = q->rate;
	}
	f->now.new_span = false;
}

/* What the sentences to come are told of it. */
static void carry_on(struct frame *f, const struct mention *m)
{
	struct reading *r = f->r;
	if (f->depth > 0)
		return;
	if (!f->now.part || subject_empty(&r->last))
		r->last = f->now.subject;
	bool counted = m->status[0] != 'F' && frame_has_begun(f, f->now.span.period);
	if ((counted || f->plan_head) && f->now.has_span && !f->now.aside && !f->now.narrow) {
		f->span = f->now.span;
		f->has_span = true;
	}
}

/* What the clause is once the level is read. */
static void pass_level(struct frame *f, const struct quantity *q, enum role role)
{
	if (q->kind == UNIT_NOUN || q->kind == UNIT_WORD)
		f->now.counted_open = true, f->now.counted_body = q->body;
	pieces_reset(f);
	f->now.closed = q->range > 0;
	if (q->range <= 0) {
		if (!(f->list && f->list_at < f->list_n)) {
			f->now.verb = VERB_NONE;
			f->now.rate_sign = 0;
			f->list = false;
		}
		f->now.bound = NULL;
		f->now.bound_printed = f->now.bound_is_limit = false;
	}
	f->now.raised = f->now.compared = false;
	f->now.after_level = true;
	f->now.after_growth = f->now.after_base = f->now.after_plan = false;
	f->now.possess = f->now.anaphor = false;
	f->open_growth = -1;
	size_t behind = f->post_until;
	if (role == ROLE_COMPLETION && behind < f->c->n && f->c->at[behind].kind == CHUNK_WHEN &&
	    f->c->at[behind].when.form == WHEN_YEAR)
		f->when_used = behind++; /* "dat 42,5% ke hoach nam 2024 (65.000 ty dong)" */
	if (role == ROLE_COMPLETION && behind < f->c->n && chunk_is_mark(&f->c->at[behind], '('))
		f->now.after_plan = true;
}

int frame_level(struct frame *f, const struct chunk *c, enum role role)
{
	struct reading *r = f->r;
	const struct quantity *q = &c->quantity;
	if (f->now.plan_open)
		role = ROLE_PLAN;
	const bool listed = f->list, unnamed = f->now.pieces.n == 0;
	struct subject s = frame_subject(f, c, role);
	const bool of_reference = !f->paired && f->now.base_open && f->now.base.reference &&
				  f->now.base.end > f->now.base.first && unnamed;
	if (of_reference) {
		struct subject ref = f->now.subject;
		ref.text = f->now.subject.measure;
		s = subject_with(ref, tokens_text(f->t, f->now.base.first, f->now.base.end), " ",
				 r->arena);
	}
	struct mention *m = frame_mention(f, c, OUTCOME_LEVEL);
	const int number = (int)r->mentions->n;
	m->field = r->field;
	frame_settle_span(f, m, &s, q, f->post_until, role);
	settle_status(f, m, role);
	tell_figure(f, m, q, &s, role);
	if (f->now.from_level) {
		tell_from_level(f, m, &s, q);
		return number;
	}
	settle_origin(f, m, role, of_reference, unnamed);
	if (f->restated.n) { /* "trong 8,7 trieu luot khach noi tren" */
		s = (struct subject){.thing = f->restated, .text = f->restated, .measured = ""};
		f->restated.n = 0;
	}
	m->subject = s.text;
	m->area = frame_place(f, s.text);
	f->now.numbers++;
	if (is_base(m)) {
		tie_base(f, m, number, q);
		if (unnamed && (q->kind == UNIT_NOUN || q->kind == UNIT_PERCENT) && !of_reference &&
		    m->status[0] != 'F' && !listed)
			base_counted(f, m);
		pass_base(f);
		return number;
	}
	if (role != ROLE_CONTRIBUTION && !(role == ROLE_SHARE && f->depth > 0))
		link_pending_growth(f, number, &s, q);
	remember_level(f, number);
	make_item(f, m, number, s, q, role);
	carry_on(f, m);
	pass_level(f, q, role);
	return number;
}

/* "muc tieu 75%", "muc tieu den cuoi nam 2022 la 75%", "muc tieu 500.000 dia chi cua nam 2022" */
void frame_target(struct frame *f)
{
	bool compared;
	const struct chunk *next = frame_next(f, 1);
	if (f->now.pieces.n && next && next->kind == CHUNK_WORD) {
		frame_words(f, &f->c->at[f->i]); /* "Chuong trinh muc tieu y te" */
		return;
	}
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
}

/* "Ke hoach nam 2023 cua khoi buu chinh la 59.000 ty dong": a verb of level stands before the
 * figure. */
static bool plan_is_subject(const struct frame *f)
{
	bool verb = false;
	for (size_t k = f->i + 1; k < f->c->n; k++) {
		const struct chunk *d = &f->c->at[k];
		if (d->kind == CHUNK_NUMBER)
			return verb;
		if (d->kind == CHUNK_MARK && !strchr(":", d->mark))
			return false;
		verb = chunk_is(d, VOCAB_level) || chunk_is_mark(d, ':') ||
		       chunk_is(d, VOCAB_bound) || chunk_is(d, VOCAB_change) ||
		       (verb && (d->kind == CHUNK_PHRASE || d->kind == CHUNK_WHEN));
	}
	return false;
}

/* "bang 78,2% so voi du toan va ...": the plan named behind its completion belongs to it. */
void frame_plan_of_ratio(struct frame *f, const struct chunk *plan)
{
	const struct chunk *next = frame_next(f, 2);
	struct mention *m = mention_of(f->r->mentions, f->last_ratio);
	if (!m || !f->n_levels || f->levels[f->n_levels - 1] != f->last_ratio || f->now.pieces.n ||
	    (next && next->kind != CHUNK_MARK && !chunk_is(next, VOCAB_and)) ||
	    (next && chunk_is_mark(next, '(')))
		return;
	struct subject s = {.text = m->subject};
	s = subject_with(s, tokens_text(f->t, plan->first, plan->end), " / ", f->r->arena);
	m->subject = s.text;
	f->i++;
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
	bool bracketed = f->depth > 0 && f->now.pieces.n == 0 && f->now.numbers == 0 &&
			 frame_number_ahead(f, f->i + 1, 4);
	if (bracketed) { /* "dat 92,3% (ke hoach 95%)" */
		f->now.plan_open = true;
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

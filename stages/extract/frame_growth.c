/* Comparisons: what changed, by how much, against what. */
#include "stages/extract/frame_parts.h"

enum { WHOLE_BYTES = 60 }; /* a whole named longer than this is not said again of its parts */

bool frame_same_unit(const struct frame *f, const struct quantity *q)
{
	const struct mention *m = mention_of(f->r->mentions, f->now.level);
	if (q->rate || q->kind == UNIT_PERCENT)
		return false;
	if (!m)
		return true;
	struct str unit = tokens_text(f->t, q->unit_first, q->unit_end);
	if (m->unit.n == 0 || q->kind == UNIT_NOUN || q->kind == UNIT_WORD) {
		bool counted = q->kind == UNIT_NOUN || q->kind == UNIT_WORD || q->kind == UNIT_NONE;
		const struct subject *s = &f->now.subject;
		return counted ==
		       (s->kind == UNIT_NOUN || s->kind == UNIT_WORD || s->kind == UNIT_NONE);
	}
	return str_equal(unit, m->unit);
}

bool frame_growth_goes_on(const struct frame *f, const struct chunk *c)
{
	const struct quantity *q = &c->quantity;
	bool rate = q->kind == UNIT_PERCENT || q->kind == UNIT_POINTS;
	if (q->sign && q->kind == UNIT_PERCENT && f->now.verb != VERB_LEVEL)
		return true;
	if (q->sign && q->kind == UNIT_PERCENT && f->list)
		return true;
	if (!rate || q->rate || f->now.verb == VERB_SHARE || f->now.verb == VERB_EQUAL)
		return false;
	if (f->list_sign && f->now.after_base && f->now.pieces.n == 0 && f->now.verb == VERB_NONE)
		return true; /* "tang so voi thang truoc 5%" */
	/* "tang cao gom: Bac Giang (14,6%), ..." */
	if (f->list_sign && f->depth > 0 && f->saved[f->depth - 1].pieces.n &&
	    f->now.pieces.n == 0 && f->now.numbers == 0 && f->now.verb == VERB_NONE)
		return true;
	/* a list whose head said the direction: "nhom tang gom hat dieu: 8,7%, gao: 33,5%" */
	if (f->list_sign && f->now.pieces.n && f->now.verb != VERB_LEVEL) {
		const struct vocab_entry *e;
		size_t first = f->now.pieces.at[0].first;
		return !(tokens_match(f->t, f->r->lexicon->vocab, first, VOCAB_measure, &e) &&
			 strcmp(e->value.p, "rate") == 0);
	}
	if (f->now.verb != VERB_NONE || !f->last_sign)
		return false;
	if (f->depth > 0 && f->saved[f->depth - 1].verb == VERB_SHARE)
		return false; /* "lao dong nu chiem gan hai phan ba (64,8%)" */
	/* "tang 9% so voi ... va 18% so voi ...", "(tang 3,1% va 20%)", "410 DN (31%)" */
	const struct growth_ref *last = f->n_growths ? &f->growths[f->n_growths - 1] : NULL;
	bool over_plan = f->now.plan_open && last && last->has_base && last->base.reference;
	if (f->now.pieces.n == 0 && f->now.after_growth && !f->now.base_open && !over_plan)
		return true;
	/* "Bac Giang (tang 14,6%), Phu Tho (13,2%)" */
	if (f->depth > 0 && f->saved[f->depth - 1].named_growth && f->now.pieces.n == 0 &&
	    f->now.numbers == 0 && !f->now.base_open && !f->now.plan_open)
		return true;
	/* "tang 0,26%; van hoa, giai tri: 0,22%" */
	if (f->now.labelled && f->now.pieces.n)
		return true;
	if (f->now.pieces.n == 0 && f->depth > 0 && f->saved[f->depth - 1].after_growth &&
	    f->now.numbers == 0 && !f->now.base_open && !f->now.plan_open)
		return true;
	return false;
}

/* "312.450 hoc sinh, tang 5.120 so voi nam hoc truoc": counted as the level is. */
bool frame_elided_change(const struct frame *f, const struct chunk *c)
{
	const struct mention *own = mention_of(f->r->mentions, f->now.level);
	const struct quantity *q = &c->quantity;
	const struct chunk *next = frame_next(f, 1);
	return own && own->unit.n && own->unit.p[0] != '%' && !own->money && !own->scale.n &&
	       q->scale_first == q->scale_end && next && chunk_is(next, VOCAB_versus) &&
	       !memchr(frame_text(f, q->number_first, q->number_end).p, ',',
		       frame_text(f, q->number_first, q->number_end).n);
}

/* "ty le ... 3,2%, giam 0,8 diem": points of a rate are percentage points. */
static bool is_points(const struct frame *f, const struct quantity *q, int level,
		      const struct subject *s)
{
	const struct vocab_entry *e = NULL;
	const struct mention *own = mention_of(f->r->mentions, level);
	if (q->kind != UNIT_NOUN ||
	    !tokens_match(f->t, f->r->lexicon->vocab, q->noun_first, VOCAB_noun, &e) ||
	    !str_equal(e->note, STR("points")))
		return false;
	return own ? own->unit.n && own->unit.p[0] == '%' : strcmp(s->measured, "rate") == 0;
}

static struct growth_ref *add_growth(struct frame *f, int number)
{
	if (f->n_growths == FRAME_GROWTHS)
		frame_settle_growths(f);
	struct growth_ref *g = &f->growths[f->n_growths++];
	*g = (struct growth_ref){.mention = number,
				 .order = f->now.order,
				 .span_printed = f->now.has_span};
	return g;
}

/* The level of the sentence, or of the one before, that is counted in the same noun and whose
 * subject holds the last word of what changed: "so nguoi chet giam 1 nguoi", "giam 61 nguoi
 * chet". */
static int level_counted(const struct frame *f, struct str unit, struct str thing)
{
	const struct reading *r = f->r;
	struct str last = subject_last_word(thing);
	const int *level = f->n_levels ? f->levels : r->recent;
	int n = f->n_levels ? f->n_levels : r->n_recent, only = 0, same = 0, named = 0;
	size_t nearest = SIZE_MAX;
	for (int k = n - 1; k >= 0; k--) {
		const struct mention *l = mention_of(r->mentions, level[k]);
		if (!l->unit.n || (!str_starts(l->unit, unit) && !str_starts(unit, l->unit)))
			continue;
		only = level[k];
		same++;
		size_t at = last.n && !str_equal(last, unit) ? subject_find(l->subject, last)
							     : SIZE_MAX;
		if (at < nearest) { /* said by itself before it is said of the whole */
			nearest = at;
			named = level[k];
		}
	}
	return named ? named : same == 1 ? only : 0;
}

/* The level of an absolute change that names what it counts; 0 where the item's own level fits. */
static int level_of_change(const struct frame *f, const struct quantity *q)
{
	const struct mention *own = mention_of(f->r->mentions, f->now.level);
	struct str unit = frame_text(f, q->noun_first, q->noun_end);
	size_t end = q->end;
	for (size_t k = f->i + 1; k < f->c->n && f->c->at[k].kind == CHUNK_WORD; k++)
		end = f->c->at[k].end;
	struct str thing = frame_text(f, q->noun_first, end);
	if (own && own->unit.n == 0)
		return 0;
	if (own && (str_starts(own->unit, unit) || str_starts(unit, own->unit)) &&
	    (end == q->end || subject_holds(own->subject, subject_last_word(thing))))
		return 0;
	return level_counted(f, unit, thing);
}

/* "con so chin thang chi bang 67,5%": the level of the sentence before that is of that period */
static int level_of_span(const struct frame *f)
{
	const struct reading *r = f->r;
	for (int k = r->n_recent - 1; k >= 0; k--) {
		const struct mention *m = mention_of(r->mentions, r->recent[k]);
		if (!f->now.has_span || period_same(m->span.period, f->now.span.period))
			return r->recent[k];
	}
	return 0;
}

/* "5.343 nguoi chet; so nguoi chet giam 10,6%": the level that was counted in the noun. */
static int level_of_count(const struct frame *f, const struct pieces *p)
{
	const struct vocab *v = f->r->lexicon->vocab;
	size_t first = p->at[0].first, end = p->at[0].end;
	if (p->n != 1 || !tokens_match(f->t, v, first, VOCAB_measure, NULL) || end - first > 6)
		return 0;
	size_t noun = tokens_match(f->t, v, ++first, VOCAB_noun, NULL); /* behind "so" */
	if (!noun || first + noun > end)
		return 0;
	struct str unit = tokens_text(f->t, first, first + noun),
		   thing = tokens_text(f->t, first, end);
	int level = level_counted(f, unit, thing);
	return level && (str_equal(unit, thing) ||
			 subject_holds(mention_of(f->r->mentions, level)->subject,
				       subject_last_word(thing)))
		       ? level
		       : 0;
}

/* Words that begin with no measure and no noun: what happened, not what it happened to. */
static bool narrated(const struct frame *f, const struct pieces *p)
{
	const struct vocab *v = f->r->lexicon->vocab;
	size_t first = p->at[0].first;
	return !tokens_match(f->t, v, first, VOCAB_measure, NULL) &&
	       !tokens_match(f->t, v, first, VOCAB_noun, NULL) && !f->t->at[first].upper;
}

/* "2.312 vu, tang 25 vu, giam 3 nguoi chet": what changed is not what was counted. */
static bool counts_other(const struct frame *f, const struct quantity *q)
{
	const struct mention *own = mention_of(f->r->mentions, f->now.level);
	struct str unit = frame_text(f, q->noun_first, q->noun_end);
	return own && q->kind == UNIT_NOUN && !q->rate && own->unit.n && unit.n &&
	       q->noun_end > q->noun_first + 1 && f->now.order > 0 &&
	       !str_starts(own->unit, unit) && !str_starts(unit, own->unit) &&
	       !subject_holds(own->subject, unit);
}

/* The level that a growth without words of its own before it is of. */
static int level_of(const struct frame *f, const struct quantity *q)
{
	if (f->list && f->list_at < f->list_n)
		return f->list_level[f->list_at];
	if (f->now.pieces.n) {
		struct pieces p = f->now.pieces;
		if (q->kind == UNIT_PERCENT)
			return level_of_count(f, &p);
		if (q->kind == UNIT_NOUN && narrated(f, &p) && f->n_levels &&
		    str_equal(mention_of(f->r->mentions, f->levels[f->n_levels - 1])->unit,
			      frame_text(f, q->unit_first, q->unit_end)))
			return f->levels[f->n_levels - 1]; /* "31 vu, tap trung o ..., giam 8 vu" */
		if (q->kind != UNIT_NOUN || p.n != 1 || p.at[0].end - p.at[0].first > 4)
			return 0;
		struct subject s = subject_read(f->t, f->r->lexicon->vocab, &p, f->r->arena);
		if (subject_empty(&s) || strcmp(s.measured, "noun") == 0)
			return 0;
		return level_counted(f, frame_text(f, q->unit_first, q->unit_end), s.text);
	}
	int named = q->kind == UNIT_NOUN && !q->rate ? level_of_change(f, q) : 0;
	if (named || counts_other(f, q))
		return named;
	/* "tang 214 vu (12,6%)", "giam 707 vu, tuong ung 18,1%": the rate of the change just
	 * said */
	const struct growth_ref *before = f->n_growths ? &f->growths[f->n_growths - 1] : NULL;
	if (before && before->level && q->kind == UNIT_PERCENT && !f->now.level &&
	    strcmp(mention_of(f->r->mentions, before->mention)->kind, "absolute") == 0)
		return before->level;
	if (f->now.anaphor && !f->now.level)
		return level_of_span(f);
	if (f->now.level && f->now.share > f->now.level && q->kind == UNIT_POINTS) {
		const struct mention *m = mention_of(f->r->mentions, f->now.level);
		return m->unit.n && m->unit.p[0] == '%' ? f->now.level : f->now.share;
	}
	return f->now.level ? f->now.level : f->now.share;
}

/* "dat 311 ty dong; so voi thang 6 tang 2,4%", "co 190 vu. So voi cung ky, tang 21 vu": a clause
 * that begins with its base and has no subject is about the level right before it. */
static int level_resumed(const struct frame *f, const struct quantity *q)
{
	const struct reading *r = f->r;
	if (f->depth > 0 || f->now.pieces.n || !f->head.n || f->now.verb != VERB_CHANGE || f->list)
		return 0;
	const int *levels = f->n_levels ? f->levels : r->recent;
	int n = f->n_levels ? f->n_levels : r->n_recent;
	const struct growth_ref *before = f->n_growths ? &f->growths[f->n_growths - 1] : NULL;
	if (q->kind == UNIT_PERCENT)
		return !n || (before && before->level != levels[n - 1]) ? 0 : levels[n - 1];
	struct str unit = frame_text(f, q->unit_first, q->unit_end);
	for (int k = n; k-- > 0;)
		if (unit.n && str_equal(mention_of(r->mentions, levels[k])->unit, unit))
			return levels[k];
	return 0;
}

/* "ca doanh thu lan san luong deu tang 25%": two measures joined, one rate for both. */
static void split_twin(struct frame *f, struct pieces *twin, struct subject *first)
{
	const struct vocab *v = f->r->lexicon->vocab;
	if (pieces_words(&f->now.pieces) > 14)
		return;
	for (int p = 0; p < f->now.pieces.n; p++)
		for (size_t i = f->now.pieces.at[p].first + 1; i + 1 < f->now.pieces.at[p].end;
		     i++) {
			size_t and = tokens_match(f->t, v, i, VOCAB_and, NULL);
			size_t start = f->now.pieces.at[p].first;
			/* "theo gia so sanh, nang suat tang": how it is measured */
			bool aside = start > 0 &&
				     tokens_match(f->t, v, start - 1, VOCAB_divided, NULL) == 1;
			if (!and&&(!token_is_mark(f->t, i, ',') || aside))
				continue;
			if (tokens_match(f->t, v, start, VOCAB_whole, NULL) == 1)
				start++;
			size_t next = i + (and? and : 1);
			const struct vocab_entry *a = NULL, *b = NULL;
			if (!tokens_match(f->t, v, start, VOCAB_measure, &a) ||
			    !tokens_match(f->t, v, next, VOCAB_measure, &b) || a == b)
				return;
			struct pieces one = {0};
			pieces_add(&one, start, i);
			pieces_add(twin, next, f->now.pieces.at[p].end);
			*first = subject_complete(subject_read(f->t, v, &one, f->r->arena),
						  &f->r->topic, f->r->field, UNIT_TIMES,
						  f->r->arena);
			return;
		}
}

static void twin_growth(struct frame *f, int number, const struct pieces *p)
{
	struct reading *r = f->r;
	struct mention copy = *mention_of(r->mentions, number);
	struct growth_ref ref = f->growths[f->n_growths - 1];
	struct subject s = subject_complete(subject_read(f->t, r->lexicon->vocab, p, r->arena),
					    &r->topic, r->field, UNIT_TIMES, r->arena);
	copy.subject = s.text;
	copy.area = frame_place(f, s.text);
	*mentions_add(r->mentions) = copy;
	if (f->n_growths == FRAME_GROWTHS)
		return;
	ref.mention = (int)r->mentions->n;
	f->growths[f->n_growths] =
		f->growths[f->n_growths - 1]; /* the first stays last: a base behind reaches both */
	f->growths[f->n_growths - 1] = ref;
	f->n_growths++;
	f->open_growth = f->n_growths - 1;
}

/* The level that changed, or the words before, completed. */
static struct subject growth_subject(struct frame *f, const struct quantity *q, int level,
				     bool other)
{
	struct reading *r = f->r;
	struct subject s = {.measured = ""};
	struct pieces p = f->now.pieces;
	const bool listed = f->list && f->list_at < f->list_n;
	if (other) {
		p.n = 0;
		pieces_add(&p, q->noun_first, q->noun_end);
		return subject_read(f->t, r->lexicon->vocab, &p, r->arena);
	}
	if (level && !(listed && f->list_subject[f->list_at].text.n)) {
		s.text = mention_of(r->mentions, level)->subject;
		return s;
	}
	if (listed)
		return f->list_subject[f->list_at];
	frame_trim_comma(f, &p);
	frame_trim_before(f, &p);
	s = subject_read(f->t, r->lexicon->vocab, &p, r->arena);
	const struct subject *parent = frame_parent(f, subject_empty(&s), UNIT_TIMES);
	if (subject_empty(&s) && subject_empty(parent))
		parent = &r->last;
	bool own = s.measure.n && strcmp(s.measured, "noun") != 0;
	bool meant = strcmp(s.measured, "index") == 0 || strcmp(s.measured, "rate") == 0;
	if (f->mean.n && meant && !subject_holds(s.text, f->mean))
		return subject_with(s, f->mean, " ", r->arena);
	if (frame_said_again(f, &s, UNIT_TIMES))
		return s;
	s = subject_complete(s, parent, r->field, UNIT_TIMES, r->arena);
	s = frame_stratum(f, s, UNIT_TIMES);
	if (f->now.part && !own && f->now.pieces.n && f->now.whole.text.n &&
	    f->now.whole.text.n < WHOLE_BYTES && f->now.whole.kind == UNIT_TIMES &&
	    !subject_holds(s.text, f->now.whole.text)) { /* "GRDP tang 7%, trong do khu vuc I" */
		bool same = s.measure.n && str_equal(s.measure, f->now.whole.measure);
		s.text = subject_with(f->now.whole, same ? s.thing : s.text, " ", r->arena).text;
	}
	return s;
}

/* Its verb is printed with it: "tang 5%". */
static void print_verb(const struct frame *f, const struct chunk *c, struct mention *m)
{
	const struct chunk *verb = f->now.verb_at < f->i ? &f->c->at[f->now.verb_at] : NULL;
	if (!verb || f->now.verb == VERB_NONE || f->now.verb == VERB_LEVEL ||
	    c->first - verb->first >= 10)
		return;
	m->begin = f->offset + f->t->at[verb->first].begin;
	m->printed = tokens_text(f->t, verb->first, c->end);
}

static void span_of_growth(struct frame *f, struct mention *m)
{
	const struct reading *r = f->r;
	m->span = f->now.has_span ? f->now.span : f->has_span ? f->span : r->now;
	if (f->n_each > 1 && f->each_at < f->n_each)
		m->span = f->each_span[f->each_at++];
	if (f->depth == 0 && f->now.has_span && f->now.span.basis[0] == 'a' &&
	    f->now.span.period.last <= r->report.last) {
		f->span = f->now.span; /* of what follows in the sentence */
		f->has_span = true;
	}
	bool of_day = m->span.has_day && (f->now.part || f->opened_by_part); /* its whole is */
	if (!f->now.has_span && !f->has_span && m->span.basis[0] == 'a' && !of_day)
		m->span = (struct time_span){.period = r->report, .basis = "period"};
}

static struct mention *tell_growth(struct frame *f, const struct chunk *c, const char *kind,
				   char sign, const struct subject *s, int level)
{
	const struct quantity *q = &c->quantity;
	struct mention *m = frame_mention(f, c, OUTCOME_GROWTH);
	print_verb(f, c, m);
	m->kind = kind;
	m->sign = q->sign ? q->sign : sign == '=' ? 0 : sign;
	if (strcmp(kind, "index") == 0)
		m->sign = 0;
	m->field = f->r->field;
	m->subject = s->text;
	m->area = frame_place(f, s->text);
	span_of_growth(f, m);
	m->status = f->now.status                 ? f->now.status
		    : f->now.item_status && level ? f->now.item_status
		    : f->now.part && !level       ? f->r->status
						  : "A";
	if (f->now.bound)
		m->bound = f->now.bound;
	return m;
}

/* The growth of an earlier period, given for comparison: in brackets. */
static void date_past(struct frame *f, struct growth_ref *g, int level)
{
	const struct clause *now = &f->now;
	const struct clause *around = f->depth > 0 ? &f->saved[f->depth - 1] : NULL;
	const struct mention *of = mention_of(f->r->mentions, level);
	const int32_t last = now->span.period.last;
	if (around && now->has_span) {
		g->past = !now->level && last < f->r->now.period.last;
		if ((around->has_span && last < around->span.period.last) ||
		    (of && !now->base_open && last < of->span.period.last)) {
			g->past = true;
			g->level = 0;
		}
	}
	if (now->verb_at && now->verb == VERB_GAP)
		g->past = false;
}

/* The base that was named before it. */
static void take_base(struct frame *f, struct growth_ref *g)
{
	if (f->now.base.first && f->now.after_base) {
		g->has_base = true;
		g->base = f->now.base;
		frame_bases_add(&f->named, &f->now.base);
	}
	if (!g->has_base && f->head.n) {
		int k = f->now.order < f->head.n ? f->now.order : f->head.n - 1;
		g->has_base = true;
		g->base = f->head.at[k];
	}
}

/* What the clause is once the growth is read. */
static void pass_growth(struct frame *f, const struct quantity *q, char sign)
{
	const enum verb by = f->now.verb;
	const bool turned = sign == '+' || sign == '-';
	f->now.order++;
	f->now.numbers++;
	if (f->list && f->list_at < f->list_n)
		f->list_at++;
	if (q->range <= 0 && !(f->list && f->list_at < f->list_n)) {
		f->now.verb = VERB_NONE;
		f->now.rate_sign = 0;
		f->list = false;
	}
	if (q->range <= 0) {
		f->now.bound = NULL;
		f->now.bound_printed = f->now.bound_is_limit = false;
	}
	if (turned && f->list_sign && by == VERB_CHANGE)
		f->list_sign = sign;
	if (turned)
		f->last_sign = sign;
	else if (q->sign)
		f->last_sign = q->sign;
}

static void leave_growth(struct frame *f)
{
	pieces_reset(f);
	f->now.closed = false;
	f->now.after_growth = true;
	f->now.after_level = f->now.after_base = f->now.after_plan = false;
}

void frame_growth(struct frame *f, const struct chunk *c, const char *kind, char sign)
{
	struct reading *r = f->r;
	const struct quantity *q = &c->quantity;
	int level = level_of(f, q);
	bool other = !level && f->now.pieces.n == 0 && counts_other(f, q);
	if (!level && !other)
		level = level_resumed(f, q);
	struct subject s = growth_subject(f, q, level, other);
	struct pieces twin = {0};
	if (!level && !f->list)
		split_twin(f, &twin, &s);
	if (is_points(f, q, level, &s))
		kind = "pp";
	struct mention *m = tell_growth(f, c, kind, sign, &s, level);
	if (!m->unit.n && q->kind == UNIT_NONE && strcmp(kind, "absolute") == 0 && !f->list &&
	    frame_elided_change(f, c))
		m->unit = mention_of(r->mentions, level ? level : f->now.level)->unit;
	const int number = (int)r->mentions->n;
	bool past = f->now.of_growth || frame_joined_past(f);
	struct growth_ref *g = add_growth(f, number);
	g->level = past ? 0 : level;
	g->of_growth = past;
	f->now.of_growth = false;
	date_past(f, g, level);
	take_base(f, g);
	f->open_growth = f->n_growths - 1;
	if (!level && !f->now.part && f->depth == 0 && !g->past)
		r->status = m->status;
	pass_growth(f, q, sign);
	if (f->now.pieces.n && !level) {
		f->now.subject = s;
		f->now.subject.kind = UNIT_TIMES;
		f->now.level = f->now.share = 0;
		if (f->depth == 0)
			r->last = s;
	}
	if (f->depth == 0 && f->now.has_span && !g->past &&
	    frame_has_begun(f, f->now.span.period) && !f->now.aside && !f->now.narrow) {
		f->span = f->now.span;
		f->has_span = true;
	}
	if (twin.n)
		twin_growth(f, number, &twin);
	leave_growth(f);
	if (strcmp(kind, "factor") == 0)
		frame_reference_behind(f);
}

void frame_growth_over_plan(struct frame *f, const struct chunk *c)
{
	frame_growth(f, c, "percent", '+');
	struct growth_ref *g = &f->growths[f->n_growths - 1];
	g->has_base = true;
	g->base = (struct base_ref){.reference = true};
	f->open_growth = -1;
	const struct chunk *next = frame_next(f, 1), *behind = frame_next(f, 2);
	if (next && chunk_is(next, VOCAB_versus) && behind &&
	    (chunk_is(behind, VOCAB_plan) || chunk_is(behind, VOCAB_target))) {
		f->i++;
		next = behind;
	}
	if (!next || (!chunk_is(next, VOCAB_plan) && !chunk_is(next, VOCAB_target)))
		return;
	for (f->i++; (next = frame_next(f, 1)) && next->kind == CHUNK_WORD;)
		f->i++; /* "ke hoach de ra": no words of what follows */
	f->now.after_plan = true;
}

/* A figure that is said in a word and has no number of its own in print. */
static struct chunk worded_figure(const struct chunk *c, enum unit_kind kind)
{
	struct chunk as = *c;
	as.kind = CHUNK_NUMBER;
	as.quantity = (struct quantity){.first = c->first,
					.end = c->end,
					.kind = kind,
					.number_first = c->end,
					.number_end = c->end,
					.scale_first = c->end,
					.scale_end = c->end,
					.unit_first = c->end,
					.unit_end = c->end};
	return as;
}

/* "gap doi", "tang gap ruoi": the factor is in the word. */
void frame_twice(struct frame *f, const struct chunk *c)
{
	struct chunk as = worded_figure(c, UNIT_TIMES);
	frame_growth(f, &as, "factor", '+');
	mention_of(f->r->mentions, f->growths[f->n_growths - 1].mention)->number = c->entry->value;
}

/* "khong doi so voi thang truoc": a change of nothing. */
void frame_flat(struct frame *f, const struct chunk *c)
{
	const struct chunk *next = frame_next(f, 1);
	if (!next || !chunk_is(next, VOCAB_versus)) {
		frame_words(f, c);
		return;
	}
	struct chunk as = worded_figure(c, UNIT_PERCENT);
	frame_growth(f, &as, "percent", '0');
	mention_of(f->r->mentions, f->growths[f->n_growths - 1].mention)->number = STR("0");
}

/* What a figure is: a level, a growth, a share, a completion, or none of them. */
#include "stages/extract/frame_parts.h"

/* "da gui 63 So": whom a letter went to, no figure. */
static bool is_addressee(const struct frame *f, const struct chunk *c)
{
	const struct vocab_entry *e = NULL;
	return f->i > 0 && chunk_is(&f->c->at[f->i - 1], VOCAB_send) &&
	       c->quantity.kind == UNIT_NOUN &&
	       tokens_match(f->t, f->r->lexicon->vocab, c->quantity.noun_first, VOCAB_noun, &e) &&
	       str_equal(e->note, STR("body"));
}

static bool says_rate(const struct frame *f)
{
	const struct vocab_entry *e = NULL;
	return f->now.pieces.n == 0 ||
	       (tokens_match(f->t, f->r->lexicon->vocab, f->now.pieces.at[0].first, VOCAB_measure,
			     &e) &&
		str_equal(e->value, STR("rate")));
}

static bool versus_follows(const struct frame *f)
{
	const struct chunk *next = frame_next(f, 1);
	return next && chunk_is(next, VOCAB_versus);
}

static bool plan_follows(const struct frame *f)
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

/* "bang 33% GDP", "tuong duong 74,2% GDP nam 2021": of what, right behind; "bang 98% muc cung ky"
 * names a time. */
static bool thing_follows(const struct frame *f)
{
	size_t k = f->i + 1;
	while (k < f->c->n &&
	       (f->c->at[k].kind == CHUNK_WORD ||
		(chunk_is(&f->c->at[k], VOCAB_worth) &&
		 subject_measure(f->t, f->r->lexicon->vocab, f->c->at[k].first, NULL))))
		k++;
	const struct chunk *d = k < f->c->n ? &f->c->at[k] : NULL;
	return k > f->i + 1 &&
	       !(d && d->kind == CHUNK_WHEN && (d->when.same || d->when.relative < 0));
}

/* Years, days, hours are a figure where a measure or an average is said of them: "tuoi tho 73,6
 * nam". */
static bool names_duration(const struct frame *f, const struct chunk *c)
{
	struct str n = tokens_text(f->t, c->quantity.number_first, c->quantity.number_end);
	if (memchr(n.p, ',', n.n) || c->quantity.rate)
		return true;
	const struct vocab_entry *e = NULL;
	for (int k = 0; k < f->now.pieces.n; k++)
		for (size_t i = f->now.pieces.at[k].first; i < f->now.pieces.at[k].end; i++) {
			if (tokens_match(f->t, f->r->lexicon->vocab, i, VOCAB_average, NULL))
				return true;
			if (k == 0 && i == f->now.pieces.at[0].first &&
			    tokens_match(f->t, f->r->lexicon->vocab, i, VOCAB_measure, &e))
				return str_equal(e->value, STR("index"));
		}
	return false;
}

/* "duoc 2.946/4.510 ty dong, dat 65,3%": a percentage without a subject of its own, said of an
 * amount. */
static bool is_ratio_of_level(const struct frame *f)
{
	if (f->now.pieces.n || f->now.base_open || f->now.plan_open || f->list)
		return false;
	const struct mention *m = mention_of(f->r->mentions, f->now.level);
	return m && !(m->unit.n && m->unit.p[0] == '%');
}

/* "trong do X chiem 45%; Y 30%": the verb is said once. */
static bool share_goes_on(const struct frame *f, const struct quantity *q)
{
	const struct mention *m =
		mention_of(f->r->mentions, f->n_levels ? f->levels[f->n_levels - 1] : 0);
	return m && quantity_is_percent(q) && strcmp(m->rate, "share") == 0 && f->now.pieces.n &&
	       !says_rate(f) && (f->now.verb == VERB_NONE || f->now.verb == VERB_LEVEL) &&
	       !f->now.base_open && !f->now.plan_open && !f->list && f->now.order == 0;
}

static bool ends_with_name(const struct frame *f)
{
	const struct pieces *p = &f->now.pieces;
	return f->now.named_part && f->t->at[p->at[p->n - 1].end - 1].upper;
}

/* "741 cuoc (210 Phishing, 95 Deface)", "1.236 giao vien (mam non 402, tieu hoc 518)": parts of
 * what was counted, named behind or before. */
static bool is_bare_part(const struct frame *f)
{
	const struct chunk *next = frame_next(f, 1);
	int last = f->n_levels ? f->levels[f->n_levels - 1] : 0;
	const struct mention *whole =
		mention_of(f->r->mentions, f->now.level ? f->now.level : last);
	if (!f->now.part || !whole || !whole->unit.n || whole->unit.p[0] == '%' || whole->money)
		return false;
	bool name = next && next->kind == CHUNK_WORD && f->t->at[next->first].upper;
	bool end = !next || next->kind == CHUNK_MARK || chunk_is(next, VOCAB_and);
	if (f->depth > 0 && f->now.pieces.n == 0 && f->now.numbers == 0 && next &&
	    chunk_is_mark(next, ')') && f->saved[f->depth - 1].pieces.n)
		return true; /* "Ha Son (45), Phu Loc (30)" */
	return f->now.pieces.n ? end && (f->depth > 0 || ends_with_name(f)) : name;
}

static bool bare_number_is_level(const struct frame *f, const struct chunk *c)
{
	const struct quantity *q = &c->quantity;
	if (f->now.verb == VERB_LEVEL || f->now.verb == VERB_EQUAL || f->now.raised || f->list ||
	    f->now.base_open || f->now.plan_open || q->scale_first != q->scale_end || q->range)
		return true;
	if (is_bare_part(f))
		return true;
	struct str n = frame_text(f, q->number_first, q->number_end);
	bool grouped = n.n >= 5 && (memchr(n.p, '.', n.n) || memchr(n.p, ',', n.n));
	return grouped && f->now.pieces.n;
}

/* "voi so von tang them 21 trieu USD": an amount that was added, the level of its own subject. */
static bool is_added_amount(struct frame *f, const struct chunk *c)
{
	const struct chunk *verb = &f->c->at[f->now.verb_at];
	bool added = f->now.verb == VERB_CHANGE && chunk_is(verb, VOCAB_change) &&
		     str_equal(verb->entry->note, STR("added"));
	if (!added || c->quantity.kind != UNIT_MONEY || f->i == 0 || verb + 1 != c)
		return false;
	for (size_t back = 4; f->now.pieces.n == 0 && back > 0; back--)
		if (verb->first >= back &&
		    tokens_match(f->t, f->r->lexicon->vocab, verb->first - back, VOCAB_measure,
				 NULL) == back)
			pieces_add(&f->now.pieces, verb->first - back, verb->first);
	if (f->now.pieces.n == 0)
		return false;
	for (size_t k = f->i + 1; k < f->c->n && f->c->at[k].kind != CHUNK_MARK; k++)
		if (chunk_is(&f->c->at[k], VOCAB_versus))
			return false;
	pieces_add(&f->now.pieces, verb->first, verb->end);
	return true;
}

/* "So dan hon 72 trieu nguoi", "Thoi gian cho binh quan thang 9 duoi 42 phut": a measure, a bound
 * and the sentence's only figure: its level, no criterion. */
static bool measure_alone(const struct frame *f, const struct chunk *c)
{
	const struct quantity *q = &c->quantity;
	const struct vocab_entry *e = NULL;
	if (f->now.verb != VERB_NONE || f->depth > 0 || f->now.possess || f->c->numbers != 1 ||
	    f->now.pieces.n == 0 || q->range)
		return false;
	size_t first = f->now.pieces.at[0].first;
	size_t n = tokens_match(f->t, f->r->lexicon->vocab, first, VOCAB_measure, &e);
	for (size_t k = f->i + 1; k < f->c->n; k++)
		if (chunk_is(&f->c->at[k], VOCAB_level) || chunk_is(&f->c->at[k], VOCAB_change))
			return false;
	return n > 0;
}

/* "45 nghin ha ngo, bang 96,9% cung ky; 11 nghin ha khoai, bang 97,4%": like the ones before it. */
static bool index_goes_on(const struct frame *f, const struct chunk *c)
{
	const struct growth_ref *g = f->n_growths ? &f->growths[f->n_growths - 1] : NULL;
	const struct chunk *next = frame_next(f, 1);
	/* "chi so ... bang 108% so voi cung ky, trong do khai khoang bang 94,1%" */
	if (g && !g->level && f->now.verb == VERB_EQUAL && f->n_levels == 0 &&
	    quantity_is_percent(&c->quantity) && f->now.pieces.n && f->depth == 0 &&
	    (!next || next->kind == CHUNK_MARK || chunk_is(next, VOCAB_and)) &&
	    strcmp(mention_of(f->r->mentions, g->mention)->kind, "index") == 0)
		return true;
	return g && f->now.verb == VERB_EQUAL && quantity_is_percent(&c->quantity) &&
	       f->now.level && !thing_follows(f) && f->now.pieces.n == 0 &&
	       (!next || next->kind == CHUNK_MARK) &&
	       strcmp(mention_of(f->r->mentions, g->mention)->kind, "index") == 0;
}

/* "Binh quan 1 ngay co 33 vu", "binh quan 1 lao dong": an average for each, as "moi ngay". */
static bool is_each(const struct frame *f, const struct chunk *c)
{
	const struct quantity *q = &c->quantity;
	return f->i > 0 && chunk_is(&f->c->at[f->i - 1], VOCAB_average) && q->kind != UNIT_NONE &&
	       q->kind != UNIT_PERCENT && q->scale_first == q->scale_end &&
	       str_equal(frame_text(f, q->number_first, q->number_end), STR("1"));
}

/* The rules: each takes the figure, or leaves it to those below it. */

static bool reads_each(struct frame *f, const struct chunk *c)
{
	if (!is_each(f, c))
		return false;
	frame_skip(f, c, "reference");
	frame_words(f, c);
	f->now.each = true;
	return true;
}

static bool reads_limit(struct frame *f, const struct chunk *c)
{
	bool criterion = frame_is_criterion(f, c) && !measure_alone(f, c);
	if (!criterion && !(c->quantity.range && f->now.class_limit))
		return false;
	frame_skip(f, c, "limit");
	frame_criterion_words(f, c);
	return true;
}

static bool reads_list_count(struct frame *f, const struct chunk *c)
{
	if (!frame_is_list_count(f, c) && !is_addressee(f, c))
		return false;
	frame_skip(f, c, "list_count");
	return true;
}

static bool reads_factor(struct frame *f, const struct chunk *c)
{
	const enum verb verb = f->now.verb;
	bool times = c->quantity.kind == UNIT_TIMES;
	if (verb == VERB_FACTOR ||
	    (times && (verb == VERB_CHANGE || verb == VERB_GAP || verb == VERB_EQUAL ||
		       verb == VERB_EQUIVALENT || verb == VERB_EXCEED)))
		frame_growth(f, c, "factor", '+');
	else if (times)
		frame_skip(f, c, "ordinal");
	else
		return false;
	return true;
}

/* "vuot 2% ke hoach", "vuot trung binh nhieu nam 30%", "vuot moc 100 nghin" */
static bool reads_excess(struct frame *f, const struct chunk *c)
{
	const struct chunk *next = frame_next(f, 1);
	if (f->now.verb != VERB_EXCEED)
		return false;
	bool rate = quantity_is_percent(&c->quantity);
	const struct chunk *base = next && chunk_is(next, VOCAB_versus) ? frame_next(f, 2) : next;
	bool plan = base && (chunk_is(base, VOCAB_plan) || chunk_is(base, VOCAB_target));
	if (f->now.marked && !(rate && plan))
		frame_skip(f, c, "limit");
	else if (rate && (plan || f->i > f->now.verb_at + 1))
		frame_growth_over_plan(f, c);
	else
		return false;
	return true;
}

static bool reads_added(struct frame *f, const struct chunk *c)
{
	if (!is_added_amount(f, c))
		return false;
	frame_level(f, c, ROLE_LEVEL);
	return true;
}

static const char *kind_of_change(const struct quantity *q)
{
	return quantity_is_percent(q) ? "percent" : q->kind == UNIT_POINTS ? "pp" : "absolute";
}

static bool reads_change(struct frame *f, const struct chunk *c)
{
	const struct quantity *q = &c->quantity;
	if ((f->now.verb != VERB_CHANGE && f->now.verb != VERB_GAP) ||
	    (q->kind == UNIT_NONE && q->range <= 0 && !f->list && !frame_elided_change(f, c)))
		return false;
	char sign = f->now.verb_sign;
	frame_growth(f, c, kind_of_change(q), sign == '=' ? 0 : sign);
	return true;
}

/* "gia duong len 3,1% so voi thang truoc" */
static bool reads_raise(struct frame *f, const struct chunk *c)
{
	if (!f->now.raised || !f->raise_sign || !quantity_is_percent(&c->quantity))
		return false;
	bool compared = versus_follows(f) ? frame_index_base(f) : f->n_growths && f->now.pieces.n;
	if (compared)
		frame_growth(f, c, "percent", f->raise_sign);
	return compared;
}

/* "bang 105,2% so voi cung ky", "so voi thang truoc bang 100,4%" */
static bool reads_index(struct frame *f, const struct chunk *c)
{
	const struct quantity *q = &c->quantity;
	const bool rate = quantity_is_percent(q), equal = f->now.verb == VERB_EQUAL;
	bool behind = ((equal && (rate || q->kind == UNIT_NONE)) ||
		       (f->now.verb == VERB_LEVEL && rate && !says_rate(f) && versus_follows(f))) &&
		      frame_index_base(f);
	bool before = equal && rate && f->now.after_base && f->now.base.when.form != WHEN_NONE &&
		      !f->now.base.reference && !plan_follows(f) && !thing_follows(f);
	if (!behind && !before && !index_goes_on(f, c))
		return false;
	frame_growth(f, c, "index", 0);
	return true;
}

/* "Toc do tang GRDP cac nam 2019-2021 lan luot la: 6,1%; 2,2%; 1,9%" */
static bool reads_told_rate(struct frame *f, const struct chunk *c)
{
	const struct quantity *q = &c->quantity;
	if (!f->now.rate_sign || !quantity_is_percent(q) || plan_follows(f) ||
	    (f->now.verb != VERB_LEVEL && !f->list) || (f->now.pieces.n && says_rate(f)))
		return false;
	frame_growth(f, c, "percent", q->sign ? 0 : f->now.rate_sign);
	return true;
}

static bool reads_contribution(struct frame *f, const struct chunk *c)
{
	const struct quantity *q = &c->quantity;
	if (f->now.verb != VERB_CONTRIBUTE || (q->kind != UNIT_POINTS && !quantity_is_percent(q)))
		return false;
	frame_level(f, c, ROLE_CONTRIBUTION);
	return true;
}

static bool reads_completion(struct frame *f, const struct chunk *c)
{
	if (!quantity_is_percent(&c->quantity) || !plan_follows(f))
		return false;
	frame_level(f, c, ROLE_COMPLETION);
	return true;
}

/* "1.204 luot ho, tang 5%, tuong ung voi 5.310 luot nhan khau": another noun, another level. */
static bool counts_else(const struct frame *f, const struct quantity *q)
{
	const struct mention *own = mention_of(f->r->mentions, f->now.level);
	struct str unit = frame_text(f, q->noun_first, q->noun_end);
	if (!own || q->kind != UNIT_NOUN || q->rate || !own->unit.n || !unit.n ||
	    f->t->at[q->noun_first].all_upper || str_starts(own->unit, unit) ||
	    str_starts(unit, own->unit))
		return false;
	return memchr(own->unit.p, ' ', own->unit.n) && q->noun_end > q->noun_first + 1;
}

/* "tang 7%, tuong duong 6 trieu thue bao": the same change in another measure. */
static bool reads_same_change(struct frame *f, const struct chunk *c)
{
	if (f->now.verb != VERB_EQUIVALENT || !f->now.after_growth ||
	    !frame_same_unit(f, &c->quantity) || counts_else(f, &c->quantity))
		return false;
	frame_growth(f, c, "absolute", f->last_sign);
	return true;
}

/* "giam 2,1% (-67 ha)", "45.120 con (+530 con)": the change in the unit of the level, its sign
 * printed. */
static bool reads_signed(struct frame *f, const struct chunk *c)
{
	const struct quantity *q = &c->quantity;
	if (!q->sign || quantity_is_percent(q) || q->kind == UNIT_POINTS || f->depth == 0 ||
	    f->now.verb != VERB_NONE || f->now.pieces.n || f->now.numbers || !f->now.level ||
	    !(f->now.after_growth || f->now.after_level) || !frame_same_unit(f, q))
		return false;
	frame_growth(f, c, "absolute", 0);
	return true;
}

/* "giam sau, 16% so voi thang truoc" */
static bool reads_weak_change(struct frame *f, const struct chunk *c)
{
	if (!f->weak_sign || f->now.verb != VERB_NONE || f->now.pieces.n ||
	    !quantity_is_percent(&c->quantity) || f->now.order || !versus_follows(f))
		return false;
	frame_growth(f, c, "percent", f->weak_sign);
	return true;
}

/* "giam 707 vu, tuong ung 18,1%" */
static bool reads_rate_of_change(struct frame *f, const struct chunk *c)
{
	if (f->now.verb != VERB_EQUIVALENT || !f->now.after_growth ||
	    !quantity_is_percent(&c->quantity) || !f->last_sign || thing_follows(f))
		return false;
	frame_growth(f, c, "percent", f->last_sign);
	return true;
}

/* "tang 9% so voi thang truoc va 18% so voi cung ky": the verb is said once. */
static bool reads_more_change(struct frame *f, const struct chunk *c)
{
	const struct quantity *q = &c->quantity;
	if (!frame_growth_goes_on(f, c))
		return false;
	char sign = f->list_sign && f->now.pieces.n ? f->list_sign : f->last_sign;
	frame_growth(f, c, kind_of_change(q), q->sign ? 0 : sign);
	return true;
}

/* "..., dat 52% du toan; ..., dat 34%" */
static bool reads_more_completion(struct frame *f, const struct chunk *c)
{
	if (!quantity_is_percent(&c->quantity) || !f->plan_total.n || f->now.verb != VERB_LEVEL ||
	    !is_ratio_of_level(f))
		return false;
	frame_level(f, c, ROLE_COMPLETION);
	return true;
}

static bool reads_share(struct frame *f, const struct chunk *c)
{
	const struct quantity *q = &c->quantity;
	if (f->now.verb != VERB_SHARE && !(quantity_is_percent(q) && is_ratio_of_level(f)) &&
	    !share_goes_on(f, q) && !(f->now.verb == VERB_EQUAL && quantity_is_percent(q)))
		return false;
	frame_level(f, c, ROLE_SHARE);
	return true;
}

/* "(%)", "(thang truoc = 100)" at the head of a list of bare figures. */
static bool reads_headed_rate(struct frame *f, const struct chunk *c)
{
	const struct quantity *q = &c->quantity;
	if (q->kind != UNIT_NONE || !f->head.n || !(f->index_100 || f->hint_percent) ||
	    !f->now.pieces.n)
		return false;
	frame_growth(f, c, f->index_100 ? "index" : "percent", q->sign || f->index_100 ? 0 : '+');
	return true;
}

static bool reads_nothing(struct frame *f, const struct chunk *c)
{
	const struct quantity *q = &c->quantity;
	if (q->kind == UNIT_NONE && !bare_number_is_level(f, c))
		frame_skip(f, c, NULL);
	else if (q->kind == UNIT_TIME && !names_duration(f, c))
		frame_skip(f, c, "duration");
	else
		return false;
	return true;
}

static bool reads_level(struct frame *f, const struct chunk *c)
{
	frame_level(f, c, ROLE_LEVEL);
	return true;
}

/* What is no figure; what its verb says; what the clause before it says; what is left. */
static bool (*const rules[])(struct frame *f, const struct chunk *c) = {
	reads_each,        reads_limit,           reads_list_count,

	reads_factor,      reads_excess,          reads_added,       reads_change,
	reads_raise,       reads_index,           reads_told_rate,   reads_contribution,
	reads_completion,

	reads_same_change, reads_signed,          reads_weak_change, reads_rate_of_change,
	reads_more_change, reads_more_completion, reads_share,       reads_headed_rate,

	reads_nothing,     reads_level,
};

static void on_figure(struct frame *f, const struct chunk *c)
{
	const struct quantity *q = &c->quantity;
	if ((quantity_is_percent(q) || q->kind == UNIT_POINTS || q->kind == UNIT_TIMES) &&
	    f->now.verb != VERB_NONE && f->now.verb != VERB_LEVEL)
		frame_trim_level(f);
	size_t k = 0;
	while (!rules[k](f, c))
		k++;
}

/* A bare figure takes the unit that its head named. */
void frame_number(struct frame *f, const struct chunk *c)
{
	f->now.source = f->now.named_growth = f->now.named_count = false;
	if (f->list && c->quantity.kind == UNIT_NONE) { /* "lan luot 412 va 310 ty dong" */
		for (size_t k = f->i + 1; k < f->c->n && k < f->i + 2 * FRAME_LEVELS; k++) {
			const struct chunk *d = &f->c->at[k];
			if (d->kind != CHUNK_NUMBER || d->quantity.kind == UNIT_NONE)
				continue;
			struct chunk with = *c;
			with.quantity.kind = d->quantity.kind;
			with.quantity.stock = d->quantity.stock;
			with.quantity.event = d->quantity.event;
			with.quantity.rate = d->quantity.rate;
			on_figure(f, &with);
			return;
		}
	}
	if (f->hint && c->quantity.kind == UNIT_NONE &&
	    c->quantity.scale_first == c->quantity.scale_end) {
		struct chunk with = *c;
		with.quantity.kind = f->hint->kind;
		with.quantity.stock = f->hint->stock;
		with.quantity.rate = f->hint->rate;
		with.quantity.scale_first = f->hint->scale_first;
		with.quantity.scale_end = f->hint->scale_end;
		with.quantity.unit_first = f->hint->unit_first;
		with.quantity.unit_end = f->hint->unit_end;
		with.quantity.noun_first = with.quantity.noun_end = 0;
		on_figure(f, &with);
		return;
	}
	if (f->r->unit.n && c->quantity.kind == UNIT_NONE &&
	    c->quantity.scale_first == c->quantity.scale_end) {
		struct chunk with = *c;
		with.quantity.kind = f->r->unit_kind;
		f->hinted = true;
		on_figure(f, &with);
		f->hinted = false;
		return;
	}
	on_figure(f, c);
}

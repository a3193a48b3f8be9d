/* What a figure is: a level, a growth, a share, a completion, or none of them. */
#include "stages/extract/frame_parts.h"

static bool is_percent(const struct quantity *q)
{
	return q->kind == UNIT_PERCENT && !q->rate;
}

static bool ends_with_noun(const struct frame *f)
{
	size_t end = f->now.pieces.at[f->now.pieces.n - 1].end,
	       first = f->now.pieces.at[f->now.pieces.n - 1].first;
	for (size_t n = 1; n <= 3 && end >= first + n; n++) {
		const struct vocab_entry *e = NULL;
		if (tokens_match(f->t, f->r->lexicon->vocab, end - n, VOCAB_noun, &e) == n)
			return !str_equal(e->note, STR("event"));
	}
	return false;
}

/* A criterion inside a counted thing: "6 nha xuat ban dat doanh thu tren 50 ty dong". */
static bool is_criterion(struct frame *f, const struct chunk *c)
{
	const struct quantity *q = &c->quantity;
	const struct chunk *next = frame_next(f, 1);
	if (next && chunk_is(next, VOCAB_bound_behind) &&
	    !(f->now.possess && f->now.pieces.n == 0 && !f->now.counted_open) &&
	    !(f->now.status && f->now.status[0] == 'F') &&
	    !(f->now.has_span && f->now.span.period.last > f->r->report.last) && !f->plan_head &&
	    f->now.verb != VERB_LEVEL && f->now.verb != VERB_SHARE && f->now.verb != VERB_CHANGE)
		return true; /* "tau ca dai tu 15 met tro len" */
	if (f->now.counted_open && q->range > 0 && f->i > 0 &&
	    chunk_is(&f->c->at[f->i - 1], VOCAB_possess)) {
		f->now.class_limit = true; /* "11 ung dung co 5 - 10 trieu nguoi dung" */
		return true;
	}
	if (!f->now.bound || !f->now.bound_printed || f->now.verb == VERB_CHANGE ||
	    f->now.verb == VERB_GAP || f->now.verb == VERB_SHARE)
		return false;
	if (f->now.counted_open && f->now.bound_is_limit && q->kind != UNIT_TIMES)
		return true;
	/* "(tren 25%)" behind a name, "cac mat hang tren 01 ty USD", "nhom duoi 5 nguoi" */
	if (f->now.bound_is_limit && f->now.verb == VERB_NONE && f->depth > 0 &&
	    pieces_words(&f->now.pieces) <= 3 && !f->now.after_level &&
	    f->saved[f->depth - 1].pieces.n && !f->saved[f->depth - 1].after_level &&
	    f->c->at[f->i + 1 < f->c->n ? f->i + 1 : f->i].kind == CHUNK_MARK)
		return true;
	if (f->now.bound_is_limit && f->now.verb == VERB_NONE && !f->now.possess &&
	    f->now.pieces.n && ends_with_noun(f))
		return true;
	/* "ho chua dung tich tren 10 trieu m3 co 12 ho": what is counted follows */
	if (f->now.bound_is_limit && f->now.verb == VERB_NONE && f->now.pieces.n && next &&
	    chunk_is(next, VOCAB_possess) && f->i + 2 < f->c->n &&
	    f->c->at[f->i + 2].kind == CHUNK_NUMBER &&
	    f->c->at[f->i + 2].quantity.kind == UNIT_NOUN)
		return true;
	/* "ho co thu nhap duoi 1,5 trieu dong": said of no period, what makes a class */
	if (f->now.possess_words && f->now.bound_is_limit && !f->now.has_span &&
	    f->now.verb == VERB_NONE && !f->now.status)
		return true;
	/* "DN co von duoi 10 ty dong chiem ...": the subject of a verb to come */
	if (f->now.possess && f->now.pieces.n && f->now.bound_is_limit) {
		for (size_t k = f->i + 1; k < f->c->n; k++) {
			const struct chunk *d = &f->c->at[k];
			if (d->kind == CHUNK_MARK && strchr(",;", d->mark))
				break;
			if (chunk_is(d, VOCAB_share) || chunk_is(d, VOCAB_change) ||
			    chunk_is(d, VOCAB_equal) || chunk_is(d, VOCAB_level))
				return true;
		}
	}
	return false;
}

/* "tu tren 2 trieu den 4 trieu", "ho co thu nhap tu 2 - 4 trieu dong": the ends of a class;
 * "gia lua tu 5.400 - 5.600 dong/kg" are figures. */
bool frame_from_makes_class(const struct frame *f, const struct chunk *next)
{
	if (chunk_is(next, VOCAB_bound))
		return true;
	return next->kind == CHUNK_NUMBER && next->quantity.range && !f->now.has_span &&
	       f->now.pieces.n && next->quantity.kind == UNIT_MONEY && f->now.verb == VERB_NONE &&
	       !f->now.status && (f->now.possess || !next->quantity.rate);
}

/* "05 dia phuong cao nhat": how many are listed, no figure. */
static bool is_list_count(const struct frame *f, const struct chunk *c)
{
	const struct quantity *q = &c->quantity;
	if ((q->kind != UNIT_NOUN && q->kind != UNIT_WORD) || q->scale_first != q->scale_end ||
	    q->number_end - q->number_first > 2 || q->total_first != q->total_end)
		return false;
	struct str n = tokens_text(f->t, q->number_first, q->number_end);
	if (!q->in_words && n.n > 2)
		return false;
	for (size_t k = f->i + 1; k < f->c->n && k < f->i + 8; k++) {
		const struct chunk *d = &f->c->at[k];
		if (d->kind == CHUNK_MARK || d->kind == CHUNK_NUMBER)
			return d->kind == CHUNK_MARK && d->mark == ':' && q->in_words;
		if (chunk_is(d, VOCAB_extreme) ||
		    (d->kind != CHUNK_WHEN &&
		     tokens_match(f->t, f->r->lexicon->vocab, d->first, VOCAB_extreme, NULL)))
			return true;
		if (q->in_words && chunk_is(d, VOCAB_level) &&
		    str_equal(d->entry->value, STR("is")) && k > f->i + 1 && k + 1 < f->c->n &&
		    f->c->at[k + 1].kind == CHUNK_WORD)
			return true; /* "hai nhom giam la ...": they are named */
	}
	return false;
}

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
	return m && is_percent(q) && strcmp(m->rate, "share") == 0 && f->now.pieces.n &&
	       !says_rate(f) && (f->now.verb == VERB_NONE || f->now.verb == VERB_LEVEL) &&
	       !f->now.base_open && !f->now.plan_open && !f->list && f->now.order == 0;
}

static bool bare_number_is_level(const struct frame *f, const struct chunk *c)
{
	const struct quantity *q = &c->quantity;
	if (f->now.verb == VERB_LEVEL || f->now.verb == VERB_EQUAL || f->now.raised || f->list ||
	    f->now.base_open || f->now.plan_open || q->scale_first != q->scale_end || q->range)
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
	return g && f->now.verb == VERB_EQUAL && is_percent(&c->quantity) && f->now.level &&
	       f->now.pieces.n == 0 && (!next || next->kind == CHUNK_MARK) &&
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

static void on_figure(struct frame *f, const struct chunk *c)
{
	const struct quantity *q = &c->quantity;
	const struct chunk *next = frame_next(f, 1);
	if ((is_percent(q) || q->kind == UNIT_POINTS || q->kind == UNIT_TIMES) &&
	    f->now.verb != VERB_NONE && f->now.verb != VERB_LEVEL)
		frame_trim_level(f);
	if (is_each(f, c)) {
		frame_skip(f, c, "reference");
		frame_words(f, c);
		f->now.each = true;
		return;
	}
	if ((is_criterion(f, c) && !measure_alone(f, c)) || (q->range && f->now.class_limit)) {
		frame_skip(f, c, "limit");
		frame_criterion_words(f, c);
		return;
	}
	if (is_list_count(f, c) || is_addressee(f, c)) {
		frame_skip(f, c, "list_count");
		return;
	}
	if (f->now.verb == VERB_FACTOR ||
	    (q->kind == UNIT_TIMES && (f->now.verb == VERB_CHANGE || f->now.verb == VERB_GAP))) {
		frame_growth(f, c, "factor", '+');
		return;
	}
	if (q->kind == UNIT_TIMES && f->now.verb == VERB_EQUAL) {
		frame_growth(f, c, "factor", '+');
		return;
	}
	if (q->kind == UNIT_TIMES) {
		frame_skip(f, c, "ordinal");
		return;
	}
	if (f->now.verb == VERB_EXCEED) {
		if (is_percent(q) && next &&
		    (chunk_is(next, VOCAB_plan) || chunk_is(next, VOCAB_target))) {
			frame_growth_over_plan(f, c);
			return;
		}
		if (f->now.marked) {
			frame_skip(f, c, "limit");
			return;
		}
		if (is_percent(q) && f->i > f->now.verb_at + 1) {
			frame_growth_over_plan(f, c); /* "vuot trung binh nhieu nam 30%" */
			return;
		}
	}
	if (is_added_amount(f, c)) {
		frame_level(f, c, ROLE_LEVEL);
		return;
	}
	if (f->now.verb == VERB_CHANGE || f->now.verb == VERB_GAP) {
		if (q->kind != UNIT_NONE || q->range > 0 || f->list) {
			char sign = f->now.verb_sign;
			frame_growth(f, c,
				     is_percent(q)            ? "percent"
				     : q->kind == UNIT_POINTS ? "pp"
							      : "absolute",
				     sign == '=' ? 0 : sign);
			return;
		}
	}
	if (f->now.raised && f->raise_sign && is_percent(q) &&
	    ((versus_follows(f) && frame_index_base(f)) ||
	     (f->n_growths && f->now.pieces.n && !versus_follows(f)))) {
		frame_growth(f, c, "percent",
			     f->raise_sign); /* "gia duong len 3,1% so voi thang truoc" */
		return;
	}
	if (((f->now.verb == VERB_EQUAL && (is_percent(q) || q->kind == UNIT_NONE)) ||
	     (f->now.verb == VERB_LEVEL && is_percent(q) && !says_rate(f) && versus_follows(f))) &&
	    frame_index_base(f)) {
		frame_growth(f, c, "index", 0);
		return;
	}
	bool after_base = f->now.after_base && f->now.verb == VERB_EQUAL && is_percent(q) &&
			  f->now.base.when.form != WHEN_NONE && !f->now.base.reference &&
			  !plan_follows(f); /* "so voi thang truoc bang 100,4%" */
	if (after_base || index_goes_on(f, c)) {
		frame_growth(f, c, "index", 0);
		return;
	}
	if (f->now.verb == VERB_CONTRIBUTE && (q->kind == UNIT_POINTS || is_percent(q))) {
		frame_level(f, c, ROLE_CONTRIBUTION);
		return;
	}
	if (is_percent(q) && plan_follows(f)) {
		frame_level(f, c, ROLE_COMPLETION);
		return;
	}
	if (f->now.verb == VERB_EQUIVALENT && f->now.after_growth && frame_same_unit(f, q)) {
		frame_growth(f, c, "absolute", f->last_sign);
		return;
	}
	if (f->weak_sign && f->now.verb == VERB_NONE && f->now.pieces.n == 0 && is_percent(q) &&
	    f->now.order == 0 && versus_follows(f)) {
		frame_growth(f, c, "percent",
			     f->weak_sign); /* "giam sau, 16% so voi thang truoc" */
		return;
	}
	if (f->now.verb == VERB_EQUIVALENT && f->now.after_growth && is_percent(q) &&
	    f->last_sign) {
		frame_growth(f, c, "percent", f->last_sign); /* "giam 707 vu, tuong ung 18,1%" */
		return;
	}
	if (frame_growth_goes_on(f, c)) {
		frame_growth(f, c,
			     is_percent(q)            ? "percent"
			     : q->kind == UNIT_POINTS ? "pp"
						      : "absolute",
			     q->sign                           ? 0
			     : f->list_sign && f->now.pieces.n ? f->list_sign
							       : f->last_sign);
		return;
	}
	if (is_percent(q) && f->plan_total.n && f->now.verb == VERB_LEVEL && is_ratio_of_level(f)) {
		frame_level(f, c, ROLE_COMPLETION); /* "..., dat 52% du toan; ..., dat 34%" */
		return;
	}
	if (f->now.verb == VERB_SHARE || (is_percent(q) && is_ratio_of_level(f)) ||
	    share_goes_on(f, q)) {
		frame_level(f, c, ROLE_SHARE);
		return;
	}
	if (f->now.verb == VERB_EQUAL && is_percent(q)) {
		frame_level(f, c, ROLE_SHARE);
		return;
	}
	if (q->kind == UNIT_NONE && f->head.n && (f->index_100 || f->hint_percent) &&
	    f->now.pieces.n) {
		frame_growth(f, c, f->index_100 ? "index" : "percent",
			     q->sign || f->index_100 ? 0 : '+');
		return;
	}
	if (q->kind == UNIT_NONE && !bare_number_is_level(f, c)) {
		frame_skip(f, c, NULL);
		return;
	}
	if (q->kind == UNIT_TIME && !names_duration(f, c)) {
		frame_skip(f, c, "duration");
		return;
	}
	frame_level(f, c, ROLE_LEVEL);
}

/* A bare figure takes the unit that its head named. */
void frame_number(struct frame *f, const struct chunk *c)
{
	f->now.source = false;
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

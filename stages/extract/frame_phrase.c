/* What each class of phrase does to the clause at hand. */
#include "stages/extract/frame_parts.h"

static void set_verb(struct frame *f, enum verb v)
{
	f->now.verb = v;
	f->now.verb_at = f->i;
	f->now.verb_end = f->c->at[f->i].end;
}

/* A verb behind which a figure stands. */
static void take_verb(struct frame *f, enum verb v)
{
	frame_close_subject(f);
	set_verb(f, v);
}

/* "dua ty le no xau ve duoi 3%": the level that something is brought to, at chunk k. */
static bool brought_to(const struct frame *f, size_t k)
{
	const struct chunk *c = &f->c->at[k];
	if (c->kind != CHUNK_PHRASE ||
	    !tokens_match(f->t, f->r->lexicon->vocab, c->first, VOCAB_in_terms, NULL))
		return false;
	for (k++; k < f->c->n &&
		  (chunk_is(&f->c->at[k], VOCAB_bound) || chunk_is(&f->c->at[k], VOCAB_level));
	     k++)
		;
	return k < f->c->n && f->c->at[k].kind == CHUNK_NUMBER &&
	       f->c->at[k].quantity.kind == UNIT_PERCENT;
}

static bool raise_ahead(const struct frame *f)
{
	for (size_t k = f->i + 1; k < f->c->n && k < f->i + 12; k++)
		if (chunk_is(&f->c->at[k], VOCAB_raise) || chunk_is(&f->c->at[k], VOCAB_to) ||
		    brought_to(f, k))
			return true;
	return false;
}

/* Words between the verb at hand and the next figure. */
static size_t words_before_number(const struct frame *f)
{
	size_t words = 0;
	for (size_t k = f->i + 1; k < f->c->n; k++) {
		const struct chunk *d = &f->c->at[k];
		if (d->kind == CHUNK_NUMBER)
			return words;
		if (d->kind == CHUNK_MARK && strchr(",;", d->mark))
			return 0;
		words += d->kind == CHUNK_WORD;
	}
	return 0;
}

static bool points_ahead(const struct frame *f)
{
	for (size_t k = f->i + 1; k < f->c->n && k < f->i + 10; k++) {
		if (f->c->at[k].kind == CHUNK_NUMBER)
			return f->c->at[k].quantity.kind == UNIT_POINTS ||
			       f->c->at[k].quantity.kind == UNIT_PERCENT;
		if (f->c->at[k].kind == CHUNK_MARK && strchr(",;", f->c->at[k].mark))
			return false;
	}
	return false;
}

/* Whether it is a rate that is said to change. */
static bool is_of_rate(const struct frame *f)
{
	const struct vocab_entry *e = NULL;
	const struct pieces *p = &f->now.pieces;
	for (int k = 0; k < p->n; k++)
		for (size_t i = p->at[k].first; i < p->at[k].end; i++)
			if (i >= f->now.comma &&
			    tokens_match(f->t, f->r->lexicon->vocab, i, VOCAB_measure, &e) &&
			    str_equal(e->value, STR("rate")))
				return true;
	return false;
}

/* A change without a figure of its own: it may be that of a list behind it. */
static void leave_sign(struct frame *f, char sign)
{
	f->weak_sign = sign;
	f->weak_rate = is_of_rate(f);
}

/* "So ca mac moi giam manh: thang 8 co 312 ca, ...": the colon opens a clause with a verb and a
 * level of its own. */
static bool told_behind_colon(const struct frame *f)
{
	size_t k = f->i + 1;
	while (k < f->c->n && k < f->i + 3 && f->c->at[k].kind == CHUNK_WORD)
		k++;
	return k + 2 < f->c->n && chunk_is_mark(&f->c->at[k], ':') &&
	       f->c->at[k + 1].kind == CHUNK_WHEN &&
	       (chunk_is(&f->c->at[k + 2], VOCAB_possess) ||
		chunk_is(&f->c->at[k + 2], VOCAB_level));
}

/* "Doanh thu tang manh, dat 5 ty": what changed is the subject of what follows; "Toc do tang
 * truong on, ..." is talk. */
static void change_without_figure(struct frame *f, const struct chunk *c)
{
	size_t k = f->i + 1;
	while (k < f->c->n && f->c->at[k].kind == CHUNK_WORD && k < f->i + 4)
		k++;
	bool comma = k < f->c->n && (chunk_is_mark(&f->c->at[k], ',') || told_behind_colon(f));
	if (!comma) {
		frame_words(f, c);
		return;
	}
	if (f->now.pieces.n) {
		struct subject s =
			subject_read(f->t, f->r->lexicon->vocab, &f->now.pieces, f->r->arena);
		f->now.subject = subject_complete(s, frame_parent(f, false, UNIT_NONE), f->r->field,
						  UNIT_NONE, f->r->arena);
	}
	pieces_reset(f);
	f->now.dirty = true;
	f->now.closed = true;
}

/* "IIP tang o 45 dia phuong": where it rose is counted, not by how much. */
static bool counts_places(const struct frame *f)
{
	const struct chunk *next = frame_next(f, 1), *after = frame_next(f, 2);
	return next && after && after->kind == CHUNK_NUMBER && after->quantity.kind == UNIT_NOUN &&
	       tokens_match(f->t, f->r->lexicon->vocab, next->first, VOCAB_located, NULL) ==
		       after->first - next->first;
}

/* "tang thap o muc 1,1%": a word says how, and the figure stands behind "o muc". */
static bool adverb_of_level(const struct frame *f)
{
	const struct chunk *next = frame_next(f, 1), *level = frame_next(f, 2),
			   *number = frame_next(f, 3);
	return next->kind == CHUNK_WORD && !f->t->at[next->first].upper && level && number &&
	       chunk_is(level, VOCAB_level) && number->kind == CHUNK_NUMBER &&
	       number->quantity.kind == UNIT_PERCENT &&
	       tokens_match(f->t, f->r->lexicon->vocab, level->first, VOCAB_located, NULL);
}

/* "Toc do tang cua khu vuc dich vu cac nam 2019, 2020 lan luot la 6,1%": words and years between
 * what is told and its figures. */
static bool figure_far(const struct frame *f)
{
	bool words = false, verb = false;
	for (size_t k = f->i + 1; k < f->c->n; k++) {
		const struct chunk *d = &f->c->at[k];
		if (d->kind == CHUNK_NUMBER)
			return words && verb && d->quantity.kind == UNIT_PERCENT;
		bool year = d[-1].kind == CHUNK_WHEN, colon = verb && chunk_is_mark(d, ':');
		bool same = chunk_is(d, VOCAB_versus) && k + 1 < f->c->n &&
			    d[1].kind == CHUNK_WHEN && d[1].when.same;
		if ((d->kind == CHUNK_MARK && !year && !colon) ||
		    (chunk_is(d, VOCAB_versus) && !same))
			return false;
		if (verb && (d->kind == CHUNK_WORD || d->kind == CHUNK_WHEN))
			return false; /* "muc tang cao gom ...": a list */
		verb = verb || chunk_is(d, VOCAB_level) || chunk_is(d, VOCAB_respectively);
		words = words || d->kind == CHUNK_WORD || d->kind == CHUNK_WHEN;
	}
	return false;
}

static void on_change(struct frame *f, const struct chunk *c)
{
	const struct chunk *next = frame_next(f, 1);
	if (next && chunk_is(next, VOCAB_raise)) {
		f->now.raised = true; /* a level follows: "giam con", "tang len" */
		frame_words(f, c);
		f->now.verb = VERB_LEVEL;
		return;
	}
	if (next && chunk_is(next, VOCAB_from) && frame_number_ahead(f, f->i + 1, 4) &&
	    raise_ahead(f))
		return; /* "tang tu A len B" */
	if (counts_places(f) || (str_equal(c->entry->note, STR("slip")) && !points_ahead(f))) {
		frame_words(f, c);
		return;
	}
	if (str_equal(c->entry->note, STR("more")) &&
	    (f->now.pieces.n || !f->now.level || !frame_number_ahead(f, f->i + 1, 3))) {
		frame_words(f, c); /* "gop them 867,9 nghin ty": what was added is a level */
		return;
	}
	if (str_equal(c->entry->note, STR("added")) && next && chunk_is(next, VOCAB_level) &&
	    !points_ahead(f)) {
		frame_words(f, c); /* "von tang them dat 8,35 ty USD": what was added */
		return;
	}
	if (str_equal(c->entry->note, STR("flat"))) { /* no change at all, no number needed */
		frame_flat(f, c);
		return;
	}
	if (next && chunk_is(next, VOCAB_versus) && f->now.verb == VERB_NONE) {
		leave_sign(f, c->entry->value.p[0]); /* "cac nhom giam so voi thang truoc: ..." */
		return;
	}
	f->now.of_growth = f->now.verb == VERB_GAP && frame_number_ahead(f, f->i + 1, 3);
	if (f->now.verb == VERB_CONTRIBUTE && frame_number_ahead(f, f->i + 1, 4)) {
		f->now.verb_sign = c->entry->value.p[0]; /* "lam CPI chung tang 0,05 diem" */
		f->now.verb_end = c->end;
		return;
	}
	frame_close_subject(f);
	set_verb(f, VERB_CHANGE);
	f->now.verb_sign = c->entry->value.p[0];
	if (str_equal(c->entry->note, STR("rate")))
		f->now.rate_sign = f->now.verb_sign;
	if (f->now.rate_sign && figure_far(f)) {
		f->now.verb = VERB_NONE;
		f->now.closed = false;
		pieces_reset(f);
		if (tokens_match(f->t, f->r->lexicon->vocab, next->first, VOCAB_filler, NULL) ==
		    next->end - next->first)
			f->i++; /* "toc do tang cua ..." */
		return;
	}
	if (!frame_number_ahead(f, f->i + 1, 6) || told_behind_colon(f)) {
		f->now.rate_sign = 0;
		f->now.verb = VERB_NONE;
		f->now.closed = false;
		leave_sign(f, f->now.verb_sign);
		change_without_figure(f, c);
		return;
	}
	if (next && chunk_is_mark(next, ':') && words_before_number(f) > 0) {
		leave_sign(f, f->now.verb_sign); /* "mot so san pham giam: o to 15,1%" */
		f->now.verb = VERB_NONE;
		f->now.closed = false;
		return;
	}
	/* a head for a list: "nhom tang gom hat dieu: 8,7%" */
	if (next &&
	    (next->kind == CHUNK_WORD || chunk_is(next, VOCAB_part) ||
	     chunk_is(next, VOCAB_possess) || chunk_is(next, VOCAB_level)) &&
	    words_before_number(f) > 0 && !adverb_of_level(f)) {
		f->list_sign = is_of_rate(f) ? 0 : f->now.verb_sign;
		if (!chunk_is(next, VOCAB_level) || words_before_number(f) > 1) {
			f->now.verb = VERB_NONE;
			f->now.closed = false;
			pieces_reset(f);
			return;
		}
	}
}

/* "lam CPI chung tang 0,09 diem phan tram": a part of another's change. "lam CPI thang 5 tang 0,38%
 * so voi thang truoc" tells that change itself: it has a period or a base of its own. */
static bool contributes(const struct frame *f, const struct chunk *c)
{
	if (!points_ahead(f))
		return false;
	if (c->entry->value.p[0] != '=')
		return true;
	size_t k = f->i + 1;
	for (; f->c->at[k].kind != CHUNK_NUMBER; k++)
		if (f->c->at[k].kind == CHUNK_WHEN)
			return false;
	return f->c->at[k].quantity.kind == UNIT_POINTS ||
	       !(k + 1 < f->c->n && chunk_is(&f->c->at[k + 1], VOCAB_versus));
}

static void on_versus(struct frame *f, const struct chunk *c)
{
	(void)c;
	const struct chunk *next = frame_next(f, 1);
	bool plan = next && (chunk_is(next, VOCAB_plan) || chunk_is(next, VOCAB_target));
	bool heads = f->now.numbers == 0 && f->now.pieces.n == 0 && f->depth == 0;
	if (plan && !heads) { /* so voi ke hoach: completion, read at the number */
		frame_plan_of_ratio(f, next);
		return;
	}
	frame_base(f);
}

static void on_bound(struct frame *f, const struct chunk *c)
{
	bool from = tokens_match(f->t, f->r->lexicon->vocab, c->first, VOCAB_from, NULL) > 0;
	if (from && frame_bound_stands(f) && raise_ahead(f)) {
		f->now.from_level = true; /* "tu muc 8,9 trieu xuong con 5,5 trieu" */
		frame_close_subject(f);
		f->now.verb = VERB_LEVEL;
		return;
	}
	bool amid = f->i > 0 && f->c->at[f->i - 1].kind == CHUNK_WORD &&
		    str_equal(c->entry->note, STR("verb")); /* "mam non 402" */
	if (!frame_bound_stands(f) || amid) {
		frame_words(f, c);
		return;
	}
	if (!f->now.bound || strcmp(f->now.bound, "approx") == 0 || !f->now.bound_printed)
		f->now.bound = c->entry->value.p;
	if (strcmp(c->entry->value.p, "approx") == 0)
		f->now.bound = "approx";
	f->now.bound_printed = true;
	f->now.bound_is_limit = strcmp(c->entry->value.p, "approx") != 0;
}

static void on_gap(struct frame *f, const struct chunk *c)
{
	if (!frame_number_ahead(f, f->i + 1, 8)) {
		frame_words(f, c);
		return;
	}
	take_verb(f, VERB_GAP);
	f->now.verb_sign = c->entry->value.p[0];
	frame_gap_base(f);
}

static void on_factor(struct frame *f, const struct chunk *c)
{
	if (frame_number_ahead(f, f->i + 1, 4))
		take_verb(f, VERB_FACTOR);
	else
		frame_words(f, c);
}

static void on_twice(struct frame *f, const struct chunk *c)
{
	frame_close_subject(f);
	frame_twice(f, c);
}

static void on_level(struct frame *f, const struct chunk *c)
{
	bool number = frame_number_ahead(f, f->i + 1, 3);
	if (number && f->now.verb == VERB_CHANGE &&
	    (f->now.verb_at + 1 == f->i ||
	     (f->now.verb_at + 2 == f->i && f->c->at[f->i - 1].kind == CHUNK_WORD)))
		return; /* "muc tang la 2,31%", "tang thap o muc 1,1%" */
	if (f->now.verb == VERB_CONTRIBUTE)
		return; /* "dong gop vao tang truong chung 0,8 diem phan tram" */
	if (number && f->now.verb == VERB_GAP && f->now.after_base)
		return; /* "nhieu hon thang 2 la 18.615 thue bao" */
	if (frame_level_stands(f))
		take_verb(f, VERB_LEVEL);
	else if (!(str_equal(c->entry->value, STR("is")) && frame_leader(f)) && !frame_owner(f))
		frame_words(f, c);
}

static void on_equal(struct frame *f, const struct chunk *c)
{
	if (frame_level_stands(f))
		take_verb(f, VERB_EQUAL);
	else if (!frame_base_of_level(f))
		frame_words(f, c); /* "den bang duong bo" */
}

static void on_share(struct frame *f, const struct chunk *c)
{
	(void)c;
	take_verb(f, VERB_SHARE);
}

static void on_contribute(struct frame *f, const struct chunk *c)
{
	if (contributes(f, c)) {
		take_verb(f, VERB_CONTRIBUTE);
		f->now.verb_sign = c->entry->value.p[0];
	} else if (c->entry->value.p[0] == '=') {
		pieces_reset(f); /* "mua bao khien khach giam": the subject follows */
	} else {
		frame_words(f, c);
	}
}

static void on_exceed(struct frame *f, const struct chunk *c)
{
	(void)c;
	take_verb(f, VERB_EXCEED);
}

static void on_landmark(struct frame *f, const struct chunk *c)
{
	(void)c;
	f->now.marked = true;
	set_verb(f, VERB_EXCEED);
}

static void on_status(struct frame *f, const struct chunk *c)
{
	bool to_come = f->now.has_span && f->now.span.period.last > f->r->report.last;
	if (c->entry->note.n && !to_come) {
		frame_words(f, c); /* "phai", "can", "se": a plan only of a period to come */
		return;
	}
	f->now.status = c->entry->value.p;
	f->now.status_printed = true;
	const struct chunk *next = frame_next(f, 1);
	bool begins = f->i == 0 && next && next->kind == CHUNK_WHEN; /* "Du kien quy III, ..." */
	bool dated = f->now.has_span && f->now.head_span && f->now.pieces.n == 0;
	if (c->entry->value.p[0] == 'F' && f->depth == 0 && f->n_levels == 0 &&
	    f->now.numbers == 0 && (begins || (dated && to_come)))
		f->plan_head = true;
}

static void on_target(struct frame *f, const struct chunk *c)
{
	(void)c;
	frame_target(f);
}

static void on_respectively(struct frame *f, const struct chunk *c)
{
	(void)c;
	frame_respectively(f);
}

static void on_equivalent(struct frame *f, const struct chunk *c)
{
	(void)c;
	set_verb(f, VERB_EQUIVALENT);
}

/* "dua tong so dang vien len 41.200 nguoi": what it is the total of follows. */
static bool names_total(struct frame *f, const struct chunk *c)
{
	size_t first = c->first + 1;
	if (!str_equal(c->entry->note, STR("total")) || !raise_ahead(f))
		return false;
	while (first < c->end && !subject_measure(f->t, f->r->lexicon->vocab, first, NULL))
		first++;
	struct chunk words = *c;
	words.first = first;
	pieces_reset(f);
	f->now.closed = false;
	f->now.verb = VERB_NONE;
	if (first < c->end)
		frame_words(f, &words);
	return true;
}

static void on_raise(struct frame *f, const struct chunk *c)
{
	if (names_total(f, c))
		return;
	if (!frame_number_ahead(f, f->i + 1, 4) && !f->now.from_level) {
		frame_and(f, c);
		return;
	}
	take_verb(f, VERB_LEVEL);
	f->now.raised = true;
	f->raise_sign = c->entry->value.n ? c->entry->value.p[0] : 0;
}

static void on_possess(struct frame *f, const struct chunk *c)
{
	f->now.possess = true;
	frame_words_verb(f, c);
}

static void on_anaphor(struct frame *f, const struct chunk *c)
{
	(void)c;
	f->now.anaphor = true;
	f->now.marked = f->now.marked || f->now.verb == VERB_EXCEED; /* "vuot xa con so 2%" */
}

static void on_each(struct frame *f, const struct chunk *c)
{
	f->now.each = true;
	frame_words(f, c);
}

static void on_link(struct frame *f, const struct chunk *c)
{
	bool lift = str_equal(c->entry->value, STR("lift"));
	if (lift && f->now.pieces.n == 0 && raise_ahead(f))
		return; /* "dua mat do len 23,7" */
	if (lift)
		frame_words(f, c);
	else
		frame_link(f, c);
}

static void on_from(struct frame *f, const struct chunk *c)
{
	const struct chunk *next = frame_next(f, 1);
	if (next && next->kind == CHUNK_NUMBER && raise_ahead(f)) {
		f->now.from_level = true;
		frame_close_subject(f);
		f->now.verb = VERB_LEVEL;
		return;
	}
	f->now.class_limit = next && frame_from_makes_class(f, next);
	frame_words(f, c);
}

static void on_terms(struct frame *f, const struct chunk *c)
{
	if (!f->now.after_growth && brought_to(f, f->i))
		on_raise(f, c);
	else
		frame_lead(f, c);
}

static void on_negate(struct frame *f, const struct chunk *c)
{
	f->now.negated = true;
	if (f->now.pieces.n == 0 && !frame_number_ahead(f, f->i + 1, 4))
		f->now.dirty = true; /* "khong co thiet hai ve nguoi, ..." */
	frame_words(f, c);
}

/* "Do dich benh keo dai, doanh thu ...": why, up to the comma. */
static void on_stop(struct frame *f, const struct chunk *c)
{
	if (str_equal(c->entry->value, STR("cause")) && f->now.pieces.n == 0 && !f->now.closed)
		f->now.source = true;
	frame_words(f, c);
}

/* "..., song huyen da hoan thanh": what was conceded before is another clause. */
static void on_but(struct frame *f, const struct chunk *c)
{
	if (f->now.numbers == 0 && f->n_levels == 0 && f->n_growths == 0 && f->depth == 0)
		pieces_reset(f);
	frame_and(f, c);
}

/* "so chinh thuc thay cho uoc tinh": no words of the subject. */
static void on_revised(struct frame *f, const struct chunk *c)
{
	(void)f;
	(void)c;
}

/* Words of a class without one are words of the clause. */
static void (*const on[VOCAB_count])(struct frame *f, const struct chunk *c) = {
	[VOCAB_change] = on_change,
	[VOCAB_gap] = on_gap,
	[VOCAB_factor] = on_factor,
	[VOCAB_twice] = on_twice,
	[VOCAB_versus] = on_versus,
	[VOCAB_level] = on_level,
	[VOCAB_equal] = on_equal,
	[VOCAB_share] = on_share,
	[VOCAB_contribute] = on_contribute,
	[VOCAB_exceed] = on_exceed,
	[VOCAB_mark] = on_landmark,
	[VOCAB_bound] = on_bound,
	[VOCAB_status] = on_status,
	[VOCAB_target] = on_target,
	[VOCAB_plan] = frame_plan,
	[VOCAB_respectively] = on_respectively,
	[VOCAB_equivalent] = on_equivalent,
	[VOCAB_raise] = on_raise,
	[VOCAB_part] = frame_part,
	[VOCAB_possess] = on_possess,
	[VOCAB_anaphor] = on_anaphor,
	[VOCAB_each] = on_each,
	[VOCAB_in_terms] = on_terms,
	[VOCAB_lead] = on_terms,
	[VOCAB_and] = frame_and,
	[VOCAB_but] = on_but,
	[VOCAB_link] = on_link,
	[VOCAB_worth] = frame_words_verb,
	[VOCAB_ranked] = frame_ranked,
	[VOCAB_from] = on_from,
	[VOCAB_revised] = on_revised,
	[VOCAB_negate] = on_negate,
	[VOCAB_stop] = on_stop,
};

void frame_phrase(struct frame *f, const struct chunk *c)
{
	if (on[c->class])
		on[c->class](f, c);
	else
		frame_words(f, c);
}

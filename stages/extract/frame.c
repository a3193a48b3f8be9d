#include "stages/extract/frame.h"

#include <stddef.h>

#include "stages/extract/frame_parts.h"
#include "stages/extract/quiet.h"

void frame_begin(struct frame *f, struct reading *r, const struct tokens *t, struct chunks *c,
		 size_t offset, struct str quote)
{
	memset(f, 0, offsetof(struct frame, saved));
	f->r = r;
	f->t = t;
	f->c = c;
	f->offset = offset;
	f->quote = quote;
	f->now.subject.measured = "";
	f->open_growth = -1;
	f->growths_first = (int)r->mentions->n;
	f->head = r->head;
	if (r->head_sign)
		f->list_sign = r->head_sign[0];
}

/* Figures that came without a period get the one said behind them, in their sentence or the
 * next. */
static void date_behind(struct frame *f)
{
	struct reading *r = f->r;
	bool here = f->n_levels > 0;
	int n = here ? f->n_levels : f->now.numbers == 0 ? r->n_recent : 0;
	for (int k = 0; k < n; k++) {
		if (here ? f->dated[k] : r->recent_dated[k])
			continue;
		struct mention *m = mention_of(r->mentions, here ? f->levels[k] : r->recent[k]);
		m->span.period = f->now.span.period;
	}
}

void frame_end(struct frame *f)
{
	struct reading *r = f->r;
	frame_trim_nouns(f);
	frame_settle_growths(f);
	if (f->named.n)
		r->bases = f->named;
	else if (f->before.n)
		r->bases = f->before;
	else if (f->head.n)
		r->bases = f->head;
	if (f->n_levels) {
		memcpy(r->recent, f->levels, sizeof r->recent);
		memcpy(r->recent_dated, f->dated, sizeof r->recent_dated);
		r->n_recent = f->n_levels;
	}
	if (f->now.anaphor && f->now.has_span && pieces_words(&f->now.pieces) <= 2)
		date_behind(f); /* "...; cac so tren la cua quy III/2023" */
	/* a period at the head of a sentence without figures governs what follows */
	if (f->depth == 0 && f->now.has_span && f->now.numbers == 0 && f->now.head_span) {
		f->span = f->now.span;
		f->has_span = true;
	}
	/* what ended before the report's month, and odd spans, govern their sentence only */
	bool topical = r->first_sentence && f->now.head_span; /* "Thang 7:" heads it */
	bool held = f->has_span && f->span.period.last <= r->report.last &&
		    (topical || (f->span.period.last >= r->report.first &&
				 (f->span.period.freq != 'I' || r->first_sentence)));
	r->aside.period.freq = 0;
	if (held && f->span.basis[0] == 'y' && !r->first_sentence && r->now.basis[0] != 'y' &&
	    !f->opened_by_part)
		r->aside = f->span; /* amid monthly figures it governs its sentence only */
	else if (held)
		r->now = f->span;
	if (held && f->cumulated)
		r->now.basis = "ytd"; /* "den 28/2 dat 3.706 ty dong. Chi 2.180 ty dong" */
	if (f->has_span &&
	    !(f->span.basis[0] == r->wide.basis[0] && period_same(f->span.period, r->wide.period)))
		r->wide = (struct time_span){.basis = ""};
	r->first_sentence = false;
	if (f->own_topic)
		r->topic = (struct subject){.measured = ""};
	if (f->now.numbers == 0 && f->head.n) /* "cac nhom tang so voi thang truoc:" */
		r->head = f->head;
}

void frame_pass(struct reading *r)
{
	if (r->head.n)
		r->bases = r->head;
	r->aside.period.freq = 0;
	r->first_sentence = false;
}

const struct chunk *frame_next(const struct frame *f, size_t ahead)
{
	return f->i + ahead < f->c->n ? &f->c->at[f->i + ahead] : NULL;
}

static void set_verb(struct frame *f, enum verb v)
{
	f->now.verb = v;
	f->now.verb_at = f->i;
	f->now.verb_end = f->c->at[f->i].end;
}

bool frame_number_ahead(const struct frame *f, size_t from, size_t within)
{
	for (size_t k = from; k < f->c->n && k < from + within; k++) {
		if (f->c->at[k].kind == CHUNK_NUMBER)
			return true;
		if (f->c->at[k].kind == CHUNK_MARK && strchr(",;.", f->c->at[k].mark))
			return false;
	}
	return false;
}

static bool raise_ahead(const struct frame *f)
{
	for (size_t k = f->i + 1; k < f->c->n && k < f->i + 12; k++)
		if (chunk_is(&f->c->at[k], VOCAB_raise) || chunk_is(&f->c->at[k], VOCAB_to))
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

/* "Doanh thu tang manh, dat 5 ty": what changed is the subject of what follows; "Toc do tang
 * truong on, ..." is talk. */
static void change_without_figure(struct frame *f, const struct chunk *c)
{
	size_t k = f->i + 1;
	while (k < f->c->n && f->c->at[k].kind == CHUNK_WORD && k < f->i + 4)
		k++;
	bool comma = k < f->c->n && chunk_is_mark(&f->c->at[k], ',');
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
		f->weak_sign = c->entry->value.p[0]; /* "cac nhom giam so voi thang truoc: ..." */
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
	if (!frame_number_ahead(f, f->i + 1, 6)) {
		f->now.verb = VERB_NONE;
		f->now.closed = false;
		f->weak_sign = f->now.verb_sign;
		change_without_figure(f, c);
		return;
	}
	/* a head for a list: "nhom tang gom hat dieu: 8,7%" */
	if (next &&
	    (next->kind == CHUNK_WORD || chunk_is(next, VOCAB_part) ||
	     chunk_is(next, VOCAB_possess) || chunk_is(next, VOCAB_level)) &&
	    words_before_number(f) > 0) {
		f->list_sign = f->now.verb_sign;
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

static void on_versus(struct frame *f)
{
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
	if (!f->now.bound || strcmp(f->now.bound, "approx") == 0 || !f->now.bound_printed)
		f->now.bound = c->entry->value.p;
	if (strcmp(c->entry->value.p, "approx") == 0)
		f->now.bound = "approx";
	f->now.bound_printed = true;
	f->now.bound_is_limit = strcmp(c->entry->value.p, "approx") != 0;
}

static void on_phrase(struct frame *f, const struct chunk *c)
{
	switch (c->class) {
	case VOCAB_change:
		on_change(f, c);
		break;
	case VOCAB_gap:
		if (!frame_number_ahead(f, f->i + 1, 8)) {
			frame_words(f, c);
			break;
		}
		frame_close_subject(f);
		set_verb(f, VERB_GAP);
		f->now.verb_sign = c->entry->value.p[0];
		frame_gap_base(f);
		break;
	case VOCAB_factor:
		if (!frame_number_ahead(f, f->i + 1, 4)) {
			frame_words(f, c);
			break;
		}
		frame_close_subject(f);
		set_verb(f, VERB_FACTOR);
		break;
	case VOCAB_twice:
		frame_close_subject(f);
		frame_twice(f, c);
		break;
	case VOCAB_versus:
		on_versus(f);
		break;
	case VOCAB_level:
		if (f->now.verb == VERB_CHANGE && f->now.verb_at + 1 == f->i &&
		    frame_number_ahead(f, f->i + 1, 3))
			break; /* "muc tang la 2,31%" */
		if (f->now.verb == VERB_GAP && f->now.after_base &&
		    frame_number_ahead(f, f->i + 1, 3))
			break; /* "nhieu hon thang 2 la 18.615 thue bao" */
		if (!frame_level_stands(f)) {
			if (!frame_owner(f))
				frame_words(f, c);
			break;
		}
		frame_close_subject(f);
		set_verb(f, VERB_LEVEL);
		break;
	case VOCAB_equal:
		if (!frame_level_stands(f)) {
			if (!frame_base_of_level(f))
				frame_words(f, c); /* "den bang duong bo" */
			break;
		}
		frame_close_subject(f);
		set_verb(f, VERB_EQUAL);
		break;
	case VOCAB_share:
		frame_close_subject(f);
		set_verb(f, VERB_SHARE);
		break;
	case VOCAB_contribute:
		if (!contributes(f, c)) {
			if (c->entry->value.p[0] == '=')
				pieces_reset(
					f); /* "mua bao khien khach giam": the subject follows */
			else
				frame_words(f, c);
			break;
		}
		frame_close_subject(f);
		set_verb(f, VERB_CONTRIBUTE);
		f->now.verb_sign = c->entry->value.p[0];
		break;
	case VOCAB_exceed:
		frame_close_subject(f);
		set_verb(f, VERB_EXCEED);
		break;
	case VOCAB_mark:
		f->now.marked = true;
		set_verb(f, VERB_EXCEED);
		break;
	case VOCAB_bound:
		if (frame_bound_stands(f))
			on_bound(f, c);
		else
			frame_words(f, c);
		break;
	case VOCAB_status:
		if (c->entry->note.n &&
		    !(f->now.has_span && f->now.span.period.last > f->r->report.last)) {
			frame_words(f,
				    c); /* "phai", "can", "se": a plan only of a period to come */
			break;
		}
		f->now.status = c->entry->value.p;
		f->now.status_printed = true;
		break;
	case VOCAB_target:
		frame_target(f);
		break;
	case VOCAB_plan:
		frame_plan(f, c);
		break;
	case VOCAB_respectively:
		frame_respectively(f);
		break;
	case VOCAB_equivalent:
		set_verb(f, VERB_EQUIVALENT);
		break;
	case VOCAB_raise:
		if (frame_number_ahead(f, f->i + 1, 4) || f->now.from_level) {
			frame_close_subject(f);
			set_verb(f, VERB_LEVEL);
			f->now.raised = true;
			f->raise_sign = c->entry->value.n ? c->entry->value.p[0] : 0;
		} else {
			frame_and(f, c);
		}
		break;
	case VOCAB_part:
		frame_part(f, c);
		break;
	case VOCAB_possess:
		f->now.possess = true;
		frame_words_verb(f, c);
		break;
	case VOCAB_anaphor:
		f->now.anaphor = true;
		break;
	case VOCAB_each:
		f->now.each = true;
		frame_words(f, c);
		break;
	case VOCAB_in_terms:
	case VOCAB_lead:
		frame_lead(f, c);
		break;
	case VOCAB_and:
	case VOCAB_but:
		frame_and(f, c);
		break;
	case VOCAB_link:
		if (str_equal(c->entry->value, STR("lift")) && f->now.pieces.n == 0 &&
		    raise_ahead(f))
			break; /* "dua mat do len 23,7" */
		if (str_equal(c->entry->value, STR("lift")))
			frame_words(f, c);
		else
			frame_link(f, c);
		break;
	case VOCAB_worth:
		frame_words_verb(f, c);
		break;
	case VOCAB_ranked:
		frame_ranked(f, c);
		break;
	case VOCAB_from:
		if (f->i + 1 < f->c->n && f->c->at[f->i + 1].kind == CHUNK_NUMBER &&
		    raise_ahead(f)) {
			f->now.from_level = true;
			frame_close_subject(f);
			f->now.verb = VERB_LEVEL;
		} else {
			const struct chunk *next = frame_next(f, 1);
			f->now.class_limit = next && frame_from_makes_class(f, next);
			frame_words(f, c);
		}
		break;
	case VOCAB_revised:
		break;
	case VOCAB_negate:
		f->now.negated = true;
		if (f->now.pieces.n == 0 && !frame_number_ahead(f, f->i + 1, 4))
			f->now.dirty = true; /* "khong co thiet hai ve nguoi, ..." */
		frame_words(f, c);
		break;
	default:
		frame_words(f, c);
		break;
	}
}

static void on_mark(struct frame *f, const struct chunk *c)
{
	switch (c->mark) {
	case '(':
	case '[':
		frame_open(f);
		break;
	case ')':
	case ']':
		frame_close(f);
		break;
	case ';':
		frame_semicolon(f);
		break;
	case ',':
		frame_comma(f, c);
		break;
	case ':':
		frame_colon(f);
		break;
	case '-':
		if (f->i > 0 && f->now.after_level)
			frame_semicolon(f);
		break;
	case '=': /* "(thang truoc = 100)" */
		if (f->i + 1 < f->c->n && f->i > 0 && f->c->at[f->i - 1].kind == CHUNK_WHEN)
			frame_index_base_100(f);
		break;
	case '%':
		f->hint_percent =
			f->hint_percent || (f->i > 0 && chunk_is_mark(&f->c->at[f->i - 1], '('));
		break;
	default:
		break;
	}
}

/* Numbers inside of phrases: RON 92, G 7; and of units: per 100 inhabitants. */
static void name_numbers(struct frame *f, const struct chunk *c)
{
	for (size_t i = c->first; i < c->end; i++) {
		bool part = i > c->first && f->t->at[i].glued && /* of a word: m3, CO2 */
			    (c->kind != CHUNK_UNIT || f->t->at[i - 1].kind == TOKEN_WORD);
		if (f->t->at[i].kind != TOKEN_NUMBER || part)
			continue;
		struct chunk one = {.kind = CHUNK_SKIP, .first = i, .end = i + 1};
		frame_skip(f, &one, "name");
	}
}

/* Every number is told of, also those of chunks that a base or a reference took with it. */
static void pass_over(struct frame *f, const struct chunk *c)
{
	if (c->kind == CHUNK_SKIP)
		frame_skip(f, c, c->skip);
	else if (c->kind == CHUNK_WORD || c->kind == CHUNK_PHRASE)
		name_numbers(f, c);
}

void frame_read_chunks(struct reading *r, const struct tokens *t, struct chunks *c, size_t offset,
		       struct str quote)
{
	struct frame f;
	frame_begin(&f, r, t, c, offset, quote);
	for (f.i = 0; f.i < c->n; f.i++) {
		const struct chunk *k = &c->at[f.i];
		const size_t at = f.i;
		if (k->kind == CHUNK_WORD || k->kind == CHUNK_PHRASE) {
			name_numbers(&f, k);
			if (f.i < f.post_until)
				continue; /* belongs to the figure just read */
		}
		switch (k->kind) {
		case CHUNK_WORD:
			frame_words(&f, k);
			break;
		case CHUNK_PHRASE:
			on_phrase(&f, k);
			break;
		case CHUNK_WHEN:
			frame_when(&f, k);
			break;
		case CHUNK_NUMBER:
			frame_number(&f, k);
			break;
		case CHUNK_UNIT:
			name_numbers(&f, k);
			f.hint = &k->quantity;
			break;
		case CHUNK_SKIP:
			frame_skip(&f, k, k->skip);
			if (f.i >= f.post_until && strcmp(k->skip, "list_number") != 0)
				frame_words(&f, k);
			break;
		case CHUNK_MARK:
			on_mark(&f, k);
			break;
		}
		for (size_t passed = at + 1; passed <= f.i && passed < c->n; passed++)
			pass_over(&f, &c->at[passed]);
	}
	frame_end(&f);
}

void frame_read(struct reading *r, const struct tokens *t, struct chunks *c, size_t offset,
		size_t first, size_t end, struct str quote)
{
	if (!sentence_is_quiet(t, r->lexicon, first, end)) {
		chunks_read(c, t, r->lexicon, first, end);
		if (!chunks_are_quiet(c, t)) {
			frame_read_chunks(r, t, c, offset, quote);
			return;
		}
	}
	frame_pass(r);
}

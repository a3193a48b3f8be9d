#include "stages/extract/frame.h"

#include "stages/extract/frame_parts.h"

/* ---- what the figure is ----------------------------------------------------------------------- */

static bool is_percent(const struct quantity *q)
{
	return q->kind == UNIT_PERCENT && !q->rate;
}

static bool ends_with_noun(const struct frame *f)
{
	size_t end = f->now.pieces.at[f->now.pieces.n - 1].end, first = f->now.pieces.at[f->now.pieces.n - 1].first;
	for (size_t n = 1; n <= 3 && end >= first + n; n++) {
		const struct vocab_entry *e = NULL;
		if (tokens_match(f->t, f->r->lexicon->vocab, end - n, VOCAB_noun, &e) == n)
			return !str_equal(e->note, STR("event"));
	}
	return false;
}

/* A criterion inside a counted thing: "6 nha xuat ban dat doanh thu tren 50 ty dong". */
static bool is_criterion(const struct frame *f, const struct chunk *c)
{
	const struct quantity *q = &c->quantity;
	const struct chunk *next = frame_next(f, 1);
	if (next && chunk_is(next, VOCAB_bound_behind) && !(f->now.status && f->now.status[0] == 'F') &&
	    !(f->now.has_span && f->now.span.period.last > f->r->report.last) && !f->plan_head &&
	    f->now.verb != VERB_LEVEL && f->now.verb != VERB_SHARE && f->now.verb != VERB_CHANGE)
		return true; /* "tau ca dai tu 15 met tro len" */
	if (!f->now.bound || !f->now.bound_printed || f->now.verb == VERB_CHANGE || f->now.verb == VERB_GAP ||
	    f->now.verb == VERB_SHARE)
		return false;
	if (f->now.counted_open && f->now.bound_is_limit && q->kind != UNIT_TIMES)
		return true;
	/* "(tren 25%)" behind a name, "cac mat hang tren 01 ty USD", "nhom duoi 5 nguoi" */
	if (f->now.bound_is_limit && f->now.verb == VERB_NONE && f->depth > 0 && pieces_words(&f->now.pieces) <= 3 &&
	    !f->now.after_level && f->saved[f->depth - 1].pieces.n && !f->saved[f->depth - 1].after_level &&
	    f->c->at[f->i + 1 < f->c->n ? f->i + 1 : f->i].kind == CHUNK_MARK)
		return true;
	if (f->now.bound_is_limit && f->now.verb == VERB_NONE && !f->now.possess && f->now.pieces.n && ends_with_noun(f))
		return true;
	/* "ho co thu nhap duoi 1,5 trieu dong": said of no period, what makes a class */
	if (f->now.possess_words && f->now.bound_is_limit && !f->now.has_span && f->now.verb == VERB_NONE && !f->now.status)
		return true;
	/* "DN co von duoi 10 ty dong chiem …": the subject of a verb to come */
	if (f->now.possess && f->now.pieces.n && f->now.bound_is_limit) {
		for (size_t k = f->i + 1; k < f->c->n; k++) {
			const struct chunk *d = &f->c->at[k];
			if (d->kind == CHUNK_MARK && strchr(",;", d->mark))
				break;
			if (chunk_is(d, VOCAB_share) || chunk_is(d, VOCAB_change) || chunk_is(d, VOCAB_equal) ||
			    chunk_is(d, VOCAB_level))
				return true;
		}
	}
	return false;
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
		    (d->kind != CHUNK_WHEN && tokens_match(f->t, f->r->lexicon->vocab, d->first, VOCAB_extreme, NULL)))
			return true;
		if (q->in_words && chunk_is(d, VOCAB_level) && str_equal(d->entry->value, STR("is")) && k > f->i + 1 && k + 1 < f->c->n && f->c->at[k + 1].kind == CHUNK_WORD)
			return true; /* "hai nhom giam la …": they are named */
	}
	return false;
}

static bool says_rate(const struct frame *f)
{
	const struct vocab_entry *e = NULL;
	return f->now.pieces.n == 0 ||
	       (tokens_match(f->t, f->r->lexicon->vocab, f->now.pieces.at[0].first, VOCAB_measure, &e) &&
		str_equal(e->value, STR("rate")));
}

static bool versus_follows(const struct frame *f)
{
	const struct chunk *next = frame_next(f, 1);
	return next && chunk_is(next, VOCAB_versus);
}

static void on_figure(struct frame *f, const struct chunk *c);

/* A bare figure takes the unit that its head named. */
static void on_number(struct frame *f, const struct chunk *c)
{
	if (f->hint && c->quantity.kind == UNIT_NONE && c->quantity.scale_first == c->quantity.scale_end) {
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
	on_figure(f, c);
}

static void on_figure(struct frame *f, const struct chunk *c)
{
	const struct quantity *q = &c->quantity;
	const struct chunk *next = frame_next(f, 1);
	if (is_criterion(f, c) || (q->range && f->now.class_limit)) {
		frame_skip(f, c, "limit");
		frame_criterion_words(f, c);
		return;
	}
	if (is_list_count(f, c)) {
		frame_skip(f, c, "list_count");
		return;
	}
	if (f->now.verb == VERB_FACTOR || (q->kind == UNIT_TIMES && (f->now.verb == VERB_CHANGE || f->now.verb == VERB_GAP))) {
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
		if (is_percent(q) && next && (chunk_is(next, VOCAB_plan) || chunk_is(next, VOCAB_target))) {
			frame_growth_over_plan(f, c);
			return;
		}
		if (f->now.marked) {
			frame_skip(f, c, "limit");
			return;
		}
	}
	if (f->now.verb == VERB_CHANGE || f->now.verb == VERB_GAP) {
		if (q->kind != UNIT_NONE || q->range > 0 || f->list) {
			char sign = f->now.verb_sign;
			frame_growth(f, c, is_percent(q) ? "percent" : q->kind == UNIT_POINTS ? "pp" : "absolute",
				     sign == '=' ? 0 : sign);
			return;
		}
	}
	if (((f->now.verb == VERB_EQUAL && (is_percent(q) || q->kind == UNIT_NONE)) ||
	     (f->now.verb == VERB_LEVEL && is_percent(q) && !says_rate(f) && versus_follows(f))) &&
	    frame_index_base(f)) {
		frame_growth(f, c, "index", 0);
		return;
	}
	if (f->now.verb == VERB_CONTRIBUTE && (q->kind == UNIT_POINTS || is_percent(q))) {
		frame_level(f, c, ROLE_CONTRIBUTION);
		return;
	}
	if (is_percent(q) && frame_plan_follows(f)) {
		frame_level(f, c, ROLE_COMPLETION);
		return;
	}
	if (f->now.verb == VERB_EQUIVALENT && f->now.after_growth && frame_same_unit(f, q)) {
		frame_growth(f, c, "absolute", f->last_sign);
		return;
	}
	if (f->now.verb == VERB_EQUIVALENT && f->now.after_growth && is_percent(q) && f->last_sign) {
		frame_growth(f, c, "percent", f->last_sign); /* "giam 707 vu, tuong ung 18,1%" */
		return;
	}
	if (frame_growth_goes_on(f, c)) {
		frame_growth(f, c, is_percent(q) ? "percent" : q->kind == UNIT_POINTS ? "pp" : "absolute",
			     q->sign ? 0 : f->list_sign && f->now.pieces.n ? f->list_sign : f->last_sign);
		return;
	}
	if (f->now.verb == VERB_SHARE || (is_percent(q) && frame_is_ratio_of_level(f))) {
		frame_level(f, c, ROLE_SHARE);
		return;
	}
	if (f->now.verb == VERB_EQUAL && is_percent(q)) {
		frame_level(f, c, ROLE_SHARE);
		return;
	}
	if (q->kind == UNIT_NONE && f->head.n && (f->index_100 || f->hint_percent) && f->now.pieces.n) {
		frame_growth(f, c, f->index_100 ? "index" : "percent", q->sign || f->index_100 ? 0 : '+');
		return;
	}
	if (q->kind == UNIT_NONE && !frame_bare_number_is_level(f, c)) {
		frame_skip(f, c, NULL);
		return;
	}
	if (q->kind == UNIT_TIME && !frame_names_duration(f, c)) {
		frame_skip(f, c, "duration");
		return;
	}
	frame_level(f, c, ROLE_LEVEL);
}

/* ---- phrases ---------------------------------------------------------------------------------- */

static void set_verb(struct frame *f, enum verb v)
{
	f->now.verb = v;
	f->now.verb_at = f->i;
}

static bool number_ahead(const struct frame *f, size_t from, size_t within)
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

/* "Doanh thu tang manh, dat 5 ty": what changed is the subject of what follows; "Toc do tang truong on,
 * …" is talk. */
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
		struct subject s = subject_read(f->t, f->r->lexicon->vocab, &f->now.pieces, f->r->arena);
		f->now.subject = subject_complete(s, frame_parent(f, false, UNIT_NONE), f->r->field, UNIT_NONE, f->r->arena);
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
	if (next && chunk_is(next, VOCAB_from) && number_ahead(f, f->i + 1, 4) && raise_ahead(f))
		return; /* "tang tu A len B" */
	if (str_equal(c->entry->note, STR("more")) &&
	    (f->now.pieces.n || !f->now.level || !number_ahead(f, f->i + 1, 3))) {
		frame_words(f, c); /* "gop them 867,9 nghin ty": what was added is a level */
		return;
	}
	if (str_equal(c->entry->note, STR("flat"))) { /* no change at all, no number needed */
		frame_flat(f, c);
		return;
	}
	f->now.of_growth = f->now.verb == VERB_GAP && number_ahead(f, f->i + 1, 3);
	if (f->now.verb == VERB_CONTRIBUTE && f->now.verb_sign == '=') {
		f->now.verb_sign = c->entry->value.p[0]; /* "lam CPI chung tang 0,05 diem" */
		return;
	}
	frame_close_subject(f);
	set_verb(f, VERB_CHANGE);
	f->now.verb_sign = c->entry->value.p[0];
	if (!number_ahead(f, f->i + 1, 6)) {
		f->now.verb = VERB_NONE;
		f->now.closed = false;
		f->weak_sign = f->now.verb_sign;
		change_without_figure(f, c);
		return;
	}
	/* a head for a list: "nhom tang gom hat dieu: 8,7%" */
	if (next && (next->kind == CHUNK_WORD || chunk_is(next, VOCAB_part) || chunk_is(next, VOCAB_possess) ||
		     chunk_is(next, VOCAB_level)) &&
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

static bool points_ahead(const struct frame *f)
{
	for (size_t k = f->i + 1; k < f->c->n && k < f->i + 10; k++) {
		if (f->c->at[k].kind == CHUNK_NUMBER)
			return f->c->at[k].quantity.kind == UNIT_POINTS || f->c->at[k].quantity.kind == UNIT_PERCENT;
		if (f->c->at[k].kind == CHUNK_MARK && strchr(",;", f->c->at[k].mark))
			return false;
	}
	return false;
}

static void on_versus(struct frame *f)
{
	const struct chunk *next = frame_next(f, 1);
	if (next && (chunk_is(next, VOCAB_plan) || chunk_is(next, VOCAB_target)))
		return; /* so voi ke hoach: completion, read at the number */
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

static bool bound_stands(const struct frame *f)
{
	/* a bound is one only with a number behind it, a status word between at the most */
	for (size_t k = f->i + 1; k < f->c->n && k < f->i + 4; k++) {
		const struct chunk *d = &f->c->at[k];
		if (d->kind == CHUNK_NUMBER)
			return true;
		if (!chunk_is(d, VOCAB_bound) && !chunk_is(d, VOCAB_status) && !chunk_is(d, VOCAB_level) &&
		    !chunk_is(d, VOCAB_twice) && !chunk_is(d, VOCAB_each))
			return false;
		if (chunk_is(d, VOCAB_twice))
			return true;
	}
	return false;
}

static bool level_stands(const struct frame *f)
{
	for (size_t k = f->i + 1; k < f->c->n && k < f->i + 6; k++) {
		const struct chunk *d = &f->c->at[k];
		if (d->kind == CHUNK_NUMBER || chunk_is(d, VOCAB_change))
			return true;
		if (d->kind == CHUNK_WHEN || chunk_is(d, VOCAB_bound) || chunk_is(d, VOCAB_status) ||
		    chunk_is(d, VOCAB_level) || chunk_is(d, VOCAB_respectively) || chunk_is(d, VOCAB_each) ||
		    chunk_is(d, VOCAB_share) || chunk_is(d, VOCAB_target) || chunk_is(d, VOCAB_raise))
			continue;
		return false;
	}
	return false;
}

static void on_phrase(struct frame *f, const struct chunk *c)
{
	switch (c->class) {
	case VOCAB_change:
		on_change(f, c);
		break;
	case VOCAB_gap:
		if (!number_ahead(f, f->i + 1, 8)) {
			frame_words(f, c);
			break;
		}
		frame_close_subject(f);
		set_verb(f, VERB_GAP);
		f->now.verb_sign = c->entry->value.p[0];
		frame_gap_base(f);
		break;
	case VOCAB_factor:
		if (!number_ahead(f, f->i + 1, 4)) {
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
		if (f->now.verb == VERB_CHANGE && f->now.verb_at + 1 == f->i && number_ahead(f, f->i + 1, 3))
			break; /* "muc tang la 2,31%" */
		if (f->now.verb == VERB_GAP && f->now.after_base && number_ahead(f, f->i + 1, 3))
			break; /* "nhieu hon thang 2 la 18.615 thue bao" */
		if (!level_stands(f)) {
			frame_words(f, c);
			break;
		}
		frame_close_subject(f);
		set_verb(f, VERB_LEVEL);
		break;
	case VOCAB_equal:
		if (!level_stands(f)) {
			frame_base_of_level(f);
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
		if (!points_ahead(f)) {
			if (c->entry->value.p[0] == '=')
				pieces_reset(f); /* "mua bao khien khach giam": the subject follows */
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
		if (bound_stands(f))
			on_bound(f, c);
		else
			frame_words(f, c);
		break;
	case VOCAB_status:
		if (c->entry->note.n && !(f->now.has_span && f->now.span.period.last > f->r->report.last)) {
			frame_words(f, c); /* "phai", "can", "se": a plan only of a period to come */
			break;
		}
		f->now.status = c->entry->value.p;
		f->now.status_printed = true;
		break;
	case VOCAB_target:
		frame_target(f, c);
		break;
	case VOCAB_plan:
		frame_plan(f, c);
		break;
	case VOCAB_respectively:
		frame_respectively(f, c);
		break;
	case VOCAB_equivalent:
		set_verb(f, VERB_EQUIVALENT);
		break;
	case VOCAB_raise:
		if (number_ahead(f, f->i + 1, 4) || f->now.from_level) {
			frame_close_subject(f);
			set_verb(f, VERB_LEVEL);
			f->now.raised = true;
		} else {
			frame_and(f, c);
		}
		break;
	case VOCAB_part:
		frame_part(f);
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
		frame_link(f, c);
		break;
	case VOCAB_worth:
		frame_words_verb(f, c);
		break;
	case VOCAB_from:
		if (f->i + 1 < f->c->n && f->c->at[f->i + 1].kind == CHUNK_NUMBER && raise_ahead(f)) {
			f->now.from_level = true;
			frame_close_subject(f);
			f->now.verb = VERB_LEVEL;
		} else {
			const struct chunk *next = frame_next(f, 1);
			f->now.class_limit = next && (chunk_is(next, VOCAB_bound) || /* "tu tren 2 trieu den 4 trieu" */
						      (next->kind == CHUNK_NUMBER && next->quantity.range && !f->now.has_span &&
						       next->quantity.kind == UNIT_MONEY));
			frame_words(f, c);
		}
		break;
	case VOCAB_revised:
		break;
	case VOCAB_negate:
		f->now.negated = true;
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
		frame_colon(f, c);
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
		f->hint_percent = f->hint_percent || (f->i > 0 && chunk_is_mark(&f->c->at[f->i - 1], '('));
		break;
	default:
		break;
	}
}

void frame_read(struct reading *r, const struct tokens *t, struct chunks *c, size_t offset,
		size_t first, size_t end, struct str quote)
{
	chunks_read(c, t, r->lexicon, first, end);
	struct frame f;
	frame_begin(&f, r, t, c, offset, quote);
	for (f.i = 0; f.i < c->n; f.i++) {
		const struct chunk *k = &c->at[f.i];
		if (f.i < f.post_until && (k->kind == CHUNK_WORD || k->kind == CHUNK_PHRASE))
			continue; /* belongs to the figure just read */
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
			on_number(&f, k);
			break;
		case CHUNK_UNIT:
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
	}
	frame_end(&f);
}

#include "stages/extract/frame_parts.h"

static bool holds_bytes(struct str whole, struct str part)
{
	for (size_t i = 0; i + part.n <= whole.n; i++)
		if (memcmp(whole.p + i, part.p, part.n) == 0)
			return true;
	return false;
}

enum { NARRATIVE_WORDS = 16 }; /* a subject longer than this is cut at its last comma */

const struct chunk *frame_next(const struct frame *f, size_t ahead)
{
	return f->i + ahead < f->c->n ? &f->c->at[f->i + ahead] : NULL;
}

void pieces_reset(struct frame *f)
{
	f->now.pieces.n = 0;
	f->now.comma = 0;
	f->now.dirty = false;
	f->now.lead = false;
}

void frame_words(struct frame *f, const struct chunk *c)
{
	f->words_seen = f->words_seen || c->kind == CHUNK_WORD;
	f->now.possess_words = f->now.possess_words || (f->now.possess && f->now.pieces.n > 0);
	if (f->now.closed)
		return;
	pieces_add(&f->now.pieces, c->first, c->end);
	f->now.after_base = f->now.after_plan = false;
}

/* Words that may open a clause and are no part of its subject then: "co 988 cuoc …". */
void frame_words_verb(struct frame *f, const struct chunk *c)
{
	const struct chunk *next = frame_next(f, 1);
	bool number = next && (next->kind == CHUNK_NUMBER || chunk_is(next, VOCAB_bound));
	const struct vocab_entry *e = NULL;
	bool measure = tokens_match(f->t, f->r->lexicon->vocab, c->first, VOCAB_measure, &e) > 0;
	if (measure || (f->now.pieces.n && !number))
		frame_words(f, c);
}

void frame_close_subject(struct frame *f)
{
	f->now.closed = true;
}

/* The level of the sentence, or of the one before, that a measure names: by the noun it is counted in, by
 * words of its subject, by what the measure is in (money or quantity). 0: none. */
int frame_level_named(const struct frame *f, const struct subject *s, const struct tokens *t, size_t first, size_t end)
{
	const struct vocab *v = f->r->lexicon->vocab;
	const struct vocab_entry *e = NULL;
	struct str in = {0};
	if (tokens_match(t, v, first, VOCAB_measure, &e))
		in = e->note;
	const int *levels = f->n_levels ? f->levels : f->r->recent;
	int n = f->n_levels ? f->n_levels : f->r->n_recent, by_money = 0;
	struct str last = tokens_text(t, end - (end - first > 1 ? 2 : 1), end), one = tokens_text(t, end - 1, end);
	for (int k = n - 1; k >= 0; k--) {
		const struct mention *l = mention_of(f->r->mentions, levels[k]);
		if (l->unit.n && (str_starts(last, l->unit) || str_equal(one, l->unit) || str_equal(last, l->unit)))
			return levels[k];
		if (s->measure.n && str_equal(in, (struct str){0}) && holds_bytes(l->subject, s->measure))
			return levels[k];
		bool percent = l->unit.n && l->unit.p[0] == '%';
		bool money = l->money;
		if (!percent && in.n && money == str_equal(in, STR("money")))
			by_money = levels[k];
	}
	return by_money;
}

void frame_lead(struct frame *f, const struct chunk *c)
{
	if (f->now.after_growth && f->now.pieces.n == 0 && f->depth >= 0 && f->n_growths) {
		/* "tang 5% ve so DN": the measure that the growth is of */
		size_t k = f->i + 1;
		while (k < f->c->n && (f->c->at[k].kind == CHUNK_WORD ||
				       (f->c->at[k].kind == CHUNK_PHRASE && f->c->at[k].class == VOCAB_worth)))
			k++;
		if (k > f->i + 1) {
			struct pieces p = {0};
			pieces_add(&p, f->c->at[f->i + 1].first, f->c->at[k - 1].end);
			struct growth_ref *g = &f->growths[f->n_growths - 1];
			struct subject s = subject_read(f->t, f->r->lexicon->vocab, &p, f->r->arena);
			struct mention *m = mention_of(f->r->mentions, g->mention);
			int named = frame_level_named(f, &s, f->t, p.at[0].first, p.at[0].end);
			if (named) {
				g->level = named;
				m->subject = mention_of(f->r->mentions, named)->subject;
			} else {
				m->subject = subject_complete(s, &f->now.subject, f->r->field, UNIT_TIMES, f->r->arena).text;
				if (f->n_levels != 1)
					g->level = 0;
			}
			m->printed = str_range(m->printed.p, f->t->text.p + f->t->at[f->c->at[k - 1].end - 1].end);
			m->end = f->offset + f->t->at[f->c->at[k - 1].end - 1].end;
			f->i = k - 1;
			return;
		}
	}
	if (f->now.pieces.n == 0 && !f->now.closed) {
		f->now.lead = true;
		return;
	}
	frame_words(f, c);
}

void frame_link(struct frame *f, const struct chunk *c)
{
	if (c->entry && str_equal(c->entry->value, STR("while"))) {
		f->now.aside = true;
		pieces_reset(f);
		return;
	}
	if (f->now.pieces.n)
		frame_words(f, c);
}

void frame_part(struct frame *f)
{
	const struct chunk *next = frame_next(f, 1);
	bool opens = f->now.pieces.n == 0 || f->now.after_level || f->depth > 0 ||
		     (next && (next->kind == CHUNK_NUMBER || chunk_is_mark(next, ':')));
	if (!opens && f->now.closed)
		return;
	if (f->i == 0 || (!f->words_seen && f->now.numbers == 0)) {
		f->opened_by_part = true;
		if (f->r->aside.period.freq) {
			f->span = f->r->aside;
			f->has_span = true;
		}
	}
	pieces_reset(f);
	f->now.part = true;
	f->now.closed = false;
	f->now.verb = VERB_NONE;
	f->now.counted_open = false;
}

void frame_and(struct frame *f, const struct chunk *c)
{
	f->now.counted_open = false;
	if (f->now.pieces.n && !f->now.closed)
		frame_words(f, c);
	if (f->now.closed && f->now.verb == VERB_NONE)
		f->now.closed = false;
}

static void new_clause(struct frame *f)
{
	f->now.closed = false;
	f->now.counted_open = false;
	f->now.bound = NULL;
	f->now.bound_printed = f->now.bound_is_limit = false;
	if (!f->list)
		f->now.verb = VERB_NONE;
	f->now.possess = f->now.possess_words = false;
	f->now.marked = false;
	f->now.labelled = false;
	f->now.negated = false;
}

static void make_topic(struct frame *f)
{
	const struct vocab *v = f->r->lexicon->vocab;
	struct pieces p = f->now.pieces;
	/* "Cay lau nam, san luong 6 thang:": a measure behind the thing */
	for (int k = 0; k < p.n; k++)
		for (size_t i = p.at[k].first + 1; i < p.at[k].end; i++)
			if (token_is_mark(f->t, i - 1, ',') && tokens_match(f->t, v, i, VOCAB_measure, NULL) &&
			    !tokens_match(f->t, v, p.at[0].first, VOCAB_measure, NULL)) {
				struct pieces turned = {0};
				pieces_add(&turned, i, p.at[k].end);
				p = turned;
				k = SUBJECT_PIECES;
				break;
			}
	struct subject s = subject_read(f->t, v, &p, f->r->arena);
	struct subject whole = subject_complete(s, NULL, f->r->field, UNIT_NONE, f->r->arena);
	if (f->r->first_sentence || subject_empty(&f->r->topic))
		f->r->topic = whole;
	f->now.subject = whole;
	if (f->now.has_span && f->now.span.period.last <= f->r->report.last) {
		f->span = f->now.span;
		f->has_span = true;
	}
	pieces_reset(f);
}

void frame_comma(struct frame *f, const struct chunk *c)
{
	if (f->now.lead && f->now.pieces.n && f->depth == 0) {
		make_topic(f);
		f->now.closed = false;
		return;
	}
	if (f->now.dirty || (f->now.closed && f->now.verb != VERB_NONE && !f->list && !f->now.after_level && !f->now.after_growth))
		pieces_reset(f);
	else if (f->now.pieces.n) {
		pieces_add(&f->now.pieces, c->first, c->end);
		f->now.comma = c->end;
	}
	new_clause(f);
	f->now.after_base = f->now.after_plan = false;
}

void frame_semicolon(struct frame *f)
{
	bool list = f->list && f->list_at < f->list_n;
	if (list) {
		new_clause(f);
		return;
	}
	if (f->named.n)
		f->before = f->named;
	f->named.n = 0;
	pieces_reset(f);
	f->list = false;
	new_clause(f);
	f->now.verb = VERB_NONE;
	f->open_growth = -1;
	f->now.after_level = f->now.after_growth = f->now.after_base = f->now.after_plan = false;
	f->now.status = NULL;
	f->now.status_printed = false;
	if (f->depth == 0)
		f->now.level = f->now.share = 0;
	f->now.has_span = f->now.has_span && f->depth > 0;
	f->now.class_limit = false;
	f->now.order = 0;
	f->now.anaphor = f->now.each = f->now.raised = f->now.aside = false;
}

/* Whether a figure stands right behind, with nothing but time, status, bounds and verbs between. */
static bool figure_follows(const struct frame *f)
{
	for (size_t k = f->i + 1; k < f->c->n; k++) {
		const struct chunk *d = &f->c->at[k];
		if (d->kind == CHUNK_NUMBER)
			return true;
		if (d->kind == CHUNK_WHEN || chunk_is(d, VOCAB_status) || chunk_is(d, VOCAB_bound) ||
		    chunk_is(d, VOCAB_raise) || chunk_is(d, VOCAB_level) || chunk_is(d, VOCAB_change) ||
		    chunk_is(d, VOCAB_possess) || chunk_is(d, VOCAB_link) || chunk_is(d, VOCAB_share))
			continue;
		return false;
	}
	return false;
}

void frame_colon(struct frame *f, const struct chunk *c)
{
	(void)c;
	if (f->now.part && f->now.pieces.n == 0)
		return;
	if (f->now.pieces.n == 0)
		return;
	if (figure_follows(f)) {
		f->now.closed = true; /* the label is the subject */
		if (f->now.verb != VERB_CHANGE)
			f->now.verb = VERB_LEVEL;
		if (f->list_sign)
			f->now.verb = VERB_NONE;
		if (f->n_growths && f->last_sign && f->depth == 0) {
			const struct vocab_entry *e = NULL;
			bool rate = tokens_match(f->t, f->r->lexicon->vocab, f->now.pieces.at[0].first, VOCAB_measure, &e) &&
				    str_equal(e->value, STR("rate"));
			f->now.labelled = !rate;
			if (!rate)
				f->now.verb = VERB_NONE;
		}
		return;
	}
	if (f->depth == 0)
		make_topic(f);
	else
		pieces_reset(f);
	f->now.closed = false;
	f->now.verb = VERB_NONE;
}

void frame_open(struct frame *f)
{
	if (f->depth == FRAME_DEPTH) {
		return;
	}
	f->now.open_growth = f->open_growth;
	f->saved[f->depth++] = f->now;
	struct clause in = f->now;
	if (f->now.pieces.n) {
		struct subject s = subject_read(f->t, f->r->lexicon->vocab, &f->now.pieces, f->r->arena);
		in.subject = subject_complete(s, subject_empty(&f->now.subject) ? &f->r->topic : &f->now.subject,
					      f->r->field, UNIT_NONE, f->r->arena);
		if (!f->now.after_level)
			in.level = 0;
	}
	in.pieces.n = 0;
	in.closed = in.lead = in.dirty = false;
	in.verb = VERB_NONE;
	in.bound = NULL;
	in.bound_printed = in.bound_is_limit = false;
	in.base_open = f->now.after_base;
	in.plan_open = f->now.after_plan;
	in.counted_open = false;
	in.possess = in.anaphor = in.each = in.raised = false;
	in.has_span = false;
	in.numbers = 0;
	in.status = NULL;
	in.status_printed = false;
	in.part = f->now.after_level;
	f->now = in;
}

void frame_close(struct frame *f)
{
	if (f->depth == 0)
		return;
	struct clause in = f->now;
	f->now = f->saved[--f->depth];
	if (in.numbers == 0 && in.has_span && in.pieces.n == 0) { /* only a date: it dates what stands outside */
		if (f->now.after_level && f->now.pieces.n == 0 && f->n_levels) {
			struct mention *m = mention_of(f->r->mentions, f->levels[f->n_levels - 1]);
			if (m->span.basis[0] == 'a' && in.span.basis[0] == 0)
				in.span.basis = "as_of";
			else if (in.span.basis[0] == 0)
				in.span.basis = "period";
			m->span = in.span;
			for (int k = f->n_levels - 2; k >= 0 && !f->dated[k]; k--) {
				struct mention *o = mention_of(f->r->mentions, f->levels[k]);
				if (in.span.basis[0] == o->span.basis[0])
					o->span = in.span;
			}
			f->dated[f->n_levels - 1] = true;
		} else {
			f->now.span = in.span;
			f->now.has_span = true;
		}
	}
	if (in.numbers == 0 && in.status_printed && in.pieces.n == 0 && f->now.after_level && f->n_levels) /* "… (uoc)" */
		mention_of(f->r->mentions, f->levels[f->n_levels - 1])->status = f->now.item_status = in.status;
	if (!f->now.level && in.level && f->now.after_growth && in.level > f->growths_first) /* "tang 31% (dat 47 ty)" */
		f->now.level = in.level;
	if (f->open_growth < 0)
		f->open_growth = f->now.open_growth;
	if (in.after_growth)
		f->now.order = in.order;
	f->now.after_base = f->now.after_plan = false;
	f->now.numbers += in.numbers;
	f->now.counted_open = false;
}

/* ---- lists: lan luot, tuong ung --------------------------------------------------------------- */

static int figures_ahead(const struct frame *f)
{
	int n = 0;
	int depth = f->c->at[f->i].depth;
	const struct quantity *first = NULL;
	char joint = 0;
	for (size_t k = f->i + 1; k < f->c->n && n < FRAME_LEVELS; k++) {
		const struct chunk *d = &f->c->at[k];
		if (d->depth > depth)
			continue;
		if (d->kind == CHUNK_NUMBER) {
			if (first && first->kind != UNIT_NONE && d->quantity.kind != UNIT_NONE &&
			    (first->kind != d->quantity.kind || first->rate != d->quantity.rate))
				break;
			first = first ? first : &d->quantity;
			n++;
			continue;
		}
		if (d->kind == CHUNK_MARK && strchr(",;+", d->mark)) {
			if (d->mark == ';' && joint == ',')
				break;
			joint = d->mark == '+' ? joint : d->mark;
			continue;
		}
		if (chunk_is(d, VOCAB_and) || chunk_is(d, VOCAB_level) || chunk_is(d, VOCAB_change) ||
		    chunk_is(d, VOCAB_bound) || chunk_is(d, VOCAB_status) || chunk_is(d, VOCAB_equal) || chunk_is(d, VOCAB_but))
			continue;
		break;
	}
	return n;
}

/* The pieces split at commas and "va": one part per target. */
static int split_parts(struct frame *f, struct pieces part[], int room)
{
	int n = 0;
	const struct vocab *v = f->r->lexicon->vocab;
	struct pieces cur = {0};
	for (int p = 0; p < f->now.pieces.n; p++) {
		for (size_t i = f->now.pieces.at[p].first; i < f->now.pieces.at[p].end;) {
			size_t and = tokens_match(f->t, v, i, VOCAB_and, NULL);
			bool comma = token_is_mark(f->t, i, ',');
			if ((and || comma) && cur.n) {
				if (n < room)
					part[n++] = cur;
				cur.n = 0;
			}
			if (and || comma) {
				i += and ? and : 1;
				continue;
			}
			pieces_add(&cur, i, i + 1);
			i++;
		}
	}
	if (cur.n && n < room)
		part[n++] = cur;
	return n;
}

void frame_respectively(struct frame *f, const struct chunk *c)
{
	int want = figures_ahead(f);
	struct pieces part[FRAME_LEVELS];
	(void)c;
	if (want < 2) { /* "tuong ung 21 thue bao/100 dan" */
		if (f->now.after_growth || f->now.after_level || f->depth) {
			f->now.verb = f->now.verb == VERB_CHANGE ? VERB_CHANGE : VERB_EQUIVALENT;
		}
		return;
	}
	int n = f->now.pieces.n ? split_parts(f, part, FRAME_LEVELS) : 0;
	f->list = true;
	f->list_at = 0;
	f->list_n = want;
	memset(f->list_level, 0, sizeof f->list_level);
	if (n >= want) {
		struct subject head = subject_read(f->t, f->r->lexicon->vocab, &part[n - want], f->r->arena);
		for (int k = 0; k < want; k++) {
			struct subject s = subject_read(f->t, f->r->lexicon->vocab, &part[n - want + k], f->r->arena);
			struct subject parent = k ? head : f->now.subject;
			parent.kind = UNIT_NONE;
			if (k == 0 && subject_empty(&parent))
				parent = f->r->topic;
			f->list_subject[k] = s;
			if (k && s.measure.n == 0 && head.measure.n)
				f->list_subject[k] = subject_complete(s, &head, f->r->field, UNIT_NONE, f->r->arena);
			else if (s.measure.n == 0 && head.measure.n == 0 && f->now.part && f->now.subject.text.n)
				f->list_subject[k] = subject_with(f->now.subject, s.text, " ", f->r->arena);
			else if (k == 0)
				f->list_subject[k] = subject_complete(s, &parent, f->r->field, UNIT_NONE, f->r->arena);
			for (int l = f->n_levels - 1; l >= 0; l--) {
				const struct mention *m = mention_of(f->r->mentions, f->levels[l]);
				if (s.text.n && holds_bytes(m->subject, s.text))
					f->list_level[k] = f->levels[l];
			}
		}
		pieces_reset(f);
		return;
	}
	if (f->n_each == want) { /* one figure for each period */
		f->list_n = want;
		for (int k = 0; k < want; k++)
			f->list_subject[k] = subject_complete(subject_read(f->t, f->r->lexicon->vocab, &f->now.pieces, f->r->arena),
							      &f->r->topic, f->r->field, UNIT_NONE, f->r->arena);
		pieces_reset(f);
		return;
	}
	/* the last levels of the sentence, or of the sentence before */
	const int have = f->n_levels;
	if (have >= want) {
		for (int k = 0; k < want; k++)
			f->list_level[k] = f->levels[have - want + k];
	} else if (f->r->n_recent >= want && have == 0) {
		for (int k = 0; k < want; k++)
			f->list_level[k] = f->r->recent[f->r->n_recent - want + k];
	} else {
		f->list_n = 0;
		return;
	}
	for (int k = 0; k < want; k++) {
		const struct mention *m = mention_of(f->r->mentions, f->list_level[k]);
		f->list_subject[k] = (struct subject){.thing = m->subject, .text = m->subject, .measured = ""};
	}
	pieces_reset(f);
}

/* ---- the subject of the figure at hand -------------------------------------------------------- */

/* Where the words behind a figure that belong to it end: a chunk index. */
static size_t post_end(const struct frame *f, const struct chunk *c, enum role role)
{
	size_t k = f->i + 1;
	for (; k < f->c->n; k++) {
		const struct chunk *d = &f->c->at[k];
		if (d->kind == CHUNK_WHEN || d->kind == CHUNK_NUMBER || d->kind == CHUNK_MARK)
			break;
		if (d->kind != CHUNK_PHRASE)
			continue;
		bool stop = false;
		switch (d->class) {
		case VOCAB_change: case VOCAB_gap: case VOCAB_factor: case VOCAB_share:
			for (size_t n = k + 1; n < f->c->n; n++) {
				if (f->c->at[n].kind == CHUNK_NUMBER)
					stop = true;
				if (stop || f->c->at[n].kind == CHUNK_MARK || chunk_is(&f->c->at[n], VOCAB_and))
					break;
			}
			break;
		case VOCAB_level: case VOCAB_equal:
		case VOCAB_raise: case VOCAB_and: case VOCAB_but: case VOCAB_worth: case VOCAB_possess:
			for (size_t n = k + 1; n < f->c->n && n < k + (d->class == VOCAB_and ? 12 : 5); n++) {
				if (f->c->at[n].kind == CHUNK_NUMBER) {
					stop = true;
					break;
				}
				if (f->c->at[n].kind == CHUNK_MARK)
					break;
			}
			break;
		case VOCAB_versus: case VOCAB_twice: case VOCAB_equivalent: case VOCAB_respectively:
		case VOCAB_part: case VOCAB_exceed:
			stop = true;
			break;
		case VOCAB_contribute:
			stop = d->entry->value.p[0] != '=';
			break;
		case VOCAB_bound:
			stop = k + 1 < f->c->n && f->c->at[k + 1].kind == CHUNK_NUMBER;
			break;
		case VOCAB_bound_behind:
			stop = k == f->i + 1;
			break;
		case VOCAB_plan:
			stop = role != ROLE_COMPLETION && c->quantity.kind == UNIT_PERCENT;
			break;
		default:
			break;
		}
		if (stop)
			break;
	}
	return k;
}

/* What an incomplete subject is completed from: the item before it in the sentence; the last subject of the
 * paragraph where nothing at all is said or an anaphor points there; else the paragraph's topic. */
const struct subject *frame_parent(const struct frame *f, bool nothing_said, enum unit_kind kind)
{
	const struct reading *r = f->r;
	if (!subject_empty(&f->now.subject))
		return &f->now.subject;
	if (f->now.part || f->now.anaphor)
		return &r->last;
	if (nothing_said && !r->first_sentence && !subject_empty(&r->last) &&
	    (r->last.kind == kind || kind == UNIT_TIMES || subject_empty(&r->topic)))
		return &r->last;
	return &r->topic;
}

/* Whether the pieces hold the words [first, end) already, whatever their case. */
static bool said(const struct frame *f, const struct pieces *p, size_t first, size_t end)
{
	size_t n = end - first;
	for (int k = 0; k < p->n; k++)
		for (size_t i = p->at[k].first; i + n <= p->at[k].end; i++) {
			size_t same = 0;
			while (same < n && f->t->at[i + same].word == f->t->at[first + same].word &&
			       (f->t->at[first + same].word || str_equal(tokens_text(f->t, i + same, i + same + 1),
									 tokens_text(f->t, first + same, first + same + 1))))
				same++;
			if (same == n)
				return true;
		}
	return false;
}

static bool counts(const struct quantity *q)
{
	return q->kind == UNIT_NOUN || q->kind == UNIT_WORD || q->kind == UNIT_NONE;
}

/* Prepositions and the like that hang at the ends of the words behind a figure. */
static size_t trim_behind(const struct frame *f, size_t first, size_t last)
{
	while (last > first && f->t->at[last - 1].kind == TOKEN_WORD) {
		const struct vocab_entry *e = NULL;
		bool stop = tokens_match(f->t, f->r->lexicon->vocab, last - 1, VOCAB_stop, &e) > 0 ||
			    tokens_match(f->t, f->r->lexicon->vocab, last - 1, VOCAB_within, &e) > 0;
		if (!stop)
			break;
		last--;
	}
	return last;
}

static void trim_before(const struct frame *f, struct pieces *p)
{
	while (p->n && tokens_match(f->t, f->r->lexicon->vocab, p->at[0].first, VOCAB_stop, NULL) == 1 &&
	       !tokens_match(f->t, f->r->lexicon->vocab, p->at[0].first, VOCAB_measure, NULL) &&
	       !tokens_match(f->t, f->r->lexicon->vocab, p->at[0].first, VOCAB_noun, NULL)) {
		if (++p->at[0].first < p->at[0].end)
			continue;
		memmove(p->at, p->at + 1, sizeof p->at - sizeof p->at[0]);
		p->n--;
	}
}

/* The words before the figure only say that it is an average: "trung binh moi thang 1.016 cuoc". */
static bool only_average(const struct frame *f, const struct pieces *p)
{
	const struct vocab *v = f->r->lexicon->vocab;
	if (p->n != 1)
		return false;
	for (size_t i = p->at[0].first; i < p->at[0].end;) {
		size_t n = tokens_match(f->t, v, i, VOCAB_each, NULL), m = tokens_match(f->t, v, i, VOCAB_average, NULL);
		n = n > m ? n : m;
		if (!n)
			return false;
		i += n;
	}
	return true;
}

struct subject frame_subject(struct frame *f, const struct chunk *c, enum role role)
{
	const struct quantity *q = &c->quantity;
	struct reading *r = f->r;
	size_t until = post_end(f, c, role);
	struct pieces p = f->now.pieces;
	bool percent = q->kind == UNIT_PERCENT || q->kind == UNIT_POINTS;
	if (f->list && f->list_at < f->list_n) {
		struct subject s = f->list_subject[f->list_at];
		s.kind = q->kind;
		return s;
	}
	if (pieces_words(&p) > NARRATIVE_WORDS && f->now.comma &&
	    !tokens_match(f->t, r->lexicon->vocab, p.at[0].first, VOCAB_measure, NULL)) {
		struct pieces cut = {0};
		for (int i = 0; i < p.n; i++)
			if (p.at[i].end > f->now.comma)
				pieces_add(&cut, p.at[i].first > f->now.comma ? p.at[i].first : f->now.comma, p.at[i].end);
		if (cut.n)
			p = cut;
	}
	while (p.n && token_is_mark(f->t, p.at[p.n - 1].end - 1, ',')) {
		if (--p.at[p.n - 1].end == p.at[p.n - 1].first)
			p.n--;
	}
	size_t post_first = c->end, post_last = until > f->i + 1 ? f->c->at[until - 1].end : c->end;
	post_last = trim_behind(f, post_first, post_last);
	f->last_post = post_last;
	trim_before(f, &p);
	bool average = only_average(f, &p);
	struct str average_words = average ? tokens_text(f->t, p.at[0].first, p.at[0].end) : (struct str){0};
	if (average)
		p.n = 0;
	if (q->rate) { /* what it is per does not name what is measured */
		post_first = post_last;
	} else if (!percent && q->noun_end > q->noun_first && !said(f, &p, q->noun_first, q->noun_end)) {
		bool total = q->total_end > q->total_first;
		if (!total || q->noun_end == q->end)
			post_first = q->noun_first;
		else
			pieces_add(&p, q->noun_first, q->noun_end);
	}
	if (role != ROLE_CONTRIBUTION)
		pieces_add(&p, post_first, post_last);
	if (role == ROLE_CONTRIBUTION)
		post_last = c->end;
	f->post_until = until;
	const struct subject *parent = frame_parent(f, p.n == 0, q->kind);
	if (percent || role != ROLE_LEVEL) { /* what it is a share of stands behind */
		struct pieces pre = f->now.pieces;
		while (pre.n && token_is_mark(f->t, pre.at[pre.n - 1].end - 1, ',') && --pre.at[pre.n - 1].end == pre.at[pre.n - 1].first)
			pre.n--;
		struct subject s = subject_read(f->t, r->lexicon->vocab, &pre, r->arena);
		if (pre.n == 0 && role == ROLE_LEVEL) {
			struct pieces post = {0};
			pieces_add(&post, c->end, post_last);
			s = subject_read(f->t, r->lexicon->vocab, &post, r->arena);
			return subject_complete(s, parent, r->field, q->kind, r->arena);
		}
		s = subject_complete(s, parent, r->field, q->kind, r->arena);
		if (role == ROLE_CONTRIBUTION) { /* "dong gop … vao CPI chung" */
			struct str verb = tokens_text(f->t, f->c->at[f->now.verb_at].first, f->c->at[f->now.verb_at].end);
			struct str into = tokens_text(f->t, c->end, until > f->i + 1 ? f->c->at[until - 1].end : c->end);
			s = subject_with(s, verb, " ", r->arena);
			return into.n ? subject_with(s, into, " ", r->arena) : s;
		}
		struct str total = tokens_text(f->t, c->end, post_last);
		if (role == ROLE_SHARE && total.n)
			f->share_total = total;
		else if (role == ROLE_SHARE && f->now.part && parent->text.n && !str_equal(parent->text, s.text) && f->now.verb == VERB_SHARE)
			total = f->share_total = parent->text; /* "trong do phan cung chiem 91%" */
		else if (role == ROLE_LEVEL && percent && f->now.share && pre.n)
			total = f->share_total; /* "nhom ke toan 10,4%" behind a share */
		return total.n ? subject_with(s, total, " / ", r->arena) : s;
	}
	struct subject s = subject_read(f->t, r->lexicon->vocab, &p, r->arena);
	f->local_measure = strcmp(s.measured, "noun") == 0 ? 0 : s.measure.n;
	struct subject whole = subject_complete(s, parent, r->field, q->kind, r->arena);
	bool mate = f->n_levels && !subject_empty(&f->now.subject) && f->now.pieces.n == 0;
	if (mate && strcmp(s.measured, "noun") == 0 && s.thing.n && p.n == 1 && p.at[0].end - p.at[0].first <= 3 &&
	    !str_equal(parent->measure, s.measure)) /* "208.308 nguoi tham gia": in what was just counted */
		whole = subject_with(whole, parent->text, " ", r->arena);
	if (f->n_levels && !subject_empty(&f->now.subject) && q->kind == UNIT_NOUN && !f->now.part && s.measure.n == 0 &&
	    f->now.pieces.n && pieces_words(&f->now.pieces) <= 2 && post_last == c->end && !q->stock)
		whole = subject_with(whole, parent->text, " ", r->arena); /* "lam chet 9 nguoi": in what was just counted */
	if (f->now.part && s.measure.n == 0 && s.thing.n && whole.measure.n == 0 && parent->text.n && counts(q) &&
	    f->now.pieces.n && pieces_words(&f->now.pieces) <= 3) /* "trong do Phishing 402 cuoc" */
		whole.text = subject_with(*parent, tokens_text(f->t, f->now.pieces.at[0].first, f->now.pieces.at[0].end), " ",
					  r->arena).text;
	if (average)
		whole = subject_with(whole, average_words, " ", r->arena);
	return whole;
}

/* A criterion is part of what is counted: of the level before it, or of the subject to come. */
void frame_criterion_words(struct frame *f, const struct chunk *c)
{
	f->now.bound = NULL;
	f->now.bound_printed = f->now.bound_is_limit = false;
	if (f->now.counted_open && f->n_levels) {
		struct mention *m = mention_of(f->r->mentions, f->levels[f->n_levels - 1]);
		size_t until = post_end(f, c, ROLE_LEVEL);
		size_t from = f->last_post;
		size_t end = f->c->at[until - 1].end;
		if (from < end) {
			struct subject s = {.text = m->subject};
			s = subject_with(s, tokens_text(f->t, from, end), " ", f->r->arena);
			m->subject = s.text;
			f->now.subject.text = s.text;
			f->now.subject.thing = s.text;
			f->now.subject.measure.n = 0;
		}
		f->post_until = until;
		pieces_reset(f);
		f->now.closed = false;
		f->now.verb = VERB_NONE;
		return;
	}
	bool closed = f->now.closed;
	f->now.closed = false;
	frame_words(f, c);
	f->now.closed = closed && f->now.verb != VERB_NONE;
}

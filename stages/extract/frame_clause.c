/* Words and punctuation: where clauses begin and end, what is a lead-in, what brackets hold. */
#include "stages/extract/frame_parts.h"

void pieces_reset(struct frame *f)
{
	f->now.pieces.n = 0;
	f->now.comma = 0;
	f->now.dirty = f->now.told = false;
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

/* Words that may open a clause and are no part of its subject then: "co 988 cuoc ...". */
void frame_words_verb(struct frame *f, const struct chunk *c)
{
	const struct chunk *next = frame_next(f, 1);
	bool number = next && (next->kind == CHUNK_NUMBER || chunk_is(next, VOCAB_bound));
	const struct vocab_entry *e = NULL;
	bool measure = tokens_match(f->t, f->r->lexicon->vocab, c->first, VOCAB_measure, &e) > 0;
	if (!measure && c->class == VOCAB_worth && f->now.after_level && f->now.pieces.n &&
	    !f->now.closed && subject_measure(f->t, f->r->lexicon->vocab, c->end, &e)) {
		pieces_reset(f); /* "... ho ngheo va doi tuong khac voi so tien ..." */
		return;
	}
	if (measure || (f->now.pieces.n && !number)) {
		frame_words(f, c);
		return;
	}
	for (size_t i = c->first + 1; i < c->end; i++) /* "voi gia tri ..." */
		if (tokens_match(f->t, f->r->lexicon->vocab, i, VOCAB_measure, &e) >= c->end - i) {
			struct chunk tail = *c;
			tail.first = i;
			frame_words(f, &tail);
			return;
		}
}

/* A measure and its figure right behind the verb, with no other verb between. */
static bool measure_ahead(const struct frame *f)
{
	const struct chunk *next = frame_next(f, 1);
	if (!next || !tokens_match(f->t, f->r->lexicon->vocab, next->first, VOCAB_measure, NULL))
		return false;
	for (size_t k = f->i + 1; k < f->c->n && k < f->i + 9; k++) {
		const struct chunk *d = &f->c->at[k];
		if (d->kind == CHUNK_NUMBER)
			return true;
		if (d->kind != CHUNK_WORD && d->kind != CHUNK_WHEN && !chunk_is(d, VOCAB_bound) &&
		    !chunk_is(d, VOCAB_link) && !chunk_is(d, VOCAB_worth) &&
		    !chunk_is(d, VOCAB_status) && !chunk_is(d, VOCAB_stop) &&
		    !chunk_is(d, VOCAB_level))
			return false;
	}
	return false;
}

/* "Nganh buu chinh dat doanh thu 5.200 ty dong", "..., dat ty le 84,8%": the measure stands behind
 * the verb, whose it is before it. */
bool frame_owner(struct frame *f)
{
	if (f->now.closed || !measure_ahead(f))
		return false;
	struct pieces p = f->now.pieces;
	frame_trim_comma(f, &p);
	frame_trim_before(f, &p);
	if (p.n && tokens_match(f->t, f->r->lexicon->vocab, p.at[0].first, VOCAB_measure, NULL))
		return false;
	if (p.n) {
		struct subject s = {.measured = ""};
		for (int k = 0; k < p.n; k++)
			s = subject_with(s, tokens_text(f->t, p.at[k].first, p.at[k].end), " ",
					 f->r->arena);
		s.thing = s.text;
		f->now.subject = s;
		f->now.level = f->now.share = 0;
	}
	pieces_reset(f);
	return true;
}

void frame_close_subject(struct frame *f)
{
	f->now.closed = true;
	f->now.source = false;
}

/* The level of the sentence, or of the one before, that a measure names: by the noun it is
 * counted in, by words of its subject, by what the measure is in (money or quantity). 0: none. */
int frame_level_named(const struct frame *f, const struct subject *s, size_t first, size_t end)
{
	const struct tokens *t = f->t;
	const struct vocab *v = f->r->lexicon->vocab;
	const struct vocab_entry *e = NULL;
	struct str in = {0};
	if (tokens_match(t, v, first, VOCAB_measure, &e))
		in = e->note;
	const int *levels = f->n_levels ? f->levels : f->r->recent;
	int n = f->n_levels ? f->n_levels : f->r->n_recent, by_money = 0;
	struct str last = tokens_text(t, end - (end - first > 1 ? 2 : 1), end),
		   one = tokens_text(t, end - 1, end);
	for (int k = n - 1; k >= 0; k--) {
		const struct mention *l = mention_of(f->r->mentions, levels[k]);
		if (l->unit.n && (str_starts(last, l->unit) || str_equal(one, l->unit) ||
				  str_equal(last, l->unit)))
			return levels[k];
		if (s->measure.n && str_equal(in, (struct str){0}) &&
		    subject_holds(l->subject, s->measure))
			return levels[k];
		bool percent = l->unit.n && l->unit.p[0] == '%';
		bool money = l->money;
		if (!by_money && !percent && in.n && money == str_equal(in, STR("money")))
			by_money = levels[k];
	}
	return by_money;
}

void frame_lead(struct frame *f, const struct chunk *c)
{
	if (f->now.after_growth && f->now.pieces.n == 0 && f->depth >= 0 && f->n_growths) {
		/* "tang 5% ve so DN": the measure that the growth is of */
		size_t k = f->i + 1;
		while (k < f->c->n &&
		       (f->c->at[k].kind == CHUNK_WORD ||
			(f->c->at[k].kind == CHUNK_PHRASE && f->c->at[k].class == VOCAB_worth)))
			k++;
		if (k > f->i + 1) {
			struct pieces p = {0};
			pieces_add(&p, f->c->at[f->i + 1].first, f->c->at[k - 1].end);
			struct growth_ref *g = &f->growths[f->n_growths - 1];
			struct subject s =
				subject_read(f->t, f->r->lexicon->vocab, &p, f->r->arena);
			struct mention *m = mention_of(f->r->mentions, g->mention);
			int named = frame_level_named(f, &s, p.at[0].first, p.at[0].end);
			if (named) {
				g->level = named;
				m->subject = mention_of(f->r->mentions, named)->subject;
			} else {
				m->subject = subject_complete(s, &f->now.subject, f->r->field,
							      UNIT_TIMES, f->r->arena)
						     .text;
				if (f->n_levels != 1)
					g->level = 0;
			}
			m->printed =
				str_range(m->printed.p,
					  f->t->text.p + f->t->at[f->c->at[k - 1].end - 1].end);
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
	if (c->entry && str_equal(c->entry->value, STR("next")) && f->n_growths &&
	    f->n_growths + f->growths_first == (int)f->r->mentions->n && f->last_sign)
		f->list_sign = f->last_sign; /* "tiep theo la nha o voi 0,52%" */
	if (c->entry && str_equal(c->entry->value, STR("although")) && f->now.pieces.n == 0)
		f->now.source = true;
	if (c->entry && str_equal(c->entry->value, STR("source")) && f->now.pieces.n == 0 &&
	    !tokens_match(f->t, f->r->lexicon->vocab, c->end, VOCAB_measure, NULL))
		f->now.source = true; /* "theo bao cao cua So Y te, ...": who says it */
	if (c->entry && str_equal(c->entry->value, STR("says"))) {
		pieces_reset(f); /* "Bo ... cho biet": who says it */
		return;
	}
	const struct chunk *next = frame_next(f, 1);
	bool elsewhere = str_equal(c->entry ? c->entry->value : (struct str){0}, STR("when")) &&
			 !(next && next->kind == CHUNK_WHEN); /* "sang thi truong EU" */
	if (f->now.pieces.n || elsewhere)
		frame_words(f, c);
}

/* "Tong von ... bao gom von cap moi, von dieu chinh va gia tri gop von dat 25,76 ty": parts
 * without figures, then the verb of the whole: its chunk, 0 where it is not so. */
static size_t verb_behind_parts(const struct frame *f)
{
	bool joined = false;
	for (size_t k = f->i + 1; k < f->c->n; k++) {
		const struct chunk *d = &f->c->at[k];
		if (d->kind == CHUNK_NUMBER || d->kind == CHUNK_WHEN || d->kind == CHUNK_SKIP ||
		    (d->kind == CHUNK_MARK && d->mark != ','))
			return 0;
		if (chunk_is(d, VOCAB_level))
			return joined ? k : 0;
		joined = joined || chunk_is_mark(d, ',') || chunk_is(d, VOCAB_and);
	}
	return 0;
}

void frame_part(struct frame *f, const struct chunk *c)
{
	const struct chunk *next = frame_next(f, 1);
	if (str_equal(c->entry->note, STR("even")) && f->now.pieces.n && !f->now.after_level) {
		frame_words(f, c); /* "xuat khau ke ca dau tho dat ...": one thing */
		return;
	}
	bool opens = f->now.pieces.n == 0 || f->now.after_level || f->depth > 0 ||
		     (next && (next->kind == CHUNK_NUMBER || chunk_is_mark(next, ':')));
	if (!opens && f->now.closed)
		return;
	size_t verb = opens ? 0 : verb_behind_parts(f);
	if (verb) {
		f->i = verb - 1;
		return;
	}
	if (f->i == 0 || (!f->words_seen && f->now.numbers == 0))
		f->opened_by_part = true;
	frame_sign_of_head(f);
	pieces_reset(f);
	f->now.whole = f->now.subject;
	f->now.part = true;
	f->now.named_part = f->now.after_level;
	f->now.closed = false;
	f->now.verb = VERB_NONE;
	f->now.counted_open = false;
}

void frame_and(struct frame *f, const struct chunk *c)
{
	const struct chunk *next = frame_next(f, 1), *after = frame_next(f, 2);
	bool between = f->i > 0 && f->c->at[f->i - 1].kind == CHUNK_WHEN && next &&
		       (next->kind == CHUNK_WHEN ||
			(chunk_is(next, VOCAB_status) && after && after->kind == CHUNK_WHEN));
	f->now.counted_open = false;
	if (f->now.told)
		pieces_reset(f);
	if (f->now.pieces.n && !f->now.closed && !between)
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
	f->now.negated = f->now.source = false;
}

void frame_comma(struct frame *f, const struct chunk *c)
{
	if (frame_structure(f) && !f->now.lead)
		pieces_reset(f); /* "trong co cau kinh te, ..." */
	if (!f->list && !(f->i > 0 && f->c->at[f->i - 1].kind == CHUNK_WHEN))
		f->now.rate_sign = 0;
	if (f->now.lead && f->now.pieces.n && f->depth == 0) {
		frame_make_topic(f);
		f->now.closed = false;
		return;
	}
	if (f->now.source || f->now.told || f->now.dirty ||
	    (f->now.closed && f->now.verb != VERB_NONE && !f->list && !f->now.after_level &&
	     !f->now.after_growth))
		pieces_reset(f);
	else if (f->now.pieces.n == 1 && f->now.pieces.at[0].first > 0 &&
		 tokens_match(f->t, f->r->lexicon->vocab, f->now.pieces.at[0].first - 1,
			      VOCAB_divided, NULL) == 1)
		pieces_reset(f); /* "theo gia so sanh, nang suat ...": how it is measured */
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
	frame_trim_nouns(f);
	frame_structure(f);
	pieces_reset(f);
	f->list = f->naming = false;
	new_clause(f);
	f->now.verb = VERB_NONE;
	f->now.rate_sign = 0;
	f->open_growth = -1;
	f->now.after_level = f->now.after_growth = f->now.after_base = f->now.after_plan = false;
	f->now.status = NULL;
	f->now.status_printed = false;
	if (f->depth == 0)
		f->now.level = f->now.share = 0;
	f->now.has_span = f->now.has_span && f->depth > 0;
	f->now.class_limit = false;
	f->now.order = 0;
	f->now.anaphor = f->now.each = f->now.raised = f->now.aside = f->now.narrow = false;
}

/* Whether a figure stands right behind, with nothing but time, status, bounds and verbs between. */
static bool figure_follows(const struct frame *f)
{
	for (size_t k = f->i + 1; k < f->c->n; k++) {
		const struct chunk *d = &f->c->at[k];
		if (d->kind == CHUNK_NUMBER)
			return true;
		if (d->kind == CHUNK_WHEN || chunk_is(d, VOCAB_status) ||
		    chunk_is(d, VOCAB_bound) || chunk_is(d, VOCAB_raise) ||
		    chunk_is(d, VOCAB_level) || chunk_is(d, VOCAB_change) ||
		    chunk_is(d, VOCAB_possess) || chunk_is(d, VOCAB_link) ||
		    chunk_is(d, VOCAB_share))
			continue;
		return false;
	}
	return false;
}

void frame_colon(struct frame *f)
{
	f->now.source = false;
	if (f->now.pieces.n == 0) {
		if (f->depth == 0 && f->now.after_level) { /* "210 ca tai cac huyen: Ha Son 45" */
			f->now.part = f->now.named_part = true;
			f->now.whole = f->now.subject;
		}
		return;
	}
	if (figure_follows(f)) {
		f->now.closed = true; /* the label is the subject */
		if (f->now.verb != VERB_CHANGE)
			f->now.verb = VERB_LEVEL;
		if (f->list_sign)
			f->now.verb = VERB_NONE;
		if (f->n_growths && f->last_sign && f->depth == 0) {
			const struct vocab_entry *e = NULL;
			bool rate = tokens_match(f->t, f->r->lexicon->vocab,
						 f->now.pieces.at[0].first, VOCAB_measure, &e) &&
				    str_equal(e->value, STR("rate"));
			f->now.labelled = !rate;
			if (!rate)
				f->now.verb = VERB_NONE;
		}
		return;
	}
	frame_sign_of_head(f);
	if (f->depth == 0)
		frame_make_topic(f);
	else
		pieces_reset(f);
	f->now.closed = false;
	f->now.verb = VERB_NONE;
}

bool frame_bound_stands(const struct frame *f)
{
	/* a bound is one only with a number behind it, a status word between at the most */
	for (size_t k = f->i + 1; k < f->c->n && k < f->i + 4; k++) {
		const struct chunk *d = &f->c->at[k];
		if (d->kind == CHUNK_NUMBER)
			return true;
		if (!chunk_is(d, VOCAB_bound) && !chunk_is(d, VOCAB_status) &&
		    !chunk_is(d, VOCAB_level) && !chunk_is(d, VOCAB_twice) &&
		    !chunk_is(d, VOCAB_each))
			return false;
		if (chunk_is(d, VOCAB_twice))
			return true;
	}
	return false;
}

bool frame_level_stands(const struct frame *f)
{
	for (size_t k = f->i + 1; k < f->c->n && k < f->i + 6; k++) {
		const struct chunk *d = &f->c->at[k];
		if (d->kind == CHUNK_NUMBER || chunk_is(d, VOCAB_change))
			return true;
		if (d->kind == CHUNK_WHEN || chunk_is(d, VOCAB_bound) ||
		    (k == f->i + 1 && chunk_is_mark(d, ':')) || /* "lan luot la: 6,1%; 2,2%" */
		    chunk_is(d, VOCAB_status) || chunk_is(d, VOCAB_level) ||
		    chunk_is(d, VOCAB_respectively) || chunk_is(d, VOCAB_each) ||
		    chunk_is(d, VOCAB_share) || chunk_is(d, VOCAB_target) ||
		    chunk_is(d, VOCAB_raise) || (chunk_is(d, VOCAB_from) && k == f->i + 1))
			continue;
		return false;
	}
	return false;
}

/* A counted noun that says little by itself, "842 vu": of what, was told before in the paragraph or
 * the section, or is told behind the next figure. */
#include "stages/extract/frame_naming.h"

void frame_begin_told(struct frame *f)
{
	struct reading *r = f->r;
	for (int k = 0; r->first_sentence && k < r->n_told; k++)
		r->told[k].here = false;
}

static bool counts_noun(const struct naming *n)
{
	return n->role == ROLE_LEVEL && n->q->kind == UNIT_NOUN && !n->q->rate &&
	       n->q->noun_end > n->q->noun_first && n->q->noun_end == n->q->end;
}

static struct str noun_of(const struct frame *f, const struct naming *n)
{
	return frame_text(f, n->q->noun_first, n->q->noun_end);
}

/* What is said behind the noun of what it is; not where, and not which of those named. */
static struct str words_behind(const struct frame *f, const struct naming *n)
{
	const struct vocab *v = f->r->lexicon->vocab;
	size_t first = n->q->noun_end;
	if (n->last <= first || tokens_match(f->t, v, first, VOCAB_stop, NULL) ||
	    tokens_match(f->t, v, first, VOCAB_within, NULL) ||
	    tokens_match(f->t, v, first, VOCAB_everywhere, NULL) ||
	    tokens_match(f->t, v, first, VOCAB_this_thing, NULL))
		return (struct str){0};
	return tokens_text(f->t, first, n->last);
}

/* The words that said of what the noun is; NULL where none hold here. */
static const struct told *told_of(const struct frame *f, const struct naming *n, bool stratum)
{
	const struct reading *r = f->r;
	const struct str head = f->list_head.text, noun = noun_of(f, n);
	for (int k = 0; k < r->n_told; k++) {
		const struct told *t = &r->told[k];
		if (!str_equal(t->noun, noun))
			continue;
		if (!str_equal(t->field, r->field))
			return NULL;
		bool apart = head.n && !stratum && !str_equal(head, t->head);
		if (t->here && !t->label)
			return !apart && (n->q->event || f->now.new_span) ? t : NULL;
		return n->q->event && (stratum || !(head.n || r->topic.text.n)) ? t : NULL;
	}
	return NULL;
}

/* Whether the words at hand name nothing but the noun, and what was done: "da xu ly 41 vu"; no
 * name, no label before a colon. */
static bool bare(const struct frame *f, const struct subject *s)
{
	const struct pieces *p = &f->now.pieces;
	if (s->measure.n && (strcmp(s->measured, "noun") != 0 || s->thing.n))
		return false;
	if (!p->n)
		return true;
	size_t first = p->at[0].first;
	if (f->t->at[first].all_upper || (f->t->at[first].upper && first > f->c->at[0].first))
		return false;
	for (size_t i = p->at[p->n - 1].end; i < f->c->at[f->i].first; i++)
		if (token_is_mark(f->t, i, ':'))
			return false;
	return true;
}

/* "74 vu, 149 doi tuong pham toi ve tham nhung": what is said behind the next holds for both. */
static bool told_behind_next(const struct frame *f, const struct naming *n)
{
	const struct chunk *joint = frame_next(f, 1), *next = frame_next(f, 2);
	if (!joint || !next || !n->q->event ||
	    !(chunk_is_mark(joint, ',') || chunk_is(joint, VOCAB_and) ||
	      chunk_is(joint, VOCAB_worth)))
		return false;
	const struct chunk *behind = frame_next(f, 3);
	return next->kind == CHUNK_NUMBER && next->quantity.kind == UNIT_NOUN && behind &&
	       (behind->kind == CHUNK_WORD || behind->kind == CHUNK_PHRASE) &&
	       !str_equal(noun_of(f, n),
			  frame_text(f, next->quantity.noun_first, next->quantity.noun_end));
}

bool naming_recall(struct frame *f, const struct naming *n, struct subject *s)
{
	struct pieces p = f->now.pieces;
	frame_trim_comma(f, &p);
	struct str before =
		p.n == 1 ? tokens_text(f->t, p.at[0].first, p.at[0].end) : (struct str){0};
	bool named = before.n && frame_is_stratum(f, before);
	struct str part = named ? before : f->list_head.text;
	bool stratum = named || frame_is_stratum(f, part);
	if (!counts_noun(n) || n->last != n->c->end || f->now.part || (!named && !bare(f, s)))
		return false;
	if (!stratum && !f->list_head.text.n && told_behind_next(f, n))
		return true;
	const struct told *t = told_of(f, n, stratum);
	if (!t || subject_holds(s->text, t->words))
		return false;
	struct str words = stratum ? frame_without_stratum(f, t->words) : t->words;
	if (stratum && !named)
		*s = subject_with(f->list_head, s->text, " ", f->r->arena);
	*s = subject_with(*s, words, " ", f->r->arena);
	s->thing = s->text;
	s->kind = n->q->kind;
	return true;
}

/* "437 vu, 511 doi tuong pham toi ve ma tuy": what is said behind the second holds for the first
 * too. */
static void tell_one_before(struct frame *f, const struct naming *n, struct str words)
{
	const struct vocab *v = f->r->lexicon->vocab;
	struct mention *m =
		mention_of(f->r->mentions, f->n_levels ? f->levels[f->n_levels - 1] : 0);
	if (!f->bare_end || !m || str_equal(m->unit, noun_of(f, n)) ||
	    subject_holds(m->subject, words))
		return;
	for (size_t i = f->bare_end, k; i < n->c->first; i += k) {
		k = token_is_mark(f->t, i, ',') ? 1 : tokens_match(f->t, v, i, VOCAB_and, NULL);
		k = k ? k : tokens_match(f->t, v, i, VOCAB_worth, NULL);
		k = k ? k : tokens_match(f->t, v, i, VOCAB_bound, NULL);
		if (!k)
			return;
	}
	struct subject s = {.text = m->subject};
	m->subject = subject_with(s, words, " ", f->r->arena).text;
}

bool naming_harmed(const struct frame *f, const struct naming *n)
{
	const struct vocab_entry *e = NULL;
	return n->q->kind == UNIT_NOUN && f->happened.n &&
	       tokens_match(f->t, f->r->lexicon->vocab, n->q->noun_first, VOCAB_noun, &e) &&
	       str_equal(e->note, STR("harm"));
}

void naming_remember(struct frame *f, const struct naming *n, const struct subject *s)
{
	struct reading *r = f->r;
	if (!counts_noun(n))
		return;
	if (n->q->event && (!f->now.part || !f->happened.n))
		f->happened = s->text;
	struct str words = words_behind(f, n);
	if (words.n)
		tell_one_before(f, n, words);
	bool little = n->q->event || (n->q->noun_end == n->q->noun_first + 1 && !f->n_levels &&
				      n->q->total_end == n->q->total_first);
	f->bare_end = n->last == n->c->end && little ? n->q->end : 0;
	const struct subject *head = &f->list_head;
	bool label = !words.n && n->last == n->c->end && head->text.n && !head->measure.n &&
		     n->q->event && !frame_is_stratum(f, head->text);
	if (label)
		words = head->text;
	if (!words.n || f->now.part || f->depth > 0)
		return;
	int last = r->n_told < FRAME_TOLD ? r->n_told++ : FRAME_TOLD - 1;
	memmove(r->told + 1, r->told, (size_t)last * sizeof *r->told);
	r->told[0] = (struct told){.noun = noun_of(f, n),
				   .words = words,
				   .field = r->field,
				   .head = head->text,
				   .label = label,
				   .here = true};
}

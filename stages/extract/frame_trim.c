/* Words that stand with a subject and are none of it: where it is, who did it, what hangs over. */
#include "stages/extract/frame_parts.h"

enum { ROW_WORDS = 12 }; /* of a row of nouns behind the first */

static bool match(const struct frame *f, size_t i, enum vocab_class class)
{
	return tokens_match(f->t, f->r->lexicon->vocab, i, class, NULL) > 0;
}

/* Prepositions and the like that hang at the ends of the words behind a figure. */
size_t frame_trim_behind(const struct frame *f, size_t first, size_t last)
{
	while (last > first && f->t->at[last - 1].kind == TOKEN_WORD &&
	       (match(f, last - 1, VOCAB_stop) || match(f, last - 1, VOCAB_within)))
		last--;
	return last;
}

static void drop_first(struct pieces *p, size_t tokens)
{
	while (p->n && tokens) {
		size_t here = p->at[0].end - p->at[0].first;
		if (tokens < here) {
			p->at[0].first += tokens;
			return;
		}
		tokens -= here;
		memmove(p->at, p->at + 1, sizeof p->at - sizeof p->at[0]);
		p->n--;
	}
}

void frame_trim_comma(const struct frame *f, struct pieces *p)
{
	while (p->n && token_is_mark(f->t, p->at[p->n - 1].end - 1, ','))
		if (--p->at[p->n - 1].end == p->at[p->n - 1].first)
			p->n--;
}

/* "tren dia ban huyen Nam Son, so vu ...": where it is comes behind what it is. */
static void turn_place(struct frame *f, struct pieces *p, size_t opener)
{
	size_t first = p->at[0].first + opener, end = p->at[0].end, comma = first;
	while (comma < end && !token_is_mark(f->t, comma, ','))
		comma++;
	bool more = comma + 1 < end || p->n > 1;
	if (comma == end || comma == first || comma - first > 8 || !more)
		return;
	const struct vocab_entry *e = NULL;
	bool known = false;
	for (size_t i = first; i < comma && !known; i++)
		known = f->t->at[i].upper &&
			tokens_match(f->t, f->r->lexicon->vocab, i, VOCAB_place, &e) > 0;
	drop_first(p, comma + 1 - p->at[0].first);
	if (known)
		f->place = tokens_text(f->t, first, comma);
	else
		pieces_add(p, first, comma);
}

/* "toan tinh co ...", "tai Ha Noi, ...", "da co ...": no part of what is counted. */
void frame_trim_before(struct frame *f, struct pieces *p)
{
	const struct vocab *v = f->r->lexicon->vocab;
	while (p->n) {
		size_t first = p->at[0].first, all;
		if ((all = tokens_match(f->t, v, first, VOCAB_everywhere, NULL)) > 0 &&
		    !(first + all < f->t->n && f->t->at[first + all].upper)) {
			drop_first(p, all);
			if (p->n && token_is_mark(f->t, p->at[0].first, ','))
				drop_first(p, 1);
			continue;
		}
		if ((all = tokens_match(f->t, v, first, VOCAB_located, NULL)) > 0) {
			size_t was = p->n ? p->at[0].first : 0;
			turn_place(f, p, all);
			if (p->n && p->at[0].first != was)
				continue;
		}
		if (tokens_match(f->t, v, first, VOCAB_stop, NULL) != 1 ||
		    match(f, first, VOCAB_measure) || match(f, first, VOCAB_noun))
			return;
		drop_first(p, 1);
	}
}

/* "Tong dan lon dat 1,2 trieu con": the subject says what is counted, the noun behind the figure
 * is its unit and no more. */
bool frame_trim_named(const struct frame *f, const struct pieces *p, const struct quantity *q,
		      size_t behind)
{
	const struct vocab *v = f->r->lexicon->vocab;
	const struct vocab_entry *e = NULL;
	bool verb = f->now.verb == VERB_LEVEL || f->now.verb == VERB_EQUAL;
	if (!p->n || behind > q->noun_end || (f->now.possess && !verb))
		return false;
	size_t first = p->at[0].first, last = p->at[p->n - 1].end - 1;
	size_t measure = subject_measure(f->t, v, first, &e);
	bool counter = tokens_match(f->t, v, q->noun_first, VOCAB_counter, NULL) ==
		       q->noun_end - q->noun_first;
	bool named = match(f, first, VOCAB_noun) || f->t->at[first].upper;
	bool bare = measure && pieces_words(p) == measure &&
		    (!counter || str_equal(e->value, STR("count")));
	if (measure && !bare)
		return verb || (f->now.verb == VERB_NONE && !match(f, last, VOCAB_stop));
	return !measure && named &&
	       ((verb && match(f, first, VOCAB_noun)) ||
		(f->now.verb == VERB_NONE && counter && !match(f, last, VOCAB_stop)));
}

/* "... da phat hien 214 vu": the verb right before the figure is one of doing, not of having. */
static bool done(const struct frame *f)
{
	enum { NEAR = 3 };
	for (size_t k = f->i; k-- > 0 && k + NEAR >= f->i;)
		if (chunk_is(&f->c->at[k], VOCAB_possess))
			return match(f, f->c->at[k].first, VOCAB_flow_mark);
	return false;
}

/* "Cong an tinh da bat 41 vu": who did it is not what was counted. */
void frame_trim_agent(const struct frame *f, struct pieces *p)
{
	const struct vocab_entry *measure = NULL;
	if (!p->n || subject_measure(f->t, f->r->lexicon->vocab, p->at[0].first, &measure))
		return;
	size_t tokens = 0;
	for (int k = 0; k < p->n; k++)
		for (size_t i = p->at[k].first; i < p->at[k].end; i++) {
			const struct vocab_entry *e = NULL;
			tokens++;
			if (tokens_match(f->t, f->r->lexicon->vocab, i, VOCAB_link, &e) == 1 &&
			    str_equal(e->value, STR("past")) &&
			    (i + 1 < p->at[k].end || k + 1 < p->n || done(f))) {
				drop_first(p, tokens);
				return;
			}
		}
}

static void say_on(struct frame *f, struct mention *m, const struct pieces *p)
{
	struct subject s = {.text = m->subject};
	s = subject_with(s, tokens_text(f->t, p->at[0].first, p->at[0].end), ", ", f->r->arena);
	m->subject = s.text;
	if (f->now.subject.text.n)
		f->now.subject.text = s.text;
}

/* "5,6 nghin ha rau, dau cac loai, tang 3,4%": words between the level and a comma before the verb
 * go on with the level's own; a subject is not parted from its verb. */
void frame_trim_level(struct frame *f)
{
	struct pieces p = f->now.pieces;
	struct mention *m = mention_of(f->r->mentions, f->now.level);
	if (!m || p.n != 1 || !f->now.after_level || f->depth ||
	    !token_is_mark(f->t, p.at[0].end - 1, ',') || p.at[0].first != f->last_post + 1 ||
	    !token_is_mark(f->t, f->last_post, ','))
		return;
	for (size_t i = p.at[0].first; i < p.at[0].end; i++)
		if (match(f, i, VOCAB_measure))
			return;
	frame_trim_comma(f, &p);
	if (f->now.thing_behind && p.at[0].end - p.at[0].first <= 6)
		say_on(f, m, &p);
	pieces_reset(f);
}

/* "45.678 can bo, giao vien, nhan vien;": a row of nouns, of which the first is the unit. */
bool frame_trim_nouns(struct frame *f)
{
	struct pieces p = f->now.pieces;
	struct mention *m = mention_of(f->r->mentions, f->now.level);
	if (!m || p.n != 1 || !f->now.counted_open || f->now.part ||
	    f->last_post >= p.at[0].first || p.at[0].first != f->last_post + 1 ||
	    !token_is_mark(f->t, f->last_post, ',') || p.at[0].end - p.at[0].first > ROW_WORDS)
		return false;
	for (size_t i = f->last_post; i < p.at[0].end; i++)
		if (token_is_mark(f->t, i, ',') && !match(f, i + 1, VOCAB_noun) &&
		    !f->t->at[i + 1].all_upper)
			return false;
	say_on(f, m, &p);
	return true;
}

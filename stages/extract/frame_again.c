/* What was told before is told again, in fewer words. */
#include "stages/extract/frame_naming.h"

#include "common/viet.h"

/* What an incomplete subject is completed from: the item before it in the sentence; the last
 * subject of the paragraph where nothing at all is said or an anaphor points there; else the
 * paragraph's topic. */
const struct subject *frame_parent(const struct frame *f, bool nothing_said, enum unit_kind kind)
{
	const struct reading *r = f->r;
	const struct subject *head = &f->list_head;
	if (head->text.n && f->now.pieces.n && f->depth == 0 &&
	    str_starts(f->now.subject.text, head->text))
		return head;
	if (!subject_empty(&f->now.subject))
		return &f->now.subject;
	if (f->now.part || f->now.anaphor)
		return &r->last;
	const struct chunk *c = f->i < f->c->n ? &f->c->at[f->i] : NULL;
	bool per = c && c->kind == CHUNK_NUMBER && c->quantity.rate;
	if (nothing_said && !r->first_sentence && !subject_empty(&r->last) &&
	    ((r->last.kind == kind && (r->last.per == per || kind == UNIT_NOUN)) ||
	     kind == UNIT_TIMES || subject_empty(&r->topic)))
		return &r->last;
	return &r->topic;
}

/* "So thu thang 12 cua nganh ... Luy ke ca nam thu 368.900 ty dong": the same measure, in short. */
bool naming_said_last(const struct frame *f, const struct subject *s, enum unit_kind kind)
{
	const struct subject *last = &f->r->last;
	return s->measure.n && s->thing.n == 0 && strcmp(s->measured, "noun") != 0 &&
	       subject_empty(&f->now.subject) && !f->r->first_sentence && last->kind == kind &&
	       last->measure.n > s->measure.n && last->thing.n &&
	       str_equal(str_range(last->measure.p + last->measure.n - s->measure.n,
				   last->measure.p + last->measure.n),
			 s->measure) &&
	       last->measure.p[last->measure.n - s->measure.n - 1] == ' ';
}

/* The figure before is counted in the same noun. */
bool naming_unit_before(const struct frame *f, const struct quantity *q)
{
	const struct mention *m = NULL;
	for (int k = (int)f->r->mentions->n; k > f->growths_first && !m; k--) {
		m = mention_of(f->r->mentions, k);
		if (m && m->outcome != OUTCOME_LEVEL)
			m = NULL;
	}
	return m && str_equal(m->unit, frame_text(f, q->unit_first, q->unit_end));
}

enum place_in { NOWHERE, AT_BEGIN, AT_END };

/* Where the words of `part` stand in `full`, which says more. */
static enum place_in place_in(struct str full, struct str part)
{
	struct buf f = {0}, p = {0};
	viet_fold(full, &f);
	viet_fold(part, &p);
	struct str whole = buf_view(&f), words = buf_view(&p);
	enum place_in place = NOWHERE;
	size_t more = whole.n > words.n ? whole.n - words.n : 0;
	if (more && str_starts(whole, words) && whole.p[words.n] == ' ')
		place = AT_BEGIN;
	else if (more && whole.p[more - 1] == ' ' && memcmp(whole.p + more, words.p, words.n) == 0)
		place = AT_END;
	buf_release(&f);
	buf_release(&p);
	return place;
}

/* "xuat nhap khau" is no "nhap khau": a longer phrase of the lexicon runs over where the part
 * begins, `words` from the end. */
static bool runs_over(const struct tokens *t, const struct vocab *v, size_t words)
{
	enum { LONGEST = 3 };
	const struct vocab_entry *e = NULL;
	size_t at = t->n > words ? t->n - words : 0;
	for (size_t back = 1; back <= LONGEST && back <= at; back++)
		if (tokens_longest(t, v, at - back, &e) > back)
			return true;
	return false;
}

/* "thu" does not begin "thu nhap": a word of two syllables shields its first. */
static bool cut_short(const struct tokens *t, const struct vocab *v, size_t words)
{
	for (int class = 0; words == 1 && class < VOCAB_count; class ++)
		if (tokens_match(t, v, 0, (enum vocab_class) class, NULL) == 2)
			return true;
	return false;
}

static bool is_short_for(struct frame *f, const struct subject *s, const struct subject *full)
{
	const struct vocab *v = f->r->lexicon->vocab;
	if (!full->text.n || full->divided || full->lent)
		return false;
	enum place_in place = place_in(full->text, s->text);
	const struct tokens *t = reread_tokens(f->r->words, v, s->text);
	size_t words = t->n;
	t = reread_tokens(f->r->words, v, full->text);
	return place == AT_BEGIN ? !cut_short(t, v, words)
				 : place == AT_END && !runs_over(t, v, words);
}

/* "Thu noi dia: thuc hien thu thang 6 ...", "can can thuong mai thang du 14 ty, cung ky thang du
 * 16 ty": a bare measure that begins or ends what was told is short for it. */
static bool shortened(struct frame *f, struct subject *s, enum unit_kind kind)
{
	const struct reading *r = f->r;
	const struct subject *full[] = {&f->now.subject, &f->list_head, &r->topic, &r->last};
	if (s->thing.n || !s->measure.n || strcmp(s->measured, "noun") == 0 || subject_open(s) ||
	    strcmp(s->measured, "index") == 0 || f->now.part)
		return false;
	if (!subject_empty(&f->now.subject) &&
	    (!f->now.subject.measure.n || strcmp(f->now.subject.measured, "noun") == 0))
		return false; /* of the thing just named */
	for (size_t k = 0; k < sizeof full / sizeof *full; k++) {
		bool of_kind = full[k]->kind == kind || full[k]->kind == UNIT_NONE ||
			       full[k]->kind == UNIT_TIMES || kind == UNIT_TIMES;
		bool past = (full[k] == &r->topic && !subject_empty(&f->now.subject)) ||
			    (full[k] == &r->last && r->first_sentence);
		if (!of_kind || past || !is_short_for(f, s, full[k]))
			continue;
		*s = *full[k];
		s->kind = kind;
		return true;
	}
	return false;
}

/* Where "nhom hang nay" stands in the words read: its tokens, and those before it; 0: nowhere. */
static size_t demonstrative(const struct tokens *t, const struct vocab *v, size_t *first)
{
	enum { LONGEST = 5 };
	for (size_t i = 1; i < t->n; i++) {
		const struct vocab_entry *e = NULL;
		size_t n = tokens_match(t, v, i, VOCAB_this_thing, &e);
		if (!n || !str_equal(e->note, STR("near")))
			continue;
		for (size_t back = i < LONGEST ? i : LONGEST; back > 0; back--)
			if (tokens_match(t, v, i - back, VOCAB_dimension, NULL) == back ||
			    tokens_match(t, v, i - back, VOCAB_noun, NULL) == back) {
				*first = i - back;
				return back + n;
			}
	}
	return 0;
}

/* "Dien thoai: xuat khau nhom hang nay dat ...": the label is what is pointed at. */
static void resolve_demonstrative(struct frame *f, struct subject *s)
{
	struct reading *r = f->r;
	const struct subject *label = f->list_head.text.n ? &f->list_head : &r->topic;
	size_t first = 0, n;
	if (!label->text.n || subject_holds(s->text, label->text))
		return;
	const struct tokens *t = reread_tokens(r->words, r->lexicon->vocab, s->text);
	if (!(n = demonstrative(t, r->lexicon->vocab, &first)))
		return;
	struct subject said = {.text = first ? tokens_text(t, 0, first) : (struct str){0},
			       .measured = ""};
	said = subject_with(said, label->text, " ", r->arena);
	if (first + n < t->n)
		said = subject_with(said, tokens_text(t, first + n, t->n), " ", r->arena);
	s->text = said.text;
	s->thing = s->measure.n ? str_range(said.text.p + s->measure.n, said.text.p + said.text.n)
				: said.text;
}

bool frame_said_again(struct frame *f, struct subject *s, enum unit_kind kind)
{
	if (!s->text.n)
		return false;
	resolve_demonstrative(f, s);
	return shortened(f, s, kind);
}

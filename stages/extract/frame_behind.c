/* The words behind a figure that belong to it. */
#include "stages/extract/frame_naming.h"

/* "2 nhom giam gia la X (-0,12%) va Y (-0,03%)": the things counted are named one by one. */
static bool names_them(const struct frame *f, const struct chunk *c, size_t k)
{
	if (c->quantity.kind != UNIT_NOUN || k == f->i + 1 ||
	    !str_equal(f->c->at[k].entry->value, STR("is")))
		return false;
	for (size_t n = k + 1; n < f->c->n && n < k + 12; n++) {
		if (f->c->at[n].kind == CHUNK_NUMBER)
			return f->c->at[n].quantity.kind == UNIT_PERCENT &&
			       chunk_is_mark(&f->c->at[n - 1], '(');
		if (chunk_is_mark(&f->c->at[n], ';'))
			return false;
	}
	return false;
}

/* Where the words behind a figure that belong to it end: a chunk index. */
size_t naming_behind(const struct frame *f, const struct chunk *c, enum role role)
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
		case VOCAB_change:
		case VOCAB_gap:
		case VOCAB_factor:
		case VOCAB_share:
			for (size_t n = k + 1; n < f->c->n; n++) {
				if (f->c->at[n].kind == CHUNK_NUMBER)
					stop = true;
				if (stop || f->c->at[n].kind == CHUNK_MARK ||
				    chunk_is(&f->c->at[n], VOCAB_and))
					break;
			}
			break;
		case VOCAB_level:
			stop = names_them(f, c, k);
			/* fall through */
		case VOCAB_equal:
		case VOCAB_raise:
		case VOCAB_and:
		case VOCAB_but:
		case VOCAB_worth:
		case VOCAB_possess:
			for (size_t n = k + 1;
			     n < f->c->n && n < k + (d->class == VOCAB_and ? 12 : 5); n++) {
				if (f->c->at[n].kind == CHUNK_NUMBER) {
					stop = true;
					break;
				}
				if (f->c->at[n].kind == CHUNK_MARK)
					break;
			}
			break;
		case VOCAB_versus:
		case VOCAB_twice:
		case VOCAB_equivalent:
		case VOCAB_respectively:
		case VOCAB_part:
		case VOCAB_exceed:
			stop = true;
			break;
		case VOCAB_contribute:
			stop = d->entry->value.p[0] != '=' ||
			       (k + 1 < f->c->n && f->c->at[k + 1].kind == CHUNK_NUMBER);
			break;
		case VOCAB_bound:
			stop = k + 1 < f->c->n && f->c->at[k + 1].kind == CHUNK_NUMBER;
			break;
		case VOCAB_link:
			stop = str_equal(d->entry->value, STR("while"));
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

/* "82 cong ty chung khoan (CTCK) dang hoat dong": words behind brackets that hold a short name go
 * on with what was counted before them. */
void frame_words_behind_name(struct frame *f)
{
	struct mention *m = mention_of(f->r->mentions, f->now.level);
	const struct chunk *next = frame_next(f, 1), *count = NULL;
	for (size_t k = f->i; k-- > 0 && !count;)
		if (f->c->at[k].kind == CHUNK_NUMBER)
			count = &f->c->at[k];
	if (!m || !count || count->quantity.kind != UNIT_NOUN || !next ||
	    (next->kind != CHUNK_WORD && next->kind != CHUNK_PHRASE))
		return;
	size_t until = naming_behind(f, count, ROLE_LEVEL);
	size_t end = frame_trim_behind(f, next->first, f->c->at[until - 1].end);
	if (end <= next->first || (until < f->c->n && f->c->at[until].kind == CHUNK_NUMBER))
		return;
	struct subject s = {.text = m->subject};
	s = subject_with(s, tokens_text(f->t, next->first, end), " ", f->r->arena);
	f->now.subject.text = m->subject = s.text;
	f->post_until = until;
}

/* A criterion is part of what is counted: of the level before it, or of the subject to come. */
void frame_criterion_words(struct frame *f, const struct chunk *c)
{
	f->now.bound = NULL;
	f->now.bound_printed = f->now.bound_is_limit = false;
	if (f->now.counted_open && f->n_levels) {
		struct mention *m = mention_of(f->r->mentions, f->levels[f->n_levels - 1]);
		size_t until = naming_behind(f, c, ROLE_LEVEL);
		size_t from = f->last_post;
		size_t end = f->c->at[until - 1].end;
		if (from < end) {
			struct subject s = {.text = m->subject, .measured = ""};
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

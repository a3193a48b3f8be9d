/* "Co cau kinh te: nong nghiep chiem 14%; dich vu 45%": the structure that shares are shares of. */
#include "stages/extract/frame_naming.h"

/* The structure that the words [first, end) begin by naming; its tokens, 0: none. Of one that the
 * lexicon does not name whole, "co cau du no", all of the words, where they are few. */
static size_t names_structure(const struct frame *f, const struct tokens *t, size_t first,
			      size_t end)
{
	enum { ALONE = 2, FEW = 6 };
	const struct vocab_entry *e = NULL;
	size_t n = tokens_match(t, f->r->lexicon->vocab, first, VOCAB_dimension, &e);
	if (!n || !str_equal(e->note, STR("structure")) || first + n > end)
		return 0;
	if (n > ALONE)
		return n;
	while (end > first && token_is_mark(t, end - 1, ','))
		end--;
	return end - first > n && end - first <= FEW ? end - first : 0;
}

/* "Trong co cau kinh te, ...", "Co cau kinh te chuyen dich cham, trong do ...": it is named before
 * any figure. */
bool frame_structure(struct frame *f)
{
	const struct pieces *p = &f->now.pieces;
	if (!p->n || f->depth > 0 || f->n_levels || f->n_growths || f->structure.n)
		return false;
	size_t first = p->at[0].first, end = p->at[0].end, n;
	if (tokens_match(f->t, f->r->lexicon->vocab, first, VOCAB_within, NULL) == 1)
		first++;
	if (!(n = names_structure(f, f->t, first, end)))
		return false;
	f->structure = tokens_text(f->t, first, first + n);
	return true;
}

struct str naming_structure(struct frame *f)
{
	const struct vocab *v = f->r->lexicon->vocab;
	const struct str label = f->list_head.text.n ? f->list_head.text : f->r->topic.text;
	if (f->structure.n || !label.n)
		return f->structure;
	const struct tokens *t = reread_tokens(f->r->words, v, label);
	size_t n = t->n ? names_structure(f, t, 0, t->n) : 0;
	return n ? tokens_text(t, 0, n) : (struct str){0};
}

/* What stands at the head of figures to come: the topic of a list, its direction, who leads it. */
#include "stages/extract/frame_parts.h"

/* "Singapore dan dau voi tong von 7,79 ty; Trung Quoc dung thu hai voi 3,61 ty": the place says
 * nothing of what is measured, which stands behind "voi", or before. */
static void ranked_with(struct frame *f, const struct chunk *with)
{
	struct pieces who = f->now.pieces;
	size_t k = f->i + 2, first = with->first + 1, comma = f->now.comma;
	while (k < f->c->n && f->c->at[k].kind == CHUNK_WORD)
		k++;
	size_t end = f->c->at[k - 1].end;
	f->i = k - 1;
	if (first == end || !tokens_match(f->t, f->r->lexicon->vocab, first, VOCAB_measure, NULL)) {
		if (subject_empty(&f->now.subject) && !f->r->first_sentence)
			f->now.part = true; /* of what the sentence before told */
		return;
	}
	f->now.pieces.n = 0;
	pieces_add(&f->now.pieces, first, end);
	for (int i = 0; i < who.n; i++)
		if (who.at[i].end > comma)
			pieces_add(&f->now.pieces,
				   who.at[i].first > comma ? who.at[i].first : comma,
				   who.at[i].end);
}

void frame_ranked(struct frame *f, const struct chunk *c)
{
	const struct chunk *with = frame_next(f, 1);
	if (with && chunk_is(with, VOCAB_worth) && f->now.pieces.n)
		ranked_with(f, with);
	else
		frame_words(f, c);
}

/* "Hoa Ky la thi truong lon nhat, chiem 28%": what is said of the rank is no part of the subject.
 * False: nothing is. */
bool frame_leader(struct frame *f)
{
	const struct vocab *v = f->r->lexicon->vocab;
	bool first = false;
	size_t k = f->i + 1;
	for (; k < f->c->n; k++) {
		const struct chunk *d = &f->c->at[k];
		if (d->kind == CHUNK_WHEN || d->kind == CHUNK_SKIP)
			return false; /* it is to be told of */
		if (d->kind == CHUNK_NUMBER || d->kind == CHUNK_MARK || chunk_is(d, VOCAB_worth) ||
		    chunk_is(d, VOCAB_share) || chunk_is(d, VOCAB_change))
			break;
		first = first || chunk_is(d, VOCAB_extreme) || chunk_is(d, VOCAB_ranked) ||
			tokens_match(f->t, v, d->first, VOCAB_extreme, NULL) > 1;
	}
	if (!first || k == f->c->n || !f->now.pieces.n || f->now.closed || f->depth)
		return false;
	const struct chunk *end = &f->c->at[k];
	bool with = chunk_is(end, VOCAB_worth);
	if (!with && !chunk_is_mark(end, ',') && !chunk_is(end, VOCAB_share))
		return false;
	f->i = k - 1;
	if (with)
		ranked_with(f, end);
	else if (subject_empty(&f->now.subject) && !f->r->first_sentence)
		f->now.part = true; /* of what the sentence before told */
	return true;
}

/* "Mot so dia phuong co IIP tang cao gom: Bac Giang (14,6%), Phu Tho 13,2%": the verb of the head
 * is that of a list of names, each with a percentage. */
void frame_sign_of_head(struct frame *f)
{
	bool name = false;
	if (!f->weak_sign || f->weak_rate || f->n_levels || f->n_growths || f->depth)
		return;
	for (size_t k = f->i + 1; k < f->c->n; k++) {
		const struct chunk *d = &f->c->at[k];
		if (d->kind == CHUNK_NUMBER) {
			if (name && d->quantity.kind == UNIT_PERCENT && !d->quantity.rate)
				f->list_sign = f->weak_sign;
			return;
		}
		if (d->kind != CHUNK_WORD && !chunk_is_mark(d, ':') && !chunk_is_mark(d, ',') &&
		    !chunk_is_mark(d, '(') && !chunk_is(d, VOCAB_bound))
			return;
		name = name || d->kind == CHUNK_WORD;
	}
}

/* "Mot so nganh co ty le ton kho cao: ...": the things that follow have it. */
static void measure_possessed(const struct frame *f, struct pieces *p)
{
	const struct vocab *v = f->r->lexicon->vocab;
	if (p->n != 1 || tokens_match(f->t, v, p->at[0].first, VOCAB_measure, NULL))
		return;
	for (size_t i = p->at[0].first + 1; i < p->at[0].end; i++) {
		size_t n = tokens_match(f->t, v, i, VOCAB_possess, NULL);
		if (n && i + n < p->at[0].end && subject_measure(f->t, v, i + n, NULL)) {
			p->at[0].first = i + n;
			return;
		}
	}
}

/* "Theo khu vuc kinh te: nong nghiep ...": what was told last is taken apart. */
static bool divides_total(struct frame *f)
{
	const struct vocab *v = f->r->lexicon->vocab;
	size_t first = f->now.pieces.at[0].first;
	size_t by = tokens_match(f->t, v, first, VOCAB_divided, NULL);
	if (!by && first && tokens_match(f->t, v, first - 1, VOCAB_divided, NULL) == 1)
		first--, by = 1;
	if (!by || !tokens_match(f->t, v, first + by, VOCAB_dimension, NULL))
		return false;
	const struct subject *total =
		subject_empty(&f->now.subject) ? &f->r->last : &f->now.subject;
	if (f->r->first_sentence && !f->n_levels)
		total = &f->r->topic;
	if (subject_empty(total) || total->divided)
		return false;
	f->list_head = f->now.subject = *total;
	f->now.part = true;
	return true;
}

/* "Mot so san pham tang: o to 5%": what follows are members of it, not parts. */
static bool names_members(const struct frame *f, const struct pieces *p)
{
	const struct vocab_entry *e = NULL;
	return tokens_match(f->t, f->r->lexicon->vocab, p->at[0].first, VOCAB_outline, &e) &&
	       str_equal(e->note, STR("members"));
}

void frame_make_topic(struct frame *f)
{
	const struct vocab *v = f->r->lexicon->vocab;
	struct pieces p = f->now.pieces;
	if (divides_total(f)) {
		pieces_reset(f);
		return;
	}
	measure_possessed(f, &p);
	if (f->list_sign && names_members(f, &p)) {
		f->now.subject = (struct subject){0};
		pieces_reset(f);
		return;
	}
	/* "Cay lau nam, san luong 6 thang:": a measure behind the thing */
	for (int k = 0; k < p.n; k++)
		for (size_t i = p.at[k].first + 1; i < p.at[k].end; i++)
			if (token_is_mark(f->t, i - 1, ',') &&
			    tokens_match(f->t, v, i, VOCAB_measure, NULL) &&
			    !tokens_match(f->t, v, p.at[0].first, VOCAB_measure, NULL)) {
				struct pieces turned = {0};
				pieces_add(&turned, i, p.at[k].end);
				p = turned;
				k = SUBJECT_PIECES;
				break;
			}
	for (int k = 0; k < p.n; k++)
		for (size_t i = p.at[k].first + 1; i < p.at[k].end; i++)
			f->divides = f->divides || tokens_match(f->t, v, i, VOCAB_divided, NULL);
	struct subject s = subject_read(f->t, v, &p, f->r->arena);
	struct subject whole = subject_complete(s, NULL, f->r->field, UNIT_NONE, f->r->arena);
	whole.divided = whole.divided || f->divides;
	if (f->r->first_sentence || subject_empty(&f->r->topic)) {
		f->r->topic = whole;
		f->own_topic = !f->r->first_sentence;
	}
	f->now.subject = whole;
	if (f->depth == 0)
		f->list_head = whole;
	if (f->now.has_span) {
		f->span = f->now.span;
		f->has_span = true;
	}
	pieces_reset(f);
}

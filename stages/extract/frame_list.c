/* Lists whose order carries the meaning: lan luot, tuong ung. */
#include "stages/extract/frame_parts.h"

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
		if (!first && chunk_is_mark(d, ':'))
			continue; /* "lan luot la: 6,1%; 2,2%" */
		if (d->kind == CHUNK_MARK && strchr(",;+", d->mark)) {
			if (d->mark == ';' && joint == ',')
				break;
			joint = d->mark == '+' ? joint : d->mark;
			continue;
		}
		if (!first && f->now.pieces.n &&
		    (d->kind == CHUNK_WHEN || chunk_is(d, VOCAB_stop) || chunk_is_mark(d, ':')))
			continue; /* "co cau tuong ung cua cung ky nam 2023 la: ..." */
		if (chunk_is(d, VOCAB_and) || chunk_is(d, VOCAB_level) ||
		    chunk_is(d, VOCAB_possess) || chunk_is(d, VOCAB_change) ||
		    chunk_is(d, VOCAB_bound) || chunk_is(d, VOCAB_status) ||
		    chunk_is(d, VOCAB_equal) || chunk_is(d, VOCAB_but))
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
				i += and? and : 1;
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

/* Two figures of one kind in the brackets that open, and no more. */
static const struct quantity *two_inside(const struct frame *f)
{
	enum { FAR = 24 };
	const struct quantity *first = NULL;
	int n = 0;
	for (size_t k = f->i + 1; k < f->c->n && k < f->i + FAR; k++) {
		const struct chunk *d = &f->c->at[k];
		if (chunk_is_mark(d, ')') || chunk_is_mark(d, ']'))
			break;
		if (d->kind == CHUNK_WORD)
			return NULL; /* named inside */
		if (d->kind != CHUNK_NUMBER)
			continue;
		if (n++ && d->quantity.kind != first->kind)
			return NULL;
		first = first ? first : &d->quantity;
	}
	return n == 2 ? first : NULL;
}

static void pieces_between(const struct pieces *p, size_t first, size_t end, struct pieces *out)
{
	out->n = 0;
	for (int k = 0; k < p->n; k++) {
		size_t a = p->at[k].first > first ? p->at[k].first : first;
		size_t b = p->at[k].end < end ? p->at[k].end : end;
		pieces_add(out, a, b);
	}
}

/* What the words say, completed from the clause; of a stratum, said of the one that it is
 * compared with. */
static struct subject named_by(struct frame *f, const struct pieces *words, enum unit_kind kind)
{
	struct pieces p = f->now.pieces = *words;
	frame_trim_comma(f, &p);
	frame_trim_before(f, &p);
	struct subject s = subject_read(f->t, f->r->lexicon->vocab, &p, f->r->arena);
	s = subject_complete(s, frame_parent(f, false, kind), f->r->field, kind, f->r->arena);
	return frame_stratum(f, s, kind);
}

/* The words of the clause up to what it is compared with, and those behind. */
static bool compared(const struct frame *f, struct pieces *one, struct pieces *other)
{
	const struct vocab *v = f->r->lexicon->vocab;
	const struct base_ref *b = &f->now.base;
	const struct growth_ref *last = f->n_growths ? &f->growths[f->n_growths - 1] : NULL;
	if (last && f->now.after_growth && f->now.pieces.n &&
	    strcmp(mention_of(f->r->mentions, last->mention)->kind, "factor") == 0) {
		*other = f->now.pieces; /* "lao dong nam gap 1,36 lan lao dong nu" */
		return true;
	}
	size_t first = b->first, n;
	if (!b->reference)
		return false;
	pieces_between(&f->now.pieces, 0, first, one);
	pieces_between(&f->now.pieces, first, SIZE_MAX, other);
	if (other->n || !f->now.after_base)
		return other->n && one->n;
	while (first < b->end && (n = tokens_match(f->t, v, first, VOCAB_versus, NULL)) > 0)
		first += n;
	pieces_add(other, first, b->end);
	return other->n && (one->n || (last && f->now.after_growth));
}

static struct subject subject_of_last_growth(struct frame *f)
{
	const struct vocab *v = f->r->lexicon->vocab;
	int last = f->growths[f->n_growths - 1].mention;
	struct pieces all = {0};
	const struct tokens *t =
		reread_tokens(f->r->words, v, mention_of(f->r->mentions, last)->subject);
	pieces_add(&all, 0, t->n);
	return subject_read(t, v, &all, f->r->arena);
}

/* "thanh thi cao hon nong thon (5,33% va 3,94%)": what is compared and what it is compared with
 * have a figure each in the brackets behind. */
void frame_pair(struct frame *f)
{
	const struct quantity *q = two_inside(f);
	const struct clause was = f->now;
	struct pieces one = {0}, other = {0};
	if (!q || f->list || !compared(f, &one, &other))
		return;
	struct subject s = one.n ? named_by(f, &one, q->kind) : subject_of_last_growth(f);
	s.kind = q->kind;
	f->list_subject[0] = f->now.subject = s;
	f->list_subject[1] = named_by(f, &other, q->kind);
	f->now = was;
	memset(f->list_level, 0, sizeof f->list_level);
	f->list = f->paired = true;
	f->list_at = 0;
	f->list_n = 2;
}

void frame_respectively(struct frame *f)
{
	int want = figures_ahead(f);
	if (f->paired && f->list)
		return;
	struct pieces part[FRAME_LEVELS];
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
		struct subject head =
			subject_read(f->t, f->r->lexicon->vocab, &part[n - want], f->r->arena);
		for (int k = 0; k < want; k++) {
			struct subject s = subject_read(f->t, f->r->lexicon->vocab,
							&part[n - want + k], f->r->arena);
			struct subject parent = k ? head : f->now.subject;
			parent.kind = UNIT_NONE;
			if (k == 0 && subject_empty(&parent))
				parent = f->r->topic;
			f->list_subject[k] = s;
			if (k && s.measure.n == 0 && head.measure.n)
				f->list_subject[k] = subject_complete(s, &head, f->r->field,
								      UNIT_NONE, f->r->arena);
			else if (s.measure.n == 0 && head.measure.n == 0 && f->now.part &&
				 f->now.subject.text.n)
				f->list_subject[k] =
					subject_with(f->now.subject, s.text, " ", f->r->arena);
			else if (k == 0)
				f->list_subject[k] = subject_complete(s, &parent, f->r->field,
								      UNIT_NONE, f->r->arena);
			for (int l = f->n_levels - 1; l >= 0; l--) {
				const struct mention *m = mention_of(f->r->mentions, f->levels[l]);
				if (s.text.n && subject_holds(m->subject, s.text))
					f->list_level[k] = f->levels[l];
			}
		}
		pieces_reset(f);
		return;
	}
	if (f->n_each == want) { /* one figure for each period */
		struct pieces p = f->now.pieces;
		frame_trim_comma(f, &p);
		frame_trim_before(f, &p);
		f->list_n = want;
		for (int k = 0; k < want; k++)
			f->list_subject[k] =
				subject_complete(subject_read(f->t, f->r->lexicon->vocab, &p,
							      f->r->arena),
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
		f->list_subject[k] =
			(struct subject){.thing = m->subject, .text = m->subject, .measured = ""};
	}
	pieces_reset(f);
}

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
		if (d->kind == CHUNK_MARK && strchr(",;+", d->mark)) {
			if (d->mark == ';' && joint == ',')
				break;
			joint = d->mark == '+' ? joint : d->mark;
			continue;
		}
		if (!first && f->now.pieces.n && (d->kind == CHUNK_WHEN || chunk_is(d, VOCAB_stop)))
			continue; /* "co cau tuong ung cua cung ky nam 2023 la ..." */
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

void frame_respectively(struct frame *f)
{
	int want = figures_ahead(f);
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
		f->list_n = want;
		for (int k = 0; k < want; k++)
			f->list_subject[k] =
				subject_complete(subject_read(f->t, f->r->lexicon->vocab,
							      &f->now.pieces, f->r->arena),
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

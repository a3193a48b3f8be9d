/* Stock or flow, where the words of time leave it open (CONTRACT 4.1). */
#include "stages/extract/frame_parts.h"

/* "6 nha xuat ban dat doanh thu tren 50 ty dong": what they did in the period. */
static bool post_has_verb(const struct frame *f)
{
	for (size_t k = f->i + 1; k < f->c->n; k++) {
		const struct chunk *d = &f->c->at[k];
		if (d->kind == CHUNK_MARK || d->kind == CHUNK_NUMBER || d->kind == CHUNK_WHEN)
			return false;
		if (chunk_is(d, VOCAB_level) || (chunk_is(d, VOCAB_bound) && k + 1 < f->c->n &&
						 f->c->at[k + 1].kind == CHUNK_NUMBER))
			return true;
	}
	return false;
}

/* "co 3 mat hang giam gia": that they fell is of the period; "3 mat hang giam 5%" are any. */
static bool post_has_change(const struct frame *f)
{
	bool change = false;
	for (size_t k = f->i + 1; k < f->c->n && f->c->at[k].kind != CHUNK_MARK; k++) {
		if (f->c->at[k].kind == CHUNK_NUMBER)
			return false;
		change = change || chunk_is(&f->c->at[k], VOCAB_change);
	}
	return change;
}

/* "31 san pham o 3 huyen": where, as often as what is counted there. */
static const struct mention *counted_there(const struct frame *f)
{
	if (!f->n_levels || f->i == 0 || f->now.pieces.n > 1 ||
	    !tokens_match(f->t, f->r->lexicon->vocab, f->c->at[f->i - 1].first, VOCAB_located,
			  NULL))
		return NULL;
	return mention_of(f->r->mentions, f->levels[f->n_levels - 1]);
}

/* "Du no theo linh vuc: xuat khau 361 nghin ty": what is divided is a stock, its parts are. */
static bool divides_stock(const struct frame *f, const struct quantity *q)
{
	return q->kind == UNIT_MONEY && (f->divides || f->r->topic.divided) &&
	       strcmp(f->r->topic.measured, "stock") == 0;
}

/* Stock or flow, where the words of time leave it open. */
const char *frame_basis(const struct frame *f, const struct subject *s, const struct quantity *q,
			const struct time_span *span, bool printed)
{
	bool flow_word = frame_says(f, s->text, VOCAB_flow_mark) ||
			 (f->depth == 0 && q->kind == UNIT_NOUN &&
			  frame_says(f, f->r->topic.text, VOCAB_flow_mark));
	if (f->now.each)
		return "period";
	if (divides_stock(f, q))
		return "as_of";
	if (strcmp(s->measured, "average") == 0) /* surveyed over the quarter or the year */
		return span->period.freq == 'M' && span->basis[0] != 'y' ? "as_of" : "period";
	bool total = strcmp(s->measured, "count") == 0 && !q->event && !flow_word;
	if (f->now.raised && (q->stock || total || frame_counts_stock(f, s)) &&
	    strcmp(s->measured, "flow") != 0)
		return "as_of"; /* what a change leads to is a stock */
	bool done = f->now.verb == VERB_NONE ||
		    (f->now.verb == VERB_LEVEL && f->c->at[f->now.verb_at].entry &&
		     str_equal(f->c->at[f->now.verb_at].entry->value, STR("done")));
	if (q->kind == UNIT_NOUN && (printed || f->r->now.basis[0] != 'a') &&
	    span->basis[0] != 'a' && !f->now.possess && done && f->now.pieces.n &&
	    s->measure.n == 0 && !frame_says(f, s->text, VOCAB_stock_mark))
		return "period"; /* "thang 6 xu ly 60 website": something done to them */
	if (q->kind == UNIT_NOUN && printed && span->basis[0] != 'a' && !f->now.possess &&
	    f->now.pieces.n == 0 && f->now.verb == VERB_NONE && f->post_until > f->i + 1 &&
	    f->depth == 0 && f->now.numbers == 0)
		return "period"; /* "Thang 8, 15 truong to chuc day bu": they did something */
	if (q->kind == UNIT_NOUN && ((printed && post_has_verb(f)) || post_has_change(f)))
		return "period";
	const struct mention *there = counted_there(f);
	if (q->kind == UNIT_NOUN && q->stock && printed && there && there->span.basis[0] != 'a')
		return "period";
	if (!q->event && !flow_word && frame_says(f, s->text, VOCAB_stock_mark) &&
	    strcmp(s->measured, "flow") != 0 && strcmp(s->measured, "index") != 0 &&
	    q->kind != UNIT_MONEY)
		return "as_of";
	bool percent = q->kind == UNIT_PERCENT || q->kind == UNIT_POINTS;
	if (strcmp(s->measured, "stock") == 0 && !flow_word && !percent)
		return "as_of";
	if (strcmp(s->measured, "flow") == 0 || strcmp(s->measured, "index") == 0)
		return "period";
	if (q->kind == UNIT_PERCENT || q->kind == UNIT_POINTS) {
		if (printed && span->period.freq)
			return "period";
		return frame_says(f, s->text, VOCAB_coverage) && !flow_word ? "as_of" : "period";
	}
	if (q->kind == UNIT_NOUN && strcmp(s->measured, "count") == 0 && frame_counts_stock(f, s))
		return flow_word ? "period" : "as_of"; /* "tong so giao vien la 510 nguoi" */
	if ((q->kind == UNIT_NOUN || q->rate) && q->stock)
		return flow_word ? "period" : "as_of";
	if (q->kind == UNIT_NONE && f->n_levels && s->measure.n == 0 &&
	    strcmp(s->measured, "noun") != 0) {
		const struct mention *before =
			mention_of(f->r->mentions, f->levels[f->n_levels - 1]);
		if (before->unit.n == 0 && before->scale.n)
			return before->span.basis[0] == 'a' ? "as_of" : "period";
	}
	if (q->kind == UNIT_NONE && s->text.n) { /* the noun is in the subject */
		const struct tokens *t = reread_tokens(f->r->words, f->r->lexicon->vocab, s->text);
		const struct vocab_entry *e = NULL;
		const char *basis = "period";
		for (size_t i = 0; i < t->n && i < 4; i++)
			if (tokens_match(t, f->r->lexicon->vocab, i, VOCAB_noun, &e)) {
				if (str_equal(e->value, STR("stock")) && !flow_word)
					basis = "as_of";
				break;
			}
		return basis;
	}
	return "period";
}

/* "so buu cuc": the thing counted is a stock */
bool frame_counts_stock(const struct frame *f, const struct subject *s)
{
	const struct tokens *t = reread_tokens(f->r->words, f->r->lexicon->vocab, s->thing);
	const struct vocab_entry *e = NULL;
	bool stock = t->n && tokens_match(t, f->r->lexicon->vocab, 0, VOCAB_noun, &e) &&
		     str_equal(e->value, STR("stock"));
	return stock;
}

bool frame_money_flow(const struct frame *f, const struct subject *s, const struct quantity *q)
{
	if (divides_stock(f, q))
		return false;
	if (strcmp(s->measured, "flow") == 0 &&
	    (q->kind == UNIT_PHYSICAL || q->kind == UNIT_PERCENT))
		return !q->rate; /* "den het quy I giai ngan dat 15%" */
	return q->kind == UNIT_MONEY && !q->rate && strcmp(s->measured, "stock") != 0 &&
	       strcmp(s->measured, "index") != 0;
}

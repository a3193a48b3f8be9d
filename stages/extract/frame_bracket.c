/* What brackets take with them from the clause around them, and what they leave to it. */
#include "stages/extract/frame_parts.h"

/* "Van Ninh (1,99 ty USD)": what the name before the brackets has is of the kind of what is in
 * them. */
static enum unit_kind kind_inside(const struct frame *f)
{
	const struct chunk *in = frame_next(f, 1);
	if (in && (chunk_is(in, VOCAB_level) || chunk_is(in, VOCAB_bound)))
		in = frame_next(f, 2);
	bool amount = in && in->kind == CHUNK_NUMBER &&
		      (in->quantity.kind == UNIT_MONEY || in->quantity.kind == UNIT_PHYSICAL);
	return amount ? in->quantity.kind : UNIT_NONE;
}

/* "06 dia phuong tang tren 10%, gom: Bac Giang (tang 14,6%), Phu Tho (13,2%)": what was counted is
 * named, each with its own. */
static bool names_counted(const struct frame *f)
{
	const struct vocab_entry *e = NULL;
	const struct chunk *in = frame_next(f, 1);
	if (!f->now.after_level)
		return false;
	if (tokens_match(f->t, f->r->lexicon->vocab, f->now.pieces.at[0].first, VOCAB_level, &e) &&
	    str_equal(e->value, STR("is")))
		return true;
	return f->now.part && in && (chunk_is(in, VOCAB_change) || f->now.named_growth);
}

/* "bang 85,4% kim ngach ca nam 2021 (8,89 ty USD)": an earlier period right before the bracket is
 * that of its figure. */
static bool earlier_before(const struct frame *f, struct time_span *s)
{
	const struct chunk *c = f->i > 0 ? &f->c->at[f->i - 1] : NULL;
	return f->now.after_level && c && c->kind == CHUNK_WHEN && c->when.form != WHEN_TERM &&
	       when_resolve(&c->when, f->r->report, frame_context(f), false, s) &&
	       s->period.last < f->r->now.period.first;
}

/* "210 ca mac, trong do: Ha Son (45)" */
static bool holds_bare_number(const struct frame *f)
{
	const struct chunk *in = frame_next(f, 1), *end = frame_next(f, 2);
	return (f->now.named_count || (f->now.after_level && f->now.part)) && in && end &&
	       in->kind == CHUNK_NUMBER && in->quantity.kind == UNIT_NONE &&
	       chunk_is_mark(end, ')');
}

/* What was counted in total; its noun alone, where the names came first. */
static struct subject part_of(const struct frame *f)
{
	const struct mention *whole =
		mention_of(f->r->mentions, f->n_levels ? f->levels[f->n_levels - 1] : 0);
	struct subject s = f->now.after_level ? f->now.subject : (struct subject){.measured = ""};
	if (whole && !f->now.after_level)
		s.text = s.thing = whole->unit;
	return s;
}

void frame_open(struct frame *f)
{
	if (f->depth == FRAME_DEPTH) {
		return;
	}
	if (frame_trim_nouns(f))
		pieces_reset(f); /* "757 co phieu, chung chi quy niem yet (HOSE: 413 ma)" */
	frame_pair(f);
	f->now.open_growth = f->open_growth;
	f->saved[f->depth++] = f->now;
	struct clause in = f->now;
	if (f->now.pieces.n) {
		struct pieces p = f->now.pieces;
		frame_trim_before(f, &p);
		struct subject s = subject_read(f->t, f->r->lexicon->vocab, &p, f->r->arena);
		in.subject = subject_complete(s,
					      subject_empty(&f->now.subject) ? &f->r->topic
									     : &f->now.subject,
					      f->r->field, kind_inside(f), f->r->arena);
		if (holds_bare_number(f))
			in.subject = subject_with(part_of(f), s.text, " ", f->r->arena);
		f->naming = f->naming || names_counted(f);
		if (!f->now.after_level || f->naming)
			in.level = in.share = 0;
	}
	in.pieces.n = 0;
	in.closed = in.lead = in.dirty = in.told = in.named_growth = in.named_count = false;
	in.verb = VERB_NONE;
	in.bound = NULL;
	in.bound_printed = in.bound_is_limit = false;
	in.base_open = f->now.after_base;
	const struct chunk *inside = frame_next(f, 1);
	in.plan_open = f->now.after_plan && /* "(cung ky dat 30,49%)" is no plan */
		       !(inside && inside->kind == CHUNK_WHEN && inside->when.same);
	in.counted_open = false;
	in.possess = in.anaphor = in.each = in.raised = false;
	in.has_span = !in.base_open && !in.plan_open && inside && inside->kind == CHUNK_NUMBER &&
		      earlier_before(f, &in.span);
	in.numbers = 0;
	in.rate_sign = 0;
	in.status = NULL;
	in.status_printed = false;
	in.part = f->now.after_level || holds_bare_number(f);
	if (in.part)
		in.whole = in.subject;
	f->now = in;
}

void frame_close(struct frame *f)
{
	if (f->depth == 0)
		return;
	struct clause in = f->now;
	f->now = f->saved[--f->depth];
	f->list = f->list && !f->paired;
	f->paired = false;
	const bool named = f->now.pieces.n > 0;
	f->now.named_growth = named && in.after_growth;
	f->now.named_count = named && in.after_level && in.numbers == 1;
	if (f->naming)
		pieces_reset(f);
	if (in.numbers == 0 && in.has_span &&
	    pieces_words(&in.pieces) <= 2) { /* only a date: it dates what stands outside */
		if (f->now.after_level && f->now.pieces.n == 0 && f->n_levels) {
			struct mention *m = mention_of(f->r->mentions, f->levels[f->n_levels - 1]);
			if (m->span.basis[0] == 'a' && in.span.basis[0] == 0)
				in.span.basis = "as_of";
			else if (in.span.basis[0] == 0)
				in.span.basis = "period";
			m->span = in.span;
			for (int k = f->n_levels - 2; k >= 0 && !f->dated[k]; k--) {
				struct mention *o = mention_of(f->r->mentions, f->levels[k]);
				if (in.span.basis[0] == o->span.basis[0])
					o->span = in.span;
			}
			f->dated[f->n_levels - 1] = true;
		} else {
			f->now.span = in.span;
			f->now.has_span = true;
		}
	}
	if (in.numbers == 0 && in.status_printed && in.pieces.n == 0 && f->now.after_level &&
	    f->n_levels) /* "... (uoc)" */
		mention_of(f->r->mentions, f->levels[f->n_levels - 1])->status =
			f->now.item_status = in.status;
	if (!f->now.level && in.level && f->now.after_growth &&
	    in.level > f->growths_first) /* "tang 31% (dat 47 ty)" */
		f->now.level = in.level;
	if (f->open_growth < 0)
		f->open_growth = f->now.open_growth;
	if (in.after_growth)
		f->now.order = in.order;
	f->now.told = named && (!f->now.after_level || f->now.part || f->now.named_count) &&
		      (in.after_level || in.after_growth);
	f->now.after_base = f->now.after_plan = false;
	f->now.numbers += in.numbers;
	bool short_name = f->now.counted_open && in.numbers == 0 && !in.has_span &&
			  pieces_words(&in.pieces) == 1 && f->now.pieces.n == 0 && f->depth == 0;
	if (short_name)
		frame_words_behind_name(f);
	f->now.counted_open = false;
}

/* The period that governs figures without one of their own: that of the total which a paragraph
 * divides, of the event that it is about, of an interval that has begun. */
#include "stages/extract/frame_parts.h"

/* It began no later than the report's month ends, and counts days: four days of a holiday that
 * end in the month to come. */
static bool is_begun_interval(const struct frame *f, struct period p)
{
	enum { LONGEST = 62 };
	return p.freq == 'I' && p.first <= f->r->report.last && p.last - p.first < LONGEST;
}

bool frame_has_begun(const struct frame *f, struct period p)
{
	return p.last <= f->r->report.last || is_begun_interval(f, p);
}

static size_t match(const struct frame *f, size_t token, enum vocab_class class)
{
	return token < f->t->n ? tokens_match(f->t, f->r->lexicon->vocab, token, class, NULL) : 0;
}

/* "Ve phuong tien, ...", "Theo dia ban: ...", "Mot so mat hang ...": by what it is divided. "Ve thi
 * truong lao dong, ..." is a topic. */
static bool names_dimension(const struct frame *f)
{
	size_t i = f->c->at[0].first, n;
	bool divided = false, topic = false;
	if ((n = match(f, i, VOCAB_divided)) > 0)
		divided = true;
	else if ((n = match(f, i, VOCAB_lead)) > 0 || (n = match(f, i, VOCAB_in_terms)) > 0)
		topic = true;
	else
		n = match(f, i, VOCAB_outline);
	if (!n)
		return false;
	i += n;
	while (topic && (n = match(f, i, VOCAB_outline)) > 0 && !match(f, i, VOCAB_dimension))
		i += n;
	if (!(n = match(f, i, VOCAB_dimension)))
		return false;
	for (; n; n = match(f, i, VOCAB_dimension)) /* "co cau nguon thu" */
		i += n;
	return divided || !topic || token_is_mark(f->t, i, ',') || token_is_mark(f->t, i, ':') ||
	       token_is_mark(f->t, i, '(');
}

/* "Han Quoc la thi truong lon nhat voi 3 trieu luot": one part of many. */
static bool ranks(const struct frame *f, size_t chunk)
{
	const struct chunk *c = &f->c->at[chunk];
	return chunk_is(c, VOCAB_ranked) || match(f, c->first, VOCAB_extreme) > 1;
}

/* Whether the sentence, the first of its paragraph, says nothing of time before its first figure
 * and takes apart what the paragraph before told in total. */
static bool divides(const struct frame *f)
{
	bool place = match(f, f->c->at[0].first, VOCAB_place) > 0, ranked = false;
	bool parts = chunk_is(&f->c->at[0], VOCAB_part) || names_dimension(f);
	for (size_t k = 0; k < f->c->n && f->c->at[k].kind != CHUNK_NUMBER; k++) {
		bool base = k > 0 && chunk_is(&f->c->at[k - 1], VOCAB_versus);
		if (f->c->at[k].kind == CHUNK_WHEN && !base)
			return false;
		ranked = ranked || ranks(f, k);
	}
	return parts || (ranked && place);
}

void frame_divide_total(struct frame *f)
{
	struct reading *r = f->r;
	if (f->c->n && r->first_sentence && r->total.period.freq && divides(f))
		r->now = r->total;
}

void frame_remember_total(struct frame *f)
{
	enum { YEAR = 366 };
	const struct time_span *s = f->has_span ? &f->span : &f->r->now;
	if (f->aside || (f->n_levels == 0 && f->n_growths == 0))
		return;
	f->r->total = *s;
	if (s->period.last < f->r->report.first || s->period.last - s->period.first > YEAR)
		f->r->total.period.freq = 0; /* a look back */
}

/* "Ky thi tot nghiep nam 2024 co ...": the year is said of the event, and so is what follows. */
void frame_event(struct frame *f, const struct chunk *c, const struct time_span *s)
{
	const struct vocab_entry *e = NULL;
	size_t first = f->c->at[0].first, event = match(f, first, VOCAB_event);
	bool season = c->first == first && match(f, first, VOCAB_season) > 0;
	bool named = event > 0 && tokens_longest(f->t, f->r->lexicon->vocab, first, &e) <= event;
	bool head = f->depth == 0 && f->now.numbers == 0 && (season || named);
	if (!head || c->when.as_of || strchr("AI", s->period.freq) == NULL)
		return;
	f->span = f->event = *s;
	f->has_span = true;
}

/* "rieng thang 10": the word may begin the expression, or precede it. */
bool frame_said_alone(const struct frame *f)
{
	const struct vocab_entry *e = NULL;
	size_t first = f->c->at[f->i].first;
	return (tokens_match(f->t, f->r->lexicon->vocab, first, VOCAB_link, &e) ||
		(f->i > 0 && (e = f->c->at[f->i - 1].entry))) &&
	       e->class == VOCAB_link && str_equal(e->value, STR("only"));
}

/* "Da cap 84,7 trieu the. Rieng trong thang 11 cap 2,6 trieu the": what was told before, of no
 * period, is of all that there is; what is made or done, of the year up to the month. */
void frame_widen_before(struct frame *f, const struct mention *m, const struct subject *s,
			const struct quantity *q)
{
	struct reading *r = f->r;
	bool same = false;
	if (f->depth > 0 || f->n_levels > 0)
		return;
	for (int k = 0; k < r->n_recent && !same; k++) {
		const struct mention *o = mention_of(r->mentions, r->recent[k]);
		same = !r->recent_dated[k] && o->unit.n && str_equal(o->unit, m->unit) &&
		       o->span.basis[0] == 'p' && period_same(o->span.period, r->report);
	}
	const char *wide =
		q->kind == UNIT_NOUN && q->stock && !frame_flows(f, s, q) ? "as_of" : "ytd";
	for (int k = 0; k < r->n_recent && same; k++) {
		struct mention *o = mention_of(r->mentions, r->recent[k]);
		if (!r->recent_dated[k] && o->span.basis[0] == 'p' &&
		    period_same(o->span.period, r->report))
			o->span.basis = wide;
	}
}

/* "10 thang dat 366,9 nghin chiec, rieng thang 10 la 42,8 nghin; xe may ...": a look at a part of
 * the period that the sentence is of. */
bool frame_narrows(const struct frame *f, const struct time_span *s)
{
	const struct time_span *within = f->has_span ? &f->span : &f->r->now;
	const struct period wide = within->period;
	bool cumulated = within->basis && within->basis[0] == 'y';
	bool told = f->has_span ? f->n_levels > 0 : !f->r->first_sentence && f->r->n_recent > 0;
	return told && frame_said_alone(f) && s->basis[0] != 'a' && s->period.last <= wide.last &&
	       (cumulated ? s->basis[0] != 'y' : s->period.first > wide.first);
}

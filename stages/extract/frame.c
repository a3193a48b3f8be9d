#include "stages/extract/frame.h"

#include <stddef.h>

#include "stages/extract/frame_parts.h"
#include "stages/extract/quiet.h"

void frame_begin(struct frame *f, struct reading *r, const struct tokens *t, struct chunks *c,
		 size_t offset, struct str quote)
{
	memset(f, 0, offsetof(struct frame, saved));
	f->r = r;
	f->t = t;
	f->c = c;
	f->offset = offset;
	f->quote = quote;
	f->now.subject.measured = "";
	f->open_growth = -1;
	f->growths_first = (int)r->mentions->n;
	f->head = r->head;
	if (r->head_sign)
		f->list_sign = r->head_sign[0];
	frame_divide_total(f);
	frame_begin_told(f);
}

/* Figures that came without a period get the one said behind them, in their sentence or the
 * next. */
static void date_behind(struct frame *f)
{
	struct reading *r = f->r;
	bool here = f->n_levels > 0;
	int n = here ? f->n_levels : f->now.numbers == 0 ? r->n_recent : 0;
	for (int k = 0; k < n; k++) {
		if (here ? f->dated[k] : r->recent_dated[k])
			continue;
		struct mention *m = mention_of(r->mentions, here ? f->levels[k] : r->recent[k]);
		m->span.period = f->now.span.period;
	}
}

/* "Tinh den het thang 8, xuat khau dat 3 ty USD": what was said to be compared with the month
 * before is of the sentence before, not of what is cumulated from here on. */
static void forget_month_bases(struct frame *f)
{
	struct bases *b = &f->r->bases;
	int kept = 0;
	if (f->named.n || f->before.n || f->head.n || f->r->now.basis[0] != 'y')
		return;
	for (int k = 0; k < b->n; k++)
		if (!(b->at[k].when.has_relative && b->at[k].when.form == WHEN_MONTH))
			b->at[kept++] = b->at[k];
	b->n = kept;
}

void frame_end(struct frame *f)
{
	struct reading *r = f->r;
	frame_trim_nouns(f);
	frame_remember_total(f);
	frame_settle_growths(f);
	if (f->named.n)
		r->bases = f->named;
	else if (f->before.n)
		r->bases = f->before;
	else if (f->head.n)
		r->bases = f->head;
	if (f->named.n || f->before.n || f->head.n)
		r->bases_aside = f->aside;
	if (f->n_levels) {
		memcpy(r->recent, f->levels, sizeof r->recent);
		memcpy(r->recent_dated, f->dated, sizeof r->recent_dated);
		r->n_recent = f->n_levels;
	}
	if (f->now.anaphor && f->now.has_span && pieces_words(&f->now.pieces) <= 2)
		date_behind(f); /* "...; cac so tren la cua quy III/2023" */
	/* a period at the head of a sentence without figures governs what follows */
	if (f->depth == 0 && f->now.has_span && f->now.numbers == 0 && f->now.head_span) {
		f->span = f->now.span;
		f->has_span = true;
	}
	/* what ended before the report's month, and odd spans, govern their sentence only */
	bool topical = r->first_sentence && f->now.head_span; /* "Thang 7:" heads it */
	bool held = f->has_span && !f->aside && frame_has_begun(f, f->span.period) &&
		    (topical || (f->span.period.last >= r->report.first &&
				 (f->span.period.freq != 'I' || r->first_sentence)));
	if (held || (f->event.period.freq && period_same(f->span.period, f->event.period)))
		r->now = f->span;
	if (held && f->cumulated)
		r->now.basis = "ytd"; /* "den 28/2 dat 3.706 ty dong. Chi 2.180 ty dong" */
	if (held)
		forget_month_bases(f);
	if (f->has_span && !f->aside &&
	    !(f->span.basis[0] == r->wide.basis[0] && period_same(f->span.period, r->wide.period)))
		r->wide = (struct time_span){.basis = ""};
	r->first_sentence = false;
	if (f->own_topic)
		r->topic = (struct subject){.measured = ""};
	if (f->now.numbers == 0 && f->head.n) /* "cac nhom tang so voi thang truoc:" */
		r->head = f->head;
}

void frame_pass(struct reading *r)
{
	if (r->head.n)
		r->bases = r->head;
	r->first_sentence = false;
}

const struct chunk *frame_next(const struct frame *f, size_t ahead)
{
	return f->i + ahead < f->c->n ? &f->c->at[f->i + ahead] : NULL;
}

bool frame_number_ahead(const struct frame *f, size_t from, size_t within)
{
	for (size_t k = from; k < f->c->n && k < from + within; k++) {
		if (f->c->at[k].kind == CHUNK_NUMBER)
			return true;
		if (f->c->at[k].kind == CHUNK_MARK && strchr(",;.", f->c->at[k].mark))
			return false;
	}
	return false;
}

static void on_mark(struct frame *f, const struct chunk *c)
{
	switch (c->mark) {
	case '(':
	case '[':
		frame_open(f);
		break;
	case ')':
	case ']':
		frame_close(f);
		break;
	case ';':
		frame_semicolon(f);
		break;
	case ',':
		frame_comma(f, c);
		break;
	case ':':
		frame_colon(f);
		break;
	case '-':
		if (f->i > 0 && f->now.after_level)
			frame_semicolon(f);
		break;
	case '=': /* "(thang truoc = 100)" */
		if (f->i + 1 < f->c->n && f->i > 0 && f->c->at[f->i - 1].kind == CHUNK_WHEN)
			frame_index_base_100(f);
		break;
	case '%':
		f->hint_percent =
			f->hint_percent || (f->i > 0 && chunk_is_mark(&f->c->at[f->i - 1], '('));
		break;
	default:
		break;
	}
}

/* Numbers inside of phrases: RON 92, G 7; and of units: per 100 inhabitants. */
static void name_numbers(struct frame *f, const struct chunk *c)
{
	for (size_t i = c->first; i < c->end; i++) {
		bool part = i > c->first && f->t->at[i].glued && /* of a word: m3, CO2 */
			    (c->kind != CHUNK_UNIT || f->t->at[i - 1].kind == TOKEN_WORD);
		if (f->t->at[i].kind != TOKEN_NUMBER || part)
			continue;
		struct chunk one = {.kind = CHUNK_SKIP, .first = i, .end = i + 1};
		frame_skip(f, &one, "name");
	}
}

/* Every number is told of, also those of chunks that a base or a reference took with it. */
static void pass_over(struct frame *f, const struct chunk *c)
{
	if (c->kind == CHUNK_SKIP)
		frame_skip(f, c, c->skip);
	else if (c->kind == CHUNK_WORD || c->kind == CHUNK_PHRASE)
		name_numbers(f, c);
}

void frame_read_chunks(struct reading *r, const struct tokens *t, struct chunks *c, size_t offset,
		       struct str quote)
{
	struct frame f;
	frame_begin(&f, r, t, c, offset, quote);
	for (f.i = 0; f.i < c->n; f.i++) {
		const struct chunk *k = &c->at[f.i];
		const size_t at = f.i;
		if (k->kind == CHUNK_WORD || k->kind == CHUNK_PHRASE) {
			name_numbers(&f, k);
			if (f.i < f.post_until)
				continue; /* belongs to the figure just read */
		}
		switch (k->kind) {
		case CHUNK_WORD:
			frame_words(&f, k);
			break;
		case CHUNK_PHRASE:
			frame_phrase(&f, k);
			break;
		case CHUNK_WHEN:
			frame_when(&f, k);
			break;
		case CHUNK_NUMBER:
			frame_number(&f, k);
			break;
		case CHUNK_UNIT:
			name_numbers(&f, k);
			f.hint = &k->quantity;
			break;
		case CHUNK_SKIP:
			frame_skip(&f, k, k->skip);
			if (f.i >= f.post_until && strcmp(k->skip, "list_number") != 0)
				frame_words(&f, k);
			break;
		case CHUNK_MARK:
			on_mark(&f, k);
			break;
		}
		for (size_t passed = at + 1; passed <= f.i && passed < c->n; passed++)
			pass_over(&f, &c->at[passed]);
	}
	frame_end(&f);
}

void frame_read(struct reading *r, const struct tokens *t, struct chunks *c, size_t offset,
		size_t first, size_t end, struct str quote)
{
	if (!sentence_is_quiet(t, r->lexicon, first, end)) {
		chunks_read(c, t, r->lexicon, first, end);
		if (!chunks_are_quiet(c, t)) {
			frame_read_chunks(r, t, c, offset, quote);
			return;
		}
	}
	frame_pass(r);
}

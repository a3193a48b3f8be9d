/* Numbers that tell which things are counted or listed, and are no figures. */
#include "stages/extract/frame_parts.h"

static bool ends_with_noun(const struct frame *f)
{
	size_t end = f->now.pieces.at[f->now.pieces.n - 1].end,
	       first = f->now.pieces.at[f->now.pieces.n - 1].first;
	for (size_t n = 1; n <= 3 && end >= first + n; n++) {
		const struct vocab_entry *e = NULL;
		if (tokens_match(f->t, f->r->lexicon->vocab, end - n, VOCAB_noun, &e) == n)
			return !str_equal(e->note, STR("event"));
	}
	return false;
}

/* "du an voi tong von tren 20 ty", "86 to chuc voi so tien phat tren 5 ty": what they have in all;
 * "voi" gives a measure its amount, as "co" does not. */
static bool amount_with(const struct frame *f)
{
	for (size_t k = f->i; k-- > 0;) {
		const struct chunk *d = &f->c->at[k];
		if (chunk_is(d, VOCAB_bound))
			continue;
		const struct vocab_entry *with = NULL; /* "kim ngach tren 1 ty" has no "voi" */
		if (chunk_is(d, VOCAB_worth) &&
		    tokens_match_exact(f->t, f->r->lexicon->vocab, d->first, 1, &with)) {
			for (size_t i = d->first; i <= d->end; i++)
				if (subject_measure(f->t, f->r->lexicon->vocab, i, NULL))
					return true;
			return k + 2 == f->i;
		}
		if (d->kind == CHUNK_NUMBER || d->kind == CHUNK_MARK)
			return false;
	}
	return false;
}

/* "sau gan 1 nam co tren 23,6 trieu tai khoan": "co" and the count, no measure between them. */
static bool counts_behind(const struct frame *f)
{
	size_t k = f->i;
	while (k > 0 && chunk_is(&f->c->at[k - 1], VOCAB_bound))
		k--;
	return k > 0 && chunk_is(&f->c->at[k - 1], VOCAB_possess);
}

/* A criterion inside a counted thing: "6 nha xuat ban dat doanh thu tren 50 ty dong". */
bool frame_is_criterion(struct frame *f, const struct chunk *c)
{
	const struct quantity *q = &c->quantity;
	const struct chunk *next = frame_next(f, 1);
	if (next && chunk_is(next, VOCAB_bound_behind) &&
	    !(f->now.possess && f->now.pieces.n == 0 && !f->now.counted_open) &&
	    !(f->now.status && f->now.status[0] == 'F') &&
	    !(f->now.has_span && f->now.span.period.last > f->r->report.last) && !f->plan_head &&
	    f->now.verb != VERB_LEVEL && f->now.verb != VERB_SHARE && f->now.verb != VERB_CHANGE)
		return true; /* "tau ca dai tu 15 met tro len" */
	if (f->now.counted_open && q->range > 0 && f->i > 0 &&
	    chunk_is(&f->c->at[f->i - 1], VOCAB_possess)) {
		f->now.class_limit = true; /* "11 ung dung co 5 - 10 trieu nguoi dung" */
		return true;
	}
	/* "08 xa thu chua dat 50% du toan", "11/12 khoan thu dat tien do kha (tren 50% du toan)" */
	if (quantity_is_percent(q) && next && chunk_is(next, VOCAB_plan) &&
	    ((f->now.counted_open && f->now.negated) ||
	     (f->depth > 0 && f->saved[f->depth - 1].counted_open && f->now.bound_is_limit)))
		return true;
	/* "8 dia phuong giam tren 40%": which of them are counted */
	if (f->now.counted_open && f->now.counted_body && f->now.bound_is_limit &&
	    f->now.verb == VERB_CHANGE && quantity_is_percent(q))
		return true;
	if (!f->now.bound || !f->now.bound_printed || f->now.verb == VERB_CHANGE ||
	    f->now.verb == VERB_GAP || f->now.verb == VERB_SHARE)
		return false;
	if (f->now.counted_open && f->now.bound_is_limit && q->kind != UNIT_TIMES)
		return !amount_with(f);
	/* "(tren 25%)" behind a name, "cac mat hang tren 01 ty USD", "nhom duoi 5 nguoi" */
	if (f->now.bound_is_limit && f->now.verb == VERB_NONE && f->depth > 0 &&
	    pieces_words(&f->now.pieces) <= 3 && !f->now.after_level &&
	    f->saved[f->depth - 1].pieces.n && !f->saved[f->depth - 1].after_level &&
	    f->c->at[f->i + 1 < f->c->n ? f->i + 1 : f->i].kind == CHUNK_MARK)
		return true;
	bool crowd = q->kind == UNIT_NOUN && q->scale_end > q->scale_first;
	if (f->now.bound_is_limit && f->now.verb == VERB_NONE && !f->now.possess &&
	    f->now.pieces.n && ends_with_noun(f) && !crowd)
		return true; /* not "xac thuc thong tin hon 45 trieu nguoi" */
	/* "ho chua dung tich tren 10 trieu m3 co 12 ho": what is counted follows */
	if (f->now.bound_is_limit && f->now.verb == VERB_NONE && f->now.pieces.n && next &&
	    chunk_is(next, VOCAB_possess) && f->i + 2 < f->c->n &&
	    f->c->at[f->i + 2].kind == CHUNK_NUMBER &&
	    f->c->at[f->i + 2].quantity.kind == UNIT_NOUN)
		return true;
	/* "ho co thu nhap duoi 1,5 trieu dong": said of no period, what makes a class */
	if (f->now.possess_words && f->now.bound_is_limit && !f->now.has_span &&
	    f->now.verb == VERB_NONE && !f->now.status)
		return true;
	/* "DN co von duoi 10 ty dong chiem ...": the subject of a verb to come */
	if (f->now.possess && f->now.pieces.n && f->now.bound_is_limit &&
	    (q->kind != UNIT_NOUN || !counts_behind(f) || ends_with_noun(f))) {
		for (size_t k = f->i + 1; k < f->c->n; k++) {
			const struct chunk *d = &f->c->at[k];
			if (d->kind == CHUNK_MARK && strchr(",;", d->mark))
				break;
			if (chunk_is(d, VOCAB_share) || chunk_is(d, VOCAB_change) ||
			    chunk_is(d, VOCAB_equal) || chunk_is(d, VOCAB_level))
				return true;
		}
	}
	return false;
}

/* "tu tren 2 trieu den 4 trieu", "ho co thu nhap tu 2 - 4 trieu dong": the ends of a class;
 * "gia lua tu 5.400 - 5.600 dong/kg" are figures. */
bool frame_from_makes_class(const struct frame *f, const struct chunk *next)
{
	if (chunk_is(next, VOCAB_bound))
		return true;
	return next->kind == CHUNK_NUMBER && next->quantity.range && !f->now.has_span &&
	       f->now.pieces.n && next->quantity.kind == UNIT_MONEY && f->now.verb == VERB_NONE &&
	       !f->now.status && (f->now.possess || !next->quantity.rate);
}

/* "05 dia phuong cao nhat": how many are listed, no figure. */
bool frame_is_list_count(const struct frame *f, const struct chunk *c)
{
	const struct quantity *q = &c->quantity;
	if ((q->kind != UNIT_NOUN && q->kind != UNIT_WORD) || q->scale_first != q->scale_end ||
	    q->number_end - q->number_first > 2 || q->total_first != q->total_end)
		return false;
	struct str n = tokens_text(f->t, q->number_first, q->number_end);
	if (!q->in_words && n.n > 2)
		return false;
	const struct chunk *name = frame_next(f, 1);
	if (q->in_words && q->kind == UNIT_NOUN && name && name->kind == CHUNK_WORD &&
	    f->t->at[name->first].upper && !f->t->at[name->first].all_upper)
		return true; /* "hai xa Binh Lam va Phu Hoa": they are named */
	for (size_t k = f->i + 1; k < f->c->n && k < f->i + 8; k++) {
		const struct chunk *d = &f->c->at[k];
		if (d->kind == CHUNK_MARK || d->kind == CHUNK_NUMBER)
			return d->kind == CHUNK_MARK && d->mark == ':' && q->in_words;
		if (chunk_is(d, VOCAB_extreme) ||
		    (d->kind != CHUNK_WHEN &&
		     tokens_match(f->t, f->r->lexicon->vocab, d->first, VOCAB_extreme, NULL)))
			return true;
		if (q->in_words && chunk_is(d, VOCAB_level) &&
		    str_equal(d->entry->value, STR("is")) && k > f->i + 1 && k + 1 < f->c->n &&
		    f->c->at[k + 1].kind == CHUNK_WORD)
			return true; /* "hai nhom giam la ...": they are named */
	}
	return false;
}

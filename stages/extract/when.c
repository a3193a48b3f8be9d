/* Expressions of time: a cue, then a core. */
#include "stages/extract/when_inside.h"
#include "stages/extract/when_words.h"

/* What a core begins with: of the first words of expressions those that are no mere cues. */
#define CORE_FIRST(X) \
	X(from) \
	X(start_of_year) \
	X(half) X(digit) X(instalment) X(day) X(season) X(month) X(quarter) X(year) X(week) X(term)

/* A day, with its word in front or in digits alone. */
static bool read_day(struct when_reader *r)
{
	struct when *w = r->w;
	struct when_reader at = *r;
	if (when_take(&at, VOCAB_day) && when_read_day(&at, true, &w->day, &w->month, &w->year)) {
		r->i = at.i;
		w->form = WHEN_DAY;
		return true;
	}
	if (!when_read_day(r, w->as_of, &w->day, &w->month, &w->year))
		return false;
	w->form = WHEN_DAY;
	return true;
}

/* "8/2022" */
static bool read_month_in_digits(struct when_reader *r)
{
	struct when *w = r->w;
	int part[3], parts = 0;
	size_t n = r->loose ? when_digits(r->t, r->i, part, &parts) : 0;
	if (!n || parts != 2 || part[0] < 1 || part[0] > 12 || !when_is_year(part[1]))
		return false;
	w->form = WHEN_MONTH;
	w->month = part[0];
	w->year = part[1];
	r->i += n;
	return true;
}

static bool read_start_of_year(struct when_reader *r)
{
	if (!when_take(r, VOCAB_start_of_year))
		return false;
	r->w->form = WHEN_START_OF_YEAR;
	when_read_year_behind(r);
	return true;
}

/* Most numbers are figures: whether the one at hand may begin a core is told by what stands beside
 * it, or by its own form. */
#define COUNTED_TIME(X) X(day) X(month) X(year)
static bool number_may_begin(const struct when_reader *r)
{
	static const struct vocab_set counted = VOCAB_SET(COUNTED_TIME);
	const struct tokens *t = r->t;
	const size_t next = r->i + 1;
	int part[3], parts = 0, plain = when_plain_number(t, r->i);
	if (token_is_mark(t, next, '/') || token_is_mark(t, next, '-') ||
	    (r->i > 0 && token_is_mark(t, r->i - 1, '(')) ||
	    (next < t->n && vocab_may_start_any(&t->starts[t->at[next].word], &counted)))
		return true;
	if (plain >= 0)
		return when_is_year(plain);
	return when_digits(t, r->i, part, &parts) &&
	       ((part[1] >= 1 && part[1] <= 12) || when_is_year(part[1]));
}

static bool read_core(struct when_reader *r)
{
	static const struct vocab_set first = VOCAB_SET(CORE_FIRST);
	if (r->i >= r->t->n)
		return false;
	/* each reader is asked only where the first word may be one of its own */
	const struct token *k = &r->t->at[r->i];
	const struct vocab_start *s = &r->t->starts[k->word];
	const bool number = k->kind == TOKEN_NUMBER;
	if (!vocab_may_start_any(s, &first) && !(number && number_may_begin(r)))
		return false;
	if (when_read_spans(r))
		return true;
	size_t spelt = number ? 0 : when_words(r->t, r->v, vocab_dates(r->v), r->i, r->w);
	if (spelt) {
		r->i += spelt;
		return true;
	}
	const size_t start = r->i;
	if (when_read_part(r) ||
	    ((number || vocab_may_start(s, VOCAB_digit)) && when_read_months(r)) ||
	    ((number || vocab_may_start(s, VOCAB_day)) && read_day(r)) ||
	    (vocab_may_start(s, VOCAB_season) && when_read_season(r)) || when_read_month(r) ||
	    when_read_quarter(r) || when_read_year(r))
		return true;
	r->i = start;
	return (number && read_month_in_digits(r)) || read_start_of_year(r);
}

static void read_cues(struct when_reader *r)
{
	struct when *w = r->w;
	for (;;) {
		const struct vocab_entry *e = NULL;
		size_t n = when_match(r, VOCAB_as_of, &e);
		if (n) {
			r->i += n;
			w->as_of = w->until = true;
			w->end = w->end || e->value.n; /* den cuoi, den het */
		} else if (when_take(r, VOCAB_cumulative)) {
			w->ytd = true;
		} else if ((n = when_match(r, VOCAB_within, &e)) > 0) {
			r->i += n;
			w->within = true;
			w->mean = w->mean || str_equal(e->value, STR("mean"));
		} else if (when_take(r, VOCAB_whole)) {
			w->within = true;
		} else if (w->as_of && (when_take(r, VOCAB_to) || when_take_hour(r))) {
			;
		} else if (when_take(r, VOCAB_last)) {
			w->end = true;
		} else if (w->as_of && when_take(r, VOCAB_middle)) {
			; /* "tinh den trung tuan thang 10" */
		} else {
			return;
		}
	}
}

/* "tu dau nam [2022] [den nay | den het thang 10 | den 30/11]" */
static bool read_since(struct when_reader *r)
{
	struct when *w = r->w;
	if (!when_take(r, VOCAB_since_start))
		return false;
	when_read_year_behind(r);
	w->ytd = true;
	w->form = WHEN_SINCE;
	size_t back = r->i;
	if (token_is_mark(r->t, r->i, ','))
		r->i++;
	struct when end = {.ytd = true,
			   .as_of = true,
			   .year = w->year,
			   .relative_year = w->relative_year};
	struct when_reader at = {r->t, r->v, r->i, r->loose, &end};
	if (when_take(&at, VOCAB_now)) {
		r->i = at.i;
		return true;
	}
	bool cue = when_take(&at, VOCAB_as_of) || when_take(&at, VOCAB_to);
	while (when_take(&at, VOCAB_last) || when_take(&at, VOCAB_as_of))
		cue = true;
	end.as_of = false;
	if (cue && when_take(&at, VOCAB_now)) {
		r->i = at.i;
		return true;
	}
	if (cue) {
		struct when core = {.end = true, .ytd = true, .as_of = true};
		at.w = &core;
		if (read_core(&at) && core.form != WHEN_SPAN) {
			core.as_of = false;
			if (!core.year && w->year)
				core.year = w->year;
			*w = core;
			r->i = at.i;
			return true;
		}
	}
	r->i = back;
	return true;
}

/* The last word read is "month", "quarter" or "year", with nothing that says which. */
static bool is_unit_of_time(const struct when_reader *r)
{
	return tokens_match(r->t, r->v, r->i - 1, VOCAB_month, NULL) ||
	       tokens_match(r->t, r->v, r->i - 1, VOCAB_quarter, NULL) ||
	       tokens_match(r->t, r->v, r->i - 1, VOCAB_year, NULL);
}

size_t when_read_at(const struct tokens *t, const struct vocab *v, size_t i, bool loose,
		    struct when *out)
{
	struct when w = {0};
	struct when_reader r = {t, v, i, loose, &w};
	const struct vocab_entry *e;
	size_t n;
	if (!t->at[i].dates && !tokens_match_any(t, v, i, &when_first))
		return 0;
	if ((n = when_match(&r, VOCAB_now, &e))) {
		if (tokens_match(t, v, i, VOCAB_filler, NULL) > n ||
		    (i > 0 && tokens_longest(t, v, i - 1, &e) > 1))
			return 0; /* "hien tuong", "thuc hien": a longer word */
		w.form = WHEN_NOW;
		w.as_of = true;
		*out = w;
		return n;
	}
	if (loose && when_take(&r, VOCAB_era)) {
		w.form = WHEN_ERA;
		*out = w;
		return r.i - i;
	}
	bool since = read_since(&r); /* "luy ke tu dau nam", longer than "luy ke tu" */
	if (!since) {
		read_cues(&r);
		since = read_since(&r);
	}
	if (since) {
		*out = w;
		return r.i - i;
	}
	if ((n = when_match(&r, VOCAB_same, &e))) {
		r.i += n;
		w.same = true;
		w.form = WHEN_SAME;
		if (e->number == 0 && str_equal(e->value, STR("day"))) {
			w.same = false;
			w.form = WHEN_SAME_DAY;
			*out = w;
			return r.i - i;
		}
		r.loose = true;
		struct when core = {0};
		struct when_reader at = {t, v, r.i, true, &core};
		read_cues(&at);
		if (read_core(&at) && core.form != WHEN_TERM) {
			core.same = true;
			w = core;
			r.i = at.i;
		}
		*out = w;
		return r.i - i;
	}
	if (w.as_of && when_take(&r, VOCAB_now)) {
		w.form = WHEN_NOW;
		*out = w;
		return r.i - i;
	}
	if (!w.as_of && !w.within && !w.ytd &&
	    when_take(&r, VOCAB_to)) { /* "den 30/11", not "den trong thang" */
		if (tokens_match(t, v, r.i, VOCAB_within, NULL))
			return 0;
		w.as_of = w.until = true;
		while (when_take(&r, VOCAB_last))
			w.end = true;
	}
	if (read_core(&r)) {
		if (w.mean && is_unit_of_time(&r))
			return 0; /* "thu nhap binh quan thang": for each month, of no one month */
		if (w.end && w.form != WHEN_MONTHS && w.form != WHEN_LAST_MONTHS)
			w.as_of = true;
		*out = w;
		return r.i - i;
	}
	if (w.ytd) { /* a bare "luy ke" */
		size_t m = tokens_match(t, v, i, VOCAB_cumulative, &e);
		if (!m || !e->value.n)
			return 0;
		w = (struct when){.form = WHEN_SINCE, .ytd = true};
		*out = w;
		return m;
	}
	return 0;
}

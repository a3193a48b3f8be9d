/* Expressions of time: a cue, then a core. */
#include "stages/extract/when_inside.h"
#include "stages/extract/when_words.h"

static bool may_begin(const struct tokens *t, size_t i)
{
	static const struct vocab_set first = VOCAB_SET(WHEN_FIRST);
	return t->at[i].kind == TOKEN_NUMBER ||
	       vocab_may_start_any(&t->starts[t->at[i].word], &first);
}

static bool read_core(struct when_reader *r)
{
	struct when *w = r->w;
	size_t start = r->i;
	const struct vocab_entry *e;
	struct when_reader at;
	if (r->i >= r->t->n || !may_begin(r->t, r->i))
		return false;
	if (when_read_spans(r))
		return true;
	size_t spelt = when_words(r->t, r->v, vocab_dates(r->v), r->i, w);
	if (spelt) {
		r->i += spelt;
		return true;
	}
	if (when_read_part(r) || when_read_months(r))
		return true;
	at = *r;
	if (when_take(&at, VOCAB_day) && when_read_day(&at, true, &w->day, &w->month, &w->year)) {
		r->i = at.i;
		w->form = WHEN_DAY;
		return true;
	}
	if (when_read_day(r, w->as_of, &w->day, &w->month, &w->year)) {
		w->form = WHEN_DAY;
		return true;
	}
	if (when_read_season(r))
		return true;
	if (when_read_month(r) || when_read_quarter(r) || when_read_year(r))
		return true;
	r->i = start;
	int part[3], parts = 0;
	size_t n = when_digits(r->t, r->i, part, &parts);
	if (r->loose && n && parts == 2 && part[0] >= 1 && part[0] <= 12 && when_is_year(part[1])) {
		w->form = WHEN_MONTH;
		w->month = part[0];
		w->year = part[1];
		r->i += n;
		return true;
	}
	if ((n = when_match(r, VOCAB_start_of_year, &e))) {
		w->form = WHEN_START_OF_YEAR;
		r->i += n;
		when_read_year_behind(r);
		return true;
	}
	return false;
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

static size_t read_at(const struct tokens *t, const struct vocab *v, size_t i, bool loose,
		      struct when *out)
{
	struct when w = {0};
	struct when_reader r = {t, v, i, loose, &w};
	const struct vocab_entry *e;
	size_t n;
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

size_t when_read(const struct tokens *t, const struct vocab *v, size_t i, bool loose,
		 struct when *out)
{
	return i < t->n && may_begin(t, i) ? read_at(t, v, i, loose, out) : 0;
}

#include "stages/extract/when.h"

#include "stages/extract/when_words.h"

struct reader {
	const struct tokens *t;
	const struct vocab *v;
	size_t i;
	bool loose;
	struct when *w;
};

static size_t match(struct reader *r, enum vocab_class class, const struct vocab_entry **e)
{
	return r->i < r->t->n ? tokens_match(r->t, r->v, r->i, class, e) : 0;
}

static bool take(struct reader *r, enum vocab_class class)
{
	size_t n = match(r, class, NULL);
	r->i += n;
	return n > 0;
}

/* The integer that token i is made of (no separators); -1 otherwise. */
static int plain_number(const struct tokens *t, size_t i)
{
	unsigned long long n;
	if (i >= t->n || t->at[i].kind != TOKEN_NUMBER)
		return -1;
	struct str s = tokens_text(t, i, i + 1);
	return s.n <= 4 && str_to_u64(s, &n) ? (int)n : -1;
}

static bool is_year(int n)
{
	return n >= 1900 && n <= 2100;
}

size_t when_digits(const struct tokens *t, size_t i, int part[3], int *parts)
{
	size_t k = i;
	int n = 0;
	char joint = 0;
	while (k < t->n && t->at[k].kind == TOKEN_NUMBER && n < 3) {
		struct str s = tokens_text(t, k, k + 1);
		while (s.n && n < 3) {
			struct str head = str_cut(&s, '.');
			unsigned long long value;
			if (!str_to_u64(head, &value) || value > 9999)
				return 0;
			part[n++] = (int)value;
			if (s.n && joint && joint != '.')
				return 0;
			if (s.n)
				joint = '.';
		}
		k++;
		if (n == 3 || k + 1 >= t->n || t->at[k].kind != TOKEN_MARK ||
		    (t->at[k].mark != '/' && t->at[k].mark != '-') ||
		    t->at[k + 1].kind != TOKEN_NUMBER || (joint && joint != t->at[k].mark))
			break;
		if (t->at[k].mark == '/' && !(t->at[k].glued && t->at[k + 1].glued))
			break;
		joint = t->at[k].mark;
		k++;
	}
	*parts = n;
	return n >= 2 ? k - i : 0;
}

static bool day_fits(int d, int m)
{
	return d >= 1 && d <= 31 && m >= 1 && m <= 12;
}

/* D/M/Y or D/M; the caller has seen a cue for a day, or there are three parts. */
static bool read_day(struct reader *r, bool cue, int *day, int *month, int *year)
{
	int part[3] = {0}, parts = 0;
	size_t n = when_digits(r->t, r->i, part, &parts);
	if (n && day_fits(part[0], part[1]) &&
	    ((parts == 3 && (is_year(part[2]) || part[2] < 100)) || (parts == 2 && cue))) {
		*day = part[0];
		*month = part[1];
		*year = parts == 3 ? (part[2] < 100 ? part[2] + 2000 : part[2]) : 0;
		r->i += n;
		if (parts == 2 && token_is_mark(r->t, r->i, '-') &&
		    is_year(plain_number(r->t, r->i + 1))) {
			*year = plain_number(r->t, r->i + 1);
			r->i += 2;
		}
		return true;
	}
	int d = plain_number(r->t, r->i);
	struct reader at = *r;
	at.i++;
	if (d >= 1 && d <= 31 && take(&at, VOCAB_month)) {
		int m = plain_number(r->t, at.i);
		const struct vocab_entry *e;
		size_t used = 1;
		if (m < 0 && (used = match(&at, VOCAB_month_name, &e)))
			m = e->number;
		if (day_fits(d, m)) {
			at.i += used;
			*day = d;
			*month = m;
			*year = 0;
			size_t back = at.i;
			bool joined = token_is_mark(r->t, at.i, '/') ||
				      token_is_mark(r->t, at.i, '-') ||
				      token_is_mark(r->t, at.i, ',');
			if (joined)
				at.i++;
			bool named = take(&at, VOCAB_year);
			if ((joined || named) && is_year(plain_number(r->t, at.i)))
				*year = plain_number(r->t, at.i++);
			else
				at.i = back;
			r->i = at.i;
			return true;
		}
	}
	return false;
}

/* A year behind a month, quarter or count of months: "/2022", " năm 2022", "-2022", " năm ngoái". */
static void read_year_behind(struct reader *r)
{
	struct reader at = *r;
	bool mark = token_is_mark(r->t, at.i, '/') || token_is_mark(r->t, at.i, '-') ||
		    token_is_mark(r->t, at.i, '.');
	if (mark)
		at.i++;
	else if (token_is_mark(r->t, at.i, ',') &&
		 tokens_match(r->t, r->v, at.i + 1, VOCAB_year, NULL))
		at.i++;
	bool named = take(&at, VOCAB_year);
	int y = plain_number(r->t, at.i);
	if (is_year(y) && (mark || named)) {
		r->w->year = y;
		r->i = at.i + 1;
		return;
	}
	if (mark || !named)
		return;
	if (take(&at, VOCAB_this)) {
		r->w->relative_year = true;
		r->w->year = 0;
	} else if (take(&at, VOCAB_previous)) {
		r->w->relative_year = true;
		r->w->year = -1;
	} else if (take(&at, VOCAB_next)) {
		r->w->relative_year = true;
		r->w->year = 1;
	} else {
		return;
	}
	r->i = at.i;
}

static bool read_relative(struct reader *r)
{
	struct when *w = r->w;
	if (take(r, VOCAB_this))
		w->relative = 0;
	else if (take(r, VOCAB_previous))
		w->relative = -1;
	else if (take(r, VOCAB_next))
		w->relative = 1;
	else
		return false;
	w->has_relative = true;
	return true;
}

static bool read_month(struct reader *r)
{
	struct when *w = r->w;
	const struct vocab_entry *e;
	int part[3], parts = 0;
	size_t n;
	if (!take(r, VOCAB_month))
		return false;
	if ((n = when_digits(r->t, r->i, part, &parts)) && parts == 2 && part[0] >= 1 &&
	    part[0] <= 12 && is_year(part[1])) {
		w->month = part[0];
		w->year = part[1];
		r->i += n;
	} else if (plain_number(r->t, r->i) >= 1 && plain_number(r->t, r->i) <= 12) {
		w->month = plain_number(r->t, r->i++);
		read_year_behind(r);
	} else if ((n = match(r, VOCAB_month_name, &e))) {
		w->month = e->number;
		r->i += n;
		read_year_behind(r);
	} else if (read_relative(r)) {
		;
	} else if (w->within || w->end || w->as_of || r->loose) {
		w->has_relative = true; /* trong thang, cuoi thang, den het thang */
	} else {
		return false;
	}
	w->form = WHEN_MONTH;
	return true;
}

static bool read_quarter(struct reader *r)
{
	struct when *w = r->w;
	const struct vocab_entry *e;
	size_t n;
	if (!take(r, VOCAB_quarter))
		return false;
	if (token_is_mark(r->t, r->i, '.'))
		r->i++;
	int number = plain_number(r->t, r->i);
	if (number >= 1 && number <= 4) {
		r->i++;
	} else if ((n = match(r, VOCAB_quarter_name, &e))) {
		number = e->number;
		r->i += n;
	} else if (read_relative(r) || w->within || w->end || w->as_of) {
		w->has_relative = true;
		w->form = WHEN_QUARTER;
		return true;
	} else {
		return false;
	}
	w->number = number;
	w->form = WHEN_QUARTER;
	read_year_behind(r);
	return true;
}

static bool read_year(struct reader *r)
{
	struct when *w = r->w;
	struct reader at = *r;
	if (take(&at, VOCAB_year)) {
		int y = plain_number(r->t, at.i);
		if (is_year(y)) {
			w->year = y;
			at.i++;
			if (token_is_mark(r->t, at.i, '-') &&
			    is_year(plain_number(r->t, at.i + 1))) {
				w->form = WHEN_TERM;
				r->i = at.i + 2;
				return true;
			}
		} else if (take(&at, VOCAB_this)) {
			w->relative_year = true;
		} else if (take(&at, VOCAB_previous)) {
			w->relative_year = true;
			w->year = -1;
		} else if (take(&at, VOCAB_next)) {
			w->relative_year = true;
			w->year = 1;
		} else if (w->within || w->end || w->as_of) {
			w->relative_year = true;
			w->end = w->end || w->as_of;
		} else {
			return false;
		}
		w->form = WHEN_YEAR;
		r->i = at.i;
		return true;
	}
	int y = plain_number(r->t, r->i);
	if (is_year(y) && token_is_mark(r->t, r->i + 1, '-') &&
	    is_year(plain_number(r->t, r->i + 2))) {
		w->form = WHEN_TERM;
		r->i += 3;
		return true;
	}
	if (!r->loose || !is_year(y) ||
	    (r->i + 1 < r->t->n && r->t->at[r->i + 1].kind == TOKEN_NUMBER))
		return false;
	w->form = WHEN_YEAR;
	w->year = y;
	r->i++;
	return true;
}

/* "8 thang dau nam 2022", "chin thang", "6 thang cuoi nam", "8 thang/2023" */
static bool read_months(struct reader *r)
{
	struct when *w = r->w;
	struct reader at = *r;
	const struct vocab_entry *e;
	int count = plain_number(r->t, at.i);
	size_t n;
	if (count >= 1 && count <= 12) {
		at.i++;
	} else if ((n = match(&at, VOCAB_digit, &e)) && e->number >= 2 && e->number <= 12 &&
		   !tokens_match(r->t, r->v, at.i, VOCAB_year, NULL)) {
		count = e->number;
		at.i += n;
	} else if (n && e->number == 5 && tokens_match(r->t, r->v, at.i + 1, VOCAB_month, NULL)) {
		count = 5; /* the word for five is also the word for year */
		at.i += n;
	} else {
		return false;
	}
	if (!take(&at, VOCAB_month))
		return false;
	/* "2 thang 8" of "ky 2 thang 8" and "ngay 2 thang 8" is a month with its number */
	if (plain_number(r->t, at.i) >= 1 && plain_number(r->t, at.i) <= 12 &&
	    !tokens_match(r->t, r->v, at.i + 1, VOCAB_month, NULL))
		return false;
	w->count = count;
	w->form = WHEN_MONTHS;
	r->i = at.i;
	if (take(&at, VOCAB_last)) {
		w->form = WHEN_LAST_MONTHS;
		r->i = at.i;
	} else if (take(&at, VOCAB_first)) {
		r->i = at.i;
	}
	at = *r;
	if (take(&at, VOCAB_this) || take(&at, VOCAB_previous)) { /* "9 thang qua" */
		r->i = at.i;
		if (tokens_match(r->t, r->v, r->i, VOCAB_possess, NULL) == 0) {
			struct reader of = *r;
			if (of.i < r->t->n && r->t->at[of.i].kind == TOKEN_WORD &&
			    !tokens_match(r->t, r->v, of.i, VOCAB_year, NULL)) {
				of.i++;
				if (tokens_match(r->t, r->v, of.i, VOCAB_year, NULL)) {
					size_t before = of.i;
					read_year_behind(&of);
					if (of.i > before)
						r->i = of.i;
				}
			}
		}
	}
	size_t before = r->i;
	read_year_behind(r);
	if (r->i == before)
		take(r, VOCAB_year); /* "8 thang dau nam" */
	return true;
}

static bool read_span(struct reader *r)
{
	struct when *w = r->w;
	struct reader at = *r;
	int y = 0;
	if (!take(&at, VOCAB_from))
		return false;
	take(&at, VOCAB_day);
	if (!read_day(&at, true, &w->from_day, &w->from_month, &w->from_year)) {
		int d = plain_number(r->t, at.i); /* tu 12 den 14/10 */
		if (d < 1 || d > 31)
			return false;
		w->from_day = d;
		w->from_month = 0;
		at.i++;
	}
	if (!take(&at, VOCAB_to) && !take(&at, VOCAB_as_of)) {
		if (!token_is_mark(r->t, at.i, '-'))
			return false;
		at.i++;
	}
	if (!take(&at, VOCAB_last))
		take(&at, VOCAB_as_of);
	take(&at, VOCAB_day);
	if (!read_day(&at, true, &w->day, &w->month, &y))
		return false;
	w->year = y;
	if (!w->from_month)
		w->from_month = w->month;
	if (!w->from_year)
		w->from_year = y;
	w->form = WHEN_SPAN;
	if (w->from_day == 1 && w->from_month == 1 && w->month > 1) {
		w->form = WHEN_DAY; /* from New Year's Day on: year to date */
		w->ytd = true;
	}
	r->i = at.i;
	return true;
}

/* half of a year or month, instalment of a month */
static bool read_part(struct reader *r)
{
	struct when *w = r->w;
	struct reader at = *r;
	const struct vocab_entry *e;
	size_t n;
	if (take(&at, VOCAB_half)) {
		bool last = take(&at, VOCAB_last);
		if (!last && !take(&at, VOCAB_first))
			return false;
		w->number = last ? 2 : 1;
		size_t year_at = at.i;
		if (tokens_match(r->t, r->v, year_at, VOCAB_year, NULL)) {
			w->form = WHEN_HALF;
			read_year_behind(&at);
			if (at.i == year_at)
				take(&at, VOCAB_year);
			r->i = at.i;
			return true;
		}
		if (read_month(&at)) {
			w->form = WHEN_MONTH_PART;
			r->i = at.i;
			return true;
		}
		return false;
	}
	if ((n = match(&at, VOCAB_instalment, &e))) {
		at.i += n;
		int number = plain_number(r->t, at.i);
		if (number != 1 && number != 2)
			return false;
		at.i++;
		if (!read_month(&at))
			return false;
		w->number = number;
		w->form = WHEN_MONTH_PART;
		r->i = at.i;
		return true;
	}
	int days = plain_number(r->t, at.i);
	if (days == 15) {
		at.i++;
		if (!take(&at, VOCAB_day))
			return false;
		bool last = take(&at, VOCAB_last);
		if (!last && !take(&at, VOCAB_first))
			return false;
		at.w->within = true;
		if (!read_month(&at))
			return false;
		w->number = last ? 2 : 1;
		w->form = WHEN_MONTH_PART;
		r->i = at.i;
		return true;
	}
	return false;
}

static bool read_core(struct reader *r)
{
	struct when *w = r->w;
	size_t start = r->i;
	const struct vocab_entry *e;
	struct reader at;
	size_t spelt = when_words(r->t, r->v, vocab_dates(r->v), r->i, w);
	if (spelt) {
		r->i += spelt;
		return true;
	}
	if (read_span(r) || read_part(r) || read_months(r))
		return true;
	at = *r;
	if (take(&at, VOCAB_day) && read_day(&at, true, &w->day, &w->month, &w->year)) {
		r->i = at.i;
		w->form = WHEN_DAY;
		return true;
	}
	if (read_day(r, w->as_of, &w->day, &w->month, &w->year)) {
		w->form = WHEN_DAY;
		return true;
	}
	at = *r;
	if (take(&at, VOCAB_season)) {
		for (int words = 0;
		     words < 6 && at.i < r->t->n && r->t->at[at.i].kind == TOKEN_WORD; words++) {
			struct reader y = at;
			if (take(&y, VOCAB_year)) {
				int number = plain_number(r->t, y.i);
				if (!is_year(number) && !take(&y, VOCAB_previous))
					return false;
				w->year = is_year(number) ? number : -1;
				w->relative_year = !is_year(number);
				w->form = WHEN_YEAR;
				r->i = is_year(number) ? y.i + 1 : y.i;
				return true;
			}
			at.i++;
		}
	}
	if (read_month(r) || read_quarter(r) || read_year(r))
		return true;
	r->i = start;
	int part[3], parts = 0;
	size_t n = when_digits(r->t, r->i, part, &parts);
	if (r->loose && n && parts == 2 && part[0] >= 1 && part[0] <= 12 && is_year(part[1])) {
		w->form = WHEN_MONTH;
		w->month = part[0];
		w->year = part[1];
		r->i += n;
		return true;
	}
	if ((n = match(r, VOCAB_start_of_year, &e))) {
		w->form = WHEN_START_OF_YEAR;
		r->i += n;
		read_year_behind(r);
		return true;
	}
	return false;
}

static void read_cues(struct reader *r)
{
	struct when *w = r->w;
	for (;;) {
		const struct vocab_entry *e = NULL;
		size_t n = match(r, VOCAB_as_of, &e);
		if (n) {
			r->i += n;
			w->as_of = w->until = true;
			w->end = w->end || e->value.n; /* den cuoi, den het */
		} else if (take(r, VOCAB_cumulative)) {
			w->ytd = true;
		} else if (take(r, VOCAB_within) || take(r, VOCAB_whole)) {
			w->within = true;
		} else if (w->as_of && take(r, VOCAB_to)) {
			;
		} else if (take(r, VOCAB_last)) {
			w->end = true;
		} else {
			return;
		}
	}
}

/* "tu dau nam [2022] [den nay | den het thang 10 | den 30/11]" */
static bool read_since(struct reader *r)
{
	struct when *w = r->w;
	if (!take(r, VOCAB_since_start))
		return false;
	read_year_behind(r);
	w->ytd = true;
	w->form = WHEN_SINCE;
	size_t back = r->i;
	if (token_is_mark(r->t, r->i, ','))
		r->i++;
	struct when end = {.ytd = true,
			   .as_of = true,
			   .year = w->year,
			   .relative_year = w->relative_year};
	struct reader at = {r->t, r->v, r->i, r->loose, &end};
	if (take(&at, VOCAB_now)) {
		r->i = at.i;
		return true;
	}
	bool cue = take(&at, VOCAB_as_of) || take(&at, VOCAB_to);
	while (take(&at, VOCAB_last) || take(&at, VOCAB_as_of))
		cue = true;
	end.as_of = false;
	if (cue && take(&at, VOCAB_now)) {
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

size_t when_read(const struct tokens *t, const struct vocab *v, size_t i, bool loose,
		 struct when *out)
{
	struct when w = {0};
	struct reader r = {t, v, i, loose, &w};
	const struct vocab_entry *e;
	size_t n;
	if (i >= t->n)
		return 0;
	if ((n = match(&r, VOCAB_now, &e))) {
		w.form = WHEN_NOW;
		w.as_of = true;
		*out = w;
		return n;
	}
	read_cues(&r);
	if (read_since(&r)) {
		struct reader more = r; /* "luy ke tu dau nam den nay" */
		(void)more;
		*out = w;
		return r.i - i;
	}
	if ((n = match(&r, VOCAB_same, &e))) {
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
		struct reader at = {t, v, r.i, true, &core};
		read_cues(&at);
		if (read_core(&at) && core.form != WHEN_TERM) {
			core.same = true;
			w = core;
			r.i = at.i;
		}
		*out = w;
		return r.i - i;
	}
	if (w.as_of && take(&r, VOCAB_now)) {
		w.form = WHEN_NOW;
		*out = w;
		return r.i - i;
	}
	if (!w.as_of && !w.within && !w.ytd &&
	    take(&r, VOCAB_to)) { /* "den 30/11", not "den trong thang" */
		if (tokens_match(t, v, r.i, VOCAB_within, NULL))
			return 0;
		w.as_of = w.until = true;
		while (take(&r, VOCAB_last))
			w.end = true;
	}
	if (read_core(&r)) {
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

/* Days, months, quarters, years and spans of them. */
#include "stages/extract/when_inside.h"

/* The integer that token i is made of (no separators); -1 otherwise. */
int when_plain_number(const struct tokens *t, size_t i)
{
	enum { DIGITS = 4 };
	int n = 0;
	if (i >= t->n || t->at[i].kind != TOKEN_NUMBER)
		return -1;
	struct str s = tokens_text(t, i, i + 1);
	if (s.n > DIGITS)
		return -1;
	for (size_t k = 0; k < s.n; k++) {
		if (!scan_is_digit(s.p[k]))
			return -1;
		n = n * 10 + (s.p[k] - '0');
	}
	return n;
}

bool when_is_year(int n)
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

/* "tinh den 16 gio ngay 20/8", "den 17h30 ngay 20/8": the hour before a day. */
bool when_take_hour(struct when_reader *r)
{
	enum { HOURS = 24, MINUTES = 59 };
	struct when_reader at = *r;
	int hour = when_plain_number(r->t, at.i++);
	if (hour < 0 || hour > HOURS || !when_take(&at, VOCAB_hour))
		return false;
	int minute = when_plain_number(r->t, at.i);
	if (minute >= 0 && minute <= MINUTES) {
		at.i++;
		when_take(&at, VOCAB_minute);
	}
	if (token_is_mark(r->t, at.i, ','))
		at.i++;
	if (!tokens_match(r->t, r->v, at.i, VOCAB_day, NULL))
		return false;
	r->i = at.i;
	return true;
}

static bool day_fits(int d, int m)
{
	return d >= 1 && d <= 31 && m >= 1 && m <= 12;
}

/* D/M/Y or D/M; the caller has seen a cue for a day, or there are three parts. */
bool when_read_day(struct when_reader *r, bool cue, int *day, int *month, int *year)
{
	int part[3] = {0}, parts = 0;
	size_t n = when_digits(r->t, r->i, part, &parts);
	if (n && day_fits(part[0], part[1]) &&
	    ((parts == 3 && (when_is_year(part[2]) || part[2] < 100)) || (parts == 2 && cue))) {
		*day = part[0];
		*month = part[1];
		*year = parts == 3 ? (part[2] < 100 ? part[2] + 2000 : part[2]) : 0;
		r->i += n;
		if (parts == 2 && token_is_mark(r->t, r->i, '-') &&
		    when_is_year(when_plain_number(r->t, r->i + 1))) {
			*year = when_plain_number(r->t, r->i + 1);
			r->i += 2;
		}
		return true;
	}
	int d = when_plain_number(r->t, r->i);
	struct when_reader at = *r;
	at.i++;
	if (d >= 1 && d <= 31 && when_take(&at, VOCAB_month)) {
		int m = when_plain_number(r->t, at.i);
		const struct vocab_entry *e;
		size_t used = 1;
		if (m < 0 && (used = when_match(&at, VOCAB_month_name, &e)))
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
			bool named = when_take(&at, VOCAB_year);
			if ((joined || named) && when_is_year(when_plain_number(r->t, at.i)))
				*year = when_plain_number(r->t, at.i++);
			else
				at.i = back;
			if (!cue && !*year)
				return false; /* "quan 12 thang 6": a name, then a month */
			r->i = at.i;
			return true;
		}
	}
	return false;
}

/* A year behind a month, quarter or count of months: "/2022", " nam 2022", "-2022", " nam
 * ngoai". */
void when_read_year_behind(struct when_reader *r)
{
	struct when_reader at = *r;
	bool mark = token_is_mark(r->t, at.i, '/') || token_is_mark(r->t, at.i, '-') ||
		    token_is_mark(r->t, at.i, '.');
	if (mark)
		at.i++;
	else if (token_is_mark(r->t, at.i, ',') &&
		 tokens_match(r->t, r->v, at.i + 1, VOCAB_year, NULL))
		at.i++;
	bool named = when_take(&at, VOCAB_year);
	int y = when_plain_number(r->t, at.i);
	if (when_is_year(y) && (mark || named)) {
		r->w->year = y;
		r->i = at.i + 1;
		return;
	}
	if (mark || !named)
		return;
	if (when_take(&at, VOCAB_this)) {
		r->w->relative_year = true;
		r->w->year = 0;
	} else if (when_take(&at, VOCAB_previous)) {
		r->w->relative_year = true;
		r->w->year = -1;
	} else if (when_take(&at, VOCAB_next)) {
		r->w->relative_year = true;
		r->w->year = 1;
	} else {
		return;
	}
	r->i = at.i;
}

static bool read_relative(struct when_reader *r)
{
	struct when *w = r->w;
	if (when_take(r, VOCAB_this))
		w->relative = 0;
	else if (when_take(r, VOCAB_previous))
		w->relative = -1;
	else if (when_take(r, VOCAB_next))
		w->relative = 1;
	else
		return false;
	w->has_relative = true;
	return true;
}

/* "so voi thang dau nam", "so voi thang cuoi nam 2022" */
static bool read_month_of_year(struct when_reader *r)
{
	struct when_reader at = *r;
	bool last = when_take(&at, VOCAB_last);
	if (!r->loose || (!last && !when_take(&at, VOCAB_first)))
		return false;
	size_t year = at.i;
	when_read_year_behind(&at);
	if (at.i == year && !when_take(&at, VOCAB_year))
		return false;
	r->w->month = last ? 12 : 1;
	r->i = at.i;
	return true;
}

bool when_read_month(struct when_reader *r)
{
	struct when *w = r->w;
	const struct vocab_entry *e;
	int part[3], parts = 0;
	size_t n;
	if (r->i > 0 && token_is_mark(r->t, r->i - 1, '/') && r->t->at[r->i].glued)
		return false; /* "moi nguoi/thang nam 2024" */
	if (!when_take(r, VOCAB_month))
		return false;
	if ((n = when_digits(r->t, r->i, part, &parts)) && parts == 2 && part[0] >= 1 &&
	    part[0] <= 12 && when_is_year(part[1])) {
		w->month = part[0];
		w->year = part[1];
		r->i += n;
	} else if (when_plain_number(r->t, r->i) >= 1 && when_plain_number(r->t, r->i) <= 12) {
		w->month = when_plain_number(r->t, r->i++);
		when_read_year_behind(r);
	} else if ((n = when_match(r, VOCAB_month_name, &e))) {
		w->month = e->number;
		r->i += n;
		when_read_year_behind(r);
	} else if (read_relative(r)) {
		;
	} else if (read_month_of_year(r)) {
		;
	} else if (w->within || w->end || w->as_of || r->loose) {
		w->has_relative = true; /* trong thang, cuoi thang, den het thang */
	} else {
		return false;
	}
	w->form = WHEN_MONTH;
	return true;
}

bool when_read_quarter(struct when_reader *r)
{
	struct when *w = r->w;
	const struct vocab_entry *e;
	size_t n;
	if (!when_take(r, VOCAB_quarter))
		return false;
	if (token_is_mark(r->t, r->i, '.'))
		r->i++;
	int number = when_plain_number(r->t, r->i);
	if (number >= 1 && number <= 4) {
		r->i++;
	} else if ((n = when_match(r, VOCAB_quarter_name, &e))) {
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
	when_read_year_behind(r);
	return true;
}

bool when_read_year(struct when_reader *r)
{
	struct when *w = r->w;
	struct when_reader at = *r;
	if (when_take(&at, VOCAB_year)) {
		int y = when_plain_number(r->t, at.i);
		if (when_is_year(y)) {
			w->year = y;
			at.i++;
			if (token_is_mark(r->t, at.i, '-') &&
			    when_is_year(when_plain_number(r->t, at.i + 1))) {
				w->form = WHEN_TERM;
				w->from_year = y;
				w->year = when_plain_number(r->t, at.i + 1);
				r->i = at.i + 2;
				return true;
			}
		} else if (when_take(&at, VOCAB_this)) {
			w->relative_year = true;
		} else if (when_take(&at, VOCAB_previous)) {
			w->relative_year = true;
			w->year = -1;
		} else if (when_take(&at, VOCAB_next)) {
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
	int y = when_plain_number(r->t, r->i);
	if (when_is_year(y) && token_is_mark(r->t, r->i + 1, '-') &&
	    when_is_year(when_plain_number(r->t, r->i + 2))) {
		w->form = WHEN_TERM;
		w->from_year = y;
		w->year = when_plain_number(r->t, r->i + 2);
		r->i += 3;
		return true;
	}
	if (!r->loose || !when_is_year(y) ||
	    (r->i + 1 < r->t->n && r->t->at[r->i + 1].kind == TOKEN_NUMBER))
		return false;
	w->form = WHEN_YEAR;
	w->year = y;
	r->i++;
	return true;
}

/* "moi nguoi 1 thang nam 2024": for each month of that year; a month has its number behind. */
static bool read_each_month(struct when_reader *r)
{
	struct when_reader at = *r;
	size_t behind = at.i;
	when_read_year_behind(&at);
	if (at.i == behind)
		return false;
	r->w->form = WHEN_YEAR;
	r->i = at.i;
	return true;
}

/* "8 thang dau nam 2022", "chin thang", "6 thang cuoi nam", "8 thang/2023" */
bool when_read_months(struct when_reader *r)
{
	struct when *w = r->w;
	struct when_reader at = *r;
	const struct vocab_entry *e;
	int count = when_plain_number(r->t, at.i);
	size_t n;
	if (count >= 1 && count <= 12) {
		at.i++;
	} else if ((n = when_match(&at, VOCAB_digit, &e)) && e->number >= 1 && e->number <= 12 &&
		   !tokens_match(r->t, r->v, at.i, VOCAB_year, NULL)) {
		count = e->number;
		at.i += n;
	} else if (n && e->number == 5 && tokens_match(r->t, r->v, at.i + 1, VOCAB_month, NULL)) {
		count = 5; /* the word for five is also the word for year */
		at.i += n;
	} else {
		return false;
	}
	if (!when_take(&at, VOCAB_month))
		return false;
	/* "2 thang 8" of "ky 2 thang 8" and "ngay 2 thang 8" is a month with its number */
	if (when_plain_number(r->t, at.i) >= 1 && when_plain_number(r->t, at.i) <= 12 &&
	    !tokens_match(r->t, r->v, at.i + 1, VOCAB_month, NULL))
		return false;
	if (count == 1 && !tokens_match(r->t, r->v, at.i, VOCAB_first, NULL))
		return read_each_month(&at) && (r->i = at.i, true);
	w->count = count;
	w->form = WHEN_MONTHS;
	r->i = at.i;
	if (when_take(&at, VOCAB_last)) {
		struct when_reader month = at; /* "9 thang cuoi thang 9": the end of a month */
		int number = when_take(&month, VOCAB_month) ? when_plain_number(r->t, month.i) : 0;
		if (number >= 1 && number <= 12)
			return true;
		w->form = WHEN_LAST_MONTHS;
		r->i = at.i;
	} else if (when_take(&at, VOCAB_first)) {
		r->i = at.i;
	}
	at = *r;
	if (when_take(&at, VOCAB_this) || when_take(&at, VOCAB_previous)) { /* "9 thang qua" */
		r->i = at.i;
		if (tokens_match(r->t, r->v, r->i, VOCAB_possess, NULL) == 0) {
			struct when_reader of = *r;
			if (of.i < r->t->n && r->t->at[of.i].kind == TOKEN_WORD &&
			    !tokens_match(r->t, r->v, of.i, VOCAB_year, NULL)) {
				of.i++;
				if (tokens_match(r->t, r->v, of.i, VOCAB_year, NULL)) {
					size_t before = of.i;
					when_read_year_behind(&of);
					if (of.i > before)
						r->i = of.i;
				}
			}
		}
	}
	size_t before = r->i;
	when_read_year_behind(r);
	if (r->i == before)
		when_take(r, VOCAB_year); /* "8 thang dau nam" */
	return true;
}

bool when_read_span(struct when_reader *r)
{
	struct when *w = r->w;
	struct when_reader at = *r;
	int y = 0;
	if (!when_take(&at, VOCAB_from))
		return false;
	when_take_hour(&at);
	when_take(&at, VOCAB_day);
	if (!when_read_day(&at, true, &w->from_day, &w->from_month, &w->from_year)) {
		int d = when_plain_number(r->t, at.i); /* tu 12 den 14/10 */
		if (d < 1 || d > 31)
			return false;
		w->from_day = d;
		w->from_month = 0;
		at.i++;
	}
	if (!when_take(&at, VOCAB_to) && !when_take(&at, VOCAB_as_of)) {
		if (!token_is_mark(r->t, at.i, '-'))
			return false;
		at.i++;
	}
	if (!when_take(&at, VOCAB_last))
		when_take(&at, VOCAB_as_of);
	when_take_hour(&at);
	when_take(&at, VOCAB_day);
	if (!when_read_day(&at, true, &w->day, &w->month, &y))
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
bool when_read_part(struct when_reader *r)
{
	struct when *w = r->w;
	struct when_reader at = *r;
	const struct vocab_entry *e;
	size_t n;
	if (when_take(&at, VOCAB_half)) {
		bool last = when_take(&at, VOCAB_last);
		if (!last && !when_take(&at, VOCAB_first))
			return false;
		w->number = last ? 2 : 1;
		size_t year_at = at.i;
		if (tokens_match(r->t, r->v, year_at, VOCAB_year, NULL)) {
			w->form = WHEN_HALF;
			when_read_year_behind(&at);
			if (at.i == year_at)
				when_take(&at, VOCAB_year);
			r->i = at.i;
			return true;
		}
		if (when_read_month(&at)) {
			w->form = WHEN_MONTH_PART;
			r->i = at.i;
			return true;
		}
		return false;
	}
	if ((n = when_match(&at, VOCAB_instalment, &e))) {
		at.i += n;
		int number = when_plain_number(r->t, at.i);
		if (number != 1 && number != 2)
			return false;
		at.i++;
		if (!when_read_month(&at))
			return false;
		w->number = number;
		w->form = WHEN_MONTH_PART;
		r->i = at.i;
		return true;
	}
	int days = when_plain_number(r->t, at.i);
	if (days >= 2 && days <= 30) {
		at.i++;
		if (!when_take(&at, VOCAB_day))
			return false;
		bool last = when_take(&at, VOCAB_last);
		if (!last && !when_take(&at, VOCAB_first))
			return false;
		at.w->within = true;
		if (!when_read_month(&at))
			return false;
		w->number = last ? 2 : 1;
		w->count = days;
		w->form = WHEN_MONTH_PART;
		r->i = at.i;
		return true;
	}
	return false;
}

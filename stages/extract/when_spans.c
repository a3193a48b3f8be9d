/* Spans of days, months and years, terms, school years and weeks. */
#include "stages/extract/when_inside.h"

static size_t match_at(const struct when_reader *r, size_t i, enum vocab_class class,
		       const struct vocab_entry **e)
{
	return i < r->t->n ? tokens_match(r->t, r->v, i, class, e) : 0;
}

static int year_at(const struct when_reader *r, size_t i)
{
	int y = when_plain_number(r->t, i);
	return when_is_year(y) ? y : 0;
}

/* A dash, "den [het]" or, where lists count, "va" and a comma. */
static bool take_joint(struct when_reader *r, bool list)
{
	if (when_take(r, VOCAB_to) || when_take(r, VOCAB_as_of)) {
		while (when_take(r, VOCAB_last) || when_take(r, VOCAB_as_of))
			;
		return true;
	}
	if (token_is_mark(r->t, r->i, '-') || (list && token_is_mark(r->t, r->i, ','))) {
		r->i++;
		return true;
	}
	return list && when_take(r, VOCAB_and);
}

/* ---- years ------------------------------------------------------------------------------- */

/* "2016-2020", "2021/22", "2021/2022": the second year, 0 where there is none. */
static int second_year(struct when_reader *r, int first)
{
	struct when_reader at = *r;
	if (!token_is_mark(r->t, at.i, '-') && !token_is_mark(r->t, at.i, '/'))
		return 0;
	bool glued = r->t->at[at.i].glued && at.i + 1 < r->t->n && r->t->at[at.i + 1].glued;
	at.i++;
	when_take(&at, VOCAB_year);
	int y = when_plain_number(r->t, at.i);
	if (y >= 0 && y < 100 && glued && r->t->at[at.i].end - r->t->at[at.i].begin == 2)
		y += first - first % 100;
	if (!when_is_year(y) || y <= first)
		return 0;
	r->i = at.i + 1;
	return y;
}

/* "giai doan 2016-2020", "nhiem ky 2020 - 2025", "5 nam 2016-2020", "5 nam (2016-2020)" */
static bool read_term(struct when_reader *r)
{
	struct when_reader at = *r;
	bool open = false;
	if (!when_take(&at, VOCAB_term)) {
		int count = when_plain_number(r->t, at.i);
		if (count < 2 || count > 50)
			return false;
		at.i++;
		if (!when_take(&at, VOCAB_year))
			return false;
		open = token_is_mark(r->t, at.i, '(');
		at.i += open;
	}
	when_take(&at, VOCAB_term);
	when_take(&at, VOCAB_year);
	int first = year_at(&at, at.i);
	if (!first)
		return false;
	at.i++;
	int last = second_year(&at, first);
	if (!last && take_joint(&at, false)) {
		when_take(&at, VOCAB_year);
		last = year_at(&at, at.i++);
	}
	if (!last || last <= first || (open && !token_is_mark(r->t, at.i, ')')))
		return false;
	r->i = at.i + open;
	*r->w = (struct when){.form = WHEN_TERM,
			      .named = true,
			      .within = r->w->within,
			      .from_year = first,
			      .year = last};
	return true;
}

/* "tu nam 2016 den [nam] 2020", "tu 2016 den nay" */
static bool read_years(struct when_reader *r)
{
	struct when_reader at = *r;
	if (!when_take(&at, VOCAB_from))
		return false;
	bool named = when_take(&at, VOCAB_year);
	int first = year_at(&at, at.i);
	if (!first)
		return false;
	at.i++;
	struct when w = {.form = WHEN_SPAN, .from_year = first};
	if (when_take(&at, VOCAB_now)) {
		w.until_now = true;
	} else {
		if (!take_joint(&at, false))
			return false;
		named = when_take(&at, VOCAB_year) || named;
		w.year = year_at(&at, at.i++);
		if (!named || w.year <= first)
			return false;
	}
	*r->w = w;
	r->i = at.i;
	return true;
}

/* "vu dong xuan 2021-2022", "vu hat dieu nam 2022", "nien vu 2021/22", "nam hoc 2022-2023" */
bool when_read_season(struct when_reader *r)
{
	enum { SEASON_WORDS = 6 };
	struct when *w = r->w;
	struct when_reader at = *r;
	const struct vocab_entry *e = NULL;
	size_t n = when_match(&at, VOCAB_season, &e);
	if (!n)
		return false;
	bool school = str_equal(e->note, STR("school"));
	at.i += n;
	if (school && when_take(&at, VOCAB_previous)) { /* "so voi nam hoc truoc" */
		w->form = WHEN_SAME;
		w->same = true;
		r->i = at.i;
		return true;
	}
	for (int words = 0; words <= SEASON_WORDS && at.i < r->t->n; words++, at.i++) {
		struct when_reader y = at;
		bool named = when_take(&y, VOCAB_year);
		int first = year_at(&y, y.i);
		if (first) {
			y.i++;
			int last = second_year(&y, first);
			if (!last && !named)
				return false;
			w->form = school && last ? WHEN_SCHOOL_YEAR : WHEN_YEAR;
			w->year = last ? last : first;
			r->i = y.i;
			return true;
		}
		if (named && when_take(&y, VOCAB_previous)) {
			w->form = WHEN_YEAR;
			w->year = -1;
			w->relative_year = true;
			r->i = y.i;
			return true;
		}
		if (named || r->t->at[at.i].kind != TOKEN_WORD ||
		    when_match(&at, VOCAB_quarter, &e))
			return false; /* "nhiem vu quy II nam 2025" */
	}
	return false;
}

/* ---- months ------------------------------------------------------------------------------ */

static int take_month(struct when_reader *r, int *year)
{
	const struct vocab_entry *e;
	int m = when_plain_number(r->t, r->i);
	size_t n;
	if (m >= 1 && m <= 12)
		r->i++;
	else if ((n = when_match(r, VOCAB_month_name, &e))) {
		m = e->number;
		r->i += n;
	} else {
		return 0;
	}
	struct when w = {0};
	struct when_reader at = {r->t, r->v, r->i, r->loose, &w};
	when_read_year_behind(&at);
	*year = w.relative_year ? 0 : w.year;
	if (!w.relative_year)
		r->i = at.i;
	return m;
}

/* "tu thang 4 den [het] thang 6 nam 2022", "2 thang 4 va 5", "thang 4-6/2022" */
static bool read_month_span(struct when_reader *r)
{
	struct when *w = r->w;
	struct when_reader at = *r;
	const struct vocab_entry *e;
	bool from = when_take(&at, VOCAB_from);
	int count = when_plain_number(r->t, at.i), year = 0, last_year = 0;
	size_t n;
	if (!from && count >= 2 && count <= 11)
		at.i++;
	else if (!from && (n = when_match(&at, VOCAB_digit, &e)) && e->number >= 2 &&
		 e->number <= 11 && !match_at(r, at.i, VOCAB_year, NULL))
		at.i += n, count = e->number;
	else
		count = 0;
	if (!when_take(&at, VOCAB_month))
		return false;
	int first = take_month(&at, &year), last = 0, months = 1;
	if (!first || (!from && !count && year))
		return false;
	if (!from && !count &&
	    !(token_is_mark(r->t, at.i, '-') && r->t->at[at.i].glued && at.i + 1 < r->t->n &&
	      r->t->at[at.i + 1].glued))
		return false;
	struct when_reader end = at;
	while (take_joint(&at, count > 0)) {
		when_take(&at, VOCAB_month);
		int next = take_month(&at, &last_year);
		if (!next || (count && next != (last ? last : first) % 12 + 1))
			break;
		last = next;
		end = at;
		if (++months == count || !count)
			break;
	}
	if (!last || (count && months != count))
		return false;
	w->form = WHEN_SPAN;
	w->from_month = first;
	w->from_year = year;
	w->month = last;
	w->year = last_year;
	if (first == 1 && last > 1 && (!year || year == last_year)) {
		w->form = WHEN_MONTHS;
		w->count = last;
		w->from_month = w->from_year = w->month = 0;
	}
	r->i = end.i;
	return true;
}

/* ---- days -------------------------------------------------------------------------------- */

static int take_day_number(struct when_reader *r)
{
	int d = when_plain_number(r->t, r->i);
	if (d < 1 || d > 31)
		return 0;
	r->i++;
	return d;
}

static bool alone_in_brackets(const struct when_reader *r, size_t end)
{
	return r->i > 0 && token_is_mark(r->t, r->i - 1, '(') && token_is_mark(r->t, end, ')');
}

/* "ngay 5-10/8", "tu ngay 5-10 trong thang 8", "2 ngay 13-14/8", "ngay 12 va 13/8", "(8/8 -
 * 14/8)" */
static bool read_days(struct when_reader *r)
{
	struct when *w = r->w;
	struct when_reader at = *r;
	int from = 0, month = 0, year = 0, day = 0;
	bool begin = when_take(&at, VOCAB_from);
	if (!begin && when_plain_number(r->t, at.i) >= 2 && match_at(r, at.i + 1, VOCAB_day, NULL))
		at.i++;
	bool word = when_take(&at, VOCAB_day);
	bool bare = !word && !begin && r->i > 0 && token_is_mark(r->t, r->i - 1, '(');
	if (!word && !begin && !bare)
		return false;
	struct when_reader first = at;
	struct when f = {0};
	first.w = &f;
	if (!(from = take_day_number(&at)) || !take_joint(&at, word)) {
		at = first;
		if (!when_read_day(&at, true, &f.day, &f.month, &f.year) || !take_joint(&at, false))
			return false;
		from = f.day;
	}
	when_take(&at, VOCAB_day);
	struct when_reader second = at;
	if (when_read_day(&at, true, &day, &month, &year) && day > 0) {
		;
	} else {
		at = second;
		if (!(day = take_day_number(&at)))
			return false;
		when_take(&at, VOCAB_within);
		if (!when_take(&at, VOCAB_month) || !(month = take_month(&at, &year)))
			return false;
	}
	if ((!f.month && from >= day) || (bare && !alone_in_brackets(r, at.i)))
		return false;
	w->form = WHEN_SPAN;
	w->from_day = from;
	w->from_month = f.month ? f.month : month;
	w->from_year = f.year;
	w->day = day;
	w->month = month;
	w->year = year;
	if (begin && from == 1 && w->from_month == 1 && month > 1) {
		w->form = WHEN_DAY; /* from New Year's Day on: year to date */
		w->ytd = true;
	}
	r->i = at.i;
	return true;
}

/* ---- weeks ------------------------------------------------------------------------------- */

/* "tuan 33", "tuan thu 32", "tuan truoc" */
static bool read_week(struct when_reader *r)
{
	enum { WEEKS = 53 };
	struct when *w = r->w;
	struct when_reader at = *r;
	if (!when_take(&at, VOCAB_week))
		return false;
	if (when_take(&at, VOCAB_this) || when_take(&at, VOCAB_next)) {
		return false; /* no day is known that it holds */
	} else if (when_take(&at, VOCAB_previous)) {
		w->has_relative = true;
		w->relative = -1;
	} else {
		when_take(&at, VOCAB_order);
		w->number = when_plain_number(r->t, at.i++);
		bool counts = !match_at(r, at.i, VOCAB_year, NULL) &&
			      (match_at(r, at.i, VOCAB_noun, NULL) ||
			       match_at(r, at.i, VOCAB_unit, NULL));
		if (w->number < 1 || w->number > WEEKS || counts) {
			w->number = 0;
			return false;
		}
	}
	w->form = WHEN_WEEK;
	r->i = at.i;
	if (w->number)
		when_read_year_behind(r);
	return true;
}

bool when_read_spans(struct when_reader *r)
{
	const struct token *k = &r->t->at[r->i];
	const struct vocab_start *first = &r->t->starts[k->word];
	const bool number = k->kind == TOKEN_NUMBER, from = vocab_may_start(first, VOCAB_from);
	if ((number || vocab_may_start(first, VOCAB_term)) && read_term(r))
		return true;
	if (from && read_years(r))
		return true;
	return read_month_span(r) ||
	       ((from || number || vocab_may_start(first, VOCAB_day)) && read_days(r)) ||
	       (from && when_read_span(r)) || read_week(r);
}

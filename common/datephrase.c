#include "common/datephrase_inside.h"

#include "common/period.h"

struct point {
	enum date_form form;
	struct date_point d;
	bool dashes; /* D-M without a word for day */
};

static bool valid(const struct point *p)
{
	if (p->d.month < 0 || p->d.month > LAST_MONTH)
		return false;
	if (p->d.day && p->d.month) {
		enum { LEAP_YEAR = 2000 };
		int year = p->d.year >= 1000 ? p->d.year : LEAP_YEAR;
		return period_day(year, p->d.month, p->d.day).freq == 'D';
	}
	return p->d.day >= 0 && p->d.day <= 31;
}

/* Groups of digits with one kind of mark between them: D/M/Y, Y-M-D, M/Y, D/M. */
static bool take_numeric(struct reader *r, bool day_word, struct point *p)
{
	int part[3] = {0}, length[3] = {0}, parts = 0;
	struct reader before = *r;
	char mark = 0;
	while (parts < 3) {
		length[parts] = date_digits(r, &part[parts]);
		if (!length[parts])
			break;
		parts++;
		if (r->p < r->end && (*r->p == '/' || *r->p == '.' || *r->p == '-') &&
		    (!mark || *r->p == mark) && date_digit(r->p + 1, r->end) && parts < 3)
			mark = *r->p++;
		else
			break;
	}
	bool more = r->end - r->p > 1 && strchr("/.-,", *r->p) && date_digit(r->p + 1, r->end);
	bool glued = date_letter(r->p, r->end) || date_digit(r->p, r->end) ||
		     (r->p < r->end && *r->p == '%');
	if (parts < 2 || (more && mark != '-' && *r->p != '-') || glued) {
		*r = before;
		return false;
	}
	*p = (struct point){.form = DATE_DAY};
	if (parts == 3 && length[0] == YEAR_PLACES && length[1] <= 2 && length[2] <= 2) {
		p->d = (struct date_point){part[0], part[1], part[2], 0};
	} else if (parts == 3 && length[0] <= 2 && length[1] <= 2 &&
		   (length[2] == YEAR_PLACES || (length[2] == 2 && mark == '/'))) {
		int year =
			length[2] == 2 ? part[2] + (part[2] < CENTURY_TURN ? 2000 : 1900) : part[2];
		p->d = (struct date_point){year, part[1], part[0], 0};
	} else if (parts == 2 && length[0] <= 2 && length[1] == YEAR_PLACES && !day_word) {
		p->form = DATE_MONTH;
		p->d = (struct date_point){part[1], part[0], 0, 0};
	} else if (parts == 2 && length[0] <= 2 && length[1] <= 2 &&
		   (day_word || mark == '/' || (length[0] == 2 && length[1] == 2))) {
		p->d = (struct date_point){0, part[1], part[0], 0};
	} else {
		*r = before;
		return false;
	}
	if ((p->form == DATE_DAY && !p->d.day) || !p->d.month || !valid(p)) {
		*r = before;
		return false;
	}
	return true;
}

static bool month_follows(struct reader r)
{
	int value;
	date_skip(&r);
	enum date_role role = date_phrase(&r, &value);
	return role == DATE_MONTH_WORD || role == DATE_MONTH_NAME;
}

static bool take_month_number(struct reader *r, int *month)
{
	struct reader before = *r;
	int n = date_digits(r, month);
	if (n && n <= 2 && *month >= 1 && *month <= LAST_MONTH && !date_letter(r->p, r->end))
		return true;
	*r = before;
	return !n && date_small_words(r, LAST_MONTH, month);
}

/* Behind a day's number: "thang M [nam Y]", "thang M/Y". */
static bool take_month_of_day(struct reader *r, struct point *p)
{
	struct reader before = *r;
	int value;
	date_skip(r);
	enum date_role role = date_phrase(r, &value);
	p->d.month = role == DATE_MONTH_NAME ? value : 0;
	if (role != DATE_MONTH_NAME &&
	    (role != DATE_MONTH_WORD || !take_month_number(r, &p->d.month))) {
		*r = before;
		p->d.month = 0;
		return false;
	}
	date_its_year(r, &p->d);
	return true;
}

static bool take_day(struct reader *r, bool day_word, struct point *p)
{
	struct reader before = *r;
	int value = 0, n;
	*p = (struct point){.form = DATE_DAY};
	if (take_numeric(r, day_word, p))
		return true;
	n = date_digits(r, &value);
	if ((n && n <= 2 && !date_letter(r->p, r->end)) ||
	    (!n && date_small_words(r, 31, &value))) {
		p->d.day = value;
		bool month = month_follows(*r) && take_month_of_day(r, p);
		if (value && valid(p) && (month || day_word))
			return true;
	}
	*r = before;
	return false;
}

static bool take_quarter(struct reader *r, struct point *p)
{
	static const char *const roman[] = {"I", "II", "III", "IV"};
	struct reader before = *r;
	const char *start = r->p;
	*p = (struct point){.form = DATE_QUARTER};
	while (r->p < r->end && (*r->p == 'I' || *r->p == 'V'))
		r->p++;
	for (int q = 0; q < 4; q++)
		if (r->p > start && !date_letter(r->p, r->end) &&
		    str_equal(str_range(start, r->p), str_of(roman[q])))
			p->d.number = q + 1;
	if (!p->d.number) {
		r->p = start;
		if (!take_month_number(r, &p->d.number) || p->d.number > 4) {
			*r = before;
			return false;
		}
	}
	date_its_year(r, &p->d);
	return true;
}

/* "9 thang [dau] nam 2022" */
static bool take_months(struct reader *r, struct point *p)
{
	struct reader before = *r;
	int value;
	*p = (struct point){.form = DATE_MONTHS};
	if (take_month_number(r, &p->d.number)) {
		date_skip(r);
		if (date_role_word(r, DATE_MONTH_WORD, &value)) {
			date_role_word(r, DATE_FIRST, &value);
			if (date_role_word(r, DATE_YEAR_WORD, &value) && date_year(r, &p->d.year))
				return true;
		}
	}
	*r = before;
	return false;
}

static bool take_half(struct reader *r, struct point *p)
{
	struct reader before = *r;
	int value;
	*p = (struct point){.form = DATE_HALF};
	if (date_role_word(r, DATE_HALF_WORD, &p->d.number)) {
		if (date_year(r, &p->d.year))
			return true;
		if (date_role_word(r, DATE_YEAR_WORD, &value) && date_year(r, &p->d.year))
			return true;
	}
	*r = before;
	return false;
}

static bool take_point(struct reader *r, bool first, struct point *p)
{
	struct reader before = *r;
	int value;
	if (date_role_word(r, DATE_WEEKDAY, &value) && r->p < r->end && *r->p == ',') {
		r->p++;
		date_skip(r);
	}
	struct reader behind_weekday = *r;
	enum date_role role = date_digit(r->p, r->end) ? DATE_NO_ROLE : date_phrase(r, &value);
	switch (role) {
	case DATE_DAY_WORD:
		if (take_day(r, true, p))
			return true;
		break;
	case DATE_MONTH_WORD:
	case DATE_MONTH_NAME:
		*p = (struct point){.form = DATE_MONTH};
		p->d.month = value;
		if (role == DATE_MONTH_NAME || take_month_number(r, &p->d.month)) {
			date_its_year(r, &p->d);
			return true;
		}
		break;
	case DATE_QUARTER_WORD:
		if (take_quarter(r, p))
			return true;
		break;
	case DATE_YEAR_WORD:
	case DATE_TERM:
		*p = (struct point){.form = DATE_YEAR};
		if (date_year(r, &p->d.year))
			return true;
		break;
	default:
		break;
	}
	*r = behind_weekday; /* "nam thang dau nam": five, not a year */
	if (take_half(r, p) || take_months(r, p) || take_day(r, !first, p))
		return true;
	*r = before;
	return false;
}

/* ---- ranges ------------------------------------------------------------------------------ */

static bool take_to(struct reader *r)
{
	struct reader before = *r;
	int value;
	date_skip(r);
	if (date_role_word(r, DATE_TO, &value))
		return true;
	if (r->p < r->end && *r->p == '-') {
		r->p++;
		date_skip(r);
		return true;
	}
	if (r->end - r->p > 3 && memcmp(r->p, "\xE2\x80\x93", 3) == 0) {
		r->p += 3;
		date_skip(r);
		return true;
	}
	*r = before;
	return false;
}

/* "27-28/02/2000", "02-03/2000": two numbers share what follows the second. */
static bool take_shared(struct reader *r, bool day_word, struct point *a, struct point *b)
{
	struct reader before = *r;
	int value, n = date_digits(r, &value);
	if (n && n <= 2 && value && r->p < r->end && *r->p == '-') {
		r->p++;
		const char *second = r->p;
		if (take_numeric(r, day_word, b) && !memchr(second, '-', (size_t)(r->p - second))) {
			*a = *b;
			if (b->form == DATE_DAY && (b->d.year || day_word || n <= 2))
				a->d.day = value;
			else
				a->d.month = value;
			int first = b->form == DATE_DAY ? a->d.day : a->d.month;
			int last = b->form == DATE_DAY ? b->d.day : b->d.month;
			if (first < last && valid(a))
				return true;
		}
	}
	*r = before;
	return false;
}

static void inherit(struct point *a, const struct point *b)
{
	if (!a->d.year)
		a->d.year = b->d.year;
	if (a->form == DATE_DAY && !a->d.month)
		a->d.month = b->d.month;
}

/* The second year of "2021-2025", "2012-13". */
static bool take_second_year(struct reader *r, const struct point *a, struct point *b)
{
	struct reader before = *r;
	int value, n = date_digits(r, &value);
	if (n == 2)
		value += a->d.year - a->d.year % 100;
	if ((n == 2 || n == YEAR_PLACES) && value > a->d.year && !date_letter(r->p, r->end)) {
		*b = (struct point){.form = DATE_YEAR};
		b->d.year = value;
		return true;
	}
	*r = before;
	return false;
}

static size_t finish(const struct reader *r, const char *start, const struct point *a,
		     const struct point *b, struct datephrase *out)
{
	*out = (struct datephrase){.form = a->form,
				   .from = a->d,
				   .to = b ? b->d : a->d,
				   .range = b != NULL};
	return (size_t)(r->p - start);
}

static bool bare_year_range(struct reader *r, struct point *a, struct point *b)
{
	struct reader before = *r;
	*a = (struct point){.form = DATE_YEAR};
	if (date_digits(r, &a->d.year) == YEAR_PLACES && a->d.year >= 1900 && take_to(r) &&
	    take_second_year(r, a, b))
		return true;
	*r = before;
	return false;
}

size_t datephrase_read(struct date_words *w, struct str text, struct datephrase *out)
{
	struct reader r = {w, text.p, text.p + text.n};
	struct point a, b;
	int value;
	*out = (struct datephrase){.form = DATE_NONE};
	if (!text.n)
		return 0;
	struct reader start = r;
	bool day_word = !date_digit(r.p, r.end) && date_role_word(&r, DATE_DAY_WORD, &value);
	if (take_shared(&r, day_word, &a, &b))
		return finish(&r, text.p, &a, &b, out);
	r = start;
	if (bare_year_range(&r, &a, &b))
		return finish(&r, text.p, &a, &b, out);
	if (!take_point(&r, true, &a))
		return 0;
	struct reader behind = r;
	if (take_to(&r)) {
		bool second = a.form == DATE_YEAR && take_second_year(&r, &a, &b);
		if (!second)
			second = take_point(&r, false, &b) && b.form == a.form &&
				 (a.form != DATE_DAY || b.d.month);
		if (second) {
			inherit(&a, &b);
			if (valid(&a))
				return finish(&r, text.p, &a, &b, out);
		}
		r = behind;
	}
	if (a.form == DATE_DAY && !a.d.month)
		return 0;
	return finish(&r, text.p, &a, NULL, out);
}

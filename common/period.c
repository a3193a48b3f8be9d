#include "common/period.h"

enum { FIRST_YEAR = 1000, LAST_YEAR = 9999 };

/* Days are counted in eras of 400 years whose years begin in March, so that the leap day is
 * last. */
int32_t period_days(int year, int month, int day)
{
	int y = month <= 2 ? year - 1 : year;
	int era = y / 400, of_era = y - era * 400;
	int of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
	int day_of_era = of_era * 365 + of_era / 4 - of_era / 100 + of_year;

	return (int32_t)(era * 146097 + day_of_era - 719468);
}

/* Euclidean affine functions (Neri and Schneider, 2022): the year and the month begin in March, and
 * each division is by a constant and of few bits. */
void period_date(int32_t days, int *year, int *month, int *day)
{
	const uint32_t n = 4 * (uint32_t)(days + 719468) + 3, of_century = n % 146097 / 4;
	const uint64_t years = UINT64_C(2939745) * (4 * of_century + 3);
	const uint32_t of_year = (uint32_t)years / 2939745 / 4, months = 2141 * of_year + 197913;
	const bool next = of_year >= 306; /* January and February */

	*day = (int)((months & 0xFFFF) / 2141) + 1;
	*month = (int)(months >> 16) - (next ? 12 : 0);
	*year = (int)(100 * (n / 146097) + (uint32_t)(years >> 32)) + next;
}

static int month_length(int year, int month)
{
	static const int length[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

	return length[month - 1] + (month == 2 && leap);
}

static bool year_held(int year)
{
	return year >= FIRST_YEAR && year <= LAST_YEAR;
}

/* `months` whole months that begin with one of month number `number`. */
static struct period whole(char freq, int number, int months)
{
	int last = number + months - 1;
	struct period none = {0, 0, 0};

	if (!year_held(number / 12) || !year_held(last / 12))
		return none;
	return (struct period){freq, period_days(number / 12, number % 12 + 1, 1),
			       period_days(last / 12, last % 12 + 1,
					   month_length(last / 12, last % 12 + 1))};
}

struct period period_month(int year, int month)
{
	if (month < 1 || month > 12 || !year_held(year))
		return (struct period){0, 0, 0};
	return whole('M', year * 12 + month - 1, 1);
}

struct period period_quarter(int year, int quarter)
{
	if (quarter < 1 || quarter > 4 || !year_held(year))
		return (struct period){0, 0, 0};
	return whole('Q', year * 12 + (quarter - 1) * 3, 3);
}

struct period period_half(int year, int half)
{
	if (half < 1 || half > 2 || !year_held(year))
		return (struct period){0, 0, 0};
	return whole('S', year * 12 + (half - 1) * 6, 6);
}

struct period period_year(int year)
{
	if (!year_held(year))
		return (struct period){0, 0, 0};
	return whole('A', year * 12, 12);
}

struct period period_day(int year, int month, int day)
{
	int32_t days;

	if (!year_held(year) || month < 1 || month > 12 || day < 1 ||
	    day > month_length(year, month))
		return (struct period){0, 0, 0};
	days = period_days(year, month, day);
	return (struct period){'D', days, days};
}

struct period period_span(int32_t first, int32_t last)
{
	if (first > last || first < period_days(FIRST_YEAR, 1, 1) ||
	    last > period_days(LAST_YEAR, 12, 31))
		return (struct period){0, 0, 0};
	return (struct period){first == last ? 'D' : 'I', first, last};
}

/* The n digits at *p, -1 where there is anything else. */
static int digits(const char *p, int n)
{
	int v = 0;

	for (int i = 0; i < n; i++) {
		if (p[i] < '0' || p[i] > '9')
			return -1;
		v = v * 10 + (p[i] - '0');
	}
	return v;
}

bool period_parse_date(struct str s, int32_t *days)
{
	struct period p;

	if (s.n != 10 || s.p[4] != '-' || s.p[7] != '-')
		return false;
	p = period_day(digits(s.p, 4), digits(s.p + 5, 2), digits(s.p + 8, 2));
	if (!p.freq)
		return false;
	*days = p.first;
	return true;
}

bool period_parse(struct str s, struct period *p)
{
	struct period r = {0, 0, 0};
	int32_t first, last;

	if (s.n == 4)
		r = period_year(digits(s.p, 4));
	else if (s.n == 7 && s.p[4] == '-' && s.p[5] == 'Q')
		r = period_quarter(digits(s.p, 4), digits(s.p + 6, 1));
	else if (s.n == 7 && s.p[4] == '-' && s.p[5] == 'S')
		r = period_half(digits(s.p, 4), digits(s.p + 6, 1));
	else if (s.n == 7 && s.p[4] == '-')
		r = period_month(digits(s.p, 4), digits(s.p + 5, 2));
	else if (period_parse_date(s, &first))
		r = period_span(first, first);
	else if (s.n == 21 && s.p[10] == '/' && period_parse_date((struct str){s.p, 10}, &first) &&
		 period_parse_date((struct str){s.p + 11, 10}, &last))
		r = period_span(first, last);
	if (!r.freq)
		return false;
	*p = r;
	return true;
}

static char *two(char *at, int value)
{
	*at++ = (char)('0' + value / 10 % 10);
	*at++ = (char)('0' + value % 10);
	return at;
}

void period_print_date(int32_t days, struct buf *out)
{
	char text[10], *at = text;
	int year, month, day;

	period_date(days, &year, &month, &day);
	at = two(two(at, year / 100), year);
	*at++ = '-';
	at = two(at, month);
	*at++ = '-';
	two(at, day);
	buf_add(out, (struct str){text, sizeof(text)});
}

void period_print(struct period p, struct buf *out)
{
	char text[7], *at = text;
	int year, month, day;

	if (!p.freq)
		return;
	if (p.freq == 'D' || p.freq == 'I') {
		period_print_date(p.first, out);
		if (p.freq == 'I') {
			buf_byte(out, '/');
			period_print_date(p.last, out);
		}
		return;
	}
	period_date(p.last, &year, &month, &day);
	at = two(two(at, year / 100), year);
	if (p.freq != 'A')
		*at++ = '-';
	if (p.freq == 'M') {
		at = two(at, month);
	} else if (p.freq != 'A') {
		*at++ = p.freq;
		*at++ = (char)('0' + month / (p.freq == 'Q' ? 3 : 6));
	}
	buf_add(out, str_range(text, at));
}

int period_year_of(struct period p)
{
	int year, month, day;

	period_date(p.last, &year, &month, &day);
	return year;
}

int period_month_of(struct period p)
{
	int year, month, day;

	period_date(p.last, &year, &month, &day);
	return month;
}

int period_day_of(struct period p)
{
	int year, month, day;

	period_date(p.last, &year, &month, &day);
	return day;
}

int period_month_number(struct period p)
{
	int year, month, day;

	period_date(p.last, &year, &month, &day);
	return year * 12 + month - 1;
}

struct period period_of_month_number(int number)
{
	if (number < 0)
		return (struct period){0, 0, 0};
	return whole('M', number, 1);
}

struct period period_last_month(struct period p)
{
	if (!p.freq)
		return p;
	return period_of_month_number(period_month_number(p));
}

bool period_same(struct period a, struct period b)
{
	return a.freq == b.freq && a.first == b.first && a.last == b.last;
}

int period_length_in_months(struct period p)
{
	switch (p.freq) {
	case 'M':
		return 1;
	case 'Q':
		return 3;
	case 'S':
		return 6;
	case 'A':
		return 12;
	default:
		return 0;
	}
}

/* The day `months` later, cut to the month's length; false outside the years held. */
static bool move_day(int32_t days, int months, bool to_month_end, int32_t *out)
{
	int year, month, day, number, length;

	period_date(days, &year, &month, &day);
	number = year * 12 + month - 1 + months;
	if (number < FIRST_YEAR * 12 || number >= (LAST_YEAR + 1) * 12)
		return false;
	length = month_length(number / 12, number % 12 + 1);
	*out = period_days(number / 12, number % 12 + 1,
			   to_month_end || day > length ? length : day);
	return true;
}

/* From the first of a month to the last of one. */
static bool is_whole_months(struct period p)
{
	int year, month, day, last;

	period_date(p.first, &year, &month, &day);
	if (day != 1)
		return false;
	period_date(p.last, &year, &month, &last);
	return last == month_length(year, month);
}

struct period period_move(struct period p, int months)
{
	struct period none = {0, 0, 0};
	int length = period_length_in_months(p);
	int32_t first, last;

	if (!p.freq || months > LAST_YEAR * 12 || months < -LAST_YEAR * 12)
		return none;
	if (length) {
		int number = period_month_number(p) - length + 1 + months;

		return months % length != 0 || number < 0 ? none : whole(p.freq, number, length);
	}
	if (!move_day(p.first, months, false, &first) ||
	    !move_day(p.last, months, is_whole_months(p), &last))
		return none;
	return period_span(first, last);
}

struct period period_before(struct period p)
{
	int length = period_length_in_months(p);
	int32_t days = p.last - p.first + 1;

	if (!p.freq)
		return p;
	return length ? period_move(p, -length) : period_span(p.first - days, p.last - days);
}

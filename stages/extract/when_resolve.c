/* Which period an expression of time means where it stands. */
#include "stages/extract/when.h"

static bool is_ytd(const struct time_span *s)
{
	return s->basis && s->basis[0] == 'y';
}

static int year_of(const struct when *w, struct period report, int month, bool future)
{
	int year = period_year_of(report);
	if (w->relative_year)
		return year + w->year;
	if (w->year)
		return w->year;
	if (month > period_month_of(report) && !future && !w->as_of)
		return year - 1;
	if (month > period_month_of(report) + 6 && !future)
		return year - 1;
	if (month + 6 < period_month_of(report) && future && !w->as_of)
		return year + 1;
	return year;
}

/* The first or last `days` days of a month; 0: its halves, the second from the 16th on. */
static struct period month_part(struct period month, int part, int days)
{
	enum { HALF = 15 };
	if (part == 1)
		return period_span(month.first, month.first + (days ? days : HALF) - 1);
	return period_span(days && days != HALF ? month.last - days + 1 : month.first + HALF,
			   month.last);
}

/* ISO 8601: the week that holds the year's first Thursday is the first. */
static struct period week_of(int year, int number)
{
	enum { DAYS = 7, THURSDAY = 3 };
	int32_t fourth = period_days(year, 1, THURSDAY + 1); /* is always in the first week */
	int32_t weekday = ((fourth + THURSDAY) % DAYS + DAYS) % DAYS; /* day 0 was a Thursday */
	int32_t monday = fourth - weekday + DAYS * (number - 1);
	return period_span(monday, monday + DAYS - 1);
}

/* From the first of September to the end of May. */
static struct period school_year(int end_year)
{
	return period_span(period_days(end_year - 1, 9, 1), period_days(end_year, 5, 31));
}

static bool span_period(const struct when *w, struct period report, bool future, struct period *p)
{
	int year = w->month ? year_of(w, report, w->month, future) : w->year;
	struct period a, b;
	if (w->until_now)
		b = report;
	else if (!w->month)
		b = period_year(year);
	else
		b = w->day ? period_day(year, w->month, w->day) : period_month(year, w->month);
	for (int back = 0; back < 2; back++) {
		int from = w->from_year ? w->from_year : year - back;
		if (!w->from_month)
			a = period_year(from);
		else
			a = w->from_day ? period_day(from, w->from_month, w->from_day)
					: period_month(from, w->from_month);
		if (!a.freq || !b.freq)
			return false;
		if (a.first <= b.last)
			break;
	}
	if (a.first > b.last)
		return false;
	*p = period_span(a.first, b.last);
	return true;
}

enum { SUMMER = 92 }; /* days between two school years */

static bool core_period(const struct when *w, struct period report, const struct time_span *context,
			bool future, struct period *p)
{
	int year;
	switch (w->form) {
	case WHEN_DAY:
		year = year_of(w, report, w->month, future);
		*p = period_day(year, w->month, w->day);
		break;
	case WHEN_MONTH:
		if (w->has_relative)
			*p = period_move(report, w->relative);
		else
			*p = period_month(year_of(w, report, w->month, future), w->month);
		break;
	case WHEN_MONTH_PART:
		if (w->has_relative || !w->month)
			*p = month_part(period_move(report, w->relative), w->number, w->count);
		else
			*p = month_part(period_month(year_of(w, report, w->month, future),
						     w->month),
					w->number, w->count);
		break;
	case WHEN_QUARTER:
		if (w->has_relative)
			*p = period_move(period_quarter(period_year_of(report),
							(period_month_of(report) + 2) / 3),
					 3 * w->relative);
		else
			*p = period_quarter(year_of(w, report, w->number * 3 - 2, future),
					    w->number);
		break;
	case WHEN_HALF:
		*p = period_half(year_of(w, report, future ? w->number * 6 : 1, future), w->number);
		break;
	case WHEN_YEAR:
		*p = period_year(w->relative_year ? period_year_of(report) + w->year : w->year);
		break;
	case WHEN_MONTHS:
		year = year_of(w, report, w->count, future);
		*p = w->count == 6    ? period_half(year, 1)
		     : w->count == 12 ? period_year(year)
				      : period_month(year, w->count);
		break;
	case WHEN_LAST_MONTHS:
		year = year_of(w, report, future ? 12 : 1, future);
		*p = w->count == 6 ? period_half(year, 2)
				   : period_span(period_days(year, 13 - w->count, 1),
						 period_days(year, 12, 31));
		break;
	case WHEN_SPAN:
		if (!span_period(w, report, future, p))
			return false;
		break;
	case WHEN_TERM:
		if (!w->named)
			return false;
		*p = period_span(period_days(w->from_year, 1, 1), period_days(w->year, 12, 31));
		break;
	case WHEN_SCHOOL_YEAR:
		*p = school_year(w->year);
		if (p->first - SUMMER <= report.last && report.first <= p->last)
			*p = report; /* it is running, or prepared */
		break;
	case WHEN_WEEK:
		if (w->number)
			*p = week_of(w->year ? w->year : period_year_of(report), w->number);
		else if (context->period.last - context->period.first + 1 == 7)
			*p = period_before(context->period);
		else
			return false;
		break;
	case WHEN_NOW:
	case WHEN_SINCE:
		*p = report;
		break;
	case WHEN_START_OF_YEAR:
		*p = period_month(year_of(w, report, 1, future) - 1, 12);
		break;
	case WHEN_SAME:
	case WHEN_SAME_DAY:
		*p = context->period;
		break;
	default:
		return false;
	}
	return p->freq != 0;
}

bool when_resolve(const struct when *w, struct period report, const struct time_span *context,
		  bool future, struct time_span *out)
{
	struct period p;
	if (w->same ||
	    w->form ==
		    WHEN_SAME) { /* "cung ky nam 2022": the context's span, a year or more before */
		if (!when_resolve_base(w, report, context, &p))
			return false;
		*out = (struct time_span){.period = p, .basis = context->basis};
		return true;
	}
	if (!core_period(w, report, context, future, &p))
		return false;
	*out = (struct time_span){.period = p, .basis = ""};
	if (w->form == WHEN_SAME_DAY) {
		*out = *context;
		return true;
	}
	if (w->form == WHEN_DAY) {
		out->has_day = true;
		out->as_of = p.last;
		out->basis = w->ytd ? "ytd" : "as_of";
		if (!w->ytd)
			out->period = period_last_month(p);
		else if (period_last_month(p).last == p.last)
			out->period = period_last_month(p), out->has_day = false;
	} else if (w->as_of || w->form == WHEN_NOW) {
		out->basis = w->ytd ? "ytd" : "as_of";
		if (w->ytd || (w->end && w->form != WHEN_YEAR) || w->form != WHEN_YEAR)
			out->period = period_last_month(p);
		if (w->form == WHEN_YEAR && w->end)
			out->period = period_last_month(p);
	} else if (w->form == WHEN_MONTHS) {
		out->basis = p.freq == 'M' ? "ytd" : "period";
	} else if (w->ytd &&
		   (w->form == WHEN_QUARTER || w->form == WHEN_HALF || w->form == WHEN_YEAR)) {
		out->basis = "period"; /* "tinh chung quy III" */
	} else if (w->ytd) {
		out->basis = "ytd";
		out->period = p.freq == 'M' ? p : period_last_month(p);
	} else if (w->within || (w->form == WHEN_SPAN && w->month) || w->form == WHEN_MONTH_PART ||
		   w->form == WHEN_WEEK || w->form == WHEN_HALF || w->form == WHEN_LAST_MONTHS) {
		out->basis = w->within && w->form == WHEN_YEAR ? "period" : "period";
	}
	return true;
}

static bool about_a_month(struct period p)
{
	enum { SHORTEST = 28, LONGEST = 31 };
	int32_t days = p.last - p.first + 1;
	return p.freq == 'I' && days >= SHORTEST && days <= LONGEST;
}

/* From the middle of a December to the next: what an office counts as its year. */
static bool about_a_year(struct period p)
{
	enum { SHORTEST = 364, LONGEST = 366 };
	int32_t days = p.last - p.first + 1;
	return p.freq == 'I' && days >= SHORTEST && days <= LONGEST;
}

bool when_resolve_base(const struct when *w, struct period report, const struct time_span *of,
		       struct period *base)
{
	struct period cur = of->period;
	int year;
	if (of->has_day && (is_ytd(of) || w->same || w->form == WHEN_SAME)) {
		int y, m, d;
		period_date(of->as_of, &y, &m, &d);
		cur = period_day(y, m, d);
	}
	if (w->same || w->form == WHEN_SAME) {
		if (w->form == WHEN_SAME) {
			*base = period_move(cur, -12);
			return base->freq != 0;
		}
		year = w->relative_year ? period_year_of(report) + w->year : w->year;
		if (w->form == WHEN_YEAR && w->relative_year && w->year == -1)
			year = period_year_of(cur) - 1; /* a year before the figure's own */
		if (w->form == WHEN_MONTH && w->has_relative && cur.freq == 'D') {
			*base = period_move(cur, w->relative); /* "cung thoi diem thang truoc" */
			return base->freq != 0;
		}
		if (w->form == WHEN_YEAR || w->form == WHEN_MONTHS) {
			if (!year)
				year = period_year_of(cur) - 1;
			*base = period_move(cur, 12 * (year - period_year_of(cur)));
			return base->freq != 0;
		}
		if (w->form == WHEN_MONTH && !w->year && !w->relative_year && !w->has_relative) {
			*base = is_ytd(of) ? period_move(cur, -12)
					   : period_month(period_year_of(cur) - 1, w->month);
			return base->freq != 0;
		}
	}
	if (w->form == WHEN_MONTH && w->has_relative && w->relative == -1 && cur.freq == 'M' &&
	    !is_ytd(of)) {
		*base = period_move(cur, -1);
		return true;
	}
	if (w->form == WHEN_MONTH && w->has_relative && w->relative == -1 &&
	    about_a_month(cur)) { /* from the 15th to the 14th: the one before it */
		*base = period_move(cur, -1);
		return base->freq != 0;
	}
	if (w->form == WHEN_QUARTER && w->has_relative && w->relative == -1 && cur.freq == 'Q') {
		*base = period_move(cur, -3);
		return true;
	}
	int ended = period_year_of(period_last_month(cur));
	if (w->form == WHEN_YEAR && about_a_year(cur) && !w->as_of &&
	    (w->relative_year ? w->year == -1 : w->year == ended - 1)) {
		*base = period_move(cur, -12);
		return base->freq != 0;
	}
	if (w->form == WHEN_YEAR && w->relative_year && w->year == -1) {
		*base = cur.freq == 'A' ? period_move(cur, -12)
					: period_year(period_year_of(cur) - 1);
		return base->freq != 0;
	}
	if (w->form == WHEN_MONTHS && !w->year && !w->relative_year) {
		*base = period_move(cur, -12);
		return base->freq != 0;
	}
	struct when plain = *w;
	plain.as_of = plain.end = false;
	struct time_span context = *of;
	if (!core_period(&plain, report, &context, false, base))
		return false;
	if (w->form == WHEN_YEAR && w->end)
		*base = period_last_month(*base);
	else if (w->as_of && w->form != WHEN_DAY && base->freq != 'A')
		*base = period_last_month(*base);
	if (base->freq == 'A' && of->basis[0] == 'a' && period_month_of(cur) == 12 &&
	    cur.freq != 'A')
		*base = period_last_month(*base); /* a stock at the end of both years */
	if (w->form == WHEN_MONTHS && base->freq == 'S' && cur.freq != 'S')
		*base = period_last_month(*base);
	return base->freq != 0;
}

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
	return year;
}

static struct period month_part(struct period month, int part)
{
	int y = period_year_of(month), m = period_month_of(month);
	if (part == 1)
		return period_span(period_days(y, m, 1), period_days(y, m, 15));
	return period_span(period_days(y, m, 16), month.last);
}

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
			*p = month_part(period_move(report, w->relative), w->number);
		else
			*p = month_part(period_month(year_of(w, report, w->month, future),
						     w->month),
					w->number);
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
		*p = period_half(year_of(w, report, 1, future), w->number);
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
		year = year_of(w, report, 1, future);
		*p = w->count == 6 ? period_half(year, 2)
				   : period_span(period_days(year, 13 - w->count, 1),
						 period_days(year, 12, 31));
		break;
	case WHEN_SPAN:
		year = year_of(w, report, w->month, future);
		{
			struct period a = period_day(w->from_year ? w->from_year : year,
						     w->from_month, w->from_day);
			struct period b = period_day(year, w->month, w->day);
			if (!a.freq || !b.freq)
				return false;
			if (a.first > b.first)
				a = period_day(year - 1, w->from_month, w->from_day);
			if (!a.freq || a.first > b.first)
				return false;
			*p = period_span(a.first, b.first);
		}
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
	} else if (w->within || w->form == WHEN_SPAN || w->form == WHEN_MONTH_PART ||
		   w->form == WHEN_HALF || w->form == WHEN_LAST_MONTHS) {
		out->basis = w->within && w->form == WHEN_YEAR ? "period" : "period";
	}
	return true;
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
	if (w->form == WHEN_QUARTER && w->has_relative && w->relative == -1 && cur.freq == 'Q') {
		*base = period_move(cur, -3);
		return true;
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
	if (w->form == WHEN_MONTHS && base->freq == 'S' && cur.freq != 'S')
		*base = period_last_month(*base);
	return base->freq != 0;
}

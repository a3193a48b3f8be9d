#include "stages/bundle/span.h"

#include <stdio.h>

#include "common/period.h"

static bool whole_months(const char *text, struct period *p)
{
	return period_parse(str_of(text), p) && period_length_in_months(*p) > 0;
}

static void put_month(int number, char month[SPAN_MONTH])
{
	struct buf b = {0};

	period_print(period_of_month_number(number), &b);
	memcpy(month, buf_string(&b), b.n < SPAN_MONTH ? b.n + 1 : SPAN_MONTH);
	month[SPAN_MONTH - 1] = '\0';
	buf_release(&b);
}

bool span_parse(const char *from, const char *period, struct span *s)
{
	struct period start, end;

	if (!whole_months(period, &end) || !whole_months(from ? from : period, &start))
		return false;
	s->last = period_month_number(end);
	s->first = period_month_number(start) - period_length_in_months(start) + 1;
	s->last_day = end.last;
	put_month(s->first, s->from);
	put_month(s->last, s->to);
	if (from && strcmp(from, period) != 0)
		snprintf(s->name, sizeof s->name, "%s_%s", from, period);
	else
		snprintf(s->name, sizeof s->name, "%s", period);
	return s->first <= s->last;
}

bool span_holds(const struct span *s, struct str month)
{
	return str_compare(month, str_of(s->from)) >= 0 && str_compare(month, str_of(s->to)) <= 0;
}

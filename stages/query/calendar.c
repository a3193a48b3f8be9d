#include "stages/query/calendar.h"

#include "common/io.h"
#include "common/msg.h"
#include "common/period.h"

enum { calendar_issuer, calendar_day, calendar_valid_from, calendar_note, calendar_columns };

static const struct column columns[calendar_columns] = {{"issuer", TYPE_string, ""},
							{"day_of_next_month", TYPE_int32, ""},
							{"valid_from", TYPE_string, ""},
							{"note", TYPE_string, ""}};
const struct table table_calendar = {"calendar", "when figures are due", calendar_columns, columns};

/* The day with its sign; 0 where it is none. */
static int signed_day(struct str s)
{
	bool same_month = s.n && s.p[0] == '-';
	unsigned long long day;

	if (same_month)
		s = str_range(s.p + 1, s.p + s.n);
	if (!str_to_u64(s, &day) || day > 31)
		return 0;
	return same_month ? -(int)day : (int)day;
}

int calendar_read(struct rows *calendar, const char *file)
{
	calendar->table = &table_calendar;
	if (rows_read(calendar, file, false))
		return -1;
	for (size_t i = 0; i < calendar->count; i++) {
		const struct str *row = rows_at(calendar, i);
		if (row[calendar_issuer].n && signed_day(row[calendar_day]) &&
		    (!row[calendar_valid_from].n || store_is_month(row[calendar_valid_from])))
			continue;
		msg(MSG_ERROR, file, i + 2, row[calendar_issuer],
		    "bad row of the release calendar");
		return -1;
	}
	return 0;
}

static const struct str *row_of(const struct rows *calendar, struct str issuer, struct str month)
{
	const struct str *best = NULL;

	for (size_t i = 0; i < calendar->count; i++) {
		const struct str *row = rows_at(calendar, i);
		if (str_equal(row[calendar_issuer], issuer) &&
		    str_compare(row[calendar_valid_from], month) <= 0 &&
		    (!best ||
		     str_compare(row[calendar_valid_from], best[calendar_valid_from]) >= 0))
			best = row;
	}
	return best;
}

bool calendar_due(const struct rows *calendar, struct str issuer, int month_number, int32_t *day)
{
	struct buf name = {0};

	period_print(period_of_month_number(month_number), &name);
	const struct str *row = row_of(calendar, issuer, buf_view(&name));
	if (!row)
		row = row_of(calendar, STR("*"), buf_view(&name));
	buf_release(&name);
	if (!row)
		return false;
	int number = signed_day(row[calendar_day]);
	struct period month = period_of_month_number(month_number + (number > 0));
	int32_t due = month.first + (number > 0 ? number : -number) - 1;
	*day = due > month.last ? month.last : due;
	return true;
}

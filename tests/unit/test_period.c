#include "common/period.h"

#include "tests/unit/unit.h"

static struct period of(const char *text)
{
	struct period p = {0, 0, 0};

	CHECK_CASE(period_parse(str_of(text), &p), "'%s' is a period", text);
	return p;
}

static void check_is(struct period p, const char *want, int line)
{
	struct buf b = {0};

	period_print(p, &b);
	unit_check_text(buf_view(&b), want, __FILE__, line);
	buf_release(&b);
}
#define IS(p, want) check_is((p), (want), __LINE__)

static void prints_what_it_parsed(void)
{
	static const char *const text[] = {"2022-08",
					   "2022-Q3",
					   "2022-S1",
					   "2022",
					   "2022-08-20",
					   "2024-02-29",
					   "1000",
					   "9999-12",
					   "2022-08-16/2022-08-31",
					   "2022-08-01/2022-08-31"};

	for (size_t i = 0; i < sizeof(text) / sizeof(*text); i++)
		IS(of(text[i]), text[i]);
	IS(period_month(2022, 0), "");
}

static void refuses_other_forms(void)
{
	static const char *const text[] = {"",
					   "22",
					   "0999",
					   "2022-13",
					   "2022-00",
					   "2022-Q5",
					   "2022-Q0",
					   "2022-S3",
					   "2022-8",
					   "2022-08-32",
					   "2023-02-29",
					   "2100-02-29",
					   "2022-08-20/2022-08-19",
					   "2022-08/2022-09",
					   "2022-q1",
					   "2022 08",
					   "2022-08-",
					   "202x",
					   "2022/08-20",
					   "2022-08/20",
					   "2022-W01",
					   "-022-08"};
	struct period p = {'M', 1, 2};

	for (size_t i = 0; i < sizeof(text) / sizeof(*text); i++)
		CHECK_CASE(!period_parse(str_of(text[i]), &p), "'%s' is refused", text[i]);
	CHECK(p.freq == 'M' && p.first == 1 && p.last == 2);
	CHECK_INT(period_month(2022, 13).freq, 0);
	CHECK_INT(period_day(2023, 2, 29).freq, 0);
	CHECK_INT(period_day(999, 12, 31).freq, 0);
	CHECK_INT(period_day(10000, 1, 1).freq, 0);
	CHECK_INT(period_year(10000).freq, 0);
	CHECK_INT(period_span(period_days(1000, 1, 1), period_days(9999, 12, 31)).freq, 'I');
	CHECK_INT(period_span(period_days(1000, 1, 1) - 1, 0).freq, 0);
	CHECK_INT(period_span(0, period_days(9999, 12, 31) + 1).freq, 0);
	CHECK_INT(period_span(5, 4).freq, 0);
}

static void days_go_both_ways(void)
{
	int year = 1000, month = 1, day = 1;
	int32_t end = period_days(9999, 12, 31);

	CHECK_INT(period_days(1970, 1, 1), 0);
	CHECK_INT(period_days(2000, 3, 1), 11017);
	CHECK_INT(period_days(1969, 12, 31), -1);
	for (int32_t d = period_days(1000, 1, 1); d <= end; d++) {
		int y, m, n;

		period_date(d, &y, &m, &n);
		if (y != year || m != month || n != day || period_days(y, m, n) != d) {
			CHECK_CASE(false, "day %d is %d-%d-%d, not %d-%d-%d", (int)d, y, m, n, year,
				   month, day);
			return;
		}
		day++;
		if (period_day(year, month, day).freq == 0) {
			day = 1;
			month = month % 12 + 1;
			year += month == 1;
		}
	}
	CHECK_INT(year, 10000);
}

static void moves_by_months(void)
{
	static const struct {
		const char *from;
		int months;
		const char *to;
	} cases[] = {
		{"2022-08", -12, "2021-08"},
		{"2022-01", -1, "2021-12"},
		{"2022-08", 5, "2023-01"},
		{"2022-Q1", -3, "2021-Q4"},
		{"2022-Q3", -12, "2021-Q3"},
		{"2022-S1", -6, "2021-S2"},
		{"2022-S1", 12, "2023-S1"},
		{"2022", -12, "2021"},
		{"2022-Q1", 1, ""},
		{"2022-S1", 3, ""},
		{"2022", 6, ""},
		{"2022-03-31", -1, "2022-02-28"},
		{"2024-02-29", -12, "2023-02-28"},
		{"2022-08-20", 1, "2022-09-20"},
		{"1000-01", -1, ""},
		{"9999-12", 1, ""},
		{"9998-12-31", 12, "9999-12-31"},
		{"9999-12-31", 1, ""},
		{"1001-01-01", -12, "1000-01-01"},
		{"1000-01-31", -1, ""},
		{"9999-Q4", 3, ""},
		{"2022-08-16/2022-08-31", -12, "2021-08-16/2021-08-31"},
		{"2022-08-16/2022-08-31", 1, "2022-09-16/2022-09-30"},
		{"2022-01-01/2022-02-28", 1, "2022-02-01/2022-03-31"},
		{"2022-01-01/2022-09-30", -12, "2021-01-01/2021-09-30"},
		{"2023-01-01/2023-02-28", 12, "2024-01-01/2024-02-29"},
		{"2022-12-16/2023-01-15", 1, "2023-01-16/2023-02-15"},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		IS(period_move(of(cases[i].from), cases[i].months), cases[i].to);
	CHECK_INT(period_move((struct period){0, 0, 0}, 1).freq, 0);
	CHECK_INT(period_move(of("2022-08"), 2000000000).freq, 0);
	CHECK_INT(period_move(of("2022-08"), -2000000000).freq, 0);
	CHECK_INT(period_move(of("2022-08-20"), 2000000000).freq, 0);
	CHECK_INT(period_move(of("2022-08-20"), -2000000000).freq, 0);
}

static void steps_back_by_its_own_length(void)
{
	IS(period_before(of("2022-01")), "2021-12");
	IS(period_before(of("2022-Q1")), "2021-Q4");
	IS(period_before(of("2022-S1")), "2021-S2");
	IS(period_before(of("2022")), "2021");
	IS(period_before(of("2022-03-01")), "2022-02-28");
	IS(period_before(of("2022-08-16/2022-08-31")), "2022-07-31/2022-08-15");
}

static void tells_its_parts(void)
{
	struct period p = of("2022-Q3");

	CHECK_INT(p.first, period_days(2022, 7, 1));
	CHECK_INT(p.last, period_days(2022, 9, 30));
	CHECK_INT(period_year_of(p), 2022);
	CHECK_INT(period_month_of(p), 9);
	CHECK_INT(period_day_of(p), 30);
	IS(period_last_month(p), "2022-09");
	IS(period_last_month(of("2022-08-16/2022-08-31")), "2022-08");
	CHECK_INT(period_length_in_months(p), 3);
	CHECK_INT(period_length_in_months(of("2022")), 12);
	CHECK_INT(period_length_in_months(of("2022-08-20")), 0);
	CHECK_INT(period_month_number(of("2022-08")), 2022 * 12 + 7);
	IS(period_of_month_number(2022 * 12 + 7), "2022-08");
	CHECK_INT(period_of_month_number(-1).freq, 0);
	CHECK(period_same(p, period_quarter(2022, 3)));
	CHECK(!period_same(of("2022-08"), of("2022-08-01/2022-08-31")));
}

static void reads_dates(void)
{
	int32_t days = 7;
	struct buf b = {0};

	CHECK(period_parse_date(STR("2022-08-20"), &days));
	period_print_date(days, &b);
	CHECK_TEXT(buf_view(&b), "2022-08-20");
	CHECK(!period_parse_date(STR("2022-8-20"), &days));
	CHECK(!period_parse_date(STR("2022-02-30"), &days));
	CHECK(!period_parse_date(STR("2022-08-20 "), &days));
	buf_release(&b);
}

int main(void)
{
	return UNIT_RUN(UNIT(prints_what_it_parsed), UNIT(refuses_other_forms),
			UNIT(days_go_both_ways), UNIT(moves_by_months),
			UNIT(steps_back_by_its_own_length), UNIT(tells_its_parts),
			UNIT(reads_dates));
}

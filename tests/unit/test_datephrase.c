#include "common/datephrase.h"
#include "tests/unit/unit.h"

/* Dates in digits; those in words stand in tests/cases. */

static struct date_words *dates;

static void check(const char *text, size_t used, enum date_form form, int year, int month, int day)
{
	struct datephrase d;
	size_t got = datephrase_read(dates, str_of(text), &d);
	CHECK_CASE(got == used, "'%s' uses %zu bytes, not %zu", text, got, used);
	if (!used)
		return;
	CHECK_CASE(d.form == form, "'%s' has form %d, not %d", text, (int)d.form, (int)form);
	CHECK_CASE(d.from.year == year && d.from.month == month && d.from.day == day,
		   "'%s' is %d-%d-%d", text, d.from.year, d.from.month, d.from.day);
}

static void reads_days(void)
{
	check("20/8/2022", 9, DATE_DAY, 2022, 8, 20);
	check("04/9/2023.", 9, DATE_DAY, 2023, 9, 4);
	check("9.5.2020", 8, DATE_DAY, 2020, 5, 9);
	check("27-02-2001", 10, DATE_DAY, 2001, 2, 27);
	check("2024-03-15", 10, DATE_DAY, 2024, 3, 15);
	check("3/9/91", 6, DATE_DAY, 1991, 9, 3);
	check("3/9/17", 6, DATE_DAY, 2017, 9, 3);
	check("29/2/2024", 9, DATE_DAY, 2024, 2, 29);
	check("7/3", 3, DATE_DAY, 0, 3, 7);
	check("27.02", 5, DATE_DAY, 0, 2, 27);
}

static void reads_months(void)
{
	check("12.2006", 7, DATE_MONTH, 2006, 12, 0);
	check("8-2022", 6, DATE_MONTH, 2022, 8, 0);
	check("02/2025", 7, DATE_MONTH, 2025, 2, 0);
}

static void refuses_what_the_calendar_has_not(void)
{
	check("29/2/2023", 0, DATE_NONE, 0, 0, 0);
	check("31/4/2023", 0, DATE_NONE, 0, 0, 0);
	check("32/7", 0, DATE_NONE, 0, 0, 0);
	check("0/7/2022", 0, DATE_NONE, 0, 0, 0);
	check("13/2000", 0, DATE_NONE, 0, 0, 0);
	check("35.49", 0, DATE_NONE, 0, 0, 0);
	check("1.1.3", 0, DATE_NONE, 0, 0, 0);
	check("1-2-3", 0, DATE_NONE, 0, 0, 0);
	check("1.234,5", 0, DATE_NONE, 0, 0, 0);
	check("12.53%", 0, DATE_NONE, 0, 0, 0);
	check("3/4x", 0, DATE_NONE, 0, 0, 0);
	check("", 0, DATE_NONE, 0, 0, 0);
}

static void reads_ranges(void)
{
	struct datephrase d;
	CHECK(datephrase_read(dates, STR("27-28/02/2000"), &d) == 13 && d.range);
	CHECK(d.form == DATE_DAY && d.from.day == 27 && d.to.day == 28 && d.from.year == 2000);
	CHECK(datephrase_read(dates, STR("02-03/2000"), &d) == 10 && d.range);
	CHECK(d.form == DATE_MONTH && d.from.month == 2 && d.to.month == 3);
	CHECK(datephrase_read(dates, STR("2021-2025"), &d) == 9 && d.range);
	CHECK(d.form == DATE_YEAR && d.from.year == 2021 && d.to.year == 2025);
	CHECK(datephrase_read(dates, STR("12-13/2000"), &d) == 0);
	CHECK(datephrase_read(dates, STR("28-27/02/2000"), &d) == 0 || !d.range);
}

int main(void)
{
	struct lexicon l = {{LEXICON_FOLDER}, 1};
	struct numeral_words *numbers = numeral_words_load(&l);
	dates = numbers ? date_words_load(&l, numbers) : NULL;
	int status = dates ? UNIT_RUN(UNIT(reads_days), UNIT(reads_months),
				      UNIT(refuses_what_the_calendar_has_not), UNIT(reads_ranges))
			   : EXIT_FAILURE;
	date_words_free(dates);
	numeral_words_free(numbers);
	return status;
}

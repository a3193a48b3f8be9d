#include "common/level.h"

#include "tests/unit/unit.h"

static struct dec of(const char *text)
{
	struct dec d = {0, 0};

	CHECK_CASE(dec_parse(str_of(text), &d), "'%s' is a number", text);
	return d;
}

static struct level level(const char *vintage, const char *doc, char status, const char *value,
			  const char *low, const char *high)
{
	struct level l = {.series_id = STR("S"),
			  .report_period = str_of(vintage),
			  .doc_id = str_of(doc),
			  .status = status,
			  .value = of(value)};

	l.range.low_open = !*low;
	l.range.high_open = !*high;
	if (*low)
		l.range.low = of(low);
	if (*high)
		l.range.high = of(high);
	return l;
}

static struct level exact(const char *vintage, const char *doc, char status, const char *value)
{
	return level(vintage, doc, status, value, value, value);
}

static const struct level *choose(const struct level *run, size_t count)
{
	bool disagree;

	return level_choose(run, count, &disagree);
}

static void final_before_preliminary_before_estimate(void)
{
	struct level run[] = {exact("2022-01", "a", 'A', "1"), exact("2022-02", "b", 'P', "2"),
			      exact("2022-03", "c", 'E', "3"), exact("2022-04", "d", 'F', "4")};

	CHECK(choose(run, 4) == run);
	CHECK(choose(run + 1, 3) == run + 1);
	CHECK(choose(run + 2, 2) == run + 2);
	CHECK(choose(run + 3, 1) == run + 3);
	CHECK(choose(run, 0) == NULL);
}

static void then_the_newest(void)
{
	struct level run[] = {exact("2022-01", "a", 'A', "1"), exact("2022-02", "b", 'A', "2"),
			      exact("2022-03", "c", 'E', "3")};

	CHECK(choose(run, 3) == run + 1);
}

static void of_one_report_the_most_precise(void)
{
	struct level run[] = {exact("2022-01", "a", 'A', "9"),
			      level("2022-02", "b", 'A', "20", "15", "25"),
			      level("2022-02", "b", 'A', "20.7", "20.65", "20.75"),
			      level("2022-02", "b", 'A', "21", "20.5", "21.5")};

	CHECK(choose(run, 3) == run + 2);
	CHECK(choose(run, 4) == run + 2);
}

static void a_report_that_contradicts_itself_is_not_heard(void)
{
	struct level run[] = {exact("2022-01", "a", 'A', "9"), exact("2022-02", "b", 'A', "10"),
			      exact("2022-02", "b", 'A', "11")};
	bool disagree;

	CHECK(level_choose(run, 3, &disagree) == NULL && disagree);
	CHECK(level_choose(run, 2, &disagree) == run + 1 && !disagree);
}

static void rounding_is_no_difference(void)
{
	struct level fine = exact("1", "a", 'A', "20731234");
	struct level coarse = level("2", "b", 'A', "20730000", "20725000", "20735000");
	struct level next = level("3", "c", 'A', "20740000", "20735000", "20745000");
	struct level above = level("4", "d", 'A', "20000000", "20000000", "");

	CHECK(!level_differs(&fine, &coarse) && !level_differs(&coarse, &fine));
	CHECK(level_differs(&coarse, &next)); /* 20,73 million became 20,74 */
	CHECK(level_differs(&fine, &next));
	CHECK(!level_differs(&fine, &above) && !level_differs(&above, &coarse));
}

static void half_years_and_ytd_of_june_are_one_key(void)
{
	int32_t start, end, other_start, other_end;

	CHECK(store_key(STR("2022-S1"), STR("period"), &start, &end));
	CHECK(store_key(STR("2022-06"), STR("ytd"), &other_start, &other_end));
	CHECK(start == other_start && end == other_end);
	CHECK(store_key(STR("2022"), STR("as_of"), &start, &end));
	CHECK(store_key(STR("2022-12"), STR("as_of"), &other_start, &other_end));
	CHECK(start == other_start && end == other_end);
	CHECK(store_key(STR("2022-06"), STR("period"), &start, &end));
	CHECK(start != end);
	CHECK(!store_key(STR("June"), STR("period"), &start, &end));
}

static void revisions_have_a_size(void)
{
	struct dec change, percent;
	struct buf b = {0};

	CHECK(level_revision(of("325565"), of("295370"), &change));
	CHECK(level_revision_percent(of("325565"), change, &percent));
	dec_print(change, &b);
	buf_byte(&b, ' ');
	dec_print(percent, &b);
	CHECK_TEXT(buf_view(&b), "-30195 -9.274646");
	CHECK(level_revision(of("-4"), of("-2"), &change));
	CHECK(level_revision_percent(of("-4"), change, &percent));
	CHECK_INT(dec_compare(percent, of("50")), 0);
	CHECK(!level_revision_percent(of("0"), change, &percent));
	buf_release(&b);
}

int main(void)
{
	return UNIT_RUN(UNIT(final_before_preliminary_before_estimate), UNIT(then_the_newest),
			UNIT(of_one_report_the_most_precise),
			UNIT(a_report_that_contradicts_itself_is_not_heard),
			UNIT(rounding_is_no_difference),
			UNIT(half_years_and_ytd_of_june_are_one_key), UNIT(revisions_have_a_size));
}

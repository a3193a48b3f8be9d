#include "common/io.h"
#include "common/period.h"
#include "stages/normalize/ids.h"
#include "stages/normalize/places.h"
#include "stages/normalize/stocks.h"
#include "tests/unit/unit.h"

static struct places *places;
static struct stocks *stocks;

static void write_lexicon(void)
{
	io_write_all(unit_path("place.csv"), STR("ref_area,name,kind,valid_from,valid_to,label_en\n"
						 "XX-1,North Hill,province,,,x\n"
						 "XX-1,Hill,province,,,x\n"
						 "XX-2,Old Town,province,,2025-06-30,x\n"
						 "XX-3,Old Town,ward,2025-07-01,,x\n"
						 "XX-4,Port,city,,,x\n"));
	io_write_all(unit_path("noun.csv"),
		     STR("phrase,measure,note\nline,stock,x\ncall,flow,x\n"
			 "call,stock,the later row wins\nCall back,flow,x\n"));
}

static void check(const char *words, const char *day, const char *want)
{
	int32_t days = 0;
	CHECK(period_parse_date(str_of(day), &days));
	CHECK_TEXT(places_find(places, str_of(words), days), want);
}

static void finds_the_longest_name(void)
{
	check("Hill", "2022-08-31", "XX-1");
	check("province of north hill", "2022-08-31", "XX-1");
	check("Port", "2022-08-31", "XX-4");
	check("Nowhere", "2022-08-31", "");
	check("", "2022-08-31", "");
}

static void tells_names_apart_in_time(void)
{
	check("Old Town", "2025-06-30", "XX-2");
	check("Old Town", "2025-07-01", "XX-3");
}

static void names_no_place_where_two_are_meant(void)
{
	check("Port and Hill", "2022-08-31", "");
	check("Hill and Hill", "2022-08-31", "XX-1");
	check("North Hill and Port", "2022-08-31", "XX-1");
}

static void knows_stocks_by_their_noun(void)
{
	CHECK(stocks_counted(stocks, STR("Line")));
	CHECK(stocks_counted(stocks, STR("call")));
	CHECK(!stocks_counted(stocks, STR("call back")));
	CHECK(!stocks_counted(stocks, STR("letter")));
	CHECK(stocks_flowing(stocks, STR("call back")));
	CHECK(!stocks_flowing(stocks, STR("line")));
	CHECK(!stocks_flowing(stocks, STR("letter")));
	CHECK(!stocks_counted(stocks, STR("")));
}

static void makes_ids_that_stay(void)
{
	struct arena a = {0};
	struct id_maker m;
	ids_begin(&m);
	struct str first = ids_next(&m, &a, STR("observation"), STR("d"), STR("10"));
	struct str second = ids_next(&m, &a, STR("observation"), STR("d"), STR("10"));
	struct str third = ids_next(&m, &a, STR("observation"), STR("d"), STR("11"));
	CHECK(first.n == 16 && !str_equal(first, second) && !str_equal(second, third));
	ids_begin(&m);
	CHECK(str_equal(first, ids_next(&m, &a, STR("observation"), STR("d"), STR("10"))));
	ids_begin(&m);
	CHECK(!str_equal(first, ids_next(&m, &a, STR("growth"), STR("d"), STR("10"))));
	ids_begin(&m);
	CHECK(!str_equal(first, ids_next(&m, &a, STR("observation"), STR("e"), STR("10"))));
	arena_release(&a);
}

int main(void)
{
	struct lexicon l = {{unit_folder()}, 1};
	write_lexicon();
	places = places_load(&l);
	stocks = stocks_load(&l);
	int status =
		places && stocks
			? UNIT_RUN(UNIT(finds_the_longest_name), UNIT(tells_names_apart_in_time),
				   UNIT(names_no_place_where_two_are_meant),
				   UNIT(knows_stocks_by_their_noun), UNIT(makes_ids_that_stay))
			: EXIT_FAILURE;
	places_free(places);
	stocks_free(stocks);
	return status;
}

#include "stages/publish/values.h"
#include "tests/unit/unit.h"

static void keeps_each_once(void)
{
	struct values v;
	values_init(&v, 0);
	CHECK(values_add(&v, STR("a")));
	CHECK(values_add(&v, STR("")));
	CHECK(!values_add(&v, STR("a")));
	values_add_null(&v);
	values_repeat(&v);
	CHECK(!values_add(&v, STR("")));
	values_repeat(&v);
	CHECK_INT(v.rows, 7);
	CHECK_INT(v.nulls, 2);
	CHECK_INT(v.entries, 2);
	CHECK_INT(v.plain, 5 * 4 + 2);
	const uint32_t index[] = {0, 1, 0, VALUES_NULL, VALUES_NULL, 1, 1};
	CHECK(memcmp(v.index, index, sizeof index) == 0);
	CHECK_TEXT(values_get(&v, 0), "a");
	CHECK_TEXT(values_get(&v, 1), "");
	values_release(&v);
}

/* Many values, so that the slots grow: each is found again, in the order of first appearance. */
static void finds_all_again(void)
{
	struct values v;
	values_init(&v, 4);
	for (int round = 0; round < 3; round++)
		for (uint32_t i = 0; i < 1500; i++) {
			uint32_t n = i * 2654435761u;
			CHECK(values_add(&v, (struct str){(const char *)&n, 4}) == (round == 0));
		}
	CHECK(v.distinct);
	CHECK_INT(v.entries, 1500);
	for (uint32_t i = 0; i < 4500; i++)
		if (v.index[i] != i % 1500)
			CHECK_INT(v.index[i], i % 1500);
	values_release(&v);
}

/* Identifiers: looking for equals stops, nothing is lost, and a new row group looks again. */
static void gives_up_where_nothing_repeats(void)
{
	struct values v;
	values_init(&v, 8);
	for (uint64_t i = 0; i < 5000; i++)
		CHECK(values_add(&v, (struct str){(const char *)&i, 8}));
	CHECK(!v.distinct);
	uint64_t again = 0;
	CHECK(values_add(&v, (struct str){(const char *)&again, 8}));
	CHECK_INT(v.entries, 5001);
	CHECK(memcmp(values_get(&v, 5000).p, &again, 8) == 0);
	values_reset(&v);
	CHECK(v.distinct && v.rows == 0 && v.entries == 0 && v.plain == 0);
	CHECK(values_add(&v, (struct str){(const char *)&again, 8}));
	CHECK(!values_add(&v, (struct str){(const char *)&again, 8}));
	values_release(&v);
}

int main(void)
{
	return UNIT_RUN(UNIT(keeps_each_once), UNIT(finds_all_again),
			UNIT(gives_up_where_nothing_repeats));
}

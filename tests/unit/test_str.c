#include "common/str.h"

#include "tests/unit/unit.h"

static void compares_bytes(void)
{
	CHECK(str_compare(STR("a"), STR("b")) < 0);
	CHECK(str_compare(STR("ab"), STR("a")) > 0);
	CHECK(str_compare(STR(""), STR("")) == 0);
	CHECK(str_compare(STR("a\x7f"), STR("a\x80")) < 0);
	CHECK(str_equal(STR(""), (struct str){0}));
	CHECK(!str_equal(STR("a"), STR("b")));
	CHECK(str_starts(STR("abc"), STR("ab")));
	CHECK(!str_starts(STR("a"), STR("ab")));
	CHECK(str_starts(STR("a"), (struct str){0}));
}

static void trims_blanks(void)
{
	CHECK_TEXT(str_trim(STR(" \t a b\r\n")), "a b");
	CHECK_TEXT(str_trim(STR(" \n ")), "");
	CHECK_TEXT(str_trim(STR("")), "");
	CHECK_TEXT(str_trim((struct str){0}), "");
}

static void cuts_at_a_separator(void)
{
	struct str rest = STR("a,,b");

	CHECK_TEXT(str_cut(&rest, ','), "a");
	CHECK_TEXT(str_cut(&rest, ','), "");
	CHECK_TEXT(str_cut(&rest, ','), "b");
	CHECK(rest.n == 0 && rest.p == NULL);
	rest = STR("a,");
	str_cut(&rest, ',');
	CHECK(rest.n == 0 && rest.p != NULL);
}

static void reads_whole_numbers(void)
{
	unsigned long long v = 7;

	CHECK(str_to_u64(STR("18446744073709551615"), &v) && v == ~0ULL);
	CHECK(!str_to_u64(STR("18446744073709551616"), &v) && v == ~0ULL);
	CHECK(!str_to_u64(STR("99999999999999999999"), &v));
	CHECK(str_to_u64(STR("007"), &v) && v == 7);
	CHECK(!str_to_u64(STR(""), &v));
	CHECK(!str_to_u64(STR("-1"), &v));
	CHECK(!str_to_u64(STR("1 "), &v));
}

int main(void)
{
	return UNIT_RUN(UNIT(compares_bytes), UNIT(trims_blanks), UNIT(cuts_at_a_separator),
			UNIT(reads_whole_numbers));
}

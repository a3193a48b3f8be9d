#include <stdint.h>
#include "stages/publish/cell.h"
#include "tests/unit/unit.h"

static const struct refused {
	enum column_type type;
	const char *cell, *why;
} refused[] = {
	{TYPE_int32, "2147483648", "outside the range of int32"},
	{TYPE_int32, "-2147483649", "outside the range of int32"},
	{TYPE_int64, "9223372036854775808", "outside the range of int64"},
	{TYPE_int64, "-9223372036854775809", "outside the range of int64"},
	{TYPE_int32, "1.0", "not a whole number"},
	{TYPE_int32, "-", "not a whole number"},
	{TYPE_int32, "--1", "not a whole number"},
	{TYPE_int64, "12a", "not a whole number"},
	{TYPE_int64, " 1", "not a whole number"},
	{TYPE_dec, "1.1234567", "more than 6 decimals"},
	{TYPE_dec, "1,5", "not a decimal number"},
	{TYPE_dec, "1e3", "not a decimal number"},
	{TYPE_dec, "NaN", "not a decimal number"},
	{TYPE_dec, "100000000000000000000000000000000", "more digits than DECIMAL(38,6) holds"},
	{TYPE_dec, "-100000000000000000000000000000000", "more digits than DECIMAL(38,6) holds"},
	{TYPE_date, "2022-02-29", "not a date"},
	{TYPE_date, "2022-8-1", "not a date"},
	{TYPE_boolean, "TRUE", "neither true nor false"},
	{TYPE_boolean, "1", "neither true nor false"},
	{TYPE_string, "\xff", "not UTF-8"},
	{TYPE_string, "a\xed\xa0\x80", "not UTF-8"},
};

static void refuses(void)
{
	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
		const struct refused *r = &refused[i];
		char room[CELL_ROOM];
		struct str value;
		const char *why = cell_value(r->type, str_of(r->cell), room, &value);
		CHECK_CASE(why && strcmp(why, r->why) == 0, "'%s': %s", r->cell,
			   why ? why : "taken");
	}
}

static void check_value(enum column_type type, const char *cell, const char *want, size_t n)
{
	char room[CELL_ROOM];
	struct str value = {0};
	const char *why = cell_value(type, str_of(cell), room, &value);
	CHECK_CASE(!why && value.n == n && memcmp(value.p, want, n) == 0, "'%s'", cell);
	CHECK_INT(cell_width(type), type == TYPE_string ? 0 : n);
}

static void takes(void)
{
	check_value(TYPE_int32, "-2147483648", "\x00\x00\x00\x80", 4);
	check_value(TYPE_int32, "2147483647", "\xff\xff\xff\x7f", 4);
	check_value(TYPE_int64, "-9223372036854775808", "\x00\x00\x00\x00\x00\x00\x00\x80", 8);
	check_value(TYPE_int64, "-2", "\xfe\xff\xff\xff\xff\xff\xff\xff", 8);
	check_value(TYPE_date, "1970-01-02", "\x01\x00\x00\x00", 4);
	check_value(TYPE_date, "1969-12-31", "\xff\xff\xff\xff", 4);
	check_value(TYPE_boolean, "true", "\x01", 1);
	check_value(TYPE_boolean, "false", "\x00", 1);
	check_value(TYPE_string, "x", "x", 1);
}

static void decimals_are_exact(void)
{
	check_value(TYPE_dec, "1", "\0\0\0\0\0\0\0\0\0\0\0\0\0\x0f\x42\x40", 16);
	check_value(TYPE_dec, "1.000000000", "\0\0\0\0\0\0\0\0\0\0\0\0\0\x0f\x42\x40", 16);
	check_value(TYPE_dec, "0.000001", "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x01", 16);
	check_value(TYPE_dec, "-0.000001",
		    "\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff", 16);
	/* 10^38 - 1 */
	check_value(TYPE_dec, "99999999999999999999999999999999.999999",
		    "\x4b\x3b\x4c\xa8\x5a\x86\xc4\x7a\x09\x8a\x22\x3f\xff\xff\xff\xff", 16);
}

static int order(enum column_type type, const char *a, const char *b)
{
	char room_a[CELL_ROOM], room_b[CELL_ROOM];
	struct str x, y;
	CHECK(!cell_value(type, str_of(a), room_a, &x) && !cell_value(type, str_of(b), room_b, &y));
	int forth = cell_compare(type, x, y), back = cell_compare(type, y, x);
	CHECK((forth < 0) == (back > 0) && (forth == 0) == (back == 0));
	return (forth > 0) - (forth < 0);
}

static void compares(void)
{
	CHECK_INT(order(TYPE_int32, "-1", "0"), -1);
	CHECK_INT(order(TYPE_int32, "256", "1"), 1);
	CHECK_INT(order(TYPE_int64, "9223372036854775807", "-9223372036854775808"), 1);
	CHECK_INT(order(TYPE_date, "1969-12-31", "1970-01-01"), -1);
	CHECK_INT(order(TYPE_dec, "-0.000001", "0"), -1);
	CHECK_INT(order(TYPE_dec, "-2", "-1.5"), -1);
	CHECK_INT(order(TYPE_dec, "1.50", "1.5"), 0);
	CHECK_INT(order(TYPE_dec, "99999999999999999999999999999999", "1"), 1);
	CHECK_INT(order(TYPE_boolean, "false", "true"), -1);
	CHECK_INT(order(TYPE_string, "a", "\xc3\xa0"), -1);
	CHECK_INT(order(TYPE_string, "ab", "a"), 1);
}

static void check_bound(const char *value, bool upper, const char *want, bool exact)
{
	struct buf b = {0};
	CHECK(cell_bound(TYPE_string, str_of(value), upper, &b) == exact);
	CHECK_TEXT(buf_view(&b), want);
	buf_release(&b);
}

#define TEN(s) s s s s s s s s s s

static void bounds_are_short(void)
{
	check_bound("abc", true, "abc", true);
	/* 64 bytes are kept whole, of 65 the head */
	check_bound(TEN("abcdef") "abcd", true, TEN("abcdef") "abcd", true);
	check_bound(TEN("abcdef") "abcde", false, TEN("abcdef") "abcd", false);
	check_bound(TEN("abcdef") "abcde", true, TEN("abcdef") "abce", false);
	/* never inside a character: 64 bytes are 21 of three bytes and one byte more */
	check_bound(TEN("\xe1\xba\xa1\xe1\xba\xa1") "\xe1\xba\xa1\xe1\xba\xa1", false,
		    TEN("\xe1\xba\xa1\xe1\xba\xa1") "\xe1\xba\xa1", false);
	check_bound(TEN("\xe1\xba\xa1\xe1\xba\xa1") "\xe1\xba\xa1\xe1\xba\xa1", true,
		    TEN("\xe1\xba\xa1\xe1\xba\xa1") "\xe1\xba\xa2", false);
}

/* The last character there is cannot be raised: the one before it is. U+D7FF is followed by
 * U+E000. */
static void bounds_at_the_end_of_unicode(void)
{
	check_bound("a" TEN("\xf4\x8f\xbf\xbf\xf4\x8f\xbf\xbf"), true, "b", false);
	check_bound(TEN("\xf4\x8f\xbf\xbf\xf4\x8f\xbf\xbf"), true,
		    TEN("\xf4\x8f\xbf\xbf\xf4\x8f\xbf\xbf"), true);
	check_bound(TEN("abcdef") "a\xed\x9f\xbfzz", true, TEN("abcdef") "a\xee\x80\x80", false);
}

int main(void)
{
	return UNIT_RUN(UNIT(refuses), UNIT(takes), UNIT(decimals_are_exact), UNIT(compares),
			UNIT(bounds_are_short), UNIT(bounds_at_the_end_of_unicode));
}

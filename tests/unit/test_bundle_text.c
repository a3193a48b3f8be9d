/* What bundle makes of single cells: spreadsheet fields, SDMX codes and periods, Markdown, JSON. */
#include "stages/bundle/excel.h"
#include "stages/bundle/json.h"
#include "stages/bundle/markdown.h"
#include "stages/bundle/sdmx.h"
#include "stages/bundle/workbook.h"
#include "tests/unit/unit.h"

static void excel(enum column_type type, const char *cell, const char *want)
{
	struct buf out = {0};

	excel_field(&out, type, str_of(cell));
	CHECK_TEXT(buf_view(&out), want);
	buf_release(&out);
}

static void texts_are_no_formulas(void)
{
	excel(TYPE_string, "=1+1", "'=1+1");
	excel(TYPE_string, "+84", "'+84");
	excel(TYPE_string, "-5", "'-5");
	excel(TYPE_string, "@SUM(A1)", "'@SUM(A1)");
	excel(TYPE_string, "\tx", "'\tx");
	excel(TYPE_string, "\rx", "\"'\rx\"");
	excel(TYPE_string,
	      "\xEF\xBC\x9D"
	      "1",
	      "'\xEF\xBC\x9D"
	      "1");
	excel(TYPE_string, "a=1", "a=1");
	excel(TYPE_string, "", "");
}

static void numbers_stay_numbers(void)
{
	excel(TYPE_dec, "-5.25", "-5,25");
	excel(TYPE_dec, "20730000", "20730000");
	excel(TYPE_int64, "-3", "-3");
	excel(TYPE_date, "2022-08-31", "2022-08-31");
}

static void fields_are_quoted_where_they_must_be(void)
{
	excel(TYPE_string, "a;b", "\"a;b\"");
	excel(TYPE_string, "a,b", "a,b");
	excel(TYPE_string, "say \"x\"", "\"say \"\"x\"\"\"");
	excel(TYPE_string, "=\"x\"", "\"'=\"\"x\"\"\"");
	excel(TYPE_string, "a\nb", "\"a\nb\"");
}

static void unit(const char *unit_measure, const char *want)
{
	struct buf out = {0};

	sdmx_unit(str_of(unit_measure), &out);
	CHECK_TEXT(buf_view(&out), want);
	buf_release(&out);
}

static void units_become_codes(void)
{
	unit("VND", "VND");
	unit("%", "PT");
	unit("pp", "PP");
	unit("%/a", "PT_PER_a");
	unit("1", "1");
	unit("kW.h", "kW_h");
	unit("m3/s", "m3_PER_s");
	unit("{website}", "N_WEBSITE");
	/* thue bao, with its marks; another word without them is another code */
	unit("{thu\xC3\xAA bao}", "N_THUEE_BAO");
	unit("{thue bao}", "N_THUE_BAO");
	unit("{website}/100{thue}", "N_WEBSITE_PER_100N_THUE");
	unit("{a, b}", "N_Ax2C_B");
	unit("{open", "x7Bopen");
}

static void period(const char *time_period, const char *want)
{
	struct buf out = {0};
	struct period p;

	CHECK(period_parse(str_of(time_period), &p));
	sdmx_period(p, &out);
	CHECK_TEXT(buf_view(&out), want);
	buf_release(&out);
}

static void odd_spans_are_start_and_duration(void)
{
	period("2022-08-16/2022-08-31", "2022-08-16/P16D");
	period("2023-12-25/2024-01-07", "2023-12-25/P14D");
	period("2022-08", "2022-08");
	period("2022-Q3", "2022-Q3");
	period("2022-S1", "2022-S1");
	period("2022", "2022");
	period("2022-08-20", "2022-08-20");
}

static void markup_is_escaped(void)
{
	struct buf out = {0};

	md_text(&out, STR("<b>|x|*y*`z`\n# & [a](b)"));
	CHECK_TEXT(buf_view(&out), "&lt;b>\\|x\\|\\*y\\*\\`z\\` \\# &amp; \\[a\\](b)");
	buf_release(&out);
}

static void json_is_escaped_and_balanced(void)
{
	struct buf out = {0};
	struct json j = {.out = &out};

	json_open(&j, NULL, '{');
	json_text(&j, "a\"b", STR("c\\d\n\x7F"));
	json_open(&j, "list", '[');
	json_count(&j, NULL, 18446744073709551615ULL);
	json_bare(&j, NULL, STR("true"));
	json_close(&j, ']');
	json_open(&j, "none", '[');
	json_close(&j, ']');
	json_close(&j, '}');
	CHECK_TEXT(buf_view(&out), "{\n  \"a\\\"b\": \"c\\\\d\\u000a\\u007f\",\n  \"list\": [\n"
				   "    18446744073709551615,\n    true\n  ],\n  \"none\": []\n}");
	buf_release(&out);
}

static bool holds(const char *number)
{
	struct dec d = {0};

	CHECK(dec_parse(str_of(number), &d));
	return workbook_holds(d);
}

static void a_workbook_holds_fifteen_digits(void)
{
	CHECK(holds("0"));
	CHECK(holds("-3.5"));
	CHECK(holds("123456789012345"));
	CHECK(!holds("1234567890123456"));
	CHECK(holds("9513327000000000000"));
	CHECK(!holds("-1234567890123456"));
	CHECK(holds("1234567890.12345"));
	CHECK(!holds("1234567890.123456"));
	CHECK(holds("99999999999999900000000000000000000000"));
}

int main(void)
{
	return UNIT_RUN(UNIT(texts_are_no_formulas), UNIT(numbers_stay_numbers),
			UNIT(fields_are_quoted_where_they_must_be), UNIT(units_become_codes),
			UNIT(odd_spans_are_start_and_duration), UNIT(markup_is_escaped),
			UNIT(json_is_escaped_and_balanced), UNIT(a_workbook_holds_fifteen_digits));
}

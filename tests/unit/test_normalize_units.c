#include "stages/normalize/units.h"
#include "tests/unit/unit.h"

/* Units by their codes and signs; their Vietnamese names stand in tests/cases and the golden
 * files. */

static struct units *units;

static void check(const char *printed, const char *code, const char *factor)
{
	struct arena a = {0};
	struct unit u;
	struct buf b = {0};
	units_read(units, str_of(printed), &a, &u);
	CHECK_TEXT(u.code, code);
	dec_print(u.factor, &b);
	CHECK_TEXT(buf_view(&b), factor);
	buf_release(&b);
	arena_release(&a);
}

static void reads_units_and_ratios(void)
{
	check("", "1", "1");
	check("%", "%", "1");
	check("USD", "USD", "1");
	check("usd", "USD", "1");
	check("Mbps", "Mbit/s", "1");
	check("kWh", "kW.h", "1");
	check("m3", "m3", "1");
	check("USD/kg", "USD/kg", "1");
	check("km/h", "km/h", "1");
	check("GB", "GBy", "1");
	check("VND/USD", "VND/USD", "1");
}

static void takes_unknown_words_for_counted_nouns(void)
{
	check("Widget", "{widget}", "1");
	check("widget/1.000 heads", "{widget/1.000 heads}", "1");
	check("USD/widget", "USD/{widget}", "1");
	check("kg / widget", "kg/{widget}", "1");
	check("big\n    widget", "{big widget}", "1");
	check("//", "{}", "1");
}

static void classes_codes_by_their_form(void)
{
	CHECK(units_class(STR("1")) == CLASS_COUNT && units_class(STR("{x}")) == CLASS_COUNT);
	CHECK(units_class(STR("%")) == CLASS_PERCENT && units_class(STR("%/a")) == CLASS_PERCENT);
	CHECK(units_class(STR("pp")) == CLASS_POINTS);
	CHECK(units_class(STR("VND")) == CLASS_MONEY && units_class(STR("VND/kg")) == CLASS_MONEY);
	CHECK(units_class(STR("h")) == CLASS_TIME);
	CHECK(units_class(STR("kW.h")) == CLASS_PHYSICAL &&
	      units_class(STR("GBy")) == CLASS_PHYSICAL);
}

static void tells_compatible_units(void)
{
	CHECK(units_compatible(STR("{a}"), STR("{b}")));
	CHECK(units_compatible(STR("{a}"), STR("1")));
	CHECK(!units_compatible(STR("{a}"), STR("{a/100 b}")));
	CHECK(units_compatible(STR("{a/100 b}"), STR("{c/100 b}")));
	CHECK(!units_compatible(STR("{a/100 b}"), STR("{a/1.000 b}")));
	CHECK(units_compatible(STR("VND"), STR("USD")));
	CHECK(!units_compatible(STR("VND"), STR("VND/kg")));
	CHECK(!units_compatible(STR("VND"), STR("%")));
	CHECK(units_compatible(STR("t"), STR("kg")));
	CHECK(!units_compatible(STR("t"), STR("ha")));
	CHECK(!units_compatible(STR("%"), STR("pp")));
}

static void converts_between_sizes(void)
{
	int power = 0;
	CHECK(units_power(STR("kW.h"), STR("TW.h"), &power) && power == -9);
	CHECK(units_power(STR("km2"), STR("ha"), &power) && power == 2);
	CHECK(units_power(STR("t"), STR("kg"), &power) && power == 3);
	CHECK(!units_power(STR("t"), STR("m"), &power));
	CHECK(!units_power(STR("{a}"), STR("{a}"), &power));
}

static void names_the_unit_of_a_series(void)
{
	static const char *const cases[][2] = {
		{"{a}", "1"},   {"1", "1"},       {"{a/100 b}", "1/{100 b}"},
		{"VND", "VND"}, {"kW.h", "kW.h"}, {"{a}.km", "{a}.km"}};
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct buf b = {0};
		units_series(str_of(cases[i][0]), &b);
		CHECK_TEXT(buf_view(&b), cases[i][1]);
		buf_release(&b);
	}
}

static void tells_what_a_ratio_is_per(void)
{
	CHECK(units_ratio_named(STR("{line/100 heads}"),
				STR("lines per 100 Heads of the country")));
	CHECK(!units_ratio_named(STR("{line/100 heads}"), STR("lines per 1000 heads")));
	CHECK(!units_ratio_named(STR("{line}"), STR("line")));
}

int main(void)
{
	struct lexicon l = {{LEXICON_FOLDER}, 1};
	units = units_load(&l);
	int status =
		units ? UNIT_RUN(UNIT(reads_units_and_ratios),
				 UNIT(takes_unknown_words_for_counted_nouns),
				 UNIT(classes_codes_by_their_form), UNIT(tells_what_a_ratio_is_per),
				 UNIT(tells_compatible_units), UNIT(converts_between_sizes),
				 UNIT(names_the_unit_of_a_series))
		      : EXIT_FAILURE;
	units_free(units);
	return status;
}

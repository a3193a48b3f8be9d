#include "stages/normalize/change.h"
#include "tests/unit/unit.h"

static struct dec dec(const char *text)
{
	struct dec d = dec_int(0);
	CHECK_CASE(dec_parse(str_of(text), &d), "'%s' is no decimal", text);
	return d;
}

static struct value value(const char *v, const char *low, const char *high)
{
	return (struct value){.value = dec(v),
			      .low = dec(low),
			      .high = dec(high),
			      .has_low = true,
			      .has_high = true};
}

static void check_make(enum change_kind kind, char sign, const char *printed, const char *want)
{
	struct value v = value(printed, printed, printed);
	struct change c;
	struct buf b = {0};
	CHECK(change_make(kind, sign, &v, &c));
	dec_print(dec_trim(c.change), &b);
	CHECK_TEXT(buf_view(&b), want);
	buf_release(&b);
}

static void applies_the_sign_of_the_words(void)
{
	check_make(CHANGE_PERCENT, '+', "4.6", "4.6");
	check_make(CHANGE_PERCENT, '-', "43.1", "-43.1");
	check_make(CHANGE_PERCENT, 0, "-2.4", "-2.4");
	check_make(CHANGE_PERCENT, '0', "0", "0");
	check_make(CHANGE_ABSOLUTE, '-', "711000", "-711000");
}

static void says_a_doubled_sign_once(void)
{
	check_make(CHANGE_PERCENT, '-', "-0.8", "-0.8");
}

static void keeps_the_number_where_words_contradict(void)
{
	struct value v = value("-2.4", "-2.45", "-2.35");
	struct change c;
	CHECK(change_make(CHANGE_PERCENT, '+', &v, &c));
	CHECK(c.sign_conflict && dec_compare(c.change, dec("-2.4")) == 0);
}

static void turns_an_index_into_percent(void)
{
	check_make(CHANGE_INDEX, '+', "105.2", "5.2");
	check_make(CHANGE_INDEX, 0, "99.3", "-0.7");
}

static void keeps_factors_and_inverts_falling_ones(void)
{
	check_make(CHANGE_FACTOR, '+', "2", "2");
	check_make(CHANGE_FACTOR, '-', "4", "0.25");
	check_make(CHANGE_FACTOR, '0', "0", "1");
}

static void tells_absolute_changes_in_the_unit_of_the_level(void)
{
	struct value v = value("1200000000", "1150000000", "1250000000");
	struct change c;
	CHECK(change_make(CHANGE_ABSOLUTE, '-', &v, &c));
	change_rescale(&c, STR("kW.h"), STR("TW.h"));
	CHECK(dec_compare(c.change, dec("-1.2")) == 0 && dec_compare(c.low, dec("-1.25")) == 0);
	v = value("1", "1", "1");
	CHECK(change_make(CHANGE_ABSOLUTE, '+', &v, &c));
	change_rescale(&c, STR("kW.h"), STR("TW.h")); /* too small for six decimals */
	CHECK(dec_compare(c.change, dec("1")) == 0);
	change_rescale(&c, STR("t"), STR("{a}"));
	CHECK(dec_compare(c.change, dec("1")) == 0);
}

static enum change_kind decide(const char *printed, const char *level, const char *base, bool share,
			       bool *ambiguous)
{
	struct value v = value(printed, printed, printed), l, b;
	struct dec half = dec("0.05");
	struct change c;
	CHECK(dec_sub(v.value, half, &v.low) && dec_add(v.value, half, &v.high));
	if (level) {
		l = value(level, level, level);
		CHECK(dec_sub(l.value, half, &l.low) && dec_add(l.value, half, &l.high));
	}
	if (base) {
		b = value(base, base, base);
		CHECK(dec_sub(b.value, half, &b.low) && dec_add(b.value, half, &b.high));
	}
	CHECK(change_make(CHANGE_PERCENT, 0, &v, &c));
	change_decide(&c, level ? &l : NULL, base ? &b : NULL, share);
	*ambiguous = c.ambiguous;
	return c.kind;
}

static void tells_points_from_percent_by_arithmetic(void)
{
	bool ambiguous;
	CHECK(decide("-0.2", "3.2", "3.4", false, &ambiguous) == CHANGE_POINTS && !ambiguous);
	CHECK(decide("-5.9", "3.2", "3.4", false, &ambiguous) == CHANGE_PERCENT && !ambiguous);
	CHECK(decide("1.0", "101.0", "100.0", false, &ambiguous) == CHANGE_PERCENT && ambiguous);
}

static void leaves_undecided_what_no_base_decides(void)
{
	bool ambiguous;
	CHECK(decide("-0.2", "3.2", NULL, false, &ambiguous) == CHANGE_PERCENT && ambiguous);
	CHECK(decide("-1.1", "23.0", NULL, true, &ambiguous) == CHANGE_POINTS && !ambiguous);
	CHECK(decide("-0.2", NULL, NULL, false, &ambiguous) == CHANGE_PERCENT && ambiguous);
}

static void decides_nothing_beside_zero_bases(void)
{
	bool ambiguous;
	CHECK(decide("0.2", "0.2", "0.0", false, &ambiguous) == CHANGE_POINTS && !ambiguous);
}

int main(void)
{
	return UNIT_RUN(UNIT(applies_the_sign_of_the_words), UNIT(says_a_doubled_sign_once),
			UNIT(keeps_the_number_where_words_contradict),
			UNIT(turns_an_index_into_percent),
			UNIT(keeps_factors_and_inverts_falling_ones),
			UNIT(tells_absolute_changes_in_the_unit_of_the_level),
			UNIT(tells_points_from_percent_by_arithmetic),
			UNIT(leaves_undecided_what_no_base_decides),
			UNIT(decides_nothing_beside_zero_bases));
}

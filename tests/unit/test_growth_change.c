#include "stages/growth/change.h"
#include "stages/growth/rate.h"

#include "tests/unit/unit.h"

static struct dec of(const char *text)
{
	struct dec d = {0, 0};

	CHECK_CASE(dec_parse(str_of(text), &d), "'%s' is a number", text);
	return d;
}

static struct range between(const char *low, const char *high)
{
	struct range r = {0};

	r.low_open = !*low;
	r.high_open = !*high;
	if (*low)
		r.low = of(low);
	if (*high)
		r.high = of(high);
	return r;
}

static void check_dec(struct dec d, const char *want, int line)
{
	struct buf b = {0};

	dec_print(dec_trim(d), &b);
	unit_check_text(buf_view(&b), want, __FILE__, line);
	buf_release(&b);
}
#define IS(d, want) check_dec((d), (want), __LINE__)

static struct change computed(enum change_kind kind, const char *level, const char *low,
			      const char *high, const char *base, const char *base_low,
			      const char *base_high)
{
	struct change c;

	CHECK_INT(change_compute(kind, of(level), between(low, high), of(base),
				 between(base_low, base_high), &c),
		  CHANGE_FINE);
	return c;
}

static struct dec rounded(struct fraction f, enum dec_rounding r)
{
	struct dec d = {0, 0};

	CHECK(fraction_round(f, r, &d));
	return d;
}

static void percent_carries_the_digits_of_both_levels(void)
{
	struct change c = computed(CHANGE_PERCENT, "20730000", "20725000", "20735000", "20660000",
				   "20655000", "20665000");

	IS(rounded(c.value, DEC_HALF_EVEN), "0.338819");
	IS(rounded(c.low, DEC_DOWN), "0.290345");
	IS(rounded(c.high, DEC_UP), "0.387316");
}

static void open_sides_stay_open(void)
{
	struct change c = computed(CHANGE_PERCENT, "186", "186", "", "100", "99.5", "100.5");

	CHECK(c.high_open && !c.low_open);
	c = computed(CHANGE_PERCENT, "186", "185.5", "186.5", "100", "100", "");
	CHECK(c.low_open && !c.high_open);
	c = computed(CHANGE_FACTOR, "2", "1.5", "2.5", "0.4", "-0.1", "0.9");
	CHECK(c.high_open);
}

static void no_ratio_to_zero_or_below(void)
{
	struct change c;
	struct range any = between("0", "1");

	CHECK_INT(change_compute(CHANGE_PERCENT, of("1"), any, of("0"), any, &c), CHANGE_ZERO_BASE);
	CHECK_INT(change_compute(CHANGE_FACTOR, of("1"), any, of("0.00"), any, &c),
		  CHANGE_ZERO_BASE);
	CHECK_INT(change_compute(CHANGE_PERCENT, of("1"), any, of("-2"), any, &c), CHANGE_NEGATIVE);
	CHECK_INT(change_compute(CHANGE_PERCENT, of("-1"), any, of("2"), any, &c), CHANGE_NEGATIVE);
	CHECK_INT(change_compute(CHANGE_PP, of("1"), any, of("0"), any, &c), CHANGE_FINE);
	CHECK_INT(change_compute(CHANGE_ABSOLUTE, of("-1"), any, of("2"), any, &c), CHANGE_FINE);
	CHECK_INT(change_compute(CHANGE_PERCENT, of("0"), any, of("2"), any, &c), CHANGE_FINE);
}

static void points_are_differences(void)
{
	struct change c = computed(CHANGE_PP, "3.2", "3.15", "3.25", "3.4", "3.35", "3.45");

	IS(rounded(c.value, DEC_HALF_EVEN), "-0.2");
	IS(rounded(c.low, DEC_DOWN), "-0.3");
	IS(rounded(c.high, DEC_UP), "-0.1");
}

static bool agrees(const char *level, const char *base, const char *change, const char *printed)
{
	struct change c = computed(CHANGE_PERCENT, level, level, level, base, base, base);

	return change_meets(&c, rate_range(CHANGE_PERCENT, of(change), STR("eq"), str_of(printed)));
}

static void stated_rates_meet_what_their_digits_allow(void)
{
	CHECK(agrees("1190965", "1000000", "19", "up 19%"));      /* 19.0965 */
	CHECK(!agrees("254", "302", "-19.5", "down 19,5%"));      /* -15.894 */
	CHECK(agrees("163", "89", "83.1", "up 83,1% over July")); /* 83.1461 */
	CHECK(!agrees("163", "89", "83.10", "up 83,10% over July"));
	CHECK(agrees("1195", "1000", "19", "up 19%"));        /* 19.5: the end belongs to it */
	CHECK(!agrees("1195001", "1000000", "19", "up 19%")); /* 19.5001 */
	CHECK(agrees("1185", "1000", "19", "up 19%"));
	CHECK(!agrees("11849999", "10000000", "19", "up 19%"));
}

static void check_range(struct range r, const char *low, const char *high, int line)
{
	unit_check(r.low_open == !*low, __FILE__, line, "low side open: %d", r.low_open);
	unit_check(r.high_open == !*high, __FILE__, line, "high side open: %d", r.high_open);
	if (*low)
		check_dec(r.low, low, line);
	if (*high)
		check_dec(r.high, high, line);
}
#define RANGE(kind, change, bound, printed, low, high) \
	check_range(rate_range(kind, of(change), STR(bound), STR(printed)), low, high, __LINE__)

static void rates_have_the_range_of_their_print(void)
{
	RANGE(CHANGE_PERCENT, "83.1", "eq", "up 83,1% over 7/2022", "83.05", "83.15");
	RANGE(CHANGE_PERCENT, "5.0", "eq", "up 5,0%", "4.95", "5.05");
	RANGE(CHANGE_PERCENT, "5", "eq", "up 5,0%", "4.95", "5.05");
	RANGE(CHANGE_PERCENT, "5.2", "eq", "at 105,2% of last year", "5.15", "5.25");
	RANGE(CHANGE_PERCENT, "-43.1", "eq", "down 43,1%", "-43.15", "-43.05");
	RANGE(CHANGE_FACTOR, "2", "eq", "doubled", "1.5", "2.5");
	RANGE(CHANGE_FACTOR, "1.6", "eq", "1,6 times", "1.55", "1.65");
	RANGE(CHANGE_PP, "-0.2", "eq", "down 0,2 points", "-0.25", "-0.15");
	RANGE(CHANGE_ABSOLUTE, "63", "eq", "that is 63 titles", "63", "63");
	RANGE(CHANGE_ABSOLUTE, "18491", "eq", "18.491 subscribers", "18491", "18491");
	RANGE(CHANGE_ABSOLUTE, "3200000000", "eq", "up 3,2 billion", "3150000000", "3250000000");
	RANGE(CHANGE_ABSOLUTE, "-0.19", "eq", "down 1,9", "-0.19", "-0.19");
}

static void bounds_open_and_cut(void)
{
	RANGE(CHANGE_PERCENT, "5", "gt", "up over 5%", "5", "");
	RANGE(CHANGE_PERCENT, "-5", "gt", "down over 5%", "", "-5");
	RANGE(CHANGE_PERCENT, "7", "le", "up 5 - 7%", "0", "7");
	RANGE(CHANGE_PERCENT, "5", "ge", "up 5 - 7%", "5", "");
	RANGE(CHANGE_PERCENT, "-7", "lt", "down almost 7%", "-7", "0");
}

static void check_whole(const char *level, const char *change, const char *printed,
			const char *want, int line)
{
	struct implied base;
	struct range stated = rate_range(CHANGE_PERCENT, of(change), STR("eq"), str_of(printed));
	struct dec whole = {0, 0};
	bool none, found;

	CHECK_INT(change_imply(CHANGE_PERCENT, of(level), range_exact(of(level)), of(change),
			       stated, &base),
		  CHANGE_FINE);
	found = change_whole_base(CHANGE_PERCENT, of(level), range_exact(of(level)), stated, &base,
				  &whole, &none);
	unit_check(found == (*want != 0 && *want != '!'), __FILE__, line, "found: %d", found);
	unit_check(none == (*want == '!'), __FILE__, line, "none fits: %d", none);
	if (found)
		check_dec(whole, want, line);
}
#define WHOLE(level, change, want) check_whole(level, change, change, want, __LINE__)

static void counts_are_recovered(void)
{
	WHOLE("163", "83.1", "89");
	WHOLE("163", "89.5", "86");
	WHOLE("286", "18.7", "241");
	WHOLE("137", "-19.5", "!"); /* 170.08 to 170.29 */
	WHOLE("330", "15", "");     /* 286, 287 and 288 all fit */
	WHOLE("619610", "-5", "");
}

/* Whatever the levels, the base that was there lies in the range that is implied. */
static void implied_ranges_hold_the_true_base(void)
{
	unsigned seed = 12345;

	for (int i = 0; i < 20000; i++) {
		struct change c;
		struct dec percent, base, level;
		struct implied implied;
		seed = seed * 1103515245u + 12345u;
		base = dec_int(1 + (seed >> 8) % 5000);
		seed = seed * 1103515245u + 12345u;
		level = dec_int(1 + (seed >> 8) % 5000);
		CHECK_INT(change_compute(CHANGE_PERCENT, level, range_exact(level), base,
					 range_exact(base), &c),
			  CHANGE_FINE);
		CHECK(dec_div(c.value.num, c.value.den, 1, DEC_HALF_EVEN, &percent));
		if (dec_compare(percent, dec_int(-100)) <= 0)
			continue;
		struct range stated =
			rate_range(CHANGE_PERCENT, percent, STR("eq"), (struct str){0});
		CHECK(change_meets(&c, stated));
		CHECK_INT(change_imply(CHANGE_PERCENT, level, range_exact(level), percent, stated,
				       &implied),
			  CHANGE_FINE);
		if (!CHECK(range_holds(implied.range, base)))
			return;
	}
}

static void what_leaves_no_base(void)
{
	struct implied base;
	struct range any = between("0", "1");

	CHECK_INT(change_imply(CHANGE_PERCENT, of("5"), range_exact(of("5")), of("-100"), any,
			       &base),
		  CHANGE_ZERO_BASE);
	CHECK_INT(change_imply(CHANGE_FACTOR, of("5"), range_exact(of("5")), of("0"), any, &base),
		  CHANGE_ZERO_BASE);
	CHECK_INT(change_imply(CHANGE_PERCENT, of("0"), range_exact(of("0")), of("5"), any, &base),
		  CHANGE_NEGATIVE);
}

static void a_level_above_implies_a_base_above(void)
{
	struct implied base;
	struct range stated = rate_range(CHANGE_PERCENT, of("120"), STR("eq"), STR("up 120%"));

	CHECK_INT(change_imply(CHANGE_PERCENT, of("186"), between("186", ""), of("120"), stated,
			       &base),
		  CHANGE_FINE);
	CHECK(base.range.high_open && !base.range.low_open);
	IS(base.range.low, "84.353741");
}

int main(void)
{
	return UNIT_RUN(UNIT(percent_carries_the_digits_of_both_levels), UNIT(open_sides_stay_open),
			UNIT(no_ratio_to_zero_or_below), UNIT(points_are_differences),
			UNIT(stated_rates_meet_what_their_digits_allow),
			UNIT(rates_have_the_range_of_their_print), UNIT(bounds_open_and_cut),
			UNIT(counts_are_recovered), UNIT(implied_ranges_hold_the_true_base),
			UNIT(what_leaves_no_base), UNIT(a_level_above_implies_a_base_above));
}

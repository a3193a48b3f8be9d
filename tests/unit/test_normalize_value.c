#include "stages/normalize/value.h"
#include "tests/unit/unit.h"

static struct numeral_words *words;

static const struct unit count = {.code = {"{x}", 3}, .class = CLASS_COUNT, .factor = {1, 0}};
static const struct unit percent = {.code = {"%", 1}, .class = CLASS_PERCENT, .factor = {1, 0}};
static const struct unit money = {.code = {"VND", 3}, .class = CLASS_MONEY, .factor = {1, 0}};
static const struct unit tenth = {.code = {"t", 1}, .class = CLASS_PHYSICAL, .factor = {1, 1}};

static void check_end(bool has, struct dec d, const char *want, const char *number)
{
	struct buf b = {0};
	if (has)
		dec_print(dec_trim(d), &b);
	CHECK_CASE(str_equal(buf_view(&b), str_of(want)), "'%s' has an end at '%.*s', not '%s'",
		   number, (int)b.n, b.n ? b.p : "", want);
	buf_release(&b);
}

/* `scale` is a row of scale.csv in ASCII, "tr" for millions. */
static void check(const char *number, const char *scale, const struct unit *u, const char *bound,
		  const char *value, const char *low, const char *high)
{
	struct value v;
	enum value_state s =
		value_read(words, NULL, str_of(number), str_of(scale), u, str_of(bound), &v);
	CHECK_CASE(s == VALUE_GOOD, "'%s' gives state %d", number, (int)s);
	check_end(true, v.value, value, number);
	check_end(v.has_low, v.low, low, number);
	check_end(v.has_high, v.high, high, number);
}

static void is_exact_where_printed_in_full(void)
{
	check("42.469", "", &count, "eq", "42469", "42469", "42469");
	check("2.715.402.880", "", &money, "eq", "2715402880", "2715402880", "2715402880");
}

static void takes_a_scale_inside_the_unit_for_one(void)
{
	const struct unit millions = {.code = {"VND", 3},
				      .class = CLASS_MONEY,
				      .factor = {1000000, 0}};
	struct value v;
	check("5", "", &millions, "eq", "5000000", "4500000", "5500000");
	CHECK(value_read(words, NULL, STR("5"), STR(""), &millions, STR("eq"), &v) == VALUE_GOOD);
	CHECK_INT(v.mult, 6);
}

static void allows_half_a_unit_of_the_last_place(void)
{
	check("20,73", "tr", &count, "eq", "20730000", "20725000", "20735000");
	check("5", "tr", &money, "eq", "5000000", "4500000", "5500000");
	check("61", "", &percent, "eq", "61", "60.5", "61.5");
	check("51,49", "", &percent, "eq", "51.49", "51.485", "51.495");
	check("3,00", "", &percent, "eq", "3", "2.995", "3.005");
	check("66,4", "", &tenth, "eq", "6.64", "6.635", "6.645");
	check("0,000001", "", &percent, "eq", "0.000001", "0", "0.000002");
}

static void opens_the_side_that_words_open(void)
{
	check("170", "", &count, "gt", "170", "170", "");
	check("186", "tr", &count, "ge", "186000000", "186000000", "");
	check("5", "", &percent, "lt", "5", "", "5");
	check("3", "tr", &count, "approx", "3000000", "2000000", "4000000");
	check("700", "", &count, "approx", "700", "699", "701");
}

static void turns_negative_by_the_words(void)
{
	struct value v;
	CHECK(value_read(words, NULL, STR("0,2"), STR(""), &percent, STR("eq"), &v) == VALUE_GOOD);
	value_negate(&v);
	check_end(true, v.value, "-0.2", "0,2");
	check_end(v.has_low, v.low, "-0.25", "0,2");
	check_end(v.has_high, v.high, "-0.15", "0,2");
	CHECK(value_read(words, NULL, STR("5"), STR(""), &percent, STR("gt"), &v) == VALUE_GOOD);
	value_negate(&v);
	check_end(v.has_low, v.low, "", "5");
	check_end(v.has_high, v.high, "-5", "5");
}

static void refuses_and_never_rounds(void)
{
	struct value v;
	CHECK(value_read(words, NULL, STR("0,0000001"), STR(""), &percent, STR("eq"), &v) ==
	      VALUE_PRECISE);
	CHECK(value_read(words, NULL, STR("0,0000001"), STR("tr"), &percent, STR("eq"), &v) ==
	      VALUE_GOOD);
	CHECK(value_read(words, NULL, STR("1.23.4"), STR(""), &count, STR("eq"), &v) ==
	      VALUE_NO_NUMBER);
	CHECK(value_read(words, NULL, STR("12x"), STR(""), &count, STR("eq"), &v) ==
	      VALUE_NO_NUMBER);
	CHECK(value_read(words, NULL, STR("12"), STR("parsec"), &count, STR("eq"), &v) ==
	      VALUE_NO_NUMBER);
	CHECK(value_read(words, NULL, STR(""), STR(""), &count, STR("eq"), &v) == VALUE_NO_NUMBER);
	CHECK(value_read(words, NULL, STR("123456789012345678901234567890123"), STR(""), &count,
			 STR("eq"), &v) == VALUE_LARGE);
}

static void tells_doubtful_dots(void)
{
	struct value v;
	CHECK(value_read(words, NULL, STR("5.125"), STR(""), &percent, STR("eq"), &v) ==
		      VALUE_GOOD &&
	      v.doubtful);
	CHECK(value_read(words, NULL, STR("5.125"), STR(""), &count, STR("eq"), &v) == VALUE_GOOD &&
	      !v.doubtful);
	CHECK(value_read(words, NULL, STR("5,125"), STR(""), &percent, STR("eq"), &v) ==
		      VALUE_GOOD &&
	      !v.doubtful);
}

static void follows_the_style_of_the_report(void)
{
	struct number_style vietnamese = {0}, dots = {0}, english = {0};
	struct value v;
	style_note(&vietnamese, words, STR("7,3"));
	style_note(&vietnamese, words, STR("61.72"));
	style_note(&dots, words, STR("61.72"));
	style_note(&dots, words, STR("5.125"));
	style_note(&english, words, STR("1,299,495"));
	style_note(&english, words, STR("61.72"));
	CHECK(value_read(words, &dots, STR("5.125"), STR(""), &percent, STR("eq"), &v) ==
	      VALUE_GOOD);
	CHECK(v.restyled && !v.doubtful && v.decimals == 3);
	check_end(true, v.value, "5.125", "5.125");
	check_end(v.has_low, v.low, "5.1245", "5.125");
	CHECK(value_read(words, &dots, STR("5.125"), STR(""), &count, STR("eq"), &v) == VALUE_GOOD);
	check_end(true, v.value, "5125", "5.125");
	CHECK(value_read(words, &english, STR("5.125"), STR(""), &count, STR("eq"), &v) ==
	      VALUE_GOOD);
	check_end(true, v.value, "5.125", "5.125");
	CHECK(value_read(words, &english, STR("48,700"), STR(""), &count, STR("eq"), &v) ==
	      VALUE_GOOD);
	CHECK(v.restyled && v.decimals == 0);
	check_end(true, v.value, "48700", "48,700");
	CHECK(value_read(words, &vietnamese, STR("5.125"), STR(""), &percent, STR("eq"), &v) ==
	      VALUE_GOOD);
	CHECK(!v.restyled && v.doubtful);
	check_end(true, v.value, "5125", "5.125");
	CHECK(value_read(words, &english, STR("0,700"), STR(""), &count, STR("eq"), &v) ==
	      VALUE_GOOD);
	check_end(true, v.value, "0.7", "0,700");
}

static void reads_totals_with_their_scale(void)
{
	struct dec d;
	CHECK(value_read_total(words, STR("63"), STR(""), &count, &d) == VALUE_GOOD &&
	      dec_compare(d, dec_int(63)) == 0);
	CHECK(value_read_total(words, STR("4.510 tr"), STR("tr"), &money, &d) == VALUE_GOOD &&
	      dec_compare(d, dec_int(4510000000LL)) == 0);
	CHECK(value_read_total(words, STR("1.240"), STR("tr"), &money, &d) == VALUE_GOOD &&
	      dec_compare(d, dec_int(1240000000)) == 0);
	CHECK(value_read_total(words, STR("x"), STR(""), &count, &d) == VALUE_NO_NUMBER);
}

int main(void)
{
	struct lexicon l = {{LEXICON_FOLDER}, 1};
	words = numeral_words_load(&l);
	int status =
		words ? UNIT_RUN(UNIT(is_exact_where_printed_in_full),
				 UNIT(allows_half_a_unit_of_the_last_place),
				 UNIT(takes_a_scale_inside_the_unit_for_one),
				 UNIT(opens_the_side_that_words_open),
				 UNIT(turns_negative_by_the_words), UNIT(refuses_and_never_rounds),
				 UNIT(tells_doubtful_dots), UNIT(follows_the_style_of_the_report),
				 UNIT(reads_totals_with_their_scale))
		      : EXIT_FAILURE;
	numeral_words_free(words);
	return status;
}

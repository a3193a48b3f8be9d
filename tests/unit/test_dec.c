#include "common/dec.h"

#include "tests/unit/unit.h"

#define NINES38 "99999999999999999999999999999999999999"
#define TEN37 "10000000000000000000000000000000000000"

static struct dec of(const char *text)
{
	struct dec d = {0, 0};

	CHECK_CASE(dec_parse(str_of(text), &d), "'%s' is a number", text);
	return d;
}

static void check_is(struct dec d, const char *want, int line)
{
	struct buf b = {0};

	dec_print(d, &b);
	unit_check_text(buf_view(&b), want, __FILE__, line);
	buf_release(&b);
}
#define IS(d, want) check_is((d), (want), __LINE__)

static void prints_what_it_parsed(void)
{
	static const char *const text[] = {
		"0",
		"0.00",
		"3.00",
		"-3.00",
		"20.73",
		"-0.5",
		"7300",
		NINES38,
		"-" NINES38,
		"0." NINES38,
		"0.00000000000000000000000000000000000001",
		"9.9999999999999999999999999999999999999",
	};

	for (size_t i = 0; i < sizeof(text) / sizeof(*text); i++)
		IS(of(text[i]), text[i]);
	IS(of("+5"), "5");
	IS(of("007.50"), "7.50");
	IS(of("-0"), "0");
	IS(dec_int(-42), "-42");
}

static void refuses_other_forms(void)
{
	static const char *const text[] = {
		"",
		"-",
		"+",
		".",
		".5",
		"5.",
		"1e3",
		"1,5",
		" 1",
		"1 ",
		"--1",
		"1.2.3",
		"0x1",
		"inf",
		"1"
		"00000000000000000000000000000000000000",
		"0.000000000000000000000000000000000000001",
	};
	struct dec d = {7, 3};

	for (size_t i = 0; i < sizeof(text) / sizeof(*text); i++)
		CHECK_CASE(!dec_parse(str_of(text[i]), &d), "'%s' is refused", text[i]);
	CHECK(d.coef == 7 && d.scale == 3);
}

static void adds_exactly(void)
{
	struct dec d;

	CHECK(dec_add(of("0.1"), of("0.20"), &d));
	IS(d, "0.30");
	CHECK(dec_sub(of("3.2"), of("3.4"), &d));
	IS(d, "-0.2");
	CHECK(dec_add(of(NINES38), of("-" NINES38), &d));
	IS(d, "0");
	CHECK(!dec_add(of(NINES38), of("1"), &d));
	CHECK(!dec_sub(of("-" NINES38), of(NINES38), &d));
	CHECK(!dec_add(of(NINES38), of(NINES38), &d));
	CHECK(!dec_add(of(NINES38), of("0.1"), &d));
	CHECK(!dec_add(of("0.1"), of(NINES38), &d));
	CHECK(dec_add(of(NINES38), of("0.00"),
		      &d)); /* zeros behind the point are no reason to fail */
	IS(d, NINES38);
}

static void multiplies_exactly(void)
{
	struct dec d;

	CHECK(dec_mul(of("1.5"), of("-0.20"), &d));
	IS(d, "-0.300");
	CHECK(dec_mul(of(NINES38), of("1"), &d));
	IS(d, NINES38);
	CHECK(!dec_mul(of(TEN37), of("10"), &d));
	CHECK(!dec_mul(of(NINES38), of("-" NINES38), &d));
	CHECK(dec_mul(of("9999999999999999999"), of("9999999999999999999"), &d));
	IS(d, "99999999999999999980000000000000000001");
	CHECK(dec_mul(of("0.0000000000000000003"), of("0.0000000000000000002"), &d));
	IS(d, "0.00000000000000000000000000000000000006");
	CHECK(!dec_mul(of("0.0000000000000000003"), of("0.00000000000000000002"), &d));
	CHECK(dec_mul(of("0"), of("-" NINES38), &d));
	IS(d, "0");
	CHECK(dec_mul(of(TEN37), of("1.0"), &d));
	IS(d, TEN37);
}

static void divides_with_the_rounding_asked(void)
{
	static const struct {
		const char *a, *b;
		int scale;
		const char *even, *down, *up;
	} cases[] = {
		{"163", "1.831", 6, "89.022392", "89.022392", "89.022393"},
		{"1", "3", 4, "0.3333", "0.3333", "0.3334"},
		{"-1", "3", 4, "-0.3333", "-0.3334", "-0.3333"},
		{"-2", "3", 4, "-0.6667", "-0.6667", "-0.6666"},
		{"1", "8", 2, "0.12", "0.12", "0.13"}, /* a half: to the even digit */
		{"3", "8", 2, "0.38", "0.37", "0.38"},
		{"-1", "8", 2, "-0.12", "-0.13", "-0.12"},
		{"6", "2", 0, "3", "3", "3"},
		{"0", "-7", 2, "0.00", "0.00", "0.00"},
		{"0.125", "1", 2, "0.12", "0.12", "0.13"},
		{"0.1250000000000000000000000000000000001", "1", 2, "0.13", "0.12", "0.13"},
		{"2.5", "1", 0, "2", "2", "3"},
		{"2.5", "0.999", 0, "3", "2", "3"},
		{"250", "100.0", 0, "2", "2", "3"},
		{"0.0000000000000000000000000000000000001", NINES38, 0, "0", "0", "1"},
		{"-0.0000000000000000000000000000000000001", NINES38, 0, "0", "-1", "0"},
		{"1", NINES38, 38, "0.00000000000000000000000000000000000001",
		 "0.00000000000000000000000000000000000001",
		 "0.00000000000000000000000000000000000002"},
		{"99999999999999999999999999999999999998", NINES38, 6, "1.000000", "0.999999",
		 "1.000000"},
	};
	struct dec d = {7, 3};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct dec a = of(cases[i].a), b = of(cases[i].b);

		CHECK(dec_div(a, b, cases[i].scale, DEC_HALF_EVEN, &d));
		IS(d, cases[i].even);
		CHECK(dec_div(a, b, cases[i].scale, DEC_DOWN, &d));
		IS(d, cases[i].down);
		CHECK(dec_div(a, b, cases[i].scale, DEC_UP, &d));
		IS(d, cases[i].up);
	}
	d = (struct dec){7, 3};
	CHECK(!dec_div(of("1"), of("0.0"), 2, DEC_HALF_EVEN, &d));
	CHECK(!dec_div(of(NINES38), of("0.1"), 0, DEC_HALF_EVEN, &d));
	CHECK(!dec_div(of(TEN37), of("1"), 1, DEC_HALF_EVEN, &d));
	CHECK(!dec_div(of("1"), of("1"), 39, DEC_HALF_EVEN, &d));
	CHECK(d.coef == 7 && d.scale == 3);
}

/* Division against the definition: q * b <= a < (q + 1) * b, over many small operands. */
static void division_agrees_with_multiplication(void)
{
	for (int a = -60; a <= 60; a++) {
		for (int b = -11; b <= 11; b++) {
			struct dec q, up, back, next;

			if (b == 0)
				continue;
			CHECK(dec_div((struct dec){a, 1}, (struct dec){b, 2}, 3, DEC_DOWN, &q));
			CHECK(dec_div((struct dec){a, 1}, (struct dec){b, 2}, 3, DEC_UP, &up));
			CHECK(dec_mul(q, (struct dec){b, 2}, &back));
			CHECK(dec_mul(up, (struct dec){b, 2}, &next));
			CHECK_CASE(b > 0 ? dec_compare(back, (struct dec){a, 1}) <= 0 &&
						   dec_compare(next, (struct dec){a, 1}) >= 0
					 : dec_compare(back, (struct dec){a, 1}) >= 0 &&
						   dec_compare(next, (struct dec){a, 1}) <= 0,
				   "%d / %d", a, b);
			CHECK_CASE(up.coef - q.coef <= 1, "%d / %d is one step wide at most", a, b);
		}
	}
}

static void shifts_by_powers_of_ten(void)
{
	struct dec d;

	CHECK(dec_shift(of("20.73"), 6, &d));
	IS(d, "20730000");
	CHECK(dec_shift(of("20.73"), -3, &d));
	IS(d, "0.02073");
	CHECK(dec_shift(of("20.73"), 1, &d));
	IS(d, "207.3");
	CHECK(dec_shift(of("0"), 40, &d));
	IS(d, "0");
	CHECK(dec_shift(of("9999999999999999999999999999999999999"), 1, &d));
	IS(d, "99999999999999999999999999999999999990");
	CHECK(!dec_shift(of("1"), 38, &d));
	CHECK(dec_shift(of("1"), 37, &d));
	IS(d, TEN37);
	CHECK(dec_shift(of(TEN37), -38, &d));
	CHECK_INT(dec_compare(d, of("0.1")), 0);
	CHECK(!dec_shift(of("0.1"), -38, &d));
	CHECK(dec_shift(of("10"), -39, &d));
	CHECK_INT(dec_compare(d, of("0.00000000000000000000000000000000000001")), 0);
}

static void rounds_at_the_edges(void)
{
	struct dec d;

	CHECK(dec_round(of("2.5"), 0, DEC_HALF_EVEN, &d));
	IS(d, "2");
	CHECK(dec_round(of("3.5"), 0, DEC_HALF_EVEN, &d));
	IS(d, "4");
	CHECK(dec_round(of("-2.5"), 0, DEC_HALF_EVEN, &d));
	IS(d, "-2");
	CHECK(dec_round(of("2.51"), 0, DEC_HALF_EVEN, &d));
	IS(d, "3");
	CHECK(dec_round(of("-2.1"), 0, DEC_DOWN, &d));
	IS(d, "-3");
	CHECK(dec_round(of("-2.9"), 0, DEC_UP, &d));
	IS(d, "-2");
	CHECK(dec_round(of("2.0"), 0, DEC_UP, &d));
	IS(d, "2");
	CHECK(dec_round(of("1.2"), 6, DEC_UP, &d));
	IS(d, "1.2");
	CHECK(dec_round(of("9.9999999999999999999999999999999999999"), 0, DEC_HALF_EVEN, &d));
	IS(d, "10");
	CHECK(dec_round(of("0.99999999999999999999999999999999999999"), 37, DEC_UP, &d));
	IS(d, "1.0000000000000000000000000000000000000");
}

static void compares_by_value(void)
{
	CHECK_INT(dec_compare(of("1.0"), of("1.00")), 0);
	CHECK_INT(dec_compare(of("-0.1"), of("0")), -1);
	CHECK_INT(dec_compare(of(NINES38), of("0." NINES38)), 1);
	CHECK_INT(dec_compare(of("-" NINES38), of("-0." NINES38)), -1);
	CHECK_INT(dec_compare(of("-1.5"), of("-1.25")), -1);
	CHECK_INT(dec_compare(of("0.00000000000000000000000000000000000001"), of("0")), 1);
}

static void trims_and_negates(void)
{
	IS(dec_trim(of("3.100")), "3.1");
	IS(dec_trim(of("300")), "300");
	IS(dec_trim(of("0.000")), "0");
	IS(dec_neg(of("-1.50")), "1.50");
	CHECK_INT(dec_sign(of("-0.00")), 0);
	CHECK_INT(dec_sign(of("-0.01")), -1);
}

int main(void)
{
	return UNIT_RUN(UNIT(prints_what_it_parsed), UNIT(refuses_other_forms), UNIT(adds_exactly),
			UNIT(multiplies_exactly), UNIT(divides_with_the_rounding_asked),
			UNIT(division_agrees_with_multiplication), UNIT(shifts_by_powers_of_ten),
			UNIT(rounds_at_the_edges), UNIT(compares_by_value),
			UNIT(trims_and_negates));
}

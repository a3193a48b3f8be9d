#include "stages/growth/series.h"

#include <fcntl.h>
#include "common/csv.h"
#include "common/io.h"
#include "stages/growth/change.h"

#include "tests/unit/unit.h"

static unsigned long long state = 42;

static unsigned long long next(void)
{
	state = state * 6364136223846793005ull + 1442695040888963407ull;
	return state >> 20;
}

/* The fast arithmetic is that of change.h, for small and for large values. */
static void the_fast_way_is_the_exact_way(void)
{
	static const unsigned long long most[] = {20, 1000, 1000000, 90000000000ull,
						  99999999999999999ull};

	for (int i = 0; i < 50000; i++) {
		int64_t a = (int64_t)(next() % most[i % 5]),
			b = (int64_t)(1 + next() % most[i / 5 % 5]);
		int64_t millionths;
		struct dec level = dec_int(a), base = dec_int(b), want;
		struct change c;
		struct buf fast = {0}, exact = {0};
		if (!series_change(a, b, &millionths))
			continue;
		CHECK_INT(change_compute(CHANGE_PERCENT, level, range_exact(level), base,
					 range_exact(base), &c),
			  CHANGE_FINE);
		CHECK(fraction_round(c.value, DEC_HALF_EVEN, &want));
		series_print_change(millionths, &fast);
		dec_print(want, &exact);
		bool same = CHECK_CASE(str_equal(buf_view(&fast), buf_view(&exact)),
				       "%lld to %lld: '%s', not '%s'", (long long)b, (long long)a,
				       buf_string(&fast), buf_string(&exact));
		buf_release(&fast);
		buf_release(&exact);
		if (!same)
			return;
	}
}

static void numbers_come_back_as_printed(void)
{
	static const char *const text[] = {"0",
					   "0.00",
					   "7",
					   "12.50",
					   "-0.05",
					   "-3",
					   "99999999999999999",
					   "0.1234567890123456",
					   "100.000001"};
	static const char *const bad[] = {"",      "-",   ".5",
					  "5.",    "1e3", "1,5",
					  "1.2.3", " 1",  "123456789012345678"};
	int64_t coef;
	int scale;

	for (size_t i = 0; i < sizeof text / sizeof *text; i++) {
		struct buf b = {0};
		CHECK_CASE(series_parse(str_of(text[i]), &coef, &scale), "%s", text[i]);
		series_print_number(coef, scale, &b);
		CHECK_TEXT(buf_view(&b), text[i]);
		buf_release(&b);
	}
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		CHECK_CASE(!series_parse(str_of(bad[i]), &coef, &scale), "'%s' is refused", bad[i]);
}

static void halves_go_to_the_even_digit(void)
{
	int64_t m;

	CHECK(series_change(200000001, 200000000, &m)); /* 0.0000005 % */
	CHECK_INT(m, 0);
	CHECK(series_change(200000003, 200000000, &m)); /* 0.0000015 % */
	CHECK_INT(m, 2);
	CHECK(series_change(199999997, 200000000, &m));
	CHECK_INT(m, -2);
}

/* Runs the engine over `in`; its output, or what it says where it fails. */
static int run(const char *in, struct buf *out)
{
	struct unit_stderr said;
	const char *from = unit_path("series.csv"), *to = unit_path("growth.csv");

	buf_reset(out);
	CHECK_INT(io_write_all(from, str_of(in)), 0);
	unit_stderr_begin(&said);
	int code = series_run(from, to);
	unit_stderr_end(&said, out);
	if (code == EXIT_DONE) {
		buf_reset(out);
		CHECK_INT(io_read_all(to, 1 << 24, out), 0);
	}
	return code;
}

#define HEAD "series,time_period,obs_value\n"
#define HEAD_OUT "series,time_period,obs_value,mom,yoy\n"

static void check_run(const char *in, const char *want, int line)
{
	struct buf out = {0};

	unit_check_int(run(in, &out), EXIT_DONE, "exit code", __FILE__, line);
	unit_check_text(buf_view(&out), want, __FILE__, line);
	buf_release(&out);
}
#define GIVES(in, want) check_run(in, want, __LINE__)

static void gaps_and_any_order(void)
{
	GIVES(HEAD "A,2022-02,110.0\nB,2022-01,1\nA,2022-01,100.0\nA,2023-01,50.00\n", HEAD_OUT
	      "A,2022-01,100.0,,\nA,2022-02,110.0,10,\nA,2023-01,50.00,,-50\nB,2022-01,1,,\n");
	GIVES(HEAD "A,2021-12,1\nA,2022-12,3\nA,2023-01,4\n",
	      HEAD_OUT "A,2021-12,1,,\nA,2022-12,3,,200\nA,2023-01,4,33.333333,\n");
	GIVES(HEAD, HEAD_OUT);
}

static void never_infinite(void)
{
	GIVES(HEAD "A,2022-01,0\nA,2022-02,5\nA,2022-03,0\nA,2022-04,-5\nA,2022-05,5\n", HEAD_OUT
	      "A,2022-01,0,,\nA,2022-02,5,,\nA,2022-03,0,-100,\nA,2022-04,-5,,\nA,2022-05,5,,\n");
	GIVES(HEAD "A,2022-01,\nA,2022-02,5\n", HEAD_OUT "A,2022-01,,,\nA,2022-02,5,,\n");
}

static void beyond_what_a_slot_holds(void)
{
	GIVES(HEAD "A,2022-01,100000000000000000000\nA,2022-02,150000000000000000000.5\n", HEAD_OUT
	      "A,2022-01,100000000000000000000,,\nA,2022-02,150000000000000000000.5,50,\n");
	GIVES(HEAD "A,2022-01,0.000001\nA,2022-02,90000000000\n",
	      HEAD_OUT "A,2022-01,0.000001,,\nA,2022-02,90000000000,8999999999999999900,\n");
}

static void quotes_line_ends_and_blank_lines(void)
{
	GIVES("\xef\xbb\xbf"
	      "series,\"time_period\",obs_value\r\n\"a,\"\"b\"\"\nc\",2022-01,1\r\n\r\n\n"
	      "\"plain\",\"2022-01\",\"2\"\nplain,2022-02,3",
	      HEAD_OUT "\"a,\"\"b\"\"\nc\",2022-01,1,,\nplain,2022-01,2,,\nplain,2022-02,3,50,\n");
}

static void check_refused(const char *in, const char *said, int line)
{
	struct buf out = {0};

	unit_check_int(run(in, &out), EXIT_CALLER, "exit code", __FILE__, line);
	unit_check(strstr(buf_string(&out), said) != NULL, __FILE__, line, "said: %s",
		   buf_string(&out));
	buf_release(&out);
}
#define REFUSED(in, said) check_refused(in, said, __LINE__)

static void mistakes_are_named_with_their_line(void)
{
	REFUSED("", "no header");
	REFUSED("series,period,obs_value\n", "header is not");
	REFUSED(HEAD "A,2022-13,1\n", ":2: error: time_period");
	REFUSED(HEAD "A,2022-01,1\n\nA,2022-02,x\n", ":4: error: obs_value");
	REFUSED(HEAD "A,2022-01,1\nA,2022-01,2\n", ":3: error: series and period twice");
	REFUSED(HEAD "A,2022-01\n", ":2: error: too few");
	REFUSED(HEAD "A,2022-01,1,2\n", ":2: error: too many");
	REFUSED(HEAD "\"A,2022-01,1\n", ":2: error: quoted field");
	REFUSED(HEAD "\"A\"x,2022-01,1\n", ":2: error: stray quote");
	REFUSED(HEAD "A\"x,2022-01,1\n", ":2: error: stray quote");
	REFUSED(HEAD "\xff,2022-01,1\n", ":2: error: invalid utf-8");
}

static void the_same_value_twice_is_no_mistake(void)
{
	GIVES(HEAD "A,2022-01,1.0\nA,2022-01,1.00\n", HEAD_OUT "A,2022-01,1.0,,\n");
}

/* Rows that straddle the chunks that are read, also quoted ones. */
static void rows_longer_than_a_chunk(void)
{
	enum { LONG = 3 << 20 };
	struct buf in = {0}, out = {0};

	buf_text(&in, HEAD "\"");
	for (int i = 0; i < LONG; i++)
		buf_byte(&in, i % 100 == 99 ? '\n' : 'x');
	buf_text(&in, "\",2022-01,1\n");
	for (int i = 0; i < 200000; i++)
		buf_printf(&in, i % 7 ? "s%d,2022-01,%d\n" : "\"s%d\",2022-01,%d\n", i, i);
	CHECK_INT(run(buf_string(&in), &out), EXIT_DONE);
	CHECK(strstr(buf_string(&out), "\ns199999,2022-01,199999,,\n") != NULL);
	CHECK(strstr(buf_string(&out), "x\",2022-01,1,,\n") != NULL);
	buf_release(&in);
	buf_release(&out);
}

int main(void)
{
	return UNIT_RUN(UNIT(the_fast_way_is_the_exact_way), UNIT(numbers_come_back_as_printed),
			UNIT(halves_go_to_the_even_digit), UNIT(gaps_and_any_order),
			UNIT(never_infinite), UNIT(beyond_what_a_slot_holds),
			UNIT(quotes_line_ends_and_blank_lines),
			UNIT(mistakes_are_named_with_their_line),
			UNIT(the_same_value_twice_is_no_mistake), UNIT(rows_longer_than_a_chunk));
}

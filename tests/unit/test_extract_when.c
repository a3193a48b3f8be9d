#include "stages/extract/when.h"

#include "tests/unit/extract.h"

/* A report of August 2023; no figure's period went by before. */
static struct period report;

static bool read_when(const char *text, bool loose, struct when *w)
{
	extract_read(text);
	size_t n = when_read(&tokens, vocab, 0, loose, w);
	if (n && n != tokens.n)
		printf("# '%s': %zu of %zu tokens\n", text, n, tokens.n);
	return n && n == tokens.n;
}

static void print(const struct time_span *s, struct buf *out)
{
	period_print(s->period, out);
	if (s->basis[0])
		buf_printf(out, " %s", s->basis);
	if (s->has_day) {
		buf_byte(out, ' ');
		period_print_date(s->as_of, out);
	}
}

/* The whole of `text` means `want`: "2023-08 ytd", with the day where one is printed; "" where it
 * is no expression of time. */
static void check(const char *text, bool future, const char *want, int line)
{
	struct when w;
	struct time_span s, context = {.period = report, .basis = ""};
	struct buf out = {0};

	if (read_when(text, false, &w)) {
		if (when_resolve(&w, report, &context, future, &s))
			print(&s, &out);
		else
			buf_text(&out, "unresolved");
	}
	unit_check(str_equal(buf_view(&out), str_of(want)), __FILE__, line,
		   "'%s' is '%s', not '%s'", text, buf_string(&out), want);
	buf_release(&out);
}
#define MEANS(text, want) check(text, false, want, __LINE__)
#define WILL_MEAN(text, want) check(text, true, want, __LINE__)

static void months(void)
{
	MEANS("tháng 8/2023", "2023-08");
	MEANS("tháng 8 năm 2023", "2023-08");
	MEANS("tháng 08-2023", "2023-08");
	MEANS("tháng 8.2023", "2023-08");
	MEANS("tháng 8", "2023-08");
	MEANS("tháng 7", "2023-07");
	MEANS("tháng 10", "2022-10"); /* still to come this year */
	WILL_MEAN("tháng 10", "2023-10");
	MEANS("tháng này", "2023-08");
	MEANS("tháng trước", "2023-07");
	MEANS("tháng tám", "2023-08");
	MEANS("tháng 13", "");
	MEANS("trong tháng 8", "2023-08 period");
}

static void days(void)
{
	MEANS("ngày 20/8/2023", "2023-08 as_of 2023-08-20");
	MEANS("ngày 20-8-2023", "2023-08 as_of 2023-08-20");
	MEANS("ngày 20.8.2023", "2023-08 as_of 2023-08-20");
	MEANS("ngày 20 tháng 8 năm 2023", "2023-08 as_of 2023-08-20");
	MEANS("ngày 20 tháng 8", "2023-08 as_of 2023-08-20");
	MEANS("tính đến ngày 15/8", "2023-08 as_of 2023-08-15");
	MEANS("ngày 31/12/2022", "2022-12 as_of 2022-12-31");
	MEANS("ngày 31/2/2023", "unresolved");
	MEANS("ngày 20/13/2023", "");
}

static void quarters_halves_and_years(void)
{
	MEANS("quý II/2023", "2023-Q2");
	MEANS("quý 2 năm 2023", "2023-Q2");
	MEANS("quý hai", "2023-Q2");
	MEANS("quý trước", "2023-Q2");
	MEANS("quý IV", "2022-Q4");
	MEANS("nửa đầu năm 2023", "2023-S1 period");
	MEANS("năm 2022", "2022");
	MEANS("năm nay", "2023");
	MEANS("năm ngoái", "2022");
	MEANS("năm trước", "2022");
	MEANS("cả năm 2022", "2022 period");
	MEANS("năm 41", "");
}

static void the_first_months_of_a_year(void)
{
	MEANS("8 tháng đầu năm", "2023-08 ytd");
	MEANS("8 tháng năm 2023", "2023-08 ytd");
	MEANS("tám tháng đầu năm 2023", "2023-08 ytd");
	MEANS("6 tháng đầu năm", "2023-S1 period"); /* a half by itself */
	MEANS("6 tháng cuối năm 2022", "2022-S2 period");
	MEANS("lũy kế 8 tháng", "2023-08 ytd");
	MEANS("từ đầu năm đến nay", "2023-08 ytd");
	MEANS("từ đầu năm đến hết tháng 7", "2023-07 ytd");
	MEANS("từ đầu năm đến ngày 15/8", "2023-08-15 ytd 2023-08-15");
}

static void dates_of_a_stock(void)
{
	MEANS("tính đến hết tháng 7/2023", "2023-07 as_of");
	MEANS("đến cuối tháng 6", "2023-06 as_of");
	MEANS("cuối năm 2022", "2022-12 as_of");
	MEANS("hiện nay", "2023-08 as_of");
	MEANS("đến nay", "2023-08 as_of");
}

static void spans_and_parts(void)
{
	MEANS("từ ngày 15/7 đến ngày 14/8/2023", "2023-07-15/2023-08-14 period");
	MEANS("từ 16/12/2022 đến 15/1/2023", "2022-12-16/2023-01-15 period");
	MEANS("từ ngày 20/12 đến ngày 19/1/2023", "2022-12-20/2023-01-19 period");
	MEANS("nửa cuối tháng 7/2023", "2023-07-16/2023-07-31 period");
	MEANS("kỳ 1 tháng 8/2023", "2023-08-01/2023-08-15 period");
	MEANS("10 ngày đầu tháng 7", "2023-07-01/2023-07-10 period");
	MEANS("10 ngày cuối tháng 7/2023", "2023-07-22/2023-07-31 period");
	MEANS("15 ngày cuối tháng 7/2023", "2023-07-16/2023-07-31 period");
	MEANS("ngày 5-10/7", "2023-07-05/2023-07-10 period");
	MEANS("từ ngày 5-10 trong tháng 7", "2023-07-05/2023-07-10 period");
	MEANS("2 ngày 13 và 14/7/2023", "2023-07-13/2023-07-14 period");
	MEANS("từ tháng 4 đến hết tháng 6 năm 2023", "2023-04-01/2023-06-30 period");
	MEANS("từ tháng 11/2022 đến tháng 2/2023", "2022-11-01/2023-02-28 period");
	MEANS("từ tháng 1 đến tháng 7", "2023-07 ytd");
	MEANS("2 tháng 4 và 5 năm 2022", "2022-04-01/2022-05-31 period");
	MEANS("tuần thứ 32", "2023-08-07/2023-08-13 period");
	MEANS("tuần 1 năm 2021", "2021-01-04/2021-01-10 period");
}

static void terms_and_seasons(void)
{
	MEANS("giai đoạn 2016-2020", "2016-01-01/2020-12-31");
	MEANS("5 năm (2016-2020)", "2016-01-01/2020-12-31");
	MEANS("từ năm 2016 đến năm 2020", "2016-01-01/2020-12-31");
	MEANS("từ năm 2016 đến nay", "2016-01-01/2023-08-31");
	MEANS("2016-2020", "unresolved");
	MEANS("vụ đông xuân 2022-2023", "2023");
	MEANS("niên vụ 2021/22", "2022");
	MEANS("năm học 2021-2022", "2021-09-01/2022-05-31");
	MEANS("năm học 2023-2024", "2023-08");
}

static void dates_in_words(void)
{
	MEANS("năm hai nghìn không trăm hai mươi hai", "2022");
	MEANS("ngày mồng hai tháng chín năm hai nghìn không trăm hai mươi hai",
	      "2022-09 as_of 2022-09-02");
	MEANS("ngày hai tháng tám", "2023-08 as_of 2023-08-02");
	MEANS("ngày hai tháng chín năm 2022", "2022-09 as_of 2022-09-02");
}

static void what_is_no_time(void)
{
	MEANS("bưu chính", "");
	MEANS("5 tỷ đồng", "");
	MEANS("lần", "");
	MEANS("đến trong tháng", "");
}

/* The base of a comparison: of a level of `of`, "2023-08" or with a basis "2023-08 ytd". */
static void check_base(const char *text, const char *of, const char *want, int line)
{
	struct when w;
	struct period base;
	struct time_span level = {.basis = ""};
	struct str rest = str_of(of), period = str_cut(&rest, ' ');
	struct buf out = {0};

	unit_check(period_parse(period, &level.period), __FILE__, line, "bad period '%s'", of);
	level.basis = rest.n ? rest.p : "";
	if (read_when(text, true, &w)) {
		if (when_resolve_base(&w, report, &level, &base))
			period_print(base, &out);
		else
			buf_text(&out, "unresolved");
	}
	unit_check(str_equal(buf_view(&out), str_of(want)), __FILE__, line,
		   "'%s' of %s is '%s', not '%s'", text, of, buf_string(&out), want);
	buf_release(&out);
}
#define BASE(text, of, want) check_base(text, of, want, __LINE__)

static void bases_of_comparisons(void)
{
	BASE("cùng kỳ", "2023-08", "2022-08");
	BASE("cùng kỳ năm trước", "2023-08", "2022-08");
	BASE("cùng kỳ năm ngoái", "2023-Q2", "2022-Q2");
	BASE("cùng kỳ", "2023-S1", "2022-S1");
	BASE("cùng kỳ năm 2021", "2023-08", "2021-08");
	BASE("cùng kỳ năm trước", "2022-08", "2021-08"); /* of the figure's own year */
	BASE("cùng kỳ", "2023-08 ytd", "2022-08");
	BASE("cùng kỳ tháng 7", "2023-07", "2022-07");
	BASE("tháng trước", "2023-08", "2023-07");
	BASE("tháng trước", "2023-01", "2022-12");
	BASE("quý trước", "2023-Q1", "2022-Q4");
	BASE("năm trước", "2022", "2021");
	BASE("năm 2019", "2022", "2019");
	BASE("tháng 12/2022", "2023-08", "2022-12");
	BASE("12/2022", "2023-08", "2022-12");
	BASE("cuối năm 2022", "2023-08", "2022-12");
	BASE("đầu năm", "2023-08", "2022-12");
	BASE("6 tháng đầu năm 2022", "2023-S1", "2022-S1");
}

static void digits_alone(void)
{
	static const struct {
		const char *text;
		size_t used;
		int parts, part[3];
	} table[] = {
		{"20/8/2023", 5, 3, {20, 8, 2023}}, {"20.8.2023", 1, 3, {20, 8, 2023}},
		{"8/2023", 3, 2, {8, 2023, 0}},     {"30-4", 3, 2, {30, 4, 0}},
		{"5,25", 0, 0, {0, 0, 0}},          {"5 xã", 0, 0, {0, 0, 0}},
	};

	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		int part[3] = {0}, parts = 0;
		extract_read(table[i].text);
		size_t n = when_digits(&tokens, 0, part, &parts);
		CHECK_CASE(n == table[i].used, "'%s' uses %zu", table[i].text, n);
		if (!n)
			continue;
		CHECK_CASE(parts == table[i].parts, "'%s' has %d parts", table[i].text, parts);
		for (int k = 0; k < parts; k++)
			CHECK_CASE(part[k] == table[i].part[k], "'%s': part %d is %d",
				   table[i].text, k, part[k]);
	}
}

/* "cùng kỳ" and a bare period take what governs where they stand. */
static void the_context_governs(void)
{
	struct when w;
	struct time_span s, context = {.period = period_quarter(2023, 1), .basis = "period"};
	struct buf out = {0};

	CHECK(read_when("cùng kỳ", false, &w));
	CHECK(when_resolve(&w, report, &context, false, &s));
	print(&s, &out);
	CHECK_TEXT(buf_view(&out), "2022-Q1 period");
	buf_release(&out);
}

int main(void)
{
	report = period_month(2023, 8);
	return EXTRACT_RUN(UNIT(months), UNIT(days), UNIT(quarters_halves_and_years),
			   UNIT(the_first_months_of_a_year), UNIT(dates_of_a_stock),
			   UNIT(spans_and_parts), UNIT(terms_and_seasons), UNIT(dates_in_words),
			   UNIT(what_is_no_time), UNIT(bases_of_comparisons), UNIT(digits_alone),
			   UNIT(the_context_governs));
}

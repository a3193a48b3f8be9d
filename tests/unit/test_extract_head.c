#include "stages/extract/head.h"

#include "tests/unit/extract.h"

enum { LINES = 16 };

static struct arena arena;

/* "month evidence" of the report with these lines, cut at LF; of `given` what is set is kept. */
static struct report read_head(const char *text, struct report given)
{
	static struct report_line line[LINES];
	struct str rest = str_of(text);

	given.line = line;
	given.lines = 0;
	while (rest.n && given.lines < LINES) {
		struct str s = str_cut(&rest, '\n');
		line[given.lines++] = (struct report_line){.text = s,
							   .kind = STR("para"),
							   .offset = (size_t)(s.p - text)};
	}
	arena_reset(&arena);
	head_read(&tokens, &lexicon, &given, &arena);
	return given;
}

static void check_month(const char *text, struct report given, const char *want, int line)
{
	struct report p = read_head(text, given);
	struct buf out = {0};

	period_print(p.period, &out);
	if (p.period.freq)
		buf_printf(&out, " %s", p.evidence);
	unit_check(str_equal(buf_view(&out), str_of(want)), __FILE__, line,
		   "'%s' is of '%s', not '%s'", text, buf_string(&out), want);
	buf_release(&out);
}
#define OF_MONTH(text, want) check_month(text, (struct report){0}, want, __LINE__)

#define BODY "\nDoanh thu bưu chính đạt 5 tỷ đồng."

static void the_title_names_the_month(void)
{
	OF_MONTH("Báo cáo tình hình tháng 8/2023" BODY, "2023-08 title");
	OF_MONTH("Báo cáo tình hình tháng 8 năm 2023" BODY, "2023-08 title");
	OF_MONTH("Tình hình kinh tế - xã hội quý III/2023" BODY, "2023-09 title");
	OF_MONTH("Tình hình kinh tế 9 tháng năm 2023" BODY, "2023-09 title");
	OF_MONTH("Kết quả quý IV và cả năm 2022" BODY, "2022-12 title");
	OF_MONTH("Tình hình kinh tế tháng 9 và 9 tháng năm 2023" BODY, "2023-09 title");
	OF_MONTH("Tình hình kinh tế 6 tháng đầu năm 2023" BODY, "2023-06 title");
	OF_MONTH("Tình hình kinh tế 6 tháng cuối năm 2023" BODY, "2023-12 title");
	OF_MONTH("Báo cáo tổng kết công tác năm 2022" BODY, "2022-12 title");
}

static void what_a_title_plans_is_not_its_month(void)
{
	OF_MONTH("Kết quả công tác tháng 5, nhiệm vụ trọng tâm tháng 6/2023" BODY, "2023-05 title");
	OF_MONTH("Công tác tháng 10; một số nhiệm vụ chủ yếu tháng 11, tháng 12 năm 2023" BODY,
		 "2023-10 title");
	OF_MONTH("Công tác tháng 12 và định hướng tháng 1 năm 2024" BODY, "2023-12 title");
	OF_MONTH("Tình hình sản xuất tháng 4 và dự kiến tháng 5/2023" BODY, "2023-04 title");
	OF_MONTH("Kết quả quý I/2023 và chương trình công tác quý II/2023" BODY, "2023-03 title");
	OF_MONTH("Sơ kết 6 tháng đầu năm, giải pháp 6 tháng cuối năm 2023" BODY, "2023-06 title");
	OF_MONTH("Kết quả tháng 9, thực hiện kế hoạch 9 tháng năm 2023" BODY, "2023-09 title");
}

static void a_title_without_a_year_takes_that_of_the_dateline_or_the_text(void)
{
	OF_MONTH("Báo cáo tình hình tháng 8\nHà Nội, ngày 30 tháng 8 năm 2023" BODY,
		 "2023-08 title");
	OF_MONTH("Báo cáo tình hình tháng 12\nHà Nội, ngày 5 tháng 1 năm 2023" BODY,
		 "2022-12 title");
	OF_MONTH("Báo cáo tình hình tháng 8\nTrong tháng 8/2021, doanh thu đạt 5 tỷ đồng.",
		 "2021-08 title");
}

static void a_year_may_stand_in_the_name_alone(void)
{
	static const char title[] = "Báo cáo tình hình kinh tế tháng 10 và 10 tháng"
				    "\nDoanh thu bưu chính đạt 5 tỷ đồng.";

	check_month(title, (struct report){.source = STR("bc-thang-10-2021.txt")}, "2021-10 title",
		    __LINE__);
	check_month(title, (struct report){.source = STR("a.zip!2021/Tháng 10.docx")},
		    "2021-10 title", __LINE__);
	/* the day of a copy, or more years than one */
	check_month(title, (struct report){.source = STR("tai-ve-15-01-2024.txt")}, "", __LINE__);
	check_month(title, (struct report){.source = STR("2024-01-15 bc.txt")}, "", __LINE__);
	check_month(title, (struct report){.source = STR("20240115.txt")}, "", __LINE__);
	check_month(title, (struct report){.source = STR("kh-2020-2021.txt")}, "", __LINE__);
}

static void page_stamps_never_count(void)
{
	OF_MONTH("Thứ Ba, 05/03/2024 10:21\nBáo cáo tình hình tháng 8/2023" BODY, "2023-08 title");
	CHECK(!read_head("Thứ Ba, 05/03/2024 10:21\nBáo cáo tình hình tháng 8/2023" BODY,
			 (struct report){0})
		       .has_published);
}

static void without_a_title_the_text_tells(void)
{
	OF_MONTH("Tháng 5/2023, doanh thu đạt 5 tỷ đồng.\nTrong tháng 5/2023, có 4 xã.\n"
		 "Tháng 4/2023, có 3 xã.",
		 "2023-05 text");
	OF_MONTH("Doanh thu đạt 5 tỷ đồng.", "");
	OF_MONTH("Công tác phòng, chống dịch ngày 18/4/2023\nGhi nhận 5 ca mắc.",
		 "2023-04 dateline");
	OF_MONTH("", "");
}

static void what_is_given_wins(void)
{
	check_month("Báo cáo tình hình tháng 8/2023" BODY,
		    (struct report){.given_period = STR("2021-02")}, "2021-02 reports.csv",
		    __LINE__);
	check_month("Doanh thu đạt 5 tỷ đồng.", (struct report){.source = STR("bc_2020-11.txt")},
		    "2020-11 name", __LINE__);
	check_month("Doanh thu đạt 5 tỷ đồng.", (struct report){.source = STR("bc_2020-13.txt")},
		    "", __LINE__);
	struct report p = read_head("Báo cáo tình hình tháng 8/2023" BODY,
				    (struct report){.given_title = STR("T"),
						    .given_issuer = STR("I"),
						    .given_published = STR("2023-09-02")});
	CHECK_TEXT(p.title, "T");
	CHECK_TEXT(p.issuer, "I");
	CHECK(p.has_published && p.published == period_days(2023, 9, 2));
}

static void the_title_is_the_first_line_that_reads_like_one(void)
{
	struct report p = read_head("  Báo cáo tình hình tháng 8/2023 " BODY, (struct report){0});
	CHECK_TEXT(p.title, "Báo cáo tình hình tháng 8/2023");
	CHECK_INT(p.title_line, 0);
	p = read_head("BỘ CÔNG\nBáo cáo tình hình tháng 8/2023" BODY, (struct report){0});
	CHECK_INT(p.title_line, 1); /* two words are none */
	p = read_head("Doanh thu bưu chính đạt 5 tỷ đồng.\nBáo cáo tình hình tháng 8/2023",
		      (struct report){0});
	CHECK_INT(p.title_line, p.lines); /* a sentence is none, nor what stands behind it */
	p = read_head("- Doanh thu bưu chính đạt 5 tỷ đồng\nBáo cáo", (struct report){0});
	CHECK_INT(p.title_line, p.lines);
}

static void body_and_day_of_issue(void)
{
	struct report p = read_head("Báo cáo tình hình tháng 8/2023\nTổng cục Thống kê\n"
				    "Hà Nội, ngày 29 tháng 8 năm 2023" BODY,
				    (struct report){0});
	CHECK_TEXT(p.issuer, "GSO");
	CHECK(p.has_published && p.published == period_days(2023, 8, 29));
	p = read_head("Báo cáo tình hình tháng 8/2023" BODY, (struct report){0});
	CHECK_INT(p.issuer.n, 0);
	CHECK(!p.has_published);
	p = read_head("Báo cáo tình hình tháng 8/2023\nThứ sáu, 01/09/2023 | 09:30" BODY,
		      (struct report){0});
	CHECK(!p.has_published); /* when the page was made */
}

int main(void)
{
	int status =
		EXTRACT_RUN(UNIT(the_title_names_the_month),
			    UNIT(what_a_title_plans_is_not_its_month),
			    UNIT(a_title_without_a_year_takes_that_of_the_dateline_or_the_text),
			    UNIT(a_year_may_stand_in_the_name_alone), UNIT(page_stamps_never_count),
			    UNIT(without_a_title_the_text_tells), UNIT(what_is_given_wins),
			    UNIT(the_title_is_the_first_line_that_reads_like_one),
			    UNIT(body_and_day_of_issue));
	arena_release(&arena);
	return status;
}

/* Printed lines as paragraphs: heads and feet, breaks at the margin, hyphens. */
#include "stages/ingest/pdf.h"
#include "tests/unit/unit.h"

/* The place of each word of text that is printed with letters of one width; a form feed begins a
 * page. */
static void place(const char *printed, struct buf *layout)
{
	enum { WIDTH = 6, DOWN = 14, HEIGHT = 12, LEFT = 50 };
	struct str text = str_of(printed);
	int top = LEFT;

	buf_text(layout, "<page >\n<block >\n");

	while (text.n) {
		struct str line = str_cut(&text, '\n');
		int column = 0;

		if (line.n && line.p[0] == '\f') {
			buf_text(layout, "<page >\n<block >\n");
			top = LEFT;
			line = (struct str){line.p + 1, line.n - 1};
		}
		buf_text(layout, "<line >\n");
		while (line.n) {
			struct str word = str_cut(&line, ' ');
			int width = 0;

			for (size_t i = 0; i < word.n; i++)
				width += ((unsigned char)word.p[i] & 0xC0) != 0x80;
			if (width)
				buf_printf(layout,
					   "<word xMin=\"%d.000000\" yMin=\"%d.000000\" "
					   "xMax=\"%d.000000\" yMax=\"%d.000000\">%.*s</word>\n",
					   LEFT + column * WIDTH, top,
					   LEFT + (column + width) * WIDTH, top + HEIGHT,
					   (int)word.n, word.p);
			column += width + 1;
		}
		top += DOWN;
	}
}

static void lines_of(const char *printed, const char *want)
{
	struct lines lines = {0};
	struct buf got = {0}, layout = {0};

	place(printed, &layout);
	pdf_lines(buf_view(&layout), &lines);
	buf_release(&layout);
	for (struct str rest = buf_view(&lines.out); rest.n;) {
		struct str line = str_cut(&rest, '\n');

		CHECK(line.n > 1 && (line.p[0] == LINE_PARA || line.p[0] == LINE_ROW));
		buf_add(&got, (struct str){line.p + 1, line.n - 1});
		buf_byte(&got, '|');
	}
	CHECK_TEXT(buf_view(&got), want);
	lines_release(&lines);
	buf_release(&got);
}

static void broken_at_the_margin(void)
{
	lines_of("Doanh thu toàn ngành tháng 7/2023 ước đạt 281.340 tỷ đồng, giảm\n"
		 "2,6% so với tháng 6/2023 và giảm 9,7% so với tháng 7/2022. Nộp ngân\n"
		 "sách nhà nước ước đạt 7.480 tỷ đồng, giảm 3,5% so với tháng 6/2023.\n"
		 "Bưu chính\n"
		 "Doanh thu bưu chính ước đạt 4.690 tỷ đồng, giảm 3,9% so với tháng\n"
		 "trước và tăng 7,3% so với tháng 7/2022.\n",
		 "Doanh thu toàn ngành tháng 7/2023 ước đạt 281.340 tỷ đồng, giảm 2,6% so với "
		 "tháng 6/2023 "
		 "và giảm 9,7% so với tháng 7/2022. Nộp ngân sách nhà nước ước đạt 7.480 tỷ đồng, "
		 "giảm 3,5% so "
		 "với tháng 6/2023.|Bưu chính|Doanh thu bưu chính ước đạt 4.690 tỷ đồng, giảm 3,9% "
		 "so với tháng "
		 "trước và tăng 7,3% so với tháng 7/2022.|");
}

static void items_stay_apart(void)
{
	lines_of("- doanh thu dịch vụ bưu chính tháng 7/2023 ước đạt 4.690 tỷ đồng và\n"
		 "- nộp ngân sách nhà nước tháng 7/2023 ước đạt 7.480 tỷ đồng, giảm so\n"
		 "1. một mục được đánh số trong báo cáo của tháng bảy năm hai ba, dài\n"
		 "a) mục khác\n",
		 "- doanh thu dịch vụ bưu chính tháng 7/2023 ước đạt 4.690 tỷ đồng và|- nộp ngân "
		 "sách nhà nước "
		 "tháng 7/2023 ước đạt 7.480 tỷ đồng, giảm so|1. một mục được đánh số trong báo "
		 "cáo của tháng "
		 "bảy năm hai ba, dài|a) mục khác|");
}

static void hyphens_of_breaks(void)
{
	lines_of("Thông tin về chuyển đổi số trong tháng tại các đơn vị có infor-\n"
		 "mation được cập nhật trên trang của bộ và của các đơn vị CNTT-\n"
		 "TT trực thuộc trong tháng bảy năm hai nghìn không trăm hai ba, và\n"
		 "thêm nữa\n",
		 "Thông tin về chuyển đổi số trong tháng tại các đơn vị có information được cập "
		 "nhật trên trang "
		 "của bộ và của các đơn vị CNTT-TT trực thuộc trong tháng bảy năm hai nghìn không "
		 "trăm hai ba, "
		 "và thêm nữa|");
}

static void heads_and_feet(void)
{
	lines_of("BỘ THÔNG TIN\nMột\n\n- 1 -\n\fBỘ THÔNG TIN\nHai\n\n- 2 -\n\fBỘ THÔNG "
		 "TIN\nBa\n\n- 3 -\n\f",
		 "Một|Hai|Ba|");
	lines_of("Trang 1/3\nMột\n\fTrang 2/3\nHai\n\fTrang 3/3\nBa\n", "Một|Hai|Ba|");
	/* what stands on one page only stays, though it is the first line */
	lines_of("Tiêu đề\nMột\n\fHai\n\fBa\n", "Tiêu đề|Một|Hai|Ba|");
	/* figures that are others on every page are no number of a page */
	lines_of("Một\nNộp ngân sách 4.900 tỷ đồng.\n\fHai\nNộp ngân sách 5.100 tỷ đồng.\n",
		 "Một|Nộp ngân sách 4.900 tỷ đồng.|Hai|Nộp ngân sách 5.100 tỷ đồng.|");
	lines_of("Năm 2021\nMột\n\fNăm 2022\nHai\n", "Năm 2021|Một|Năm 2022|Hai|");
	/* where nothing else stands on the pages, it is the text */
	lines_of("Doanh thu 5.000 tỷ\n\n1\n\fDoanh thu 5.000 tỷ\n\n2\n",
		 "Doanh thu 5.000 tỷ|Doanh thu 5.000 tỷ|");
}

static void tables_over_pages(void)
{
	lines_of("Chỉ tiêu                 Tháng 7    Tháng 8\n"
		 "Doanh thu bưu chính        4.900      5.000\n"
		 "Doanh thu viễn thông       4.800      5.100\n"
		 "\fChỉ tiêu                 Tháng 7    Tháng 8\n"
		 "Doanh thu công nghệ        2.900      3.000\n"
		 "Doanh thu báo chí          1.800      1.900\n",
		 "Chỉ tiêu\tTháng 7\tTháng 8|"
		 "Doanh thu bưu chính\t4.900\t5.000|Doanh thu viễn thông\t4.800\t5.100|"
		 "Doanh thu công nghệ\t2.900\t3.000|Doanh thu báo chí\t1.800\t1.900|");
}

static void over_the_page(void)
{
	lines_of("Doanh thu toàn ngành tháng 7/2023 ước đạt 281.340 tỷ đồng, giảm và\n\n1\n"
		 "\f\ntăng trở lại vào cuối tháng.\n\n2\n",
		 "Doanh thu toàn ngành tháng 7/2023 ước đạt 281.340 tỷ đồng, giảm và tăng trở lại "
		 "vào cuối "
		 "tháng.|");
}

static void rows_of_a_table(void)
{
	lines_of("Doanh thu bưu chính 4.900 5.000\nDoanh thu viễn thông 4.900 5.100\n"
		 "Nộp ngân sách năm nay 900 1.000\n",
		 "Doanh thu bưu chính 4.900 5.000|Doanh thu viễn thông 4.900 5.100|"
		 "Nộp ngân sách năm nay 900 1.000|");
	lines_of("Chỉ tiêu                Đơn vị       Tháng    So với\n"
		 "                                     8/2022   cùng kỳ (%)\n"
		 "\n"
		 "Thóc                    nghìn tấn     41,2    103,4\n"
		 "Điện của các nhà máy    triệu kWh    215,0    108,1\n"
		 "trong tỉnh\n"
		 "\n"
		 "Xi măng                 nghìn tấn     98,7        -\n"
		 "\n\n\n"
		 "Doanh thu bưu chính tháng 8/2022 ước đạt 5.000 tỷ đồng, tăng 2%.\n",
		 "Chỉ tiêu\tĐơn vị\tTháng 8/2022\tSo với cùng kỳ (%)|"
		 "Thóc\tnghìn tấn\t41,2\t103,4|"
		 "Điện của các nhà máy trong tỉnh\ttriệu kWh\t215,0\t108,1|"
		 "Xi măng\tnghìn tấn\t98,7\t-|"
		 "Doanh thu bưu chính tháng 8/2022 ước đạt 5.000 tỷ đồng, tăng 2%.|");
}

static void heads_and_cells_of_a_table(void)
{
	/* a cell whose words stand in the middle of the others' height */
	lines_of("                        Đơn vị       Tháng     So với\n"
		 "Chỉ tiêu\n"
		 "                        tính        8/2022    cùng kỳ (%)\n"
		 "Thóc                    nghìn tấn     41,2    103,4\n"
		 "Điện                    triệu kWh    215,0    108,1\n",
		 "Chỉ tiêu\tĐơn vị tính\tTháng 8/2022\tSo với cùng kỳ (%)|"
		 "Thóc\tnghìn tấn\t41,2\t103,4|Điện\ttriệu kWh\t215,0\t108,1|");
	/* the last row goes on in any of its names */
	lines_of("Thóc                    nghìn tấn     41,2    103,4\n"
		 "Điện                    triệu        215,0    108,1\n"
		 "                        kWh\n",
		 "Thóc\tnghìn tấn\t41,2\t103,4|Điện\ttriệu kWh\t215,0\t108,1|");
	/* one row before the page ends, under its header; one without is a line of text */
	lines_of("Chỉ tiêu                Đơn vị    Tháng 7    Tháng 8\n"
		 "Thóc                    tấn          40,0       41,2\n"
		 "\fXin cảm ơn.\n",
		 "Chỉ tiêu\tĐơn vị\tTháng 7\tTháng 8|Thóc\ttấn\t40,0\t41,2|Xin cảm ơn.|");
	lines_of("Nhiệm vụ của tháng sau\nThóc                    tấn          40,0       41,2\n",
		 "Nhiệm vụ của tháng sau|Thóc tấn 40,0 41,2|");
	/* a column beside ragged names is told by its edge, names that begin alike are one column */
	lines_of("Tổng mức bán lẻ hàng hóa Tỷ đồng      3.905      3.972\n"
		 "Kim ngạch xuất khẩu      Triệu USD     95,1       98,6\n"
		 "Sản lượng điện           Triệu kWh    215,0      142,0\n",
		 "Tổng mức bán lẻ hàng hóa\tTỷ đồng\t3.905\t3.972|"
		 "Kim ngạch xuất khẩu\tTriệu USD\t95,1\t98,6|"
		 "Sản lượng điện\tTriệu kWh\t215,0\t142,0|");
	lines_of("Doanh thu bưu chính      3.905      3.972\n"
		 "Doanh thu viễn thông      95,1       98,6\n"
		 "Doanh thu công nghệ      215,0      142,0\n",
		 "Doanh thu bưu chính\t3.905\t3.972|Doanh thu viễn thông\t95,1\t98,6|"
		 "Doanh thu công nghệ\t215,0\t142,0|");
}

static void paragraphs_by_their_place(void)
{
	lines_of("Doanh thu toàn ngành tháng 7/2023 ước đạt 281.340 tỷ đồng. Năm 2022\n"
		 "Bộ đạt 9,7%. Tổng cộng có ba nghìn hai trăm đơn vị đã nộp báo cáo.\n"
		 "   Nộp ngân sách nhà nước ước đạt 7.480 tỷ đồng, giảm 3,5% so với kỳ\n"
		 "trước.\n"
		 "\n"
		 "Viễn thông tăng.\n",
		 "Doanh thu toàn ngành tháng 7/2023 ước đạt 281.340 tỷ đồng. Năm 2022 Bộ đạt 9,7%. "
		 "Tổng cộng có ba nghìn hai trăm đơn vị đã nộp báo cáo.|"
		 "Nộp ngân sách nhà nước ước đạt 7.480 tỷ đồng, giảm 3,5% so với kỳ trước.|"
		 "Viễn thông tăng.|");
	lines_of("BÁO CÁO TÌNH HÌNH KINH TẾ - XÃ HỘI THÁNG 7\nVÀ 7 THÁNG NĂM 2023 CỦA TỈNH\n\n"
		 "Cục Thống kê báo cáo.\n",
		 "BÁO CÁO TÌNH HÌNH KINH TẾ - XÃ HỘI THÁNG 7 VÀ 7 THÁNG NĂM 2023 CỦA TỈNH|"
		 "Cục Thống kê báo cáo.|");
}

static void columns_of_text(void)
{
	lines_of(
		"BÁO CÁO CỦA NGÀNH BƯU CHÍNH VÀ VIỄN THÔNG THÁNG 7/2023 GỬI CHÍNH PHỦ\n"
		"\n"
		"Doanh thu bưu chính tháng 7        doanh nghiệp khác. Số thuê bao\n"
		"ước đạt 4.690 tỷ đồng, giảm        băng rộng cố định đạt 22,4\n"
		"3,9% so với tháng trước và         triệu thuê bao. Thuê bao băng\n"
		"tăng 7,3% so với cùng kỳ năm       rộng di động tăng từ 5,5 -\n"
		"trước. Sản lượng bưu gửi ước       6,5% so với cùng kỳ; số điểm\n"
		"đạt 214 triệu, tăng 2% so với      phục vụ của mạng bưu chính là\n"
		"tháng trước; tính chung bảy        13.420 điểm, tăng 30 điểm so\n"
		"tháng là 1.402 triệu bưu gửi,      với đầu năm. Số lao động trong\n"
		"tăng 5% so với cùng kỳ. Nộp        ngành cuối tháng là 98.500\n"
		"ngân sách ước 430 tỷ đồng,         người, giảm 1,2% so với cùng\n"
		"trong đó các doanh nghiệp nhà      thời điểm năm trước và không\n"
		"nước nộp 120 tỷ đồng, còn lại      đổi so với tháng trước.\n"
		"là\n"
		"\n"
		"\n"
		"Trang 1\n",
		"BÁO CÁO CỦA NGÀNH BƯU CHÍNH VÀ VIỄN THÔNG THÁNG 7/2023 GỬI CHÍNH PHỦ|Doanh thu "
		"bưu "
		"chính tháng 7 ước đạt 4.690 tỷ đồng, giảm 3,9% so với tháng trước và tăng 7,3% so "
		"với"
		" cùng kỳ năm trước. Sản lượng bưu gửi ước đạt 214 triệu, tăng 2% so với tháng "
		"trước; "
		"tính chung bảy tháng là 1.402 triệu bưu gửi, tăng 5% so với cùng kỳ. Nộp ngân "
		"sách "
		"ước 430 tỷ đồng, trong đó các doanh nghiệp nhà nước nộp 120 tỷ đồng, còn lại là "
		"doanh"
		" nghiệp khác. Số thuê bao băng rộng cố định đạt 22,4 triệu thuê bao. Thuê bao "
		"băng "
		"rộng di động tăng từ 5,5 - 6,5% so với cùng kỳ; số điểm phục vụ của mạng bưu "
		"chính là"
		" 13.420 điểm, tăng 30 điểm so với đầu năm. Số lao động trong ngành cuối tháng là "
		"98.500 người, giảm 1,2% so với cùng thời điểm năm trước và không đổi so với tháng "
		"trước.|Trang 1|");
}

/* Lines of the two columns stand at different heights. */
static void columns_out_of_step(void)
{
	lines_of(
		"Doanh thu bưu chính tháng 7\n"
		"                                   doanh nghiệp khác. Số thuê bao\n"
		"ước đạt 4.690 tỷ đồng, giảm\n"
		"                                   băng rộng cố định đạt 22,4\n"
		"3,9% so với tháng trước và\n"
		"                                   triệu thuê bao. Thuê bao băng\n"
		"tăng 7,3% so với cùng kỳ năm\n"
		"                                   rộng di động tăng 5,5% so với\n"
		"trước. Sản lượng bưu gửi ước\n"
		"                                   cùng kỳ; số điểm phục vụ của\n"
		"đạt 214 triệu, tăng 2% so với\n"
		"                                   mạng bưu chính là 13.420 điểm.\n"
		"tháng trước.\n",
		"Doanh thu bưu chính tháng 7 ước đạt 4.690 tỷ đồng, giảm 3,9% so với tháng trước "
		"và tăng 7,3% so với cùng kỳ năm trước. Sản lượng bưu gửi ước đạt 214 triệu, tăng "
		"2% so với tháng trước.|doanh nghiệp khác. Số thuê bao băng rộng cố định đạt 22,4 "
		"triệu thuê bao. Thuê bao băng rộng di động tăng 5,5% so với cùng kỳ; số điểm phục "
		"vụ của mạng bưu chính là 13.420 điểm.|");
}

static void what_ends_a_line(void)
{
	lines_of("Doanh thu của ba khối trong bảy tháng qua tăng trong khoảng từ 5,5\n"
		 "- 6,5%, cao nhất từ đầu năm; số thuê bao di động nay là 120,4 triệu thuê\n"
		 "bao. Bộ sẽ báo cáo lại Chính phủ trước ngày\n"
		 "31/01/2023.\n",
		 "Doanh thu của ba khối trong bảy tháng qua tăng trong khoảng từ 5,5 - 6,5%, cao "
		 "nhất "
		 "từ đầu năm; số thuê bao di động nay là 120,4 triệu thuê bao. Bộ sẽ báo cáo lại "
		 "Chính phủ trước ngày|31/01/2023.|");
}

int main(void)
{
	return UNIT_RUN(UNIT(broken_at_the_margin), UNIT(items_stay_apart), UNIT(hyphens_of_breaks),
			UNIT(heads_and_feet), UNIT(tables_over_pages), UNIT(over_the_page),
			UNIT(rows_of_a_table), UNIT(paragraphs_by_their_place),
			UNIT(columns_of_text), UNIT(columns_out_of_step),
			UNIT(heads_and_cells_of_a_table), UNIT(what_ends_a_line));
}

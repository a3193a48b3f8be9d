#include "stages/extract/skip.h"

#include "tests/unit/extract.h"

/* "kind printed" of every non-fact of the line, with a bar between them. */
static void show(struct buf *out)
{
	for (size_t i = 0, n; i < tokens.n; i += n ? n : 1) {
		const char *kind = "";
		n = skip_read(&tokens, &lexicon, 0, tokens.n, i, &kind);
		if (!n)
			continue;
		buf_printf(out, "%s%s", out->n ? "|" : "", kind);
		extract_add(out, " ", i, i + n);
	}
}
#define SKIPS(text, want) extract_case(text, want, show, __FILE__, __LINE__)

static void numbers_of_documents(void)
{
	SKIPS("Quyết định số 1512/QĐ-BTC", "document_number 1512/QĐ-BTC");
	SKIPS("Luật 33/2024/QH15", "document_number 33/2024/QH15");
	SKIPS("theo 57-NQ/TW", "document_number 57-NQ/TW");
	SKIPS("đạt 15/20 xã", "");
	SKIPS("chi 15/qwrtz mỗi lần", "");
}

static void names_with_digits(void)
{
	SKIPS("mạng 5G", "name 5G");
	SKIPS("giao thức IPv6 và IPv4", "name 6|name 4");
	SKIPS("dịch vụ mức độ 3, 4", "name 3, 4");
	SKIPS("xăng RON 95", "name 95");
	SKIPS("đạt31,4 tỷ đồng", "");
}

static void list_numbers_and_footnotes(void)
{
	SKIPS("1. Bưu chính có 5 xã", "list_number 1");
	SKIPS("2) Viễn thông", "list_number 2");
	SKIPS("(3) Báo chí", "list_number 3");
	SKIPS("Báo chí có 40 tờ [2]", "footnote 2");
	SKIPS("15 xã đạt chuẩn", "");
}

static void times_of_the_clock(void)
{
	SKIPS("lúc 14:30", "clock 14:30");
	SKIPS("lúc 07:05:59", "clock 07:05:59");
	SKIPS("hồi 8h15", "clock 8h15");
	SKIPS("từ 9h", "clock 9h");
	SKIPS("đạt 8 ha", "");
}

static void telephone_numbers(void)
{
	SKIPS("gọi 0912 345 678", "phone 0912 345 678");
	SKIPS("gọi 024.3943.8228", "phone 024.3943.8228");
	SKIPS("đạt 1.234.567 tấn", "");
}

static void ranks_ages_and_limits(void)
{
	SKIPS("xếp thứ 5 cả nước", "rank 5");
	SKIPS("xếp hạng 71/132", "rank 71/132");
	SKIPS("từ 15 đến 49 tuổi", "age 15 đến 49");
	SKIPS("tăng 49 tỷ đồng", "");
}

static void terms_behind_a_word_that_names_one(void)
{
	extract_read("kỳ hạn 6 tháng");
	CHECK_INT(skip_term(&tokens, &lexicon, 0, 2), 2);
	extract_read("tính chung 6 tháng");
	CHECK_INT(skip_term(&tokens, &lexicon, 0, 2), 0);
}

static void ranks_in_words(void)
{
	extract_read("xếp thứ hai");
	CHECK(skip_words_rank(&tokens, &lexicon, 0, 2));
	extract_read("có thêm hai");
	CHECK(!skip_words_rank(&tokens, &lexicon, 0, 2));
}

int main(void)
{
	return EXTRACT_RUN(UNIT(numbers_of_documents), UNIT(names_with_digits),
			   UNIT(list_numbers_and_footnotes), UNIT(times_of_the_clock),
			   UNIT(telephone_numbers), UNIT(ranks_ages_and_limits),
			   UNIT(terms_behind_a_word_that_names_one), UNIT(ranks_in_words));
}

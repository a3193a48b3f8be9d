#include "stages/extract/outline.h"

#include "stages/extract/letter.h"
#include "tests/unit/extract.h"

/* "style: words behind the mark"; bullets are all of one style here. */
static void show_style(struct buf *out)
{
	static const char *const names[] = {"paragraph", "part",    "capital", "roman",
					    "number",    "number2", "number3", "letter",
					    "bracket",   "title",   "run in"};
	size_t first;
	unsigned style = outline_style(&tokens, vocab, &first);
	buf_text(out, style < OUTLINE_BULLET ? names[style] : "bullet");
	extract_add(out, ": ", first, tokens.n);
}
#define BEGINS(text, want) extract_case(text, want, show_style, __FILE__, __LINE__)

static void numbers_and_letters_mark_lines(void)
{
	BEGINS("Phần thứ nhất: Kết quả", "part: Kết quả");
	BEGINS("A. KẾT QUẢ", "capital: KẾT QUẢ");
	BEGINS("III. Du lịch", "roman: Du lịch");
	BEGINS("II- Du lịch", "roman: Du lịch");
	BEGINS("1. Du lịch", "number: Du lịch");
	BEGINS("2/ Du lịch", "number: Du lịch");
	BEGINS("1.1. Du lịch", "number2: Du lịch");
	BEGINS("1.1 Du lịch", "number2: Du lịch");
	BEGINS("2.3.1. Du lịch", "number3: Du lịch");
	BEGINS("a) Du lịch", "letter: Du lịch");
	BEGINS("đ) Du lịch", "letter: Du lịch");
	BEGINS("(ii) Du lịch", "bracket: Du lịch");
	BEGINS("(1) Du lịch", "bracket: Du lịch");
}

static void figures_and_words_mark_none(void)
{
	BEGINS("12/5/2023 có 3 xã", "paragraph: 12/5/2023 có 3 xã");
	BEGINS("2.945 nghìn ha", "paragraph: 2.945 nghìn ha");
	BEGINS("5 xã đạt chuẩn", "paragraph: 5 xã đạt chuẩn");
	BEGINS("-5,2% so với tháng trước", "paragraph: -5,2% so với tháng trước");
	BEGINS("(so với tháng trước)", "paragraph: (so với tháng trước)");
	BEGINS("", "paragraph");
	BEGINS("1.", "paragraph: 1.");
}

static void signs_mark_items(void)
{
	BEGINS("- Du lịch", "bullet: Du lịch");
	BEGINS("– Du lịch", "bullet: Du lịch");
	BEGINS("+ Du lịch", "bullet: Du lịch");
	BEGINS("• Du lịch", "bullet: Du lịch");
	BEGINS("* Du lịch", "bullet: Du lịch");
	size_t first;
	extract_read("- Du lịch");
	unsigned dash = outline_style(&tokens, vocab, &first);
	extract_read("+ Du lịch");
	CHECK(outline_style(&tokens, vocab, &first) != dash);
}

/* The words that name something; a slash behind what is divided. */
static void show_names(struct buf *out)
{
	size_t first = 0, end = tokens.n;
	bool divided;
	if (!outline_names(&tokens, vocab, &first, &end, &divided))
		return;
	extract_add(out, "", first, end);
	if (divided)
		buf_text(out, "/");
}
#define NAMES(text, want) extract_case(text, want, show_names, __FILE__, __LINE__)

static void headings_name_fields(void)
{
	NAMES("Bưu chính", "Bưu chính");
	NAMES("Tình hình dịch bệnh tháng 8/2023", "dịch bệnh");
	NAMES("Đánh giá chung", "");
	NAMES("Trong đó:", "");
	NAMES("Kết quả cụ thể như sau:", "");
	NAMES("Dư nợ theo lĩnh vực:", "Dư nợ/");
	NAMES("Chỉ số sản xuất công nghiệp (IIP)", "Chỉ số sản xuất công nghiệp");
	NAMES("Một số nhóm hàng biến động so với tháng trước:", "");
}

/* "date: rest" of a dateline, "head" of a letterhead's line, "body" of a body's name. */
static void show_letter(struct buf *out)
{
	bool body;
	size_t dated = letter_dateline(&tokens, vocab);
	if (dated) {
		buf_text(out, "date:");
		extract_add(out, " ", dated, tokens.n);
	} else if (letter_masthead(&tokens, vocab, &body)) {
		buf_text(out, body ? "body" : "head");
	} else if (letter_addressees(&tokens, vocab)) {
		buf_text(out, "addressees");
	}
}
#define LETTER(text, want) extract_case(text, want, show_letter, __FILE__, __LINE__)

static void letters_are_told_from_their_text(void)
{
	LETTER("Hà Nội, ngày 25 tháng 8 năm 2023", "date:");
	LETTER("Bình Lâm, ngày 25 tháng 8 năm 2023", "date:");
	LETTER("Hà Nội, 27/4/2023 - Doanh thu tăng.", "date: Doanh thu tăng.");
	LETTER("Doanh thu, ngày 25/8/2023 có 5 xã", "");
	LETTER("UBND TỈNH BÌNH LÂM", "body");
	LETTER("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "head");
	LETTER("Số: 1432/BC-SKHĐT", "head");
	LETTER("Số vụ tai nạn: 12", "");
	LETTER("Sở Y tế ghi nhận 12 ca.", "");
	LETTER("Nơi nhận:", "addressees");
}

int main(void)
{
	return EXTRACT_RUN(UNIT(numbers_and_letters_mark_lines), UNIT(figures_and_words_mark_none),
			   UNIT(signs_mark_items), UNIT(headings_name_fields),
			   UNIT(letters_are_told_from_their_text));
}

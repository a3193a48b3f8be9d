#include "stages/extract/sentence.h"

#include "tests/unit/extract.h"

static struct sentences sentences;

/* The sentences with a bar between them; a star in front of an item of a flattened list. */
static void show(struct buf *out)
{
	sentences_split(&sentences, &tokens);
	for (size_t i = 0; i < sentences.n; i++) {
		buf_text(out, i ? "|" : "");
		buf_text(out, sentences.at[i].item ? "*" : "");
		extract_add(out, "", sentences.at[i].first, sentences.at[i].end);
	}
	sentences_release(&sentences);
}
#define SPLITS(text, want) extract_case(text, want, show, __FILE__, __LINE__)

static void a_stop_before_a_capital_ends_one(void)
{
	SPLITS("Có 5 xã. Trong đó 2 xã mới.", "Có 5 xã|Trong đó 2 xã mới");
	SPLITS("Có mấy xã? Có 5! Hết.", "Có mấy xã|Có 5|Hết");
	SPLITS("Có 5 xã", "Có 5 xã");
	SPLITS("Có 5 xã.Trong đó 2 xã mới", "Có 5 xã|Trong đó 2 xã mới");
	SPLITS("Đạt 5 tỷ đồng. 12 xã được hỗ trợ.", "Đạt 5 tỷ đồng|12 xã được hỗ trợ");
	SPLITS("", "");
	SPLITS("...", "");
}

static void a_stop_inside_a_word_ends_none(void)
{
	SPLITS("Vận tải 35 tấn.km hàng.", "Vận tải 35 tấn.km hàng");
	SPLITS("Sản lượng 1.250.300 tấn, tăng 2.5%", "Sản lượng 1.250.300 tấn, tăng 2.5%");
	SPLITS("Ngày 5.8.2022 có 3 xã", "Ngày 5.8.2022 có 3 xã");
	SPLITS("Ông N.T. Bình dự. Hết", "Ông N.T. Bình dự|Hết");
	SPLITS("Tại TP. Hồ Chi Minh có 4 xã. Hết", "Tại TP. Hồ Chi Minh có 4 xã|Hết");
	SPLITS("Tại Q.III có 4 phường", "Tại Q.III có 4 phường");
}

static void a_list_number_begins_one(void)
{
	SPLITS("1. Bưu chính đạt 5 tỷ. Viễn thông đạt 6 tỷ.",
	       "1. Bưu chính đạt 5 tỷ|Viễn thông đạt 6 tỷ");
	SPLITS("II. Viễn thông", "II|Viễn thông");
}

static void a_flattened_list_is_cut_at_its_dashes(void)
{
	SPLITS("Gồm: - Thư: 5 nghìn - Báo: 6 nghìn", "Gồm:|*Thư: 5 nghìn|*Báo: 6 nghìn");
	SPLITS("Giai đoạn 2021 - 2025 có 5 dự án", "Giai đoạn 2021 - 2025 có 5 dự án");
	SPLITS("Tuyến Hà Nội - Hải Phòng dài 105 km", "Tuyến Hà Nội - Hải Phòng dài 105 km");
}

static void an_endless_one_is_cut(void)
{
	struct buf text = {0};

	for (int i = 0; i < 3 * SENTENCE_TOKENS; i++)
		buf_text(&text, "xa ");
	tokens_read(&tokens, vocab, buf_view(&text));
	sentences_split(&sentences, &tokens);
	size_t total = 0;
	for (size_t i = 0; i < sentences.n; i++) {
		size_t length = sentences.at[i].end - sentences.at[i].first;
		total += length;
		CHECK_CASE(length <= SENTENCE_TOKENS, "sentence %zu has %zu tokens", i, length);
	}
	CHECK_INT(total, 3 * SENTENCE_TOKENS);
	sentences_release(&sentences);
	buf_release(&text);
}

int main(void)
{
	return EXTRACT_RUN(UNIT(a_stop_before_a_capital_ends_one),
			   UNIT(a_stop_inside_a_word_ends_none), UNIT(a_list_number_begins_one),
			   UNIT(a_flattened_list_is_cut_at_its_dashes),
			   UNIT(an_endless_one_is_cut));
}

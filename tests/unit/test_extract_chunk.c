#include "stages/extract/chunk.h"

#include "tests/unit/extract.h"

static struct chunks chunks;

/*
 * One word a chunk: text as printed for words and marks, CLASS:text of phrases, T:text of times,
 * N:text of numbers (with < and > at the ends of a range), U:text of lone units, -KIND:text of
 * what is no figure.
 */
static void show(struct buf *out)
{
	chunks_read(&chunks, &tokens, &lexicon, 0, tokens.n);
	for (size_t i = 0; i < chunks.n; i++) {
		const struct chunk *c = &chunks.at[i];
		buf_text(out, i ? "|" : "");
		switch (c->kind) {
		case CHUNK_PHRASE:
			buf_printf(out, "%s:", vocab_class_name(c->class));
			break;
		case CHUNK_WHEN:
			buf_text(out, "T:");
			break;
		case CHUNK_NUMBER:
			buf_text(out, c->quantity.range > 0   ? "N<:"
				      : c->quantity.range < 0 ? "N>:"
							      : "N:");
			break;
		case CHUNK_UNIT:
			buf_text(out, "U:");
			break;
		case CHUNK_SKIP:
			buf_printf(out, "-%s:", c->skip);
			break;
		default:
			break;
		}
		extract_add(out, "", c->first, c->end);
	}
}
#define CHUNKS(text, want) extract_case(text, want, show, __FILE__, __LINE__)

static void a_sentence_is_a_row_of_chunks(void)
{
	CHUNKS("đạt 5,2 nghìn tỷ đồng, tăng 12% so với cùng kỳ năm trước",
	       "level:đạt|N:5,2 nghìn tỷ đồng|,|change:tăng|N:12%|versus:so với|"
	       "T:cùng kỳ năm trước");
	CHUNKS("trong tháng 8 chiếm gần 40%", "T:trong tháng 8|share:chiếm|bound:gần|N:40%");
	CHUNKS("", "");
}

static void times_come_before_numbers(void)
{
	CHUNKS("ngày 20/8/2023", "T:ngày 20/8/2023");
	CHUNKS("8 tháng đầu năm", "T:8 tháng đầu năm");
	CHUNKS("tháng 3, 4 và 5 năm 2023", "T:tháng 3|,|T:4|and:và|T:5 năm 2023");
	CHUNKS("so với 12/2022", "versus:so với|T:12/2022");
}

static void ranges_are_two_numbers(void)
{
	CHUNKS("tăng 5 - 7%", "change:tăng|N<:5|N>:- 7%");
	CHUNKS("tăng 5-7%", "change:tăng|N<:5|N>:-7%");
	CHUNKS("đạt 10 đến 15 triệu đồng", "level:đạt|N<:10|N>:đến 15 triệu đồng");
}

static void bare_dates_and_years_are_no_figures(void)
{
	CHUNKS("kịp 2/9", "kịp|-date:2/9");
	CHUNKS("đạt 1.250 tấn", "level:đạt|N:1.250 tấn");
	CHUNKS("đạt 2023 tấn", "level:đạt|N:2023 tấn");
}

static void non_facts_are_named(void)
{
	CHUNKS("phủ sóng 5G", "phủ sóng|-name:5G");
	CHUNKS("kỳ hạn 6 tháng", "kỳ hạn|-duration:6 tháng");
}

/* Number words are figures where they count, not where they are an article. */
static void number_words_count(void)
{
	CHUNKS("có hai mươi xã", "possess:có|N:hai mươi xã");
	CHUNKS("tại một xã", "stop:tại|một|xã");
}

static void brackets_go_deeper(void)
{
	extract_read("a (b [c] d) e");
	chunks_read(&chunks, &tokens, &lexicon, 0, tokens.n);
	static const int depth[] = {0, 1, 1, 2, 2, 2, 1, 1, 0};
	CHECK_INT(chunks.n, 9);
	for (size_t i = 0; i < chunks.n && i < 9; i++)
		CHECK_CASE(chunks.at[i].depth == depth[i], "chunk %zu is %d deep", i,
			   chunks.at[i].depth);
	extract_read(") a"); /* nothing was opened */
	chunks_read(&chunks, &tokens, &lexicon, 0, tokens.n);
	CHECK_INT(chunks.at[1].depth, 0);
}

/* Every token is in one chunk, in order. */
static void nothing_is_left_out(void)
{
	extract_read(
		"Tháng 8/2023, sản lượng (bưu gửi) ước đạt 1,2 - 1,4 tỷ; 5G - mạng mới: 9.8.7");
	for (size_t first = 0; first < tokens.n; first++) {
		size_t at = first;
		chunks_read(&chunks, &tokens, &lexicon, first, tokens.n);
		for (size_t i = 0; i < chunks.n; i++) {
			CHECK_CASE(chunks.at[i].first == at && chunks.at[i].end > at,
				   "from %zu: chunk %zu begins at %zu, not %zu", first, i,
				   chunks.at[i].first, at);
			at = chunks.at[i].end;
		}
		CHECK_INT(at, tokens.n);
	}
}

int main(void)
{
	int status =
		EXTRACT_RUN(UNIT(a_sentence_is_a_row_of_chunks), UNIT(times_come_before_numbers),
			    UNIT(ranges_are_two_numbers), UNIT(bare_dates_and_years_are_no_figures),
			    UNIT(non_facts_are_named), UNIT(number_words_count),
			    UNIT(brackets_go_deeper), UNIT(nothing_is_left_out));
	chunks_release(&chunks);
	return status;
}

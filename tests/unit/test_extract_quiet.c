#include "stages/extract/quiet.h"

#include <glob.h>

#include "common/csv.h"
#include "common/io.h"
#include "stages/extract/frame.h"
#include "stages/extract/sentence.h"
#include "tests/unit/extract.h"

enum { TEXT_COLUMN = 3 };

static struct chunks chunks;
static struct mentions mentions;
static struct arena arena;
static struct reread words;

/* What a sentence may find: every part of the context that it could change is there. */
static struct reading context(void)
{
	const struct period report = period_month(2022, 8);
	const struct subject thing = {.text = STR("xe"), .thing = STR("xe"), .measured = ""};
	const struct time_span year = {.period = period_month(2022, 6), .basis = "ytd"};
	struct reading r = {
		.lexicon = &lexicon,
		.arena = &arena,
		.mentions = &mentions,
		.words = &words,
		.report = report,
		.topic = thing,
		.last = thing,
		.status = "A",
		.section = {.period = report, .basis = ""},
		.now = year,
		.wide = year,
		.head = {.n = 1},
		.quarter = report,
		.first_sentence = true,
	};
	return r;
}

/* The sentences of a text that are quiet; reading each whole gives what passing over it does. */
static size_t quiet_sentences(struct str text)
{
	struct sentences s = {0};
	size_t quiet = 0;
	tokens_read(&tokens, vocab, text);
	sentences_split(&s, &tokens);
	for (size_t i = 0; i < s.n; i++) {
		struct reading whole, passed;
		struct str quote = tokens_text(&tokens, s.at[i].first, s.at[i].end);
		bool told = sentence_is_quiet(&tokens, &lexicon, s.at[i].first, s.at[i].end);
		chunks_read(&chunks, &tokens, &lexicon, s.at[i].first, s.at[i].end);
		if (!told && !chunks_are_quiet(&chunks, &tokens))
			continue;
		quiet++;
		whole = context();
		memcpy(&passed, &whole, sizeof whole);
		frame_read_chunks(&whole, &tokens, &chunks, 0, quote);
		frame_pass(&passed);
		CHECK_CASE(mentions.n == 0 && memcmp(&whole, &passed, sizeof whole) == 0,
			   "'%.*s' is not quiet", (int)quote.n, quote.p);
		mentions.n = 0;
		arena_reset(&arena);
	}
	sentences_release(&s);
	return quiet;
}

static void what_is_quiet_leaves_nothing(void)
{
	size_t quiet = 0;
	glob_t files;
	CHECK(glob("tests/spec/[0-9]*.csv", 0, NULL, &files) == 0);
	for (size_t i = 0; i < files.gl_pathc; i++) {
		FILE *f = io_open(files.gl_pathv[i]);
		struct csv_reader *r = csv_reader_new(f, files.gl_pathv[i]);
		struct str *cells;
		size_t count;
		while (csv_read(r, &cells, &count) > 0)
			quiet += count > TEXT_COLUMN ? quiet_sentences(cells[TEXT_COLUMN]) : 0;
		csv_reader_free(r);
		fclose(f);
	}
	globfree(&files);
	CHECK_CASE(quiet >= 50, "only %zu sentences are quiet", quiet);
}

static void prose_is_quiet(void)
{
#define QUIET(text) CHECK_INT(quiet_sentences(STR(text)), 1)
	QUIET("Các đại biểu trao đổi, thảo luận về khó khăn của doanh nghiệp.");
	QUIET("Giá cả ổn định, sức mua cải thiện (nhất là ở vùng cao).");
	QUIET("Một số đơn vị còn chậm, không để xảy ra sai sót.");
	QUIET("Bộ đã ban hành kế hoạch, chỉ đạo các đơn vị triển khai.");
	QUIET("Sản lượng tăng mạnh, giá giảm sâu.");
	QUIET("Văn phòng tổng hợp kết quả thực hiện kết luận của hội nghị.");
	QUIET("Các đại biểu thảo luận về khó khăn, vướng mắc của doanh nghiệp.");
}

static void what_wakes_the_grammar_is_not(void)
{
#define LOUD(text) CHECK_INT(quiet_sentences(STR(text)), 0)
	LOUD("Có 5 xã.");
	LOUD("Có ba xã về đích.");
	LOUD("Doanh thu tăng gấp đôi.");
	LOUD("Giá điện không đổi.");
	LOUD("Trong tháng trước, giá tăng.");
	LOUD("Các nhóm tăng so với cùng kỳ.");
	LOUD("Trong đó có gạo.");
	LOUD("Về bưu chính, doanh thu tăng.");
	LOUD("Các nhóm hàng tăng giá:");
}

int main(void)
{
	int status = EXTRACT_RUN(UNIT(what_is_quiet_leaves_nothing), UNIT(prose_is_quiet),
				 UNIT(what_wakes_the_grammar_is_not));
	chunks_release(&chunks);
	mentions_release(&mentions);
	reread_release(&words);
	arena_release(&arena);
	return status;
}

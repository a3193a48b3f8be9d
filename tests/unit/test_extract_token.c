#include "stages/extract/token.h"

#include "tests/unit/extract.h"

/* The tokens with a bar between them; a dot behind the bar where nothing parts them in print. */
static void show(struct buf *out)
{
	for (size_t i = 0; i < tokens.n; i++) {
		buf_text(out, i ? tokens.at[i].glued ? "|." : "|" : "");
		extract_add(out, "", i, i + 1);
	}
}
#define CUTS(text, want) extract_case(text, want, show, __FILE__, __LINE__)

static void numbers_keep_their_separators(void)
{
	CUTS("đạt 20,73 triệu", "đạt|20,73|triệu");
	CUTS("1.234.567,8 tấn", "1.234.567,8|tấn");
	CUTS("có 5.000.", "có|5.000|..");
	CUTS("có 5, 6 xã", "có|5|.,|6|xã");
	CUTS("12/2022", "12|./|.2022");
	CUTS("3,2%", "3,2|.%");
	CUTS("7,,5", "7|.,|.,|.5");
}

static void words_end_where_letters_do(void)
{
	CUTS("kết nối 4G", "kết|nối|4|.G");
	CUTS("đạt31,4 tỷ", "đạt|.31,4|tỷ");
	CUTS("(trong đó: IPv6)", "(|.trong|đó|.:|IPv|.6|.)");
	CUTS("QĐ-TTg", "QĐ|.-|.TTg");
	CUTS("kWh và YouTube", "kWh|và|YouTube");
	CUTS(" \t xã \n", "xã");
	CUTS("", "");
	CUTS("   ", "");
}

static void glued_words_part_at_a_capital(void)
{
	CUTS("triểnKinh tế", "triển|.Kinh|tế");
	CUTS("CHUYỂN ĐỔIDoanh thu", "CHUYỂN|ĐỔI|.Doanh|thu");
}

static void offsets_are_bytes(void)
{
	extract_read("Tỷ lệ: 5%");
	CHECK_INT(tokens.n, 5);
	CHECK_INT(tokens.at[0].begin, 0);
	CHECK_INT(tokens.at[0].end, 4); /* three bytes of the letter with its mark, and T */
	CHECK_INT(tokens.at[1].begin, 5);
	CHECK_INT(tokens.at[1].end, 9);
	CHECK_INT(tokens.at[3].begin, 11);
	CHECK_INT(tokens.at[4].end, 13);
	CHECK_TEXT(tokens_text(&tokens, 3, 5), "5%");
	CHECK_TEXT(tokens_text(&tokens, 2, 2), "");
}

/* Days, months and years, these with dots between, and no figures of other forms. */
static void numbers_of_dates_are_known(void)
{
	extract_read("5 12 2022 12.2022 16.8.2022 20,7 31499 1.234.567 RON92");
	const bool want[] = {true, true, true, true, true, false, false, true, false, true};
	CHECK_INT(tokens.n, sizeof want);
	for (size_t i = 0; i < tokens.n; i++)
		CHECK_INT(tokens.at[i].dates, want[i]);
}

static void capitals_are_known(void)
{
	extract_read("Đồng đồng ĐỒNG Ước ư A");
	CHECK(tokens.at[0].upper && !tokens.at[0].all_upper);
	CHECK(!tokens.at[1].upper);
	CHECK(tokens.at[2].upper && tokens.at[2].all_upper);
	CHECK(tokens.at[3].upper && !tokens.at[4].upper);
	CHECK(tokens.at[5].upper &&
	      !tokens.at[5].all_upper); /* one letter is no word of capitals */
}

static void marks_of_one_meaning_are_one(void)
{
	extract_read("– — − - “ ” « • ● …");
	for (size_t i = 0; i < 4; i++)
		CHECK_CASE(tokens.at[i].mark == '-', "mark %zu is '%c'", i, tokens.at[i].mark);
	for (size_t i = 4; i < 7; i++)
		CHECK_CASE(tokens.at[i].mark == '"', "mark %zu is '%c'", i, tokens.at[i].mark);
	CHECK(tokens.at[7].mark == '*' && tokens.at[8].mark == '*' && tokens.at[9].mark == '.');
}

/* Old and new places of tones, capitals and letters put together from parts are one word. */
static void spellings_of_a_word_meet(void)
{
	static const char *const pair[][2] = {{"tăng", "TĂNG"},
					      {"tăng", "ta\xcc\x86ng"},
					      {"thuế", "thuê\xcc\x81"},
					      {"hoà", "hòa"},
					      {"tỷ", "Tỷ"}};

	for (size_t i = 0; i < sizeof pair / sizeof *pair; i++) {
		int32_t a = vocab_word(vocab, str_of(pair[i][0]));
		CHECK_CASE(a > 0, "'%s' is unknown", pair[i][0]);
		CHECK_CASE(a == vocab_word(vocab, str_of(pair[i][1])), "'%s' is not '%s'",
			   pair[i][0], pair[i][1]);
	}
	CHECK(vocab_word(vocab, STR("tang")) != vocab_word(vocab, str_of("tăng")));
	CHECK_INT(vocab_word(vocab, STR("qwrtz")), 0);
	CHECK_INT(vocab_word(vocab, STR("qwrtzqwrtzqwrtzqwrtz")), 0);
}

static void the_longest_phrase_wins(void)
{
	const struct vocab_entry *e = NULL;

	extract_read("tăng thêm so với cùng kỳ");
	CHECK_INT(tokens_match(&tokens, vocab, 0, VOCAB_change, &e), 2);
	CHECK(e && e->number == 1);
	CHECK_INT(tokens_match(&tokens, vocab, 2, VOCAB_versus, NULL), 2);
	CHECK_INT(tokens_match(&tokens, vocab, 2, VOCAB_change, NULL), 0);
	CHECK_INT(tokens_match(&tokens, vocab, 4, VOCAB_same, NULL), 2);
	CHECK_INT(tokens_match(&tokens, vocab, 6, VOCAB_same, NULL), 0); /* behind the last */
	CHECK_INT(tokens_longest(&tokens, vocab, 0, &e), 2);
	CHECK(tokens_match_exact(&tokens, vocab, 0, 1, &e));
	CHECK(!tokens_match_exact(&tokens, vocab, 0, 3, &e));
	extract_read("so, với");
	CHECK_INT(tokens_match(&tokens, vocab, 0, VOCAB_versus, NULL), 1); /* not over the comma */
}

int main(void)
{
	return EXTRACT_RUN(UNIT(numbers_keep_their_separators), UNIT(words_end_where_letters_do),
			   UNIT(glued_words_part_at_a_capital), UNIT(offsets_are_bytes),
			   UNIT(numbers_of_dates_are_known), UNIT(capitals_are_known),
			   UNIT(marks_of_one_meaning_are_one), UNIT(spellings_of_a_word_meet),
			   UNIT(the_longest_phrase_wins));
}

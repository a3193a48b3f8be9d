#include "stages/extract/reread.h"

#include "tests/unit/extract.h"

static struct reread words;

static void a_text_is_cut_once(void)
{
	const struct str text = STR("doanh thu");
	const struct tokens *first = reread_tokens(&words, vocab, text);

	CHECK_INT(first->n, 2);
	CHECK(reread_tokens(&words, vocab, text) == first);
	CHECK(reread_tokens(&words, vocab, (struct str){text.p, 5}) != first); /* its head alone */
	CHECK_INT(reread_tokens(&words, vocab, (struct str){text.p, 5})->n, 1);
	CHECK_INT(reread_tokens(&words, vocab, (struct str){0})->n, 0);
}

/* More texts than are kept: each is still told rightly, whatever stood in its place. */
static void texts_that_were_driven_out_are_read_again(void)
{
	static const char *const texts[] = {"tăng",  "giảm", "so với", "cùng kỳ",
					    "tháng", "năm",  "quý"};
	static const enum vocab_class classes[] = {VOCAB_change, VOCAB_change, VOCAB_versus,
						   VOCAB_same,   VOCAB_month,  VOCAB_year,
						   VOCAB_quarter};
	const size_t n = sizeof texts / sizeof *texts;

	for (size_t k = 0; k < 3 * n; k++) {
		const struct str text = str_of(texts[k % n]);
		CHECK(reread_says(&words, vocab, text, classes[k % n]));
		CHECK(!reread_says(&words, vocab, text, classes[(k + 2) % n]));
	}
}

static void a_longer_phrase_shields_its_words(void)
{
	CHECK(reread_says(&words, vocab, STR("kỳ 1 tháng 8"), VOCAB_instalment));
	CHECK(!reread_says(&words, vocab, STR("cùng kỳ năm trước"), VOCAB_instalment));
}

static void what_stood_there_is_forgotten(void)
{
	char text[] = "5 xã";
	const struct str view = {text, sizeof text - 1};

	CHECK(reread_tokens(&words, vocab, view)->at[0].kind == TOKEN_NUMBER);
	text[0] = 'a';
	reread_begin(&words);
	CHECK(reread_tokens(&words, vocab, view)->at[0].kind == TOKEN_WORD);
}

int main(void)
{
	int status = EXTRACT_RUN(UNIT(a_text_is_cut_once),
				 UNIT(texts_that_were_driven_out_are_read_again),
				 UNIT(a_longer_phrase_shields_its_words),
				 UNIT(what_stood_there_is_forgotten));
	reread_release(&words);
	return status;
}

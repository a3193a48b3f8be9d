/* Numbers: what is used of a text lies within it, and its digits are those of the value's text. */
#include "common/numeral.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	static struct numeral_words *words;
	struct str text = {(const char *)bytes, n};
	struct buf printed = {0};
	struct numeral out;

	if (!words) {
		struct lexicon l = {.folder = {LEXICON_FOLDER}, .folders = 1};

		words = numeral_words_load(&l);
		MUST(words);
	}
	for (unsigned flags = 0; flags < 4; flags++) {
		size_t used = numeral_read(words, text, flags, &out);

		MUST(used <= n);
		if (used && out.form != NUMERAL_MALFORMED) {
			buf_reset(&printed);
			dec_print(out.value, &printed);
			MUST(printed.n > 0 && out.decimals >= 0);
		}
	}
	{
		int power = 0;

		MUST(numeral_scale(words, text, &power) <= n);
	}
	buf_release(&printed);
	return 0;
}

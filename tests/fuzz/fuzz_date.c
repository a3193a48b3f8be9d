/* Dates: what is used of a text lies within it; days, months and quarters are ones of the
 * calendar. */
#include "common/datephrase.h"
#include "tests/fuzz/fuzz.h"

static void check(const struct date_point *p)
{
	MUST(p->month >= 0 && p->month <= 12);
	MUST(p->day >= 0 && p->day <= 31);
	MUST(p->number >= 0 && p->number <= 12);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	static struct date_words *words;
	struct str text = {(const char *)bytes, n};
	struct datephrase d = {0};
	size_t used;

	if (!words) {
		struct lexicon l = {.folder = {LEXICON_FOLDER}, .folders = 1};
		struct numeral_words *numbers = numeral_words_load(&l);

		MUST(numbers);
		words = date_words_load(&l, numbers);
		MUST(words);
	}
	used = datephrase_read(words, text, &d);
	MUST(used <= n);
	if (used) {
		MUST(d.form != DATE_NONE);
		check(&d.from);
		if (d.range)
			check(&d.to);
	}
	return 0;
}

#include "common/viet.h"

#include "tests/unit/unit.h"

/* Words as bytes: the project's C holds no letter beyond ASCII. */
static const struct {
	const char *word, *key;
} words[] = {
	{"H\xC3\xB2"
	 "a",
	 "hoa1"},                /* the mark on the first vowel */
	{"ho\xC3\xA0", "hoa1"},  /* and on the second */
	{"hoa\xCC\x80", "hoa1"}, /* and as a combining mark */
	{"T\xE1\xBB\xB7", "ty2"},
	{"t\xE1\xBB\x89", "ti2"},
	{"t\xE1\xBB\xB9", "ty3"},
	{"\xC4\x90\xE1\xBB\x92NG", "ddoong1"},
	{"\xC4\x91\xC6\xB0\xE1\xBB\xA3"
	 "c",
	 "dduwowc5"},
	{"\xC4\x91u\xCC\x9Bo\xCC\x9B\xCC\xA3"
	 "c",
	 "dduwowc5"},
	{"ti\xC3\xAA\xCC\x81ng", "tieeng4"}, /* half composed */
	{"tie\xCC\x82\xCC\x81ng", "tieeng4"},
	{"ti\xE1\xBA\xBFng", "tieeng4"},
	{"n\xC4\x83m", "nawm"},
	{"na\xCC\x86m", "nawm"},
	{"\xE1\xBA\xAE", "aw4"},
	{"Q\xC4\x90-TTg", "qdd-ttg"},
	{"\xC4\x91/kg", "dd/kg"},
	{"h\xC3\xA0-n\xE1\xBB\x99i", "ha1-nooi5"},
	{"4G", "4g"},
	{"M\xC3\x9Cller", "m\xC3\xBCller"},
	{"abc", "abc"},
	{"", ""},
	{"\xE2\x80\x93", "\xE2\x80\x93"},
	{"\xE1\xBB", "\xE1\xBB"}, /* broken bytes stay */
};

static void folds_words(void)
{
	struct buf b = {0};

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		buf_reset(&b);
		viet_fold_word(str_of(words[i].word), &b);
		CHECK_TEXT(buf_view(&b), words[i].key);
	}
	buf_release(&b);
}

/* Every letter of the alphabet: base letter and tone, composed against taken apart. */
static void composed_and_decomposed_letters_agree(void)
{
	static const char *const vowels[] = {"a", "a\xCC\x82", "a\xCC\x86", "e", "e\xCC\x82", "i",
					     "o", "o\xCC\x82", "o\xCC\x9B", "u", "u\xCC\x9B", "y"};
	static const char *const composed[] = {"a", "\xC3\xA2", "\xC4\x83", "e", "\xC3\xAA", "i",
					       "o", "\xC3\xB4", "\xC6\xA1", "u", "\xC6\xB0", "y"};
	static const char *const keys[] = {"a", "aa", "aw", "e", "ee", "i",
					   "o", "oo", "ow", "u", "uw", "y"};
	static const char *const tones[] = {"\xCC\x80", "\xCC\x89", "\xCC\x83", "\xCC\x81",
					    "\xCC\xA3"};
	struct buf text = {0}, key = {0}, want = {0};

	for (size_t v = 0; v < sizeof(vowels) / sizeof(*vowels); v++) {
		for (size_t t = 0; t < sizeof(tones) / sizeof(*tones); t++) {
			for (size_t form = 0; form < 2; form++) {
				buf_reset(&text);
				buf_reset(&key);
				buf_reset(&want);
				buf_printf(&text, "t%s%sn", form ? vowels[v] : composed[v],
					   tones[t]);
				buf_printf(&want, "t%sn%zu", keys[v], t + 1);
				viet_fold_word(buf_view(&text), &key);
				CHECK_TEXT(buf_view(&key), buf_string(&want));
			}
		}
	}
	buf_release(&text);
	buf_release(&key);
	buf_release(&want);
}

/* Each of U+1EA0 to U+1EF9, capital and small, has one ASCII key, and no two letters share one. */
static void precomposed_letters_have_keys_of_their_own(void)
{
	char seen[45][8] = {{0}};

	for (unsigned i = 0; i < 90; i++) {
		unsigned c = 0x1EA0 + i;
		char bytes[3] = {(char)0xE1, (char)(0x80 | (c >> 6 & 63)), (char)(0x80 | (c & 63))};
		struct buf b = {0};

		viet_fold_word((struct str){bytes, 3}, &b);
		buf_string(&b);
		if (i % 2)
			CHECK_TEXT(buf_view(&b), seen[i / 2]);
		else
			snprintf(seen[i / 2], sizeof(seen[0]), "%s", b.p);
		for (unsigned k = 0; k < i / 2; k++)
			CHECK_CASE(strcmp(seen[k], b.p) != 0, "U+%04X and U+%04X are both %s", c,
				   0x1EA0 + 2 * k, b.p);
		for (size_t k = 0; k < b.n; k++)
			CHECK_CASE((unsigned char)b.p[k] < 0x80, "U+%04X", c);
		buf_release(&b);
	}
}

static void folds_texts(void)
{
	struct buf b = {0};

	viet_fold(STR(" \t C\xE1\xBB\x99ng \xC2\xA0 h\xC3\xB2"
		      "a\n"),
		  &b);
	CHECK_TEXT(buf_view(&b), "coong5 hoa1");
	buf_reset(&b);
	viet_fold(STR("  "), &b);
	CHECK_TEXT(buf_view(&b), "");
	buf_release(&b);
}

static void lowers_and_keeps_marks(void)
{
	struct buf b = {0};

	viet_lower(STR("THU\xC3\x8A BAO \xC4\x90\xE1\xBB\xA8"
		       "C \xC6\xAF\xC6\xA0 \xC3\x97 \xFF"),
		   &b);
	CHECK_TEXT(buf_view(&b), "thu\xC3\xAA bao \xC4\x91\xE1\xBB\xA9"
				 "c \xC6\xB0\xC6\xA1 \xC3\x97 \xFF");
	buf_release(&b);
}

static void makes_ascii_codes(void)
{
	struct buf b = {0};

	buf_text(&b, "X_");
	viet_ascii(STR(" Thu\xC3\xAA bao \xC4\x91i\xE1\xBB\x87n tho\xE1\xBA\xA1i (2G, 3G) "
		       "\xE2\x80\x93 "
		       "M\xC3\xBC"),
		   '_', &b);
	CHECK_TEXT(buf_view(&b), "X_thue_bao_dien_thoai_2g_3g_mu");
	buf_reset(&b);
	viet_ascii(STR("tie\xCC\x82\xCC\x81ng"), '-', &b);
	CHECK_TEXT(buf_view(&b), "tieng");
	buf_release(&b);
}

int main(void)
{
	return UNIT_RUN(UNIT(folds_words), UNIT(composed_and_decomposed_letters_agree),
			UNIT(precomposed_letters_have_keys_of_their_own), UNIT(folds_texts),
			UNIT(lowers_and_keeps_marks), UNIT(makes_ascii_codes));
}

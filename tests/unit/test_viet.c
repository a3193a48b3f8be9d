#include "common/viet.h"

#include "common/utf8.h"
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

/* All precomposed letters of the alphabet, capital and small, from the Unicode character
 * database. */
static const struct {
	unsigned c;
	const char *key;
} letters[] = {
	{0x00C0, "a1"},  {0x00C1, "a4"},  {0x00C2, "aa"},  {0x00C3, "a3"},  {0x00C8, "e1"},
	{0x00C9, "e4"},  {0x00CA, "ee"},  {0x00CC, "i1"},  {0x00CD, "i4"},  {0x00D2, "o1"},
	{0x00D3, "o4"},  {0x00D4, "oo"},  {0x00D5, "o3"},  {0x00D9, "u1"},  {0x00DA, "u4"},
	{0x00DD, "y4"},  {0x00E0, "a1"},  {0x00E1, "a4"},  {0x00E2, "aa"},  {0x00E3, "a3"},
	{0x00E8, "e1"},  {0x00E9, "e4"},  {0x00EA, "ee"},  {0x00EC, "i1"},  {0x00ED, "i4"},
	{0x00F2, "o1"},  {0x00F3, "o4"},  {0x00F4, "oo"},  {0x00F5, "o3"},  {0x00F9, "u1"},
	{0x00FA, "u4"},  {0x00FD, "y4"},  {0x0102, "aw"},  {0x0103, "aw"},  {0x0110, "dd"},
	{0x0111, "dd"},  {0x0128, "i3"},  {0x0129, "i3"},  {0x0168, "u3"},  {0x0169, "u3"},
	{0x01A0, "ow"},  {0x01A1, "ow"},  {0x01AF, "uw"},  {0x01B0, "uw"},  {0x1EA0, "a5"},
	{0x1EA1, "a5"},  {0x1EA2, "a2"},  {0x1EA3, "a2"},  {0x1EA4, "aa4"}, {0x1EA5, "aa4"},
	{0x1EA6, "aa1"}, {0x1EA7, "aa1"}, {0x1EA8, "aa2"}, {0x1EA9, "aa2"}, {0x1EAA, "aa3"},
	{0x1EAB, "aa3"}, {0x1EAC, "aa5"}, {0x1EAD, "aa5"}, {0x1EAE, "aw4"}, {0x1EAF, "aw4"},
	{0x1EB0, "aw1"}, {0x1EB1, "aw1"}, {0x1EB2, "aw2"}, {0x1EB3, "aw2"}, {0x1EB4, "aw3"},
	{0x1EB5, "aw3"}, {0x1EB6, "aw5"}, {0x1EB7, "aw5"}, {0x1EB8, "e5"},  {0x1EB9, "e5"},
	{0x1EBA, "e2"},  {0x1EBB, "e2"},  {0x1EBC, "e3"},  {0x1EBD, "e3"},  {0x1EBE, "ee4"},
	{0x1EBF, "ee4"}, {0x1EC0, "ee1"}, {0x1EC1, "ee1"}, {0x1EC2, "ee2"}, {0x1EC3, "ee2"},
	{0x1EC4, "ee3"}, {0x1EC5, "ee3"}, {0x1EC6, "ee5"}, {0x1EC7, "ee5"}, {0x1EC8, "i2"},
	{0x1EC9, "i2"},  {0x1ECA, "i5"},  {0x1ECB, "i5"},  {0x1ECC, "o5"},  {0x1ECD, "o5"},
	{0x1ECE, "o2"},  {0x1ECF, "o2"},  {0x1ED0, "oo4"}, {0x1ED1, "oo4"}, {0x1ED2, "oo1"},
	{0x1ED3, "oo1"}, {0x1ED4, "oo2"}, {0x1ED5, "oo2"}, {0x1ED6, "oo3"}, {0x1ED7, "oo3"},
	{0x1ED8, "oo5"}, {0x1ED9, "oo5"}, {0x1EDA, "ow4"}, {0x1EDB, "ow4"}, {0x1EDC, "ow1"},
	{0x1EDD, "ow1"}, {0x1EDE, "ow2"}, {0x1EDF, "ow2"}, {0x1EE0, "ow3"}, {0x1EE1, "ow3"},
	{0x1EE2, "ow5"}, {0x1EE3, "ow5"}, {0x1EE4, "u5"},  {0x1EE5, "u5"},  {0x1EE6, "u2"},
	{0x1EE7, "u2"},  {0x1EE8, "uw4"}, {0x1EE9, "uw4"}, {0x1EEA, "uw1"}, {0x1EEB, "uw1"},
	{0x1EEC, "uw2"}, {0x1EED, "uw2"}, {0x1EEE, "uw3"}, {0x1EEF, "uw3"}, {0x1EF0, "uw5"},
	{0x1EF1, "uw5"}, {0x1EF2, "y1"},  {0x1EF3, "y1"},  {0x1EF4, "y5"},  {0x1EF5, "y5"},
	{0x1EF6, "y2"},  {0x1EF7, "y2"},  {0x1EF8, "y3"},  {0x1EF9, "y3"},
};

static void every_precomposed_letter_has_its_key(void)
{
	struct buf key = {0};
	char bytes[4];

	CHECK_INT(sizeof(letters) / sizeof(*letters), 134);
	for (size_t i = 0; i < sizeof(letters) / sizeof(*letters); i++) {
		buf_reset(&key);
		viet_fold_word((struct str){bytes, utf8_encode(letters[i].c, bytes)}, &key);
		CHECK_TEXT(buf_view(&key), letters[i].key);
		buf_reset(&key);
		viet_ascii((struct str){bytes, utf8_encode(letters[i].c, bytes)}, '-', &key);
		CHECK(key.n == 1 && key.p[0] == letters[i].key[0]);
	}
	buf_release(&key);
}

/* Lower case of Latin letters, as a sum over the ranges that hold them (from the character
 * database). */
static void lowers_as_unicode_does(void)
{
	static const unsigned range[][2] = {{0x20, 0x7E},    {0xC0, 0x12F},  {0x131, 0x17E},
					    {0x1A0, 0x1A5},  {0x1AF, 0x1B0}, {0x1E00, 0x1E95},
					    {0x1EA0, 0x1EFF}};
	unsigned long long sum = 0;
	struct buf low = {0};
	char bytes[4];

	for (size_t i = 0; i < sizeof(range) / sizeof(*range); i++) {
		for (unsigned c = range[i][0]; c <= range[i][1]; c++) {
			const char *p;

			buf_reset(&low);
			viet_lower((struct str){bytes, utf8_encode(c, bytes)}, &low);
			p = low.p;
			sum = sum * 31 + utf8_next(&p, low.p + low.n);
		}
	}
	CHECK_CASE(sum == 0x784cce8ecd7bf98cu, "lower case differs");
	buf_release(&low);
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
	viet_ascii(STR("tie\xCC\x82\xCC\x81ng Az019"), '-', &b);
	CHECK_TEXT(buf_view(&b), "tieng-az019");
	buf_release(&b);
}

int main(void)
{
	return UNIT_RUN(UNIT(folds_words), UNIT(composed_and_decomposed_letters_agree),
			UNIT(every_precomposed_letter_has_its_key), UNIT(folds_texts),
			UNIT(lowers_and_keeps_marks), UNIT(lowers_as_unicode_does),
			UNIT(makes_ascii_codes));
}

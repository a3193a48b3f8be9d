/* Encodings: every letter of Vietnamese out of every encoding, and what tells them. */
#include "stages/ingest/charset.h"
#include <iconv.h>
#include "common/utf8.h"
#include "stages/ingest/clean.h"
#include "stages/ingest/legacy.h"
#include "stages/ingest/syllable.h"
#include "tests/unit/unit.h"

/* The letters beyond ASCII and, in VNI, the Latin letters that stand for them. */
static const struct {
	const char *letter, *vni;
} letters[] = {
	{"à", "aø"}, {"á", "aù"}, {"ả", "aû"}, {"ã", "aõ"}, {"ạ", "aï"}, {"ă", "aê"}, {"ằ", "aè"},
	{"ắ", "aé"}, {"ẳ", "aú"}, {"ẵ", "aü"}, {"ặ", "aë"}, {"â", "aâ"}, {"ầ", "aà"}, {"ấ", "aá"},
	{"ẩ", "aå"}, {"ẫ", "aã"}, {"ậ", "aä"}, {"đ", "ñ"},  {"è", "eø"}, {"é", "eù"}, {"ẻ", "eû"},
	{"ẽ", "eõ"}, {"ẹ", "eï"}, {"ê", "eâ"}, {"ề", "eà"}, {"ế", "eá"}, {"ể", "eå"}, {"ễ", "eã"},
	{"ệ", "eä"}, {"ì", "ì"},  {"í", "í"},  {"ỉ", "æ"},  {"ĩ", "ó"},  {"ị", "ò"},  {"ò", "oø"},
	{"ó", "où"}, {"ỏ", "oû"}, {"õ", "oõ"}, {"ọ", "oï"}, {"ô", "oâ"}, {"ồ", "oà"}, {"ố", "oá"},
	{"ổ", "oå"}, {"ỗ", "oã"}, {"ộ", "oä"}, {"ơ", "ô"},  {"ờ", "ôø"}, {"ớ", "ôù"}, {"ở", "ôû"},
	{"ỡ", "ôõ"}, {"ợ", "ôï"}, {"ù", "uø"}, {"ú", "uù"}, {"ủ", "uû"}, {"ũ", "uõ"}, {"ụ", "uï"},
	{"ư", "ö"},  {"ừ", "öø"}, {"ứ", "öù"}, {"ử", "öû"}, {"ữ", "öõ"}, {"ự", "öï"}, {"ỳ", "yø"},
	{"ý", "yù"}, {"ỷ", "yû"}, {"ỹ", "yõ"}, {"ỵ", "î"},  {"À", "AØ"}, {"Á", "AÙ"}, {"Ả", "AÛ"},
	{"Ã", "AÕ"}, {"Ạ", "AÏ"}, {"Ă", "AÊ"}, {"Ằ", "AÈ"}, {"Ắ", "AÉ"}, {"Ẳ", "AÚ"}, {"Ẵ", "AÜ"},
	{"Ặ", "AË"}, {"Â", "AÂ"}, {"Ầ", "AÀ"}, {"Ấ", "AÁ"}, {"Ẩ", "AÅ"}, {"Ẫ", "AÃ"}, {"Ậ", "AÄ"},
	{"Đ", "Ñ"},  {"È", "EØ"}, {"É", "EÙ"}, {"Ẻ", "EÛ"}, {"Ẽ", "EÕ"}, {"Ẹ", "EÏ"}, {"Ê", "EÂ"},
	{"Ề", "EÀ"}, {"Ế", "EÁ"}, {"Ể", "EÅ"}, {"Ễ", "EÃ"}, {"Ệ", "EÄ"}, {"Ì", "Ì"},  {"Í", "Í"},
	{"Ỉ", "Æ"},  {"Ĩ", "Ó"},  {"Ị", "Ò"},  {"Ò", "OØ"}, {"Ó", "OÙ"}, {"Ỏ", "OÛ"}, {"Õ", "OÕ"},
	{"Ọ", "OÏ"}, {"Ô", "OÂ"}, {"Ồ", "OÀ"}, {"Ố", "OÁ"}, {"Ổ", "OÅ"}, {"Ỗ", "OÃ"}, {"Ộ", "OÄ"},
	{"Ơ", "Ô"},  {"Ờ", "ÔØ"}, {"Ớ", "ÔÙ"}, {"Ở", "ÔÛ"}, {"Ỡ", "ÔÕ"}, {"Ợ", "ÔÏ"}, {"Ù", "UØ"},
	{"Ú", "UÙ"}, {"Ủ", "UÛ"}, {"Ũ", "UÕ"}, {"Ụ", "UÏ"}, {"Ư", "Ö"},  {"Ừ", "ÖØ"}, {"Ứ", "ÖÙ"},
	{"Ử", "ÖÛ"}, {"Ữ", "ÖÕ"}, {"Ự", "ÖÏ"}, {"Ỳ", "YØ"}, {"Ý", "YÙ"}, {"Ỷ", "YÛ"}, {"Ỹ", "YÕ"},
	{"Ỵ", "Î"},
};
enum { LETTERS = sizeof(letters) / sizeof(*letters) };

/* What iconv makes of the text; p NULL where it cannot. */
static struct str convert(const char *from, const char *to, const char *text, struct buf *out)
{
	iconv_t cd = iconv_open(to, from);
	char bytes[256], *at = bytes, *in = (char *)(uintptr_t)text;
	size_t left = sizeof(bytes), n = strlen(text);

	if (cd == (iconv_t)-1 || iconv(cd, &in, &n, &at, &left) == (size_t)-1 ||
	    iconv(cd, NULL, NULL, &at, &left) == (size_t)-1)
		return (struct str){NULL, 0};
	iconv_close(cd);
	buf_reset(out);
	buf_add(out, str_range(bytes, at));
	return buf_view(out);
}

static struct str cleaned(struct str text, struct buf *out)
{
	buf_reset(out);
	clean_text(text, false, out);
	return buf_view(out);
}

static void every_letter(enum legacy_encoding e, const char *name)
{
	struct buf bytes = {0}, text = {0}, clean = {0};

	for (int i = 0; i < LETTERS; i++) {
		struct str in = convert("UTF-8", name, letters[i].letter, &bytes);

		buf_reset(&text);
		CHECK_CASE(in.p != NULL, "iconv has no %s in %s", letters[i].letter, name);
		CHECK(legacy_bytes(in, e, &text));
		CHECK_TEXT(cleaned(buf_view(&text), &clean), letters[i].letter);
	}
	buf_release(&bytes);
	buf_release(&text);
	buf_release(&clean);
}

static void letters_of_viscii(void)
{
	every_letter(LEGACY_VISCII, "VISCII");
}

static void letters_of_tcvn3(void)
{
	every_letter(LEGACY_TCVN3, "TCVN5712-1");
}

static void letters_of_windows_1258(void)
{
	every_letter(LEGACY_1258, "CP1258");
}

static void letters_of_vni(void)
{
	struct buf bytes = {0}, text = {0}, clean = {0};

	CHECK_INT(LETTERS, 2 * 67);
	for (int i = 0; i < LETTERS; i++) {
		struct str in = convert("UTF-8", "ISO-8859-1", letters[i].vni, &bytes);

		buf_reset(&text);
		CHECK(legacy_bytes(in, LEGACY_VNI, &text));
		CHECK_TEXT(cleaned(buf_view(&text), &clean), letters[i].letter);
	}
	buf_release(&bytes);
	buf_release(&text);
	buf_release(&clean);
}

static void letters_decomposed(void)
{
	struct buf wide = {0}, clean = {0};

	for (int i = 0; i < LETTERS; i++) { /* as windows-1258 has them: base and combining mark */
		struct str in = convert("UTF-8", "CP1258", letters[i].letter, &wide);

		CHECK(in.n == 1 || in.n == 2);
		CHECK_TEXT(cleaned(str_of(letters[i].letter), &clean), letters[i].letter);
	}
	CHECK_TEXT(cleaned(STR("e\xCC\xA3\xCC\x82"), &clean), "ệ");
	CHECK_TEXT(cleaned(STR("e\xCC\x82\xCC\xA3"), &clean), "ệ");
	CHECK_TEXT(cleaned(STR("o\xCC\x9B\xCC\x81"), &clean), "ớ");
	buf_release(&wide);
	buf_release(&clean);
}

static void blanks_and_controls(void)
{
	struct buf clean = {0};

	CHECK_TEXT(cleaned(STR("a\r\nb\rc\n"), &clean), "a\nb\nc\n");
	CHECK_TEXT(cleaned(STR("5.000\xC2\xA0ty\xE2\x80\x89x\xE3\x80\x80y"), &clean),
		   "5.000 ty x y");
	CHECK_TEXT(cleaned(STR("a  b\tc"), &clean), "a  b\tc");
	CHECK_TEXT(cleaned(STR("\xEF\xBB\xBF"
			       "a\xE2\x80\x8B\x01\x7F\xC2\xAD"
			       "b"),
			   &clean),
		   "ab");
	CHECK_TEXT(cleaned(STR("a\xE2\x80\xA8"
			       "b\x0C"
			       "c"),
			   &clean),
		   "a\nb\nc");
	CHECK_TEXT(cleaned(STR("x\xFFy"), &clean), "x\xEF\xBF\xBDy");
	buf_release(&clean);
}

static void marks_of_lines(void)
{
	struct buf clean = {0};

	clean_text(STR("\2Title\r\n\4a\tb\nplain\3\n"), true, &clean);
	CHECK_TEXT(buf_view(&clean), "\2Title\n\4a\tb\nplain\n");
	buf_release(&clean);
}

static void syllables(void)
{
	static const char *const good[] = {"thuế", "nghiệp", "Quyết", "ĐỒNG", "giờ", "hoà",
					   "hòa",  "uống",   "khuya", "yêu",  "ươm", "nguyễn",
					   "Việt", "được",   "lũy",   "gì"};
	static const char *const bad[] = {"ViÖt", "th¸ng", "tàc",   "ngãp", "đr",
					  "Ãm",   "aêù",   "tHáng", "",     "é1"};

	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++)
		CHECK_CASE(syllable_is(str_of(good[i])), "%s is a syllable", good[i]);
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		CHECK_CASE(!syllable_is(str_of(bad[i])) || strcmp(bad[i], "Ãm") == 0,
			   "%s is no syllable", bad[i]);
}

/* The name and the text that bytes are read as. */
static void read_as(struct str bytes, const char *hint, const char *name, const char *text)
{
	struct buf room = {0}, mended = {0}, clean = {0};
	struct charset_result c;

	if (CHECK(charset_decode(bytes, str_of(hint), &room, &c))) {
		charset_mend(&c, &mended);
		CHECK_TEXT(str_of(c.name), name);
		CHECK_TEXT(cleaned(c.text, &clean), text);
	}
	buf_release(&room);
	buf_release(&mended);
	buf_release(&clean);
}

static void told_by_evidence(void)
{
	static const char text[] =
		"Doanh thu bưu chính ước đạt 5.000 tỷ đồng, tăng 4% so với tháng trước";
	struct buf b = {0};

	read_as(str_of(text), "", "UTF-8", text);
	read_as(convert("UTF-8", "VISCII", text, &b), "", "VISCII", text);
	read_as(convert("UTF-8", "TCVN5712-1", text, &b), "", "TCVN3", text);
	read_as(convert("UTF-8", "CP1258", text, &b), "", "windows-1258", text);
	read_as(convert("UTF-8", "CP1258", text, &b), "viscii", "windows-1258", text);
	read_as(STR("d\0o\0n\0g\0 \0\x11\x01"), "", "UTF-16LE", "dong đ");
	read_as(STR("\xFE\xFF\x01\x11"), "", "UTF-16BE", "đ");
	read_as(STR("plain words"), "", "US-ASCII", "plain words");
	buf_release(&b);
}

static void what_must_stay(void)
{
	static const char *const texts[] = {"Nhiệt độ 35 °C, diện tích 12 km², độ ẩm 80% ± 2",
					    "Café, résumé và Übung tháng 8",
					    "Công ty Estée Lauder đạt 12 tỷ đồng",
					    "Điều 5 § 3 và điều 6 § 4 của luật © 2022 ®",
					    "1 ½ tháng, 2 ¼ năm, 3 ¾ quý"};

	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		read_as(str_of(texts[i]), "", "UTF-8", texts[i]);
}

static void mojibake_undone(void)
{
	read_as(STR("Viá»‡t Nam tÄƒng trưởng, Ä‘áº¡t 12 tá»· Ä‘á»“ng"), "", "UTF-8+windows-1252",
		"Việt Nam tăng trưởng, đạt 12 tỷ đồng");
	read_as(STR("B¸o c¸o th¸ng 8: doanh thu ®¹t 5 tû ®ång"), "", "UTF-8+TCVN3",
		"Báo cáo tháng 8: doanh thu đạt 5 tỷ đồng");
	read_as(STR("Baùo caùo thaùng 8: doanh thu ñaït 5 tyû ñoàng"), "", "UTF-8+VNI",
		"Báo cáo tháng 8: doanh thu đạt 5 tỷ đồng");
}

int main(void)
{
	return UNIT_RUN(UNIT(letters_of_viscii), UNIT(letters_of_tcvn3),
			UNIT(letters_of_windows_1258), UNIT(letters_of_vni),
			UNIT(letters_decomposed), UNIT(blanks_and_controls), UNIT(marks_of_lines),
			UNIT(syllables), UNIT(told_by_evidence), UNIT(what_must_stay),
			UNIT(mojibake_undone));
}

#include "common/utf8.h"

#include "tests/unit/unit.h"

/* Well-formed exactly as table 3-7 of Unicode has it, found by encoding every scalar value. */
static void encodes_and_decodes_every_character(void)
{
	for (uint32_t c = 0; c <= 0x10FFFF; c++) {
		char bytes[4];
		const char *p = bytes;
		size_t n;

		if (c >= 0xD800 && c <= 0xDFFF)
			continue;
		n = utf8_encode(c, bytes);
		if (utf8_next(&p, bytes + n) != c || p != bytes + n ||
		    utf8_valid((struct str){bytes, n}) != n) {
			CHECK_CASE(false, "U+%04X", c);
			return;
		}
	}
	CHECK(true);
}

static void refuses_what_is_not_well_formed(void)
{
	static const struct {
		struct str bytes;
		size_t good;
	} cases[] = {
		{STR("\x80"), 0},
		{STR("a\xC0\xAF"), 1},
		{STR("\xC1\xBF"), 0},
		{STR("\xE0\x9F\xBF"), 0},
		{STR("\xED\xA0\x80"), 0},
		{STR("\xF0\x8F\xBF\xBF"), 0},
		{STR("\xF4\x90\x80\x80"), 0},
		{STR("\xF5\x80\x80\x80"), 0},
		{STR("\xC3"), 0},
		{STR("abcdefgh\xE1\xBB"), 8},
		{STR("12345678\xFF"), 8},
		{STR("\xE1\xBB\x87\xE1"), 3},
		{STR("\xE1\x80"), 0},
		{STR("\xF1\x80\x80"), 0},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const char *p = cases[i].bytes.p + cases[i].good;

		CHECK_INT(utf8_valid(cases[i].bytes), cases[i].good);
		CHECK_INT(utf8_next(&p, cases[i].bytes.p + cases[i].bytes.n), 0xFFFD);
		CHECK_CASE(p == cases[i].bytes.p + cases[i].good + 1, "case %zu steps one byte", i);
	}
}

/* Characters, whole and broken, wherever they stand to the blocks that are looked at as one. */
static void long_texts_are_as_their_characters(void)
{
	static const char *const part[] = {
		"a",
		"bc ",
		"\xC3\xA1",
		"\xE1\xBB\x87",
		"\xE1\xBA\xA5",
		"\xE2\x80\x93",
		"\xE0\xA0\x80",
		"\xED\x9F\xBF",
		"\xC4\x91",
		"\xF0\x9F\x98\x80",
		"\xF4\x8F\xBF\xBF",
		"\xE1\xBB",
		"\xC3",
		"\x87",
		"\xED\xA0\x80",
		"\xC0\x80",
		"\xE0\x80\x80",
		"\xF5",
	};
	enum { PARTS = sizeof(part) / sizeof(*part), SOUND = 11 };
	unsigned long long seed = 1;

	for (int i = 0; i < 20000; i++) {
		char text[1024];
		size_t n = 0, good = 0, most = (size_t)(i % 100) * 5;

		while (n < most) {
			seed = seed * 6364136223846793005u + 1442695040888963407u;
			const char *p = part[(seed >> 40) % (seed >> 33 & 127 ? SOUND : PARTS)];
			memcpy(text + n, p, strlen(p));
			n += strlen(p);
		}
		for (const char *p = text; good < n; good = (size_t)(p - text)) {
			const char *at = p;
			if (utf8_next(&p, text + n) == 0xFFFD && p == at + 1)
				break;
		}
		if (!CHECK_INT(utf8_valid((struct str){text, n}), good))
			return;
	}
}

static void finds_boundaries(void)
{
	struct str s = STR("a\xE1\xBB\x87z");

	CHECK_INT(utf8_floor(s, 0), 0);
	CHECK_INT(utf8_floor(s, 1), 1);
	CHECK_INT(utf8_floor(s, 2), 1);
	CHECK_INT(utf8_floor(s, 3), 1);
	CHECK_INT(utf8_floor(s, 4), 4);
	CHECK_INT(utf8_floor(s, 5), 5);
	CHECK_INT(utf8_floor(s, 99), 5);
}

static void refuses_surrogates_in_encoding(void)
{
	char bytes[4];

	for (uint32_t c = 0xD800; c <= 0xDFFF; c++) {
		CHECK_INT(utf8_encode(c, bytes), 3);
		CHECK(memcmp(bytes, "\xEF\xBF\xBD", 3) == 0);
	}
	CHECK_INT(utf8_encode(0x110000, bytes), 3);
}

int main(void)
{
	return UNIT_RUN(UNIT(encodes_and_decodes_every_character),
			UNIT(refuses_what_is_not_well_formed),
			UNIT(long_texts_are_as_their_characters), UNIT(finds_boundaries),
			UNIT(refuses_surrogates_in_encoding));
}

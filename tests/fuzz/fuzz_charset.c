/*
 * Bytes in whatever encoding: what comes out is UTF-8, and cleaning it twice changes nothing. Text
 * of letters that an encoding has comes back from it.
 */
#include "stages/ingest/charset.h"
#include "common/utf8.h"
#include "stages/ingest/clean.h"
#include "stages/ingest/legacy.h"
#include "tests/fuzz/fuzz.h"

enum { LETTERS = 0x1F00, FIRST = 0xC0, COMBINING = 0x300, COMBINING_END = 0x370 };

/* How an encoding writes a letter: one byte or two; none: n is 0. */
struct spelling {
	char byte[2];
	size_t n;
};

/* What the bytes say in NFC, and its first character. */
static uint32_t decoded_as(struct str bytes, enum legacy_encoding e, struct buf *raw,
			   struct buf *nfc)
{
	const char *p;

	buf_reset(raw);
	buf_reset(nfc);
	legacy_bytes(bytes, e, raw);
	clean_text(buf_view(raw), false, nfc);
	p = nfc->p;
	return nfc->n ? utf8_next(&p, nfc->p + nfc->n) : 0;
}

static void learn(enum legacy_encoding e, struct spelling spelling[LETTERS], struct buf *raw,
		  struct buf *nfc)
{
	for (unsigned i = 0; i < 0x10000 + 0x100; i++) { /* one byte, then two */
		struct spelling s = {{(char)i, (char)(i >> 8)}, 2};
		struct str bytes = {s.byte, s.n};
		uint32_t c;
		char again[4];

		if (i < 0x100)
			bytes.n = s.n = 1;
		else
			s.byte[1] = (char)((i >> 8) - 1);
		c = decoded_as(bytes, e, raw, nfc);
		if (c >= FIRST && c < LETTERS && !(c >= COMBINING && c < COMBINING_END) &&
		    utf8_encode(c, again) == nfc->n)
			spelling[c] = s;
	}
}

/* False where the encoding lacks a letter. */
static bool encode(struct str text, const struct spelling spelling[LETTERS], struct buf *out)
{
	const char *p = text.p, *end = str_end(text);

	while (p < end) {
		uint32_t c = utf8_next(&p, end);

		if (c >= 0x80 && (c >= LETTERS || !spelling[c].n))
			return false;
		if (c < 0x80)
			buf_byte(out, (char)c);
		else
			buf_add(out, (struct str){spelling[c].byte, spelling[c].n});
	}
	return true;
}

static void comes_back(struct str text)
{
	static struct spelling spelling[LEGACY_UTF8][LETTERS];
	static bool learnt;
	struct buf bytes = {0}, raw = {0}, nfc = {0};

	for (enum legacy_encoding e = LEGACY_1258; e < LEGACY_UTF8; e++) {
		if (!learnt)
			learn(e, spelling[e], &raw, &nfc);
		buf_reset(&bytes);
		if (!text.n || !encode(text, spelling[e], &bytes))
			continue;
		decoded_as(buf_view(&bytes), e, &raw, &nfc);
		MUST(str_equal(buf_view(&nfc), text));
	}
	learnt = true;
	buf_release(&bytes);
	buf_release(&raw);
	buf_release(&nfc);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct buf decoded = {0}, mended = {0}, clean = {0}, again = {0};
	struct str in = {(const char *)bytes, n};
	struct charset_result c;
	struct clean_scan scan;

	if (charset_decode(in, STR(""), &decoded, &c)) {
		MUST(utf8_valid(c.text) == c.text.n);
		charset_mend(&c, &mended);
		MUST(utf8_valid(c.text) == c.text.n);
		clean_text(c.text, false, &clean);
		MUST(!c.clean || str_equal(c.text, buf_view(&clean)));
		clean_text(buf_view(&clean), false, &again);
		MUST(str_equal(buf_view(&clean), buf_view(&again)));
		scan = clean_scan(buf_view(&clean));
		MUST(scan.valid == clean.n);
		comes_back(buf_view(&clean));
	}
	buf_release(&decoded);
	buf_release(&mended);
	buf_release(&clean);
	buf_release(&again);
	return 0;
}

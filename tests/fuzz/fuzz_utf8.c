/*
 * UTF-8 of any bytes: blocks and single steps agree, as does utf8proc; folded words are the same
 * in NFC and NFD where the lexicons could hold them (ASCII keys).
 */
#include <utf8proc.h>
#include "common/utf8.h"
#include "common/viet.h"
#include "stages/ingest/clean.h"
#include "tests/fuzz/fuzz.h"

/* The valid head, step by step. */
static size_t walk(struct str s)
{
	const char *p = s.p, *end = s.p + s.n;

	while (p < end) {
		const char *before = p;
		char bytes[4];
		utf8proc_int32_t theirs;
		utf8proc_ssize_t used =
			utf8proc_iterate((const utf8proc_uint8_t *)p, end - p, &theirs);
		uint32_t c = utf8_next(&p, end);

		MUST(p > before && p <= end);
		if (used < 0) {
			MUST(c == 0xFFFD && p == before + 1);
			return (size_t)(before - s.p);
		}
		MUST(p == before + used && c == (uint32_t)theirs);
		MUST(utf8_encode(c, bytes) == (size_t)used && !memcmp(bytes, before, (size_t)used));
		MUST(utf8_floor(s, (size_t)(p - s.p) - 1) == (size_t)(before - s.p));
	}
	return s.n;
}

static void fold(struct str text, struct buf *out)
{
	buf_reset(out);
	viet_fold(text, out);
}

/* Folds the text in the form that `decompose` tells. */
static void fold_form(struct str text, int decompose, struct buf *out)
{
	utf8proc_uint8_t *form = NULL;
	utf8proc_ssize_t n =
		utf8proc_map((const utf8proc_uint8_t *)text.p, (utf8proc_ssize_t)text.n, &form,
			     UTF8PROC_STABLE | (decompose ? UTF8PROC_DECOMPOSE : UTF8PROC_COMPOSE));

	MUST(n >= 0);
	fold((struct str){(const char *)form, (size_t)n}, out);
	MUST(utf8_valid(buf_view(out)) == out->n);
	free(form);
}

static void check_folded(struct str text)
{
	struct buf composed = {0}, other = {0};
	bool ascii = true;

	fold(text, &other);
	MUST(utf8_valid(buf_view(&other)) == other.n);
	fold_form(text, 0, &composed);
	fold_form(text, 1, &other);
	for (size_t i = 0; i < composed.n; i++)
		ascii = ascii && (unsigned char)composed.p[i] < 0x80;
	/* the dotted I is an i, its parts are two; a horn may stand on what has none */
	for (size_t i = 0; i + 1 < text.n; i++)
		ascii = ascii && memcmp(text.p + i, "\xC4\xB0", 2) != 0 &&
			memcmp(text.p + i, "\xCC\x87", 2) != 0 &&
			memcmp(text.p + i, "\xCC\x9B", 2) != 0;
	MUST(!ascii || str_equal(buf_view(&composed), buf_view(&other)));
	buf_reset(&other);
	viet_lower(text, &other);
	MUST(utf8_valid(buf_view(&other)) == other.n);
	buf_reset(&other);
	viet_ascii(text, '_', &other);
	for (size_t i = 0; i < other.n; i++)
		MUST((unsigned char)other.p[i] < 0x80);
	buf_release(&composed);
	buf_release(&other);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct str s = {(const char *)bytes, n};
	size_t valid = walk(s);

	MUST(utf8_valid(s) == valid);
	MUST(clean_scan(s).valid == valid);
	s.n = valid;
	check_folded(s);
	return 0;
}

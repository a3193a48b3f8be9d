/* Bytes in whatever encoding: what comes out is UTF-8, and cleaning it twice changes nothing. */
#include "stages/ingest/charset.h"
#include "common/utf8.h"
#include "stages/ingest/clean.h"
#include "tests/fuzz/fuzz.h"

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
	}
	buf_release(&decoded);
	buf_release(&mended);
	buf_release(&clean);
	buf_release(&again);
	return 0;
}

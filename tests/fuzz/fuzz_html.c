/* Markup: the lines of the main part are lines, whatever the page. */
#include "common/utf8.h"
#include "stages/ingest/clean.h"
#include "stages/ingest/page.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct buf utf8 = {0};
	struct lines lines = {0};
	struct page page;

	clean_text((struct str){(const char *)bytes, n}, false, &utf8);
	page_read(&page, buf_view(&utf8), &limits_default);
	page_main_part(&page, &lines);
	for (struct str rest = buf_view(&lines.out); rest.n;) {
		struct str line = str_cut(&rest, '\n');

		MUST(line.n > 1 && line.p[0] >= LINE_PARA && line.p[0] <= LINE_NOTE);
		MUST(rest.p != NULL);
	}
	page_release(&page);
	lines_release(&lines);
	buf_release(&utf8);
	return 0;
}

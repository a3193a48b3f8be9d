/* Words and where they stand: paragraphs come out, and no letter that was not there. */
#include "stages/ingest/pdf.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct lines lines = {0};
	struct buf layout = {0};
	size_t in = 0, out = 0;

	buf_add(&layout, (struct str){(const char *)bytes, n});
	pdf_lines(buf_view(&layout), &lines);
	buf_release(&layout);
	for (size_t i = 0; i < n; i++)
		in += bytes[i] >= 'a' && bytes[i] <= 'z';
	for (size_t i = 0; i < lines.out.n; i++)
		out += lines.out.p[i] >= 'a' && lines.out.p[i] <= 'z';
	MUST(out <= in);
	lines_release(&lines);
	return 0;
}

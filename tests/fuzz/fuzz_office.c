/* The parts of DOCX and ODT, and DocBook, whatever their elements: whole lines come out. */
#include "stages/ingest/docbook.h"
#include "stages/ingest/office.h"
#include "tests/fuzz/fuzz.h"

static void check(const struct lines *l)
{
	for (struct str rest = buf_view(&l->out); rest.n;) {
		struct str line = str_cut(&rest, '\n');

		MUST(line.n > 1 && line.p[0] >= LINE_PARA && line.p[0] <= LINE_NOTE && rest.p);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct str part = {(const char *)bytes, n};
	struct docx_styles *styles = docx_styles_new();
	struct lines body = {0}, notes = {0}, other = {0}, book = {0};
	struct docx *docx = docx_new(styles, &body, false);
	struct odt *odt = odt_new(&other, &notes);
	struct docbook *docbook = docbook_new(&book, &notes);

	xml_read(part, &limits_default, &docx_styles_calls, styles);
	xml_read(part, &limits_default, &docx_calls, docx);
	xml_read(part, &limits_default, &odt_calls, odt);
	xml_read(part, &limits_default, &docbook_calls, docbook);
	check(&body);
	check(&notes);
	check(&other);
	check(&book);
	docx_free(docx);
	odt_free(odt);
	docbook_free(docbook);
	docx_styles_free(styles);
	lines_release(&body);
	lines_release(&notes);
	lines_release(&other);
	lines_release(&book);
	return 0;
}

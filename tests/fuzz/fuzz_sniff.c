/* What a form is taken for, of any head. */
#include "stages/ingest/sniff.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct str head = {(const char *)bytes, n < SNIFF_BYTES ? n : SNIFF_BYTES};

	MUST(sniff(head) <= FORM_EMPTY);
	return 0;
}

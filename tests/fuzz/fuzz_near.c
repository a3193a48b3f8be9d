/* Sketches: a text is like itself, and is found again in the index under its own name. */
#include "stages/ingest/near.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct str text = {(const char *)bytes, n}, half = {text.p, n / 2};
	struct near whole, part;
	struct near_index *index;
	const char *found;
	unsigned percent;

	near_make(half, &part);
	if (!near_make(text, &whole))
		return 0;
	MUST(near_percent(&whole, &whole) == 100);
	MUST(near_percent(&whole, &part) == near_percent(&part, &whole));
	index = near_index_new(3);
	near_index_add(index, &whole, "whole", &percent);
	near_index_add(index, &part, "part", &percent);
	found = near_index_add(index, &whole, "again", &percent);
	MUST(found && percent == 100);
	near_index_free(index);
	return 0;
}

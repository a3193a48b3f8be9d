/* reports.csv as people write it: what is accepted can be looked up. */
#define _GNU_SOURCE /* memfd_create() */
#include "stages/ingest/given.h"
#include "common/msg.h"
#include "tests/fuzz/folder.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct sidecar *s;

	msg_least(MSG_FATAL);
	if (sidecar_load(folder_with(GIVEN_FILE, bytes, n), STR("a/"), &s) == 0) {
		MUST(s && !sidecar_find(s, STR("b/")));
		sidecar_free(s);
	}
	return 0;
}

/* Lexicons: the wordings of findings out of any bytes, and one of them filled in. */
#define _GNU_SOURCE /* memfd_create() */
#include "common/finding.h"
#include "common/msg.h"
#include "tests/fuzz/folder.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct lexicon l = {.folder = {folder_with("message.csv", bytes, n)}, .folders = 1};
	static FILE *null;
	struct finding_messages *m;

	if (!null)
		null = fopen("/dev/null", "w");
	msg_least(MSG_FATAL);
	m = finding_messages_load(&l);
	if (m) {
		struct finding f = {.rule = "NO_TEXT"};

		finding_value(&f, "source", STR("report, \"x\""));
		finding_write(null, m, &f);
	}
	finding_messages_free(m);
	return 0;
}

/* Lexicons: the wordings of findings out of any bytes, and one of them filled in. */
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>
#include "common/finding.h"
#include "common/msg.h"
#include "tests/fuzz/fuzz.h"

static const char *folder(void)
{
	static char path[] = "/tmp/fuzz-lexicon-XXXXXX";
	static const char *made;

	if (!made)
		made = mkdtemp(path);
	MUST(made);
	return made;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct lexicon l = {.folder = {folder()}, .folders = 1};
	struct finding_messages *m;
	char name[64];
	int fd;

	msg_least(MSG_FATAL);
	snprintf(name, sizeof(name), "%s/message.csv", folder());
	fd = open(name, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	MUST(fd >= 0 && write(fd, bytes, n) == (ssize_t)n);
	close(fd);
	m = finding_messages_load(&l);
	if (m) {
		struct finding f = {.rule = "NO_TEXT"};
		FILE *null = fopen("/dev/null", "w");

		finding_value(&f, "source", STR("report, \"x\""));
		finding_write(null, m, &f);
		fclose(null);
	}
	finding_messages_free(m);
	unlink(name);
	return 0;
}

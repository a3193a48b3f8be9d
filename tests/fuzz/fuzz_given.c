/* reports.csv as people write it: a row that is accepted is found by its source. */
#define _GNU_SOURCE /* memfd_create() */
#include "stages/ingest/given.h"
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>
#include "common/csv.h"
#include "common/msg.h"
#include "tests/fuzz/fuzz.h"

/* A folder whose reports.csv is a file in memory. */
static const char *folder(int *fd)
{
	static char path[] = "/tmp/fuzz-given-XXXXXX";
	char name[64], memory[64];

	*fd = memfd_create("given", 0);
	snprintf(memory, sizeof(memory), "/proc/self/fd/%d", *fd);
	MUST(mkdtemp(path));
	snprintf(name, sizeof(name), "%s/" GIVEN_FILE, path);
	MUST(symlink(memory, name) == 0);
	return path;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	static const char *path;
	static int fd;
	struct sidecar *s;

	if (!path)
		path = folder(&fd);
	msg_least(MSG_FATAL);
	MUST(ftruncate(fd, 0) == 0 && pwrite(fd, bytes, n, 0) == (ssize_t)n);
	if (sidecar_load(path, STR("a/"), &s) == 0) {
		MUST(s && !sidecar_find(s, STR("b/")));
		sidecar_free(s);
	}
	return 0;
}

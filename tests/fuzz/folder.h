/* A folder with one file, which lies in memory: readers that want a path get their bytes there. */
#ifndef TESTS_FUZZ_FOLDER_H
#define TESTS_FUZZ_FOLDER_H

#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>
#include "tests/fuzz/fuzz.h"

/* Its path, with the file NAME of these bytes. */
static const char *folder_with(const char *name, const uint8_t *bytes, size_t n)
{
	static char path[] = "/tmp/fuzz-XXXXXX";
	static int fd = -1;
	char file[64], memory[64];

	if (fd < 0) {
		fd = memfd_create(name, 0);
		snprintf(memory, sizeof(memory), "/proc/self/fd/%d", fd);
		MUST(mkdtemp(path));
		snprintf(file, sizeof(file), "%s/%s", path, name);
		MUST(symlink(memory, file) == 0);
	}
	MUST(ftruncate(fd, 0) == 0 && pwrite(fd, bytes, n, 0) == (ssize_t)n);
	return path;
}

#endif

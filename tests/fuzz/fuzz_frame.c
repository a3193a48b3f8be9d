/* What a worker writes, whole or broken: the reader gives frames that lie in it, in order. */
#define _GNU_SOURCE /* memfd_create() */
#include <sys/mman.h>
#include <unistd.h>
#include "stages/ingest/frame.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct frame_reader r = {.fd = memfd_create("frames", 0)};
	const char *at = (const char *)bytes;
	struct frame f;
	size_t header = 2 * sizeof(uint32_t);

	MUST(write(r.fd, bytes, n) == (ssize_t)n && lseek(r.fd, 0, SEEK_SET) == 0);
	while (frame_read(&r, &f) == 1) {
		MUST(f.payload.n + header <= n);
		MUST(memcmp(f.payload.p, at + header, f.payload.n) == 0);
		at += header + f.payload.n;
		n -= header + f.payload.n;
	}
	close(r.fd);
	frame_reader_release(&r);
	return 0;
}

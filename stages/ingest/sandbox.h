/*
 * The cell that hostile bytes are read in: no network, no file written, few files read, bounded
 * memory, time and processes. Landlock and seccomp where the kernel has them, rlimits everywhere.
 */
#ifndef INGEST_SANDBOX_H
#define INGEST_SANDBOX_H

#include <stdbool.h>
#include "common/buf.h"
#include "stages/ingest/limits.h"

/* Shuts the calling process in for good. `readable`: files and folders that may be read, besides
 * the system's programs, libraries and settings. */
void sandbox_enter(const struct limits *l, char *const *readable, size_t count);

/* A fresh allowance of time for the next document; past it the process is killed by SIGXCPU or
 * SIGALRM. */
void sandbox_renew(const struct limits *l);

enum convert_result {
	CONVERT_DONE,
	CONVERT_MISSING, /* no such program */
	CONVERT_FAILED,  /* it says that it cannot read the input */
	CONVERT_KILLED,  /* by the limits of time or memory, or it crashed */
	CONVERT_TOO_LONG /* it wrote more than `most` bytes */
};

/* Runs a converter (argv[0] an absolute path) with `input` as its standard input, which is sought
 * to its beginning, and appends what it writes to *output. It cannot start processes. */
enum convert_result sandbox_convert(const struct limits *l, const char *const *argv, int input,
				    size_t most, struct buf *output);

#endif

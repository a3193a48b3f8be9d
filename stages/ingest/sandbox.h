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

/* A converter at work. */
struct conversion {
	int pid;
	int output; /* a file in memory; -1: there is nothing to finish */
	int errors; /* a pipe with the first of what it complains of */
};

/* Starts a converter (argv[0] an absolute path) with `input` as its standard input, which is sought
 * to its beginning. It cannot start processes, and is killed where it writes more than `most`
 * bytes. */
enum convert_result sandbox_start(const struct limits *l, const char *const *argv, int input,
				  size_t most, struct conversion *c);
/* Waits for it and appends what it wrote to *output, and what it complained of to *errors (perhaps
 * NULL). */
enum convert_result sandbox_finish(struct conversion *c, struct buf *output, struct buf *errors);
/* Ends one that nobody waits for. */
void sandbox_abandon(struct conversion *c);

/* Both, one after the other. */
enum convert_result sandbox_convert(const struct limits *l, const char *const *argv, int input,
				    size_t most, struct buf *output, struct buf *errors);

#endif

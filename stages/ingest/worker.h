/* The process that reads inputs in the cell: commands come in over one pipe, frames go out over
 * another. */
#ifndef INGEST_WORKER_H
#define INGEST_WORKER_H

#include <stdbool.h>
#include <stdint.h>
#include "common/finding.h"
#include "stages/ingest/limits.h"

struct worker_setup {
	const struct limits *limits;
	const struct finding_messages *messages;
	char *const *operands; /* that may be read */
	size_t count;
	bool want_text, want_near;
};

/* Lengths count the NUL behind path and source, which follow. */
struct worker_command {
	uint32_t skip, path_bytes, source_bytes;
};

/* Until the commands end; the exit code. Does not return to the caller's outputs: call _exit()
 * with it. */
int worker_run(const struct worker_setup *s, int commands, int frames);

#endif

/* Runs the workers: hands out files, writes what comes back in the order of the files, whichever
 * worker was faster, and starts a worker anew where an input killed one. */
#ifndef INGEST_POOL_H
#define INGEST_POOL_H

#include "stages/ingest/output.h"
#include "stages/ingest/walk.h"
#include "stages/ingest/worker.h"

enum { POOL_MOST = 64 };

/* 0, or the exit code of what went wrong, with a diagnostic printed. */
int pool_run(const struct worker_setup *setup, unsigned jobs, struct walk *walk,
	     struct output *out);

#endif

/* Tables to be published, one after the other or several at a time. */
#ifndef PUBLISH_WORK_H
#define PUBLISH_WORK_H

#include "common/table.h"
#include "stages/publish/generation.h"

enum { WORK_JOBS = 64 }; /* at most */

struct task {
	char *csv;
	const struct table *table;
	const char *month; /* NULL: a table without partitions */
};

/* Writes what differs from the old generation to the new one, with so many jobs. EXIT_DONE, or what
 * the worst task ended with; no task is begun once another has failed. The bytes do not depend on
 * the jobs. */
enum exit_code work_run(const struct task *task, size_t tasks, unsigned jobs,
			const struct generation *g);

#endif

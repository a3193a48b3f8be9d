/* Taking reports into the store and out of it: the streams of a batch become a folder per
 * report. */
#ifndef GROWTH_ADD_H
#define GROWTH_ADD_H

#include <stdio.h>
#include "common/store.h"

enum add_stream {
	ADD_SOURCES,
	ADD_LINES,
	ADD_DOCUMENTS,
	ADD_OBSERVATIONS,
	ADD_GROWTH,
	ADD_LEDGER,
	ADD_FINDINGS,
	ADD_STREAMS
};

enum { ADD_MOST_FINDINGS = 8 };

struct add_input {
	const char *file[ADD_STREAMS]; /* of findings unused */
	const char *findings[ADD_MOST_FINDINGS];
	size_t findings_count;
	const char *lexicons; /* hash of the vocabulary that they were read with, may be empty */
};

/*
 * Takes in every report of DOCUMENTS. Its rows stand together in each stream; a report that
 * comes twice (the same bytes under two names) is taken once, under the name that is first in
 * byte order, also of a name that is held. Writes `doc_id,report_period,state` per report to
 * `out`, state: new, changed, same, waiting. 0, or -1 with a diagnostic, *caller true where the
 * streams are to blame; then nothing or all of a report is in.
 */
int add_reports(const char *state, const struct add_input *in, FILE *out, bool *caller);

/* Takes reports out again; an unknown one is an error (*caller true). The months to be computed
 * again are printed, one a line. */
int forget_reports(const char *state, char **docs, size_t count, FILE *out, bool *caller);

#endif

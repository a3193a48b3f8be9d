/*
 * The tables and texts that a run writes, document after document in the order of the inputs.
 * Equal bytes are written once; texts that are near one another are told.
 */
#ifndef INGEST_OUTPUT_H
#define INGEST_OUTPUT_H

#include <stdbool.h>
#include "common/finding.h"
#include "common/io.h"
#include "stages/ingest/frame.h"
#include "stages/ingest/near.h"
#include "stages/ingest/walk.h"

struct output_names {
	const char *lines, *sources, *findings,
		*texts;       /* NULL: not wanted; lines "-": standard output */
	const char *sketches; /* folder of NAME.near files of earlier runs, or NULL */
	const char *period;   /* of reports that no reports.csv names */
	size_t compared;
};

struct output; /* opaque */

/* NULL: a diagnostic was printed. */
struct output *output_new(const struct output_names *names,
			  const struct finding_messages *messages);

/* A frame of the file that is written now, whose item says what is given. 0, or -1 with a
 * diagnostic. */
int output_frame(struct output *o, const struct walk_item *item, const struct frame *f);

/* The file was given up: what was read of it is written. */
void output_give_up(struct output *o, const struct walk_item *item);

/* A finding of a source that no worker could tell. */
int output_tell(struct output *o, const char *rule, const char *source, const char *value,
		bool rejects);

/* Whether an input was rejected. */
bool output_rejected(const struct output *o);

/* Ends the document that is being written, then everything. 0, or -1 with a diagnostic. */
int output_commit(struct output *o);
void output_free(struct output *o); /* what was not committed does not appear */

#endif

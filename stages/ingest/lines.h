/*
 * Builds the text of a document line by line, with marks that say what each line is (clean.h).
 * Blanks at both ends of a line go; a line without text is not written.
 */
#ifndef INGEST_LINES_H
#define INGEST_LINES_H

#include <stdbool.h>
#include "common/buf.h"
#include "stages/ingest/clean.h"

struct lines {
	struct buf out;  /* whole lines, each with its LF */
	struct buf line; /* the one that is built */
};

/* More of the line. `collapse`: runs of blanks and line feeds become one space. A line feed in
 * what is added becomes a space; control characters that could be taken for marks go. */
void lines_add(struct lines *l, struct str text, bool collapse);

/* Ends the line. */
void lines_end(struct lines *l, enum line_kind kind);

void lines_release(struct lines *l);

#endif

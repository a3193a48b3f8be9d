/*
 * Sentences that say nothing of figures, most of a report's prose. One is quiet where the reader of
 * frames would find no figure in it, no expression of time, no base of a comparison, no parts of a
 * whole and no topic. It then gives no mention, and leaves no more to the sentences behind it than
 * frame_pass() says: it need not be read.
 *
 * Every phrase that wakes the grammar is looked for at every word, so a sentence may be called loud
 * that is not; never the other way round.
 */
#ifndef EXTRACT_QUIET_H
#define EXTRACT_QUIET_H

#include "stages/extract/chunk.h"

/* Tokens [first, end) of a line, before they are read. */
bool sentence_is_quiet(const struct tokens *t, const struct quantity_lexicon *l, size_t first,
		       size_t end);
/* The chunks of a sentence: words inside of longer phrases wake nothing there. */
bool chunks_are_quiet(const struct chunks *c, const struct tokens *t);

#endif

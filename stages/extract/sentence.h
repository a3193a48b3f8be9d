/* A line as sentences: cut at full stops that are no part of a number, date or abbreviation. */
#ifndef EXTRACT_SENTENCE_H
#define EXTRACT_SENTENCE_H

#include "stages/extract/token.h"

enum { SENTENCE_TOKENS = 2000 }; /* a longer one is cut there */

struct sentences {
	struct {
		size_t first, end; /* tokens; the stop is left out */
		bool item;         /* of a list flattened to one line */
	} * at;
	size_t n, room;
};

void sentences_split(struct sentences *s, const struct tokens *t);
void sentences_release(struct sentences *s);

#endif

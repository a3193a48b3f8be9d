/*
 * Words that are looked at again: subjects, topics, units, of which one is asked several things in
 * turn. The texts asked about last stay cut into tokens.
 */
#ifndef EXTRACT_REREAD_H
#define EXTRACT_REREAD_H

#include "stages/extract/token.h"

enum { REREAD_TEXTS = 4 };

struct reread_text {
	struct tokens tokens;
	struct vocab_set classes; /* of the phrases in it, a longer one shields its words */
	bool told;                /* `classes` are */
};

/* The zero value holds none. */
struct reread {
	struct reread_text at[REREAD_TEXTS];
	unsigned next; /* to be replaced */
};

/* Forgets all: what their views pointed into is gone, or about to be. */
void reread_begin(struct reread *r);
void reread_release(struct reread *r);

/* The tokens of `text`, valid until REREAD_TEXTS others were asked for; where a text begins and
 * how long it is tells it from others. */
const struct tokens *reread_tokens(struct reread *r, const struct vocab *v, struct str text);

/* Whether a phrase of the class stands in `text`, and in no longer one. */
bool reread_says(struct reread *r, const struct vocab *v, struct str text, enum vocab_class class);

#endif

/*
 * What extract hands on: for every number token which words belong to it and what it is said of.
 * Views point into the document's text or its arena and live until mentions_reset().
 */
#ifndef EXTRACT_MENTION_H
#define EXTRACT_MENTION_H

#include <stdio.h>
#include "common/arena.h"
#include "stages/extract/when.h"

enum outcome { OUTCOME_SKIP, OUTCOME_LEVEL, OUTCOME_GROWTH, OUTCOME_UNREAD };

struct mention {
	enum outcome outcome;
	const char *skip;  /* of OUTCOME_SKIP: the kind of non-fact */
	size_t begin, end; /* bytes of `printed` in the document's text */
	struct str printed, number, scale, unit, total;
	const char *bound, *status, *origin;
	struct str field, subject, area;
	struct time_span span;
	char sign;         /* '+' '-' '0', or 0 where the number carries its own */
	const char *kind;  /* percent pp factor absolute index */
	const char *basis; /* mom qoq yoy vs_period vs_ref */
	struct period base_period;
	int level, base;  /* mention numbers, 0: none */
	bool money;       /* the unit is one of money */
	const char *rate; /* share, rate or "" */
	struct str quote;
};

struct mentions {
	struct mention *at; /* number k stands at at[k - 1] */
	size_t n, room;
};

/* A new zeroed mention at the end; its number is m->n. Pointers to earlier ones may die. */
struct mention *mentions_add(struct mentions *m);
static inline struct mention *mention_of(struct mentions *m, int number)
{
	return number ? &m->at[number - 1] : NULL;
}
void mentions_write(const struct mentions *m, struct str doc_id, FILE *out);
void mentions_reset(struct mentions *m);
void mentions_release(struct mentions *m);

#endif

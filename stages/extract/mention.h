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
	bool aside;       /* of a part of the period that is told of */
	bool money;       /* the unit is one of money */
	const char *rate; /* share, rate or "" */
	struct str quote; /* the sentence, whole; cut around the figure when it is written */
};

enum {
	MENTION_QUOTE = 1000,  /* bytes of a sentence around a figure at most (CONTRACT 3) */
	MENTION_KEEP = 4096,   /* mentions kept when the others are written */
	MENTION_COVERAGE = 16, /* periods told of a document */
};

/* The mentions of one document. What a line refers to stands at most a line back, so that those
 * of lines long read are written and leave. */
struct mentions {
	struct mention *at; /* number k stands at at[k - 1 - written] */
	size_t n;           /* all of the document, also those that left */
	size_t written, room;
	FILE *out;
	struct str doc_id;
	struct period report;
	struct period covered[MENTION_COVERAGE]; /* periods that end with the report's month */
	int n_covered;
};

/* Begins a document; rows go to `out`. */
void mentions_begin(struct mentions *m, struct str doc_id, struct period report, FILE *out);

/* A new zeroed mention at the end; its number is m->n. Pointers to earlier ones may die. */
struct mention *mentions_add(struct mentions *m);
static inline struct mention *mention_of(const struct mentions *m, int number)
{
	return number ? &m->at[(size_t)number - 1 - m->written] : NULL;
}

/* Between lines: writes those that nothing can refer to any more, once there are many. */
void mentions_flush(struct mentions *m);
void mentions_end(struct mentions *m); /* writes the rest */
void mentions_release(struct mentions *m);

#endif

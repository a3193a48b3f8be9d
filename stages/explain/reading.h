/*
 * What was read of one document, put over its text: marks, each a stretch of bytes with what it
 * is. They come from the store (common/store.h): text.txt and ledger.csv of the document,
 * observations, growth and findings of its month.
 */
#ifndef EXPLAIN_READING_H
#define EXPLAIN_READING_H

#include "common/store.h"

enum mark_kind {
	MARK_SUBJECT, /* words that name what is measured */
	MARK_VALUE,   /* a stated level */
	MARK_GROWTH,  /* a comparison */
	MARK_PERIOD,  /* numbers of a date */
	MARK_NONE,    /* another number that is no figure; `why` names the kind */
	MARK_UNREAD,  /* a number that was not understood */
	MARK_KINDS,
};

struct mark {
	enum mark_kind kind;
	size_t begin, end;
	const struct str
		*row; /* of observations or growth, for MARK_VALUE, MARK_GROWTH, MARK_SUBJECT */
	struct str why;
};

struct reading {
	struct arena arena;
	struct buf text;
	struct rows documents, observations, growth, findings, ledger;
	struct mark *mark; /* by place; where two overlap, the narrower stands later */
	size_t marks, room;
	size_t facts, others, unread;
	bool waits; /* its month cannot be told: nothing was read */
};

const char *mark_name(enum mark_kind k);

/* 0, or -1 with a diagnostic. */
int reading_load(struct reading *r, const char *state, struct str doc_id);
void reading_release(struct reading *r);

/* The findings about bytes [begin, end), one after the other: the next at or behind `from`;
 * count: none. */
size_t reading_finding(const struct reading *r, size_t from, size_t begin, size_t end);

/* The stretches of [begin, end) that one mark (or none) covers: *next is where the stretch that
 * begins at `at` ends. NULL: plain text. */
const struct mark *reading_at(const struct reading *r, size_t at, size_t end, size_t *next);

#endif

/*
 * A sentence as a short row of chunks: what the grammar works on. Longest match decides;
 * expressions of time come first, then numbers with their units, then the phrases of the lexicon;
 * what is left are words.
 */
#ifndef EXTRACT_CHUNK_H
#define EXTRACT_CHUNK_H

#include "stages/extract/quantity.h"
#include "stages/extract/when.h"

enum chunk_kind {
	CHUNK_WORD,   /* one word that no class claims, or one that does no work here */
	CHUNK_PHRASE, /* `class` and `entry` */
	CHUNK_WHEN,
	CHUNK_NUMBER, /* `quantity` */
	CHUNK_UNIT,   /* a unit alone, of figures to come; in `quantity` */
	CHUNK_SKIP,   /* number tokens that are no figures; `skip` names the kind of non-fact */
	CHUNK_MARK,   /* `mark` */
};

struct chunk {
	enum chunk_kind kind;
	size_t first, end; /* tokens */
	int depth;         /* brackets around it; a bracket itself has the depth inside */
	enum vocab_class class;
	const struct vocab_entry *entry;
	struct when when;
	struct quantity quantity;
	const char *skip;
	char mark;
};

struct chunks {
	struct chunk *at;
	size_t n, room;
	size_t numbers; /* how many are CHUNK_NUMBER */
};

/* Replaces *c by the chunks of tokens [first, end) of `t`. */
void chunks_read(struct chunks *c, const struct tokens *t, const struct quantity_lexicon *l,
		 size_t first, size_t end);
void chunks_release(struct chunks *c);

static inline bool chunk_is(const struct chunk *c, enum vocab_class class)
{
	return c->kind == CHUNK_PHRASE && c->class == class;
}

static inline bool chunk_is_mark(const struct chunk *c, char mark)
{
	return c->kind == CHUNK_MARK && c->mark == mark;
}

#endif

/*
 * A sketch of a text, by which two texts that share most of their words in the same order are
 * known: one-permutation minhash over runs of WORDS words, case of ASCII letters and punctuation
 * aside. Equal texts in other formats have equal sketches but for what the formats add.
 */
#ifndef INGEST_NEAR_H
#define INGEST_NEAR_H

#include <stdbool.h>
#include <stdint.h>
#include "common/str.h"

enum { NEAR_BINS = 64, NEAR_WORDS = 4 };

struct near {
	uint32_t least[NEAR_BINS]; /* smallest hash in the bin; UINT32_MAX: none */
};

/* False where the text is too short to be told from others. `text` may hold line marks
 * (clean.h). */
bool near_make(struct str text, struct near *out);

/* Share of the runs that both texts have among those that either has, estimated, in percent. */
unsigned near_percent(const struct near *a, const struct near *b);

/* The latest texts of a run, and finding those among them that are near another. */
struct near_index;
struct near_index *near_index_new(size_t most);
void near_index_free(struct near_index *x);
/* The name of the text most like this one, if it is near; NULL otherwise. Then adds it under its
 * own name, which is copied. What is returned is valid until the next call. */
const char *near_index_add(struct near_index *x, const struct near *n, const char *name,
			   unsigned *percent);

#endif

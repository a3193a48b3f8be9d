/*
 * Whether a word is built like a Vietnamese syllable: onset, rhyme and a tone that the rhyme can
 * bear. Evidence for encodings: bytes read in a wrong one hardly ever give such words.
 */
#ifndef INGEST_SYLLABLE_H
#define INGEST_SYLLABLE_H

#include <stdbool.h>
#include "common/str.h"

/* A word of letters in UTF-8, composed or not; capitals may stand all through or at its head
 * only. */
bool syllable_is(struct str word);

/* Counts the words that hold a letter beyond ASCII. */
struct syllable_count {
	unsigned long long built, other;
};
/* `most`: words after which it stops; 0: all. */
void syllable_count(struct str text, unsigned long long most, struct syllable_count *count);

#endif

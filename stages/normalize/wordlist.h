/*
 * Texts as lists of word numbers, so that wordings are compared by integers. A word is a run of
 * letters and digits; its key is folded (viet.h). Words that no lexicon row holds get number 0.
 */
#ifndef NORMALIZE_WORDLIST_H
#define NORMALIZE_WORDLIST_H

#include <stdint.h>
#include "common/arena.h"
#include "common/buf.h"

enum { WORDLIST_MOST = 128 }; /* words of one text that are looked at */

struct wordlist {
	struct word_slot *slot;
	size_t slots, used;
	struct word_seen *seen; /* words as printed, and their numbers: what was folded before */
	struct arena *arena;    /* owner of the keys */
	struct buf scratch;
};

struct words {
	int32_t id[WORDLIST_MOST];
	struct str text[WORDLIST_MOST]; /* as printed */
	int count;
};

void wordlist_release(struct wordlist *l);

/* Words of a lexicon row: each gets a number. */
void wordlist_add(struct wordlist *l, struct str text, struct words *out);
/* Words of a report: numbers of those known. None is added. */
void wordlist_find(struct wordlist *l, struct str text, struct words *out);

#endif

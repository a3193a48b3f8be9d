/*
 * Inside of numeral.h, shared by its three files: the table of number words (numeral.c), words
 * and scales (numeral_words.c), digits (numeral_digits.c). Nothing else includes it.
 */
#ifndef COMMON_NUMERAL_INSIDE_H
#define COMMON_NUMERAL_INSIDE_H

#include "common/arena.h"
#include "common/numeral.h"

enum role {
	ROLE_NONE,
	ROLE_DIGIT,
	ROLE_TEN,
	ROLE_TENS,
	ROLE_ODD,
	ROLE_HALF,
	ROLE_POINT,
	ROLE_MINUS,
	ROLE_FRACTION,
	ROLE_HUNDRED,
	ROLE_SCALE,
	ROLE_SPOKEN_SCALE,
	ROLE_NOT
};

enum {
	TABLE_SLOTS = 512,
	WORD_BYTES = 16,
	MOST_TERMS = 24,
	MOST_RUN = 8,
	MOST_POWER = 18,
	HUNDRED = 2
};

enum { CASE_LOWER = 1, CASE_UPPER = 2 };

struct entry {
	struct str key; /* folded; of ROLE_NOT two words with a blank */
	enum role role;
	int value;      /* digit, or power */
	unsigned cases; /* of a single letter in speech: CASE_LOWER, CASE_UPPER; 0 of words */
};

struct numeral_words {
	struct entry slot[TABLE_SLOTS];
	size_t used;
	bool first[256]; /* bytes that a word of the table can begin with, either case */
	struct arena keys;
	struct buf
		*scratch; /* behind a pointer: reading through a const handle folds words in it */
};

const struct entry *numeral_find(const struct numeral_words *w, struct str key);

struct cursor {
	const struct numeral_words *w;
	const char *p, *end;
	unsigned flags;
	int syllables;
	bool spoken;
};

bool numeral_digit(const char *p, const char *end);
bool numeral_letter(const char *p, const char *end);
const char *numeral_skip(const char *p, const char *end); /* blanks, no line feeds */

/* The word at p as a row of the table, NULL where it is none; *behind is set where it is one. */
const struct entry *numeral_word(const struct numeral_words *w, const char *p, const char *end,
				 const char **behind);

/* The next word as a number word, without moving. A word right before a digit is none. */
enum role numeral_peek(const struct cursor *c, int *value, const char **behind);
/* Takes the next word where it has this role. */
bool numeral_take(struct cursor *c, enum role role, int *value);

/* A run of scale words. */
struct run {
	int power; /* of all words together */
	int words;
	int part[MOST_RUN];          /* power of each word */
	const char *start[MOST_RUN]; /* where it begins */
};

size_t numeral_run(const struct numeral_words *w, const char *p, const char *end, struct run *r);

/* Bytes used from c->p on, 0: no number. */
size_t numeral_read_words(struct cursor *c, struct numeral *out);
size_t numeral_read_digits(struct cursor *c, struct numeral *out);

#endif

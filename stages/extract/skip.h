/*
 * Number tokens that are no figures: document numbers, names with digits, ranks, ages, clock
 * times, telephone numbers, list numbers, footnote marks (CONTRACT 4.11).
 */
#ifndef EXTRACT_SKIP_H
#define EXTRACT_SKIP_H

#include "stages/extract/quantity.h"

/* Tokens from `i` that are one non-fact, its name in *kind; 0 where the token may be a figure.
 * `first` is where the sentence begins, `end` where it ends. */
size_t skip_read(const struct tokens *t, const struct quantity_lexicon *l, size_t first, size_t end,
		 size_t i, const char **kind);

/* Tokens of a term behind a word that names one, at number `i`: "ky han 6 thang"; else 0. */
size_t skip_term(const struct tokens *t, const struct quantity_lexicon *l, size_t first, size_t i);

/* True where number words at token `i` stand behind a word of rank or order: "xep thu hai". */
bool skip_words_rank(const struct tokens *t, const struct quantity_lexicon *l, size_t first,
		     size_t i);

#endif

/*
 * What an official letter carries around its text: the bodies and the motto at its head, its
 * number, where and when it was written, to whom it goes.
 */
#ifndef EXTRACT_LETTER_H
#define EXTRACT_LETTER_H

#include "stages/extract/when.h"

/* "Ha Noi, ngay 27/4/2023 - ...", "(Ha Noi, 29/3/2023) ...": where and when it was written, at
 * the head of a line; its tokens, 0 where there is none. A place that no lexicon knows needs a
 * line of its own. */
size_t letter_dateline(const struct tokens *t, const struct vocab *v);

/* A line of a letterhead: a body's name, the motto, the letter's number. `*body`: it is a name,
 * which may be a title where no better one follows. */
bool letter_masthead(const struct tokens *t, const struct vocab *v, bool *body);

/* "Noi nhan:": the block of addressees and signatures begins. */
bool letter_addressees(const struct tokens *t, const struct vocab *v);

#endif

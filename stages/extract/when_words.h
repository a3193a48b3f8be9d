/*
 * Dates whose day or year is spelt out in words ("nam hai nghin khong tram hai muoi hai"), read
 * by common/datephrase.h. Dates in digits and names of months are when.c's own.
 */
#ifndef EXTRACT_WHEN_WORDS_H
#define EXTRACT_WHEN_WORDS_H

#include "common/datephrase.h"
#include "stages/extract/when.h"

/* The one that begins at token i: tokens used, 0 where none does. Sets form, year, month, day,
 * number and count of *w; what cues said stays. */
size_t when_words(const struct tokens *t, const struct vocab *v, struct date_words *dates, size_t i,
		  struct when *w);

#endif

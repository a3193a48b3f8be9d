/*
 * What wakes the grammar: classes without a phrase of one of which a sentence without a number says
 * nothing of figures (quiet.h). The vocabulary notes at each word whether one may begin there, so
 * that prose is passed over from one waking token to the next.
 */
#ifndef EXTRACT_WAKE_H
#define EXTRACT_WAKE_H

#include "stages/extract/vocab.h"

/* clang-format off */
/* Of words of time those without one of which nothing is a time. */
#define WAKE_TIME(X) \
	X(now) X(cumulative) X(same) X(since_start) X(start_of_year) X(half) \
	X(instalment) X(day) X(season) X(month) X(quarter) X(year)
/* Numbers in words are told of by what they count. */
#define WAKE_OTHERS(X) X(digit) X(versus) X(twice) X(part) X(change) X(lead) X(in_terms)
#define WAKE(X) WAKE_TIME(X) WAKE_OTHERS(X)
/* clang-format on */

#endif

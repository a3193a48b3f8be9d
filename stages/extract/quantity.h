/*
 * A number with what belongs to it by position: sign, scale words, unit or counted noun, the N of
 * n/N.
 *
 *   quantity = [sign] number [scale…] [unit | noun] ["/" per]…
 *   number   = digits | number words
 *   ratio    = number "/" number noun  |  number noun "/" number noun
 */
#ifndef EXTRACT_QUANTITY_H
#define EXTRACT_QUANTITY_H

#include "common/numeral.h"
#include "stages/extract/token.h"

enum unit_kind {
	UNIT_NONE,
	UNIT_PERCENT,
	UNIT_POINTS, /* percentage points */
	UNIT_MONEY,
	UNIT_PHYSICAL,
	UNIT_TIME,  /* a duration: years, days, hours */
	UNIT_NOUN,  /* a counted noun of the lexicon */
	UNIT_WORD,  /* some other word behind the number */
	UNIT_TIMES, /* lan */
};

struct quantity {
	size_t first, end; /* all of it, in tokens */
	size_t number_first, number_end;
	size_t scale_first, scale_end; /* equal: no scale word */
	size_t unit_first, unit_end;   /* equal: no unit */
	size_t total_first, total_end; /* the number of n/N */
	enum unit_kind kind;
	bool rate;  /* the unit has a "per" part */
	bool stock; /* the noun counts a stock */
	bool event; /* the noun counts what happens: never a stock */
	bool body;  /* the noun counts bodies or places: those that did so and so */
	bool in_words;
	char sign;                   /* '+' '-' printed before it, else 0 */
	size_t noun_first, noun_end; /* the noun that is counted, for subjects; equal: none */
	int range;                   /* +1 the low end of a range, -1 its high end, 0 no range */
};

static inline bool quantity_is_percent(const struct quantity *q)
{
	return q->kind == UNIT_PERCENT && !q->rate;
}

struct quantity_lexicon {
	const struct vocab *vocab;
	const struct numeral_words *words;
};

/* Reads the quantity at token i (a number, a sign before one, or number words): tokens used, 0:
 * none. */
size_t quantity_read(const struct tokens *t, const struct quantity_lexicon *l, size_t i,
		     struct quantity *out);

/* "USD 370 trieu", "US$2,5 ty": a currency's code or sign in front of a number at token i: tokens
 * used. */
size_t quantity_currency(const struct tokens *t, const struct quantity_lexicon *l, size_t i);

/* Whether the number at token i is what a rate is per: 1, 100, 1.000. */
bool quantity_is_base(const struct tokens *t, size_t i);

/* The unit at token i, alone: tokens used. */
size_t quantity_unit(const struct tokens *t, const struct quantity_lexicon *l, size_t i,
		     struct quantity *out);

#endif

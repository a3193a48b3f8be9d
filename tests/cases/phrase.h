/*
 * What a phrase of the case files says, read by the project's own readers of numbers, units and
 * dates: bounds, ranges, amounts of several parts, fractions and changes are put together here.
 */
#ifndef TESTS_CASES_PHRASE_H
#define TESTS_CASES_PHRASE_H

#include "common/datephrase.h"
#include "stages/normalize/units.h"

struct words; /* bounds, changes and links: phrase.csv and tests/cases/words.csv */

struct phrases {
	struct numeral_words *numbers;
	struct date_words *dates;
	struct units *units;
	struct words *words;
	struct arena arena; /* codes of units; grows with the cases */
};

int phrases_load(struct phrases *p, const char *lexicon_folder, const char *words_folder);
void phrases_free(struct phrases *p);

struct figure {
	bool found;
	struct dec low, high; /* equal where it is no range */
	bool has_low, has_high;
	struct str unit; /* code; "" where none is known behind the number */
	char sign;       /* of a change: + - or 0 */
	bool twice;      /* a factor in one word: low is the factor */
	size_t begin, end;
};

/* The first figure at or behind `from` that has a unit (`wants_unit`) or is a number. */
struct figure phrase_figure(struct phrases *p, struct str text, size_t from, bool wants_unit);
/* "43/63", "23 1/5", "hai phan ba" as "numerator/denominator" into *out; false where there is
 * none. */
bool phrase_fraction(struct phrases *p, struct str text, struct buf *out);
/* The first date behind any words. */
bool phrase_date(struct phrases *p, struct str text, struct datephrase *out);

#endif

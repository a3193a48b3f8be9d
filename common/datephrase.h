/*
 * One expression of calendar time that begins at a given byte, in digits or in words, as the
 * words say it: what is relative to a report is not resolved here. Vocabulary: date_word.csv
 * (phrase,role,value,note) and the number words.
 *
 *   date    = point [ ("to" | "-") point ]     fields that the first lacks come from the second
 *   point   = [weekday] ["day"] D ["month" M ["of"] ["year" Y]] | "month" M [Y]
 *           | "quarter" (I..IV | N) [Y] | "half" Y
 *           | N "month" ["first"] "year" Y | "year" Y ["before Christ"] | "term" Y - Y
 *           | D/M/Y | D.M.Y | D-M-Y | Y-M-D | M/Y | D/M
 *   Y       = 3 or 4 digits | words ("hai khong hai ba", "hai nghin khong tram linh chin")
 *
 * Days and months that the calendar does not have make no date. Without the word for day, D-M and
 * D.M are dates only where both have two digits; a year of two digits counts in D/M/YY alone.
 */
#ifndef COMMON_DATEPHRASE_H
#define COMMON_DATEPHRASE_H

#include "common/numeral.h"

enum date_form {
	DATE_NONE,
	DATE_DAY,
	DATE_MONTH,
	DATE_QUARTER,
	DATE_HALF,
	DATE_YEAR,
	DATE_MONTHS, /* the first `number` months of a year */
};

struct date_point {
	int year;               /* 0: not said; before Christ negative */
	int month, day, number; /* number: of the quarter, half or months */
};

struct datephrase {
	enum date_form form;
	bool range;
	struct date_point from, to; /* to: of a range */
};

struct date_words;

struct date_words *date_words_load(const struct lexicon *l, const struct numeral_words *numbers);
void date_words_free(struct date_words *w);

/* Bytes used; 0 where no date begins at text.p. */
size_t datephrase_read(struct date_words *w, struct str text, struct datephrase *out);

#endif

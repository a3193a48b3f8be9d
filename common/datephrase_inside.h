/*
 * Inside of datephrase.h, shared by its two files: words and years (datephrase_words.c), dates
 * and ranges (datephrase.c). Nothing else includes it.
 */
#ifndef COMMON_DATEPHRASE_INSIDE_H
#define COMMON_DATEPHRASE_INSIDE_H

#include "common/arena.h"
#include "common/datephrase.h"

enum date_role {
	DATE_NO_ROLE,
	DATE_DAY_WORD,
	DATE_MONTH_WORD,
	DATE_MONTH_NAME,
	DATE_QUARTER_WORD,
	DATE_YEAR_WORD,
	DATE_TERM,
	DATE_HALF_WORD,
	DATE_FIRST,
	DATE_OF,
	DATE_TO,
	DATE_BEFORE_CHRIST,
	DATE_ZERO,
	DATE_WEEKDAY
};

enum { MOST_WORDS = 4, YEAR_PLACES = 4, CENTURY_TURN = 50, LAST_MONTH = 12 };

struct date_word {
	struct str key;
	enum date_role role;
	int value;
	int words;
};

struct date_words {
	const struct numeral_words *numbers;
	struct date_word *word;
	size_t words, room;
	struct arena arena;
	struct buf scratch;
};

struct reader {
	struct date_words *w;
	const char *p, *end;
};

bool date_digit(const char *p, const char *end);
bool date_letter(const char *p, const char *end);
void date_skip(struct reader *r); /* blanks */

/* Takes the longest phrase of the table at the cursor and the blanks behind it; its role. */
enum date_role date_phrase(struct reader *r, int *value);
bool date_role_word(struct reader *r, enum date_role role, int *value);

int date_digits(struct reader *r, int *value); /* up to four: how many */
/* Number words from 1 to `most`; the longest reading that fits ("muoi nam" is ten, then a year). */
bool date_small_words(struct reader *r, int most, int *value);
bool date_year(struct reader *r, int *year);
/* The year of a month or quarter, with what may stand between; d->year stays 0 where there is
 * none. */
void date_its_year(struct reader *r, struct date_point *d);

#endif

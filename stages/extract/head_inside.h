/* What the searches for a report's title and for its month share. Inside of head*.c only. */
#ifndef EXTRACT_HEAD_INSIDE_H
#define EXTRACT_HEAD_INSIDE_H

#include "stages/extract/report.h"

struct date_seen {
	int year, month, day; /* year 0: none */
	size_t at;            /* token that it begins at */
	bool counted;         /* figures are counted up to it */
};

/* The first date of a line that prints its year. */
bool head_date(const struct tokens *t, const struct vocab *v, struct date_seen *d);

/* "02/11/2020 14:27": when a page was made. */
bool head_has_clock(struct str line);

size_t head_words(const struct tokens *t);

/* Sets title_first and title_line of `p`, to `lines` where no line reads like a title, and returns
 * the title's words. */
struct str head_title(struct tokens *t, const struct quantity_lexicon *l, struct report *p,
		      struct arena *a);

/* Sets period and evidence of `p`: from the title; from the name of its file; the month that the
 * text names most, no later than the day `seen`; that day's month. */
void head_month(struct tokens *t, const struct vocab *v, struct report *p, struct str title,
		const struct date_seen *seen);

#endif

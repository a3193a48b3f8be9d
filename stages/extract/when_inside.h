/* What the readers of expressions of time share. Inside of when*.c only. Each reader moves past
 * what it has read; where it reads nothing it stays. */
#ifndef EXTRACT_WHEN_INSIDE_H
#define EXTRACT_WHEN_INSIDE_H

#include "stages/extract/when.h"

struct when_reader {
	const struct tokens *t;
	const struct vocab *v;
	size_t i;
	bool loose; /* bare years and M/Y count too */
	struct when *w;
};

/* Most words are none of what is asked for: inline, so that this costs a look. */
static inline size_t when_match(const struct when_reader *r, enum vocab_class class,
				const struct vocab_entry **e)
{
	return tokens_match(r->t, r->v, r->i, class, e);
}

static inline bool when_take(struct when_reader *r, enum vocab_class class)
{
	size_t n = when_match(r, class, NULL);
	r->i += n;
	return n > 0;
}

int when_plain_number(const struct tokens *t, size_t i); /* -1: no plain integer */
bool when_is_year(int n);

bool when_take_hour(struct when_reader *r); /* of a day that follows */
bool when_read_day(struct when_reader *r, bool cue, int *day, int *month, int *year);
void when_read_year_behind(struct when_reader *r);
bool when_read_month(struct when_reader *r);
bool when_read_quarter(struct when_reader *r);
bool when_read_year(struct when_reader *r);
bool when_read_months(struct when_reader *r); /* "8 thang dau nam" */
bool when_read_span(struct when_reader *r);   /* "tu 15/9 den 14/10" */
bool when_read_part(struct when_reader *r);   /* halves and instalments */

/* when_spans.c */
bool when_read_season(struct when_reader *r);
bool when_read_spans(struct when_reader *r); /* days, months, years, weeks, terms */

#endif

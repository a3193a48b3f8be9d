/*
 * What a report is about: title, issuer, report month, date of issue (CONTRACT 4.1, 4.12). Page
 * stamps and dates of crawling never win: a month in the title does, then one that the dateline's
 * date bears out, then the month that the text names most.
 */
#ifndef EXTRACT_HEAD_H
#define EXTRACT_HEAD_H

#include "stages/extract/report.h"

void head_read(struct tokens *t, const struct quantity_lexicon *l, struct report *p,
	       struct arena *a);

#endif

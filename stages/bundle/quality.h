/* How well the reports of the span were read, in counts: quality.csv and QUALITY.md. */
#ifndef BUNDLE_QUALITY_H
#define BUNDLE_QUALITY_H

#include "stages/bundle/grid.h"

struct quality {
	struct grid grid;                   /* topic, value, count */
	unsigned long long numbers, unread; /* number tokens of the texts, and those unread */
};

int quality_make(struct quality *q, struct release *r); /* -1: said why, a system failure */
int quality_put(struct quality *q, struct package *k);
void quality_release(struct quality *q);

/* part of whole in percent with two decimals; "0.00" of nothing. */
struct str quality_share(struct arena *a, unsigned long long part, unsigned long long whole);

#endif

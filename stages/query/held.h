/* Which months the store holds something of, and what is said of each. */
#ifndef QUERY_HELD_H
#define QUERY_HELD_H

#include "common/store.h"

struct held_month {
	const char *name;
	bool reports;  /* has documents */
	bool computed; /* its folder stands */
	bool dirty, failed;
};

struct held {
	const char *state;
	struct arena arena;
	struct held_month *month; /* in order */
	size_t count;
};

int held_read(struct held *h, const char *state); /* 0; -1: said why */
void held_release(struct held *h);
struct held_month *held_find(struct held *h, const char *name);

/* The documents of a month (table reports), appended. */
int held_reports(struct held *h, const char *month, struct rows *reports);

/* What the current vocabulary and corrections are; NULL where it does not matter. */
struct current {
	const char *lexicons;    /* hash */
	const char *corrections; /* hash of the file; "" for none */
};

/* How much of a month was made with others: reports read with other lexicons, and 1 where it was
 * computed with other corrections. -1: said why. */
long held_stale(struct held *h, const struct held_month *m, const struct current *now);

#endif

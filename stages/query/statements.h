/* What the reports said, read from the month folders: every level, in the order of
 * level_compare(). */
#ifndef QUERY_STATEMENTS_H
#define QUERY_STATEMENTS_H

#include "common/level.h"

struct statements {
	struct arena arena;
	struct level *level;
	size_t count, room;
};

/* Levels of the months up to `last` (empty: all) below the folder `months`; of one series or
 * indicator alone where `only` is not empty. Implied ones are left out. 0; -1: said why. */
int statements_read(struct statements *s, const char *months, struct str last, struct str only);
void statements_release(struct statements *s);

#endif

/*
 * Rows of a CSV with few columns, fast: unquoted rows are cut where their commas are, in the buffer
 * that was read; a row with a quote goes the slow way. Rows and errors are those of common/csv.h.
 */
#ifndef GROWTH_SPLITTER_H
#define GROWTH_SPLITTER_H

#include <stdbool.h>
#include "common/buf.h"

enum { SPLITTER_COLUMNS = 3 };

struct splitter {
	int fd;
	const char *name; /* for diagnostics */
	char *buffer;
	size_t begin, end, room;
	bool at_end;
	unsigned long line; /* where the row just given began */
	unsigned long next_line;
	struct buf unquoted;
};

void splitter_begin(struct splitter *s, int fd, const char *name);
void splitter_end(struct splitter *s);
/* 1 a row of SPLITTER_COLUMNS cells, valid until the next call; 0 the end; -1 bad CSV, -2 the
 * read failed (both said). */
int splitter_next(struct splitter *s, struct str cell[SPLITTER_COLUMNS]);

#endif

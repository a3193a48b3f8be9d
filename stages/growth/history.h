/*
 * The levels of all months held, as a report month may know them: from reports of that month or
 * before, corrections applied. Read from the index, one file per month of the levels' periods, and
 * only those that are asked for.
 */
#ifndef GROWTH_HISTORY_H
#define GROWTH_HISTORY_H

#include "common/level.h"
#include "stages/growth/correct.h"

struct history_file;

struct history {
	const char *state;
	struct str month; /* the report month that asks */
	const struct corrections *corrections;
	struct arena arena;
	struct history_file *files;
	size_t count, room;
	bool mistaken; /* a correction does not fit: the caller's mistake */
};

void history_begin(struct history *h, const char *state, struct str month,
		   const struct corrections *corrections);
void history_end(struct history *h);

/* Usable levels of one key in the order (report_period, published, doc_id, byte_start); the run is
 * valid until history_end(). -1: said why. */
int history_levels(struct history *h, struct str series_id, int32_t start, int32_t end,
		   const struct level **run, size_t *count);

/* The months whose files were asked for, sorted, as numbers of period.h. */
const int *history_asked(struct history *h, size_t *count);

#endif

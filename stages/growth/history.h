/*
 * The levels of all months held, as a report month may know them: from reports of that month or
 * before, corrections applied. Read from the index, one file per month of the levels' periods, and
 * only those that are asked for.
 */
#ifndef GROWTH_HISTORY_H
#define GROWTH_HISTORY_H

#include "stages/growth/change.h"
#include "stages/growth/correct.h"

struct level {
	struct str series_id, indicator, ref_area, time_period, time_basis, unit_measure;
	struct str doc_id, obs_id, report_period, published, subject;
	int32_t start, end; /* key, see store.h */
	long long byte_start, byte_end;
	struct dec value;
	struct range range;
	char status; /* A E P F */
	bool approx, base; /* base: origin stated_base */
	bool usable;       /* to compute from: not F, ge, le or implied */
};

struct history_file;

struct history {
	const char *state;
	struct str month; /* the report month that asks */
	const struct corrections *corrections;
	struct arena arena;
	struct history_file *files;
	size_t count, room;
};

void history_begin(struct history *h, const char *state, struct str month,
		   const struct corrections *corrections);
void history_end(struct history *h);

/* Usable levels of one key in the order (report_period, published, doc_id, byte_start); the run is
 * valid until history_end(). -1: said why. */
int history_levels(struct history *h, struct str series_id, int32_t start, int32_t end,
		   const struct level **run, size_t *count);

/* Of several the one to compute from: A before P before E, then the newest vintage; of one report's
 * own the narrowest. NULL where there is none, or (*disagree) where that report contradicts itself. */
const struct level *history_choose(const struct level *run, size_t count, bool *disagree);

/* Whether the later statement says something else than the earlier: beyond what the coarser of the
 * two leaves open. */
bool history_differs(const struct level *a, const struct level *b);

/* The months whose files were asked for, sorted, as numbers of period.h. */
const int *history_asked(struct history *h, size_t *count);

/* A level from a row of table levels or (cells in that order) made of an observation. False where it
 * cannot be read. */
bool level_parse(const struct str *cell, struct level *out);

#endif

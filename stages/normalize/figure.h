/*
 * What a mention is a figure of: unit, value, indicator, place, time and the series they make.
 */
#ifndef NORMALIZE_FIGURE_H
#define NORMALIZE_FIGURE_H

#include "common/period.h"
#include "common/table.h"
#include "stages/normalize/areas.h"
#include "stages/normalize/catalogue.h"
#include "stages/normalize/places.h"
#include "stages/normalize/stocks.h"
#include "stages/normalize/value.h"

struct lexicons {
	struct numeral_words *numbers;
	struct units *units;
	struct catalogue *catalogue;
	struct places *places;
	struct areas *areas;
	struct stocks *stocks;
	struct finding_messages *messages;
	struct buf scratch; /* for cells in the making */
};

int lexicons_load(struct lexicons *x, const struct lexicon *l); /* -1: diagnostics were printed */
void lexicons_free(struct lexicons *x);

struct figure {
	struct value value;
	struct unit unit;
	bool unit_assumed;    /* none printed: the catalogue's, or money of a large scale */
	struct str indicator; /* code */
	struct str series_unit;
	bool rate; /* the catalogue says: a rate */
	struct str ref_area, subject, field;
	struct str area, partner; /* words of the place that ref_area or the partner is */
	struct period period;
	struct str time_period, time_basis, as_of;
	struct str series_id;
	struct str obs_id; /* empty: no observation came of it */
};

enum figure_of { FIGURE_LEVEL, FIGURE_CHANGE, FIGURE_ABSOLUTE_CHANGE };

/* Reads one mention (cells of a row of `mentions`) of an issuer; strings live in the arena or the
 * row. False where its period does not parse. Of a level unit, number and scale are read, and
 * *state says how that went; a comparison is only named, an absolute one by its unit too. Where
 * the words name no place, ref_area is the country, of a province's body its province; so it is
 * where a place is a part of a name, or the other end of trade, travel or investment. */
bool figure_read(struct lexicons *x, const struct number_style *style, const struct str row[],
		 struct str issuer, struct arena *a, struct figure *out, enum figure_of what,
		 enum value_state *state);

/* CL_FREQ of a period as a string. */
struct str figure_freq(struct period p);

#endif

/* What the indicators measure: lexicon indicator.csv. */
#ifndef GROWTH_CATALOGUE_H
#define GROWTH_CATALOGUE_H

#include "common/lexicon.h"

struct catalogue_entry {
	struct str indicator, label_vi, label_en, field, unit_measure,
		measure; /* stock flow rate index */
	size_t row;      /* of the lexicon: of one code the last counts */
};

struct catalogue;

struct catalogue *catalogue_load(const struct lexicon *l); /* NULL: said why */
void catalogue_free(struct catalogue *c);
const struct catalogue_entry *catalogue_find(const struct catalogue *c, struct str indicator);

#endif

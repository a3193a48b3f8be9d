/*
 * Growth as interval arithmetic. A level has the range that its printed digits allow; the
 * change between two levels then has one too, and a stated change agrees if its own range meets
 * that. All exact: ends are fractions, compared by multiplying out, and rounded only where they
 * are published.
 */
#ifndef GROWTH_CHANGE_H
#define GROWTH_CHANGE_H

#include <stdbool.h>
#include "common/dec.h"
#include "common/level.h"

enum change_kind { CHANGE_PERCENT, CHANGE_PP, CHANGE_FACTOR, CHANGE_ABSOLUTE };

struct fraction {
	struct dec num, den; /* den > 0 */
};

struct change {
	struct fraction value, low, high;
	bool low_open, high_open;
};

enum change_fault {
	CHANGE_FINE,
	CHANGE_ZERO_BASE,
	CHANGE_NEGATIVE, /* level or base below zero: a ratio says nothing */
	CHANGE_OVERFLOW,
};

/* The change from `base` to `level` with its range. */
enum change_fault change_compute(enum change_kind kind, struct dec level, struct range level_range,
				 struct dec base, struct range base_range, struct change *out);
/* Whether a stated range meets the computed one (ends belong to both). */
bool change_meets(const struct change *computed, struct range stated);
/* To the six decimals of a published column; false on overflow or (false too) where it is open. */
bool fraction_round(struct fraction f, enum dec_rounding r, struct dec *out);

/* The base that `level` and a stated change imply, with its range. CHANGE_ZERO_BASE where the
 * change leaves no base (a fall of 100 percent or more). */
struct implied {
	struct dec value;
	struct range range;
};
enum change_fault change_imply(enum change_kind kind, struct dec level, struct range level_range,
			       struct dec change, struct range stated, struct implied *out);

/*
 * The only whole number that can be the base: true, with *whole. Where there is none *none tells.
 * For levels that are whole counts themselves.
 */
bool change_whole_base(enum change_kind kind, struct dec level, struct range level_range,
		       struct range stated, const struct implied *base, struct dec *whole,
		       bool *none);

#endif

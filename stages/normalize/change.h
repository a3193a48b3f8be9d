/*
 * What a stated comparison says: kind and signed change, and whether a change printed with % of a
 * figure that is itself in % means percent or percentage points (CONTRACT 4.5).
 *
 * Points or percent. With the level and its base printed, interval arithmetic over their digits
 * decides: points if only points fit, percent if only percent fits. Where both do, points if the
 * printed values differ by exactly the change and not by that many percent. Else, or without
 * them, a share's change is in points and a rate's stays percent as printed, ambiguous.
 */
#ifndef NORMALIZE_CHANGE_H
#define NORMALIZE_CHANGE_H

#include "stages/normalize/value.h"

enum change_kind { CHANGE_PERCENT, CHANGE_POINTS, CHANGE_FACTOR, CHANGE_ABSOLUTE, CHANGE_INDEX };

struct change {
	enum change_kind kind; /* never CHANGE_INDEX on the way out */
	struct dec change;
	struct dec low, high; /* what the printed digits allow, signed */
	bool has_low, has_high;
	bool ambiguous;     /* percent or points cannot be told */
	bool sign_conflict; /* the words say up, the number says down, or the other way round */
};

/* Applies the sign of the words ('+', '-', '0', 0) to the number read; an index becomes percent. */
bool change_make(enum change_kind kind, char sign, const struct value *v, struct change *out);

/* Between percent and points; `level`, `base`: NULL where not printed; `share`: of a total. */
void change_decide(struct change *c, const struct value *level, const struct value *base,
		   bool share);

/* An absolute change in another size of the level's unit ("24,5 TWh, tang 1,2 ty kWh") is told in
 * the level's, where six decimals can hold it. */
void change_rescale(struct change *c, struct str from, struct str to);

bool change_kind_parse(struct str cell, enum change_kind *kind);
const char *change_kind_name(enum change_kind kind);

#endif

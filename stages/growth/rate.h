/* What the printed digits of a stated change allow: "19,5 %" is 19.45 to 19.55. */
#ifndef GROWTH_RATE_H
#define GROWTH_RATE_H

#include "stages/growth/change.h"
#include "common/str.h"

/*
 * `change` is signed, as published; `printed` the clause. The number is looked for in the clause
 * (also as the index 100 + change, and scaled by a scale word); its decimals give the half unit. A
 * change in absolute terms printed in full is exact. Without a printed number the decimals of
 * `change` count. `bound` gt, ge, lt, le open or cut the range on the side of larger magnitude
 * (a fall by more than 5 is below -5).
 */
struct range rate_range(enum change_kind kind, struct dec change, struct str bound,
			struct str printed);

#endif

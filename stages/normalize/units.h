/*
 * Units: from the words behind a number to a code and a factor. Vocabulary: unit.csv
 * (phrase,unit_measure,kind,factor) and unit_joint.csv (phrase,joint,note: words that stand for
 * "/").
 *
 *   unit   = part { "/" part }          VND/{nguoi}/mo, USD/t, %/a, Mbit/s
 *   part   = row of unit.csv | number word... | word...
 *
 * A unit that no row knows is a counted noun: in braces, lower case, as printed. Where the first
 * part is a counted noun, all of it is one: {thue bao/100 dan}. Factors multiply, those behind
 * "/" divide: ta/ha is t/ha with 0.1, dong/ta is VND/t with 10. Nothing printed is "1".
 */
#ifndef NORMALIZE_UNITS_H
#define NORMALIZE_UNITS_H

#include "common/arena.h"
#include "common/dec.h"
#include "common/lexicon.h"

enum unit_class {
	CLASS_COUNT,
	CLASS_PERCENT,
	CLASS_POINTS,
	CLASS_MONEY,
	CLASS_TIME,
	CLASS_PHYSICAL
};

struct unit {
	struct str code; /* in the arena given, or the lexicon's own */
	enum unit_class class;
	struct dec factor; /* value in the code's unit = printed value * factor */
};

struct units;

struct units *units_load(const struct lexicon *l); /* NULL: a diagnostic was printed */
void units_free(struct units *u);

/* Never fails: what is unknown is a counted noun. */
void units_read(const struct units *u, struct str printed, struct arena *a, struct unit *out);

/* By its form a code: braces pair, and outside of them is neither a blank nor a letter that ASCII
 * has not. */
bool units_valid(struct str code);

/* By the form of the code alone: "{...}" and "1" count, three capitals are money. */
enum unit_class units_class(struct str code);
bool units_is_ratio(struct str code); /* a part behind "/", inside braces or not */

/* True where figures in the one can be of an indicator catalogued in the other: the same unit,
 * two counted nouns, two currencies, two sizes of one physical unit; ratios only with ratios. */
bool units_compatible(struct str catalogued, struct str read);

/* Two sizes of one physical unit: a value in `from` times 10^power is one in `to`; false else. */
bool units_power(struct str from, struct str to, int *power);

/* True where `words` name what a counted ratio is per: "100 dan" of {thue bao/100 dan}. */
bool units_ratio_named(struct str code, struct str words);

/* What of a unit enters a series: counted nouns all alike ("1"; ratios keep what stands behind
 * "/"). */
void units_series(struct str code, struct buf *out);

#endif

/*
 * Names of places as codes of ISO 3166. Vocabulary: place.csv
 * (ref_area,name,kind,valid_from,valid_to,label_en), several names a code. Where one name had
 * several codes in time, the row whose span holds the day asked for wins, else the first.
 */
#ifndef NORMALIZE_PLACES_H
#define NORMALIZE_PLACES_H

#include <stdint.h>
#include "common/lexicon.h"

struct places;

struct places *places_load(const struct lexicon *l); /* NULL: a diagnostic was printed */
void places_free(struct places *p);

/* The code of the longest name in `words` on that day (days since 1970-01-01); empty where there
 * is none, or where two names as long have different codes. */
struct str places_find(struct places *p, struct str words, int32_t day);

#endif

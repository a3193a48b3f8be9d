/*
 * Whether a counted noun counts a stock. Vocabulary: noun.csv (phrase,measure,note; measure stock
 * or flow). It decides the time basis of what neither words nor catalogue say.
 */
#ifndef NORMALIZE_STOCKS_H
#define NORMALIZE_STOCKS_H

#include <stdbool.h>
#include "common/lexicon.h"

struct stocks;

struct stocks *stocks_load(const struct lexicon *l); /* NULL: a diagnostic was printed */
void stocks_free(struct stocks *s);
/* As printed; both false where the noun is not known. */
bool stocks_counted(struct stocks *s, struct str noun);
bool stocks_flowing(struct stocks *s, struct str noun);

#endif

/*
 * What a place in a subject is there for: the figure is of it, it is a part of a name, or it is
 * the partner at the other end. Vocabulary: place_role.csv (phrase,role,note)
 *
 *   name     in front of the place, nothing but words of a name between: the place is a part of
 *            the name that begins here (the university of ...)
 *   own      right in front of the place: the figure is of the place (exports of ...)
 *   partner  right in front of the place: people, goods or money come from it or go to it
 *   flow     anywhere in the subject: what is measured has two ends
 */
#ifndef NORMALIZE_AREAS_H
#define NORMALIZE_AREAS_H

#include <stdbool.h>
#include "common/lexicon.h"

enum area_role { AREA_PLAIN, AREA_NAME, AREA_OWN, AREA_PARTNER };

struct areas;

struct areas *areas_load(const struct lexicon *l); /* NULL: a diagnostic was printed */
void areas_free(struct areas *a);

/* By the words in front of the place; AREA_PLAIN where they do not tell. */
enum area_role areas_role(struct areas *a, struct str subject, struct str place);
bool areas_flow(struct areas *a, struct str subject);

/* A country or a group of them, none of Viet Nam's own. */
bool areas_foreign(struct str ref_area);

#endif

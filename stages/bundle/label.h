/*
 * Words for people, in Vietnamese and English: label.csv of the lexicon (`key,label_vi,label_en`);
 * with it the names of places (place.csv) and of bodies (issuer.csv).
 */
#ifndef BUNDLE_LABEL_H
#define BUNDLE_LABEL_H

#include <stdbool.h>
#include "common/buf.h"
#include "common/lexicon.h"

enum language { VIETNAMESE, ENGLISH, LANGUAGES };

struct labels;

struct labels *labels_load(const struct lexicon *l); /* NULL: said why */
void labels_free(struct labels *l);

/* The label; of a key that label.csv lacks the key itself and a diagnostic: labels_lacking(). */
struct str label(struct labels *l, const char *key, enum language in);
bool label_has(const struct labels *l, const char *key);
/* "GROUP.name", where there is one; else empty. */
struct str label_of(struct labels *l, const char *group, struct str name, enum language in);
bool labels_lacking(const struct labels *l);

struct label_value {
	const char *name;
	struct str value;
};

/* Appends the label with {name} replaced by its value; the list ends with a NULL name. */
void label_fill(struct buf *out, struct labels *l, const char *key, enum language in,
		const struct label_value *value);

/* Name of an ISO 3166 code, of the code of a body; the code itself where the lexicon has none. */
struct str label_place(const struct labels *l, struct str ref_area, enum language in);
struct str label_issuer(const struct labels *l, struct str issuer);

#endif

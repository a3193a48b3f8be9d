/* What ingest takes from one input at most. Exceeding a limit is a finding LIMIT_EXCEEDED that
 * names it; what lies beside the input is read all the same. */
#ifndef INGEST_LIMITS_H
#define INGEST_LIMITS_H

#include <stdbool.h>
#include "common/str.h"

struct limits {
#define LIMIT(name, field, value, meaning) unsigned long long field;
#include "stages/ingest/limits.def"
#undef LIMIT
};

extern const struct limits limits_default;

/* "name=value", value a whole number above zero; false where it is anything else. */
bool limits_set(struct limits *l, struct str assignment);

/* The n-th limit, for the help text: false behind the last. */
bool limits_describe(unsigned n, const char **name, unsigned long long *value,
		     const char **meaning);

#endif

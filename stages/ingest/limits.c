#include "stages/ingest/limits.h"

#include <stddef.h>

const struct limits limits_default = {
#define LIMIT(name, field, value, meaning) .field = (value),
#include "stages/ingest/limits.def"
#undef LIMIT
};

static const struct {
	const char *name, *meaning;
	size_t offset;
} known[] = {
#define LIMIT(name, field, value, meaning) {name, meaning, offsetof(struct limits, field)},
#include "stages/ingest/limits.def"
#undef LIMIT
};

enum { KNOWN = sizeof(known) / sizeof(*known) };

bool limits_set(struct limits *l, struct str assignment)
{
	struct str name = str_cut(&assignment, '=');
	unsigned long long value;

	if (!str_to_u64(assignment, &value) || value == 0)
		return false;
	for (size_t i = 0; i < KNOWN; i++)
		if (str_equal(name, str_of(known[i].name))) {
			memcpy((char *)l + known[i].offset, &value, sizeof(value));
			return true;
		}
	return false;
}

bool limits_describe(unsigned n, const char **name, unsigned long long *value, const char **meaning)
{
	if (n >= KNOWN)
		return false;
	*name = known[n].name;
	*meaning = known[n].meaning;
	memcpy(value, (const char *)&limits_default + known[n].offset, sizeof(*value));
	return true;
}

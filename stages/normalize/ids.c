#include "stages/normalize/ids.h"

#include "common/hash.h"

void ids_begin(struct id_maker *m)
{
	*m = (struct id_maker){0};
}

static unsigned next_ordinal(struct id_maker *m, struct str place)
{
	if (place.n > sizeof(m->place))
		place.n = sizeof(m->place);
	if (m->length == place.n && !memcmp(m->place, place.p, place.n))
		return ++m->ordinal;
	memcpy(m->place, place.p, place.n);
	m->length = place.n;
	return m->ordinal = 0;
}

struct str ids_next(struct id_maker *m, struct arena *a, struct str kind, struct str doc_id,
		    struct str byte_start)
{
	char ordinal[16], hex[HASH_ID + 1], *digit = ordinal + sizeof(ordinal);
	unsigned number = next_ordinal(m, byte_start);
	do
		*--digit = (char)('0' + number % 10);
	while (number /= 10);
	const struct str parts[] = {kind, doc_id, byte_start,
				    str_range(digit, ordinal + sizeof(ordinal))};
	hash_id(parts, sizeof(parts) / sizeof(*parts), hex);
	return arena_copy(a, str_of(hex));
}

#include "stages/ingest/known.h"

#include <stdint.h>
#include <stdlib.h>
#include "common/arena.h"
#include "common/hash.h"
#include "common/xalloc.h"

struct slot {
	uint64_t id;
	const char *source; /* NULL: free */
};

struct known {
	struct arena arena;
	struct slot *slot;
	size_t count, room; /* room: a power of two */
};

enum { FIRST_ROOM = 1024 };

struct known *known_new(void)
{
	struct known *k = xcalloc(1, sizeof(*k));

	k->room = FIRST_ROOM;
	k->slot = xcalloc(k->room, sizeof(*k->slot));
	return k;
}

void known_free(struct known *k)
{
	if (!k)
		return;
	arena_release(&k->arena);
	free(k->slot);
	free(k);
}

static struct slot *slot_of(const struct known *k, uint64_t id)
{
	size_t at = (size_t)id & (k->room - 1);

	while (k->slot[at].source && k->slot[at].id != id)
		at = (at + 1) & (k->room - 1);
	return &k->slot[at];
}

static void grow(struct known *k)
{
	struct known larger = *k;

	larger.room = k->room * 2;
	larger.slot = xcalloc(larger.room, sizeof(*larger.slot));
	for (size_t i = 0; i < k->room; i++)
		if (k->slot[i].source)
			*slot_of(&larger, k->slot[i].id) = k->slot[i];
	free(k->slot);
	*k = larger;
}

static uint64_t number_of(const char *doc_id)
{
	uint64_t id = 0;

	for (int i = 0; i < HASH_ID; i++)
		id = id << 4 |
		     (uint64_t)(doc_id[i] <= '9' ? doc_id[i] - '0' : doc_id[i] - 'a' + 10);
	return id;
}

const char *known_add(struct known *k, const char *doc_id, const char *source)
{
	uint64_t id = number_of(doc_id);
	struct slot *s = slot_of(k, id);

	if (s->source)
		return s->source;
	*s = (struct slot){id, arena_string(&k->arena, str_of(source))};
	if (++k->count > k->room / 2)
		grow(k);
	return NULL;
}

#include "common/arena.h"

#include <stdalign.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include "common/xalloc.h"

enum { FIRST_CHUNK = 4096, LARGEST_STEP = 1 << 20 };

struct arena_chunk {
	struct arena_chunk *before;
	size_t room;
	alignas(max_align_t) char data[];
};

static void add_chunk(struct arena *a, size_t size)
{
	size_t room = a->chunk ? a->chunk->room * 2 : FIRST_CHUNK;
	struct arena_chunk *chunk;

	if (room > LARGEST_STEP)
		room = LARGEST_STEP;
	if (room < size)
		room = size;
	chunk = xmalloc(sizeof(*chunk) + room);
	chunk->before = a->chunk;
	chunk->room = room;
	a->chunk = chunk;
	a->used = 0;
}

void *arena_alloc(struct arena *a, size_t size)
{
	const size_t align = alignof(max_align_t);
	void *p;

	if (size > SIZE_MAX / 2)
		return xmalloc(size); /* which refuses it */
	size = (size + align - 1) & ~(align - 1);
	if (!a->chunk || a->chunk->room - a->used < size)
		add_chunk(a, size);
	p = a->chunk->data + a->used;
	a->used += size;
	return p;
}

char *arena_string(struct arena *a, struct str s)
{
	char *p = arena_alloc(a, s.n + 1);

	if (s.n)
		memcpy(p, s.p, s.n);
	p[s.n] = '\0';
	return p;
}

struct str arena_copy(struct arena *a, struct str s)
{
	return (struct str){arena_string(a, s), s.n};
}

static void free_from(struct arena_chunk *chunk)
{
	while (chunk) {
		struct arena_chunk *before = chunk->before;

		free(chunk);
		chunk = before;
	}
}

void arena_reset(struct arena *a)
{
	if (!a->chunk)
		return;
	free_from(a->chunk->before);
	a->chunk->before = NULL;
	a->used = 0;
}

void arena_release(struct arena *a)
{
	free_from(a->chunk);
	*a = (struct arena){0};
}

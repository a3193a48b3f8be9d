/*
 * Memory that lives as long as one unit of work (a document, a row, a run) and goes at once. The
 * zero value is an empty arena. Nothing taken from it is freed singly.
 */
#ifndef COMMON_ARENA_H
#define COMMON_ARENA_H

#include "common/str.h"

struct arena {
	struct arena_chunk *chunk; /* the newest; each points at the one before */
	size_t used;               /* bytes used of the newest */
};

void *arena_alloc(struct arena *a, size_t size);      /* aligned for any type, not zeroed */
struct str arena_copy(struct arena *a, struct str s); /* NUL-terminated too */
char *arena_string(struct arena *a, struct str s);    /* the same as a C string */
void arena_reset(struct arena *a);   /* all that was taken goes; one chunk is kept for reuse */
void arena_release(struct arena *a); /* back to the zero value */

#endif

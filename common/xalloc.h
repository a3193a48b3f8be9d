/*
 * Memory for what cannot go on without it: these never return NULL. Out of memory they say so on
 * stderr and leave with exit code 3, the only exit outside a main.c.
 */
#ifndef COMMON_XALLOC_H
#define COMMON_XALLOC_H

#include <stddef.h>

void *xmalloc(size_t size);
void *xcalloc(size_t count, size_t size);
void *xrealloc(void *old, size_t size);

/* Room for at least `want` elements of `size` bytes in `array`, whose room is *room; by half. */
void *xgrow(void *array, size_t *room, size_t want, size_t size);

#endif

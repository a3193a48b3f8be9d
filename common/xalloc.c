#include "common/xalloc.h"

#include <stdint.h>
#include <stdlib.h>
#include "common/msg.h"

static void *or_leave(void *p)
{
	if (!p) {
		msg(MSG_FATAL, NULL, 0, STR(""), "out of memory");
		exit(EXIT_SYSTEM);
	}
	return p;
}

void *xmalloc(size_t size)
{
	return or_leave(malloc(size ? size : 1));
}

void *xcalloc(size_t count, size_t size)
{
	return or_leave(calloc(count ? count : 1, size ? size : 1));
}

void *xrealloc(void *old, size_t size)
{
	return or_leave(realloc(old, size ? size : 1));
}

void *xgrow(void *array, size_t *room, size_t want, size_t size)
{
	size_t more;

	if (want <= *room && array)
		return array;
	more = *room + *room / 2;
	if (more < want)
		more = want;
	if (more < 16)
		more = 16;
	if (more > SIZE_MAX / 2 / (size ? size : 1))
		or_leave(NULL);
	array = xrealloc(array, more * size);
	*room = more;
	return array;
}

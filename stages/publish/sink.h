/* Where a file's bytes go, in order. After the first failure nothing more is handed on. */
#ifndef PUBLISH_SINK_H
#define PUBLISH_SINK_H

#include <stdbool.h>
#include <stdint.h>
#include "common/str.h"

struct sink {
	int (*write)(void *context,
		     struct str bytes); /* 0, or -1: cannot go on, and has said why */
	void *context;
	uint64_t at; /* bytes handed on so far */
	bool failed;
};

static inline void sink_add(struct sink *s, struct str bytes)
{
	if (bytes.n && !s->failed && s->write(s->context, bytes) != 0)
		s->failed = true;
	s->at += bytes.n;
}

#endif

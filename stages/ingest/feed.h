/*
 * The members of an archive, unpacked by a thread of its own a few ahead of the one that reads
 * them. What it says depends on the archive alone, whatever the threads' speed.
 */
#ifndef INGEST_FEED_H
#define INGEST_FEED_H

#include "stages/ingest/unpack.h"

enum feed_kind {
	FEED_MEMBER, /* its bytes are there */
	FEED_PASSED, /* not read, which is no failure; `rule` says why */
	FEED_BAD,    /* not read, which is one; `rule` and `why` */
	FEED_LARGE,  /* more bytes than one original may have */
	FEED_GROWN,  /* the archive grows beyond what it may; the last event */
	FEED_END,    /* the end; `rule` where the archive is damaged, NULL where it is whole */
};

struct feed_event {
	enum feed_kind kind;
	struct input in; /* of a member; name and bytes live until feed_release() */
	struct buf name, content;
	unsigned long long unpacked; /* bytes that came out for it */
	unsigned long long unsaid;   /* entries before it that were passed over without a word */
	const char *rule, *limit;    /* limit: of FEED_GROWN */
	char why[200];
};

struct feed;

/* Starts the thread. NULL: *why says what is wrong with the archive. */
struct feed *feed_new(const struct input *archive, const struct limits *l, const char **why);
/* The next event; after FEED_END and FEED_GROWN there is none. */
struct feed_event *feed_next(struct feed *f);
/* The event that feed_next() gave is done with. */
void feed_release(struct feed *f);
void feed_free(struct feed *f); /* at any time */

#endif

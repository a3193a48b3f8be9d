/*
 * Reading one input into documents. An input is a file, a member of an archive, an attachment;
 * what is read of it goes to the frame writer. Nothing here gives up on account of what an input
 * holds: that is a finding, and the next input is read.
 */
#ifndef INGEST_READER_H
#define INGEST_READER_H

#include <stdbool.h>
#include <stdint.h>
#include "common/finding.h"
#include "common/hash.h"
#include "stages/ingest/frame.h"
#include "stages/ingest/limits.h"
#include "stages/ingest/sandbox.h"

/* The converter of the file that comes next, already at work while this one is read. */
struct ahead {
	struct conversion conversion; /* output -1: none */
	int input;                    /* that it reads */
};

struct reader {
	const struct limits *limits;
	const struct finding_messages *messages;
	struct frame_writer *out;
	bool want_text, want_near;
	struct ahead *ahead; /* of the file that is being read; NULL: none */
	/* of the file that is being read */
	uint32_t number; /* documents begun */
	uint32_t skip;   /* documents that an earlier worker had begun: passed over */
	unsigned depth;  /* archives around the input */
	unsigned long long members, expanded; /* out of the file, all archives together */
	bool failed;    /* a finding that cannot be worded: the program is at fault */
	bool exhausted; /* a limit of the file as a whole was exceeded */
};

/* One input. Its bytes are in memory, or behind a file that can be sought, or both. */
struct input {
	const char *source;
	struct str bytes; /* p NULL: not in memory */
	int fd;           /* -1: in memory only */
	unsigned long long size;
	char sha256[HASH_HEX + 1];
};

/* Reads the file named; a source `-` is standard input. */
void reader_read_file(struct reader *r, const char *path, const char *source);

/* Reads an input whose hash is not known yet. */
void reader_read_input(struct reader *r, struct input *in);

/* All bytes of the input in memory: in `room` where they were not. False: a finding was written. */
bool input_load(struct reader *r, struct input *in, struct buf *room);
/* A file that holds the bytes, to be sought and handed to a child; -1: a finding was written. */
int input_fd(struct reader *r, struct input *in);
/* The first bytes, at most `room` of them, in memory or copied to `head`. */
struct str input_head(const struct input *in, char *head, size_t room);

/* What was understood of an input, as text. */
struct document {
	const char *media_type, *encoding;
	struct str text; /* clean.h: UTF-8, lines perhaps marked */
	bool marked;
	bool clean; /* known to be as clean_text() would leave it */
};
/* Writes source and lines of the document, or the finding that says why not. */
void reader_emit(struct reader *r, const struct input *in, const struct document *d);

/* Findings of an input. Values: {source} always; {name} and {value} where not NULL. `rejected`:
 * nothing is published of the input, and the exit code says so. */
void reader_tell(struct reader *r, const struct input *in, const char *rule, const char *value);
void reader_reject(struct reader *r, const struct input *in, const char *rule, const char *value);
/* LIMIT_EXCEEDED, with the name and the value of the limit. */
void reader_limit(struct reader *r, const struct input *in, const char *limit,
		  unsigned long long value);

/* The finding for what a converter did not convert; of CONVERT_DONE none. */
void reader_unconverted(struct reader *r, const struct input *in, enum convert_result result,
			const char *converter);

#endif

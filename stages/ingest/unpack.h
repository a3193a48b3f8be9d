/* Archives and packed streams through libarchive, with the checks that it lacks. */
#ifndef INGEST_UNPACK_H
#define INGEST_UNPACK_H

#include <archive.h>
#include <archive_entry.h>
#include <stdbool.h>
#include <zlib.h>
#include "stages/ingest/reader.h"

struct unpack {
	struct archive *a;
	const struct input *in;
	char *piece;
	bool is_gzip; /* unpacked by zlib, which checks sums where libarchive does not */
	z_stream z;
	char *plain;
	size_t at;        /* of the bytes in memory */
	bool saw_end;     /* the archive's reader asked for more than there is */
	bool member_open; /* of gzip: a stream that has not come to its end */
	const char *bad;  /* what zlib found, or NULL */
};

/* Opens zip, tar and the like, or one packed stream. False: *why says what is wrong. */
bool unpack_open(struct unpack *u, const struct input *in, const char **why);
void unpack_close(struct unpack *u);

/* The end-of-directory record of a zip, without which libarchive reads on as if it were whole. */
bool unpack_zip_has_end(const struct input *in);

/* The raw name of a member in UTF-8, cleaned, "" where it has none. */
void unpack_name(struct archive_entry *e, struct buf *name);

#endif

/*
 * What the current generation has that the one before it has not, and the other way round: a small
 * file beside the generations, with which the next one is made out of the one before at the cost of
 * what changed. It is a help and nothing more: where it is missing, cut short or does not fit what
 * is there, the next generation is made of the current one alone, file by file.
 *
 *   solieu changes 1
 *   000012 STAMP                         the generation, and
 *   000011 STAMP                         the one that it was made from
 *   =1234 csv/growth/vintage=2022-08/growth.csv.gz    written, with so many bytes
 *   - csv/growth/vintage=2022-07/growth.csv.gz        gone
 *   SHA-256 of the lines above
 *
 * A stamp is a digest of the tables' folders with the time of their last change: partitions that
 * somebody put in or took out by hand show in it.
 */
#ifndef PUBLISH_CHANGES_H
#define PUBLISH_CHANGES_H

#include <stdbool.h>
#include <stdint.h>
#include "common/hash.h"

struct change {
	char *path; /* within the generation */
	uint64_t bytes;
	bool gone;
};

struct stamp {
	unsigned long number; /* of the generation */
	char hex[HASH_HEX + 1];
};

struct changes {
	struct stamp now, before;
	struct change *change;
	size_t count, room;
};

void changes_add(struct changes *c, const char *path, bool gone, uint64_t bytes);
void changes_release(struct changes *c);

/* False, and nothing said, where there is no such list or not a whole one. */
bool changes_read(struct changes *c, const char *name);

/* Through a file `fresh` on the same file system. 0, or -1 and said why; also below. */
int changes_write(const struct changes *c, const char *name, const char *fresh);

int stamp_take(struct stamp *s, unsigned long number, const char *root);
bool stamp_equal(const struct stamp *a, const struct stamp *b);

#endif

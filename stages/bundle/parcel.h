/*
 * The bag while it is put together: a hidden folder beside the archive to be, and the list of what
 * was put in, with sizes and hashes. The folder goes when the parcel is closed; what a crash left
 * behind goes with the next parcel of the same place.
 */
#ifndef BUNDLE_PARCEL_H
#define BUNDLE_PARCEL_H

#include "common/arena.h"
#include "common/hash.h"

struct member {
	char *name; /* below the bag: data/observations.csv */
	unsigned long long bytes;
	char sha256[HASH_HEX + 1];
};

struct parcel {
	struct arena arena;
	char *folder;
	int lock; /* held while the folder is in use */
	struct member *member;
	size_t count, room;
};

/* Functions return 0, or -1 with a diagnostic: system failures all. */
int parcel_open(struct parcel *p, const char *where);
void parcel_close(struct parcel *p);

/* The lock of a folder of releases, waited for; close() gives it back. -1: said why. */
int parcel_lock(const char *folder);

/* Where a member is to be written; its folders are there. NULL: said why. */
char *parcel_path(struct parcel *p, const char *name);
/* What was written there is a member now. */
int parcel_take(struct parcel *p, const char *name);
/* Both at once. */
int parcel_put(struct parcel *p, const char *name, struct str content);

/* Size and hash of any file; the name is not set. */
int parcel_measure(const char *file, struct member *m);

const struct member *parcel_find(const struct parcel *p, const char *name); /* NULL: none */
/* In byte order of the names, so that the same members make the same archive. */
void parcel_sort(struct parcel *p);

#endif

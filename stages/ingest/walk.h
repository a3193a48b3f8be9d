/*
 * The inputs one after the other: files as they were named, the files below folders in the byte
 * order of their names. Names with a leading dot, and reports.csv, are passed over; links,
 * devices and pipes inside folders are handed out as refused. Memory holds the names of the open
 * folders alone.
 */
#ifndef INGEST_WALK_H
#define INGEST_WALK_H

#include <stdbool.h>
#include "common/str.h"
#include "stages/ingest/given.h"

struct walk; /* opaque */

struct walk_item {
	char *path;   /* to open it */
	char *source; /* relative to its input */
	bool refused; /* neither file nor folder, or a folder that cannot be read */
	int why;      /* errno of a folder that cannot be read */
	const struct walk_folder *folder; /* for walk_given(); NULL for a file that was named */
};

/* The operands stay the caller's. */
struct walk *walk_new(char *const *operands, size_t count);
void walk_free(struct walk *w);

/* 1: an item, whose strings the caller frees; 0: the end; -1: a diagnostic was printed, and *code
 * says with which exit code to leave (a missing operand, a bad reports.csv). */
int walk_next(struct walk *w, struct walk_item *item, int *code);

/* What the nearest reports.csv says of a source of that folder, or of a member of it; or NULL. */
const struct given *walk_given(const struct walk_folder *folder, struct str source);

#endif

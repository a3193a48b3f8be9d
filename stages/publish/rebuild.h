/*
 * The folder of a new generation, made of what is there. Functions return 0, or -1 with a
 * diagnostic printed; the folder is then of no use. Nothing here touches the current generation.
 */
#ifndef PUBLISH_REBUILD_H
#define PUBLISH_REBUILD_H

#include "stages/publish/changes.h"

/* Takes `before`, the generation before `current`, apart: first it gets the name `taken`, then
 * its tables' folders move to the folder `fresh`, which exists. Then `held`, what `current`
 * changed, is done to them. The folders above the tables are new ones: who has stayed in the old
 * ones finds them empty, and not another generation. (Only the folder of a single table is the
 * same one, since a new one would cost a rename for every month.) */
int rebuild_take(const char *before, const char *taken, const char *fresh, const char *current,
		 const struct changes *held);

/* Moves all files of the folder `staged` to `fresh`, and notes them. */
int rebuild_put(const char *staged, const char *fresh, struct changes *list);

/* The folders vintage=MONTH go, and those that are empty then; and are noted. */
int rebuild_remove(const char *fresh, char *const removed[], size_t count, struct changes *list);

/* fsync of the folders that changes of the two lists stand in, up to `fresh`. */
int rebuild_sync(const char *fresh, const struct changes *a, const struct changes *b);

/* True where one of the months has a partition. */
bool rebuild_holds(const char *root, char *const month[], size_t count);

#endif

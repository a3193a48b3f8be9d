/*
 * The dataset as its readers see it: DATA is a symbolic link to one complete generation.
 *
 *   DATA  ->  state/generations/000012        beside DATA, so that the whole can be moved
 *             state/generations/000011        the one before, for readers that are still in it
 *             state/generations/changes       what 000012 changed against it (changes.h)
 *             state/generations/lock          held while publishing
 *
 * and, while a publish is at work or where one was stopped:
 *
 *             state/generations/000013.part   files that differ from those of 000012
 *             state/generations/000013.new    the new generation
 *             state/generations/000011.old    what is left of the one before when it goes into it
 *
 * Inside: csv/TABLE/[vintage=YYYY-MM/]TABLE.csv.gz and
 * parquet/TABLE/[vintage=YYYY-MM/]TABLE.parquet.
 *
 * A publish opens the generations, writes what differs to 000013.part, and closes. Closing makes
 * the new generation out of the one before, whose time has come: it is brought to what the current
 * one is, by the list of what that one changed, then gets the new files. This costs what changed,
 * however much is held. Where the list is missing or in doubt, every file of the current one is
 * linked over (hard links). The new one is brought to the disk and its link renamed over DATA: the
 * only step that readers can see. A crash before it leaves the old dataset, after it the new one;
 * what is left over is cleared by the next publish, which then goes the long way. Where nothing
 * differs, nothing is written at all, and what stops before closing leaves the one before as well.
 */
#ifndef PUBLISH_GENERATION_H
#define PUBLISH_GENERATION_H

#include <stdbool.h>
#include "common/msg.h"
#include "common/str.h"

struct generation {
	char *data;           /* the link, as given */
	char *parent;         /* the folder that it stands in */
	char *home;           /* the folder of the generations */
	char *old;            /* the current generation's path, NULL: none */
	char *fresh;          /* path of the new one while it is made: NNNNNN.new */
	char *staged;         /* path of files that differ: NNNNNN.part */
	char *taken;          /* path of the one before, taken apart; NULL: it was not */
	unsigned long number; /* of the new one */
	int lock;
};

enum format { FORMAT_CSV, FORMAT_PARQUET, FORMATS };

/* Opens (and creates) the generations beside DATA, takes the lock, clears what a crash left.
 * EXIT_DONE, EXIT_CALLER (DATA is no such link), EXIT_LOCKED, EXIT_SYSTEM; all but the first
 * said why. */
enum exit_code generation_open(struct generation *g, const char *data);

/* Path of a file in the generation `root`; `month` NULL: a table without partitions. To be
 * freed. */
char *generation_file(const char *root, enum format f, const char *table, const char *month);

/* Makes the new generation current: with the files written to g->staged, and the rest of the old
 * one but for the partitions of the removed months. Nothing written and nothing removed: does
 * nothing. */
enum exit_code generation_close(struct generation *g, char *const removed[], size_t count);

/* After an error: what was written goes, the old generation stays. */
void generation_abandon(struct generation *g);
void generation_release(struct generation *g);

#endif

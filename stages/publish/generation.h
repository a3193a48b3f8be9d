/*
 * The dataset as its readers see it: DATA is a symbolic link to one complete generation.
 *
 *   DATA  ->  state/generations/000012        beside DATA, so that the whole can be moved
 *             state/generations/000011        the one before, for readers that are still in it
 *             state/generations/000013.new    being made, or left behind by a crash
 *             state/generations/lock          held while publishing
 *
 * Inside: csv/TABLE/[vintage=YYYY-MM/]TABLE.csv.gz and
 * parquet/TABLE/[vintage=YYYY-MM/]TABLE.parquet.
 *
 * A publish opens the generations, writes what differs to the new one, and closes. Closing links
 * everything else over from the old one (hard links), brings it to the disk, and renames the new
 * link over DATA: the only step that readers can see. A crash before it leaves the old dataset,
 * after it the new one; what is left over is cleared by the next publish. Where nothing differs,
 * nothing is written at all.
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

/* Makes the new generation current: with the files written to g->fresh, and the rest of the old
 * one but for the partitions of the removed months. Nothing written and nothing removed: does
 * nothing. */
enum exit_code generation_close(struct generation *g, char *const removed[], size_t count);

/* After an error: what was written goes, the old generation stays. */
void generation_abandon(struct generation *g);
void generation_release(struct generation *g);

#endif

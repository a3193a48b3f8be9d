/*
 * A file that may turn out to be what is there already. Bytes are compared with the old file as
 * they come; only from the first difference on is anything written, to a new file that begins with
 * the bytes that were equal. What is the same costs no write at all.
 */
#ifndef PUBLISH_OUTPUT_H
#define PUBLISH_OUTPUT_H

#include <stdint.h>
#include <stdio.h>
#include "common/str.h"

struct output {
	char *old_name, *new_name;
	FILE *old;     /* NULL: there is none */
	FILE *file;    /* NULL as long as all is the same */
	uint64_t same; /* bytes that were the same */
};

/* `old_name` may name no file. Both names are taken over. 0, or -1 and said why; also below. */
int output_begin(struct output *o, char *old_name, char *new_name);

/* For struct sink: `context` is the output. Folders of the new name are made. */
int output_write(void *context, struct str bytes);

/* The new file is complete and on the disk, or there is none because the old one is the same. */
int output_end(struct output *o);

void output_release(struct output *o);

#endif

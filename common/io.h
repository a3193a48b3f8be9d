/*
 * Files as this project reads and writes them. Functions return 0, or -1 with errno set and
 * a diagnostic already printed (msg.h), so that the caller only has to leave with EXIT_SYSTEM.
 *
 * A file appears whole or not at all: io_create() writes beside the wanted name, io_commit()
 * flushes, fsyncs, renames and fsyncs the folder. Standard output ("-" or NULL) is flushed, checked
 * and closed. A full disk or /dev/full is always seen.
 */
#ifndef COMMON_IO_H
#define COMMON_IO_H

#include <stdio.h>
#include "common/buf.h"

struct io_file {
	FILE *stream;
	char *name;      /* as wanted; NULL for standard output */
	char *temporary; /* as written now; NULL where it is written in place (devices, pipes) */
	char *room;      /* the stream's buffer; NULL for standard output, which has its own */
};

int io_create(struct io_file *f, const char *name);
int io_commit(struct io_file *f);
void io_abandon(struct io_file *f); /* after an error: the temporary goes, the old file stays */

/* Opens for reading; "-" or NULL is standard input. A folder is an error, not an empty file. */
FILE *io_open(const char *name);

/* The whole file appended to *content; more than `limit` bytes is an error (EFBIG). */
int io_read_all(const char *name, size_t limit, struct buf *content);

/* Writes all of it to a file that appears whole, as above. */
int io_write_all(const char *name, struct str content);

int io_make_folders(const char *path); /* like mkdir -p, mode 0777 & ~umask */
int io_sync_folder(const char *path);

#endif

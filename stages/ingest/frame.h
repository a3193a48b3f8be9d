/*
 * What a worker tells the program that started it, over a pipe: frames of a type and bytes. All
 * of it stays on one machine and between two processes of one program, so numbers are in its own
 * byte order.
 *
 *   NUMBER    a document begins: its number in the file that was named (uint32_t), then its source
 *   SOURCE    it is text: struct frame_source; source, media type, encoding, NUL-ended
 *   LINES     rows of table lines, whole
 *   TEXT      bytes of the document's text
 *   NEAR      struct near of the document
 *   GIVEN     what a reports.csv within the file says of one source: source, report_period,
 *             published, issuer, title, NUL-ended
 *   FINDINGS  rows of table findings, whole
 *   REJECTED  (nothing) an input was refused
 *   END       (nothing) the file is done
 */
#ifndef INGEST_FRAME_H
#define INGEST_FRAME_H

#include <stdint.h>
#include "common/buf.h"
#include "common/hash.h"

enum frame_type {
	FRAME_NUMBER = 'N',
	FRAME_SOURCE = 'S',
	FRAME_LINES = 'L',
	FRAME_TEXT = 'T',
	FRAME_NEAR = 'G',
	FRAME_GIVEN = 'V',
	FRAME_FINDINGS = 'F',
	FRAME_REJECTED = 'R',
	FRAME_END = 'E',
};

struct frame_source {
	char sha256[HASH_HEX];
	uint64_t bytes;
};

/* Writing. A pipe that is broken ends the worker at the next flush: it has nobody to work for. */
struct frame_writer {
	int fd;
	struct buf pending;
};
void frame_write(struct frame_writer *w, enum frame_type type, struct str payload);
void frame_flush(struct frame_writer *w);

/* Reading. */
struct frame_reader {
	int fd;
	char *p;
	size_t begin, end, room;
};
struct frame {
	enum frame_type type;
	struct str payload; /* valid until the next call */
};
/* 1 a frame, 0 the other side is gone, -1 errno: EBADMSG where it writes what no worker does, for
 * it read hostile bytes. */
int frame_read(struct frame_reader *r, struct frame *f);
void frame_reader_release(struct frame_reader *r);

#endif

/*
 * Pages: a body is compressed (gzip framing, as Parquet's GZIP codec wants it), gets a header with
 * the CRC-32 of the compressed bytes, and goes to the sink.
 */
#ifndef PUBLISH_PAGE_H
#define PUBLISH_PAGE_H

#include <stdint.h>
#include <zlib.h>
#include "common/buf.h"
#include "stages/publish/encode.h"
#include "stages/publish/sink.h"

struct page {
	uint32_t values; /* rows with NULLs, or entries of a dictionary */
	enum encoding encoding;
	int dictionary; /* a dictionary page */
	/* set by page_write() */
	uint64_t offset;   /* of its header in the file */
	uint32_t packed;   /* bytes in the file, header included */
	uint32_t unpacked; /* the same before compression */
};

struct page_writer {
	struct sink *sink;
	z_stream z;
	int strategy; /* of zlib, for the pages to come */
	struct buf packed, header;
};

void page_writer_init(struct page_writer *w, struct sink *sink);
void page_writer_release(struct page_writer *w);

/* Picks the strategy for pages that are like this body. */
void page_writer_tune(struct page_writer *w, struct str body);
void page_write(struct page_writer *w, struct page *page, struct str body);

#endif

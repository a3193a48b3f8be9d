#include "stages/publish/page.h"

#include "stages/publish/gzip.h"
#include "stages/publish/thrift.h"

enum {
	LEVEL = 6,
	GZIP_WINDOW = 15 + 16, /* the full window, gzip header and trailer instead of zlib's */
	MEMORY = 9,
	SAMPLE = 32 << 10, /* bytes that strategies are compared on */
};

enum { DATA_PAGE = 0, DICTIONARY_PAGE = 2 }; /* of parquet.thrift */

void page_writer_init(struct page_writer *w, struct sink *sink)
{
	*w = (struct page_writer){.sink = sink,
				  .strategy = Z_DEFAULT_STRATEGY,
				  .z.zalloc = gzip_memory};
	deflateInit2(&w->z, LEVEL, Z_DEFLATED, GZIP_WINDOW, MEMORY, Z_DEFAULT_STRATEGY);
}

void page_writer_release(struct page_writer *w)
{
	deflateEnd(&w->z);
	buf_release(&w->packed);
	buf_release(&w->header);
}

static void compress_body(struct page_writer *w, struct str body, int strategy)
{
	z_stream *z = &w->z;
	deflateReset(z);
	deflateParams(z, LEVEL, strategy);
	size_t bound = deflateBound(z, body.n);
	buf_reset(&w->packed);
	z->next_in = (Bytef *)(uintptr_t)body.p;
	z->avail_in = (uInt)body.n;
	z->next_out = (Bytef *)buf_room(&w->packed, bound);
	z->avail_out = (uInt)bound;
	deflate(z, Z_FINISH);
	w->packed.n = z->total_out;
}

/* Not everything has repeats worth finding. Identifiers of hex digits are smaller with Huffman
 * codes alone, decimals with repeats of the byte before; both are many times faster than a
 * search. */
void page_writer_tune(struct page_writer *w, struct str body)
{
	static const int strategies[] = {Z_HUFFMAN_ONLY, Z_RLE, Z_DEFAULT_STRATEGY};
	size_t least = SIZE_MAX;
	if (body.n > SAMPLE)
		body.n = SAMPLE;
	for (size_t i = 0; i < sizeof strategies / sizeof *strategies; i++) {
		compress_body(w, body, strategies[i]);
		if (w->packed.n < least) {
			least = w->packed.n;
			w->strategy = strategies[i];
		}
	}
}

static void data_header(struct thrift *t, const struct page *page)
{
	thrift_begin(t, 5);
	thrift_i32(t, 1, (int32_t)page->values);
	thrift_i32(t, 2, page->encoding);
	thrift_i32(t, 3, ENCODING_RLE); /* definition levels */
	thrift_i32(t, 4, ENCODING_RLE); /* repetition levels: there are none */
	thrift_end(t);
}

static void dictionary_header(struct thrift *t, const struct page *page)
{
	thrift_begin(t, 7);
	thrift_i32(t, 1, (int32_t)page->values);
	thrift_i32(t, 2, page->encoding);
	thrift_end(t);
}

void page_write(struct page_writer *w, struct page *page, struct str body)
{
	compress_body(w, body, w->strategy);
	struct str packed = buf_view(&w->packed);
	uLong crc = crc32(crc32(0, Z_NULL, 0), (const Bytef *)packed.p, (uInt)packed.n);

	struct thrift t = {.out = &w->header};
	buf_reset(&w->header);
	thrift_begin(&t, 0);
	thrift_i32(&t, 1, page->dictionary ? DICTIONARY_PAGE : DATA_PAGE);
	thrift_i32(&t, 2, (int32_t)body.n);
	thrift_i32(&t, 3, (int32_t)packed.n);
	thrift_i32(&t, 4, (int32_t)(uint32_t)crc);
	if (page->dictionary)
		dictionary_header(&t, page);
	else
		data_header(&t, page);
	thrift_end(&t);

	page->offset = w->sink->at;
	page->packed = (uint32_t)(w->header.n + packed.n);
	page->unpacked = (uint32_t)(w->header.n + body.n);
	sink_add(w->sink, buf_view(&w->header));
	sink_add(w->sink, packed);
}

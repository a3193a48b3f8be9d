#include "stages/publish/gzip.h"

#include <stdint.h>
#include "common/xalloc.h"

enum {
	LEVEL = 6,
	WINDOW = 15 + 16, /* the full window, gzip header and trailer */
	MEMORY = 9,
	CHUNK = 64 << 10,
};

voidpf gzip_memory(voidpf context, uInt count, uInt size)
{
	(void)context;
	return xcalloc(count, size);
}

void gzip_init(struct gzip *g, struct sink *sink)
{
	*g = (struct gzip){.sink = sink, .z.zalloc = gzip_memory};
	deflateInit2(&g->z, LEVEL, Z_DEFLATED, WINDOW, MEMORY, Z_DEFAULT_STRATEGY);
}

static void run(struct gzip *g, int flush)
{
	do {
		buf_reset(&g->packed);
		g->z.next_out = (Bytef *)buf_room(&g->packed, CHUNK);
		g->z.avail_out = CHUNK;
		deflate(&g->z, flush);
		g->packed.n = CHUNK - g->z.avail_out;
		if (g->packed.n)
			sink_add(g->sink, buf_view(&g->packed));
	} while (g->z.avail_out == 0);
}

void gzip_add(struct gzip *g, struct str bytes)
{
	g->z.next_in = (Bytef *)(uintptr_t)bytes.p;
	g->z.avail_in = (uInt)bytes.n;
	run(g, Z_NO_FLUSH);
}

void gzip_finish(struct gzip *g)
{
	g->z.avail_in = 0;
	run(g, Z_FINISH);
}

void gzip_release(struct gzip *g)
{
	deflateEnd(&g->z);
	buf_release(&g->packed);
}

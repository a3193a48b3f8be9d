/* A gzip stream that is a function of its content: no time, no name. */
#ifndef PUBLISH_GZIP_H
#define PUBLISH_GZIP_H

#include <zlib.h>
#include "common/buf.h"
#include "stages/publish/sink.h"

struct gzip {
	struct sink *sink;
	z_stream z;
	struct buf packed;
};

void gzip_init(struct gzip *g, struct sink *sink);
void gzip_add(struct gzip *g, struct str bytes);
void gzip_finish(struct gzip *g); /* trailer; whether all went well is the sink's to say */
void gzip_release(struct gzip *g);

/* Memory for zlib that cannot run out: z_stream.zalloc. */
voidpf gzip_memory(voidpf context, uInt count, uInt size);

#endif

/* The eight-bit encodings of Vietnamese, and text in UTF-8 that is one of them read wrongly. */
#ifndef INGEST_LEGACY_H
#define INGEST_LEGACY_H

#include "stages/ingest/charset.h"

/* Bytes that are not UTF-8: the encoding that reads best. False where none gives Vietnamese. */
bool legacy_decode(struct str bytes, struct str hint, struct buf *room, struct charset_result *out);

struct legacy_mended {
	size_t words; /* undone; 0: the text is as it should be and *room is empty */
	const char *name;
};
struct legacy_mended legacy_mend(struct str text, struct buf *room);

#endif

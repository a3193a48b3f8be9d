/* The eight-bit encodings of Vietnamese, and text in UTF-8 that is one of them read wrongly. */
#ifndef INGEST_LEGACY_H
#define INGEST_LEGACY_H

#include <stdint.h>
#include "stages/ingest/charset.h"

/* Bytes that are not UTF-8: the encoding that reads best. False where none gives Vietnamese. */
bool legacy_decode(struct str bytes, struct str hint, struct buf *room, struct charset_result *out);

/* Text in another Latin script: few letters beyond ASCII. Always uncertain. */
bool legacy_latin(struct str bytes, struct buf *room, struct charset_result *out);

/* Bytes of a word as a reading of windows-1252 left them, undone as one of the encodings of
 * mend.c. */
enum legacy_encoding {
	LEGACY_1258,
	LEGACY_VISCII,
	LEGACY_TCVN3,
	LEGACY_VNI,
	LEGACY_UTF8,
	LEGACY_UTF8_TWICE, /* what was read wrongly was so once more */
	LEGACY_ENCODINGS
};
const char *legacy_name(enum legacy_encoding e);
/* False where the bytes are none of the encoding; of UTF-8 alone that can be. */
bool legacy_bytes(struct str bytes, enum legacy_encoding e, struct buf *out);
/* The byte that windows-1252 reads as c; -1 where there is none. */
int legacy_byte_of(uint32_t c);

struct legacy_mended {
	size_t words; /* undone; 0: the text is as it should be and *room is empty */
	const char *name;
};
struct legacy_mended legacy_mend(struct str text, struct buf *room);

#endif

/*
 * Which encoding bytes are in, told by evidence, and the bytes as UTF-8.
 *
 * UTF-8 and UTF-16 are told by their form. Among the eight-bit encodings of Vietnamese that one
 * is taken whose reading gives the most words that are built like Vietnamese syllables
 * (syllable.h); text in UTF-8 that is such a reading of other bytes (mojibake, the ABC and VNI
 * fonts) is undone word by word.
 */
#ifndef INGEST_CHARSET_H
#define INGEST_CHARSET_H

#include <stdbool.h>
#include "common/buf.h"
#include "stages/ingest/reader.h"

struct charset_result {
	struct str text; /* UTF-8: a view of the bytes where they are that already, else of *room */
	char name[48];   /* "UTF-8", "windows-1258", "UTF-8+TCVN3" */
	size_t broken;   /* bytes or characters that are none in the encoding */
	size_t mended;   /* words or lines that were undone */
	bool clean;      /* as clean.h wants it */
	bool plain;      /* nothing to be undone: known without looking again */
	bool uncertain;  /* another encoding reads nearly as well */
};

/* `hint`: the encoding that the document itself claims, in whatever spelling; may be empty.
 * False: the bytes are no text. */
bool charset_decode(struct str bytes, struct str hint, struct buf *room,
		    struct charset_result *out);

/* Undoes what the text, now UTF-8, still holds of other encodings; `room` is where it is then. */
void charset_mend(struct charset_result *c, struct buf *room);

/* The findings that the result calls for. */
void charset_tell(struct reader *r, const struct input *in, const struct charset_result *c);

/* Text with marked lines, as an encoding or a converter gave it: mended, told of, and written as a
 * document. */
void charset_emit(struct reader *r, const struct input *in, const char *media_type,
		  struct charset_result *c);

#endif

/*
 * The one form that text has behind ingest: UTF-8 in NFC; CR LF and CR as LF; every blank but the
 * tab as a space; control and zero-width characters and the byte-order mark gone. Nothing else
 * changes: two spaces stay two.
 *
 * Readers of formats hand over text whose lines may begin with a mark that says what the line is
 * (enum line_kind); clean text keeps the mark, and emit.h takes it off.
 */
#ifndef INGEST_CLEAN_H
#define INGEST_CLEAN_H

#include <stdbool.h>
#include "common/buf.h"

/* Control characters of their own, so that text that has been cleaned can hold no other. */
enum line_kind {
	LINE_PLAIN = 0, /* no mark: para, or row where it holds a tab */
	LINE_PARA = 1,
	LINE_HEADING = 2,
	LINE_ITEM = 3,
	LINE_ROW = 4,
	LINE_NOTE = 5,
};

struct clean_scan {
	size_t valid;    /* bytes of the head that is well-formed UTF-8 */
	bool ascii;      /* of that head */
	bool clean;      /* clean_text() would leave the head as it is */
	bool foreign;    /* a character up to U+027F that Vietnamese does not write */
	bool decomposed; /* a combining mark was seen */
};
struct clean_scan clean_scan(struct str text);

/* Appends the clean form of text whose every line is well-formed UTF-8 (a broken byte becomes
 * U+FFFD). `marked`: the marks above are kept where a line begins with one. */
void clean_text(struct str text, bool marked, struct buf *out);

#endif

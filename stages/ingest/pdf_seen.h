/* The lines of a page as they are seen, across whatever columns there are. */
#ifndef INGEST_PDF_SEEN_H
#define INGEST_PDF_SEEN_H

#include "stages/ingest/pdf_table.h"

struct seen {
	size_t first, words; /* in the order from left to right, in pdf_view.at */
	long top, bottom, height;
	bool figures; /* for pdf_table.c: ends with a figure that stands by itself */
};

struct pdf_view {
	struct pdf_word **at;
	size_t words, room;
	struct seen *seen;
	size_t lines, line_room;
};

void pdf_view_add(struct pdf_view *v, struct pdf_word *w);

/* Sorts the words into lines, from top to bottom. */
void pdf_see(struct pdf_view *v);

void pdf_view_release(struct pdf_view *v);

#endif

/* Pages of a PDF as printed lines, in the order of reading. */
#ifndef INGEST_PDF_PAGE_H
#define INGEST_PDF_PAGE_H

#include <stdbool.h>
#include <stdint.h>
#include "common/str.h"

struct printed {
	struct str text;
	uint32_t page, block, part;
	uint32_t width; /* in characters */
	bool gone;      /* a head, a foot or a page's number */
	bool note;      /* at the foot of its page or column */
	bool row;       /* of a table: cells parted by tabs */
	bool column;    /* of a column of prose */
	long left, top, right, bottom;
	long size;       /* of its letters: raised ones make a line higher, not larger */
	long first_word; /* width */
};

struct pages {
	struct printed *line;
	size_t count, room;
	uint32_t pages;
	long step; /* from line to line within paragraphs, in percent of a height */
};

/* Page numbers, and heads and feet that repeat, are `gone`. */
void pdf_page_drop_edges(struct pages *p);

/* Lines in small letters that end a page or a column, from one that begins with a number or mark,
 * are notes, and marks of notes raised within other lines are `gone`; `size`: of the letters of the
 * text. */
void pdf_page_find_notes(struct pages *p, long size);

#endif

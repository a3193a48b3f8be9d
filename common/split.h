/*
 * Rows of regular CSV, cut where their commas and line ends are and left where they stand; only
 * quoted fields are rewritten in place. What is not regular (a stray quote, a carriage return
 * alone, a row of another number of fields, one without its line end) is not judged here: the
 * caller gets it back untouched.
 */
#ifndef COMMON_SPLIT_H
#define COMMON_SPLIT_H

#include <stdint.h>
#include "common/str.h"

enum { SPLIT_PADDING = 64 }; /* zero bytes that stand behind the text */

enum split_result {
	SPLIT_ROW,  /* cell[0 … columns - 1] */
	SPLIT_MORE, /* no line end behind `at` */
	SPLIT_ODD,  /* the row at `at` is not regular */
};

/* The zero value has no text yet; `line` must be set to that of the text's beginning. */
struct split {
	char *at, *end;      /* what is not cut yet */
	unsigned long line;  /* of `at` */
	unsigned long given; /* where the row just cut began */
	struct str *cell;
	size_t columns, room; /* columns: of the first row, 0 before it */

	char *block, *next; /* the 64 bytes whose bits these are; the first ones behind them */
	uint64_t cut;       /* commas and line ends that end a field, behind `at` */
	uint64_t quote, odd;
	uint64_t inside;                      /* all bits: the block ends inside quotes */
	uint64_t may_open, closed, carriages; /* lowest bit: so did the last byte of the block */
	bool has_carriages;
};

/* The text to be cut, from the beginning of a row; it may be written to. */
void split_text(struct split *s, char *begin, char *end);
enum split_result split_row(struct split *s);
void split_release(struct split *s);

#endif

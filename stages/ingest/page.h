/*
 * A web page as blocks: runs of text between block elements, each with the element that it stands
 * in, and what the markup says of it. html.c fills it, mainpart.c chooses what belongs to the
 * report.
 */
#ifndef INGEST_PAGE_H
#define INGEST_PAGE_H

#include <stdbool.h>
#include <stdint.h>
#include "common/buf.h"
#include "stages/ingest/lines.h"
#include "stages/ingest/limits.h"

/* A block element. Sums are of bytes of text, in it and below it. */
struct node {
	uint32_t parent;             /* its index; node 0 is the page and its own parent */
	uint32_t text, linked, good; /* good: of blocks that read like running text */
	uint16_t images;
	uint16_t teasers;     /* elements right below it that tell of other pages */
	uint32_t teaser_text; /* bytes of those */
	bool leaf;            /* a paragraph, an item, a heading: never the main part by itself */
	bool marked;   /* article, main and the like: the page says that this is the main part */
	bool unlikely; /* its name says that it is not (page_names.def) */
	bool links_on; /* a block in it is a link to another page */
	bool foreign;  /* it, or an element around it, is no text of the report */
};

struct block {
	uint32_t start, end; /* in page.text */
	uint32_t node;
	uint32_t linked;  /* bytes within links */
	uint32_t row;     /* of a table, index into page.row; 0: in none */
	uint16_t cell;    /* column */
	uint8_t kind;     /* enum line_kind */
	uint8_t level;    /* of a heading, 1 to 6 */
	bool paragraph;   /* within p, or a line of pre */
	bool slanted;     /* all of it emphasised */
	bool foreign;     /* stands in an element that is */
	bool after_image; /* an image and nothing else stands between it and the block before */
};

struct row {
	uint32_t table; /* rows of one table have one number */
	uint16_t cells;
	bool layout; /* holds tables or much text: the table places things, it does not list them */
};

struct page {
	struct buf text;
	struct node *node;
	size_t nodes, node_room;
	struct block *block;
	size_t blocks, block_room;
	struct row *row; /* row 0 is not used */
	size_t rows, row_room;
	uint32_t tables;
	bool exceeded; /* a limit: `limit` names it */
	const char *limit;
};

/* Reads markup in UTF-8, well-formed or not. */
void page_read(struct page *p, struct str html, const struct limits *l);
/* Writes the lines of the main part. */
void page_main_part(struct page *p, struct lines *out);
/* A short line with a time of day in it: when the page was put up, or printed. */
bool page_is_stamp(struct str line);
/* The value of a limit that was exceeded. */
unsigned long long page_limit(const struct limits *l, const char *limit);
void page_release(struct page *p);

#endif

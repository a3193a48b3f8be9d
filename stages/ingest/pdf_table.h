/*
 * Tables in a PDF, found by where its words stand: lines that end with figures below one another
 * are rows, and what has no figure but stands above, below or between them in the same columns is
 * their header or goes on in their cells.
 */
#ifndef INGEST_PDF_TABLE_H
#define INGEST_PDF_TABLE_H

#include <stdbool.h>
#include <stdint.h>
#include "common/buf.h"

/* A word as pdftotext -bbox-layout places it, in thousandths of a point from the
 * upper left corner. */
struct pdf_word {
	struct str text;
	long left, top, right, bottom;
	uint32_t page, block; /* a block is what pdftotext takes for a paragraph or more */
	uint32_t part;        /* of the text: a page, or a column of it or what is beside columns */
	uint32_t table;       /* 0: in none */
	bool begins_line;
	bool column; /* its part is a column of prose */
};

struct pdf_row {
	struct str text; /* cells parted by tabs */
	long top, bottom;
};

struct pdf_table {
	uint32_t first_row, rows; /* of pdf_tables.row */
};

struct pdf_tables {
	struct pdf_word *word; /* in the order of the text */
	size_t words, word_room;
	struct pdf_table *table; /* table n is at n - 1 */
	size_t tables, table_room;
	struct pdf_row *row; /* views of `text` */
	size_t rows, row_room;
	struct buf text;
};

/* Appends the words of such a print. */
void pdf_words_take(struct pdf_tables *t, struct str layout);

/* Finds the columns of text on each page and puts the words in their order of reading:
 * pdf_word.part rises with it. */
void pdf_columns_order(struct pdf_tables *t);

/* Reads what pdftotext -bbox-layout prints, of which views are kept (its entities are undone where
 * they stand), and finds the tables. */
void pdf_tables_find(struct pdf_tables *t, struct str layout);
void pdf_tables_release(struct pdf_tables *t);

#endif

/*
 * One report: what it is about (title, issuer, month, date of issue), its sections, and its lines
 * one after the other through the reader of sentences.
 */
#ifndef EXTRACT_REPORT_H
#define EXTRACT_REPORT_H

#include "stages/extract/frame.h"

struct report_line {
	struct str text;
	struct str kind; /* para heading item row note */
	size_t offset;
};

struct report {
	struct str doc_id, source;
	struct str given_period, given_published, given_issuer, given_title;
	struct report_line *line;
	size_t lines, room;
	/* found */
	struct str title, issuer;
	struct period period; /* freq 0: cannot be told */
	/* what told the period: reports.csv, title, dateline, text, name */
	const char *evidence;
	int32_t published;
	bool has_published;
	struct {
		size_t first, end; /* lines */
	} * table;                 /* those with figures that could not be told */
	size_t tables, tables_room;
	size_t title_first, title_line; /* first and last; `lines` where there is none */
};

struct report_reader;

struct report_reader *report_reader_new(const struct quantity_lexicon *l);
void report_reader_free(struct report_reader *r);

/* Lines that a layout broke inside their sentences become one again: their views are widened over
 * the line break, the lines behind emptied. `text` is the document's text. */
void report_join_lines(struct report *p, struct str text);

/* Finds title, issuer, period and date of issue. */
void report_head(struct report_reader *r, struct report *p);

/* Reads every line into mentions, valid until the next call. `text` is the document's text. */
const struct mentions *report_read(struct report_reader *r, struct report *p, struct str text,
				   FILE *out);

/* The periods that its facts are of, joined by ';', those of the report's own month and its
 * spans. */
void report_coverage(const struct mentions *m, struct buf *out);

#endif

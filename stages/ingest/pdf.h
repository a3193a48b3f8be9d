/* What pdftotext places on pages, as paragraphs. */
#ifndef INGEST_PDF_H
#define INGEST_PDF_H

#include "stages/ingest/lines.h"
#include "stages/ingest/pdf_table.h"
#include "stages/ingest/sandbox.h"

/* `layout`: as pdftotext -bbox-layout prints it, in its order of reading; it is written to. Page
 * numbers, and heads and feet that repeat, go; tables become rows; lines that were broken at the
 * margin are joined, and words that a hyphen broke there. */
void pdf_lines(struct str layout, struct lines *out);

/* Starts the converter on a file that is a PDF; false where it is none, or nothing was started. */
bool pdf_start(const struct limits *l, int file, struct conversion *c);

#endif

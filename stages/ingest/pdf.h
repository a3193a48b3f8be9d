/* What pdftotext prints, as paragraphs. */
#ifndef INGEST_PDF_H
#define INGEST_PDF_H

#include "stages/ingest/lines.h"
#include "stages/ingest/sandbox.h"

/* `text`: lines in UTF-8, pages parted by form feeds. Page numbers, and heads and feet that
 * repeat, go; lines that were broken at the margin are joined, and words that a hyphen broke
 * there. */
void pdf_lines(struct str text, struct lines *out);

/* Starts the converter on a file that is a PDF; false where it is none, or nothing was started. */
bool pdf_start(const struct limits *l, int file, struct conversion *c);

#endif

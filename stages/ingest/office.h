/* DOCX and ODT: paragraphs, headings, lists, tables cell by cell, notes behind the text. */
#ifndef INGEST_OFFICE_H
#define INGEST_OFFICE_H

#include "stages/ingest/lines.h"
#include "stages/ingest/xml.h"

enum office { OFFICE_NONE, OFFICE_DOCX, OFFICE_ODT, OFFICE_OTHER };

void office_read(struct reader *r, struct input *in, enum office kind);

/* Styles of a DOCX: ids of the styles of headings. */
struct docx_styles;
struct docx_styles *docx_styles_new(void);
void docx_styles_free(struct docx_styles *s);
extern const struct xml_calls docx_styles_calls; /* context: struct docx_styles */

/* The text of a DOCX part: the body, or notes, whose lines are all of kind note. */
struct docx;
struct docx *docx_new(const struct docx_styles *s, struct lines *out, bool notes);
void docx_free(struct docx *d);
extern const struct xml_calls docx_calls;

struct odt;
struct odt *odt_new(struct lines *out, struct lines *notes);
void odt_free(struct odt *o);
extern const struct xml_calls odt_calls;

#endif

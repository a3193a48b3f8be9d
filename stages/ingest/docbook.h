/* DocBook as antiword writes it: titles, paragraphs, lists, tables cell by cell, notes. */
#ifndef INGEST_DOCBOOK_H
#define INGEST_DOCBOOK_H

#include "stages/ingest/lines.h"
#include "stages/ingest/xml.h"

struct docbook;
struct docbook *docbook_new(struct lines *out, struct lines *notes);
void docbook_free(struct docbook *d);
extern const struct xml_calls docbook_calls; /* context: struct docbook */

#endif

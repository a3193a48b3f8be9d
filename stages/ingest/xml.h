/*
 * A part of a document as XML, pushed through libxml2 without a tree: no entities of the part's
 * own, no loading of anything, bounded depth.
 */
#ifndef INGEST_XML_H
#define INGEST_XML_H

#include <libxml/parser.h>
#include "stages/ingest/unpack.h"

/* Called with the local name; the prefixes of OOXML and ODF are fixed by usage but their
 * namespaces are what counts, and the names that matter clash in none. Text comes in pieces. */
struct xml_calls {
	void (*start)(void *context, const char *name, const xmlChar **attributes, int count);
	void (*end)(void *context, const char *name);
	void (*text)(void *context, struct str text);
};

enum xml_result { XML_DONE, XML_BROKEN, XML_ENTITIES, XML_DEEP, XML_LONG };

/* Reads the member that `u` is at. */
enum xml_result xml_read_member(struct unpack *u, const struct limits *l,
				const struct xml_calls *calls, void *context);
/* The same from memory. */
enum xml_result xml_read(struct str bytes, const struct limits *l, const struct xml_calls *calls,
			 void *context);

/* Value of an attribute by its local name; p NULL where it is not there. */
struct str xml_attribute(const xmlChar **attributes, int count, const char *name);

#endif

/* A web page, or the page that a letter is. */
#ifndef INGEST_HTML_H
#define INGEST_HTML_H

#include "stages/ingest/reader.h"

/* `claimed`: the encoding that its envelope says; may be empty. */
void html_read(struct reader *r, struct input *in, struct str bytes, struct str claimed,
	       const char *media_type);

#endif

/*
 * The folder of texts: DOC.txt, the document's text, and DOC.near, its sketch (near.h). A file
 * appears whole by a rename; what is on disk is made sure of once, at the end of the run.
 */
#ifndef INGEST_TEXTFILE_H
#define INGEST_TEXTFILE_H

#include "common/str.h"
#include "stages/ingest/near.h"

struct textfiles;

/* Makes the folder where it is missing. NULL: a diagnostic was printed; likewise -1 below. */
struct textfiles *textfiles_new(const char *folder);
void textfiles_free(struct textfiles *t);

int textfiles_begin(struct textfiles *t, const char *doc_id);
int textfiles_add(struct textfiles *t, struct str text);
int textfiles_sketch(struct textfiles *t, const struct near *n); /* of the document begun */
int textfiles_end(struct textfiles *t);                          /* nothing where none was begun */
int textfiles_sync(struct textfiles *t);

/* Adds the sketches of a folder to the index, in the byte order of their names, under their ids. */
int textfiles_load(const char *folder, struct near_index *index);

#endif

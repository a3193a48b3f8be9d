/* The documents of a run by id, each with the source that it was read as first. */
#ifndef INGEST_KNOWN_H
#define INGEST_KNOWN_H

struct known;
struct known *known_new(void);
void known_free(struct known *k);

/* NULL where the id (16 hex digits) is new: it is held from now on. Else the source it was added
 * with. */
const char *known_add(struct known *k, const char *doc_id, const char *source);

#endif

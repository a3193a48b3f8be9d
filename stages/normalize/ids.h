/*
 * Stable ids: hash_id() of kind, document, place and ordinal. The ordinal counts rows of one kind
 * at one place, so that two facts of one number keep apart.
 */
#ifndef NORMALIZE_IDS_H
#define NORMALIZE_IDS_H

#include "common/arena.h"

struct id_maker {
	char place[24];
	size_t length;
	unsigned ordinal;
};

void ids_begin(struct id_maker *m); /* a document begins */
struct str ids_next(struct id_maker *m, struct arena *a, struct str kind, struct str doc_id,
		    struct str byte_start);

#endif

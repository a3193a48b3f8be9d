/*
 * What the user says of reports beside them: the file reports.csv in a folder, whose rows name a
 * report of that folder (`source`: a path relative to it, archive members as
 * archive.zip!folder/report.docx) and its report_period, and where wanted published, issuer and
 * title.
 */
#ifndef INGEST_GIVEN_H
#define INGEST_GIVEN_H

#include <stdio.h>
#include "common/arena.h"
#include "common/str.h"

#define GIVEN_FILE "reports.csv"

struct given {
	struct str source, report_period, published, issuer, title;
};

struct sidecar; /* opaque */

/* Reads FOLDER/reports.csv, whose sources are kept as PREFIX and the source. *out is NULL where
 * there is none. -1: diagnostics with file and line were printed. */
int sidecar_load(const char *folder, struct str prefix, struct sidecar **out);
/* The same from a stream, named in diagnostics. */
int sidecar_read(FILE *stream, const char *name, struct str prefix, struct sidecar **out);
void sidecar_free(struct sidecar *s);

/* The i-th row in the byte order of sources; NULL behind the last. */
const struct given *sidecar_row(const struct sidecar *s, size_t i);

/* The row that names the source; NULL where none does. */
const struct given *sidecar_find(const struct sidecar *s, struct str source);

#endif

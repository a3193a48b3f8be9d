/*
 * What a release is made from: of the months of its span the published tables, from DATA; of all
 * reports up to its last month what they say of each figure; from the store (STATE, see
 * common/store.h) the texts, the ledgers and each month's part of indicators and revisions.
 * Nothing that later reports brought is seen.
 */
#ifndef BUNDLE_RELEASE_H
#define BUNDLE_RELEASE_H

#include "common/msg.h"
#include "stages/bundle/label.h"
#include "stages/bundle/rowindex.h"
#include "stages/bundle/span.h"
#include "stages/bundle/statements.h"

enum release_table {
	RELEASE_documents,
	RELEASE_observations,
	RELEASE_growth,
	RELEASE_findings,
	RELEASE_indicators,
	RELEASE_revisions,
	RELEASE_TABLES
};

struct release {
	struct span span;
	const char *data, *state;
	struct labels *labels;
	struct arena arena;
	struct rows
		table[RELEASE_TABLES]; /* of the span; indicators of all reports up to its end */
	struct rowindex by_doc, by_indicator;
	struct names months;          /* of the span, those that are published */
	struct names gaps;            /* months inside of it that no report is of */
	struct statements statements; /* of all reports up to the end of the span */
	struct statements own;        /* of the span's reports alone */
	struct str day;               /* newest date of issue, else the span's last day */
	char before[SPAN_MONTH];      /* the month before the span */
};

/* EXIT_DONE; EXIT_CALLER (a month that is not published), EXIT_SYSTEM: said why. Release it in any
 * case. `r` has span, data, state and labels set. */
enum exit_code release_read(struct release *r);
void release_free(struct release *r);

/* The row of indicators; NULL where no level of it is held. */
const struct str *release_indicator(const struct release *r, struct str indicator);
/* The bodies whose reports are in it, each once: the next from row *at of documents on. */
bool release_issuer(const struct release *r, size_t *at, struct str *issuer);
/* The row of documents; NULL where it is none of the span's. */
const struct str *release_document(const struct release *r, struct str doc_id);

#endif

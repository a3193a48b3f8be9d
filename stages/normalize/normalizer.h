/*
 * From mentions to observations, growth, ledger and findings, one document at a time, without the
 * text.
 *
 * Every mention gives one row of the ledger: a fact, a named kind of non-fact, or unread with a
 * finding. Levels are written as they come; comparisons wait until the levels that they link to
 * are known, at most two windows of MENTION_WINDOW mentions, so that memory stays bounded
 * whatever the length of a document.
 */
#ifndef NORMALIZE_NORMALIZER_H
#define NORMALIZE_NORMALIZER_H

#include <stdio.h>
#include "stages/normalize/figure.h"

enum { MENTION_WINDOW = 2048, WINDOWS = 3 };

/* Streams may be NULL: that table is not wanted. */
struct outputs {
	FILE *observations, *growth, *ledger, *findings;
};

struct tokens_told {
	unsigned long long facts, others, unread;
};

struct normalizer;

struct normalizer *normalizer_new(struct lexicons *x, const struct outputs *out);
void normalizer_free(struct normalizer *n);

/* A document begins; its row of `documents` holds issuer and report_period. The one before ends. */
void normalizer_document(struct normalizer *n, struct str doc_id, struct str issuer,
			 struct str report_period);
/* One row of `mentions` of that document. NULL, or why the row is refused (a bad cell). A level
 * without a quote has that of the last mention that carried one; other outcomes need none. */
const char *normalizer_mention(struct normalizer *n, const struct str row[]);
void normalizer_end(struct normalizer *n); /* writes what still waits */

/* A finding lacked its wording: a mistake of the lexicon; a diagnostic was printed. */
bool normalizer_failed(const struct normalizer *n);
struct tokens_told normalizer_counts(const struct normalizer *n);

#endif

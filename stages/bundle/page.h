/*
 * report.html: a release as one page to print. Per field its figures with their growth, a chart of
 * each series (gnuplot, as inline SVG), contradictions in words, revisions; a click on a figure
 * shows the sentence that it came from. Vietnamese and English in one file, without network.
 *
 * The bytes are a function of the rows, the texts and gnuplot's version: no clock, no path.
 */
#ifndef BUNDLE_PAGE_H
#define BUNDLE_PAGE_H

#include <stdio.h>
#include "common/store.h"
#include "stages/bundle/label.h"

/* What the page is made of. The caller loads the rows and keeps them until page_write() is done;
 * every pointer but `earlier` and `texts` is needed, a table may have no row. */
struct page_input {
	struct str from, to;           /* first and last report month of the release: 2022-08 */
	struct labels *labels;         /* keys page_… and unit.… of label.csv */
	const struct rows *documents, *observations, *growth, *findings; /* of from .. to */
	const struct rows *indicators; /* the codebook as of `to` */
	const struct rows *revisions;  /* those whose new_vintage lies in from .. to are shown */
	const struct rows *earlier;    /* observations of report months before `from`, for the
					  charts; NULL: none */
	const char *texts;             /* the store's documents: TEXTS/DOC/text.txt; NULL: quotes
					  alone, and no sentence of growth without a level */
};

/* Writes the page. 0, or -1 with a diagnostic. Errors of the stream stay in it. Without gnuplot on
 * the machine a warning is given, and the page says that it has no charts. */
int page_write(const struct page_input *in, FILE *out);

#endif

/*
 * report.html: a release as one page to print. Per field its figures with their growth, a chart of
 * each series (gnuplot, as inline SVG), contradictions in words, revisions; a click on a figure
 * shows the sentence that it came from. Vietnamese and English in one file, without network.
 *
 * The bytes are a function of the release and of gnuplot's version: no clock, no path.
 */
#ifndef BUNDLE_PAGE_H
#define BUNDLE_PAGE_H

#include <stdio.h>
#include "stages/bundle/release.h"

/* Writes the page of a release that was read; its words are the keys page_* of label.csv. 0, or -1
 * with a diagnostic. Errors of the stream stay in it. Where gnuplot is missing a warning is given,
 * and the page says that it has no charts. */
int page_write(const struct release *r, FILE *out);

#endif

/*
 * The release as an Excel workbook: overview, wide table, observations, growth, codebook, sources,
 * findings. Numbers are numbers, dates dates, texts never formulas. A figure of more than 15
 * significant digits, which a spreadsheet's binary numbers cannot hold, stands as text.
 */
#ifndef BUNDLE_WORKBOOK_H
#define BUNDLE_WORKBOOK_H

#include "stages/bundle/grid.h"
#include "stages/bundle/quality.h"

int workbook_put(struct package *k, const struct grid *wide, const struct quality *q);

/* Whether a double holds the decimal exactly enough to be printed back as it is. */
bool workbook_holds(struct dec d);

#endif

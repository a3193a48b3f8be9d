/*
 * SDMX-CSV 2.0 of what the span's reports tell, of each figure the statement that counts, and the
 * code lists that it uses. Each issuer is the agency of its dataflow.
 */
#ifndef BUNDLE_SDMX_H
#define BUNDLE_SDMX_H

#include "common/period.h"
#include "stages/bundle/grid.h"

int sdmx_put(struct package *k);

/* A unit as an SDMX code (letters, digits, _ @ $ -): % is PT, pp PP, a counted noun N_ and its
 * folded words; the code list says which is which. */
void sdmx_unit(struct str unit_measure, struct buf *code);
/* 2022-08-16/2022-08-31 as start and duration, 2022-08-16/P16D; other periods as they are. */
void sdmx_period(struct period p, struct buf *out);

#endif

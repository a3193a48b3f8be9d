/* Tables as the dataset keeps them: CSV in gzip. */
#ifndef BUNDLE_GZ_H
#define BUNDLE_GZ_H

#include "common/store.h"

/* Appends the rows of a .csv.gz. 0, or -1 with a diagnostic. */
int gz_rows(struct rows *r, const char *file);

#endif

/* The tables as they are: CSV, and Parquet through the program that publishes it. */
#ifndef BUNDLE_PLAIN_H
#define BUNDLE_PLAIN_H

#include "stages/bundle/package.h"

/* `publish` is that program; NULL leaves Parquet out. */
enum exit_code plain_put(struct package *k, const char *publish);

#endif

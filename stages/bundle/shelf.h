/*
 * RELEASES/index.csv and index.html: every archive of the folder, from the archives themselves:
 * what bag-info.txt says, size and hash. An archive that was copied in or taken away shows at the
 * next release.
 */
#ifndef BUNDLE_SHELF_H
#define BUNDLE_SHELF_H

#include "stages/bundle/label.h"

int shelf_write(const char *releases, struct labels *l); /* 0, or -1: said why */

#endif

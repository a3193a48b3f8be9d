/* sources/DOC.txt: the texts that the figures' places (byte_start, byte_end) count in. */
#ifndef BUNDLE_TEXTS_H
#define BUNDLE_TEXTS_H

#include "stages/bundle/package.h"

int texts_put(struct package *k); /* 0, or -1: said why */

#endif

/* The pages around the tables: README.md, codebook.md, CITATION.md, LICENSE-NOTE.md. */
#ifndef BUNDLE_WORDS_H
#define BUNDLE_WORDS_H

#include "stages/bundle/package.h"

int words_put(struct package *k);
/* README.md lists the files that are in the package by now. */
int words_put_readme(struct package *k);

#endif

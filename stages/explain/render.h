/* A reading as people and programs look at it. Write errors stay in the stream. */
#ifndef EXPLAIN_RENDER_H
#define EXPLAIN_RENDER_H

#include <stdio.h>
#include "stages/explain/reading.h"

/* The text, its marks in colour or, without, in brackets; below each line what was read in it and
 * what was left and why. */
void render_terminal(const struct reading *r, bool colour, FILE *out);

/* An object: document, text, marks with their rows, findings, counts. */
void render_json(const struct reading *r, FILE *out);

/* One page by itself: hovering or tapping a mark shows its row; no network, no script needed. */
void render_page(const struct reading *r, FILE *out);

#endif

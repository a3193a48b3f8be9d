/* Markdown, appended to a buffer: what comes from reports cannot become markup. */
#ifndef BUNDLE_MARKDOWN_H
#define BUNDLE_MARKDOWN_H

#include "stages/bundle/label.h"

void md_text(struct buf *out, struct str s); /* one line; markup is escaped */
/* `## ` and the label. */
void md_heading(struct buf *out, int level, struct labels *l, const char *key, enum language in);
/* A row of a table; the header row is followed by its rule. */
void md_row(struct buf *out, const struct str *cells, size_t count);
void md_header(struct buf *out, struct labels *l, enum language in, const char *const *keys,
	       size_t count);

#endif

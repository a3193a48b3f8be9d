/* The CSV that Excel opens by a click where Windows speaks Vietnamese: BOM, `;`, decimal comma. */
#ifndef BUNDLE_EXCEL_H
#define BUNDLE_EXCEL_H

#include "stages/bundle/package.h"

int excel_put(struct package *k);

/* One field. A text that a spreadsheet would take for a formula gets an apostrophe in front;
 * numbers stay numbers, the negative ones too. */
void excel_field(struct buf *out, enum column_type type, struct str cell);

#endif

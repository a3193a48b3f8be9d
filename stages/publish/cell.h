/*
 * Cells of a table as Parquet values: the text of a cell to the PLAIN bytes of its column's type
 * and what can be said of such bytes. Strings are themselves, without a length.
 *
 *   string BYTE_ARRAY   int32, date INT32   int64 INT64   boolean one byte, 0 or 1
 *   dec FIXED_LEN_BYTE_ARRAY(16), two's complement, highest byte first, six decimals
 */
#ifndef PUBLISH_CELL_H
#define PUBLISH_CELL_H

#include <stdbool.h>
#include <stdint.h>
#include "common/table.h"

enum { CELL_ROOM = 16 };

size_t cell_width(enum column_type type); /* bytes of a value; 0 for strings */

/* The value of a cell that is not empty. `room` is where it is put; a string stays where it is.
 * NULL, or why the cell is no value of that type. */
const char *cell_value(enum column_type type, struct str cell, char room[CELL_ROOM],
		       struct str *value);

/* As the readers order them: numbers and dates by value, strings by bytes, false before true. */
int cell_compare(enum column_type type, struct str a, struct str b);

int64_t cell_integer(struct str value); /* of 1, 4 or 8 PLAIN bytes, with sign */

/* A lower or upper bound of `value` for statistics, in place of *out: the value itself, or of a
 * long string a short one that is not above (not below) it and still UTF-8. True where it is the
 * value itself. */
bool cell_bound(enum column_type type, struct str value, bool upper, struct buf *out);

#endif

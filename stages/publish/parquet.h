/*
 * Writing Apache Parquet.
 *
 *   struct parquet *p = parquet_new(&table_observations, write, context);
 *   while (… a row …)
 *           if (parquet_row(p, cells, count) != 0)
 *                   … parquet_error(p) …
 *   if (parquet_close(p) != 0)
 *           … parquet_error(p) …
 *   parquet_free(p);
 *
 * The table (common/table.h) is the schema. Cells are text as CSV has it; an empty one is NULL, and
 * every column is OPTIONAL:
 *
 *   string   BYTE_ARRAY, STRING                 int32    INT32, INT(32, signed)
 *   date     INT32, DATE                        int64    INT64, INT(64, signed)
 *   boolean  BOOLEAN                            dec      FIXED_LEN_BYTE_ARRAY(16), DECIMAL(38, 6)
 *
 * The older converted types stand beside the logical ones. Pages are V1, GZIP, with CRC-32; every
 * chunk has min, max and null count, every page too (ColumnIndex, OffsetIndex); strings of more
 * than 64 bytes are cut in statistics and said to be. Where a column ascends, the row group is said
 * to be sorted by the first one that does. The footer's key `solieu.codebook` holds the table's
 * meaning and its columns' as JSON.
 *
 * Memory is bounded: a row group ends at PARQUET_GROUP_ROWS rows or PARQUET_GROUP_BYTES held. Bytes
 * are written in order, never again touched, and depend on the rows alone.
 *
 * Errors are sticky. A cell that is no value of its column (text in a number, a seventh decimal,
 * bytes that are not UTF-8), a row with too few or too many cells, a write that failed: from then
 * on every call fails, nothing more is written, and parquet_close() does not make a file of the
 * rest.
 */
#ifndef PUBLISH_PARQUET_H
#define PUBLISH_PARQUET_H

#include "common/table.h"

enum { PARQUET_GROUP_ROWS = 1 << 18, PARQUET_GROUP_BYTES = 64 << 20 };

struct parquet; /* opaque */

/* `write` takes the file's bytes in order; 0, or -1 to stop. Table and context must outlive the
 * writer. */
struct parquet *parquet_new(const struct table *table,
			    int (*write)(void *context, struct str bytes), void *context);

/* 0, or -1 (parquet_error() says why). The cells are not needed any more afterwards. */
int parquet_row(struct parquet *p, const struct str cell[], size_t cells);

/* The last row group and the footer. 0, or -1. Nothing but parquet_error() and parquet_free()
 * may follow. */
int parquet_close(struct parquet *p);

/* NULL while all is well; else for instance "table observations, row 17, column obs_value: more
 * than 6 decimals: '1.1234567'". Rows count from 1. */
const char *parquet_error(const struct parquet *p);

void parquet_free(struct parquet *p);

#endif

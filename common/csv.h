/*
 * CSV as RFC 4180 has it, read through libcsv (strict; regular rows of tables by split.h) and
 * written by a few lines of our own.
 * Reading: UTF-8 with or without BOM, LF or CRLF, quoted fields, a last line with or without
 * newline. Ragged rows, stray quotes, NUL bytes and invalid UTF-8 are errors with file and line.
 * Writing: comma, LF, a field quoted only where it must be. An empty field is NULL.
 */
#ifndef COMMON_CSV_H
#define COMMON_CSV_H

#include <stdio.h>
#include "common/buf.h"

struct csv_reader; /* opaque; bounded memory: one chunk and one row */

/* `name` is for diagnostics ("-" or NULL: <stdin>) and is copied. The stream stays the caller's. */
struct csv_reader *csv_reader_new(FILE *stream, const char *name);
/* The same rows and errors, several times faster where the rows are regular: split.h cuts those,
 * and libcsv still reads, and judges, what is not. The tables between stages go this way, for there
 * CSV would take half of the time that a report takes, and the lexicons, for whose rows every start
 * of a program waits. Other tables that people write are read by libcsv from the first byte. */
struct csv_reader *csv_reader_regular(FILE *stream, const char *name);
void csv_reader_free(struct csv_reader *r);

/* The next row: its fields in *cells (valid until the next call), their number in *count.
 * 1 a row, 0 the end, -1 a diagnostic was printed (errno EILSEQ for bad CSV, else the read error).
 * Lines without any byte are skipped. A row of more than 64 MiB is an error. */
int csv_read(struct csv_reader *r, struct str **cells, size_t *count);
unsigned long csv_line(const struct csv_reader *r); /* where the row just read began, from 1 */
const char *csv_name(const struct csv_reader *r);

/* One field, quoted where it must be; the caller writes commas and LF. */
void csv_append_field(struct buf *out, struct str field);
/* A row with its commas and LF, appended or written. A lone empty field is quoted: it would be a
 * blank line. Errors of the stream stay in it, for io_commit() to see. */
void csv_append_row(struct buf *out, const struct str *cells, size_t count);
void csv_write_row(FILE *stream, const struct str *cells, size_t count);

#endif

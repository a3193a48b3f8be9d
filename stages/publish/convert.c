#include "stages/publish/convert.h"

#include <errno.h>
#include <stdlib.h>
#include "common/io.h"
#include "common/xalloc.h"
#include "stages/publish/gzip.h"
#include "stages/publish/parquet.h"

enum { CSV_CHUNK = 64 << 10 };

static int to_sink(void *context, struct str bytes)
{
	struct sink *s = context;
	sink_add(s, bytes);
	return s->failed ? -1 : 0;
}

struct formats {
	struct table_reader reader;
	const struct convert *order;
	struct str *row;
	size_t period; /* column of report_period, or the number of columns */
	struct gzip gzip;
	struct buf text;
	struct parquet *parquet;
};

static void begin(struct formats *f, const struct convert *order)
{
	f->row = xcalloc(order->table->columns, sizeof *f->row);
	f->order = order;
	for (f->period = 0; f->period < order->table->columns; f->period++)
		if (strcmp(order->table->column[f->period].name, "report_period") == 0)
			break;
	if (order->csv_gz) {
		gzip_init(&f->gzip, order->csv_gz);
		for (size_t i = 0; i < order->table->columns; i++)
			f->row[i] = str_of(order->table->column[i].name);
		csv_append_row(&f->text, f->row, order->table->columns);
	}
	if (order->parquet)
		f->parquet = parquet_new(order->table, to_sink, order->parquet);
}

static void release(struct formats *f)
{
	if (f->order->csv_gz)
		gzip_release(&f->gzip);
	parquet_free(f->parquet);
	buf_release(&f->text);
	free(f->row);
}

static bool sinks_failed(const struct formats *f)
{
	return (f->order->csv_gz && f->order->csv_gz->failed) ||
	       (f->order->parquet && f->order->parquet->failed);
}

/* -1: the writer refuses the row, said here with file and line. */
static int refuse(struct formats *f)
{
	if (!sinks_failed(f))
		msg(MSG_ERROR, csv_name(f->reader.csv), csv_line(f->reader.csv), (struct str){0},
		    "%s", parquet_error(f->parquet));
	return -1;
}

static int put_row(struct formats *f)
{
	const struct convert *order = f->order;
	size_t columns = order->table->columns;
	if (order->vintage.n && f->period < columns &&
	    !str_equal(f->row[f->period], order->vintage))
		return table_refuse(&f->reader, f->period, f->row[f->period],
				    "the month of the folder");
	if (order->csv_gz) {
		csv_append_row(&f->text, f->row, columns);
		if (f->text.n >= CSV_CHUNK) {
			gzip_add(&f->gzip, buf_view(&f->text));
			buf_reset(&f->text);
		}
	}
	if (f->parquet && parquet_row(f->parquet, f->row, columns) != 0)
		return refuse(f);
	return sinks_failed(f) ? -1 : 0;
}

static int finish(struct formats *f)
{
	if (f->order->csv_gz) {
		gzip_add(&f->gzip, buf_view(&f->text));
		gzip_finish(&f->gzip);
	}
	if (f->parquet)
		parquet_close(f->parquet);
	return sinks_failed(f) ? -1 : 0;
}

/* 0, or -1 with a diagnostic printed. */
static int copy_rows(struct formats *f)
{
	int more;
	while ((more = table_read(&f->reader, f->row)) > 0)
		if (put_row(f) != 0)
			return -1;
	return more < 0 ? -1 : finish(f);
}

enum exit_code convert_table(const struct convert *order)
{
	FILE *stream = io_open(order->name);
	if (!stream)
		return errno == ENOENT || errno == ENOTDIR || errno == EISDIR ? EXIT_CALLER
									      : EXIT_SYSTEM;
	struct formats f = {0};
	enum exit_code code = EXIT_CALLER;
	if (table_read_begin(&f.reader, order->table, stream, order->name ? order->name : "-") ==
	    0) {
		begin(&f, order);
		if (copy_rows(&f) == 0)
			code = EXIT_DONE;
		else if (sinks_failed(&f))
			code = EXIT_SYSTEM;
		release(&f);
		table_read_end(&f.reader);
	}
	if (ferror(stream))
		code = EXIT_SYSTEM;
	if (stream != stdin)
		fclose(stream);
	return code;
}

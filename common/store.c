#include "common/store.h"

#include <dirent.h>
#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "common/io.h"
#include "common/msg.h"
#include "common/period.h"
#include "common/xalloc.h"

#define INNER_TABLE(name, ...) \
	static const struct column name##_list[] = {__VA_ARGS__}; \
	const struct table table_##name = {#name, "inner table of the store", \
					   sizeof name##_list / sizeof *name##_list, name##_list}

INNER_TABLE(reports, {"doc_id", TYPE_string, ""}, {"published", TYPE_date, ""},
	    {"lexicons", TYPE_string, ""}, {"source", TYPE_string, ""});
INNER_TABLE(levels, {"series_id", TYPE_string, ""}, {"key_start", TYPE_date, ""},
	    {"key_end", TYPE_date, ""}, {"report_period", TYPE_string, ""},
	    {"published", TYPE_date, ""}, {"doc_id", TYPE_string, ""},
	    {"byte_start", TYPE_int64, ""}, {"byte_end", TYPE_int64, ""},
	    {"obs_id", TYPE_string, ""}, {"indicator", TYPE_string, ""},
	    {"ref_area", TYPE_string, ""}, {"time_period", TYPE_string, ""},
	    {"time_basis", TYPE_string, ""}, {"unit_measure", TYPE_string, ""},
	    {"obs_value", TYPE_dec, ""}, {"low", TYPE_dec, ""}, {"high", TYPE_dec, ""},
	    {"bound", TYPE_string, ""}, {"obs_status", TYPE_string, ""},
	    {"origin", TYPE_string, ""}, {"subject", TYPE_string, ""},
	    {"printed", TYPE_string, ""});
INNER_TABLE(readers, {"report_period", TYPE_string, ""});
INNER_TABLE(read_with, {"name", TYPE_string, ""}, {"value", TYPE_string, ""});
INNER_TABLE(from, {"kind", TYPE_string, ""}, {"name", TYPE_string, ""}, {"hash", TYPE_string, ""});

struct str *rows_add(struct rows *r)
{
	size_t columns = r->table->columns;

	r->cell = xgrow(r->cell, &r->room, (r->count + 1) * columns, sizeof *r->cell);
	struct str *row = r->cell + r->count++ * columns;
	memset(row, 0, columns * sizeof *row);
	return row;
}

int rows_read_from(struct rows *r, FILE *stream, const char *name)
{
	struct table_reader in;
	struct str *cell = xmalloc(r->table->columns * sizeof *cell);
	int got = -1;

	if (table_read_begin(&in, r->table, stream, name) == 0) {
		while ((got = table_read(&in, cell)) > 0) {
			struct str *row = rows_add(r);
			for (size_t i = 0; i < r->table->columns; i++)
				if (cell[i].n)
					row[i] = arena_copy(r->arena, cell[i]);
		}
		table_read_end(&in);
	}
	free(cell);
	return got;
}

int rows_read(struct rows *r, const char *file, bool optional)
{
	if (optional && !store_exists(file))
		return 0;
	FILE *stream = io_open(file);
	if (!stream)
		return -1;
	int got = rows_read_from(r, stream, file);
	int saved = errno;
	fclose(stream);
	errno = saved;
	return got;
}

int rows_write(const struct rows *r, const char *file)
{
	struct io_file out;

	if (io_create(&out, file))
		return -1;
	table_write_header(out.stream, r->table);
	for (size_t i = 0; i < r->count; i++)
		table_write(out.stream, r->table, rows_at(r, i));
	return io_commit(&out);
}

void rows_release(struct rows *r)
{
	free(r->cell);
	r->cell = NULL;
	r->count = r->room = 0;
}

char *store_path(struct arena *a, const char *state, ...)
{
	struct buf b = {0};
	const char *part;
	va_list list;

	buf_text(&b, state);
	va_start(list, state);
	while ((part = va_arg(list, const char *)) != NULL) {
		buf_byte(&b, '/');
		buf_text(&b, part);
	}
	va_end(list);
	char *path = arena_string(a, buf_view(&b));
	buf_release(&b);
	return path;
}

static int compare_names(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

int store_names(struct arena *a, const char *folder, struct names *out)
{
	size_t room = 0;
	char **list = NULL;
	const struct dirent *entry;

	*out = (struct names){0};
	DIR *d = opendir(folder);
	if (!d) {
		if (errno == ENOENT)
			return 0;
		msg(MSG_ERROR, folder, 0, str_of(strerror(errno)), "cannot be opened");
		return -1;
	}
	while (errno = 0, (entry = readdir(d)) != NULL) {
		if (entry->d_name[0] == '.')
			continue;
		list = xgrow(list, &room, out->count + 1, sizeof *list);
		list[out->count++] = arena_string(a, str_of(entry->d_name));
	}
	int error = errno;
	closedir(d);
	if (out->count) {
		qsort(list, out->count, sizeof *list, compare_names);
		out->name = arena_alloc(a, out->count * sizeof *list);
		memcpy(out->name, list, out->count * sizeof *list);
	}
	free(list);
	if (error) {
		msg(MSG_ERROR, folder, 0, str_of(strerror(error)), "cannot be read");
		return -1;
	}
	return 0;
}

bool store_exists(const char *path)
{
	struct stat s;

	return stat(path, &s) == 0;
}

bool store_is_month(struct str s)
{
	struct period p;

	return period_parse(s, &p) && p.freq == 'M';
}

bool store_key(struct str time_period, struct str time_basis, int32_t *start, int32_t *end)
{
	struct period p;

	if (!period_parse(time_period, &p))
		return false;
	*end = p.last;
	*start = p.first;
	if (str_equal(time_basis, STR("ytd")))
		*start = period_days(period_year_of(p), 1, 1);
	else if (str_equal(time_basis, STR("as_of")))
		*start = p.last;
	return true;
}

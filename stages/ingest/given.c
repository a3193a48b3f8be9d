#include "stages/ingest/given.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include "common/csv.h"
#include "common/io.h"
#include "common/msg.h"
#include "common/period.h"
#include "common/xalloc.h"

enum { COLUMNS = 5 };

static const char *const column_name[COLUMNS] = {"source", "report_period", "published", "issuer",
						 "title"};

struct sidecar {
	struct arena arena;
	struct given *row; /* by source, in byte order */
	size_t count, room;
};

/* Where each known column stands in the file; -1 where it is not there. */
struct header {
	int at[COLUMNS];
	size_t columns;
};

static int refuse(const struct csv_reader *csv, struct str subject, const char *what)
{
	msg(MSG_ERROR, csv_name(csv), csv_line(csv), subject, "%s", what);
	return -1;
}

static int read_header(struct csv_reader *csv, struct header *h)
{
	struct str *cell;
	int got = csv_read(csv, &cell, &h->columns);

	if (got < 0)
		return -1;
	for (int i = 0; i < COLUMNS; i++)
		h->at[i] = -1;
	for (size_t k = 0; got && k < h->columns; k++) {
		int i = 0;

		while (i < COLUMNS && !str_equal(cell[k], str_of(column_name[i])))
			i++;
		if (i == COLUMNS)
			return refuse(csv, cell[k],
				      "unknown column, wants source, report_period and perhaps "
				      "published, issuer, title");
		if (h->at[i] >= 0)
			return refuse(csv, cell[k], "column given twice");
		h->at[i] = (int)k;
	}
	for (int i = 0; i < 2; i++)
		if (h->at[i] < 0)
			return refuse(csv, str_of(column_name[i]), "missing column");
	return 0;
}

static int add_row(struct sidecar *s, struct csv_reader *csv, const struct header *h,
		   struct str prefix, const struct str *cell)
{
	struct str value[COLUMNS] = {{0}};
	struct period p;
	int32_t day;
	char *source;

	for (int i = 0; i < COLUMNS; i++)
		if (h->at[i] >= 0)
			value[i] = str_trim(cell[h->at[i]]);
	if (!value[0].n)
		return refuse(csv, STR(""), "row without a source");
	if (value[1].n && (!period_parse(value[1], &p) || p.freq != 'M'))
		return refuse(csv, value[1], "bad report_period, wants a month as 2022-08");
	if (value[2].n && !period_parse_date(value[2], &day))
		return refuse(csv, value[2], "bad published, wants a date as 2022-08-31");
	s->row = xgrow(s->row, &s->room, s->count + 1, sizeof(*s->row));
	source = arena_alloc(&s->arena, prefix.n + value[0].n + 1);
	if (prefix.n)
		memcpy(source, prefix.p, prefix.n);
	memcpy(source + prefix.n, value[0].p, value[0].n);
	s->row[s->count++] = (struct given){{source, prefix.n + value[0].n},
					    arena_copy(&s->arena, value[1]),
					    arena_copy(&s->arena, value[2]),
					    arena_copy(&s->arena, value[3]),
					    arena_copy(&s->arena, value[4])};
	return 0;
}

static int read_rows(struct sidecar *s, struct csv_reader *csv, struct str prefix)
{
	struct header h;
	struct str *cell;
	size_t count;
	int status = 0, got;

	if (read_header(csv, &h) != 0)
		return -1;
	while ((got = csv_read(csv, &cell, &count)) > 0) {
		if (count != h.columns)
			status = refuse(csv, STR(""),
					"row with more or fewer cells than the header");
		else if (add_row(s, csv, &h, prefix, cell) != 0)
			status = -1;
	}
	return got < 0 ? -1 : status;
}

static int by_source(const void *a, const void *b)
{
	const struct given *x = a, *y = b;

	return str_compare(x->source, y->source);
}

static int check_unique(const struct sidecar *s, const char *file)
{
	for (size_t i = 1; i < s->count; i++)
		if (str_equal(s->row[i - 1].source, s->row[i].source)) {
			msg(MSG_ERROR, file, 0, s->row[i].source, "source given twice");
			return -1;
		}
	return 0;
}

int sidecar_read(FILE *stream, const char *name, struct str prefix, struct sidecar **out)
{
	struct sidecar *s = xcalloc(1, sizeof(*s));
	struct csv_reader *csv = csv_reader_new(stream, name);
	int status = read_rows(s, csv, prefix);

	csv_reader_free(csv);
	if (s->count)
		qsort(s->row, s->count, sizeof(*s->row), by_source);
	if (status == 0)
		status = check_unique(s, name);
	*out = status == 0 ? s : NULL;
	if (status != 0)
		sidecar_free(s);
	return status;
}

int sidecar_load(const char *folder, struct str prefix, struct sidecar **out)
{
	struct buf name = {0};
	FILE *stream;
	int status;

	*out = NULL;
	buf_printf(&name, "%s/%s", folder, GIVEN_FILE);
	stream = fopen(buf_string(&name), "rb");
	if (stream) {
		status = sidecar_read(stream, buf_string(&name), prefix, out);
		fclose(stream);
	} else {
		status = errno == ENOENT ? 0 : -1;
		if (status)
			msg_system(MSG_ERROR, buf_string(&name), "cannot open");
	}
	buf_release(&name);
	return status;
}

const struct given *sidecar_row(const struct sidecar *s, size_t i)
{
	return i < s->count ? &s->row[i] : NULL;
}

void sidecar_free(struct sidecar *s)
{
	if (!s)
		return;
	arena_release(&s->arena);
	free(s->row);
	free(s);
}

/* The first row whose source is not before `source`. */
static size_t lower_bound(const struct sidecar *s, struct str source)
{
	size_t low = 0, high = s->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (str_compare(s->row[middle].source, source) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

const struct given *sidecar_find(const struct sidecar *s, struct str source)
{
	size_t at = s ? lower_bound(s, source) : 0;

	return s && at < s->count && str_equal(s->row[at].source, source) ? &s->row[at] : NULL;
}

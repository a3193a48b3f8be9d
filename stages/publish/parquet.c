#include "stages/publish/parquet.h"

#include <stdio.h>
#include <stdlib.h>
#include "common/xalloc.h"
#include "stages/publish/column.h"
#include "stages/publish/footer.h"

#define MAGIC STR("PAR1")

enum { ERROR_ROOM = 256, SUBJECT = 80 /* bytes of a refused cell that are shown */ };

struct parquet {
	const struct table *table;
	struct sink sink;
	struct page_writer pages;
	struct column_writer *column;
	struct indexes indexes;
	struct row_group *group;
	size_t groups, group_room;
	uint64_t rows, group_rows;
	char error[ERROR_ROOM];
};

struct parquet *parquet_new(const struct table *table,
			    int (*write)(void *context, struct str bytes), void *context)
{
	struct parquet *p = xcalloc(1, sizeof *p);
	p->table = table;
	p->sink = (struct sink){.write = write, .context = context};
	page_writer_init(&p->pages, &p->sink);
	p->column = xcalloc(table->columns, sizeof *p->column);
	for (size_t i = 0; i < table->columns; i++)
		column_init(&p->column[i], &table->column[i]);
	sink_add(&p->sink, MAGIC);
	return p;
}

void parquet_free(struct parquet *p)
{
	if (!p)
		return;
	for (size_t i = 0; i < p->table->columns; i++)
		column_release(&p->column[i]);
	free(p->column);
	for (size_t g = 0; g < p->groups; g++) {
		for (size_t i = 0; i < p->table->columns; i++)
			chunk_release(&p->group[g].chunk[i]);
		free(p->group[g].chunk);
	}
	free(p->group);
	buf_release(&p->indexes.column);
	buf_release(&p->indexes.offset);
	page_writer_release(&p->pages);
	free(p);
}

const char *parquet_error(const struct parquet *p)
{
	return p->error[0] ? p->error : NULL;
}

static int refuse_cell(struct parquet *p, size_t column, struct str cell, const char *why)
{
	int shown = (int)(cell.n < SUBJECT ? cell.n : SUBJECT);
	snprintf(p->error, sizeof p->error, "table %s, row %llu, column %s: %s: '%.*s'",
		 p->table->name, (unsigned long long)p->rows + 1, p->table->column[column].name,
		 why, shown, cell.p);
	return -1;
}

static int refuse_count(struct parquet *p, size_t cells)
{
	snprintf(p->error, sizeof p->error,
		 "table %s, row %llu: %zu cells where the table has %zu columns", p->table->name,
		 (unsigned long long)p->rows + 1, cells, p->table->columns);
	return -1;
}

/* Finds out what the sink has met since it was last asked. */
static int check_sink(struct parquet *p)
{
	if (p->sink.failed && !p->error[0])
		snprintf(p->error, sizeof p->error, "table %s, row %llu: cannot write",
			 p->table->name, (unsigned long long)p->rows);
	return p->error[0] ? -1 : 0;
}

static void flush_group(struct parquet *p)
{
	struct row_group g = {.offset = p->sink.at, .rows = p->group_rows};
	g.chunk = xcalloc(p->table->columns, sizeof *g.chunk);
	for (size_t i = 0; i < p->table->columns; i++)
		column_flush(&p->column[i], &p->pages, &p->indexes, &g.chunk[i]);
	p->group = xgrow(p->group, &p->group_room, p->groups + 1, sizeof *p->group);
	p->group[p->groups++] = g;
	p->group_rows = 0;
}

static bool group_full(const struct parquet *p)
{
	size_t held = 0;
	if (p->group_rows >= PARQUET_GROUP_ROWS)
		return true;
	for (size_t i = 0; i < p->table->columns; i++)
		held += values_memory(&p->column[i].values);
	return held >= PARQUET_GROUP_BYTES;
}

int parquet_row(struct parquet *p, const struct str cell[], size_t cells)
{
	if (p->error[0])
		return -1;
	if (cells != p->table->columns)
		return refuse_count(p, cells);
	for (size_t i = 0; i < cells; i++) {
		const char *why = column_add(&p->column[i], cell[i]);
		if (why)
			return refuse_cell(p, i, cell[i], why);
	}
	p->rows++;
	p->group_rows++;
	if (group_full(p))
		flush_group(p);
	return check_sink(p);
}

static void write_footer(struct parquet *p)
{
	struct footer f = {.table = p->table,
			   .group = p->group,
			   .groups = p->groups,
			   .rows = p->rows};
	struct buf out = {0};
	f.column_indexes = p->sink.at;
	sink_add(&p->sink, buf_view(&p->indexes.column));
	f.offset_indexes = p->sink.at;
	sink_add(&p->sink, buf_view(&p->indexes.offset));
	footer_write(&out, &f);
	encode_le32(&out, (uint32_t)out.n);
	buf_add(&out, MAGIC);
	sink_add(&p->sink, buf_view(&out));
	buf_release(&out);
}

int parquet_close(struct parquet *p)
{
	if (p->error[0])
		return -1;
	if (p->group_rows)
		flush_group(p);
	write_footer(p);
	return check_sink(p);
}

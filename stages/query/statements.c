#include "stages/query/statements.h"

#include <stdlib.h>

#include "common/xalloc.h"

static bool wanted(const struct str *row, struct str only)
{
	if (str_equal(row[observations_origin], STR("implied")))
		return false;
	return !only.n || str_equal(row[observations_series_id], only) ||
	       str_equal(row[observations_indicator], only);
}

/* doc_id to published, of one month */
static struct str published(const struct rows *documents, struct str doc_id)
{
	for (size_t i = 0; i < documents->count; i++)
		if (str_equal(rows_at(documents, i)[documents_doc_id], doc_id))
			return rows_at(documents, i)[documents_published];
	return (struct str){0};
}

static int read_month(struct statements *s, const char *folder, struct str only)
{
	struct rows documents = {.table = &table_documents, .arena = &s->arena};
	struct rows rows = {.table = &table_observations, .arena = &s->arena};
	int result = -1, month;

	if (rows_read(&documents, store_path(&s->arena, folder, "documents.csv", (char *)NULL),
		      true) ||
	    rows_read(&rows, store_path(&s->arena, folder, "observations.csv", (char *)NULL), true))
		goto out;
	for (size_t i = 0; i < rows.count; i++) {
		const struct str *row = rows_at(&rows, i);
		struct str cell[levels_columns] = {{0}};
		if (!wanted(row, only) ||
		    !level_row(&s->arena, row, published(&documents, row[observations_doc_id]),
			       cell, &month))
			continue;
		s->level = xgrow(s->level, &s->room, s->count + 1, sizeof *s->level);
		s->count += level_parse(cell, s->level + s->count);
	}
	result = 0;
out:
	rows_release(&documents);
	rows_release(&rows);
	return result;
}

int statements_read(struct statements *s, const char *months, struct str last, struct str only)
{
	struct names names;

	if (store_names(&s->arena, months, &names))
		return -1;
	for (size_t i = 0; i < names.count; i++) {
		struct str name = str_of(names.name[i]);
		if (!store_is_month(name) || (last.n && str_compare(name, last) > 0))
			continue;
		if (read_month(s, store_path(&s->arena, months, names.name[i], (char *)NULL), only))
			return -1;
	}
	if (s->count)
		qsort(s->level, s->count, sizeof *s->level, level_compare);
	return 0;
}

void statements_release(struct statements *s)
{
	free(s->level);
	arena_release(&s->arena);
	*s = (struct statements){0};
}

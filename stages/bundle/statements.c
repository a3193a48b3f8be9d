#include "stages/bundle/statements.h"

#include <stdlib.h>

#include "common/xalloc.h"
#include "stages/bundle/rowindex.h"

void statements_add(struct statements *s, struct arena *a, const struct rows *observations,
		    const struct rows *documents)
{
	struct rowindex index;
	int month;

	rowindex_make(&index, documents, documents_doc_id);
	for (size_t i = 0; i < observations->count; i++) {
		const struct str *row = rows_at(observations, i);
		const struct str *d = rowindex_find(&index, row[observations_doc_id]);
		struct str cell[levels_columns] = {{0}};
		if (str_equal(row[observations_origin], STR("implied")) ||
		    !level_row(a, row, d ? d[documents_published] : (struct str){0}, cell, &month))
			continue;
		s->level = xgrow(s->level, &s->room, s->count + 1, sizeof *s->level);
		s->count += level_parse(cell, s->level + s->count);
	}
	rowindex_release(&index);
}

void statements_sort(struct statements *s)
{
	if (s->count)
		qsort(s->level, s->count, sizeof *s->level, level_compare);
}

struct statements statements_until(const struct statements *s, const char *month)
{
	struct statements until = {0};

	until.level = xgrow(NULL, &until.room, s->count + 1, sizeof *until.level);
	for (size_t i = 0; i < s->count; i++)
		if (str_compare(s->level[i].report_period, str_of(month)) <= 0)
			until.level[until.count++] = s->level[i];
	return until;
}

void statements_release(struct statements *s)
{
	free(s->level);
	*s = (struct statements){0};
}

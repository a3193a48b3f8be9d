#include "stages/growth/catalogue.h"

#include <stdlib.h>

#include "common/arena.h"
#include "common/xalloc.h"

struct catalogue {
	struct arena arena;
	struct catalogue_entry *list; /* sorted by indicator; of one code the last row wins */
	size_t count, room;
};

static const char *take_row(void *context, const struct str *cell, const char *row_name)
{
	struct catalogue *c = context;

	(void)row_name;
	if (!cell[0].n)
		return "an indicator needs a code";
	c->list = xgrow(c->list, &c->room, c->count + 1, sizeof *c->list);
	struct str *to[] = {&c->list[c->count].indicator,    &c->list[c->count].label_vi,
			    &c->list[c->count].label_en,     &c->list[c->count].field,
			    &c->list[c->count].unit_measure, &c->list[c->count].measure};
	for (size_t i = 0; i < sizeof to / sizeof *to; i++)
		*to[i] = arena_copy(&c->arena, cell[i]);
	c->list[c->count].row = c->count;
	c->count++;
	return NULL;
}

static int compare(const void *a, const void *b)
{
	const struct catalogue_entry *left = a, *right = b;
	int order = str_compare(left->indicator, right->indicator);

	return order ? order : (left->row > right->row) - (left->row < right->row);
}

static void keep_last(struct catalogue *c)
{
	size_t kept = 0;

	for (size_t i = 0; i < c->count; i++) {
		if (kept && str_equal(c->list[kept - 1].indicator, c->list[i].indicator))
			kept--;
		c->list[kept++] = c->list[i];
	}
	c->count = kept;
}

struct catalogue *catalogue_load(const struct lexicon *l)
{
	struct catalogue *c = xcalloc(1, sizeof *c);

	if (lexicon_read(l, "indicator", "indicator,label_vi,label_en,field,unit_measure,measure",
			 take_row, c)) {
		catalogue_free(c);
		return NULL;
	}
	if (c->count)
		qsort(c->list, c->count, sizeof *c->list, compare);
	keep_last(c);
	return c;
}

void catalogue_free(struct catalogue *c)
{
	if (!c)
		return;
	arena_release(&c->arena);
	free(c->list);
	free(c);
}

const struct catalogue_entry *catalogue_find(const struct catalogue *c, struct str indicator)
{
	size_t low = 0, high = c->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = str_compare(c->list[middle].indicator, indicator);
		if (order == 0)
			return c->list + middle;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

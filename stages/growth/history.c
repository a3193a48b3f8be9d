#include "stages/growth/history.h"

#include <stdlib.h>

#include "common/period.h"
#include "common/xalloc.h"

struct history_file {
	int month;
	struct level *level;
	size_t count;
};

void history_begin(struct history *h, const char *state, struct str month,
		   const struct corrections *corrections)
{
	*h = (struct history){.state = state, .month = month, .corrections = corrections};
}

void history_end(struct history *h)
{
	for (size_t i = 0; i < h->count; i++)
		free(h->files[i].level);
	free(h->files);
	arena_release(&h->arena);
	*h = (struct history){0};
}

/* 1 the level counts, 0 it does not, -1 a correction does not fit (said). */
static int take_row(struct history *h, struct str *cell, struct level *out)
{
	const struct correction *last;
	struct reading r = {cell[levels_doc_id],     cell[levels_byte_start],
			    cell[levels_series_id],  cell[levels_time_period],
			    cell[levels_printed],    cell + levels_obs_value,
			    cell + levels_low,       cell + levels_high,
			    cell + levels_obs_status};

	if (str_compare(cell[levels_report_period], h->month) > 0)
		return 0;
	int kept = corrections_apply(h->corrections, r, &h->arena, NULL, &last);
	h->mistaken |= kept < 0;
	return kept <= 0 ? kept : level_parse(cell, out) && out->usable;
}

static int load(struct history *h, struct history_file *file)
{
	struct rows rows = {.table = &table_levels, .arena = &h->arena};
	struct buf name = {0};
	int result = 0;

	period_print(period_of_month_number(file->month), &name);
	buf_text(&name, ".csv");
	char *path =
		store_path(&h->arena, h->state, "index", "levels", buf_string(&name), (char *)NULL);
	buf_release(&name);
	if (rows_read(&rows, path, true)) {
		rows_release(&rows);
		return -1;
	}
	file->level = xcalloc(rows.count + 1, sizeof *file->level);
	for (size_t i = 0; i < rows.count && result >= 0; i++) {
		result = take_row(h, rows_at(&rows, i), file->level + file->count);
		file->count += result > 0;
	}
	rows_release(&rows);
	qsort(file->level, file->count, sizeof *file->level, level_compare);
	return result < 0 ? -1 : 0;
}

static struct history_file *file_of(struct history *h, int month)
{
	for (size_t i = 0; i < h->count; i++)
		if (h->files[i].month == month)
			return h->files + i;
	h->files = xgrow(h->files, &h->room, h->count + 1, sizeof *h->files);
	h->files[h->count] = (struct history_file){.month = month};
	if (load(h, h->files + h->count)) {
		free(h->files[h->count].level);
		return NULL;
	}
	return h->files + h->count++;
}

int history_levels(struct history *h, struct str series_id, int32_t start, int32_t end,
		   const struct level **run, size_t *count)
{
	struct period last = period_span(end, end);
	const struct history_file *file = file_of(h, period_month_number(last));
	const struct level wanted = {.series_id = series_id, .start = start, .end = end};

	*run = NULL;
	*count = 0;
	if (!file)
		return -1;
	size_t low = 0, high = file->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (level_compare_key(file->level + middle, &wanted) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	*run = file->level + low;
	while (low + *count < file->count &&
	       level_compare_key(file->level + low + *count, &wanted) == 0)
		++*count;
	return 0;
}

static int compare_ints(const void *a, const void *b)
{
	int left = *(const int *)a, right = *(const int *)b;

	return (left > right) - (left < right);
}

const int *history_asked(struct history *h, size_t *count)
{
	int *list = arena_alloc(&h->arena, (h->count + 1) * sizeof *list);

	for (size_t i = 0; i < h->count; i++)
		list[i] = h->files[i].month;
	qsort(list, h->count, sizeof *list, compare_ints);
	*count = h->count;
	return list;
}

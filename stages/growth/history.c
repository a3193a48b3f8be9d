#include "stages/growth/history.h"

#include <stdlib.h>

#include "common/period.h"
#include "common/xalloc.h"

struct history_file {
	int month;
	struct level *level;
	size_t count;
};

static struct range cell_range(struct str low, struct str high)
{
	struct range r = {0};

	r.low_open = !dec_parse(low, &r.low);
	r.high_open = !dec_parse(high, &r.high);
	return r;
}

static long long cell_number(struct str s)
{
	unsigned long long value = 0;

	str_to_u64(s, &value);
	return (long long)value;
}

bool level_parse(const struct str *cell, struct level *l)
{
	struct str bound = cell[levels_bound], origin = cell[levels_origin];

	*l = (struct level){0};
	l->series_id = cell[levels_series_id];
	l->indicator = cell[levels_indicator];
	l->ref_area = cell[levels_ref_area];
	l->time_period = cell[levels_time_period];
	l->time_basis = cell[levels_time_basis];
	l->unit_measure = cell[levels_unit_measure];
	l->doc_id = cell[levels_doc_id];
	l->obs_id = cell[levels_obs_id];
	l->report_period = cell[levels_report_period];
	l->published = cell[levels_published];
	l->subject = cell[levels_subject];
	l->byte_start = cell_number(cell[levels_byte_start]);
	l->byte_end = cell_number(cell[levels_byte_end]);
	if (!period_parse_date(cell[levels_key_start], &l->start) ||
	    !period_parse_date(cell[levels_key_end], &l->end) ||
	    !dec_parse(cell[levels_obs_value], &l->value))
		return false;
	l->range = cell_range(cell[levels_low], cell[levels_high]);
	l->status = cell[levels_obs_status].n ? cell[levels_obs_status].p[0] : 'A';
	l->approx = str_equal(bound, STR("approx"));
	l->base = str_equal(origin, STR("stated_base"));
	l->usable = l->status != 'F' && !str_equal(bound, STR("ge")) && !str_equal(bound, STR("le")) &&
		    !str_equal(origin, STR("implied"));
	return true;
}

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

static int compare_key(const struct level *a, struct str series_id, int32_t start, int32_t end)
{
	int order = str_compare(a->series_id, series_id);

	if (order)
		return order;
	if (a->end != end)
		return a->end < end ? -1 : 1;
	return a->start == start ? 0 : a->start < start ? -1 : 1;
}

static int compare_levels(const void *left, const void *right)
{
	const struct level *a = left, *b = right;
	int order = compare_key(a, b->series_id, b->start, b->end);

	if (!order)
		order = str_compare(a->report_period, b->report_period);
	if (!order)
		order = str_compare(a->published, b->published);
	if (!order)
		order = str_compare(a->doc_id, b->doc_id);
	if (!order && a->byte_start != b->byte_start)
		order = a->byte_start < b->byte_start ? -1 : 1;
	return order ? order : str_compare(a->obs_id, b->obs_id);
}

/* 1 the level counts, 0 it does not, -1 a correction does not fit (said). */
static int take_row(struct history *h, struct str *cell, struct level *out)
{
	const struct correction *last;
	struct reading r = {cell[levels_doc_id], cell[levels_byte_start], cell[levels_series_id],
			    cell[levels_time_period], cell[levels_printed], cell + levels_obs_value,
			    cell + levels_low, cell + levels_high, cell + levels_obs_status};

	if (str_compare(cell[levels_report_period], h->month) > 0)
		return 0;
	int kept = corrections_apply(h->corrections, r, &h->arena, NULL, &last);
	return kept <= 0 ? kept : level_parse(cell, out) && out->usable;
}

static int load(struct history *h, struct history_file *file)
{
	struct rows rows = {.table = &table_levels, .arena = &h->arena};
	struct buf name = {0};
	int result = 0;

	period_print(period_of_month_number(file->month), &name);
	buf_text(&name, ".csv");
	char *path = store_path(&h->arena, h->state, "index", "levels", buf_string(&name), (char *)NULL);
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
	qsort(file->level, file->count, sizeof *file->level, compare_levels);
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

	*run = NULL;
	*count = 0;
	if (!file)
		return -1;
	size_t low = 0, high = file->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (compare_key(file->level + middle, series_id, start, end) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	*run = file->level + low;
	while (low + *count < file->count &&
	       compare_key(file->level + low + *count, series_id, start, end) == 0)
		++*count;
	return 0;
}

static int status_rank(char status)
{
	return status == 'A' ? 0 : status == 'P' ? 1 : 2;
}

/* Width of what the digits leave open; an open side is wider than any. */
static bool narrower(const struct level *a, const struct level *b)
{
	struct dec width_a, width_b;
	bool open_a = a->range.low_open || a->range.high_open;
	bool open_b = b->range.low_open || b->range.high_open;

	if (open_a || open_b)
		return !open_a && open_b;
	if (a->approx != b->approx)
		return !a->approx;
	return dec_sub(a->range.high, a->range.low, &width_a) &&
	       dec_sub(b->range.high, b->range.low, &width_b) && dec_compare(width_a, width_b) < 0;
}

bool history_differs(const struct level *a, const struct level *b)
{
	if (narrower(a, b))
		return !range_holds(b->range, a->value);
	if (narrower(b, a))
		return !range_holds(a->range, b->value);
	return dec_compare(a->value, b->value) != 0;
}

const struct level *history_choose(const struct level *run, size_t count, bool *disagree)
{
	const struct level *best = NULL, *newest = NULL;

	*disagree = false;
	for (size_t i = 0; i < count; i++)
		if (!newest || status_rank(run[i].status) <= status_rank(newest->status))
			newest = run + i;
	for (size_t i = 0; i < count; i++) {
		if (run[i].status != newest->status || !str_equal(run[i].doc_id, newest->doc_id))
			continue;
		if (history_differs(run + i, newest)) {
			*disagree = true;
			return NULL;
		}
		if (!best || narrower(run + i, best))
			best = run + i;
	}
	return best;
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

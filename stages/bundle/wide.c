#include "stages/bundle/wide.h"

#include <stdlib.h>

#include "common/period.h"
#include "common/xalloc.h"

/* A figure's place: its series, and the month. */
struct figure {
	const struct level *level;
	int month;
	bool odd;
};

struct figures {
	struct figure *list;
	size_t count, room;
};

/* The fourth part of issuer.indicator.ref_area.freq.time_basis.unit; only units hold dots. */
static struct str frequency(struct str series_id)
{
	struct str rest = series_id;

	for (int i = 0; i < 3; i++)
		str_cut(&rest, '.');
	return str_cut(&rest, '.');
}

/* The series of the span's own statements, in order; whether this one is among them. */
static bool is_own(const struct statements *own, size_t *at, struct str series_id)
{
	while (*at < own->count && str_compare(own->level[*at].series_id, series_id) < 0)
		++*at;
	return *at < own->count && str_equal(own->level[*at].series_id, series_id);
}

static void collect(struct figures *f, const struct release *r)
{
	size_t at = 0, first, own = 0;

	while (level_next(r->statements.level, r->statements.count, &at, &first)) {
		const struct level *l = level_counting(r->statements.level + first, at - first);
		if (!is_own(&r->own, &own, l->series_id))
			continue;
		struct str freq = frequency(l->series_id);
		f->list = xgrow(f->list, &f->room, f->count + 1, sizeof *f->list);
		f->list[f->count++] =
			(struct figure){l, period_month_number(period_span(l->end, l->end)),
					str_equal(freq, STR("I")) || str_equal(freq, STR("D"))};
	}
}

static int compare_ints(const void *a, const void *b)
{
	const int *left = a, *right = b;

	return (*left > *right) - (*left < *right);
}

/* A column for each month that has a figure; the list of them, to be freed. */
static int *add_months(struct grid *g, const struct figures *f, size_t *count)
{
	int *month = xcalloc(f->count + 1, sizeof *month);
	size_t kept = 0;

	for (size_t i = 0; i < f->count; i++)
		month[i] = f->list[i].month;
	qsort(month, f->count, sizeof *month, compare_ints);
	for (size_t i = 0; i < f->count; i++) {
		if (kept && month[kept - 1] == month[i])
			continue;
		month[kept++] = month[i];
		struct buf name = {0};
		period_print(period_of_month_number(month[i]), &name);
		grid_column(g, arena_string(g->arena, buf_view(&name)), TYPE_dec, "");
		buf_release(&name);
	}
	*count = kept;
	return month;
}

static void describe(struct str *row, const struct release *r, const struct figure *f)
{
	const struct level *l = f->level;
	const struct str *indicator = release_indicator(r, l->indicator);

	row[WIDE_series_id] = l->series_id;
	row[WIDE_indicator] = l->indicator;
	row[WIDE_label_vi] = indicator ? indicator[indicators_label_vi] : l->subject;
	row[WIDE_label_en] = indicator ? indicator[indicators_label_en] : (struct str){0};
	row[WIDE_field] = indicator ? indicator[indicators_field] : (struct str){0};
	row[WIDE_ref_area] = l->ref_area;
	row[WIDE_freq] = frequency(l->series_id);
	row[WIDE_time_basis] = l->time_basis;
	row[WIDE_unit_measure] = l->unit_measure;
	row[WIDE_span] = f->odd ? l->time_period : (struct str){0};
}

/* Of a column that it has from the published tables. */
static const char *meaning_of(const char *name)
{
	const struct table *const from[] = {&table_observations, &table_indicators};

	for (size_t t = 0; t < sizeof from / sizeof *from; t++)
		for (size_t c = 0; c < from[t]->columns; c++)
			if (strcmp(from[t]->column[c].name, name) == 0)
				return from[t]->column[c].meaning;
	return "The span of days of a series that has no month, quarter, half-year or year";
}

void wide_make(struct grid *g, const struct release *r)
{
	static const char *const names[] = {"series_id",    "indicator", "label_vi", "label_en",
					    "field",        "ref_area",  "freq",     "time_basis",
					    "unit_measure", "span"};
	struct figures f = {0};
	size_t months;

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		grid_column(g, names[i], TYPE_string, meaning_of(names[i]));
	collect(&f, r);
	int *month = add_months(g, &f, &months);
	for (size_t i = 0; i < f.count; i++) {
		const struct figure *one = f.list + i;
		struct str *row = g->rows ? grid_at(g, g->rows - 1) : NULL;
		if (!row || one->odd || !str_equal(row[WIDE_series_id], one->level->series_id)) {
			row = grid_row(g);
			describe(row, r, one);
		}
		const int *at = bsearch(&one->month, month, months, sizeof *month, compare_ints);
		row[WIDE_MONTHS + (at - month)] = grid_dec(g->arena, one->level->value);
	}
	free(month);
	free(f.list);
}

int wide_put(const struct grid *g, struct package *k)
{
	return grid_put(g, k, (struct resource){.file = "series_wide.csv", .about = "wide"});
}

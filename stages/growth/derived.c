/*
 * Growth computed from levels alone: of every level that a report of the month states, against
 * the month or quarter before and a year before, ytd against ytd a year before. Rates
 * change in points, all others in percent. No row where the report itself states the comparison
 * and the levels confirmed or denied it there, where a base is not held, is zero or below.
 */
#include <stdlib.h>

#include "stages/growth/comparison.h"
#include "common/period.h"
#include "common/xalloc.h"

static const struct str basis_names[] = {{"mom", 3}, {"qoq", 3}, {"yoy", 3}};

struct derived {
	struct month *m;
	struct str *said; /* keys of what reports state and levels could judge, sorted */
	size_t said_count;
};

/* One text for one comparison. */
static struct str key_of(struct arena *a, struct str series_id, int32_t start, int32_t end,
			 int32_t base_start, int32_t base_end, struct str kind)
{
	struct buf b = {0};

	buf_add(&b, series_id);
	buf_printf(&b, "|%ld|%ld|%ld|%ld|", (long)start, (long)end, (long)base_start,
		   (long)base_end);
	buf_add(&b, kind);
	struct str key = arena_copy(a, buf_view(&b));
	buf_release(&b);
	return key;
}

static int compare_strings(const void *a, const void *b)
{
	return str_compare(*(const struct str *)a, *(const struct str *)b);
}

static void note_said(struct derived *d)
{
	struct month *m = d->m;

	d->said = xcalloc(m->stated_growth + 1, sizeof *d->said);
	for (size_t i = 0; i < m->stated_growth; i++) {
		const struct str *g = rows_at(&m->growth, i);
		int32_t start, end, base_start, base_end;
		if (g[growth_computed].n &&
		    store_key(g[growth_time_period], g[growth_time_basis], &start, &end) &&
		    store_key(g[growth_base_period], g[growth_time_basis], &base_start, &base_end))
			d->said[d->said_count++] =
				key_of(&m->arena, g[growth_series_id], start, end, base_start,
				       base_end, g[growth_kind]);
	}
	qsort(d->said, d->said_count, sizeof *d->said, compare_strings);
}

/*
 * A first quarter belongs to the ytd series (its figure is that of March ytd), the others to the
 * quarterly one: *other is the id of that other series. False where the id is neither.
 */
static bool sibling(struct arena *a, struct str series_id, struct str *other)
{
	static const struct str quarter = {".Q.period.", 10}, ytd = {".M.ytd.", 7};
	struct str rest = series_id;

	for (int part = 0; part < 3; part++)
		str_cut(&rest, '.');
	if (!rest.n)
		return false;
	rest = str_range(rest.p - 1, series_id.p + series_id.n);
	bool is_quarter = str_starts(rest, quarter);
	if (!is_quarter && !str_starts(rest, ytd))
		return false;
	struct str from = is_quarter ? quarter : ytd, to = is_quarter ? ytd : quarter;
	struct buf b = {0};
	buf_add(&b, str_range(series_id.p, rest.p));
	buf_add(&b, to);
	buf_add(&b, str_range(rest.p + from.n, rest.p + rest.n));
	*other = arena_copy(a, buf_view(&b));
	buf_release(&b);
	return true;
}

/* The period compared with, and the series that its level stands in; false where none applies. */
static bool base_of(struct month *m, const struct level *l, struct period p, enum month_basis basis,
		    struct period *base, struct str *series_id)
{
	bool ytd = str_equal(l->time_basis, STR("ytd"));

	*series_id = l->series_id;
	if (basis == MONTH_YOY) {
		*base = period_move(p, -12);
		return p.freq != 'D' && base->freq;
	}
	if (ytd || p.freq != (basis == MONTH_MOM ? 'M' : 'Q'))
		return false;
	*base = period_before(p);
	int month = period_month_of(p);
	if (basis == MONTH_QOQ && str_equal(l->time_basis, STR("period")) && month <= 6)
		return sibling(&m->arena, l->series_id, series_id);
	return true;
}

static struct str text_of(struct month *m, struct period p)
{
	struct buf b = {0};

	period_print(p, &b);
	struct str text = arena_copy(&m->arena, buf_view(&b));
	buf_release(&b);
	return text;
}

static void write_row(struct month *m, const struct level *l, const struct level *base,
		      struct str basis, struct str base_period, enum change_kind kind,
		      const struct change *c)
{
	static const int pair[][2] = {
		{growth_obs_id, observations_obs_id},
		{growth_doc_id, observations_doc_id},
		{growth_report_period, observations_report_period},
		{growth_issuer, observations_issuer},
		{growth_field, observations_field},
		{growth_series_id, observations_series_id},
		{growth_indicator, observations_indicator},
		{growth_subject, observations_subject},
		{growth_ref_area, observations_ref_area},
		{growth_freq, observations_freq},
		{growth_time_period, observations_time_period},
		{growth_time_basis, observations_time_basis},
		{growth_byte_start, observations_byte_start},
		{growth_byte_end, observations_byte_end},
	};
	const struct str *level =
		rows_at(&m->observations, (size_t)month_observation(m, l->obs_id));
	struct str *row = rows_add(&m->growth);
	struct str id[] = {STR("computed"), l->doc_id, l->obs_id, basis};

	for (size_t i = 0; i < sizeof pair / sizeof *pair; i++)
		row[pair[i][0]] = level[pair[i][1]];
	row[growth_growth_id] = tell_id(&m->arena, id, 4);
	row[growth_basis] = basis;
	row[growth_base_period] = base_period;
	row[growth_kind] = str_of(change_kind_name(kind));
	row[growth_bound] = STR("eq");
	row[growth_stated] = STR("false");
	row[growth_base_value] = month_cell(m, base->value);
	bool own = base->base && str_equal(base->doc_id, l->doc_id);
	row[growth_base_origin] = own ? STR("stated_base") : STR("history");
	row[growth_base_vintage] = own ? (struct str){0} : base->report_period;
	month_write_change(m, row, c);
	row[growth_change] = row[growth_computed];
}

static bool is_said(const struct derived *d, const struct level *l, int32_t base_start,
		    int32_t base_end, enum change_kind kind)
{
	struct str key = key_of(&d->m->arena, l->series_id, l->start, l->end, base_start, base_end,
				str_of(change_kind_name(kind)));

	return d->said_count &&
	       bsearch(&key, d->said, d->said_count, sizeof *d->said, compare_strings) != NULL;
}

/* 0; -1: said why. */
static int derive(struct derived *d, const struct level *l, struct period p, enum month_basis basis)
{
	struct month *m = d->m;
	struct period before;
	struct str series_id;
	const struct level *run;
	size_t count;
	int32_t start, end;
	bool disagree;

	if (!base_of(m, l, p, basis, &before, &series_id))
		return 0;
	struct str base_period = text_of(m, before);
	enum change_kind kind = month_in_points(m, l) ? CHANGE_PP : CHANGE_PERCENT;
	if (!store_key(base_period, l->time_basis, &start, &end) || is_said(d, l, start, end, kind))
		return 0;
	if (history_levels(&m->history, series_id, start, end, &run, &count))
		return -1;
	const struct level *base = level_choose(run, count, &disagree);
	struct part parts[] = {tell_text("period", base_period), {0}};
	if (!base) {
		if (disagree)
			return month_tell(m, "BASE_AMBIGUOUS", NULL, l, parts);
		month_report_of(m, l->doc_id)->missing[basis]++;
		return 0;
	}
	struct change c;
	switch (change_compute(kind, l->value, l->range, base->value, base->range, &c)) {
	case CHANGE_ZERO_BASE:
		return month_tell(m, "ZERO_BASE", NULL, l, parts);
	case CHANGE_NEGATIVE:
		return month_tell(m, "SIGN_CHANGE", NULL, l, parts);
	case CHANGE_FINE:
		write_row(m, l, base, basis_names[basis], base_period, kind, &c);
		return 0;
	default:
		return 0;
	}
}

/* Of one key the levels that reports of this month state, as a run of its own. */
static size_t of_this_month(struct month *m, const struct level *run, size_t count,
			    struct level *own)
{
	size_t kept = 0;

	for (size_t i = 0; i < count; i++)
		if (!run[i].base && str_equal(run[i].report_period, m->name))
			own[kept++] = run[i];
	return kept;
}

/* The different values of a run, in its order. */
static struct str values_of(struct month *m, const struct level *run, size_t count)
{
	struct buf b = {0};

	for (size_t i = 0; i < count; i++) {
		size_t k = 0;
		while (k < i && dec_compare(run[k].value, run[i].value) != 0)
			k++;
		if (k < i)
			continue;
		if (b.n)
			buf_text(&b, "; ");
		dec_print(run[i].value, &b);
	}
	struct str values = arena_copy(&m->arena, buf_view(&b));
	buf_release(&b);
	return values;
}

static int derive_key(struct derived *d, struct str series_id, int32_t start, int32_t end)
{
	struct month *m = d->m;
	const struct level *run;
	size_t count;
	bool disagree;
	struct period p;
	int result = 0;

	if (history_levels(&m->history, series_id, start, end, &run, &count))
		return -1;
	struct level *own = xcalloc(count + 1, sizeof *own);
	size_t kept = of_this_month(m, run, count, own);
	const struct level *l = level_choose(own, kept, &disagree);
	if (disagree) {
		struct part parts[] = {tell_text("period", own[0].time_period),
				       tell_text("series", series_id),
				       tell_number(&m->arena, "values", values_of(m, own, kept)),
				       {0}};
		result = month_tell(m, "LEVEL_AMBIGUOUS", NULL, own + kept - 1, parts);
	} else if (l && period_parse(l->time_period, &p) && month_observation(m, l->obs_id) >= 0) {
		for (int basis = 0; basis < MONTH_BASES && !result; basis++)
			result = derive(d, l, p, basis);
	}
	free(own);
	return result;
}

struct wanted {
	struct str series_id;
	int32_t start, end;
};

static int compare_wanted(const void *a, const void *b)
{
	const struct wanted *left = a, *right = b;
	int order = str_compare(left->series_id, right->series_id);

	if (!order)
		order = (left->end > right->end) - (left->end < right->end);
	return order ? order : (left->start > right->start) - (left->start < right->start);
}

static int tell_missing(struct month *m)
{
	for (size_t i = 0; i < m->reports_count; i++)
		for (int basis = 0; basis < MONTH_BASES; basis++) {
			struct buf b = {0};
			buf_i64(&b, (long long)m->reports[i].missing[basis]);
			struct part parts[] = {tell_text("count",
							 arena_copy(&m->arena, buf_view(&b))),
					       tell_text("basis", basis_names[basis]),
					       {0}};
			buf_release(&b);
			struct about about = {.doc_id = m->reports[i].doc_id,
					      .report_period = m->name};
			if (m->reports[i].missing[basis] &&
			    tell(m->tools->messages, &m->findings, "BASE_MISSING", about, parts))
				return -1;
		}
	return 0;
}

int month_derive(struct month *m)
{
	struct derived d = {.m = m};
	struct wanted *list = xcalloc(m->stated + 1, sizeof *list);
	size_t count = 0;
	int result = 0;

	note_said(&d);
	for (size_t i = 0; i < m->stated; i++) {
		const struct str *row = rows_at(&m->observations, i);
		struct wanted w = {.series_id = row[observations_series_id]};
		if (str_equal(row[observations_origin], STR("stated")) && w.series_id.n &&
		    store_key(row[observations_time_period], row[observations_time_basis], &w.start,
			      &w.end))
			list[count++] = w;
	}
	qsort(list, count, sizeof *list, compare_wanted);
	for (size_t i = 0; i < count && !result; i++)
		if (!i || compare_wanted(list + i - 1, list + i) != 0)
			result = derive_key(&d, list[i].series_id, list[i].start, list[i].end);
	if (!result)
		result = tell_missing(m);
	free(list);
	free(d.said);
	return result;
}

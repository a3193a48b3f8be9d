#include "common/level.h"

#include "common/period.h"

struct range range_exact(struct dec value)
{
	return (struct range){false, false, value, value};
}

bool range_holds(struct range r, struct dec value)
{
	return (r.low_open || dec_compare(r.low, value) <= 0) &&
	       (r.high_open || dec_compare(value, r.high) <= 0);
}

bool range_narrower(struct range a, struct range b)
{
	struct dec x, y;
	bool open_a = a.low_open || a.high_open, open_b = b.low_open || b.high_open;

	if (open_a || open_b)
		return !open_a && open_b;
	return dec_sub(a.high, a.low, &x) && dec_sub(b.high, b.low, &y) && dec_compare(x, y) < 0;
}

static struct str date_cell(struct arena *a, int32_t days)
{
	struct buf b = {0};

	period_print_date(days, &b);
	struct str cell = arena_copy(a, buf_view(&b));
	buf_release(&b);
	return cell;
}

bool level_row(struct arena *a, const struct str *observation, struct str published,
	       struct str *row, int *month)
{
	static const int pair[][2] = {
		{levels_series_id, observations_series_id},
		{levels_doc_id, observations_doc_id},
		{levels_report_period, observations_report_period},
		{levels_byte_start, observations_byte_start},
		{levels_byte_end, observations_byte_end},
		{levels_obs_id, observations_obs_id},
		{levels_indicator, observations_indicator},
		{levels_ref_area, observations_ref_area},
		{levels_time_period, observations_time_period},
		{levels_time_basis, observations_time_basis},
		{levels_unit_measure, observations_unit_measure},
		{levels_obs_value, observations_obs_value},
		{levels_low, observations_low},
		{levels_high, observations_high},
		{levels_bound, observations_bound},
		{levels_obs_status, observations_obs_status},
		{levels_origin, observations_origin},
		{levels_subject, observations_subject},
		{levels_printed, observations_printed},
	};
	int32_t start, end;

	if (!observation[observations_series_id].n || !observation[observations_obs_value].n ||
	    !store_key(observation[observations_time_period], observation[observations_time_basis],
		       &start, &end))
		return false;
	*month = period_month_number(period_span(end, end));
	for (size_t i = 0; i < sizeof pair / sizeof *pair; i++)
		row[pair[i][0]] = observation[pair[i][1]];
	row[levels_key_start] = date_cell(a, start);
	row[levels_key_end] = date_cell(a, end);
	row[levels_published] = published;
	return true;
}

static long long cell_number(struct str s)
{
	unsigned long long value = 0;

	str_to_u64(s, &value);
	return (long long)value;
}

bool level_parse(const struct str *row, struct level *l)
{
	*l = (struct level){
		.series_id = row[levels_series_id],
		.indicator = row[levels_indicator],
		.ref_area = row[levels_ref_area],
		.time_period = row[levels_time_period],
		.time_basis = row[levels_time_basis],
		.unit_measure = row[levels_unit_measure],
		.doc_id = row[levels_doc_id],
		.obs_id = row[levels_obs_id],
		.report_period = row[levels_report_period],
		.published = row[levels_published],
		.subject = row[levels_subject],
		.bound = row[levels_bound],
		.origin = row[levels_origin],
		.byte_start = cell_number(row[levels_byte_start]),
		.byte_end = cell_number(row[levels_byte_end]),
	};
	if (!period_parse_date(row[levels_key_start], &l->start) ||
	    !period_parse_date(row[levels_key_end], &l->end) ||
	    !dec_parse(row[levels_obs_value], &l->value))
		return false;
	l->range.low_open = !dec_parse(row[levels_low], &l->range.low);
	l->range.high_open = !dec_parse(row[levels_high], &l->range.high);
	l->status = row[levels_obs_status].n ? row[levels_obs_status].p[0] : 'A';
	l->approx = str_equal(l->bound, STR("approx"));
	l->base = str_equal(l->origin, STR("stated_base"));
	l->usable = l->status != 'F' && !str_equal(l->bound, STR("ge")) &&
		    !str_equal(l->bound, STR("le")) && !str_equal(l->origin, STR("implied"));
	return true;
}

int level_compare_key(const struct level *a, const struct level *b)
{
	int order = str_compare(a->series_id, b->series_id);

	if (order)
		return order;
	if (a->end != b->end)
		return a->end < b->end ? -1 : 1;
	return (a->start > b->start) - (a->start < b->start);
}

int level_compare(const void *left, const void *right)
{
	const struct level *a = left, *b = right;
	int order = level_compare_key(a, b);

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

static bool narrower(const struct level *a, const struct level *b)
{
	return a->approx != b->approx ? !a->approx : range_narrower(a->range, b->range);
}

bool level_differs(const struct level *a, const struct level *b)
{
	if (narrower(a, b))
		return !range_holds(b->range, a->value);
	if (narrower(b, a))
		return !range_holds(a->range, b->value);
	return dec_compare(a->value, b->value) != 0;
}

static int status_rank(char status)
{
	static const char order[] = "APEF";
	const char *at = strchr(order, status);

	return at ? (int)(at - order) : (int)sizeof order;
}

const struct level *level_choose(const struct level *run, size_t count, bool *disagree)
{
	const struct level *best = NULL, *newest = NULL;

	*disagree = false;
	for (size_t i = 0; i < count; i++)
		if (!newest || status_rank(run[i].status) <= status_rank(newest->status))
			newest = run + i;
	for (size_t i = 0; i < count; i++) {
		if (run[i].status != newest->status || !str_equal(run[i].doc_id, newest->doc_id))
			continue;
		if (level_differs(run + i, newest)) {
			*disagree = true;
			return NULL;
		}
		if (!best || narrower(run + i, best))
			best = run + i;
	}
	return best;
}

const struct level *level_counting(const struct level *run, size_t count)
{
	bool disagree;
	const struct level *chosen = level_choose(run, count, &disagree);

	return chosen ? chosen : run + count - 1;
}

bool level_next(const struct level *level, size_t count, size_t *at, size_t *first)
{
	*first = *at;
	if (*at == count)
		return false;
	while (*at < count && level_compare_key(level + *at, level + *first) == 0)
		++*at;
	return true;
}

bool level_revision(struct dec old, struct dec new, struct dec *change)
{
	if (!dec_sub(new, old, change))
		return false;
	*change = dec_trim(*change);
	return true;
}

bool level_revision_percent(struct dec old, struct dec change, struct dec *percent)
{
	struct dec hundredfold, size = dec_sign(old) < 0 ? dec_neg(old) : old;

	if (!dec_shift(change, 2, &hundredfold) ||
	    !dec_div(hundredfold, size, DEC_COLUMN_SCALE, DEC_HALF_EVEN, percent))
		return false;
	*percent = dec_trim(*percent);
	return true;
}

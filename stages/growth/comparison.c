#include "stages/growth/comparison.h"

#include "stages/growth/rate.h"

static const char *const kind_names[] = {"percent", "pp", "factor", "absolute"};

bool change_kind_parse(struct str s, enum change_kind *kind)
{
	for (int i = 0; i < 4; i++)
		if (str_equal(s, str_of(kind_names[i]))) {
			*kind = i;
			return true;
		}
	return false;
}

const char *change_kind_name(enum change_kind kind)
{
	return kind_names[kind];
}

/* The level's own series where there is one: the growth of Q1 then finds that of the ytd. */
static struct str series_of(const struct comparison *c)
{
	return c->has_level ? c->level.series_id : c->row[growth_series_id];
}

/* The newest statement of this very report among levels of one key; NULL where it has none. */
static const struct level *own_level(const struct level *run, size_t count, struct str doc_id)
{
	size_t first = 0, last;
	bool disagree;

	while (first < count && !str_equal(run[first].doc_id, doc_id))
		first++;
	for (last = first; last < count && str_equal(run[last].doc_id, doc_id);)
		last++;
	return level_choose(run + first, last - first, &disagree);
}

static int find_level(struct month *m, struct comparison *c)
{
	const struct level *run;
	size_t count;
	int32_t start, end;

	c->observation = month_observation(m, c->row[growth_obs_id]);
	if (c->observation >= 0) {
		c->has_level = month_level(m, rows_at(&m->observations, (size_t)c->observation),
					   &c->level);
		return 0;
	}
	if (!store_key(c->row[growth_time_period], c->row[growth_time_basis], &start, &end))
		return 0;
	if (history_levels(&m->history, c->row[growth_series_id], start, end, &run, &count))
		return -1;
	const struct level *own = own_level(run, count, c->row[growth_doc_id]);
	c->has_level = own != NULL;
	if (own)
		c->level = *own;
	return 0;
}

/*
 * The base that normalize linked: its printed form tells its range. A figure of another period
 * is no base, whatever stands beside it ("up 0.2 points on February, the same as in March 2022
 * (3.6 %)"): false then.
 */
static bool find_linked_base(struct month *m, struct comparison *c, struct dec value)
{
	struct level found;
	bool other = false;
	size_t count;
	const struct month_value *list = month_values(m, value, &count);

	c->base = (struct level){.value = value,
				 .range = range_exact(value),
				 .status = 'A',
				 .usable = true,
				 .base = true};
	c->has_base = c->base_printed = true;
	for (size_t i = 0; i < count; i++) {
		const struct str *row = rows_at(&m->observations, list[i].row);
		if (!str_equal(row[observations_doc_id], c->row[growth_doc_id]) ||
		    !month_level(m, row, &found))
			continue;
		if (c->has_base_key && found.end != c->base_end) {
			other |= found.base;
			continue;
		}
		c->base = found;
		if (str_equal(found.series_id, series_of(c)))
			return true;
	}
	if (!c->base.doc_id.n && other)
		c->has_base = c->base_printed = false;
	return c->has_base;
}

static int find_base(struct month *m, struct comparison *c)
{
	const struct level *run, *found;
	size_t count;
	bool disagree = false;
	struct dec value;

	if (dec_parse(c->row[growth_base_value], &value)) {
		if (find_linked_base(m, c, value))
			return 0;
		c->row[growth_base_value] = c->row[growth_base_origin] = (struct str){0};
	}
	if (!c->has_base_key)
		return 0;
	if (history_levels(&m->history, series_of(c), c->base_start, c->base_end, &run, &count))
		return -1;
	found = own_level(run, count, c->row[growth_doc_id]);
	c->base_printed = found != NULL;
	if (!found)
		found = level_choose(run, count, &disagree);
	if (disagree) {
		struct part parts[] = {tell_text("period", c->row[growth_base_period]), {0}};
		return month_tell(m, "BASE_AMBIGUOUS", c->row, NULL, parts);
	}
	c->has_base = found != NULL;
	if (found)
		c->base = *found;
	return 0;
}

int comparison_find(struct month *m, struct str *row, struct comparison *c)
{
	struct str bound = row[growth_bound];

	*c = (struct comparison){.row = row, .observation = -1};
	if (!change_kind_parse(row[growth_kind], &c->kind) ||
	    !dec_parse(row[growth_change], &c->change))
		return 0;
	c->stated = rate_range(c->kind, c->change, bound, row[growth_printed]);
	c->approx = str_equal(bound, STR("approx"));
	c->one_sided = str_equal(bound, STR("ge")) || str_equal(bound, STR("le"));
	if (find_level(m, c))
		return -1;
	if (!str_equal(row[growth_basis], STR("vs_ref")))
		c->has_base_key = store_key(row[growth_base_period], row[growth_time_basis],
					    &c->base_start, &c->base_end);
	c->of_rate =
		c->kind == CHANGE_PERCENT && c->has_level &&
		(month_in_points(m, &c->level) || str_equal(row[growth_verdict], STR("ambiguous")));
	return find_base(m, c) ? -1 : 1;
}

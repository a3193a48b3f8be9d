/* Verdicts of what reports state, and the bases that a level and its stated growth imply. */
#include <stdlib.h>

#include "stages/growth/comparison.h"
#include "common/period.h"
#include "common/xalloc.h"

struct implication {
	size_t growth;      /* the comparison that it was first read from */
	size_t row;         /* of observations */
	long level;         /* row of the level */
	int32_t start, end; /* of the base */
	struct implied base;
};

struct implications {
	struct implication *list;
	size_t count, room;
	size_t *of; /* per row of growth: 1 + its implication, 0 where it has none */
};

/* Changes of one level stand close to each other. */
enum { NEAR = 64 };

enum verdict { UNTESTED, CONSISTENT, INCONSISTENT, AMBIGUOUS };

static const struct str verdict_names[] = {{"untested", 8},
					   {"consistent", 10},
					   {"inconsistent", 12},
					   {"ambiguous", 9}};

/* For a reader: with the decimals of what is stated, or more where that would look the same. */
static struct str readable(struct month *m, const struct comparison *c,
			   const struct change *computed)
{
	struct dec value, stated = c->change, rounded;

	if (!fraction_round(computed->value, DEC_HALF_EVEN, &value))
		return (struct str){0};
	for (int scale = stated.scale; scale < DEC_COLUMN_SCALE; scale++)
		if (dec_round(value, scale, DEC_HALF_EVEN, &rounded) &&
		    dec_compare(rounded, stated) != 0)
			return month_cell(m, rounded);
	return month_cell(m, value);
}

static int tell_levels(struct month *m, const char *rule, const struct comparison *c,
		       const char *kind, const struct change *computed)
{
	struct str cell = readable(m, c, computed);
	const struct messages *words = m->tools->messages;
	struct part parts[] = {
		tell_change(words, &m->arena, "stated", c->row[growth_kind], c->row[growth_change]),
		tell_change(words, &m->arena, "computed", str_of(kind), cell),
		tell_number(&m->arena, "base", month_cell(m, c->base.value)),
		tell_number(&m->arena, "level", month_cell(m, c->level.value)),
		tell_text("period", c->row[growth_base_period]),
		{0},
	};

	return month_tell(m, rule, c->row, NULL, parts);
}

static int tell_fault(struct month *m, const struct comparison *c, enum change_fault fault)
{
	struct part parts[] = {tell_text("period", c->row[growth_base_period]), {0}};

	if (fault != CHANGE_ZERO_BASE && fault != CHANGE_NEGATIVE)
		return 0;
	return month_tell(m, fault == CHANGE_ZERO_BASE ? "ZERO_BASE" : "SIGN_CHANGE", c->row, NULL,
			  parts);
}

/* Percent of a figure in %: what is printed stands, and only the levels can tell what it means. */
static int judge_rate(struct month *m, const struct comparison *c, const struct change *percent,
		      enum verdict *verdict)
{
	struct change points;
	bool fits_percent = change_meets(percent, c->stated);
	bool fits_points = change_compute(CHANGE_PP, c->level.value, c->level.range, c->base.value,
					  c->base.range, &points) == CHANGE_FINE &&
			   change_meets(&points, c->stated);

	if (fits_points) {
		*verdict = AMBIGUOUS;
		return fits_percent ? 0 : tell_levels(m, "RATE_POINTS", c, "pp", &points);
	}
	*verdict = fits_percent ? CONSISTENT : c->approx ? UNTESTED : INCONSISTENT;
	return *verdict == INCONSISTENT ? tell_levels(m, "RATE_INCONSISTENT", c, "percent", percent)
					: 0;
}

static bool is_count(struct str unit)
{
	return str_equal(unit, STR("1")) || (unit.n > 2 && unit.p[0] == '{');
}

/* Counts of differently named things may be compared, money and tonnes not. */
static bool comparable(const struct level *level, const struct level *base)
{
	return !base->unit_measure.n || str_equal(level->unit_measure, base->unit_measure) ||
	       (is_count(level->unit_measure) && is_count(base->unit_measure));
}

static int judge(struct month *m, const struct comparison *c, enum verdict *verdict)
{
	struct change computed;

	*verdict = c->of_rate ? AMBIGUOUS : UNTESTED;
	if (!c->has_level || !c->has_base || !c->level.usable || !c->base.usable ||
	    !comparable(&c->level, &c->base))
		return 0;
	enum change_fault fault = change_compute(c->kind, c->level.value, c->level.range,
						 c->base.value, c->base.range, &computed);
	if (fault)
		return tell_fault(m, c, fault);
	month_write_change(m, c->row, &computed);
	if (c->level.approx || c->base.approx)
		return 0;
	if (c->of_rate)
		return judge_rate(m, c, &computed, verdict);
	*verdict = change_meets(&computed, c->stated) ? CONSISTENT
		   : c->approx                        ? UNTESTED
						      : INCONSISTENT;
	return *verdict == INCONSISTENT ? tell_levels(m, "RATE_INCONSISTENT", c,
						      change_kind_name(c->kind), &computed)
					: 0;
}

static void write_base(struct month *m, const struct comparison *c)
{
	bool own = str_equal(c->base.doc_id, c->row[growth_doc_id]) || !c->base.doc_id.n;

	if (!c->has_base)
		return;
	c->row[growth_base_value] = month_cell(m, c->base.value);
	c->row[growth_base_origin] = own && c->base.base ? STR("stated_base") : STR("history");
	c->row[growth_base_vintage] = own && c->base.base ? (struct str){0} : c->base.report_period;
}

/* Whether a base can be computed back: the level is the report's own and its period has the base's
 * length (a stock has none), and nothing about either is open in kind. */
static bool can_imply(const struct comparison *c, enum verdict verdict)
{
	if (c->observation < 0 || !c->has_level || !c->has_base_key || c->base_printed ||
	    !c->level.usable || c->level.approx || c->approx || c->one_sided ||
	    verdict == AMBIGUOUS || dec_sign(c->change) == 0)
		return false;
	struct period level, base;
	return period_parse(c->row[growth_base_period], &base) &&
	       period_parse(c->level.time_period, &level) && c->base_end != c->level.end &&
	       (str_equal(c->level.time_basis, STR("as_of")) || base.freq == level.freq ||
		str_equal(c->level.time_basis, STR("ytd")));
}

/* A number of things: a counted noun, or no unit at all where the catalogue knows of no rate or
 * index. */
static bool counted(const struct month *m, const struct level *l)
{
	struct str unit = l->unit_measure;
	const struct catalogue_entry *entry = catalogue_find(m->tools->catalogue, l->indicator);
	bool other = entry && (str_equal(entry->measure, STR("rate")) ||
			       str_equal(entry->measure, STR("index")));

	if (str_equal(unit, STR("1")))
		return !other && dec_compare(l->range.low, l->range.high) == 0;
	return unit.n > 2 && unit.p[0] == '{' && unit.p[unit.n - 1] == '}' &&
	       !memchr(unit.p, '/', unit.n);
}

static bool whole(struct dec d)
{
	return dec_trim(d).scale == 0;
}

/* A count is recovered where only one whole number can be the base. */
static int recover(struct month *m, const struct comparison *c, struct implied *base)
{
	struct dec number;
	bool none;

	if (!counted(m, &c->level) || !whole(c->level.value))
		return 0;
	if (change_whole_base(c->kind, c->level.value, c->level.range, c->stated, base, &number,
			      &none)) {
		base->value = number;
		base->range = range_exact(number);
	}
	/* where a base is held the verdict says it */
	if (!none || c->has_base || dec_compare(c->level.range.low, c->level.range.high) != 0)
		return 0;
	struct part parts[] = {tell_text("period", c->row[growth_base_period]),
			       tell_change(m->tools->messages, &m->arena, "stated",
					   c->row[growth_kind], c->row[growth_change]),
			       tell_number(&m->arena, "level", month_cell(m, c->level.value)),
			       {0}};
	return month_tell(m, "NO_WHOLE_BASE", c->row, NULL, parts);
}

static void write_values(struct month *m, struct str *row, const struct implied *base)
{
	row[observations_obs_value] = month_cell(m, dec_trim(base->value));
	row[observations_low] =
		base->range.low_open ? (struct str){0} : month_cell(m, dec_trim(base->range.low));
	row[observations_high] =
		base->range.high_open ? (struct str){0} : month_cell(m, dec_trim(base->range.high));
	row[observations_bound] = base->range.high_open  ? STR("gt")
				  : base->range.low_open ? STR("lt")
							 : STR("eq");
}

static void write_time(struct month *m, struct str *row, const struct comparison *c)
{
	struct period base;
	struct buf b = {0};

	period_parse(c->row[growth_base_period], &base);
	if (str_equal(c->level.time_basis, STR("as_of")))
		base = period_last_month(base);
	period_print(base, &b);
	row[observations_time_period] = arena_copy(&m->arena, buf_view(&b));
	row[observations_freq] = arena_copy(&m->arena, (struct str){&base.freq, 1});
	const int32_t day[] = {base.first, base.last};
	const size_t cell[] = {observations_period_start, observations_period_end};
	for (size_t i = 0; i < 2; i++) {
		buf_reset(&b);
		period_print_date(day[i], &b);
		row[cell[i]] = arena_copy(&m->arena, buf_view(&b));
	}
	buf_release(&b);
}

static size_t write_implied(struct month *m, const struct comparison *c, const struct implied *base)
{
	static const int from_level[] = {observations_doc_id,     observations_report_period,
					 observations_issuer,     observations_field,
					 observations_series_id,  observations_indicator,
					 observations_subject,    observations_ref_area,
					 observations_time_basis, observations_unit_measure,
					 observations_obs_status, observations_quote};
	struct str *row = rows_add(&m->observations);
	const struct str *level = rows_at(&m->observations, (size_t)c->observation);
	struct str id[] = {STR("implied"), c->row[growth_doc_id], c->row[growth_growth_id]};

	for (size_t i = 0; i < sizeof from_level / sizeof *from_level; i++)
		row[from_level[i]] = level[from_level[i]];
	row[observations_obs_id] = tell_id(&m->arena, id, 3);
	row[observations_origin] = STR("implied");
	row[observations_printed] = c->row[growth_printed];
	row[observations_byte_start] = c->row[growth_byte_start];
	row[observations_byte_end] = c->row[growth_byte_end];
	write_time(m, row, c);
	write_values(m, row, base);
	return m->observations.count - 1;
}

static bool ranges_meet(struct range a, struct range b)
{
	return (a.low_open || b.high_open || dec_compare(a.low, b.high) <= 0) &&
	       (b.low_open || a.high_open || dec_compare(b.low, a.high) <= 0);
}

/* A computed level for a reader: its decimals say nothing where it is large. */
static struct str rough(struct month *m, struct dec value)
{
	struct dec size = dec_sign(value) < 0 ? dec_neg(value) : value, rounded;

	if (dec_compare(size, dec_int(1000)) >= 0 && dec_round(value, 0, DEC_HALF_EVEN, &rounded))
		value = rounded;
	return month_cell(m, dec_trim(value));
}

/* The same base from another change of the same level ("up 5 %, that is by 3 billion"). */
static int meet_other(struct month *m, const struct comparison *c, struct implication *other,
		      const struct implied *base)
{
	if (!ranges_meet(other->base.range, base->range)) {
		struct part parts[] = {tell_text("period", c->row[growth_base_period]),
				       tell_number(&m->arena, "first", rough(m, other->base.value)),
				       tell_number(&m->arena, "second", rough(m, base->value)),
				       {0}};
		return month_tell(m, "RATES_DISAGREE", c->row, NULL, parts);
	}
	if (range_narrower(base->range, other->base.range)) {
		other->base = *base;
		write_values(m, rows_at(&m->observations, other->row), base);
	}
	return 0;
}

static int imply(struct month *m, const struct comparison *c, size_t growth,
		 struct implications *all)
{
	struct implied base;

	if (change_imply(c->kind, c->level.value, c->level.range, c->change, c->stated, &base) ||
	    (base.range.low_open && base.range.high_open))
		return 0;
	if (recover(m, c, &base))
		return -1;
	size_t oldest = all->count > NEAR ? all->count - NEAR : 0;
	for (size_t i = all->count; i-- > oldest;) {
		struct implication *other = all->list + i;
		if (other->level == c->observation && other->start == c->base_start &&
		    other->end == c->base_end) {
			all->of[growth] = i + 1;
			return meet_other(m, c, other, &base);
		}
	}
	all->list = xgrow(all->list, &all->room, all->count + 1, sizeof *all->list);
	all->list[all->count++] = (struct implication){growth,         write_implied(m, c, &base),
						       c->observation, c->base_start,
						       c->base_end,    base};
	all->of[growth] = all->count;
	return 0;
}

static int judge_row(struct month *m, size_t index, struct implications *all)
{
	struct comparison c;
	enum verdict verdict = UNTESTED;
	struct str *row = rows_at(&m->growth, index);
	int found = comparison_find(m, row, &c);

	if (found < 0)
		return -1;
	if (found && judge(m, &c, &verdict))
		return -1;
	if (found)
		write_base(m, &c);
	row[growth_verdict] = verdict_names[verdict];
	return found && can_imply(&c, verdict) ? imply(m, &c, index, all) : 0;
}

int month_judge(struct month *m)
{
	struct implications all = {.of = xcalloc(m->stated_growth + 1, sizeof *all.of)};
	int result = 0;

	for (size_t i = 0; i < m->stated_growth && !result; i++)
		result = judge_row(m, i, &all);
	for (size_t i = 0; i < m->stated_growth && !result; i++) {
		struct str *row = rows_at(&m->growth, i);
		if (!all.of[i] || row[growth_base_value].n)
			continue;
		row[growth_base_value] =
			rows_at(&m->observations,
				all.list[all.of[i] - 1].row)[observations_obs_value];
		row[growth_base_origin] = STR("implied");
	}
	free(all.of);
	free(all.list);
	return result;
}

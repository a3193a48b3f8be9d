#include "stages/query/answers.h"

#include "stages/query/statements.h"

static struct str dec_text(struct arena *a, struct dec d)
{
	struct buf b = {0};

	dec_print(d, &b);
	struct str text = arena_copy(a, buf_view(&b));
	buf_release(&b);
	return text;
}

static struct str status_text(const struct level *l)
{
	return (struct str){&l->status, 1};
}

static struct grid grid_of(struct arena *a, const struct grid_column *column, size_t columns)
{
	return (struct grid){.column = column, .columns = columns, .arena = a};
}

int answer_asof(const char *state, struct str month, enum grid_form form, FILE *out)
{
	static const struct grid_column column[] = {{"series_id", false},    {"time_period", false},
						    {"time_basis", false},   {"obs_value", true},
						    {"unit_measure", false}, {"bound", false},
						    {"obs_status", false},   {"vintage", false},
						    {"doc_id", false},       {"indicator", false},
						    {"ref_area", false},     {"subject", false}};
	struct statements s = {0};
	struct grid g = grid_of(&s.arena, column, sizeof column / sizeof *column);
	size_t at = 0, first;
	int result = statements_read(&s, store_path(&s.arena, state, "months", (char *)NULL), month,
				     (struct str){0});

	while (result == 0 && level_next(s.level, s.count, &at, &first)) {
		const struct level *l = level_counting(s.level + first, at - first);
		const struct str cell[] = {l->series_id,    l->time_period,
					   l->time_basis,   dec_text(&s.arena, l->value),
					   l->unit_measure, l->bound,
					   status_text(l),  l->report_period,
					   l->doc_id,       l->indicator,
					   l->ref_area,     l->subject};
		memcpy(grid_add(&g), cell, sizeof cell);
	}
	if (result == 0)
		grid_print(&g, form, out);
	grid_release(&g);
	statements_release(&s);
	return result;
}

/* Size of the step from one value to the other in the cells `change`, `change_percent`. */
static void put_step(struct arena *a, const struct level *old, const struct level *new,
		     struct str *change)
{
	struct dec step, percent;

	if (!level_revision(old->value, new->value, &step))
		return;
	change[0] = dec_text(a, step);
	if (level_revision_percent(old->value, step, &percent))
		change[1] = dec_text(a, percent);
}

/* How a statement stands to the one before it: the same, another value, another status. */
static struct str verb(const struct level *old, const struct level *new)
{
	if (!old)
		return STR("added");
	if (level_differs(old, new))
		return STR("revised");
	return old->status != new->status ? STR("reflagged") : STR("same");
}

int answer_history(const char *state, struct str series, enum grid_form form, FILE *out,
		   bool *found)
{
	static const struct grid_column column[] = {
		{"series_id", false},     {"time_period", false}, {"time_basis", false},
		{"vintage", false},       {"published", false},   {"obs_value", true},
		{"unit_measure", false},  {"bound", false},       {"obs_status", false},
		{"origin", false},        {"step", false},        {"change", true},
		{"change_percent", true}, {"doc_id", false}};
	enum { CHANGE = 11 };
	struct statements s = {0};
	struct grid g = grid_of(&s.arena, column, sizeof column / sizeof *column);
	size_t at = 0, first;
	int result = statements_read(&s, store_path(&s.arena, state, "months", (char *)NULL),
				     (struct str){0}, series);

	*found = s.count > 0;
	while (result == 0 && level_next(s.level, s.count, &at, &first))
		for (size_t i = first; i < at; i++) {
			const struct level *l = s.level + i, *old = i > first ? l - 1 : NULL;
			const struct str cell[] = {l->series_id,
						   l->time_period,
						   l->time_basis,
						   l->report_period,
						   l->published,
						   dec_text(&s.arena, l->value),
						   l->unit_measure,
						   l->bound,
						   status_text(l),
						   l->origin,
						   verb(old, l),
						   {0},
						   {0},
						   l->doc_id};
			struct str *row = memcpy(grid_add(&g), cell, sizeof cell);
			if (old && level_differs(old, l))
				put_step(&s.arena, old, l, row + CHANGE);
		}
	if (result == 0 && *found)
		grid_print(&g, form, out);
	grid_release(&g);
	statements_release(&s);
	return result;
}

static void add_difference(struct grid *g, const struct level *old, const struct level *new)
{
	const struct level *l = new ? new : old;
	struct str step = new ? verb(old, new) : STR("removed");
	enum { CHANGE = 8 };

	if (str_equal(step, STR("same")))
		return;
	struct str *row = grid_add(g);
	const struct str cell[] = {step,
				   l->series_id,
				   l->time_period,
				   l->time_basis,
				   old ? dec_text(g->arena, old->value) : (struct str){0},
				   new ? dec_text(g->arena, new->value) : (struct str){0},
				   old ? status_text(old) : (struct str){0},
				   new ? status_text(new) : (struct str){0},
				   {0},
				   {0},
				   old ? old->report_period : (struct str){0},
				   new ? new->report_period : (struct str){0},
				   l->unit_measure};
	memcpy(row, cell, sizeof cell);
	if (old && new &&str_equal(step, STR("revised")))
		put_step(g->arena, old, new, row + CHANGE);
}

static const struct level *counting(const struct statements *s, size_t first, size_t end)
{
	return end > first ? level_counting(s->level + first, end - first) : NULL;
}

int answer_diff(const char *state, struct str old, struct str new, enum grid_form form, FILE *out)
{
	static const struct grid_column column[] = {
		{"step", false},          {"series_id", false},   {"time_period", false},
		{"time_basis", false},    {"old_value", true},    {"new_value", true},
		{"old_status", false},    {"new_status", false},  {"change", true},
		{"change_percent", true}, {"old_vintage", false}, {"new_vintage", false},
		{"unit_measure", false}};
	struct statements a = {0}, b = {0};
	struct grid g = grid_of(&b.arena, column, sizeof column / sizeof *column);
	const char *months = store_path(&b.arena, state, "months", (char *)NULL);
	int result = statements_read(&a, months, old, (struct str){0}) ||
				     statements_read(&b, months, new, (struct str){0})
			     ? -1
			     : 0;
	size_t at_a = 0, at_b = 0, first_a, first_b;
	bool more_a = level_next(a.level, a.count, &at_a, &first_a),
	     more_b = level_next(b.level, b.count, &at_b, &first_b);

	while (result == 0 && (more_a || more_b)) {
		int order = !more_a   ? 1
			    : !more_b ? -1
				      : level_compare_key(a.level + first_a, b.level + first_b);
		add_difference(&g, order <= 0 ? counting(&a, first_a, at_a) : NULL,
			       order >= 0 ? counting(&b, first_b, at_b) : NULL);
		if (order <= 0)
			more_a = level_next(a.level, a.count, &at_a, &first_a);
		if (order >= 0)
			more_b = level_next(b.level, b.count, &at_b, &first_b);
	}
	if (result == 0)
		grid_print(&g, form, out);
	grid_release(&g);
	statements_release(&a);
	statements_release(&b);
	return result;
}

/* Per series: statements that came, went, changed their value, changed their status alone. */
struct tally {
	struct str series_id;
	size_t count[4];
	bool any_percent;
	struct dec largest; /* of the changes in percent, by size */
};

enum { ADDED, REMOVED, REVISED, REFLAGGED };

static void flush_tally(struct grid *g, struct tally *t)
{
	if (t->count[ADDED] + t->count[REMOVED] + t->count[REVISED] + t->count[REFLAGGED]) {
		struct str *row = grid_add(g);
		row[0] = t->series_id;
		for (int i = 0; i < 4; i++)
			row[i + 1] = dec_text(g->arena, dec_int((long long)t->count[i]));
		if (t->any_percent)
			row[5] = dec_text(g->arena, t->largest);
	}
	*t = (struct tally){0};
}

static void tally_revision(struct tally *t, const struct level *old, const struct level *new)
{
	struct dec step, percent;

	t->count[REVISED]++;
	if (!level_revision(old->value, new->value, &step) ||
	    !level_revision_percent(old->value, step, &percent))
		return;
	struct dec size = dec_sign(percent) < 0 ? dec_neg(percent) : percent;
	struct dec most = dec_sign(t->largest) < 0 ? dec_neg(t->largest) : t->largest;
	if (!t->any_percent || dec_compare(size, most) > 0)
		t->largest = percent;
	t->any_percent = true;
}

/* The same figure of the same report: a report that states it twice has two, in the order of
 * the text. */
static int compare_statement(const struct level *a, const struct level *b)
{
	int order = level_compare_key(a, b);

	if (!order)
		order = str_compare(a->report_period, b->report_period);
	return order ? order : str_compare(a->doc_id, b->doc_id);
}

int answer_compare(const char *old_months, const char *new_months, enum grid_form form, FILE *out)
{
	static const struct grid_column column[] = {
		{"series_id", false}, {"added", true},     {"removed", true},
		{"revised", true},    {"reflagged", true}, {"largest_percent", true}};
	struct statements a = {0}, b = {0};
	struct grid g = grid_of(&b.arena, column, sizeof column / sizeof *column);
	struct tally t = {0};
	int result =
		statements_read(&a, old_months, (struct str){0}, (struct str){0}) ||
				statements_read(&b, new_months, (struct str){0}, (struct str){0})
			? -1
			: 0;

	for (size_t i = 0, k = 0; result == 0 && (i < a.count || k < b.count);) {
		const struct level *old = i < a.count ? a.level + i : NULL;
		const struct level *new = k < b.count ? b.level + k : NULL;
		int order = !old ? 1 : !new ? -1 : compare_statement(old, new);
		struct str series = order <= 0 ? old->series_id : new->series_id;
		if (!str_equal(t.series_id, series))
			flush_tally(&g, &t);
		t.series_id = series;
		if (order)
			t.count[order < 0 ? REMOVED : ADDED]++;
		else if (dec_compare(old->value, new->value) != 0)
			tally_revision(&t, old, new);
		else if (old->status != new->status)
			t.count[REFLAGGED]++;
		i += order <= 0;
		k += order >= 0;
	}
	flush_tally(&g, &t);
	if (result == 0)
		grid_print(&g, form, out);
	grid_release(&g);
	statements_release(&a);
	statements_release(&b);
	return result;
}

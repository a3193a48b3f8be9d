#include "stages/bundle/changes.h"

#include "stages/bundle/markdown.h"

const char *const change_names[STEPS] = {"added", "revised", "reflagged", "removed"};

enum { LISTED = 100 /* rows of a kind that CHANGES.md shows */ };

enum {
	C_step,
	C_series_id,
	C_indicator,
	C_time_period,
	C_time_basis,
	C_unit_measure,
	C_old_value,
	C_new_value,
	C_old_status,
	C_new_status,
	C_change,
	C_change_percent,
	C_old_vintage,
	C_new_vintage
};

static const struct column columns[] = {
	{"step", TYPE_string, "added, revised, reflagged, removed"},
	{"series_id", TYPE_string, "Series"},
	{"indicator", TYPE_string, "Indicator"},
	{"time_period", TYPE_string, "Period"},
	{"time_basis", TYPE_string, "period, ytd, as_of"},
	{"unit_measure", TYPE_string, "Unit"},
	{"old_value", TYPE_dec, "Value then"},
	{"new_value", TYPE_dec, "Value now"},
	{"old_status", TYPE_string, "Status then"},
	{"new_status", TYPE_string, "Status now"},
	{"change", TYPE_dec, "Difference, of a revised value"},
	{"change_percent", TYPE_dec, "The same in percent of the old value"},
	{"old_vintage", TYPE_string, "Month of the report that told the old value"},
	{"new_vintage", TYPE_string, "Month of the report that tells the new value"},
};

static void put_old(struct arena *a, struct str *row, const struct level *l)
{
	row[C_old_value] = grid_dec(a, l->value);
	row[C_old_status] = grid_text(a, "%c", l->status);
	row[C_old_vintage] = l->report_period;
}

static void put_new(struct arena *a, struct str *row, const struct level *l)
{
	row[C_new_value] = grid_dec(a, l->value);
	row[C_new_status] = grid_text(a, "%c", l->status);
	row[C_new_vintage] = l->report_period;
}

static void put_difference(struct arena *a, struct str *row, const struct level *old,
			   const struct level *new)
{
	struct dec change, percent;

	if (!level_revision(old->value, new->value, &change))
		return;
	row[C_change] = grid_dec(a, change);
	if (level_revision_percent(old->value, change, &percent))
		row[C_change_percent] = grid_dec(a, percent);
}

static void compare(struct changes *c, const struct level *old, const struct level *new)
{
	const struct level *l = new ? new : old;
	enum change_step step;

	if (!new)
		step = STEP_REMOVED;
	else if (!old)
		step = STEP_ADDED;
	else if (level_differs(old, new))
		step = STEP_REVISED;
	else if (old->status != new->status)
		step = STEP_REFLAGGED;
	else
		return;
	c->count[step]++;
	struct str *row = grid_row(&c->grid);
	row[C_step] = str_of(change_names[step]);
	row[C_series_id] = l->series_id;
	row[C_indicator] = l->indicator;
	row[C_time_period] = l->time_period;
	row[C_time_basis] = l->time_basis;
	row[C_unit_measure] = l->unit_measure;
	if (old)
		put_old(c->grid.arena, row, old);
	if (new)
		put_new(c->grid.arena, row, new);
	if (step == STEP_REVISED)
		put_difference(c->grid.arena, row, old, new);
}

static void compare_all(struct changes *c, const struct statements *old,
			const struct statements *new)
{
	size_t at_old = 0, at_new = 0, first_old, first_new;
	bool more_old = level_next(old->level, old->count, &at_old, &first_old);
	bool more_new = level_next(new->level, new->count, &at_new, &first_new);

	while (more_old || more_new) {
		int order = !more_old   ? 1
			    : !more_new ? -1
					: level_compare_key(old->level + first_old,
							    new->level + first_new);
		compare(c,
			order <= 0 ? level_counting(old->level + first_old, at_old - first_old)
				   : NULL,
			order >= 0 ? level_counting(new->level + first_new, at_new - first_new)
				   : NULL);
		if (order <= 0)
			more_old = level_next(old->level, old->count, &at_old, &first_old);
		if (order >= 0)
			more_new = level_next(new->level, new->count, &at_new, &first_new);
	}
}

static enum exit_code read_since(struct statements *old, struct release *r, const char *since)
{
	struct rows rows = {.table = &table_observations, .arena = &r->arena};

	if (!store_exists(since)) {
		msg(MSG_ERROR, NULL, 0, str_of(since), "there is no such file");
		return EXIT_CALLER;
	}
	if (rows_read(&rows, since, false)) {
		rows_release(&rows);
		return EXIT_CALLER;
	}
	statements_add(old, &r->arena, &rows, &r->table[RELEASE_documents]);
	statements_sort(old);
	rows_release(&rows);
	return EXIT_DONE;
}

enum exit_code changes_make(struct changes *c, struct release *r, const char *since)
{
	struct statements old = {0};
	enum exit_code code = EXIT_DONE;

	*c = (struct changes){.grid.arena = &r->arena, .since = since};
	for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
		grid_column(&c->grid, columns[i].name, columns[i].type, columns[i].meaning);
	if (since)
		code = read_since(&old, r, since);
	else
		old = statements_until(&r->statements, r->before);
	c->first = !since && !old.count;
	if (code == EXIT_DONE)
		compare_all(c, &old, since ? &r->own : &r->statements);
	statements_release(&old);
	return code;
}

static void add_counts(struct buf *out, const struct changes *c, struct labels *l, enum language in)
{
	static const char *const header[] = {"word.change", "word.count"};
	struct arena *a = c->grid.arena;

	md_header(out, l, in, header, 2);
	for (int s = 0; s < STEPS; s++) {
		struct str cell[] = {label_of(l, "step", str_of(change_names[s]), in),
				     grid_text(a, "%zu", c->count[s])};
		md_row(out, cell, 2);
	}
}

static struct str name_of(const struct release *r, struct str indicator, enum language in)
{
	const struct str *row = release_indicator(r, indicator);
	struct str english = row ? row[indicators_label_en] : (struct str){0};

	return !row ? indicator : in == ENGLISH && english.n ? english : row[indicators_label_vi];
}

/* The rows of one kind, the first of them. */
static void add_step(struct buf *out, const struct changes *c, const struct release *r,
		     enum language in, enum change_step step)
{
	static const char *const header[] = {"word.indicator", "word.series", "word.period",
					     "word.old",       "word.new",    "word.unit",
					     "word.status"};
	struct labels *l = r->labels;
	struct buf key = {0}, count = {0};
	size_t shown = 0;

	if (!c->count[step])
		return;
	buf_printf(&key, "step.%s", change_names[step]);
	md_heading(out, 3, l, buf_string(&key), in);
	md_header(out, l, in, header, 7);
	for (size_t i = 0; i < c->grid.rows && shown < LISTED; i++) {
		const struct str *row = grid_at(&c->grid, i);
		if (!str_equal(row[C_step], str_of(change_names[step])))
			continue;
		bool both = row[C_old_status].n && row[C_new_status].n;
		struct str cell[] = {
			name_of(r, row[C_indicator], in),
			row[C_series_id],
			row[C_time_period],
			row[C_old_value],
			row[C_new_value],
			row[C_unit_measure],
			grid_text(c->grid.arena, "%.1s%s%.1s",
				  row[C_old_status].n ? row[C_old_status].p : "", both ? " > " : "",
				  row[C_new_status].n ? row[C_new_status].p : ""),
		};
		md_row(out, cell, 7);
		shown++;
	}
	if (c->count[step] > shown) {
		buf_printf(&count, "%zu", c->count[step] - shown);
		const struct label_value value[] = {{"count", buf_view(&count)}, {NULL, {0}}};
		buf_byte(out, '\n');
		label_fill(out, l, "changes.more", in, value);
		buf_byte(out, '\n');
	}
	buf_release(&key);
	buf_release(&count);
}

static void add_text(struct buf *out, const struct changes *c, const struct release *r,
		     enum language in)
{
	const char *slash = c->since ? strrchr(c->since, '/') : NULL;
	const struct label_value value[] = {
		{"month", str_of(r->before)},
		{"file", str_of(slash ? slash + 1 : c->since)},
		{NULL, {0}},
	};

	md_heading(out, in == VIETNAMESE ? 1 : 2, r->labels, "file.changes", in);
	label_fill(out, r->labels,
		   c->since   ? "changes.since"
		   : c->first ? "changes.first"
			      : "changes.before",
		   in, value);
	buf_text(out, "\n\n");
	add_counts(out, c, r->labels, in);
	for (int s = STEP_REVISED; s < STEPS; s++)
		add_step(out, c, r, in, s);
	if (!c->first)
		add_step(out, c, r, in, STEP_ADDED);
}

int changes_put(struct changes *c, struct package *k)
{
	struct buf out = {0};
	int result =
		grid_put(&c->grid, k, (struct resource){.file = "changes.csv", .about = "changes"});

	for (enum language in = VIETNAMESE; in < LANGUAGES && result == 0; in++)
		add_text(&out, c, k->release, in);
	if (result == 0)
		result =
			package_put(k, &(struct resource){.file = "CHANGES.md", .about = "changes"},
				    buf_view(&out));
	buf_release(&out);
	return result;
}

void changes_release(struct changes *c)
{
	grid_release(&c->grid);
}

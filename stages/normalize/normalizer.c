#include "stages/normalize/normalizer.h"

#include <stdlib.h>
#include "common/finding.h"
#include "common/xalloc.h"
#include "stages/normalize/change.h"
#include "stages/normalize/ids.h"

/* A comparison that waits for the levels that it links to. */
struct waiting {
	struct str row[mentions_columns]; /* without the quote */
	struct str growth_id;
	struct figure own; /* as if it stood alone: used where no level is linked */
	enum change_kind kind;
};

struct window {
	struct arena arena;
	struct figure *level; /* of the mentions in it; obs_id empty where a mention is no level */
	struct waiting *waiting;
	size_t mentions, waits;
	long long first; /* number of its first mention */
};

struct normalizer {
	struct lexicons *x;
	struct outputs out;
	struct arena document; /* doc_id, issuer, report_period */
	struct str doc_id, issuer, report_period;
	struct window window[WINDOWS];
	int now; /* the window being filled; the ones before it in the ring are full */
	struct id_maker obs_ids, growth_ids;
	const char *last_rule; /* of the last finding, with its place: tells equal ones apart */
	unsigned long long last_place;
	unsigned last_number;
	bool failed; /* a finding could not be worded */
	struct tokens_told told;
	struct buf text;
	struct number_style style; /* of the document, as far as it was seen */
	/* Rows that wait to be worked, so that the style of those behind them is known. */
	struct str (*row)[mentions_columns];
	struct arena row_arena;
	size_t rows, row_bytes;
	struct buf quote; /* the last that a mention carried; those without one share it */
	long long next;   /* number that the next row must have */
};

enum { ROW_BYTES = 4 << 20 };

struct normalizer *normalizer_new(struct lexicons *x, const struct outputs *out)
{
	struct normalizer *n = xcalloc(1, sizeof(*n));
	n->x = x;
	n->out = *out;
	n->row = xcalloc(MENTION_WINDOW, sizeof(*n->row));
	n->next = 1;
	for (int i = 0; i < WINDOWS; i++) {
		n->window[i].level = xcalloc(MENTION_WINDOW, sizeof(struct figure));
		n->window[i].waiting = xcalloc(MENTION_WINDOW, sizeof(struct waiting));
	}
	return n;
}

void normalizer_free(struct normalizer *n)
{
	if (!n)
		return;
	for (int i = 0; i < WINDOWS; i++) {
		arena_release(&n->window[i].arena);
		free(n->window[i].level);
		free(n->window[i].waiting);
	}
	arena_release(&n->document);
	arena_release(&n->row_arena);
	free(n->row);
	buf_release(&n->text);
	buf_release(&n->quote);
	free(n);
}

bool normalizer_failed(const struct normalizer *n)
{
	return n->failed;
}

struct tokens_told normalizer_counts(const struct normalizer *n)
{
	return n->told;
}

static struct arena *arena_now(struct normalizer *n)
{
	return &n->window[n->now].arena;
}

/* Cells that are made stand in one text, which has room for those of a row: they live until the
 * next row is begun. */
enum { ROW_CELLS_BYTES = 512 };

static void begin_cells(struct normalizer *n)
{
	buf_reset(&n->text);
	buf_room(&n->text, ROW_CELLS_BYTES);
}

static struct str since(const struct normalizer *n, size_t begin)
{
	return (struct str){n->text.p + begin, n->text.n - begin};
}

static struct str dec_cell(struct normalizer *n, struct dec d)
{
	const size_t begin = n->text.n;
	dec_print(dec_trim(d), &n->text);
	return since(n, begin);
}

static struct str int_cell(struct normalizer *n, long long value)
{
	const size_t begin = n->text.n;
	buf_i64(&n->text, value);
	return since(n, begin);
}

static struct str date_cell(struct normalizer *n, int32_t days)
{
	const size_t begin = n->text.n;
	period_print_date(days, &n->text);
	return since(n, begin);
}

/* One copy for all cells of a row of mentions, which may be *kept itself; how many bytes. They
 * stand in one text, as they were read, so that this is copied with what parts them. */
static size_t copy_row(struct arena *a, const struct str row[], struct str *kept)
{
	int from = 0, to = mentions_columns;
	while (from < to && !row[from].n)
		from++;
	while (to > from && !row[to - 1].n)
		to--;
	const char *first = from < to ? row[from].p : NULL;
	const size_t bytes = from < to ? (size_t)(str_end(row[to - 1]) - first) : 0;
	char *p = arena_alloc(a, bytes + 1);
	if (bytes)
		memcpy(p, first, bytes);
	for (int i = 0; i < mentions_columns; i++)
		kept[i] = (struct str){row[i].n ? p + (row[i].p - first) : p, row[i].n};
	return bytes;
}

/* Copies of all but the quote, for what waits, and for comparisons that link to a level. */
static void copy_cells(struct normalizer *n, const struct str row[], struct str *kept)
{
	memcpy(kept, row, mentions_columns * sizeof(*kept));
	kept[mentions_quote] = (struct str){0};
	copy_row(arena_now(n), kept, kept);
}

/* ---- findings and ledger ------------------------------------------------------------------- */

static void tell(struct normalizer *n, const char *rule, const struct str *row, struct str obs_id,
		 struct str growth_id)
{
	struct finding f = {.rule = rule,
			    .doc_id = n->doc_id,
			    .report_period = n->report_period,
			    .obs_id = obs_id,
			    .growth_id = growth_id};
	if (!n->out.findings)
		return;
	f.has_place = str_to_u64(row[mentions_byte_start], &f.byte_start) &&
		      str_to_u64(row[mentions_byte_end], &f.byte_end);
	bool again = n->last_rule && !strcmp(n->last_rule, rule) && n->last_place == f.byte_start;
	f.number = n->last_number = again ? n->last_number + 1 : 0;
	n->last_rule = rule;
	n->last_place = f.byte_start;
	finding_value(&f, "printed", row[mentions_printed]);
	finding_value(&f, "number", row[mentions_number]);
	finding_value(&f, "scale", row[mentions_scale]);
	finding_value(&f, "unit", row[mentions_unit]);
	if (finding_write(n->out.findings, n->x->messages, &f))
		n->failed = true;
}

/* Where the number stands inside `printed`: the ledger is about tokens, not clauses. */
static void token_place(struct normalizer *n, const struct str *row, struct str *start,
			struct str *end)
{
	struct str printed = row[mentions_printed], number = row[mentions_number];
	unsigned long long begin;
	*start = row[mentions_byte_start];
	*end = row[mentions_byte_end];
	if (!number.n || number.n >= printed.n || !str_to_u64(*start, &begin))
		return;
	for (size_t i = 0; i + number.n <= printed.n; i++)
		if (printed.p[i] == number.p[0] && !memcmp(printed.p + i, number.p, number.n)) {
			*start = int_cell(n, (long long)(begin + i));
			*end = int_cell(n, (long long)(begin + i + number.n));
			return;
		}
}

static void ledger(struct normalizer *n, const struct str *row, const char *outcome,
		   struct str obs_id, struct str growth_id, struct str reason)
{
	struct str r[ledger_columns] = {0};
	if (!n->out.ledger)
		return;
	begin_cells(n);
	r[ledger_doc_id] = n->doc_id;
	token_place(n, row, &r[ledger_byte_start], &r[ledger_byte_end]);
	r[ledger_token] = row[mentions_number].n ? row[mentions_number] : row[mentions_printed];
	r[ledger_outcome] = outcome ? str_of(outcome) : row[mentions_outcome];
	r[ledger_obs_id] = obs_id;
	r[ledger_growth_id] = growth_id;
	r[ledger_reason] = reason;
	table_write(n->out.ledger, &table_ledger, r);
}

static void unread(struct normalizer *n, const struct str *row, const char *rule,
		   const char *reason)
{
	n->told.unread++;
	tell(n, rule, row, (struct str){0}, (struct str){0});
	ledger(n, row, "unread", (struct str){0}, (struct str){0}, str_of(reason));
}

/* ---- levels -------------------------------------------------------------------------------- */

static struct str or_else(struct str cell, struct str otherwise)
{
	return cell.n ? cell : otherwise;
}

static void set_values(struct normalizer *n, const struct str *row, const struct figure *l,
		       struct str *r)
{
	struct dec total;
	r[observations_obs_value] = dec_cell(n, l->value.value);
	if (l->value.has_low)
		r[observations_low] = dec_cell(n, l->value.low);
	if (l->value.has_high)
		r[observations_high] = dec_cell(n, l->value.high);
	r[observations_unit_measure] = l->unit.code;
	r[observations_printed_mult] = int_cell(n, l->value.mult);
	r[observations_decimals] = int_cell(n, l->value.decimals);
	if (!row[mentions_total].n)
		return;
	if (value_read_total(n->x->numbers, row[mentions_total], row[mentions_scale], &l->unit,
			     &total) == VALUE_GOOD)
		r[observations_of_total] = dec_cell(n, total);
	else
		tell(n, "TOTAL_UNREAD", row, l->obs_id, (struct str){0});
}

static void write_level(struct normalizer *n, const struct str *row, const struct figure *l)
{
	struct str r[observations_columns] = {0};
	if (!n->out.observations)
		return;
	begin_cells(n);
	r[observations_obs_id] = l->obs_id;
	r[observations_doc_id] = n->doc_id;
	r[observations_report_period] = n->report_period;
	r[observations_issuer] = n->issuer;
	r[observations_field] = row[mentions_field];
	r[observations_series_id] = l->series_id;
	r[observations_indicator] = l->indicator;
	r[observations_subject] = row[mentions_subject];
	r[observations_ref_area] = l->ref_area;
	r[observations_freq] = figure_freq(l->period);
	r[observations_time_period] = l->time_period;
	r[observations_period_start] = date_cell(n, l->period.first);
	r[observations_period_end] = date_cell(n, l->period.last);
	r[observations_time_basis] = l->time_basis;
	r[observations_as_of] = l->as_of;
	set_values(n, row, l, r);
	r[observations_bound] = or_else(row[mentions_bound], STR("eq"));
	r[observations_obs_status] = or_else(row[mentions_status], STR("A"));
	r[observations_origin] = or_else(row[mentions_origin], STR("stated"));
	r[observations_printed] = row[mentions_printed];
	r[observations_byte_start] = row[mentions_byte_start];
	r[observations_byte_end] = row[mentions_byte_end];
	r[observations_quote] = buf_view(&n->quote);
	table_write(n->out.observations, &table_observations, r);
}

/* What evidence about a value that stands tells a careful reader. */
static void tell_doubts(struct normalizer *n, const struct str *row, const struct value *v,
			bool unit_assumed, struct str obs_id, struct str growth_id)
{
	if (v->restyled)
		tell(n, "NUMBER_RESTYLED", row, obs_id, growth_id);
	else if (v->doubtful)
		tell(n, "AMBIGUOUS_NUMBER", row, obs_id, growth_id);
	if (unit_assumed)
		tell(n, "UNIT_ASSUMED", row, obs_id, growth_id);
}

/* True where the value stands; else the token is told as unread, with the reason. */
static bool value_stands(struct normalizer *n, const struct str *row, enum value_state state)
{
	switch (state) {
	case VALUE_GOOD:
		return true;
	case VALUE_NO_NUMBER:
		unread(n, row, "MALFORMED_NUMBER", "malformed number");
		break;
	case VALUE_PRECISE:
		unread(n, row, "TOO_PRECISE", "more than six decimals");
		break;
	case VALUE_LARGE:
		unread(n, row, "TOO_LARGE", "more than 32 digits");
		break;
	}
	return false;
}

static void take_level(struct normalizer *n, const struct str *row, struct figure *l)
{
	enum value_state state;
	if (!figure_read(n->x, &n->style, row, n->issuer, arena_now(n), l, FIGURE_LEVEL, &state)) {
		unread(n, row, "NO_PERIOD", "no period");
		return;
	}
	if (!value_stands(n, row, state))
		return;
	l->obs_id = ids_next(&n->obs_ids, arena_now(n), STR("observation"), n->doc_id,
			     row[mentions_byte_start]);
	n->told.facts++;
	ledger(n, row, "fact", l->obs_id, (struct str){0}, (struct str){0});
	write_level(n, row, l);
	tell_doubts(n, row, &l->value, l->unit_assumed, l->obs_id, (struct str){0});
}

/* ---- comparisons --------------------------------------------------------------------------- */

/* The unit decides what "absolute" and "percent" really are: points are points however worded. */
static enum change_kind real_kind(enum change_kind kind, const struct unit *unit)
{
	if (unit->class == CLASS_POINTS && (kind == CHANGE_ABSOLUTE || kind == CHANGE_PERCENT))
		return CHANGE_POINTS;
	return kind;
}

/* Numbers of percent, factor and index are worth what they print; only "absolute" and points
 * (basis points) have a unit's factor. */
static struct unit change_unit(struct normalizer *n, const struct str *row, enum change_kind *kind)
{
	struct unit unit;
	units_read(n->x->units, row[mentions_unit], arena_now(n), &unit);
	*kind = real_kind(*kind, &unit);
	if (*kind != CHANGE_ABSOLUTE && *kind != CHANGE_POINTS)
		unit = (struct unit){STR("%"), CLASS_PERCENT, dec_int(1)};
	return unit;
}

static void take_growth(struct normalizer *n, const struct str *row)
{
	struct window *w = &n->window[n->now];
	struct waiting *g = &w->waiting[w->waits];
	enum value_state state = VALUE_GOOD;
	copy_cells(n, row, g->row);
	row = g->row;
	if (!change_kind_parse(row[mentions_kind], &g->kind)) {
		unread(n, row, "UNREAD", "kind of change not told");
		return;
	}
	enum figure_of what = g->kind == CHANGE_ABSOLUTE ? FIGURE_ABSOLUTE_CHANGE : FIGURE_CHANGE;
	if (!figure_read(n->x, &n->style, row, n->issuer, arena_now(n), &g->own, what, &state)) {
		unread(n, row, "NO_PERIOD", "no period");
		return;
	}
	struct unit unit = change_unit(n, row, &g->kind);
	if (row[mentions_number].n || !str_equal(row[mentions_sign], STR("0")))
		state = value_read(n->x->numbers, &n->style, row[mentions_number],
				   row[mentions_scale], &unit, row[mentions_bound], &g->own.value);
	if (!value_stands(n, row, state))
		return;
	g->own.unit = unit;
	g->growth_id = ids_next(&n->growth_ids, arena_now(n), STR("growth"), n->doc_id,
				row[mentions_byte_start]);
	w->waits++;
	n->told.facts++;
	ledger(n, row, "fact", (struct str){0}, g->growth_id, (struct str){0});
}

/* The level that a link names, NULL where it names none or one that no observation came of. */
static const struct figure *linked(const struct normalizer *n, struct str cell)
{
	unsigned long long number;
	if (!cell.n || !str_to_u64(cell, &number))
		return NULL;
	for (int i = 0; i < WINDOWS; i++) {
		const struct window *w = &n->window[i];
		if (w->mentions && (long long)number >= w->first &&
		    (long long)number < w->first + (long long)w->mentions) {
			const struct figure *l = &w->level[(long long)number - w->first];
			return l->obs_id.n ? l : NULL;
		}
	}
	return NULL;
}

static void set_identity(const struct waiting *g, const struct figure *level, struct str *r)
{
	const struct figure *of = level ? level : &g->own;
	r[growth_obs_id] = level ? level->obs_id : (struct str){0};
	r[growth_field] = or_else(g->row[mentions_field], of->field);
	r[growth_subject] = or_else(g->row[mentions_subject], of->subject);
	r[growth_series_id] = of->series_id;
	r[growth_indicator] = of->indicator;
	r[growth_ref_area] = of->ref_area;
	r[growth_freq] = figure_freq(of->period);
	r[growth_time_period] = of->time_period;
	r[growth_time_basis] = of->time_basis;
}

static void write_growth(struct normalizer *n, const struct waiting *g, const struct figure *level,
			 const struct figure *base, const struct change *c)
{
	struct str r[growth_columns] = {0};
	const struct str *row = g->row;
	begin_cells(n);
	r[growth_growth_id] = g->growth_id;
	r[growth_doc_id] = n->doc_id;
	r[growth_report_period] = n->report_period;
	r[growth_issuer] = n->issuer;
	set_identity(g, level, r);
	r[growth_basis] = row[mentions_basis];
	r[growth_base_period] = row[mentions_base_period];
	r[growth_kind] = str_of(change_kind_name(c->kind));
	r[growth_change] = dec_cell(n, c->change);
	r[growth_bound] = or_else(row[mentions_bound], STR("eq"));
	r[growth_stated] = STR("true");
	if (base) {
		r[growth_base_value] = dec_cell(n, base->value.value);
		r[growth_base_origin] = STR("stated_base");
	}
	r[growth_verdict] = c->ambiguous ? STR("ambiguous") : STR("untested");
	r[growth_printed] = row[mentions_printed];
	r[growth_byte_start] = row[mentions_byte_start];
	r[growth_byte_end] = row[mentions_byte_end];
	if (n->out.growth)
		table_write(n->out.growth, &table_growth, r);
}

/* Is the figure itself in %, so that a change printed with % may mean points? */
static bool of_percentages(const struct waiting *g, const struct figure *level)
{
	if (level)
		return level->unit.class == CLASS_PERCENT;
	return g->row[mentions_rate].n || g->own.rate;
}

static void finish_growth(struct normalizer *n, const struct waiting *g)
{
	const struct str *row = g->row;
	const struct figure *level = linked(n, row[mentions_level]),
			    *base = linked(n, row[mentions_base]);
	struct change c;
	char sign = row[mentions_sign].n ? row[mentions_sign].p[0] : 0;
	if (!change_make(g->kind, sign, &g->own.value, &c)) {
		tell(n, "TOO_LARGE", row, (struct str){0}, g->growth_id);
		c.change = g->own.value.value;
	}
	if (level)
		change_rescale(&c, g->own.unit.code, level->unit.code);
	bool index = str_equal(row[mentions_kind], STR("index"));
	if (!index && sign != '0' && of_percentages(g, level))
		change_decide(&c, level ? &level->value : NULL, base ? &base->value : NULL,
			      str_equal(row[mentions_rate], STR("share")));
	write_growth(n, g, level, base, &c);
	if (c.sign_conflict)
		tell(n, "SIGN_CONFLICT", row, level ? level->obs_id : (struct str){0},
		     g->growth_id);
	tell_doubts(n, row, &g->own.value, false, (struct str){0}, g->growth_id);
}

static void finish_window(struct normalizer *n, struct window *w)
{
	for (size_t i = 0; i < w->waits; i++)
		finish_growth(n, &w->waiting[i]);
	w->waits = 0;
}

/* ---- flow ---------------------------------------------------------------------------------- */

static void empty_window(struct window *w, long long first)
{
	arena_reset(&w->arena);
	w->mentions = w->waits = 0;
	w->first = first;
}

/* The window is full: the one before it has now all that it can link to. */
static void turn_window(struct normalizer *n)
{
	struct window *full = &n->window[n->now];
	finish_window(n, &n->window[(n->now + WINDOWS - 1) % WINDOWS]);
	n->now = (n->now + 1) % WINDOWS;
	empty_window(&n->window[n->now], full->first + (long long)full->mentions);
}

static bool outcome_valid(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!(s.p[i] >= 'a' && s.p[i] <= 'z') && s.p[i] != '_')
			return false;
	return s.n > 0;
}

static void take(struct normalizer *n, const struct str *row)
{
	struct window *w = &n->window[n->now];
	if (w->mentions == MENTION_WINDOW) {
		turn_window(n);
		w = &n->window[n->now];
	}
	struct figure *l = &w->level[w->mentions++];
	l->obs_id = (struct str){0}; /* no level yet: the rest is not looked at */
	if (row[mentions_quote].n) {
		buf_reset(&n->quote);
		buf_add(&n->quote, row[mentions_quote]);
	}
	if (str_equal(row[mentions_outcome], STR("level"))) {
		struct str kept[mentions_columns];
		copy_cells(n, row, kept);
		take_level(n, kept, l);
	} else if (str_equal(row[mentions_outcome], STR("growth"))) {
		take_growth(n, row);
	} else if (str_equal(row[mentions_outcome], STR("unread"))) {
		unread(n, row, "UNREAD", "");
	} else {
		n->told.others++;
		ledger(n, row, NULL, (struct str){0}, (struct str){0}, (struct str){0});
	}
}

static bool is_fact(const struct str *row)
{
	return str_equal(row[mentions_outcome], STR("level")) ||
	       str_equal(row[mentions_outcome], STR("growth"));
}

static void work_rows(struct normalizer *n)
{
	for (size_t i = 0; i < n->rows; i++)
		if (is_fact(n->row[i]))
			style_note(&n->style, n->x->numbers, n->row[i][mentions_number]);
	for (size_t i = 0; i < n->rows; i++)
		take(n, n->row[i]);
	arena_reset(&n->row_arena);
	n->rows = n->row_bytes = 0;
}

const char *normalizer_mention(struct normalizer *n, const struct str row[])
{
	unsigned long long number;
	if (!str_to_u64(row[mentions_mention], &number) || (long long)number != n->next)
		return "mentions of a document are not numbered 1, 2, 3";
	if (!outcome_valid(row[mentions_outcome]))
		return "outcome is no name of a kind";
	if (n->rows == MENTION_WINDOW || n->row_bytes > ROW_BYTES)
		work_rows(n);
	n->row_bytes += copy_row(&n->row_arena, row, n->row[n->rows++]);
	n->next++;
	return NULL;
}

void normalizer_end(struct normalizer *n)
{
	work_rows(n);
	for (int i = 1; i <= WINDOWS; i++)
		finish_window(n, &n->window[(n->now + i) % WINDOWS]);
	for (int i = 0; i < WINDOWS; i++)
		empty_window(&n->window[i], 1);
	n->now = 0;
	n->next = 1;
	n->style = (struct number_style){0};
}

void normalizer_document(struct normalizer *n, struct str doc_id, struct str issuer,
			 struct str report_period)
{
	normalizer_end(n);
	arena_reset(&n->document);
	n->doc_id = arena_copy(&n->document, doc_id);
	n->issuer = arena_copy(&n->document, issuer);
	n->report_period = arena_copy(&n->document, report_period);
	ids_begin(&n->obs_ids);
	ids_begin(&n->growth_ids);
	n->last_rule = NULL;
	buf_reset(&n->quote);
}

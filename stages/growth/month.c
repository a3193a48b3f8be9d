#include "stages/growth/month.h"

#include <errno.h>
#include <stdlib.h>

#include "common/io.h"
#include "common/msg.h"
#include "common/period.h"
#include "common/xalloc.h"
#include "stages/growth/store.h"
#include "stages/growth/tables.h"

static int compare_docs(const void *a, const void *b)
{
	return str_compare((*(struct month_report *const *)a)->doc_id,
			   (*(struct month_report *const *)b)->doc_id);
}

struct month_report *month_report_of(struct month *m, struct str doc_id)
{
	struct month_report wanted = {.doc_id = doc_id}, *key = &wanted;
	struct month_report **found = m->reports_count ? bsearch(&key, m->by_doc, m->reports_count,
								 sizeof *m->by_doc, compare_docs)
						       : NULL;

	return found ? *found : NULL;
}

const struct month_value *month_values(const struct month *m, struct dec value, size_t *count)
{
	size_t low = 0, high = m->stated;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (dec_compare(m->by_value[middle].value, value) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	*count = 0;
	while (low + *count < m->stated && dec_compare(m->by_value[low + *count].value, value) == 0)
		++*count;
	return m->by_value + low;
}

long month_observation(const struct month *m, struct str obs_id)
{
	size_t low = 0, high = m->stated;

	while (obs_id.n && low < high) {
		size_t middle = low + (high - low) / 2;
		const struct str *row = rows_at(&m->observations, m->by_obs_id[middle]);
		int order = str_compare(row[observations_obs_id], obs_id);
		if (order == 0)
			return (long)m->by_obs_id[middle];
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return -1;
}

bool month_level(struct month *m, const struct str *observation, struct level *out)
{
	const struct month_report *report = month_report_of(m, observation[observations_doc_id]);
	struct str row[levels_columns] = {{0}};
	int number;

	return level_row(&m->arena, observation, report ? report->published : (struct str){0}, row,
			 &number) &&
	       level_parse(row, out);
}

bool month_in_points(const struct month *m, const struct level *l)
{
	const struct catalogue_entry *entry = catalogue_find(m->tools->catalogue, l->indicator);
	bool index = entry && str_equal(entry->measure, STR("index"));

	return !index &&
	       (str_equal(l->unit_measure, STR("%")) || str_equal(l->unit_measure, STR("pp")));
}

struct str month_cell(struct month *m, struct dec value)
{
	struct buf b = {0};

	dec_print(value, &b);
	struct str cell = arena_copy(&m->arena, buf_view(&b));
	buf_release(&b);
	return cell;
}

static struct str rounded(struct month *m, struct fraction f, enum dec_rounding r)
{
	struct dec value;

	return fraction_round(f, r, &value) ? month_cell(m, value) : (struct str){0};
}

void month_write_change(struct month *m, struct str *growth, const struct change *c)
{
	growth[growth_computed] = rounded(m, c->value, DEC_HALF_EVEN);
	growth[growth_computed_low] = c->low_open ? (struct str){0} : rounded(m, c->low, DEC_DOWN);
	growth[growth_computed_high] = c->high_open ? (struct str){0} : rounded(m, c->high, DEC_UP);
}

static struct str number_cell(struct month *m, long long value)
{
	struct buf b = {0};

	buf_i64(&b, value);
	struct str cell = arena_copy(&m->arena, buf_view(&b));
	buf_release(&b);
	return cell;
}

int month_tell(struct month *m, const char *rule, const struct str *growth,
	       const struct level *level, const struct part *parts)
{
	struct about about = {.report_period = m->name};

	if (growth) {
		about.doc_id = growth[growth_doc_id];
		about.obs_id = growth[growth_obs_id];
		about.growth_id = growth[growth_growth_id];
		about.byte_start = growth[growth_byte_start];
		about.byte_end = growth[growth_byte_end];
	} else if (level) {
		about.doc_id = level->doc_id;
		about.obs_id = level->obs_id;
		about.byte_start = number_cell(m, level->byte_start);
		about.byte_end = number_cell(m, level->byte_end);
	}
	return tell(m->tools->messages, &m->findings, rule, about, parts);
}

/* The trail of a correction. */
static int tell_correction(struct month *m, const struct correction *c, struct about about,
			   struct str read, struct str now)
{
	const char *rule = c->action == CORRECT_DROP   ? "CORRECTED_DROP"
			   : c->action == CORRECT_FLAG ? "CORRECTED_FLAG"
						       : "CORRECTED";
	struct part parts[] = {tell_text("action", c->action_name),
			       tell_number(&m->arena, "read", read),
			       tell_number(&m->arena, "now", now),
			       tell_text("reason", c->reason),
			       {0}};

	return tell(m->tools->messages, &m->findings, rule, about, parts);
}

/* 1 the row stays, 0 it goes, -1 said why. */
static int correct_observation(struct month *m, struct str *row, size_t *used)
{
	const struct correction *last;
	struct str read = row[observations_obs_value];
	struct reading r = {row[observations_doc_id],     row[observations_byte_start],
			    row[observations_series_id],  row[observations_time_period],
			    row[observations_printed],    row + observations_obs_value,
			    row + observations_low,       row + observations_high,
			    row + observations_obs_status};
	int kept = corrections_apply(m->tools->corrections, r, &m->arena, used, &last);

	if (kept < 0 || !last)
		return kept;
	struct about about = {row[observations_doc_id],
			      m->name,
			      kept ? row[observations_obs_id] : (struct str){0},
			      {0},
			      row[observations_byte_start],
			      row[observations_byte_end]};
	return tell_correction(m, last, about, read, row[observations_obs_value]) ? -1 : kept;
}

/* A comparison is corrected by its place alone: series and period name levels. */
static int correct_growth(struct month *m, struct str *row, size_t *used)
{
	const struct correction *last;
	struct str read = row[growth_change];
	struct reading r = {.doc_id = row[growth_doc_id],
			    .byte_start = row[growth_byte_start],
			    .printed = row[growth_printed],
			    .value = row + growth_change};
	int kept = corrections_apply(m->tools->corrections, r, &m->arena, used, &last);

	if (kept < 0 || !last)
		return kept;
	struct about about = {row[growth_doc_id],
			      m->name,
			      {0},
			      kept ? row[growth_growth_id] : (struct str){0},
			      row[growth_byte_start],
			      row[growth_byte_end]};
	return tell_correction(m, last, about, read, row[growth_change]) ? -1 : kept;
}

/* Drops rows in place. -1 where a correction does not fit. */
static int correct_rows(struct month *m, struct rows *rows, size_t first, size_t *used,
			int (*one)(struct month *, struct str *, size_t *))
{
	size_t columns = rows->table->columns, kept = first;

	for (size_t i = first; i < rows->count; i++) {
		int stays = one(m, rows_at(rows, i), used);
		if (stays < 0)
			return -1;
		if (stays && kept != i)
			memcpy(rows_at(rows, kept), rows_at(rows, i), columns * sizeof(struct str));
		kept += stays > 0;
	}
	rows->count = kept;
	return 0;
}

static int read_report(struct month *m, const char *folder, struct month_report *report,
		       bool *caller)
{
	struct arena *a = &m->arena;
	size_t observations = m->observations.count, growth = m->growth.count;
	size_t *used = xcalloc(m->tools->corrections->count + 1, sizeof *used);
	int result = -1;

	report->document = m->documents.count;
	if (rows_read(&m->documents, store_path(a, folder, "document.csv", (char *)NULL), false) ||
	    rows_read(&m->observations, store_path(a, folder, "observations.csv", (char *)NULL),
		      false) ||
	    rows_read(&m->growth, store_path(a, folder, "growth.csv", (char *)NULL), false) ||
	    rows_read(&m->findings, store_path(a, folder, "findings.csv", (char *)NULL), false))
		goto out;
	*caller = true;
	if (correct_rows(m, &m->observations, observations, used, correct_observation) ||
	    correct_rows(m, &m->growth, growth, used, correct_growth) ||
	    corrections_check(m->tools->corrections, report->doc_id, used))
		goto out;
	*caller = false;
	result = 0;
out:
	free(used);
	return result;
}

static int compare_reports(const void *a, const void *b)
{
	const struct month_report *left = a, *right = b;
	int order = str_compare(left->published, right->published);

	return order ? order : str_compare(left->doc_id, right->doc_id);
}

static int read_reports(struct month *m, bool *caller)
{
	struct rows index = {.table = &table_reports, .arena = &m->arena};
	struct buf name = {0};

	buf_add(&name, m->name);
	buf_text(&name, ".csv");
	int result = rows_read(&index,
			       store_path(&m->arena, m->tools->state, "index", "reports",
					  buf_string(&name), (char *)NULL),
			       true);
	buf_release(&name);
	m->reports = xcalloc(index.count + 1, sizeof *m->reports);
	for (size_t i = 0; i < index.count; i++) {
		m->reports[i].doc_id = rows_at(&index, i)[reports_doc_id];
		m->reports[i].published = rows_at(&index, i)[reports_published];
	}
	m->reports_count = index.count;
	m->by_doc = xcalloc(index.count + 1, sizeof *m->by_doc);
	if (index.count)
		qsort(m->reports, index.count, sizeof *m->reports, compare_reports);
	for (size_t i = 0; i < index.count; i++)
		m->by_doc[i] = m->reports + i;
	qsort(m->by_doc, index.count, sizeof *m->by_doc, compare_docs);
	rows_release(&index);
	for (size_t i = 0; i < m->reports_count && result == 0; i++)
		result = read_report(m,
				     store_path(&m->arena, m->tools->state, "documents",
						arena_string(&m->arena, m->reports[i].doc_id),
						(char *)NULL),
				     m->reports + i, caller);
	return result;
}

static const struct rows *sort_rows;

static int compare_obs_ids(const void *a, const void *b)
{
	return str_compare(rows_at(sort_rows, *(const size_t *)a)[observations_obs_id],
			   rows_at(sort_rows, *(const size_t *)b)[observations_obs_id]);
}

static int compare_values(const void *a, const void *b)
{
	const struct month_value *left = a, *right = b;
	int sign = dec_compare(left->value, right->value);

	return sign ? sign : (left->row > right->row) - (left->row < right->row);
}

static void index_values(struct month *m)
{
	m->by_value = xcalloc(m->stated + 1, sizeof *m->by_value);
	for (size_t i = 0; i < m->stated; i++) {
		m->by_value[i].row = i;
		dec_parse(rows_at(&m->observations, i)[observations_obs_value],
			  &m->by_value[i].value);
	}
	qsort(m->by_value, m->stated, sizeof *m->by_value, compare_values);
}

static void index_observations(struct month *m)
{
	m->stated = m->observations.count;
	m->stated_growth = m->growth.count;
	m->by_obs_id = xcalloc(m->stated + 1, sizeof *m->by_obs_id);
	for (size_t i = 0; i < m->stated; i++)
		m->by_obs_id[i] = i;
	index_values(m);
	sort_rows = &m->observations;
	qsort(m->by_obs_id, m->stated, sizeof *m->by_obs_id, compare_obs_ids);
	for (size_t i = 0; i < m->growth.count; i++) {
		struct str *row = rows_at(&m->growth, i);
		if (month_observation(m, row[growth_obs_id]) < 0)
			row[growth_obs_id] = (struct str){0};
	}
}

/* How rows of a table stand in a partition: report by report, then by place. */
static struct {
	struct month *month;
	size_t doc, start, end, origin, id;
} order;

static int compare_numbers(struct str a, struct str b)
{
	return a.n != b.n ? (a.n < b.n ? -1 : 1) : str_compare(a, b);
}

static int compare_places(const void *a, const void *b)
{
	const struct str *left = a, *right = b;
	int sign = 0;

	if (!str_equal(left[order.doc], right[order.doc])) {
		const struct month_report *x = month_report_of(order.month, left[order.doc]);
		const struct month_report *y = month_report_of(order.month, right[order.doc]);
		if (x && y && x != y)
			return x < y ? -1 : 1;
		return x ? -1 : y ? 1 : str_compare(left[order.doc], right[order.doc]);
	}
	const size_t number[] = {order.start, order.end};
	for (size_t i = 0; i < 2 && !sign; i++)
		sign = compare_numbers(left[number[i]], right[number[i]]);
	if (!sign) /* stated before implied; what reports state before what is computed */
		sign = -str_compare(left[order.origin], right[order.origin]);
	return sign ? sign : str_compare(left[order.id], right[order.id]);
}

static void sort_table(struct month *m, struct rows *r, size_t doc, size_t start, size_t origin,
		       size_t id)
{
	order.month = m;
	order.doc = doc;
	order.start = start;
	order.end = start + 1;
	order.origin = origin;
	order.id = id;
	if (r->count)
		qsort(r->cell, r->count, r->table->columns * sizeof *r->cell, compare_places);
}

/* Two findings of one id are one. Expects them sorted. */
static void drop_repeated(struct rows *r, size_t id)
{
	size_t kept = 0, columns = r->table->columns;

	for (size_t i = 0; i < r->count; i++) {
		if (kept && str_equal(rows_at(r, kept - 1)[id], rows_at(r, i)[id]))
			continue;
		if (kept != i)
			memcpy(rows_at(r, kept), rows_at(r, i), columns * sizeof(struct str));
		kept++;
	}
	r->count = kept;
}

/* Writes how many rows each report gave to a table into its row of documents. */
static void count_rows(struct month *m, const struct rows *r, size_t doc_column, size_t to)
{
	for (size_t i = 0; i < m->reports_count; i++)
		m->reports[i].rows = 0;
	for (size_t i = 0; i < r->count; i++) {
		struct month_report *report = month_report_of(m, rows_at(r, i)[doc_column]);
		if (report)
			report->rows++;
	}
	for (size_t i = 0; i < m->reports_count; i++)
		rows_at(&m->documents, m->reports[i].document)[to] =
			number_cell(m, (long long)m->reports[i].rows);
}

static void put_in_order(struct month *m)
{
	sort_table(m, &m->observations, observations_doc_id, observations_byte_start,
		   observations_origin, observations_obs_id);
	sort_table(m, &m->growth, growth_doc_id, growth_byte_start, growth_stated,
		   growth_growth_id);
	sort_table(m, &m->findings, findings_doc_id, findings_byte_start, findings_rule,
		   findings_finding_id);
	drop_repeated(&m->findings, findings_finding_id);
	count_rows(m, &m->observations, observations_doc_id, documents_observations);
	count_rows(m, &m->growth, growth_doc_id, documents_growth);
	count_rows(m, &m->findings, findings_doc_id, documents_findings);
}

static int write_from(struct month *m, const char *folder)
{
	struct rows from = {.table = &table_from, .arena = &m->arena};
	struct buf b = {0};
	size_t count;
	const int *asked = history_asked(&m->history, &count);

	for (size_t i = 0; i < m->reports_count; i++) {
		struct str *row = rows_add(&from);
		row[from_kind] = STR("document");
		row[from_name] = m->reports[i].doc_id;
	}
	for (size_t i = 0; i < count; i++) {
		struct str *row = rows_add(&from);
		buf_reset(&b);
		period_print(period_of_month_number(asked[i]), &b);
		row[from_kind] = STR("levels");
		row[from_name] = arena_copy(&m->arena, buf_view(&b));
	}
	struct str *row = rows_add(&from);
	row[from_kind] = STR("corrections");
	row[from_hash] = str_of(m->tools->corrections->hash);
	int result = rows_write(&from, store_path(&m->arena, folder, "from.csv", (char *)NULL));
	rows_release(&from);
	buf_release(&b);
	return result;
}

static int write_month(struct month *m)
{
	struct arena *a = &m->arena;
	char *name = arena_string(a, m->name);
	char *to = store_path(a, m->tools->state, "months", name, (char *)NULL);
	struct buf hidden = {0};

	buf_printf(&hidden, ".new-%s", name);
	char *folder = store_path(a, m->tools->state, "months", buf_string(&hidden), (char *)NULL);
	buf_release(&hidden);
	if (store_remove_folder(folder) || tables_outdate(m->tools->state, m->name))
		return -1;
	if (!m->reports_count)
		return store_exists(to) ? store_swap_folder(NULL, to) : 0;
	if (io_make_folders(folder))
		return -1;
	const struct rows *tables[] = {&m->documents, &m->observations, &m->growth, &m->findings,
				       &m->revisions};
	for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
		struct buf file = {0};
		buf_printf(&file, "%s.csv", tables[i]->table->name);
		int failed = rows_write(tables[i],
					store_path(a, folder, buf_string(&file), (char *)NULL));
		buf_release(&file);
		if (failed)
			return -1;
	}
	if (tables_count_month(&m->observations, m->tools->catalogue,
			       store_path(a, folder, "indicators.csv", (char *)NULL)) ||
	    write_from(m, folder))
		return -1;
	return store_swap_folder(folder, to);
}

static int note_readers(struct month *m)
{
	size_t count;
	const int *asked = history_asked(&m->history, &count);

	for (size_t i = 0; i < count; i++)
		if (store_note_reader(m->tools->state, m->name, asked[i]))
			return -1;
	return 0;
}

static void release(struct month *m)
{
	rows_release(&m->documents);
	rows_release(&m->observations);
	rows_release(&m->growth);
	rows_release(&m->findings);
	rows_release(&m->revisions);
	free(m->reports);
	free(m->by_doc);
	free(m->by_value);
	free(m->by_obs_id);
	history_end(&m->history);
	arena_release(&m->arena);
}

int month_compute(const struct month_tools *tools, struct str name, bool *caller)
{
	struct month m = {.tools = tools, .name = name};
	int result = -1;

	*caller = false;
	m.documents = (struct rows){.table = &table_documents, .arena = &m.arena};
	m.observations = (struct rows){.table = &table_observations, .arena = &m.arena};
	m.growth = (struct rows){.table = &table_growth, .arena = &m.arena};
	m.findings = (struct rows){.table = &table_findings, .arena = &m.arena};
	m.revisions = (struct rows){.table = &table_revisions, .arena = &m.arena};
	history_begin(&m.history, tools->state, name, tools->corrections);
	if (read_reports(&m, caller))
		goto out;
	index_observations(&m);
	if (month_judge(&m) || month_derive(&m) || month_reconcile(&m))
		goto out;
	put_in_order(&m);
	/* readers before the folder: a month that stands is always told of changes below it */
	if (note_readers(&m) == 0 && write_month(&m) == 0)
		result = store_clean(tools->state, name);
out:
	*caller |= m.history.mistaken;
	release(&m);
	return result;
}

/*
 * Several statements of one figure. Two reports of one month stay apart: where they disagree
 * the later one, in the order (published, doc_id), gets a finding, and where most of its levels
 * are those of an earlier report, whoever issued it, it is told to be a repetition. Across
 * reports, a statement that differs from the one before it is a revision.
 */
#include <stdlib.h>

#include "common/xalloc.h"
#include "stages/growth/month.h"

struct key {
	struct str series_id;
	int32_t start, end;
};

static int compare_keys(const void *a, const void *b)
{
	const struct key *left = a, *right = b;
	int order = str_compare(left->series_id, right->series_id);

	if (!order)
		order = (left->end > right->end) - (left->end < right->end);
	return order ? order : (left->start > right->start) - (left->start < right->start);
}

static size_t place_of(struct month *m, struct str doc_id)
{
	const struct month_report *report = month_report_of(m, doc_id);

	return report ? (size_t)(report - m->reports) : m->reports_count;
}

static int tell_disagreement(struct month *m, const struct level *earlier,
			     const struct level *later)
{
	struct part parts[] = {tell_text("other", earlier->doc_id),
			       tell_text("period", later->time_period),
			       tell_number(&m->arena, "first", month_cell(m, earlier->value)),
			       tell_number(&m->arena, "second", month_cell(m, later->value)),
			       {0}};

	return month_tell(m, "REPORTS_DISAGREE", NULL, later, parts);
}

/* What a report says of the key: its own choice among a run of one report's levels. */
static const struct level *say(const struct level *run, size_t first, size_t end)
{
	bool disagree;

	return level_choose(run + first, end - first, &disagree);
}

static void write_revision(struct month *m, const struct level *old, const struct level *new)
{
	struct str *row = rows_add(&m->revisions);
	struct dec change, percent;

	row[revisions_series_id] = new->series_id;
	row[revisions_indicator] = new->indicator;
	row[revisions_ref_area] = new->ref_area;
	row[revisions_time_period] = new->time_period;
	row[revisions_time_basis] = new->time_basis;
	row[revisions_unit_measure] = new->unit_measure;
	row[revisions_old_vintage] = old->report_period;
	row[revisions_old_value] = month_cell(m, old->value);
	row[revisions_old_status] = arena_copy(&m->arena, (struct str){&old->status, 1});
	row[revisions_new_vintage] = new->report_period;
	row[revisions_new_value] = month_cell(m, new->value);
	row[revisions_new_status] = arena_copy(&m->arena, (struct str){&new->status, 1});
	if (!level_revision(old->value, new->value, &change))
		return;
	row[revisions_change] = month_cell(m, change);
	if (level_revision_percent(old->value, change, &percent))
		row[revisions_change_percent] = month_cell(m, percent);
}

/* Walks the statements of one key, report by report in their order. */
static int walk_key(struct month *m, const struct key *key)
{
	const struct level *run, *last = NULL;
	size_t count;

	if (history_levels(&m->history, key->series_id, key->start, key->end, &run, &count))
		return -1;
	for (size_t first = 0, end; first < count; first = end) {
		for (end = first + 1; end < count && str_equal(run[end].doc_id, run[first].doc_id);)
			end++;
		const struct level *said = say(run, first, end);
		if (!said)
			continue;
		bool now = str_equal(said->report_period, m->name);
		if (last && now && level_differs(last, said))
			write_revision(m, last, said);
		if (last && now && str_equal(last->report_period, m->name) && !last->base &&
		    !said->base && level_differs(last, said) && tell_disagreement(m, last, said))
			return -1;
		last = said;
	}
	return 0;
}

/* A level without the one who says it: an outlet's copy may not name the body. */
struct print {
	struct str text;
	size_t place; /* of the report */
};

static int compare_prints(const void *a, const void *b)
{
	const struct print *left = a, *right = b;
	int order = str_compare(left->text, right->text);

	return order ? order : (left->place > right->place) - (left->place < right->place);
}

static bool print_of(struct month *m, const struct str *row, struct print *out)
{
	struct str rest = row[observations_series_id];
	int32_t start, end;
	struct dec value;
	struct buf b = {0};

	str_cut(&rest, '.');
	out->place = place_of(m, row[observations_doc_id]);
	if (out->place == m->reports_count || !dec_parse(row[observations_obs_value], &value) ||
	    !store_key(row[observations_time_period], row[observations_time_basis], &start, &end))
		return false;
	buf_add(&b, rest);
	buf_printf(&b, "|%ld|%ld|", (long)start, (long)end);
	dec_print(dec_trim(value), &b);
	out->text = arena_copy(&m->arena, buf_view(&b));
	buf_release(&b);
	return true;
}

/* How many levels of each report stand in each earlier one: same[later * reports + earlier]. */
static void count_prints(const struct print *list, size_t count, size_t reports, size_t *same,
			 size_t *all)
{
	for (size_t first = 0, end; first < count; first = end) {
		for (end = first; end < count && str_equal(list[end].text, list[first].text);
		     end++) {
			if (end > first && list[end].place == list[end - 1].place)
				continue; /* said twice in one report */
			all[list[end].place]++;
			for (size_t i = first; i < end; i++)
				if (i == first || list[i].place != list[i - 1].place)
					same[list[end].place * reports + list[i].place]++;
		}
	}
}

static struct part count_part(struct month *m, const char *name, size_t count)
{
	struct buf b = {0};

	buf_i64(&b, (long long)count);
	struct part part = tell_text(name, arena_copy(&m->arena, buf_view(&b)));
	buf_release(&b);
	return part;
}

static int tell_copy(struct month *m, size_t later, size_t earlier, size_t same, size_t all)
{
	struct about about = {.doc_id = m->reports[later].doc_id, .report_period = m->name};
	struct part parts[] = {tell_text("other", m->reports[earlier].doc_id),
			       count_part(m, "same", same),
			       count_part(m, "all", all),
			       {0}};

	return tell(m->tools->messages, &m->findings, "REPORT_REPEATS", about, parts);
}

/* A report most of whose levels stand in an earlier one of the month repeats it: the one that
 * has most of them, of several the first. */
static int tell_copies(struct month *m)
{
	size_t reports = m->reports_count, count = 0;
	struct print *list = xcalloc(m->stated + 1, sizeof *list);
	size_t *same = xcalloc(reports * reports + 1, sizeof *same);
	size_t *all = xcalloc(reports + 1, sizeof *all);
	int result = 0;

	for (size_t i = 0; i < m->stated && reports > 1; i++)
		count += print_of(m, rows_at(&m->observations, i), list + count);
	qsort(list, count, sizeof *list, compare_prints);
	count_prints(list, count, reports, same, all);
	for (size_t later = 1; later < reports && !result; later++) {
		size_t most = 0;
		for (size_t earlier = 1; earlier < later; earlier++)
			if (same[later * reports + earlier] > same[later * reports + most])
				most = earlier;
		size_t alike = same[later * reports + most];
		if (2 * alike > all[later])
			result = tell_copy(m, later, most, alike, all[later]);
	}
	free(list);
	free(same);
	free(all);
	return result;
}

int month_reconcile(struct month *m)
{
	struct key *list = xcalloc(m->stated + 1, sizeof *list);
	size_t count = 0;
	int result = 0;

	for (size_t i = 0; i < m->stated; i++) {
		const struct str *row = rows_at(&m->observations, i);
		struct key k = {.series_id = row[observations_series_id]};
		if (k.series_id.n && !str_equal(row[observations_obs_status], STR("F")) &&
		    store_key(row[observations_time_period], row[observations_time_basis], &k.start,
			      &k.end))
			list[count++] = k;
	}
	qsort(list, count, sizeof *list, compare_keys);
	for (size_t i = 0; i < count && !result; i++)
		if (!i || compare_keys(list + i - 1, list + i) != 0)
			result = walk_key(m, list + i);
	free(list);
	return result ? result : tell_copies(m);
}

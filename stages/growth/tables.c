#include "stages/growth/tables.h"

#include <stdlib.h>

#include "common/buf.h"
#include "common/io.h"
#include "common/xalloc.h"
#include "stages/growth/store.h"

struct place {
	struct str indicator;
	size_t row;
};

static int compare_places(const void *a, const void *b)
{
	const struct place *left = a, *right = b;
	int order = str_compare(left->indicator, right->indicator);

	return order ? order : (left->row > right->row) - (left->row < right->row);
}

/* By indicator; rows of one stay in the order in which they came. */
static void sort_indicators(struct rows *r)
{
	struct place *place = xcalloc(r->count + 1, sizeof *place);
	struct rows sorted = {.table = r->table, .arena = r->arena};

	for (size_t i = 0; i < r->count; i++)
		place[i] = (struct place){rows_at(r, i)[indicators_indicator], i};
	qsort(place, r->count, sizeof *place, compare_places);
	for (size_t i = 0; i < r->count; i++)
		memcpy(rows_add(&sorted), rows_at(r, place[i].row),
		       indicators_columns * sizeof(struct str));
	rows_release(r);
	*r = sorted;
	free(place);
}

static struct str add_counts(struct arena *a, struct str left, struct str right)
{
	unsigned long long x = 0, y = 0;
	struct buf b = {0};

	str_to_u64(left, &x);
	str_to_u64(right, &y);
	buf_i64(&b, (long long)(x + y));
	struct str sum = arena_copy(a, buf_view(&b));
	buf_release(&b);
	return sum;
}

static struct str first_of(struct str a, struct str b)
{
	return !a.n || (b.n && str_compare(b, a) < 0) ? b : a;
}

/* Rows of one indicator become one; what describes it is taken from the later month. */
static void merge_rows(struct rows *r)
{
	size_t kept = 0;

	for (size_t i = 0; i < r->count; i++) {
		struct str *row = rows_at(r, i), *to = kept ? rows_at(r, kept - 1) : NULL;
		if (!to || !str_equal(to[indicators_indicator], row[indicators_indicator])) {
			if (kept != i)
				memcpy(rows_at(r, kept), row, indicators_columns * sizeof *row);
			kept++;
			continue;
		}
		row[indicators_first_period] =
			first_of(to[indicators_first_period], row[indicators_first_period]);
		if (str_compare(to[indicators_last_period], row[indicators_last_period]) > 0)
			row[indicators_last_period] = to[indicators_last_period];
		row[indicators_observations] = add_counts(r->arena, to[indicators_observations],
							  row[indicators_observations]);
		memcpy(to, row, indicators_columns * sizeof *row);
	}
	r->count = kept;
}

static void describe(struct str *row, const struct str *observation, const struct catalogue *c)
{
	struct str code = observation[observations_indicator];
	const struct catalogue_entry *entry = catalogue_find(c, code);

	row[indicators_indicator] = code;
	row[indicators_label_vi] = entry ? entry->label_vi : observation[observations_subject];
	row[indicators_label_en] = entry ? entry->label_en : (struct str){0};
	row[indicators_field] = entry ? entry->field : observation[observations_field];
	row[indicators_unit_measure] =
		entry ? entry->unit_measure : observation[observations_unit_measure];
	row[indicators_measure] =
		entry                                                           ? entry->measure
		: str_equal(observation[observations_time_basis], STR("as_of")) ? STR("stock")
		: str_equal(observation[observations_unit_measure], STR("%"))   ? STR("rate")
										: STR("flow");
	row[indicators_first_period] = row[indicators_last_period] =
		observation[observations_time_period];
	row[indicators_observations] = STR("1");
	row[indicators_catalogued] = entry ? STR("true") : STR("false");
}

int tables_count_month(const struct rows *observations, const struct catalogue *c, const char *file)
{
	struct arena a = {0};
	struct rows r = {.table = &table_indicators, .arena = &a};

	for (size_t i = 0; i < observations->count; i++)
		describe(rows_add(&r), rows_at(observations, i), c);
	sort_indicators(&r);
	merge_rows(&r);
	int result = rows_write(&r, file);
	rows_release(&r);
	arena_release(&a);
	return result;
}

/* All months up to one, summed up. */
struct totals {
	struct arena *arena;
	struct rows indicators;
	struct buf revisions; /* the file */
};

enum { MOST_BYTES = 1 << 30, YEAR = 4 /* letters */ };

static int add_part(struct totals *t, const char *folder)
{
	struct arena *a = t->arena;
	struct buf file = {0};
	int result = rows_read(&t->indicators,
			       store_path(a, folder, "indicators.csv", (char *)NULL), false);

	if (result == 0)
		result = io_read_all(store_path(a, folder, "revisions.csv", (char *)NULL),
				     MOST_BYTES, &file);
	if (result == 0) {
		struct str rest = buf_view(&file), header = str_cut(&rest, '\n');
		if (!t->revisions.n) {
			buf_add(&t->revisions, header);
			buf_byte(&t->revisions, '\n');
		}
		buf_add(&t->revisions, rest);
	}
	buf_release(&file);
	return result;
}

static int write_totals(struct totals *t, const char *folder)
{
	struct rows none = {.table = &table_revisions, .arena = t->arena};
	const char *revisions = store_path(t->arena, folder, "revisions.csv", (char *)NULL);

	sort_indicators(&t->indicators);
	merge_rows(&t->indicators);
	if (io_make_folders(folder) ||
	    rows_write(&t->indicators,
		       store_path(t->arena, folder, "indicators.csv", (char *)NULL)))
		return -1;
	return t->revisions.n ? io_write_all(revisions, buf_view(&t->revisions))
			      : rows_write(&none, revisions);
}

/* sums/YEAR, whole at once. */
static int keep_sum(struct totals *t, const char *state, const char *year)
{
	struct buf hidden = {0};

	buf_printf(&hidden, ".new-%s", year);
	char *folder = store_path(t->arena, state, "sums", buf_string(&hidden), (char *)NULL);
	buf_release(&hidden);
	if (store_remove_folder(folder) || write_totals(t, folder))
		return -1;
	return store_swap_folder(folder, store_path(t->arena, state, "sums", year, (char *)NULL));
}

static int sum_up(struct totals *t, const char *state)
{
	struct names months, sums;
	const char *last = "";

	if (store_names(t->arena, store_path(t->arena, state, "months", (char *)NULL), &months) ||
	    store_names(t->arena, store_path(t->arena, state, "sums", (char *)NULL), &sums))
		return -1;
	if (sums.count) {
		last = sums.name[sums.count - 1];
		if (add_part(t, store_path(t->arena, state, "sums", last, (char *)NULL)))
			return -1;
	}
	for (size_t i = 0, added = 0; i < months.count; i++) {
		const char *month = months.name[i];
		char *year = arena_string(t->arena, (struct str){month, YEAR});
		if (strcmp(year, last) <= 0)
			continue;
		if (added && strncmp(months.name[i - 1], year, YEAR) != 0 &&
		    keep_sum(t, state,
			     arena_string(t->arena, (struct str){months.name[i - 1], YEAR})))
			return -1;
		if (add_part(t, store_path(t->arena, state, "months", month, (char *)NULL)))
			return -1;
		added++;
	}
	return 0;
}

int tables_write(const char *state)
{
	struct arena a = {0};
	struct totals t = {.arena = &a};

	t.indicators = (struct rows){.table = &table_indicators, .arena = &a};
	int result = sum_up(&t, state);
	if (result == 0)
		result = write_totals(&t, store_path(&a, state, "tables", (char *)NULL));
	rows_release(&t.indicators);
	buf_release(&t.revisions);
	arena_release(&a);
	return result;
}

int tables_outdate(const char *state, struct str month)
{
	struct arena a = {0};
	struct names sums;
	int result = store_names(&a, store_path(&a, state, "sums", (char *)NULL), &sums);

	for (size_t i = 0; i < sums.count && result == 0; i++)
		if (strncmp(sums.name[i], month.p, YEAR) >= 0)
			result = store_remove_folder(
				store_path(&a, state, "sums", sums.name[i], (char *)NULL));
	arena_release(&a);
	return result;
}

#include "stages/growth/tables.h"

#include <stdlib.h>

#include "common/buf.h"
#include "common/io.h"
#include "common/xalloc.h"

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

static int append_file(struct buf *content, const char *file)
{
	enum { MOST_BYTES = 1 << 30 };
	struct buf one = {0};
	int result = io_read_all(file, MOST_BYTES, &one);

	if (result == 0) {
		struct str rest = buf_view(&one), header = str_cut(&rest, '\n');
		if (!content->n) {
			buf_add(content, header);
			buf_byte(content, '\n');
		}
		buf_add(content, rest);
	}
	buf_release(&one);
	return result;
}

static int write_revisions(struct arena *a, const char *state, const char *folder,
			   const struct names *months)
{
	struct rows none = {.table = &table_revisions, .arena = a};
	struct buf all = {0};
	char *to = store_path(a, folder, "revisions.csv", (char *)NULL);
	int result = 0;

	for (size_t i = 0; i < months->count && !result; i++)
		result = append_file(&all, store_path(a, state, "months", months->name[i],
						      "revisions.csv", (char *)NULL));
	if (result == 0)
		result = all.n ? io_write_all(to, buf_view(&all)) : rows_write(&none, to);
	buf_release(&all);
	return result;
}

static int write_indicators(struct arena *a, const char *state, const char *folder,
			    const struct names *months)
{
	struct rows sum = {.table = &table_indicators, .arena = a};
	int result = 0;

	for (size_t i = 0; i < months->count && !result; i++)
		result = rows_read(&sum,
				   store_path(a, state, "months", months->name[i], "indicators.csv",
					      (char *)NULL),
				   false);
	sort_indicators(&sum);
	merge_rows(&sum);
	if (result == 0)
		result = rows_write(&sum, store_path(a, folder, "indicators.csv", (char *)NULL));
	rows_release(&sum);
	return result;
}

int tables_write(const char *state)
{
	struct arena a = {0};
	struct names months;
	char *folder = store_path(&a, state, "tables", (char *)NULL);
	int result = io_make_folders(folder);

	if (!result)
		result = store_names(&a, store_path(&a, state, "months", (char *)NULL), &months);
	if (!result)
		result = write_revisions(&a, state, folder, &months);
	if (!result)
		result = write_indicators(&a, state, folder, &months);
	arena_release(&a);
	return result;
}

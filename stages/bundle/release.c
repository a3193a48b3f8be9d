#include "stages/bundle/release.h"

#include <stdlib.h>

#include "common/period.h"
#include "common/xalloc.h"
#include "stages/bundle/gz.h"

#define VINTAGE "vintage="

static const struct table *const tables[RELEASE_TABLES] = {
	[RELEASE_documents] = &table_documents,   [RELEASE_observations] = &table_observations,
	[RELEASE_growth] = &table_growth,         [RELEASE_findings] = &table_findings,
	[RELEASE_indicators] = &table_indicators, [RELEASE_revisions] = &table_revisions,
};

static char *partition(struct release *r, enum release_table t, const char *month)
{
	struct buf b = {0};

	buf_printf(&b, "%s/csv/%s/" VINTAGE "%s/%s.csv.gz", r->data, tables[t]->name, month,
		   tables[t]->name);
	char *file = arena_string(&r->arena, buf_view(&b));
	buf_release(&b);
	return file;
}

/* Months of the dataset up to the end of the span. */
static int published_months(struct release *r, struct names *out)
{
	struct names names;

	if (store_names(&r->arena,
			store_path(&r->arena, r->data, "csv", "observations", (char *)NULL),
			&names))
		return -1;
	out->name = arena_alloc(&r->arena, (names.count + 1) * sizeof *out->name);
	out->count = 0;
	for (size_t i = 0; i < names.count; i++) {
		char *name = names.name[i];
		if (strncmp(name, VINTAGE, sizeof VINTAGE - 1) != 0)
			continue;
		name += sizeof VINTAGE - 1;
		if (store_is_month(str_of(name)) && strcmp(name, r->span.to) <= 0)
			out->name[out->count++] = name;
	}
	return 0;
}

static bool listed(const struct names *names, const char *name)
{
	for (size_t i = 0; i < names->count; i++)
		if (strcmp(names->name[i], name) == 0)
			return true;
	return false;
}

static enum exit_code missing(const char *month)
{
	msg(MSG_ERROR, NULL, 0, str_of(month), "no report of this month is published");
	return EXIT_CALLER;
}

/* The span must begin and end with a month that is there; those in between may be gaps. */
static enum exit_code check_months(struct release *r, const struct names *published)
{
	size_t most = (size_t)(r->span.last - r->span.first + 1);

	if (!listed(published, r->span.from))
		return missing(r->span.from);
	if (!listed(published, r->span.to))
		return missing(r->span.to);
	r->months.name = arena_alloc(&r->arena, most * sizeof *r->months.name);
	r->gaps.name = arena_alloc(&r->arena, most * sizeof *r->gaps.name);
	for (int m = r->span.first; m <= r->span.last; m++) {
		struct buf b = {0};
		period_print(period_of_month_number(m), &b);
		char *month = arena_string(&r->arena, buf_view(&b));
		buf_release(&b);
		struct names *to = listed(published, month) ? &r->months : &r->gaps;
		to->name[to->count++] = month;
		if (to == &r->gaps)
			msg(MSG_WARNING, NULL, 0, str_of(month),
			    "no report of this month is published");
	}
	return EXIT_DONE;
}

static int read_month(struct release *r, const char *month)
{
	struct rows documents = {.table = &table_documents, .arena = &r->arena};
	struct rows observations = {.table = &table_observations, .arena = &r->arena};
	bool own = strcmp(month, r->span.from) >= 0;
	int result = -1;

	if (own) {
		for (enum release_table t = RELEASE_documents; t <= RELEASE_findings; t++)
			if (gz_rows(&r->table[t], partition(r, t, month)))
				return -1;
		return 0;
	}
	if (!gz_rows(&documents, partition(r, RELEASE_documents, month)) &&
	    !gz_rows(&observations, partition(r, RELEASE_observations, month))) {
		statements_add(&r->statements, &r->arena, &observations, &documents);
		result = 0;
	}
	rows_release(&documents);
	rows_release(&observations);
	return result;
}

static int compare_by_first(const void *a, const void *b)
{
	const struct str *left = a, *right = b;
	int order = str_compare(left[0], right[0]);

	return order ? order : str_compare(left[indicators_columns], right[indicators_columns]);
}

static unsigned long long count_of(struct str s)
{
	unsigned long long n = 0;

	str_to_u64(s, &n);
	return n;
}

/* Two months' rows of one indicator: what describes it is taken from the later one. */
static void join_rows(struct arena *a, struct str *to, struct str *later)
{
	struct str first = to[indicators_first_period], last = to[indicators_last_period];
	struct buf sum = {0};

	buf_i64(&sum, (long long)(count_of(to[indicators_observations]) +
				  count_of(later[indicators_observations])));
	if (!later[indicators_first_period].n ||
	    (first.n && str_compare(first, later[indicators_first_period]) < 0))
		later[indicators_first_period] = first;
	if (str_compare(last, later[indicators_last_period]) > 0)
		later[indicators_last_period] = last;
	later[indicators_observations] = arena_copy(a, buf_view(&sum));
	buf_release(&sum);
	memcpy(to, later, indicators_columns * sizeof *to);
}

/* The rows of all months, in the order of the months, become one row an indicator. */
static void sum_up(struct rows *r)
{
	enum { WIDE = indicators_columns + 1 }; /* the month's place behind the row */
	struct str *sorted = xcalloc(r->count + 1, WIDE * sizeof *sorted);
	size_t kept = 0;

	for (size_t i = 0; i < r->count; i++) {
		struct buf place = {0};
		buf_printf(&place, "%010zu", i);
		memcpy(sorted + i * WIDE, rows_at(r, i), indicators_columns * sizeof *sorted);
		sorted[i * WIDE + indicators_columns] = arena_copy(r->arena, buf_view(&place));
		buf_release(&place);
	}
	if (r->count)
		qsort(sorted, r->count, WIDE * sizeof *sorted, compare_by_first);
	for (size_t i = 0; i < r->count; i++) {
		struct str *row = sorted + i * WIDE, *to = kept ? rows_at(r, kept - 1) : NULL;
		if (to && str_equal(to[indicators_indicator], row[indicators_indicator]))
			join_rows(r->arena, to, row);
		else
			memcpy(rows_at(r, kept++), row, indicators_columns * sizeof *row);
	}
	r->count = kept;
	free(sorted);
}

/* Each month's part of the tables that are not partitioned. */
static int read_parts(struct release *r, const struct names *published)
{
	struct arena *a = &r->arena;

	for (size_t i = 0; i < published->count; i++) {
		const char *month = published->name[i];
		const char *folder = store_path(a, r->state, "months", month, (char *)NULL);
		if (rows_read(&r->table[RELEASE_indicators],
			      store_path(a, folder, "indicators.csv", (char *)NULL), false))
			return -1;
		if (strcmp(month, r->span.from) >= 0 &&
		    rows_read(&r->table[RELEASE_revisions],
			      store_path(a, folder, "revisions.csv", (char *)NULL), false))
			return -1;
	}
	sum_up(&r->table[RELEASE_indicators]);
	return 0;
}

static void find_day(struct release *r)
{
	const struct rows *d = &r->table[RELEASE_documents];
	struct buf b = {0};

	for (size_t i = 0; i < d->count; i++)
		if (str_compare(rows_at(d, i)[documents_published], r->day) > 0)
			r->day = rows_at(d, i)[documents_published];
	if (r->day.n)
		return;
	period_print_date(r->span.last_day, &b);
	r->day = arena_copy(&r->arena, buf_view(&b));
	buf_release(&b);
}

enum exit_code release_read(struct release *r)
{
	struct names published;
	struct buf before = {0};

	for (int t = 0; t < RELEASE_TABLES; t++)
		r->table[t] = (struct rows){.table = tables[t], .arena = &r->arena};
	if (published_months(r, &published))
		return EXIT_SYSTEM;
	enum exit_code code = check_months(r, &published);
	if (code != EXIT_DONE)
		return code;
	for (size_t i = 0; i < published.count; i++)
		if (read_month(r, published.name[i]))
			return EXIT_SYSTEM;
	if (read_parts(r, &published))
		return EXIT_SYSTEM;
	const struct rows *own = &r->table[RELEASE_observations];
	const struct rows *documents = &r->table[RELEASE_documents];
	statements_add(&r->own, &r->arena, own, documents);
	statements_add(&r->statements, &r->arena, own, documents);
	rowindex_make(&r->by_doc, documents, documents_doc_id);
	rowindex_make(&r->by_indicator, &r->table[RELEASE_indicators], indicators_indicator);
	statements_sort(&r->own);
	statements_sort(&r->statements);
	find_day(r);
	period_print(period_of_month_number(r->span.first - 1), &before);
	memcpy(r->before, buf_string(&before), before.n < SPAN_MONTH ? before.n + 1 : SPAN_MONTH);
	r->before[SPAN_MONTH - 1] = '\0';
	buf_release(&before);
	return EXIT_DONE;
}

void release_free(struct release *r)
{
	for (int t = 0; t < RELEASE_TABLES; t++)
		rows_release(&r->table[t]);
	statements_release(&r->statements);
	statements_release(&r->own);
	rowindex_release(&r->by_doc);
	rowindex_release(&r->by_indicator);
	arena_release(&r->arena);
}

const struct str *release_indicator(const struct release *r, struct str indicator)
{
	return rowindex_find(&r->by_indicator, indicator);
}

const struct str *release_document(const struct release *r, struct str doc_id)
{
	return rowindex_find(&r->by_doc, doc_id);
}

bool release_issuer(const struct release *r, size_t *at, struct str *issuer)
{
	const struct rows *d = &r->table[RELEASE_documents];

	while (*at < d->count) {
		size_t row = (*at)++, before = 0;
		*issuer = rows_at(d, row)[documents_issuer];
		while (before < row && !str_equal(rows_at(d, before)[documents_issuer], *issuer))
			before++;
		if (issuer->n && before == row)
			return true;
	}
	return false;
}

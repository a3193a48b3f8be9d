#include "stages/query/status.h"

#include <stdlib.h>

#include "common/msg.h"
#include "common/period.h"
#include "common/xalloc.h"
#include "stages/query/calendar.h"

enum {
	status_month,
	status_documents,
	status_observations,
	status_growth,
	status_findings,
	status_unread,
	status_stale,
	status_state,
	status_awaited,
	status_due,
	status_columns
};

static const struct grid_column columns[status_columns] = {
	{"month", false},   {"documents", true}, {"observations", true}, {"growth", true},
	{"findings", true}, {"unread", true},    {"stale", true},        {"state", false},
	{"awaited", false}, {"due", false}};

struct board {
	struct held *h;
	const struct status_request *request;
	struct rows calendar;
	struct str *issuers; /* that reports are held of */
	int *since;          /* beside each: number of the first month held */
	size_t issuers_count, issuers_room, since_room;
	int32_t today;
};

static void note_issuer(struct board *b, struct str issuer, int month)
{
	for (size_t i = 0; i < b->issuers_count; i++)
		if (str_equal(b->issuers[i], issuer))
			return;
	b->issuers = xgrow(b->issuers, &b->issuers_room, b->issuers_count + 1, sizeof *b->issuers);
	b->since = xgrow(b->since, &b->since_room, b->issuers_count + 1, sizeof *b->since);
	b->issuers[b->issuers_count] = issuer;
	b->since[b->issuers_count++] = month;
}

static int month_number(const char *name)
{
	struct period p = {0};

	period_parse(str_of(name), &p);
	return period_month_number(p);
}

static int read_documents(struct board *b, const struct held_month *m, struct rows *documents)
{
	documents->table = &table_documents;
	documents->arena = &b->h->arena;
	return rows_read(documents,
			 store_path(&b->h->arena, b->h->state, "months", m->name, "documents.csv",
				    (char *)NULL),
			 true);
}

static struct str count_cell(struct board *b, long long value)
{
	struct buf text = {0};

	buf_i64(&text, value);
	struct str cell = arena_copy(&b->h->arena, buf_view(&text));
	buf_release(&text);
	return cell;
}

static long long sum_of(const struct rows *documents, size_t column)
{
	unsigned long long sum = 0, one;

	for (size_t i = 0; i < documents->count; i++)
		if (str_to_u64(rows_at(documents, i)[column], &one))
			sum += one;
	return (long long)sum;
}

static int count_unread(struct board *b, const struct held_month *m, long long *unread)
{
	struct rows findings = {.table = &table_findings, .arena = &b->h->arena};
	int result = rows_read(&findings,
			       store_path(&b->h->arena, b->h->state, "months", m->name,
					  "findings.csv", (char *)NULL),
			       true);

	*unread = 0;
	for (size_t i = 0; i < findings.count; i++)
		*unread += str_equal(rows_at(&findings, i)[findings_rule], STR("UNREAD"));
	rows_release(&findings);
	return result;
}

static bool has_issuer(const struct rows *documents, struct str issuer)
{
	for (size_t i = 0; i < documents->count; i++)
		if (str_equal(rows_at(documents, i)[documents_issuer], issuer))
			return true;
	return false;
}

/* Bodies that have not reported the month, and the first day on which one of them is due. True
 * where that day has passed. */
static bool awaited(struct board *b, int month, const struct rows *documents, struct str *row)
{
	struct buf names = {0};
	int32_t first = INT32_MAX, due;

	for (size_t i = 0; i < b->issuers_count && b->request->calendar; i++) {
		if (month < b->since[i] || has_issuer(documents, b->issuers[i]) ||
		    !calendar_due(&b->calendar, b->issuers[i], month, &due))
			continue;
		if (names.n)
			buf_byte(&names, ';');
		buf_add(&names, b->issuers[i]);
		first = due < first ? due : first;
	}
	row[status_awaited] = arena_copy(&b->h->arena, buf_view(&names));
	buf_reset(&names);
	if (first != INT32_MAX) {
		period_print_date(first, &names);
		row[status_due] = arena_copy(&b->h->arena, buf_view(&names));
	}
	buf_release(&names);
	return b->request->today && first < b->today;
}

static struct str state_of(const struct held_month *m, const struct str *row, bool late)
{
	if (m && m->failed)
		return STR("failed");
	if (m && (m->dirty || m->reports != m->computed))
		return STR("dirty");
	if (late)
		return STR("late");
	if (m)
		return STR("done");
	return row[status_awaited].n ? STR("expected") : STR("missing");
}

static int add_month(struct board *b, int number, struct grid *g)
{
	struct buf name = {0};
	struct rows documents = {0};
	long long unread = 0;
	long stale = 0;

	period_print(period_of_month_number(number), &name);
	struct held_month *m = held_find(b->h, buf_string(&name));
	struct str *row = grid_add(g);
	row[status_month] = arena_copy(&b->h->arena, buf_view(&name));
	buf_release(&name);
	int result = m ? read_documents(b, m, &documents) || count_unread(b, m, &unread) ||
					     (stale = held_stale(b->h, m, &b->request->now)) < 0
				     ? -1
				     : 0
		       : 0;
	row[status_documents] = count_cell(b, (long long)documents.count);
	row[status_observations] = count_cell(b, sum_of(&documents, documents_observations));
	row[status_growth] = count_cell(b, sum_of(&documents, documents_growth));
	row[status_findings] = count_cell(b, sum_of(&documents, documents_findings));
	row[status_unread] = count_cell(b, unread);
	row[status_stale] = count_cell(b, stale);
	bool late = awaited(b, number, &documents, row);
	row[status_state] = state_of(m, row, late);
	rows_release(&documents);
	return result;
}

static int read_issuers(struct board *b)
{
	for (size_t i = 0; i < b->h->count; i++) {
		struct rows documents;
		const struct held_month *m = b->h->month + i;
		memset(&documents, 0, sizeof documents);
		int result = read_documents(b, m, &documents);
		for (size_t k = 0; k < documents.count; k++)
			if (rows_at(&documents, k)[documents_issuer].n)
				note_issuer(b, rows_at(&documents, k)[documents_issuer],
					    month_number(m->name));
		rows_release(&documents);
		if (result)
			return -1;
	}
	return 0;
}

/* The last month that something is due of by today, or `last`. */
static int last_due(const struct board *b, int last)
{
	int32_t due;
	int today = period_month_number(period_span(b->today, b->today));

	for (int month = today; month > last; month--)
		for (size_t i = 0; i < b->issuers_count; i++)
			if (calendar_due(&b->calendar, b->issuers[i], month, &due) &&
			    due <= b->today)
				return month;
	return last;
}

static int fill(struct board *b, struct grid *g)
{
	const struct status_request *r = b->request;
	int first, last, result = 0;

	if (r->calendar && read_issuers(b))
		return -1;
	if (!b->h->count && !r->from)
		return 0;
	first = r->from ? month_number(r->from) : month_number(b->h->month[0].name);
	last = b->h->count ? month_number(b->h->month[b->h->count - 1].name) : first;
	if (r->to)
		last = month_number(r->to);
	else if (r->calendar && r->today)
		last = last_due(b, last);
	for (int month = first; month <= last && !result; month++)
		result = add_month(b, month, g);
	return result;
}

int status_print(struct held *h, const struct status_request *r, FILE *out, bool *caller)
{
	struct board b = {.h = h, .request = r};
	struct grid g = {.column = columns, .columns = status_columns, .arena = &h->arena};
	int result = -1;

	*caller = true;
	b.calendar.arena = &h->arena;
	if (r->today && !period_parse_date(str_of(r->today), &b.today)) {
		msg(MSG_ERROR, NULL, 0, str_of(r->today), "not a date like 2022-09-06");
		return -1;
	}
	if (r->calendar && calendar_read(&b.calendar, r->calendar))
		goto out;
	*caller = false;
	result = fill(&b, &g);
	if (result == 0)
		grid_print(&g, r->form, out);
out:
	grid_release(&g);
	rows_release(&b.calendar);
	free(b.issuers);
	free(b.since);
	return result;
}

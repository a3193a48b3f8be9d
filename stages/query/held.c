#include "stages/query/held.h"

#include <stdlib.h>

#include "common/xalloc.h"

static struct held_month *note(struct held *h, size_t *room, const char *name)
{
	size_t at = h->count;

	while (at > 0 && strcmp(h->month[at - 1].name, name) > 0)
		at--;
	if (at > 0 && strcmp(h->month[at - 1].name, name) == 0)
		return h->month + at - 1;
	h->month = xgrow(h->month, room, h->count + 1, sizeof *h->month);
	memmove(h->month + at + 1, h->month + at, (h->count - at) * sizeof *h->month);
	h->month[at] = (struct held_month){.name = name};
	h->count++;
	return h->month + at;
}

/* Months named by the files of a folder, with what is behind the month's name cut off. */
static int read_names(struct held *h, const char *folder, struct names *names)
{
	enum { MONTH_LENGTH = 7 };
	size_t kept = 0;

	if (store_names(&h->arena, folder, names))
		return -1;
	for (size_t i = 0; i < names->count; i++) {
		struct str name = str_of(names->name[i]);
		name.n = name.n > MONTH_LENGTH ? MONTH_LENGTH : name.n;
		if (store_is_month(name))
			names->name[kept++] = arena_string(&h->arena, name);
	}
	names->count = kept;
	return 0;
}

int held_read(struct held *h, const char *state)
{
	static const char *const folders[] = {"index/reports", "months", "dirty", "failed"};
	struct names names;
	size_t room = 0;

	*h = (struct held){.state = state};
	for (int f = 0; f < 4; f++) {
		if (read_names(h, store_path(&h->arena, state, folders[f], (char *)NULL), &names))
			return -1;
		for (size_t i = 0; i < names.count; i++) {
			struct held_month *m = note(h, &room, names.name[i]);
			bool *flag[] = {&m->reports, &m->computed, &m->dirty, &m->failed};
			*flag[f] = true;
		}
	}
	return 0;
}

void held_release(struct held *h)
{
	free(h->month);
	arena_release(&h->arena);
	*h = (struct held){0};
}

struct held_month *held_find(struct held *h, const char *name)
{
	for (size_t i = 0; i < h->count; i++)
		if (strcmp(h->month[i].name, name) == 0)
			return h->month + i;
	return NULL;
}

int held_reports(struct held *h, const char *month, struct rows *reports)
{
	struct buf name = {0};

	buf_printf(&name, "%s.csv", month);
	int result = rows_read(reports,
			       store_path(&h->arena, h->state, "index", "reports",
					  buf_string(&name), (char *)NULL),
			       true);
	buf_release(&name);
	return result;
}

long held_stale(struct held *h, const struct held_month *m, const struct current *now)
{
	struct rows reports = {.table = &table_reports, .arena = &h->arena};
	struct rows from = {.table = &table_from, .arena = &h->arena};
	long stale = -1;

	if (held_reports(h, m->name, &reports) ||
	    rows_read(&from,
		      store_path(&h->arena, h->state, "months", m->name, "from.csv", (char *)NULL),
		      true))
		goto out;
	stale = 0;
	for (size_t i = 0; i < reports.count && now->lexicons; i++)
		stale += !str_equal(rows_at(&reports, i)[reports_lexicons], str_of(now->lexicons));
	for (size_t i = 0; i < from.count && now->corrections; i++)
		stale += str_equal(rows_at(&from, i)[from_kind], STR("corrections")) &&
			 !str_equal(rows_at(&from, i)[from_hash], str_of(now->corrections));
out:
	rows_release(&reports);
	rows_release(&from);
	return stale;
}

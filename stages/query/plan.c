#include "stages/query/plan.h"

#include <stdlib.h>

#include "common/csv.h"
#include "common/xalloc.h"

bool plan_mode_parse(const char *name, enum plan_mode *mode)
{
	static const char *const names[] = {"", "missing", "failed", "stale", "all"};

	for (int i = PLAN_MISSING; i <= PLAN_ALL; i++)
		if (strcmp(name, names[i]) == 0) {
			*mode = i;
			return true;
		}
	return false;
}

static bool within(const char *month, const char *from, const char *to)
{
	return (!from || strcmp(month, from) >= 0) && (!to || strcmp(month, to) <= 0);
}

/* Why a month is to be computed; *reason NULL where it is not. -1: said why. */
static int reason_of(struct held *h, const struct held_month *m, enum plan_mode mode,
		     const struct current *now, const char **reason)
{
	bool waits = m->dirty || m->reports != m->computed;
	long stale;

	*reason = NULL;
	switch (mode) {
	case PLAN_WAITING:
	case PLAN_MISSING:
		if (waits)
			*reason = m->computed ? "changed" : "missing";
		return 0;
	case PLAN_FAILED:
		*reason = m->failed ? "failed" : NULL;
		return 0;
	case PLAN_STALE:
		stale = m->reports ? held_stale(h, m, now) : 0;
		*reason = stale > 0 ? "stale" : NULL;
		return stale < 0 ? -1 : 0;
	case PLAN_ALL:
		*reason = "all";
		return 0;
	}
	return 0;
}

/* Report months that levels of a period month come from. */
struct sources {
	const char *period;
	struct names months;
};

struct rest {
	struct held *h;
	const char *const *planned; /* reason per month of held, NULL where it is not in the plan */
	struct sources *list;
	size_t count, room;
};

static int load_sources(struct rest *r, struct sources *s)
{
	struct held *h = r->h;
	struct rows rows = {.table = &table_levels, .arena = &h->arena};
	struct buf name = {0};

	buf_printf(&name, "%s.csv", s->period);
	int result = rows_read(&rows,
			       store_path(&h->arena, h->state, "index", "levels", buf_string(&name),
					  (char *)NULL),
			       true);
	buf_release(&name);
	s->months.name = arena_alloc(&h->arena, (rows.count + 1) * sizeof *s->months.name);
	for (size_t i = 0; i < rows.count; i++) {
		struct str month = rows_at(&rows, i)[levels_report_period];
		size_t k = 0;
		while (k < s->months.count && !str_equal(str_of(s->months.name[k]), month))
			k++;
		if (k == s->months.count)
			s->months.name[s->months.count++] = arena_string(&h->arena, month);
	}
	rows_release(&rows);
	return result;
}

static const struct sources *sources_of(struct rest *r, struct str period)
{
	for (size_t i = 0; i < r->count; i++)
		if (str_equal(str_of(r->list[i].period), period))
			return r->list + i;
	r->list = xgrow(r->list, &r->room, r->count + 1, sizeof *r->list);
	r->list[r->count] = (struct sources){.period = arena_string(&r->h->arena, period)};
	return load_sources(r, r->list + r->count) ? NULL : r->list + r->count++;
}

static bool planned(const struct rest *r, const char *month, const char *before)
{
	const struct held_month *m = held_find(r->h, month);

	return m && r->planned[m - r->h->month] && strcmp(month, before) < 0;
}

/* Whether a month looked up levels of a planned one: 1, 0, -1 said why. */
static int rests(struct rest *r, const struct held_month *m)
{
	struct held *h = r->h;
	struct rows from = {.table = &table_from, .arena = &h->arena};
	int result = rows_read(&from,
			       store_path(&h->arena, h->state, "months", m->name, "from.csv",
					  (char *)NULL),
			       true);

	for (size_t i = 0; i < from.count && result == 0; i++) {
		const struct str *row = rows_at(&from, i);
		if (!str_equal(row[from_kind], STR("levels")))
			continue;
		if (planned(r, arena_string(&h->arena, row[from_name]), m->name)) {
			result = 1;
			break;
		}
		const struct sources *s = sources_of(r, row[from_name]);
		if (!s) {
			result = -1;
			break;
		}
		for (size_t k = 0; k < s->months.count && !result; k++)
			result = planned(r, s->months.name[k], m->name);
	}
	rows_release(&from);
	return result;
}

int plan_months(struct held *h, enum plan_mode mode, const struct current *now, const char *from,
		const char *to, FILE *out)
{
	const char **reason = xcalloc(h->count + 1, sizeof *reason);
	const char **later = xcalloc(h->count + 1, sizeof *later);
	struct rest r = {.h = h, .planned = reason};
	bool any = false;
	int result = 0;

	for (size_t i = 0; i < h->count && !result; i++) {
		if (within(h->month[i].name, from, to))
			result = reason_of(h, h->month + i, mode, now, reason + i);
		any |= reason[i] != NULL;
	}
	for (size_t i = 0; i < h->count && any && mode >= PLAN_MISSING && result >= 0; i++) {
		if (reason[i] || !h->month[i].computed)
			continue;
		result = rests(&r, h->month + i);
		later[i] = result > 0 ? "later" : NULL;
	}
	for (size_t i = 0; i < h->count && result >= 0; i++)
		if (reason[i] || later[i])
			fprintf(out, "%s %s\n", h->month[i].name, reason[i] ? reason[i] : later[i]);
	free(r.list);
	free(reason);
	free(later);
	return result < 0 ? -1 : 0;
}

static bool read_again(const struct held_month *m, enum plan_mode mode, const struct current *now,
		       const struct str *report)
{
	switch (mode) {
	case PLAN_FAILED:
		return m->failed;
	case PLAN_STALE:
		return now->lexicons && !str_equal(report[reports_lexicons], str_of(now->lexicons));
	case PLAN_ALL:
		return true;
	default:
		return false;
	}
}

int plan_reports(struct held *h, enum plan_mode mode, const struct current *now, const char *from,
		 const char *to, FILE *out)
{
	struct buf line = {0};
	int result = 0;

	fputs("doc_id,source\n", out);
	for (size_t i = 0; i < h->count && !result; i++) {
		const struct held_month *m = h->month + i;
		struct rows reports = {.table = &table_reports, .arena = &h->arena};
		if (!m->reports || !within(m->name, from, to))
			continue;
		result = held_reports(h, m->name, &reports);
		for (size_t k = 0; k < reports.count; k++) {
			const struct str *row = rows_at(&reports, k);
			struct str cell[] = {row[reports_doc_id], row[reports_source]};
			if (!read_again(m, mode, now, row))
				continue;
			buf_reset(&line);
			csv_append_row(&line, cell, 2);
			fwrite(line.p, 1, line.n, out);
		}
		rows_release(&reports);
	}
	buf_release(&line);
	return result;
}

#include "stages/explain/reading.h"

#include <stdlib.h>
#include <string.h>

#include "common/io.h"
#include "common/msg.h"
#include "common/xalloc.h"

enum { TEXT_BYTES = 17 << 20, SENTENCE_BYTES = 4096 };

const char *mark_name(enum mark_kind k)
{
	static const char *const names[] = {"subject", "value", "growth",
					    "period",  "none",  "unread"};
	return names[k];
}

static size_t place(struct str cell)
{
	unsigned long long n = 0;
	return str_to_u64(cell, &n) ? (size_t)n : 0;
}

static struct mark *add(struct reading *r, enum mark_kind kind, size_t begin, size_t end)
{
	if (begin >= end || end > r->text.n)
		return NULL;
	r->mark = xgrow(r->mark, &r->room, r->marks + 1, sizeof *r->mark);
	struct mark *m = &r->mark[r->marks++];
	*m = (struct mark){.kind = kind, .begin = begin, .end = end};
	return m;
}

/* The subject where it stands in print: the last place before the figure, within a sentence's
 * length. */
static void mark_subject(struct reading *r, const struct str *row, struct str subject,
			 size_t before)
{
	size_t first = before > SENTENCE_BYTES ? before - SENTENCE_BYTES : 0;
	if (!subject.n || subject.n > before)
		return;
	for (size_t at = before - subject.n + 1; at-- > first;) {
		if (r->text.p[at] == '\n')
			return;
		if (memcmp(r->text.p + at, subject.p, subject.n) == 0) {
			struct mark *m = add(r, MARK_SUBJECT, at, at + subject.n);
			if (m)
				m->row = row;
			return;
		}
	}
}

static bool of_document(struct str doc_id, struct str cell)
{
	return str_equal(doc_id, cell);
}

static void mark_levels(struct reading *r, struct str doc_id)
{
	for (size_t i = 0; i < r->observations.count; i++) {
		const struct str *row = rows_at(&r->observations, i);
		if (!of_document(doc_id, row[observations_doc_id]) ||
		    str_equal(row[observations_origin], STR("implied")))
			continue;
		size_t begin = place(row[observations_byte_start]);
		struct mark *m = add(r, MARK_VALUE, begin, place(row[observations_byte_end]));
		if (!m)
			continue;
		m->row = row;
		mark_subject(r, row, row[observations_subject], begin);
	}
}

static void mark_growth(struct reading *r, struct str doc_id)
{
	for (size_t i = 0; i < r->growth.count; i++) {
		const struct str *row = rows_at(&r->growth, i);
		if (!of_document(doc_id, row[growth_doc_id]) ||
		    !str_equal(row[growth_stated], STR("true")))
			continue;
		struct mark *m = add(r, MARK_GROWTH, place(row[growth_byte_start]),
				     place(row[growth_byte_end]));
		if (m)
			m->row = row;
	}
}

static void mark_ledger(struct reading *r)
{
	for (size_t i = 0; i < r->ledger.count; i++) {
		const struct str *row = rows_at(&r->ledger, i);
		enum mark_kind kind = MARK_NONE;
		if (str_equal(row[ledger_outcome], STR("fact"))) {
			r->facts++;
			continue;
		}
		if (str_equal(row[ledger_outcome], STR("unread"))) {
			kind = MARK_UNREAD;
			r->unread++;
		} else {
			r->others++;
			if (str_equal(row[ledger_outcome], STR("date")))
				kind = MARK_PERIOD;
		}
		struct mark *m =
			add(r, kind, place(row[ledger_byte_start]), place(row[ledger_byte_end]));
		if (m)
			m->why = row[ledger_reason].n ? row[ledger_reason] : row[ledger_outcome];
	}
}

/* By place; of two that begin together the wider first. */
static int by_place(const void *a, const void *b)
{
	const struct mark *x = a, *y = b;
	if (x->begin != y->begin)
		return x->begin < y->begin ? -1 : 1;
	if (x->end != y->end)
		return x->end > y->end ? -1 : 1;
	return (int)x->kind - (int)y->kind;
}

int reading_load(struct reading *r, const char *state, struct str doc_id)
{
	struct arena *a = &r->arena;
	const struct {
		struct rows *rows;
		const struct table *table;
	} of_month[] = {{&r->observations, &table_observations},
			{&r->growth, &table_growth},
			{&r->findings, &table_findings}};
	char *id = arena_string(a, doc_id);
	const char *place_of = "documents";
	char *folder = store_path(a, state, place_of, id, NULL);
	if (!store_exists(folder)) {
		place_of = "waiting";
		r->waits = true;
		folder = store_path(a, state, place_of, id, NULL);
	}
	if (!store_exists(folder)) {
		msg(MSG_ERROR, state, 0, doc_id, "no such document is held");
		return -1;
	}
	if (io_read_all(store_path(a, state, place_of, id, "text.txt", NULL), TEXT_BYTES, &r->text))
		return -1;
	r->documents = (struct rows){.table = &table_documents, .arena = a};
	r->ledger = (struct rows){.table = &table_ledger, .arena = a};
	if (rows_read(&r->documents, store_path(a, state, place_of, id, "document.csv", NULL),
		      false) ||
	    rows_read(&r->ledger, store_path(a, state, place_of, id, "ledger.csv", NULL), true))
		return -1;
	struct str month =
		r->documents.count ? rows_at(&r->documents, 0)[documents_report_period] : STR("");
	for (size_t i = 0; i < sizeof of_month / sizeof *of_month; i++) {
		struct buf file = {0};
		*of_month[i].rows = (struct rows){.table = of_month[i].table, .arena = a};
		buf_printf(&file, "%s.csv", of_month[i].table->name);
		char *path = r->waits || !month.n
				     ? store_path(a, state, place_of, id, buf_string(&file), NULL)
				     : store_path(a, state, "months", arena_string(a, month),
						  buf_string(&file), NULL);
		buf_release(&file);
		if (rows_read(of_month[i].rows, path, true))
			return -1;
	}
	mark_growth(r, doc_id);
	mark_levels(r, doc_id);
	mark_ledger(r);
	if (r->marks)
		qsort(r->mark, r->marks, sizeof *r->mark, by_place);
	return 0;
}

void reading_release(struct reading *r)
{
	rows_release(&r->documents);
	rows_release(&r->observations);
	rows_release(&r->growth);
	rows_release(&r->findings);
	rows_release(&r->ledger);
	buf_release(&r->text);
	free(r->mark);
	arena_release(&r->arena);
	*r = (struct reading){0};
}

size_t reading_finding(const struct reading *r, size_t from, size_t begin, size_t end)
{
	const struct str doc_id =
		r->documents.count ? rows_at(&r->documents, 0)[documents_doc_id] : (struct str){0};
	for (; from < r->findings.count; from++) {
		const struct str *row = rows_at(&r->findings, from);
		size_t at = place(row[findings_byte_start]);
		if (of_document(doc_id, row[findings_doc_id]) && row[findings_byte_start].n &&
		    at >= begin && at < end)
			break;
	}
	return from;
}

static bool is_fact(const struct mark *m)
{
	return m->kind == MARK_VALUE || m->kind == MARK_GROWTH;
}

/* Facts cover the dates in them; of what else overlaps the narrower one shows. */
static bool covers(const struct mark *m, const struct mark *on)
{
	if (!on || is_fact(m) != is_fact(on))
		return !on || is_fact(m);
	return m->end - m->begin < on->end - on->begin;
}

static const struct mark *mark_at(const struct reading *r, size_t at, size_t end, size_t *next)
{
	enum { NESTED = 64 };
	const struct mark *on = NULL;
	size_t low = 0, high = r->marks;
	*next = end;
	while (low < high) { /* marks that begin at or before `at` end where low does */
		size_t middle = low + (high - low) / 2;
		if (r->mark[middle].begin <= at)
			low = middle + 1;
		else
			high = middle;
	}
	if (low < r->marks && r->mark[low].begin < *next)
		*next = r->mark[low].begin;
	for (size_t i = low, seen = 0; i-- > 0 && seen < NESTED; seen++)
		if (r->mark[i].end > at && covers(&r->mark[i], on))
			on = &r->mark[i];
	if (on && on->end < *next)
		*next = on->end;
	return on;
}

const struct mark *reading_at(const struct reading *r, size_t at, size_t end, size_t *next)
{
	const struct mark *on = mark_at(r, at, end, next);
	size_t further;
	while (on && *next < end && *next < on->end && mark_at(r, *next, end, &further) == on)
		*next = further;
	return on;
}

#include "stages/extract/mention.h"

#include <stdlib.h>

#include "common/table.h"
#include "common/utf8.h"
#include "common/xalloc.h"

void mentions_begin(struct mentions *m, struct str doc_id, struct period report, FILE *out)
{
	m->n = m->written = 0;
	m->n_covered = 0;
	m->doc_id = doc_id;
	m->report = report;
	m->out = out;
}

struct mention *mentions_add(struct mentions *m)
{
	size_t held = m->n - m->written;
	m->at = xgrow(m->at, &m->room, held + 1, sizeof *m->at);
	m->n++;
	m->at[held] = (struct mention){0};
	return &m->at[held];
}

void mentions_release(struct mentions *m)
{
	free(m->at);
	*m = (struct mentions){0};
}

enum { CELLS_BYTES = MENTION_QUOTE + 256 }; /* a quote, and numbers and periods beside it */

/* Cells that are built stand in one text, which has room for those of a row: they do not move. */
struct cells {
	struct buf text;
	struct str said; /* the last quote written whole */
};

static struct str since(const struct cells *c, size_t begin)
{
	return (struct str){c->text.p + begin, c->text.n - begin};
}

static struct str number_cell(struct cells *c, long long value)
{
	const size_t begin = c->text.n;
	buf_i64(&c->text, value);
	return since(c, begin);
}

static struct str period_cell(struct cells *c, struct period p)
{
	const size_t begin = c->text.n;
	period_print(p, &c->text);
	return since(c, begin);
}

static struct str date_cell(struct cells *c, int32_t days)
{
	const size_t begin = c->text.n;
	period_print_date(days, &c->text);
	return since(c, begin);
}

static const char *outcome_name(const struct mention *k)
{
	switch (k->outcome) {
	case OUTCOME_LEVEL:
		return "level";
	case OUTCOME_GROWTH:
		return "growth";
	case OUTCOME_UNREAD:
		return "unread";
	default:
		return k->skip;
	}
}

/* A year to date that ends on a day is named by that day. */
static struct period printed_period(const struct time_span *s)
{
	if (s->has_day && s->basis[0] == 'y') {
		int y, m, d;
		period_date(s->as_of, &y, &m, &d);
		return period_day(y, m, d);
	}
	return s->period;
}

/* The sentence; of a long one the bytes around the figure, cuts marked with an ellipsis. */
static struct str quote_cell(struct cells *c, const struct mention *k)
{
	static const char ellipsis[] = "\xe2\x80\xa6";
	struct str q = k->quote;
	if (q.n <= MENTION_QUOTE) {
		if (q.p == c->said.p && q.n == c->said.n)
			return (struct str){0}; /* as in the mention before */
		return c->said = q;
	}
	c->said.n = 0;
	size_t room = MENTION_QUOTE - 2 * (sizeof ellipsis - 1);
	size_t at =
		k->printed.p >= q.p && k->printed.p < q.p + q.n ? (size_t)(k->printed.p - q.p) : 0;
	size_t first = at > room / 2 ? at - room / 2 : 0;
	if (first + room > q.n)
		first = q.n - room;
	first = utf8_floor(q, first);
	size_t end = utf8_floor(q, first + room > q.n ? q.n : first + room);
	const size_t begin = c->text.n;
	if (first)
		buf_text(&c->text, ellipsis);
	buf_add(&c->text, (struct str){q.p + first, end - first});
	if (end < q.n)
		buf_text(&c->text, ellipsis);
	return since(c, begin);
}

static void write_one(const struct mention *k, size_t number, struct str doc_id, struct cells *c,
		      FILE *out)
{
	struct str row[mentions_columns] = {0};
	char sign[2] = {k->sign, 0};
	bool fact = k->outcome == OUTCOME_LEVEL || k->outcome == OUTCOME_GROWTH;
	buf_reset(&c->text);
	buf_room(&c->text, CELLS_BYTES);
	row[mentions_doc_id] = doc_id;
	row[mentions_mention] = number_cell(c, (long long)number);
	row[mentions_outcome] = str_of(outcome_name(k));
	row[mentions_byte_start] = number_cell(c, (long long)k->begin);
	row[mentions_byte_end] = number_cell(c, (long long)k->end);
	row[mentions_printed] = k->printed;
	row[mentions_number] = k->number;
	if (k->outcome != OUTCOME_SKIP)
		row[mentions_quote] = quote_cell(c, k);
	if (fact) {
		row[mentions_scale] = k->scale;
		row[mentions_unit] = k->unit;
		row[mentions_total] = k->total;
		row[mentions_bound] = str_of(k->bound);
		row[mentions_status] = str_of(k->status);
		row[mentions_origin] = str_of(k->origin);
		row[mentions_field] = k->field;
		row[mentions_subject] = k->subject;
		row[mentions_area] = k->area;
		row[mentions_time_period] = period_cell(c, printed_period(&k->span));
		row[mentions_time_basis] = str_of(k->span.basis);
		if (k->span.has_day && k->span.basis[0] == 'a')
			row[mentions_as_of] = date_cell(c, k->span.as_of);
		row[mentions_rate] = str_of(k->rate);
		row[mentions_sign] = str_of(sign);
	}
	if (k->outcome == OUTCOME_GROWTH) {
		row[mentions_kind] = str_of(k->kind);
		row[mentions_basis] = str_of(k->basis);
		row[mentions_base_period] = period_cell(c, k->base_period);
		if (k->level)
			row[mentions_level] = number_cell(c, k->level);
		if (k->base)
			row[mentions_base] = number_cell(c, k->base);
	}
	table_write(out, &table_mentions, row);
}

/* Periods of stated levels that end with the report's month: what the report covers. */
static void cover(struct mentions *m, const struct mention *k)
{
	const struct period p = k->span.period;
	if (k->outcome != OUTCOME_LEVEL || strcmp(k->origin, "stated") != 0 ||
	    k->status[0] == 'F' || p.last != m->report.last || strchr("DI", p.freq) ||
	    m->n_covered == MENTION_COVERAGE)
		return;
	for (int i = 0; i < m->n_covered; i++)
		if (period_same(m->covered[i], p))
			return;
	m->covered[m->n_covered++] = p;
}

static void write_first(struct mentions *m, size_t count)
{
	struct cells c = {0};
	for (size_t i = 0; i < count; i++) {
		cover(m, &m->at[i]);
		write_one(&m->at[i], m->written + i + 1, m->doc_id, &c, m->out);
	}
	buf_release(&c.text);
	size_t held = m->n - m->written - count;
	if (count && held)
		memmove(m->at, m->at + count, held * sizeof *m->at);
	m->written += count;
}

void mentions_flush(struct mentions *m)
{
	if (m->n - m->written > 2 * MENTION_KEEP)
		write_first(m, m->n - m->written - MENTION_KEEP);
}

void mentions_end(struct mentions *m)
{
	write_first(m, m->n - m->written);
}

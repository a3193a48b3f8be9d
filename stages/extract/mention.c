#include "stages/extract/mention.h"

#include <stdlib.h>

#include "common/table.h"
#include "common/xalloc.h"

struct mention *mentions_add(struct mentions *m)
{
	m->at = xgrow(m->at, &m->room, m->n + 1, sizeof *m->at);
	struct mention *k = &m->at[m->n++];
	*k = (struct mention){0};
	return k;
}

void mentions_reset(struct mentions *m)
{
	m->n = 0;
}

void mentions_release(struct mentions *m)
{
	free(m->at);
	*m = (struct mentions){0};
}

/* Cells that are built: each a slice of one buffer, cut when the row is whole. */
struct cells {
	struct buf text;
	size_t begin[mentions_columns], end[mentions_columns];
};

static void number_cell(struct cells *c, int column, long long value)
{
	c->begin[column] = c->text.n;
	buf_i64(&c->text, value);
	c->end[column] = c->text.n;
}

static void period_cell(struct cells *c, int column, struct period p)
{
	c->begin[column] = c->text.n;
	period_print(p, &c->text);
	c->end[column] = c->text.n;
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

static void write_one(const struct mention *k, size_t number, struct str doc_id, struct cells *c,
		      FILE *out)
{
	struct str row[mentions_columns] = {0};
	char sign[2] = {k->sign, 0};
	bool fact = k->outcome == OUTCOME_LEVEL || k->outcome == OUTCOME_GROWTH;
	memset(c->begin, 0, sizeof c->begin);
	memset(c->end, 0, sizeof c->end);
	buf_reset(&c->text);
	row[mentions_doc_id] = doc_id;
	number_cell(c, mentions_mention, (long long)number);
	row[mentions_outcome] = str_of(outcome_name(k));
	number_cell(c, mentions_byte_start, (long long)k->begin);
	number_cell(c, mentions_byte_end, (long long)k->end);
	row[mentions_printed] = k->printed;
	row[mentions_number] = k->number;
	row[mentions_quote] = k->quote;
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
		period_cell(c, mentions_time_period, printed_period(&k->span));
		row[mentions_time_basis] = str_of(k->span.basis);
		if (k->span.has_day && k->span.basis[0] == 'a') {
			c->begin[mentions_as_of] = c->text.n;
			period_print_date(k->span.as_of, &c->text);
			c->end[mentions_as_of] = c->text.n;
		}
		row[mentions_rate] = str_of(k->rate);
		row[mentions_sign] = str_of(sign);
	}
	if (k->outcome == OUTCOME_GROWTH) {
		row[mentions_kind] = str_of(k->kind);
		row[mentions_basis] = str_of(k->basis);
		period_cell(c, mentions_base_period, k->base_period);
		if (k->level)
			number_cell(c, mentions_level, k->level);
		if (k->base)
			number_cell(c, mentions_base, k->base);
	}
	for (int i = 0; i < mentions_columns; i++)
		if (c->end[i] > c->begin[i])
			row[i] = (struct str){c->text.p + c->begin[i], c->end[i] - c->begin[i]};
	table_write(out, &table_mentions, row);
}

void mentions_write(const struct mentions *m, struct str doc_id, FILE *out)
{
	struct cells c = {0};
	for (size_t i = 0; i < m->n; i++)
		write_one(&m->at[i], i + 1, doc_id, &c, out);
	buf_release(&c.text);
}

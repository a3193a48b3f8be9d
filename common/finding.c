#include "common/finding.h"

#include <stdlib.h>
#include "common/arena.h"
#include "common/buf.h"
#include "common/hash.h"
#include "common/msg.h"
#include "common/table.h"
#include "common/xalloc.h"

struct message {
	struct str rule, severity, en, vi;
};

struct finding_messages {
	struct arena arena;
	struct message *message; /* sorted by rule once loaded */
	size_t count, room;
};

static struct message *find(const struct finding_messages *m, struct str rule)
{
	for (size_t i = 0; i < m->count; i++)
		if (str_equal(m->message[i].rule, rule))
			return &m->message[i];
	return NULL;
}

static const char *add_row(void *context, const struct str *cells, const char *row_name)
{
	struct finding_messages *m = context;
	struct message *to;

	(void)row_name;
	if (!cells[0].n || !cells[2].n || !cells[3].n)
		return "rule and both messages must be there";
	if (!str_equal(cells[1], STR("note")) && !str_equal(cells[1], STR("warning")) &&
	    !str_equal(cells[1], STR("error")))
		return "severity is note, warning or error";
	to = find(m, cells[0]); /* a later folder's wording wins */
	if (!to) {
		m->message = xgrow(m->message, &m->room, m->count + 1, sizeof(*m->message));
		to = &m->message[m->count++];
	}
	to->rule = arena_copy(&m->arena, cells[0]);
	to->severity = arena_copy(&m->arena, cells[1]);
	to->en = arena_copy(&m->arena, cells[2]);
	to->vi = arena_copy(&m->arena, cells[3]);
	return NULL;
}

static int by_rule(const void *a, const void *b)
{
	const struct message *x = a, *y = b;

	return str_compare(x->rule, y->rule);
}

struct finding_messages *finding_messages_load(const struct lexicon *l)
{
	struct finding_messages *m = xcalloc(1, sizeof(*m));

	if (lexicon_read(l, "message", "rule,severity,message_en,message_vi", add_row, m) != 0) {
		finding_messages_free(m);
		return NULL;
	}
	if (m->count)
		qsort(m->message, m->count, sizeof(*m->message), by_rule);
	return m;
}

void finding_messages_free(struct finding_messages *m)
{
	if (!m)
		return;
	arena_release(&m->arena);
	free(m->message);
	free(m);
}

void finding_value(struct finding *f, const char *name, struct str value)
{
	if (f->values == FINDING_VALUES)
		return; /* finding_write() reports the placeholder that stays without a value */
	f->value[f->values].name = name;
	f->value[f->values++].value = value;
}

/* The value of a placeholder, NULL where there is none. */
static const struct str *value_of(const struct finding *f, struct str name)
{
	for (size_t i = 0; i < f->values; i++)
		if (str_equal(name, str_of(f->value[i].name)))
			return &f->value[i].value;
	return NULL;
}

/* `{name}` is replaced; a brace that opens no name stays what it is. */
static int fill_in(struct str wording, const struct finding *f, struct buf *out)
{
	while (wording.n) {
		struct str text = str_cut(&wording, '{'), rest = wording, name;
		const struct str *value;

		buf_add(out, text);
		if (!wording.p)
			break;
		name = str_cut(&rest, '}');
		if (!rest.p || memchr(name.p ? name.p : "", ' ', name.n)) {
			buf_byte(out, '{');
			continue;
		}
		value = value_of(f, name);
		if (!value) {
			msg(MSG_ERROR, NULL, 0, name,
			    "message of rule %s wants a value that it was not given", f->rule);
			return -1;
		}
		buf_add(out, *value);
		wording = rest;
	}
	return 0;
}

static void number_cell(struct buf *text, unsigned long long v, struct str *cell)
{
	buf_i64(text, (long long)v);
	*cell = buf_view(text);
}

static void write_row(FILE *stream, const struct finding *f, struct str severity, struct str en,
		      struct str vi)
{
	struct buf start = {0}, end = {0}, number = {0};
	struct str row[findings_columns] = {{0}};
	char id[HASH_ID + 1];

	if (f->has_place) {
		number_cell(&start, f->byte_start, &row[findings_byte_start]);
		number_cell(&end, f->byte_end, &row[findings_byte_end]);
	}
	buf_i64(&number, f->number);
	hash_id((struct str[]){f->doc_id, str_of(f->rule), buf_view(&start), buf_view(&end),
			       buf_view(&number)},
		5, id);
	row[findings_finding_id] = str_of(id);
	row[findings_doc_id] = f->doc_id;
	row[findings_report_period] = f->report_period;
	row[findings_severity] = severity;
	row[findings_rule] = str_of(f->rule);
	row[findings_obs_id] = f->obs_id;
	row[findings_growth_id] = f->growth_id;
	row[findings_message_en] = en;
	row[findings_message_vi] = vi;
	table_write(stream, &table_findings, row);
	buf_release(&start);
	buf_release(&end);
	buf_release(&number);
}

int finding_write(FILE *stream, const struct finding_messages *m, const struct finding *f)
{
	struct message key = {.rule = str_of(f->rule)}, *message = NULL;
	struct buf en = {0}, vi = {0};
	int status = -1;

	if (m->count)
		message = bsearch(&key, m->message, m->count, sizeof(*m->message), by_rule);
	if (!message) {
		msg(MSG_ERROR, NULL, 0, key.rule, "rule that message.csv does not know");
		return -1;
	}
	if (fill_in(message->en, f, &en) == 0 && fill_in(message->vi, f, &vi) == 0) {
		write_row(stream, f, message->severity, buf_view(&en), buf_view(&vi));
		status = 0;
	}
	buf_release(&en);
	buf_release(&vi);
	return status;
}

#include "stages/growth/tell.h"

#include <stdlib.h>

#include "common/hash.h"
#include "common/msg.h"
#include "common/xalloc.h"

struct message {
	struct str rule, severity, en, vi;
};

struct messages {
	struct arena arena;
	struct message *list;
	size_t count, room;
};

static const char *take_message(void *context, const struct str *cell, const char *row_name)
{
	struct messages *m = context;
	struct message *to = NULL;

	(void)row_name;
	if (!cell[0].n || !cell[2].n || !cell[3].n)
		return "rule and both messages are required";
	if (!str_equal(cell[1], STR("note")) && !str_equal(cell[1], STR("warning")) &&
	    !str_equal(cell[1], STR("error")))
		return "severity is not note, warning or error";
	for (size_t i = 0; i < m->count && !to; i++)
		if (str_equal(m->list[i].rule, cell[0]))
			to = m->list + i;
	if (!to) {
		m->list = xgrow(m->list, &m->room, m->count + 1, sizeof *m->list);
		to = m->list + m->count++;
	}
	*to = (struct message){arena_copy(&m->arena, cell[0]), arena_copy(&m->arena, cell[1]),
			       arena_copy(&m->arena, cell[2]), arena_copy(&m->arena, cell[3])};
	return NULL;
}

/* All that this stage may say: a lexicon without one of them is refused before anything is done. */
static const char *const rules[] = {
	"SAY_PERCENT_UP",   "SAY_PERCENT_DOWN",  "SAY_PP_UP",      "SAY_PP_DOWN",
	"SAY_ABSOLUTE_UP",  "SAY_ABSOLUTE_DOWN", "SAY_FACTOR",     "RATE_INCONSISTENT",
	"RATE_POINTS",      "RATES_DISAGREE",    "NO_WHOLE_BASE",  "ZERO_BASE",
	"SIGN_CHANGE",      "BASE_MISSING",      "BASE_AMBIGUOUS", "LEVEL_AMBIGUOUS",
	"REPORTS_DISAGREE", "REPORT_REPEATS",    "CORRECTED",      "CORRECTED_DROP",
	"CORRECTED_FLAG",
};

static const struct message *find(const struct messages *m, struct str rule);

struct messages *messages_load(const struct lexicon *l)
{
	struct messages *m = xcalloc(1, sizeof *m);
	bool good = lexicon_read(l, "message", "rule,severity,message_en,message_vi", take_message,
				 m) == 0;

	for (size_t i = 0; i < sizeof rules / sizeof *rules && good; i++)
		good = find(m, str_of(rules[i])) != NULL;
	if (good)
		return m;
	messages_free(m);
	return NULL;
}

void messages_free(struct messages *m)
{
	if (!m)
		return;
	arena_release(&m->arena);
	free(m->list);
	free(m);
}

static const struct message *find(const struct messages *m, struct str rule)
{
	for (size_t i = 0; i < m->count; i++)
		if (str_equal(m->list[i].rule, rule))
			return m->list + i;
	msg(MSG_ERROR, NULL, 0, rule, "lexicon message.csv has no such rule");
	return NULL;
}

/* Fills {placeholders}; one that has no part stays as it is. */
static struct str fill(struct arena *a, struct str text, const struct part *parts, bool vietnamese)
{
	struct buf b = {0};

	while (text.n) {
		const char *open = memchr(text.p, '{', text.n);
		const char *end = text.p + text.n;
		const char *close = open ? memchr(open, '}', (size_t)(end - open)) : NULL;
		if (!close) {
			buf_add(&b, text);
			break;
		}
		struct str name = str_range(open + 1, close);
		const struct part *part = parts;
		while (part->name && !str_equal(str_of(part->name), name))
			part++;
		buf_add(&b, str_range(text.p, open));
		buf_add(&b,
			part->name ? vietnamese ? part->vi : part->en : str_range(open, close + 1));
		text = str_range(close + 1, end);
	}
	struct str filled = arena_copy(a, buf_view(&b));
	buf_release(&b);
	return filled;
}

struct str tell_id(struct arena *a, const struct str *parts, size_t count)
{
	char hex[HASH_ID + 1];

	hash_id(parts, count, hex);
	return arena_copy(a, (struct str){hex, HASH_ID});
}

int tell(const struct messages *m, struct rows *findings, const char *rule, struct about about,
	 const struct part *parts)
{
	const struct message *message = find(m, str_of(rule));
	struct arena *a = findings->arena;

	if (!message)
		return -1;
	struct str *row = rows_add(findings);
	row[findings_doc_id] = about.doc_id;
	row[findings_report_period] = about.report_period;
	row[findings_severity] = arena_copy(a, message->severity);
	row[findings_rule] = str_of(rule);
	row[findings_obs_id] = about.obs_id;
	row[findings_growth_id] = about.growth_id;
	row[findings_byte_start] = about.byte_start;
	row[findings_byte_end] = about.byte_end;
	row[findings_message_en] = fill(a, message->en, parts, false);
	row[findings_message_vi] = fill(a, message->vi, parts, true);
	struct str id[] = {about.doc_id,    str_of(rule),     about.obs_id,
			   about.growth_id, about.byte_start, row[findings_message_en]};
	row[findings_finding_id] = tell_id(a, id, sizeof id / sizeof *id);
	return 0;
}

struct part tell_text(const char *name, struct str text)
{
	return (struct part){name, text, text};
}

struct part tell_number(struct arena *a, const char *name, struct str number)
{
	struct part part = {name, number, {0}};
	struct buf b = {0};

	for (size_t i = 0; i < number.n; i++)
		buf_byte(&b, number.p[i] == '.' ? ',' : number.p[i]);
	part.vi = arena_copy(a, buf_view(&b));
	buf_release(&b);
	return part;
}

struct part tell_change(const struct messages *m, struct arena *a, const char *name,
			struct str kind, struct str change)
{
	bool fall = change.n && change.p[0] == '-';
	struct buf rule = {0};
	struct part part = {name, change, change};

	if (fall && !str_equal(kind, STR("factor")))
		change = str_range(change.p + 1, change.p + change.n);
	buf_text(&rule, "SAY_");
	for (size_t i = 0; i < kind.n; i++)
		buf_byte(&rule, (char)(kind.p[i] - 'a' + 'A'));
	if (!str_equal(kind, STR("factor")))
		buf_text(&rule, fall ? "_DOWN" : "_UP");
	const struct message *message = find(m, buf_view(&rule));
	if (message) {
		struct part value[] = {tell_number(a, "value", change), {0}};
		part.en = fill(a, message->en, value, false);
		part.vi = fill(a, message->vi, value, true);
	}
	buf_release(&rule);
	return part;
}

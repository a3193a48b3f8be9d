#include "stages/ingest/output.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>
#include "common/arena.h"
#include "common/msg.h"
#include "common/table.h"
#include "common/xalloc.h"
#include "stages/ingest/known.h"
#include "stages/ingest/textfile.h"

struct output {
	const struct finding_messages *messages;
	const char *period;
	struct io_file lines, sources, findings;
	struct textfiles *texts; /* NULL: not wanted */
	struct known *known;     /* documents by id, with the source that each was read as */
	struct near_index *near;
	struct buf pending; /* findings of the document before it is known whether it is new */
	struct buf source;  /* of the document */
	char doc_id[HASH_ID + 1];
	bool drop, rejected;
	/* of the file: its sources, which wait for what a reports.csv within it says of them */
	struct buf held;
	struct given *given;
	size_t givens, given_room;
	struct arena said;
};

static int open_table(struct io_file *f, const char *name, const struct table *t)
{
	if (!name)
		return 0;
	if (io_create(f, name) != 0)
		return -1;
	table_write_header(f->stream, t);
	return 0;
}

struct output *output_new(const struct output_names *names, const struct finding_messages *messages)
{
	struct output *o = xcalloc(1, sizeof(*o));

	o->messages = messages;
	o->period = names->period;
	o->known = known_new();
	if (open_table(&o->lines, names->lines, &table_lines) != 0 ||
	    open_table(&o->sources, names->sources, &table_sources) != 0 ||
	    open_table(&o->findings, names->findings, &table_findings) != 0 ||
	    (names->texts && !(o->texts = textfiles_new(names->texts)))) {
		output_free(o);
		return NULL;
	}
	if (names->findings || names->texts)
		o->near = near_index_new(names->compared);
	if (names->sketches && textfiles_load(names->sketches, o->near) != 0) {
		output_free(o);
		return NULL;
	}
	return o;
}

void output_free(struct output *o)
{
	if (!o)
		return;
	io_abandon(&o->lines);
	io_abandon(&o->sources);
	io_abandon(&o->findings);
	textfiles_free(o->texts);
	known_free(o->known);
	near_index_free(o->near);
	buf_release(&o->pending);
	buf_release(&o->source);
	buf_release(&o->held);
	arena_release(&o->said);
	free(o->given);
	free(o);
}

bool output_rejected(const struct output *o)
{
	return o->rejected;
}

static int write_finding(struct output *o, const struct finding *f)
{
	return o->findings.stream ? finding_write(o->findings.stream, o->messages, f) : 0;
}

static unsigned number_of(const char *name)
{
	unsigned n = 0;

	while (*name)
		n = n * 31 + (unsigned char)*name++;
	return n;
}

int output_tell(struct output *o, const char *rule, const char *source, const char *value,
		bool rejects)
{
	struct finding f = {.rule = rule, .number = number_of(source)};

	finding_value(&f, "source", str_of(source));
	finding_value(&f, "value", str_of(value));
	o->rejected = o->rejected || rejects;
	return write_finding(o, &f);
}

/* A finding of the document that names another. */
static int tell_other(struct output *o, const char *rule, const char *other, const char *value)
{
	struct finding f = {.rule = rule, .doc_id = {o->doc_id, HASH_ID}};

	f.number = number_of(buf_string(&o->source));
	finding_value(&f, "source", buf_view(&o->source));
	finding_value(&f, "other", str_of(other));
	finding_value(&f, "value", str_of(value));
	return write_finding(o, &f);
}

/* The document that was being written is whole. */
static int end_document(struct output *o)
{
	if (o->pending.n && o->findings.stream)
		fwrite(o->pending.p, 1, o->pending.n, o->findings.stream);
	buf_reset(&o->pending);
	o->drop = false;
	return o->texts ? textfiles_end(o->texts) : 0;
}

static struct str take_string(struct str *payload)
{
	struct str s = str_of(payload->p);

	*payload = (struct str){payload->p + s.n + 1, payload->n - s.n - 1};
	return s;
}

static int by_source(const void *a, const void *b)
{
	const struct given *x = a, *y = b;

	return str_compare(x->source, y->source);
}

/* What is said beside the file comes before what is said within it. */
static const struct given *find_given(const struct output *o, const struct walk_item *item,
				      struct str source)
{
	const struct given *g = walk_given(item->folder, source), key = {.source = source};

	if (!g && o->givens)
		g = bsearch(&key, o->given, o->givens, sizeof(*o->given), by_source);
	return g;
}

static void write_source(struct output *o, const struct walk_item *item, struct str payload)
{
	struct frame_source s;
	struct str row[sources_columns] = {{0}};
	const struct given *g;
	char digits[24];

	memcpy(&s, payload.p, sizeof(s));
	payload = (struct str){payload.p + sizeof(s), payload.n - sizeof(s)};
	row[sources_doc_id] = (struct str){s.sha256, HASH_ID};
	row[sources_sha256] = (struct str){s.sha256, HASH_HEX};
	row[sources_bytes] = (struct str){digits, (size_t)snprintf(digits, sizeof(digits), "%llu",
								   (unsigned long long)s.bytes)};
	row[sources_source] = take_string(&payload);
	row[sources_media_type] = take_string(&payload);
	row[sources_encoding] = take_string(&payload);
	g = find_given(o, item, row[sources_source]);
	if (g) {
		row[sources_given_period] = g->report_period;
		row[sources_given_published] = g->published;
		row[sources_given_issuer] = g->issuer;
		row[sources_given_title] = g->title;
	}
	if (!row[sources_given_period].n && o->period)
		row[sources_given_period] = str_of(o->period);
	table_write(o->sources.stream, &table_sources, row);
}

/* Sources are written when all of the file is read: its reports.csv may come last. */
static void hold_source(struct output *o, struct str payload)
{
	uint32_t bytes = (uint32_t)payload.n;

	if (!o->sources.stream)
		return;
	buf_add(&o->held, (struct str){(const char *)&bytes, sizeof(bytes)});
	buf_add(&o->held, payload);
}

static void hold_given(struct output *o, struct str payload)
{
	struct given g;

	payload = arena_copy(&o->said, payload);
	g.source = take_string(&payload);
	g.report_period = take_string(&payload);
	g.published = take_string(&payload);
	g.issuer = take_string(&payload);
	g.title = take_string(&payload);
	o->given = xgrow(o->given, &o->given_room, o->givens + 1, sizeof(*o->given));
	o->given[o->givens++] = g;
}

static void write_held(struct output *o, const struct walk_item *item)
{
	struct str held = buf_view(&o->held);

	if (o->givens)
		qsort(o->given, o->givens, sizeof(*o->given), by_source);
	while (held.n) {
		uint32_t bytes;

		memcpy(&bytes, held.p, sizeof(bytes));
		held = (struct str){held.p + sizeof(bytes), held.n - sizeof(bytes)};
		write_source(o, item, (struct str){held.p, bytes});
		held = (struct str){held.p + bytes, held.n - bytes};
	}
	buf_reset(&o->held);
	o->givens = 0;
	arena_release(&o->said);
}

static int begin_source(struct output *o, struct str payload)
{
	const char *other;

	memcpy(o->doc_id, payload.p, HASH_ID);
	other = known_add(o->known, o->doc_id, buf_string(&o->source));
	if (other) {
		o->drop = true;
		buf_reset(&o->pending);
		return tell_other(o, "DUPLICATE_BYTES", other, "");
	}
	hold_source(o, payload);
	return o->texts ? textfiles_begin(o->texts, o->doc_id) : 0;
}

static int compare(struct output *o, struct str payload)
{
	struct near near;
	const char *other;
	unsigned percent;
	char digits[12];

	if (!o->near)
		return 0;
	memcpy(&near, payload.p, sizeof(near));
	if (o->texts && textfiles_sketch(o->texts, &near) != 0)
		return -1;
	other = near_index_add(o->near, &near, buf_string(&o->source), &percent);
	if (!other)
		return 0;
	snprintf(digits, sizeof(digits), "%u", percent);
	return tell_other(o, "NEAR_DUPLICATE", other, digits);
}

int output_frame(struct output *o, const struct walk_item *item, const struct frame *f)
{
	switch (f->type) {
	case FRAME_NUMBER:
		if (end_document(o) != 0)
			return -1;
		buf_reset(&o->source);
		buf_add(&o->source, str_of(f->payload.p + sizeof(uint32_t)));
		return 0;
	case FRAME_SOURCE:
		return begin_source(o, f->payload);
	case FRAME_LINES:
		if (!o->drop && o->lines.stream)
			fwrite(f->payload.p, 1, f->payload.n, o->lines.stream);
		return 0;
	case FRAME_TEXT:
		return o->drop || !o->texts ? 0 : textfiles_add(o->texts, f->payload);
	case FRAME_NEAR:
		return o->drop ? 0 : compare(o, f->payload);
	case FRAME_FINDINGS:
		if (!o->drop)
			buf_add(&o->pending, f->payload);
		return 0;
	case FRAME_REJECTED:
		o->rejected = true;
		return 0;
	case FRAME_GIVEN:
		hold_given(o, f->payload);
		return 0;
	case FRAME_END:
		write_held(o, item);
		return end_document(o);
	}
	return 0;
}

void output_give_up(struct output *o, const struct walk_item *item)
{
	write_held(o, item);
}

int output_commit(struct output *o)
{
	if (end_document(o) != 0 || (o->texts && textfiles_sync(o->texts) != 0))
		return -1;
	if (io_commit(&o->findings) != 0 || io_commit(&o->sources) != 0 ||
	    io_commit(&o->lines) != 0)
		return -1;
	return 0;
}

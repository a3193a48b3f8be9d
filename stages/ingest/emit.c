#include "stages/ingest/reader.h"

#include <stdio.h>
#include <stdlib.h>
#include "common/csv.h"
#include "common/table.h"
#include "stages/ingest/clean.h"
#include "stages/ingest/near.h"

enum { CHUNK = 1 << 15 };

static const char *const kind_name[] = {
	[LINE_PARA] = "para", [LINE_HEADING] = "heading", [LINE_ITEM] = "item",
	[LINE_ROW] = "row",   [LINE_NOTE] = "note",
};

static void tell(struct reader *r, const struct input *in, const char *rule, const char *value,
		 const char *limit)
{
	struct finding f = {.rule = rule, .doc_id = {in->sha256, in->sha256[0] ? HASH_ID : 0}};
	char *p = NULL;
	size_t n = 0;
	FILE *stream;

	if (r->number <= r->skip)
		return;                           /* it has been told */
	for (const char *s = in->source; *s; s++) /* findings of inputs without an id stay apart */
		f.number = f.number * 31 + (unsigned char)*s;
	finding_value(&f, "source", str_of(in->source));
	finding_value(&f, "value", str_of(value ? value : ""));
	finding_value(&f, "limit", str_of(limit ? limit : ""));
	stream = open_memstream(&p, &n);
	if (!stream || finding_write(stream, r->messages, &f) != 0 || fclose(stream) != 0)
		r->failed = true;
	else
		frame_write(r->out, FRAME_FINDINGS, (struct str){p, n});
	free(p);
}

void reader_tell(struct reader *r, const struct input *in, const char *rule, const char *value)
{
	tell(r, in, rule, value, NULL);
}

void reader_reject(struct reader *r, const struct input *in, const char *rule, const char *value)
{
	tell(r, in, rule, value, NULL);
	frame_write(r->out, FRAME_REJECTED, STR(""));
}

void reader_limit(struct reader *r, const struct input *in, const char *limit,
		  unsigned long long value)
{
	char digits[24];

	snprintf(digits, sizeof(digits), "%llu", value);
	tell(r, in, "LIMIT_EXCEEDED", digits, limit);
	frame_write(r->out, FRAME_REJECTED, STR(""));
}

static void emit_source(struct reader *r, const struct input *in, const struct document *d)
{
	struct frame_source s = {.bytes = in->size};
	struct buf b = {0};

	memcpy(s.sha256, in->sha256, HASH_HEX);
	buf_add(&b, (struct str){(const char *)&s, sizeof(s)});
	buf_add(&b, (struct str){in->source, strlen(in->source) + 1});
	buf_add(&b, (struct str){d->media_type, strlen(d->media_type) + 1});
	buf_add(&b, (struct str){d->encoding, strlen(d->encoding) + 1});
	frame_write(r->out, FRAME_SOURCE, buf_view(&b));
	buf_release(&b);
}

/* The mark at the head of the line, which goes, says what it is; else whether it has cells. */
static const char *take_kind(struct str *line, bool marked)
{
	unsigned char mark = line->n ? (unsigned char)line->p[0] : 0;

	if (marked && mark >= LINE_PARA && mark <= LINE_NOTE) {
		line->p++;
		line->n--;
		return kind_name[mark];
	}
	return line->n && memchr(line->p, '\t', line->n) ? "row" : "para";
}

static void flush(struct reader *r, enum frame_type type, struct buf *b)
{
	if (b->n)
		frame_write(r->out, type, buf_view(b));
	buf_reset(b);
}

static void emit_lines(struct reader *r, const struct input *in, struct str text, bool marked)
{
	struct buf rows = {0}, plain = {0};
	unsigned long long at = 0;
	char digits[24];

	while (text.n) {
		struct str line = str_cut(&text, '\n'), row[lines_columns];

		row[lines_doc_id] = (struct str){in->sha256, HASH_ID};
		row[lines_kind] = str_of(take_kind(&line, marked));
		row[lines_byte_start] =
			(struct str){digits, (size_t)snprintf(digits, sizeof(digits), "%llu", at)};
		row[lines_text] = line;
		csv_append_row(&rows, row, lines_columns);
		if (rows.n > CHUNK)
			flush(r, FRAME_LINES, &rows);
		at += line.n + 1;
		if (!r->want_text)
			continue;
		buf_add(&plain, line);
		if (text.p && text.n)
			buf_byte(&plain, '\n');
		if (plain.n > CHUNK)
			flush(r, FRAME_TEXT, &plain);
	}
	flush(r, FRAME_LINES, &rows);
	flush(r, FRAME_TEXT, &plain);
	buf_release(&rows);
	buf_release(&plain);
}

static void emit_near(struct reader *r, struct str text)
{
	struct near near;

	if (near_make(text, &near))
		frame_write(r->out, FRAME_NEAR, (struct str){(const char *)&near, sizeof(near)});
}

/* Bytes of the longest line. */
static size_t longest_line(struct str text)
{
	size_t longest = 0;

	while (text.n) {
		struct str line = str_cut(&text, '\n');

		if (line.n > longest)
			longest = line.n;
	}
	return longest;
}

/* Line feeds, blanks and marks at the end carry nothing. */
static struct str without_end(struct str text)
{
	while (text.n && (unsigned char)text.p[text.n - 1] <= ' ')
		text.n--;
	return text;
}

void reader_emit(struct reader *r, const struct input *in, const struct document *d)
{
	struct str text = d->text;
	struct buf clean = {0};

	if (!d->clean) {
		clean_text(text, d->marked, &clean);
		text = buf_view(&clean);
	}
	text = without_end(text);
	if (text.n == 0)
		reader_reject(r, in, "NO_TEXT", NULL);
	else if (text.n > r->limits->text_bytes)
		reader_limit(r, in, "text-bytes", r->limits->text_bytes);
	else if (text.n > r->limits->line_bytes && longest_line(text) > r->limits->line_bytes)
		reader_limit(r, in, "line-bytes", r->limits->line_bytes);
	else {
		emit_source(r, in, d);
		emit_lines(r, in, text, d->marked);
		if (r->want_near)
			emit_near(r, text);
	}
	buf_release(&clean);
}

void reader_unconverted(struct reader *r, const struct input *in, enum convert_result result,
			const char *converter)
{
	switch (result) {
	case CONVERT_DONE:
		break;
	case CONVERT_MISSING:
		reader_reject(r, in, "CONVERTER_MISSING", converter);
		break;
	case CONVERT_FAILED:
		reader_reject(r, in, "DOCUMENT_BROKEN", converter);
		break;
	case CONVERT_KILLED:
		reader_reject(r, in, "CONVERTER_KILLED", converter);
		break;
	case CONVERT_TOO_LONG:
		reader_limit(r, in, "text-bytes", r->limits->text_bytes);
		break;
	}
}

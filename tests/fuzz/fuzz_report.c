/*
 * A whole report, a line each; the kind of a line is told by its first byte: `#` heading, `-` item,
 * `|` row, else paragraph. Every digit of the text lies in a mention, mentions lie in the text and
 * name each other, and the reader that has read a report reads it once more alike.
 */
#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include "common/csv.h"
#include "common/table.h"
#include "common/utf8.h"
#include "common/xalloc.h"
#include "stages/extract/report.h"
#include "tests/fuzz/fuzz.h"

/* Nothing else is handed over by ingest: UTF-8 without control characters. */
static struct str cleaned(struct str text, struct buf *out)
{
	text.n = utf8_valid(text);
	for (size_t i = 0; i < text.n; i++)
		if ((unsigned char)text.p[i] >= ' ' || strchr("\n\t", text.p[i]))
			buf_byte(out, text.p[i] ? text.p[i] : ' ');
	return buf_view(out);
}

static struct str kind_of(struct str line)
{
	if (line.n && line.p[0] == '#')
		return STR("heading");
	if (line.n && line.p[0] == '-')
		return STR("item");
	return line.n && line.p[0] == '|' ? STR("row") : STR("para");
}

static void set_lines(struct report *p, struct str text)
{
	size_t n = 0;

	for (struct str rest = text; rest.n;) {
		struct str line = str_cut(&rest, '\n');

		p->line = xgrow(p->line, &p->room, n + 1, sizeof(*p->line));
		p->line[n++] = (struct report_line){line, kind_of(line), (size_t)(line.p - text.p)};
	}
	p->lines = n;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* A digit that is to be told of: one of a word (m3, CO2) is none. */
static bool is_told(const char *from, const char *at)
{
	if (!is_digit(*at))
		return false;
	while (at > from && is_digit(at[-1]))
		at--;
	return at == from || (!isalpha((unsigned char)at[-1]) && (unsigned char)at[-1] < 0x80);
}

static size_t number_in(struct str cell)
{
	size_t value = 0;

	for (size_t i = 0; i < cell.n; i++) {
		MUST(is_digit(cell.p[i]));
		value = value * 10 + (size_t)(cell.p[i] - '0');
	}
	return value;
}

/* The rows that were written: each digit of the text lies in one, and links name rows. */
static void check(struct str rows, const struct report *p, struct str text)
{
	char *seen = xcalloc(text.n + 1, 1);
	FILE *in = rows.n ? fmemopen((void *)(uintptr_t)rows.p, rows.n, "r") : NULL;
	struct csv_reader *r = in ? csv_reader_new(in, "rows") : NULL;
	struct str *cell;
	size_t n, count = 0, link = 0;

	while (r && csv_read(r, &cell, &n) == 1) {
		size_t begin = number_in(cell[mentions_byte_start]);
		size_t end = number_in(cell[mentions_byte_end]);
		size_t level = number_in(cell[mentions_level]);
		size_t base = number_in(cell[mentions_base]);

		MUST(n == mentions_columns && begin <= end && end <= text.n);
		MUST(number_in(cell[mentions_mention]) == ++count);
		memset(seen + begin, 1, end - begin);
		link = level > link ? level : link;
		link = base > link ? base : link;
	}
	MUST(link <= count);
	for (size_t k = 0; k < p->lines; k++)
		for (size_t i = 0; i < p->line[k].text.n; i++)
			MUST(seen[p->line[k].offset + i] ||
			     !is_told(text.p, p->line[k].text.p + i));
	csv_reader_free(r);
	if (in)
		fclose(in);
	free(seen);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	static struct quantity_lexicon l;
	struct report_reader *reader;
	struct str text = {(const char *)bytes, n};
	struct report p = {.doc_id = STR("0123456789abcdef"),
			   .source = STR("report.txt"),
			   .given_period = STR("2022-08")};
	struct buf clean = {0};
	char *rows[2];
	size_t size[2];

	if (!l.vocab) {
		struct lexicon lexicon = {.folder = {LEXICON_FOLDER}, .folders = 1};
		struct vocab *vocab = vocab_load(&lexicon);

		MUST(vocab);
		l = (struct quantity_lexicon){vocab, vocab_numbers(vocab)};
	}
	text = cleaned(text, &clean);
	reader = report_reader_new(&l);
	for (int round = 0; round < 2; round++) {
		FILE *out = open_memstream(&rows[round], &size[round]);

		MUST(out);
		set_lines(&p, text);
		report_join_lines(&p, text);
		report_head(reader, &p);
		MUST(p.period.freq);
		report_read(reader, &p, text, out);
		fclose(out);
		check((struct str){rows[round], size[round]}, &p, text);
	}
	MUST(size[0] == size[1] && memcmp(rows[0], rows[1], size[0]) == 0);
	report_reader_free(reader);
	buf_release(&clean);
	free(rows[0]);
	free(rows[1]);
	free(p.line);
	return 0;
}

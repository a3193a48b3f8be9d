/*
 * A whole report (text.h): every digit of it lies in a mention, mentions lie in the text and
 * name each other, and the reader that has read a report reads it once more alike.
 */
#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include "common/split.h"
#include "common/table.h"
#include "stages/extract/report.h"
#include "tests/fuzz/text.h"

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
	struct buf copy = {0};
	struct split r = {0};
	size_t count = 0, link = 0;

	buf_add(&copy, rows);
	memset(buf_room(&copy, SPLIT_PADDING), 0, SPLIT_PADDING);
	split_text(&r, copy.p, copy.p + copy.n);
	while (split_row(&r) == SPLIT_ROW) {
		size_t begin = number_in(r.cell[mentions_byte_start]);
		size_t end = number_in(r.cell[mentions_byte_end]);
		size_t level = number_in(r.cell[mentions_level]);
		size_t base = number_in(r.cell[mentions_base]);

		MUST(r.columns == mentions_columns && begin <= end && end <= text.n);
		MUST(number_in(r.cell[mentions_mention]) == ++count);
		memset(seen + begin, 1, end - begin);
		link = level > link ? level : link;
		link = base > link ? base : link;
	}
	MUST(r.at == r.end && link <= count);
	for (size_t k = 0; k < p->lines; k++)
		for (size_t i = 0; i < p->line[k].text.n; i++)
			MUST(seen[p->line[k].offset + i] ||
			     !is_told(text.p, p->line[k].text.p + i));
	split_release(&r);
	buf_release(&copy);
	free(seen);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	static const struct lexicon lexicon = {.folder = {LEXICON_FOLDER}, .folders = 1};
	struct report_reader *reader;
	struct str text = {(const char *)bytes, n};
	struct report p = {.doc_id = STR("0123456789abcdef"),
			   .source = STR("report.txt"),
			   .given_period = STR("2022-08")};
	struct buf clean = {0};
	char *rows[2];
	size_t size[2];

	text = cleaned(text, &clean);
	reader = report_reader_new(words_of_reports(&lexicon));
	for (int round = 0; round < 2; round++) {
		FILE *out = open_memstream(&rows[round], &size[round]);

		MUST(out);
		set_lines(&p, text);
		report_join_lines(&p, text);
		report_head(reader, &p);
		MUST(p.period.freq);
		report_read(reader, &p, text, out);
		fclose(out);
	}
	check((struct str){rows[0], size[0]}, &p, text);
	MUST(size[0] == size[1] && memcmp(rows[0], rows[1], size[0]) == 0);
	report_reader_free(reader);
	buf_release(&clean);
	free(rows[0]);
	free(rows[1]);
	release_lines(&p);
	return 0;
}

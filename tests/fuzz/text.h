/*
 * A report out of bytes, a line each; the kind of a line is told by its first byte: `#` heading,
 * `-` item, `|` row, else a row where there is a tab and a paragraph where there is none.
 */
#ifndef TESTS_FUZZ_TEXT_H
#define TESTS_FUZZ_TEXT_H

#include <string.h>
#include "common/buf.h"
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
	return line.n && (line.p[0] == '|' || memchr(line.p, '\t', line.n)) ? STR("row")
									    : STR("para");
}

static void set_lines(struct report *p, struct str text)
{
	size_t n = 0;

	p->tables = 0;
	for (struct str rest = text; rest.n;) {
		struct str line = str_cut(&rest, '\n');

		p->line = xgrow(p->line, &p->room, n + 1, sizeof(*p->line));
		p->line[n++] = (struct report_line){line, kind_of(line), (size_t)(line.p - text.p)};
	}
	p->lines = n;
}

static void release_lines(struct report *p)
{
	free(p->line);
	free(p->table);
}

/* The lexicons, read once. */
static const struct quantity_lexicon *words_of_reports(const struct lexicon *lexicon)
{
	static struct quantity_lexicon l;

	if (!l.vocab) {
		struct vocab *vocab = vocab_load(lexicon);

		MUST(vocab);
		l = (struct quantity_lexicon){vocab, vocab_numbers(vocab)};
	}
	return &l;
}

#endif

/* The vocabulary that the suites of extract read with, and words cut out of a line. */
#ifndef TESTS_UNIT_EXTRACT_H
#define TESTS_UNIT_EXTRACT_H

#include "stages/extract/quantity.h"
#include "tests/unit/unit.h"

static struct vocab *vocab;
static struct quantity_lexicon lexicon;
static struct tokens tokens;

/* False where the lexicons cannot be read: there is nothing to test then. */
static inline bool extract_begin(void)
{
	const struct lexicon l = {.folder = {LEXICON_FOLDER}, .folders = 1};
	msg_program("test");
	vocab = vocab_load(&l);
	if (vocab)
		lexicon = (struct quantity_lexicon){vocab, vocab_numbers(vocab)};
	return vocab != NULL;
}

static inline int extract_end(int status)
{
	tokens_release(&tokens);
	vocab_free(vocab);
	return status;
}

#define EXTRACT_RUN(...) extract_begin() ? extract_end(UNIT_RUN(__VA_ARGS__)) : EXIT_FAILURE

/* Reads `text` into `tokens`. */
static inline void extract_read(const char *text)
{
	tokens_read(&tokens, vocab, str_of(text));
}

/* Tokens [first, end) as printed, appended to *out; `before` in front where there are any. */
static inline void extract_add(struct buf *out, const char *before, size_t first, size_t end)
{
	if (first >= end)
		return;
	buf_text(out, before);
	buf_add(out, tokens_text(&tokens, first, end));
}

/* A case of a table: what `show` makes of `text` is `want`. */
static inline void extract_case(const char *text, const char *want, void (*show)(struct buf *out),
				const char *file, int line)
{
	struct buf out = {0};
	extract_read(text);
	show(&out);
	unit_check(str_equal(buf_view(&out), str_of(want)), file, line, "'%s' gives '%s', not '%s'",
		   text, buf_string(&out), want);
	buf_release(&out);
}

#endif

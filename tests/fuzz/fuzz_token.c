/* Tokens of a line: in order, apart, within the line, and all between them is blank. */
#include "stages/extract/token.h"
#include "common/utf8.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	static struct vocab *vocab;
	struct tokens tokens = {0};
	struct str line = {(const char *)bytes, n};
	uint32_t end = 0;

	if (!vocab) {
		struct lexicon l = {.folder = {LEXICON_FOLDER}, .folders = 1};

		vocab = vocab_load(&l);
		MUST(vocab);
	}
	line.n = utf8_valid(line); /* ingest hands over nothing else */
	tokens_read(&tokens, vocab, line);
	for (size_t i = 0; i < tokens.n; i++) {
		const struct vocab_entry *entry;

		MUST(tokens.at[i].begin >= end && tokens.at[i].end > tokens.at[i].begin);
		end = tokens.at[i].end;
		MUST(end <= line.n);
		MUST(tokens_longest(&tokens, vocab, i, &entry) <= tokens.n - i);
	}
	tokens_release(&tokens);
	return 0;
}

/* Quantities of a line: at any token, what is used lies within the line and its parts within
 * that. */
#include "common/utf8.h"
#include "stages/extract/quantity.h"
#include "tests/fuzz/fuzz.h"

static bool within(size_t first, size_t end, const struct quantity *q)
{
	return first == end || (q->first <= first && first < end && end <= q->end);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	static struct quantity_lexicon l;
	struct tokens t = {0};
	struct str line = {(const char *)bytes, n};

	if (!l.vocab) {
		struct lexicon lexicon = {.folder = {LEXICON_FOLDER}, .folders = 1};
		struct vocab *vocab = vocab_load(&lexicon);

		MUST(vocab);
		l = (struct quantity_lexicon){vocab, vocab_numbers(vocab)};
	}
	line.n = utf8_valid(line); /* ingest hands over nothing else */
	tokens_read(&t, l.vocab, line);
	for (size_t i = 0; i < t.n; i++) {
		struct quantity q;
		size_t used = quantity_read(&t, &l, i, &q);

		MUST(used <= t.n - i);
		if (used) {
			MUST(q.first <= q.end && q.end <= t.n);
			MUST(q.number_first < q.number_end);
			MUST(within(q.number_first, q.number_end, &q));
			MUST(within(q.scale_first, q.scale_end, &q));
			MUST(within(q.unit_first, q.unit_end, &q));
			MUST(within(q.total_first, q.total_end, &q));
		}
		MUST(quantity_currency(&t, &l, i) <= t.n - i);
		MUST(quantity_unit(&t, &l, i, &q) <= t.n - i);
	}
	tokens_release(&t);
	return 0;
}

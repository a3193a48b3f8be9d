#include "stages/extract/quiet.h"

#include "stages/extract/when.h"

/* "mot" is an article, and a number word counts only what has a name: as the reader of chunks has
 * it. */
static bool counts(const struct tokens *t, const struct quantity_lexicon *l, size_t i)
{
	const struct vocab_entry *e = NULL;
	struct quantity q;
	size_t one = tokens_match(t, l->vocab, i, VOCAB_digit, &e);
	return one && quantity_read(t, l, i, &q) && q.kind != UNIT_NONE && q.kind != UNIT_WORD &&
	       !(e->number == 1 && q.number_end == i + one);
}

static bool same_level(const struct tokens *t, const struct vocab *v, size_t i)
{
	const struct vocab_entry *e = NULL;
	return tokens_match(t, v, i, VOCAB_change, &e) && str_equal(e->note, STR("flat"));
}

/* A lead-in names a topic where a comma ends it (or a colon, which is loud by itself). */
static bool names_topic(const struct tokens *t, const struct vocab *v, size_t i, size_t end)
{
	if (!tokens_match(t, v, i, VOCAB_lead, NULL) &&
	    !tokens_match(t, v, i, VOCAB_in_terms, NULL))
		return false;
	while (i < end && !token_is_mark(t, i, ','))
		i++;
	return i < end;
}

static bool is_loud(const struct tokens *t, const struct quantity_lexicon *l, size_t i, size_t end)
{
	const struct vocab *v = l->vocab;
	struct when w;
	return tokens_match(t, v, i, VOCAB_versus, NULL) ||
	       tokens_match(t, v, i, VOCAB_twice, NULL) ||
	       tokens_match(t, v, i, VOCAB_part, NULL) || counts(t, l, i) || same_level(t, v, i) ||
	       names_topic(t, v, i, end) || when_read(t, v, i, true, &w);
}

/* clang-format off */
#define LOUD(X) WHEN_FIRST(X) X(versus) X(twice) X(part) X(change) X(lead) X(in_terms)
/* clang-format on */

bool sentence_is_quiet(const struct tokens *t, const struct quantity_lexicon *l, size_t first,
		       size_t end)
{
	static const struct vocab_set loud = VOCAB_SET(LOUD);
	for (size_t i = first; i < end; i++) {
		const struct token *k = &t->at[i];
		if (k->kind == TOKEN_NUMBER || (k->kind == TOKEN_MARK && k->mark == ':') ||
		    (vocab_may_start_any(&t->starts[k->word], &loud) && is_loud(t, l, i, end)))
			return false;
	}
	return true;
}

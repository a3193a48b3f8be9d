#include "stages/extract/quiet.h"

#include "stages/extract/wake.h"
#include "stages/extract/when.h"

/* What a number word can have behind it, for it to be more than a word. */
#define COUNTED(X) X(digit) X(scale) X(unit) X(noun) X(times) X(per) X(within)
static bool may_count(const struct tokens *t, const struct vocab *v, size_t behind)
{
	static const struct vocab_set counted = VOCAB_SET(COUNTED);
	return behind < t->n &&
	       (t->at[behind].kind == TOKEN_NUMBER || token_is_mark(t, behind, '/') ||
		tokens_match_any(t, v, behind, &counted));
}

/* A number word counts only what has a name, and "mot" alone is an article: as the reader of chunks
 * has it. */
static bool counts(const struct tokens *t, const struct quantity_lexicon *l, size_t i)
{
	const struct vocab_entry *e = NULL;
	struct quantity q;
	size_t one = tokens_match(t, l->vocab, i, VOCAB_digit, &e);
	if (!one || !may_count(t, l->vocab, i + one) ||
	    (e->number == 1 && !tokens_match(t, l->vocab, i + one, VOCAB_digit, NULL) &&
	     !tokens_match(t, l->vocab, i + one, VOCAB_scale, NULL)))
		return false;
	return quantity_read(t, l, i, &q) && q.kind != UNIT_NONE && q.kind != UNIT_WORD &&
	       !(e->number == 1 && q.number_end == i + one);
}

static bool same_level(const struct tokens *t, const struct vocab *v, size_t i)
{
	const struct vocab_entry *e = NULL;
	return tokens_match(t, v, i, VOCAB_change, &e) && str_equal(e->note, STR("flat"));
}

/* No phrase holds token i. Of those that begin before it only known words lie between. */
static bool is_plain_word(const struct tokens *t, const struct vocab *v, size_t i, size_t first)
{
	const struct vocab_entry *e;
	if (t->at[i].kind != TOKEN_WORD)
		return false;
	for (size_t k = i;; k--) {
		if (t->at[k].word == 0)
			return true;
		if (tokens_longest(t, v, k, &e) > i - k)
			return false;
		if (k == first)
			return true;
	}
}

/* A lead-in names a topic where a comma ends it (or a colon, which is loud by itself); not right
 * behind a word that is no part of a phrase: its noun phrase goes on. */
static bool names_topic(const struct tokens *t, const struct vocab *v, size_t i, size_t first,
			size_t end)
{
	if (!tokens_match(t, v, i, VOCAB_lead, NULL) &&
	    !tokens_match(t, v, i, VOCAB_in_terms, NULL))
		return false;
	if (i > first && is_plain_word(t, v, i - 1, first))
		return false;
	while (i < end && !token_is_mark(t, i, ','))
		i++;
	return i < end;
}

static bool is_loud(const struct tokens *t, const struct quantity_lexicon *l, size_t i,
		    size_t first, size_t end)
{
	const struct vocab *v = l->vocab;
	return tokens_match(t, v, i, VOCAB_versus, NULL) ||
	       tokens_match(t, v, i, VOCAB_twice, NULL) ||
	       tokens_match(t, v, i, VOCAB_part, NULL) || same_level(t, v, i) ||
	       names_topic(t, v, i, first, end) || counts(t, l, i);
}

/* An expression of time from token *from on of which token `i`, a word of time, is part: all words
 * of it are known to the lexicons. *from: the first token not tried yet. */
static bool is_timed(const struct tokens *t, const struct vocab *v, size_t i, size_t *from)
{
	size_t first = i;
	struct when w;
	while (first > *from && (t->at[first - 1].word || t->at[first - 1].kind != TOKEN_WORD))
		first--;
	for (*from = i + 1; first <= i; first++)
		if (when_read(t, v, first, true, &w))
			return true;
	return false;
}

bool sentence_is_quiet(const struct tokens *t, const struct quantity_lexicon *l, size_t first,
		       size_t end)
{
	static const struct vocab_set time = VOCAB_SET(WAKE_TIME), others = VOCAB_SET(WAKE_OTHERS);
	const size_t waking = tokens_waking(t, first);
	for (size_t n = waking; n < t->wakings && t->waking[n] < end; n++) {
		const size_t i = t->waking[n];
		const struct token *k = &t->at[i];
		if (k->kind == TOKEN_NUMBER || (k->kind == TOKEN_MARK && k->mark == ':') ||
		    (vocab_may_start_any(&t->starts[k->word], &others) &&
		     is_loud(t, l, i, first, end)))
			return false;
	}
	size_t from = first;
	for (size_t n = waking; n < t->wakings && t->waking[n] < end; n++) {
		const size_t i = t->waking[n];
		if (tokens_match_any(t, l->vocab, i, &time) && is_timed(t, l->vocab, i, &from))
			return false;
	}
	return true;
}

/* A lead-in right behind a word goes on with its noun phrase. */
static bool may_lead(const struct chunks *c, size_t i)
{
	if (i && c->at[i - 1].kind == CHUNK_WORD)
		return false;
	while (i < c->n && !chunk_is_mark(&c->at[i], ','))
		i++;
	return i < c->n;
}

static bool phrase_is_quiet(const struct chunks *c, size_t i)
{
	switch (c->at[i].class) {
	case VOCAB_versus:
	case VOCAB_twice:
	case VOCAB_part:
		return false;
	case VOCAB_change:
		return !str_equal(c->at[i].entry->note, STR("flat"));
	case VOCAB_lead:
	case VOCAB_in_terms:
		return !may_lead(c, i);
	default:
		return true;
	}
}

bool chunks_are_quiet(const struct chunks *c, const struct tokens *t)
{
	for (size_t i = 0; i < c->n; i++) {
		const struct chunk *k = &c->at[i];
		if (k->kind == CHUNK_MARK ? k->mark == ':'
					  : k->kind != CHUNK_WORD && !(k->kind == CHUNK_PHRASE &&
								       phrase_is_quiet(c, i)))
			return false;
		for (size_t n = k->first; n < k->end; n++)
			if (t->at[n].kind == TOKEN_NUMBER)
				return false;
	}
	return true;
}

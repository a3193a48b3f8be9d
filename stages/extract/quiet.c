#include "stages/extract/quiet.h"

#include "stages/extract/when.h"

/* A number word counts only what has a name, and "mot" alone is an article: as the reader of chunks
 * has it. */
static bool counts(const struct tokens *t, const struct quantity_lexicon *l, size_t i)
{
	const struct vocab_entry *e = NULL;
	struct quantity q;
	size_t one = tokens_match(t, l->vocab, i, VOCAB_digit, &e);
	if (!one || (e->number == 1 && !tokens_match(t, l->vocab, i + one, VOCAB_digit, NULL) &&
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

/* What wakes the grammar; of words of time those without one of which nothing is a time. Numbers in
 * words are told of by what they count. */
/* clang-format off */
#define TIME(X) \
	X(now) X(cumulative) X(same) X(since_start) X(start_of_year) X(half) \
	X(instalment) X(day) X(season) X(month) X(quarter) X(year)
#define LOUD(X) TIME(X) X(digit) X(versus) X(twice) X(part) X(change) X(lead) X(in_terms)
/* clang-format on */

static bool is_loud(const struct tokens *t, const struct quantity_lexicon *l, size_t i, size_t end)
{
	const struct vocab *v = l->vocab;
	return tokens_match(t, v, i, VOCAB_versus, NULL) ||
	       tokens_match(t, v, i, VOCAB_twice, NULL) ||
	       tokens_match(t, v, i, VOCAB_part, NULL) || same_level(t, v, i) ||
	       names_topic(t, v, i, end) || counts(t, l, i);
}

bool sentence_is_quiet(const struct tokens *t, const struct quantity_lexicon *l, size_t first,
		       size_t end)
{
	static const struct vocab_set loud = VOCAB_SET(LOUD), time = VOCAB_SET(TIME);
	bool timed = false;
	struct when w;
	for (size_t i = first; i < end; i++) {
		const struct token *k = &t->at[i];
		if (k->kind == TOKEN_NUMBER || (k->kind == TOKEN_MARK && k->mark == ':'))
			return false;
		const struct vocab_start *s = &t->starts[k->word];
		if (!vocab_may_start_any(s, &loud))
			continue;
		if (is_loud(t, l, i, end))
			return false;
		timed = timed || vocab_may_start_any(s, &time);
	}
	for (size_t i = first; timed && i < end; i++)
		if (when_read(t, l->vocab, i, true, &w))
			return false;
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

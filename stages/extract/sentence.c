#include "stages/extract/sentence.h"

#include <stdlib.h>

#include "common/xalloc.h"

static void add(struct sentences *s, size_t first, size_t end, bool item)
{
	if (first >= end)
		return;
	s->at = xgrow(s->at, &s->room, s->n + 1, sizeof *s->at);
	s->at[s->n].item = item;
	s->at[s->n].first = first;
	s->at[s->n++].end = end;
}

static bool is_roman(const struct tokens *t, size_t i)
{
	struct str s = tokens_text(t, i, i + 1);
	if (i > 1 && t->at[i].glued && token_is_mark(t, i - 1, '.') && t->at[i - 2].upper)
		return false; /* "N.V. Binh" */
	for (size_t k = 0; k < s.n; k++)
		if (!strchr("IVX", s.p[k]))
			return false;
	return !(i + 2 < t->n && t->at[i + 2].glued);
}

/* " - Ty le ..." inside a line: an item of a list that lost its line breaks. */
static bool is_item_dash(const struct tokens *t, size_t i)
{
	if (!token_is_mark(t, i, '-') || i == 0 || i + 1 >= t->n || t->at[i].glued ||
	    t->at[i + 1].glued || t->at[i + 1].kind != TOKEN_WORD || !t->at[i + 1].upper)
		return false;
	for (size_t k = i + 1;
	     k < t->n && !(k > i + 1 && token_is_mark(t, k, '-') && !t->at[k].glued); k++)
		if (token_is_mark(t, k, ':'))
			return true;
	return false;
}

/* "so CK.", "dat 51% KH.", "312 DN.": abbreviations that end what is said; names stand behind
 * others, and behind initials ("N.T. Binh"). */
#define CLOSING(X) X(same) X(plan) X(noun) X(unit)
static bool may_close(const struct tokens *t, size_t i)
{
	static const struct vocab_set closing = VOCAB_SET(CLOSING);
	bool initial = i > 0 && t->at[i].glued && token_is_mark(t, i - 1, '.');
	return !initial && vocab_may_start_any(&t->starts[t->at[i].word], &closing);
}

/* A stop ends a sentence where a capital, a bullet or nothing follows: not behind initials
 * ("N.V."), inside "Q.III" or "tan.km", nor behind an abbreviation of capitals ("TP. Ho Chi
 * Minh"). */
static bool ends(const struct tokens *t, size_t i)
{
	const struct token *k = &t->at[i];
	if (k->mark != '.' && k->mark != '!' && k->mark != '?')
		return false;
	if (i + 1 >= t->n)
		return true;
	const struct token *next = &t->at[i + 1];
	bool before_short = i > 0 && t->at[i - 1].kind == TOKEN_WORD && t->at[i - 1].upper &&
			    (t->at[i - 1].end - t->at[i - 1].begin <= 2) && t->at[i].glued &&
			    !is_roman(t, i - 1) && (next->glued || !may_close(t, i - 1));
	if (before_short && k->mark == '.')
		return false;
	if (next->kind == TOKEN_WORD)
		return next->upper || !next->glued;
	if (next->kind == TOKEN_NUMBER)
		return !next->glued && i > 1;
	return true;
}

/* What is too long to be a sentence is cut, so that cost stays linear: behind token `i` less than
 * SENTENCE_TOKENS are left. Where the rest begins. */
static size_t cut_long(struct sentences *s, size_t first, size_t i, bool item)
{
	for (; i >= first + SENTENCE_TOKENS; first += SENTENCE_TOKENS)
		add(s, first, first + SENTENCE_TOKENS, item);
	return first;
}

void sentences_split(struct sentences *s, const struct tokens *t)
{
	size_t first = 0, dashes = 0;
	bool item = false;
	s->n = 0;
	for (size_t k = 0; k < t->wakings; k++)
		if (token_is_mark(t, t->waking[k], '-'))
			dashes += is_item_dash(t, t->waking[k]);
	for (size_t k = 0; k < t->wakings; k++) {
		const size_t i = t->waking[k];
		if (t->at[i].kind != TOKEN_MARK)
			continue;
		first = cut_long(s, first, i, item);
		/* "1. Buu chinh": the stop behind a list number is none */
		if (i == first + 1 && t->at[first].kind == TOKEN_NUMBER && token_is_mark(t, i, '.'))
			continue;
		bool dash = dashes > 1 && is_item_dash(t, i);
		if (!dash && !ends(t, i))
			continue;
		add(s, first, i, item);
		item = dash;
		first = i + 1;
	}
	if (t->n)
		first = cut_long(s, first, t->n - 1, item);
	add(s, first, t->n, item);
}

void sentences_release(struct sentences *s)
{
	free(s->at);
	*s = (struct sentences){0};
}

#include "stages/extract/letter.h"

enum { BODY_WORDS = 14, PLACE_WORDS = 5 };

/* Capitalised words up to a comma: a place that the lexicon does not know. */
static size_t unknown_place(const struct tokens *t, size_t first)
{
	size_t i = first;
	while (i < t->n && i - first < PLACE_WORDS && t->at[i].kind == TOKEN_WORD && t->at[i].upper)
		i++;
	return i - first;
}

size_t letter_dateline(const struct tokens *t, const struct vocab *v)
{
	struct when w;
	bool brackets = token_is_mark(t, 0, '('), known = true;
	size_t i = brackets, n = tokens_match(t, v, i, VOCAB_place, NULL);
	if (!n || !(token_is_mark(t, i + n, ',') || token_is_mark(t, i + n, '-'))) {
		known = false;
		n = unknown_place(t, i);
	}
	if (!n)
		return 0;
	i += n;
	if (!token_is_mark(t, i, ',') && !(known && token_is_mark(t, i, '-')))
		return 0;
	i++;
	n = when_read(t, v, i, false, &w);
	if (!n || w.form != WHEN_DAY || !w.year)
		return 0;
	i += n;
	if (i == t->n)
		return i;
	if (!known)
		return 0;
	if (brackets)
		return token_is_mark(t, i, ')') ? i + 1 : 0;
	return token_is_mark(t, i, '-') || token_is_mark(t, i, ':') || token_is_mark(t, i, '.')
		       ? i + 1
		       : 0;
}

/* Words alone, and not many: no number, no colon, no stop behind. */
static bool plain_words(const struct tokens *t)
{
	size_t words = 0;
	for (size_t i = 0; i < t->n; i++) {
		if (t->at[i].kind == TOKEN_NUMBER || token_is_mark(t, i, ':'))
			return false;
		words += t->at[i].kind == TOKEN_WORD;
	}
	return words <= BODY_WORDS && !token_is_mark(t, t->n - 1, '.') &&
	       !token_is_mark(t, t->n - 1, ';');
}

bool letter_masthead(const struct tokens *t, const struct vocab *v, bool *body)
{
	const struct vocab_entry *e = NULL;
	size_t i = token_is_mark(t, 0, '*') || token_is_mark(t, 0, '-');
	size_t n = tokens_match(t, v, i, VOCAB_masthead, &e);
	*body = false;
	if (!n)
		return false;
	if (str_equal(e->value, STR("motto")))
		return true;
	if (str_equal(e->value, STR("number")))
		return i + n == t->n || t->at[i + n].kind != TOKEN_WORD;
	*body = i == 0 && plain_words(t);
	return *body;
}

bool letter_addressees(const struct tokens *t, const struct vocab *v)
{
	size_t n = tokens_match(t, v, 0, VOCAB_addressee, NULL);
	return n && (n == t->n || t->at[n].kind == TOKEN_MARK);
}

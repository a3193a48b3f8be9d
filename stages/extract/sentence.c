#include "stages/extract/sentence.h"

#include <stdlib.h>

#include "common/xalloc.h"

static void add(struct sentences *s, size_t first, size_t end)
{
	if (first >= end)
		return;
	s->at = xgrow(s->at, &s->room, s->n + 1, sizeof *s->at);
	s->at[s->n].first = first;
	s->at[s->n++].end = end;
}

/* A stop ends a sentence where a capital, a bullet or nothing follows: not behind initials ("N.V."),
 * inside "Q.III" or "tan.km", nor behind an abbreviation of capitals ("TP. Ho Chi Minh"). */
static bool ends(const struct tokens *t, size_t i)
{
	const struct token *k = &t->at[i];
	if (k->kind != TOKEN_MARK || !strchr(".!?", k->mark))
		return false;
	if (i + 1 >= t->n)
		return true;
	const struct token *next = &t->at[i + 1];
	bool before_short = i > 0 && t->at[i - 1].kind == TOKEN_WORD && t->at[i - 1].upper &&
			    (t->at[i - 1].end - t->at[i - 1].begin <= 2) && t->at[i].glued;
	if (before_short && k->mark == '.')
		return false;
	if (next->kind == TOKEN_WORD)
		return next->upper || !next->glued;
	if (next->kind == TOKEN_NUMBER)
		return !next->glued && i > 1;
	return true;
}

void sentences_split(struct sentences *s, const struct tokens *t, const struct vocab *v)
{
	size_t first = 0;
	(void)v;
	s->n = 0;
	for (size_t i = 0; i < t->n; i++) {
		/* "1. Buu chinh": the stop behind a list number is none */
		if (i == first + 1 && t->at[first].kind == TOKEN_NUMBER && token_is_mark(t, i, '.'))
			continue;
		if (!ends(t, i))
			continue;
		add(s, first, i);
		first = i + 1;
	}
	add(s, first, t->n);
}

void sentences_release(struct sentences *s)
{
	free(s->at);
	*s = (struct sentences){0};
}

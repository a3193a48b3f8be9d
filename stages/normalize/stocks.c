#include "stages/normalize/stocks.h"

#include <stdlib.h>
#include "common/arena.h"
#include "common/viet.h"
#include "common/xalloc.h"

struct stock {
	struct str key;
	size_t row; /* later rows win */
	bool stock;
};

struct stocks {
	struct stock *at;
	size_t n, room;
	struct arena arena;
	struct buf scratch;
};

static const char *noun_row(void *context, const struct str *cells, const char *row_name)
{
	struct stocks *s = context;
	bool stock = str_equal(cells[1], STR("stock"));
	(void)row_name;
	if (!stock && !str_equal(cells[1], STR("flow")))
		return "measure is neither stock nor flow";
	buf_reset(&s->scratch);
	viet_fold(cells[0], &s->scratch);
	s->at = xgrow(s->at, &s->room, s->n + 1, sizeof(*s->at));
	s->at[s->n] = (struct stock){arena_copy(&s->arena, buf_view(&s->scratch)), s->n, stock};
	s->n++;
	return NULL;
}

static int by_key(const void *a, const void *b)
{
	const struct stock *x = a, *y = b;
	return str_compare(x->key, y->key);
}

static int by_key_and_row(const void *a, const void *b)
{
	const struct stock *x = a, *y = b;
	int order = by_key(a, b);
	return order ? order : (x->row > y->row) - (x->row < y->row);
}

static void keep_last(struct stocks *s)
{
	size_t kept = 0;
	for (size_t i = 0; i < s->n; i++)
		if (i + 1 == s->n || !str_equal(s->at[i].key, s->at[i + 1].key))
			s->at[kept++] = s->at[i];
	s->n = kept;
}

struct stocks *stocks_load(const struct lexicon *l)
{
	struct stocks *s = xcalloc(1, sizeof(*s));
	if (lexicon_read(l, "noun", "phrase,measure,note", noun_row, s)) {
		stocks_free(s);
		return NULL;
	}
	if (s->n) {
		qsort(s->at, s->n, sizeof(*s->at), by_key_and_row);
		keep_last(s);
	}
	return s;
}

void stocks_free(struct stocks *s)
{
	if (!s)
		return;
	free(s->at);
	arena_release(&s->arena);
	buf_release(&s->scratch);
	free(s);
}

static const struct stock *find(struct stocks *s, struct str noun)
{
	struct stock wanted = {.stock = false};
	buf_reset(&s->scratch);
	viet_fold(noun, &s->scratch);
	wanted.key = buf_view(&s->scratch);
	return s->n ? bsearch(&wanted, s->at, s->n, sizeof(*s->at), by_key) : NULL;
}

bool stocks_counted(struct stocks *s, struct str noun)
{
	const struct stock *found = find(s, noun);
	return found && found->stock;
}

bool stocks_flowing(struct stocks *s, struct str noun)
{
	const struct stock *found = find(s, noun);
	return found && !found->stock;
}

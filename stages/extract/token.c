#include "stages/extract/token.h"

#include <stdlib.h>

#include "common/xalloc.h"

/* A token has a byte or more; room is made in steps, as lines are mostly words. */
enum { ROOM_STEP = 64 };

static struct token *next_slot(struct tokens *t)
{
	if (t->n == t->room)
		t->at = xgrow(t->at, &t->room, t->n + ROOM_STEP, sizeof *t->at);
	struct token *k = &t->at[t->n++];
	*k = (struct token){0};
	return k;
}

void tokens_read(struct tokens *t, const struct vocab *v, struct str text)
{
	const char *p = text.p, *end = text.p + text.n;
	const char *last = NULL;
	t->text = text;
	t->n = 0;
	t->starts = vocab_starts(v);
	while (p < end) {
		size_t blank = scan_blank(p, end);
		if (blank) {
			p += blank;
			continue;
		}
		struct token *k = next_slot(t);
		struct scan s = vocab_scan(v, p, end, &k->word);
		k->kind = (uint8_t)s.kind;
		k->glued = p == last;
		k->upper = s.upper;
		k->all_upper = s.all_upper;
		k->mark = s.mark;
		k->begin = (uint32_t)(p - text.p);
		k->end = (uint32_t)(s.end - text.p);
		last = p = s.end;
	}
}

void tokens_release(struct tokens *t)
{
	free(t->at);
	*t = (struct tokens){0};
}

size_t tokens_match(const struct tokens *t, const struct vocab *v, size_t i, enum vocab_class class,
		    const struct vocab_entry **entry)
{
	size_t found = 0;
	if (i >= t->n || !vocab_may_start(&t->starts[t->at[i].word], class))
		return 0;
	int32_t node = t->starts[t->at[i].word].node;
	for (size_t k = i;;) {
		for (const struct vocab_entry *e = vocab_entries(v, node); e; e = e->more)
			if (e->class == class) {
				found = k + 1 - i;
				if (entry)
					*entry = e;
				break;
			}
		if (++k >= t->n || t->at[k].word == 0 ||
		    (node = vocab_step(v, node, t->at[k].word)) < 0)
			return found;
	}
}

size_t tokens_longest(const struct tokens *t, const struct vocab *v, size_t i,
		      const struct vocab_entry **entry)
{
	size_t found = 0;
	int32_t node = 0;
	if (i >= t->n || t->starts[t->at[i].word].node < 0)
		return 0;
	for (size_t k = i; k < t->n && t->at[k].word > 0; k++) {
		node = vocab_step(v, node, t->at[k].word);
		if (node < 0)
			break;
		const struct vocab_entry *e = vocab_entries(v, node);
		while (e && e->class >= VOCAB_layout)
			e = e->more;
		if (e) {
			found = k + 1 - i;
			*entry = e;
		}
	}
	return found;
}

bool tokens_match_exact(const struct tokens *t, const struct vocab *v, size_t i, size_t n,
			const struct vocab_entry **entry)
{
	int32_t node = 0;
	for (size_t k = i; k < i + n; k++) {
		if (k >= t->n || t->at[k].word == 0 ||
		    (node = vocab_step(v, node, t->at[k].word)) < 0)
			return false;
	}
	const struct vocab_entry *e = vocab_entries(v, node);
	while (e && e->class >= VOCAB_layout)
		e = e->more;
	if (e)
		*entry = e;
	return e != NULL;
}

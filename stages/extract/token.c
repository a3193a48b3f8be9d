#include "stages/extract/token.h"

#include <stdlib.h>

#include "common/xalloc.h"
#include "stages/extract/vocab_cache.h"

/* A token has a byte or more; room is made in steps, as lines are mostly words. */
enum { ROOM_STEP = 64 };

static void make_room(struct tokens *t, size_t n)
{
	if (n < t->room)
		return;
	t->at = xgrow(t->at, &t->room, n + ROOM_STEP, sizeof *t->at);
	t->waking = xgrow(t->waking, &t->waking_room, t->room, sizeof *t->waking);
}

void tokens_read(struct tokens *t, const struct vocab *v, struct str text)
{
	struct cache_slot *cache = vocab_cache(v), *seen = NULL;
	const char *p = text.p, *end = str_end(text);
	const char *last = NULL;
	size_t n = 0, wakings = 0, blank;
	t->text = text;
	t->starts = vocab_starts(v);
	while (p < end) {
		uint64_t run[2];
		const char *begin = p;
		struct token k;
		size_t letters = end - p >= RUN_BYTES ? cache_run(p, run) : 0;
		if (letters && cache_holds(seen = cache_slot_of(cache, run), run)) {
			k = seen->token;
			p += letters;
		} else if ((blank = scan_blank(p, end))) {
			p += blank;
			continue;
		} else {
			p = vocab_scan(v, p, end, &k);
		}
		make_room(t, n);
		k.begin = (uint32_t)(begin - text.p);
		k.end = (uint32_t)(p - text.p);
		k.glued = begin == last;
		t->at[n] = k;
		t->waking[wakings] = (uint32_t)n++;
		wakings += k.wakes;
		last = p;
		p += p < end && *p == ' ';
	}
	t->n = n;
	t->wakings = wakings;
}

void tokens_release(struct tokens *t)
{
	free(t->at);
	free(t->waking);
	*t = (struct tokens){0};
}

size_t tokens_waking(const struct tokens *t, size_t i)
{
	size_t low = 0, high = t->wakings;
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (t->waking[middle] < i)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

size_t tokens_longest(const struct tokens *t, const struct vocab *v, size_t i,
		      const struct vocab_entry **entry)
{
	size_t found = 0;
	if (i >= t->n)
		return 0;
	int32_t node = t->starts[t->at[i].word].node;
	for (size_t k = i; node >= 0; node = vocab_step(v, node, t->at[k].word)) {
		const struct vocab_entry *e = vocab_entries(v, node);
		while (e && e->class >= VOCAB_layout)
			e = e->more;
		if (e) {
			found = k + 1 - i;
			*entry = e;
		}
		if (++k == t->n || t->at[k].word == 0)
			break;
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

#include "stages/normalize/wordlist.h"

#include <stdlib.h>
#include "common/viet.h"
#include "common/xalloc.h"

struct word_slot {
	struct str key;
	int32_t id;
};

/* One that falls on another's place takes it; a word has no zero byte, so that run tells its length
 * too. */
struct word_seen {
	uint64_t run[2];
	int32_t id; /* 0: free */
};

enum { FIRST_SLOTS = 1024, SEEN_BITS = 12 };

static uint32_t hash_of(struct str key)
{
	uint32_t h = 2166136261u;
	for (size_t i = 0; i < key.n; i++)
		h = (h ^ (unsigned char)key.p[i]) * 16777619u;
	return h;
}

static struct word_slot *probe(struct word_slot *slot, size_t slots, struct str key)
{
	size_t at = hash_of(key) & (slots - 1);
	while (slot[at].key.p && !str_equal(slot[at].key, key))
		at = (at + 1) & (slots - 1);
	return &slot[at];
}

static void grow(struct wordlist *l)
{
	size_t slots = l->slots ? l->slots * 2 : FIRST_SLOTS;
	struct word_slot *slot = xcalloc(slots, sizeof(*slot));
	for (size_t i = 0; i < l->slots; i++)
		if (l->slot[i].key.p)
			*probe(slot, slots, l->slot[i].key) = l->slot[i];
	free(l->slot);
	l->slot = slot;
	l->slots = slots;
}

void wordlist_release(struct wordlist *l)
{
	free(l->slot);
	free(l->seen);
	buf_release(&l->scratch);
	*l = (struct wordlist){0};
}

/* Letters and digits; of the bytes above ASCII all but general punctuation and C2 signs. */
static bool in_word(const char *p)
{
	static const uint64_t bytes[] = {
		UINT64_C(0x03FF000000000000), /* digits */
		UINT64_C(0x07FFFFFE07FFFFFE), /* letters */
		~UINT64_C(0),
		~(UINT64_C(1) << (0xC2 - 0xC0) | UINT64_C(1) << (0xE2 - 0xC0)),
	};
	unsigned char c = (unsigned char)*p;
	return bytes[c / 64] >> c % 64 & 1;
}

static size_t mark_length(const char *p, const char *end)
{
	size_t n = (unsigned char)*p == 0xC2 ? 2 : (unsigned char)*p == 0xE2 ? 3 : 1;
	return n > (size_t)(end - p) ? (size_t)(end - p) : n;
}

/* One spelling of the last i of a syllable: ky and ki, ly and li, quy and qui are the same word.
 * The key may end with the digit of its tone. */
static void one_spelling(struct buf *key)
{
	size_t n = key->n;
	if (n && key->p[n - 1] >= '1' && key->p[n - 1] <= '5')
		n--;
	bool one = n == 2 && strchr("hklmst", key->p[0]);
	if ((one || (n == 3 && key->p[0] == 'q' && key->p[1] == 'u')) && key->p[n - 1] == 'i')
		key->p[n - 1] = 'y';
}

/* The number of a word by its key; 0 where it has none, and none is added. */
static int32_t id_by_key(struct wordlist *l, struct str word, bool add)
{
	buf_reset(&l->scratch);
	viet_fold_word(word, &l->scratch);
	one_spelling(&l->scratch);
	struct str key = buf_view(&l->scratch);
	struct word_slot *s = l->slots ? probe(l->slot, l->slots, key) : NULL;
	if (add && (!s || !s->key.p)) {
		if (2 * l->used >= l->slots) {
			grow(l);
			s = probe(l->slot, l->slots, key);
		}
		s->key = arena_copy(l->arena, key);
		s->id = (int32_t)++l->used;
	}
	return s && s->key.p ? s->id : 0;
}

static int32_t id_of(struct wordlist *l, struct str word, bool add)
{
	uint64_t run[2] = {0};
	if (word.n > sizeof(run))
		return id_by_key(l, word, add);
	memcpy(run, word.p, word.n);
	uint64_t h =
		(run[0] ^ run[1] * UINT64_C(0x9E3779B97F4A7C15)) * UINT64_C(0xFF51AFD7ED558CCD);
	if (!l->seen)
		l->seen = xcalloc((size_t)1 << SEEN_BITS, sizeof(*l->seen));
	struct word_seen *seen = &l->seen[h >> (64 - SEEN_BITS)];
	if (seen->run[0] != run[0] || seen->run[1] != run[1]) {
		int32_t id = id_by_key(l, word, add);
		if (!id)
			return 0; /* it may be added yet */
		*seen = (struct word_seen){{run[0], run[1]}, id};
	}
	return seen->id;
}

static void split(struct wordlist *l, struct str text, struct words *out, bool add)
{
	const char *p = text.p, *end = str_end(text);
	out->count = 0;
	while (p < end && out->count < WORDLIST_MOST) {
		if (!in_word(p)) {
			p += mark_length(p, end);
			continue;
		}
		const char *start = p;
		while (p < end && in_word(p))
			p++;
		out->text[out->count] = str_range(start, p);
		out->id[out->count] = id_of(l, out->text[out->count], add);
		out->count++;
	}
}

void wordlist_add(struct wordlist *l, struct str text, struct words *out)
{
	split(l, text, out, true);
}

void wordlist_find(struct wordlist *l, struct str text, struct words *out)
{
	split(l, text, out, false);
}

#include "stages/ingest/near.h"

#include <stdlib.h>
#include "common/xalloc.h"

/* Texts of fewer runs are too short to be told apart; texts from NEAR_ENOUGH percent on are near.
 * Reports of two months from one template share about half of their runs, the same report in
 * another format nearly all. */
enum { LEAST_RUNS = 24, NEAR_ENOUGH = 70 };
enum { BAND_BINS = 4, BANDS = NEAR_BINS / BAND_BINS, LONGEST_CHAIN = 16 };
enum { NONE = UINT32_MAX };

static const uint64_t multiplier = 0x9E3779B97F4A7C15u;

static uint64_t mix(uint64_t h)
{
	h ^= h >> 32;
	h *= 0xD6E8FEB86659FD93u;
	h ^= h >> 32;
	h *= 0xD6E8FEB86659FD93u;
	return h ^ h >> 32;
}

static bool is_word(unsigned char c)
{
	return c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	       (c >= 'A' && c <= 'Z');
}

/* Hash of the next word; false at the end. */
static bool next_word(struct str *text, uint64_t *hash)
{
	const unsigned char *p = (const unsigned char *)text->p, *end = p + text->n;
	uint64_t h = 0;

	while (p < end && !is_word(*p))
		p++;
	if (p == end)
		return false;
	for (; p < end && is_word(*p); p++)
		h = (h + (*p >= 'A' && *p <= 'Z' ? *p + 32u : *p)) * multiplier;
	*text = str_range((const char *)p, (const char *)end);
	*hash = h ^ h >> 29;
	return true;
}

bool near_make(struct str text, struct near *out)
{
	uint64_t word[NEAR_WORDS], run;
	size_t words = 0;

	for (int i = 0; i < NEAR_BINS; i++)
		out->least[i] = NONE;
	while (next_word(&text, &word[words % NEAR_WORDS])) {
		if (++words < NEAR_WORDS)
			continue;
		run = 0;
		for (size_t i = 0; i < NEAR_WORDS; i++)
			run = run * multiplier + word[(words + i) % NEAR_WORDS];
		run = mix(run);
		if ((uint32_t)run < out->least[run >> 58])
			out->least[run >> 58] = (uint32_t)run;
	}
	return words >= LEAST_RUNS + NEAR_WORDS;
}

unsigned near_percent(const struct near *a, const struct near *b)
{
	unsigned same = 0, any = 0;

	for (int i = 0; i < NEAR_BINS; i++) {
		if (a->least[i] == NONE && b->least[i] == NONE)
			continue;
		any++;
		same += a->least[i] == b->least[i];
	}
	return any ? same * 100 / any : 0;
}

struct entry {
	struct near near;
	char *name;
	uint32_t before[BANDS]; /* the entry added before it with the same band, by serial number */
};

struct near_index {
	struct entry *entry; /* a ring: entry of serial number s at s % most */
	size_t most, room;
	uint32_t added;
	uint32_t *head; /* serial number of the latest entry by hash of band; NONE */
	size_t heads;   /* a power of two */
	char *found;    /* the name handed out last: its entry may be overwritten */
};

static char *copy_of(const char *s)
{
	size_t n = strlen(s) + 1;

	return memcpy(xmalloc(n), s, n);
}

struct near_index *near_index_new(size_t most)
{
	struct near_index *x = xcalloc(1, sizeof(*x));

	x->most = most ? most : 1;
	for (x->heads = 1024; x->heads < x->most * BANDS && x->heads < 1u << 20;)
		x->heads *= 2;
	x->head = xmalloc(x->heads * sizeof(*x->head));
	for (size_t i = 0; i < x->heads; i++)
		x->head[i] = NONE;
	return x;
}

void near_index_free(struct near_index *x)
{
	size_t held = !x ? 0 : x->added < x->most ? x->added : x->most;

	if (!x)
		return;
	for (size_t i = 0; i < held; i++)
		free(x->entry[i].name);
	free(x->entry);
	free(x->head);
	free(x->found);
	free(x);
}

static uint32_t *head_of(const struct near_index *x, const struct near *n, unsigned band)
{
	uint64_t h = band;

	for (unsigned i = 0; i < BAND_BINS; i++)
		h = (h + n->least[band * BAND_BINS + i]) * multiplier;
	return &x->head[mix(h) & (x->heads - 1)];
}

static const struct entry *held_entry(const struct near_index *x, uint32_t serial)
{
	if (serial == NONE || x->added - serial > x->most)
		return NULL;
	return &x->entry[serial % x->most];
}

static const struct entry *nearest(const struct near_index *x, const struct near *n,
				   unsigned *percent)
{
	const struct entry *best = NULL;

	*percent = NEAR_ENOUGH - 1;
	for (unsigned band = 0; band < BANDS; band++) {
		uint32_t serial = *head_of(x, n, band);

		for (int i = 0; i < LONGEST_CHAIN; i++) {
			const struct entry *e = held_entry(x, serial);
			unsigned p;

			if (!e)
				break;
			p = near_percent(&e->near, n);
			if (p > *percent) {
				*percent = p;
				best = e;
			}
			serial = e->before[band];
		}
	}
	return best;
}

const char *near_index_add(struct near_index *x, const struct near *n, const char *name,
			   unsigned *percent)
{
	const struct entry *best = nearest(x, n, percent);
	size_t slot = x->added % x->most;
	struct entry *e;

	free(x->found);
	x->found = best ? copy_of(best->name) : NULL;
	if (x->added < x->most)
		x->entry = xgrow(x->entry, &x->room, slot + 1, sizeof(*x->entry));
	e = &x->entry[slot];
	if (x->added >= x->most)
		free(e->name);
	e->name = copy_of(name);
	e->near = *n;
	for (unsigned band = 0; band < BANDS; band++) {
		uint32_t *head = head_of(x, n, band);

		e->before[band] = *head;
		*head = x->added;
	}
	x->added++;
	return x->found;
}

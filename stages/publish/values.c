#include "stages/publish/values.h"

#include <stdlib.h>
#include "common/xalloc.h"

enum {
	FIRST_SLOTS = 1024,
	LENGTH_BYTES = 4, /* in front of a PLAIN string */
	FIRST_TRIAL =
		2048, /* values before the share of new ones is looked at, then at every doubling */
};

void values_init(struct values *v, size_t width)
{
	*v = (struct values){.width = width, .distinct = true, .trial = FIRST_TRIAL};
}

void values_reset(struct values *v)
{
	v->bytes.n = 0;
	v->entries = 0;
	v->rows = v->nulls = 0;
	v->plain = 0;
	v->distinct = true;
	v->trial = FIRST_TRIAL;
	if (v->slot)
		memset(v->slot, 0, v->slots * sizeof *v->slot);
}

void values_release(struct values *v)
{
	buf_release(&v->bytes);
	free(v->end);
	free(v->index);
	free(v->hash);
	free(v->slot);
	*v = (struct values){0};
}

/* Eight bytes at a time by multiplication; nothing that is written depends on it. */
static uint32_t hash_of(struct str s)
{
	const uint64_t k = 0x9E3779B97F4A7C15u;
	uint64_t h = s.n * k;
	for (; s.n >= 8; s.p += 8, s.n -= 8) {
		uint64_t word;
		memcpy(&word, s.p, 8);
		h = (h ^ word) * k;
		h ^= h >> 32;
	}
	if (s.n) {
		uint64_t word = 0;
		memcpy(&word, s.p, s.n);
		h = (h ^ word) * k;
		h ^= h >> 32;
	}
	return (uint32_t)((h * k) >> 32);
}

static void grow_slots(struct values *v)
{
	size_t slots = v->slots ? v->slots * 2 : FIRST_SLOTS;
	free(v->slot);
	v->slot = xcalloc(slots, sizeof *v->slot);
	v->slots = slots;
	for (uint32_t i = 0; i < v->entries; i++) {
		size_t at = v->hash[i] & (slots - 1);
		while (v->slot[at])
			at = (at + 1) & (slots - 1);
		v->slot[at] = i + 1;
	}
}

static uint32_t append(struct values *v, struct str value)
{
	buf_add(&v->bytes, value);
	if (!v->width) {
		v->end = xgrow(v->end, &v->end_room, (size_t)v->entries + 1, sizeof *v->end);
		v->end[v->entries] = (uint32_t)v->bytes.n;
	}
	return v->entries++;
}

/* The value's number; the value is appended where it is new. */
static uint32_t intern(struct values *v, struct str value)
{
	if ((size_t)v->entries * 2 >= v->slots)
		grow_slots(v);
	uint32_t hash = hash_of(value);
	size_t at = hash & (v->slots - 1);
	for (; v->slot[at]; at = (at + 1) & (v->slots - 1)) {
		uint32_t i = v->slot[at] - 1;
		if (v->hash[i] == hash && str_equal(values_get(v, i), value))
			return i;
	}
	v->hash = xgrow(v->hash, &v->hash_room, (size_t)v->entries + 1, sizeof *v->hash);
	v->hash[v->entries] = hash;
	v->slot[at] = v->entries + 1;
	return append(v, value);
}

static void add_index(struct values *v, uint32_t i)
{
	v->index = xgrow(v->index, &v->index_room, v->rows + 1, sizeof *v->index);
	v->index[v->rows++] = i;
}

/* More than seven of eight values new: a dictionary would not pay. */
static void judge(struct values *v)
{
	size_t n = v->rows - v->nulls;
	if (n < v->trial)
		return;
	v->trial = 2 * n;
	v->distinct = v->entries <= n / 8 * 7;
}

bool values_add(struct values *v, struct str value)
{
	uint32_t before = v->entries;
	add_index(v, v->distinct ? intern(v, value) : append(v, value));
	v->plain += value.n + (v->width ? 0 : LENGTH_BYTES);
	if (v->distinct)
		judge(v);
	return v->entries != before;
}

void values_add_null(struct values *v)
{
	add_index(v, VALUES_NULL);
	v->nulls++;
}

void values_repeat(struct values *v)
{
	uint32_t last = v->index[v->rows - 1];
	if (last == VALUES_NULL) {
		values_add_null(v);
		return;
	}
	add_index(v, last);
	v->plain += values_get(v, last).n + (v->width ? 0 : LENGTH_BYTES);
}

size_t values_memory(const struct values *v)
{
	size_t entry = (v->width ? 0 : sizeof *v->end) + (v->distinct ? 3 * sizeof *v->hash : 0);
	return v->bytes.n + v->entries * entry + v->rows * sizeof *v->index;
}

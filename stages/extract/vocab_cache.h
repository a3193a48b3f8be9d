/*
 * Words as printed, up to 15 bytes of them, and their tokens: what was seen before costs one look.
 * One that falls on another's place takes it. Letters that are more than one token are not kept:
 * where a word ends is known without its slot. For vocab.c, which fills it, and token.c alone.
 */
#ifndef EXTRACT_VOCAB_CACHE_H
#define EXTRACT_VOCAB_CACHE_H

#include "common/block.h"
#include "stages/extract/vocab.h"

enum { CACHE_BITS = 13, RUN_BYTES = 16 };

struct cache_slot {
	uint64_t run[2]; /* the bytes, zeros behind; 0: free */
	struct token token;
};

/* Fills 2^CACHE_BITS slots. */
struct cache_slot *vocab_cache(const struct vocab *v);

/* How many letters (and bytes beyond ASCII) begin at p, where RUN_BYTES can be read; RUN_BYTES are
 * too many. *run: they alone. */
static inline size_t cache_run(const char *p, uint64_t run[2])
{
	static const unsigned char head[2 * RUN_BYTES] = {
		0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
		0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
	};
#ifdef __SSE2__
	const __m128i text = block_part(p, 0), small = _mm_or_si128(text, _mm_set1_epi8(0x20)),
		      from_a = _mm_sub_epi8(small, _mm_set1_epi8((char)('a' + 0x80))),
		      letter = _mm_cmplt_epi8(from_a, _mm_set1_epi8(26 - 0x80));
	const unsigned other = ~(unsigned)_mm_movemask_epi8(_mm_or_si128(letter, text));
	const size_t n = block_first(other);
	const __m128i kept = _mm_and_si128(text, block_part((const char *)head + RUN_BYTES - n, 0));
	run[0] = (uint64_t)_mm_cvtsi128_si64(kept);
	run[1] = (uint64_t)_mm_cvtsi128_si64(_mm_unpackhi_epi64(kept, kept));
#else
	char kept[RUN_BYTES] = {0};
	size_t n = 0;
	for (; n < RUN_BYTES; n++) {
		const unsigned char c = (unsigned char)p[n], small = c | 0x20;
		if (c < 0x80 && (small < 'a' || small > 'z'))
			break;
	}
	memcpy(kept, p, n);
	memcpy(run, kept, sizeof kept);
#endif
	return n;
}

static inline struct cache_slot *cache_slot_of(struct cache_slot *cache, const uint64_t run[2])
{
	uint64_t h = (run[0] ^ run[1] * 0x9e3779b97f4a7c15u) * 0xff51afd7ed558ccdu;
	return &cache[h >> (64 - CACHE_BITS)];
}

static inline bool cache_holds(const struct cache_slot *c, const uint64_t run[2])
{
	return c->run[0] == run[0] && c->run[1] == run[1];
}

#endif

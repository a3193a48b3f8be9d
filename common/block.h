/* Bytes looked at 64 at a time: each function tells by the bits of a word, the lowest for the
 * first byte, which of the 64 bytes at p are such. */
#ifndef COMMON_BLOCK_H
#define COMMON_BLOCK_H

#include <stdint.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

enum { BLOCK = 64 };

#ifdef __SSE2__
static inline __m128i block_part(const char *p, int part)
{
	return _mm_loadu_si128((const __m128i *)(const void *)(p + 16 * part));
}

static inline uint64_t block_bits(__m128i part)
{
	return (uint64_t)(unsigned)_mm_movemask_epi8(part);
}

static inline uint64_t block_equal(const char *p, unsigned char byte)
{
	const __m128i b = _mm_set1_epi8((char)byte);

	return block_bits(_mm_cmpeq_epi8(block_part(p, 0), b)) |
	       block_bits(_mm_cmpeq_epi8(block_part(p, 1), b)) << 16 |
	       block_bits(_mm_cmpeq_epi8(block_part(p, 2), b)) << 32 |
	       block_bits(_mm_cmpeq_epi8(block_part(p, 3), b)) << 48;
}

static inline uint64_t block_at_least(const char *p, unsigned char byte)
{
	const __m128i b = _mm_set1_epi8((char)byte), v0 = block_part(p, 0), v1 = block_part(p, 1),
		      v2 = block_part(p, 2), v3 = block_part(p, 3);

	return block_bits(_mm_cmpeq_epi8(_mm_max_epu8(v0, b), v0)) |
	       block_bits(_mm_cmpeq_epi8(_mm_max_epu8(v1, b), v1)) << 16 |
	       block_bits(_mm_cmpeq_epi8(_mm_max_epu8(v2, b), v2)) << 32 |
	       block_bits(_mm_cmpeq_epi8(_mm_max_epu8(v3, b), v3)) << 48;
}
#else
static inline uint64_t block_equal(const char *p, unsigned char byte)
{
	uint64_t bits = 0;

	for (int i = 0; i < BLOCK; i++)
		bits |= (uint64_t)((unsigned char)p[i] == byte) << i;
	return bits;
}

static inline uint64_t block_at_least(const char *p, unsigned char byte)
{
	uint64_t bits = 0;

	for (int i = 0; i < BLOCK; i++)
		bits |= (uint64_t)((unsigned char)p[i] >= byte) << i;
	return bits;
}
#endif

/* The number of the lowest bit; the word is not 0. */
static inline unsigned block_first(uint64_t bits)
{
	return (unsigned)__builtin_ctzll(bits);
}

#endif

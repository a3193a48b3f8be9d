#include <stdint.h>
#include "stages/publish/encode.h"
#include "common/xalloc.h"
#include "tests/unit/unit.h"

/* Readers as the format's description has them, sharing nothing with the writer. */

static uint64_t read_varint(const unsigned char **p)
{
	uint64_t n = 0;
	for (unsigned shift = 0;; shift += 7) {
		unsigned char b = *(*p)++;
		n |= (uint64_t)(b & 127) << shift;
		if (!(b & 128))
			return n;
	}
}

static int64_t read_zigzag(const unsigned char **p)
{
	uint64_t n = read_varint(p);
	return (int64_t)(n >> 1) ^ -(int64_t)(n & 1);
}

static uint64_t read_packed(const unsigned char *p, size_t number, unsigned width)
{
	uint64_t n = 0;
	for (unsigned i = 0; i < width; i++) {
		size_t bit = number * width + i;
		n |= (uint64_t)(p[bit / 8] >> (bit % 8) & 1) << i;
	}
	return n;
}

static size_t read_hybrid(struct str bytes, unsigned width, uint32_t *out, size_t want)
{
	const unsigned char *p = (const unsigned char *)bytes.p, *end = p + bytes.n;
	size_t n = 0;
	while (p < end) {
		uint64_t head = read_varint(&p);
		if (head & 1) {
			for (size_t i = 0; i < (head >> 1) * 8; i++, n++)
				if (n < want)
					out[n] = (uint32_t)read_packed(p, i, width);
			p += (head >> 1) * width;
			continue;
		}
		uint32_t value = (uint32_t)read_packed(p, 0, (width + 7) / 8 * 8);
		p += (width + 7) / 8;
		for (uint64_t i = 0; i < head >> 1; i++, n++)
			if (n < want)
				out[n] = value;
	}
	return p == end ? n : SIZE_MAX;
}

static size_t read_delta(struct str bytes, unsigned bits, int64_t *out)
{
	const unsigned char *p = (const unsigned char *)bytes.p, *end = p + bytes.n;
	uint64_t block = read_varint(&p), parts = read_varint(&p), count = read_varint(&p);
	uint64_t value = (uint64_t)read_zigzag(&p);
	for (size_t n = 0; n < count;) {
		out[n++] = bits == 32 ? (int32_t)value : (int64_t)value;
		if (n == count || (n - 1) % block)
			continue;
		uint64_t least = (uint64_t)read_zigzag(&p);
		const unsigned char *width = p;
		p += parts;
		for (uint64_t part = 0; part < parts; part++) {
			uint64_t each = block / parts;
			if (width[part] > bits)
				return SIZE_MAX;
			for (uint64_t i = 0; i < each && n < count; i++) {
				value += least + read_packed(p, i, width[part]);
				out[n++] = bits == 32 ? (int32_t)value : (int64_t)value;
			}
			p += each * width[part] / 8;
		}
		n--; /* the last one is put again as the first of the next block */
	}
	return p == end ? (size_t)count : SIZE_MAX;
}

static uint64_t state;

static uint64_t next(void)
{
	state = state * 6364136223846793005u + 1442695040888963407u;
	return state >> 11 ^ state << 33;
}

static void check_bytes(const struct buf *b, const char *want, size_t n)
{
	CHECK_INT(b->n, n);
	CHECK(b->n == n && memcmp(b->p, want, n) == 0);
}

static void writes_numbers(void)
{
	struct buf b = {0};
	encode_le32(&b, 0x01020384);
	encode_varint(&b, 0);
	encode_varint(&b, 300);
	encode_zigzag(&b, -1);
	encode_zigzag(&b, 64);
	check_bytes(&b, "\x84\x03\x02\x01\x00\xac\x02\x01\x80\x01", 10);
	encode_set32(b.p, 5);
	check_bytes(&b, "\x05\x00\x00\x00\x00\xac\x02\x01\x80\x01", 10);
	buf_reset(&b);
	encode_zigzag(&b, INT64_MIN);
	check_bytes(&b, "\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01", 10);
	buf_release(&b);
}

static void knows_widths(void)
{
	CHECK_INT(encode_width(0), 0);
	CHECK_INT(encode_width(1), 1);
	CHECK_INT(encode_width(255), 8);
	CHECK_INT(encode_width(256), 9);
	CHECK_INT(encode_width(UINT64_MAX), 64);
}

/* The example of the format's description: 0 to 7 in three bits each. */
static void packs_as_described(void)
{
	struct buf b = {0};
	encode_hybrid(&b, (uint32_t[]){0, 1, 2, 3, 4, 5, 6, 7}, 8, 3);
	check_bytes(&b, "\x03\x88\xc6\xfa", 4);
	buf_release(&b);
}

static void runs_are_short(void)
{
	struct buf b = {0};
	uint32_t value[1000];
	for (size_t i = 0; i < 1000; i++)
		value[i] = 5;
	encode_hybrid(&b, value, 1000, 3);
	check_bytes(&b, "\xd0\x0f\x05", 3);
	buf_reset(&b);
	encode_hybrid(&b, value, 0, 3);
	CHECK_INT(b.n, 0);
	buf_release(&b);
}

static void check_hybrid(const uint32_t *value, size_t count, unsigned width)
{
	struct buf b = {0};
	uint32_t *back = xcalloc(count + 1, sizeof *back);
	encode_hybrid(&b, value, count, width);
	size_t n = read_hybrid(buf_view(&b), width, back, count);
	CHECK_CASE(n != SIZE_MAX && n >= count && n < count + 8,
		   "%zu values of width %u: %zu come back", count, width, n);
	CHECK_CASE(memcmp(back, value, count * sizeof *back) == 0, "%zu values of width %u", count,
		   width);
	free(back);
	buf_release(&b);
}

/* Runs of all lengths behind packed values of all numbers, in all widths. */
static void hybrid_comes_back(void)
{
	enum { MOST = 700 };
	uint32_t value[MOST];
	for (unsigned width = 0; width <= 32; width++) {
		uint32_t mask = width == 32 ? UINT32_MAX : (1u << width) - 1;
		for (size_t count = 0; count < MOST; count += 1 + count / 5) {
			state = width * 1000 + count;
			for (size_t i = 0; i < count;) {
				size_t run = next() % 3 ? 1 : 1 + next() % 30;
				uint32_t v = (uint32_t)next() & mask;
				for (; run && i < count; run--)
					value[i++] = v;
			}
			check_hybrid(value, count, width);
		}
	}
}

static void delta_as_described(void)
{
	struct buf b = {0};
	encode_delta(&b, (int64_t[]){1, 2, 3, 4, 5}, 5, 64);
	/* block 128, 4 parts, 5 values, first 1; least difference 1, widths 0 */
	check_bytes(&b, "\x80\x01\x04\x05\x02\x02\x00\x00\x00\x00", 10);
	buf_release(&b);
}

static void check_delta(const int64_t *value, size_t count, unsigned bits)
{
	struct buf b = {0};
	int64_t *back = xcalloc(count + 1, sizeof *back);
	encode_delta(&b, value, count, bits);
	size_t n = read_delta(buf_view(&b), bits, back);
	CHECK_CASE(n == count, "%zu values of %u bits: %zu come back", count, bits, n);
	CHECK_CASE(memcmp(back, value, count * sizeof *back) == 0, "%zu values of %u bits", count,
		   bits);
	free(back);
	buf_release(&b);
}

static void delta_comes_back(void)
{
	enum { MOST = 600 };
	int64_t value[MOST];
	for (unsigned shift = 0; shift < 64; shift++) {
		for (size_t count = 0; count < MOST; count += 1 + count / 4) {
			state = shift * 1000 + count;
			for (size_t i = 0; i < count; i++)
				value[i] = (int64_t)next() >> shift;
			check_delta(value, count, 64);
			for (size_t i = 0; i < count; i++)
				value[i] = (int32_t)((uint32_t)next() >> shift / 2);
			check_delta(value, count, 32);
		}
	}
}

static void delta_of_extremes(void)
{
	const int64_t wide[] = {INT64_MIN, INT64_MAX, INT64_MIN, 0, -1, INT64_MAX, INT64_MAX};
	const int64_t narrow[] = {INT32_MIN, INT32_MAX, INT32_MIN, 0, -1, INT32_MAX, INT32_MAX};
	check_delta(wide, 7, 64);
	check_delta(narrow, 7, 32);
}

static void packs_booleans(void)
{
	struct buf b = {0};
	encode_bits(&b, (uint32_t[]){1, 0, 1, 1, 0, 0, 0, 0, 1}, 9);
	check_bytes(&b, "\x0d\x01", 2);
	buf_release(&b);
}

int main(void)
{
	return UNIT_RUN(UNIT(writes_numbers), UNIT(knows_widths), UNIT(packs_as_described),
			UNIT(runs_are_short), UNIT(hybrid_comes_back), UNIT(delta_as_described),
			UNIT(delta_comes_back), UNIT(delta_of_extremes), UNIT(packs_booleans));
}

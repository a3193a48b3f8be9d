#include "stages/publish/encode.h"

enum {
	GROUP = 8,   /* bit-packed values come in eights */
	CHUNK = 256, /* values widened at a time: any width then ends on a whole 64 bits */
	BLOCK = 128, /* of deltas */
	PARTS = 4,   /* of a block */
	PART = BLOCK / PARTS,
};

static void put(struct buf *out, uint64_t value, unsigned bytes)
{
	char *p = buf_room(out, bytes);
	for (unsigned i = 0; i < bytes; i++)
		p[i] = (char)(value >> (8 * i));
	out->n += bytes;
}

void encode_le32(struct buf *out, uint32_t value)
{
	put(out, value, 4);
}

void encode_set32(char *at, uint32_t value)
{
	for (unsigned i = 0; i < 4; i++)
		at[i] = (char)(value >> (8 * i));
}

void encode_varint(struct buf *out, uint64_t value)
{
	while (value >= 0x80) {
		buf_byte(out, (char)(value | 0x80));
		value >>= 7;
	}
	buf_byte(out, (char)value);
}

void encode_zigzag(struct buf *out, int64_t value)
{
	encode_varint(out, ((uint64_t)value << 1) ^ (value < 0 ? UINT64_MAX : 0));
}

unsigned encode_width(uint64_t greatest)
{
	unsigned width = 0;
	for (; greatest; greatest >>= 1)
		width++;
	return width;
}

/* Values of `width` bits (1 .. 64) one behind the other, lowest bits first, to a whole byte. */
static void pack(struct buf *out, const uint64_t *value, size_t count, unsigned width)
{
	uint64_t word = 0;
	unsigned have = 0;
	for (size_t i = 0; i < count; i++) {
		word |= value[i] << have;
		have += width;
		if (have < 64)
			continue;
		have -= 64;
		put(out, word, 8);
		word = have ? value[i] >> (width - have) : 0;
	}
	put(out, word, (have + 7) / 8);
}

static void packed_groups(struct buf *out, const uint32_t *value, size_t count, unsigned width)
{
	if (!count)
		return;
	size_t groups = (count + GROUP - 1) / GROUP;
	encode_varint(out, groups << 1 | 1);
	if (!width)
		return;
	for (size_t at = 0; at < groups * GROUP; at += CHUNK) {
		uint64_t wide[CHUNK];
		size_t n = groups * GROUP - at < CHUNK ? groups * GROUP - at : CHUNK;
		for (size_t i = 0; i < n; i++)
			wide[i] = at + i < count ? value[at + i] : 0;
		pack(out, wide, n, width);
	}
}

static size_t run_length(const uint32_t *value, size_t count)
{
	size_t n = 1;
	while (n < count && value[n] == value[0])
		n++;
	return n;
}

/* A run pays from eight values on; the packed values before it are first filled up to whole groups
 * with values of the run. */
void encode_hybrid(struct buf *out, const uint32_t *value, size_t count, unsigned width)
{
	size_t packed = 0; /* where the packed values begin that are not written yet */
	for (size_t at = 0; at < count;) {
		size_t run = run_length(value + at, count - at);
		size_t fill = -(at - packed) % GROUP;
		if (run < fill + GROUP) {
			at += run;
			continue;
		}
		at += fill;
		run -= fill;
		packed_groups(out, value + packed, at - packed, width);
		encode_varint(out, (uint64_t)run << 1);
		put(out, value[at], (width + 7) / 8);
		at += run;
		packed = at;
	}
	packed_groups(out, value + packed, count - packed, width);
}

/* One block: the least difference, the width of each part, the parts. Parts without values have
 * width 0 and no bytes; the last one that has some is filled up with zeros. */
static void delta_block(struct buf *out, const int64_t *delta, size_t count, unsigned bits)
{
	uint64_t mask = bits == 32 ? UINT32_MAX : UINT64_MAX;
	uint64_t rest[BLOCK] = {0};
	unsigned char width[PARTS] = {0};
	int64_t least = delta[0];
	for (size_t i = 1; i < count; i++)
		least = delta[i] < least ? delta[i] : least;
	for (size_t i = 0; i < count; i++) {
		rest[i] = ((uint64_t)delta[i] - (uint64_t)least) & mask;
		unsigned w = encode_width(rest[i]);
		if (w > width[i / PART])
			width[i / PART] = (unsigned char)w;
	}
	encode_zigzag(out, least);
	buf_add(out, (struct str){(const char *)width, PARTS});
	for (size_t part = 0; part < PARTS; part++)
		if (width[part])
			pack(out, rest + part * PART, PART, width[part]);
}

static int64_t difference(int64_t a, int64_t b, unsigned bits)
{
	uint64_t d = (uint64_t)a - (uint64_t)b;
	return bits == 32 ? (int64_t)(int32_t)(uint32_t)d : (int64_t)d;
}

void encode_delta(struct buf *out, const int64_t *value, size_t count, unsigned bits)
{
	encode_varint(out, BLOCK);
	encode_varint(out, PARTS);
	encode_varint(out, count);
	encode_zigzag(out, count ? value[0] : 0);
	for (size_t at = 1; at < count; at += BLOCK) {
		int64_t delta[BLOCK];
		size_t n = count - at < BLOCK ? count - at : BLOCK;
		for (size_t i = 0; i < n; i++)
			delta[i] = difference(value[at + i], value[at + i - 1], bits);
		delta_block(out, delta, n, bits);
	}
}

void encode_bits(struct buf *out, const uint32_t *value, size_t count)
{
	for (size_t at = 0; at < count; at += GROUP) {
		unsigned byte = 0;
		for (size_t i = 0; i < GROUP && at + i < count; i++)
			byte |= (value[at + i] & 1) << i;
		buf_byte(out, (char)byte);
	}
}

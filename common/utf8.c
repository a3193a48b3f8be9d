#include "common/utf8.h"

#include "common/block.h"

/* Bytes of the well-formed character at p, 0 where it is broken or cut off. */
static size_t length_at(const unsigned char *p, const unsigned char *end)
{
	unsigned char c = *p, low = 0x80, high = 0xBF;
	size_t n;

	if (c < 0x80)
		return 1;
	if (c < 0xC2 || c > 0xF4)
		return 0;
	n = c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
	if ((size_t)(end - p) < n)
		return 0;
	if (c == 0xE0)
		low = 0xA0;
	else if (c == 0xED)
		high = 0x9F;
	else if (c == 0xF0)
		low = 0x90;
	else if (c == 0xF4)
		high = 0x8F;
	if (p[1] < low || p[1] > high)
		return 0;
	for (size_t i = 2; i < n; i++)
		if ((p[i] & 0xC0) != 0x80)
			return 0;
	return n;
}

uint32_t utf8_next_rare(const char **p, const char *end)
{
	const unsigned char *u = (const unsigned char *)*p;
	size_t n = length_at(u, (const unsigned char *)end);
	uint32_t c;

	if (n == 0) {
		++*p;
		return 0xFFFD;
	}
	c = n == 1 ? u[0] : u[0] & (0x7Fu >> n);
	for (size_t i = 1; i < n; i++)
		c = c << 6 | (u[i] & 0x3Fu);
	*p += n;
	return c;
}

size_t utf8_encode(uint32_t c, char out[4])
{
	if (c < 0x80) {
		out[0] = (char)c;
		return 1;
	}
	if (c < 0x800) {
		out[0] = (char)(0xC0 | c >> 6);
		out[1] = (char)(0x80 | (c & 0x3F));
		return 2;
	}
	if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
		c = 0xFFFD;
	if (c < 0x10000) {
		out[0] = (char)(0xE0 | c >> 12);
		out[1] = (char)(0x80 | (c >> 6 & 0x3F));
		out[2] = (char)(0x80 | (c & 0x3F));
		return 3;
	}
	out[0] = (char)(0xF0 | c >> 18);
	out[1] = (char)(0x80 | (c >> 12 & 0x3F));
	out[2] = (char)(0x80 | (c >> 6 & 0x3F));
	out[3] = (char)(0x80 | (c & 0x3F));
	return 4;
}

/* On from p, at a character's beginning, until `enough` or the end; *broken tells that it stopped
 * at a broken one. */
static const unsigned char *step(const unsigned char *p, const unsigned char *enough,
				 const unsigned char *end, bool *broken)
{
	while (p < enough) {
		size_t n = length_at(p, end);

		if (n == 0) {
			*broken = true;
			break;
		}
		p += n;
	}
	return p;
}

/* Where the character begins that the block before p cut. */
static const unsigned char *cut_character(const unsigned char *p)
{
	do
		p--;
	while ((*p & 0xC0) == 0x80);
	return p;
}

/* 64 bytes at a time: behind a lead byte stands a byte of continuation, two behind that of three,
 * and nowhere else. Lead bytes that allow not all of them, or need three, are looked at singly. */
size_t utf8_valid(struct str s)
{
	const unsigned char *begin = (const unsigned char *)s.p, *p = begin,
			    *end = (const unsigned char *)str_end(s);
	uint64_t due = 0; /* bits of the bytes of continuation that the last block wants of this */
	bool broken = false;

	while (!broken && end - p >= BLOCK) {
		const char *q = (const char *)p;
		uint64_t high = block_at_least(q, 0x80), lead, three, single;

		p += BLOCK;
		if (!(high | due))
			continue;
		lead = block_at_least(q, 0xC0);
		three = block_at_least(q, 0xE0);
		single = block_at_least(q, 0xF0) | block_equal(q, 0xED) | block_equal(q, 0xE0) |
			 (lead & ~block_at_least(q, 0xC2));
		if (single || (due | lead << 1 | three << 2) != (high & ~lead)) {
			const unsigned char *from = p - BLOCK;

			p = step(due ? cut_character(from) : from, p, end, &broken);
			due = 0;
		} else {
			due = lead >> 63 | three >> 62;
		}
	}
	if (!broken)
		p = step(due ? cut_character(p) : p, end, end, &broken);
	return (size_t)(p - begin);
}

size_t utf8_floor(struct str s, size_t at)
{
	size_t back;

	if (at >= s.n)
		return s.n;
	for (back = 0; back < 3 && back < at; back++)
		if (((unsigned char)s.p[at - back] & 0xC0) != 0x80)
			break;
	return at - back;
}

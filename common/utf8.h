/* UTF-8, strict (Unicode 15, table 3-7): no surrogates, nothing overlong or above U+10FFFF. */
#ifndef COMMON_UTF8_H
#define COMMON_UTF8_H

#include <stdint.h>
#include "common/str.h"

uint32_t utf8_next_rare(const char **p, const char *end); /* utf8_next() for what is not ASCII */

/* Decodes the character at *p (p < end) and moves past it; a broken byte gives U+FFFD, one step.
 * Inline for letters of one and two bytes and most of three, which are nearly all. */
static inline uint32_t utf8_next(const char **p, const char *end)
{
	const unsigned char *u = (const unsigned char *)*p;

	if (u[0] < 0x80) {
		++*p;
		return u[0];
	}
	if (u[0] >= 0xC2 && u[0] < 0xE0 && end - *p >= 2 && (u[1] & 0xC0) == 0x80) {
		*p += 2;
		return (u[0] & 0x1Fu) << 6 | (u[1] & 0x3Fu);
	}
	if (u[0] > 0xE0 && u[0] < 0xED && end - *p >= 3 && (u[1] & 0xC0) == 0x80 &&
	    (u[2] & 0xC0) == 0x80) {
		*p += 3;
		return (u[0] & 0x0Fu) << 12 | (u[1] & 0x3Fu) << 6 | (u[2] & 0x3Fu);
	}
	return utf8_next_rare(p, end);
}
size_t utf8_encode(uint32_t c, char out[4]); /* bytes written, 1 to 4 */
size_t utf8_valid(struct str s);             /* length of the valid head; s.n where all is valid */
size_t utf8_floor(struct str s, size_t at);  /* the largest character boundary <= at */

#endif

/* UTF-8, strict (Unicode 15, table 3-7): no surrogates, nothing overlong or above U+10FFFF. */
#ifndef COMMON_UTF8_H
#define COMMON_UTF8_H

#include <stdint.h>
#include "common/str.h"

/* Decodes the character at *p (p < end) and moves past it; a broken byte gives U+FFFD, one step. */
uint32_t utf8_next(const char **p, const char *end);
size_t utf8_encode(uint32_t c, char out[4]); /* bytes written, 1 to 4 */
size_t utf8_valid(struct str s);             /* length of the valid head; s.n where all is valid */
size_t utf8_floor(struct str s, size_t at);  /* the largest character boundary <= at */

#endif

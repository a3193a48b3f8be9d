/*
 * Where words, numbers and marks begin and end: one scanner for reports and for the phrases of
 * the lexicons, so that both are cut alike.
 */
#ifndef EXTRACT_SCAN_H
#define EXTRACT_SCAN_H

#include <stdbool.h>
#include "common/str.h"

enum token_kind { TOKEN_WORD, TOKEN_NUMBER, TOKEN_MARK };

struct scan {
	enum token_kind kind;
	const char *end;
	bool upper;     /* a word that begins with a capital */
	bool all_upper; /* a word of capitals only, two letters or more */
	char mark; /* the mark's character; dashes are '-', quotes '"', bullets '*', others 'u' */
};

/* The token that begins at `p` (p < end, no blank). */
struct scan scan_token(const char *p, const char *end);

static inline bool scan_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static inline bool scan_is_ascii_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* An ASCII letter, or a byte of what is beyond ASCII. */
static inline bool scan_is_letter_byte(char c)
{
	return (unsigned char)c >= 0x80 || scan_is_ascii_letter(c);
}

/* Behind the number at p, whose first byte is a digit. */
static inline const char *scan_number_end(const char *p, const char *end)
{
	while (p < end && scan_is_digit(*p)) {
		while (p < end && scan_is_digit(*p))
			p++;
		if (p + 1 < end && (*p == '.' || *p == ',') && scan_is_digit(p[1]))
			p++;
	}
	return p;
}

/* Whether the number at p may be a day, a month, a year, or these with dots between: none of its
 * groups has more than four digits, and no comma parts them. */
static inline bool scan_may_date(const char *p, const char *end)
{
	enum { YEAR_DIGITS = 4 };
	for (int digits = 0; p < end; p++) {
		digits = *p == '.' ? 0 : digits + 1;
		if (*p == ',' || digits > YEAR_DIGITS)
			return false;
	}
	return true;
}

/* Bytes of the blank at p (p < end): also those of Unicode (General Punctuation's, no-break); 0:
 * none. */
static inline size_t scan_blank(const char *p, const char *end)
{
	if (*p == ' ' || *p == '\t' || *p == '\r' || *p == '\n')
		return 1;
	const unsigned char *u = (const unsigned char *)p;
	if (end - p >= 2 && u[0] == 0xc2 && u[1] == 0xa0)
		return 2;
	if (end - p >= 3 && u[0] == 0xe2 && u[1] == 0x80 && (u[2] <= 0x8b || u[2] == 0xaf))
		return 3;
	return 0;
}

#endif

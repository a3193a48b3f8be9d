/*
 * Where words, numbers and marks begin and end: one scanner for reports and for the phrases of the
 * lexicons, so that both are cut alike.
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

static inline bool scan_is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

#endif

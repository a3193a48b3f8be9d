/*
 * A view of bytes that someone else owns: pointer and length, never NUL-terminated by promise.
 * The zero value is the empty string. Text is UTF-8 unless a header says otherwise.
 */
#ifndef COMMON_STR_H
#define COMMON_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct str {
	const char *p;
	size_t n;
};

/* A view of a string literal: STR("x"). Only ASCII literals appear in this project's C. */
#define STR(literal) ((struct str){"" literal, sizeof(literal) - 1})

static inline struct str str_of(const char *zero_terminated)
{
	return (struct str){zero_terminated, zero_terminated ? strlen(zero_terminated) : 0};
}

static inline struct str str_range(const char *begin, const char *end)
{
	return (struct str){begin, (size_t)(end - begin)};
}

/* Where the view ends; of a view of nothing, which may have no place, where it begins. */
static inline const char *str_end(struct str s)
{
	return s.n ? s.p + s.n : s.p;
}

static inline bool str_equal(struct str a, struct str b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

static inline bool str_starts(struct str s, struct str prefix)
{
	return s.n >= prefix.n && (prefix.n == 0 || memcmp(s.p, prefix.p, prefix.n) == 0);
}

/* Byte order, shorter first where one is the head of the other; for sorting. */
int str_compare(struct str a, struct str b);

/* The view without ASCII blanks (space, tab, CR, LF) at both ends. */
struct str str_trim(struct str s);

/* Cuts the part before the first `separator` off *rest; the whole of it where there is none. */
struct str str_cut(struct str *rest, char separator);

/* Decimal digits only, no sign, no overflow; false where it is anything else. */
bool str_to_u64(struct str s, unsigned long long *value);

#endif

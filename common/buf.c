#include "common/buf.h"

#include <stdio.h>
#include <stdlib.h>
#include "common/xalloc.h"

enum { TRY_ROOM = 128 };

char *buf_room(struct buf *b, size_t bytes)
{
	if (b->room - b->n < bytes || !b->p)
		b->p = xgrow(b->p, &b->room, b->n + bytes, 1);
	return b->p + b->n;
}

void buf_add(struct buf *b, struct str s)
{
	char *to = buf_room(b, s.n);

	if (s.n)
		memcpy(to, s.p, s.n);
	b->n += s.n;
}

void buf_text(struct buf *b, const char *zero_terminated)
{
	buf_add(b, str_of(zero_terminated));
}

void buf_printf(struct buf *b, const char *format, ...)
{
	va_list args;
	int n;

	va_start(args, format);
	n = vsnprintf(buf_room(b, TRY_ROOM), TRY_ROOM, format, args);
	va_end(args);
	if (n >= TRY_ROOM) {
		va_start(args, format);
		n = vsnprintf(buf_room(b, (size_t)n + 1), (size_t)n + 1, format, args);
		va_end(args);
	}
	if (n > 0)
		b->n += (size_t)n;
}

/* Two digits at a step, from the last. */
void buf_i64(struct buf *b, long long value)
{
	static const char pairs[] = "0001020304050607080910111213141516171819"
				    "2021222324252627282930313233343536373839"
				    "4041424344454647484950515253545556575859"
				    "6061626364656667686970717273747576777879"
				    "8081828384858687888990919293949596979899";
	enum { LONGEST = 20 };
	unsigned long long v =
		value < 0 ? 0 - (unsigned long long)value : (unsigned long long)value;
	char digits[LONGEST], *end = digits + LONGEST, *at = end;

	for (; v >= 10; v /= 100)
		memcpy(at -= 2, pairs + 2 * (v % 100), 2);
	if (v)
		*--at = (char)('0' + v);
	else if (at == end)
		*--at = '0';
	if (value < 0)
		*--at = '-';
	buf_add(b, str_range(at, end));
}

const char *buf_string(struct buf *b)
{
	*buf_room(b, 1) = '\0';
	return b->p;
}

void buf_release(struct buf *b)
{
	free(b->p);
	*b = (struct buf){0};
}

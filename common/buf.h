/* One growing buffer for building text. The zero value is empty. Content is not NUL-terminated
 * unless buf_string() asked for it. Views into it die with the next append. */
#ifndef COMMON_BUF_H
#define COMMON_BUF_H

#include <stdarg.h>
#include "common/str.h"

struct buf {
	char *p;
	size_t n, room;
};

void buf_add(struct buf *b, struct str s);
void buf_text(struct buf *b, const char *zero_terminated);
void buf_printf(struct buf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
void buf_i64(struct buf *b, long long value);
char *buf_room(struct buf *b, size_t bytes); /* room to write into; add what was written to b->n */
const char *buf_string(struct buf *b);       /* NUL behind the content, not counted in n */
static inline void buf_byte(struct buf *b, char c)
{
	if (b->n == b->room)
		buf_room(b, 1);
	b->p[b->n++] = c;
}
static inline struct str buf_view(const struct buf *b)
{
	return (struct str){b->p, b->n};
}
static inline void buf_reset(struct buf *b)
{
	b->n = 0;
}
void buf_release(struct buf *b);

#endif

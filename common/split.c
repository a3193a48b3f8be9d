#include "common/split.h"

#include <stdlib.h>
#include "common/block.h"
#include "common/xalloc.h"

void split_text(struct split *s, char *begin, char *end)
{
	s->at = s->next = begin;
	s->end = end;
	s->cut = s->quote = s->odd = s->inside = s->closed = s->carriages = 0;
	s->may_open = 1;
	s->has_carriages = end > begin && memchr(begin, '\r', (size_t)(end - begin));
}

void split_release(struct split *s)
{
	free(s->cell);
	*s = (struct split){0};
}

/* Bits from each odd one to the next even one: what quotes enclose, the first of each pair too. */
static uint64_t enclosed(uint64_t quote)
{
	for (int by = 1; by < BLOCK; by *= 2)
		quote ^= quote << by;
	return quote;
}

/*
 * A quote opens a field behind a comma or line end, or what looks like another field behind a
 * closing quote: that is a doubled one. Behind a closing quote stands such a quote, a comma or a
 * line end.
 */
static void next_block(struct split *s)
{
	const char *p = s->block = s->next;
	uint64_t line = block_equal(p, '\n'), inside = s->inside, close, carriage = 0;

	s->next += BLOCK;
	s->cut = line | block_equal(p, ',');
	s->quote = block_equal(p, '"');
	if (!(s->quote | s->inside | s->closed) && !s->has_carriages) { /* what most blocks are */
		s->odd = 0;
		s->may_open = s->cut >> 63;
		return;
	}
	if (s->quote) {
		inside ^= enclosed(s->quote);
		s->inside = 0 - (inside >> 63);
	}
	s->cut &= ~inside;
	close = s->quote & ~inside;
	if (s->has_carriages)
		carriage = block_equal(p, '\r') & ~inside;
	s->odd = (s->quote & inside & ~((s->cut | close) << 1 | s->may_open)) |
		 ((close << 1 | s->closed) & ~(s->cut | s->quote | carriage)) |
		 ((carriage << 1 | s->carriages) & ~line);
	if (s->next > s->end) /* what stands behind the end is not known yet */
		s->odd &= (UINT64_C(1) << (s->end - s->block)) - 1;
	s->may_open = (s->cut | close) >> 63;
	s->closed = close >> 63;
	s->carriages = carriage >> 63;
}

/* The content of a quoted field, a doubled quote made one. */
static struct str unquote(struct str field)
{
	const char *p = field.p + 1, *end = field.p + field.n - 1;
	char *begin = (char *)(uintptr_t)p, *to = begin;
	const char *quote = memchr(p, '"', (size_t)(end - p));

	if (!quote)
		return str_range(p, end);
	for (; quote; quote = memchr(p, '"', (size_t)(end - p))) {
		size_t n = (size_t)(quote + 1 - p);

		memmove(to, p, n);
		to += n;
		p = quote + 2;
	}
	memmove(to, p, (size_t)(end - p));
	return str_range(begin, to + (end - p));
}

static void finish(struct split *s, char *end, bool quoted)
{
	const char *p = s->at;

	s->at = end;
	s->line++;
	if (!quoted)
		return;
	while ((p = memchr(p, '\n', (size_t)(end - 1 - p)))) {
		s->line++;
		p++;
	}
	for (size_t i = 0; i < s->columns; i++)
		if (s->cell[i].n && *s->cell[i].p == '"')
			s->cell[i] = unquote(s->cell[i]);
}

/* Room for one more field; the first row says how many there are. */
static bool room_for(struct split *s, size_t count)
{
	if (s->columns)
		return count < s->columns;
	s->cell = xgrow(s->cell, &s->room, count + 1, sizeof(*s->cell));
	return true;
}

/* Fields up to a line end, behind which *end is; *count is 0 where the line has no byte. */
static enum split_result cut_line(struct split *s, size_t *count, char **end, bool *quoted)
{
	char *from = s->at, *to;
	uint64_t cut = s->cut;
	size_t n = 0;

	*quoted = s->quote != 0;
	do {
		while (!cut) {
			if (s->odd)
				return SPLIT_ODD;
			if (s->next >= s->end)
				return SPLIT_MORE;
			next_block(s);
			cut = s->cut;
			*quoted |= s->quote != 0;
		}
		if (n >= s->columns && !room_for(s, n))
			return SPLIT_ODD;
		to = s->block + block_first(cut);
		s->cell[n++] = (struct str){from, (size_t)(to - from)};
		from = to + 1;
		cut &= cut - 1;
	} while (*to != '\n');
	s->cut = cut;
	if (s->odd << (BLOCK - 1 - (to - s->block)))
		return SPLIT_ODD;
	if (s->has_carriages && s->cell[n - 1].n && to[-1] == '\r')
		s->cell[n - 1].n--;
	*count = n == 1 && !s->cell[0].n ? 0 : n;
	*end = from;
	return SPLIT_ROW;
}

enum split_result split_row(struct split *s)
{
	size_t count = 0;
	bool quoted;
	char *end;

	for (;;) {
		enum split_result result = cut_line(s, &count, &end, &quoted);

		if (result != SPLIT_ROW)
			return result;
		s->given = s->line;
		if (count)
			break;
		s->line++;
		s->at = end;
	}
	if (s->columns && count != s->columns)
		return SPLIT_ODD;
	s->columns = count;
	finish(s, end, quoted);
	return SPLIT_ROW;
}

#include "stages/growth/splitter.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "common/msg.h"
#include "common/utf8.h"
#include "common/xalloc.h"

enum { FIRST_ROOM = 1 << 20, LONGEST_ROW = 64 << 20 };

void splitter_begin(struct splitter *s, int fd, const char *name)
{
	*s = (struct splitter){.fd = fd, .name = name, .next_line = 1, .room = FIRST_ROOM};
	s->buffer = xmalloc(s->room);
}

void splitter_end(struct splitter *s)
{
	free(s->buffer);
	buf_release(&s->unquoted);
}

/* Reads on behind what is there: 1, 0 at the end, -1 a row too long, -2 said why. */
static int fill(struct splitter *s)
{
	ssize_t got;

	if (s->at_end)
		return 0;
	if (s->begin) {
		memmove(s->buffer, s->buffer + s->begin, s->end - s->begin);
		s->end -= s->begin;
		s->begin = 0;
	}
	if (s->end == s->room) {
		if (s->room >= LONGEST_ROW) {
			msg(MSG_ERROR, s->name, s->next_line, (struct str){0}, "row is too long");
			return -1;
		}
		s->room *= 2;
		s->buffer = xrealloc(s->buffer, s->room);
	}
	do
		got = read(s->fd, s->buffer + s->end, s->room - s->end);
	while (got < 0 && errno == EINTR);
	if (got < 0) {
		msg(MSG_ERROR, s->name, 0, str_of(strerror(errno)), "cannot be read");
		return -2;
	}
	s->at_end = got == 0;
	s->end += (size_t)got;
	return got > 0;
}

static int refuse(struct splitter *s, const char *why)
{
	msg(MSG_ERROR, s->name, s->line, (struct str){0}, "%s", why);
	return -1;
}

/* One quoted or plain field of the row in `row`; *at moves behind it and behind its comma.
 * *open tells that the row's end lies outside. */
static const char *slow_field(struct splitter *s, size_t *at, bool *last, bool *open)
{
	*open = false;
	if (*at < s->end && s->buffer[*at] == '"') {
		size_t i = *at + 1;
		for (;;) {
			const char *quote =
				i < s->end ? memchr(s->buffer + i, '"', s->end - i) : NULL;
			if (!quote || (quote + 1 == s->buffer + s->end && !s->at_end)) {
				*open = true;
				return s->at_end ? "quoted field without an end" : NULL;
			}
			buf_add(&s->unquoted, str_range(s->buffer + i, quote));
			i = (size_t)(quote - s->buffer) + 1;
			if (i >= s->end || s->buffer[i] != '"')
				break;
			buf_byte(&s->unquoted, '"');
			i++;
		}
		*at = i;
	} else {
		while (*at < s->end && !strchr(",\r\n\"", s->buffer[*at]))
			buf_byte(&s->unquoted, s->buffer[(*at)++]);
	}
	if (*at + 1 < s->end && s->buffer[*at] == '\r' && s->buffer[*at + 1] == '\n')
		++*at;
	if (*at >= s->end) {
		*open = !s->at_end;
		*last = true;
		return NULL;
	}
	char c = s->buffer[(*at)++];
	*last = c == '\n';
	return c == '\n' || c == ',' ? NULL : "stray quote or carriage return";
}

static int slow_row(struct splitter *s, struct str *cell)
{
	size_t cut[SPLITTER_COLUMNS], at, count;
	bool last, open = true;

	while (open) {
		buf_reset(&s->unquoted);
		at = s->begin;
		for (count = 0, last = false; !last; count++) {
			if (count == SPLITTER_COLUMNS)
				return refuse(s, "too many fields");
			const char *why = slow_field(s, &at, &last, &open);
			if (why)
				return refuse(s, why);
			if (open)
				break;
			cut[count] = s->unquoted.n;
		}
		int more = open ? fill(s) : 1;
		if (more < 0)
			return more;
	}
	if (count < SPLITTER_COLUMNS)
		return refuse(s, "too few fields");
	for (size_t i = 0, from = 0; i < SPLITTER_COLUMNS; from = cut[i++])
		cell[i] = (struct str){s->unquoted.p + from, cut[i] - from};
	for (size_t i = s->begin; i < at; i++)
		s->next_line += s->buffer[i] == '\n';
	s->begin = at;
	return 1;
}

/* The end of the line that begins at s->begin, reading on as needed; NULL: *result says why. */
static char *line_end(struct splitter *s, int *result)
{
	for (size_t seen = 0;;) {
		char *from = s->buffer + s->begin + seen;
		char *end = memchr(from, '\n', s->end - s->begin - seen);
		if (end)
			return end;
		seen = s->end - s->begin;
		int more = fill(s);
		if (more > 0)
			continue;
		*result = more;
		if (more < 0 || !seen)
			return NULL;
		/* the last line has no newline: room for one is made */
		if (s->end == s->room)
			s->buffer = xrealloc(s->buffer, ++s->room);
		s->buffer[s->end] = '\n';
		return s->buffer + s->end++;
	}
}

int splitter_next(struct splitter *s, struct str cell[SPLITTER_COLUMNS])
{
	int result = 0;
	char *end, *line, *first, *second;

	do {
		end = line_end(s, &result);
		if (!end)
			return result;
		line = s->buffer + s->begin;
		s->line = s->next_line++;
		s->begin = (size_t)(end - s->buffer) + 1;
	} while (end == line || (end == line + 1 && *line == '\r'));
	first = memchr(line, ',', (size_t)(end - line));
	second = first ? memchr(first + 1, ',', (size_t)(end - first - 1)) : NULL;
	if (!second || memchr(second + 1, ',', (size_t)(end - second - 1)) ||
	    memchr(line, '"', (size_t)(end - line))) {
		s->begin = (size_t)(line - s->buffer);
		s->next_line = s->line;
		return slow_row(s, cell);
	}
	if (end[-1] == '\r')
		end--;
	cell[0] = str_range(line, first);
	cell[1] = str_range(first + 1, second);
	cell[2] = str_range(second + 1, end);
	return 1;
}

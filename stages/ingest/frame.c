#include "stages/ingest/frame.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>
#include "common/msg.h"
#include "common/xalloc.h"

enum { FLUSH_AT = 1 << 16, READ_ROOM = 1 << 17 };

struct header {
	uint32_t type, bytes;
};

static void write_all(int fd, const char *p, size_t n)
{
	while (n) {
		ssize_t wrote = write(fd, p, n);

		if (wrote < 0 && errno == EINTR)
			continue;
		if (wrote < 0)
			_exit(EXIT_SYSTEM);
		p += wrote;
		n -= (size_t)wrote;
	}
}

void frame_flush(struct frame_writer *w)
{
	write_all(w->fd, w->pending.p, w->pending.n);
	buf_reset(&w->pending);
}

void frame_write(struct frame_writer *w, enum frame_type type, struct str payload)
{
	struct header h = {(uint32_t)type, (uint32_t)payload.n};

	buf_add(&w->pending, (struct str){(const char *)&h, sizeof(h)});
	if (payload.n >= FLUSH_AT) {
		frame_flush(w);
		write_all(w->fd, payload.p, payload.n);
		return;
	}
	buf_add(&w->pending, payload);
	if (w->pending.n >= FLUSH_AT)
		frame_flush(w);
}

/* At least `want` bytes in the buffer: 1, 0 at the end, -1. */
static int fill(struct frame_reader *r, size_t want)
{
	if (r->end - r->begin >= want)
		return 1;
	if (r->begin) {
		memmove(r->p, r->p + r->begin, r->end - r->begin);
		r->end -= r->begin;
		r->begin = 0;
	}
	if (r->room < want || !r->p) {
		r->room = want > READ_ROOM ? want : READ_ROOM;
		r->p = xrealloc(r->p, r->room);
	}
	while (r->end < want) {
		ssize_t got = read(r->fd, r->p + r->end, r->room - r->end);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return (int)got;
		r->end += (size_t)got;
	}
	return 1;
}

int frame_read(struct frame_reader *r, struct frame *f)
{
	struct header h;
	int got = fill(r, sizeof(h));

	if (got <= 0)
		return got;
	memcpy(&h, r->p + r->begin, sizeof(h));
	got = fill(r, sizeof(h) + h.bytes);
	if (got <= 0)
		return got;
	f->type = (enum frame_type)h.type;
	f->payload = (struct str){r->p + r->begin + sizeof(h), h.bytes};
	r->begin += sizeof(h) + h.bytes;
	return 1;
}

void frame_reader_release(struct frame_reader *r)
{
	free(r->p);
	*r = (struct frame_reader){.fd = -1};
}

#include "stages/ingest/frame.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>
#include "common/msg.h"
#include "common/xalloc.h"
#include "stages/ingest/near.h"

enum { FLUSH_AT = 1 << 16, READ_ROOM = 1 << 17 };
/* No frame of a sound worker is as long, whatever its limits: its memory would not last. */
enum { LONGEST = 1 << 28 };

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
	while (r->end < want) {
		ssize_t got;

		/* room comes with the bytes: a length alone is only a claim */
		if (r->room - r->end < READ_ROOM / 2)
			r->p = xgrow(r->p, &r->room, r->room + READ_ROOM, 1);
		got = read(r->fd, r->p + r->end, r->room - r->end);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return (int)got;
		r->end += (size_t)got;
	}
	return 1;
}

static bool is_strings(struct str s, int count)
{
	bool whole = s.n && !s.p[s.n - 1];

	for (size_t i = 0; i < s.n; i++)
		count -= !s.p[i];
	return whole && count == 0;
}

static bool is_source(struct str payload)
{
	struct frame_source s;

	if (payload.n < sizeof(s))
		return false;
	memcpy(&s, payload.p, sizeof(s));
	for (int i = 0; i < HASH_HEX; i++)
		if (!memchr("0123456789abcdef", s.sha256[i], 16))
			return false;
	return is_strings((struct str){payload.p + sizeof(s), payload.n - sizeof(s)}, 3);
}

static bool is_sound(const struct frame *f)
{
	const struct str payload = f->payload;
	const size_t number = sizeof(uint32_t);

	switch (f->type) {
	case FRAME_NUMBER:
		return payload.n > number &&
		       is_strings((struct str){payload.p + number, payload.n - number}, 1);
	case FRAME_SOURCE:
		return is_source(payload);
	case FRAME_GIVEN:
		return is_strings(payload, 5);
	case FRAME_NEAR:
		return payload.n == sizeof(struct near);
	case FRAME_LINES:
	case FRAME_TEXT:
	case FRAME_FINDINGS:
		return true;
	case FRAME_REJECTED:
	case FRAME_END:
		return payload.n == 0;
	}
	return false;
}

static int unsound(void)
{
	errno = EBADMSG;
	return -1;
}

int frame_read(struct frame_reader *r, struct frame *f)
{
	struct header h;
	int got = fill(r, sizeof(h));

	if (got <= 0)
		return got;
	memcpy(&h, r->p + r->begin, sizeof(h));
	if (h.bytes > LONGEST)
		return unsound();
	got = fill(r, sizeof(h) + h.bytes);
	if (got <= 0)
		return got;
	f->type = (enum frame_type)h.type;
	f->payload = (struct str){r->p + r->begin + sizeof(h), h.bytes};
	r->begin += sizeof(h) + h.bytes;
	return is_sound(f) ? 1 : unsound();
}

void frame_reader_release(struct frame_reader *r)
{
	free(r->p);
	*r = (struct frame_reader){.fd = -1};
}

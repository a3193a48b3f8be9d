#include "stages/ingest/worker.h"

#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include "common/msg.h"
#include "stages/ingest/pdf.h"
#include "stages/ingest/reader.h"
#include "stages/ingest/sandbox.h"

/* Commands come many at once. */
struct inbox {
	int fd;
	struct buf bytes;
	size_t at;
};

enum { STEP = 1 << 16 };

static size_t left(const struct inbox *b)
{
	return b->bytes.n - b->at;
}

/* Bytes of the first command; 0 where it is not there as a whole. */
static size_t whole(const struct inbox *b)
{
	struct worker_command c;
	size_t n;

	if (left(b) < sizeof(c))
		return 0;
	memcpy(&c, b->bytes.p + b->at, sizeof(c));
	n = sizeof(c) + c.path_bytes + c.source_bytes;
	return left(b) < n ? 0 : n;
}

/* Waits until a command is there; false where no more come. */
static bool wait_for_command(struct inbox *b)
{
	while (whole(b) == 0) {
		ssize_t got;

		if (b->at) {
			memmove(b->bytes.p, b->bytes.p + b->at, left(b));
			b->bytes.n -= b->at;
			b->at = 0;
		}
		got = read(b->fd, buf_room(&b->bytes, STEP), STEP);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return false;
		b->bytes.n += (size_t)got;
	}
	return true;
}

/* A PDF that comes next: its converter starts while the one before is still read. */
static void look_ahead(const struct worker_setup *s, const struct inbox *b, struct ahead *a)
{
	const char *path = b->bytes.p + b->at + sizeof(struct worker_command);
	struct stat st;

	a->conversion.output = -1;
	a->input = -1;
	if (whole(b) == 0 || strcmp(path, "/dev/stdin") == 0 || stat(path, &st) != 0 ||
	    !S_ISREG(st.st_mode))
		return;
	a->input = open(path, O_RDONLY | O_CLOEXEC);
	if (a->input >= 0 && pdf_start(s->limits, a->input, &a->conversion))
		return;
	if (a->input >= 0)
		close(a->input);
	a->input = -1;
}

static void end_ahead(struct ahead *a)
{
	sandbox_abandon(&a->conversion);
	if (a->input >= 0)
		close(a->input);
	a->input = -1;
}

int worker_run(const struct worker_setup *s, int commands, int frames)
{
	struct frame_writer out = {.fd = frames};
	struct inbox inbox = {.fd = commands};
	struct ahead ahead[2] = {{{0, -1, -1}, -1}, {{0, -1, -1}, -1}}, *next = &ahead[0],
		     *now = &ahead[1];

	setlocale(LC_CTYPE, "C.UTF-8"); /* for names in archives alone */
	setenv("TZ", "UTC0", 1);        /* or the zone would be looked up for every member */
	sandbox_enter(s->limits, s->operands, s->count);
	while (wait_for_command(&inbox)) {
		struct reader r = {.limits = s->limits,
				   .messages = s->messages,
				   .out = &out,
				   .want_text = s->want_text,
				   .want_near = s->want_near};
		const char *path = inbox.bytes.p + inbox.at + sizeof(struct worker_command);
		struct worker_command c;
		struct ahead *swap = now;

		memcpy(&c, inbox.bytes.p + inbox.at, sizeof(c));
		inbox.at += whole(&inbox);
		r.skip = c.skip;
		now = next;
		next = swap;
		look_ahead(s, &inbox, next);
		r.ahead = now;
		reader_read_file(&r, path, path + c.path_bytes);
		end_ahead(now);
		if (r.failed)
			return EXIT_CALLER;
		frame_write(&out, FRAME_END, STR(""));
		if (whole(&inbox) == 0)
			frame_flush(&out);
	}
	end_ahead(next);
	buf_release(&inbox.bytes);
	buf_release(&out.pending);
	return EXIT_DONE;
}

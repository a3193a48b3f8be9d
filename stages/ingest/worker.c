#include "stages/ingest/worker.h"

#include <errno.h>
#include <locale.h>
#include <unistd.h>
#include "common/msg.h"
#include "stages/ingest/reader.h"
#include "stages/ingest/sandbox.h"

static bool read_exactly(int fd, char *to, size_t n)
{
	while (n) {
		ssize_t got = read(fd, to, n);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return false;
		to += got;
		n -= (size_t)got;
	}
	return true;
}

int worker_run(const struct worker_setup *s, int commands, int frames)
{
	struct frame_writer out = {.fd = frames};
	struct worker_command c;
	struct buf names = {0};

	setlocale(LC_CTYPE, "C.UTF-8"); /* for names in archives alone */
	sandbox_enter(s->limits, s->operands, s->count);
	while (read_exactly(commands, (char *)&c, sizeof(c))) {
		struct reader r = {.limits = s->limits,
				   .messages = s->messages,
				   .out = &out,
				   .want_text = s->want_text,
				   .want_near = s->want_near,
				   .skip = c.skip};
		size_t n = c.path_bytes + c.source_bytes;

		buf_reset(&names);
		if (!read_exactly(commands, buf_room(&names, n), n))
			return EXIT_SYSTEM;
		reader_read_file(&r, names.p, names.p + c.path_bytes);
		if (r.failed)
			return EXIT_CALLER;
		frame_write(&out, FRAME_END, STR(""));
		frame_flush(&out);
	}
	buf_release(&names);
	buf_release(&out.pending);
	return EXIT_DONE;
}

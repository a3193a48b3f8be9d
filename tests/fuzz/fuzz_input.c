/*
 * An input as ingest meets it, told by its bytes: letters, archives, packed streams, documents
 * within them. Whole frames come out; what needs a converter (PDF, DOC, RTF) is passed over.
 */
#define _GNU_SOURCE /* memfd_create() */
#include <errno.h>
#include <sys/mman.h>
#include <unistd.h>
#include "common/finding.h"
#include "common/msg.h"
#include "common/utf8.h"
#include "stages/ingest/frame.h"
#include "stages/ingest/reader.h"
#include "stages/ingest/sniff.h"
#include "tests/fuzz/fuzz.h"

/* No bombs, which only take time; and no clock, which would end the harness. */
static struct limits small(void)
{
	struct limits l = limits_default;

	l.members = 64;
	l.archive_bytes = l.text_bytes = 1 << 20;
	l.seconds = 1 << 24;
	return l;
}

/* Converters are missing: of every letter with a PDF a process would be started, and what it does is
 * not looked at here. */
int access(const char *path, int mode)
{
	(void)path;
	(void)mode;
	errno = ENOENT;
	return -1;
}

static bool needs_converter(struct str bytes)
{
	enum form form =
		sniff((struct str){bytes.p, bytes.n < SNIFF_BYTES ? bytes.n : SNIFF_BYTES});

	return form == FORM_PDF || form == FORM_OLE || form == FORM_RTF;
}

static void check(int fd)
{
	struct frame_reader r = {.fd = fd};
	struct frame f;
	size_t length = 0, read = 0;

	MUST((length = (size_t)lseek(fd, 0, SEEK_CUR)) && lseek(fd, 0, SEEK_SET) == 0);
	while (frame_read(&r, &f) == 1) {
		read += 2 * sizeof(uint32_t) + f.payload.n;
		if (f.type == FRAME_LINES || f.type == FRAME_TEXT || f.type == FRAME_FINDINGS)
			MUST(utf8_valid(f.payload) == f.payload.n);
	}
	MUST(read == length);
	frame_reader_release(&r);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	static const struct lexicon lexicon = {.folder = {LEXICON_FOLDER}, .folders = 1};
	static struct finding_messages *messages;
	static int fd = -1;
	struct limits limits = small();
	struct frame_writer out;
	struct reader r = {.limits = &limits, .out = &out, .want_text = true, .want_near = true};
	struct input in = {.source = "input",
			   .bytes = {(const char *)bytes, n},
			   .fd = -1,
			   .size = n};

	if (!messages) {
		messages = finding_messages_load(&lexicon);
		fd = memfd_create("frames", 0);
		MUST(messages && fd >= 0);
	}
	msg_least(MSG_FATAL);
	if (needs_converter(in.bytes))
		return 0;
	MUST(ftruncate(fd, 0) == 0 && lseek(fd, 0, SEEK_SET) == 0);
	out = (struct frame_writer){.fd = fd};
	r.messages = messages;
	reader_read_input(&r, &in);
	MUST(!r.failed);
	frame_write(&out, FRAME_END, STR(""));
	frame_flush(&out);
	check(fd);
	if (in.fd >= 0)
		close(in.fd);
	buf_release(&out.pending);
	return 0;
}

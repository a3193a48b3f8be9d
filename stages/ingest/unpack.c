#include "stages/ingest/unpack.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>
#include "common/xalloc.h"
#include "stages/ingest/charset.h"
#include "stages/ingest/clean.h"

enum { PIECE = 1 << 16 };

/* The next bytes of the input as it is. */
static ssize_t next_piece(struct unpack *u, const void **bytes)
{
	ssize_t got;

	if (u->in->bytes.p) {
		size_t left = u->in->bytes.n - u->at, n = left < PIECE ? left : PIECE;

		*bytes = u->in->bytes.p + u->at;
		u->at += n;
		return (ssize_t)n;
	}
	do
		got = read(u->in->fd, u->piece, PIECE);
	while (got < 0 && errno == EINTR);
	*bytes = u->piece;
	return got;
}

static ssize_t fail(struct unpack *u, struct archive *a, const char *what)
{
	u->bad = what;
	archive_set_error(a, EINVAL, "%s", what);
	return -1;
}

/* Bytes out of the gzip stream; members may follow one another. */
static ssize_t next_plain(struct unpack *u, struct archive *a, const void **bytes)
{
	u->z.next_out = (Bytef *)u->plain;
	u->z.avail_out = PIECE;
	while (u->z.avail_out) {
		int status;

		if (u->z.avail_in == 0) {
			const void *packed;
			ssize_t got = next_piece(u, &packed);

			if (got < 0)
				return fail(u, a, strerror(errno));
			if (got == 0)
				break;
			u->z.next_in = (Bytef *)(uintptr_t)packed;
			u->z.avail_in = (uInt)got;
		}
		u->member_open = true;
		status = inflate(&u->z, Z_NO_FLUSH);
		if (status == Z_STREAM_END) {
			u->member_open = false;
			if (u->z.avail_in && *u->z.next_in != 0x1F)
				u->z.avail_in = 0; /* padding behind the last member */
			if (inflateReset(&u->z) != Z_OK)
				return fail(u, a, "gzip cannot go on");
		} else if (status != Z_OK && status != Z_BUF_ERROR) {
			return fail(u, a, u->z.msg ? u->z.msg : "gzip data is damaged");
		}
	}
	*bytes = u->plain;
	if (u->z.avail_out == PIECE && u->member_open)
		return fail(u, a, "gzip data ends before its end");
	return PIECE - (ssize_t)u->z.avail_out;
}

static la_ssize_t on_read(struct archive *a, void *context, const void **bytes)
{
	struct unpack *u = context;
	ssize_t got = u->is_gzip ? next_plain(u, a, bytes) : next_piece(u, bytes);

	if (got == 0)
		u->saw_end = true;
	return got;
}

static la_int64_t on_seek(struct archive *a, void *context, la_int64_t offset, int whence)
{
	struct unpack *u = context;
	la_int64_t base;

	(void)a;
	if (!u->in->bytes.p)
		return lseek(u->in->fd, (off_t)offset, whence);
	base = whence == SEEK_SET   ? 0
	       : whence == SEEK_CUR ? (la_int64_t)u->at
				    : (la_int64_t)u->in->bytes.n;
	if (offset + base < 0 || offset + base > (la_int64_t)u->in->bytes.n)
		return ARCHIVE_FATAL;
	u->at = (size_t)(offset + base);
	return offset + base;
}

static la_int64_t on_skip(struct archive *a, void *context, la_int64_t bytes)
{
	struct unpack *u = context;
	la_int64_t before = u->in->bytes.p ? (la_int64_t)u->at : lseek(u->in->fd, 0, SEEK_CUR);

	if (before < 0 || before + bytes > (la_int64_t)u->in->size)
		return 0;
	return on_seek(a, context, bytes, SEEK_CUR) < 0 ? 0 : bytes;
}

static void choose_formats(struct archive *a)
{
	archive_read_support_format_zip(a);
	archive_read_support_format_tar(a);
	archive_read_support_format_gnutar(a);
	archive_read_support_format_7zip(a);
	archive_read_support_format_rar(a);
	archive_read_support_format_rar5(a);
	archive_read_support_format_cpio(a);
	archive_read_support_format_cab(a);
	archive_read_support_format_raw(a);
	archive_read_support_filter_xz(a);
	archive_read_support_filter_bzip2(a);
	archive_read_support_filter_zstd(a);
}

bool unpack_open(struct unpack *u, const struct input *in, const char **why)
{
	bool in_memory = in->bytes.p != NULL;
	unsigned char head[2] = {0};

	*u = (struct unpack){.in = in};
	if (!in_memory && (lseek(in->fd, 0, SEEK_SET) != 0 || read(in->fd, head, 2) != 2 ||
			   lseek(in->fd, 0, SEEK_SET) != 0)) {
		*why = "it cannot be sought";
		return false;
	}
	if (in_memory && in->bytes.n >= 2)
		memcpy(head, in->bytes.p, 2);
	u->a = archive_read_new();
	u->piece = xmalloc(PIECE);
	choose_formats(u->a);
	u->is_gzip = head[0] == 0x1F && head[1] == 0x8B;
	if (u->is_gzip) {
		u->plain = xmalloc(PIECE);
		if (inflateInit2(&u->z, 15 + 16) != Z_OK) {
			u->is_gzip = false;
			*why = "gzip does not start";
			unpack_close(u);
			return false;
		}
	} else {
		archive_read_set_seek_callback(u->a, on_seek);
		archive_read_set_skip_callback(u->a, on_skip);
	}
	archive_read_set_read_callback(u->a, on_read);
	archive_read_set_callback_data(u->a, u);
	if (archive_read_open1(u->a) != ARCHIVE_OK) {
		const char *said = archive_error_string(u->a);

		*why = u->bad                                  ? u->bad
		       : !said || strstr(said, "Unrecognized") ? "no archive that can be read"
							       : "its beginning is damaged";
		unpack_close(u);
		return false;
	}
	return true;
}

void unpack_close(struct unpack *u)
{
	if (u->a)
		archive_read_free(u->a);
	if (u->is_gzip)
		inflateEnd(&u->z);
	free(u->piece);
	free(u->plain);
	*u = (struct unpack){0};
}

void unpack_name(struct archive_entry *e, struct buf *name)
{
	const char *utf8 = archive_entry_pathname_utf8(e), *raw = archive_entry_pathname(e);
	struct charset_result c;
	struct buf room = {0};

	buf_reset(name);
	if (utf8)
		clean_text(str_of(utf8), false, name);
	else if (raw && charset_decode(str_of(raw), STR("windows-1258"), &room, &c))
		clean_text(c.text, false, name);
	else if (raw)
		clean_text(str_of(raw), false, name); /* broken bytes as U+FFFD */
	for (size_t i = 0; i < name->n; i++)
		if (name->p[i] == '\n' || name->p[i] == '\t')
			name->p[i] = ' ';
	buf_release(&room);
}

bool unpack_zip_has_end(const struct input *in)
{
	enum { TAIL = 65536 + 22 };
	static const char end[] = "PK\5\6";
	struct str s = in->bytes;
	struct buf tail = {0};
	bool found = false;

	if (s.p && s.n > TAIL)
		s = (struct str){s.p + s.n - TAIL, TAIL};
	if (!s.p) {
		off_t from = in->size > TAIL ? (off_t)(in->size - TAIL) : 0;
		ssize_t got = pread(in->fd, buf_room(&tail, TAIL), TAIL, from);

		s = (struct str){tail.p, got < 0 ? 0 : (size_t)got};
	}
	for (size_t i = s.n; i-- > 3 && !found;)
		found = memcmp(s.p + i - 3, end, 4) == 0;
	buf_release(&tail);
	return found;
}

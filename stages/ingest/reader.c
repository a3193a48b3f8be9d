#define _GNU_SOURCE /* memfd_create() */
#include "stages/ingest/reader.h"

#include <errno.h>
#include <fcntl.h>
#include <nettle/sha2.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include "stages/ingest/forms.h"
#include "stages/ingest/given.h"
#include "stages/ingest/sandbox.h"
#include "stages/ingest/sniff.h"

/* Inputs up to this size are read whole at once, larger ones in pieces. */
enum { WHOLE = 1 << 20, PIECE = 1 << 16 };

static bool read_piece(int fd, char *to, size_t room, size_t *n)
{
	*n = 0;
	while (*n < room) {
		ssize_t got = read(fd, to + *n, room - *n);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return false;
		if (got == 0)
			break;
		*n += (size_t)got;
	}
	return true;
}

static void to_hex(const uint8_t *digest, char hex[HASH_HEX + 1])
{
	static const char digit[] = "0123456789abcdef";

	for (int i = 0; i < HASH_HEX; i++)
		hex[i] = digit[digest[i / 2] >> (i % 2 ? 0 : 4) & 15];
	hex[HASH_HEX] = '\0';
}

/* Hash of a file that is not in memory. */
static bool hash_file(struct input *in)
{
	uint8_t digest[SHA256_DIGEST_SIZE];
	char piece[PIECE];
	struct sha256_ctx c;
	size_t n;

	if (lseek(in->fd, 0, SEEK_SET) != 0)
		return false;
	sha256_init(&c);
	in->size = 0;
	do {
		if (!read_piece(in->fd, piece, sizeof(piece), &n))
			return false;
		sha256_update(&c, n, (const uint8_t *)piece);
		in->size += n;
	} while (n == sizeof(piece));
	sha256_digest(&c, sizeof(digest), digest);
	to_hex(digest, in->sha256);
	return true;
}

bool input_load(struct reader *r, struct input *in, struct buf *room)
{
	size_t n;

	if (in->bytes.p)
		return true;
	if (in->size > r->limits->document_bytes) {
		reader_limit(r, in, "document-bytes", r->limits->document_bytes);
		return false;
	}
	buf_reset(room);
	if (lseek(in->fd, 0, SEEK_SET) != 0 ||
	    !read_piece(in->fd, buf_room(room, (size_t)in->size + 1), (size_t)in->size, &n)) {
		reader_reject(r, in, "UNREADABLE", strerror(errno));
		return false;
	}
	in->bytes = (struct str){room->p, n};
	return true;
}

int input_fd(struct reader *r, struct input *in)
{
	const char *at = in->bytes.p;
	size_t left = in->bytes.n;

	if (in->fd >= 0)
		return in->fd;
	in->fd = memfd_create("input", MFD_CLOEXEC);
	while (in->fd >= 0 && left) {
		ssize_t wrote = write(in->fd, at, left);

		if (wrote < 0 && errno == EINTR)
			continue;
		if (wrote < 0) {
			close(in->fd);
			in->fd = -1;
			break;
		}
		at += wrote;
		left -= (size_t)wrote;
	}
	if (in->fd < 0)
		reader_reject(r, in, "UNREADABLE", strerror(errno));
	return in->fd;
}

struct str input_head(const struct input *in, char *head, size_t room)
{
	size_t n = 0;

	if (in->bytes.p)
		return (struct str){in->bytes.p, in->bytes.n < room ? in->bytes.n : room};
	if (lseek(in->fd, 0, SEEK_SET) != 0 || !read_piece(in->fd, head, room, &n))
		n = 0;
	return (struct str){head, n};
}

static void begin_number(struct reader *r, const char *source)
{
	struct buf b = {0};

	r->number++;
	if (r->number <= r->skip)
		return;
	buf_add(&b, (struct str){(const char *)&r->number, sizeof(r->number)});
	buf_add(&b, (struct str){source, strlen(source) + 1});
	frame_write(r->out, FRAME_NUMBER, buf_view(&b));
	buf_release(&b);
	sandbox_renew(r->limits);
}

static bool is_archive(enum form form)
{
	return form == FORM_ZIP || form == FORM_ARCHIVE || form == FORM_PACKED;
}

static bool is_container(enum form form)
{
	return is_archive(form) || form == FORM_MAIL;
}

static void dispatch(struct reader *r, struct input *in, enum form form)
{
	switch (form) {
	case FORM_TEXT:
		form_text(r, in);
		return;
	case FORM_HTML:
		form_html(r, in);
		return;
	case FORM_PDF:
		form_pdf(r, in);
		return;
	case FORM_OLE:
		form_ole(r, in);
		return;
	case FORM_ZIP:
		form_zip(r, in);
		return;
	case FORM_ARCHIVE:
		form_archive(r, in);
		return;
	case FORM_PACKED:
		form_packed(r, in);
		return;
	case FORM_MAIL:
		form_mail(r, in);
		return;
	case FORM_EMPTY:
		reader_reject(r, in, "NO_TEXT", NULL);
		return;
	case FORM_PICTURE:
		reader_tell(r, in, "PICTURE", NULL);
		return;
	case FORM_RTF:
		form_rtf(r, in);
		return;
	case FORM_XML:
	case FORM_BINARY:
		reader_reject(r, in, "FORMAT_UNKNOWN", NULL);
		return;
	}
}

static void add_string(struct buf *b, struct str s)
{
	buf_add(b, str_cut(&s, '\0')); /* what stands behind a NUL is not meant */
	buf_byte(b, '\0');
}

/* A reports.csv that came with the reports: what it says goes along with them. */
static void read_sidecar(struct reader *r, struct input *in, size_t prefix)
{
	const struct given *g;
	struct sidecar *s = NULL;
	struct buf room = {0}, b = {0};
	FILE *stream;

	if (!input_load(r, in, &room))
		return;
	stream = in->bytes.n ? fmemopen((char *)(uintptr_t)in->bytes.p, in->bytes.n, "rb") : NULL;
	if (!stream || sidecar_read(stream, in->source, (struct str){in->source, prefix}, &s) != 0)
		reader_reject(r, in, "SIDECAR_BROKEN", NULL);
	for (size_t i = 0; s && (g = sidecar_row(s, i)); i++) {
		buf_reset(&b);
		add_string(&b, g->source);
		add_string(&b, g->report_period);
		add_string(&b, g->published);
		add_string(&b, g->issuer);
		add_string(&b, g->title);
		frame_write(r->out, FRAME_GIVEN, buf_view(&b));
	}
	if (stream)
		fclose(stream);
	if (s)
		sidecar_free(s);
	buf_release(&b);
	buf_release(&room);
}

/* Bytes of the source before the name of the file, where that is reports.csv; 0 where it is not. */
static size_t sidecar_prefix(const char *source)
{
	size_t n = strlen(source), name = strlen(GIVEN_FILE);

	return n > name && strcmp(source + n - name, GIVEN_FILE) == 0 &&
			       strchr("!/", source[n - name - 1])
		       ? n - name
		       : 0;
}

void reader_read_input(struct reader *r, struct input *in)
{
	char head[SNIFF_BYTES];
	enum form form;

	if (r->depth && sidecar_prefix(in->source)) {
		begin_number(r, in->source);
		read_sidecar(r, in, sidecar_prefix(in->source));
		return;
	}
	begin_number(r, in->source);
	form = sniff(input_head(in, head, sizeof(head)));
	if (in->size > r->limits->document_bytes && !is_archive(form)) {
		reader_limit(r, in, "document-bytes", r->limits->document_bytes);
		return;
	}
	if (in->bytes.p)
		hash_sha256(in->bytes, in->sha256);
	else if (!hash_file(in)) {
		reader_reject(r, in, "UNREADABLE", strerror(errno));
		return;
	}
	/* should the reader break off, what was read before it is safe, and who it was is known */
	if (form != FORM_TEXT || in->size > WHOLE)
		frame_flush(r->out);
	if (r->number > r->skip || is_container(form))
		dispatch(r, in, form);
}

static bool read_stream(struct reader *r, struct input *in, struct buf *content)
{
	size_t most = (size_t)r->limits->document_bytes, n;

	do {
		if (!read_piece(in->fd, buf_room(content, PIECE), PIECE, &n)) {
			reader_reject(r, in, "UNREADABLE", strerror(errno));
			return false;
		}
		content->n += n;
	} while (n == PIECE && content->n <= most);
	if (content->n > most) {
		reader_limit(r, in, "document-bytes", most);
		return false;
	}
	in->bytes = (struct str){content->p ? content->p : "", content->n};
	in->size = content->n;
	return true;
}

/* Opens the file and takes small ones into memory; what is no regular file is read to its end. */
static bool open_input(struct reader *r, const char *path, struct input *in, struct buf *content)
{
	bool standard = strcmp(in->source, "-") == 0;
	struct stat st;

	in->fd = standard ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC);
	if (in->fd < 0 || fstat(in->fd, &st) != 0) {
		begin_number(r, in->source);
		reader_reject(r, in, "UNREADABLE", strerror(errno));
		return false;
	}
	if (!S_ISREG(st.st_mode)) {
		bool whole = read_stream(r, in, content);

		close(in->fd);
		in->fd = -1;
		return whole;
	}
	in->size = (unsigned long long)st.st_size;
	if (in->size <= WHOLE)
		return input_load(r, in, content);
	return true;
}

void reader_read_file(struct reader *r, const char *path, const char *source)
{
	struct input in = {.source = source, .fd = -1};
	struct buf content = {0};

	r->number = 0;
	if (open_input(r, path, &in, &content))
		reader_read_input(r, &in);
	if (in.fd >= 0)
		close(in.fd);
	buf_release(&content);
}

#define _GNU_SOURCE /* memfd_create() */
#include "stages/ingest/forms.h"

#include <errno.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include "stages/ingest/office.h"
#include "stages/ingest/unpack.h"

/* Members up to IN_MEMORY bytes stay in memory, others go to a file in memory that is not
 * mapped. An archive may grow by FREE_GROWTH bytes whatever its size. */
enum { PIECE = 1 << 16, IN_MEMORY = 1 << 20, FREE_GROWTH = 1 << 20 };

enum outcome { NEXT_MEMBER, GIVE_UP };

struct member {
	struct input in;
	struct buf name, content;
};

static void release(struct member *m)
{
	if (m->in.fd >= 0)
		close(m->in.fd);
	buf_release(&m->name);
	buf_release(&m->content);
}

static bool write_all(int fd, const char *p, size_t n)
{
	while (n) {
		ssize_t wrote = write(fd, p, n);

		if (wrote < 0 && errno == EINTR)
			continue;
		if (wrote < 0)
			return false;
		p += wrote;
		n -= (size_t)wrote;
	}
	return true;
}

/* What was collected goes to the file where it grows too large. */
static bool spill(struct member *m)
{
	if (m->content.n <= IN_MEMORY)
		return true;
	if (m->in.fd < 0)
		m->in.fd = memfd_create("member", MFD_CLOEXEC);
	if (m->in.fd < 0 || !write_all(m->in.fd, m->content.p, m->content.n))
		return false;
	buf_reset(&m->content);
	return true;
}

/* Counts what came out; false where the archive as a whole is too much. */
static bool count(struct reader *r, const struct input *archive, unsigned long long bytes)
{
	const struct limits *l = r->limits;

	r->expanded += bytes;
	if (r->expanded > l->archive_bytes) {
		reader_limit(r, archive, "archive-bytes", l->archive_bytes);
		return !(r->exhausted = true);
	}
	if (r->expanded > FREE_GROWTH && r->expanded / l->expansion > r->packed) {
		reader_limit(r, archive, "expansion", l->expansion);
		return !(r->exhausted = true);
	}
	return true;
}

/* The member's bytes. 1: they are there; 0: a finding was written; -1: the archive is given up. */
static int take(struct reader *r, struct unpack *u, struct member *m)
{
	for (;;) {
		la_ssize_t got = archive_read_data(u->a, buf_room(&m->content, PIECE), PIECE);

		if (got == ARCHIVE_RETRY)
			continue;
		if (got < 0) {
			reader_reject(r, &m->in, "DOCUMENT_BROKEN", archive_error_string(u->a));
			return 0;
		}
		if (!count(r, u->in, (unsigned long long)got))
			return -1;
		m->content.n += (size_t)got;
		m->in.size += (unsigned long long)got;
		if (m->in.size > r->limits->document_bytes) {
			reader_limit(r, &m->in, "document-bytes", r->limits->document_bytes);
			return 0;
		}
		if (got && !spill(m)) {
			reader_reject(r, &m->in, "UNREADABLE", strerror(errno));
			return 0;
		}
		if (got == 0)
			break;
	}
	if (m->in.fd < 0) {
		buf_room(&m->content, 1);
		m->in.bytes = buf_view(&m->content);
		return 1;
	}
	if (!write_all(m->in.fd, m->content.p, m->content.n)) {
		reader_reject(r, &m->in, "UNREADABLE", strerror(errno));
		return 0;
	}
	buf_reset(&m->content);
	return 1;
}

/* "/x" and "a/../../x" are no names of anything in an archive. */
static bool is_path_trick(struct str name)
{
	if (name.n && name.p[0] == '/')
		return true;
	while (name.n) {
		struct str part = str_cut(&name, '/');

		if (str_equal(part, STR("..")))
			return true;
	}
	return false;
}

static bool is_passed_over(struct str name)
{
	while (name.n) {
		struct str part = str_cut(&name, '/');

		if (part.n > 1 && part.p[0] == '.' && !str_equal(part, STR("..")))
			return true;
	}
	return false;
}

/* The name of what a packed stream holds: its own without the last ending. */
static void name_of_stream(const char *source, struct buf *name)
{
	const char *from = source, *dot;

	for (const char *p = source; *p; p++)
		if (*p == '/' || *p == '!')
			from = p + 1;
	dot = strrchr(from, '.');
	buf_reset(name);
	buf_add(name, dot && dot > from ? str_range(from, dot) : STR("data"));
}

static void name_member(struct unpack *u, struct archive_entry *e, struct member *m)
{
	struct buf name = {0};

	if (archive_format(u->a) == ARCHIVE_FORMAT_RAW)
		name_of_stream(u->in->source, &name);
	else
		unpack_name(e, &name);
	buf_printf(&m->name, "%s!%.*s", u->in->source, (int)name.n, name.n ? name.p : "");
	buf_release(&name);
	m->in.source = buf_string(&m->name);
}

static struct str own_name(const struct unpack *u, const struct member *m)
{
	size_t before = strlen(u->in->source) + 1;

	return (struct str){m->name.p + before, m->name.n - before};
}

/* The archive is what is worked on again: should its reader break off, that is told of the
 * archive. */
static void back_to_archive(struct reader *r, const struct input *in)
{
	struct buf b = {0};

	if (r->number > r->skip) {
		buf_add(&b, (struct str){(const char *)&r->number, sizeof(r->number)});
		buf_add(&b, (struct str){in->source, strlen(in->source) + 1});
		frame_write(r->out, FRAME_NUMBER, buf_view(&b));
	}
	buf_release(&b);
}

static enum outcome read_member(struct reader *r, struct unpack *u, struct archive_entry *e)
{
	struct member m = {.in.fd = -1};
	int got = 0;
	struct str own;

	name_member(u, e, &m);
	own = own_name(u, &m);
	if (archive_entry_filetype(e) == AE_IFDIR || is_passed_over(own)) {
		release(&m);
		return NEXT_MEMBER;
	}
	if (++r->members > r->limits->members) {
		reader_limit(r, u->in, "members", r->limits->members);
		r->exhausted = true;
		release(&m);
		return GIVE_UP;
	}
	if (archive_entry_filetype(e) != AE_IFREG || archive_entry_hardlink(e))
		reader_tell(r, &m.in, "NO_FILE", NULL);
	else if (is_path_trick(own))
		reader_reject(r, &m.in, "MEMBER_PATH", NULL);
	else if (archive_entry_is_encrypted(e))
		reader_reject(r, &m.in, "ENCRYPTED", NULL);
	else if ((got = take(r, u, &m)) > 0) {
		r->depth++;
		reader_read_input(r, &m.in);
		r->depth--;
		back_to_archive(r, u->in);
	}
	release(&m);
	return got < 0 || r->exhausted ? GIVE_UP : NEXT_MEMBER;
}

/* The end-of-directory record, without which libarchive reads on as if a zip were whole. */
static bool zip_has_end(const struct input *in)
{
	enum { TAIL = 65536 + 22 };
	static char tail[TAIL];
	struct str s = in->bytes;

	if (s.p && s.n > TAIL)
		s = (struct str){s.p + s.n - TAIL, TAIL};
	if (!s.p) {
		off_t from = in->size > TAIL ? (off_t)(in->size - TAIL) : 0;
		ssize_t got = pread(in->fd, tail, TAIL, from);

		s = (struct str){tail, got < 0 ? 0 : (size_t)got};
	}
	for (size_t i = s.n; i-- > 3;)
		if (memcmp(s.p + i - 3, "PK\5\6", 4) == 0)
			return true;
	return false;
}

/* Archives that libarchive takes for whole though they are cut. */
static void check_end(struct reader *r, struct unpack *u)
{
	int format = archive_format(u->a) & ARCHIVE_FORMAT_BASE_MASK;

	if (u->bad)
		reader_reject(r, u->in, "ARCHIVE_BROKEN", u->bad);
	else if ((format == ARCHIVE_FORMAT_TAR && u->saw_end && archive_filter_count(u->a) < 2) ||
		 (format == ARCHIVE_FORMAT_ZIP && !zip_has_end(u->in)))
		reader_reject(r, u->in, "ARCHIVE_CUT", NULL);
}

static void read_members(struct reader *r, struct unpack *u)
{
	struct archive_entry *e;
	bool any = false;

	for (;; any = true) {
		int status = archive_read_next_header(u->a, &e);

		if (status == ARCHIVE_RETRY)
			continue;
		if (status == ARCHIVE_EOF) {
			check_end(r, u);
			break;
		}
		if (status == ARCHIVE_FATAL || status == ARCHIVE_FAILED) {
			const char *said = archive_error_string(u->a);

			reader_reject(r, u->in, "ARCHIVE_BROKEN",
				      u->bad ? u->bad
				      : said ? said
					     : "");
			return;
		}
		if (read_member(r, u, e) == GIVE_UP)
			return;
	}
	if (!any)
		reader_reject(r, u->in, "NO_TEXT", NULL);
}

void form_archive(struct reader *r, struct input *in)
{
	struct unpack u;
	const char *why;

	if (r->depth >= r->limits->nesting) {
		reader_limit(r, in, "nesting", r->limits->nesting);
		return;
	}
	if (!unpack_open(&u, in, &why)) {
		reader_reject(r, in, "ARCHIVE_BROKEN", why);
		return;
	}
	read_members(r, &u);
	unpack_close(&u);
}

void form_packed(struct reader *r, struct input *in)
{
	form_archive(r, in);
}

/* What the names of the first members say. */
static enum office kind_of_zip(struct unpack *u)
{
	enum { LOOKED_AT = 200 };
	struct archive_entry *e;

	for (int i = 0; i < LOOKED_AT; i++) {
		const char *name;

		if (archive_read_next_header(u->a, &e) < ARCHIVE_WARN)
			break;
		name = archive_entry_pathname(e);
		if (!name)
			continue;
		if (strcmp(name, "word/document.xml") == 0)
			return OFFICE_DOCX;
		if (i == 0 && strcmp(name, "mimetype") == 0)
			return OFFICE_ODT;
		if (strcmp(name, "xl/workbook.xml") == 0 ||
		    strcmp(name, "ppt/presentation.xml") == 0)
			return OFFICE_OTHER;
	}
	return OFFICE_NONE;
}

void form_zip(struct reader *r, struct input *in)
{
	struct unpack u;
	const char *why;
	enum office kind = OFFICE_NONE;

	if (unpack_open(&u, in, &why)) {
		kind = kind_of_zip(&u);
		unpack_close(&u);
	}
	if (kind == OFFICE_NONE)
		form_archive(r, in);
	else if (r->number <= r->skip)
		return;
	else if (kind == OFFICE_OTHER)
		reader_reject(r, in, "FORMAT_UNKNOWN", NULL);
	else
		office_read(r, in, kind);
}

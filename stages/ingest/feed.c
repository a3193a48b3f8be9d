#define _GNU_SOURCE /* memfd_create() */
#include "stages/ingest/feed.h"

#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>
#include "common/xalloc.h"

/* Members up to IN_MEMORY bytes stay in memory, others go to a file in memory that is not mapped.
 * An archive may grow by FREE_GROWTH bytes whatever its size. */
enum { AHEAD = 16, PIECE = 1 << 16, IN_MEMORY = 1 << 20, FREE_GROWTH = 1 << 20 };

struct feed {
	struct unpack unpack;
	const struct limits *limits;
	unsigned long long unpacked;
	bool any; /* an entry was seen */
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t changed;
	struct feed_event event[AHEAD]; /* a ring: count events from first on */
	unsigned first, count;
	bool stop;
};

/* ---- the thread that unpacks ---------------------------------------------------------------- */

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

/* What was collected goes to the file where it grows too large, or where there is one already. */
static bool spill(struct feed_event *e, bool at_end)
{
	if (at_end ? e->in.fd < 0 : e->content.n <= IN_MEMORY)
		return true;
	if (e->in.fd < 0)
		e->in.fd = memfd_create("member", MFD_CLOEXEC);
	if (e->in.fd < 0 || !write_all(e->in.fd, e->content.p, e->content.n))
		return false;
	buf_reset(&e->content);
	return true;
}

static void set_bad(struct feed_event *e, const char *rule, const char *why)
{
	e->kind = FEED_BAD;
	e->rule = rule;
	snprintf(e->why, sizeof(e->why), "%s", why ? why : "");
}

/* Counts bytes that came out; false where the archive as a whole is too much. */
static bool count(struct feed *f, struct feed_event *e, unsigned long long bytes)
{
	const struct limits *l = f->limits;

	f->unpacked += bytes;
	e->unpacked += bytes;
	e->limit = f->unpacked > l->archive_bytes ? "archive-bytes"
		   : f->unpacked > FREE_GROWTH && f->unpacked / l->expansion > f->unpack.in->size
			   ? "expansion"
			   : NULL;
	if (e->limit)
		e->kind = FEED_GROWN;
	return !e->limit;
}

/* The member's bytes; of one that is too large they are counted and thrown away. */
static void take(struct feed *f, struct feed_event *e)
{
	for (;;) {
		la_ssize_t got =
			archive_read_data(f->unpack.a, buf_room(&e->content, PIECE), PIECE);

		if (got == ARCHIVE_RETRY)
			continue;
		if (got < 0) {
			set_bad(e, "DOCUMENT_BROKEN", archive_error_string(f->unpack.a));
			return;
		}
		if (!count(f, e, (unsigned long long)got))
			return;
		if (e->kind == FEED_LARGE && got)
			continue;
		e->content.n += (size_t)got;
		e->in.size += (unsigned long long)got;
		if (e->in.size > f->limits->document_bytes)
			e->kind = FEED_LARGE;
		else if (!spill(e, got == 0)) {
			set_bad(e, "UNREADABLE", strerror(errno));
			return;
		}
		if (got == 0)
			break;
	}
	if (e->in.fd < 0) {
		buf_room(&e->content, 1);
		e->in.bytes = buf_view(&e->content);
	}
}

/* "/x" and "a/../../x" are no names of anything in an archive. */
static bool is_path_trick(struct str name)
{
	if (name.n && name.p[0] == '/')
		return true;
	while (name.n)
		if (str_equal(str_cut(&name, '/'), STR("..")))
			return true;
	return false;
}

static bool is_hidden(struct str name)
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

/* Fills the event of an entry; false where it is passed over without a word: folders, hidden
 * files. */
static bool read_entry(struct feed *f, struct archive_entry *entry, struct feed_event *e)
{
	const char *archive = f->unpack.in->source;
	struct buf own = {0};
	bool hidden, trick;

	if (archive_format(f->unpack.a) == ARCHIVE_FORMAT_RAW)
		name_of_stream(archive, &own);
	else
		unpack_name(entry, &own);
	buf_printf(&e->name, "%s!%.*s", archive, (int)own.n, own.n ? own.p : "");
	e->in.source = buf_string(&e->name);
	hidden = is_hidden(buf_view(&own));
	trick = is_path_trick(buf_view(&own));
	buf_release(&own);
	if (archive_entry_filetype(entry) == AE_IFDIR || hidden)
		return false;
	if (archive_entry_filetype(entry) != AE_IFREG || archive_entry_hardlink(entry)) {
		e->kind = FEED_PASSED;
		e->rule = "NO_FILE";
	} else if (trick) {
		set_bad(e, "MEMBER_PATH", NULL);
	} else if (archive_entry_is_encrypted(entry)) {
		set_bad(e, "ENCRYPTED", NULL);
	} else {
		take(f, e);
	}
	return true;
}

/* Archives that libarchive takes for whole though they are cut, or are nothing. */
static void check_end(struct feed *f, struct feed_event *e)
{
	struct unpack *u = &f->unpack;
	int format = archive_format(u->a) & ARCHIVE_FORMAT_BASE_MASK;

	if (u->bad) {
		set_bad(e, "ARCHIVE_BROKEN", u->bad);
	} else if ((format == ARCHIVE_FORMAT_TAR && u->saw_end && archive_filter_count(u->a) < 2) ||
		   (format == ARCHIVE_FORMAT_ZIP && !unpack_zip_has_end(u->in))) {
		e->rule = "ARCHIVE_CUT";
	} else if (!f->any) {
		e->rule = "NO_TEXT";
	}
	e->kind = FEED_END;
}

static void clear(struct feed_event *e)
{
	struct buf name = e->name, content = e->content;

	if (e->in.fd >= 0)
		close(e->in.fd);
	buf_reset(&name);
	buf_reset(&content);
	*e = (struct feed_event){.in.fd = -1, .name = name, .content = content};
}

/* The next entry that is worth an event. */
static void unpack_next(struct feed *f, struct feed_event *e)
{
	struct unpack *u = &f->unpack;
	unsigned long long unsaid = 0;
	struct archive_entry *entry;

	for (;; unsaid++) {
		int status = archive_read_next_header(u->a, &entry);

		clear(e);
		e->unsaid = unsaid;
		if (status == ARCHIVE_RETRY)
			continue;
		if (status == ARCHIVE_EOF) {
			check_end(f, e);
			return;
		}
		if (status == ARCHIVE_FATAL || status == ARCHIVE_FAILED) {
			if (archive_read_has_encrypted_entries(u->a) == 1)
				set_bad(e, "ENCRYPTED", NULL); /* names, too */
			else
				set_bad(e, "ARCHIVE_BROKEN",
					u->bad ? u->bad : archive_error_string(u->a));
			e->kind = FEED_END;
			return;
		}
		f->any = true;
		if (unsaid > f->limits->members) { /* a million folders are too many, too */
			e->kind = FEED_GROWN;
			e->limit = "members";
			return;
		}
		if (read_entry(f, entry, e))
			return;
	}
}

static void *unpack_all(void *context)
{
	struct feed *f = context;
	bool done = false;

	while (!done) {
		struct feed_event *e;

		pthread_mutex_lock(&f->lock);
		while (f->count == AHEAD && !f->stop)
			pthread_cond_wait(&f->changed, &f->lock);
		e = f->stop ? NULL : &f->event[(f->first + f->count) % AHEAD];
		pthread_mutex_unlock(&f->lock);
		if (!e)
			break;
		unpack_next(f, e);
		done = e->kind == FEED_END || e->kind == FEED_GROWN;
		pthread_mutex_lock(&f->lock);
		f->count++;
		pthread_cond_signal(&f->changed);
		pthread_mutex_unlock(&f->lock);
	}
	return NULL;
}

/* ---- the thread that reads ------------------------------------------------------------------ */

struct feed *feed_new(const struct input *archive, const struct limits *l, const char **why)
{
	struct feed *f = xcalloc(1, sizeof(*f));

	f->limits = l;
	if (!unpack_open(&f->unpack, archive, why)) {
		free(f);
		return NULL;
	}
	for (unsigned i = 0; i < AHEAD; i++)
		f->event[i].in.fd = -1;
	pthread_mutex_init(&f->lock, NULL);
	pthread_cond_init(&f->changed, NULL);
	if (pthread_create(&f->thread, NULL, unpack_all, f) != 0) {
		*why = "no thread can be started";
		unpack_close(&f->unpack);
		free(f);
		return NULL;
	}
	return f;
}

struct feed_event *feed_next(struct feed *f)
{
	pthread_mutex_lock(&f->lock);
	while (f->count == 0)
		pthread_cond_wait(&f->changed, &f->lock);
	pthread_mutex_unlock(&f->lock);
	return &f->event[f->first];
}

void feed_release(struct feed *f)
{
	pthread_mutex_lock(&f->lock);
	f->first = (f->first + 1) % AHEAD;
	f->count--;
	pthread_cond_signal(&f->changed);
	pthread_mutex_unlock(&f->lock);
}

void feed_free(struct feed *f)
{
	pthread_mutex_lock(&f->lock);
	f->stop = true;
	pthread_cond_signal(&f->changed);
	pthread_mutex_unlock(&f->lock);
	pthread_join(f->thread, NULL);
	for (unsigned i = 0; i < AHEAD; i++) {
		clear(&f->event[i]);
		buf_release(&f->event[i].name);
		buf_release(&f->event[i].content);
	}
	pthread_mutex_destroy(&f->lock);
	pthread_cond_destroy(&f->changed);
	unpack_close(&f->unpack);
	free(f);
}

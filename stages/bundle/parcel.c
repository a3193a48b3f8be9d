#include "stages/bundle/parcel.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <nettle/sha2.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <unistd.h>

#include "common/buf.h"
#include "common/io.h"
#include "common/msg.h"
#include "common/xalloc.h"

#define HIDDEN ".bundle-"

enum { CHUNK = 1 << 16, FOLDERS_OPEN = 16 };

static int remove_one(const char *path, const struct stat *s, int kind, struct FTW *where)
{
	(void)s;
	(void)kind;
	(void)where;
	return remove(path);
}

static void remove_folder(const char *folder)
{
	if (nftw(folder, remove_one, FOLDERS_OPEN, FTW_DEPTH | FTW_PHYS) && errno != ENOENT)
		msg_system(MSG_WARNING, folder, "cannot be removed");
}

static int open_folder(const char *folder)
{
	return open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

/* The descriptor that holds the lock; -1 where another one has it. */
static int try_lock(const char *folder)
{
	int fd = open_folder(folder);

	if (fd >= 0 && flock(fd, LOCK_EX | LOCK_NB)) {
		close(fd);
		fd = -1;
	}
	return fd;
}

int parcel_lock(const char *folder)
{
	int fd = open_folder(folder);

	if (fd < 0 || flock(fd, LOCK_EX)) {
		msg_system(MSG_ERROR, folder, "cannot be locked");
		if (fd >= 0)
			close(fd);
		return -1;
	}
	return fd;
}

static void clear_left_over(const char *where)
{
	struct buf path = {0};
	const struct dirent *entry;
	DIR *d = opendir(where);

	while (d && (entry = readdir(d)) != NULL) {
		if (strncmp(entry->d_name, HIDDEN, sizeof HIDDEN - 1) != 0)
			continue;
		buf_reset(&path);
		buf_printf(&path, "%s/%s", where, entry->d_name);
		int lock = try_lock(buf_string(&path));
		if (lock >= 0) {
			remove_folder(buf_string(&path));
			close(lock);
		}
	}
	if (d)
		closedir(d);
	buf_release(&path);
}

static int make_folder(struct parcel *p, const char *where)
{
	struct buf path = {0};

	buf_printf(&path, "%s/" HIDDEN "XXXXXX", where);
	char *folder = arena_string(&p->arena, buf_view(&path));
	buf_release(&path);
	if (!mkdtemp(folder)) {
		msg_system(MSG_ERROR, where, "cannot make a folder in it");
		return -1;
	}
	p->folder = folder;
	p->lock = try_lock(folder);
	return 0;
}

/* Under the lock of the whole, so that nobody takes a new folder without a lock for a leftover. */
int parcel_open(struct parcel *p, const char *where)
{
	*p = (struct parcel){.lock = -1};
	int lock = parcel_lock(where);

	if (lock < 0)
		return -1;
	clear_left_over(where);
	int result = make_folder(p, where);
	close(lock);
	return result;
}

void parcel_close(struct parcel *p)
{
	if (p->folder)
		remove_folder(p->folder);
	if (p->lock >= 0)
		close(p->lock);
	free(p->member);
	arena_release(&p->arena);
	*p = (struct parcel){.lock = -1};
}

char *parcel_path(struct parcel *p, const char *name)
{
	struct buf path = {0};

	buf_printf(&path, "%s/%s", p->folder, name);
	char *file = arena_string(&p->arena, buf_view(&path));
	char *slash = strrchr(file, '/');
	buf_release(&path);
	*slash = '\0';
	int bad = io_make_folders(file);
	*slash = '/';
	return bad ? NULL : file;
}

static void to_hex(const uint8_t *digest, char *hex)
{
	static const char digit[] = "0123456789abcdef";

	for (int i = 0; i < HASH_HEX; i++)
		hex[i] = digit[digest[i / 2] >> (i % 2 ? 0 : 4) & 15];
	hex[HASH_HEX] = '\0';
}

int parcel_measure(const char *file, struct member *m)
{
	uint8_t chunk[CHUNK], digest[SHA256_DIGEST_SIZE];
	struct sha256_ctx c;
	size_t got;
	FILE *in = io_open(file);

	if (!in)
		return -1;
	sha256_init(&c);
	m->bytes = 0;
	while ((got = fread(chunk, 1, sizeof chunk, in)) > 0) {
		sha256_update(&c, got, chunk);
		m->bytes += got;
	}
	int bad = ferror(in);
	if (bad)
		msg_system(MSG_ERROR, file, "cannot be read");
	fclose(in);
	sha256_digest(&c, sizeof digest, digest);
	to_hex(digest, m->sha256);
	return bad ? -1 : 0;
}

int parcel_take(struct parcel *p, const char *name)
{
	struct member m = {.name = arena_string(&p->arena, str_of(name))};
	const char *file = parcel_path(p, name);

	if (!file || parcel_measure(file, &m))
		return -1;
	p->member = xgrow(p->member, &p->room, p->count + 1, sizeof *p->member);
	p->member[p->count++] = m;
	return 0;
}

int parcel_put(struct parcel *p, const char *name, struct str content)
{
	const char *file = parcel_path(p, name);
	FILE *out = file ? fopen(file, "wb") : NULL;

	if (!out) {
		if (file)
			msg_system(MSG_ERROR, file, "cannot be made");
		return -1;
	}
	bool good = fwrite(content.p, 1, content.n, out) == content.n;
	if (fclose(out) || !good) {
		msg_system(MSG_ERROR, file, "cannot be written");
		return -1;
	}
	return parcel_take(p, name);
}

const struct member *parcel_find(const struct parcel *p, const char *name)
{
	for (size_t i = 0; i < p->count; i++)
		if (strcmp(p->member[i].name, name) == 0)
			return p->member + i;
	return NULL;
}

static int compare_members(const void *a, const void *b)
{
	return strcmp(((const struct member *)a)->name, ((const struct member *)b)->name);
}

void parcel_sort(struct parcel *p)
{
	if (p->count)
		qsort(p->member, p->count, sizeof *p->member, compare_members);
}

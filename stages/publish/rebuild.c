#include "stages/publish/rebuild.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "common/buf.h"
#include "common/io.h"
#include "common/msg.h"
#include "common/xalloc.h"
#include "stages/publish/tree.h"

static char *copy_of(const char *s)
{
	size_t n = strlen(s) + 1;
	return memcpy(xmalloc(n), s, n);
}

/* Cuts the last part of `path` off; false where the path is down to its first `least` bytes. */
static bool go_up(char *path, size_t least)
{
	char *slash = strrchr(path, '/');
	if (!slash || (size_t)(slash - path) <= least)
		return false;
	*slash = '\0';
	return true;
}

/* The folders above `path`, below the root of so many bytes, that are empty now. */
static int remove_empty(char *path, size_t root)
{
	while (go_up(path, root)) {
		if (rmdir(path) == 0 || errno == ENOENT)
			continue;
		return errno == ENOTEMPTY || errno == EEXIST ? 0 : tree_fail(path, "cannot remove");
	}
	return 0;
}

/* ---- out of the generation before ---- */

struct moving {
	const char *from, *to;
};

static int move_table(void *context, const char *table)
{
	const struct moving *m = context;
	char *from = tree_path(m->from, table), *to = tree_path(m->to, table);
	char *format = copy_of(to);
	go_up(format, 0);
	int done = mkdir(format, 0777) == 0 || errno == EEXIST
			   ? 0
			   : tree_fail(format, "cannot make the folder");
	if (done == 0 && rename(from, to) != 0)
		done = tree_fail(to, "cannot rename");
	free(format);
	free(from);
	free(to);
	return done;
}

static int make_folder_of(const char *file)
{
	char *folder = copy_of(file);
	go_up(folder, 0);
	int done = mkdir(folder, 0777) == 0 || errno == EEXIST ? 0 : io_make_folders(folder);
	free(folder);
	return done;
}

static int catch_up(const struct change *change, const char *current, const char *fresh)
{
	char *from = tree_path(current, change->path), *to = tree_path(fresh, change->path);
	int done = unlink(to) == 0 || errno == ENOENT ? 0 : tree_fail(to, "cannot remove");
	if (done == 0 && change->gone)
		done = remove_empty(to, strlen(fresh));
	else if (done == 0)
		done = make_folder_of(to) == 0 ? tree_link_file(from, to) : -1;
	free(from);
	free(to);
	return done;
}

int rebuild_take(const char *before, const char *taken, const char *fresh, const char *current,
		 const struct changes *held)
{
	struct moving m = {taken, fresh};
	if (rename(before, taken) != 0)
		return tree_fail(before, "cannot rename");
	int done = tree_tables(taken, move_table, &m);
	for (size_t i = 0; done == 0 && i < held->count; i++)
		done = catch_up(&held->change[i], current, fresh);
	return done;
}

/* ---- what is new, and what goes ---- */

/* A folder in both trees; "": the trees themselves. */
struct place {
	const char *from, *to, *within;
	struct changes *list;
};

static int note_in(void *context, const char *name);

/* Notes a file, or all files of a folder, that are in their place. */
static int note(const struct place *p, const char *path)
{
	struct stat s;
	char *there = tree_path(p->to, path);
	int done = lstat(there, &s) == 0 ? 0 : tree_fail(there, "cannot look at it");
	if (done == 0 && S_ISDIR(s.st_mode)) {
		struct place inner = {p->from, p->to, path, p->list};
		done = tree_each(there, note_in, &inner);
	} else if (done == 0) {
		changes_add(p->list, path, false, (uint64_t)s.st_size);
	}
	free(there);
	return done;
}

static int note_in(void *context, const char *name)
{
	const struct place *p = context;
	char *path = tree_path(p->within, name);
	int done = note(p, path);
	free(path);
	return done;
}

/* A folder that is not there yet moves as a whole; what is left of it otherwise is empty. */
static int put_in(void *context, const char *name)
{
	const struct place *p = context;
	char *path = *p->within ? tree_path(p->within, name) : copy_of(name);
	char *from = tree_path(p->from, path), *to = tree_path(p->to, path);
	int done;
	if (rename(from, to) == 0) {
		done = note(p, path);
	} else if (errno == ENOTEMPTY || errno == EEXIST) {
		struct place inner = {p->from, p->to, path, p->list};
		done = tree_each(from, put_in, &inner);
	} else {
		done = tree_fail(to, "cannot rename");
	}
	free(path);
	free(from);
	free(to);
	return done;
}

int rebuild_put(const char *staged, const char *fresh, struct changes *list)
{
	struct stat s;
	struct place p = {staged, fresh, "", list};
	if (lstat(staged, &s) != 0)
		return errno == ENOENT ? 0 : tree_fail(staged, "cannot look at it");
	int done = tree_each(staged, put_in, &p);
	return done == 0 ? tree_remove(staged) : done;
}

struct removal {
	const char *root;
	char *const *month;
	size_t count;
	struct changes *list; /* NULL: nothing is removed, only looked for */
	const char *partition;
	bool found;
};

static int note_gone(void *context, const char *name)
{
	const struct removal *r = context;
	char *path = tree_path(r->partition, name);
	changes_add(r->list, path, true, 0);
	free(path);
	return 0;
}

static int remove_partition(struct removal *r, const char *partition)
{
	struct stat s;
	char *path = tree_path(r->root, partition);
	int done = 0;
	if (lstat(path, &s) == 0) {
		r->found = true;
		r->partition = partition;
		if (r->list) {
			done = tree_each(path, note_gone, r);
			if (done == 0)
				done = tree_remove(path);
			if (done == 0)
				done = remove_empty(path, strlen(r->root));
		}
	} else if (errno != ENOENT) {
		done = tree_fail(path, "cannot look at it");
	}
	free(path);
	return done;
}

static int remove_months(void *context, const char *table)
{
	struct removal *r = context;
	struct buf partition = {0};
	int done = 0;
	for (size_t i = 0; done == 0 && i < r->count; i++) {
		buf_reset(&partition);
		buf_printf(&partition, "%s/vintage=%s", table, r->month[i]);
		done = remove_partition(r, buf_string(&partition));
	}
	buf_release(&partition);
	return done;
}

int rebuild_remove(const char *fresh, char *const removed[], size_t count, struct changes *list)
{
	struct removal r = {.root = fresh, .month = removed, .count = count, .list = list};
	return count ? tree_tables(fresh, remove_months, &r) : 0;
}

bool rebuild_holds(const char *root, char *const month[], size_t count)
{
	struct removal r = {.root = root, .month = month, .count = count};
	return count && (tree_tables(root, remove_months, &r) != 0 || r.found);
}

/* ---- to the disk ---- */

struct folders {
	char **path;
	size_t count, room;
};

static void add_folder(struct folders *f, const char *path)
{
	f->path = xgrow(f->path, &f->room, f->count + 1, sizeof *f->path);
	f->path[f->count++] = copy_of(path);
}

static void add_folders(struct folders *f, const char *root, const struct changes *c)
{
	for (size_t i = 0; i < c->count; i++) {
		char *path = tree_path(root, c->change[i].path);
		while (go_up(path, strlen(root)))
			add_folder(f, path);
		free(path);
	}
}

/* What stands inside comes first. */
static int inner_first(const void *a, const void *b)
{
	return strcmp(*(char *const *)b, *(char *const *)a);
}

static int sync_folder(const char *path)
{
	struct stat s;
	return lstat(path, &s) != 0 && errno == ENOENT ? 0 : io_sync_folder(path);
}

int rebuild_sync(const char *fresh, const struct changes *a, const struct changes *b)
{
	struct folders f = {0};
	int done = 0;
	add_folder(&f, fresh);
	add_folders(&f, fresh, a);
	add_folders(&f, fresh, b);
	qsort(f.path, f.count, sizeof *f.path, inner_first);
	for (size_t i = 0; i < f.count; i++) {
		if (done == 0 && (i == 0 || strcmp(f.path[i], f.path[i - 1]) != 0))
			done = sync_folder(f.path[i]);
	}
	for (size_t i = 0; i < f.count; i++)
		free(f.path[i]);
	free(f.path);
	return done;
}

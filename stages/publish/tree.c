#include "stages/publish/tree.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include "common/io.h"
#include "common/msg.h"
#include "common/xalloc.h"

enum { CHUNK = 64 << 10 };

int tree_fail(const char *name, const char *what)
{
	msg_system(MSG_ERROR, name, what);
	return -1;
}

char *tree_path(const char *folder, const char *name)
{
	size_t a = strlen(folder), b = strlen(name);
	char *path = xmalloc(a + b + 2);
	memcpy(path, folder, a);
	path[a] = '/';
	memcpy(path + a + 1, name, b + 1);
	return path;
}

int tree_each(const char *folder, int (*each)(void *context, const char *name), void *context)
{
	DIR *d = opendir(folder);
	if (!d)
		return tree_fail(folder, "cannot open");
	int done = 0;
	const struct dirent *e;
	while (done == 0 && (errno = 0, e = readdir(d)) != NULL)
		if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0)
			done = each(context, e->d_name);
	if (done == 0 && errno != 0)
		done = tree_fail(folder, "cannot read");
	closedir(d);
	return done;
}

/* 1 a folder, 0 anything else that exists, -1 said why. Links are not followed. */
static int is_folder(const char *path)
{
	struct stat s;
	return lstat(path, &s) != 0 ? tree_fail(path, "cannot look at it")
				    : S_ISDIR(s.st_mode) != 0;
}

/* The folder that names met by tree_each() stand in. */
struct place {
	const char *folder;
};

static int remove_in(void *context, const char *name)
{
	const struct place *p = context;
	char *path = tree_path(p->folder, name);
	int done = tree_remove(path);
	free(path);
	return done;
}

int tree_remove(const char *path)
{
	struct stat s;
	if (lstat(path, &s) != 0)
		return errno == ENOENT ? 0 : tree_fail(path, "cannot look at it");
	if (!S_ISDIR(s.st_mode))
		return unlink(path) == 0 ? 0 : tree_fail(path, "cannot remove");
	struct place p = {path};
	int done = tree_each(path, remove_in, &p);
	return done == 0 && rmdir(path) != 0 ? tree_fail(path, "cannot remove") : done;
}

static int copy_bytes(FILE *in, FILE *out, const char *to)
{
	char chunk[CHUNK];
	size_t n;
	while ((n = fread(chunk, 1, sizeof chunk, in)) > 0)
		if (fwrite(chunk, 1, n, out) != n)
			return tree_fail(to, "cannot write");
	if (ferror(in))
		return tree_fail(to, "cannot read what it is a copy of");
	return fflush(out) == 0 && fsync(fileno(out)) == 0 ? 0 : tree_fail(to, "cannot write");
}

static int copy_file(const char *from, const char *to)
{
	FILE *in = fopen(from, "rb");
	if (!in)
		return tree_fail(from, "cannot open");
	FILE *out = fopen(to, "wb");
	int done = out ? copy_bytes(in, out, to) : tree_fail(to, "cannot create");
	if (out && fclose(out) != 0 && done == 0)
		done = tree_fail(to, "cannot write");
	fclose(in);
	return done;
}

int tree_link_file(const char *from, const char *to)
{
	struct stat s;
	if (lstat(to, &s) == 0 || link(from, to) == 0)
		return 0;
	if (errno == EPERM || errno == ENOTSUP || errno == EMLINK || errno == ENOSYS)
		return copy_file(from, to);
	return tree_fail(to, "cannot link");
}

struct linking {
	const char *from, *to;
};

static int link_in(void *context, const char *name)
{
	const struct linking *l = context;
	char *from = tree_path(l->from, name), *to = tree_path(l->to, name);
	int done = is_folder(from);
	if (done >= 0)
		done = done ? tree_link(from, to) : tree_link_file(from, to);
	free(from);
	free(to);
	return done;
}

int tree_link(const char *from, const char *to)
{
	struct linking l = {from, to};
	if (mkdir(to, 0777) != 0 && errno != EEXIST)
		return tree_fail(to, "cannot make the folder");
	return tree_each(from, link_in, &l);
}

static int sync_in(void *context, const char *name)
{
	const struct place *p = context;
	char *path = tree_path(p->folder, name);
	int done = is_folder(path);
	if (done == 1)
		done = tree_sync(path);
	free(path);
	return done;
}

int tree_sync(const char *folder)
{
	struct place p = {folder};
	int done = tree_each(folder, sync_in, &p);
	return done == 0 ? io_sync_folder(folder) : done;
}

struct walk {
	const char *root;
	const char *format; /* NULL: names are those of the formats' folders */
	int (*each)(void *context, const char *table);
	void *context;
};

static int walk_in(void *context, const char *name)
{
	const struct walk *w = context;
	char *table = w->format ? tree_path(w->format, name) : NULL;
	char *path = tree_path(w->root, table ? table : name);
	int done = is_folder(path);
	if (done == 1) {
		struct walk inner = {w->root, name, w->each, w->context};
		done = table ? w->each(w->context, table) : tree_each(path, walk_in, &inner);
	}
	free(table);
	free(path);
	return done;
}

int tree_tables(const char *root, int (*each)(void *context, const char *table), void *context)
{
	struct walk w = {root, NULL, each, context};
	return tree_each(root, walk_in, &w);
}

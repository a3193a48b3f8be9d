#define _DEFAULT_SOURCE /* d_type */
#include "stages/ingest/walk.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include "common/buf.h"
#include "common/msg.h"
#include "common/xalloc.h"

enum kind { KIND_FILE, KIND_FOLDER, KIND_OTHER };

struct entry {
	char *name; /* of a folder with a slash at its end, so that paths come out in byte order */
	enum kind kind;
};

/* Stays until the walk is freed where it has a reports.csv or a folder above it has one. */
struct walk_folder {
	struct walk_folder *above;
	struct sidecar *sidecar;
	struct walk_folder *next; /* of all that are kept */
};

struct level {
	char *path, *prefix; /* prefix: relative to the input, with a slash at its end, or empty */
	struct walk_folder *folder;
	struct entry *entry;
	size_t count, room, at;
};

struct walk {
	char *const *operands;
	size_t count, at;
	struct level *level;
	size_t levels, room;
	struct walk_folder *kept;
};

static char *join(const char *a, const char *b, const char *c)
{
	struct buf b1 = {0};

	buf_printf(&b1, "%s%s%s", a, b, c);
	buf_byte(&b1, '\0');
	return b1.p;
}

struct walk *walk_new(char *const *operands, size_t count)
{
	struct walk *w = xcalloc(1, sizeof(*w));

	w->operands = operands;
	w->count = count;
	return w;
}

static void pop(struct walk *w)
{
	struct level *l = &w->level[--w->levels];

	for (size_t i = l->at; i < l->count; i++)
		free(l->entry[i].name);
	free(l->entry);
	free(l->path);
	free(l->prefix);
}

void walk_free(struct walk *w)
{
	if (!w)
		return;
	while (w->levels)
		pop(w);
	while (w->kept) {
		struct walk_folder *f = w->kept;

		w->kept = f->next;
		sidecar_free(f->sidecar);
		free(f);
	}
	free(w->level);
	free(w);
}

static int by_name(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;

	return strcmp(x->name, y->name);
}

static enum kind kind_of(int folder, const struct dirent *d, const char *name)
{
	struct stat st;

	if (d->d_type == DT_REG)
		return KIND_FILE;
	if (d->d_type == DT_DIR)
		return KIND_FOLDER;
	if (d->d_type != DT_UNKNOWN || fstatat(folder, name, &st, AT_SYMLINK_NOFOLLOW) != 0)
		return KIND_OTHER;
	return S_ISREG(st.st_mode) ? KIND_FILE : S_ISDIR(st.st_mode) ? KIND_FOLDER : KIND_OTHER;
}

static int list(struct level *l)
{
	DIR *stream = opendir(l->path);
	struct dirent *d;
	int failed;

	if (!stream) {
		msg_system(MSG_ERROR, l->path, "cannot open the folder");
		return -1;
	}
	while ((errno = 0, d = readdir(stream))) {
		enum kind kind;

		if (d->d_name[0] == '.' || strcmp(d->d_name, GIVEN_FILE) == 0)
			continue;
		kind = kind_of(dirfd(stream), d, d->d_name);
		l->entry = xgrow(l->entry, &l->room, l->count + 1, sizeof(*l->entry));
		l->entry[l->count].kind = kind;
		l->entry[l->count++].name = join(d->d_name, kind == KIND_FOLDER ? "/" : "", "");
	}
	failed = errno;
	closedir(stream);
	if (failed) {
		errno = failed;
		msg_system(MSG_ERROR, l->path, "cannot read the folder");
		return -1;
	}
	if (l->count)
		qsort(l->entry, l->count, sizeof(*l->entry), by_name);
	return 0;
}

/* Owns both strings. */
static int push(struct walk *w, char *path, char *prefix, struct walk_folder *above, int *code)
{
	struct walk_folder *f;
	struct sidecar *sidecar;
	struct level *l;

	w->level = xgrow(w->level, &w->room, w->levels + 1, sizeof(*w->level));
	l = &w->level[w->levels++];
	*l = (struct level){.path = path, .prefix = prefix, .folder = above};
	*code = EXIT_SYSTEM;
	if (list(l) != 0)
		return -1;
	*code = EXIT_CALLER;
	if (sidecar_load(path, str_of(prefix), &sidecar) != 0)
		return -1;
	if (!sidecar)
		return 0;
	f = xcalloc(1, sizeof(*f));
	*f = (struct walk_folder){.above = above, .sidecar = sidecar, .next = w->kept};
	w->kept = f;
	l->folder = f;
	return 0;
}

/* The next operand: 1 with a file in *item, 2 a folder was opened, -1. */
static int begin(struct walk *w, struct walk_item *item, int *code)
{
	const char *operand = w->operands[w->at++], *slash = strrchr(operand, '/');
	struct stat st;

	*code = EXIT_CALLER;
	if (strcmp(operand, "-") == 0) {
		*item = (struct walk_item){join("/dev/stdin", "", ""), join("-", "", ""), false, 0,
					   NULL};
		return 1;
	}
	if (stat(operand, &st) != 0) {
		msg_system(MSG_ERROR, operand, "cannot read");
		return -1;
	}
	if (S_ISDIR(st.st_mode))
		return push(w, join(operand, "", ""), join("", "", ""), NULL, code) == 0 ? 2 : -1;
	*item = (struct walk_item){join(operand, "", ""), join(slash ? slash + 1 : operand, "", ""),
				   false, 0, NULL};
	return 1;
}

int walk_next(struct walk *w, struct walk_item *item, int *code)
{
	for (;;) {
		struct level *l = w->levels ? &w->level[w->levels - 1] : NULL;
		struct entry *e;
		int got;

		if (!l) {
			if (w->at == w->count)
				return 0;
			got = begin(w, item, code);
			if (got != 2)
				return got;
			continue;
		}
		if (l->at == l->count) {
			pop(w);
			continue;
		}
		e = &l->entry[l->at];
		*item = (struct walk_item){join(l->path, "/", e->name),
					   join(l->prefix, e->name, ""), e->kind == KIND_OTHER, 0,
					   l->folder};
		free(e->name);
		l->at++;
		if (e->kind != KIND_FOLDER)
			return 1;
		item->path[strlen(item->path) - 1] = '\0';
		if (access(item->path, R_OK | X_OK) != 0) { /* its neighbours can be read */
			item->refused = true;
			item->why = errno;
			return 1;
		}
		if (push(w, item->path, item->source, l->folder, code) != 0)
			return -1;
	}
}

const struct given *walk_given(const struct walk_folder *folder, struct str source)
{
	for (; folder; folder = folder->above) {
		const struct given *g = sidecar_find(folder->sidecar, source);

		if (g)
			return g;
	}
	return NULL;
}

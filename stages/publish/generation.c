#include "stages/publish/generation.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include "common/buf.h"
#include "common/io.h"
#include "common/xalloc.h"
#include "stages/publish/changes.h"
#include "stages/publish/rebuild.h"
#include "stages/publish/tree.h"

#define HOME "state/generations"
#define FRESH ".new"
#define STAGED ".part"
#define TAKEN ".old"
#define CHANGES "changes"

enum { DIGITS = 6, LINK_ROOM = 4096 };

static const char *const folder_of[FORMATS] = {"csv", "parquet"};
static const char *const suffix_of[FORMATS] = {"csv.gz", "parquet"};

static char *text(const char *format, ...) __attribute__((format(printf, 1, 2)));

static char *text(const char *format, ...)
{
	va_list list;
	va_start(list, format);
	int n = vsnprintf(NULL, 0, format, list);
	va_end(list);
	char *s = xmalloc((size_t)n + 1);
	va_start(list, format);
	vsnprintf(s, (size_t)n + 1, format, list);
	va_end(list);
	return s;
}

static enum exit_code fail(const char *name, const char *what)
{
	msg_system(MSG_ERROR, name, what);
	return EXIT_SYSTEM;
}

char *generation_file(const char *root, enum format f, const char *table, const char *month)
{
	if (month)
		return text("%s/%s/%s/vintage=%s/%s.%s", root, folder_of[f], table, month, table,
			    suffix_of[f]);
	return text("%s/%s/%s/%s.%s", root, folder_of[f], table, table, suffix_of[f]);
}

/* Splits DATA into folder and name, without slashes at the end. */
static void split(struct generation *g, const char *data)
{
	struct str name = str_of(data);
	while (name.n > 1 && name.p[name.n - 1] == '/')
		name.n--;
	size_t slash = name.n;
	while (slash && name.p[slash - 1] != '/')
		slash--;
	g->data = text("%.*s", (int)name.n, name.p);
	g->parent = slash > 1 ? text("%.*s", (int)slash - 1, name.p) : text(slash ? "/" : ".");
	g->home = text("%s/" HOME, g->parent);
}

static enum exit_code take_lock(struct generation *g)
{
	char *name = text("%s/lock", g->home);
	struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
	enum exit_code code = EXIT_DONE;
	g->lock = open(name, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
	if (g->lock < 0) {
		code = fail(name, "cannot open");
	} else if (fcntl(g->lock, F_SETLK, &whole) != 0) {
		if (errno == EACCES || errno == EAGAIN) {
			msg(MSG_ERROR, name, 0, (struct str){0}, "another publish is at work");
			code = EXIT_LOCKED;
		} else {
			code = fail(name, "cannot lock");
		}
	}
	free(name);
	return code;
}

/* The number of a generation's folder name; 0 where it is none. */
static unsigned long number_of(struct str name)
{
	unsigned long long n;
	return name.n >= DIGITS && str_to_u64(name, &n) ? (unsigned long)n : 0;
}

/* Where the link leads: the number and path of the current generation, or 0 and NULL. */
static enum exit_code read_link(struct generation *g)
{
	char target[LINK_ROOM];
	ssize_t n = readlink(g->data, target, sizeof target);
	free(g->old);
	g->old = NULL;
	g->number = 0;
	if (n < 0 && errno == ENOENT)
		return EXIT_DONE;
	if (n < 0 && errno != EINVAL && errno != ENOTDIR) /* EINVAL: it is no link */
		return fail(g->data, "cannot read the link");
	struct str name = {target, n < 0 ? 0 : (size_t)n};
	if (str_starts(name, STR(HOME "/"))) {
		name = str_range(target + sizeof HOME, target + n);
		g->number = number_of(name);
	}
	if (!g->number) {
		msg(MSG_ERROR, g->data, 0, (struct str){0},
		    "is not a link to a generation in %s: move it away", g->home);
		return EXIT_CALLER;
	}
	g->old = text("%s/%.*s", g->home, (int)name.n, name.p);
	return EXIT_DONE;
}

/* A link that leads nowhere is no reason to stop: nothing is left that could be lost. */
static enum exit_code look_at_old(struct generation *g)
{
	struct stat s;
	if (!g->old || stat(g->old, &s) == 0)
		return EXIT_DONE;
	if (errno != ENOENT)
		return fail(g->old, "cannot look into it");
	msg(MSG_WARNING, g->data, 0, (struct str){0}, "leads nowhere: every table begins anew");
	free(g->old);
	g->old = NULL;
	return EXIT_DONE;
}

/* What stands in the folder of the generations. */
struct sweep {
	const struct generation *g;
	unsigned long current, before;
};

static int find_before(void *context, const char *name)
{
	struct sweep *s = context;
	unsigned long n = number_of(str_of(name));
	if (n < s->current && n > s->before)
		s->before = n;
	return 0;
}

/* A generation, or one that was being made, of which parts were, or that was taken apart. */
static bool is_ours(struct str name)
{
	static const char *const endings[] = {FRESH, STAGED, TAKEN};
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
		struct str end = str_of(endings[i]);
		if (name.n > end.n && memcmp(name.p + name.n - end.n, end.p, end.n) == 0)
			return number_of((struct str){name.p, name.n - end.n}) != 0;
	}
	return number_of(name) != 0;
}

static int remove_stray(void *context, const char *name)
{
	const struct sweep *s = context;
	unsigned long n = number_of(str_of(name));
	if (!is_ours(str_of(name)) || (n && (n == s->current || n == s->before)))
		return 0;
	char *path = text("%s/%s", s->g->home, name);
	int done = tree_remove(path);
	free(path);
	return done;
}

/* Leaves the current generation and the one before it. */
static int sweep(const struct generation *g, unsigned long current)
{
	struct sweep s = {.g = g, .current = current};
	return tree_each(g->home, find_before, &s) == 0 && tree_each(g->home, remove_stray, &s) == 0
		       ? 0
		       : -1;
}

/* A link that was not renamed any more. */
static int remove_stray_link(const struct generation *g)
{
	char *link = text("%s" FRESH, g->data);
	char target[1];
	int done = readlink(link, target, sizeof target) < 0 ? 0 : tree_remove(link);
	free(link);
	return done;
}

/* The link is looked at before anything is made, and again under the lock: it may have moved on. */
enum exit_code generation_open(struct generation *g, const char *data)
{
	*g = (struct generation){.lock = -1};
	split(g, data);
	enum exit_code code = read_link(g);
	if (code != EXIT_DONE)
		return code;
	if (io_make_folders(g->home) != 0)
		return EXIT_SYSTEM;
	if ((code = take_lock(g)) != EXIT_DONE || (code = read_link(g)) != EXIT_DONE ||
	    (code = look_at_old(g)) != EXIT_DONE)
		return code;
	if (remove_stray_link(g) != 0 || sweep(g, g->number) != 0)
		return EXIT_SYSTEM;
	g->number++;
	g->fresh = text("%s/%0*lu" FRESH, g->home, DIGITS, g->number);
	g->staged = text("%s/%0*lu" STAGED, g->home, DIGITS, g->number);
	return EXIT_DONE;
}

/* One rename: before it readers see the old generation, after it the new one. */
static enum exit_code swap_link(const struct generation *g, const char *name)
{
	char *target = text(HOME "/%s", name);
	char *link = text("%s" FRESH, g->data);
	enum exit_code code = EXIT_DONE;
	unlink(link);
	if (symlink(target, link) != 0)
		code = fail(link, "cannot make the link");
	else if (rename(link, g->data) != 0)
		code = fail(g->data, "cannot replace");
	else if (io_sync_folder(g->parent) != 0)
		code = EXIT_SYSTEM;
	if (code != EXIT_DONE)
		unlink(link);
	free(target);
	free(link);
	return code;
}

/* True where the link leads to that generation: the swap itself came about, whatever failed
 * then. */
static bool is_current(const struct generation *g, const char *name)
{
	char target[LINK_ROOM];
	ssize_t n = readlink(g->data, target, sizeof target);
	struct str end = str_of(name);
	return n > 0 && (size_t)n > end.n &&
	       str_equal((struct str){target + n - end.n, end.n}, end);
}

static enum exit_code publish(struct generation *g)
{
	char *name = text("%0*lu", DIGITS, g->number);
	char *path = text("%s/%s", g->home, name);
	enum exit_code code = EXIT_DONE;
	if (rename(g->fresh, path) != 0)
		code = fail(path, "cannot rename");
	else if (io_sync_folder(g->home) != 0)
		code = EXIT_SYSTEM;
	else
		code = swap_link(g, name);
	if (code != EXIT_DONE && !is_current(g, name))
		tree_remove(path);
	free(name);
	free(path);
	return code;
}

/* True where the generation before the current one and what is held of it are what the list says:
 * with it and the list the current one can be had once more. */
static bool can_take(const struct generation *g, const char *before, const struct changes *held)
{
	struct stat s;
	struct stamp old, older;
	bool fits = held->now.number + 1 == g->number && lstat(before, &s) == 0 &&
		    S_ISDIR(s.st_mode) && stamp_take(&old, held->now.number, g->old) == 0 &&
		    stamp_take(&older, held->before.number, before) == 0 &&
		    stamp_equal(&old, &held->now) && stamp_equal(&older, &held->before);
	for (size_t i = 0; fits && i < held->count; i++) {
		const struct change *change = &held->change[i];
		char *path = text("%s/%s", g->old, change->path);
		bool there = lstat(path, &s) == 0;
		fits = change->gone ? !there
				    : there && S_ISREG(s.st_mode) &&
					      (uint64_t)s.st_size == change->bytes;
		free(path);
	}
	return fits;
}

/* g->fresh becomes what the current generation is: the quick way, which costs what that one
 * changed, or else with a new name for every file. *held is what the quick way went by. */
static int begin_fresh(struct generation *g, struct changes *held)
{
	char *list = text("%s/" CHANGES, g->home);
	bool quick = changes_read(held, list);
	char *before = text("%s/%0*lu", g->home, DIGITS, held->before.number);
	int done = 0;
	if (quick && can_take(g, before, held)) {
		g->taken = text("%s" TAKEN, before);
		done = rebuild_take(before, g->taken, g->fresh, g->old, held);
	} else {
		done = tree_link(g->old, g->fresh);
	}
	free(before);
	free(list);
	return done;
}

/* What the new generation changed, for the next one. Without it that one takes longer: no reason to
 * give this one up. */
static void leave_list(const struct generation *g, struct changes *list)
{
	char *name = text("%s/" CHANGES, g->home);
	if (stamp_take(&list->now, g->number, g->fresh) == 0 &&
	    stamp_take(&list->before, g->number - 1, g->old) == 0)
		changes_write(list, name, g->staged);
	free(name);
}

static int make_fresh(struct generation *g, char *const removed[], size_t count)
{
	struct changes held = {0}, list = {0};
	int done = io_make_folders(g->fresh);
	if (done == 0 && g->old)
		done = begin_fresh(g, &held);
	if (done == 0)
		done = rebuild_put(g->staged, g->fresh, &list);
	if (done == 0)
		done = rebuild_remove(g->fresh, removed, count, &list);
	if (done == 0)
		done = g->taken ? rebuild_sync(g->fresh, &held, &list) : tree_sync(g->fresh);
	if (done == 0 && g->old)
		leave_list(g, &list);
	changes_release(&held);
	changes_release(&list);
	return done;
}

enum exit_code generation_close(struct generation *g, char *const removed[], size_t count)
{
	struct stat s;
	bool written = stat(g->staged, &s) == 0;
	if (!written && !(g->old && rebuild_holds(g->old, removed, count)))
		return EXIT_DONE;
	if (make_fresh(g, removed, count) != 0)
		return EXIT_SYSTEM;
	enum exit_code code = publish(g);
	if (code == EXIT_DONE && sweep(g, g->number) != 0)
		msg(MSG_WARNING, g->home, 0, (struct str){0},
		    "an old generation could not be removed");
	return code;
}

void generation_abandon(struct generation *g)
{
	if (g->fresh)
		tree_remove(g->fresh);
	if (g->staged)
		tree_remove(g->staged);
	if (g->taken)
		tree_remove(g->taken);
}

void generation_release(struct generation *g)
{
	if (g->lock >= 0)
		close(g->lock);
	free(g->data);
	free(g->parent);
	free(g->home);
	free(g->old);
	free(g->fresh);
	free(g->staged);
	free(g->taken);
	*g = (struct generation){.lock = -1};
}

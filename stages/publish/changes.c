#include "stages/publish/changes.h"

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

enum { LIST_ROOM = 64 << 20 }; /* more than any list has */

#define TITLE "solieu changes 1\n"

void changes_add(struct changes *c, const char *path, bool gone, uint64_t bytes)
{
	size_t n = strlen(path) + 1;
	c->change = xgrow(c->change, &c->room, c->count + 1, sizeof *c->change);
	c->change[c->count++] = (struct change){memcpy(xmalloc(n), path, n), bytes, gone};
}

void changes_release(struct changes *c)
{
	for (size_t i = 0; i < c->count; i++)
		free(c->change[i].path);
	free(c->change);
	*c = (struct changes){0};
}

static bool read_stamp(struct stamp *s, struct str line)
{
	unsigned long long number;
	if (!str_to_u64(str_cut(&line, ' '), &number) || line.n != HASH_HEX)
		return false;
	s->number = (unsigned long)number;
	memcpy(s->hex, line.p, HASH_HEX);
	s->hex[HASH_HEX] = '\0';
	return true;
}

static bool read_change(struct changes *c, struct str line)
{
	unsigned long long bytes = 0;
	struct str mark = str_cut(&line, ' ');
	bool gone = str_equal(mark, STR("-"));
	if (!gone && (!str_starts(mark, STR("=")) ||
		      !str_to_u64((struct str){mark.p + 1, mark.n - 1}, &bytes)))
		return false;
	struct buf path = {0};
	buf_add(&path, line);
	changes_add(c, buf_string(&path), gone, bytes);
	buf_release(&path);
	return line.n != 0;
}

static bool read_list(struct changes *c, struct str list)
{
	char hex[HASH_HEX + 1];
	struct str body = {list.p, list.n < HASH_HEX + 1 ? 0 : list.n - HASH_HEX - 1};
	hash_sha256(body, hex);
	if (!str_starts(body, STR(TITLE)) || list.p[list.n - 1] != '\n' ||
	    memcmp(body.p + body.n, hex, HASH_HEX) != 0)
		return false;
	body = str_range(body.p + sizeof TITLE - 1, body.p + body.n);
	bool whole = read_stamp(&c->now, str_cut(&body, '\n')) &&
		     read_stamp(&c->before, str_cut(&body, '\n'));
	while (whole && body.n)
		whole = read_change(c, str_cut(&body, '\n'));
	return whole;
}

bool changes_read(struct changes *c, const char *name)
{
	struct stat s;
	struct buf list = {0};
	*c = (struct changes){0};
	bool whole = lstat(name, &s) == 0 && S_ISREG(s.st_mode) &&
		     io_read_all(name, LIST_ROOM, &list) == 0 && read_list(c, buf_view(&list));
	if (!whole)
		changes_release(c);
	buf_release(&list);
	return whole;
}

static int fail(const char *name, const char *what)
{
	msg_system(MSG_WARNING, name, what);
	return -1;
}

static int write_file(const char *name, struct str bytes)
{
	FILE *file = fopen(name, "wb");
	if (!file)
		return fail(name, "cannot create");
	bool well = fwrite(bytes.p, 1, bytes.n, file) == bytes.n && fflush(file) == 0 &&
		    fsync(fileno(file)) == 0;
	return (fclose(file) == 0 && well) ? 0 : fail(name, "cannot write");
}

int changes_write(const struct changes *c, const char *name, const char *fresh)
{
	char hex[HASH_HEX + 1];
	struct buf list = {0};
	buf_printf(&list, TITLE "%06lu %s\n%06lu %s\n", c->now.number, c->now.hex, c->before.number,
		   c->before.hex);
	for (size_t i = 0; i < c->count; i++) {
		const struct change *change = &c->change[i];
		if (change->gone)
			buf_printf(&list, "- %s\n", change->path);
		else
			buf_printf(&list, "=%llu %s\n", (unsigned long long)change->bytes,
				   change->path);
	}
	hash_sha256(buf_view(&list), hex);
	buf_printf(&list, "%s\n", hex);
	int done = write_file(fresh, buf_view(&list));
	if (done == 0 && rename(fresh, name) != 0)
		done = fail(name, "cannot replace");
	if (done != 0)
		unlink(fresh);
	buf_release(&list);
	return done;
}

/* One line for each table's folder. */
struct lines {
	const char *root;
	char **line;
	size_t count, room;
	bool failed;
};

static int note_table(void *context, const char *table)
{
	struct lines *l = context;
	struct buf text = {0};
	struct stat s;
	buf_printf(&text, "%s/%s", l->root, table);
	if (lstat(buf_string(&text), &s) != 0) {
		l->failed = true;
	} else {
		buf_reset(&text);
		buf_printf(&text, "%s %lld.%09ld\n", table, (long long)s.st_mtim.tv_sec,
			   s.st_mtim.tv_nsec);
		size_t n = strlen(buf_string(&text)) + 1;
		l->line = xgrow(l->line, &l->room, l->count + 1, sizeof *l->line);
		l->line[l->count++] = memcpy(xmalloc(n), text.p, n);
	}
	buf_release(&text);
	return 0;
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

int stamp_take(struct stamp *s, unsigned long number, const char *root)
{
	struct lines l = {.root = root};
	struct buf text = {0};
	int done = tree_tables(root, note_table, &l);
	if (l.count)
		qsort(l.line, l.count, sizeof *l.line, by_text);
	for (size_t i = 0; i < l.count; i++) {
		buf_text(&text, l.line[i]);
		free(l.line[i]);
	}
	s->number = number;
	hash_sha256(buf_view(&text), s->hex);
	buf_release(&text);
	free(l.line);
	return done == 0 && !l.failed ? 0 : -1;
}

bool stamp_equal(const struct stamp *a, const struct stamp *b)
{
	return a->number == b->number && strcmp(a->hex, b->hex) == 0;
}

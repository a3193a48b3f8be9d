#define _GNU_SOURCE /* syncfs() */
#include "stages/ingest/textfile.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include "common/buf.h"
#include "common/hash.h"
#include "common/io.h"
#include "common/msg.h"
#include "common/xalloc.h"

struct textfiles {
	struct buf folder;
	int fd; /* of the folder */
	FILE *stream;
	char doc_id[HASH_ID + 1];
};

#define PART ".part"

static int failed(const struct textfiles *t, const char *doing)
{
	struct buf name = {0};

	buf_printf(&name, "%s/%s", t->folder.p, t->doc_id);
	msg_system(MSG_ERROR, buf_string(&name), doing);
	buf_release(&name);
	return -1;
}

struct textfiles *textfiles_new(const char *folder)
{
	struct textfiles *t;
	int fd;

	if (io_make_folders(folder) != 0)
		return NULL;
	fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0) {
		msg_system(MSG_ERROR, folder, "cannot open the folder");
		return NULL;
	}
	t = xcalloc(1, sizeof(*t));
	t->fd = fd;
	buf_text(&t->folder, folder);
	buf_string(&t->folder);
	return t;
}

void textfiles_free(struct textfiles *t)
{
	if (!t)
		return;
	if (t->stream)
		fclose(t->stream);
	unlinkat(t->fd, PART, 0); /* of a text that could not be written */
	close(t->fd);
	buf_release(&t->folder);
	free(t);
}

static FILE *create(struct textfiles *t)
{
	int fd = openat(t->fd, PART, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	FILE *stream = fd < 0 ? NULL : fdopen(fd, "w");

	if (!stream) {
		failed(t, "cannot create the text");
		if (fd >= 0)
			close(fd);
	}
	return stream;
}

static int finish(struct textfiles *t, FILE *stream, const char *ending)
{
	char name[HASH_ID + 8];
	int bad = ferror(stream);

	if (fclose(stream) != 0 || bad)
		return failed(t, "cannot write the text");
	snprintf(name, sizeof(name), "%s%s", t->doc_id, ending);
	return renameat(t->fd, PART, t->fd, name) == 0 ? 0 : failed(t, "cannot name the text");
}

int textfiles_begin(struct textfiles *t, const char *doc_id)
{
	memcpy(t->doc_id, doc_id, HASH_ID);
	t->stream = create(t);
	return t->stream ? 0 : -1;
}

int textfiles_add(struct textfiles *t, struct str text)
{
	if (!t->stream) /* of no document */
		return 0;
	return fwrite(text.p, 1, text.n, t->stream) == text.n ? 0
							      : failed(t, "cannot write the text");
}

int textfiles_end(struct textfiles *t)
{
	FILE *stream = t->stream;

	t->stream = NULL;
	return stream ? finish(t, stream, ".txt") : 0;
}

/* The text comes before the sketch, so its file is done. */
int textfiles_sketch(struct textfiles *t, const struct near *n)
{
	FILE *stream;

	if (textfiles_end(t) != 0 || !(stream = create(t)))
		return -1;
	for (int i = 0; i < NEAR_BINS; i++)
		fprintf(stream, "%08lx\n", (unsigned long)n->least[i]);
	return finish(t, stream, ".near");
}

int textfiles_sync(struct textfiles *t)
{
	return syncfs(t->fd) == 0 ? 0 : failed(t, "cannot keep the texts");
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static int load(int folder, const char *name, struct near_index *index)
{
	int fd = openat(folder, name, O_RDONLY | O_CLOEXEC);
	FILE *stream = fd < 0 ? NULL : fdopen(fd, "r");
	char id[HASH_ID + 1] = "";
	struct near n;
	unsigned percent;
	int i = 0;

	if (!stream) {
		msg_system(MSG_ERROR, name, "cannot open");
		return -1;
	}
	for (unsigned long v; i < NEAR_BINS && fscanf(stream, "%8lx", &v) == 1; i++)
		n.least[i] = (uint32_t)v;
	fclose(stream);
	if (i < NEAR_BINS) {
		msg(MSG_ERROR, name, (unsigned long)i + 1, STR(""), "no sketch of a text");
		return -1;
	}
	memcpy(id, name, HASH_ID);
	near_index_add(index, &n, id, &percent);
	return 0;
}

int textfiles_load(const char *folder, struct near_index *index)
{
	DIR *stream = opendir(folder);
	char **name = NULL;
	size_t count = 0, room = 0;
	struct dirent *d;
	int status = 0;

	if (!stream) {
		msg_system(MSG_ERROR, folder, "cannot open the folder");
		return -1;
	}
	while ((d = readdir(stream))) {
		size_t n = strlen(d->d_name);

		if (n != HASH_ID + 5 || strcmp(d->d_name + HASH_ID, ".near") != 0)
			continue;
		name = xgrow(name, &room, count + 1, sizeof(*name));
		name[count++] = memcpy(xmalloc(n + 1), d->d_name, n + 1);
	}
	if (count)
		qsort(name, count, sizeof(*name), by_name);
	for (size_t i = 0; i < count; i++) {
		if (status == 0)
			status = load(dirfd(stream), name[i], index);
		free(name[i]);
	}
	free(name);
	closedir(stream);
	return status;
}

#include "stages/publish/output.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "common/io.h"
#include "common/msg.h"

enum { CHUNK = 64 << 10 };

static int fail(const char *name, const char *what)
{
	msg_system(MSG_ERROR, name, what);
	return -1;
}

int output_begin(struct output *o, char *old_name, char *new_name)
{
	*o = (struct output){.old_name = old_name, .new_name = new_name};
	if (!old_name)
		return 0;
	o->old = fopen(old_name, "rb");
	return o->old || errno == ENOENT || errno == ENOTDIR ? 0 : fail(old_name, "cannot open");
}

static int make_folder_of(const char *name)
{
	struct str path = str_of(name);
	while (path.n && path.p[path.n - 1] != '/')
		path.n--;
	if (!path.n)
		return 0;
	char *folder = strndup(path.p, path.n);
	int done = folder ? io_make_folders(folder) : -1;
	free(folder);
	return done;
}

static int put(struct output *o, const void *bytes, size_t n)
{
	return fwrite(bytes, 1, n, o->file) == n ? 0 : fail(o->new_name, "cannot write");
}

/* The new file begins, with the bytes that were the same. */
static int diverge(struct output *o)
{
	char chunk[CHUNK];
	if (make_folder_of(o->new_name) != 0)
		return -1;
	o->file = fopen(o->new_name, "wb");
	if (!o->file)
		return fail(o->new_name, "cannot create");
	if (!o->old)
		return 0;
	rewind(o->old);
	for (uint64_t left = o->same; left;) {
		size_t want = left < CHUNK ? (size_t)left : CHUNK;
		if (fread(chunk, 1, want, o->old) != want)
			return fail(o->old_name, "cannot read");
		if (put(o, chunk, want) != 0)
			return -1;
		left -= want;
	}
	return 0;
}

/* True where the old file goes on with these bytes. */
static bool old_goes_on(struct output *o, struct str bytes)
{
	char chunk[CHUNK];
	while (o->old && bytes.n) {
		size_t n = bytes.n < CHUNK ? bytes.n : CHUNK;
		if (fread(chunk, 1, n, o->old) != n || memcmp(chunk, bytes.p, n) != 0)
			return false;
		bytes.p += n;
		bytes.n -= n;
	}
	return o->old != NULL;
}

int output_write(void *context, struct str bytes)
{
	struct output *o = context;
	if (!o->file) {
		if (old_goes_on(o, bytes)) {
			o->same += bytes.n;
			return 0;
		}
		if (diverge(o) != 0)
			return -1;
	}
	return put(o, bytes.p, bytes.n);
}

int output_end(struct output *o)
{
	if (!o->file && o->old && getc(o->old) == EOF)
		return 0;
	if (!o->file && diverge(o) != 0)
		return -1;
	FILE *file = o->file;
	o->file = NULL;
	bool well = fflush(file) == 0 && fsync(fileno(file)) == 0;
	int error = errno;
	if (fclose(file) == 0 && well)
		return 0;
	errno = well ? errno : error;
	return fail(o->new_name, "cannot write");
}

void output_release(struct output *o)
{
	if (o->old)
		fclose(o->old);
	if (o->file)
		fclose(o->file);
	free(o->old_name);
	free(o->new_name);
	*o = (struct output){0};
}

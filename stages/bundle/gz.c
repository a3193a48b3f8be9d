#include "stages/bundle/gz.h"

#include <errno.h>
#include <stdio.h>
#include <zlib.h>

#include "common/msg.h"

enum { CHUNK = 1 << 16 };

static int unpack(const char *file, struct buf *out)
{
	gzFile in = gzopen(file, "rb");
	int got = -1, code = Z_OK;

	if (!in) {
		msg_system(MSG_ERROR, file, "cannot be opened");
		return -1;
	}
	while ((got = gzread(in, buf_room(out, CHUNK), CHUNK)) > 0)
		out->n += (size_t)got;
	if (got < 0)
		msg(MSG_ERROR, file, 0, str_of(gzerror(in, &code)), "cannot be unpacked");
	if (gzclose_r(in) != Z_OK && got == 0) {
		msg(MSG_ERROR, file, 0, (struct str){0}, "is cut short");
		got = -1;
	}
	return got;
}

static int read_rows(struct rows *r, const struct buf *csv, const char *file)
{
	FILE *stream = csv->n ? fmemopen(csv->p, csv->n, "r") : NULL;

	if (!stream) {
		msg(MSG_ERROR, file, 0, (struct str){0}, "holds no table");
		return -1;
	}
	int got = rows_read_from(r, stream, file);
	fclose(stream);
	return got;
}

int gz_rows(struct rows *r, const char *file)
{
	struct buf csv = {0};
	int result = unpack(file, &csv);

	if (result == 0)
		result = read_rows(r, &csv, file);
	buf_release(&csv);
	return result;
}

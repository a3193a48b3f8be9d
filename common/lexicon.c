#include "common/lexicon.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include "common/buf.h"
#include "common/csv.h"
#include "common/io.h"
#include "common/msg.h"

/* The header must be `columns`. Their number, 0 with a diagnostic. */
static size_t check_header(struct csv_reader *r, const char *columns)
{
	struct str rest = str_of(columns), *cells;
	size_t count, at = 0;
	int got = csv_read(r, &cells, &count);

	if (got < 0)
		return 0;
	if (got == 0) {
		msg(MSG_ERROR, csv_name(r), 0, str_of(columns), "empty, wants the header");
		return 0;
	}
	while (at < count && rest.n && str_equal(cells[at], str_cut(&rest, ',')))
		at++;
	if (at == count && !rest.n)
		return count;
	msg(MSG_ERROR, csv_name(r), csv_line(r), str_of(columns), "wrong header, wants");
	return 0;
}

static int read_rows(struct csv_reader *r, const char *columns, lexicon_row_fn *row, void *context)
{
	struct buf name = {0};
	struct str *cells;
	size_t count, behind_file;
	int got, status = 0;

	if (check_header(r, columns) == 0)
		return -1;
	buf_text(&name, csv_name(r));
	buf_byte(&name, ':');
	behind_file = name.n;
	while ((got = csv_read(r, &cells, &count)) > 0) {
		const char *why;

		name.n = behind_file;
		buf_i64(&name, (long long)csv_line(r));
		why = row(context, cells, buf_string(&name));
		if (why) {
			msg(MSG_ERROR, csv_name(r), csv_line(r), cells[0], "%s", why);
			status = -1;
		}
	}
	buf_release(&name);
	return got < 0 ? -1 : status;
}

/* Some file could not be read, for no fault of the caller's. */
static bool is_unread;

static bool is_callers(int error)
{
	return error == ENOENT || error == ENOTDIR || error == EISDIR || error == EACCES;
}

enum exit_code lexicon_exit(void)
{
	return is_unread ? EXIT_SYSTEM : EXIT_CALLER;
}

static int read_file(const char *path, const char *columns, lexicon_row_fn *row, void *context)
{
	FILE *stream = io_open(path);
	struct csv_reader *r;
	int status;

	if (!stream) {
		is_unread = is_unread || !is_callers(errno);
		return -1;
	}
	r = csv_reader_regular(stream, path);
	status = read_rows(r, columns, row, context);
	is_unread = is_unread || ferror(stream);
	csv_reader_free(r);
	fclose(stream);
	return status;
}

int lexicon_read(const struct lexicon *l, const char *name, const char *columns,
		 lexicon_row_fn *row, void *context)
{
	struct buf path = {0};
	struct stat st;
	int status = 0;

	for (size_t i = 0; i < l->folders; i++) {
		buf_reset(&path);
		buf_printf(&path, "%s/%s.csv", l->folder[i], name);
		if (i > 0 && stat(buf_string(&path), &st) != 0 && errno == ENOENT)
			continue;
		if (read_file(buf_string(&path), columns, row, context) != 0)
			status = -1;
	}
	buf_release(&path);
	return status;
}

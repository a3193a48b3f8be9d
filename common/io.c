#include "common/io.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include "common/msg.h"
#include "common/xalloc.h"

enum { STREAM_BUFFER = 1 << 16, READ_STEP = 1 << 16, NAME_TRIES = 1000 };

static const char standard_input[] = "<stdin>", standard_output[] = "<stdout>";

static bool is_standard(const char *name)
{
	return !name || strcmp(name, "-") == 0;
}

static int failed(const char *name, const char *doing)
{
	msg_system(MSG_ERROR, name, doing);
	return -1;
}

static char *copy(const char *s)
{
	size_t n = strlen(s) + 1;

	return memcpy(xmalloc(n), s, n);
}

/* The folder that holds `name`, malloc'd. */
static char *folder_of(const char *name)
{
	char *folder = copy(name), *slash = strrchr(folder, '/');

	if (!slash) {
		free(folder);
		return copy(".");
	}
	slash[slash == folder] = '\0';
	return folder;
}

/* Opens a file that did not exist beside `name`: FOLDER/.NAME.PID.N */
static int open_beside(const char *name, char **temporary)
{
	const char *slash = strrchr(name, '/');
	size_t head = slash ? (size_t)(slash - name) + 1 : 0, room = strlen(name) + 48;
	char *path = xmalloc(room);
	int fd = -1;

	for (int i = 0; i < NAME_TRIES; i++) {
		snprintf(path, room, "%.*s.%s.%ld.%d", (int)head, name, name + head, (long)getpid(),
			 i);
		fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
		if (fd >= 0 || errno != EEXIST)
			break;
	}
	if (fd < 0) {
		int saved = errno;

		free(path);
		errno = saved;
		return -1;
	}
	*temporary = path;
	return fd;
}

/* Standard output outlives the struct, and so does its buffer. setvbuf() without one takes its
 * size for a wish. */
static int create_standard(struct io_file *f)
{
	static char room[STREAM_BUFFER];

	if (fcntl(STDOUT_FILENO, F_GETFD) < 0)
		return failed(standard_output, "cannot write");
	f->stream = stdout;
	setvbuf(stdout, room, _IOFBF, sizeof(room));
	return 0;
}

int io_create(struct io_file *f, const char *name)
{
	struct stat st;
	bool exists;
	int fd;

	*f = (struct io_file){0};
	if (is_standard(name))
		return create_standard(f);
	exists = stat(name, &st) == 0;
	if (!exists && errno != ENOENT) /* it may be a device: nothing may be renamed over it */
		return failed(name, "cannot create");
	if (exists && !S_ISREG(st.st_mode)) { /* a device or a pipe stays what it is */
		f->name = copy(name);
		fd = open(name, O_WRONLY | O_CLOEXEC);
	} else { /* of a link, what it points at is replaced */
		f->name = exists ? realpath(name, NULL) : copy(name);
		fd = f->name ? open_beside(f->name, &f->temporary) : -1;
	}
	if (fd < 0) {
		failed(name, "cannot create");
		io_abandon(f);
		return -1;
	}
	f->stream = fdopen(fd, "w");
	if (!f->stream) {
		failed(name, "cannot create");
		close(fd);
		io_abandon(f);
		return -1;
	}
	f->room = xmalloc(STREAM_BUFFER);
	setvbuf(f->stream, f->room, _IOFBF, STREAM_BUFFER);
	return 0;
}

/* Devices and pipes know no fsync. */
static int sync_file(int fd)
{
	if (fsync(fd) == 0 || errno == EINVAL || errno == ENOTSUP || errno == EROFS)
		return 0;
	return -1;
}

/* Why a write failed before: errno has long been another's, but one byte more will tell. It harms
 * nothing: what is written there is broken already. */
static int earlier_error(FILE *stream)
{
	return write(fileno(stream), "\n", 1) < 0 ? errno : EIO;
}

static int close_stream(struct io_file *f)
{
	bool bad = fflush(f->stream) != 0;
	int saved = errno;

	if (!bad && ferror(f->stream)) {
		bad = true;
		saved = earlier_error(f->stream);
	}
	if (!bad && f->name && sync_file(fileno(f->stream)) != 0) {
		bad = true;
		saved = errno;
	}
	if (fclose(f->stream) != 0 && !bad) {
		bad = true;
		saved = errno;
	}
	f->stream = NULL;
	errno = saved;
	return bad ? -1 : 0;
}

int io_commit(struct io_file *f)
{
	char *folder;
	int status;

	if (!f->stream)
		return 0;
	if (close_stream(f) != 0) {
		failed(f->name ? f->name : standard_output, "cannot write");
		io_abandon(f);
		return -1;
	}
	if (f->temporary && rename(f->temporary, f->name) != 0) {
		failed(f->name, "cannot rename into place");
		io_abandon(f);
		return -1;
	}
	status = 0;
	if (f->temporary) {
		folder = folder_of(f->name);
		status = io_sync_folder(folder);
		free(folder);
	}
	free(f->name);
	free(f->temporary);
	free(f->room);
	*f = (struct io_file){0};
	return status;
}

void io_abandon(struct io_file *f)
{
	int saved = errno;

	if (f->stream && f->stream != stdout)
		fclose(f->stream);
	if (f->temporary)
		unlink(f->temporary);
	free(f->name);
	free(f->temporary);
	free(f->room);
	*f = (struct io_file){0};
	errno = saved;
}

FILE *io_open(const char *name)
{
	bool standard = is_standard(name);
	int fd = standard ? STDIN_FILENO : open(name, O_RDONLY | O_CLOEXEC);
	FILE *stream = NULL;
	struct stat st;
	int saved;

	if (fd >= 0 && fstat(fd, &st) == 0) {
		if (S_ISDIR(st.st_mode))
			errno = EISDIR;
		else
			stream = standard ? stdin : fdopen(fd, "r");
	}
	if (!stream) {
		saved = errno;
		failed(standard ? standard_input : name, "cannot open");
		if (!standard && fd >= 0)
			close(fd);
		errno = saved;
	}
	return stream;
}

int io_read_all(const char *name, size_t limit, struct buf *content)
{
	FILE *stream = io_open(name);
	size_t begin = content->n, got;
	int status = 0;

	if (!stream)
		return -1;
	do {
		got = fread(buf_room(content, READ_STEP), 1, READ_STEP, stream);
		content->n += got;
	} while (got && content->n - begin <= limit);
	if (ferror(stream)) {
		status = failed(stream == stdin ? standard_input : name, "cannot read");
	} else if (content->n - begin > limit) {
		errno = EFBIG;
		status = failed(stream == stdin ? standard_input : name, "cannot read");
	}
	if (stream != stdin) {
		int saved = errno;

		fclose(stream);
		errno = saved;
	}
	if (status != 0)
		content->n = begin;
	return status;
}

int io_write_all(const char *name, struct str content)
{
	struct io_file f;

	if (io_create(&f, name) != 0)
		return -1;
	if (content.n)
		fwrite(content.p, 1, content.n, f.stream);
	return io_commit(&f);
}

int io_make_folders(const char *path)
{
	char *p = copy(path);
	struct stat st;
	int status = 0;

	for (size_t i = 1; status == 0 && i <= strlen(path); i++) {
		if (path[i] != '/' && path[i] != '\0')
			continue;
		p[i] = '\0';
		if (mkdir(p, 0777) != 0) {
			int why = errno;

			if (stat(p, &st) != 0 || !S_ISDIR(st.st_mode)) {
				errno = why == EEXIST ? ENOTDIR : why;
				status = failed(p, "cannot make folder");
			}
		}
		p[i] = path[i];
	}
	free(p);
	return status;
}

int io_sync_folder(const char *path)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC), saved;

	if (fd < 0)
		return failed(path, "cannot open folder");
	if (sync_file(fd) != 0) {
		failed(path, "cannot sync folder");
		saved = errno;
		close(fd);
		errno = saved;
		return -1;
	}
	close(fd);
	return 0;
}

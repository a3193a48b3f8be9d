#include "common/io.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include "tests/unit/unit.h"

static size_t files_in(const char *folder)
{
	DIR *d = opendir(folder);
	size_t n = 0;

	if (!d)
		return 0;
	while (readdir(d))
		n++;
	closedir(d);
	return n - 2;
}

static void check_content(const char *name, const char *want, int line)
{
	struct buf b = {0};

	unit_check(io_read_all(name, 1 << 20, &b) == 0, __FILE__, line, "%s is there", name);
	unit_check_text(buf_view(&b), want, __FILE__, line);
	buf_release(&b);
}
#define CONTENT(name, want) check_content((name), (want), __LINE__)

static void a_file_appears_whole(void)
{
	const char *folder = unit_path("whole"), *name = unit_path("whole/file");
	struct io_file f;

	CHECK(io_make_folders(folder) == 0);
	CHECK(io_write_all(name, STR("old")) == 0);
	CHECK(io_create(&f, name) == 0);
	fputs("new", f.stream);
	fflush(f.stream);
	CONTENT(name, "old");
	CHECK_INT(files_in(folder), 2);
	CHECK(io_commit(&f) == 0);
	CONTENT(name, "new");
	CHECK_INT(files_in(folder), 1);
	CHECK(f.stream == NULL && f.name == NULL && f.temporary == NULL);
}

static void an_abandoned_file_leaves_the_old_one(void)
{
	const char *folder = unit_path("abandoned"), *name = unit_path("abandoned/file");
	struct io_file f;

	CHECK(io_make_folders(folder) == 0);
	CHECK(io_write_all(name, STR("old")) == 0);
	CHECK(io_create(&f, name) == 0);
	fputs("half", f.stream);
	io_abandon(&f);
	CONTENT(name, "old");
	CHECK_INT(files_in(folder), 1);
	io_abandon(&f);
}

static void a_link_is_followed(void)
{
	const char *folder = unit_path("link"), *name = unit_path("link/file"),
		   *link = unit_path("link/l");
	struct stat st;

	CHECK(io_make_folders(folder) == 0);
	CHECK(io_write_all(name, STR("old")) == 0);
	CHECK(symlink("file", link) == 0);
	CHECK(io_write_all(link, STR("new")) == 0);
	CONTENT(name, "new");
	CHECK(lstat(link, &st) == 0 && S_ISLNK(st.st_mode));
}

static void modes_follow_the_umask(void)
{
	const char *name = unit_path("mode");
	mode_t old = umask(027);
	struct stat st;

	CHECK(io_write_all(name, STR("x")) == 0);
	umask(old);
	CHECK(stat(name, &st) == 0);
	CHECK_INT(st.st_mode & 0777, 0640);
}

/* Runs `act` with stderr caught; its text must be `want`. */
static void check_diagnostic(int (*act)(void), int error, const char *want, int line)
{
	struct unit_stderr s;
	struct buf b = {0};
	int status, why;

	unit_stderr_begin(&s);
	errno = 0;
	status = act();
	why = errno;
	unit_stderr_end(&s, &b);
	unit_check(status == -1, __FILE__, line, "it fails");
	unit_check(why == error, __FILE__, line, "errno is %d, not %d", why, error);
	unit_check_text(buf_view(&b), want, __FILE__, line);
	buf_release(&b);
}
#define FAILS(act, error, want) check_diagnostic((act), (error), (want), __LINE__)

static int write_little_to_full(void)
{
	return io_write_all(unit_full(), STR("x"));
}

static int write_much_to_full(void)
{
	static char much[1 << 20];

	return io_write_all(unit_full(), (struct str){much, sizeof(much)});
}

static void a_full_disk_is_seen(void)
{
	struct stat st;
	char want[700];

	snprintf(want, sizeof(want), "test: %s: error: cannot write: no space left on device\n",
		 unit_full());
	FAILS(write_little_to_full, ENOSPC, want);
	FAILS(write_much_to_full, ENOSPC, want);
	CHECK(stat(unit_full(), &st) == 0 && S_ISCHR(st.st_mode));
}

static int open_missing(void)
{
	return io_open("/nowhere/file") ? 0 : -1;
}

static int open_folder(void)
{
	return io_open("/tmp") ? 0 : -1;
}

static int create_in_missing(void)
{
	struct io_file f;

	return io_create(&f, "/nowhere/file");
}

/* What cannot be looked at may be a device: it is not replaced. */
static int create_behind_loop(void)
{
	struct io_file f;

	return io_create(&f, unit_path("loop"));
}

static int folder_under_file(void)
{
	return io_make_folders("/etc/passwd/a");
}

static int read_too_much(void)
{
	struct buf b = {0};
	int status = io_read_all("/dev/zero", 100000, &b), why = errno;

	if (b.n != 0)
		status = 0;
	buf_release(&b);
	errno = why;
	return status;
}

static void failures_are_told(void)
{
	char want[700];

	CHECK(symlink("loop", unit_path("loop")) == 0);
	snprintf(want, sizeof(want),
		 "test: %s: error: cannot create: too many levels of symbolic links\n",
		 unit_path("loop"));
	FAILS(create_behind_loop, ELOOP, want);
	FAILS(open_missing, ENOENT,
	      "test: /nowhere/file: error: cannot open: no such file or directory\n");
	FAILS(open_folder, EISDIR, "test: /tmp: error: cannot open: is a directory\n");
	FAILS(create_in_missing, ENOENT,
	      "test: /nowhere/file: error: cannot create: no such file or directory\n");
	FAILS(folder_under_file, ENOTDIR,
	      "test: /etc/passwd: error: cannot make folder: not a directory\n");
	FAILS(read_too_much, EFBIG, "test: /dev/zero: error: cannot read: file too large\n");
}

/* In a child, for standard output is closed for good by a commit. */
static int commit_standard_output(int fd, const char *text)
{
	int status;
	pid_t child;

	fflush(NULL);
	child = fork();
	if (child == 0) {
		struct io_file f;

		if (fd < 0)
			close(STDOUT_FILENO);
		else
			dup2(fd, STDOUT_FILENO);
		close(STDERR_FILENO);
		if (io_create(&f, "-") != 0)
			_exit(EXIT_SYSTEM);
		fputs(text, f.stream);
		_exit(io_commit(&f) == 0 ? EXIT_DONE : EXIT_SYSTEM);
	}
	waitpid(child, &status, 0);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void standard_output_is_checked_to_the_close(void)
{
	int full = open(unit_full(), O_WRONLY), file, flags = O_WRONLY | O_CREAT | O_TRUNC;

	CHECK_INT(commit_standard_output(full, "x"), EXIT_SYSTEM);
	CHECK_INT(commit_standard_output(-1, "x"), EXIT_SYSTEM);
	CHECK_INT(commit_standard_output(-1, ""), EXIT_SYSTEM);
	file = open(unit_path("out"), flags, 0666);
	CHECK_INT(commit_standard_output(file, "x\n"), EXIT_DONE);
	CONTENT(unit_path("out"), "x\n");
	close(full);
	close(file);
}

static void reads_all_up_to_the_limit(void)
{
	const char *name = unit_path("limit");
	struct buf b = {0};

	CHECK(io_write_all(name, STR("12345")) == 0);
	buf_text(&b, "0");
	CHECK(io_read_all(name, 5, &b) == 0);
	CHECK_TEXT(buf_view(&b), "012345");
	buf_release(&b);
}

static void folders_are_made_with_their_parents(void)
{
	CHECK(io_make_folders(unit_path("a/b/c/")) == 0);
	CHECK(io_make_folders(unit_path("a/b/c")) == 0);
	CHECK(io_write_all(unit_path("a/b/c/d"), STR("")) == 0);
	CHECK(io_sync_folder(unit_path("a/b")) == 0);
}

int main(void)
{
	return UNIT_RUN(UNIT(a_file_appears_whole), UNIT(an_abandoned_file_leaves_the_old_one),
			UNIT(a_link_is_followed), UNIT(modes_follow_the_umask),
			UNIT(a_full_disk_is_seen), UNIT(failures_are_told),
			UNIT(standard_output_is_checked_to_the_close),
			UNIT(reads_all_up_to_the_limit), UNIT(folders_are_made_with_their_parents));
}

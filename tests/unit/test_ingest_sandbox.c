/* The cell: what a converter tries in it, and what comes of it. */
#define _GNU_SOURCE /* syscall() */
#include <fcntl.h>
#include <linux/landlock.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
#include "common/buf.h"
#include "stages/ingest/sandbox.h"
#include "tests/unit/unit.h"

enum { MOST = 1 << 16 };

/* Runs the program in a cell, in a process of its own; the result, and what it printed. */
static enum convert_result run(const struct limits *l, const char *const *argv, struct buf *out)
{
	int end[2], status = 0;
	char piece[256];
	ssize_t got;
	pid_t child;

	CHECK(pipe(end) == 0);
	child = fork();
	if (child == 0) {
		struct buf printed = {0};
		int input = open("/dev/null", O_RDONLY);
		enum convert_result result;

		sandbox_enter(l, NULL, 0);
		result = sandbox_convert(l, argv, input, MOST, &printed, NULL);
		for (size_t at = 0;
		     at < printed.n && (got = write(end[1], printed.p + at, printed.n - at)) > 0;)
			at += (size_t)got;
		_exit((int)result);
	}
	close(end[1]);
	while ((got = read(end[0], piece, sizeof(piece))) > 0)
		buf_add(out, (struct str){piece, (size_t)got});
	close(end[0]);
	CHECK(waitpid(child, &status, 0) == child && WIFEXITED(status));
	return (enum convert_result)WEXITSTATUS(status);
}

static void does(const char *script, enum convert_result want, const char *printed)
{
	const char *const argv[] = {"/bin/sh", "-c", script, NULL};
	struct limits l = limits_default;
	struct buf out = {0};

	l.seconds = 1;
	CHECK(run(&l, argv, &out) == want);
	CHECK_TEXT(buf_view(&out), printed);
	buf_release(&out);
}

static void what_it_may(void)
{
	does("echo good", CONVERT_DONE, "good\n");
	does("read -r line; echo \"$? $line\"", CONVERT_DONE, "1 \n");
	does("exit 3", CONVERT_FAILED, "");
	does("IFS= read -r line </etc/hostname; echo read", CONVERT_DONE, "read\n");
}

static void time_and_bytes(void)
{
	does("while :; do :; done", CONVERT_KILLED, "");
	does("while :; do echo endless; done", CONVERT_TOO_LONG, "");
}

static void no_process(void)
{
	does("/bin/true; echo \"$?\"", CONVERT_FAILED, "");
	does("(:) && echo forked", CONVERT_FAILED, "");
}

static void no_such_program(void)
{
	const char *const argv[] = {"/nonexistent/converter", NULL};
	struct buf out = {0};

	CHECK(run(&limits_default, argv, &out) == CONVERT_MISSING);
	buf_release(&out);
}

/* Kernels without Landlock leave files to the user's rights. */
static void no_file(void)
{
	char name[] = "/tmp/solieu-cell-XXXXXX", script[128];
	int fd;

	if (syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION) < 1)
		return;
	fd = mkstemp(name);
	CHECK(fd >= 0 && write(fd, "secret\n", 7) == 7);
	close(fd);
	snprintf(script, sizeof(script), "read -r line <%s && echo \"$line\"", name);
	does(script, CONVERT_FAILED, "");
	snprintf(script, sizeof(script), "echo over >%s && echo written", name);
	does(script, CONVERT_FAILED, "");
	snprintf(script, sizeof(script), "echo new >%s.new && echo written", name);
	does(script, CONVERT_FAILED, "");
	unlink(name);
}

static void no_network(void)
{
	const char *const argv[] = {"/usr/bin/perl", "-e", "socket(S, 2, 1, 0) or print \"none\"",
				    NULL};
	struct buf out = {0};
	enum convert_result result = run(&limits_default, argv, &out);

	CHECK(result == CONVERT_MISSING || result == CONVERT_DONE);
	if (result == CONVERT_DONE)
		CHECK_TEXT(buf_view(&out), "none");
	buf_release(&out);
}

int main(void)
{
	return UNIT_RUN(UNIT(what_it_may), UNIT(time_and_bytes), UNIT(no_process),
			UNIT(no_such_program), UNIT(no_file), UNIT(no_network));
}

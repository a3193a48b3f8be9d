#define _GNU_SOURCE /* syscall(), landlock, memfd_create() */
#include "stages/ingest/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* AddressSanitizer maps terabytes. */
#if defined(__SANITIZE_ADDRESS__)
#define ADDRESS_SPACE_IS_FREE 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ADDRESS_SPACE_IS_FREE 1
#endif
#endif
#ifndef ADDRESS_SPACE_IS_FREE
#define ADDRESS_SPACE_IS_FREE 0
#endif

enum { OPEN_FILES = 256, CLOCK_FACTOR = 4, NO_PROGRAM = 127 };

/* linux/landlock.h of newer kernels; the header of Debian 12 ends at version 2. */
struct landlock_rules {
	uint64_t files, network, scope;
};
enum {
	FILES_1 = (1 << 13) - 1, /* everything that version 1 knows */
	FILES_REFER = 1 << 13,
	FILES_TRUNCATE = 1 << 14,
	FILES_IOCTL = 1 << 15,
	NETWORK_TCP = 3,
	SCOPE_SIGNALS_AND_SOCKETS = 3,
	READ_FILE = LANDLOCK_ACCESS_FS_READ_FILE,
	READ = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR,
	READ_AND_RUN = READ | LANDLOCK_ACCESS_FS_EXECUTE,
};

static const char *const system_folders[] = {"/usr", "/lib", "/lib64", "/bin", "/etc"};

static void allow(int ruleset, const char *path, uint64_t access)
{
	struct landlock_path_beneath_attr rule = {.allowed_access = access};
	struct stat st;
	int fd = open(path, O_PATH | O_CLOEXEC);

	if (fd < 0)
		return;
	if (fstat(fd, &st) == 0 && !S_ISDIR(st.st_mode))
		rule.allowed_access &= (uint64_t)(READ_FILE | LANDLOCK_ACCESS_FS_EXECUTE |
						  LANDLOCK_ACCESS_FS_WRITE_FILE);
	rule.parent_fd = fd;
	syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
	close(fd);
}

static void enter_landlock(char *const *readable, size_t count)
{
	long version =
		syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
	struct landlock_rules rules = {.files = FILES_1};
	size_t size = sizeof(uint64_t);
	int ruleset;

	if (version < 1)
		return;
	if (version >= 2)
		rules.files |= FILES_REFER;
	if (version >= 3)
		rules.files |= FILES_TRUNCATE;
	if (version >= 4) {
		rules.network = NETWORK_TCP;
		size = 2 * sizeof(uint64_t);
	}
	if (version >= 5)
		rules.files |= FILES_IOCTL;
	if (version >= 6) {
		rules.scope = SCOPE_SIGNALS_AND_SOCKETS;
		size = 3 * sizeof(uint64_t);
	}
	ruleset = (int)syscall(SYS_landlock_create_ruleset, &rules, size, 0);
	if (ruleset < 0)
		return;
	for (size_t i = 0; i < sizeof(system_folders) / sizeof(*system_folders); i++)
		allow(ruleset, system_folders[i], READ_AND_RUN);
	for (size_t i = 0; i < count; i++)
		allow(ruleset, readable[i], READ);
	allow(ruleset, "/dev/null", READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE);
	allow(ruleset, "/proc/self/fd", READ);
	syscall(SYS_landlock_restrict_self, ruleset, 0);
	close(ruleset);
}

static void forbid(scmp_filter_ctx filter, const int *calls, size_t count)
{
	for (size_t i = 0; i < count; i++)
		seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), calls[i], 0);
}

/* No network, and none of the calls that reach other processes or the kernel's insides. */
static void enter_seccomp(void)
{
	static const int forbidden[] = {
		SCMP_SYS(socket),
		SCMP_SYS(socketpair),
		SCMP_SYS(connect),
		SCMP_SYS(bind),
		SCMP_SYS(listen),
		SCMP_SYS(accept),
		SCMP_SYS(accept4),
		SCMP_SYS(sendto),
		SCMP_SYS(sendmsg),
		SCMP_SYS(sendmmsg),
		SCMP_SYS(ptrace),
		SCMP_SYS(process_vm_readv),
		SCMP_SYS(process_vm_writev),
		SCMP_SYS(bpf),
		SCMP_SYS(perf_event_open),
		SCMP_SYS(userfaultfd),
		SCMP_SYS(io_uring_setup),
		SCMP_SYS(mount),
		SCMP_SYS(umount2),
		SCMP_SYS(pivot_root),
		SCMP_SYS(chroot),
		SCMP_SYS(unshare),
		SCMP_SYS(setns),
		SCMP_SYS(keyctl),
		SCMP_SYS(add_key),
		SCMP_SYS(request_key),
		SCMP_SYS(init_module),
		SCMP_SYS(finit_module),
		SCMP_SYS(kexec_load),
		SCMP_SYS(reboot),
		SCMP_SYS(swapon),
		SCMP_SYS(mknod),
		SCMP_SYS(mknodat),
		SCMP_SYS(link),
		SCMP_SYS(linkat),
		SCMP_SYS(symlink),
		SCMP_SYS(symlinkat),
		SCMP_SYS(unlink),
		SCMP_SYS(unlinkat),
		SCMP_SYS(rename),
		SCMP_SYS(renameat),
		SCMP_SYS(renameat2),
		SCMP_SYS(mkdir),
		SCMP_SYS(mkdirat),
		SCMP_SYS(rmdir),
		SCMP_SYS(chmod),
		SCMP_SYS(fchmod),
		SCMP_SYS(fchmodat),
		SCMP_SYS(chown),
		SCMP_SYS(fchown),
		SCMP_SYS(fchownat),
		SCMP_SYS(lchown),
		SCMP_SYS(truncate),
	};
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);

	if (!filter)
		return;
	forbid(filter, forbidden, sizeof(forbidden) / sizeof(*forbidden));
	seccomp_load(filter);
	seccomp_release(filter);
}

/* A converter is one process: threads are all that it may start. */
static void forbid_processes(void)
{
	static const int forbidden[] = {SCMP_SYS(fork), SCMP_SYS(vfork)};
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);

	if (!filter)
		return;
	forbid(filter, forbidden, sizeof(forbidden) / sizeof(*forbidden));
	seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0);
	seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(clone), 1,
			 SCMP_A0(SCMP_CMP_MASKED_EQ, 0x10000 /* CLONE_THREAD */, 0));
	seccomp_load(filter);
	seccomp_release(filter);
}

static void limit(int what, unsigned long long soft, unsigned long long hard)
{
	struct rlimit r = {(rlim_t)soft, (rlim_t)hard}, now;

	if (getrlimit((__rlimit_resource_t)what, &now) == 0 && r.rlim_max > now.rlim_max) {
		r.rlim_max = now.rlim_max;
		if (r.rlim_cur > r.rlim_max)
			r.rlim_cur = r.rlim_max;
	}
	setrlimit((__rlimit_resource_t)what, &r);
}

static void limit_memory(const struct limits *l)
{
	if (!ADDRESS_SPACE_IS_FREE)
		limit(RLIMIT_AS, l->memory_bytes, l->memory_bytes);
}

void sandbox_enter(const struct limits *l, char *const *readable, size_t count)
{
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	limit(RLIMIT_CORE, 0, 0);
	limit(RLIMIT_NOFILE, OPEN_FILES, OPEN_FILES);
	limit(RLIMIT_FSIZE, l->archive_bytes,
	      l->archive_bytes); /* of files in memory: no other are made */
	limit_memory(l);
	enter_landlock(readable, count);
	enter_seccomp();
}

void sandbox_renew(const struct limits *l)
{
	static unsigned long long renewed = ULLONG_MAX;
	unsigned long long used;
	struct rusage u;

	alarm((unsigned)(l->seconds * CLOCK_FACTOR));
	getrusage(RUSAGE_SELF, &u);
	used = (unsigned long long)u.ru_utime.tv_sec + (unsigned long long)u.ru_stime.tv_sec;
	if (used == renewed) /* small documents come by the thousand */
		return;
	renewed = used;
	limit(RLIMIT_CPU, used + l->seconds + 2, RLIM_INFINITY);
}

static void run_converter(const struct limits *l, const char *const *argv, int input, int output,
			  int errors, size_t most)
{
	static char language[] = "LC_ALL=C.UTF-8", path[] = "PATH=/usr/bin:/bin",
		    home[] = "HOME=/nonexistent";
	char *environment[] = {language, path, home, NULL};
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (lseek(input, 0, SEEK_SET) != 0 || dup2(input, 0) != 0 || dup2(output, 1) != 1 ||
	    dup2(errors, 2) != 2)
		_exit(NO_PROGRAM);
	limit(RLIMIT_CPU, l->seconds, l->seconds + 1);
	limit(RLIMIT_FSIZE, most, most);
	limit(RLIMIT_NPROC, 0, 0);
	limit_memory(l);
	forbid_processes();
	execve(argv[0], (char *const *)(uintptr_t)argv, environment);
	_exit(NO_PROGRAM);
}

static void close_both(struct conversion *c)
{
	close(c->errors);
	if (c->output >= 0)
		close(c->output);
	c->output = -1;
}

enum convert_result sandbox_start(const struct limits *l, const char *const *argv, int input,
				  size_t most, struct conversion *c)
{
	int errors[2];
	pid_t child;

	c->output = -1;
	if (access(argv[0], X_OK) != 0)
		return CONVERT_MISSING;
	/* complaints that no longer fit are dropped, and the converter goes on */
	if (pipe2(errors, O_CLOEXEC | O_NONBLOCK) != 0)
		return CONVERT_KILLED;
	c->errors = errors[0];
	/* a file, for a pipe would wake the reader at every write, and could be too full */
	c->output = memfd_create("converted", MFD_CLOEXEC);
	child = c->output < 0 ? -1 : fork();
	if (child == 0)
		run_converter(l, argv, input, c->output, errors[1], most);
	close(errors[1]);
	if (child < 0) {
		close_both(c);
		return CONVERT_KILLED;
	}
	c->pid = child;
	return CONVERT_DONE;
}

static bool take_all(int fd, struct buf *output)
{
	struct stat st;
	off_t at = 0;

	if (fstat(fd, &st) != 0)
		return false;
	while (at < st.st_size) {
		size_t left = (size_t)(st.st_size - at);
		ssize_t got = pread(fd, buf_room(output, left), left, at);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return false;
		output->n += (size_t)got;
		at += got;
	}
	return true;
}

static void take_errors(int pipe, struct buf *errors)
{
	enum { PIECE = 4096 };
	ssize_t got;

	while ((got = read(pipe, buf_room(errors, PIECE), PIECE)) > 0 ||
	       (got < 0 && errno == EINTR))
		errors->n += got > 0 ? (size_t)got : 0;
}

enum convert_result sandbox_finish(struct conversion *c, struct buf *output, struct buf *errors)
{
	enum convert_result result;
	int status = 0;

	while (waitpid(c->pid, &status, 0) < 0 && errno == EINTR)
		;
	if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXFSZ)
		result = CONVERT_TOO_LONG;
	else if (!WIFEXITED(status))
		result = CONVERT_KILLED;
	else if (WEXITSTATUS(status) == NO_PROGRAM)
		result = CONVERT_MISSING;
	else if (WEXITSTATUS(status) != 0)
		result = CONVERT_FAILED;
	else
		result = take_all(c->output, output) ? CONVERT_DONE : CONVERT_KILLED;
	if (errors)
		take_errors(c->errors, errors);
	close_both(c);
	return result;
}

void sandbox_abandon(struct conversion *c)
{
	if (c->output < 0)
		return;
	kill(c->pid, SIGKILL);
	while (waitpid(c->pid, NULL, 0) < 0 && errno == EINTR)
		;
	close_both(c);
}

enum convert_result sandbox_convert(const struct limits *l, const char *const *argv, int input,
				    size_t most, struct buf *output, struct buf *errors)
{
	struct conversion c;
	enum convert_result result = sandbox_start(l, argv, input, most, &c);

	return result == CONVERT_DONE ? sandbox_finish(&c, output, errors) : result;
}

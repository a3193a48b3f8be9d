/*
 * A thin layer over CUnit: one suite is one program (so that a crash costs one suite), one line
 * is printed per test, and the last line is `N passed, N failed`. A failed check tells what came
 * and what was wanted.
 *
 *   static void parses_signs(void) { CHECK(…); CHECK_TEXT(buf_view(&b), "-1"); }
 *   int main(void) { return UNIT_RUN(UNIT(parses_signs), UNIT(…)); }
 *
 * CU_basic_run_tests() returns 0 where tests failed, and a suite whose set-up failed is no
 * failure to CU_get_number_of_failures(): the number of tests run is compared with the number of
 * tests there are.
 */
#ifndef TESTS_UNIT_H
#define TESTS_UNIT_H

#include <CUnit/CUnit.h>
#include <CUnit/TestDB.h>
#include <CUnit/TestRun.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>
#include "common/buf.h"
#include "common/msg.h"
#include "common/str.h"

struct unit_test {
	const char *name;
	void (*run)(void);
};

/* clang-format off */
#define UNIT(function) {#function, function}
/* clang-format on */
#define UNIT_RUN(...) \
	unit_run((struct unit_test[]){__VA_ARGS__}, \
		 sizeof((struct unit_test[]){__VA_ARGS__}) / sizeof(struct unit_test))

#define CHECK(condition) unit_check((condition), __FILE__, __LINE__, "%s", #condition)
/* The same with words for the case at hand, of tables of cases. */
#define CHECK_CASE(condition, ...) unit_check((condition), __FILE__, __LINE__, __VA_ARGS__)
#define CHECK_TEXT(got, want) unit_check_text((got), (want), __FILE__, __LINE__)
#define CHECK_INT(got, want) \
	unit_check_int((long long)(got), (long long)(want), #got, __FILE__, __LINE__)

static inline bool unit_check(bool holds, const char *file, int line, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

static inline bool unit_check(bool holds, const char *file, int line, const char *format, ...)
{
	char text[1024] = "";
	va_list args;

	if (!holds) {
		va_start(args, format);
		vsnprintf(text, sizeof(text), format, args);
		va_end(args);
	}
	CU_assertImplementation(holds, (unsigned)line, text, file, "", CU_FALSE);
	return holds;
}

static inline bool unit_check_text(struct str got, const char *want, const char *file, int line)
{
	return unit_check(str_equal(got, str_of(want)), file, line, "got '%.*s', not '%s'",
			  (int)(got.n > 400 ? 400 : got.n), got.n ? got.p : "", want);
}

static inline bool unit_check_int(long long got, long long want, const char *what, const char *file,
				  int line)
{
	return unit_check(got == want, file, line, "%s is %lld, not %lld", what, got, want);
}

/* What is written to stderr between the two calls; unit_stderr_end() appends it to *text. */
struct unit_stderr {
	FILE *file;
	int saved;
};

static inline void unit_stderr_begin(struct unit_stderr *s)
{
	fflush(stderr);
	s->file = tmpfile();
	s->saved = dup(STDERR_FILENO);
	if (!s->file || s->saved < 0 || dup2(fileno(s->file), STDERR_FILENO) < 0)
		abort();
}

static inline void unit_stderr_end(struct unit_stderr *s, struct buf *text)
{
	size_t got;

	fflush(stderr);
	dup2(s->saved, STDERR_FILENO);
	close(s->saved);
	rewind(s->file);
	while ((got = fread(buf_room(text, 4096), 1, 4096, s->file)) > 0)
		text->n += got;
	fclose(s->file);
}

/* A folder of its own for the files of a test, under TMPDIR or /tmp; left behind only where rm
 * fails. */
static inline const char *unit_folder(void)
{
	static char path[512];
	const char *tmp = getenv("TMPDIR");

	if (path[0])
		return path;
	snprintf(path, sizeof(path), "%s/solieu-unit-XXXXXX", tmp && *tmp ? tmp : "/tmp");
	if (!mkdtemp(path))
		abort();
	return path;
}

/* NAME in that folder, in a buffer that the next but three calls overwrite. */
static inline const char *unit_path(const char *name)
{
	static char path[4][600];
	static unsigned turn;
	char *to = path[turn++ % 4];

	snprintf(to, sizeof(path[0]), "%s/%s", unit_folder(), name);
	return to;
}

/* A disk that is always full: a node of the test's own where one can be made, for root could lose
 * /dev/full to the very mistake that is tested for; else (no root, or one in a container)
 * /dev/full. */
static inline const char *unit_full(void)
{
	static char path[600];
	int fd = -1;

	if (path[0])
		return path;
	snprintf(path, sizeof(path), "%s/full", unit_folder());
	if (mknod(path, S_IFCHR | 0666, makedev(1, 7)) == 0)
		fd = open(path, O_WRONLY);
	if (fd < 0)
		snprintf(path, sizeof(path), "/dev/full");
	else
		close(fd);
	return path;
}

static inline void unit_complete(const CU_pTest test, const CU_pSuite suite,
				 const CU_pFailureRecord failure)
{
	(void)suite;
	printf("%s - %s\n", failure ? "not ok" : "ok", test->pName);
	for (CU_pFailureRecord f = failure; f; f = f->pNext)
		printf("# %s:%u: %s\n", f->strFileName, f->uiLineNumber, f->strCondition);
	fflush(stdout);
}

static inline void unit_remove_folder(void)
{
	char command[600];

	snprintf(command, sizeof(command), "rm -rf '%s'", unit_folder());
	if (system(command) != 0)
		fprintf(stderr, "cannot remove %s\n", unit_folder());
}

static inline int unit_run(const struct unit_test *tests, size_t count)
{
	CU_pSuite suite;
	unsigned failed, run;
	bool bad = false;

	msg_program("test");
	if (CU_initialize_registry() != CUE_SUCCESS)
		abort();
	suite = CU_add_suite("suite", NULL, NULL);
	for (size_t i = 0; i < count; i++)
		if (!suite || !CU_add_test(suite, tests[i].name, tests[i].run))
			abort();
	CU_set_test_complete_handler(unit_complete);
	bad = CU_run_all_tests() != CUE_SUCCESS || CU_get_number_of_suites_failed() > 0;
	run = CU_get_number_of_tests_run();
	failed = CU_get_number_of_tests_failed();
	if (run != count) {
		printf("not ok - %u of %zu tests were run\n", run, count);
		failed += (unsigned)count - run;
	} else if (bad && !failed) {
		printf("not ok - the suite as a whole\n");
		failed++;
	}
	CU_cleanup_registry();
	unit_remove_folder();
	printf("%u passed, %u failed\n",
	       (unsigned)count - (failed < count ? failed : (unsigned)count), failed);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

#endif

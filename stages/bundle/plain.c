#include "stages/bundle/plain.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MODE = 0666 };

/* Keys and references of the tables, see package.h. */
static const struct {
	const char *key, *foreign;
} keys[RELEASE_TABLES] = {
	[RELEASE_documents] = {"doc_id", NULL},
	[RELEASE_observations] = {"obs_id",
				  "doc_id documents doc_id,indicator indicators indicator"},
	[RELEASE_growth] = {"growth_id", "doc_id documents doc_id,obs_id observations obs_id"},
	[RELEASE_findings] = {"finding_id", "doc_id documents doc_id"},
	[RELEASE_indicators] = {"indicator", NULL},
};

static struct resource resource_of(const struct rows *rows, const char *file, int t)
{
	return (struct resource){.file = file,
				 .about = rows->table->name,
				 .column = rows->table->column,
				 .columns = rows->table->columns,
				 .key = keys[t].key,
				 .foreign = keys[t].foreign};
}

static int put_csv(struct package *k, int t, const char *file)
{
	const struct rows *rows = &k->release->table[t];
	struct resource r = resource_of(rows, file, t);
	struct str header[64];
	struct buf csv = {0};

	for (size_t c = 0; c < rows->table->columns; c++)
		header[c] = str_of(rows->table->column[c].name);
	csv_append_row(&csv, header, rows->table->columns);
	for (size_t i = 0; i < rows->count; i++)
		csv_append_row(&csv, rows_at(rows, i), rows->table->columns);
	int result = package_put(k, &r, buf_view(&csv));
	buf_release(&csv);
	return result;
}

/* The child's environment is empty: what it writes may depend on nothing. */
static int start(char *const argv[], const char *out, pid_t *child)
{
	char *const none[] = {NULL};
	posix_spawn_file_actions_t actions;
	int error = posix_spawn_file_actions_init(&actions);

	if (!error)
		error = posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, out,
							 O_WRONLY | O_CREAT | O_TRUNC, MODE);
	if (!error)
		error = posix_spawn(child, argv[0], &actions, NULL, argv, none);
	posix_spawn_file_actions_destroy(&actions);
	return error;
}

static enum exit_code convert(const char *publish, const char *table, const char *csv,
			      const char *parquet)
{
	char program[] = "-t", format[] = "-f", name[] = "parquet";
	struct arena a = {0};
	char *argv[] = {arena_string(&a, str_of(publish)),
			program,
			arena_string(&a, str_of(table)),
			format,
			name,
			arena_string(&a, str_of(csv)),
			NULL};
	pid_t child;
	int status, error = start(argv, parquet, &child);

	arena_release(&a);
	if (error) {
		errno = error;
		msg_system(MSG_ERROR, publish, "cannot be started");
		return error == ENOENT || error == EACCES ? EXIT_CALLER : EXIT_SYSTEM;
	}
	while (waitpid(child, &status, 0) < 0)
		if (errno != EINTR)
			return EXIT_SYSTEM;
	if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
		return EXIT_DONE;
	msg(MSG_ERROR, publish, 0, str_of(table), "could not make a Parquet file of a table");
	return EXIT_SYSTEM;
}

static enum exit_code put_parquet(struct package *k, int t, const char *publish, const char *csv)
{
	const char *table = k->release->table[t].table->name;
	struct buf file = {0};

	buf_printf(&file, "%s.parquet", table);
	struct resource r = {.file = buf_string(&file), .about = table};
	const char *from = package_path(k, csv), *to = package_path(k, r.file);
	enum exit_code code = EXIT_SYSTEM;
	if (from && to)
		code = convert(publish, table, from, to);
	if (code == EXIT_DONE && package_take(k, &r))
		code = EXIT_SYSTEM;
	buf_release(&file);
	return code;
}

enum exit_code plain_put(struct package *k, const char *publish)
{
	enum exit_code code = EXIT_DONE;

	for (int t = 0; t < RELEASE_TABLES && code == EXIT_DONE; t++) {
		struct buf csv = {0};
		buf_printf(&csv, "%s.csv", k->release->table[t].table->name);
		if (put_csv(k, t, buf_string(&csv)))
			code = EXIT_SYSTEM;
		else if (publish)
			code = put_parquet(k, t, publish, buf_string(&csv));
		buf_release(&csv);
	}
	return code;
}

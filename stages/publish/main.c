/* publish: months and tables to the next generation of the dataset; or one table as a filter. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include "common/io.h"
#include "common/msg.h"
#include "common/period.h"
#include "common/xalloc.h"
#include "stages/publish/convert.h"
#include "stages/publish/generation.h"
#include "stages/publish/work.h"

static const char *const month_tables[] = {"documents", "observations", "growth", "findings"};
enum { MONTH_TABLES = sizeof month_tables / sizeof *month_tables };

static const char usage[] =
	"usage: publish -o DATA [-u TABLE.csv]... [-x MONTH]... [-j JOBS] [MONTHFOLDER...]\n"
	"       publish -t TABLE [-f parquet|csv.gz] [TABLE.csv]\n";

static const char help[] =
	"\n"
	"Makes the next generation of the dataset: tables of months as csv.gz and Parquet.\n"
	"\n"
	"  MONTHFOLDER   a folder YYYY-MM that holds the CSV files of documents, observations,\n"
	"                growth and findings\n"
	"  -o DATA       the link to the dataset; its generations stand beside it, in\n"
	"                state/generations\n"
	"  -u TABLE.csv  a table without partitions: indicators.csv, revisions.csv\n"
	"  -x MONTH      the partitions of this month go\n"
	"  -j JOBS       tables written at the same time (1)\n"
	"  -t TABLE      as a filter: one table from a file or standard input to standard output\n"
	"  -f FORMAT     of the filter: parquet (default) or csv.gz\n"
	"  -h, -V        this help, the version\n"
	"\n"
	"Months that are not named stay as they are. Where nothing differs, nothing is written.\n"
	"Exit codes: 0 done, 2 the caller's mistake, 3 system failure, 75 another one at work.\n";

struct options {
	const char *data, *filter, *format;
	char **removed; /* months */
	size_t removals;
	struct task *task;
	size_t tasks, task_room;
	unsigned jobs;
};

static int caller_mistake(const char *what, const char *subject)
{
	msg(MSG_ERROR, NULL, 0, str_of(subject), "%s", what);
	return EXIT_CALLER;
}

static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash ? slash + 1 : path;
}

static bool is_month(struct str name)
{
	struct period p;
	return period_parse(name, &p) && p.freq == 'M';
}

static char *copy_of(struct str s)
{
	char *copy = xmalloc(s.n + 1);
	memcpy(copy, s.p, s.n);
	copy[s.n] = '\0';
	return copy;
}

static void add_task(struct options *o, char *csv, const struct table *table, const char *month)
{
	o->task = xgrow(o->task, &o->task_room, o->tasks + 1, sizeof *o->task);
	o->task[o->tasks++] = (struct task){csv, table, month};
}

static int add_table(struct options *o, const char *path)
{
	struct str name = str_of(base_name(path));
	if (name.n > 4 && strcmp(name.p + name.n - 4, ".csv") == 0)
		name.n -= 4;
	const struct table *table = table_find(name);
	if (!table)
		return caller_mistake("no table of that name", path);
	for (size_t i = 0; i < MONTH_TABLES; i++)
		if (strcmp(table->name, month_tables[i]) == 0)
			return caller_mistake("this table comes by months", path);
	for (size_t i = 0; i < o->tasks; i++)
		if (o->task[i].table == table)
			return caller_mistake("a table is named twice", path);
	add_task(o, copy_of(str_of(path)), table, NULL);
	return EXIT_DONE;
}

static int add_removal(struct options *o, char *month)
{
	if (!is_month(str_of(month)))
		return caller_mistake("not a month", month);
	o->removed[o->removals++] = month;
	return EXIT_DONE;
}

static int add_month(struct options *o, char *folder)
{
	size_t n = strlen(folder);
	while (n > 1 && folder[n - 1] == '/')
		folder[--n] = '\0';
	const char *month = base_name(folder);
	if (!is_month(str_of(month)))
		return caller_mistake("a month's folder is named YYYY-MM", folder);
	for (size_t i = 0; i < o->removals; i++)
		if (strcmp(o->removed[i], month) == 0)
			return caller_mistake("a month cannot be both published and removed",
					      month);
	for (size_t i = 0; i < o->tasks; i++)
		if (o->task[i].month && strcmp(o->task[i].month, month) == 0)
			return caller_mistake("a month is named twice", month);
	for (size_t i = 0; i < MONTH_TABLES; i++) {
		struct buf csv = {0};
		buf_printf(&csv, "%s/%s.csv", folder, month_tables[i]);
		add_task(o, copy_of(buf_view(&csv)), table_find(str_of(month_tables[i])), month);
		buf_release(&csv);
	}
	return EXIT_DONE;
}

static int say(const char *text, const char *more)
{
	struct io_file out;
	if (io_create(&out, NULL) != 0)
		return EXIT_SYSTEM;
	fputs(text, out.stream);
	fputs(more, out.stream);
	return io_commit(&out) == 0 ? EXIT_DONE : EXIT_SYSTEM;
}

/* -1: go on; else the exit code. */
static int read_options(struct options *o, int argc, char **argv)
{
	unsigned long long jobs;
	int c, code = EXIT_DONE;
	while (code == EXIT_DONE && (c = getopt(argc, argv, "o:u:x:j:t:f:hV")) != -1) {
		switch (c) {
		case 'o':
			o->data = optarg;
			break;
		case 'u':
			code = add_table(o, optarg);
			break;
		case 'x':
			code = add_removal(o, optarg);
			break;
		case 'j':
			if (!str_to_u64(str_of(optarg), &jobs) || jobs < 1 || jobs > WORK_JOBS)
				return caller_mistake("jobs are a number from 1 to 64", optarg);
			o->jobs = (unsigned)jobs;
			break;
		case 't':
			o->filter = optarg;
			break;
		case 'f':
			o->format = optarg;
			break;
		case 'h':
			return say(usage, help);
		case 'V':
			return say("publish " SOLIEU_VERSION "\n", "");
		default:
			fputs(usage, stderr);
			return EXIT_CALLER;
		}
	}
	return code == EXIT_DONE ? -1 : code;
}

static int to_stream(void *context, struct str bytes)
{
	struct io_file *f = context;
	return fwrite(bytes.p, 1, bytes.n, f->stream) == bytes.n ? 0 : -1;
}

static int run_filter(const struct options *o, const char *csv)
{
	struct io_file out;
	struct sink sink = {.write = to_stream, .context = &out};
	struct convert order = {.table = table_find(str_of(o->filter)), .name = csv};
	if (!order.table)
		return caller_mistake("no table of that name", o->filter);
	if (strcmp(o->format, "parquet") == 0)
		order.parquet = &sink;
	else if (strcmp(o->format, "csv.gz") == 0)
		order.csv_gz = &sink;
	else
		return caller_mistake("a format is parquet or csv.gz", o->format);
	if (io_create(&out, NULL) != 0)
		return EXIT_SYSTEM;
	enum exit_code code = convert_table(&order);
	if (code != EXIT_CALLER)
		return io_commit(&out) == 0 ? code : EXIT_SYSTEM;
	io_abandon(&out);
	return code;
}

static int run_publish(const struct options *o)
{
	struct generation g;
	enum exit_code code = generation_open(&g, o->data);
	if (code == EXIT_DONE) {
		code = work_run(o->task, o->tasks, o->jobs, &g);
		if (code == EXIT_DONE)
			code = generation_close(&g, o->removed, o->removals);
		if (code != EXIT_DONE)
			generation_abandon(&g);
	}
	generation_release(&g);
	return code;
}

static int run(struct options *o, int argc, char **argv)
{
	int code = read_options(o, argc, argv);
	if (code >= 0)
		return code;
	if (!o->filter == !o->data || (o->filter && argc - optind > 1)) {
		fputs(usage, stderr);
		return EXIT_CALLER;
	}
	if (o->filter)
		return run_filter(o, argv[optind]);
	for (int i = optind; i < argc; i++) {
		code = add_month(o, argv[i]);
		if (code != EXIT_DONE)
			return code;
	}
	return run_publish(o);
}

int main(int argc, char **argv)
{
	msg_program(argc ? argv[0] : "publish");
	struct options o = {.format = "parquet", .jobs = 1};
	o.removed = xcalloc((size_t)argc + 1, sizeof *o.removed);
	int code = run(&o, argc, argv);
	for (size_t i = 0; i < o.tasks; i++)
		free(o.task[i].csv);
	free(o.task);
	free(o.removed);
	return code;
}

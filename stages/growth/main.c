#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "stages/growth/add.h"
#include "common/io.h"
#include "common/msg.h"
#include "common/xalloc.h"
#include "stages/growth/month.h"
#include "stages/growth/series.h"
#include "stages/growth/store.h"
#include "stages/growth/tables.h"

static const char usage[] =
	"usage: growth add    -d STATE [-H HASH] -s SOURCES [-i LINES] -D DOCUMENTS -o "
	"OBSERVATIONS\n"
	"                     -g GROWTH [-L LEDGER] [-f FINDINGS]...\n"
	"       growth forget -d STATE DOC...\n"
	"       growth month  -d STATE [-l LEXICONS]... [-c CORRECTIONS] [MONTH...]\n"
	"       growth tables -d STATE\n"
	"       growth check  [-l LEXICONS]... [-c CORRECTIONS]\n"
	"       growth series [-o OUT] [FILE]\n"
	"       growth -h | -V\n"
	"\n"
	"add     takes the reports of a batch into the store, a folder each, and marks the months "
	"that\n"
	"        must be computed for them; prints doc_id,report_period,state (new, changed, same, "
	"waiting)\n"
	"forget  takes reports out again; prints the months that must be computed\n"
	"month   computes the tables of report months (2022-08 ...), of all marked ones without "
	"MONTH:\n"
	"        verdicts, bases from history, implied bases, growth from levels alone, revisions\n"
	"tables  puts indicators.csv and revisions.csv together from all months\n"
	"check   reads lexicons and corrections and says what is wrong with them\n"
	"series  from CSV series,time_period,obs_value: month-on-month and year-on-year change in "
	"percent\n"
	"\n"
	"-c FILE  corrections: action,doc_id,byte_start,series_id,time_period,value,expect,reason\n"
	"-d DIR   the store (out/state)\n"
	"-H HASH  what the reports were read with; kept beside them\n"
	"-l DIR   lexicons, instead of the installed ones; may be repeated\n";

struct options {
	const char *state, *corrections, *out;
	struct lexicon lexicon;
	struct add_input add;
};

static int misused(const char *why)
{
	fprintf(stderr, "growth: %s; growth -h explains\n", why);
	return EXIT_CALLER;
}

static int read_options(int argc, char **argv, const char *letters, struct options *o)
{
	int letter;

	while ((letter = getopt(argc, argv, letters)) != -1) {
		switch (letter) {
		case 'd':
			o->state = optarg;
			break;
		case 'c':
			o->corrections = optarg;
			break;
		case 'H':
			o->add.lexicons = optarg;
			break;
		case 'o':
			o->out = o->add.file[ADD_OBSERVATIONS] = optarg;
			break;
		case 's':
			o->add.file[ADD_SOURCES] = optarg;
			break;
		case 'i':
			o->add.file[ADD_LINES] = optarg;
			break;
		case 'D':
			o->add.file[ADD_DOCUMENTS] = optarg;
			break;
		case 'g':
			o->add.file[ADD_GROWTH] = optarg;
			break;
		case 'L':
			o->add.file[ADD_LEDGER] = optarg;
			break;
		case 'f':
			if (o->add.findings_count == ADD_MOST_FINDINGS)
				return misused("too many -f");
			o->add.findings[o->add.findings_count++] = optarg;
			break;
		case 'l':
			if (o->lexicon.folders == LEXICON_FOLDERS)
				return misused("too many -l");
			o->lexicon.folder[o->lexicon.folders++] = optarg;
			break;
		default:
			return misused("unknown option or missing argument");
		}
	}
	if (!o->lexicon.folders)
		o->lexicon.folder[o->lexicon.folders++] = LEXICON_FOLDER;
	return EXIT_DONE;
}

static int run_add(struct options *o, int argc, char **argv)
{
	struct io_file out;
	bool caller;

	(void)argv;
	if (argc || !o->state || !o->add.file[ADD_SOURCES] || !o->add.file[ADD_DOCUMENTS] ||
	    !o->add.file[ADD_OBSERVATIONS] || !o->add.file[ADD_GROWTH])
		return misused("add needs -d, -s, -D, -o and -g, and takes no operand");
	if (io_create(&out, NULL))
		return EXIT_SYSTEM;
	if (add_reports(o->state, &o->add, out.stream, &caller)) {
		io_abandon(&out);
		return caller ? EXIT_CALLER : EXIT_SYSTEM;
	}
	return io_commit(&out) ? EXIT_SYSTEM : EXIT_DONE;
}

static int run_forget(struct options *o, int argc, char **argv)
{
	struct io_file out;
	bool caller;

	if (!argc || !o->state)
		return misused("forget needs -d and doc_ids");
	if (io_create(&out, NULL))
		return EXIT_SYSTEM;
	if (forget_reports(o->state, argv, (size_t)argc, out.stream, &caller)) {
		io_abandon(&out);
		return caller ? EXIT_CALLER : EXIT_SYSTEM;
	}
	return io_commit(&out) ? EXIT_SYSTEM : EXIT_DONE;
}

static int compare_months(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static int compute_all(const struct month_tools *tools, char **months, size_t count)
{
	if (count)
		qsort(months, count, sizeof *months, compare_months);
	for (size_t i = 0; i < count; i++) {
		bool caller;
		if (month_compute(tools, str_of(months[i]), &caller))
			return caller ? EXIT_CALLER : EXIT_SYSTEM;
	}
	return EXIT_DONE;
}

static int run_month(struct options *o, int argc, char **argv)
{
	struct month_tools tools = {.state = o->state};
	struct corrections corrections = {0};
	struct arena a = {0};
	struct names dirty = {0};
	struct catalogue *catalogue = NULL;
	struct messages *messages = NULL;
	int result = EXIT_CALLER;

	if (!o->state)
		return misused("month needs -d");
	for (int i = 0; i < argc; i++)
		if (!store_is_month(str_of(argv[i])))
			return misused("a MONTH is written like 2022-08");
	if (corrections_read(&corrections, o->corrections) ||
	    !(catalogue = catalogue_load(&o->lexicon)) ||
	    !(messages = messages_load(&o->lexicon))) {
		result = lexicon_exit();
		goto out;
	}
	tools.catalogue = catalogue;
	tools.messages = messages;
	tools.corrections = &corrections;
	result = EXIT_SYSTEM;
	if (store_finish(o->state) || (!argc && store_dirty(&a, o->state, &dirty)))
		goto out;
	result = argc ? compute_all(&tools, argv, (size_t)argc)
		      : compute_all(&tools, dirty.name, dirty.count);
out:
	catalogue_free(catalogue);
	messages_free(messages);
	corrections_release(&corrections);
	arena_release(&a);
	return result;
}

static int run_tables(struct options *o, int argc, char **argv)
{
	(void)argv;
	if (argc || !o->state)
		return misused("tables needs -d and takes no operand");
	return tables_write(o->state) ? EXIT_SYSTEM : EXIT_DONE;
}

static int run_check(struct options *o, int argc, char **argv)
{
	struct corrections corrections;
	int bad = corrections_read(&corrections, o->corrections);
	struct catalogue *catalogue = catalogue_load(&o->lexicon);
	struct messages *messages = messages_load(&o->lexicon);
	int result = bad || !catalogue || !messages ? lexicon_exit() : EXIT_DONE;

	(void)argv;
	catalogue_free(catalogue);
	messages_free(messages);
	corrections_release(&corrections);
	return argc ? misused("check takes no operand") : result;
}

static int run_series(struct options *o, int argc, char **argv)
{
	if (argc > 1)
		return misused("series takes one file");
	return series_run(argc ? argv[0] : NULL, o->out);
}

static const struct {
	const char *name, *letters;
	int (*run)(struct options *, int, char **);
} commands[] = {
	{"add", "d:H:s:i:D:o:g:L:f:", run_add}, {"forget", "d:", run_forget},
	{"month", "d:l:c:", run_month},         {"tables", "d:l:", run_tables},
	{"check", "l:c:", run_check},           {"series", "o:", run_series},
};

int main(int argc, char **argv)
{
	struct options o = {0};

	msg_program("growth");
	if (argc < 2)
		return misused("a command is missing");
	if (!strcmp(argv[1], "-h") || !strcmp(argv[1], "-V")) {
		struct io_file out;
		if (io_create(&out, NULL))
			return EXIT_SYSTEM;
		fputs(argv[1][1] == 'h' ? usage : "growth " SOLIEU_VERSION "\n", out.stream);
		return io_commit(&out) ? EXIT_SYSTEM : EXIT_DONE;
	}
	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
		if (strcmp(argv[1], commands[i].name) != 0)
			continue;
		opterr = 0;
		int result = read_options(argc - 1, argv + 1, commands[i].letters, &o);
		return result ? result : commands[i].run(&o, argc - 1 - optind, argv + 1 + optind);
	}
	return misused("unknown command");
}

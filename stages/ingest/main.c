/* ingest: reports in whatever format, out of whatever archive, as lines of text. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "common/msg.h"
#include "common/period.h"
#include "stages/ingest/pool.h"

static const char usage[] =
	"usage: ingest [-o LINES] [-s SOURCES] [-f FINDINGS] [-t TEXTFOLDER] [-N SKETCHFOLDER] [-p "
	"YYYY-MM]\n"
	"              [-l LEXICONFOLDER]... [-j JOBS] [-L limit=value]... [PATH...]\n";

static const char help[] =
	"\n"
	"Reads reports (text, HTML, DOCX, ODT, DOC, PDF, e-mail, alone or in archives) and writes "
	"their text\n"
	"as lines. PATH is a file, a folder, or - for standard input (the default).\n"
	"\n"
	"  -o LINES         table lines (default: standard output)\n"
	"  -s SOURCES       table sources: what was read, from which bytes\n"
	"  -f FINDINGS      table findings: what was refused, mended or found twice\n"
	"  -t TEXTFOLDER    the text of each report as DOC.txt, its sketch as DOC.near\n"
	"  -N SKETCHFOLDER  tell reports that are near those whose sketches lie there\n"
	"  -p YYYY-MM       month of the reports that no reports.csv names\n"
	"  -l FOLDER        lexicons, for the wording of findings\n"
	"  -j JOBS          files read at the same time (1)\n"
	"  -L limit=value   sets a limit:\n";

static const char end_of_help[] = "  -h, -V           this help, the version\n"
				  "\n"
				  "A file reports.csv in a folder (columns source, report_period; "
				  "published, issuer, title where wanted)\n"
				  "says of its reports what they do not.\n"
				  "Exit codes: 0 done, 1 some inputs were rejected, 2 the caller's "
				  "mistake, 3 system failure.\n";

struct options {
	struct output_names names;
	struct limits limits;
	struct lexicon lexicon;
	unsigned jobs;
	bool done; /* help or version was printed */
};

static int caller_mistake(const char *what, const char *subject)
{
	msg(MSG_ERROR, NULL, 0, str_of(subject), "%s", what);
	return EXIT_CALLER;
}

static int print_help(struct options *o)
{
	const char *name, *meaning;
	unsigned long long value;

	fputs(usage, stdout);
	fputs(help, stdout);
	for (unsigned i = 0; limits_describe(i, &name, &value, &meaning); i++)
		printf("      %-15s %s (%llu)\n", name, meaning, value);
	fputs(end_of_help, stdout);
	o->done = true;
	return fflush(stdout) == 0 ? EXIT_DONE : EXIT_SYSTEM;
}

static int set_jobs(struct options *o, const char *value)
{
	unsigned long long jobs;

	if (!str_to_u64(str_of(value), &jobs) || jobs < 1)
		return caller_mistake("jobs are a number above zero", value);
	o->jobs = jobs < POOL_MOST ? (unsigned)jobs : POOL_MOST;
	return EXIT_DONE;
}

static int set_period(struct options *o, const char *value)
{
	struct period p;

	if (!period_parse(str_of(value), &p) || p.freq != 'M')
		return caller_mistake("a report period is a month as 2022-08", value);
	o->names.period = value;
	return EXIT_DONE;
}

static int add_lexicon(struct options *o, const char *folder)
{
	if (o->lexicon.folders == LEXICON_FOLDERS)
		return caller_mistake("too many lexicon folders", folder);
	o->lexicon.folder[o->lexicon.folders++] = folder;
	return EXIT_DONE;
}

static int take_option(struct options *o, int letter)
{
	switch (letter) {
	case 'o':
		o->names.lines = optarg;
		return EXIT_DONE;
	case 's':
		o->names.sources = optarg;
		return EXIT_DONE;
	case 'f':
		o->names.findings = optarg;
		return EXIT_DONE;
	case 't':
		o->names.texts = optarg;
		return EXIT_DONE;
	case 'N':
		o->names.sketches = optarg;
		return EXIT_DONE;
	case 'p':
		return set_period(o, optarg);
	case 'l':
		return add_lexicon(o, optarg);
	case 'j':
		return set_jobs(o, optarg);
	case 'L':
		return limits_set(&o->limits, str_of(optarg))
			       ? EXIT_DONE
			       : caller_mistake("no such limit, or no number above zero", optarg);
	case 'h':
		return print_help(o);
	case 'V':
		o->done = true;
		return puts("ingest (solieu) " SOLIEU_VERSION) >= 0 && fflush(stdout) == 0
			       ? EXIT_DONE
			       : EXIT_SYSTEM;
	default:
		fputs(usage, stderr);
		return EXIT_CALLER;
	}
}

static int take_options(struct options *o, int argc, char **argv)
{
	int letter, status = EXIT_DONE;

	while (status == EXIT_DONE && !o->done &&
	       (letter = getopt(argc, argv, "o:s:f:t:N:p:l:j:L:hV")) != -1)
		status = take_option(o, letter);
	return status;
}

static int read_all(const struct options *o, const struct finding_messages *messages,
		    char *const *operands, size_t count)
{
	struct output *out = output_new(&o->names, messages);
	struct worker_setup setup = {&o->limits,
				     messages,
				     operands,
				     count,
				     o->names.texts != NULL,
				     o->names.findings || o->names.texts};
	struct walk *walk;
	int status;

	if (!out)
		return EXIT_SYSTEM;
	walk = walk_new(operands, count);
	status = pool_run(&setup, o->jobs, walk, out);
	if (status == EXIT_DONE && output_commit(out) != 0)
		status = EXIT_SYSTEM;
	if (status == EXIT_DONE && output_rejected(out))
		status = EXIT_PARTLY;
	walk_free(walk);
	output_free(out);
	return status;
}

int main(int argc, char **argv)
{
	static char standard_input[] = "-";
	static char *const only_standard_input[] = {standard_input};
	struct options o = {.names.lines = "-", .limits = limits_default, .jobs = 1};
	struct finding_messages *messages;
	int status;

	msg_program(argv[0]);
	status = take_options(&o, argc, argv);
	if (status != EXIT_DONE || o.done)
		return status;
	o.names.compared = (size_t)o.limits.compared;
	if (o.lexicon.folders == 0)
		o.lexicon.folder[o.lexicon.folders++] = LEXICON_FOLDER;
	messages = finding_messages_load(&o.lexicon);
	if (!messages)
		return lexicon_exit();
	if (optind < argc)
		status = read_all(&o, messages, argv + optind, (size_t)(argc - optind));
	else
		status = read_all(&o, messages, only_standard_input, 1);
	finding_messages_free(messages);
	return status;
}

#include <stdio.h>
#include <unistd.h>

#include "common/hash.h"
#include "common/io.h"
#include "common/msg.h"
#include "stages/query/answers.h"
#include "stages/query/plan.h"
#include "stages/query/status.h"

enum { MOST_CORRECTIONS = 16 << 20 };

static const char usage[] =
	"usage: query asof    -d STATE [-F text|json|csv] MONTH\n"
	"       query history -d STATE [-F text|json|csv] SERIES\n"
	"       query diff    -d STATE [-F text|json|csv] MONTH MONTH\n"
	"       query diff    -a MONTHS -b MONTHS [-F text|json|csv]\n"
	"       query status  -d STATE [-H HASH] [-c CORRECTIONS] [-T DAY] [-k CALENDAR]\n"
	"                     [-F text|json|csv] [FROM [TO]]\n"
	"       query plan    -d STATE [-H HASH] [-c CORRECTIONS] [-m missing|failed|stale|all] "
	"[-D]\n"
	"                     [FROM [TO]]\n"
	"       query -h | -V\n"
	"\n"
	"asof     of each figure the statement that counts in the reports up to MONTH (2022-08)\n"
	"history  a series, or all of an indicator, through its vintages\n"
	"diff     what the reports after the first month up to the second changed; with -a and -b "
	"what a\n"
	"         rework changed, from two folders of month folders\n"
	"status   what is held, month by month, what is stale, missing or late\n"
	"plan     months that must be computed, with the reason; with -D reports to be read again\n"
	"\n"
	"-c FILE  the corrections in use; -H HASH  of the lexicons in use: what was made with "
	"others is stale\n"
	"-d DIR   the store (out/state)\n"
	"-F FORM  text (the default), json or csv\n"
	"-k FILE  release calendar; -T DAY  (2022-09-06) the day on which lateness is judged\n"
	"-m MODE  what a backfill of FROM to TO reworks; without it what waits to be computed\n";

struct options {
	const char *state, *old_months, *new_months, *corrections;
	struct status_request status;
	enum plan_mode mode;
	bool reports;
	char corrections_hash[HASH_HEX + 1];
};

static int misused(const char *why)
{
	fprintf(stderr, "query: %s; query -h explains\n", why);
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
		case 'a':
			o->old_months = optarg;
			break;
		case 'b':
			o->new_months = optarg;
			break;
		case 'c':
			o->corrections = optarg;
			break;
		case 'H':
			o->status.now.lexicons = optarg;
			break;
		case 'T':
			o->status.today = optarg;
			break;
		case 'k':
			o->status.calendar = optarg;
			break;
		case 'D':
			o->reports = true;
			break;
		case 'F':
			if (!grid_form_parse(optarg, &o->status.form))
				return misused("-F takes text, json or csv");
			break;
		case 'm':
			if (!plan_mode_parse(optarg, &o->mode))
				return misused("-m takes missing, failed, stale or all");
			break;
		default:
			return misused("unknown option or missing argument");
		}
	}
	return EXIT_DONE;
}

/* What was computed without any corrections has an empty hash. */
static int hash_corrections(struct options *o)
{
	struct buf content = {0};

	o->status.now.corrections = o->corrections_hash;
	if (!o->corrections)
		return 0;
	int result = io_read_all(o->corrections, MOST_CORRECTIONS, &content);
	if (result == 0)
		hash_sha256(buf_view(&content), o->corrections_hash);
	buf_release(&content);
	return result;
}

static bool months(char **argv, int argc)
{
	for (int i = 0; i < argc; i++)
		if (!store_is_month(str_of(argv[i])))
			return false;
	return true;
}

/* Questions about vintages need something that is held. */
static bool is_held(const char *state)
{
	if (store_exists(state))
		return true;
	msg(MSG_ERROR, NULL, 0, str_of(state), "no such store");
	return false;
}

static int run_asof(struct options *o, int argc, char **argv, FILE *out)
{
	if (!o->state || argc != 1 || !months(argv, argc))
		return misused("asof needs -d and a month like 2022-08");
	if (!is_held(o->state))
		return EXIT_CALLER;
	return answer_asof(o->state, str_of(argv[0]), o->status.form, out) ? EXIT_SYSTEM
									   : EXIT_DONE;
}

static int run_history(struct options *o, int argc, char **argv, FILE *out)
{
	bool found;

	if (!o->state || argc != 1)
		return misused("history needs -d and a series_id or an indicator");
	if (!is_held(o->state))
		return EXIT_CALLER;
	if (answer_history(o->state, str_of(argv[0]), o->status.form, out, &found))
		return EXIT_SYSTEM;
	if (found)
		return EXIT_DONE;
	msg(MSG_ERROR, NULL, 0, str_of(argv[0]), "nothing is held of such a series or indicator");
	return EXIT_CALLER;
}

static int run_diff(struct options *o, int argc, char **argv, FILE *out)
{
	int result;

	if (o->old_months && o->new_months && !argc)
		result = answer_compare(o->old_months, o->new_months, o->status.form, out);
	else if (o->state && argc == 2 && months(argv, argc) && !is_held(o->state))
		return EXIT_CALLER;
	else if (o->state && argc == 2 && months(argv, argc))
		result = answer_diff(o->state, str_of(argv[0]), str_of(argv[1]), o->status.form,
				     out);
	else
		return misused("diff needs -d and two months, or -a and -b");
	return result ? EXIT_SYSTEM : EXIT_DONE;
}

/* FROM alone is that month alone. */
static bool span(int argc, char **argv, const char **from, const char **to)
{
	if (argc > 2 || !months(argv, argc))
		return false;
	*from = argc > 0 ? argv[0] : NULL;
	*to = argc > 1 ? argv[1] : *from;
	return true;
}

static int run_status(struct options *o, int argc, char **argv, FILE *out)
{
	struct held h;
	bool caller = false;

	if (!o->state || !span(argc, argv, &o->status.from, &o->status.to))
		return misused("status needs -d and at most two months");
	if (hash_corrections(o))
		return EXIT_CALLER;
	int result = held_read(&h, o->state) || status_print(&h, &o->status, out, &caller);
	held_release(&h);
	return !result ? EXIT_DONE : caller ? EXIT_CALLER : EXIT_SYSTEM;
}

static int run_plan(struct options *o, int argc, char **argv, FILE *out)
{
	const char *from, *to;
	struct held h;

	if (!o->state || !span(argc, argv, &from, &to))
		return misused("plan needs -d and at most two months");
	if (hash_corrections(o))
		return EXIT_CALLER;
	int result = held_read(&h, o->state);
	if (!result)
		result = (o->reports ? plan_reports : plan_months)(&h, o->mode, &o->status.now,
								   from, to, out);
	held_release(&h);
	return result ? EXIT_SYSTEM : EXIT_DONE;
}

static const struct {
	const char *name, *letters;
	int (*run)(struct options *, int, char **, FILE *);
} commands[] = {
	{"asof", "d:F:", run_asof},      {"history", "d:F:", run_history},
	{"diff", "d:a:b:F:", run_diff},  {"status", "d:H:c:T:k:F:", run_status},
	{"plan", "d:H:c:m:D", run_plan},
};

int main(int argc, char **argv)
{
	struct options o = {0};
	struct io_file out;
	int result = EXIT_CALLER;

	msg_program("query");
	if (argc < 2)
		return misused("a question is missing");
	if (io_create(&out, NULL))
		return EXIT_SYSTEM;
	if (!strcmp(argv[1], "-h") || !strcmp(argv[1], "-V")) {
		fputs(argv[1][1] == 'h' ? usage : "query " SOLIEU_VERSION "\n", out.stream);
		return io_commit(&out) ? EXIT_SYSTEM : EXIT_DONE;
	}
	size_t i = 0;
	while (i < sizeof commands / sizeof *commands && strcmp(argv[1], commands[i].name) != 0)
		i++;
	if (i == sizeof commands / sizeof *commands)
		return misused("unknown question");
	opterr = 0;
	result = read_options(argc - 1, argv + 1, commands[i].letters, &o);
	if (result == EXIT_DONE)
		result = commands[i].run(&o, argc - 1 - optind, argv + 1 + optind, out.stream);
	return io_commit(&out) ? EXIT_SYSTEM : result;
}

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include "common/io.h"
#include "common/msg.h"
#include "stages/normalize/normalizer.h"

#ifndef LEXICON_FOLDER
#define LEXICON_FOLDER "common/lexicon"
#endif

static const char usage[] =
	"usage: normalize [-v] [-l LEXICONFOLDER]... [-d DOCUMENTS] [-g GROWTH] [-L LEDGER]\n"
	"                 [-f FINDINGS] [-o OBSERVATIONS] [MENTIONS]\n";

static const char help[] =
	"\n"
	"Turns mentions (spans and links, from extract) into values: observations, growth, ledger, "
	"findings.\n"
	"MENTIONS is read from standard input where it is - or absent.\n"
	"\n"
	"  -d DOCUMENTS     issuer and report month of the documents, in the order of MENTIONS\n"
	"  -o OBSERVATIONS  levels; standard output where it is - or absent\n"
	"  -g GROWTH        stated comparisons\n"
	"  -L LEDGER        what became of every number token\n"
	"  -f FINDINGS      what a careful reader would be told\n"
	"  -l FOLDER        lexicons; given more than once, later rows win; default " LEXICON_FOLDER
	"\n"
	"  -v               print the counts of the ledger\n"
	"  -h               this help\n"
	"  -V               version\n";

enum { OBSERVATIONS, GROWTH, LEDGER, FINDINGS, OUTPUTS };

struct options {
	struct lexicon lexicon;
	const char *documents, *mentions;
	const char *output[OUTPUTS];
	bool verbose;
};

struct job {
	struct options o;
	struct lexicons lexicons;
	struct normalizer *normalizer;
	struct io_file file[OUTPUTS];
	bool open[OUTPUTS];
	struct table_reader documents, mentions;
	FILE *documents_stream, *mentions_stream;
	struct buf doc_id; /* of the document at work */
	bool any;
};

/* 0: go on; otherwise leave with *status. */
static int read_options(int argc, char **argv, struct options *o, int *status)
{
	int c;
	*status = EXIT_CALLER;
	while ((c = getopt(argc, argv, "l:d:g:L:f:o:vhV")) != -1) {
		switch (c) {
		case 'l':
			if (o->lexicon.folders == LEXICON_FOLDERS) {
				msg(MSG_FATAL, NULL, 0, str_of(optarg), "too many lexicon folders");
				return -1;
			}
			o->lexicon.folder[o->lexicon.folders++] = optarg;
			break;
		case 'd':
			o->documents = optarg;
			break;
		case 'g':
			o->output[GROWTH] = optarg;
			break;
		case 'L':
			o->output[LEDGER] = optarg;
			break;
		case 'f':
			o->output[FINDINGS] = optarg;
			break;
		case 'o':
			o->output[OBSERVATIONS] = optarg;
			break;
		case 'v':
			o->verbose = true;
			break;
		case 'h':
		case 'V':
			fputs(c == 'h' ? usage : "normalize " SOLIEU_VERSION "\n", stdout);
			if (c == 'h')
				fputs(help, stdout);
			*status = fflush(stdout) || ferror(stdout) ? EXIT_SYSTEM : EXIT_DONE;
			return -1;
		default:
			fputs(usage, stderr);
			return -1;
		}
	}
	if (argc - optind > 1) {
		msg(MSG_FATAL, NULL, 0, str_of(argv[optind + 1]), "one operand at most");
		return -1;
	}
	o->mentions = argv[optind];
	if (!o->lexicon.folders)
		o->lexicon.folder[o->lexicon.folders++] = LEXICON_FOLDER;
	return 0;
}

static int open_outputs(struct job *j)
{
	static const struct table *const tables[OUTPUTS] = {&table_observations, &table_growth,
							    &table_ledger, &table_findings};
	for (int i = 0; i < OUTPUTS; i++) {
		if (i != OBSERVATIONS && !j->o.output[i])
			continue;
		if (io_create(&j->file[i], j->o.output[i]))
			return -1;
		j->open[i] = true;
		table_write_header(j->file[i].stream, tables[i]);
	}
	return 0;
}

static int commit_outputs(struct job *j)
{
	int bad = 0;
	for (int i = 0; i < OUTPUTS; i++)
		if (j->open[i]) {
			bad |= io_commit(&j->file[i]);
			j->open[i] = false;
		}
	return bad;
}

static void release(struct job *j)
{
	for (int i = 0; i < OUTPUTS; i++)
		if (j->open[i])
			io_abandon(&j->file[i]);
	table_read_end(&j->documents);
	table_read_end(&j->mentions);
	if (j->documents_stream && j->documents_stream != stdin)
		fclose(j->documents_stream);
	if (j->mentions_stream && j->mentions_stream != stdin)
		fclose(j->mentions_stream);
	normalizer_free(j->normalizer);
	lexicons_free(&j->lexicons);
	buf_release(&j->doc_id);
}

/* The next document of DOCUMENTS that `doc_id` names: mentions follow their order. */
static int begin_document(struct job *j, struct str doc_id)
{
	struct str row[documents_columns];
	buf_reset(&j->doc_id);
	buf_add(&j->doc_id, doc_id);
	j->any = true;
	if (!j->o.documents) {
		normalizer_document(j->normalizer, doc_id, (struct str){0}, (struct str){0});
		return 0;
	}
	for (;;) {
		int got = table_read(&j->documents, row);
		if (got < 0)
			return -1;
		if (!got)
			return table_refuse(&j->mentions, mentions_doc_id, doc_id,
					    "not in DOCUMENTS, or not in its order");
		if (str_equal(row[documents_doc_id], doc_id))
			break;
	}
	normalizer_document(j->normalizer, doc_id, row[documents_issuer],
			    row[documents_report_period]);
	return 0;
}

static int read_mentions(struct job *j)
{
	struct str row[mentions_columns], rest[documents_columns];
	int got;
	while ((got = table_read(&j->mentions, row)) > 0) {
		if ((!j->any || !str_equal(buf_view(&j->doc_id), row[mentions_doc_id])) &&
		    begin_document(j, row[mentions_doc_id]))
			return -1;
		const char *why = normalizer_mention(j->normalizer, row);
		if (why)
			return table_refuse(&j->mentions, mentions_mention, row[mentions_mention],
					    why);
	}
	normalizer_end(j->normalizer);
	/* the rest of DOCUMENTS has no mentions, but must be whole */
	while (got >= 0 && j->o.documents && (got = table_read(&j->documents, rest)) > 0)
		;
	return got < 0 || normalizer_failed(j->normalizer) ? -1 : 0;
}

static bool stream_failed(const struct job *j)
{
	return (j->mentions_stream && ferror(j->mentions_stream)) ||
	       (j->documents_stream && ferror(j->documents_stream));
}

static int run(struct job *j)
{
	const char *documents = j->o.documents;
	if (lexicons_load(&j->lexicons, &j->o.lexicon))
		return lexicon_exit();
	if (documents && !(j->documents_stream = io_open(documents)))
		return errno == ENOENT || errno == EISDIR ? EXIT_CALLER : EXIT_SYSTEM;
	if (!(j->mentions_stream = io_open(j->o.mentions)))
		return errno == ENOENT || errno == EISDIR ? EXIT_CALLER : EXIT_SYSTEM;
	if ((documents &&
	     table_read_begin(&j->documents, &table_documents, j->documents_stream, documents)) ||
	    table_read_begin(&j->mentions, &table_mentions, j->mentions_stream,
			     j->o.mentions ? j->o.mentions : "-"))
		return stream_failed(j) ? EXIT_SYSTEM : EXIT_CALLER;
	if (open_outputs(j))
		return EXIT_SYSTEM;
	struct outputs out = {j->file[OBSERVATIONS].stream, j->file[GROWTH].stream,
			      j->file[LEDGER].stream, j->file[FINDINGS].stream};
	j->normalizer = normalizer_new(&j->lexicons, &out);
	if (read_mentions(j))
		return stream_failed(j) ? EXIT_SYSTEM : EXIT_CALLER;
	if (commit_outputs(j))
		return EXIT_SYSTEM;
	if (j->o.verbose) {
		struct tokens_told told = normalizer_counts(j->normalizer);
		msg(MSG_NOTE, NULL, 0, (struct str){0},
		    "%llu number tokens: %llu facts, %llu non-facts, %llu unread",
		    told.facts + told.others + told.unread, told.facts, told.others, told.unread);
	}
	return EXIT_DONE;
}

int main(int argc, char **argv)
{
	struct job job = {0};
	int status;
	msg_program(argc ? argv[0] : "normalize");
	if (read_options(argc, argv, &job.o, &status))
		return status;
	status = run(&job);
	release(&job);
	return status;
}

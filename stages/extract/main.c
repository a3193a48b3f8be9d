#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "common/finding.h"
#include "common/io.h"
#include "common/msg.h"
#include "common/table.h"
#include "common/utf8.h"
#include "common/xalloc.h"
#include "stages/extract/report.h"

static const char usage[] =
	"usage: extract [-hV] [-l FOLDER]... [-s SOURCES] [-d DOCUMENTS] [-f FINDINGS] [-o "
	"MENTIONS] [LINES]\n"
	"Tells which words belong to which number of a report, and what and when it is said of.\n"
	"  -l FOLDER     lexicons; given once or more, these are all (default: those installed)\n"
	"  -s SOURCES    table sources: what is known of each document beside its text\n"
	"  -d DOCUMENTS  write table documents: title, issuer, report month\n"
	"  -f FINDINGS   write table findings\n"
	"  -o MENTIONS   write table mentions there, not to standard output\n"
	"  LINES         table lines (default: standard input)\n";

struct options {
	struct lexicon lexicon;
	const char *sources, *documents, *findings, *mentions, *lines;
};

/* Everything that is open while the stage runs. */
struct stage {
	struct vocab *vocab;
	struct finding_messages *messages;
	struct report_reader *reader;
	struct table_reader lines, sources;
	FILE *lines_stream, *sources_stream;
	bool has_sources, source_ready;
	struct str source[sources_columns];
	struct arena source_arena;
	struct io_file mentions, documents, findings;
	struct buf text;
	struct arena arena; /* of one document */
	struct report report;
	bool bad_lexicon; /* a finding has no wording */
};

enum {
	DOCUMENT_BYTES = 16 << 20,
	LINE_BYTES = 64 << 10, /* a longer line is read in pieces */
};

static int read_source(struct stage *s)
{
	struct str row[sources_columns];
	int got = table_read(&s->sources, row);
	s->source_ready = got > 0;
	arena_reset(&s->source_arena);
	for (int i = 0; got > 0 && i < sources_columns; i++)
		s->source[i] = arena_copy(&s->source_arena, row[i]);
	return got < 0 ? -1 : 0;
}

static void write_document(struct stage *s, const struct mentions *m)
{
	struct report *p = &s->report;
	struct str row[documents_columns] = {0};
	struct buf period = {0}, coverage = {0}, published = {0};
	if (!s->documents.stream)
		return;
	for (int i = 0; i < 6; i++) /* doc_id to encoding stand alike in both tables */
		row[i] = s->source_ready ? s->source[i] : (struct str){0};
	row[documents_doc_id] = p->doc_id;
	row[documents_title] = p->title;
	row[documents_issuer] = p->issuer;
	if (p->period.freq) {
		period_print(p->period, &period);
		report_coverage(m, &coverage);
	}
	if (p->has_published)
		period_print_date(p->published, &published);
	row[documents_report_period] = buf_view(&period);
	row[documents_coverage] = buf_view(&coverage);
	row[documents_published] = buf_view(&published);
	table_write(s->documents.stream, &table_documents, row);
	buf_release(&period);
	buf_release(&coverage);
	buf_release(&published);
}

static void find(struct stage *s, const char *rule)
{
	struct finding f = {.doc_id = s->report.doc_id, .rule = rule};
	finding_value(&f, "source", s->report.source.n ? s->report.source : s->report.doc_id);
	if (s->findings.stream && finding_write(s->findings.stream, s->messages, &f))
		s->bad_lexicon = true;
}

/* Tables whose columns or units could not be told. */
static void find_tables(struct stage *s)
{
	const struct report *p = &s->report;
	struct buf period = {0};
	period_print(p->period, &period);
	for (size_t i = 0; i < p->tables; i++) {
		const struct report_line *first = &p->line[p->table[i].first],
					 *last = &p->line[p->table[i].end - 1];
		struct finding f = {.doc_id = p->doc_id,
				    .report_period = buf_view(&period),
				    .rule = "TABLE_UNREAD",
				    .has_place = true,
				    .byte_start = first->offset,
				    .byte_end = last->offset + last->text.n};
		finding_value(&f, "printed", str_trim(first->text));
		if (s->findings.stream && finding_write(s->findings.stream, s->messages, &f))
			s->bad_lexicon = true;
	}
	buf_release(&period);
}

static void finish_document(struct stage *s)
{
	struct report *p = &s->report;
	struct mentions none = {0};
	const struct mentions *m = &none;
	if (!p->doc_id.n)
		return;
	for (size_t i = 0; i < p->lines; i++)
		p->line[i].text.p = s->text.p + p->line[i].offset;
	report_join_lines(p, buf_view(&s->text));
	report_head(s->reader, p);
	if (p->period.freq) {
		m = report_read(s->reader, p, buf_view(&s->text), s->mentions.stream);
		find_tables(s);
	} else {
		find(s, "PERIOD_UNKNOWN");
	}
	write_document(s, m);
}

static void begin_document(struct stage *s, struct str doc_id)
{
	arena_reset(&s->arena);
	buf_reset(&s->text);
	size_t room = s->report.room;
	struct report_line *line = s->report.line;
	free(s->report.table);
	s->report = (struct report){.line = line,
				    .room = room,
				    .doc_id = arena_copy(&s->arena, doc_id)};
	if (s->source_ready && str_equal(s->source[sources_doc_id], doc_id)) {
		s->report.source = s->source[sources_source];
		s->report.given_period = s->source[sources_given_period];
		s->report.given_published = s->source[sources_given_published];
		s->report.given_issuer = s->source[sources_given_issuer];
		s->report.given_title = s->source[sources_given_title];
	}
}

/* Where a line is cut that is too long to be one: behind a blank, else at a character. */
static size_t cut_at(struct str line)
{
	size_t n = LINE_BYTES;
	if (line.n <= n)
		return line.n;
	while (n > LINE_BYTES / 2 && line.p[n - 1] != ' ')
		n--;
	return n > LINE_BYTES / 2 ? n : utf8_floor(line, LINE_BYTES);
}

static int add_line(struct stage *s, const struct str row[])
{
	struct report *p = &s->report;
	if (s->text.n + row[lines_text].n >= DOCUMENT_BYTES)
		return table_refuse(&s->lines, lines_text, row[lines_doc_id],
				    "document of more than 16 MiB");
	if (p->lines)
		buf_byte(&s->text, '\n');
	struct str kind = arena_copy(&s->arena, row[lines_kind]);
	for (struct str rest = row[lines_text], piece;;
	     rest = str_range(piece.p + piece.n, rest.p + rest.n)) {
		piece = (struct str){rest.p, cut_at(rest)};
		p->line = xgrow(p->line, &p->room, p->lines + 1, sizeof *p->line);
		p->line[p->lines++] = (struct report_line){.text = {NULL, piece.n},
							   .kind = kind,
							   .offset = s->text.n};
		buf_add(&s->text, piece);
		if (piece.n == rest.n)
			return 0;
	}
}

/* Documents come in the order of sources; one without any line has a row there all the same. A
 * document that sources lack is refused: all behind it would look as if they had no text. */
static int next_document(struct stage *s, struct str doc_id)
{
	finish_document(s);
	s->report.doc_id.n = 0;
	while (s->has_sources) {
		if (read_source(s))
			return -1;
		if (!s->source_ready)
			return table_refuse(&s->lines, lines_doc_id, doc_id, "not in SOURCES");
		if (str_equal(s->source[sources_doc_id], doc_id))
			break;
		begin_document(s, s->source[sources_doc_id]);
		find(s, "NO_TEXT");
		write_document(s, &(struct mentions){0});
	}
	begin_document(s, doc_id);
	return 0;
}

static int run(struct stage *s)
{
	struct str row[lines_columns];
	int got;
	while ((got = table_read(&s->lines, row)) > 0) {
		if (!str_equal(row[lines_doc_id], s->report.doc_id) &&
		    next_document(s, row[lines_doc_id]))
			return EXIT_CALLER;
		if (add_line(s, row))
			return EXIT_CALLER;
	}
	if (got < 0)
		return errno == EILSEQ || errno == EINVAL ? EXIT_CALLER : EXIT_SYSTEM;
	finish_document(s);
	s->report.doc_id.n = 0;
	while (s->has_sources) {
		if (read_source(s))
			return EXIT_CALLER;
		if (!s->source_ready)
			break;
		begin_document(s, s->source[sources_doc_id]);
		find(s, "NO_TEXT");
		write_document(s, &(struct mentions){0});
		s->report.doc_id.n = 0;
	}
	return EXIT_DONE;
}

static int open_output(struct io_file *f, const char *name, const struct table *t)
{
	if (io_create(f, name))
		return -1;
	table_write_header(f->stream, t);
	return 0;
}

static int parse_options(int argc, char **argv, struct options *o)
{
	int c;
	while ((c = getopt(argc, argv, "hVl:s:d:f:o:")) != -1) {
		switch (c) {
		case 'h':
			fputs(usage, stdout);
			return fflush(stdout) ? EXIT_SYSTEM : EXIT_DONE;
		case 'V':
			puts("extract " SOLIEU_VERSION);
			return fflush(stdout) ? EXIT_SYSTEM : EXIT_DONE;
		case 'l':
			if (o->lexicon.folders == LEXICON_FOLDERS) {
				msg(MSG_FATAL, NULL, 0, str_of(optarg), "too many lexicon folders");
				return EXIT_CALLER;
			}
			o->lexicon.folder[o->lexicon.folders++] = optarg;
			break;
		case 's':
			o->sources = optarg;
			break;
		case 'd':
			o->documents = optarg;
			break;
		case 'f':
			o->findings = optarg;
			break;
		case 'o':
			o->mentions = optarg;
			break;
		default:
			fputs("try extract -h\n", stderr);
			return EXIT_CALLER;
		}
	}
	if (argc - optind > 1) {
		msg(MSG_FATAL, NULL, 0, str_of(argv[optind + 1]), "more than one input");
		return EXIT_CALLER;
	}
	o->lines = argv[optind];
	if (!o->lexicon.folders)
		o->lexicon.folder[o->lexicon.folders++] = LEXICON_FOLDER;
	return -1;
}

static int open_all(struct stage *s, const struct options *o)
{
	s->lines_stream = io_open(o->lines);
	if (!s->lines_stream)
		return EXIT_CALLER;
	if (table_read_begin(&s->lines, &table_lines, s->lines_stream, o->lines ? o->lines : "-"))
		return EXIT_CALLER;
	if (o->sources) {
		s->sources_stream = io_open(o->sources);
		if (!s->sources_stream ||
		    table_read_begin(&s->sources, &table_sources, s->sources_stream, o->sources))
			return EXIT_CALLER;
		s->has_sources = true;
	}
	if (open_output(&s->mentions, o->mentions, &table_mentions) ||
	    (o->documents && open_output(&s->documents, o->documents, &table_documents)) ||
	    (o->findings && open_output(&s->findings, o->findings, &table_findings)))
		return EXIT_SYSTEM;
	return 0;
}

static int commit(struct io_file *f)
{
	return f->stream && io_commit(f) ? EXIT_SYSTEM : EXIT_DONE;
}

static void close_input(struct table_reader *r, FILE *stream)
{
	table_read_end(r);
	if (stream && stream != stdin)
		fclose(stream);
}

static void release(struct stage *s)
{
	io_abandon(&s->mentions); /* nothing to abandon once they are committed */
	io_abandon(&s->documents);
	io_abandon(&s->findings);
	close_input(&s->lines, s->lines_stream);
	close_input(&s->sources, s->sources_stream);
	if (s->reader)
		report_reader_free(s->reader);
	finding_messages_free(s->messages);
	vocab_free(s->vocab);
	buf_release(&s->text);
	arena_release(&s->arena);
	arena_release(&s->source_arena);
	free(s->report.line);
	free(s->report.table);
}

int main(int argc, char **argv)
{
	struct options o = {0};
	struct stage s = {0};
	msg_program(argv[0]);
	int code = parse_options(argc, argv, &o);
	if (code >= 0)
		return code;
	s.vocab = vocab_load(&o.lexicon);
	s.messages = s.vocab ? finding_messages_load(&o.lexicon) : NULL;
	if (!s.messages) {
		release(&s);
		return lexicon_exit();
	}
	struct quantity_lexicon l = {s.vocab, vocab_numbers(s.vocab)};
	s.reader = report_reader_new(&l);
	code = open_all(&s, &o);
	if (!code)
		code = run(&s);
	if (code == EXIT_DONE && s.bad_lexicon)
		code = EXIT_CALLER;
	if (code == EXIT_DONE)
		code = commit(&s.mentions);
	if (code == EXIT_DONE)
		code = commit(&s.documents);
	if (code == EXIT_DONE)
		code = commit(&s.findings);
	release(&s);
	return code;
}

#define _GNU_SOURCE /* syncfs: one flush for the many small files of a batch */
#include "stages/growth/add.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "common/io.h"
#include "common/msg.h"
#include "common/xalloc.h"
#include "stages/growth/store.h"

static const struct {
	const char *file;
	const struct table *table;
} streams[ADD_STREAMS] = {
	{"sources.csv", &table_sources},    {"lines.csv", &table_lines},
	{"document.csv", &table_documents}, {"observations.csv", &table_observations},
	{"growth.csv", &table_growth},      {"ledger.csv", &table_ledger},
	{"findings.csv", &table_findings},
};

/* What tells whether a month must be computed again. */
static const char *const telling[] = {"document.csv", "observations.csv", "growth.csv",
				      "findings.csv"};
static const char *const silent[] = {"sources.csv", "lines.csv", "ledger.csv", "read.csv",
				     "text.txt"};

enum { MOST_FILE = 1 << 30 };

struct report {
	const char *doc;
	struct str *row;        /* of documents */
	struct str *source_row; /* of sources; NULL where there is none */
	const char *held;       /* its folder so far, or NULL */
	int taken[ADD_STREAMS]; /* pass (1, 2 …) in which its group of rows was read */
};

struct batch {
	const char *state, *incoming;
	struct arena arena;
	struct rows documents, sources;
	struct report *report; /* sorted by doc */
	size_t count;
	bool mistaken; /* a stream is not what it should be */
};

static int compare_reports(const void *a, const void *b)
{
	return strcmp(((const struct report *)a)->doc, ((const struct report *)b)->doc);
}

static struct report *find(const struct batch *b, struct str doc)
{
	size_t low = 0, high = b->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = str_compare(str_of(b->report[middle].doc), doc);
		if (order == 0)
			return b->report + middle;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

static char *held_folder(struct arena *a, const char *state, const char *doc)
{
	char *folder = store_path(a, state, "documents", doc, (char *)NULL);

	if (store_exists(folder))
		return folder;
	folder = store_path(a, state, "waiting", doc, (char *)NULL);
	return store_exists(folder) ? folder : NULL;
}

/* doc_id names a folder: nothing but letters and digits may stand in it. */
static bool plain_name(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!((s.p[i] >= '0' && s.p[i] <= '9') || (s.p[i] >= 'a' && s.p[i] <= 'z') ||
		      (s.p[i] >= 'A' && s.p[i] <= 'Z') || (i && strchr("-_", s.p[i]))))
			return false;
	return s.n > 0 && s.n <= 64;
}

static int list_reports(struct batch *b, const char *file)
{
	size_t kept = 0;

	b->report = xcalloc(b->documents.count + 1, sizeof *b->report);
	for (size_t i = 0; i < b->documents.count; i++) {
		struct str *row = rows_at(&b->documents, i);
		struct str month = row[documents_report_period];
		if (!plain_name(row[documents_doc_id]) || (month.n && !store_is_month(month))) {
			msg(MSG_ERROR, file, 0, row[documents_doc_id],
			    "bad doc_id or report_period");
			return -1;
		}
		b->report[i].doc = arena_string(&b->arena, row[documents_doc_id]);
		b->report[i].row = row;
	}
	qsort(b->report, b->documents.count, sizeof *b->report, compare_reports);
	for (size_t i = 0; i < b->documents.count; i++)
		if (!kept || strcmp(b->report[kept - 1].doc, b->report[i].doc) != 0)
			b->report[kept++] = b->report[i];
	b->count = kept;
	return 0;
}

static int held_source(struct batch *b, const char *folder, struct str *name)
{
	struct rows rows = {.table = &table_sources, .arena = &b->arena};
	int result =
		rows_read(&rows, store_path(&b->arena, folder, "sources.csv", (char *)NULL), false);

	if (rows.count)
		*name = rows_at(&rows, 0)[sources_source];
	rows_release(&rows);
	return result;
}

/* Of the names that a report came under the first in byte order is kept. */
static int choose_sources(struct batch *b)
{
	for (size_t i = 0; i < b->sources.count; i++) {
		struct str *row = rows_at(&b->sources, i);
		struct report *r = find(b, row[sources_doc_id]);
		if (r && (!r->source_row ||
			  str_compare(row[sources_source], r->source_row[sources_source]) < 0))
			r->source_row = row;
	}
	for (size_t i = 0; i < b->count; i++) {
		struct report *r = b->report + i;
		struct str held = {0};
		r->held = held_folder(&b->arena, b->state, r->doc);
		if (r->held && held_source(b, r->held, &held))
			return -1;
		if (r->source_row && held.n && str_compare(held, r->source_row[sources_source]) < 0)
			r->source_row[sources_source] = held;
		if (r->source_row)
			r->row[documents_source] = r->source_row[sources_source];
	}
	return 0;
}

static char *staged(struct batch *b, const struct report *r, const char *file)
{
	struct buf name = {0};

	buf_printf(&name, ".new-%s", r->doc);
	char *path = store_path(&b->arena, b->incoming, buf_string(&name), file, (char *)NULL);
	buf_release(&name);
	return path;
}

static int complain(const char *path)
{
	msg(MSG_ERROR, path, 0, str_of(strerror(errno)), "cannot be written");
	return -1;
}

/* The file of a report that rows of a stream are appended to; the header is there already. */
static FILE *append(struct batch *b, const struct report *r, enum add_stream s)
{
	char *path = staged(b, r, streams[s].file);
	FILE *f = fopen(path, "a");

	if (!f)
		complain(path);
	return f;
}

static int close_file(FILE *f)
{
	if (!f)
		return 0;
	int failed = ferror(f);
	if (fclose(f) || failed)
		return complain("store");
	return 0;
}

static int create_file(struct batch *b, const struct report *r, enum add_stream s)
{
	char *path = staged(b, r, streams[s].file);
	FILE *f = fopen(path, "w");

	if (!f)
		return complain(path);
	table_write_header(f, streams[s].table);
	if (s == ADD_SOURCES && r->source_row)
		table_write(f, streams[s].table, r->source_row);
	if (s == ADD_DOCUMENTS)
		table_write(f, streams[s].table, r->row);
	return close_file(f);
}

static int write_read_with(struct batch *b, const struct report *r, const char *lexicons)
{
	struct str row[read_columns] = {STR("lexicons"), str_of(lexicons)};
	char *path = staged(b, r, "read.csv");
	FILE *f = fopen(path, "w");

	if (!f)
		return complain(path);
	table_write_header(f, &table_read_with);
	table_write(f, &table_read_with, row);
	return close_file(f);
}

static int stage_begin(struct batch *b, const struct add_input *in)
{
	for (size_t i = 0; i < b->count; i++) {
		struct report *r = b->report + i;
		char *folder = staged(b, r, "");
		folder[strlen(folder) - 1] = '\0';
		if (store_remove_folder(folder) || io_make_folders(folder) ||
		    write_read_with(b, r, in->lexicons ? in->lexicons : ""))
			return -1;
		for (int s = 0; s < ADD_STREAMS; s++)
			if (create_file(b, r, s))
				return -1;
		FILE *text = fopen(staged(b, r, "text.txt"), "w");
		if (!text)
			return complain(staged(b, r, "text.txt"));
		if (close_file(text))
			return -1;
	}
	return 0;
}

/* A group of rows of one report, as it comes by in a stream. */
struct group {
	struct report *report; /* NULL: passed over */
	struct str doc, first; /* the first row, to see a repeated group */
	FILE *file, *text;
	bool repeated;
	size_t rows;
	struct buf held, line;
};

static int group_end(struct group *g)
{
	int result = close_file(g->file);

	if (close_file(g->text))
		result = -1;
	g->file = g->text = NULL;
	return result;
}

static int group_begin(struct batch *b, struct group *g, struct str doc, enum add_stream s,
		       int pass)
{
	if (group_end(g))
		return -1;
	buf_reset(&g->held);
	buf_add(&g->held, doc);
	g->report = find(b, doc);
	g->repeated = false;
	g->rows = 0;
	if (g->report && s != ADD_FINDINGS && g->report->taken[s] == pass)
		g->report = NULL;
	if (!g->report)
		return 0;
	g->report->taken[s] = pass;
	g->file = append(b, g->report, s);
	if (!g->file)
		return -1;
	if (s == ADD_LINES) {
		char *path = staged(b, g->report, "text.txt");
		g->text = fopen(path, "a");
		if (!g->text)
			return complain(path);
	}
	return 0;
}

static void write_text(struct group *g, const struct str *row)
{
	if (g->rows)
		putc('\n', g->text);
	fwrite(row[lines_text].p, 1, row[lines_text].n, g->text);
}

/* The document's id is the second column of tables whose rows have an id of their own. */
static size_t doc_column(enum add_stream s)
{
	switch (s) {
	case ADD_OBSERVATIONS:
		return observations_doc_id;
	case ADD_GROWTH:
		return growth_doc_id;
	case ADD_FINDINGS:
		return findings_doc_id;
	default:
		return 0;
	}
}

static int take_rows(struct batch *b, enum add_stream s, struct table_reader *in, int pass)
{
	struct group g = {0};
	struct str row[64];
	struct buf first = {0};
	int got;

	while ((got = table_read(in, row)) > 0) {
		struct str doc = row[doc_column(s)];
		if (!g.held.n || !str_equal(buf_view(&g.held), doc)) {
			if (group_begin(b, &g, doc, s, pass)) {
				got = -1;
				break;
			}
			buf_reset(&first);
		}
		if (!g.report)
			continue;
		buf_reset(&g.line);
		csv_append_row(&g.line, row, streams[s].table->columns);
		if (g.rows == 0)
			buf_add(&first, buf_view(&g.line));
		else if (str_equal(buf_view(&first), buf_view(&g.line)))
			g.repeated = s != ADD_FINDINGS;
		if (g.repeated)
			continue;
		fwrite(g.line.p, 1, g.line.n, g.file);
		if (g.text)
			write_text(&g, row);
		g.rows++;
	}
	if (group_end(&g))
		got = -1;
	buf_release(&first);
	buf_release(&g.held);
	buf_release(&g.line);
	return got;
}

/* Right after a stream could not be read: whether another stream may do. */
static bool is_mistake(void)
{
	return errno == EILSEQ || errno == ENOENT || errno == EISDIR || errno == ENOTDIR ||
	       errno == EACCES;
}

static int take_stream(struct batch *b, enum add_stream s, const char *file, int pass)
{
	struct table_reader in;
	int result = -1;

	if (!file)
		return 0;
	errno = 0;
	FILE *stream = io_open(file);
	if (!stream) {
		b->mistaken = is_mistake();
		return -1;
	}
	if (table_read_begin(&in, streams[s].table, stream, file) == 0) {
		result = take_rows(b, s, &in, pass);
		b->mistaken = result < 0 && is_mistake();
		table_read_end(&in);
	} else {
		b->mistaken = is_mistake();
	}
	fclose(stream);
	return result;
}

static bool same_file(struct batch *b, const struct report *r, const char *file)
{
	struct buf new = {0}, old = {0};
	char *held = store_path(&b->arena, r->held, file, (char *)NULL);
	bool same = store_exists(held) && !io_read_all(staged(b, r, file), MOST_FILE, &new) &&
		    !io_read_all(held, MOST_FILE, &old) &&
		    str_equal(buf_view(&new), buf_view(&old));

	buf_release(&new);
	buf_release(&old);
	return same;
}

static const char *state_of(struct batch *b, const struct report *r, bool *nothing_new)
{
	bool same = r->held != NULL;

	for (size_t i = 0; same && i < sizeof telling / sizeof *telling; i++)
		same = same_file(b, r, telling[i]);
	*nothing_new = same;
	for (size_t i = 0; *nothing_new && i < sizeof silent / sizeof *silent; i++)
		*nothing_new = same_file(b, r, silent[i]);
	if (!r->row[documents_report_period].n)
		return "waiting";
	return same ? "same" : r->held && strstr(r->held, "/documents/") ? "changed" : "new";
}

static int stage_end(struct batch *b, FILE *out)
{
	int fd = open(b->incoming, O_RDONLY | O_DIRECTORY);

	if (fd < 0 || syncfs(fd))
		return complain(b->incoming);
	close(fd);
	fputs("doc_id,report_period,state\n", out);
	for (size_t i = 0; i < b->count; i++) {
		struct report *r = b->report + i;
		bool nothing_new;
		const char *state = state_of(b, r, &nothing_new);
		struct str month = r->row[documents_report_period];
		char *folder = staged(b, r, "");
		folder[strlen(folder) - 1] = '\0';
		if (nothing_new ? store_remove_folder(folder)
				: store_swap_folder(folder, store_path(&b->arena, b->incoming,
								       r->doc, (char *)NULL)))
			return -1;
		fprintf(out, "%s,%.*s,%s\n", r->doc, (int)month.n, month.p ? month.p : "", state);
	}
	return 0;
}

/* What is read at once: the reports and where they come from. */
static int take_heads(struct batch *b, const struct add_input *in)
{
	errno = 0;
	if (rows_read(&b->documents, in->file[ADD_DOCUMENTS], false) ||
	    rows_read(&b->sources, in->file[ADD_SOURCES], false)) {
		b->mistaken = is_mistake();
		return -1;
	}
	b->mistaken = list_reports(b, in->file[ADD_DOCUMENTS]) != 0;
	return b->mistaken || choose_sources(b) ? -1 : 0;
}

static int take_streams(struct batch *b, const struct add_input *in)
{
	static const enum add_stream rest[] = {ADD_LINES, ADD_OBSERVATIONS, ADD_GROWTH, ADD_LEDGER};

	for (size_t i = 0; i < sizeof rest / sizeof *rest; i++)
		if (take_stream(b, rest[i], in->file[rest[i]], 1))
			return -1;
	for (size_t i = 0; i < in->findings_count; i++)
		if (take_stream(b, ADD_FINDINGS, in->findings[i], (int)i + 1))
			return -1;
	return 0;
}

int add_reports(const char *state, const struct add_input *in, FILE *out, bool *caller)
{
	struct batch b = {.state = state};
	int result = -1;

	b.documents = (struct rows){.table = &table_documents, .arena = &b.arena};
	b.sources = (struct rows){.table = &table_sources, .arena = &b.arena};
	b.incoming = store_path(&b.arena, state, "incoming", (char *)NULL);
	if (io_make_folders(b.incoming) == 0 && store_finish(state) == 0 &&
	    take_heads(&b, in) == 0 && stage_begin(&b, in) == 0 && take_streams(&b, in) == 0 &&
	    stage_end(&b, out) == 0)
		result = store_finish(state);
	*caller = b.mistaken;
	rows_release(&b.documents);
	rows_release(&b.sources);
	free(b.report);
	arena_release(&b.arena);
	return result;
}

int forget_reports(const char *state, char **docs, size_t count, FILE *out, bool *caller)
{
	struct arena a = {0};
	struct names dirty;
	int result = store_finish(state);

	*caller = false;
	for (size_t i = 0; i < count && result == 0; i++) {
		if (plain_name(str_of(docs[i])) && held_folder(&a, state, docs[i]))
			continue;
		msg(MSG_ERROR, NULL, 0, str_of(docs[i]), "no such report is held");
		*caller = true;
		result = -1;
	}
	for (size_t i = 0; i < count && result == 0; i++)
		result = io_make_folders(store_path(&a, state, "incoming", docs[i], (char *)NULL));
	if (result == 0)
		result = store_finish(state);
	if (result == 0)
		result = store_dirty(&a, state, &dirty);
	for (size_t i = 0; result == 0 && i < dirty.count; i++)
		fprintf(out, "%s\n", dirty.name[i]);
	arena_release(&a);
	return result;
}

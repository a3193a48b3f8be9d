#define _GNU_SOURCE /* renameat2: two folders change names at once */
#include "stages/growth/store.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/io.h"
#include "common/level.h"
#include "common/msg.h"
#include "common/period.h"
#include "common/xalloc.h"

enum {
	CHUNK = 64, /* documents indexed together: a file is rewritten once for all of them */
	MOST_FILE = 1 << 30,
};

struct entry {
	const char *doc;             /* name of its folder */
	const char *old_folder;      /* NULL: not held so far; else below documents/ or waiting/ */
	struct str old_month, month; /* empty: none, or it waits */
	bool forgotten;
	bool same; /* its rows are those that are held: no month has to be computed again */
	struct str published, lexicons, source;
};

struct chunk {
	const char *state;
	struct arena arena;
	struct entry entry[CHUNK];
	size_t count;
	struct rows levels; /* the new ones of all documents */
	int *period;        /* months whose levels change, sorted, once */
	struct str *since;  /* beside each: the first report month that can see the change */
	size_t periods, room, since_room;
};

static int complain(const char *path, const char *what)
{
	msg(MSG_ERROR, path, 0, str_of(strerror(errno)), "%s", what);
	return -1;
}

/* Also what a writer that was stopped left under a dot name. */
int store_remove_folder(const char *path)
{
	struct arena a = {0};
	const struct dirent *entry;
	int result = 0;

	DIR *d = opendir(path);
	if (!d)
		return errno == ENOENT ? 0 : complain(path, "cannot be opened");
	while (result == 0 && (entry = readdir(d)) != NULL) {
		if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, ".."))
			continue;
		const char *file = store_path(&a, path, entry->d_name, (char *)NULL);
		if (unlink(file) && errno != ENOENT)
			result = complain(file, "cannot be removed");
	}
	closedir(d);
	if (result == 0 && rmdir(path) && errno != ENOENT)
		result = complain(path, "cannot be removed");
	arena_release(&a);
	return result;
}

/* A folder cannot be renamed over one with files in it. The two change names at once; where the
 * file system cannot do that the old one steps aside first. What comes out of it has a dot
 * name, which readers pass over and the next writer removes. */
static int exchange(const char *from, const char *to, const char *aside)
{
	if (!store_exists(to))
		return from && rename(from, to) ? complain(to, "cannot be renamed into place") : 0;
	if (from && renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_EXCHANGE) == 0)
		return store_remove_folder(from);
	if (from && errno != EINVAL && errno != ENOSYS)
		return complain(to, "cannot be renamed into place");
	if (rename(to, aside))
		return complain(to, "cannot be moved aside");
	if (from && rename(from, to))
		return complain(to, "cannot be renamed into place");
	return store_remove_folder(aside);
}

int store_swap_folder(const char *from, const char *to)
{
	struct buf aside = {0};
	const char *slash = strrchr(to, '/');

	buf_printf(&aside, "%.*s/.old-%s", (int)(slash - to), to, slash + 1);
	int result = store_remove_folder(buf_string(&aside));
	if (result == 0)
		result = exchange(from, to, buf_string(&aside));
	buf_release(&aside);
	return result;
}

int store_mark_dirty(const char *state, struct str month)
{
	struct arena a = {0};
	char *folder = store_path(&a, state, "dirty", (char *)NULL);
	char *file = store_path(&a, folder, arena_string(&a, month), (char *)NULL);
	int result = 0;

	if (!store_exists(file)) {
		int fd = io_make_folders(folder) ? -1 : open(file, O_WRONLY | O_CREAT, 0666);
		if (fd < 0)
			result = complain(file, "cannot be written");
		else
			close(fd);
	}
	arena_release(&a);
	return result;
}

int store_clean(const char *state, struct str month)
{
	static const char *const marks[] = {"dirty", "failed"};
	struct arena a = {0};
	int result = 0;

	for (size_t i = 0; i < 2; i++) {
		char *file = store_path(&a, state, marks[i], arena_string(&a, month), (char *)NULL);
		if (unlink(file) && errno != ENOENT)
			result = complain(file, "cannot be removed");
	}
	arena_release(&a);
	return result;
}

int store_dirty(struct arena *a, const char *state, struct names *months)
{
	return store_names(a, store_path(a, state, "dirty", (char *)NULL), months);
}

static char *month_file(struct arena *a, const char *state, const char *index, int number)
{
	struct buf b = {0};

	period_print(period_of_month_number(number), &b);
	buf_text(&b, ".csv");
	char *path = store_path(a, state, "index", index, buf_string(&b), (char *)NULL);
	buf_release(&b);
	return path;
}

static const struct table *sort_table;

static int compare_rows(const void *a, const void *b)
{
	const struct str *left = a, *right = b;

	for (size_t i = 0; i < sort_table->columns; i++) {
		int order = str_compare(left[i], right[i]);
		if (order)
			return order;
	}
	return 0;
}

static void sort_rows(struct rows *r)
{
	sort_table = r->table;
	if (r->count)
		qsort(r->cell, r->count, r->table->columns * sizeof *r->cell, compare_rows);
}

static int write_index(struct rows *r, const char *file)
{
	if (r->count) {
		sort_rows(r);
		return rows_write(r, file);
	}
	return unlink(file) && errno != ENOENT ? complain(file, "cannot be removed") : 0;
}

int store_note_reader(const char *state, struct str month, int number)
{
	struct arena a = {0};
	struct rows rows = {.table = &table_readers, .arena = &a};
	char *file = month_file(&a, state, "readers", number);
	int result = rows_read(&rows, file, true);
	bool known = false;

	for (size_t i = 0; i < rows.count; i++)
		known |= str_equal(rows_at(&rows, i)[readers_report_period], month);
	if (result == 0 && !known) {
		rows_add(&rows)[readers_report_period] = month;
		result = write_index(&rows, file);
	}
	rows_release(&rows);
	arena_release(&a);
	return result;
}

/* Notes that levels of the month `number` change for reports from `month` on. */
static void note_period(struct chunk *c, int number, struct str month)
{
	size_t at = 0;

	while (at < c->periods && c->period[at] < number)
		at++;
	if (at == c->periods || c->period[at] != number) {
		c->period = xgrow(c->period, &c->room, c->periods + 1, sizeof *c->period);
		c->since = xgrow(c->since, &c->since_room, c->periods + 1, sizeof *c->since);
		memmove(c->period + at + 1, c->period + at, (c->periods - at) * sizeof *c->period);
		memmove(c->since + at + 1, c->since + at, (c->periods - at) * sizeof *c->since);
		c->period[at] = number;
		c->since[at] = month;
		c->periods++;
	} else if (str_compare(month, c->since[at]) < 0) {
		c->since[at] = month;
	}
}

/* Reads a document's levels: the periods are noted, and the rows kept where `keep`. */
static int read_levels(struct chunk *c, const char *folder, struct str published, bool keep)
{
	struct rows obs = {.table = &table_observations, .arena = &c->arena};
	struct str row[levels_columns];
	int number;

	if (rows_read(&obs, store_path(&c->arena, folder, "observations.csv", (char *)NULL),
		      false)) {
		rows_release(&obs);
		return -1;
	}
	for (size_t i = 0; i < obs.count; i++) {
		const struct str *o = rows_at(&obs, i);
		memset(row, 0, sizeof row);
		if (!level_row(&c->arena, o, published, row, &number))
			continue;
		note_period(c, number, o[observations_report_period]);
		if (keep)
			memcpy(rows_add(&c->levels), row, sizeof row);
	}
	rows_release(&obs);
	return 0;
}

static int read_document(struct chunk *c, const char *folder, struct str *month,
			 struct str *published)
{
	struct rows rows = {.table = &table_documents, .arena = &c->arena};
	int result = rows_read(&rows, store_path(&c->arena, folder, "document.csv", (char *)NULL),
			       false);

	if (result == 0 && rows.count) {
		*month = rows_at(&rows, 0)[documents_report_period];
		*published = rows_at(&rows, 0)[documents_published];
	}
	rows_release(&rows);
	return result;
}

static int read_provenance(struct chunk *c, const char *folder, struct entry *e)
{
	struct rows with = {.table = &table_read_with, .arena = &c->arena};
	struct rows sources = {.table = &table_sources, .arena = &c->arena};
	int result =
		rows_read(&with, store_path(&c->arena, folder, "read.csv", (char *)NULL), false);

	if (!result)
		result = rows_read(&sources,
				   store_path(&c->arena, folder, "sources.csv", (char *)NULL),
				   false);
	for (size_t i = 0; i < with.count; i++)
		if (str_equal(rows_at(&with, i)[read_name], STR("lexicons")))
			e->lexicons = rows_at(&with, i)[read_value];
	if (sources.count)
		e->source = rows_at(&sources, 0)[sources_source];
	rows_release(&with);
	rows_release(&sources);
	return result;
}

static bool same_rows(struct chunk *c, const char *a, const char *b)
{
	static const char *const telling[] = {"document.csv", "observations.csv", "growth.csv",
					      "findings.csv"};
	bool same = true;

	for (size_t i = 0; same && i < sizeof telling / sizeof *telling; i++) {
		struct buf left = {0}, right = {0};
		same = !io_read_all(store_path(&c->arena, a, telling[i], (char *)NULL), MOST_FILE,
				    &left) &&
		       !io_read_all(store_path(&c->arena, b, telling[i], (char *)NULL), MOST_FILE,
				    &right) &&
		       str_equal(buf_view(&left), buf_view(&right));
		buf_release(&left);
		buf_release(&right);
	}
	return same;
}

static int read_entry(struct chunk *c, const char *doc)
{
	static const char *const places[] = {"documents", "waiting"};
	struct entry *e = c->entry + c->count;
	struct str old_published = {0};

	*e = (struct entry){.doc = arena_string(&c->arena, str_of(doc))};
	for (size_t i = 0; i < 2 && !e->old_folder; i++) {
		char *folder = store_path(&c->arena, c->state, places[i], doc, (char *)NULL);
		if (store_exists(folder))
			e->old_folder = folder;
	}
	char *folder = store_path(&c->arena, c->state, "incoming", doc, (char *)NULL);
	e->forgotten = !store_exists(store_path(&c->arena, folder, "document.csv", (char *)NULL));
	e->same = e->old_folder && !e->forgotten && same_rows(c, e->old_folder, folder);
	if (e->old_folder &&
	    (read_document(c, e->old_folder, &e->old_month, &old_published) ||
	     (e->old_month.n && !e->same && read_levels(c, e->old_folder, old_published, false))))
		return -1;
	if (!e->forgotten &&
	    (read_document(c, folder, &e->month, &e->published) || read_provenance(c, folder, e) ||
	     (e->month.n && !e->same && read_levels(c, folder, e->published, true))))
		return -1;
	c->count++;
	return 0;
}

/* Whether the rows of a document are written anew; its levels not where they are the same. */
static bool replaced(const struct chunk *c, struct str doc, bool levels)
{
	for (size_t i = 0; i < c->count; i++)
		if (str_equal(str_of(c->entry[i].doc), doc))
			return !(levels && c->entry[i].same);
	return false;
}

/* A month that was computed and whose reports all went has nothing to be computed. */
static bool stands(struct chunk *c, struct str month)
{
	return store_exists(store_path(&c->arena, c->state, "months",
				       arena_string(&c->arena, month), (char *)NULL));
}

static int mark_all(struct chunk *c)
{
	for (size_t i = 0; i < c->count; i++)
		if (!c->entry[i].same &&
		    ((c->entry[i].month.n && store_mark_dirty(c->state, c->entry[i].month)) ||
		     (c->entry[i].old_month.n &&
		      store_mark_dirty(c->state, c->entry[i].old_month))))
			return -1;
	for (size_t i = 0; i < c->periods; i++) {
		struct rows readers = {.table = &table_readers, .arena = &c->arena};
		int result =
			rows_read(&readers,
				  month_file(&c->arena, c->state, "readers", c->period[i]), true);
		for (size_t k = 0; result == 0 && k < readers.count; k++) {
			struct str month = rows_at(&readers, k)[readers_report_period];
			if (str_compare(month, c->since[i]) >= 0 && stands(c, month))
				result = store_mark_dirty(c->state, month);
		}
		rows_release(&readers);
		if (result)
			return -1;
	}
	char *folder = store_path(&c->arena, c->state, "dirty", (char *)NULL);
	return store_exists(folder) ? io_sync_folder(folder) : 0;
}

/* The rows of a file of the index that are not of the chunk's documents. */
static int keep_others(struct chunk *c, struct rows *kept, const char *file, size_t doc_column)
{
	struct rows all = {.table = kept->table, .arena = kept->arena};
	int result = rows_read(&all, file, true);

	for (size_t i = 0; i < all.count; i++)
		if (!replaced(c, rows_at(&all, i)[doc_column], kept->table == &table_levels))
			memcpy(rows_add(kept), rows_at(&all, i),
			       kept->table->columns * sizeof(struct str));
	rows_release(&all);
	return result;
}

static int index_levels(struct chunk *c)
{
	int result = 0;

	for (size_t p = 0; p < c->periods && !result; p++) {
		struct rows rows = {.table = &table_levels, .arena = &c->arena};
		char *file = month_file(&c->arena, c->state, "levels", c->period[p]);
		result = keep_others(c, &rows, file, levels_doc_id);
		for (size_t i = 0; i < c->levels.count; i++) {
			const struct str *row = rows_at(&c->levels, i);
			int32_t end;
			if (period_parse_date(row[levels_key_end], &end) &&
			    period_month_number(period_span(end, end)) == c->period[p])
				memcpy(rows_add(&rows), row, levels_columns * sizeof *row);
		}
		if (!result)
			result = write_index(&rows, file);
		rows_release(&rows);
	}
	return result;
}

static int index_reports(struct chunk *c, struct str month)
{
	struct rows rows = {.table = &table_reports, .arena = &c->arena};
	struct buf name = {0};

	buf_add(&name, month);
	buf_text(&name, ".csv");
	char *file = store_path(&c->arena, c->state, "index", "reports", buf_string(&name),
				(char *)NULL);
	buf_release(&name);
	int result = keep_others(c, &rows, file, reports_doc_id);
	for (size_t i = 0; i < c->count; i++) {
		const struct entry *e = c->entry + i;
		if (!str_equal(e->month, month))
			continue;
		struct str *row = rows_add(&rows);
		row[reports_doc_id] = str_of(e->doc);
		row[reports_published] = e->published;
		row[reports_lexicons] = e->lexicons;
		row[reports_source] = e->source;
	}
	if (!result)
		result = write_index(&rows, file);
	rows_release(&rows);
	return result;
}

static int move_documents(struct chunk *c)
{
	for (size_t i = 0; i < c->count; i++) {
		struct entry *e = c->entry + i;
		const char *place = e->month.n ? "documents" : "waiting";
		char *from = store_path(&c->arena, c->state, "incoming", e->doc, (char *)NULL);
		char *to = store_path(&c->arena, c->state, place, e->doc, (char *)NULL);
		if (e->old_folder && (e->forgotten || strcmp(e->old_folder, to) != 0) &&
		    store_swap_folder(NULL, e->old_folder))
			return -1;
		if (e->forgotten ? store_remove_folder(from) : store_swap_folder(from, to))
			return -1;
	}
	return 0;
}

static int make_folders(struct chunk *c)
{
	static const char *const folders[] = {"documents",    "waiting",       "index/reports",
					      "index/levels", "index/readers", "months"};

	for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
		if (io_make_folders(store_path(&c->arena, c->state, folders[i], (char *)NULL)))
			return -1;
	return 0;
}

static int finish_chunk(const char *state, char **docs, size_t count)
{
	struct chunk c = {.state = state};
	int result = -1;

	c.levels = (struct rows){.table = &table_levels, .arena = &c.arena};
	if (make_folders(&c))
		goto out;
	for (size_t i = 0; i < count; i++)
		if (read_entry(&c, docs[i]))
			goto out;
	if (mark_all(&c) || index_levels(&c))
		goto out;
	for (size_t i = 0; i < c.count; i++)
		if ((c.entry[i].month.n && index_reports(&c, c.entry[i].month)) ||
		    (c.entry[i].old_month.n && !str_equal(c.entry[i].old_month, c.entry[i].month) &&
		     index_reports(&c, c.entry[i].old_month)))
			goto out;
	result = move_documents(&c);
out:
	rows_release(&c.levels);
	free(c.period);
	free(c.since);
	arena_release(&c.arena);
	return result;
}

/* What stopped writers left half written has a dot name. */
static int sweep_folder(const char *folder)
{
	struct arena a = {0};
	const struct dirent *entry;
	struct stat s;
	int result = 0;

	DIR *d = opendir(folder);
	if (!d)
		return errno == ENOENT ? 0 : complain(folder, "cannot be opened");
	while (result == 0 && (entry = readdir(d)) != NULL) {
		if (entry->d_name[0] != '.' || !strcmp(entry->d_name, ".") ||
		    !strcmp(entry->d_name, ".."))
			continue;
		const char *path = store_path(&a, folder, entry->d_name, (char *)NULL);
		if (lstat(path, &s) == 0 && S_ISDIR(s.st_mode))
			result = store_remove_folder(path);
		else if (unlink(path) && errno != ENOENT)
			result = complain(path, "cannot be removed");
	}
	closedir(d);
	arena_release(&a);
	return result;
}

static int sweep(const char *state)
{
	static const char *const folders[] = {"incoming",      "documents",    "waiting",
					      "months",        "tables",       "sums",
					      "index/reports", "index/levels", "index/readers"};
	struct arena a = {0};
	int result = 0;

	for (size_t i = 0; i < sizeof folders / sizeof *folders && !result; i++)
		result = sweep_folder(store_path(&a, state, folders[i], (char *)NULL));
	arena_release(&a);
	return result;
}

int store_finish(const char *state)
{
	struct arena a = {0};
	struct names docs;
	int result = sweep(state);

	if (result == 0)
		result = store_names(&a, store_path(&a, state, "incoming", (char *)NULL), &docs);
	for (size_t i = 0; result == 0 && i < docs.count; i += CHUNK)
		result = finish_chunk(state, docs.name + i,
				      docs.count - i < CHUNK ? docs.count - i : CHUNK);
	arena_release(&a);
	return result;
}

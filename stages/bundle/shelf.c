#include "stages/bundle/shelf.h"

#include <archive.h>
#include <archive_entry.h>
#include <unistd.h>

#include "common/escape.h"
#include "common/io.h"
#include "common/msg.h"
#include "common/store.h"
#include "stages/bundle/parcel.h"

enum { MOST_INFO = 1 << 16, CHUNK = 1 << 16 };

enum { S_file, S_bytes, S_sha256, S_period, S_first_month, S_last_month, S_columns = 16 };

static const struct column columns[] = {
	{"file", TYPE_string, ""},        {"bytes", TYPE_int64, ""},
	{"sha256", TYPE_string, ""},      {"period", TYPE_string, ""},
	{"first_month", TYPE_string, ""}, {"last_month", TYPE_string, ""},
	{"issued", TYPE_date, ""},        {"documents", TYPE_int64, ""},
	{"observations", TYPE_int64, ""}, {"growth", TYPE_int64, ""},
	{"findings", TYPE_int64, ""},     {"revisions", TYPE_int64, ""},
	{"added", TYPE_int64, ""},        {"revised", TYPE_int64, ""},
	{"reflagged", TYPE_int64, ""},    {"removed", TYPE_int64, ""},
};

/* The same in bag-info.txt, from the period on. */
static const char *const tags[] = {"Period",    "First-Month",  "Last-Month", "Bagging-Date",
				   "Documents", "Observations", "Growth",     "Findings",
				   "Revisions", "Added",        "Revised",    "Reflagged",
				   "Removed"};

static const struct table table_shelf = {"index", "releases", S_columns, columns};

static bool ends(const char *name, const char *end)
{
	size_t n = strlen(name), m = strlen(end);

	return n >= m && strcmp(name + n - m, end) == 0;
}

static void read_entry(struct archive *a, struct buf *out)
{
	la_ssize_t got;

	while (out->n < MOST_INFO && (got = archive_read_data(a, buf_room(out, CHUNK), CHUNK)) > 0)
		out->n += (size_t)got;
}

/* Its bag-info.txt; -1 where the archive is none of ours or broken. */
static int read_info(const char *file, struct buf *out)
{
	struct archive *a = archive_read_new();
	struct archive_entry *e;

	archive_read_support_format_zip(a);
	archive_read_support_format_tar(a);
	archive_read_support_filter_gzip(a);
	bool open = archive_read_open_filename(a, file, CHUNK) == ARCHIVE_OK;
	while (open && !out->n && archive_read_next_header(a, &e) == ARCHIVE_OK) {
		const char *name = archive_entry_pathname(e);
		if (name && ends(name, "/bag-info.txt"))
			read_entry(a, out);
	}
	archive_read_free(a);
	return out->n ? 0 : -1;
}

static struct str tag(struct str info, const char *name)
{
	while (info.n) {
		struct str line = str_cut(&info, '\n'), key = str_cut(&line, ':');
		if (str_equal(key, str_of(name)))
			return str_trim(line);
	}
	return (struct str){0};
}

static int add(struct rows *shelf, const char *releases, const char *name)
{
	struct arena *a = shelf->arena;
	const char *file = store_path(a, releases, name, (char *)NULL);
	struct member m;
	struct buf info = {0}, bytes = {0};

	if (read_info(file, &info)) {
		msg(MSG_WARNING, file, 0, (struct str){0}, "is no release");
		buf_release(&info);
		return 0;
	}
	int result = parcel_measure(file, &m);
	if (result == 0) {
		struct str *row = rows_add(shelf);
		buf_printf(&bytes, "%llu", m.bytes);
		row[S_file] = arena_copy(a, str_of(name));
		row[S_bytes] = arena_copy(a, buf_view(&bytes));
		row[S_sha256] = arena_copy(a, str_of(m.sha256));
		for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
			row[S_period + i] = arena_copy(a, tag(buf_view(&info), tags[i]));
	}
	buf_release(&info);
	buf_release(&bytes);
	return result;
}

static void html_both(struct buf *out, struct labels *l, const char *key)
{
	escape_html(out, label(l, key, VIETNAMESE));
	buf_text(out, " <small lang=\"en\">");
	escape_html(out, label(l, key, ENGLISH));
	buf_text(out, "</small>");
}

static const char head[] =
	"<!DOCTYPE html>\n<html lang=\"vi\">\n<head>\n<meta charset=\"utf-8\">\n"
	"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n";

static const char style[] =
	"<style>\n"
	"body { font: 16px/1.5 sans-serif; margin: 2rem auto; max-width: 80rem; padding: 0 1rem; "
	"color: #222 }\n"
	"div { overflow-x: auto }\n"
	"table { border-collapse: collapse; font-variant-numeric: tabular-nums }\n"
	"th, td { padding: .3rem .7rem; border-bottom: 1px solid #ccc; text-align: left; "
	"vertical-align: top }\n"
	"td.number { text-align: right }\n"
	"small { color: #666; font-weight: normal }\n"
	"td { white-space: nowrap }\n"
	"tr.hash td { padding-top: 0; color: #666; font: .75rem monospace; white-space: normal; "
	"overflow-wrap: anywhere }\n"
	"tr.row td { border: none }\n"
	"</style>\n</head>\n<body>\n";

/* The hash has a line of its own; what the period says already is left to index.csv. */
static bool is_shown(size_t column)
{
	return column != S_sha256 && column != S_first_month && column != S_last_month;
}

static void html_row(struct buf *out, const struct str *row)
{
	size_t shown = 0;

	buf_text(out, "<tr class=\"row\">");
	for (size_t c = 0; c < S_columns; c++) {
		if (!is_shown(c))
			continue;
		shown++;
		buf_text(out, columns[c].type == TYPE_int64 ? "<td class=\"number\">" : "<td>");
		if (c == S_file) {
			buf_text(out, "<a href=\"");
			escape_html(out, row[c]);
			buf_text(out, "\">");
		}
		escape_html(out, row[c]);
		buf_text(out, c == S_file ? "</a></td>" : "</td>");
	}
	buf_printf(out, "</tr>\n<tr class=\"hash\"><td colspan=\"%zu\">sha256 ", shown);
	escape_html(out, row[S_sha256]);
	buf_text(out, "</td></tr>\n");
}

static int write_html(const struct rows *shelf, const char *file, struct labels *l)
{
	struct buf out = {0}, key = {0};

	buf_text(&out, head);
	buf_text(&out, "<title>");
	escape_html(&out, label(l, "index.title", VIETNAMESE));
	buf_text(&out, "</title>\n");
	buf_text(&out, style);
	buf_text(&out, "<h1>");
	html_both(&out, l, "index.title");
	buf_text(&out, "</h1>\n<div><table>\n<tr>");
	for (size_t c = 0; c < S_columns; c++) {
		if (!is_shown(c))
			continue;
		buf_reset(&key);
		buf_printf(&key, "index.%s", columns[c].name);
		buf_text(&out, "<th>");
		html_both(&out, l, buf_string(&key));
		buf_text(&out, "</th>");
	}
	buf_text(&out, "</tr>\n");
	for (size_t i = 0; i < shelf->count; i++)
		html_row(&out, rows_at(shelf, i));
	buf_text(&out, "</table></div>\n</body>\n</html>\n");
	int result = io_write_all(file, buf_view(&out));
	buf_release(&out);
	buf_release(&key);
	return result;
}

static int list(const char *releases, struct labels *l)
{
	struct arena a = {0};
	struct rows shelf = {.table = &table_shelf, .arena = &a};
	struct names names;
	int result = store_names(&a, releases, &names);

	for (size_t i = 0; i < names.count && result == 0; i++)
		if (strncmp(names.name[i], "solieu-", 7) == 0 &&
		    (ends(names.name[i], ".zip") || ends(names.name[i], ".tar.gz")))
			result = add(&shelf, releases, names.name[i]);
	if (result == 0)
		result = rows_write(&shelf, store_path(&a, releases, "index.csv", (char *)NULL));
	if (result == 0)
		result =
			write_html(&shelf, store_path(&a, releases, "index.html", (char *)NULL), l);
	rows_release(&shelf);
	arena_release(&a);
	return result;
}

/* One after the other: the last one sees what all have made. */
int shelf_write(const char *releases, struct labels *l)
{
	int lock = parcel_lock(releases);

	if (lock < 0)
		return -1;
	int result = list(releases, l);
	close(lock);
	return result;
}

#include "stages/explain/render.h"

#include "common/escape.h"

static const char head[] =
	"<!doctype html>\n<html lang=\"vi\"><head><meta charset=\"utf-8\">"
	"<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n<style>\n"
	"body{font:17px/1.7 Georgia,serif;max-width:46em;margin:2em auto;padding:0 "
	"1em;color:#222}\n"
	".line{margin:.7em 0}header,footer{font:14px/1.5 sans-serif;color:#555}\n"
	"h1{font-size:1.25em;line-height:1.3}\n"
	".m{position:relative;border-radius:3px;padding:0 2px;outline:0}\n"
	".subject{background:#d9f2f2}.value{background:#c9efc9;font-weight:bold}\n"
	".growth{background:#ffe9b3}.period{color:#1a5fb4}.none{color:#999}\n"
	".unread{background:#e01b24;color:#fff}\n"
	".m>table{display:none;position:absolute;z-index:9;left:0;top:1.6em;background:#fff;"
	"border:1px solid #888;border-radius:4px;box-shadow:0 3px 12px #0004;"
	"font:13px/1.35 "
	"sans-serif;border-collapse:collapse;width:max-content;max-width:24em;color:#222}\n"
	".m:hover>table,.m:focus>table{display:table}\n"
	"th{font-weight:normal;color:#777;text-align:left;padding:1px 8px 1px "
	"6px;vertical-align:top}\n"
	"td{padding:1px 6px;overflow-wrap:anywhere}\n"
	".finding{font:13px/1.4 sans-serif;color:#8a2c0d;margin:0 0 .4em 1em}\n"
	"@media print{.m>table{display:none!important}}\n"
	"</style>\n";

/* The row behind a mark: its columns that hold something, without those that only place it. */
static void row(const struct table *t, const struct str *cells, FILE *out)
{
	fputs("<table>", out);
	for (size_t i = 0; i < t->columns; i++) {
		struct str name = str_of(t->column[i].name);
		if (!cells[i].n || str_equal(name, STR("quote")) ||
		    str_equal(name, STR("doc_id")) || str_starts(name, STR("byte_")))
			continue;
		fputs("<tr><th>", out);
		escape_html_to(out, name);
		fputs("<td>", out);
		escape_html_to(out, cells[i]);
	}
	fputs("</table>", out);
}

static void mark(const struct mark *m, struct str words, FILE *out)
{
	fprintf(out, "<span class=\"m %s\"", mark_name(m->kind));
	if (m->why.n) {
		fputs(" title=\"", out);
		escape_html_to(out, m->why);
		putc('"', out);
	}
	fputs(m->row ? " tabindex=\"0\">" : ">", out);
	escape_html_to(out, words);
	if (m->kind == MARK_VALUE)
		row(&table_observations, m->row, out);
	else if (m->kind == MARK_GROWTH)
		row(&table_growth, m->row, out);
	fputs("</span>", out);
}

static void findings(const struct reading *r, size_t begin, size_t end, FILE *out)
{
	for (size_t i = reading_finding(r, 0, begin, end); i < r->findings.count;
	     i = reading_finding(r, i + 1, begin, end)) {
		const struct str *cells = rows_at(&r->findings, i);
		fputs("<div class=\"finding\" title=\"", out);
		escape_html_to(out, cells[findings_message_en]);
		fputs("\">", out);
		escape_html_to(out, cells[findings_message_vi]);
		fputs("</div>\n", out);
	}
}

static void body(const struct reading *r, FILE *out)
{
	for (size_t begin = 0; begin < r->text.n;) {
		const char *lf = memchr(r->text.p + begin, '\n', r->text.n - begin);
		size_t end = lf ? (size_t)(lf - r->text.p) : r->text.n;
		if (end > begin)
			fputs("<div class=\"line\">", out); /* a paragraph cannot hold tables */
		for (size_t at = begin, next; at < end; at = next) {
			const struct mark *m = reading_at(r, at, end, &next);
			struct str words = {r->text.p + at, next - at};
			if (m)
				mark(m, words, out);
			else
				escape_html_to(out, words);
		}
		fputs(end > begin ? "</div>\n" : "\n", out);
		findings(r, begin, end, out);
		begin = end + 1;
	}
}

void render_page(const struct reading *r, FILE *out)
{
	static const enum mark_kind legend[] = {MARK_SUBJECT, MARK_VALUE, MARK_GROWTH,
						MARK_PERIOD,  MARK_NONE,  MARK_UNREAD};
	const struct str *d = r->documents.count ? rows_at(&r->documents, 0) : NULL;
	fputs(head, out);
	fputs("<title>", out);
	if (d)
		escape_html_to(out,
			       d[documents_title].n ? d[documents_title] : d[documents_source]);
	fputs("</title></head><body>\n<header>", out);
	if (d) {
		escape_html_to(out, d[documents_source]);
		fputs(" &middot; ", out);
		escape_html_to(out, d[documents_issuer]);
		fputs(" &middot; ", out);
		escape_html_to(out, d[documents_report_period]);
	}
	fputs("<br>", out);
	for (size_t i = 0; i < sizeof legend / sizeof *legend; i++)
		fprintf(out, "<span class=\"m %s\">%s</span> ", mark_name(legend[i]),
			mark_name(legend[i]));
	fputs("</header>\n", out);
	body(r, out);
	fprintf(out,
		"<footer>%zu numbers: %zu in facts, %zu that are none, %zu unread</footer>\n"
		"</body></html>\n",
		r->facts + r->others + r->unread, r->facts, r->others, r->unread);
}

#include "stages/explain/render.h"

#include "common/escape.h"

/* Numbers as JSON numbers, NULL as null, the rest as strings. */
static void cell(const struct column *c, struct str s, FILE *out)
{
	fprintf(out, "\"%s\":", c->name);
	if (!s.n)
		fputs("null", out);
	else if (c->type == TYPE_string || c->type == TYPE_date)
		escape_json_to(out, s);
	else
		fwrite(s.p, 1, s.n, out);
}

static void row(const struct table *t, const struct str *cells, FILE *out)
{
	putc('{', out);
	for (size_t i = 0; i < t->columns; i++) {
		if (i)
			putc(',', out);
		cell(&t->column[i], cells[i], out);
	}
	putc('}', out);
}

static void marks(const struct reading *r, FILE *out)
{
	for (size_t i = 0; i < r->marks; i++) {
		const struct mark *m = &r->mark[i];
		fprintf(out,
			"%s\n{\"kind\":\"%s\",\"begin\":%zu,\"end\":%zu,\"text\":", i ? "," : "",
			mark_name(m->kind), m->begin, m->end);
		escape_json_to(out, (struct str){r->text.p + m->begin, m->end - m->begin});
		if (m->why.n) {
			fputs(",\"why\":", out);
			escape_json_to(out, m->why);
		}
		if (m->kind == MARK_VALUE || m->kind == MARK_GROWTH) {
			fputs(",\"row\":", out);
			row(m->kind == MARK_VALUE ? &table_observations : &table_growth, m->row,
			    out);
		}
		putc('}', out);
	}
}

void render_json(const struct reading *r, FILE *out)
{
	fputs("{\"document\":", out);
	if (r->documents.count)
		row(&table_documents, rows_at(&r->documents, 0), out);
	else
		fputs("null", out);
	fprintf(out, ",\"waits\":%s,\"numbers\":%zu,\"facts\":%zu,\"others\":%zu,\"unread\":%zu",
		r->waits ? "true" : "false", r->facts + r->others + r->unread, r->facts, r->others,
		r->unread);
	fputs(",\"text\":", out);
	escape_json_to(out, buf_view(&r->text));
	fputs(",\"marks\":[", out);
	marks(r, out);
	fputs("],\"findings\":[", out);
	struct str doc_id =
		r->documents.count ? rows_at(&r->documents, 0)[documents_doc_id] : STR("");
	bool first = true;
	for (size_t i = 0; i < r->findings.count; i++) {
		const struct str *cells = rows_at(&r->findings, i);
		if (!str_equal(cells[findings_doc_id], doc_id))
			continue;
		fputs(first ? "\n" : ",\n", out);
		row(&table_findings, cells, out);
		first = false;
	}
	fputs("]}\n", out);
}

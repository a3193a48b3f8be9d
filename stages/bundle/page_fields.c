#include "stages/bundle/page_inside.h"

#include <stdlib.h>

#include "common/xalloc.h"

enum comparison { BEFORE, YEAR, OTHER, COMPARISONS };

static enum comparison column_of(const struct str *g)
{
	if (str_equal(g[growth_basis], STR("yoy")))
		return YEAR;
	if (str_equal(g[growth_basis], STR("mom")) || str_equal(g[growth_basis], STR("qoq")))
		return BEFORE;
	return OTHER;
}

static bool stated(const struct str *g)
{
	return str_equal(g[growth_stated], STR("true"));
}

/* The end of the field that begins at `from`. */
static size_t field_end(const struct page *p, size_t from)
{
	size_t to = from + 1;

	while (to < p->lines && str_equal(p->line[to].field, p->line[from].field))
		to++;
	return to;
}

static void field_name(const struct page *p, struct str field)
{
	struct str en = label_of(p->r->labels, "page_field", field, ENGLISH);

	if (field.n)
		html_both(p->out, field, en);
	else
		html_label(p, "page_no_field");
}

void fields_contents(const struct page *p)
{
	int number = 0;

	fputs("<nav><ul>\n", p->out);
	for (size_t i = 0; i < p->lines; i = field_end(p, i)) {
		fprintf(p->out, "<li><a href=\"#f%d\">", ++number);
		field_name(p, p->line[i].field);
		fputs("</a></li>\n", p->out);
	}
	fputs("</ul></nav>\n", p->out);
}

static void verdict(const struct page *p, const struct str *g)
{
	struct str v = g[growth_verdict];
	bool good = str_equal(v, STR("consistent")), bad = str_equal(v, STR("inconsistent"));
	char key[40];

	if (!good && !bad && !str_equal(v, STR("ambiguous")))
		return;
	fprintf(p->out, " <b class=\"%s\" aria-hidden=\"true\">%s</b><span class=\"vh\"> (",
		good  ? "good"
		: bad ? "bad"
		      : "open",
		good  ? "&#10003;"
		: bad ? "&#10007;"
		      : "?");
	snprintf(key, sizeof key, "page_verdict_%.*s", (int)v.n, v.p);
	html_label(p, key);
	fputs(")</span>", p->out);
}

/* The level that is compared with, and how it is known. */
static void base_of(const struct page *p, const struct page_line *l, const struct str *g)
{
	struct words_time when = {.period = g[growth_base_period], .basis = g[growth_time_basis]};
	struct words_time report = {.period = g[growth_base_vintage]};
	struct words_amount a = {.value = g[growth_base_value],
				 .unit = l->level ? l->level[observations_unit_measure]
						  : (struct str){0}};
	char key[40];

	if (!a.value.n)
		return;
	fputs("<p>", p->out);
	html_label(p, stated(g) ? "page_base" : "page_computed_base");
	putc(' ', p->out);
	html_say(p, words_amount, &a);
	if (when.period.n) {
		fputs(", ", p->out);
		html_say(p, words_time, &when);
	}
	if (g[growth_base_origin].n) {
		fputs(" (", p->out);
		snprintf(key, sizeof key, "page_base_%.*s", (int)g[growth_base_origin].n,
			 g[growth_base_origin].p);
		html_label(p, key);
		if (report.period.n) {
			putc(' ', p->out);
			html_say(p, words_time, &report);
		}
		putc(')', p->out);
	}
	fputs("</p>", p->out);
}

static void comparison(struct page *p, const struct page_line *l, const struct str *g)
{
	struct words_time base = {.period = g[growth_base_period]};
	struct words_growth w = {g,
				 l->level ? l->level[observations_unit_measure] : (struct str){0}};

	fputs("<div><details class=\"fig\" id=\"g-", p->out);
	escape_html_to(p->out, g[growth_growth_id]);
	fputs(stated(g) ? "\"><summary>" : "\"><summary><i>", p->out);
	html_say(p, words_change, &w);
	if (stated(g))
		verdict(p, g);
	fputs(stated(g) ? "</summary><div class=\"source\">"
			: "</i></summary><div class=\"source\">",
	      p->out);
	if (stated(g))
		source_write(p, g[growth_doc_id], g[growth_byte_start], g[growth_byte_end],
			     g[growth_printed], l->level);
	base_of(p, l, g);
	fputs("</div></details>", p->out);
	if (column_of(g) == OTHER && base.period.n) {
		fputs(" <small>", p->out);
		html_label(p, "page_against");
		putc(' ', p->out);
		html_say(p, words_time, &base);
		fputs("</small>", p->out);
	}
	if (str_equal(g[growth_verdict], STR("inconsistent"))) {
		fputs(" <small class=\"bad\">", p->out);
		html_label(p, "page_levels_give");
		putc(' ', p->out);
		html_say(p, words_computed, &w);
		fputs("</small>", p->out);
	}
	fputs("</div>", p->out);
}

/* What is computed is left out where the report says the same comparison itself. */
static bool said(const struct page_line *l, const struct str *g)
{
	for (const struct page_growth *o = l->growth; o; o = o->next)
		if (stated(o->row) && column_of(o->row) == column_of(g) &&
		    str_equal(o->row[growth_base_period], g[growth_base_period]))
			return true;
	return false;
}

static void comparisons(struct page *p, const struct page_line *l, enum comparison column)
{
	fputs("<td class=\"n\">", p->out);
	for (const struct page_growth *g = l->growth; g; g = g->next)
		if (column_of(g->row) == column && (stated(g->row) || !said(l, g->row)))
			comparison(p, l, g->row);
	fputs("</td>", p->out);
}

static void level(struct page *p, const struct page_line *l)
{
	const struct str *o = l->level;

	fputs("<td class=\"n v\">", p->out);
	if (o) {
		fputs("<details class=\"fig\" id=\"o-", p->out);
		escape_html_to(p->out, o[observations_obs_id]);
		fputs("\"><summary>", p->out);
		html_say(p, words_level, o);
		fputs("</summary><div class=\"source\">", p->out);
		source_write(p, o[observations_doc_id], o[observations_byte_start],
			     o[observations_byte_end], o[observations_printed], o);
		fputs("</div></details>", p->out);
	}
	fputs("</td>", p->out);
}

static void line(struct page *p, const struct page_line *l, bool months, bool others)
{
	struct words_time time = {line_cell(l, observations_time_period, growth_time_period),
				  line_cell(l, observations_time_basis, growth_time_basis),
				  l->level ? l->level[observations_as_of] : (struct str){0}};
	char key[32];

	fputs("<tr><th scope=\"row\">", p->out);
	line_label(p, l);
	fputs("</th><td class=\"t\">", p->out);
	html_say(p, words_time, &time);
	fputs("</td>", p->out);
	if (months) {
		struct words_time report = {
			.period = line_cell(l, observations_report_period, growth_report_period)};
		fputs("<td class=\"t\">", p->out);
		html_say(p, words_time, &report);
		fputs("</td>", p->out);
	}
	level(p, l);
	fputs("<td class=\"t\">", p->out);
	if (l->level && l->level[observations_obs_status].n) {
		snprintf(key, sizeof key, "page_status_%c", l->level[observations_obs_status].p[0]);
		html_label(p, key);
	}
	fputs("</td>", p->out);
	for (enum comparison c = BEFORE; c < COMPARISONS; c++)
		if (c != OTHER || others)
			comparisons(p, l, c);
	fputs("</tr>\n", p->out);
}

static void heading(const struct page *p, const char *key, const char *class)
{
	fprintf(p->out, "<th scope=\"col\"%s>", class);
	html_label(p, key);
	fputs("</th>", p->out);
}

static void table(struct page *p, size_t from, size_t to)
{
	static const char number[] = " class=\"n\"";
	bool months = strcmp(p->r->span.from, p->r->span.to) != 0, others = false;

	for (size_t i = from; i < to; i++)
		for (const struct page_growth *g = p->line[i].growth; g; g = g->next)
			others = others || column_of(g->row) == OTHER;
	fputs("<div class=\"scroll\" tabindex=\"0\"><table>\n<thead><tr>", p->out);
	heading(p, "page_indicator", "");
	heading(p, "page_period", "");
	if (months)
		heading(p, "page_reported", "");
	heading(p, "page_value", number);
	heading(p, "page_status", "");
	heading(p, "page_before", number);
	heading(p, "page_yoy", number);
	if (others)
		heading(p, "page_other", number);
	fputs("</tr></thead>\n<tbody>\n", p->out);
	for (size_t i = from; i < to; i++)
		line(p, p->line + i, months, others);
	fputs("</tbody></table></div>\n", p->out);
}

static int compare_charts(const void *series, const void *chart)
{
	return str_compare(*(const struct str *)series, ((const struct chart *)chart)->series);
}

static void chart(const struct page *p, const struct page_line *l, const struct chart *c)
{
	struct str unit = l->level[observations_unit_measure];

	fputs("<figure><figcaption>", p->out);
	line_label(p, l);
	fputs(" <small>(", p->out);
	for (enum language in = VIETNAMESE; in < LANGUAGES; in++) {
		struct buf b = {0};
		words_scale(p, in, c->mult, &b);
		if (c->mult)
			buf_byte(&b, ' ');
		words_unit(p, in, unit, &b);
		if (page_is_ytd(c->series)) {
			buf_text(&b, ", ");
			buf_add(&b, label(p->r->labels, "page_ytd", in));
		}
		fprintf(p->out, "<span lang=\"%s\">", in == VIETNAMESE ? "vi" : "en");
		escape_html_to(p->out, buf_view(&b));
		fputs("</span>", p->out);
		buf_release(&b);
	}
	fputs(")</small></figcaption>\n", p->out);
	fwrite(c->svg.p, 1, c->svg.n, p->out);
	fputs("</figure>\n", p->out);
}

static void charts(struct page *p, size_t from, size_t to, bool *drawn)
{
	bool any = false;

	for (size_t i = from; i < to; i++) {
		const struct page_line *l = p->line + i;
		const struct chart *c =
			l->level && p->charts ? bsearch(&l->level[observations_series_id], p->chart,
							p->charts, sizeof *c, compare_charts)
					      : NULL;
		if (!c || !c->svg.n || drawn[c - p->chart])
			continue;
		drawn[c - p->chart] = true;
		if (!any)
			fputs("<div class=\"charts\">\n", p->out);
		any = true;
		chart(p, l, c);
	}
	if (any)
		fputs("</div>\n", p->out);
}

void fields_write(struct page *p)
{
	bool *drawn = xcalloc(p->charts + 1, sizeof *drawn);
	int number = 0;

	for (size_t i = 0, end; i < p->lines; i = end) {
		end = field_end(p, i);
		fprintf(p->out, "<section id=\"f%d\">\n<h2>", ++number);
		field_name(p, p->line[i].field);
		fputs("</h2>\n", p->out);
		table(p, i, end);
		charts(p, i, end, drawn);
		fputs("</section>\n", p->out);
	}
	free(drawn);
}

#include "stages/bundle/page.h"

#include <stdlib.h>

#include "common/msg.h"
#include "common/period.h"
#include "common/xalloc.h"
#include "stages/bundle/page_inside.h"

/* ---- charts --------------------------------------------------------------------------------- */

static int compare_series(const void *a, const void *b)
{
	return str_compare(*(const struct str *)a, *(const struct str *)b);
}

/* The power of ten that leaves the newest value readable at an axis. */
static int axis_mult(struct dec value)
{
	static const int mults[] = {12, 9, 6};
	struct dec one;

	if (dec_sign(value) < 0)
		value = dec_neg(value);
	for (size_t i = 0; i < sizeof mults / sizeof *mults; i++)
		if (dec_shift(dec_int(1), mults[i], &one) && dec_compare(value, one) >= 0)
			return mults[i];
	return 0;
}

/* A series of figures from January on; whether a row of it calls its period Q1 or March. */
bool page_is_ytd(struct str series_id)
{
	const struct str part = STR(".ytd.");

	for (size_t i = 0; i + part.n <= series_id.n; i++)
		if (memcmp(series_id.p + i, part.p, part.n) == 0)
			return true;
	return false;
}

static void add_point(struct chart *c, const struct level *l)
{
	bool ytd = page_is_ytd(c->series);
	int year, before, month, day;

	if (c->points == CHART_POINTS) {
		memmove(c->point, c->point + 1, (CHART_POINTS - 1) * sizeof *c->point);
		c->points--;
	}
	struct chart_point *to = c->point + c->points;
	*to = (struct chart_point){l->end, l->value, c->points > 0};
	if (ytd && c->points) {
		period_date(l->end, &year, &month, &day);
		period_date(to[-1].day, &before, &month, &day);
		to->joined = year == before;
	}
	if (c->points && to[-1].day == to->day)
		to[-1] = *to;
	else
		c->points++;
}

/* The series of the page's levels that have points enough, each figure as it is last known. */
static void collect_charts(struct page *p)
{
	const struct statements *s = &p->r->statements;
	struct str *series = xcalloc(p->lines + 1, sizeof *series);
	size_t count = 0, room = 0, first, at = 0;
	struct chart c = {0};

	for (size_t i = 0; i < p->lines; i++)
		if (p->line[i].level)
			series[count++] = p->line[i].level[observations_series_id];
	if (count)
		qsort(series, count, sizeof *series, compare_series);
	for (bool more = true; more;) {
		more = level_next(s->level, s->count, &at, &first);
		const struct level *l = more ? s->level + first : NULL;
		if (c.points && (!more || !str_equal(l->series_id, c.series))) {
			if (c.points >= CHART_LEAST) {
				p->chart = xgrow(p->chart, &room, p->charts + 1, sizeof c);
				c.mult = axis_mult(c.point[c.points - 1].value);
				p->chart[p->charts++] = c;
			}
			c.points = 0;
		}
		if (!more || !count ||
		    !bsearch(&l->series_id, series, count, sizeof *series, compare_series))
			continue;
		c.series = l->series_id;
		const struct level *chosen = level_counting(l, at - first);
		if (chosen->usable)
			add_point(&c, chosen);
	}
	free(series);
}

/* ---- the frame ------------------------------------------------------------------------------ */

static void span_words(const struct page *p, enum language in, const void *what, struct buf *out)
{
	const struct span *s = &p->r->span;

	(void)what;
	words_month(p, in, s->from, out);
	if (strcmp(s->from, s->to) == 0)
		return;
	buf_text(out, " - ");
	words_month(p, in, s->to, out);
}

static void title_words(const struct page *p, enum language in, const void *what, struct buf *out)
{
	buf_add(out, label(p->r->labels, "page_title", in));
	buf_byte(out, ' ');
	span_words(p, in, what, out);
}

static void head(const struct page *p)
{
	struct buf title = {0};

	fputs("<!doctype html>\n<html lang=\"vi\">\n<head>\n<meta charset=\"utf-8\">\n"
	      "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n"
	      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
	      "style-src 'unsafe-inline'; script-src 'unsafe-inline'\">\n<title>",
	      p->out);
	title_words(p, VIETNAMESE, NULL, &title);
	escape_html_to(p->out, buf_view(&title));
	buf_release(&title);
	fprintf(p->out, "</title>\n<style>\n%s</style>\n</head>\n<body>\n", page_style);
	fputs("<input type=\"radio\" name=\"lang\" id=\"vi\" checked>"
	      "<label for=\"vi\">",
	      p->out);
	escape_html_to(p->out, label(p->r->labels, "page_language", VIETNAMESE));
	fputs("</label>\n<input type=\"radio\" name=\"lang\" id=\"en\"><label for=\"en\" "
	      "lang=\"en\">",
	      p->out);
	escape_html_to(p->out, label(p->r->labels, "page_language", ENGLISH));
	fputs("</label>\n<main>\n", p->out);
}

/* Names of the bodies that report, each once. */
static void issuers(const struct page *p)
{
	const char *between = "";
	struct str code;

	fputs("<p class=\"issuer\">", p->out);
	for (size_t at = 0; release_issuer(p->r, &at, &code); between = " &middot; ") {
		fputs(between, p->out);
		escape_html_to(p->out, label_issuer(p->r->labels, code));
	}
	fputs("</p>\n", p->out);
}

static void count(const struct page *p, const char *key, size_t n, const char *link)
{
	struct buf b = {0};

	buf_i64(&b, (long long)n);
	fputs("<li>", p->out);
	if (link)
		fprintf(p->out, "<a href=\"#%s\">", link);
	html_fill(p, key, (struct label_value[]){{"count", buf_view(&b)}, {NULL, {0}}});
	fputs(link ? "</a></li>\n" : "</li>\n", p->out);
	buf_release(&b);
}

static size_t stated_growth(const struct page *p)
{
	const struct rows *g = &p->r->table[RELEASE_growth];
	size_t n = 0;

	for (size_t i = 0; i < g->count; i++)
		n += str_equal(rows_at(g, i)[growth_stated], STR("true"));
	return n;
}

static size_t stated_levels(const struct page *p)
{
	const struct rows *o = &p->r->table[RELEASE_observations];
	size_t n = 0;

	for (size_t i = 0; i < o->count; i++)
		n += str_equal(rows_at(o, i)[observations_origin], STR("stated"));
	return n;
}

static void coverage(const struct page *p, struct str list)
{
	for (bool first = true; list.n; first = false) {
		struct words_time w = {.period = str_cut(&list, ';')};
		if (!first)
			fputs("; ", p->out);
		html_say(p, words_time, &w);
	}
}

static bool lists(struct str list, struct str period)
{
	while (list.n)
		if (str_equal(str_cut(&list, ';'), period))
			return true;
	return false;
}

/* All that the reports say they are about, each period once. */
static void covered(const struct page *p)
{
	const struct rows *d = &p->r->table[RELEASE_documents];
	struct buf all = {0};

	for (size_t i = 0; i < d->count; i++) {
		struct str rest = rows_at(d, i)[documents_coverage];
		while (rest.n) {
			struct str period = str_cut(&rest, ';');
			if (lists(buf_view(&all), period))
				continue;
			if (all.n)
				buf_byte(&all, ';');
			buf_add(&all, period);
		}
	}
	if (all.n) {
		fputs("<p class=\"covered\">", p->out);
		html_label(p, "page_about");
		putc(' ', p->out);
		coverage(p, buf_view(&all));
		fputs("</p>\n", p->out);
	}
	buf_release(&all);
}

static void header(const struct page *p)
{
	size_t growth = stated_growth(p);

	fputs("<header>\n", p->out);
	issuers(p);
	fputs("<h1>", p->out);
	html_say(p, title_words, NULL);
	fputs("</h1>\n", p->out);
	covered(p);
	fputs("<ul class=\"counts\">\n", p->out);
	count(p, "page_count_documents", p->r->table[RELEASE_documents].count, "sources");
	count(p, "page_count_levels", stated_levels(p), NULL);
	count(p, "page_count_growth", growth, NULL);
	count(p, "page_count_computed", p->r->table[RELEASE_growth].count - growth, NULL);
	count(p, "page_count_findings", told_count(p), "findings");
	count(p, "page_count_revisions", p->r->table[RELEASE_revisions].count, "revisions");
	fputs("</ul>\n<p class=\"hint\">", p->out);
	html_label(p, "page_hint");
	fputs("</p>\n</header>\n", p->out);
}

static void sources(const struct page *p)
{
	const struct rows *rows = &p->r->table[RELEASE_documents];
	fputs("<section id=\"sources\">\n<h2>", p->out);
	html_label(p, "page_sources");
	fputs("</h2>\n<ol>\n", p->out);
	for (size_t i = 0; i < rows->count; i++) {
		const struct str *d = rows_at(rows, i);
		struct words_time day = {.period = d[documents_published]};
		fputs("<li>", p->out);
		escape_html_to(p->out,
			       d[documents_title].n ? d[documents_title] : d[documents_source]);
		fputs("<br><small>", p->out);
		escape_html_to(p->out, label_issuer(p->r->labels, d[documents_issuer]));
		fputs(d[documents_issuer].n ? " &middot; " : "", p->out);
		if (day.period.n) {
			html_label(p, "page_published");
			putc(' ', p->out);
			html_say(p, words_time, &day);
			fputs(" &middot; ", p->out);
		}
		html_label(p, "page_covers");
		putc(' ', p->out);
		coverage(p, d[documents_coverage]);
		fputs(" &middot; ", p->out);
		escape_html_to(p->out, d[documents_source]);
		fputs("<br>SHA-256 <code>", p->out);
		escape_html_to(p->out, d[documents_sha256]);
		fputs("</code></small></li>\n", p->out);
	}
	fputs("</ol>\n</section>\n", p->out);
}

static void foot(const struct page *p)
{
	fprintf(p->out, "<footer>");
	html_label(p, "page_made_by");
	fputs(" solieu " SOLIEU_VERSION "</footer>\n</main>\n"
	      "<aside id=\"panel\" role=\"status\" hidden><button type=\"button\" "
	      "id=\"close\">",
	      p->out);
	html_label(p, "page_close");
	fprintf(p->out,
		"</button><div id=\"said\"></div></aside>\n<script>\n%s</script>\n"
		"</body>\n</html>\n",
		page_script);
}

static void write_all(struct page *p, enum chart_result charts)
{
	head(p);
	header(p);
	fields_contents(p);
	fputs("<p class=\"legend\">", p->out);
	html_label(p, "page_legend");
	fputs("</p>\n", p->out);
	if (charts == CHART_NO_PROGRAM) {
		fputs("<p class=\"legend\">", p->out);
		html_label(p, "page_no_charts");
		fputs("</p>\n", p->out);
	}
	told_findings(p);
	fields_write(p);
	told_revisions(p);
	sources(p);
	foot(p);
}

int page_write(const struct release *r, FILE *out)
{
	size_t documents = r->table[RELEASE_documents].count;
	struct page p = {.r = r, .out = out};
	struct buf drawn = {0};

	p.text = xcalloc(documents + 1, sizeof *p.text);
	p.asked = xcalloc(documents + 1, sizeof *p.asked);
	lines_make(&p);
	collect_charts(&p);
	enum chart_result result = chart_draw(p.chart, p.charts, &drawn);
	if (result == CHART_NO_PROGRAM)
		msg(MSG_WARNING, NULL, 0, STR("gnuplot"),
		    "the page of the release has no charts, a program is missing");
	if (result != CHART_FAILED)
		write_all(&p, result);
	for (size_t i = 0; i < documents; i++)
		buf_release(&p.text[i]);
	free(p.text);
	free(p.asked);
	free(p.line);
	free(p.chart);
	buf_release(&drawn);
	arena_release(&p.arena);
	return result == CHART_FAILED ? -1 : 0;
}

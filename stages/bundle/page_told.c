#include "stages/bundle/page_inside.h"

#include "common/period.h"

static bool is_note(const struct str *f)
{
	return str_equal(f[findings_severity], STR("note"));
}

size_t told_count(const struct page *p)
{
	const struct rows *f = &p->r->table[RELEASE_findings];
	size_t count = 0;

	for (size_t i = 0; i < f->count; i++)
		count += !is_note(rows_at(f, i));
	return count;
}

static bool has_growth(const struct page_line *l, struct str growth_id)
{
	for (const struct page_growth *g = l->growth; g; g = g->next)
		if (str_equal(g->row[growth_growth_id], growth_id))
			return true;
	return false;
}

static void finding(struct page *p, const struct str *f)
{
	const struct page_line *l = lines_find(p, f[findings_obs_id], f[findings_growth_id]);

	fputs("<li>", p->out);
	if (l) {
		bool growth = has_growth(l, f[findings_growth_id]);
		fprintf(p->out, "<a href=\"#%c-", l->level && !growth ? 'o' : 'g');
		escape_html_to(p->out, growth ? f[findings_growth_id] : line_id(l)[0]);
		fputs("\">", p->out);
		line_label(p, l);
		fputs("</a>: ", p->out);
	}
	html_both(p->out, f[findings_message_vi], f[findings_message_en]);
	if (f[findings_byte_start].n && f[findings_byte_end].n) {
		fputs(" <details class=\"fig\"><summary>", p->out);
		html_label(p, "page_show");
		fputs("</summary><div class=\"source\">", p->out);
		source_write(p, f[findings_doc_id], f[findings_byte_start], f[findings_byte_end],
			     (struct str){0}, l ? l->level : NULL);
		fputs("</div></details>", p->out);
	}
	fputs("</li>\n", p->out);
}

static void list(struct page *p, bool notes)
{
	const struct rows *f = &p->r->table[RELEASE_findings];

	fputs("<ul>\n", p->out);
	for (size_t i = 0; i < f->count; i++)
		if (is_note(rows_at(f, i)) == notes)
			finding(p, rows_at(f, i));
	fputs("</ul>\n", p->out);
}

void told_findings(struct page *p)
{
	size_t told = told_count(p), notes = p->r->table[RELEASE_findings].count - told;

	fputs("<section id=\"findings\">\n<h2>", p->out);
	html_label(p, "page_findings");
	fputs("</h2>\n", p->out);
	if (told) {
		list(p, false);
	} else {
		fputs("<p>", p->out);
		html_label(p, "page_no_findings");
		fputs("</p>\n", p->out);
	}
	if (notes) {
		struct buf b = {0};
		buf_i64(&b, (long long)notes);
		fputs("<details><summary>", p->out);
		html_fill(p, "page_notes",
			  (struct label_value[]){{"count", buf_view(&b)}, {NULL, {0}}});
		fputs("</summary>\n", p->out);
		list(p, true);
		fputs("</details>\n", p->out);
		buf_release(&b);
	}
	fputs("</section>\n", p->out);
}

static void amount(const struct page *p, struct str value, struct str unit, struct str status)
{
	struct words_amount a = {.value = value, .unit = unit};
	char key[32];

	fputs("<td class=\"n v\">", p->out);
	html_say(p, words_amount, &a);
	if (status.n) {
		fputs(" <small>", p->out);
		snprintf(key, sizeof key, "page_status_%c", status.p[0]);
		html_label(p, key);
		fputs("</small>", p->out);
	}
	fputs("</td>", p->out);
}

static void report(const struct page *p, struct str month)
{
	struct words_time w = {.period = month};

	fputs("<td class=\"t\">", p->out);
	html_say(p, words_time, &w);
	fputs("</td>", p->out);
}

static void percent(const struct page *p, enum language in, const void *cell, struct buf *out)
{
	struct dec d;

	if (!dec_parse(*(const struct str *)cell, &d) || !dec_round(d, 2, DEC_HALF_EVEN, &d))
		return;
	if (dec_sign(d) > 0)
		buf_byte(out, '+');
	words_number(p, in, d, 0, out);
	buf_byte(out, '%');
}

static void revision(const struct page *p, const struct str *v)
{
	const struct str *indicator = release_indicator(p->r, v[revisions_indicator]);
	struct words_time time = {v[revisions_time_period], v[revisions_time_basis], {0}};

	fputs("<tr><th scope=\"row\">", p->out);
	if (indicator)
		html_both(p->out, indicator[indicators_label_vi], indicator[indicators_label_en]);
	else
		escape_html_to(p->out, v[revisions_indicator]);
	if (!str_equal(v[revisions_ref_area], STR("VN"))) {
		fputs(" &middot; ", p->out);
		html_both(p->out, label_place(p->r->labels, v[revisions_ref_area], VIETNAMESE),
			  label_place(p->r->labels, v[revisions_ref_area], ENGLISH));
	}
	fputs("</th><td>", p->out);
	html_say(p, words_time, &time);
	fputs("</td>", p->out);
	report(p, v[revisions_old_vintage]);
	amount(p, v[revisions_old_value], v[revisions_unit_measure], v[revisions_old_status]);
	report(p, v[revisions_new_vintage]);
	amount(p, v[revisions_new_value], v[revisions_unit_measure], v[revisions_new_status]);
	fputs("<td class=\"n\">", p->out);
	html_say(p, percent, &v[revisions_change_percent]);
	fputs("</td></tr>\n", p->out);
}

void told_revisions(const struct page *p)
{
	static const struct {
		const char *key, *class;
	} heading[] = {{"page_indicator", ""},         {"page_period", ""},
		       {"page_old_report", ""},        {"page_old_value", " class=\"n\""},
		       {"page_new_report", ""},        {"page_new_value", " class=\"n\""},
		       {"page_change", " class=\"n\""}};
	const struct rows *v = &p->r->table[RELEASE_revisions];

	fputs("<section id=\"revisions\">\n<h2>", p->out);
	html_label(p, "page_revisions");
	fputs("</h2>\n", p->out);
	if (!v->count) {
		fputs("<p>", p->out);
		html_label(p, "page_no_revisions");
		fputs("</p>\n</section>\n", p->out);
		return;
	}
	fputs("<div class=\"scroll\" tabindex=\"0\"><table>\n<thead><tr>", p->out);
	for (size_t i = 0; i < sizeof heading / sizeof *heading; i++) {
		fprintf(p->out, "<th scope=\"col\"%s>", heading[i].class);
		html_label(p, heading[i].key);
		fputs("</th>", p->out);
	}
	fputs("</tr></thead>\n<tbody>\n", p->out);
	for (size_t i = 0; i < v->count; i++)
		revision(p, rows_at(v, i));
	fputs("</tbody></table></div>\n</section>\n", p->out);
}

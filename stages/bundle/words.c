#include "stages/bundle/words.h"

#include "stages/bundle/markdown.h"

typedef void page_fn(struct buf *out, struct package *k, enum language in);

static void paragraph(struct buf *out, struct labels *l, const char *key, enum language in)
{
	md_text(out, label(l, key, in));
	buf_text(out, "\n\n");
}

static void add_columns(struct buf *out, struct labels *l, const struct table *t)
{
	buf_text(out, "\n### ");
	md_text(out, str_of(t->name));
	buf_text(out, "\n\n");
	struct buf key = {0};
	buf_printf(&key, "file.%s", t->name);
	md_text(out, label(l, buf_string(&key), VIETNAMESE));
	buf_text(out, " / ");
	md_text(out, label(l, buf_string(&key), ENGLISH));
	buf_release(&key);
	buf_text(out, "\n\n| ");
	static const char *const header[] = {"word.column", "word.type"};
	for (int i = 0; i < 2; i++) {
		md_text(out, label(l, header[i], VIETNAMESE));
		buf_text(out, " / ");
		md_text(out, label(l, header[i], ENGLISH));
		buf_text(out, " | ");
	}
	md_text(out, label(l, "word.meaning", VIETNAMESE));
	buf_text(out, " | ");
	md_text(out, label(l, "word.meaning", ENGLISH));
	buf_text(out, " |\n|---|---|---|---|\n");
	for (size_t c = 0; c < t->columns; c++) {
		struct str cell[] = {str_of(t->column[c].name),
				     str_of(table_type_name(t->column[c].type)),
				     package_meaning(l, t->name, t->column[c].name),
				     str_of(t->column[c].meaning)};
		md_row(out, cell, 4);
	}
}

static void add_indicators(struct buf *out, const struct release *r)
{
	static const char *const header[] = {"word.code", "word.label", "word.unit",
					     "word.meaning"};
	const struct rows *t = &r->table[RELEASE_indicators];

	buf_text(out, "\n## ");
	md_text(out, label(r->labels, "word.indicators", VIETNAMESE));
	buf_text(out, " / ");
	md_text(out, label(r->labels, "word.indicators", ENGLISH));
	buf_text(out, "\n\n");
	md_header(out, r->labels, VIETNAMESE, header, 3);
	for (size_t i = 0; i < t->count; i++) {
		const struct str *row = rows_at(t, i);
		struct buf both = {0};
		buf_add(&both, row[indicators_label_vi]);
		if (row[indicators_label_en].n) {
			buf_text(&both, " / ");
			buf_add(&both, row[indicators_label_en]);
		}
		struct str cell[] = {row[indicators_indicator], buf_view(&both),
				     row[indicators_unit_measure]};
		md_row(out, cell, 3);
		buf_release(&both);
	}
}

static void add_codes(struct buf *out, struct labels *l)
{
	static const struct {
		const char *group, *codes;
	} lists[] = {
		{"freq", "A,S,Q,M,D,I"},
		{"time_basis", "period,ytd,as_of"},
		{"obs_status", "A,E,P,F"},
		{"bound", "eq,gt,lt,ge,le,approx"},
		{"origin", "stated,stated_base,implied"},
		{"basis", "mom,qoq,yoy,vs_period,vs_ref"},
		{"verdict", "consistent,inconsistent,ambiguous,untested"},
		{"measure", "stock,flow,rate,index"},
	};

	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
		struct str rest = str_of(lists[i].codes);
		buf_printf(out, "\n### ");
		md_text(out, str_of(lists[i].group));
		buf_text(out, "\n\n");
		while (rest.n) {
			struct str code = str_cut(&rest, ',');
			buf_text(out, "- `");
			buf_add(out, code);
			buf_text(out, "` ");
			md_text(out, label_of(l, lists[i].group, code, VIETNAMESE));
			buf_text(out, " / ");
			md_text(out, label_of(l, lists[i].group, code, ENGLISH));
			buf_byte(out, '\n');
		}
	}
}

static void add_codebook(struct buf *out, struct package *k, enum language in)
{
	struct labels *l = k->release->labels;

	if (in != VIETNAMESE) /* both languages stand side by side */
		return;
	md_heading(out, 1, l, "file.codebook", in);
	for (int t = 0; t < RELEASE_TABLES; t++)
		add_columns(out, l, k->release->table[t].table);
	add_codes(out, l);
	add_indicators(out, k->release);
}

static struct str issuers(struct buf *b, const struct release *r)
{
	struct str issuer;

	for (size_t at = 0; release_issuer(r, &at, &issuer);) {
		buf_text(b, b->n ? ", " : "");
		buf_add(b, label_issuer(r->labels, issuer));
	}
	return buf_view(b);
}

static void add_citation(struct buf *out, struct package *k, enum language in)
{
	const struct release *r = k->release;
	struct buf names = {0}, title = {0};
	const struct label_value period[] = {{"period", str_of(r->span.name)}, {NULL, {0}}};

	label_fill(&title, r->labels, "release.title", in, period);
	struct str all = issuers(&names, r);
	const struct label_value value[] = {
		{"issuers", all.n ? all : label(r->labels, "word.issuers", in)},
		{"title", buf_view(&title)},
		{"period", str_of(r->span.name)},
		{"to", str_of(r->span.to)},
		{"version", STR(SOLIEU_VERSION)},
		{NULL, {0}},
	};
	md_heading(out, in == VIETNAMESE ? 1 : 2, r->labels, "file.citation", in);
	label_fill(out, r->labels, "citation.text", in, value);
	buf_text(out, "\n\n");
	md_text(out, label(r->labels, "citation.figure", in));
	buf_byte(out, '\n');
	buf_release(&names);
	buf_release(&title);
}

static void add_licence(struct buf *out, struct package *k, enum language in)
{
	struct labels *l = k->release->labels;

	md_heading(out, in == VIETNAMESE ? 1 : 2, l, "file.license", in);
	paragraph(out, l, "license.facts", in);
	paragraph(out, l, "license.texts", in);
	md_text(out, label(l, "license.warranty", in));
	buf_byte(out, '\n');
}

/* How others open it; run in data/ they work as they stand, which the tests prove. */
static const struct {
	const char *name, *language, *code;
} snippets[] = {
	{"DuckDB", "sql",
	 "select indicator, ref_area, time_period, obs_value, unit_measure\n"
	 "from 'observations.parquet' where origin = 'stated' order by indicator, time_period;\n"},
	{"Python (pandas)", "python",
	 "import pandas\n"
	 "ids = {'obs_id': str, 'growth_id': str, 'doc_id': str}\n"
	 "observations = pandas.read_csv('observations.csv', dtype=ids)\n"
	 "growth = pandas.read_csv('growth.csv', dtype=ids)\n"
	 "print(observations.merge(growth[['obs_id', 'basis', 'change', 'verdict']], "
	 "on='obs_id'))\n"},
	{"R", "r",
	 "observations <- read.csv('observations.csv', encoding = 'UTF-8',\n"
	 "                         colClasses = c(obs_id = 'character', doc_id = 'character'))\n"
	 "wide <- read.csv('series_wide.csv', encoding = 'UTF-8', check.names = FALSE)\n"
	 "print(aggregate(obs_value ~ indicator + time_period, observations, max))\n"},
	{"sqlite3", "sh",
	 "sqlite3 :memory: '.import --csv observations.csv o' \\\n"
	 "  'select indicator, time_period, cast(obs_value as real) from o order by 1, 2'\n"},
	{"Miller", "sh",
	 "mlr --icsv --opprint sort -f indicator,time_period \\\n"
	 "  then cut -o -f indicator,time_period,obs_value,unit_measure observations.csv\n"},
};

static void add_snippets(struct buf *out)
{
	for (size_t i = 0; i < sizeof snippets / sizeof *snippets; i++)
		buf_printf(out, "\n### %s\n\n```%s\n%s```\n", snippets[i].name,
			   snippets[i].language, snippets[i].code);
}

static void add_readme(struct buf *out, struct package *k, enum language in)
{
	static const char *const header[] = {"word.file", "word.content"};
	struct labels *l = k->release->labels;
	const struct label_value value[] = {{"period", str_of(k->release->span.name)}, {NULL, {0}}};

	buf_text(out, in == VIETNAMESE ? "# " : "\n# ");
	label_fill(out, l, "release.title", in, value);
	buf_text(out, "\n\n");
	paragraph(out, l, "readme.what", in);
	paragraph(out, l, "readme.start", in);
	paragraph(out, l, "readme.check", in);
	md_header(out, l, in, header, 2);
	for (size_t i = 0; i < k->count; i++) {
		struct buf key = {0};
		if (!k->list[i].about)
			continue;
		buf_printf(&key, "file.%s", k->list[i].about);
		struct str cell[] = {str_of(k->list[i].file), label(l, buf_string(&key), in)};
		md_row(out, cell, 2);
		buf_release(&key);
	}
	if (in == LANGUAGES - 1)
		add_snippets(out);
}

static int put(struct package *k, const char *file, const char *about, page_fn *page)
{
	struct buf out = {0};

	for (enum language in = VIETNAMESE; in < LANGUAGES; in++)
		page(&out, k, in);
	int result =
		package_put(k, &(struct resource){.file = file, .about = about}, buf_view(&out));
	buf_release(&out);
	return result;
}

int words_put(struct package *k)
{
	return put(k, "codebook.md", "codebook", add_codebook) ||
			       put(k, "CITATION.md", "citation", add_citation) ||
			       put(k, "LICENSE-NOTE.md", "license", add_licence)
		       ? -1
		       : 0;
}

int words_put_readme(struct package *k)
{
	return put(k, "README.md", "readme", add_readme);
}

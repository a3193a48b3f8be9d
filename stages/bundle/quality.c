#include "stages/bundle/quality.h"

#include "stages/bundle/markdown.h"

enum { Q_topic, Q_value, Q_count };

static void add(struct quality *q, const char *topic, struct str value, unsigned long long count)
{
	struct str *row = grid_row(&q->grid);

	row[Q_topic] = str_of(topic);
	row[Q_value] = value;
	row[Q_count] = grid_text(q->grid.arena, "%llu", count);
}

/* One more of a value; values of one topic stand together. */
static void count(struct quality *q, size_t from, const char *topic, struct str value)
{
	unsigned long long n = 0;

	for (size_t i = from; i < q->grid.rows; i++) {
		struct str *row = grid_at(&q->grid, i);
		if (!str_equal(row[Q_value], value))
			continue;
		str_to_u64(row[Q_count], &n);
		row[Q_count] = grid_text(q->grid.arena, "%llu", n + 1);
		return;
	}
	add(q, topic, value, 1);
}

/* How often a column holds each of its values; in the order in which they are listed. */
static void tally(struct quality *q, const struct rows *t, size_t column, const char *topic,
		  const char *values)
{
	struct str rest = str_of(values);
	size_t from = q->grid.rows;

	while (rest.n)
		add(q, topic, str_cut(&rest, ','), 0);
	for (size_t i = 0; i < t->count; i++)
		if (rows_at(t, i)[column].n)
			count(q, from, topic, rows_at(t, i)[column]);
}

/* Verdicts are of stated rates alone. */
static void tally_verdicts(struct quality *q, const struct rows *growth)
{
	static const char *const values[] = {"consistent", "inconsistent", "ambiguous", "untested"};

	for (int v = 0; v < 4; v++) {
		unsigned long long n = 0;
		for (size_t i = 0; i < growth->count; i++)
			n += str_equal(rows_at(growth, i)[growth_verdict], str_of(values[v])) &&
			     str_equal(rows_at(growth, i)[growth_stated], STR("true"));
		add(q, "verdict", str_of(values[v]), n);
	}
}

static int read_ledgers(struct quality *q, struct release *r)
{
	const struct rows *d = &r->table[RELEASE_documents];
	unsigned long long facts = 0;

	for (size_t i = 0; i < d->count; i++) {
		struct arena a = {0};
		struct rows ledger = {.table = &table_ledger, .arena = &a};
		const char *doc = arena_string(&a, rows_at(d, i)[documents_doc_id]);
		int bad = rows_read(&ledger,
				    store_path(&a, r->state, "documents", doc, "ledger.csv",
					       (char *)NULL),
				    false);
		for (size_t k = 0; k < ledger.count; k++) {
			struct str outcome = rows_at(&ledger, k)[ledger_outcome];
			facts += str_equal(outcome, STR("fact"));
			q->unread += str_equal(outcome, STR("unread"));
		}
		q->numbers += ledger.count;
		rows_release(&ledger);
		arena_release(&a);
		if (bad)
			return -1;
	}
	add(q, "numbers", STR("all"), q->numbers);
	add(q, "numbers", STR("in_facts"), facts);
	add(q, "numbers", STR("none"), q->numbers - facts - q->unread);
	add(q, "numbers", STR("unread"), q->unread);
	return 0;
}

static unsigned long long uncatalogued(const struct release *r)
{
	const struct rows *o = &r->table[RELEASE_observations];
	unsigned long long n = 0;

	for (size_t i = 0; i < o->count; i++)
		n += str_starts(rows_at(o, i)[observations_indicator], STR("X_"));
	return n;
}

int quality_make(struct quality *q, struct release *r)
{
	const struct rows *observations = &r->table[RELEASE_observations];

	*q = (struct quality){.grid.arena = &r->arena};
	grid_column(&q->grid, "topic", TYPE_string, "");
	grid_column(&q->grid, "value", TYPE_string, "");
	grid_column(&q->grid, "count", TYPE_int64, "");
	for (int t = 0; t < RELEASE_TABLES; t++)
		add(q, "rows", str_of(r->table[t].table->name), r->table[t].count);
	add(q, "rows", STR("uncatalogued"), uncatalogued(r));
	if (read_ledgers(q, r))
		return -1;
	tally_verdicts(q, &r->table[RELEASE_growth]);
	tally(q, observations, observations_obs_status, "obs_status", "A,E,P,F");
	tally(q, observations, observations_origin, "origin", "stated,stated_base,implied");
	tally(q, observations, observations_bound, "bound", "eq,gt,lt,ge,le,approx");
	tally(q, &r->table[RELEASE_findings], findings_severity, "severity", "note,warning,error");
	tally(q, &r->table[RELEASE_findings], findings_rule, "rule", "");
	return 0;
}

struct str quality_share(struct arena *a, unsigned long long part, unsigned long long whole)
{
	struct dec share, hundredfold;

	if (!whole || !dec_shift(dec_int((long long)part), 2, &hundredfold) ||
	    !dec_div(hundredfold, dec_int((long long)whole), 2, DEC_HALF_EVEN, &share))
		return STR("0.00");
	return grid_dec(a, share);
}

/* A table of one topic. */
static void add_topic(struct buf *out, const struct quality *q, struct labels *l, enum language in,
		      const char *topic, const char *heading)
{
	static const char *const header[] = {"word.value", "word.count"};

	md_heading(out, 3, l, heading, in);
	md_header(out, l, in, header, 2);
	for (size_t i = 0; i < q->grid.rows; i++) {
		const struct str *row = grid_at(&q->grid, i);
		if (!str_equal(row[Q_topic], str_of(topic)))
			continue;
		struct str name = label_of(l, topic, row[Q_value], in);
		struct str cell[] = {name.n ? name : row[Q_value], row[Q_count]};
		md_row(out, cell, 2);
	}
}

/* The reports, and how much each gave. */
static void add_documents(struct buf *out, const struct release *r, enum language in)
{
	static const char *const header[] = {"word.document", "index.issued", "rows.observations",
					     "rows.growth", "rows.findings"};
	const struct rows *d = &r->table[RELEASE_documents];

	md_heading(out, 3, r->labels, "rows.documents", in);
	md_header(out, r->labels, in, header, 5);
	for (size_t i = 0; i < d->count; i++) {
		const struct str *row = rows_at(d, i);
		struct str cell[] = {row[documents_title].n ? row[documents_title]
							    : row[documents_source],
				     row[documents_published], row[documents_observations],
				     row[documents_growth], row[documents_findings]};
		md_row(out, cell, 5);
	}
}

/* What the report says and what the levels give, of every stated rate that they do not allow. */
static void add_contradictions(struct buf *out, const struct release *r, enum language in)
{
	static const char *const header[] = {"word.series", "word.period", "column.basis.short",
					     "word.stated", "word.computed"};
	const struct rows *g = &r->table[RELEASE_growth];
	size_t found = 0;

	md_heading(out, 3, r->labels, "word.contradictions", in);
	for (size_t i = 0; i < g->count; i++) {
		const struct str *row = rows_at(g, i);
		if (!str_equal(row[growth_verdict], STR("inconsistent")))
			continue;
		if (!found++)
			md_header(out, r->labels, in, header, 5);
		struct str cell[] = {row[growth_series_id], row[growth_time_period],
				     label_of(r->labels, "basis", row[growth_basis], in),
				     row[growth_change], row[growth_computed]};
		md_row(out, cell, 5);
	}
	if (!found) {
		md_text(out, label(r->labels, "word.none", in));
		buf_byte(out, '\n');
	}
}

static void add_text(struct buf *out, const struct quality *q, const struct release *r,
		     enum language in)
{
	struct labels *l = r->labels;

	md_heading(out, in == VIETNAMESE ? 1 : 2, l, "file.quality", in);
	md_text(out, label(l, "word.months", in));
	buf_printf(out, ": %s", r->span.from);
	if (r->span.first != r->span.last)
		buf_printf(out, " - %s", r->span.to);
	if (r->gaps.count) {
		buf_text(out, ". ");
		md_text(out, label(l, "word.gaps", in));
		for (size_t i = 0; i < r->gaps.count; i++)
			buf_printf(out, "%s %s", i ? "," : ":", r->gaps.name[i]);
	}
	buf_text(out, "\n");
	add_topic(out, q, l, in, "rows", "word.rows");
	add_documents(out, r, in);
	add_topic(out, q, l, in, "numbers", "word.numbers");
	buf_byte(out, '\n');
	md_text(out, label(l, "word.unread", in));
	buf_text(out, ": ");
	buf_add(out, quality_share(q->grid.arena, q->unread, q->numbers));
	buf_text(out, " %. ");
	md_text(out, label(l, "quality.note", in));
	buf_byte(out, '\n');
	add_topic(out, q, l, in, "verdict", "word.verdicts");
	buf_byte(out, '\n');
	md_text(out, label(l, "quality.verdict", in));
	buf_byte(out, '\n');
	add_contradictions(out, r, in);
	add_topic(out, q, l, in, "obs_status", "word.status");
	add_topic(out, q, l, in, "origin", "word.origin");
	add_topic(out, q, l, in, "bound", "word.bounds");
	add_topic(out, q, l, in, "severity", "file.findings");
	add_topic(out, q, l, in, "rule", "word.rule");
}

int quality_put(struct quality *q, struct package *k)
{
	struct buf out = {0};
	int result =
		grid_put(&q->grid, k, (struct resource){.file = "quality.csv", .about = "quality"});

	for (enum language in = VIETNAMESE; in < LANGUAGES && result == 0; in++)
		add_text(&out, q, k->release, in);
	if (result == 0)
		result =
			package_put(k, &(struct resource){.file = "QUALITY.md", .about = "quality"},
				    buf_view(&out));
	buf_release(&out);
	return result;
}

void quality_release(struct quality *q)
{
	grid_release(&q->grid);
}

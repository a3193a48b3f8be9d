/*
 * From a report's text (text.h) to its facts: every mention gives one row of the ledger, and no row
 * that comes out is one that its table, or the meaning of its columns, does not hold.
 */
#include <stdio.h>
#include "common/split.h"
#include "common/table.h"
#include "stages/extract/report.h"
#include "tests/fuzz/text.h"
/* Each stage has a type of this name; they meet nowhere else. */
#define subject subject_in_catalogue
#include "stages/normalize/normalizer.h"
#undef subject

enum { OBSERVATIONS, GROWTH, LEDGER, FINDINGS, TABLES };

static const struct table *const tables[TABLES] = {&table_observations, &table_growth,
						   &table_ledger, &table_findings};

struct output {
	FILE *stream;
	char *bytes;
	size_t n;
};

static bool is_one_of(struct str cell, const char *words)
{
	for (struct str rest = str_of(words); rest.n;)
		if (str_equal(str_cut(&rest, ' '), cell))
			return true;
	return false;
}

static int period_of(struct str cell, struct period *p)
{
	MUST(!cell.n || period_parse(cell, p));
	return cell.n > 0;
}

static struct dec number_of(struct str cell)
{
	struct dec d;

	MUST(dec_parse(cell, &d) && d.scale <= DEC_COLUMN_SCALE);
	return d;
}

static void check_level(const struct str row[])
{
	struct str low = row[observations_low], high = row[observations_high];
	struct period p;
	int32_t day;

	MUST(period_of(row[observations_time_period], &p));
	MUST(period_parse_date(row[observations_period_start], &day) && day == p.first);
	MUST(period_parse_date(row[observations_period_end], &day) && day == p.last);
	MUST(row[observations_freq].n == 1 && row[observations_freq].p[0] == p.freq);
	MUST(is_one_of(row[observations_time_basis], "period ytd as_of"));
	MUST(is_one_of(row[observations_bound], "eq gt lt ge le approx"));
	MUST(is_one_of(row[observations_obs_status], "A E P F"));
	MUST(is_one_of(row[observations_origin], "stated stated_base"));
	MUST(row[observations_unit_measure].n && row[observations_indicator].n);
	MUST(!low.n || dec_compare(number_of(low), number_of(row[observations_obs_value])) <= 0);
	MUST(!high.n || dec_compare(number_of(row[observations_obs_value]), number_of(high)) <= 0);
}

static void check_growth(const struct str row[])
{
	struct period p;

	MUST(period_of(row[growth_time_period], &p));
	MUST(is_one_of(row[growth_basis], "mom qoq yoy vs_period vs_ref"));
	MUST(period_of(row[growth_base_period], &p) ||
	     !is_one_of(row[growth_basis], "mom qoq yoy"));
	MUST(is_one_of(row[growth_kind], "percent pp factor absolute"));
	MUST(is_one_of(row[growth_bound], "eq gt lt ge le approx"));
	number_of(row[growth_change]);
}

static void check_row(size_t table, const struct str row[], struct str text)
{
	for (size_t i = 0; i < tables[table]->columns; i++)
		MUST(table_cell_valid(tables[table]->column[i].type, row[i]));
	if (table == OBSERVATIONS)
		check_level(row);
	else if (table == GROWTH)
		check_growth(row);
	else if (table == LEDGER)
		MUST(row[ledger_token].n <= text.n && row[ledger_outcome].n);
}

static void begin(struct output *o)
{
	if (!o->stream)
		o->stream = open_memstream(&o->bytes, &o->n);
	MUST(o->stream && fseeko(o->stream, 0, SEEK_SET) == 0);
}

/* The rows, to be cut; all that the stages write is regular. */
static void end(struct output *o, struct split *rows)
{
	static const char padding[SPLIT_PADDING];
	off_t n = ftello(o->stream);

	fwrite(padding, 1, sizeof(padding), o->stream);
	fflush(o->stream);
	rows->columns = 0;
	split_text(rows, o->bytes, o->bytes + n);
}

static bool next(struct split *rows)
{
	enum split_result result = split_row(rows);

	MUST(result == SPLIT_ROW || (result == SPLIT_MORE && rows->at == rows->end));
	return result == SPLIT_ROW;
}

static void read_report(const struct lexicon *lexicon, struct str text, struct output *out)
{
	struct report_reader *reader = report_reader_new(words_of_reports(lexicon));
	struct report p = {.doc_id = STR("0123456789abcdef"),
			   .source = STR("report.txt"),
			   .given_period = STR("2022-08")};

	set_lines(&p, text);
	report_join_lines(&p, text);
	report_head(reader, &p);
	begin(out);
	report_read(reader, &p, text, out->stream);
	report_reader_free(reader);
	release_lines(&p);
}

/* Hands over the mentions as the stages do, as rows; their number. */
static size_t normalize(struct normalizer *n, struct split *rows)
{
	size_t count = 0;

	normalizer_document(n, STR("0123456789abcdef"), STR("MIC"), STR("2022-08"));
	for (; next(rows); count++)
		MUST(rows->columns == mentions_columns && !normalizer_mention(n, rows->cell));
	normalizer_end(n);
	MUST(!normalizer_failed(n));
	return count;
}

static struct normalizer *new_normalizer(const struct lexicon *lexicon, struct output out[])
{
	static struct lexicons meanings;
	struct outputs streams;

	for (int i = 0; i < TABLES; i++)
		begin(&out[i]);
	streams = (struct outputs){out[OBSERVATIONS].stream, out[GROWTH].stream, out[LEDGER].stream,
				   out[FINDINGS].stream};
	MUST(lexicons_load(&meanings, lexicon) == 0);
	return normalizer_new(&meanings, &streams);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	static const struct lexicon lexicon = {.folder = {LEXICON_FOLDER}, .folders = 1};
	static struct normalizer *normalizer;
	static struct output mentions, out[TABLES];
	static struct split rows;
	struct buf clean = {0};
	struct str text = cleaned((struct str){(const char *)bytes, n}, &clean);
	size_t count, written[TABLES] = {0};

	if (!normalizer)
		normalizer = new_normalizer(&lexicon, out);
	for (size_t i = 0; i < TABLES; i++)
		begin(&out[i]);
	read_report(&lexicon, text, &mentions);
	end(&mentions, &rows);
	count = normalize(normalizer, &rows);
	for (size_t i = 0; i < TABLES; i++) {
		end(&out[i], &rows);
		for (; next(&rows); written[i]++)
			check_row(i, rows.cell, text);
	}
	MUST(written[LEDGER] == count && written[OBSERVATIONS] + written[GROWTH] <= count);
	buf_release(&clean);
	return 0;
}

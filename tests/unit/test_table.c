#include "common/table.h"

#include <errno.h>
#include "common/dec.h"
#include "tests/unit/unit.h"

static FILE *stream_of(const char *content)
{
	FILE *f = tmpfile();

	if (!f || fputs(content, f) == EOF)
		abort();
	rewind(f);
	return f;
}

/* Reads `content` as table lines: "[cell|cell|…]" per row, then what was said. */
static void read_lines(const char *content, struct buf *out)
{
	FILE *f = stream_of(content);
	struct table_reader r;
	struct str row[lines_columns];
	struct unit_stderr s;
	int got = -1;

	unit_stderr_begin(&s);
	errno = 0;
	if (table_read_begin(&r, &table_lines, f, "t") == 0) {
		while ((got = table_read(&r, row)) > 0)
			buf_printf(out, "[%.*s|%.*s|%.*s|%.*s]", (int)row[0].n, row[0].p,
				   (int)row[1].n, row[1].p, (int)row[2].n, row[2].p, (int)row[3].n,
				   row[3].p);
		table_read_end(&r);
	}
	if (got < 0)
		CHECK_INT(errno, EILSEQ);
	unit_stderr_end(&s, out);
	fclose(f);
}

static void check_lines(const char *content, const char *want, int line)
{
	struct buf b = {0};

	read_lines(content, &b);
	unit_check_text(buf_view(&b), want, __FILE__, line);
	buf_release(&b);
}
#define READS(content, want) check_lines((content), (want), __LINE__)

static void reads_rows(void)
{
	READS("doc_id,byte_start,kind,text\nd,0,para,\"x, y\"\nd,5,,z\n",
	      "[d|0|para|x, y][d|5||z]");
	READS("doc_id,byte_start,kind,text\n", "");
	READS("\xEF\xBB\xBF"
	      "doc_id,byte_start,kind,text\r\nd,0,para,x\r\n",
	      "[d|0|para|x]");
}

static void names_what_is_wrong_with_a_header(void)
{
	READS("", "test: t: error: empty, not even the header of table lines\n");
	READS("\n\n", "test: t: error: empty, not even the header of table lines\n");
	READS("doc_id,byte_start,kind\n",
	      "test: t:1: error: missing column in table lines: 'text'\n");
	READS("doc_id,byte_start,kind,text,more\n",
	      "test: t:1: error: unknown column in table lines: 'more'\n");
	READS("doc_id,byte_start,kind,Text\n",
	      "test: t:1: error: unknown column in table lines: 'Text'\n");
	READS("doc_id,kind,byte_start,text\n",
	      "test: t:1: error: column 2 of table lines stands at 3: 'byte_start'\n");
	READS("doc_id,byte_start,kind,text,text\n",
	      "test: t:1: error: column twice in table lines: 'text'\n");
	READS("doc_id;byte_start;kind;text\n",
	      "test: t:1: error: unknown column in table lines: 'doc_id;byte_start;kind;text'\n");
}

static void refuses_cells_of_another_type(void)
{
	READS("doc_id,byte_start,kind,text\nd,0,para,x\nd,five,para,x\n",
	      "[d|0|para|x]test: t:3: error: bad value of byte_start, wants int64: 'five'\n");
	READS("doc_id,byte_start,kind,text\nd,1,para\n", "test: t:2: error: too few fields\n");
}

static void knows_its_types(void)
{
	static const struct {
		enum column_type type;
		const char *good[4], *bad[4];
	} cases[] = {
		{TYPE_string, {"", "x", "1", "true"}, {NULL}},
		{TYPE_int32,
		 {"", "2147483647", "-2147483648", "0"},
		 {"2147483648", "-2147483649", "1.0", "-"}},
		{TYPE_int64,
		 {"", "9223372036854775807", "-9223372036854775808", "-1"},
		 {"9223372036854775808", "-9223372036854775809", "+1", "1 "}},
		{TYPE_dec, {"", "1.50", "-0.5", "7"}, {"1,5", "x", ".5", "1e3"}},
		{TYPE_date,
		 {"", "2022-08-20", "2024-02-29", "1000-01-01"},
		 {"2022-08", "2023-02-29", "20/8/2022", "x"}},
		{TYPE_boolean, {"", "true", "false", "true"}, {"TRUE", "1", "yes", "t"}},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		for (size_t k = 0; k < 4; k++) {
			CHECK_CASE(table_cell_valid(cases[i].type, str_of(cases[i].good[k])),
				   "%s: %s", table_type_name(cases[i].type), cases[i].good[k]);
			if (cases[i].bad[k])
				CHECK_CASE(!table_cell_valid(cases[i].type,
							     str_of(cases[i].bad[k])),
					   "%s: not %s", table_type_name(cases[i].type),
					   cases[i].bad[k]);
		}
	}
}

static void finds_tables_by_name(void)
{
	CHECK(table_find(STR("observations")) == &table_observations);
	CHECK(table_find(STR("revisions")) == &table_revisions);
	CHECK(table_find(STR("nothing")) == NULL);
	CHECK_INT(table_observations.columns, observations_columns);
	CHECK_TEXT(str_of(table_observations.column[observations_obs_value].name), "obs_value");
	CHECK_TEXT(str_of(table_type_name(table_observations.column[observations_obs_value].type)),
		   "dec");
}

/* Every table writes a header that it reads again, and rows that come back as they went. */
static void every_table_reads_what_it_writes(void)
{
	static const char *const names[] = {"sources",      "lines",    "mentions", "documents",
					    "observations", "growth",   "findings", "ledger",
					    "indicators",   "revisions"};
	static const char *const value[] = {"a,\"b\"", "-5", "5", "1.50", "2022-08-20", "true"};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		const struct table *t = table_find(str_of(names[i]));
		struct str row[64], back[64];
		struct table_reader r;
		FILE *f = tmpfile();

		CHECK(t != NULL);
		if (!t || !f)
			continue;
		for (size_t c = 0; c < t->columns; c++)
			row[c] = str_of(value[t->column[c].type]);
		table_write_header(f, t);
		table_write(f, t, row);
		rewind(f);
		CHECK(table_read_begin(&r, t, f, names[i]) == 0);
		CHECK_INT(table_read(&r, back), 1);
		for (size_t c = 0; c < t->columns; c++)
			CHECK_TEXT(back[c], value[t->column[c].type]);
		CHECK_INT(table_read(&r, back), 0);
		table_read_end(&r);
		fclose(f);
	}
}

int main(void)
{
	return UNIT_RUN(UNIT(reads_rows), UNIT(names_what_is_wrong_with_a_header),
			UNIT(refuses_cells_of_another_type), UNIT(knows_its_types),
			UNIT(finds_tables_by_name), UNIT(every_table_reads_what_it_writes));
}

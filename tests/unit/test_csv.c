#include "common/csv.h"

#include <errno.h>
#include "common/io.h"
#include "tests/unit/unit.h"

/* A stream that holds `content`. */
static FILE *stream_of(struct str content)
{
	FILE *f = tmpfile();

	if (!f || fwrite(content.p ? content.p : "", 1, content.n, f) != content.n)
		abort();
	rewind(f);
	return f;
}

typedef struct csv_reader *new_reader(FILE *stream, const char *name);

/* Reads all of it: rows as "line:[cell|cell]", at the end what was said and the errno. */
static void read_rows_by(new_reader *reader, struct str content, struct buf *out)
{
	FILE *f = stream_of(content);
	struct csv_reader *r = reader(f, "t");
	struct unit_stderr s;
	struct str *cells;
	size_t count;
	int got, why;

	unit_stderr_begin(&s);
	errno = 0;
	while ((got = csv_read(r, &cells, &count)) > 0) {
		buf_printf(out, "%lu:[", csv_line(r));
		for (size_t i = 0; i < count; i++) {
			if (i)
				buf_byte(out, '|');
			buf_add(out, cells[i]);
		}
		buf_byte(out, ']');
	}
	why = errno;
	CHECK_INT(csv_read(r, &cells, &count), got); /* asked again, the same answer, said once */
	unit_stderr_end(&s, out);
	if (got < 0 && why != EILSEQ)
		buf_printf(out, "errno %d", why);
	csv_reader_free(r);
	fclose(f);
}

/* Reads it in both ways, which must not differ. */
static void read_rows(struct str content, struct buf *out)
{
	struct buf other = {0};
	size_t begin = out->n;

	read_rows_by(csv_reader_new, content, out);
	read_rows_by(csv_reader_regular, content, &other);
	CHECK_TEXT(((struct str){out->p + begin, out->n - begin}), buf_string(&other));
	buf_release(&other);
}

static void check_rows(struct str content, const char *want, int line)
{
	struct buf b = {0};

	read_rows(content, &b);
	unit_check_text(buf_view(&b), want, __FILE__, line);
	buf_release(&b);
}
#define READS(literal, want) check_rows(STR(literal), (want), __LINE__)

static void reads_what_rfc_4180_has(void)
{
	READS("", "");
	READS("a,b\n1,2\n", "1:[a|b]2:[1|2]");
	READS("a,b\r\n1,2\r\n", "1:[a|b]2:[1|2]");
	READS("a,b\n1,2", "1:[a|b]2:[1|2]");
	READS("a,b\r\n1,2\r", "1:[a|b]2:[1|2]");
	READS("\xEF\xBB\xBF"
	      "a,b\n",
	      "1:[a|b]");
	READS("\xEF\xBB\xBF", "");
	READS("\"a\",\"b \"\"c\"\"\"\n\"x,y\",\"\"\n", "1:[a|b \"c\"]2:[x,y|]");
	READS("a,b\n,\n", "1:[a|b]2:[|]");
	READS(" a , b\t\n", "1:[ a | b\t]");
	READS("a\n\n\nb\n", "1:[a]4:[b]");
	READS("a\r\n\r\nb\r\n", "1:[a]3:[b]");
	READS("a\n\"\"\nb\n", "1:[a]2:[]3:[b]");
	READS("\"a\n\nb\",c\nd,e\n", "1:[a\n\nb|c]4:[d|e]");
	READS("x,\"\xE1\xBB\x87\"\n", "1:[x|\xE1\xBB\x87]");
}

static void refuses_what_it_has_not(void)
{
	READS("a,b\n1\n2,3\n", "1:[a|b]test: t:2: error: too few fields\n");
	READS("a,b\n1,2\n1,2,3\n", "1:[a|b]2:[1|2]test: t:3: error: too many fields\n");
	READS("a,b\n1,x\"y\n", "1:[a|b]test: t:2: error: stray quote\n");
	READS("a,b\n1,\"x\"y\n", "1:[a|b]test: t:2: error: stray quote\n");
	READS("a,b\n\n1,\"x\ny", "1:[a|b]test: t:3: error: quoted field does not end\n");
	READS("a\rb\n", "1:[a]test: t:1: error: carriage return without line feed\n");
	READS("a\n\"b\"\rc", "1:[a]2:[b]test: t:2: error: carriage return without line feed\n");
	READS("a\n\r\r\nb\n", "1:[a]test: t:2: error: carriage return without line feed\n");
	READS("a,b\n1,\0\n", "1:[a|b]test: t:2: error: NUL byte\n");
	READS("a,b\n1,\xC3\n", "1:[a|b]test: t:2: error: invalid utf-8\n");
	READS("a,b\n1,\xE1\xBB", "1:[a|b]test: t:2: error: invalid utf-8\n");
	READS("a\n\xFF\n\0\n", "1:[a]test: t:2: error: invalid utf-8\n");
	READS("a\n\xED\xA0\x80\n", "1:[a]test: t:2: error: invalid utf-8\n");
	READS("a\n\xEF\xBB\xBFx\n", "1:[a]2:[\xEF\xBB\xBFx]");
}

/* Rows, quoted fields and characters of several bytes across the edges of chunks, wherever they
 * fall. */
static void chunks_leave_no_seam(void)
{
	struct buf file = {0}, want = {0};

	for (size_t shift = 0; shift < 14; shift++) {
		FILE *f;
		struct csv_reader *r;
		struct str *cells;
		size_t count, rows = 0;

		buf_reset(&file);
		for (size_t i = 0; i < shift; i += 2)
			buf_byte(&file, 'x');
		buf_text(&file, ",h\n");
		for (int i = 0; i < 30000; i++)
			buf_printf(&file, "%d,\"\xE1\xBB\x87 \"\"q\"\"\n\xE1\xBA\xA5\"\n", i);
		f = stream_of(buf_view(&file));
		r = shift % 2 ? csv_reader_regular(f, "t") : csv_reader_new(f, "t");
		CHECK_INT(csv_read(r, &cells, &count), 1);
		CHECK_INT(cells[0].n, (shift + 1) / 2);
		while (csv_read(r, &cells, &count) > 0) {
			buf_reset(&want);
			buf_i64(&want, (long long)rows);
			if (count != 2 || !str_equal(cells[0], buf_view(&want)) ||
			    !str_equal(cells[1], STR("\xE1\xBB\x87 \"q\"\n\xE1\xBA\xA5")) ||
			    csv_line(r) != 2 + 2 * rows)
				break;
			rows++;
		}
		CHECK_INT(rows, 30000);
		csv_reader_free(r);
		fclose(f);
	}
	buf_release(&file);
	buf_release(&want);
}

/* A broken character where a chunk ends is as wrong as anywhere. */
static void broken_characters_at_the_edge_are_seen(void)
{
	static const char *const broken[] = {"\xE1\xBB", "\xE1",         "\x80",
					     "\xC3",     "\xF0\x9F\x98", "\xFF"};

	for (size_t i = 0; i < sizeof(broken) / sizeof(*broken); i++) {
		for (size_t before = 262138; before < 262146; before++) {
			struct buf file = {0}, out = {0};

			buf_text(&file, "a\n");
			memset(buf_room(&file, before), 'y', before);
			file.n = before;
			buf_text(&file, broken[i]);
			buf_text(&file, "z\n");
			read_rows(buf_view(&file), &out);
			if (CHECK(out.n > 32))
				CHECK_TEXT(((struct str){out.p + out.n - 32, 32}),
					   "test: t:2: error: invalid utf-8\n");
			buf_release(&file);
			buf_release(&out);
		}
	}
}

static unsigned long long seed = 1;

static size_t next(size_t below)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (size_t)(seed >> 33) % below;
}

/* A text of the bytes that matter, rows and what is none. */
static void random_text(struct buf *text)
{
	static const struct str part[] = {
		STR("a"),
		STR("b,"),
		STR(","),
		STR(","),
		STR("\""),
		STR("\"\""),
		STR("\n"),
		STR("\n"),
		STR("\r\n"),
		STR("\"x,y\""),
		STR("x,y,z\n"),
		STR("\"p\",q,\"r\ns\"\n"),
		STR("1,2,3\r\n"),
		STR("\"\",,\"\"\n"),
		STR("\"p \"\"q\"\"\",\"\"\"\",r\n"),
		STR("1,2,3\n"),
		STR("\xE1\xBB\x87"),
		STR("\xC3\xA1,\xE2\x80\x93,\xF0\x9F\x98\x80\n"),
		STR("\"\r\n\",,\n"),
		STR("\r"),
		STR("\xE1\xBB"),
		STR("\0"),
	};
	enum { PARTS = sizeof(part) / sizeof(*part), SOUND = PARTS - 3 };

	for (size_t n = next(40); n; n--)
		buf_add(text, part[next(next(8) ? SOUND : PARTS)]);
}

/* Whatever is read, and wherever it stands to the chunks that are read: rows, lines, refusals. */
static void regular_rows_are_those_of_libcsv(void)
{
	static const char filler[] = "\"k, \"\"l\"\"\",\xE1\xBB\x87,mn\n";
	unsigned before = CU_get_number_of_failures();

	for (int i = 0; i < 6000 && CU_get_number_of_failures() == before; i++) {
		struct buf text = {0}, out = {0};

		if (i % 40 == 0) { /* to the edge of the first chunk */
			size_t room = (1 << 18) - next(100);

			while (text.n + sizeof(filler) < room)
				buf_text(&text, filler);
		} else if (i % 2) {
			for (size_t n = next(9); n; n--)
				buf_text(&text, filler);
		}
		random_text(&text);
		read_rows(buf_view(&text), &out);
		buf_release(&text);
		buf_release(&out);
	}
}

/* Long rows too, which need a larger chunk. */
static void regular_rows_may_be_long(void)
{
	enum { LONG = 3 << 20, ROWS = 4 };
	struct buf file = {0};
	struct csv_reader *r;
	struct str *cells;
	size_t count;
	FILE *f;

	for (int row = 0; row < ROWS; row++) {
		buf_text(&file, row % 2 ? "a,\"" : "a,");
		for (int i = 0; i < LONG; i++)
			buf_byte(&file, row % 2 && i % 100 == 99 ? '\n' : 'x');
		buf_text(&file, row % 2 ? "\"\n" : "\n");
	}
	f = stream_of(buf_view(&file));
	r = csv_reader_regular(f, "t");
	for (int row = 0; row < ROWS; row++) {
		if (!CHECK_INT(csv_read(r, &cells, &count), 1))
			break;
		CHECK_INT(count, 2);
		CHECK_INT(cells[1].n, LONG);
		CHECK_INT(csv_line(r), 1 + row + row / 2 * (LONG / 100));
	}
	CHECK_INT(csv_read(r, &cells, &count), 0);
	csv_reader_free(r);
	fclose(f);
	buf_release(&file);
}

static void standard_input_has_a_name(void)
{
	FILE *f = stream_of(STR(""));
	struct csv_reader *a = csv_reader_new(f, "-"), *b = csv_reader_new(f, NULL);

	CHECK_TEXT(str_of(csv_name(a)), "<stdin>");
	CHECK_TEXT(str_of(csv_name(b)), "<stdin>");
	csv_reader_free(a);
	csv_reader_free(b);
	csv_reader_free(NULL);
	fclose(f);
}

static void long_rows_are_bounded(void)
{
	struct buf file = {0}, out = {0};

	buf_text(&file, "a,");
	memset(buf_room(&file, 20u << 20), 'y', 20u << 20);
	file.n += 20u << 20;
	buf_text(&file, "\nc,d\n");
	read_rows(buf_view(&file), &out);
	CHECK_INT(out.n, file.n - 5 + 2 * strlen("1:[]") - 1 + strlen("c|d") + 1);
	buf_reset(&file);
	buf_reset(&out);
	buf_text(&file, "a\n");
	memset(buf_room(&file, 66u << 20), 'y', 66u << 20);
	file.n += 66u << 20;
	read_rows(buf_view(&file), &out);
	CHECK_TEXT(buf_view(&out), "1:[a]test: t:2: error: row of more than 64 MiB\n");
	buf_release(&file);
	buf_release(&out);
}

static void a_failed_read_is_no_end(void)
{
	FILE *f = fopen("/tmp", "r");
	struct csv_reader *r = csv_reader_new(f, "t");
	struct unit_stderr s;
	struct buf b = {0};
	struct str *cells;
	size_t count;

	unit_stderr_begin(&s);
	CHECK_INT(csv_read(r, &cells, &count), -1);
	CHECK_INT(errno, EISDIR);
	unit_stderr_end(&s, &b);
	CHECK_TEXT(buf_view(&b), "test: t: error: cannot read: is a directory\n");
	csv_reader_free(r);
	fclose(f);
	buf_release(&b);
}

static void quotes_only_where_it_must(void)
{
	static const struct {
		struct str field;
		const char *want;
	} cases[] = {
		{STR(""), ""},
		{STR("plain text; of some length"), "plain text; of some length"},
		{STR("a,b"), "\"a,b\""},
		{STR("say \"x\""), "\"say \"\"x\"\"\""},
		{STR("a\nb"), "\"a\nb\""},
		{STR("a\rb"), "\"a\rb\""},
		{STR("12345678,"), "\"12345678,\""},
		{STR("1234567,"), "\"1234567,\""},
		{STR(" a "), " a "},
		{STR("\xE1\xBB\x87\xAC\xA2\x8A\x8D\xAD"), "\xE1\xBB\x87\xAC\xA2\x8A\x8D\xAD"},
		{STR("\x0b\x0c-+#!#!\x2d\x23\x21"), "\x0b\x0c-+#!#!\x2d\x23\x21"},
	};
	struct buf b = {0};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		buf_reset(&b);
		csv_append_field(&b, cases[i].field);
		CHECK_TEXT(buf_view(&b), cases[i].want);
	}
	buf_reset(&b);
	csv_append_row(&b, (struct str[]){STR("a"), STR(""), STR("b,c")}, 3);
	csv_append_row(&b, (struct str[]){STR("")}, 1);
	csv_append_row(&b, (struct str[]){STR(""), STR("")}, 2);
	CHECK_TEXT(buf_view(&b), "a,,\"b,c\"\n\"\"\n,\n");
	buf_release(&b);
}

/* Whatever bytes of valid UTF-8 without NUL go out come back, by either way of writing. */
static void what_is_written_reads_back(void)
{
	static const char *const piece[] = {",",
					    "\"",
					    "\n",
					    "\r",
					    "\r\n",
					    " ",
					    "a",
					    "\t",
					    "\xE1\xBB\x87",
					    "\"\"",
					    "long enough for a word of eight"};
	struct buf cell[3] = {{0}}, appended = {0}, back = {0};

	for (int round = 0; round < 1000; round++) {
		struct str row[3], *cells;
		size_t count;
		FILE *f = stream_of(STR("a,b,c\n"));
		struct csv_reader *r;

		for (size_t i = 0; i < 3; i++) {
			buf_reset(&cell[i]);
			for (seed = seed * 6364136223846793005u + 1442695040888963407u; seed >> 61;
			     seed = seed * 6364136223846793005u + 1442695040888963407u)
				buf_text(&cell[i], piece[(seed >> 33) % 11]);
			buf_string(&cell[i]); /* so that it does not move any more */
			row[i] = buf_view(&cell[i]);
		}
		fseek(f, 0, SEEK_END);
		csv_write_row(f, row, 3);
		rewind(f);
		r = csv_reader_new(f, "t");
		CHECK(csv_read(r, &cells, &count) == 1);
		CHECK(csv_read(r, &cells, &count) == 1 && count == 3);
		for (size_t i = 0; i < 3 && i < count; i++)
			CHECK_TEXT(cells[i], buf_string(&cell[i]));
		csv_reader_free(r);
		buf_reset(&appended);
		buf_reset(&back);
		csv_append_row(&appended, row, 3);
		fseek(f, 6, SEEK_SET);
		back.n = fread(buf_room(&back, 8192), 1, 8192, f);
		CHECK_TEXT(buf_view(&back), buf_string(&appended));
		fclose(f);
	}
	for (size_t i = 0; i < 3; i++)
		buf_release(&cell[i]);
	buf_release(&appended);
	buf_release(&back);
}

static void rows_of_any_length_are_written(void)
{
	char *large = malloc(100000);
	FILE *f = tmpfile();

	memset(large, '"', 100000);
	csv_write_row(f, (struct str[]){STR("a"), {large, 100000}}, 2);
	CHECK_INT(ftell(f), 2 + 200002 + 1);
	fclose(f);
	free(large);
}

int main(void)
{
	return UNIT_RUN(UNIT(reads_what_rfc_4180_has), UNIT(refuses_what_it_has_not),
			UNIT(chunks_leave_no_seam), UNIT(broken_characters_at_the_edge_are_seen),
			UNIT(regular_rows_are_those_of_libcsv), UNIT(regular_rows_may_be_long),
			UNIT(standard_input_has_a_name), UNIT(long_rows_are_bounded),
			UNIT(a_failed_read_is_no_end), UNIT(quotes_only_where_it_must),
			UNIT(what_is_written_reads_back), UNIT(rows_of_any_length_are_written));
}

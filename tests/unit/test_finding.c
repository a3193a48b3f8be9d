#include "common/finding.h"

#include "common/io.h"
#include "common/table.h"
#include "tests/unit/unit.h"

static const char messages[] =
	"rule,severity,message_en,message_vi\n"
	"BASE,warning,\"{stated} is stated, {computed} computed\",vi {computed} {stated}\n"
	"PLAIN,note,no { brace } here {,vi\n";

static struct finding_messages *load(const char *text)
{
	struct lexicon l = {{unit_folder()}, 1};

	io_write_all(unit_path("message.csv"), str_of(text));
	return finding_messages_load(&l);
}

/* The row that is written, without its id, or what was said. */
static void write_one(const struct finding_messages *m, const struct finding *f, struct buf *out)
{
	FILE *stream = tmpfile();
	struct unit_stderr s;
	size_t got;
	int status;

	unit_stderr_begin(&s);
	status = finding_write(stream, m, f);
	unit_stderr_end(&s, out);
	CHECK_INT(status, out->n ? -1 : 0);
	rewind(stream);
	got = fread(buf_room(out, 4096), 1, 4096, stream);
	out->n += got;
	fclose(stream);
}

static void writes_the_row(void)
{
	struct finding_messages *m = load(messages);
	struct finding f = {.rule = "BASE",
			    .doc_id = STR("d1"),
			    .report_period = STR("2022-08"),
			    .obs_id = STR("o"),
			    .has_place = true,
			    .byte_start = 3,
			    .byte_end = 9};
	struct buf b = {0};

	finding_value(&f, "computed", STR("15.9"));
	finding_value(&f, "stated", STR("{19}"));
	write_one(m, &f, &b);
	CHECK(b.n > 16);
	CHECK_TEXT(
		((struct str){b.p + 16, b.n - 16}),
		",d1,2022-08,warning,BASE,o,,3,9,\"{19} is stated, 15.9 computed\",vi 15.9 {19}\n");
	buf_reset(&b);
	f = (struct finding){.rule = "PLAIN"};
	write_one(m, &f, &b);
	CHECK_TEXT(((struct str){b.p + 16, b.n - 16}),
		   ",,,note,PLAIN,,,,,no { brace } here {,vi\n");
	finding_messages_free(m);
	buf_release(&b);
}

static void ids_depend_on_what_and_where(void)
{
	struct finding_messages *m = load(messages);
	struct finding f[] = {
		{.rule = "PLAIN",
		 .doc_id = STR("d1"),
		 .has_place = true,
		 .byte_start = 3,
		 .byte_end = 9},
		{.rule = "PLAIN",
		 .doc_id = STR("d2"),
		 .has_place = true,
		 .byte_start = 3,
		 .byte_end = 9},
		{.rule = "PLAIN",
		 .doc_id = STR("d1"),
		 .has_place = true,
		 .byte_start = 39,
		 .byte_end = 9},
		{.rule = "PLAIN",
		 .doc_id = STR("d1"),
		 .has_place = true,
		 .byte_start = 3,
		 .byte_end = 9,
		 .number = 1},
		{.rule = "PLAIN", .doc_id = STR("d1")},
	};
	char id[5][17];
	struct buf b = {0};

	for (size_t i = 0; i < 5; i++) {
		buf_reset(&b);
		write_one(m, &f[i], &b);
		snprintf(id[i], sizeof(id[i]), "%.16s", buf_string(&b));
		for (size_t k = 0; k < i; k++)
			CHECK_CASE(strcmp(id[i], id[k]) != 0, "finding %zu and %zu have ids", i, k);
	}
	buf_reset(&b);
	f[0].report_period = STR("2022-08"); /* no part of the identity */
	write_one(m, &f[0], &b);
	CHECK(strncmp(buf_string(&b), id[0], 16) == 0);
	finding_messages_free(m);
	buf_release(&b);
}

static void mistakes_of_the_program_are_told(void)
{
	struct finding_messages *m = load(messages);
	struct finding f = {.rule = "OTHER"};
	struct buf b = {0};

	write_one(m, &f, &b);
	CHECK_TEXT(buf_view(&b), "test: error: rule that message.csv does not know: 'OTHER'\n");
	buf_reset(&b);
	f = (struct finding){.rule = "BASE"};
	finding_value(&f, "stated", STR("1"));
	write_one(m, &f, &b);
	CHECK_TEXT(buf_view(&b), "test: error: message of rule BASE wants a value that it was not "
				 "given: 'computed'\n");
	finding_messages_free(m);
	buf_release(&b);
}

static void a_later_wording_wins(void)
{
	struct finding_messages *m =
		load("rule,severity,message_en,message_vi\nPLAIN,note,a,b\nOTHER,note,x,y\n"
		     "PLAIN,error,c,d\nNEW,note,e,f\n");
	struct finding f = {.rule = "PLAIN"};
	struct buf b = {0};

	write_one(m, &f, &b);
	CHECK_TEXT(((struct str){b.p + 16, b.n - 16}), ",,,error,PLAIN,,,,,c,d\n");
	f.rule = "OTHER";
	buf_reset(&b);
	write_one(m, &f, &b);
	CHECK_TEXT(((struct str){b.p + 16, b.n - 16}), ",,,note,OTHER,,,,,x,y\n");
	finding_messages_free(m);
	buf_release(&b);
}

static void bad_messages_are_refused(void)
{
	struct unit_stderr s;
	struct buf b = {0};

	unit_stderr_begin(&s);
	CHECK(load("rule,severity,message_en,message_vi\nA,loud,x,y\nB,note,,y\n,note,x,y\n") ==
	      NULL);
	unit_stderr_end(&s, &b);
	buf_string(&b);
	CHECK(strstr(b.p, "message.csv:2: error: severity is note, warning or error: 'A'\n") !=
	      NULL);
	CHECK(strstr(b.p, "message.csv:3: error: rule and both messages must be there: 'B'\n") !=
	      NULL);
	CHECK(strstr(b.p, "message.csv:4: error: rule and both messages must be there\n") != NULL);
	buf_release(&b);
}

static bool contains(struct str text, struct str part)
{
	for (size_t i = 0; i + part.n <= text.n; i++)
		if (memcmp(text.p + i, part.p, part.n) == 0)
			return true;
	return false;
}

/* Each `{name}` of one wording stands in the other too. Returns how many there are. */
static int check_values(struct str rule, struct str wording, struct str other)
{
	int seen = 0;

	for (size_t begin = 0; begin < wording.n; begin++) {
		struct str name = {wording.p + begin, 1};

		if (*name.p != '{')
			continue;
		while (name.p[name.n - 1] != '}' && begin + name.n < wording.n)
			name.n++;
		CHECK_CASE(contains(other, name), "%.*s: %.*s stands in both languages",
			   (int)rule.n, rule.p, (int)name.n, name.p);
		seen++;
	}
	return seen;
}

/* The messages that the programs use. */
static void both_languages_name_the_same_values(void)
{
	struct lexicon l = {{LEXICON_FOLDER}, 1};
	struct finding_messages *m = finding_messages_load(&l);
	FILE *f = io_open(LEXICON_FOLDER "/message.csv");
	struct csv_reader *r;
	struct str *cells;
	size_t count;
	int seen = 0;

	CHECK(m != NULL);
	finding_messages_free(m);
	if (!f)
		abort();
	r = csv_reader_new(f, "message.csv");
	while (csv_read(r, &cells, &count) > 0 && count == 4) {
		seen += check_values(cells[0], cells[2], cells[3]);
		seen += check_values(cells[0], cells[3], cells[2]);
	}
	CHECK(seen > 0);
	csv_reader_free(r);
	fclose(f);
}

int main(void)
{
	return UNIT_RUN(UNIT(writes_the_row), UNIT(ids_depend_on_what_and_where),
			UNIT(mistakes_of_the_program_are_told), UNIT(a_later_wording_wins),
			UNIT(bad_messages_are_refused), UNIT(both_languages_name_the_same_values));
}

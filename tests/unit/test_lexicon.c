#include "common/lexicon.h"

#include "common/io.h"
#include "tests/unit/unit.h"

/* Notes rows as "phrase=value;"; refuses an empty value. */
static const char *note_row(void *context, const struct str *cells, const char *row_name)
{
	struct buf *b = context;
	const char *slash = strrchr(row_name, '/');

	if (!cells[1].n)
		return "value is missing";
	buf_add(b, cells[0]);
	buf_byte(b, '=');
	buf_add(b, cells[1]);
	buf_byte(b, '@');
	buf_text(b, slash ? slash + 1 : row_name);
	buf_byte(b, ';');
	return NULL;
}

/* Reads words.csv of folders one and two (where they hold one); the outcome and the diagnostics,
 * without the folder's name. */
static void read_words(struct buf *out)
{
	struct lexicon l = {{unit_path("one"), unit_path("two")}, 2};
	size_t head = strlen(unit_folder());
	struct unit_stderr s;
	struct buf said = {0};
	const char *p;
	int status;

	unit_stderr_begin(&s);
	status = lexicon_read(&l, "words", "phrase,value", note_row, out);
	unit_stderr_end(&s, &said);
	buf_printf(out, "%d ", status);
	for (p = buf_string(&said); *p;) {
		if (strncmp(p, unit_folder(), head) == 0)
			p += head;
		else
			buf_byte(out, *p++);
	}
	buf_release(&said);
}

/* One test: the content of both files, NULL for none. */
static void check_words(const char *one, const char *two, const char *want, int line)
{
	struct buf b = {0};

	io_make_folders(unit_path("one"));
	io_make_folders(unit_path("two"));
	unlink(unit_path("one/words.csv"));
	unlink(unit_path("two/words.csv"));
	if (one)
		io_write_all(unit_path("one/words.csv"), str_of(one));
	if (two)
		io_write_all(unit_path("two/words.csv"), str_of(two));
	read_words(&b);
	unit_check_text(buf_view(&b), want, __FILE__, line);
	buf_release(&b);
}
#define READS(one, two, want) check_words((one), (two), (want), __LINE__)

static void later_folders_come_after(void)
{
	READS("phrase,value\na,1\nb,2\n", "phrase,value\na,3\n",
	      "a=1@words.csv:2;b=2@words.csv:3;a=3@words.csv:2;0 ");
}

static void only_the_first_folder_must_have_it(void)
{
	READS("phrase,value\na,1\n", NULL, "a=1@words.csv:2;0 ");
	READS(NULL, "phrase,value\na,1\n",
	      "a=1@words.csv:2;-1 test: /one/words.csv: error: cannot open: no such file or "
	      "directory\n");
}

static void the_header_must_be_exact(void)
{
	READS("value,phrase\n1,a\n", NULL,
	      "-1 test: /one/words.csv:1: error: wrong header, wants: 'phrase,value'\n");
	READS("phrase,value,note\n1,a,\n", NULL,
	      "-1 test: /one/words.csv:1: error: wrong header, wants: 'phrase,value'\n");
	READS("phrase\na\n", NULL,
	      "-1 test: /one/words.csv:1: error: wrong header, wants: 'phrase,value'\n");
	READS("", NULL,
	      "-1 test: /one/words.csv: error: empty, wants the header: 'phrase,value'\n");
}

static void every_bad_row_is_told(void)
{
	READS("phrase,value\na,\nb,2\nc,\n", NULL,
	      "b=2@words.csv:3;-1 test: /one/words.csv:2: error: value is missing: 'a'\n"
	      "test: /one/words.csv:4: error: value is missing: 'c'\n");
	READS("phrase,value\na,1,2\n", NULL, "-1 test: /one/words.csv:2: error: too many fields\n");
}

int main(void)
{
	return UNIT_RUN(UNIT(later_folders_come_after), UNIT(only_the_first_folder_must_have_it),
			UNIT(the_header_must_be_exact), UNIT(every_bad_row_is_told));
}

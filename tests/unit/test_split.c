#include "common/split.h"

#include "tests/unit/unit.h"

static const char regular[] =
	"a,b,c\n1,\"x, \"\"y\"\"\n\",\n\"\",\"\"\"\",\"long enough to leave the first "
	"block of bytes, and, by \"\"much\"\", the second one\"\r\n\n\r\n,,\n";

/* The rows of the first n bytes as "[a|b]"; tells what came behind them. */
static enum split_result rows_of(const char *bytes, size_t n, struct buf *out)
{
	struct split s = {.line = 1};
	char *text = calloc(1, n + SPLIT_PADDING);
	enum split_result got;

	memcpy(text, bytes, n);
	split_text(&s, text, text + n);
	while ((got = split_row(&s)) == SPLIT_ROW)
		for (size_t i = 0; i < s.columns; i++) {
			buf_byte(out, i ? '|' : '[');
			buf_add(out, s.cell[i]);
			if (i + 1 == s.columns)
				buf_byte(out, ']');
		}
	split_release(&s);
	free(text);
	return got;
}

/* Wherever the text ends so far, more of it is wanted; it is never taken for irregular. */
static void an_end_in_a_row_is_no_fault(void)
{
	size_t before = 0;

	for (size_t n = 0; n < sizeof(regular); n++) {
		struct buf rows = {0};

		CHECK_CASE(rows_of(regular, n, &rows) == SPLIT_MORE, "cut behind %zu bytes", n);
		CHECK(rows.n >= before);
		before = rows.n;
		if (n == sizeof(regular) - 1)
			CHECK_TEXT(buf_view(&rows),
				   "[a|b|c][1|x, \"y\"\n|][|\"|long enough to leave the first "
				   "block of bytes, and, by \"much\", the second one][||]");
		buf_release(&rows);
	}
}

static void irregular_rows_are_left_to_others(void)
{
	static const char *const cases[] = {"a,b\n1\n",       "a,b\n1,2,3\n",   "a\nx\"y\"\n",
					    "a\n\"x\"y\n",    "a\n\"x\" \n",    "a\nx\ry\n",
					    "a\n\"x\"\ry\n",  "a\nx\r\r\n",     "a\n\r\"x\"\n",
					    "a\n\"x\"\"y\n,", "a\n\"x\r\n\"z\n"};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct buf rows = {0};
		enum split_result got = rows_of(cases[i], strlen(cases[i]), &rows);

		CHECK_CASE(got == (i == 9 ? SPLIT_MORE : SPLIT_ODD), "case %zu", i);
		CHECK_TEXT(buf_view(&rows), strchr(cases[i], ',') && i < 2 ? "[a|b]" : "[a]");
		buf_release(&rows);
	}
}

int main(void)
{
	return UNIT_RUN(UNIT(an_end_in_a_row_is_no_fault), UNIT(irregular_rows_are_left_to_others));
}

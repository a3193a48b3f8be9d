#include "common/escape.h"

#include <stdlib.h>
#include "tests/unit/unit.h"

/* What both ways of writing give, which must be the same. */
static struct buf both(void (*to_buf)(struct buf *, struct str),
		       void (*to_file)(FILE *, struct str), struct str s)
{
	struct buf out = {0};
	char *text = NULL;
	size_t n = 0;
	FILE *file = open_memstream(&text, &n);

	to_buf(&out, s);
	to_file(file, s);
	fclose(file);
	CHECK(str_equal(buf_view(&out), (struct str){text, n}));
	free(text);
	return out;
}

static void html_says_nothing_of_its_own(void)
{
	struct buf b = both(escape_html, escape_html_to, STR("<a b=\"c\">'&\x01\t\n\x7f\xc3\xa9"));

	CHECK_TEXT(buf_view(&b), "&lt;a b=&quot;c&quot;&gt;&#39;&amp; \t\n \xc3\xa9");
	buf_release(&b);
	b = both(escape_html, escape_html_to, (struct str){0});
	CHECK(b.n == 0);
	buf_release(&b);
}

static void json_is_one_string(void)
{
	struct buf b = both(escape_json, escape_json_to, STR("a\"b\\c\n\x1f\x7f/\xc3\xa9"));

	CHECK_TEXT(buf_view(&b), "\"a\\\"b\\\\c\\u000a\\u001f\\u007f/\xc3\xa9\"");
	buf_release(&b);
	b = both(escape_json, escape_json_to, (struct str){"a\0b", 3});
	CHECK_TEXT(buf_view(&b), "\"a\\u0000b\"");
	buf_release(&b);
}

int main(void)
{
	return UNIT_RUN(UNIT(html_says_nothing_of_its_own), UNIT(json_is_one_string));
}

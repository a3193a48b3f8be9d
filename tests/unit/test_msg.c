#include "common/msg.h"

#include <errno.h>
#include "tests/unit/unit.h"

static void say_all(void)
{
	char longest[260];

	memset(longest, 'x', sizeof(longest));
	msg_program("/usr/bin/extract");
	msg(MSG_ERROR, "a.csv", 12, STR("v"), "bad value of %s", "bytes");
	msg(MSG_WARNING, "a.csv", 0, STR(""), "no line");
	msg(MSG_NOTE, NULL, 7, STR("s"), "no file");
	msg(MSG_FATAL, NULL, 0, STR(""), "alone");
	msg(MSG_ERROR, "a\nb", 1, STR("x\ty\x1b[31m\x7f \xC2\x85 \xFF \xE1\xBB\x87"), "two\nlines");
	msg(MSG_ERROR, NULL, 0, (struct str){longest, 201}, "long");
	memcpy(longest + 198, "\xE1\xBB\x87", 3);
	msg(MSG_ERROR, NULL, 0, (struct str){longest, 260}, "cut");
	errno = ENOENT;
	msg_system(MSG_ERROR, "f", "cannot open");
	errno = EIO;
	msg_system(MSG_ERROR, "f", "cannot read");
	CHECK_INT(errno, EIO);
	msg_least(MSG_WARNING);
	msg(MSG_NOTE, NULL, 0, STR(""), "unsaid");
	msg(MSG_WARNING, NULL, 0, STR(""), "said");
	msg_least(MSG_NOTE);
	msg_program("test");
}

static void prints_one_line_each(void)
{
	char x200[201], want[4000];
	struct unit_stderr s;
	struct buf b = {0};

	memset(x200, 'x', 200);
	x200[200] = '\0';
	unit_stderr_begin(&s);
	say_all();
	unit_stderr_end(&s, &b);
	snprintf(want, sizeof(want),
		 "extract: a.csv:12: error: bad value of bytes: 'v'\n"
		 "extract: a.csv: warning: no line\n"
		 "extract: note: no file: 's'\n"
		 "extract: fatal: alone\n"
		 "extract: a?b:1: error: two?lines: 'x?y?[31m? ? ? \xE1\xBB\x87'\n"
		 "extract: error: long: '%s...'\n"
		 "extract: error: cut: '%.198s...'\n"
		 "extract: f: error: cannot open: no such file or directory\n"
		 "extract: f: error: cannot read: input/output error\n"
		 "extract: warning: said\n",
		 x200, x200);
	CHECK_TEXT(buf_view(&b), want);
	buf_release(&b);
}

static void keeps_long_text_in_bounds(void)
{
	char text[5000];
	struct unit_stderr s;
	struct buf b = {0};

	memset(text, 'y', sizeof(text) - 1);
	text[sizeof(text) - 1] = '\0';
	unit_stderr_begin(&s);
	msg(MSG_ERROR, text, 1, str_of(text), "%s", text);
	unit_stderr_end(&s, &b);
	CHECK(b.n > 600 && b.n < 1200);
	CHECK(b.n && b.p[b.n - 1] == '\n');
	CHECK(b.n && memchr(b.p, '\n', b.n) == b.p + b.n - 1);
	buf_release(&b);
}

int main(void)
{
	return UNIT_RUN(UNIT(prints_one_line_each), UNIT(keeps_long_text_in_bounds));
}

#include "common/msg.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include "common/utf8.h"

enum { LONGEST_TEXT = 400, LONGEST_SUBJECT = 200, LONGEST_FILE = 400 };

static char program[64] = "solieu";
static enum msg_level least = MSG_NOTE;

void msg_program(const char *name)
{
	const char *slash = name ? strrchr(name, '/') : NULL;

	if (slash)
		name = slash + 1;
	if (name && *name)
		snprintf(program, sizeof(program), "%s", name);
}

void msg_least(enum msg_level level)
{
	least = level;
}

struct line {
	char p[2048];
	size_t n;
};

static void add(struct line *l, const char *p, size_t n)
{
	if (n > sizeof(l->p) - 1 - l->n)
		n = sizeof(l->p) - 1 - l->n;
	memcpy(l->p + l->n, p, n);
	l->n += n;
}

/* Quoted input: what could move the cursor or break the terminal becomes a question mark. */
static void add_clean(struct line *l, struct str s, size_t longest)
{
	const char *p = s.p, *end;
	bool cut = s.n > longest;

	if (cut)
		s.n = utf8_floor(s, longest);
	for (end = p + s.n; p < end;) {
		const char *begin = p;
		uint32_t c = utf8_next(&p, end);
		bool broken = c == 0xFFFD && p - begin == 1;

		if (broken || c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029)
			add(l, "?", 1);
		else
			add(l, begin, (size_t)(p - begin));
	}
	if (cut)
		add(l, "...", 3);
}

static void put(enum msg_level level, const char *file, unsigned long number, struct str subject,
		struct str text)
{
	static const char *const name[] = {"note", "warning", "error", "fatal"};
	struct line l = {.n = 0};
	char digits[32];

	add_clean(&l, str_of(program), sizeof(program));
	add(&l, ": ", 2);
	if (file) {
		add_clean(&l, str_of(file), LONGEST_FILE);
		if (number)
			add(&l, digits, (size_t)snprintf(digits, sizeof(digits), ":%lu", number));
		add(&l, ": ", 2);
	}
	add(&l, name[level], strlen(name[level]));
	add(&l, ": ", 2);
	add_clean(&l, text, LONGEST_TEXT);
	if (subject.n) {
		add(&l, ": '", 3);
		add_clean(&l, subject, LONGEST_SUBJECT);
		add(&l, "'", 1);
	}
	l.p[l.n++] = '\n';
	fwrite(l.p, 1, l.n, stderr); /* one call, one line, also among parallel programs */
}

void msg(enum msg_level level, const char *file, unsigned long line, struct str subject,
	 const char *format, ...)
{
	char text[LONGEST_TEXT + 8];
	int saved = errno;
	va_list args;

	if (level < least)
		return;
	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	put(level, file, line, subject, str_of(text));
	errno = saved;
}

void msg_system(enum msg_level level, const char *file, const char *doing)
{
	int saved = errno;
	char why[128];

	if (strerror_r(saved, why, sizeof(why)) != 0)
		snprintf(why, sizeof(why), "error %d", saved);
	if (why[0] >= 'A' && why[0] <= 'Z' && !(why[1] >= 'A' && why[1] <= 'Z'))
		why[0] = (char)(why[0] - 'A' + 'a');
	msg(level, file, 0, STR(""), "%s: %s", doing, why);
	errno = saved;
}

#include "stages/bundle/json.h"

static void begin(struct json *j, const char *key)
{
	if (j->depth) {
		buf_text(j->out, j->first ? "\n" : ",\n");
		for (int i = 0; i < j->depth; i++)
			buf_text(j->out, "  ");
	}
	j->first = false;
	if (key) {
		json_quote(j->out, str_of(key));
		buf_text(j->out, ": ");
	}
}

void json_open(struct json *j, const char *key, char bracket)
{
	begin(j, key);
	buf_byte(j->out, bracket);
	j->depth++;
	j->first = true;
}

void json_close(struct json *j, char bracket)
{
	j->depth--;
	if (!j->first) {
		buf_byte(j->out, '\n');
		for (int i = 0; i < j->depth; i++)
			buf_text(j->out, "  ");
	}
	j->first = false;
	buf_byte(j->out, bracket);
}

void json_text(struct json *j, const char *key, struct str value)
{
	begin(j, key);
	json_quote(j->out, value);
}

void json_bare(struct json *j, const char *key, struct str value)
{
	begin(j, key);
	buf_add(j->out, value);
}

void json_count(struct json *j, const char *key, unsigned long long value)
{
	begin(j, key);
	buf_printf(j->out, "%llu", value);
}

void json_quote(struct buf *out, struct str s)
{
	buf_byte(out, '"');
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		if (c == '"' || c == '\\')
			buf_printf(out, "\\%c", c);
		else if (c < ' ' || c == 127)
			buf_printf(out, "\\u%04x", c);
		else
			buf_byte(out, (char)c);
	}
	buf_byte(out, '"');
}

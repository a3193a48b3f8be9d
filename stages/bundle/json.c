#include "stages/bundle/json.h"

#include "common/escape.h"

static void begin(struct json *j, const char *key)
{
	if (j->depth) {
		buf_text(j->out, j->first ? "\n" : ",\n");
		for (int i = 0; i < j->depth; i++)
			buf_text(j->out, "  ");
	}
	j->first = false;
	if (key) {
		escape_json(j->out, str_of(key));
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
	escape_json(j->out, value);
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

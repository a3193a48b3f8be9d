/* JSON, indented, appended to a buffer. The caller keeps the brackets in balance. */
#ifndef BUNDLE_JSON_H
#define BUNDLE_JSON_H

#include <stdbool.h>
#include "common/buf.h"

struct json {
	struct buf *out;
	int depth;
	bool first; /* nothing stands in the innermost bracket yet */
};

/* `key` is NULL inside of a list. */
void json_open(struct json *j, const char *key, char bracket);
void json_close(struct json *j, char bracket);
void json_text(struct json *j, const char *key, struct str value);
void json_bare(struct json *j, const char *key, struct str value); /* a number, true, false */
void json_count(struct json *j, const char *key, unsigned long long value);

#endif

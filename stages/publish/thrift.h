/*
 * Writing Thrift's compact protocol, as far as Parquet's metadata needs it: fields must come in
 * ascending order of their numbers, structures may nest eight deep, lists are short or long.
 *
 *   struct thrift t = {.out = &buffer};
 *   thrift_begin(&t, 0);              a structure; 0: at the top or an element of a list
 *   thrift_i32(&t, 1, 7);             field 1
 *   thrift_list(&t, 2, THRIFT_I64, 2); field 2: a list, whose elements follow
 *   thrift_element_i64(&t, 5); …
 *   thrift_end(&t);
 */
#ifndef PUBLISH_THRIFT_H
#define PUBLISH_THRIFT_H

#include <stdbool.h>
#include <stdint.h>
#include "common/buf.h"

/* Of the compact protocol. */
enum thrift_type {
	THRIFT_TRUE = 1,
	THRIFT_FALSE = 2,
	THRIFT_I8 = 3,
	THRIFT_I16 = 4,
	THRIFT_I32 = 5,
	THRIFT_I64 = 6,
	THRIFT_BINARY = 8,
	THRIFT_LIST = 9,
	THRIFT_STRUCT = 12,
};

enum { THRIFT_DEPTH = 8 };

struct thrift {
	struct buf *out;
	int depth;
	int last[THRIFT_DEPTH + 1]; /* number of the last field, for each open structure */
};

void thrift_begin(struct thrift *t, int field);
void thrift_end(struct thrift *t);
void thrift_bool(struct thrift *t, int field, bool value);
void thrift_i8(struct thrift *t, int field, int8_t value);
void thrift_i16(struct thrift *t, int field, int16_t value);
void thrift_i32(struct thrift *t, int field, int32_t value);
void thrift_i64(struct thrift *t, int field, int64_t value);
void thrift_binary(struct thrift *t, int field, struct str value);

/* Elements follow: structures by thrift_begin(t, 0), others by the calls below. For lists of
 * booleans the element type is THRIFT_TRUE. */
void thrift_list(struct thrift *t, int field, enum thrift_type element, size_t count);
void thrift_element_bool(struct thrift *t, bool value);
void thrift_element_i32(struct thrift *t, int32_t value);
void thrift_element_i64(struct thrift *t, int64_t value);
void thrift_element_binary(struct thrift *t, struct str value);

#endif

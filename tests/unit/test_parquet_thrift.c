#include "stages/publish/thrift.h"
#include "tests/unit/unit.h"

static void check_bytes(const struct buf *b, const char *want, size_t n)
{
	CHECK_INT(b->n, n);
	CHECK(b->n == n && memcmp(b->p, want, n) == 0);
}

static void writes_fields(void)
{
	struct buf b = {0};
	struct thrift t = {.out = &b};
	thrift_begin(&t, 0);
	thrift_i32(&t, 1, 7);
	thrift_i64(&t, 3, -2);
	thrift_binary(&t, 4, STR("ab"));
	thrift_bool(&t, 5, true);
	thrift_bool(&t, 6, false);
	thrift_i8(&t, 7, -1);
	thrift_i16(&t, 8, 300);
	thrift_end(&t);
	check_bytes(&b,
		    "\x15\x0e\x26\x03\x18\x02"
		    "ab"
		    "\x11\x12\x13\xff\x14\xd8\x04\x00",
		    16);
	CHECK_INT(t.depth, 0);
	buf_release(&b);
}

/* More than 15 from the last field: its number in full. */
static void far_fields_are_named(void)
{
	struct buf b = {0};
	struct thrift t = {.out = &b};
	thrift_begin(&t, 0);
	thrift_i32(&t, 1, 0);
	thrift_i32(&t, 16, 0);
	thrift_i32(&t, 32, 0);
	thrift_end(&t);
	check_bytes(&b, "\x15\x00\xf5\x00\x05\x40\x00\x00", 8);
	buf_release(&b);
}

/* Numbers of fields begin anew inside, and go on behind. */
static void structures_nest(void)
{
	struct buf b = {0};
	struct thrift t = {.out = &b};
	thrift_begin(&t, 0);
	thrift_begin(&t, 2);
	thrift_begin(&t, 1);
	thrift_end(&t);
	thrift_end(&t);
	thrift_i32(&t, 3, 1);
	thrift_end(&t);
	check_bytes(&b, "\x2c\x1c\x00\x00\x15\x02\x00", 7);
	buf_release(&b);
}

static void writes_lists(void)
{
	struct buf b = {0};
	struct thrift t = {.out = &b};
	thrift_begin(&t, 0);
	thrift_list(&t, 1, THRIFT_TRUE, 2);
	thrift_element_bool(&t, true);
	thrift_element_bool(&t, false);
	thrift_list(&t, 2, THRIFT_I64, 15);
	for (int i = 0; i < 15; i++)
		thrift_element_i64(&t, i);
	thrift_list(&t, 3, THRIFT_BINARY, 0);
	thrift_list(&t, 4, THRIFT_STRUCT, 1);
	thrift_begin(&t, 0);
	thrift_element_i32(&t, 0);
	thrift_end(&t);
	check_bytes(&b,
		    "\x19\x21\x01\x02\x19\xf6\x0f\x00\x02\x04\x06\x08\x0a\x0c\x0e\x10\x12\x14\x16"
		    "\x18\x1a"
		    "\x1c\x19\x08\x19\x1c\x00\x00",
		    28);
	buf_release(&b);
}

int main(void)
{
	return UNIT_RUN(UNIT(writes_fields), UNIT(far_fields_are_named), UNIT(structures_nest),
			UNIT(writes_lists));
}

#include "stages/publish/thrift.h"

#include "stages/publish/encode.h"

enum {
	SHORT_DELTA = 15, /* greatest step between field numbers that shares a byte with the type */
	SHORT_LIST = 15,  /* lists from this length on carry it as a varint */
};

static void field_header(struct thrift *t, int field, enum thrift_type type)
{
	int step = field - t->last[t->depth];
	if (step > 0 && step <= SHORT_DELTA) {
		buf_byte(t->out, (char)(step << 4 | (int)type));
	} else {
		buf_byte(t->out, (char)type);
		encode_zigzag(t->out, field);
	}
	t->last[t->depth] = field;
}

void thrift_begin(struct thrift *t, int field)
{
	if (field)
		field_header(t, field, THRIFT_STRUCT);
	t->last[++t->depth] = 0;
}

void thrift_end(struct thrift *t)
{
	buf_byte(t->out, 0);
	t->depth--;
}

void thrift_bool(struct thrift *t, int field, bool value)
{
	field_header(t, field, value ? THRIFT_TRUE : THRIFT_FALSE);
}

void thrift_i8(struct thrift *t, int field, int8_t value)
{
	field_header(t, field, THRIFT_I8);
	buf_byte(t->out, (char)value);
}

void thrift_i16(struct thrift *t, int field, int16_t value)
{
	field_header(t, field, THRIFT_I16);
	encode_zigzag(t->out, value);
}

void thrift_i32(struct thrift *t, int field, int32_t value)
{
	field_header(t, field, THRIFT_I32);
	encode_zigzag(t->out, value);
}

void thrift_i64(struct thrift *t, int field, int64_t value)
{
	field_header(t, field, THRIFT_I64);
	encode_zigzag(t->out, value);
}

void thrift_binary(struct thrift *t, int field, struct str value)
{
	field_header(t, field, THRIFT_BINARY);
	thrift_element_binary(t, value);
}

void thrift_list(struct thrift *t, int field, enum thrift_type element, size_t count)
{
	field_header(t, field, THRIFT_LIST);
	if (count < SHORT_LIST) {
		buf_byte(t->out, (char)(count << 4 | element));
	} else {
		buf_byte(t->out, (char)(SHORT_LIST << 4 | (int)element));
		encode_varint(t->out, count);
	}
}

void thrift_element_bool(struct thrift *t, bool value)
{
	buf_byte(t->out, value ? THRIFT_TRUE : THRIFT_FALSE);
}

void thrift_element_i32(struct thrift *t, int32_t value)
{
	encode_zigzag(t->out, value);
}

void thrift_element_i64(struct thrift *t, int64_t value)
{
	encode_zigzag(t->out, value);
}

void thrift_element_binary(struct thrift *t, struct str value)
{
	encode_varint(t->out, value.n);
	buf_add(t->out, value);
}

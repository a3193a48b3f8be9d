#include "stages/publish/cell.h"

#include "common/dec.h"
#include "common/period.h"
#include "common/utf8.h"

enum {
	BOUND_BYTES = 64, /* strings longer than this are cut in statistics */
	SURROGATES = 0xD800,
	SURROGATES_END = 0xE000,
	LAST_CHARACTER = 0x10FFFF,
};

size_t cell_width(enum column_type type)
{
	switch (type) {
	case TYPE_int32:
	case TYPE_date:
		return 4;
	case TYPE_int64:
		return 8;
	case TYPE_dec:
		return 16;
	case TYPE_boolean:
		return 1;
	case TYPE_string:
		break;
	}
	return 0;
}

static void put_little(char *out, uint64_t value, size_t bytes)
{
	for (size_t i = 0; i < bytes; i++)
		out[i] = (char)(value >> (8 * i));
}

static const char *integer(struct str cell, size_t bytes, char *out)
{
	const int64_t greatest = bytes == 4 ? INT32_MAX : INT64_MAX;
	struct str digits = cell;
	unsigned long long n;
	bool minus = cell.p[0] == '-';
	if (minus)
		digits = (struct str){cell.p + 1, cell.n - 1};
	if (!str_to_u64(digits, &n))
		return "not a whole number";
	if (n > (uint64_t)greatest + minus)
		return bytes == 4 ? "outside the range of int32" : "outside the range of int64";
	put_little(out, minus ? 0 - (uint64_t)n : n, bytes);
	return NULL;
}

static const char *decimal(struct str cell, char *out)
{
	struct dec d;
	if (!dec_parse(cell, &d))
		return "not a decimal number";
	if (d.scale > DEC_COLUMN_SCALE)
		d = dec_trim(d);
	if (d.scale > DEC_COLUMN_SCALE)
		return "more than 6 decimals";
	dec_coef unit = 1, limit = 1;
	for (int i = d.scale; i < DEC_COLUMN_SCALE; i++)
		unit *= 10;
	for (int i = 0; i < DEC_DIGITS - DEC_COLUMN_SCALE + d.scale; i++)
		limit *= 10;
	if (d.coef >= limit || d.coef <= -limit)
		return "more digits than DECIMAL(38,6) holds";
	dec_coef coef = d.coef * unit;
	for (int i = CELL_ROOM - 1; i >= 0; i--) {
		out[i] = (char)coef;
		coef >>= 8;
	}
	return NULL;
}

static const char *date(struct str cell, char *out)
{
	int32_t days;
	if (!period_parse_date(cell, &days))
		return "not a date";
	put_little(out, (uint32_t)days, 4);
	return NULL;
}

static const char *boolean(struct str cell, char *out)
{
	out[0] = str_equal(cell, STR("true"));
	return out[0] || str_equal(cell, STR("false")) ? NULL : "neither true nor false";
}

const char *cell_value(enum column_type type, struct str cell, char room[CELL_ROOM],
		       struct str *value)
{
	*value = (struct str){room, cell_width(type)};
	switch (type) {
	case TYPE_int32:
	case TYPE_int64:
		return integer(cell, value->n, room);
	case TYPE_date:
		return date(cell, room);
	case TYPE_dec:
		return decimal(cell, room);
	case TYPE_boolean:
		return boolean(cell, room);
	case TYPE_string:
		break;
	}
	*value = cell;
	return utf8_valid(cell) == cell.n ? NULL : "not UTF-8";
}

int64_t cell_integer(struct str value)
{
	uint64_t n = 0;
	for (size_t i = value.n; i-- > 0;)
		n = n << 8 | (unsigned char)value.p[i];
	return value.n == 4 ? (int64_t)(int32_t)(uint32_t)n : (int64_t)n;
}

int cell_compare(enum column_type type, struct str a, struct str b)
{
	if (type == TYPE_string)
		return str_compare(a, b);
	if (type == TYPE_dec) {
		signed char x = (signed char)a.p[0], y = (signed char)b.p[0];
		return x != y ? (x < y ? -1 : 1) : memcmp(a.p, b.p, a.n);
	}
	int64_t x = cell_integer(a), y = cell_integer(b);
	return (x > y) - (x < y);
}

/* The head of a string with its last character raised by one; characters that cannot be raised
 * are dropped first. False where there is none to raise. */
static bool raise_last(struct buf *head)
{
	while (head->n) {
		size_t at = utf8_floor(buf_view(head), head->n - 1);
		const char *p = head->p + at;
		uint32_t c = utf8_next(&p, head->p + head->n) + 1;
		head->n = at;
		if (c > LAST_CHARACTER)
			continue;
		char bytes[4];
		size_t n = utf8_encode(c == SURROGATES ? SURROGATES_END : c, bytes);
		buf_add(head, (struct str){bytes, n});
		return true;
	}
	return false;
}

bool cell_bound(enum column_type type, struct str value, bool upper, struct buf *out)
{
	buf_reset(out);
	if (type != TYPE_string || value.n <= BOUND_BYTES) {
		buf_add(out, value);
		return true;
	}
	buf_add(out, (struct str){value.p, utf8_floor(value, BOUND_BYTES)});
	if (!upper || raise_last(out))
		return false;
	buf_add(out, value);
	return true;
}

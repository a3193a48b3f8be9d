#include "common/io.h"
#include "stages/publish/footer.h"
#include "stages/publish/parquet.h"
#include "tests/unit/unit.h"

static const struct column columns[] = {
	{"name", TYPE_string, "A \"name\""},
	{"count", TYPE_int32, "A count"},
	{"value", TYPE_dec, "A value"},
};
static const struct table table = {"things", "Things\twith a \\", 3, columns};

/* Takes the bytes, and fails once there are more than `limit` of them. */
struct place {
	struct buf bytes;
	size_t limit;
	int failures;
};

static int put(void *context, struct str bytes)
{
	struct place *p = context;
	if (p->limit && p->bytes.n + bytes.n > p->limit) {
		p->failures++;
		return -1;
	}
	buf_add(&p->bytes, bytes);
	return 0;
}

static int add(struct parquet *p, const char *name, const char *count, const char *value)
{
	return parquet_row(p, (struct str[]){str_of(name), str_of(count), str_of(value)}, 3);
}

static void check_refused(const char *name, const char *count, const char *value, const char *want)
{
	struct place place = {0};
	struct parquet *p = parquet_new(&table, put, &place);
	CHECK_INT(add(p, "a", "1", "1"), 0);
	CHECK(parquet_error(p) == NULL);
	CHECK_INT(add(p, name, count, value), -1);
	CHECK_TEXT(str_of(parquet_error(p)), want);
	/* sticky: no good row, no close helps, the first error is the one that is told */
	CHECK_INT(add(p, "a", "1", "1"), -1);
	CHECK_INT(parquet_close(p), -1);
	CHECK_TEXT(str_of(parquet_error(p)), want);
	CHECK_INT(place.bytes.n, 4);
	parquet_free(p);
	buf_release(&place.bytes);
}

static void malformed_use_is_loud(void)
{
	check_refused("a", "one", "1",
		      "table things, row 2, column count: not a whole number: 'one'");
	check_refused("a", "1", "1.1234567",
		      "table things, row 2, column value: more than 6 decimals: '1.1234567'");
	check_refused("\xff", "1", "1", "table things, row 2, column name: not UTF-8: '\xff'");
}

static void wrong_number_of_cells_is_loud(void)
{
	struct str cell[4] = {{0}};
	for (size_t n = 0; n <= 4; n++) {
		struct place place = {0};
		struct parquet *p = parquet_new(&table, put, &place);
		CHECK_INT(parquet_row(p, cell, n), n == 3 ? 0 : -1);
		if (n == 4)
			CHECK_TEXT(str_of(parquet_error(p)),
				   "table things, row 1: 4 cells where the table has 3 columns");
		CHECK_INT(parquet_close(p), n == 3 ? 0 : -1);
		parquet_free(p);
		buf_release(&place.bytes);
	}
}

static void write_file(struct place *place, size_t rows)
{
	struct parquet *p = parquet_new(&table, put, place);
	struct buf name = {0};
	bool well = true;
	for (size_t i = 0; i < rows && well; i++) {
		buf_reset(&name);
		buf_printf(&name, "%zu", i * 7919 % 1000);
		well = add(p, buf_string(&name), i % 3 ? buf_string(&name) : "", "1.5") == 0;
	}
	well = parquet_close(p) == 0 && well;
	CHECK(well == (place->failures == 0));
	CHECK((parquet_error(p) == NULL) == well);
	parquet_free(p);
	buf_release(&name);
}

static void same_rows_same_bytes(void)
{
	struct place a = {0}, b = {0};
	write_file(&a, 30000);
	write_file(&b, 30000);
	CHECK(str_equal(buf_view(&a.bytes), buf_view(&b.bytes)));
	CHECK(str_starts(buf_view(&a.bytes), STR("PAR1")));
	CHECK(memcmp(a.bytes.p + a.bytes.n - 4, "PAR1", 4) == 0);
	buf_release(&a.bytes);
	buf_release(&b.bytes);
}

/* The disk is full at any place of the file: the writer says so, and does not write on behind
 * it. */
static void full_disk_at_any_byte(void)
{
	struct place whole = {0};
	write_file(&whole, 4000);
	for (size_t limit = 4; limit < whole.bytes.n; limit += 1 + whole.bytes.n / 150) {
		struct place place = {.limit = limit};
		write_file(&place, 4000);
		CHECK_INT(place.failures, 1);
		CHECK(memcmp(place.bytes.p, whole.bytes.p, place.bytes.n) == 0);
		buf_release(&place.bytes);
	}
	buf_release(&whole.bytes);
}

/* Not read back here (the readers of tests/interop do that): empty files and many row groups are
 * made. */
static void no_rows_and_many_groups(void)
{
	struct place none = {0}, many = {0};
	write_file(&none, 0);
	CHECK(none.bytes.n > 12);
	write_file(&many, 2 * (size_t)PARQUET_GROUP_ROWS + 1);
	CHECK(many.bytes.n > 12);
	buf_release(&none.bytes);
	buf_release(&many.bytes);
}

static void codebook_is_json(void)
{
	struct buf b = {0};
	footer_codebook(&b, &table);
	CHECK_TEXT(buf_view(&b),
		   "{\"table\":\"things\",\"meaning\":\"Things\\u0009with a \\\\\",\"columns\":["
		   "{\"name\":\"name\",\"type\":\"string\",\"meaning\":\"A \\\"name\\\"\"},"
		   "{\"name\":\"count\",\"type\":\"int32\",\"meaning\":\"A count\"},"
		   "{\"name\":\"value\",\"type\":\"dec\",\"meaning\":\"A value\"}]}");
	buf_release(&b);
}

int main(void)
{
	return UNIT_RUN(UNIT(malformed_use_is_loud), UNIT(wrong_number_of_cells_is_loud),
			UNIT(same_rows_same_bytes), UNIT(full_disk_at_any_byte),
			UNIT(no_rows_and_many_groups), UNIT(codebook_is_json));
}

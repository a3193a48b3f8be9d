#include "stages/publish/footer.h"

#include "common/dec.h"
#include "common/escape.h"
#include "stages/publish/cell.h"
#include "stages/publish/thrift.h"

/* In the form that readers parse; the build is the revision of this writer. */
#define CREATED_BY "solieu version " SOLIEU_VERSION " (build 1)"

/* All numbers below are those of parquet.thrift. */
enum { VERSION = 2, GZIP = 2, OPTIONAL = 1, DATA_PAGE = 0, DICTIONARY_PAGE = 2 };

enum physical { BOOLEAN = 0, INT32 = 1, INT64 = 2, BYTE_ARRAY = 6, FIXED_LEN_BYTE_ARRAY = 7 };
enum converted { NONE = -1, UTF8 = 0, DECIMAL = 5, DATE = 6, INT_32 = 17, INT_64 = 18 };
enum logical {
	NO_LOGICAL = 0,
	LOGICAL_STRING = 1,
	LOGICAL_DECIMAL = 5,
	LOGICAL_DATE = 6,
	LOGICAL_INTEGER = 10
};

static const struct {
	enum physical physical;
	enum converted converted;
	enum logical logical;
} types[] = {
	[TYPE_string] = {BYTE_ARRAY, UTF8, LOGICAL_STRING},
	[TYPE_int32] = {INT32, INT_32, LOGICAL_INTEGER},
	[TYPE_int64] = {INT64, INT_64, LOGICAL_INTEGER},
	[TYPE_dec] = {FIXED_LEN_BYTE_ARRAY, DECIMAL, LOGICAL_DECIMAL},
	[TYPE_date] = {INT32, DATE, LOGICAL_DATE},
	[TYPE_boolean] = {BOOLEAN, NONE, NO_LOGICAL},
};

void footer_codebook(struct buf *out, const struct table *table)
{
	buf_text(out, "{\"table\":");
	escape_json(out, str_of(table->name));
	buf_text(out, ",\"meaning\":");
	escape_json(out, str_of(table->meaning));
	buf_text(out, ",\"columns\":[");
	for (size_t i = 0; i < table->columns; i++) {
		const struct column *c = &table->column[i];
		buf_text(out, i ? ",{\"name\":" : "{\"name\":");
		escape_json(out, str_of(c->name));
		buf_text(out, ",\"type\":");
		escape_json(out, str_of(table_type_name(c->type)));
		buf_text(out, ",\"meaning\":");
		escape_json(out, str_of(c->meaning));
		buf_byte(out, '}');
	}
	buf_text(out, "]}");
}

static void logical_type(struct thrift *t, enum column_type type)
{
	thrift_begin(t, 10);
	thrift_begin(t, (int)types[type].logical);
	if (type == TYPE_dec) {
		thrift_i32(t, 1, DEC_COLUMN_SCALE);
		thrift_i32(t, 2, DEC_DIGITS);
	} else if (types[type].logical == LOGICAL_INTEGER) {
		thrift_i8(t, 1, type == TYPE_int32 ? 32 : 64);
		thrift_bool(t, 2, true);
	}
	thrift_end(t);
	thrift_end(t);
}

static void schema_column(struct thrift *t, const struct column *c)
{
	thrift_begin(t, 0);
	thrift_i32(t, 1, (int32_t)types[c->type].physical);
	if (types[c->type].physical == FIXED_LEN_BYTE_ARRAY)
		thrift_i32(t, 2, (int32_t)cell_width(c->type));
	thrift_i32(t, 3, OPTIONAL);
	thrift_binary(t, 4, str_of(c->name));
	if (types[c->type].converted != NONE)
		thrift_i32(t, 6, (int32_t)types[c->type].converted);
	if (c->type == TYPE_dec) {
		thrift_i32(t, 7, DEC_COLUMN_SCALE);
		thrift_i32(t, 8, DEC_DIGITS);
	}
	if (types[c->type].logical != NO_LOGICAL)
		logical_type(t, c->type);
	thrift_end(t);
}

static void schema(struct thrift *t, const struct table *table)
{
	thrift_list(t, 2, THRIFT_STRUCT, table->columns + 1);
	thrift_begin(t, 0);
	thrift_binary(t, 4, str_of(table->name));
	thrift_i32(t, 5, (int32_t)table->columns);
	thrift_end(t);
	for (size_t i = 0; i < table->columns; i++)
		schema_column(t, &table->column[i]);
}

static void statistics(struct thrift *t, const struct chunk *c)
{
	bool bounds = c->nulls < c->rows;
	thrift_begin(t, 12);
	thrift_i64(t, 3, (int64_t)c->nulls);
	if (bounds) {
		thrift_binary(t, 5, buf_view(&c->greatest));
		thrift_binary(t, 6, buf_view(&c->least));
		thrift_bool(t, 7, c->exact_greatest);
		thrift_bool(t, 8, c->exact_least);
	}
	thrift_end(t);
}

static void page_count(struct thrift *t, int page_type, enum encoding encoding, uint32_t count)
{
	thrift_begin(t, 0);
	thrift_i32(t, 1, page_type);
	thrift_i32(t, 2, (int32_t)encoding);
	thrift_i32(t, 3, (int32_t)count);
	thrift_end(t);
}

static void encodings(struct thrift *t, const struct chunk *c)
{
	thrift_list(t, 2, THRIFT_I32, c->dictionary_offset ? 3 : 2);
	if (c->dictionary_offset)
		thrift_element_i32(t, ENCODING_PLAIN);
	thrift_element_i32(t, ENCODING_RLE);
	thrift_element_i32(t, (int32_t)c->encoding);
}

static void encoding_stats(struct thrift *t, const struct chunk *c)
{
	thrift_list(t, 13, THRIFT_STRUCT, c->dictionary_offset ? 2 : 1);
	if (c->dictionary_offset)
		page_count(t, DICTIONARY_PAGE, ENCODING_PLAIN, 1);
	page_count(t, DATA_PAGE, c->encoding, c->pages);
}

static void column_metadata(struct thrift *t, const struct column *column, const struct chunk *c)
{
	thrift_begin(t, 3);
	thrift_i32(t, 1, (int32_t)types[column->type].physical);
	encodings(t, c);
	thrift_list(t, 3, THRIFT_BINARY, 1);
	thrift_element_binary(t, str_of(column->name));
	thrift_i32(t, 4, GZIP);
	thrift_i64(t, 5, (int64_t)c->rows);
	thrift_i64(t, 6, (int64_t)c->unpacked);
	thrift_i64(t, 7, (int64_t)c->packed);
	thrift_i64(t, 9, (int64_t)c->data_offset);
	if (c->dictionary_offset)
		thrift_i64(t, 11, (int64_t)c->dictionary_offset);
	statistics(t, c);
	encoding_stats(t, c);
	thrift_end(t);
}

static void column_chunk(struct thrift *t, const struct footer *f, const struct column *column,
			 const struct chunk *c)
{
	thrift_begin(t, 0);
	thrift_i64(t, 2, 0); /* no metadata beside the pages */
	column_metadata(t, column, c);
	thrift_i64(t, 4, (int64_t)(f->offset_indexes + c->offset_index));
	thrift_i32(t, 5, (int32_t)c->offset_index_bytes);
	thrift_i64(t, 6, (int64_t)(f->column_indexes + c->column_index));
	thrift_i32(t, 7, (int32_t)c->column_index_bytes);
	thrift_end(t);
}

/* The first column that ascends is what the rows are sorted by, as far as a reader is told. */
static void sorting_columns(struct thrift *t, const struct footer *f, const struct row_group *g)
{
	size_t i = 0;
	while (i < f->table->columns && !g->chunk[i].ascends)
		i++;
	if (i == f->table->columns)
		return;
	thrift_list(t, 4, THRIFT_STRUCT, 1);
	thrift_begin(t, 0);
	thrift_i32(t, 1, (int32_t)i);
	thrift_bool(t, 2, false); /* descending */
	thrift_bool(t, 3, false); /* NULLs first: there are none */
	thrift_end(t);
}

static void row_group(struct thrift *t, const struct footer *f, size_t number)
{
	const struct row_group *g = &f->group[number];
	uint64_t packed = 0, unpacked = 0;
	thrift_begin(t, 0);
	thrift_list(t, 1, THRIFT_STRUCT, f->table->columns);
	for (size_t i = 0; i < f->table->columns; i++) {
		column_chunk(t, f, &f->table->column[i], &g->chunk[i]);
		packed += g->chunk[i].packed;
		unpacked += g->chunk[i].unpacked;
	}
	thrift_i64(t, 2, (int64_t)unpacked);
	thrift_i64(t, 3, (int64_t)g->rows);
	sorting_columns(t, f, g);
	thrift_i64(t, 5, (int64_t)g->offset);
	thrift_i64(t, 6, (int64_t)packed);
	if (number <= INT16_MAX)
		thrift_i16(t, 7, (int16_t)number);
	thrift_end(t);
}

static void key_values(struct thrift *t, const struct table *table)
{
	struct buf json = {0};
	footer_codebook(&json, table);
	thrift_list(t, 5, THRIFT_STRUCT, 1);
	thrift_begin(t, 0);
	thrift_binary(t, 1, STR("solieu.codebook"));
	thrift_binary(t, 2, buf_view(&json));
	thrift_end(t);
	buf_release(&json);
}

/* Every column's bounds are in the order that its type defines. */
static void column_orders(struct thrift *t, const struct table *table)
{
	thrift_list(t, 7, THRIFT_STRUCT, table->columns);
	for (size_t i = 0; i < table->columns; i++) {
		thrift_begin(t, 0);
		thrift_begin(t, 1);
		thrift_end(t);
		thrift_end(t);
	}
}

void footer_write(struct buf *out, const struct footer *f)
{
	struct thrift t = {.out = out};
	thrift_begin(&t, 0);
	thrift_i32(&t, 1, VERSION);
	schema(&t, f->table);
	thrift_i64(&t, 3, (int64_t)f->rows);
	thrift_list(&t, 4, THRIFT_STRUCT, f->groups);
	for (size_t i = 0; i < f->groups; i++)
		row_group(&t, f, i);
	key_values(&t, f->table);
	thrift_binary(&t, 6, STR(CREATED_BY));
	column_orders(&t, f->table);
	thrift_end(&t);
}

#include "stages/publish/column.h"

#include <stdlib.h>
#include "common/xalloc.h"
#include "stages/publish/cell.h"
#include "stages/publish/pageindex.h"

enum {
	PAGE_ROWS = 20000,
	PAGE_BYTES = 1 << 20, /* of values in PLAIN form; one value may be more */
	LENGTH_BYTES = 4,     /* in front of a PLAIN string */
};

void chunk_release(struct chunk *c)
{
	buf_release(&c->least);
	buf_release(&c->greatest);
}

void column_init(struct column_writer *c, const struct column *column)
{
	*c = (struct column_writer){.column = column};
	values_init(&c->values, cell_width(column->type));
}

void column_release(struct column_writer *c)
{
	values_release(&c->values);
	buf_release(&c->last);
	buf_release(&c->body);
	free(c->levels);
	free(c->picked);
	free(c->extent);
	free(c->seen);
}

const char *column_add(struct column_writer *c, struct str cell)
{
	if (c->values.rows && str_equal(cell, buf_view(&c->last))) {
		values_repeat(&c->values);
		return NULL;
	}
	buf_reset(&c->last);
	buf_add(&c->last, cell);
	if (cell.n == 0) {
		values_add_null(&c->values);
		return NULL;
	}
	char room[CELL_ROOM];
	struct str value;
	const char *why = cell_value(c->column->type, cell, room, &value);
	if (!why)
		values_add(&c->values, value);
	return why;
}

/* Bytes of the values once in PLAIN form, and the numbers that stand for them. */
static bool dictionary_pays(const struct column_writer *c)
{
	const struct values *v = &c->values;
	if (!v->distinct || c->column->type == TYPE_boolean || v->entries == 0)
		return false;
	uint64_t entries = v->bytes.n + (v->width ? 0 : (uint64_t)v->entries * LENGTH_BYTES);
	uint64_t numbers = (v->rows - v->nulls) * encode_width(v->entries - 1) / 8;
	return entries + numbers < v->plain;
}

static enum encoding choose(const struct column_writer *c)
{
	if (dictionary_pays(c))
		return ENCODING_RLE_DICTIONARY;
	switch (c->column->type) {
	case TYPE_int32:
	case TYPE_int64:
	case TYPE_date:
		return ENCODING_DELTA_BINARY_PACKED;
	case TYPE_string:
		return ENCODING_DELTA_LENGTH_BYTE_ARRAY;
	case TYPE_dec:
	case TYPE_boolean:
		break;
	}
	return ENCODING_PLAIN;
}

static void write_dictionary(struct column_writer *c, struct page_writer *w, struct chunk *chunk)
{
	const struct values *v = &c->values;
	struct page page = {.values = v->entries, .encoding = ENCODING_PLAIN, .dictionary = true};
	buf_reset(&c->body);
	for (uint32_t i = 0; i < v->entries; i++) {
		struct str value = values_get(v, i);
		if (!v->width)
			encode_le32(&c->body, (uint32_t)value.n);
		buf_add(&c->body, value);
	}
	page_write(w, &page, buf_view(&c->body));
	chunk->dictionary_offset = page.offset;
	chunk->packed += page.packed;
	chunk->unpacked += page.unpacked;
}

/* Rows from `first` on that make one page. */
static size_t page_rows(const struct values *v, size_t first)
{
	size_t bytes = 0, n = 0;
	while (first + n < v->rows && n < PAGE_ROWS) {
		uint32_t i = v->index[first + n];
		bytes += i == VALUES_NULL ? 0 : values_get(v, i).n + LENGTH_BYTES;
		if (n && bytes > PAGE_BYTES)
			break;
		n++;
	}
	return n;
}

/* Definition levels and the values that are there: what a page is made of. */
static size_t pick(struct column_writer *c, size_t first, size_t rows)
{
	const struct values *v = &c->values;
	size_t picked = 0;
	c->levels = xgrow(c->levels, &c->levels_room, rows, sizeof *c->levels);
	c->picked = xgrow(c->picked, &c->picked_room, rows, sizeof *c->picked);
	for (size_t i = 0; i < rows; i++) {
		uint32_t at = v->index[first + i];
		c->levels[i] = at != VALUES_NULL;
		if (at != VALUES_NULL)
			c->picked[picked++] = at;
	}
	return picked;
}

/* Each different value of the page is compared once. */
static void find_extent(struct column_writer *c, size_t picked, size_t page, struct page_extent *e)
{
	const struct values *v = &c->values;
	enum column_type type = c->column->type;
	e->least = e->greatest = picked ? c->picked[0] : VALUES_NULL;
	for (size_t i = 0; i < picked; i++) {
		uint32_t at = c->picked[i];
		if (c->seen[at] == page + 1)
			continue;
		c->seen[at] = (uint32_t)page + 1;
		struct str value = values_get(v, at);
		if (cell_compare(type, value, values_get(v, e->least)) < 0)
			e->least = at;
		if (cell_compare(type, value, values_get(v, e->greatest)) > 0)
			e->greatest = at;
	}
}

static void encode_levels(struct column_writer *c, size_t rows)
{
	size_t at = c->body.n;
	encode_le32(&c->body, 0);
	encode_hybrid(&c->body, c->levels, rows, 1);
	encode_set32(c->body.p + at, (uint32_t)(c->body.n - at - LENGTH_BYTES));
}

static void encode_numbers(struct column_writer *c, size_t picked)
{
	int64_t *number = xmalloc((picked + 1) * sizeof *number);
	for (size_t i = 0; i < picked; i++)
		number[i] = cell_integer(values_get(&c->values, c->picked[i]));
	encode_delta(&c->body, number, picked, c->column->type == TYPE_int64 ? 64 : 32);
	free(number);
}

static void encode_strings(struct column_writer *c, size_t picked)
{
	int64_t *length = xmalloc((picked + 1) * sizeof *length);
	for (size_t i = 0; i < picked; i++)
		length[i] = (int64_t)values_get(&c->values, c->picked[i]).n;
	encode_delta(&c->body, length, picked, 32);
	free(length);
	for (size_t i = 0; i < picked; i++)
		buf_add(&c->body, values_get(&c->values, c->picked[i]));
}

static void encode_plain(struct column_writer *c, size_t picked)
{
	if (c->column->type == TYPE_boolean) {
		for (size_t i = 0; i < picked; i++)
			c->picked[i] = (uint32_t)cell_integer(values_get(&c->values, c->picked[i]));
		encode_bits(&c->body, c->picked, picked);
		return;
	}
	for (size_t i = 0; i < picked; i++)
		buf_add(&c->body, values_get(&c->values, c->picked[i]));
}

static void encode_values(struct column_writer *c, enum encoding encoding, size_t picked)
{
	unsigned width;
	switch (encoding) {
	case ENCODING_RLE_DICTIONARY:
		width = encode_width(c->values.entries - 1);
		width = width ? width : 1;
		buf_byte(&c->body, (char)width);
		encode_hybrid(&c->body, c->picked, picked, width);
		break;
	case ENCODING_DELTA_BINARY_PACKED:
		encode_numbers(c, picked);
		break;
	case ENCODING_DELTA_LENGTH_BYTE_ARRAY:
		encode_strings(c, picked);
		break;
	case ENCODING_PLAIN:
	case ENCODING_RLE:
		encode_plain(c, picked);
		break;
	}
}

static void write_page(struct column_writer *c, struct page_writer *w, struct chunk *chunk,
		       size_t first, size_t rows)
{
	struct page page = {.values = (uint32_t)rows, .encoding = chunk->encoding};
	size_t picked = pick(c, first, rows);
	struct page_extent extent = {.rows = (uint32_t)rows,
				     .nulls = (uint32_t)(rows - picked),
				     .first_row = first};
	find_extent(c, picked, c->extents, &extent);
	buf_reset(&c->body);
	encode_levels(c, rows);
	encode_values(c, chunk->encoding, picked);
	if (c->extents == 0)
		page_writer_tune(w, buf_view(&c->body));
	page_write(w, &page, buf_view(&c->body));

	extent.offset = page.offset;
	extent.packed = page.packed;
	c->extent = xgrow(c->extent, &c->extent_room, c->extents + 1, sizeof *c->extent);
	c->extent[c->extents++] = extent;
	if (chunk->pages++ == 0)
		chunk->data_offset = page.offset;
	chunk->packed += page.packed;
	chunk->unpacked += page.unpacked;
}

/* Bounds of the chunk from those of its pages. */
static void find_bounds(const struct column_writer *c, struct chunk *chunk)
{
	const struct values *v = &c->values;
	enum column_type type = c->column->type;
	uint32_t least = VALUES_NULL, greatest = VALUES_NULL;
	for (size_t i = 0; i < c->extents; i++) {
		const struct page_extent *e = &c->extent[i];
		if (e->least == VALUES_NULL)
			continue;
		if (least == VALUES_NULL ||
		    cell_compare(type, values_get(v, e->least), values_get(v, least)) < 0)
			least = e->least;
		if (greatest == VALUES_NULL ||
		    cell_compare(type, values_get(v, e->greatest), values_get(v, greatest)) > 0)
			greatest = e->greatest;
	}
	if (least == VALUES_NULL)
		return;
	chunk->exact_least = cell_bound(type, values_get(v, least), false, &chunk->least);
	chunk->exact_greatest = cell_bound(type, values_get(v, greatest), true, &chunk->greatest);
}

/* Most columns are found out after a few rows. */
static bool ascends(const struct column_writer *c)
{
	const struct values *v = &c->values;
	if (v->nulls || v->entries < 2)
		return false;
	for (size_t i = 1; i < v->rows; i++) {
		uint32_t before = v->index[i - 1], now = v->index[i];
		if (before != now &&
		    cell_compare(c->column->type, values_get(v, before), values_get(v, now)) > 0)
			return false;
	}
	return true;
}

void column_flush(struct column_writer *c, struct page_writer *w, struct indexes *indexes,
		  struct chunk *chunk)
{
	struct values *v = &c->values;
	*chunk = (struct chunk){.encoding = choose(c), .rows = v->rows, .nulls = v->nulls};
	c->extents = 0;
	c->seen = xgrow(c->seen, &c->seen_room, (size_t)v->entries + 1, sizeof *c->seen);
	memset(c->seen, 0, v->entries * sizeof *c->seen);
	w->strategy = Z_DEFAULT_STRATEGY;
	if (chunk->encoding == ENCODING_RLE_DICTIONARY)
		write_dictionary(c, w, chunk);
	for (size_t first = 0, rows; first < v->rows; first += rows) {
		rows = page_rows(v, first);
		write_page(c, w, chunk, first, rows);
	}
	find_bounds(c, chunk);
	chunk->ascends = ascends(c);
	pageindex_add(indexes, chunk, c->column->type, v, c->extent, c->extents);
	values_reset(v);
}

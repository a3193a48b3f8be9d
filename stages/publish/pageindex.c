#include "stages/publish/pageindex.h"

#include "stages/publish/cell.h"
#include "stages/publish/thrift.h"

enum boundary_order { UNORDERED = 0, ASCENDING = 1, DESCENDING = 2 }; /* of parquet.thrift */

static bool all_null(const struct page_extent *e)
{
	return e->nulls == e->rows;
}

/* Pages without values do not count. */
static enum boundary_order order_of(enum column_type type, const struct values *values,
				    const struct page_extent *extent, size_t pages)
{
	const struct page_extent *before = NULL;
	bool up = true, down = true;
	for (size_t i = 0; i < pages; i++) {
		const struct page_extent *e = &extent[i];
		if (all_null(e))
			continue;
		if (before) {
			int least = cell_compare(type, values_get(values, before->least),
						 values_get(values, e->least));
			int greatest = cell_compare(type, values_get(values, before->greatest),
						    values_get(values, e->greatest));
			up = up && least <= 0 && greatest <= 0;
			down = down && least >= 0 && greatest >= 0;
		}
		before = e;
	}
	return up ? ASCENDING : down ? DESCENDING : UNORDERED;
}

static void bounds(struct thrift *t, int field, bool upper, enum column_type type,
		   const struct values *values, const struct page_extent *extent, size_t pages)
{
	struct buf bound = {0};
	thrift_list(t, field, THRIFT_BINARY, pages);
	for (size_t i = 0; i < pages; i++) {
		const struct page_extent *e = &extent[i];
		buf_reset(&bound);
		if (!all_null(e))
			cell_bound(type, values_get(values, upper ? e->greatest : e->least), upper,
				   &bound);
		thrift_element_binary(t, buf_view(&bound));
	}
	buf_release(&bound);
}

static void column_index(struct buf *out, enum column_type type, const struct values *values,
			 const struct page_extent *extent, size_t pages)
{
	struct thrift t = {.out = out};
	thrift_begin(&t, 0);
	thrift_list(&t, 1, THRIFT_TRUE, pages);
	for (size_t i = 0; i < pages; i++)
		thrift_element_bool(&t, all_null(&extent[i]));
	bounds(&t, 2, false, type, values, extent, pages);
	bounds(&t, 3, true, type, values, extent, pages);
	thrift_i32(&t, 4, order_of(type, values, extent, pages));
	thrift_list(&t, 5, THRIFT_I64, pages);
	for (size_t i = 0; i < pages; i++)
		thrift_element_i64(&t, extent[i].nulls);
	thrift_end(&t);
}

static void offset_index(struct buf *out, const struct page_extent *extent, size_t pages)
{
	struct thrift t = {.out = out};
	thrift_begin(&t, 0);
	thrift_list(&t, 1, THRIFT_STRUCT, pages);
	for (size_t i = 0; i < pages; i++) {
		thrift_begin(&t, 0);
		thrift_i64(&t, 1, (int64_t)extent[i].offset);
		thrift_i32(&t, 2, (int32_t)extent[i].packed);
		thrift_i64(&t, 3, (int64_t)extent[i].first_row);
		thrift_end(&t);
	}
	thrift_end(&t);
}

void pageindex_add(struct indexes *indexes, struct chunk *chunk, enum column_type type,
		   const struct values *values, const struct page_extent *extent, size_t pages)
{
	chunk->column_index = indexes->column.n;
	column_index(&indexes->column, type, values, extent, pages);
	chunk->column_index_bytes = indexes->column.n - chunk->column_index;
	chunk->offset_index = indexes->offset.n;
	offset_index(&indexes->offset, extent, pages);
	chunk->offset_index_bytes = indexes->offset.n - chunk->offset_index;
}

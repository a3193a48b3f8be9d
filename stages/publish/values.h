/*
 * The values of one column of one row group, in memory: each different value once, and for each row
 * which one it is. That is a Parquet dictionary as it stands, and any other encoding can be written
 * from it.
 *
 * Looking for equals stops by itself where it finds too few (identifiers): `distinct` is then
 * false, values are appended as they come, and the column is no dictionary.
 *
 * Values are kept in their PLAIN form without the length in front of strings.
 */
#ifndef PUBLISH_VALUES_H
#define PUBLISH_VALUES_H

#include <stdbool.h>
#include <stdint.h>
#include "common/buf.h"

#define VALUES_NULL UINT32_MAX

struct values {
	size_t width;     /* bytes of each value; 0: strings of any length */
	struct buf bytes; /* the values, one behind the other */
	uint32_t *end;    /* of strings: where value i ends in `bytes` */
	uint32_t entries; /* number of values held */
	uint32_t *index;  /* for each row its value, or VALUES_NULL */
	size_t rows, nulls;
	uint64_t plain; /* bytes of all rows in PLAIN encoding */
	bool distinct;  /* each value is held once */
	size_t trial;   /* so many values, and it is looked again whether equals are found */
	uint32_t *hash; /* of each value, while distinct */
	uint32_t *slot; /* open addressing: value + 1, or 0 */
	size_t slots, end_room, index_room, hash_room;
};

void values_init(struct values *v, size_t width);
void values_reset(struct values *v); /* no rows; memory stays */
void values_release(struct values *v);

/* A row with this value. True where it had to be added as a new one. */
bool values_add(struct values *v, struct str value);
void values_add_null(struct values *v);
void values_repeat(struct values *v); /* a row with the value of the last one; there must be one */

static inline struct str values_get(const struct values *v, uint32_t i)
{
	if (v->width)
		return (struct str){v->bytes.p + i * v->width, v->width};
	uint32_t begin = i ? v->end[i - 1] : 0;
	return (struct str){v->bytes.p + begin, v->end[i] - begin};
}

size_t values_memory(const struct values *v); /* bytes that its rows take */

#endif

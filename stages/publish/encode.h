/*
 * The encodings of Apache Parquet (parquet-format, Encodings.md), from arrays to bytes. Everything
 * is appended to a buffer; nothing can fail.
 */
#ifndef PUBLISH_ENCODE_H
#define PUBLISH_ENCODE_H

#include <stdint.h>
#include "common/buf.h"

/* Numbers of parquet.thrift. */
enum encoding {
	ENCODING_PLAIN = 0,
	ENCODING_RLE = 3,
	ENCODING_DELTA_BINARY_PACKED = 5,
	ENCODING_DELTA_LENGTH_BYTE_ARRAY = 6,
	ENCODING_RLE_DICTIONARY = 8,
};

void encode_le32(struct buf *out, uint32_t value);
void encode_set32(char *at, uint32_t value);         /* the same in place of four bytes */
void encode_varint(struct buf *out, uint64_t value); /* ULEB128 */
void encode_zigzag(struct buf *out, int64_t value);  /* the sign in the lowest bit, then ULEB128 */

unsigned encode_width(uint64_t greatest); /* bits that hold 0 .. greatest: 0 for 0 */

/* The hybrid of run lengths and bit packing, without length in front; width 0 .. 32. Groups of
 * packed values are whole eights, the last one filled up with zeros. */
void encode_hybrid(struct buf *out, const uint32_t *value, size_t count, unsigned width);

/* DELTA_BINARY_PACKED: blocks of 128 in four parts. Of INT32 columns (`bits` 32) differences wrap
 * around at 32 bits, so that no part is wider than readers expect. */
void encode_delta(struct buf *out, const int64_t *value, size_t count, unsigned bits);

/* PLAIN booleans: a bit each, the first in the lowest bit. */
void encode_bits(struct buf *out, const uint32_t *value, size_t count);

#endif

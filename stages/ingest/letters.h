/* The characters of two bytes in UTF-8 that Vietnamese writes. */
#ifndef INGEST_LETTERS_H
#define INGEST_LETTERS_H

#include <stdbool.h>
#include <stdint.h>

/* For the lead bytes C2 to C9 (U+0080 to U+027F): true of what Vietnamese does not write, letters
 * and signs alike. Other leads are not asked about. */
static inline bool letter_is_foreign(unsigned char lead, unsigned char tail)
{
	static const uint64_t written[8] = {0,
					    0x263C370F263C370Fu,
					    0x000003000003000Cu,
					    0x0000030000000000u,
					    0x0001800300000000u,
					    0,
					    0,
					    0};

	return !(written[(lead - 0xC2) & 7] >> (tail & 63) & 1);
}

#endif

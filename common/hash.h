/*
 * SHA-256, and the ids made of it. An id is the same for the same parts on every machine, and no
 * two lists of parts run together: ("ab", "c") and ("a", "bc") differ.
 */
#ifndef COMMON_HASH_H
#define COMMON_HASH_H

#include "common/str.h"

enum { HASH_HEX = 64, HASH_ID = 16 };

/* 64 hex digits in lower case, and NUL. */
void hash_sha256(struct str bytes, char hex[HASH_HEX + 1]);

/* The first 16 hex digits of the SHA-256 of the parts, each with its length before it; and NUL. */
void hash_id(const struct str *parts, size_t count, char hex[HASH_ID + 1]);

#endif

#include "common/hash.h"

#include <nettle/sha2.h>
#include <stdint.h>

static void to_hex(const uint8_t *bytes, size_t digits, char *hex)
{
	static const char digit[] = "0123456789abcdef";

	for (size_t i = 0; i < digits; i++)
		hex[i] = digit[bytes[i / 2] >> (i % 2 ? 0 : 4) & 15];
	hex[digits] = '\0';
}

void hash_sha256(struct str bytes, char hex[HASH_HEX + 1])
{
	uint8_t digest[SHA256_DIGEST_SIZE];
	struct sha256_ctx c;

	sha256_init(&c);
	sha256_update(&c, bytes.n, (const uint8_t *)bytes.p);
	sha256_digest(&c, sizeof(digest), digest);
	to_hex(digest, HASH_HEX, hex);
}

void hash_id(const struct str *parts, size_t count, char hex[HASH_ID + 1])
{
	uint8_t digest[SHA256_DIGEST_SIZE], length[8];
	struct sha256_ctx c;

	sha256_init(&c);
	for (size_t i = 0; i < count; i++) {
		for (size_t k = 0; k < sizeof(length); k++)
			length[k] = (uint8_t)((uint64_t)parts[i].n >> 8 * k);
		sha256_update(&c, sizeof(length), length);
		sha256_update(&c, parts[i].n, (const uint8_t *)parts[i].p);
	}
	sha256_digest(&c, sizeof(digest), digest);
	to_hex(digest, HASH_ID, hex);
}

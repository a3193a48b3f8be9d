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
	enum { LENGTH = 8, TOGETHER = 256 };
	uint8_t digest[SHA256_DIGEST_SIZE], text[TOGETHER];
	struct sha256_ctx c;
	size_t n = 0;

	sha256_init(&c);
	for (size_t i = 0; i < count; i++) {
		const struct str part = parts[i];
		const bool fits = part.n <= TOGETHER - LENGTH;

		if (n + LENGTH + (fits ? part.n : 0) > TOGETHER) {
			sha256_update(&c, n, text);
			n = 0;
		}
		for (size_t k = 0; k < LENGTH; k++)
			text[n++] = (uint8_t)((uint64_t)part.n >> 8 * k);
		if (fits && part.n) {
			memcpy(text + n, part.p, part.n);
			n += part.n;
		} else if (part.n) {
			sha256_update(&c, n, text);
			sha256_update(&c, part.n, (const uint8_t *)part.p);
			n = 0;
		}
	}
	sha256_update(&c, n, text);
	sha256_digest(&c, sizeof(digest), digest);
	to_hex(digest, HASH_ID, hex);
}

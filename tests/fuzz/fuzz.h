/* What the harnesses share: the entry of libFuzzer, and a property that must hold. */
#ifndef TESTS_FUZZ_H
#define TESTS_FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

#define MUST(property) \
	do { \
		if (!(property)) \
			abort(); \
	} while (0)

#endif

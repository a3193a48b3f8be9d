#include "common/buf.h"

#include <limits.h>
#include <stdint.h>
#include "common/arena.h"
#include "common/xalloc.h"
#include "tests/unit/unit.h"

static void grows(void)
{
	struct buf b = {0};

	for (int i = 0; i < 100000; i++)
		buf_byte(&b, (char)('a' + i % 26));
	CHECK_INT(b.n, 100000);
	CHECK(b.p[99999] == (char)('a' + 99999 % 26));
	buf_reset(&b);
	CHECK_TEXT(buf_view(&b), "");
	buf_release(&b);
	CHECK(b.p == NULL && b.room == 0);
}

static void adds_text_and_numbers(void)
{
	struct buf b = {0};

	buf_add(&b, (struct str){0});
	buf_text(&b, "x");
	buf_i64(&b, LLONG_MIN);
	buf_byte(&b, ' ');
	buf_i64(&b, LLONG_MAX);
	buf_byte(&b, ' ');
	buf_i64(&b, 0);
	CHECK_TEXT(buf_view(&b), "x-9223372036854775808 9223372036854775807 0");
	CHECK_INT(strlen(buf_string(&b)), b.n);
	buf_release(&b);
}

static void prints_of_any_length(void)
{
	struct buf b = {0};

	for (int n = 126; n < 131; n++) {
		buf_reset(&b);
		buf_printf(&b, "%0*d", n, 7);
		CHECK_INT(b.n, n);
		CHECK(b.p[n - 1] == '7');
	}
	buf_release(&b);
}

static void arena_keeps_what_it_gave(void)
{
	struct arena a = {0};
	char *seen[300];

	for (int round = 0; round < 3; round++) {
		for (size_t i = 0; i < 300; i++) {
			seen[i] = arena_alloc(&a, i * 7);
			CHECK_CASE((uintptr_t)seen[i] % _Alignof(max_align_t) == 0, "alignment %zu",
				   i);
			memset(seen[i], (int)(i & 127), i * 7);
		}
		for (size_t i = 0; i < 300; i++)
			for (size_t k = 0; k < i * 7; k++)
				if (seen[i][k] != (char)(i & 127))
					CHECK_CASE(false, "byte %zu of piece %zu was overwritten",
						   k, i);
		arena_reset(&a);
	}
	CHECK(strcmp(arena_string(&a, STR("abc")), "abc") == 0);
	CHECK_TEXT(arena_copy(&a, (struct str){0}), "");
	arena_release(&a);
	CHECK(a.chunk == NULL);
	arena_reset(&a);
	arena_release(&a);
}

static void array_grows_by_half(void)
{
	size_t room = 0;
	int *a = xgrow(NULL, &room, 1, sizeof(*a));

	CHECK(room >= 1);
	a[room - 1] = 5;
	for (size_t want = 1; want < 5000; want++)
		a = xgrow(a, &room, want, sizeof(*a));
	CHECK(room >= 4999 && room < 10000);
	free(a);
}

int main(void)
{
	return UNIT_RUN(UNIT(grows), UNIT(adds_text_and_numbers), UNIT(prints_of_any_length),
			UNIT(arena_keeps_what_it_gave), UNIT(array_grows_by_half));
}

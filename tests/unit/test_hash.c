#include "common/hash.h"

#include "tests/unit/unit.h"

/* FIPS 180-4 examples. */
static void agrees_with_the_standard(void)
{
	char hex[HASH_HEX + 1];

	hash_sha256(STR("abc"), hex);
	CHECK_TEXT(str_of(hex), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	hash_sha256(STR(""), hex);
	CHECK_TEXT(str_of(hex), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
	hash_sha256((struct str){0}, hex);
	CHECK_TEXT(str_of(hex), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

static void ids_tell_lists_apart(void)
{
	char a[HASH_ID + 1], b[HASH_ID + 1];

	hash_id((struct str[]){STR("ab"), STR("c")}, 2, a);
	hash_id((struct str[]){STR("a"), STR("bc")}, 2, b);
	CHECK(strcmp(a, b) != 0);
	hash_id((struct str[]){STR("ab"), STR("c"), STR("")}, 3, b);
	CHECK(strcmp(a, b) != 0);
	hash_id((struct str[]){STR("ab"), STR("c")}, 2, b);
	CHECK_TEXT(str_of(b), a);
	CHECK_INT(strlen(a), HASH_ID);
	CHECK_INT(strspn(a, "0123456789abcdef"), HASH_ID);
	/* Published ids must never change: sha256(02 00*7 "ab" 01 00*7 "c"). */
	CHECK_TEXT(str_of(a), "43ee655579de01ca");
}

/* As sha256 of the lengths and the bytes in one run, however they are handed on. */
static void long_parts_are_parts_like_others(void)
{
	static const struct {
		char letter;
		size_t n;
	} of[] = {{'a', 300}, {'b', 240}, {'c', 0}, {'c', 248}, {'d', 249}};
	char text[5][300], id[HASH_ID + 1];
	struct str parts[5];

	for (size_t i = 0; i < 5; i++) {
		memset(text[i], of[i].letter, of[i].n);
		parts[i] = (struct str){text[i], of[i].n};
	}
	hash_id(parts, 5, id);
	CHECK_TEXT(str_of(id), "002f04fcbcb04be9");
}

int main(void)
{
	return UNIT_RUN(UNIT(agrees_with_the_standard), UNIT(ids_tell_lists_apart),
			UNIT(long_parts_are_parts_like_others));
}

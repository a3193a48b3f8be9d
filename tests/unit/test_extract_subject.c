#include "stages/extract/subject.h"

#include "tests/unit/extract.h"

static struct arena arena;

/* The subject that all words of `text` print. */
static struct subject read_subject(const char *text)
{
	struct pieces p = {0};

	extract_read(text);
	pieces_add(&p, 0, tokens.n);
	return subject_read(&tokens, vocab, &p, &arena);
}

static void a_measure_is_parted_from_its_thing(void)
{
	struct subject s = read_subject("doanh thu bưu chính");

	CHECK_TEXT(s.measure, "doanh thu");
	CHECK_TEXT(s.thing, "bưu chính");
	CHECK_TEXT(s.text, "doanh thu bưu chính");
	CHECK_TEXT(str_of(s.measured), "flow");
	CHECK(!subject_empty(&s));
	arena_reset(&arena);
}

static void a_counted_noun_is_a_measure(void)
{
	struct subject s = read_subject("thuê bao di động");

	CHECK_TEXT(s.measure, "thuê bao");
	CHECK_TEXT(s.thing, "di động");
	CHECK_TEXT(str_of(s.measured), "noun");
	arena_reset(&arena);
}

static void words_without_a_measure_are_a_thing(void)
{
	struct subject s = read_subject("qwrtz xyz");

	CHECK_INT(s.measure.n, 0);
	CHECK_TEXT(s.thing, "qwrtz xyz");
	CHECK_TEXT(s.text, "qwrtz xyz");
	s = read_subject("");
	CHECK(subject_empty(&s));
	arena_reset(&arena);
}

static void pieces_join_where_they_touch(void)
{
	struct pieces p = {0};

	extract_read("doanh thu (cả năm) bưu chính");
	pieces_add(&p, 0, 1);
	pieces_add(&p, 1, 2);
	pieces_add(&p, 2, 2); /* empty: none */
	CHECK_INT(p.n, 1);
	pieces_add(&p, 6, 8);
	CHECK_INT(p.n, 2);
	CHECK_INT(pieces_words(&p), 4);
	struct subject s = subject_read(&tokens, vocab, &p, &arena);
	CHECK_TEXT(s.text, "doanh thu bưu chính");
	p.n = 0;
	for (size_t i = 0; i < 2 * SUBJECT_PIECES; i++)
		pieces_add(&p, 2 * i, 2 * i + 1);
	CHECK_INT(p.n, SUBJECT_PIECES); /* the last ones are kept */
	CHECK_INT(p.at[p.n - 1].first, 4 * SUBJECT_PIECES - 2);
	arena_reset(&arena);
}

/* `local` behind `parent` in `section` is `want`. */
static void check_complete(const char *local, const char *parent, const char *section,
			   enum unit_kind kind, const char *want, int line)
{
	struct subject above = read_subject(parent);
	above.kind = kind;
	/* words of the line that is read next */
	above.measure = arena_copy(&arena, above.measure);
	above.thing = arena_copy(&arena, above.thing);
	above.text = arena_copy(&arena, above.text);
	struct subject s =
		subject_complete(read_subject(local), &above, str_of(section), kind, &arena);
	unit_check(str_equal(s.text, str_of(want)), __FILE__, line, "'%s' behind '%s': '%.*s'",
		   local, parent, (int)s.text.n, s.text.p);
	CHECK_INT(s.kind, kind);
	arena_reset(&arena);
}
#define COMPLETES(local, parent, section, kind, want) \
	check_complete(local, parent, section, kind, want, __LINE__)

static void what_is_left_out_comes_from_before(void)
{
	COMPLETES("", "doanh thu bưu chính", "Viễn thông", UNIT_MONEY, "doanh thu bưu chính");
	COMPLETES("", "", "Viễn thông", UNIT_MONEY, "Viễn thông");
	COMPLETES("doanh thu", "", "Viễn thông", UNIT_MONEY, "doanh thu Viễn thông");
	COMPLETES("lợi nhuận", "doanh thu bưu chính", "Viễn thông", UNIT_MONEY,
		  "lợi nhuận bưu chính");
	COMPLETES("dịch vụ", "doanh thu bưu chính", "Viễn thông", UNIT_MONEY, "doanh thu dịch vụ");
	COMPLETES("doanh thu viễn thông", "doanh thu bưu chính", "Xã hội", UNIT_MONEY,
		  "doanh thu viễn thông");
}

/* A figure of another unit is no part of the one before. */
static void a_measure_is_taken_over_for_its_own_unit(void)
{
	struct subject above = read_subject("doanh thu bưu chính"), s;

	above.kind = UNIT_MONEY;
	extract_read("qwrtz");
	struct pieces p = {0};
	pieces_add(&p, 0, 1);
	s = subject_complete(subject_read(&tokens, vocab, &p, &arena), &above, STR(""),
			     UNIT_PHYSICAL, &arena);
	CHECK_TEXT(s.text, "qwrtz");
	arena_reset(&arena);
}

static void words_are_found_in_words(void)
{
	CHECK(subject_holds(STR("abcd"), STR("bc")));
	CHECK(!subject_holds(STR("abcd"), STR("cb")));
	CHECK(subject_holds(STR("abcd"), STR("")));
	CHECK(!subject_holds(STR("ab"), STR("abc")));
	CHECK_INT(subject_find(STR("abcbc"), STR("bc")), 1);
	CHECK(subject_find(STR("abc"), STR("x")) == SIZE_MAX);
	CHECK_TEXT(subject_with((struct subject){.text = STR("ab")}, STR("cd"), " ", &arena).text,
		   "ab cd");
	CHECK_TEXT(subject_with((struct subject){0}, STR("cd"), " ", &arena).text, "cd");
	arena_reset(&arena);
}

int main(void)
{
	int status = EXTRACT_RUN(UNIT(a_measure_is_parted_from_its_thing),
				 UNIT(a_counted_noun_is_a_measure),
				 UNIT(words_without_a_measure_are_a_thing),
				 UNIT(pieces_join_where_they_touch),
				 UNIT(what_is_left_out_comes_from_before),
				 UNIT(a_measure_is_taken_over_for_its_own_unit),
				 UNIT(words_are_found_in_words));
	arena_release(&arena);
	return status;
}

#include "common/numeral.h"
#include "tests/unit/unit.h"

/* Number words stand in tests/cases; here is what separators, signs and broken input give. */

static struct numeral_words *words;

static void check(const char *text, unsigned flags, size_t used, const char *value,
		  enum numeral_form form, int quantum)
{
	struct numeral n;
	struct buf b = {0};
	size_t got = numeral_read(words, str_of(text), flags, &n);
	CHECK_CASE(got == used, "'%s' uses %zu bytes, not %zu", text, got, used);
	if (!used) {
		buf_release(&b);
		return;
	}
	CHECK_CASE(n.form == form, "'%s' has form %d, not %d", text, (int)n.form, (int)form);
	if (form != NUMERAL_MALFORMED) {
		dec_print(dec_trim(n.value), &b);
		CHECK_TEXT(buf_view(&b), value);
		CHECK_CASE(n.quantum == quantum, "'%s' has its last place at %d, not %d", text,
			   n.quantum, quantum);
	}
	buf_release(&b);
}

static void tells_thousands_from_decimals(void)
{
	check("7300", 0, 4, "7300", NUMERAL_PLAIN, 0);
	check("7.300", 0, 5, "7300", NUMERAL_DOT_GROUPS, 0);
	check("1.234.567", 0, 9, "1234567", NUMERAL_DOT_GROUPS, 0);
	check("4,215", 0, 5, "4.215", NUMERAL_COMMA_DECIMAL, -3);
	check("1.234,5", 0, 7, "1234.5", NUMERAL_COMMA_DECIMAL, -1);
	check("61.72", 0, 5, "61.72", NUMERAL_DOT_DECIMAL, -2);
	check("41220.00", 0, 8, "41220", NUMERAL_DOT_DECIMAL, -2);
	check("0.125", 0, 5, "0.125", NUMERAL_DOT_DECIMAL, -3);
	check("1,299,495", 0, 9, "1299495", NUMERAL_COMMA_GROUPS, 0);
	check("1,299.5", 0, 7, "1299.5", NUMERAL_COMMA_GROUPS, -1);
	check("48,700", 0, 6, "48.7", NUMERAL_COMMA_DECIMAL, -3);
}

static void flags_a_single_dot(void)
{
	struct numeral n;
	CHECK(numeral_read(words, STR("98.310"), 0, &n) == 6 && n.ambiguous);
	CHECK(numeral_suspicious(&n, 12));
	CHECK(!numeral_suspicious(&n, 9));
	CHECK(numeral_read(words, STR("1.098.310"), 0, &n) == 9 && !n.ambiguous);
	CHECK(numeral_read(words, STR("12.4000"), 0, &n) == 7 && n.ambiguous);
	CHECK(numeral_read(words, STR("61.72"), 0, &n) == 5 && !n.ambiguous);
}

static void refuses_what_fits_no_form(void)
{
	check("9.5.2020", 0, 8, "", NUMERAL_MALFORMED, 0);
	check("1.23.456", 0, 8, "", NUMERAL_MALFORMED, 0);
	check("1,23,456", 0, 8, "", NUMERAL_MALFORMED, 0);
	check("1.234,567.8", 0, 11, "", NUMERAL_MALFORMED, 0);
	check("1234567890123456789012345678901234567890", 0, 40, "", NUMERAL_MALFORMED, 0);
	check("abc", 0, 0, "", NUMERAL_PLAIN, 0);
	check("", 0, 0, "", NUMERAL_PLAIN, 0);
	check("-", 0, 0, "", NUMERAL_PLAIN, 0);
	check(".5", 0, 0, "", NUMERAL_PLAIN, 0);
}

static void leaves_marks_that_end_a_sentence(void)
{
	check("5.", 0, 1, "5", NUMERAL_PLAIN, 0);
	check("5, 6", 0, 1, "5", NUMERAL_PLAIN, 0);
	check("7.300.", 0, 5, "7300", NUMERAL_DOT_GROUPS, 0);
	check("3,4%", 0, 3, "3.4", NUMERAL_COMMA_DECIMAL, -1);
}

static void reads_signs(void)
{
	check("-0,8", 0, 4, "-0.8", NUMERAL_COMMA_DECIMAL, -1);
	check("+6", 0, 2, "6", NUMERAL_PLAIN, 0);
	check("\xE2\x88\x92"
	      "2,4",
	      0, 6, "-2.4", NUMERAL_COMMA_DECIMAL, -1);
}

static void reads_blanks_only_where_asked(void)
{
	check("25, 3", 0, 2, "25", NUMERAL_PLAIN, 0);
	check("25, 3", NUMERAL_SPACED, 5, "25.3", NUMERAL_COMMA_DECIMAL, -1);
	check("1 000 000", 0, 1, "1", NUMERAL_PLAIN, 0);
	check("1 000 000", NUMERAL_SPACED, 9, "1000000", NUMERAL_BLANK_GROUPS, 0);
	check("1\xC2\xA0"
	      "000",
	      0, 6, "1000", NUMERAL_BLANK_GROUPS, 0);
	check("1 00", NUMERAL_SPACED, 1, "1", NUMERAL_PLAIN, 0);
	check("31 ,4", NUMERAL_SPACED, 5, "31.4", NUMERAL_COMMA_DECIMAL, -1);
	check("31 ,4", 0, 2, "31", NUMERAL_PLAIN, 0);
	check("1. 214. 600. 000", NUMERAL_SPACED, 16, "1214600000", NUMERAL_DOT_GROUPS, 0);
	check("1.214. 600", NUMERAL_SPACED, 10, "1214600", NUMERAL_DOT_GROUPS, 0);
	check("2022. 150 x", NUMERAL_SPACED, 4, "2022", NUMERAL_PLAIN, 0);
	check("12. 150 x", NUMERAL_SPACED, 2, "12", NUMERAL_PLAIN, 0);
	check("2022 100", NUMERAL_SPACED, 4, "2022", NUMERAL_PLAIN, 0);
}

static void reads_long_input_once(void)
{
	enum { DIGITS = 1000000 };
	char *text = malloc(DIGITS);
	struct numeral n;
	memset(text, '1', DIGITS);
	CHECK_INT(numeral_read(words, (struct str){text, DIGITS}, 0, &n), DIGITS);
	CHECK(n.form == NUMERAL_MALFORMED);
	for (int i = 1; i < DIGITS - 1; i += 2)
		text[i] = '.';
	CHECK_INT(numeral_read(words, (struct str){text, DIGITS}, 0, &n), DIGITS);
	free(text);
}

int main(void)
{
	struct lexicon l = {{LEXICON_FOLDER}, 1};
	words = numeral_words_load(&l);
	int status =
		words ? UNIT_RUN(UNIT(tells_thousands_from_decimals), UNIT(flags_a_single_dot),
				 UNIT(refuses_what_fits_no_form),
				 UNIT(leaves_marks_that_end_a_sentence), UNIT(reads_signs),
				 UNIT(reads_blanks_only_where_asked), UNIT(reads_long_input_once))
		      : EXIT_FAILURE;
	numeral_words_free(words);
	return status;
}

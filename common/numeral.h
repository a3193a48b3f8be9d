/*
 * One Vietnamese number that begins at a given byte: digits with separators, number words, or
 * both mixed with scale words. Vocabulary, as lexicons:
 *
 *   number_word.csv  phrase,value,note  0 to 9, 10, 0.5, tens, odd, half, point, minus
 *   scale.csv        phrase,value,note  value: power of ten
 *   scale_other.csv  phrase,value,note  spoken abbreviations; with an empty value, phrases that
 *                                       only look like a scale ("ty le")
 *
 * Digits. Dots before groups of three are thousands, a comma is the decimal mark, also before
 * three digits: 1.234,5 = 1234.5 and 4,215 = 4.215. Two or more commas before groups of three are
 * English grouping (1,299,495; 1,299.5). One dot before one, two or more than three digits is a
 * decimal dot (61.72, 41220.00), also before three where thousands cannot be meant (0.125). A
 * single dot before three digits (98.310) is read as thousands and flagged ambiguous. What fits
 * no form (1.23.456, 9.5.2020) is NUMERAL_MALFORMED: bytes are used, there is no value. Nothing
 * is guessed silently.
 *
 * A sign (+, -, U+2212) right before a digit belongs to the number; whether a dash in front of it
 * is a range dash is for the caller to see, who then begins behind it.
 *
 * Words are read as officially spelt out (hundreds, tens, "linh", "ruoi", decimals behind a point
 * word, stacked scales). A trailing run of scale words that multiplies the whole number is left
 * to the caller (numeral_scale), so that "2 trieu" and "hai trieu" come out alike: number and
 * scale. Where scale words stand inside ("2 trieu ruoi", "1 ty 200 trieu", "hai trieu ba tram
 * nghin") they belong to the number, whose value carries them, and `power` is the power of the
 * leading one.
 *
 * A number word before a digit is never part of the number: "nam 2022" is a year, not a five.
 */
#ifndef COMMON_NUMERAL_H
#define COMMON_NUMERAL_H

#include <stdbool.h>
#include "common/dec.h"
#include "common/lexicon.h"
#include "common/str.h"

enum numeral_form {
	NUMERAL_PLAIN,         /* 7300 */
	NUMERAL_DOT_GROUPS,    /* 7.300, 1.234.567 */
	NUMERAL_COMMA_DECIMAL, /* 7,3 and 1.234,5 */
	NUMERAL_DOT_DECIMAL,   /* 61.72 */
	NUMERAL_COMMA_GROUPS,  /* 1,299,495 and 1,299.5 */
	NUMERAL_BLANK_GROUPS,  /* 1 000 000 */
	NUMERAL_WORDS,
	NUMERAL_COMPOUND,  /* 1 ty 200 trieu, 5 trieu ruoi: digits and scale words */
	NUMERAL_MALFORMED, /* separators that fit no form; no value */
};

struct numeral {
	struct dec value; /* with its sign */
	int decimals;     /* digits printed behind the decimal mark */
	int power;        /* power of ten of scale words inside the number, 0 where none */
	int quantum;   /* power of ten of its last printed place: -1 of 7,3; 5 of "2 trieu ruoi" */
	int syllables; /* of number words read; 0 where digits alone */
	enum numeral_form form;
	bool words;     /* begins with a word */
	bool ambiguous; /* a single dot before three digits, or separators of doubtful form */
	bool spoken;    /* needed NUMERAL_SPOKEN */
	bool sign;      /* a sign or minus word is printed */
};

/* SPACED: also "25, 3", "31 ,4", "1. 214. 600", ",77" and groups parted by a blank (1 000).
 * SPOKEN: also shortened speech: "hai mot" 21, "mot trieu tu", "1tr5", "tram hai". */
enum numeral_flag { NUMERAL_SPACED = 1, NUMERAL_SPOKEN = 2 };

struct numeral_words;

/* NULL: a diagnostic was printed. */
struct numeral_words *numeral_words_load(const struct lexicon *l);
void numeral_words_free(struct numeral_words *w);

/* Bytes of `text` that the number at its beginning uses; 0 where none begins there. The caller
 * sees to it that a word begins at text.p. No allocation. */
size_t numeral_read(const struct numeral_words *w, struct str text, unsigned flags,
		    struct numeral *out);

/* The longest run of scale words at the beginning of `text` (blanks between them allowed, none in
 * front): its bytes and, in *power, its power of ten ("nghin ty" 12). 0 where none. The dot of an
 * abbreviation before a letter counts as its own ("tr.tan"). */
size_t numeral_scale(const struct numeral_words *w, struct str text, int *power);

/* True where the scale words of "98.310 nghin ty" make the reading as thousands implausible: an
 * ambiguous number of a scale of 10^12 or more. Evidence for a finding, never for another
 * value. */
bool numeral_suspicious(const struct numeral *n, int power);

#endif

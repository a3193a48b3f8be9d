#include "stages/ingest/syllable.h"

#include <stdint.h>
#include <stdlib.h>
#include "common/utf8.h"
#include "common/viet.h"

enum { LONGEST = 64 }; /* bytes of a word; a syllable of seven letters has fewer */

#define ONSET(key) key,
#define RHYME(key)
static const char *const onsets[] = {
#include "stages/ingest/syllables.def"
};
#undef ONSET
#undef RHYME
#define ONSET(key)
#define RHYME(key) key,
static const char *const rhymes[] = {
#include "stages/ingest/syllables.def"
};
#undef ONSET
#undef RHYME

static int by_key(const void *key, const void *rhyme)
{
	return str_compare(*(const struct str *)key, str_of(*(const char *const *)rhyme));
}

static bool is_rhyme(struct str s, char tone)
{
	char last = s.n ? s.p[s.n - 1] : 0;
	bool stopped = last == 'c' || last == 'p' || last == 't' ||
		       (last == 'h' && s.n > 1 && s.p[s.n - 2] == 'c');

	if (stopped && tone && tone != '4' && tone != '5')
		return false;
	return bsearch(&s, rhymes, sizeof(rhymes) / sizeof(*rhymes), sizeof(*rhymes), by_key) !=
	       NULL;
}

static bool is_key(struct str key)
{
	char tone = 0;

	if (key.n && key.p[key.n - 1] >= '1' && key.p[key.n - 1] <= '5')
		tone = key.p[--key.n];
	if (is_rhyme(key, tone))
		return true;
	for (size_t i = 0; i < sizeof(onsets) / sizeof(*onsets); i++) {
		struct str onset = str_of(onsets[i]);

		if (str_starts(key, onset) &&
		    is_rhyme((struct str){key.p + onset.n, key.n - onset.n}, tone))
			return true;
	}
	return false;
}

/* Capitals all through, at the head only, or none. */
static bool has_plain_case(struct str word)
{
	struct buf low = {0};
	const char *p = word.p, *end = word.p + word.n, *l;
	unsigned capitals = 0, letters = 0, later = 0;

	viet_lower(word, &low);
	for (l = low.p; p < end && l < low.p + low.n;) {
		uint32_t c = utf8_next(&p, end);
		bool capital = c != utf8_next(&l, low.p + low.n);

		if (c >= 0x300 && c <= 0x36F) /* a mark has no case */
			continue;
		capitals += capital;
		later += capital && letters;
		letters++;
	}
	buf_release(&low);
	return later == 0 || capitals == letters;
}

/* Letters that Latin script has; the mark of a tone that stands by itself counts as one. */
static bool is_letter(uint32_t c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7) || (c >= 0x300 && c <= 0x36F) ||
	       (c >= 0x1E00 && c <= 0x1EFF);
}

bool syllable_is(struct str word)
{
	const char *p = word.p, *end = word.p + word.n;
	struct buf key = {0};
	bool is;

	if (!word.n || word.n > LONGEST)
		return false;
	while (p < end)
		if (!is_letter(utf8_next(&p, end)))
			return false;
	viet_fold_word(word, &key);
	is = is_key(buf_view(&key)) && has_plain_case(word);
	buf_release(&key);
	return is;
}

/* Punctuation and signs that stand beside words in any encoding's reading, quotes and dashes. */
static bool divides(uint32_t c)
{
	return (c < 0x80 && !((c | 32) >= 'a' && (c | 32) <= 'z')) ||
	       (c >= 0x2010 && c <= 0x2027) || c == 0xA0 || c == 0xAB || c == 0xBB || c == 0x20AB;
}

void syllable_count(struct str text, unsigned long long most, struct syllable_count *count)
{
	const char *p = text.n ? text.p : "", *end = p + text.n, *word = p;
	bool beyond = false;

	*count = (struct syllable_count){0, 0};
	while (p <= end && (!most || count->built + count->other < most)) {
		const char *before = p;
		uint32_t c = p < end ? utf8_next(&p, end) : ' ';

		if (!divides(c)) {
			beyond = beyond || c >= 0x80;
			continue;
		}
		if (beyond) {
			if (syllable_is(str_range(word, before)))
				count->built++;
			else
				count->other++;
		}
		if (before == end)
			break;
		word = p;
		beyond = false;
	}
}

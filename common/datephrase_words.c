#include "common/datephrase_inside.h"

#include <stdlib.h>
#include "common/viet.h"
#include "common/xalloc.h"

static const char *const role_names[] = {"",     "day",           "month", "month_name", "quarter",
					 "year", "term",          "half",  "first",      "of",
					 "to",   "before_christ", "zero",  "weekday"};

static const char *date_row(void *context, const struct str *cells, const char *row_name)
{
	struct date_words *w = context;
	unsigned long long value = 0;
	(void)row_name;
	for (size_t r = 1; r < sizeof(role_names) / sizeof(*role_names); r++) {
		if (!str_equal(cells[1], str_of(role_names[r])))
			continue;
		if (cells[2].n && (!str_to_u64(cells[2], &value) || value > LAST_MONTH))
			return "value is no number up to 12";
		buf_reset(&w->scratch);
		viet_fold(cells[0], &w->scratch);
		struct str key = arena_copy(&w->arena, buf_view(&w->scratch));
		int words = 1;
		for (size_t i = 0; i < key.n; i++)
			words += key.p[i] == ' ';
		if (!key.n || words > MOST_WORDS)
			return "no word, or more than four";
		w->word = xgrow(w->word, &w->room, w->words + 1, sizeof(*w->word));
		w->word[w->words++] = (struct date_word){key, (enum date_role)r, (int)value, words};
		return NULL;
	}
	return "unknown role";
}

struct date_words *date_words_load(const struct lexicon *l, const struct numeral_words *numbers)
{
	struct date_words *w = xcalloc(1, sizeof(*w));
	w->numbers = numbers;
	if (lexicon_read(l, "date_word", "phrase,role,value,note", date_row, w)) {
		date_words_free(w);
		return NULL;
	}
	return w;
}

void date_words_free(struct date_words *w)
{
	if (!w)
		return;
	free(w->word);
	arena_release(&w->arena);
	buf_release(&w->scratch);
	free(w);
}

/* ---- a cursor ---------------------------------------------------------------------------- */

bool date_digit(const char *p, const char *end)
{
	return p < end && *p >= '0' && *p <= '9';
}

bool date_letter(const char *p, const char *end)
{
	unsigned char c = p < end ? (unsigned char)*p : 0;
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= 0x80 && c != 0xC2 && c != 0xE2);
}

void date_skip(struct reader *r)
{
	while (r->p < r->end && (*r->p == ' ' || *r->p == '\t' || *r->p == '\r' || *r->p == '\n'))
		r->p++;
}

/* The longest phrase of the table at the cursor; it moves behind it and the blanks there. */
enum date_role date_phrase(struct reader *r, int *value)
{
	const char *p = r->p, *behind = NULL;
	enum date_role role = DATE_NO_ROLE;
	for (int words = 1; words <= MOST_WORDS; words++) {
		const char *start = p;
		while (date_letter(p, r->end) || date_digit(p, r->end))
			p++;
		if (p == start)
			break;
		buf_reset(&r->w->scratch);
		viet_fold(str_range(r->p, p), &r->w->scratch);
		for (size_t i = 0; i < r->w->words; i++)
			if (r->w->word[i].words == words &&
			    str_equal(r->w->word[i].key, buf_view(&r->w->scratch))) {
				role = r->w->word[i].role;
				*value = r->w->word[i].value;
				behind = p;
			}
		while (p < r->end && *p == ' ')
			p++;
	}
	if (behind) {
		r->p = behind;
		date_skip(r);
	}
	return role;
}

bool date_role_word(struct reader *r, enum date_role role, int *value)
{
	struct reader before = *r;
	if (date_phrase(r, value) == role)
		return true;
	*r = before;
	return false;
}

/* Up to four digits: how many; *value is their number. */
int date_digits(struct reader *r, int *value)
{
	const char *p = r->p;
	int n = 0;
	*value = 0;
	for (; date_digit(p, r->end) && n <= YEAR_PLACES; p++, n++)
		*value = *value * 10 + (*p - '0');
	if (!n || n > YEAR_PLACES)
		return 0;
	r->p = p;
	return n;
}

/* Number words from 1 to `most`: the longest reading that fits ("muoi nam" is ten, then a year). */
bool date_small_words(struct reader *r, int most, int *value)
{
	const char *end = r->end, *word_end = r->p;
	bool found = false;
	const char *behind = r->p;
	if (!date_letter(r->p, r->end))
		return false;
	for (int words = 1; words <= 3; words++) {
		struct numeral n;
		while (date_letter(word_end, end))
			word_end++;
		struct str text = str_range(r->p, word_end);
		if (numeral_read(r->w->numbers, text, NUMERAL_SPOKEN, &n) == text.n &&
		    !n.value.scale && n.value.coef >= 1 && n.value.coef <= most) {
			*value = (int)n.value.coef;
			behind = word_end;
			found = true;
		}
		if (word_end >= end || *word_end != ' ')
			break;
		word_end++;
	}
	if (found) {
		r->p = behind;
	}
	return found;
}

/* Years spoken place by place: "hai khong hai ba", "hai khong muoi ba", "hai khong linh chin". */
static bool take_places(struct reader *r, int *year)
{
	struct reader at = *r;
	int places = 0, value = 0;
	while (places < YEAR_PLACES) {
		struct numeral n;
		int zero;
		date_skip(&at);
		if (places == YEAR_PLACES)
			break;
		if (places && date_role_word(&at, DATE_ZERO, &zero)) {
			value *= 10;
			places++;
			continue;
		}
		struct str rest = str_range(at.p, at.end);
		if (!date_letter(at.p, at.end))
			break;
		size_t used = numeral_read(r->w->numbers, rest, 0, &n);
		if (!used || n.value.scale || n.value.coef < 0 || n.value.coef > 99)
			break;
		int more = n.value.coef > 9 ? 2 : 1;
		if (places + more > YEAR_PLACES)
			break;
		value = value * (more == 2 ? 100 : 10) + (int)n.value.coef;
		places += more;
		at.p += used;
	}
	if (places != YEAR_PLACES || value < 1000)
		return false;
	*year = value;
	*r = at;
	return true;
}

static bool take_year_words(struct reader *r, int *year)
{
	struct numeral n;
	if (!date_letter(r->p, r->end))
		return false;
	if (take_places(r, year))
		return true;
	size_t used = numeral_read(r->w->numbers, str_range(r->p, r->end), NUMERAL_SPOKEN, &n);
	if (!used || n.value.scale || n.value.coef < 100 || n.value.coef > 9999)
		return false;
	*year = (int)n.value.coef;
	r->p += used;
	return true;
}

/* Three or four digits, not glued to more of a number; or words. */
bool date_year(struct reader *r, int *year)
{
	struct reader before = *r;
	int value, n = date_digits(r, &value);
	bool more =
		r->end - r->p > 1 && (*r->p == '.' || *r->p == ',') && date_digit(r->p + 1, r->end);
	if (n >= 3 && !more && *year == 0) {
		*year = value;
		struct reader behind = *r;
		int unused;
		date_skip(&behind);
		if (date_role_word(&behind, DATE_BEFORE_CHRIST, &unused)) {
			*year = -value;
			*r = behind;
		}
		return true;
	}
	*r = before;
	return !n && take_year_words(r, year);
}

/* What may stand between a month or quarter and its year; then the year. */
void date_its_year(struct reader *r, struct date_point *d)
{
	struct reader before = *r;
	int value;
	bool mark = r->p < r->end && (*r->p == '/' || *r->p == '.' || *r->p == '-');
	if (mark) {
		r->p++;
		int n = date_digits(r, &value);
		if (n == YEAR_PLACES) {
			d->year = value;
			return;
		}
		*r = before;
		return;
	}
	date_skip(r);
	date_role_word(r, DATE_OF, &value);
	if (date_role_word(r, DATE_YEAR_WORD, &value)) {
		if (date_year(r, &d->year))
			return;
	} else if (date_digits(r, &value) == YEAR_PLACES && value >= 1900 && value < 2200) {
		d->year = value;
		return;
	}
	*r = before;
}

#include "common/datephrase.h"

#include <stdlib.h>
#include "common/arena.h"
#include "common/period.h"
#include "common/viet.h"
#include "common/xalloc.h"

enum date_role { DATE_NO_ROLE, DATE_DAY_WORD, DATE_MONTH_WORD, DATE_MONTH_NAME, DATE_QUARTER_WORD,
		 DATE_YEAR_WORD, DATE_TERM, DATE_HALF_WORD, DATE_FIRST, DATE_OF, DATE_TO, DATE_BEFORE_CHRIST,
		 DATE_ZERO, DATE_WEEKDAY };

enum { MOST_WORDS = 4, YEAR_PLACES = 4, CENTURY_TURN = 50, LAST_MONTH = 12 };

struct date_word {
	struct str key;
	enum date_role role;
	int value;
	int words;
};

struct date_words {
	const struct numeral_words *numbers;
	struct date_word *word;
	size_t words, room;
	struct arena arena;
	struct buf scratch;
};

static const char *const role_names[] = {"", "day", "month", "month_name", "quarter", "year", "term", "half",
					 "first", "of", "to", "before_christ", "zero", "weekday"};

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

/* ---- a cursor --------------------------------------------------------------------------------- */

struct reader {
	struct date_words *w;
	const char *p, *end;
};

static bool digit(const char *p, const char *end)
{
	return p < end && *p >= '0' && *p <= '9';
}

static bool letter(const char *p, const char *end)
{
	unsigned char c = p < end ? (unsigned char)*p : 0;
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= 0x80 && c != 0xC2 && c != 0xE2);
}

static void skip(struct reader *r)
{
	while (r->p < r->end && (*r->p == ' ' || *r->p == '\t'))
		r->p++;
}

/* The longest phrase of the table at the cursor; it moves behind it and the blanks there. */
static enum date_role take_phrase(struct reader *r, int *value)
{
	const char *p = r->p, *behind = NULL;
	enum date_role role = DATE_NO_ROLE;
	for (int words = 1; words <= MOST_WORDS; words++) {
		const char *start = p;
		while (letter(p, r->end) || digit(p, r->end))
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
		skip(r);
	}
	return role;
}

static bool take_role(struct reader *r, enum date_role role, int *value)
{
	struct reader before = *r;
	if (take_phrase(r, value) == role)
		return true;
	*r = before;
	return false;
}

/* Up to four digits: how many; *value is their number. */
static int take_digits(struct reader *r, int *value)
{
	const char *p = r->p;
	int n = 0;
	*value = 0;
	for (; digit(p, r->end) && n <= YEAR_PLACES; p++, n++)
		*value = *value * 10 + (*p - '0');
	if (!n || n > YEAR_PLACES)
		return 0;
	r->p = p;
	return n;
}

/* A number word read strictly, at most `most`; shorter readings are tried ("muoi nam" is ten, then year). */
static bool take_small_words(struct reader *r, int most, int *value)
{
	const char *end = r->end, *word_end = r->p;
	bool found = false;
	const char *behind = r->p;
	if (!letter(r->p, r->end))
		return false;
	for (int words = 1; words <= 3; words++) {
		struct numeral n;
		while (letter(word_end, end))
			word_end++;
		struct str text = str_range(r->p, word_end);
		if (numeral_read(r->w->numbers, text, NUMERAL_SPOKEN, &n) == text.n && !n.value.scale &&
		    n.value.coef >= 1 && n.value.coef <= most) {
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

static bool month_follows(struct reader r)
{
	int value;
	skip(&r);
	enum date_role role = take_phrase(&r, &value);
	return role == DATE_MONTH_WORD || role == DATE_MONTH_NAME;
}

/* Years spoken place by place: "hai khong hai ba", "hai khong muoi ba", "hai khong linh chin". */
static bool take_places(struct reader *r, int *year)
{
	struct reader at = *r;
	int places = 0, value = 0;
	while (places < YEAR_PLACES) {
		struct numeral n;
		int zero;
		skip(&at);
		if (places && take_role(&at, DATE_ZERO, &zero)) {
			value *= 10;
			places++;
			continue;
		}
		struct str rest = str_range(at.p, at.end);
		if (!letter(at.p, at.end))
			break;
		size_t used = numeral_read(r->w->numbers, rest, 0, &n);
		if (!used || n.value.scale || n.value.coef > 99)
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
	if (!letter(r->p, r->end))
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
static bool take_year(struct reader *r, int *year)
{
	struct reader before = *r;
	int value, n = take_digits(r, &value);
	bool more = r->end - r->p > 1 && (*r->p == '.' || *r->p == ',') && digit(r->p + 1, r->end);
	if (n >= 3 && !more && *year == 0) {
		*year = value;
		struct reader behind = *r;
		int unused;
		skip(&behind);
		if (take_role(&behind, DATE_BEFORE_CHRIST, &unused)) {
			*year = -value;
			*r = behind;
		}
		return true;
	}
	*r = before;
	return !n && take_year_words(r, year);
}

/* What may stand between a month or quarter and its year; then the year. */
static void take_its_year(struct reader *r, struct date_point *d)
{
	struct reader before = *r;
	int value;
	bool mark = r->p < r->end && (*r->p == '/' || *r->p == '.' || *r->p == '-');
	if (mark) {
		r->p++;
		int n = take_digits(r, &value);
		if (n == YEAR_PLACES) {
			d->year = value;
			return;
		}
		*r = before;
		return;
	}
	skip(r);
	take_role(r, DATE_OF, &value);
	if (take_role(r, DATE_YEAR_WORD, &value)) {
		if (take_year(r, &d->year))
			return;
	} else if (take_digits(r, &value) == YEAR_PLACES && value >= 1900 && value < 2200) {
		d->year = value;
		return;
	}
	*r = before;
}

/* ---- points ----------------------------------------------------------------------------------- */

struct point {
	enum date_form form;
	struct date_point d;
	bool dashes; /* D-M without a word for day */
};

static bool valid(const struct point *p)
{
	if (p->d.month < 0 || p->d.month > LAST_MONTH)
		return false;
	if (p->d.day && p->d.month) {
		enum { LEAP_YEAR = 2000 };
		int year = p->d.year >= 1000 ? p->d.year : LEAP_YEAR;
		return period_day(year, p->d.month, p->d.day).freq == 'D';
	}
	return p->d.day >= 0 && p->d.day <= 31;
}

/* Groups of digits with one kind of mark between them: D/M/Y, Y-M-D, M/Y, D/M. */
static bool take_numeric(struct reader *r, bool day_word, struct point *p)
{
	int part[3] = {0}, length[3] = {0}, parts = 0;
	struct reader before = *r;
	char mark = 0;
	while (parts < 3) {
		length[parts] = take_digits(r, &part[parts]);
		if (!length[parts])
			break;
		parts++;
		if (r->p < r->end && (*r->p == '/' || *r->p == '.' || *r->p == '-') && (!mark || *r->p == mark) &&
		    digit(r->p + 1, r->end) && parts < 3)
			mark = *r->p++;
		else
			break;
	}
	bool more = r->end - r->p > 1 && strchr("/.-,", *r->p) && digit(r->p + 1, r->end);
	bool glued = letter(r->p, r->end) || digit(r->p, r->end) || (r->p < r->end && *r->p == '%');
	if (parts < 2 || (more && mark != '-' && *r->p != '-') || glued) {
		*r = before;
		return false;
	}
	*p = (struct point){.form = DATE_DAY};
	if (parts == 3 && length[0] == YEAR_PLACES && length[1] <= 2 && length[2] <= 2) {
		p->d = (struct date_point){part[0], part[1], part[2], 0};
	} else if (parts == 3 && length[0] <= 2 && length[1] <= 2 &&
		   (length[2] == YEAR_PLACES || (length[2] == 2 && mark == '/'))) {
		int year = length[2] == 2 ? part[2] + (part[2] < CENTURY_TURN ? 2000 : 1900) : part[2];
		p->d = (struct date_point){year, part[1], part[0], 0};
	} else if (parts == 2 && length[0] <= 2 && length[1] == YEAR_PLACES && !day_word) {
		p->form = DATE_MONTH;
		p->d = (struct date_point){part[1], part[0], 0, 0};
	} else if (parts == 2 && length[0] <= 2 && length[1] <= 2 &&
		   (day_word || mark == '/' || (length[0] == 2 && length[1] == 2))) {
		p->d = (struct date_point){0, part[1], part[0], 0};
	} else {
		*r = before;
		return false;
	}
	if ((p->form == DATE_DAY && !p->d.day) || !p->d.month || !valid(p)) {
		*r = before;
		return false;
	}
	return true;
}

static bool take_month_number(struct reader *r, int *month)
{
	struct reader before = *r;
	int n = take_digits(r, month);
	if (n && n <= 2 && *month >= 1 && *month <= LAST_MONTH && !letter(r->p, r->end))
		return true;
	*r = before;
	return !n && take_small_words(r, LAST_MONTH, month);
}

/* Behind a day's number: "thang M [nam Y]", "thang M/Y". */
static bool take_month_of_day(struct reader *r, struct point *p)
{
	struct reader before = *r;
	int value;
	skip(r);
	enum date_role role = take_phrase(r, &value);
	p->d.month = role == DATE_MONTH_NAME ? value : 0;
	if (role != DATE_MONTH_NAME && (role != DATE_MONTH_WORD || !take_month_number(r, &p->d.month))) {
		*r = before;
		p->d.month = 0;
		return false;
	}
	take_its_year(r, &p->d);
	return true;
}

static bool take_day(struct reader *r, bool day_word, struct point *p)
{
	struct reader before = *r;
	int value = 0, n;
	*p = (struct point){.form = DATE_DAY};
	if (take_numeric(r, day_word, p))
		return true;
	n = take_digits(r, &value);
	if ((n && n <= 2 && !letter(r->p, r->end)) || (!n && take_small_words(r, 31, &value))) {
		p->d.day = value;
		bool month = month_follows(*r) && take_month_of_day(r, p);
		if (value && valid(p) && (month || day_word))
			return true;
	}
	*r = before;
	return false;
}

static bool take_quarter(struct reader *r, struct point *p)
{
	static const char *const roman[] = {"I", "II", "III", "IV"};
	struct reader before = *r;
	const char *start = r->p;
	*p = (struct point){.form = DATE_QUARTER};
	while (r->p < r->end && (*r->p == 'I' || *r->p == 'V'))
		r->p++;
	for (int q = 0; q < 4; q++)
		if (r->p > start && !letter(r->p, r->end) && str_equal(str_range(start, r->p), str_of(roman[q])))
			p->d.number = q + 1;
	if (!p->d.number) {
		r->p = start;
		if (!take_month_number(r, &p->d.number) || p->d.number > 4) {
			*r = before;
			return false;
		}
	}
	take_its_year(r, &p->d);
	return true;
}

/* "9 thang [dau] nam 2022" */
static bool take_months(struct reader *r, struct point *p)
{
	struct reader before = *r;
	int value;
	*p = (struct point){.form = DATE_MONTHS};
	if (take_month_number(r, &p->d.number)) {
		skip(r);
		if (take_role(r, DATE_MONTH_WORD, &value)) {
			take_role(r, DATE_FIRST, &value);
			if (take_role(r, DATE_YEAR_WORD, &value) && take_year(r, &p->d.year))
				return true;
		}
	}
	*r = before;
	return false;
}

static bool take_point(struct reader *r, bool first, struct point *p)
{
	struct reader before = *r;
	int value;
	if (take_role(r, DATE_WEEKDAY, &value) && r->p < r->end && *r->p == ',') {
		r->p++;
		skip(r);
	}
	struct reader behind_weekday = *r;
	enum date_role role = digit(r->p, r->end) ? DATE_NO_ROLE : take_phrase(r, &value);
	switch (role) {
	case DATE_DAY_WORD:
		if (take_day(r, true, p))
			return true;
		break;
	case DATE_MONTH_WORD: case DATE_MONTH_NAME:
		*p = (struct point){.form = DATE_MONTH};
		p->d.month = value;
		if (role == DATE_MONTH_NAME || take_month_number(r, &p->d.month)) {
			take_its_year(r, &p->d);
			return true;
		}
		break;
	case DATE_QUARTER_WORD:
		if (take_quarter(r, p))
			return true;
		break;
	case DATE_YEAR_WORD: case DATE_TERM:
		*p = (struct point){.form = DATE_YEAR};
		if (take_year(r, &p->d.year))
			return true;
		break;
	default:
		*r = behind_weekday;
		if (take_role(r, DATE_HALF_WORD, &value)) {
			*p = (struct point){.form = DATE_HALF};
			p->d.number = value;
			if (take_year(r, &p->d.year) ||
			    (take_role(r, DATE_YEAR_WORD, &value) && take_year(r, &p->d.year)))
				return true;
			*r = behind_weekday;
		}
		if (take_months(r, p) || take_day(r, !first, p))
			return true;
	}
	*r = before;
	return false;
}

/* ---- ranges ----------------------------------------------------------------------------------- */

static bool take_to(struct reader *r)
{
	struct reader before = *r;
	int value;
	skip(r);
	if (take_role(r, DATE_TO, &value))
		return true;
	if (r->p < r->end && *r->p == '-') {
		r->p++;
		skip(r);
		return true;
	}
	if (r->end - r->p > 3 && memcmp(r->p, "\xE2\x80\x93", 3) == 0) {
		r->p += 3;
		skip(r);
		return true;
	}
	*r = before;
	return false;
}

/* "27-28/02/2000", "02-03/2000": two numbers share what follows the second. */
static bool take_shared(struct reader *r, bool day_word, struct point *a, struct point *b)
{
	struct reader before = *r;
	int value, n = take_digits(r, &value);
	if (n && n <= 2 && value && r->p < r->end && *r->p == '-') {
		r->p++;
		if (take_numeric(r, day_word, b)) {
			*a = *b;
			if (b->form == DATE_DAY && (b->d.year || day_word || n <= 2))
				a->d.day = value;
			else
				a->d.month = value;
			int first = b->form == DATE_DAY ? a->d.day : a->d.month;
			int last = b->form == DATE_DAY ? b->d.day : b->d.month;
			if (first < last && valid(a))
				return true;
		}
	}
	*r = before;
	return false;
}

static void inherit(struct point *a, const struct point *b)
{
	if (!a->d.year)
		a->d.year = b->d.year;
	if (a->form == DATE_DAY && !a->d.month)
		a->d.month = b->d.month;
}

/* The second year of "2021-2025", "2012-13". */
static bool take_second_year(struct reader *r, const struct point *a, struct point *b)
{
	struct reader before = *r;
	int value, n = take_digits(r, &value);
	if (n == 2)
		value += a->d.year - a->d.year % 100;
	if ((n == 2 || n == YEAR_PLACES) && value > a->d.year && !letter(r->p, r->end)) {
		*b = (struct point){.form = DATE_YEAR};
		b->d.year = value;
		return true;
	}
	*r = before;
	return false;
}

static size_t finish(const struct reader *r, const char *start, const struct point *a,
		     const struct point *b, struct datephrase *out)
{
	*out = (struct datephrase){.form = a->form, .from = a->d, .to = b ? b->d : a->d, .range = b != NULL};
	return (size_t)(r->p - start);
}

static bool bare_year_range(struct reader *r, struct point *a, struct point *b)
{
	struct reader before = *r;
	*a = (struct point){.form = DATE_YEAR};
	if (take_digits(r, &a->d.year) == YEAR_PLACES && a->d.year >= 1900 && take_to(r) &&
	    take_second_year(r, a, b))
		return true;
	*r = before;
	return false;
}

size_t datephrase_read(struct date_words *w, struct str text, struct datephrase *out)
{
	struct reader r = {w, text.p, text.p + text.n};
	struct point a, b;
	int value;
	*out = (struct datephrase){.form = DATE_NONE};
	if (!text.n)
		return 0;
	struct reader start = r;
	bool day_word = !digit(r.p, r.end) && take_role(&r, DATE_DAY_WORD, &value);
	if (take_shared(&r, day_word, &a, &b))
		return finish(&r, text.p, &a, &b, out);
	r = start;
	if (bare_year_range(&r, &a, &b))
		return finish(&r, text.p, &a, &b, out);
	if (!take_point(&r, true, &a))
		return 0;
	struct reader behind = r;
	if (take_to(&r)) {
		bool second = a.form == DATE_YEAR && take_second_year(&r, &a, &b);
		if (!second)
			second = take_point(&r, false, &b) && b.form == a.form && (a.form != DATE_DAY || b.d.month);
		if (second) {
			inherit(&a, &b);
			if (valid(&a))
				return finish(&r, text.p, &a, &b, out);
		}
		r = behind;
	}
	if (a.form == DATE_DAY && !a.d.month)
		return 0;
	return finish(&r, text.p, &a, NULL, out);
}

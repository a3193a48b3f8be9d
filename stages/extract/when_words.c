#include "stages/extract/when_words.h"

enum {
	DAY_WORDS = 3, /* "hai muoi mot thang" */
	FAR = 8,       /* tokens to the word for year: "ngay hai muoi mot thang muoi hai
              nam" */
};

static bool spelt(const struct tokens *t, const struct vocab *v, size_t i)
{
	return i < t->n && t->at[i].kind == TOKEN_WORD && tokens_match(t, v, i, VOCAB_digit, NULL);
}

/* A day or a year in words, seen without reading it. */
static bool worth_reading(const struct tokens *t, const struct vocab *v, size_t i)
{
	if (i >= t->n || t->at[i].kind != TOKEN_WORD)
		return false;
	if (tokens_match(t, v, i, VOCAB_day, NULL) && spelt(t, v, i + 1))
		return true;
	for (size_t k = i + 1; spelt(t, v, i) && k < t->n && k <= i + DAY_WORDS; k++)
		if (tokens_match(t, v, k, VOCAB_month, NULL))
			return true;
	if (!tokens_match(t, v, i, VOCAB_day, NULL) && !tokens_match(t, v, i, VOCAB_month, NULL) &&
	    !tokens_match(t, v, i, VOCAB_quarter, NULL) && !tokens_match(t, v, i, VOCAB_year, NULL))
		return false;
	for (size_t k = i; k < t->n && k < i + FAR && t->at[k].kind != TOKEN_MARK; k++)
		if (tokens_match(t, v, k, VOCAB_year, NULL) && spelt(t, v, k + 1))
			return true;
	return false;
}

static bool take_form(const struct datephrase *d, struct when *w)
{
	switch (d->form) {
	case DATE_DAY:
		w->form = WHEN_DAY;
		break;
	case DATE_MONTH:
		w->form = WHEN_MONTH;
		break;
	case DATE_QUARTER:
		w->form = WHEN_QUARTER;
		break;
	case DATE_HALF:
		w->form = WHEN_HALF;
		break;
	case DATE_MONTHS:
		if (d->from.number == 1 && !d->from.year)
			return false;
		/* "mot nguoi mot thang nam 2024": for each month of the year */
		w->form = d->from.number == 1 ? WHEN_YEAR : WHEN_MONTHS;
		w->count = d->from.number == 1 ? 0 : d->from.number;
		break;
	case DATE_YEAR:
		w->form = WHEN_YEAR;
		break;
	case DATE_NONE:
		return false;
	}
	w->year = d->from.year;
	w->month = d->from.month;
	w->day = d->from.day;
	if (d->form == DATE_QUARTER || d->form == DATE_HALF)
		w->number = d->from.number;
	return true;
}

size_t when_words(const struct tokens *t, const struct vocab *v, struct date_words *dates, size_t i,
		  struct when *w)
{
	enum { FIRST_YEAR = 1900, LAST_YEAR = 2199 };
	struct datephrase d;
	size_t k = i;
	if (!worth_reading(t, v, i))
		return 0;
	struct str rest = tokens_text(t, i, t->n);
	size_t bytes = datephrase_read(dates, rest, &d);
	if (!bytes || d.range ||
	    (d.from.year && (d.from.year < FIRST_YEAR || d.from.year > LAST_YEAR)))
		return 0;
	while (k < t->n && t->at[k].end - t->at[i].begin <= bytes)
		k++;
	return k > i && take_form(&d, w) ? k - i : 0;
}

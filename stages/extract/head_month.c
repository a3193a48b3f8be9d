/* The month that a report is of. */
#include "stages/extract/head_inside.h"

/* The last month that an expression of a title covers; year 0 where it names none. */
static bool month_of(const struct when *w, int *year, int *month)
{
	if (w->same || w->relative_year || w->has_relative)
		return false;
	*year = w->year;
	switch (w->form) {
	case WHEN_MONTH:
		*month = w->month;
		return w->month > 0;
	case WHEN_QUARTER:
		*month = w->number * 3;
		return w->number > 0;
	case WHEN_MONTHS:
		*month = w->count;
		return true;
	case WHEN_LAST_MONTHS:
		*month = 12;
		return true;
	case WHEN_HALF:
		*month = w->number * 6;
		return w->number > 0;
	case WHEN_YEAR:
		*month = 12;
		return w->year > 0;
	case WHEN_SPAN: /* a week's report is of the month that it ends in */
	case WHEN_MONTH_PART:
		*month = w->month;
		return w->month > 0;
	default:
		return false;
	}
}

enum { FIRST_YEAR = 1950, YEARS = 200 };

struct tally {
	int count[YEARS][13]; /* year - FIRST_YEAR, month; month 0 counts bare years */
	int yearless[13];
};

static bool in_range(int year)
{
	return year >= FIRST_YEAR && year < FIRST_YEAR + YEARS;
}

static void count_months(struct tokens *t, const struct vocab *v, struct tally *tally)
{
	for (size_t i = 0; i < t->n; i++) {
		struct when w;
		int year, month;
		size_t n = when_read(t, v, i, true, &w);
		if (!n)
			continue;
		bool base = i > 0 && tokens_match(t, v, i - 1, VOCAB_versus, NULL);
		if (i > 1)
			base = base || tokens_match(t, v, i - 2, VOCAB_versus, NULL) == 2;
		if (!base && w.form == WHEN_DAY && w.year && !w.relative_year && in_range(w.year)) {
			tally->count[w.year - FIRST_YEAR][0]++;
		} else if (!base && month_of(&w, &year, &month)) {
			if (in_range(year)) {
				if (w.form != WHEN_YEAR)
					tally->count[year - FIRST_YEAR][month]++;
				tally->count[year - FIRST_YEAR][0]++;
			} else if (w.form != WHEN_YEAR) {
				tally->yearless[month]++;
			}
		}
		i += n - 1;
	}
}

/* The months named in the text below the title. */
static void count_text(struct tokens *t, const struct vocab *v, const struct report *p,
		       struct tally *tally)
{
	size_t first = p->title_line < p->lines ? p->title_line + 1 : 0;
	for (size_t k = first; k < p->lines; k++) {
		tokens_read(t, v, p->line[k].text);
		count_months(t, v, tally);
	}
}

/* A report comes out at most so many months after its month. */
enum { LATE_MONTHS = 4 };

static int year_by_dateline(int month, const struct date_seen *d)
{
	int year = d->month < month ? d->year - 1 : d->year;
	int late = (d->year * 12 + d->month) - (year * 12 + month);
	return late >= 0 && late <= LATE_MONTHS ? year : 0;
}

static int year_by_text(const struct tally *tally, int month)
{
	int best = 0, most = 0;
	for (int y = 0; y < YEARS; y++)
		if (tally->count[y][month] > most) {
			most = tally->count[y][month];
			best = y + FIRST_YEAR;
		}
	if (best)
		return best;
	for (int y = 0; y < YEARS; y++)
		if (tally->count[y][0] >= most && tally->count[y][0] > 0) {
			most = tally->count[y][0];
			best = y + FIRST_YEAR;
		}
	return best;
}

static bool is_digit_at(struct str s, size_t i)
{
	return i < s.n && s.p[i] >= '0' && s.p[i] <= '9';
}

/* Two numbers of a day and a month, each behind a mark, follow place i or stand before it. */
static bool has_day(struct str s, size_t i, bool before)
{
	size_t step = before ? (size_t)-1 : 1;
	for (int part = 0; part < 2; part++) {
		if (i >= s.n || is_digit_at(s, i) || !is_digit_at(s, i + step))
			return false;
		i += step;
		for (int k = 0; k < 2 && is_digit_at(s, i); k++)
			i += step;
	}
	return !is_digit_at(s, i);
}

/* The one year that the name of the file tells ("thang-10-2021.docx"); 0 where it tells none or
 * more. A year of a whole date is none: the date may be that of the copy. */
static int year_in_name(struct str name)
{
	int found = 0;
	for (size_t i = 0, end; i < name.n; i = end) {
		int year = 0;
		for (end = i; is_digit_at(name, end); end++)
			year = end - i < 4 ? year * 10 + (name.p[end] - '0') : 0;
		if (end - i == 4 && in_range(year) && !has_day(name, i - 1, true) &&
		    !has_day(name, end, false)) {
			if (found && found != year)
				return 0;
			found = year;
		}
		end += end == i;
	}
	return found;
}

/* 2022-08, 2022_08 or 2022.08 in the name of the file: weak, but better than waiting. */
static bool period_in_name(struct str name, struct period *p)
{
	for (size_t i = 0; i + 7 <= name.n; i++) {
		const char *s = name.p + i;
		bool digits = true;
		for (int k = 0; k < 7; k++)
			digits = digits && (k == 4 ? s[k] == '-' || s[k] == '_' || s[k] == '.'
						   : s[k] >= '0' && s[k] <= '9');
		if (!digits || is_digit_at(name, i + 7) || (i && is_digit_at(name, i - 1)) ||
		    has_day(name, i + 4, false)) /* a whole date may be that of the copy */
			continue;
		*p = period_month((s[0] - '0') * 1000 + (s[1] - '0') * 100 + (s[2] - '0') * 10 +
					  s[3] - '0',
				  (s[5] - '0') * 10 + s[6] - '0');
		if (p->freq)
			return true;
	}
	return false;
}

/* "... va ke hoach nam 2023", "..., nhiem vu trong tam thang 6, thang 7": what is said of the
 * period at token i, from the one before it on, which was planned itself or not. */
static bool planned(const struct tokens *t, const struct vocab *v, size_t from, size_t i,
		    bool before)
{
	bool joined = before && from < i;
	for (; from < i; from++) {
		const struct vocab_entry *e = NULL;
		if (tokens_match(t, v, from, VOCAB_plan, NULL) ||
		    tokens_match(t, v, from, VOCAB_target, NULL) ||
		    tokens_match(t, v, from, VOCAB_closing, NULL) ||
		    (tokens_match(t, v, from, VOCAB_status, &e) && e->value.p[0] == 'F'))
			return true;
		joined = joined && (t->at[from].kind == TOKEN_MARK ||
				    tokens_match(t, v, from, VOCAB_and, NULL));
	}
	return joined;
}

/* From the title: the last month that its periods cover. */
static bool title_month(struct tokens *t, const struct vocab *v, int *year, int *month)
{
	bool found = false, plan = false;
	size_t behind = 0; /* the period before */
	for (size_t i = 0; i < t->n; i++) {
		struct when w;
		int y, m;
		size_t n = when_read(t, v, i, false, &w);
		if (!n)
			continue;
		plan = found && planned(t, v, behind, i, plan);
		if (plan && w.form != WHEN_YEAR && month_of(&w, &y, &m)) {
			if (y && !*year) /* "thang 4 va nhiem vu thang 5 nam 2025" */
				*year = m >= *month ? y : y - 1;
		} else if (found && w.form == WHEN_YEAR && !*year && !plan &&
			   month_of(&w, &y, &m)) {
			*year = y; /* "quy IV va nam 2022" */
		} else if (month_of(&w, &y, &m) && !(found && w.form == WHEN_YEAR)) {
			if (!found || m > *month || (y && !*year) || w.form != WHEN_YEAR) {
				if (!found || y >= *year || !y) {
					*month = found && m < *month && (y == *year || !y) ? *month
											   : m;
					*year = y ? y : *year;
				}
			}
			found = true;
		}
		behind = i + n;
		i += n - 1;
	}
	return found;
}

/* What the title says, its year from the date, the text or the file's name where it names none. */
static bool from_title(struct tokens *t, const struct vocab *v, struct report *p, struct str title,
		       const struct date_seen *seen)
{
	int year = 0, month = 0;
	if (!title.n)
		return false;
	tokens_read(t, v, title);
	if (!title_month(t, v, &year, &month))
		return false;
	if (!year && seen->year)
		year = year_by_dateline(month, seen);
	if (!year) {
		struct tally tally = {0};
		count_text(t, v, p, &tally);
		year = year_by_text(&tally, month);
	}
	if (!year)
		year = year_in_name(p->source);
	if (!year)
		return false;
	p->period = period_month(year, month);
	p->evidence = "title";
	return true;
}

/* The month named most with its year, no later than the date. */
static bool most_named(const struct tally *tally, const struct date_seen *seen, struct period *p)
{
	int best = 0;
	for (int y = 0; y < YEARS; y++)
		for (int m = 1; m <= 12; m++) {
			int year = y + FIRST_YEAR, n = tally->count[y][m];
			if (seen->year && year * 12 + m > seen->year * 12 + seen->month)
				continue;
			if (n > best || (n == best && best)) {
				best = n;
				*p = period_month(year, m);
			}
		}
	return best > 0;
}

static int most_named_yearless(const struct tally *tally)
{
	int best = 0, month = 0;
	for (int m = 1; m <= 12; m++)
		if (tally->yearless[m] > best) {
			best = tally->yearless[m];
			month = m;
		}
	return month;
}

void head_month(struct tokens *t, const struct vocab *v, struct report *p, struct str title,
		const struct date_seen *seen)
{
	if (from_title(t, v, p, title, seen))
		return;
	if (period_in_name(p->source, &p->period)) {
		p->evidence = "name";
		return;
	}
	struct tally tally = {0};
	count_text(t, v, p, &tally);
	if (most_named(&tally, seen, &p->period)) {
		p->evidence = "text";
		return;
	}
	if (!seen->year)
		return;
	int month = most_named_yearless(&tally), year = seen->year;
	if (!month) /* it tells of the days up to its date */
		month = seen->month;
	else if (seen->month < month)
		year--;
	p->period = period_month(year, month);
	p->evidence = "dateline";
}

#include "stages/extract/head.h"

enum {
	HEAD_LINES = 12,   /* a dateline and the issuer stand in these, */
	HEAD_BYTES = 2048, /* and before so many bytes */
	TITLE_WORDS = 40,
};

struct date_seen {
	int year, month, day;
	bool stamp; /* beside a clock time or alone on its line at the very top */
};

static bool has_clock(struct str line)
{
	for (size_t i = 1; i + 2 < line.n; i++)
		if ((line.p[i] == ':' || line.p[i] == 'h') && line.p[i - 1] >= '0' &&
		    line.p[i - 1] <= '9' && line.p[i + 1] >= '0' && line.p[i + 1] <= '9')
			return true;
	return false;
}

static size_t words_of(const struct tokens *t)
{
	size_t n = 0;
	for (size_t i = 0; i < t->n; i++)
		n += t->at[i].kind == TOKEN_WORD;
	return n;
}

static bool starts_with(const struct tokens *t, const struct vocab *v, enum vocab_class class)
{
	return t->n && tokens_match(t, v, 0, class, NULL) > 0;
}

static bool find_date(const struct tokens *t, const struct vocab *v, struct date_seen *d)
{
	for (size_t i = 0; i < t->n; i++) {
		struct when w;
		size_t n = when_read(t, v, i, false, &w);
		if (n && w.form == WHEN_DAY && w.year && !w.relative_year) {
			*d = (struct date_seen){w.year, w.month, w.day, false};
			return true;
		}
		if (n)
			i += n - 1;
	}
	return false;
}

/* The first line that reads like one: several words, no full stop at its end, more lines to
 * come. */
static size_t find_title(struct tokens *t, const struct quantity_lexicon *l, const struct report *p)
{
	size_t seen = 0;
	for (size_t k = 0; k < p->lines && seen < 6; k++) {
		if (p->line[k].text.n == 0)
			continue;
		tokens_read(t, l->vocab, p->line[k].text);
		size_t words = words_of(t);
		seen++;
		struct date_seen d;
		bool dated = find_date(t, l->vocab, &d);
		if (dated && has_clock(p->line[k].text) && words < 8)
			continue; /* when the page was made */
		if (memchr(p->line[k].text.p, '\t', p->line[k].text.n) ||
		    tokens_match(t, l->vocab, token_is_mark(t, 0, '('), VOCAB_unit_head, NULL) ||
		    (t->n > 2 && t->at[t->n - 1].kind == TOKEN_NUMBER &&
		     token_is_mark(t, t->n - 2, ':')))
			return p->lines;
		if (token_is_mark(t, t->n - 1, ':') || starts_with(t, l->vocab, VOCAB_caption))
			return p->lines;
		if (words < 5 && token_is_mark(t, t->n - 1, '.'))
			return p->lines;
		if (words < 4)
			continue;
		if (words > TITLE_WORDS || token_is_mark(t, t->n - 1, '.') ||
		    token_is_mark(t, t->n - 1, ';') ||
		    (t->at[0].kind == TOKEN_MARK && strchr("-+*", t->at[0].mark)) ||
		    t->at[0].kind == TOKEN_NUMBER)
			return p->lines;
		for (size_t later = k + 1; later < p->lines; later++)
			if (p->line[later].text.n)
				return k;
		return p->lines;
	}
	return p->lines;
}

static int months_in_quarter_end(int quarter)
{
	return quarter * 3;
}

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
		*month = months_in_quarter_end(w->number);
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
	default:
		return false;
	}
}

struct tally {
	int count[200][13]; /* year - 1950, month; month 0 counts bare years */
	int yearless[13];
};

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
		if (!base && w.form == WHEN_DAY && w.year && !w.relative_year && w.year > 1950 &&
		    w.year < 2150) {
			tally->count[w.year - 1950][0]++;
		} else if (!base && month_of(&w, &year, &month)) {
			if (year > 1950 && year < 2150) {
				if (w.form != WHEN_YEAR)
					tally->count[year - 1950][month]++;
				tally->count[year - 1950][0]++;
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
	for (int y = 0; y < 200; y++)
		if (tally->count[y][month] > most) {
			most = tally->count[y][month];
			best = y + 1950;
		}
	if (best)
		return best;
	for (int y = 0; y < 200; y++)
		if (tally->count[y][0] >= most && tally->count[y][0] > 0) {
			most = tally->count[y][0];
			best = y + 1950;
		}
	return best;
}

/* 2022-08, 2022_08, thang-8-2022, 202208 in the name of the file: weak, but better than waiting. */
static bool period_in_name(struct str name, struct period *p)
{
	for (size_t i = 0; i + 7 <= name.n; i++) {
		const char *s = name.p + i;
		bool digits = true;
		for (int k = 0; k < 7; k++)
			digits = digits && (k == 4 ? s[k] == '-' || s[k] == '_' || s[k] == '.'
						   : s[k] >= '0' && s[k] <= '9');
		if (!digits || (i + 7 < name.n && s[7] >= '0' && s[7] <= '9') ||
		    (i && s[-1] >= '0' && s[-1] <= '9'))
			continue;
		*p = period_month((s[0] - '0') * 1000 + (s[1] - '0') * 100 + (s[2] - '0') * 10 +
					  s[3] - '0',
				  (s[5] - '0') * 10 + s[6] - '0');
		if (p->freq)
			return true;
	}
	return false;
}

static void find_issuer(const struct tokens *t, const struct vocab *v, struct report *p,
			struct arena *a)
{
	const struct vocab_entry *e;
	for (size_t i = 0; i < t->n && !p->issuer.n; i++)
		if (tokens_match(t, v, i, VOCAB_issuer, &e))
			p->issuer = arena_copy(a, e->value);
}

/* "... va ke hoach nam 2023" */
static bool planned(const struct tokens *t, const struct vocab *v, size_t i)
{
	for (size_t back = 1; back <= 3 && back <= i; back++)
		if (tokens_match(t, v, i - back, VOCAB_plan, NULL) ||
		    tokens_match(t, v, i - back, VOCAB_target, NULL) ||
		    tokens_match(t, v, i - back, VOCAB_closing, NULL))
			return true;
	return false;
}

/* From the title: the last month that its periods cover. */
static bool title_month(struct tokens *t, const struct vocab *v, int *year, int *month)
{
	bool found = false;
	for (size_t i = 0; i < t->n; i++) {
		struct when w;
		int y, m;
		size_t n = when_read(t, v, i, false, &w);
		if (!n)
			continue;
		if (found && w.form == WHEN_YEAR && !*year && !planned(t, v, i) &&
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
		i += n - 1;
	}
	return found;
}

void head_read(struct tokens *t, const struct quantity_lexicon *l, struct report *p,
	       struct arena *a)
{
	static struct tally empty;
	struct tally tally = empty;
	struct date_seen dateline = {0};
	bool dated = false;
	int year = 0, month = 0;
	p->title_line = find_title(t, l, p);
	if (p->title_line < p->lines)
		p->title = str_trim(p->line[p->title_line].text);
	if (p->given_title.n)
		p->title = p->given_title;
	p->issuer = p->given_issuer;
	size_t seen = 0;
	for (size_t k = 0; k < p->lines && seen < HEAD_LINES && p->line[k].offset < HEAD_BYTES &&
			   !(dated && p->issuer.n);
	     k++) {
		if (p->line[k].text.n == 0)
			continue;
		tokens_read(t, l->vocab, p->line[k].text);
		struct date_seen d;
		bool stamp = has_clock(p->line[k].text) && words_of(t) < 8;
		seen++;
		if (!dated && find_date(t, l->vocab, &d) && !(stamp && k < p->title_line)) {
			dateline = d;
			dated = true;
		}
		if (!p->issuer.n)
			find_issuer(t, l->vocab, p, a);
	}
	if (p->given_published.n && period_parse_date(p->given_published, &p->published))
		p->has_published = true;
	else if (dated) {
		p->published = period_days(dateline.year, dateline.month, dateline.day);
		p->has_published = true;
	}
	if (p->given_period.n && period_parse(p->given_period, &p->period)) {
		p->evidence = "reports.csv";
		return;
	}
	if (p->title_line < p->lines) {
		tokens_read(t, l->vocab, p->line[p->title_line].text);
		if (title_month(t, l->vocab, &year, &month)) {
			if (!year && dated)
				year = year_by_dateline(month, &dateline);
			if (!year) {
				count_text(t, l->vocab, p, &tally);
				year = year_by_text(&tally, month);
			}
			if (year) {
				p->period = period_month(year, month);
				p->evidence = "title";
				/* "nam 2022" of a title with a later dateline is a year's report;
				 * a plan's year is not */
				return;
			}
		}
	}
	if (period_in_name(p->source, &p->period)) {
		p->evidence = "name";
		return;
	}
	/* the month named most, no later than the dateline */
	int best = 0;
	tally = empty;
	count_text(t, l->vocab, p, &tally);
	for (int y = 0; y < 200; y++)
		for (int m = 1; m <= 12; m++) {
			if (dated && (y + 1950) * 12 + m > dateline.year * 12 + dateline.month)
				continue;
			if (tally.count[y][m] > best || (tally.count[y][m] == best && best)) {
				best = tally.count[y][m];
				year = y + 1950;
				month = m;
			}
		}
	if (best >= 1) {
		p->period = period_month(year, month);
		p->evidence = "text";
		return;
	}
	for (int m = 1; m <= 12; m++)
		if (tally.yearless[m] > best) {
			best = tally.yearless[m];
			month = m;
		}
	if (best && dated) {
		year = dateline.month < month ? dateline.year - 1 : dateline.year;
		p->period = period_month(year, month);
		p->evidence = "dateline";
	}
}

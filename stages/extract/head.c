#include "stages/extract/head.h"

#include "stages/extract/issuer.h"
#include "stages/extract/letter.h"
#include "stages/extract/outline.h"

enum {
	HEAD_LINES = 12,   /* a dateline and the issuer stand in these, */
	HEAD_BYTES = 2048, /* and before so many bytes */
	TITLE_WORDS = 40,
};

struct date_seen {
	int year, month, day;
	size_t at;    /* token that it begins at */
	bool counted; /* figures are counted up to it */
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
			*d = (struct date_seen){w.year, w.month, w.day, i, w.as_of || w.until};
			return true;
		}
		if (n)
			i += n - 1;
	}
	return false;
}

enum { STAMP_WORDS = 10, DATE_TOKENS = 6 };

/* The day of issue is that of a dateline, stands on a short line, or begins its line; it is none
 * that figures are counted up to, nor that of a law inside of a sentence. */
static bool says_issue(const struct tokens *t, const struct vocab *v, const struct date_seen *d)
{
	return !d->counted &&
	       (letter_dateline(t, v) || words_of(t) <= STAMP_WORDS || d->at <= DATE_TOKENS);
}

enum { TITLE_SEARCH = 6, LETTERHEAD_LINES = 16 };

static bool names_period(const struct tokens *t, const struct vocab *v)
{
	struct when w;
	for (size_t i = 0; i < t->n; i++)
		if (when_read(t, v, i, false, &w))
			return true;
	return false;
}

static bool in_capitals(const struct tokens *t)
{
	size_t words = 0;
	for (size_t i = 0; i < t->n; i++) {
		if (t->at[i].kind != TOKEN_WORD)
			continue;
		words++;
		if (!t->at[i].all_upper && !(t->at[i].upper && t->at[i].end - t->at[i].begin <= 3))
			return false;
	}
	return words > 1;
}

/* What a line near the top is to the search for a title. */
enum headline {
	HEADLINE_NO,    /* a title does not stand before this: the search ends */
	HEADLINE_PASS,  /* a stamp, a number, a motto, the day of issue */
	HEADLINE_WEAK,  /* a body's name, "BAO CAO": a title where no better one follows */
	HEADLINE_GOOD,  /* names a period or says that it reports */
	HEADLINE_PLAIN, /* reads like a title */
};

static enum headline headline_of(const struct tokens *t, const struct vocab *v,
				 const struct report_line *line)
{
	size_t words = words_of(t);
	struct date_seen d;
	bool body;
	if (find_date(t, v, &d) && has_clock(line->text) && words < 8)
		return HEADLINE_PASS; /* when the page was made */
	struct str inner = str_trim(line->text);
	if (memchr(inner.p, '\t', inner.n) || starts_with(t, v, VOCAB_caption) ||
	    starts_with(t, v, VOCAB_table) ||
	    tokens_match(t, v, token_is_mark(t, 0, '('), VOCAB_unit_head, NULL))
		return HEADLINE_NO;
	if (letter_masthead(t, v, &body) && !(body && names_period(t, v)))
		return body ? HEADLINE_WEAK : HEADLINE_PASS;
	if (letter_dateline(t, v) == t->n)
		return HEADLINE_PASS;
	if ((t->n > 2 && t->at[t->n - 1].kind == TOKEN_NUMBER && token_is_mark(t, t->n - 2, ':')) ||
	    token_is_mark(t, t->n - 1, ':') || (words < 5 && token_is_mark(t, t->n - 1, '.')))
		return HEADLINE_NO;
	bool reports = starts_with(t, v, VOCAB_report_word), period = names_period(t, v);
	if (words < 4 || (reports && words <= 6 && !period && in_capitals(t)))
		return reports && !period ? HEADLINE_WEAK : HEADLINE_PASS;
	if (words > TITLE_WORDS || token_is_mark(t, t->n - 1, '.') ||
	    token_is_mark(t, t->n - 1, ';') || t->at[0].kind == TOKEN_NUMBER ||
	    (t->at[0].kind == TOKEN_MARK && strchr("-+*", t->at[0].mark)))
		return HEADLINE_NO;
	return reports || period ? HEADLINE_GOOD : HEADLINE_PLAIN;
}

static bool has_text_behind(const struct report *p, size_t k)
{
	for (size_t later = k + 1; later < p->lines; later++)
		if (p->line[later].text.n)
			return true;
	return false;
}

/* The first line that reads like one: several words, no full stop at its end, more lines to
 * come; a body's name only where no line names what is reported. */
static size_t find_title(struct tokens *t, const struct quantity_lexicon *l, const struct report *p)
{
	size_t seen = 0, lines = 0, held = p->lines;
	bool reported = false;
	for (size_t k = 0; k < p->lines && seen < TITLE_SEARCH && lines < LETTERHEAD_LINES; k++) {
		tokens_read(t, l->vocab, p->line[k].text);
		if (t->n == 0)
			continue;
		enum headline h = headline_of(t, l->vocab, &p->line[k]);
		lines++;
		seen += h != HEADLINE_PASS && h != HEADLINE_WEAK;
		if (h == HEADLINE_NO)
			break;
		if (h == HEADLINE_WEAK) {
			bool says = starts_with(t, l->vocab, VOCAB_report_word);
			if (words_of(t) >= 4 && (held == p->lines || says))
				held = k;
			reported = reported || says;
		}
		if (h == HEADLINE_GOOD || (h == HEADLINE_PLAIN && (held == p->lines || reported))) {
			held = k;
			break;
		}
	}
	return held < p->lines && has_text_behind(p, held) ? held : p->lines;
}

/* "(Tu ngay 16/8 den ngay 31/8)", "Thang 8 nam 2023" below a title: nothing but time. */
static bool only_time(const struct tokens *t, const struct vocab *v)
{
	bool found = false;
	for (size_t i = 0; i < t->n;) {
		struct when w;
		size_t n = when_read(t, v, i, false, &w);
		if (!n && t->at[i].kind != TOKEN_MARK)
			return false;
		found = found || n;
		i += n ? n : 1;
	}
	return found;
}

/* A title over several lines: the lines right below it in capitals too, or of time only. */
static void extend_title(struct tokens *t, const struct quantity_lexicon *l, struct report *p)
{
	p->title_first = p->title_line;
	if (p->title_line == p->lines)
		return;
	tokens_read(t, l->vocab, p->line[p->title_line].text);
	bool capitals = in_capitals(t);
	for (size_t k = p->title_line + 1; k < p->lines && k < p->title_first + 4; k++) {
		bool body;
		size_t first;
		tokens_read(t, l->vocab, p->line[k].text);
		if (t->n == 0 || words_of(t) > TITLE_WORDS || !has_text_behind(p, k))
			return;
		bool more = capitals && in_capitals(t) && !letter_masthead(t, l->vocab, &body) &&
			    outline_style(t, l->vocab, &first) == OUTLINE_PARAGRAPH;
		if (!more && !only_time(t, l->vocab))
			return;
		if (letter_dateline(t, l->vocab))
			return;
		p->title_line = k;
	}
}

/* Its lines as one text. */
static struct str title_text(const struct report *p, struct arena *a)
{
	struct str first = str_trim(p->line[p->title_first].text);
	if (p->title_first == p->title_line)
		return first;
	struct buf b = {0};
	for (size_t k = p->title_first; k <= p->title_line; k++) {
		if (b.n)
			buf_byte(&b, ' ');
		buf_add(&b, str_trim(p->line[k].text));
	}
	struct str all = arena_copy(a, buf_view(&b));
	buf_release(&b);
	return all;
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
	case WHEN_SPAN: /* a week's report is of the month that it ends in */
	case WHEN_MONTH_PART:
		*month = w->month;
		return w->month > 0;
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
		if (end - i == 4 && year >= 1950 && year < 2150 && !has_day(name, i - 1, true) &&
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

static void find_issuer(const struct tokens *t, const struct vocab *v, struct report *p,
			struct arena *a)
{
	const struct vocab_entry *e;
	for (size_t i = 0; i < t->n && !p->issuer.n; i++)
		if (tokens_match(t, v, i, VOCAB_issuer, &e))
			p->issuer = arena_copy(a, e->value);
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

void head_read(struct tokens *t, const struct quantity_lexicon *l, struct report *p,
	       struct arena *a)
{
	static struct tally empty;
	struct tally tally = empty;
	struct date_seen dateline = {0};
	bool dated = false, issued = false;
	int year = 0, month = 0;
	struct str title = {0};
	p->title_line = find_title(t, l, p);
	extend_title(t, l, p);
	if (p->title_line < p->lines)
		p->title = title = title_text(p, a);
	if (p->given_title.n)
		p->title = p->given_title;
	p->issuer = p->given_issuer;
	if (!p->issuer.n)
		p->issuer = issuer_letterhead(t, l->vocab, p, a);
	if (!p->issuer.n)
		p->issuer = issuer_title(t, l->vocab, p, a);
	size_t seen = 0;
	for (size_t k = 0; k < p->lines && seen < HEAD_LINES && p->line[k].offset < HEAD_BYTES &&
			   !(issued && p->issuer.n);
	     k++) {
		if (p->line[k].text.n == 0)
			continue;
		tokens_read(t, l->vocab, p->line[k].text);
		struct date_seen d;
		bool stamp = has_clock(p->line[k].text) && words_of(t) < 8;
		seen++;
		if (!issued && !(stamp && k < p->title_line) && find_date(t, l->vocab, &d)) {
			issued = !stamp && says_issue(t, l->vocab, &d);
			if (!dated || issued)
				dateline = d;
			dated = true;
		}
		if (!p->issuer.n)
			find_issuer(t, l->vocab, p, a);
	}
	if (p->given_published.n && period_parse_date(p->given_published, &p->published))
		p->has_published = true;
	else if (issued) {
		p->published = period_days(dateline.year, dateline.month, dateline.day);
		p->has_published = true;
	}
	if (p->given_period.n && period_parse(p->given_period, &p->period)) {
		p->evidence = "reports.csv";
		return;
	}
	if (title.n) {
		tokens_read(t, l->vocab, title);
		if (title_month(t, l->vocab, &year, &month)) {
			if (!year && dated)
				year = year_by_dateline(month, &dateline);
			if (!year) {
				count_text(t, l->vocab, p, &tally);
				year = year_by_text(&tally, month);
			}
			if (!year)
				year = year_in_name(p->source);
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
	if (!dated)
		return;
	if (best) /* else it tells of the days up to its date */
		year = dateline.month < month ? dateline.year - 1 : dateline.year;
	p->period = best ? period_month(year, month) : period_month(dateline.year, dateline.month);
	p->evidence = "dateline";
}

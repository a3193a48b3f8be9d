#include "stages/extract/head.h"

#include "stages/extract/head_inside.h"
#include "stages/extract/issuer.h"
#include "stages/extract/letter.h"

enum {
	HEAD_LINES = 12,   /* a dateline and the issuer stand in these, */
	HEAD_BYTES = 2048, /* and before so many bytes */
	CLOCK_WORDS = 8,   /* a line of fewer with a clock is a page's stamp */
};

bool head_has_clock(struct str line)
{
	for (size_t i = 1; i + 2 < line.n; i++)
		if ((line.p[i] == ':' || line.p[i] == 'h') && line.p[i - 1] >= '0' &&
		    line.p[i - 1] <= '9' && line.p[i + 1] >= '0' && line.p[i + 1] <= '9')
			return true;
	return false;
}

size_t head_words(const struct tokens *t)
{
	size_t n = 0;
	for (size_t i = 0; i < t->n; i++)
		n += t->at[i].kind == TOKEN_WORD;
	return n;
}

bool head_date(const struct tokens *t, const struct vocab *v, struct date_seen *d)
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
	       (letter_dateline(t, v) || head_words(t) <= STAMP_WORDS || d->at <= DATE_TOKENS);
}

static void find_issuer(const struct tokens *t, const struct vocab *v, struct report *p,
			struct arena *a)
{
	const struct vocab_entry *e;
	for (size_t i = 0; i < t->n && !p->issuer.n; i++)
		if (tokens_match(t, v, i, VOCAB_issuer, &e))
			p->issuer = arena_copy(a, e->value);
}

/* Day of issue and issuer, in the first lines; *seen: the date that tells the year of the title. */
static void read_head_lines(struct tokens *t, const struct vocab *v, struct report *p,
			    struct date_seen *seen, struct arena *a)
{
	bool issued = false;
	size_t lines = 0;
	for (size_t k = 0; k < p->lines && lines < HEAD_LINES && p->line[k].offset < HEAD_BYTES &&
			   !(issued && p->issuer.n);
	     k++) {
		if (p->line[k].text.n == 0)
			continue;
		tokens_read(t, v, p->line[k].text);
		struct date_seen d;
		bool stamp = head_words(t) < CLOCK_WORDS && head_has_clock(p->line[k].text);
		lines++;
		if (!issued && !(stamp && k < p->title_line) && head_date(t, v, &d)) {
			issued = !stamp && says_issue(t, v, &d);
			if (!seen->year || issued)
				*seen = d;
		}
		if (!p->issuer.n)
			find_issuer(t, v, p, a);
	}
	if (p->given_published.n && period_parse_date(p->given_published, &p->published)) {
		p->has_published = true;
	} else if (issued) {
		p->published = period_days(seen->year, seen->month, seen->day);
		p->has_published = true;
	}
}

void head_read(struct tokens *t, const struct quantity_lexicon *l, struct report *p,
	       struct arena *a)
{
	struct date_seen seen = {0};
	struct str title = head_title(t, l, p, a);
	p->title = p->given_title.n ? p->given_title : title;
	p->issuer = p->given_issuer;
	if (!p->issuer.n)
		p->issuer = issuer_letterhead(t, l->vocab, p, a);
	if (!p->issuer.n)
		p->issuer = issuer_title(t, l->vocab, p, a);
	read_head_lines(t, l->vocab, p, &seen, a);
	if (p->given_period.n && period_parse(p->given_period, &p->period))
		p->evidence = "reports.csv";
	else
		head_month(t, l->vocab, p, title, &seen);
}

/* The title of a report: which of its first lines read like one. */
#include "stages/extract/head_inside.h"
#include "stages/extract/letter.h"
#include "stages/extract/outline.h"

static bool starts_with(const struct tokens *t, const struct vocab *v, enum vocab_class class)
{
	return t->n && tokens_match(t, v, 0, class, NULL) > 0;
}

enum {
	TITLE_WORDS = 40,
	TITLE_SEARCH = 6, /* lines that may be one */
	LETTERHEAD_LINES = 16,
};

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
	size_t words = head_words(t);
	struct date_seen d;
	bool body;
	if (words < 8 && head_has_clock(line->text) && head_date(t, v, &d))
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
			if (head_words(t) >= 4 && (held == p->lines || says))
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
		if (t->n == 0 || head_words(t) > TITLE_WORDS || !has_text_behind(p, k))
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

struct str head_title(struct tokens *t, const struct quantity_lexicon *l, struct report *p,
		      struct arena *a)
{
	p->title_line = find_title(t, l, p);
	extend_title(t, l, p);
	return p->title_line < p->lines ? title_text(p, a) : (struct str){0};
}

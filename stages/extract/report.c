#include "stages/extract/report.h"

#include <stdlib.h>

#include "common/utf8.h"
#include "common/xalloc.h"
#include "stages/extract/head.h"
#include "stages/extract/letter.h"
#include "stages/extract/outline.h"
#include "stages/extract/sentence.h"
#include "stages/extract/frame_table.h"

struct report_reader {
	const struct quantity_lexicon *lexicon;
	struct tokens tokens;
	struct reread words;
	struct chunks chunks;
	struct mentions mentions;
	struct arena arena;
	struct sentences sentences;
	struct outline outline;
	struct table_reader table;
};

struct report_reader *report_reader_new(const struct quantity_lexicon *l)
{
	struct report_reader *r = xcalloc(1, sizeof *r);
	r->lexicon = l;
	return r;
}

void report_reader_free(struct report_reader *r)
{
	tokens_release(&r->tokens);
	reread_release(&r->words);
	chunks_release(&r->chunks);
	mentions_release(&r->mentions);
	arena_release(&r->arena);
	sentences_release(&r->sentences);
	outline_release(&r->outline);
	frame_table_release(&r->table);
	free(r);
}

void report_head(struct report_reader *r, struct report *p)
{
	arena_reset(&r->arena); /* what the document before left */
	head_read(&r->tokens, r->lexicon, p, &r->arena);
}

/* ---- lines ---- */

static bool has_digit(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] >= '0' && s.p[i] <= '9')
			return true;
	return false;
}

/* Cells of a table: a tab in front of a line makes none. */
static bool is_row(const struct report_line *line)
{
	struct str inner = str_trim(line->text);
	return str_equal(line->kind, STR("row")) && memchr(inner.p, '\t', inner.n);
}

static bool starts_with(const struct tokens *t, const struct vocab *v, enum vocab_class class)
{
	size_t i = 0;
	while (i < t->n && t->at[i].kind == TOKEN_MARK)
		i++;
	return i < t->n && tokens_match(t, v, i, class, NULL) > 0;
}

static void skip_number(struct report_reader *r, const struct tokens *t, size_t i, size_t offset,
			const char *kind, struct str quote)
{
	struct mention *m = mentions_add(&r->mentions);
	m->outcome = OUTCOME_SKIP;
	m->skip = kind;
	m->printed = m->number = tokens_text(t, i, i + 1);
	m->begin = offset + t->at[i].begin;
	m->end = offset + t->at[i].end;
	m->quote = quote;
	m->bound = m->status = m->origin = m->kind = m->basis = m->rate = m->span.basis = "";
}

/* All numbers before token `end` are of one kind of non-fact; those of dates in headings and
 * stamps are dates. */
static void skip_tokens(struct report_reader *r, const struct tokens *t, size_t end, size_t offset,
			const char *kind, struct str quote)
{
	bool told = strcmp(kind, "list_number") != 0 && strcmp(kind, "page_stamp") != 0;
	size_t date_end = 0;
	for (size_t i = 0; i < end; i++) {
		struct when w;
		size_t n = told || i < date_end ? 0 : when_read(t, r->lexicon->vocab, i, false, &w);
		if (n)
			date_end = i + n;
		if (t->at[i].kind == TOKEN_NUMBER)
			skip_number(r, t, i, offset, i < date_end ? "date" : kind, quote);
	}
}

static void skip_line(struct report_reader *r, const struct tokens *t, size_t offset,
		      const char *kind, struct str quote)
{
	skip_tokens(r, t, t->n, offset, kind, quote);
}

enum {
	HEADING_WORDS = 16, /* of a line without a number */
	TITLE_WORDS = 48,   /* of a numbered one, or of one in capitals */
};

static bool in_capitals(const struct tokens *t, size_t first)
{
	size_t words = 0;
	for (size_t i = first; i < t->n; i++) {
		if (t->at[i].kind != TOKEN_WORD)
			continue;
		words++;
		if (!t->at[i].all_upper && t->at[i].end - t->at[i].begin > 1 && !t->at[i].upper)
			return false;
	}
	return words > 1 && t->at[first].all_upper;
}

/* A period, a field, a place or what is measured: words that a heading names. A line without
 * them, a number or capitals is the caption of a picture. */
static bool names_section(const struct report_reader *r, const struct tokens *t)
{
	const struct vocab *v = r->lexicon->vocab;
	struct when w;
	if (t->n <= 6 || in_capitals(t, 0))
		return true;
	static const enum vocab_class heads[] = {VOCAB_report_word, VOCAB_outline, VOCAB_lead,
						 VOCAB_measure,     VOCAB_noun,    VOCAB_closing,
						 VOCAB_table};
	for (size_t k = 0; k < sizeof heads / sizeof *heads; k++)
		if (tokens_match(t, v, 0, heads[k], NULL))
			return true;
	for (size_t i = 0; i < t->n; i++)
		if (when_read(t, v, i, false, &w) && w.form != WHEN_DAY)
			return true;
	return false;
}

/* "A. KET QUA CA NAM 2022", "1. Buu chinh", words in capitals: no figures. The words without the
 * number are the field; a period in them governs the section. */
static bool is_heading(const struct report_reader *r, const struct report_line *line,
		       const struct tokens *t, unsigned style, size_t first)
{
	const struct vocab *v = r->lexicon->vocab;
	bool marked = str_equal(line->kind, STR("heading"));
	bool numbered = style != OUTLINE_PARAGRAPH && style < OUTLINE_TITLE;
	if (t->n <= first || style >= OUTLINE_BULLET || is_row(line))
		return false;
	if (!marked &&
	    (token_is_mark(t, t->n - 1, '.') || token_is_mark(t, t->n - 1, ';') ||
	     token_is_mark(t, t->n - 1, ',') || (token_is_mark(t, t->n - 1, ':') && !numbered)))
		return false;
	if (t->n - first > (numbered || in_capitals(t, first) ? TITLE_WORDS : HEADING_WORDS))
		return false;
	for (size_t k = first; k < t->n; k++) {
		struct when w;
		size_t n = when_read(t, v, k, false, &w);
		if (n) {
			k += n - 1;
			continue;
		}
		if (t->at[k].kind == TOKEN_NUMBER || token_is_mark(t, k, '%'))
			return false;
		if (token_is_mark(t, k, ':') && k + 1 < t->n)
			return false;
	}
	return true;
}

/* "Dien bien gia thang 3 so voi thang truoc": what stands before token i is a comparison's word. */
static bool behind_versus(const struct tokens *t, const struct vocab *v, size_t i)
{
	for (size_t n = 1; n <= 3 && n <= i; n++)
		if (tokens_match(t, v, i - n, VOCAB_versus, NULL) == n)
			return true;
	return false;
}

static void set_section(struct report_reader *r, struct reading *d, const struct tokens *t,
			size_t first)
{
	struct when w;
	struct time_span s;
	size_t end = t->n;
	bool divided, planned = false;
	for (size_t i = first; i < end;) {
		planned = planned || tokens_match(t, r->lexicon->vocab, i, VOCAB_target, NULL) ||
			  tokens_match(t, r->lexicon->vocab, i, VOCAB_closing, NULL) ||
			  tokens_match(t, r->lexicon->vocab, i, VOCAB_plan, NULL);
		size_t n = when_read(t, r->lexicon->vocab, i, false, &w);
		bool base = i > first && behind_versus(t, r->lexicon->vocab, i);
		if (n && !base && w.form != WHEN_DAY &&
		    when_resolve(&w, d->report, &d->section, planned, &s) &&
		    (planned || s.period.last <= d->report.last))
			d->section = d->now = s;
		i += n ? n : 1;
	}
	if (outline_names(t, r->lexicon->vocab, &first, &end, &divided))
		d->field = tokens_text(t, first, end);
	d->wide.period.freq = d->total.period.freq = d->quarter.freq = 0;
	d->bases.n = 0;
	d->unit.n = d->unit_scale.n = 0;
}

/* What a title says of time, plans to come left out. */
struct title_time {
	struct time_span last, widest;
	int found;
	bool dates;  /* the last one says more than the report's month does */
	bool nested; /* all end with the report */
	bool told;   /* a figure stands in it */
};

static struct title_time title_time(const struct report_reader *r, const struct reading *d,
				    const struct tokens *t)
{
	struct title_time all = {.nested = true};
	struct time_span s;
	for (size_t i = 0; i < t->n;) {
		struct when w;
		size_t n = when_read(t, r->lexicon->vocab, i, false, &w);
		all.told = all.told || (!n && t->at[i].kind == TOKEN_NUMBER);
		i += n ? n : 1;
		if (!n || !when_resolve(&w, d->report, &d->section, false, &s)) {
			all.found += n > 0;
			all.nested = all.nested && !n;
			continue;
		}
		if (s.period.first > d->report.last)
			continue;
		all.found++;
		all.last = s;
		all.dates = s.period.last < d->report.first || w.form == WHEN_SPAN ||
			    w.form == WHEN_MONTH_PART ||
			    (s.period.last == d->report.last && s.basis[0] != 'a' &&
			     s.period.first < d->report.first) ||
			    s.basis[0] == 'y';
		all.nested = all.nested && s.period.last == d->report.last && s.basis[0] != 'a';
		if (!all.widest.period.freq || s.basis[0] == 'y' ||
		    (all.widest.basis[0] != 'y' && s.period.first < all.widest.period.first))
			all.widest = s;
	}
	return all;
}

/* A title that names one period, but for plans to come, dates what follows: a month before the
 * report's, a part of it, or what ends with it: "nam 2023", "10 thang nam 2024". Of several that
 * end together a year or half-year does: "quy IV va nam 2022", "thang 6 va 6 thang dau nam". A
 * headline that tells a figure dates itself alone, but for a span
 * that ends with the report. */
static void title_section(const struct report_reader *r, struct reading *d, const struct tokens *t)
{
	struct title_time all = title_time(r, d, t);
	const struct period last = all.last.period;
	bool whole = last.last == d->report.last && last.freq != 'I';
	if (all.found == 1 && all.dates && last.last <= d->report.last && (!all.told || whole))
		d->section = d->now = all.last;
	if (all.found > 1 && all.nested && !all.told && strchr("AS", all.widest.period.freq))
		d->section = d->now = all.widest;
}

static struct str quote_of(struct str line, size_t begin, size_t end)
{
	struct str s = {line.p + begin, end - begin};
	return s;
}

/* "Ban le." at the head of a paragraph is its topic, and the field of what follows it. */
static bool run_in_heading(struct report_reader *r, struct reading *d, size_t first, size_t end,
			   unsigned style, size_t seen)
{
	const struct tokens *t = &r->tokens;
	while (end > first && t->at[end - 1].kind == TOKEN_MARK)
		end--;
	if (end - first > 5 || end == first ||
	    has_digit(quote_of(t->text, t->at[first].begin, t->at[end - 1].end)))
		return false;
	struct pieces p = {0};
	pieces_add(&p, first, end);
	struct subject topic = subject_read(t, r->lexicon->vocab, &p, &r->arena);
	if (style == OUTLINE_PARAGRAPH)
		style = OUTLINE_RUN_IN;
	if (style <= OUTLINE_RUN_IN) {
		outline_enter(&r->outline, d, style, seen);
		d->field = topic.text;
		outline_heading(&r->outline, d, style, seen, t, first, end);
	}
	d->field = topic.text;
	d->topic = topic;
	return true;
}

/* The sentences of a line behind token `from`: its mark or dateline. */
static void read_line(struct report_reader *r, struct reading *d, const struct report_line *line,
		      size_t from, unsigned style, size_t seen)
{
	const struct tokens *t = &r->tokens;
	sentences_split(&r->sentences, t);
	for (size_t k = 0; k < r->sentences.n; k++) {
		size_t first = r->sentences.at[k].first, end = r->sentences.at[k].end;
		if (first < from)
			first = from;
		if (first >= end)
			continue;
		if (r->sentences.at[k].item)
			d->now = d->wide.period.freq ? d->wide : d->section;
		struct str quote = quote_of(line->text, t->at[first].begin, t->at[end - 1].end);
		if (first == from && k + 1 < r->sentences.n &&
		    run_in_heading(r, d, first, end, style, seen))
			continue;
		frame_read(d, t, &r->chunks, line->offset, first, end, quote);
	}
}

/* "Don vi: trieu dong": the unit of bare figures from here to the next heading. */
static bool unit_line(const struct report_reader *r, struct reading *d, const struct tokens *t)
{
	size_t i = token_is_mark(t, 0, '(') ? 1 : 0, n;
	i += n = tokens_match(t, r->lexicon->vocab, i, VOCAB_unit_head, NULL);
	if (!n || !token_is_mark(t, i, ':'))
		return false;
	size_t scale = ++i;
	while ((n = tokens_match(t, r->lexicon->vocab, i, VOCAB_scale, NULL)) > 0)
		i += n;
	struct quantity q = {0};
	n = quantity_unit(t, r->lexicon, i, &q);
	if (!n || (i + n < t->n && !token_is_mark(t, i + n, ')')))
		return false;
	d->unit_scale = tokens_text(t, scale, i);
	d->unit = tokens_text(t, i, i + n);
	d->unit_kind = q.kind;
	return true;
}

/* ---- lines that hold no facts ---- */

/* Words below which a line that begins like a teaser is one, whatever follows. */
enum { TEASER_WORDS = 6, LETTERHEAD_LINES = 16 };

static bool is_prose(const struct tokens *t)
{
	return t->n > 12 && token_is_mark(t, t->n - 1, '.');
}

/* "Tin lien quan", "Xem them: ...": the phrase, and behind it a mark or not much. */
static bool begins_teaser(const struct tokens *t, const struct vocab *v)
{
	size_t i = 0;
	while (i < t->n && t->at[i].kind == TOKEN_MARK)
		i++;
	size_t n = tokens_match(t, v, i, VOCAB_teaser, NULL);
	return n && (i + n == t->n || t->at[i + n].kind != TOKEN_WORD ||
		     (t->n - i - n <= TEASER_WORDS && !is_prose(t)));
}

/* ">> Thang 10 ghi nhan 1.912 ca": another article. */
static bool is_pointer(const struct tokens *t)
{
	return token_is_mark(t, 0, '>') || (t->n && t->text.n > 1 && t->text.p[0] == '>');
}

/* The kind of non-fact that all numbers of the line are; NULL where it is to be read. */
static const char *idle_line(struct report_reader *r, const struct report *p, size_t k,
			     const char **block, size_t seen)
{
	const struct tokens *t = &r->tokens;
	const struct vocab *v = r->lexicon->vocab;
	const struct report_line *line = &p->line[k];
	size_t first;
	bool body;
	if (p->title_line < p->lines && k <= p->title_line)
		return k >= p->title_first ? "duplicate" : "page_stamp";
	if (*block && (is_prose(t) || is_row(line) || starts_with(t, v, VOCAB_table) ||
		       (outline_style(t, v, &first) < OUTLINE_LETTER && first > 0)))
		*block = NULL;
	if (begins_teaser(t, v))
		*block = "reference";
	else if (letter_addressees(t, v))
		*block = "address";
	if (*block)
		return *block;
	if (is_pointer(t))
		return "reference";
	if (starts_with(t, v, VOCAB_caption))
		return "caption";
	if (p->title.n && str_equal(str_trim(line->text), p->title))
		return "duplicate";
	if (letter_masthead(t, v, &body) &&
	    (!body || (seen < LETTERHEAD_LINES && p->title_line == p->lines)))
		return "page_stamp";
	return NULL;
}

/* ---- the report ---- */

static void note_table(struct report *p, size_t k, size_t lines)
{
	p->table = xgrow(p->table, &p->tables_room, p->tables + 1, sizeof *p->table);
	p->table[p->tables].first = k;
	p->table[p->tables++].end = k + lines;
}

/* Lines used from line `k` on, whose tokens are read. */
static size_t read_block(struct report_reader *r, struct reading *d, struct report *p, size_t k,
			 size_t seen)
{
	const struct report_line *line = &p->line[k];
	const struct tokens *t = &r->tokens;
	const struct vocab *v = r->lexicon->vocab;
	size_t first, used;
	bool unread;
	if (unit_line(r, d, t)) {
		outline_unit(&r->outline, d);
		skip_line(r, t, line->offset, "caption", line->text);
		return 1;
	}
	r->table.r = d;
	r->table.t = &r->tokens;
	r->table.c = &r->chunks;
	if ((used = frame_table_read(&r->table, p, k, &unread))) {
		if (unread)
			note_table(p, k, used);
		return used;
	}
	size_t dated = letter_dateline(t, v);
	unsigned style = dated ? OUTLINE_PARAGRAPH : outline_style(t, v, &first);
	skip_tokens(r, t, dated, line->offset, "date", line->text);
	if (dated == t->n)
		return 1;
	first = dated ? dated : first;
	if (!dated && is_heading(r, line, t, style, first)) {
		skip_line(r, t, line->offset, "list_number", line->text);
		if (style == OUTLINE_PARAGRAPH) {
			if (!names_section(r, t))
				return 1;
			style = OUTLINE_TITLE;
		}
		outline_enter(&r->outline, d, style, seen);
		set_section(r, d, t, first);
		outline_heading(&r->outline, d, style, seen, t, first, t->n);
		return 1;
	}
	if (!dated)
		skip_tokens(r, t, first, line->offset, "list_number", line->text);
	outline_enter(&r->outline, d, style, seen);
	size_t mentions = r->mentions.n;
	read_line(r, d, line, first, style, seen);
	outline_leave(&r->outline, d, style, seen, t, mentions);
	return 1;
}

const struct mentions *report_read(struct report_reader *r, struct report *p, struct str text,
				   FILE *out)
{
	struct reading d = {
		.lexicon = r->lexicon,
		.arena = &r->arena,
		.mentions = &r->mentions,
		.words = &r->words,
		.text = text,
		.report = p->period,
		.topic = {.measured = ""},
		.last = {.measured = ""},
		.status = "A",
		.wide = {.basis = ""},
		.total = {.basis = ""},
	};
	const char *block = NULL; /* teasers, addressees: what the lines below are too */
	size_t seen = 0;
	reread_begin(&r->words);
	mentions_begin(&r->mentions, p->doc_id, p->period, out);
	d.section = d.now = (struct time_span){.period = p->period, .basis = ""};
	outline_begin(&r->outline, &d);
	r->table.none_until = 0;
	for (size_t k = 0; k < p->lines;) {
		const struct report_line *line = &p->line[k];
		mentions_flush(&r->mentions);
		tokens_read(&r->tokens, r->lexicon->vocab, line->text);
		if (r->tokens.n == 0) {
			k++;
			continue;
		}
		seen++;
		if (p->title_line < p->lines && k >= p->title_first && k <= p->title_line) {
			title_section(r, &d, &r->tokens);
			outline_begin(&r->outline, &d);
		}
		const char *idle = idle_line(r, p, k, &block, seen);
		if (idle) {
			skip_line(r, &r->tokens, line->offset, idle, line->text);
			k++;
			continue;
		}
		k += read_block(r, &d, p, k, seen);
	}
	mentions_end(&r->mentions);
	return &r->mentions;
}

void report_coverage(const struct mentions *m, struct buf *out)
{
	static const char order[] = "MQSA";
	bool month = false;
	for (int i = 0; i < m->n_covered; i++)
		month = month || m->covered[i].freq == 'M';
	if (!month)
		period_print(m->report, out);
	for (size_t k = 0; k < sizeof order - 1; k++)
		for (int i = 0; i < m->n_covered; i++)
			if (m->covered[i].freq == order[k]) {
				if (out->n)
					buf_byte(out, ';');
				period_print(m->covered[i], out);
			}
}

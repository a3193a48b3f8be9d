#include "stages/extract/report.h"

#include <stdlib.h>

#include "common/utf8.h"
#include "common/xalloc.h"
#include "stages/extract/head.h"
#include "stages/extract/sentence.h"
#include "stages/extract/frame_table.h"

struct report_reader {
	const struct quantity_lexicon *lexicon;
	struct tokens tokens, scratch;
	struct chunks chunks;
	struct mentions mentions;
	struct arena arena;
	struct sentences sentences;
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
	tokens_release(&r->scratch);
	chunks_release(&r->chunks);
	mentions_release(&r->mentions);
	arena_release(&r->arena);
	sentences_release(&r->sentences);
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

static bool is_bullet(const struct tokens *t)
{
	return t->n > 1 && t->at[0].kind == TOKEN_MARK && strchr("-*+", t->at[0].mark) &&
	       !(t->at[1].kind == TOKEN_NUMBER && t->at[1].glued);
}

static bool starts_with(const struct tokens *t, const struct vocab *v, enum vocab_class class)
{
	size_t i = 0;
	while (i < t->n && t->at[i].kind == TOKEN_MARK)
		i++;
	return i < t->n && tokens_match(t, v, i, class, NULL) > 0;
}

/* All numbers before token `end` are of one kind of non-fact. */
static void skip_tokens(struct report_reader *r, const struct tokens *t, size_t end, size_t offset,
			const char *kind, struct str quote)
{
	for (size_t i = 0; i < end; i++) {
		if (t->at[i].kind != TOKEN_NUMBER)
			continue;
		struct mention *m = mentions_add(&r->mentions);
		m->outcome = OUTCOME_SKIP;
		m->skip = kind;
		m->printed = m->number = tokens_text(t, i, i + 1);
		m->begin = offset + t->at[i].begin;
		m->end = offset + t->at[i].end;
		m->quote = quote;
		m->bound = m->status = m->origin = m->kind = m->basis = m->rate = m->span.basis =
			"";
	}
}

static void skip_line(struct report_reader *r, const struct tokens *t, size_t offset,
		      const char *kind, struct str quote)
{
	skip_tokens(r, t, t->n, offset, kind, quote);
}

/* "A. KET QUA CA NAM 2022", "1. Buu chinh": a list number, then a few words without figures. The
 * words without the number are the field; a period in them governs the section. */
static bool is_heading(const struct report_reader *r, const struct report_line *line,
		       const struct tokens *t, size_t *first)
{
	size_t i = 0;
	const struct vocab *v = r->lexicon->vocab;
	if (str_equal(line->kind, STR("heading")))
		goto words;
	if (t->n == 0 || str_equal(line->kind, STR("row")))
		return false;
	if (token_is_mark(t, t->n - 1, '.') || token_is_mark(t, t->n - 1, ';') ||
	    token_is_mark(t, t->n - 1, ',') || is_bullet(t) ||
	    (token_is_mark(t, t->n - 1, ':') && t->at[0].kind != TOKEN_NUMBER))
		return false;
words:
	if (i < t->n &&
	    (t->at[i].kind == TOKEN_NUMBER ||
	     (t->at[i].kind == TOKEN_WORD && t->at[i].end - t->at[i].begin <= 4)) &&
	    i + 1 < t->n && t->at[i + 1].kind == TOKEN_MARK && strchr(".)/:", t->at[i + 1].mark))
		i += 2;
	*first = i;
	if (t->n - i > 16 || t->n == i)
		return false;
	struct when w;
	for (size_t k = i; k < t->n; k++) {
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

static void set_section(struct report_reader *r, struct reading *d, const struct tokens *t,
			size_t first)
{
	struct when w;
	struct time_span s;
	size_t end = t->n;
	while (end > first && token_is_mark(t, end - 1, ':'))
		end--;
	struct pieces p = {0};
	for (size_t i = first; i < end;) {
		size_t n = when_read(t, r->lexicon->vocab, i, false, &w);
		if (n) {
			if (w.form != WHEN_DAY &&
			    when_resolve(&w, d->report, &d->section, false, &s) &&
			    s.period.last <= d->report.last)
				d->section = d->now = s;
			i += n;
			continue;
		}
		pieces_add(&p, i, i + 1);
		i++;
	}
	size_t skip = p.n ? tokens_match(t, r->lexicon->vocab, p.at[0].first, VOCAB_lead, NULL) : 0;
	if (skip && p.at[0].first + skip <= p.at[0].end)
		p.at[0].first += skip;
	struct subject field = subject_read(t, r->lexicon->vocab, &p, &r->arena);
	bool only_time = p.n == 0 ||
			 tokens_match(t, r->lexicon->vocab, p.at[0].first, VOCAB_link, NULL) ||
			 tokens_match(t, r->lexicon->vocab, p.at[0].first, VOCAB_report_word, NULL);
	if (!only_time || str_equal(field.text, (struct str){0}))
		d->field = only_time ? (struct str){0} : field.text;
	d->topic = d->last = (struct subject){.measured = ""};
	d->wide.period.freq = d->quarter.freq = 0;
	d->bases.n = d->head.n = 0;
	d->head_sign = NULL;
	d->unit.n = d->unit_scale.n = 0;
}

/* A title that names one month, and only that, dates what follows. */
static void title_section(const struct report_reader *r, struct reading *d, const struct tokens *t)
{
	int found = 0;
	struct time_span s, only = {0};
	for (size_t i = 0; i < t->n;) {
		struct when w;
		size_t n = when_read(t, r->lexicon->vocab, i, false, &w);
		if (n && when_resolve(&w, d->report, &d->section, false, &s))
			only = s;
		found += n > 0;
		i += n ? n : 1;
	}
	if (found == 1 && only.period.freq && only.period.last < d->report.first)
		d->section = d->now = only;
}

/* A new paragraph: periods of the section govern again, topics end, unless it is an item of a
 * list whose head ended with a colon. */
static void begin_line(struct reading *d, bool bullet, bool in_list)
{
	d->first_sentence = true;
	if (bullet && in_list) {
		d->now = d->list;
		return;
	}
	d->topic = (struct subject){.measured = ""};
	d->head.n = 0;
	d->head_sign = NULL;
	d->n_recent = 0;
	d->last = (struct subject){.measured = ""};
	d->now = d->wide.period.freq ? d->wide : d->section;
	d->aside.period.freq = 0;
}

static struct str quote_of(struct str line, size_t begin, size_t end)
{
	struct str s = {line.p + begin, end - begin};
	return s;
}

/* "Ha Noi, ngay 27/4/2023 - ...", "(Ha Noi, 29/3/2023) ...": where and when it was written, at
 * the head of a line; its tokens. */
static size_t dateline(const struct tokens *t, const struct vocab *v)
{
	struct when w;
	bool brackets = token_is_mark(t, 0, '(');
	size_t i = brackets, n = tokens_match(t, v, i, VOCAB_place, NULL);
	if (!n)
		return 0;
	i += n;
	if (!token_is_mark(t, i, ',') && !token_is_mark(t, i, '-'))
		return 0;
	i++;
	n = when_read(t, v, i, false, &w);
	if (!n || w.form != WHEN_DAY || !w.year)
		return 0;
	i += n;
	if (brackets)
		return token_is_mark(t, i, ')') ? i + 1 : 0;
	if (i == t->n)
		return i;
	return token_is_mark(t, i, '-') || token_is_mark(t, i, ':') || token_is_mark(t, i, '.')
		       ? i + 1
		       : 0;
}

static void read_line(struct report_reader *r, struct reading *d, const struct report_line *line,
		      size_t from)
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
		/* "Ban le." at the head of a paragraph names its topic */
		if (k == 0 && r->sentences.n > 1 && end - first <= 5 && !has_digit(quote)) {
			struct pieces p = {0};
			size_t last = end;
			while (last > first && t->at[last - 1].kind == TOKEN_MARK)
				last--;
			pieces_add(&p, first, last);
			struct subject s = subject_read(t, r->lexicon->vocab, &p, &r->arena);
			d->topic = s;
			d->field = s.text;
			continue;
		}
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

const struct mentions *report_read(struct report_reader *r, struct report *p, struct str text,
				   FILE *out)
{
	struct reading d = {
		.lexicon = r->lexicon,
		.arena = &r->arena,
		.mentions = &r->mentions,
		.scratch = &r->scratch,
		.text = text,
		.report = p->period,
		.topic = {.measured = ""},
		.last = {.measured = ""},
		.status = "A",
		.wide = {.basis = ""},
		.aside = {.basis = ""},
		.list = {.basis = ""},
	};
	bool in_list = false, teaser = false;
	r->scratch.text = (struct str){0}; /* views of the document before are stale */
	mentions_begin(&r->mentions, p->doc_id, p->period, out);
	d.section = d.now = (struct time_span){.period = p->period, .basis = ""};
	for (size_t k = 0; k < p->lines; k++) {
		const struct report_line *line = &p->line[k];
		size_t first = 0;
		mentions_flush(&r->mentions);
		if (line->text.n == 0) {
			continue;
		}
		tokens_read(&r->tokens, r->lexicon->vocab, line->text);
		const struct tokens *t = &r->tokens;
		if (t->n == 0)
			continue;
		if (k == p->title_line)
			title_section(r, &d, t);
		if (k <= p->title_line && p->title_line < p->lines) {
			skip_line(r, t, line->offset,
				  k == p->title_line ? "duplicate" : "page_stamp", line->text);
			continue;
		}
		if (starts_with(t, r->lexicon->vocab, VOCAB_teaser))
			teaser = true;
		if (teaser || starts_with(t, r->lexicon->vocab, VOCAB_caption)) {
			skip_line(r, t, line->offset, teaser ? "reference" : "caption", line->text);
			continue;
		}
		if (p->title.n && str_equal(str_trim(line->text), p->title)) {
			skip_line(r, t, line->offset, "duplicate", line->text);
			continue;
		}
		if (unit_line(r, &d, t)) {
			skip_line(r, t, line->offset, "caption", line->text);
			continue;
		}
		size_t used = frame_table_read(&d, &r->tokens, &r->chunks, p, k);
		if (used) {
			k += used - 1;
			continue;
		}
		size_t dated = dateline(t, r->lexicon->vocab);
		skip_tokens(r, t, dated, line->offset, "date", line->text);
		if (dated == t->n)
			continue;
		if (!dated && is_heading(r, line, t, &first)) {
			skip_line(r, t, line->offset, "list_number", line->text);
			set_section(r, &d, t, first);
			in_list = false;
			continue;
		}
		bool bullet = is_bullet(t);
		begin_line(&d, bullet, in_list);
		read_line(r, &d, line, dated);
		if (!bullet) {
			in_list = t->n && token_is_mark(t, t->n - 1, ':');
			d.list = d.now;
		}
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

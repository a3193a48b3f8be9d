/* What the parts of the page share; no business of others. */
#ifndef BUNDLE_PAGE_INSIDE_H
#define BUNDLE_PAGE_INSIDE_H

#include <stdio.h>
#include "common/dec.h"
#include "common/escape.h"
#include "stages/bundle/chart.h"
#include "stages/bundle/release.h"

/* A comparison of a line; `next` in the order of the text. */
struct page_growth {
	const struct str *row;
	struct page_growth *next;
};

/* A line of a field's table: a stated level with its comparisons, or comparisons without a level,
 * which share series and period. */
struct page_line {
	const struct str *level; /* row of observations, or NULL */
	struct page_growth
		*growth; /* rows of growth; the first stands for the line without level */
	const struct str *indicator; /* row of indicators, or NULL */
	struct str field;            /* empty: none is known */
	size_t field_rank, rank, place;
};

struct page {
	const struct release *r;
	FILE *out;
	struct arena arena;
	struct page_line *line;
	size_t lines;
	struct chart *chart; /* in the order of their series */
	size_t charts;
	struct buf *text; /* of each document of the release, read when it is first asked for */
	bool *asked;
};

bool page_is_ytd(struct str series_id); /* page.c */

/* ---- page_html.c: markup ---- */

/* The text in both languages, of which the page shows one; once where they are the same. */
void html_both(FILE *out, struct str vi, struct str en);
void html_label(const struct page *p, const char *key);
/* The label with {name} replaced by values that are the same in both languages. */
void html_fill(const struct page *p, const char *key, const struct label_value *value);
/* Both wordings of what `say` appends. */
typedef void page_say_fn(const struct page *p, enum language in, const void *what, struct buf *out);
void html_say(const struct page *p, page_say_fn *say, const void *what);

/* ---- page_words.c: figures and periods in words ---- */

/* Digits in groups with the marks of the language; at least `decimals` places. */
void words_number(const struct page *p, enum language in, struct dec d, int decimals,
		  struct buf *out);
struct words_amount {
	struct str value, unit, of_total, bound;
	struct str mult, decimals; /* as printed; empty: the shortest exact form */
};
void words_amount(const struct page *p, enum language in, const void *amount, struct buf *out);
void words_level(const struct page *p, enum language in, const void *observation, struct buf *out);
void words_unit(const struct page *p, enum language in, struct str unit, struct buf *out);
void words_scale(const struct page *p, enum language in, int mult, struct buf *out);
/* The power of ten of the scale word that leaves the value with few decimals; 0: of none. */
int words_mult(struct dec value);
struct words_time {
	struct str period, basis, as_of;
};
void words_time(const struct page *p, enum language in, const void *time, struct buf *out);
void words_month(const struct page *p, enum language in, const void *month, struct buf *out);
struct words_growth {
	const struct str *row; /* of growth */
	struct str unit;       /* of its level, empty where none is stated */
};
void words_change(const struct page *p, enum language in, const void *growth, struct buf *out);
/* What the levels give, where the row tells it; else nothing. */
void words_computed(const struct page *p, enum language in, const void *growth, struct buf *out);

/* ---- page_source.c: sentences ---- */

/* The sentence that holds the bytes, with them marked, and its document below.
 * `level` (row of observations, or NULL) gives the sentence, if the bytes lie in it. */
void source_write(struct page *p, struct str doc_id, struct str start, struct str end,
		  struct str printed, const struct str *level);

/* ---- page_lines.c: what stands in which line ---- */

void lines_make(struct page *p);
const struct page_line *lines_find(const struct page *p, struct str obs_id, struct str growth_id);
const struct str *line_id(const struct page_line *l); /* row whose id (column 0) names the line */
struct str line_cell(const struct page_line *l, size_t observations, size_t growth);
void line_label(const struct page *p, const struct page_line *l);

/* ---- page_fields.c, page_told.c: the sections ---- */

void fields_contents(const struct page *p);
void fields_write(struct page *p);
void told_findings(struct page *p);
void told_revisions(const struct page *p);
size_t told_count(const struct page *p); /* findings above a note */

/* ---- page_style.c ---- */

extern const char page_style[], page_script[];

#endif

/*
 * What the header of a table's column, or its caption, says: a period, a status, a unit, a
 * measure, a comparison with a period or with a plan.
 */
#ifndef EXTRACT_COLUMN_H
#define EXTRACT_COLUMN_H

#include "stages/extract/frame.h"

enum column_kind {
	COLUMN_NONE, /* nothing that can be told: its figures stay unread */
	COLUMN_NUMBER,
	COLUMN_NAME,
	COLUMN_UNIT,
	COLUMN_LEVEL,
	COLUMN_PLAN,
	COLUMN_COMPLETION,
	COLUMN_GROWTH,
};

/* How a change in per cent is printed. */
enum column_form { FORM_UNTOLD, FORM_GROWTH, FORM_INDEX };

struct column {
	enum column_kind kind;
	enum column_form form;
	bool has_span, has_base, compares, percent, plan, absolute;
	bool own_span; /* the header itself says the period */
	bool past;     /* a level of the base's period: "cung ky nam truoc" */
	bool open;     /* a comparison of columns before it, no base is named: "so sanh (%)" */
	struct str text;
	struct time_span span;
	struct when when; /* what `span` was told by */
	struct base_ref base;
	const char *status; /* NULL: not said */
	struct str scale, unit, plan_words;
	enum unit_kind unit_kind; /* UNIT_NONE: not said */
	struct str measure;       /* words that are left: "dien tich"; empty: none */
	bool heads_numbers, heads_units;
	bool ytd;   /* "LK": from January on */
	bool fixed; /* the base of an index: "ky goc 2019" */
};

/* Reads the header or caption `text`, which outlives the table. `t` is scratch. */
void column_read(struct column *c, const struct reading *r, struct tokens *t, struct str text);
/* The same, of a header whose period is what is compared with, as others say. */
void column_read_compared(struct column *c, const struct reading *r, struct tokens *t,
			  struct str text);

/* The unit that the words [first, ...) of `t` name: scale words, then a unit. False: none. */
bool column_unit(const struct reading *r, const struct tokens *t, size_t first, struct column *c);

#endif

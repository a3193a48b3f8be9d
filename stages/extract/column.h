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
	bool has_span, has_base, compares, percent, plan;
	struct time_span span;
	struct base_ref base;
	const char *status; /* NULL: not said */
	struct str scale, unit, plan_words;
	enum unit_kind unit_kind; /* UNIT_NONE: not said */
	struct str measure;       /* words that are left: "dien tich"; empty: none */
	bool heads_numbers, heads_units;
};

/* Reads the header or caption `text`, which outlives the table. `t` is scratch. */
void column_read(struct column *c, const struct reading *r, struct tokens *t, struct str text);

/* The unit that the words [first, ...) of `t` name: scale words, then a unit. False: none. */
bool column_unit(const struct reading *r, const struct tokens *t, size_t first, struct column *c);

#endif

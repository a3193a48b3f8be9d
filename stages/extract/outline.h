/*
 * How a report is laid out: parts, numbered headings, list letters, bullets, each below another.
 * A line is read in the context of what stands above it: a heading's field and period, the
 * subject, period and bases of a line that leads a list in; where a level ends its context does.
 */
#ifndef EXTRACT_OUTLINE_H
#define EXTRACT_OUTLINE_H

#include "stages/extract/frame.h"

enum outline_style {
	OUTLINE_PARAGRAPH,
	OUTLINE_PART,    /* Phan thu nhat */
	OUTLINE_CAPITAL, /* A. */
	OUTLINE_ROMAN,   /* I. */
	OUTLINE_NUMBER,  /* 1. */
	OUTLINE_NUMBER2, /* 1.1 */
	OUTLINE_NUMBER3, /* 1.1.1 */
	OUTLINE_LETTER,  /* a) */
	OUTLINE_BRACKET, /* (1) (i) */
	OUTLINE_TITLE,   /* a heading without a number */
	OUTLINE_RUN_IN,  /* "Ban le." at the head of a paragraph */
	OUTLINE_BULLET,  /* this and above: one for each sign */
};

enum { OUTLINE_DEPTH = 12 };

struct outline_level {
	unsigned style;
	bool heading; /* its line said no figure */
	bool lead;    /* its line ended with a colon */
	size_t line;
	struct str field;
	struct time_span section, list;
	struct subject topic, last;
	struct bases head;
	const char *head_sign;
	struct str unit_scale, unit;
	enum unit_kind unit_kind;
};

struct outline {
	struct outline_level at[OUTLINE_DEPTH];
	int n;                 /* at[0] is the report itself */
	struct subject before; /* last subject of the line before */
	struct tokens words;
};

/* What the line begins with; *first is the token behind it. */
unsigned outline_style(const struct tokens *t, const struct vocab *v, size_t *first);

/* The words of [*first, *end) that name something: words that only say that results follow are
 * left out in front, and what stands behind "theo" (`*divided`), a period or a comparison. False
 * where none are left. */
bool outline_names(const struct tokens *t, const struct vocab *v, size_t *first, size_t *end,
		   bool *divided);

void outline_begin(struct outline *o, const struct reading *d);
void outline_release(struct outline *o);

/* `d` was told the unit of bare figures below, up to where the level at hand ends. */
void outline_unit(struct outline *o, const struct reading *d);

/* Before a line of `style` is read: ends what stands no longer above it and gives `d` the
 * context of what does. */
void outline_enter(struct outline *o, struct reading *d, unsigned style, size_t line);

/* Behind a heading, tokens [first, end) of its line, whose field and period were set in `d`. */
void outline_heading(struct outline *o, struct reading *d, unsigned style, size_t line,
		     const struct tokens *t, size_t first, size_t end);

/* Behind a line that was read; `mentions`: how many stood before it. */
void outline_leave(struct outline *o, struct reading *d, unsigned style, size_t line,
		   const struct tokens *t, size_t mentions);

#endif

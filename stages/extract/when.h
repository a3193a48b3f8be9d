/*
 * Expressions of time: what the words say (struct when), and which period they mean where they
 * stand (when_resolve). Rules of CONTRACT 4.1, 4.2 and 4.6.
 *
 *   when   = [cue] core
 *   cue    = as_of ("tinh den", "den het", "cuoi") | cumulative ("luy ke") | within ("trong")
 *   core   = day | month | quarter | half | year | n-months | span | now | "cung ky" [core]
 *   day    = "ngay" D/M[/Y] | D.M.Y | D - M - Y | "ngay" D "thang" M ["nam" Y]
 *   month  = "thang" (M | name | this | previous) [("/" | "-" | "." | "nam") Y]
 *   span   = "tu" day "den" day | "tu dau nam" ["den" (now | day | month)]
 *          | "tu" month "den" month | "tu" year "den" (year | now) | "ngay" D - D/M
 *          | term Y - Y | season [words] Y [- Y] | "tuan" N
 */
#ifndef EXTRACT_WHEN_H
#define EXTRACT_WHEN_H

#include "common/period.h"
#include "stages/extract/token.h"

enum when_form {
	WHEN_NONE,
	WHEN_DAY,
	WHEN_MONTH,
	WHEN_QUARTER,
	WHEN_HALF,
	WHEN_YEAR,
	WHEN_MONTHS,        /* the first `count` months of a year */
	WHEN_LAST_MONTHS,   /* its last `count` months */
	WHEN_SPAN,          /* from day to day, month to month or year to year */
	WHEN_MONTH_PART,    /* half or instalment `part` of a month */
	WHEN_NOW,           /* the report's month, as a date of stock */
	WHEN_SAME,          /* "cung ky" with nothing behind it */
	WHEN_START_OF_YEAR, /* as a base: December before */
	WHEN_SINCE,         /* from the start of the year on, no end said */
	WHEN_TERM,          /* 2021 - 2025; `named`: "giai doan 2021 - 2025" */
	WHEN_SCHOOL_YEAR,   /* the one that ends in `year` */
	WHEN_WEEK,          /* number `number`, or the one before the context's */
	WHEN_ERA,           /* before an event whose date is not said: a base only */
	WHEN_SAME_DAY,      /* the day of the context */
};

struct when {
	enum when_form form;
	bool as_of;           /* a stock's date: tinh den, den het, cuoi, hien */
	bool until;           /* den, tinh den: from some start up to it */
	bool ytd;             /* luy ke, tu dau nam */
	bool same;            /* cung ky */
	bool within;          /* trong thang, trong nam: over the period */
	bool mean;            /* binh quan 7 thang: the mean over it */
	bool end;             /* cuoi, het: the period's end */
	bool named;           /* a term behind a word for it */
	bool until_now;       /* a span that ends with the report */
	int year, month, day; /* 0: not said; year -1 before, +1 after, told by `relative_year` */
	int from_year, from_month, from_day;
	int number;         /* quarter, half or instalment */
	int count;          /* months of WHEN_MONTHS, days of WHEN_MONTH_PART */
	int relative;       /* of the unit that form names: -1 previous, 0 none or this, +1 next */
	bool has_relative;  /* nay, truoc, sau was said */
	bool relative_year; /* year is relative to the report's */
};

/* What an expression of time begins with: a number, or a word of one of these classes. */
/* clang-format off */
#define WHEN_FIRST(X) \
	X(now) X(as_of) X(cumulative) X(within) X(whole) X(to) X(last) X(same) X(from) \
	X(since_start) X(start_of_year) X(half) X(digit) X(instalment) X(day) X(season) \
	X(month) X(quarter) X(year) X(week) X(term) X(era)
/* clang-format on */

static const struct vocab_set when_first = VOCAB_SET(WHEN_FIRST);

/* Most tokens begin none: inline, so that these cost a look. */
static inline bool when_may_begin(const struct tokens *t, size_t i)
{
	return t->at[i].dates || vocab_may_start_any(&t->starts[t->at[i].word], &when_first);
}

/* when_read() where one may begin at token i. */
size_t when_read_at(const struct tokens *t, const struct vocab *v, size_t i, bool loose,
		    struct when *out);

/* Reads one that begins at token i: tokens used, 0 where none does. `loose`: bare years and M/Y
 * count too (behind a comparison's "so voi"). */
static inline size_t when_read(const struct tokens *t, const struct vocab *v, size_t i, bool loose,
			       struct when *out)
{
	return i < t->n && when_may_begin(t, i) ? when_read_at(t, v, i, loose, out) : 0;
}

/* A digits-only date at token i (D/M/Y, D.M.Y, M/Y, D/M): parts found (2 or 3) in part[], tokens
 * used. */
size_t when_digits(const struct tokens *t, size_t i, int part[3], int *parts);

struct time_span {
	struct period period;
	const char *basis; /* "period", "ytd", "as_of"; "" where the words do not say */
	int32_t as_of;     /* the day, where one is printed */
	bool has_day;
};

/* What it means in a report of `report` (a month), where `context` is the period that governs.
 * `future`: said of a plan or forecast, so a later month is meant. */
bool when_resolve(const struct when *w, struct period report, const struct time_span *context,
		  bool future, struct time_span *out);

/* The base of a comparison whose level is of `of`. */
bool when_resolve_base(const struct when *w, struct period report, const struct time_span *of,
		       struct period *base);

#endif

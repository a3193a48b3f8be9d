/* How the figure at hand gets its subject: the words around it, and what completes them. Inside of
 * frame_subject.c and the files that it calls: frame_behind.c, frame_again.c, frame_told.c,
 * frame_mate.c. */
#ifndef EXTRACT_FRAME_NAMING_H
#define EXTRACT_FRAME_NAMING_H

#include "stages/extract/frame_parts.h"

struct naming {
	const struct chunk *c;
	const struct quantity *q;
	enum role role;
	bool percent;
	size_t until, last; /* chunk and token at which the words behind the figure end */
	struct pieces p;    /* the words that may name it */
	bool turned;        /* the counted noun stands first in them */
	struct str average; /* words before it that only say that it is an average */
	const struct subject *parent;
};

static inline bool naming_counts(const struct quantity *q)
{
	return q->kind == UNIT_NOUN || q->kind == UNIT_WORD || q->kind == UNIT_NONE;
}

/* frame_behind.c: where the words behind a figure that belong to it end, a chunk index */
size_t naming_behind(const struct frame *f, const struct chunk *c, enum role role);

/* frame_again.c: what was told before is told again, in fewer words */
bool naming_said_last(const struct frame *f, const struct subject *s, enum unit_kind kind);
bool naming_unit_before(const struct frame *f, const struct quantity *q);

/* frame_structure.c: what the shares of the sentence or the list are shares of; empty: not told */
struct str naming_structure(struct frame *f);

/* frame_told.c: a counted noun that says little by itself: of what, was told before or is told
 * behind the next figure */
bool naming_recall(struct frame *f, const struct naming *n, struct subject *s);
void naming_remember(struct frame *f, const struct naming *n, const struct subject *s);
/* "lam chet 9 nguoi": people to whom happened what the sentence counted */
bool naming_harmed(const struct frame *f, const struct naming *n);

/* frame_mate.c: what the figures of a sentence share with each other; `whole` is the subject as
 * far as it is known, `s` what the words at hand say */
void naming_add_counted(struct frame *f, const struct naming *n, const struct subject *s,
			struct subject *whole);
void naming_add_named(struct frame *f, const struct naming *n, const struct subject *s,
		      struct subject *whole);
void naming_add_lead(struct frame *f, const struct naming *n, const struct subject *s,
		     struct subject *whole);
struct subject naming_in_brackets(struct frame *f, const struct naming *n, struct subject s);

#endif

/*
 * What is measured. A subject is a measure (doanh thu, ty le, so luong …) and the thing it is
 * measured of. Either may be left out in print and is then taken from what stands before: a bare
 * measure takes the thing of its sentence or section, a bare thing the measure of the level it is
 * a part of.
 */
#ifndef EXTRACT_SUBJECT_H
#define EXTRACT_SUBJECT_H

#include "common/arena.h"
#include "stages/extract/quantity.h"

struct subject {
	struct str measure;   /* as printed; empty: none */
	const char *measured; /* flow stock rate index count, of the measure; "" */
	struct str thing;     /* as printed; empty: none */
	struct str text;      /* both, ready to publish */
	struct str whole;     /* what it is a stratum of: "xuat khau tom" of "... EU"; or empty */
	enum unit_kind kind;  /* of the level it was said of */
	bool per;             /* … which is per something: "USD/thung" */
	bool twofold;         /* its measure is two in one: "tri gia nhap khau" */
	bool lent;            /* its measure was named with another thing */
	bool divided;         /* what follows divides it: "du no theo linh vuc: - xuat khau ..." */
};

enum { SUBJECT_PIECES = 12 };

/* Pieces of a line that make up one phrase, in tokens. */
struct pieces {
	struct {
		size_t first, end;
	} at[SUBJECT_PIECES];
	int n;
};

void pieces_add(struct pieces *p, size_t first, size_t end);
size_t pieces_words(const struct pieces *p);

/* The measure that begins at token i; its tokens, 0: none. */
size_t subject_measure(const struct tokens *t, const struct vocab *v, size_t i,
		       const struct vocab_entry **e);

/* The subject that the pieces print by themselves. */
struct subject subject_read(const struct tokens *t, const struct vocab *v, const struct pieces *p,
			    struct arena *a);

/* `local` completed from `parent` (the level or lead before it in the sentence) and `section`. */
struct subject subject_complete(struct subject local, const struct subject *parent,
				struct str section, enum unit_kind kind, struct arena *a);

/* `s` with more words behind it. */
struct subject subject_with(struct subject s, struct str more, const char *joint, struct arena *a);

/* Its measure (ty le, so luong) says little without what it is of. */
bool subject_open(const struct subject *s);

/* Where `part` stands in `whole`, byte for byte; SIZE_MAX: nowhere. */
size_t subject_find(struct str whole, struct str part);

/* Whether `part` stands in `whole`, byte for byte. */
bool subject_holds(struct str whole, struct str part);

/* Whether the words of `part` all stand in `whole`, in whatever order and case. */
bool subject_says(struct str whole, struct str part);

struct str subject_last_word(struct str s);

static inline bool subject_empty(const struct subject *s)
{
	return s->measure.n == 0 && s->thing.n == 0;
}

#endif

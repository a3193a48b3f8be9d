/*
 * A sentence read as frames: subject, verb, figure, period, comparison. Chunks go by from left to
 * right; what a clause leaves out is taken from the clause, the sentence, the paragraph, the
 * section before it.
 *
 *   sentence = clause { (";" | "," | and | but) clause }
 *   clause   = [when] [subject] [status] [verb] [bound] figure [post] { growth | share | base }
 * growth = change [bound] figure ["ve" measure] [base] | gap [base] figure | factor n "lan"
 * [base]
 *   base     = "so voi" (when | "cung ky" | reference) ["(" level ")"]
 *   list     = "lan luot" figure { ("," | ";" | and) figure }
 */
#ifndef EXTRACT_FRAME_H
#define EXTRACT_FRAME_H

#include "stages/extract/chunk.h"
#include "stages/extract/mention.h"
#include "stages/extract/reread.h"
#include "stages/extract/subject.h"

enum { FRAME_BASES = 4, FRAME_DEPTH = 8, FRAME_LEVELS = 24, FRAME_TOLD = 6 };

/* What a comparison is made with. */
struct base_ref {
	struct when when;
	bool reference;    /* another area, an average, another thing: vs_ref */
	size_t first, end; /* tokens, for `printed` */
};

struct bases {
	struct base_ref at[FRAME_BASES];
	int n;
};

/* A counted noun and the words that said of what: "vu" and "tai nan giao thong". */
struct told {
	struct str noun, words, field;
	struct str head; /* the label that it was told under */
	bool label;      /* … which is the words */
	bool here;       /* in this paragraph */
};

/* What is carried from sentence to sentence of a report. */
struct reading {
	const struct quantity_lexicon *lexicon;
	struct arena *arena;
	struct mentions *mentions;
	struct reread *words;     /* that are looked at again */
	struct str text;          /* the whole document */
	struct period report;     /* the report's month */
	struct str field;         /* heading that governs */
	struct time_span section; /* period that the heading or the section's first sentence set */
	struct time_span now;     /* the nearest period before */
	struct subject topic;     /* lead-in of the paragraph */
	struct subject last;      /* subject of the last level */
	struct bases bases;       /* of the last comparison that named them */
	bool bases_aside;         /* of a part of the period: not for the lines below */
	struct bases head;        /* a base set for a whole list of lines */
	const char *status;       /* of the last total, for its parts */
	const char *head_sign;    /* direction set for a whole list of lines, or NULL */
	int recent[FRAME_LEVELS]; /* levels of the sentence before, mention numbers */
	bool recent_dated[FRAME_LEVELS]; /* whose period was printed with them */
	int n_recent;
	struct time_span wide;  /* cumulative period that the paragraph began with, freq 0: none */
	struct time_span total; /* of the paragraph before: what it told last; freq 0: none */
	struct str unit_scale, unit; /* "Don vi: trieu dong": of bare figures below */
	enum unit_kind unit_kind;
	struct period quarter;        /* the last that the section named */
	struct told told[FRAME_TOLD]; /* the newest first */
	int n_told;
	bool first_sentence; /* of the paragraph */
};

/* Reads tokens [first, end) of a line that begins at byte `offset` of the document. */
void frame_read(struct reading *r, const struct tokens *t, struct chunks *c, size_t offset,
		size_t first, size_t end, struct str quote);

/* The two ways that it takes: what the chunks of a sentence say, and what a quiet one leaves (one
 * without figure, time, base, parts or topic: quiet.h), which is the same where it is quiet. */
void frame_read_chunks(struct reading *r, const struct tokens *t, struct chunks *c, size_t offset,
		       struct str quote);
void frame_pass(struct reading *r);

#endif

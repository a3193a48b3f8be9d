/* The state of a sentence while it is read, and the moves that the reader of chunks makes on it.
 * Inside of frame*.c only. */
#ifndef EXTRACT_FRAME_PARTS_H
#define EXTRACT_FRAME_PARTS_H

#include "stages/extract/frame.h"

enum verb {
	VERB_NONE,
	VERB_LEVEL,
	VERB_CHANGE,
	VERB_GAP,
	VERB_FACTOR,
	VERB_EQUAL,
	VERB_SHARE,
	VERB_CONTRIBUTE,
	VERB_EXCEED,
	VERB_EQUIVALENT,
};

enum role {
	ROLE_LEVEL,
	ROLE_SHARE,
	ROLE_COMPLETION,
	ROLE_CONTRIBUTION,
	ROLE_PLAN, /* the amount that a plan sets */
};

enum { FRAME_GROWTHS = 64 };

/* A clause, or what is inside brackets: saved at "(", restored at ")". */
struct clause {
	struct pieces pieces; /* words that may be the subject */
	size_t comma;         /* token behind the last comma in them */
	bool dirty;           /* a verb without a figure went by: narrative */
	bool closed;          /* a verb ended the subject */
	bool lead;            /* the pieces are a lead-in */
	enum verb verb;
	size_t verb_at, verb_end; /* its chunk, and the token behind it */
	char verb_sign;
	const char *bound;
	bool bound_printed, bound_is_limit;
	const char *status;
	bool status_printed;
	bool part, possess, anaphor, each, raised, from_level, marked, aside;
	bool named_part; /* a colon behind what was counted: where, by names */
	bool narrow;     /* "rieng thang 10": within a wider period, which goes on behind it */
	struct subject subject; /* of the item: what a bare figure is said of */
	struct subject whole;   /* of the parts at hand, as it was said before them */
	int level, share;       /* main level and last share of the item, mention numbers */
	const char *item_status;
	struct time_span span;
	bool has_span;      /* printed in this clause */
	bool new_span;      /* … since its last level */
	bool head_span;     /* … before any word */
	bool told;          /* brackets behind the words held their figure */
	bool named_growth;  /* … and it was a growth: the verb of the brackets to come */
	bool named_count;   /* … and it was counted, as what is in the brackets to come */
	bool possess_words; /* words behind "co", with words before it too */
	bool compared;      /* right behind "so voi": a level of another period */
	bool class_limit;   /* tu tren … den …: limits of a class */
	bool of_growth;     /* thap hon muc tang 8,8%: the growth of an earlier period follows */
	bool negated;       /* chua dat, khong dat */
	bool source;        /* theo bao cao cua ...: who says it, up to the comma */
	bool labelled;      /* a colon behind the subject, in a list of growths */
	bool until;         /* … as "den 30/11": money is then cumulated up to it */
	bool summed;        /* … as a bare "luy ke": of a stock, all that there is */
	bool alone;         /* … as "rieng trong thang 11": what stands before is of more */
	bool thing_behind;  /* the level's thing stands behind its figure */
	bool counted_open;  /* right behind a counted thing */
	bool counted_body;  /* … that is a body or a place */
	char rate_sign;     /* "toc do tang cua ... la": the figure to come is a change */
	bool after_level, after_growth, after_base, after_plan;
	bool base_open;       /* brackets behind a base: its level */
	bool plan_open;       /* brackets behind a plan: its amount */
	struct base_ref base; /* of after_base and base_open */
	int open_growth;      /* saved with the clause */
	int order;            /* growths of this item so far without a base of their own */
	size_t numbers;       /* figures read at this depth, to see an annotation */
};

struct growth_ref {
	int mention, level;
	bool has_base;
	struct base_ref base;
	int order;
	bool past;      /* the growth of an earlier period, for comparison */
	bool of_growth; /* … said behind it: "muc tang 8,8% cua cung ky nam truoc" */
	bool span_printed;
	bool base_behind; /* base came behind it in print */
};

struct frame {
	struct reading *r;
	const struct tokens *t;
	struct chunks *c;
	size_t offset;
	struct str quote;
	struct time_span
		span; /* the nearest period printed before, of what is not planned or aside */
	bool divides; /* its label says by what it is divided: "Du no theo linh vuc:" */
	struct time_span event; /* of the event that the sentence is about; freq 0: none */
	bool has_span, words_seen, opened_by_part;
	bool aside;        /* of a part of the period that the sentence before is of */
	size_t i;          /* the chunk at hand */
	size_t last_post;  /* token where the words behind the last figure ended */
	size_t when_used;  /* the period behind a figure that it took for itself; 0: none */
	size_t post_until; /* chunks before this belong to the figure just read */
	struct clause now;
	int depth;
	int n_growths;
	int growths_first;      /* mentions before the sentence */
	int open_growth;        /* index of the last growth that may still get a base; -1 none */
	struct bases head;      /* set before the figures: holds for what follows */
	struct bases named;     /* named by the item at hand, in order */
	struct bases before;    /* named by the item before */
	struct str restated;    /* subject of the figure that was said before; empty: it was not */
	struct str share_total; /* what the last share was of */
	struct str plan_total;  /* what the last completion was of */
	struct str mean;        /* "binh quan" of a period that was printed before the subject */
	struct str place;       /* where the sentence's figures are, said before them */
	struct subject list_head; /* what a colon stands behind: of each that follows */
	struct str happened;      /* the events that the sentence counts */
	struct str structure;     /* "co cau kinh te", that the sentence is about */
	size_t bare_end;      /* token behind a counted noun that nothing was said of; 0: none */
	struct str mate_lead; /* "gieo trong" of "gieo trong 45 ha ngo; 11 ha khoai" */
	char last_sign, list_sign, weak_sign, raise_sign;
	bool weak_rate;       /* weak_sign is of a rate: per cent of it may be its level */
	size_t local_measure; /* bytes of the measure that the last figure's own words named */
	int narrowed;         /* last level of a part of the sentence's period, see clause.narrow */
	int last_ratio;       /* last completion or share of the sentence */
	int n_levels;
	bool hinted;                 /* the unit of the figure stands on a line above */
	const struct quantity *hint; /* unit of bare figures to come */
	struct subject contributor;  /* of the contribution at hand */
	bool naming;       /* things counted are named, each with its growth in brackets */
	bool cumulated;    /* its period is a day up to which money was cumulated */
	bool keep_subject; /* the figure's subject names its whole: that stays the item's */
	bool plan_head;    /* the sentence begins with a plan */
	bool own_topic;    /* it named a topic amid its paragraph, which ends with it */
	bool hint_percent; /* "(%)" in the head: bare figures are percent */
	bool index_100;    /* "(thang truoc = 100)": bare figures are indices */
	int n_each, each_at;
	bool list;           /* lan luot */
	bool paired;         /* of two that are compared, in brackets */
	int list_at, list_n; /* which target is next, how many */

	/* Rooms: what of them is filled is counted above; the rest is not set. */
	struct clause saved[FRAME_DEPTH]; /* depth */
	struct growth_ref growths[FRAME_GROWTHS];
	int levels[FRAME_LEVELS]; /* mention numbers of the sentence's levels */
	bool dated[FRAME_LEVELS]; /* whose period was printed with them */
	struct time_span
		each_span[FRAME_LEVELS]; /* printed side by side, one for each figure to come */
	struct subject list_subject[FRAME_LEVELS];
	int list_level[FRAME_LEVELS];
};

void frame_begin(struct frame *f, struct reading *r, const struct tokens *t, struct chunks *c,
		 size_t offset, struct str quote);
void frame_end(struct frame *f);

/* The chunk `ahead` places on; NULL behind the last. */
const struct chunk *frame_next(const struct frame *f, size_t ahead);
/* Whether a figure stands among the `within` chunks from `from` on, before any comma. */
bool frame_number_ahead(const struct frame *f, size_t from, size_t within);

/* frame_phrase.c: verbs, comparisons and other words of the grammar */
void frame_phrase(struct frame *f, const struct chunk *c);

/* frame_clause.c: words and punctuation */
void pieces_reset(struct frame *f);
void frame_words(struct frame *f, const struct chunk *c);
void frame_words_verb(struct frame *f, const struct chunk *c);
bool frame_bound_stands(const struct frame *f); /* a figure follows it */
bool frame_level_stands(const struct frame *f);
bool frame_owner(struct frame *f); /* false: it was none */
void frame_close_subject(struct frame *f);
void frame_lead(struct frame *f, const struct chunk *c);
void frame_link(struct frame *f, const struct chunk *c);
void frame_part(struct frame *f, const struct chunk *c);
void frame_and(struct frame *f, const struct chunk *c);
void frame_comma(struct frame *f, const struct chunk *c);
void frame_semicolon(struct frame *f);
void frame_colon(struct frame *f);

/* frame_topic.c: what stands at the head of figures to come */
void frame_make_topic(struct frame *f);   /* the words before a colon, or a lead-in */
void frame_sign_of_head(struct frame *f); /* the change that a list of names has in common */
void frame_ranked(struct frame *f, const struct chunk *c);
bool frame_leader(struct frame *f); /* false: nobody leads */

/* frame_bracket.c */
void frame_open(struct frame *f);
void frame_close(struct frame *f);

/* frame_list.c: figures and what they belong to, in the same order */
void frame_respectively(struct frame *f);
void frame_pair(struct frame *f); /* before brackets open */

/* frame_subject.c */
struct subject frame_subject(struct frame *f, const struct chunk *c, enum role role);

/* frame_behind.c */
void frame_words_behind_name(struct frame *f); /* once brackets closed */
void frame_criterion_words(struct frame *f, const struct chunk *c);

/* frame_again.c: what was told before is told again, in fewer words */
const struct subject *frame_parent(const struct frame *f, bool nothing_said, enum unit_kind kind);
bool frame_said_again(struct frame *f, struct subject *s, enum unit_kind kind); /* all of it */

/* frame_structure.c */
bool frame_structure(struct frame *f); /* before the words of the clause go; false: none */

/* frame_told.c */
void frame_begin_told(struct frame *f);

/* frame_mate.c */
bool frame_is_stratum(const struct frame *f, struct str s); /* one that the lexicon names */
struct str frame_without_stratum(const struct frame *f, struct str s); /* … that it ends with */
struct subject frame_stratum(struct frame *f, struct subject s, enum unit_kind kind);

/* frame_trim.c: words that are no part of the subject they stand with */
size_t frame_trim_behind(const struct frame *f, size_t first, size_t last);
void frame_trim_comma(const struct frame *f, struct pieces *p);
void frame_trim_before(struct frame *f, struct pieces *p);
bool frame_trim_named(const struct frame *f, const struct pieces *p, const struct quantity *q,
		      size_t behind);
void frame_trim_level(struct frame *f);
bool frame_trim_nouns(struct frame *f); /* false: there was no row of them */
void frame_trim_agent(const struct frame *f, struct pieces *p);

/* frame_figure.c: the role of a figure */
void frame_number(struct frame *f, const struct chunk *c);
/* frame_limit.c: what "tu" begins is a class; a number that tells which things are counted ("nha
 * xuat ban dat doanh thu tren 50 ty dong"); how many are listed ("05 dia phuong cao nhat"). */
bool frame_from_makes_class(const struct frame *f, const struct chunk *next);
bool frame_is_criterion(struct frame *f, const struct chunk *c);
bool frame_is_list_count(const struct frame *f, const struct chunk *c);

/* frame_span.c: its period */
void frame_when(struct frame *f, const struct chunk *c);
void frame_skip_dates(struct frame *f, const struct chunk *c);
const struct time_span *frame_context(const struct frame *f);
bool frame_span_behind(const struct frame *f, size_t until, struct time_span *s);
bool frame_says(const struct frame *f, struct str text, enum vocab_class class);
void frame_settle_span(struct frame *f, struct mention *m, const struct subject *s,
		       const struct quantity *q, size_t until, enum role role);

/* frame_basis.c: stock or flow, where the words of time leave it open */
const char *frame_basis(const struct frame *f, const struct subject *s, const struct quantity *q,
			const struct time_span *span, bool printed);
bool frame_counts_stock(const struct frame *f, const struct subject *s);
/* Its words, or those of the paragraph's lead, tell an event. */
bool frame_flows(const struct frame *f, const struct subject *s, const struct quantity *q);
/* What is cumulated up to a day rather than counted on it. */
bool frame_money_flow(const struct frame *f, const struct subject *s, const struct quantity *q);
/* Of what a date closes and what is summed up: a stock, or a flow up to it. */
void frame_cumulate(struct frame *f, struct mention *m, const struct subject *s,
		    const struct quantity *q, bool printed);

/* frame_carry.c: where it was printed before */
void frame_carry_span(struct frame *f, struct mention *m, const struct subject *s,
		      const struct quantity *q);
bool frame_restated_span(struct frame *f, struct mention *m);
bool frame_like_before(struct frame *f, struct mention *m, const struct subject *s,
		       const struct quantity *q);
bool frame_size_span(const struct frame *f, struct mention *m, const struct subject *s,
		     const struct quantity *q);

/* frame_govern.c: the period that governs it where none is printed */
bool frame_has_begun(const struct frame *f, struct period p);
void frame_divide_total(struct frame *f);   /* before a sentence is read */
void frame_remember_total(struct frame *f); /* once it is */
void frame_event(struct frame *f, const struct chunk *c, const struct time_span *s);
bool frame_narrows(const struct frame *f, const struct time_span *s);
bool frame_said_alone(const struct frame *f);
void frame_widen_before(struct frame *f, const struct mention *m, const struct subject *s,
			const struct quantity *q);

/* frame_level.c */
struct str frame_text(const struct frame *f, size_t first, size_t end);
struct mention *frame_mention(struct frame *f, const struct chunk *c, enum outcome outcome);
void frame_skip(struct frame *f, const struct chunk *c, const char *kind); /* NULL: unread */
int frame_level(struct frame *f, const struct chunk *c, enum role role);
void frame_target(struct frame *f);
void frame_plan(struct frame *f, const struct chunk *c);
void frame_plan_of_ratio(struct frame *f, const struct chunk *plan);

/* frame_growth.c */
void frame_growth(struct frame *f, const struct chunk *c, const char *kind, char sign);
/* A bare number of a change that takes its unit from the level: "tang 5.120 so voi ...". */
bool frame_elided_change(const struct frame *f, const struct chunk *c);
void frame_growth_over_plan(struct frame *f, const struct chunk *c);
void frame_twice(struct frame *f, const struct chunk *c);
void frame_flat(struct frame *f, const struct chunk *c);
bool frame_growth_goes_on(const struct frame *f, const struct chunk *c);
bool frame_same_unit(const struct frame *f, const struct quantity *q);

/* frame_settle.c: the bases of growths, once the sentence is read */
void frame_settle_growths(struct frame *f);

/* frame_base.c: what a comparison is made with */
void frame_bases_add(struct bases *b, const struct base_ref *ref);
void frame_place_base(struct frame *f, const struct base_ref *b);
void frame_base(struct frame *f);
void frame_gap_base(struct frame *f);
bool frame_base_of_level(struct frame *f); /* false: it was none */
void frame_reference_behind(struct frame *f);
bool frame_index_base(const struct frame *f);
bool frame_joined_past(const struct frame *f); /* one more growth of an earlier period */
const char *frame_basis_name(const struct base_ref *b, const struct time_span *of,
			     struct period base);
void frame_index_base_100(struct frame *f);
bool frame_when_is_base(struct frame *f, const struct chunk *c);
int frame_level_named(const struct frame *f, const struct subject *s, size_t first, size_t end);

/* The words of a subject that name a place, empty where none does. */
struct str frame_place(struct frame *f, struct str subject);

#endif

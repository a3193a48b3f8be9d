/*
 * Inside of catalogue.h, shared by its files: loading (catalogue_load.c), matching (catalogue.c),
 * what is an indicator but for some words (catalogue_derive.c) and the codes of what is none
 * (catalogue_code.c). Nothing else includes it.
 */
#ifndef NORMALIZE_CATALOGUE_INSIDE_H
#define NORMALIZE_CATALOGUE_INSIDE_H

#include "stages/normalize/catalogue.h"
#include "stages/normalize/wordlist.h"

enum {
	WORDING_WORDS = 64,
	CODE_LENGTH = 60,
	CODE_SLOTS = 1 << 14,
	MEMOS = 1 << 15,
	MEMO_BYTES = 512
};

struct wording {
	int32_t *word, *field;
	int32_t *noun;     /* words of its unit, where that is a counted noun */
	int32_t *optional; /* words in [ ] */
	int words, fields, nouns, optionals;
	int ratio; /* so many words in front say no more than that it is in % */
	struct str unit;
	int indicator;
	int section; /* number of the field that its field words name, or -1 */
};

struct list { /* of wordings, or of fillers, by a word */
	int32_t *at;
	size_t n, room;
};

struct filler {
	int32_t *word;
	int words;
	bool keep;    /* looks like a filler and is none: "tu choi" */
	bool place;   /* only right in front of a place's words: "thanh pho" */
	bool first;   /* only in front of all else: "so" counts there and means digital elsewhere */
	bool ratio;   /* says that a figure is in %, which its unit says too: "ty le" */
	bool counter; /* counts things one by one, and names none: "chiec", "qua" */
};

/* Words that make another indicator of one. */
struct derived {
	int32_t *word;
	int words;
	struct str suffix; /* empty: it stays the same indicator */
	struct str unit;   /* %, pp; empty: any but those */
};

struct partnered {
	int indicator;
	struct str base; /* code that partners' parts are coded under */
};

/* Words that mean what other words mean: abbreviations. */
struct same {
	int32_t *word;
	int words;
	struct words to;
};

/* How a section names a field. */
struct section {
	int32_t *word;
	int words;
	int field; /* number in field_name */
};

/* Answers kept: reports name the same things again and again. */
struct memo {
	struct buf key, code;
	const struct indicator *indicator;
};

struct catalogue {
	struct arena arena;
	struct wordlist list;
	struct indicator *indicator;
	size_t indicators, indicator_room;
	struct wording *wording;
	size_t wordings, wording_room;
	struct filler *filler;
	size_t fillers, filler_room;
	struct same *same;
	size_t sames, same_room;
	struct section *section;
	size_t sections, section_room;
	struct derived *derived;
	size_t deriveds, derived_room;
	struct partnered *partnered;
	size_t partnereds, partnered_room;
	struct str *field_name;
	size_t fields, field_room;
	int *field_of;                    /* by indicator: number in field_name, or -1 */
	size_t same_words, section_words; /* there were when those by_word were made */
	int32_t by_code[CODE_SLOTS];
	/* indexed by word number, list.used + 1 entries */
	struct list *by_word, *filler_by_word, *same_by_word, *section_by_word;
	struct memo **memo; /* MEMOS of them, by the hash of their key; NULL: none yet */
	struct buf key;
	struct buf rest, optional; /* of the wording being read */
	struct words other;        /* the text at work while loading */
};

/* Words of the subject that do not tell what is measured: of the place, fillers; and those that
 * repeat the counted noun, which a wording need not have ("phishing cuoc"). */
enum { NEUTRAL = 1, FILLER = 2, NOUN = 4, SECTION_FIRST = 8, SECTION_LAST = 16, RATIO = 32 };

/* A subject being matched. */
struct work {
	struct words subject, field_words, noun, area;
	uint8_t mark[WORDLIST_MOST];
	int named;       /* words that bear no mark but that of a section */
	int field[3];    /* fields named at the subject's ends and by the section; -1: none */
	struct str unit; /* empty: any fits */
	bool amounts;    /* only what is no percentage itself */
};

/* The wording that fits best, -1 where none does. */
int32_t catalogue_find(const struct catalogue *c, const struct work *k);

/* Takes words [at, at + n) out of the subject. */
void catalogue_without(struct catalogue *c, struct work *k, int at, int n);

void catalogue_prepare(struct catalogue *c, const struct subject *s, struct work *k);

/* What is an indicator but for words of indicator_derived.csv, for its partner, or as a part of
 * it: its code in *code, and the indicator where the catalogue has that code. False: it is none. */
bool catalogue_derive(struct catalogue *c, const struct subject *s, const struct work *k,
		      struct buf *code, const struct indicator **known);

void catalogue_make_code(const struct catalogue *c, const struct subject *s, const struct work *k,
			 struct buf *code);

/* The indicator of a code, NULL where there is none. */
const struct indicator *catalogue_of_code(struct catalogue *c, struct str code);

uint32_t catalogue_checksum(struct str s);

/* Marks the words that belong to filler phrases (FILLER, or RATIO), longest first at each word.
 * Words with a mark already (`before`, NULL: none has) are passed over and stand in front of
 * nothing. */
void catalogue_mark_fillers(const struct catalogue *c, const struct words *w, const uint8_t *before,
			    uint8_t *mark);

/* So many words of `w` from word `at` on do no more than count things one by one. */
int catalogue_counter(const struct catalogue *c, const struct words *w, int at);

/* Words of the longest filler of places that ends before word `end`. */
int catalogue_place_filler(const struct catalogue *c, const struct words *w, int end);

/* The longest name of a field that stands at words [at, end) of `w`, beginning at `at` or, with
 * `last`, ending before `end`: its words, 0 where there is none; *field its number. */
int catalogue_section(const struct catalogue *c, const struct words *w, int at, int end, bool last,
		      int *field);

/* Puts what abbreviations stand for in their place. */
void catalogue_rewrite(const struct catalogue *c, struct words *w);

#endif

/*
 * Inside of catalogue.h, shared by its two files: loading (catalogue_load.c) and matching
 * (catalogue.c). Nothing else includes it.
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
	int32_t *noun; /* words of its unit, where that is a counted noun */
	int words, fields, nouns;
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
	bool keep;  /* looks like a filler and is none: "tu choi" */
	bool place; /* only right in front of a place's words: "thanh pho" */
	bool first; /* only in front of all else: "so" counts there and means digital elsewhere */
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
	struct str *field_name;
	size_t fields, field_room;
	int *field_of;     /* by indicator: number in field_name, or -1 */
	size_t same_words; /* words there were when same_by_word was made */
	int32_t by_code[CODE_SLOTS];
	/* indexed by word number, list.used + 1 entries */
	struct list *by_word, *filler_by_word, *same_by_word;
	struct memo *memo; /* MEMOS of them, by the hash of their key */
	struct buf key;
	struct words other; /* the text at work while loading */
};

uint32_t catalogue_checksum(struct str s);

/* Marks the words that belong to filler phrases, longest first at each word. Words with a `mark`
 * already (NULL: none has) are passed over and stand in front of nothing. */
void catalogue_mark_fillers(const struct catalogue *c, const struct words *w, const uint8_t *mark,
			    bool *filler);

/* Words of the longest filler of places that ends before word `end`. */
int catalogue_place_filler(const struct catalogue *c, const struct words *w, int end);

/* The longest name of a field that stands at words [at, end) of `w`, beginning at `at` or, with
 * `last`, ending before `end`: its words, 0 where there is none; *field its number. */
int catalogue_section(const struct catalogue *c, const struct words *w, int at, int end, bool last,
		      int *field);

/* Puts what abbreviations stand for in their place. */
void catalogue_rewrite(const struct catalogue *c, struct words *w);

#endif

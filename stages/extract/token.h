/*
 * A line of text as words, numbers and marks, each with its byte offsets.
 *
 * word letters (with combining marks); its folded key's id, 0 where the lexicons do not know it
 *   number  a run of digits with single dots or commas between them: 5.000, 20,73, 12.2006
 *   mark    any other character but a blank
 */
#ifndef EXTRACT_TOKEN_H
#define EXTRACT_TOKEN_H

#include "common/buf.h"
#include "stages/extract/scan.h"
#include "stages/extract/vocab.h"

struct tokens {
	struct str text;
	struct token *at;
	size_t n, room;
	uint32_t *waking; /* numbers of the tokens that are no words, or may wake the grammar */
	size_t wakings, waking_room;
	const struct vocab_start *starts; /* by word id */
};

/* Replaces *t by the tokens of `text`, which must outlive them. */
void tokens_read(struct tokens *t, const struct vocab *v, struct str text);
void tokens_release(struct tokens *t);

/* The first of t->waking that is token `i` or behind it; t->wakings: none is. */
size_t tokens_waking(const struct tokens *t, size_t i);

/* Longest phrase of `class` that begins at token `i`: its length in tokens, 0 where there is
 * none. Phrases do not run over marks that they do not hold. */
static inline size_t tokens_match(const struct tokens *t, const struct vocab *v, size_t i,
				  enum vocab_class class, const struct vocab_entry **entry)
{
	if (i >= t->n || !vocab_may_start(&t->starts[t->at[i].word], class))
		return 0;
	return vocab_match(v, &t->at[i], t->n - i, class, entry);
}
/* Whether a phrase of any of these classes begins at token `i`. */
static inline bool tokens_match_any(const struct tokens *t, const struct vocab *v, size_t i,
				    const struct vocab_set *of)
{
	return i < t->n && vocab_may_start_any(&t->starts[t->at[i].word], of) &&
	       vocab_match_any(v, &t->at[i], t->n - i, of);
}
/* True where exactly the `n` tokens from `i` on are a phrase. */
bool tokens_match_exact(const struct tokens *t, const struct vocab *v, size_t i, size_t n,
			const struct vocab_entry **entry);
/* Longest phrase of any class. */
size_t tokens_longest(const struct tokens *t, const struct vocab *v, size_t i,
		      const struct vocab_entry **entry);

static inline struct str tokens_text(const struct tokens *t, size_t first, size_t end)
{
	if (first >= end)
		return (struct str){t->text.p, 0};
	return (struct str){t->text.p + t->at[first].begin,
			    t->at[end - 1].end - t->at[first].begin};
}

static inline bool token_is_mark(const struct tokens *t, size_t i, char mark)
{
	return i < t->n && t->at[i].kind == TOKEN_MARK && t->at[i].mark == mark;
}

#endif

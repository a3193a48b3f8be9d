#include "stages/extract/token.h"

#include <stdlib.h>

#include "common/utf8.h"
#include "common/viet.h"
#include "common/xalloc.h"

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_ascii_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Letters of the Latin blocks and combining marks; all that Vietnamese is written with, and more. */
static bool is_letter(uint32_t c)
{
	return (c >= 0xc0 && c < 0x250 && c != 0xd7 && c != 0xf7) || (c >= 0x300 && c < 0x370) ||
	       (c >= 0x1e00 && c < 0x1f00) || (c >= 0x370 && c < 0x530);
}

/* Capitals stand before their small letters in the Latin Extended blocks: even code points. */
static bool is_upper(uint32_t c)
{
	if (c < 0x80)
		return c >= 'A' && c <= 'Z';
	if (c < 0x100)
		return c >= 0xc0 && c < 0xe0;
	if (c == 0x1af || c == 0x1a0 || c == 0x110)
		return true;
	if (c == 0x1b0)
		return false;
	return ((c >= 0x100 && c < 0x250) || (c >= 0x1e00 && c < 0x1f00)) && c % 2 == 0;
}

static char plain_mark(uint32_t c)
{
	switch (c) {
	case 0x2010: case 0x2011: case 0x2012: case 0x2013: case 0x2014: case 0x2212:
		return '-';
	case 0x2018: case 0x2019: case 0x201c: case 0x201d: case 0xab: case 0xbb:
		return '"';
	case 0x2022: case 0x25cf: case 0x25aa: case 0xb7: case 0xf0b7:
		return '*';
	case 0x2026:
		return '.';
	case 0x2f: case 0x2044:
		return '/';
	default:
		return c < 0x80 ? (char)c : 'u';
	}
}

static const char *word_end(const char *p, const char *end, bool *all_upper)
{
	size_t letters = 0;
	bool small = false; /* the letter before is */
	bool marked = false; /* a letter with a Vietnamese mark went by */
	const char *before = p;
	*all_upper = true;
	while (p < end) {
		const char *next = p;
		uint32_t c = (unsigned char)*p;
		if (c < 0x80) {
			if (!is_ascii_letter(*p))
				break;
			next++;
		} else {
			c = utf8_next(&next, end);
			if (!is_letter(c))
				break;
		}
		bool combining = c >= 0x300 && c < 0x370;
		bool upper = is_upper(c);
		if (letters && upper && small && marked) /* two Vietnamese words glued; kWh and YouTube are one */
			break;
		if (letters > 3 && !combining && !upper && *all_upper) { /* "NONGDoanh" */
			p = before;
			letters--;
			break;
		}
		if (!combining && !upper)
			*all_upper = false;
		small = combining ? small : !upper;
		letters += !combining;
		marked = marked || c >= 0x80;
		before = p;
		p = next;
	}
	*all_upper = *all_upper && letters > 1;
	return p;
}

static const char *number_end(const char *p, const char *end)
{
	while (p < end && is_digit(*p)) {
		while (p < end && is_digit(*p))
			p++;
		if (p + 1 < end && (*p == '.' || *p == ',') && is_digit(p[1]))
			p++;
	}
	return p;
}

static struct token *next_slot(struct tokens *t)
{
	t->at = xgrow(t->at, &t->room, t->n + 1, sizeof *t->at);
	struct token *k = &t->at[t->n++];
	*k = (struct token){0};
	return k;
}

static int32_t word_id(struct tokens *t, const struct vocab *v, struct str word)
{
	buf_reset(&t->key);
	viet_fold_word(word, &t->key);
	return vocab_word(v, buf_view(&t->key));
}

void tokens_read(struct tokens *t, const struct vocab *v, struct str text)
{
	const char *p = text.p, *end = text.p + text.n;
	const char *last = NULL;
	t->text = text;
	t->n = 0;
	while (p < end) {
		if (*p == ' ' || *p == '\t' || *p == '\r' || *p == '\n') {
			p++;
			continue;
		}
		struct token *k = next_slot(t);
		const char *begin = p;
		uint32_t c = utf8_next(&p, end);
		k->glued = begin == last;
		if (c < 0x80 ? is_ascii_letter((char)c) : is_letter(c)) {
			p = word_end(begin, end, &k->all_upper);
			k->kind = TOKEN_WORD;
			k->upper = is_upper(c);
			k->word = word_id(t, v, str_range(begin, p));
		} else if (c < 0x80 && is_digit((char)c)) {
			p = number_end(begin, end);
			k->kind = TOKEN_NUMBER;
			if (p - begin <= 4) /* digits that are part of a phrase: m3, RON 92 */
				k->word = word_id(t, v, str_range(begin, p));
		} else {
			k->kind = TOKEN_MARK;
			k->mark = plain_mark(c);
			k->word = word_id(t, v, str_range(begin, p));
		}
		k->begin = (uint32_t)(begin - text.p);
		k->end = (uint32_t)(p - text.p);
		last = p;
	}
}

void tokens_release(struct tokens *t)
{
	free(t->at);
	buf_release(&t->key);
	*t = (struct tokens){0};
}

size_t tokens_match(const struct tokens *t, const struct vocab *v, size_t i, enum vocab_class class,
		    const struct vocab_entry **entry)
{
	size_t found = 0;
	int32_t node = 0;
	for (size_t k = i; k < t->n && t->at[k].word > 0; k++) {
		node = vocab_step(v, node, t->at[k].word);
		if (node < 0)
			break;
		for (const struct vocab_entry *e = vocab_entries(v, node); e; e = e->more)
			if (e->class == class) {
				found = k + 1 - i;
				if (entry)
					*entry = e;
			}
	}
	return found;
}

size_t tokens_longest(const struct tokens *t, const struct vocab *v, size_t i,
		      const struct vocab_entry **entry)
{
	size_t found = 0;
	int32_t node = 0;
	for (size_t k = i; k < t->n && t->at[k].word > 0; k++) {
		node = vocab_step(v, node, t->at[k].word);
		if (node < 0)
			break;
		const struct vocab_entry *e = vocab_entries(v, node);
		if (e) {
			found = k + 1 - i;
			*entry = e;
		}
	}
	return found;
}

bool tokens_match_exact(const struct tokens *t, const struct vocab *v, size_t i, size_t n,
			const struct vocab_entry **entry)
{
	int32_t node = 0;
	for (size_t k = i; k < i + n; k++) {
		if (k >= t->n || t->at[k].word == 0 || (node = vocab_step(v, node, t->at[k].word)) < 0)
			return false;
	}
	const struct vocab_entry *e = vocab_entries(v, node);
	if (e)
		*entry = e;
	return e != NULL;
}

#include "common/numeral_inside.h"

#include <stdint.h>
#include <stdlib.h>
#include "common/viet.h"
#include "common/xalloc.h"

static uint32_t hash_of(struct str key)
{
	uint32_t h = 2166136261u;
	for (size_t i = 0; i < key.n; i++)
		h = (h ^ (unsigned char)key.p[i]) * 16777619u;
	return h;
}

const struct entry *numeral_find(const struct numeral_words *w, struct str key)
{
	uint32_t at = hash_of(key) % TABLE_SLOTS;
	while (w->slot[at].key.p) {
		if (str_equal(w->slot[at].key, key))
			return &w->slot[at];
		at = (at + 1) % TABLE_SLOTS;
	}
	return NULL;
}

static const char *insert(struct numeral_words *w, struct str phrase, enum role role, int value)
{
	if (w->used >= TABLE_SLOTS / 2)
		return "too many number words";
	buf_reset(w->scratch);
	viet_fold(phrase, w->scratch);
	struct str key = buf_view(w->scratch);
	if (!key.n || phrase.n > 3 * WORD_BYTES)
		return "no word, or a very long one";
	struct entry *e = w->slot;
	uint32_t at = hash_of(key) % TABLE_SLOTS;
	while (e[at].key.p && !str_equal(e[at].key, key))
		at = (at + 1) % TABLE_SLOTS;
	if (!e[at].key.p) {
		e[at].key = arena_copy(&w->keys, key);
		w->used++;
	}
	e[at].role = role;
	e[at].value = value;
	if (role == ROLE_SPOKEN_SCALE && phrase.n == 1)
		e[at].cases |= phrase.p[0] >= 'a' ? CASE_LOWER : CASE_UPPER;
	unsigned char c = (unsigned char)phrase.p[0];
	w->first[c] = true;
	if (c >= 0x80)
		w->first[0xC3] = w->first[0xC4] = w->first[0xC6] = w->first[0xE1] = true;
	else if (c >= 'a' && c <= 'z')
		w->first[c - 'a' + 'A'] = true;
	else if (c >= 'A' && c <= 'Z')
		w->first[c - 'A' + 'a'] = true;
	return NULL;
}

static const char *number_row(void *context, const struct str *cells, const char *row_name)
{
	static const struct {
		const char *name;
		enum role role;
	} roles[] = {{"tens", ROLE_TENS},   {"odd", ROLE_ODD},     {"half", ROLE_HALF},
		     {"point", ROLE_POINT}, {"minus", ROLE_MINUS}, {"0.5", ROLE_FRACTION},
		     {"10", ROLE_TEN}};
	(void)row_name;
	if (cells[1].n == 1 && cells[1].p[0] >= '0' && cells[1].p[0] <= '9')
		return insert(context, cells[0], ROLE_DIGIT, cells[1].p[0] - '0');
	for (size_t i = 0; i < sizeof(roles) / sizeof(*roles); i++)
		if (str_equal(cells[1], str_of(roles[i].name)))
			return insert(context, cells[0], roles[i].role, 10);
	return "value is none of 0 to 10, 0.5, tens, odd, half, point, minus";
}

static const char *power_row(struct numeral_words *w, const struct str *cells, enum role role)
{
	unsigned long long power = 0;
	if (!str_to_u64(cells[1], &power) || power < 1 || power > MOST_POWER)
		return "value is no power of ten from 1 to 18";
	if (role == ROLE_SCALE && power <= HUNDRED)
		role = power == HUNDRED ? ROLE_HUNDRED : ROLE_TENS;
	return insert(w, cells[0], role, (int)power);
}

static const char *scale_row(void *context, const struct str *cells, const char *row_name)
{
	(void)row_name;
	return power_row(context, cells, ROLE_SCALE);
}

static const char *other_row(void *context, const struct str *cells, const char *row_name)
{
	(void)row_name;
	if (!cells[1].n)
		return insert(context, cells[0], ROLE_NOT, 0);
	return power_row(context, cells, ROLE_SPOKEN_SCALE);
}

struct numeral_words *numeral_words_load(const struct lexicon *l)
{
	struct numeral_words *w = xcalloc(1, sizeof(*w));
	w->scratch = xcalloc(1, sizeof(*w->scratch));
	if (lexicon_read(l, "number_word", "phrase,value,note", number_row, w) |
	    lexicon_read(l, "scale", "phrase,value,note", scale_row, w) |
	    lexicon_read(l, "scale_other", "phrase,value,note", other_row, w)) {
		numeral_words_free(w);
		return NULL;
	}
	return w;
}

void numeral_words_free(struct numeral_words *w)
{
	if (!w)
		return;
	arena_release(&w->keys);
	buf_release(w->scratch);
	free(w->scratch);
	free(w);
}

/* "hai phay 23", "1 phay 1": a point word and digits behind a whole number. */
static size_t read_point_digits(const struct numeral_words *w, struct str text, size_t used,
				struct numeral *n)
{
	struct cursor c = {.w = w, .p = text.p + used, .end = text.p + text.n};
	const char *behind, *p = numeral_skip(c.p, c.end);
	const struct entry *e = numeral_word(w, p, c.end, &behind);
	if (n->decimals || n->form == NUMERAL_COMPOUND || !e || e->role != ROLE_POINT)
		return used;
	p = numeral_skip(behind, c.end);
	const char *first = p;
	struct dec fraction = dec_int(0), sum;
	for (; numeral_digit(p, c.end) && fraction.scale < MOST_POWER; p++)
		fraction = (struct dec){fraction.coef * 10 + (*p - '0'), fraction.scale + 1};
	if (p == first || p == behind || dec_sign(n->value) < 0 ||
	    !dec_add(n->value, fraction, &sum))
		return used;
	n->value = sum;
	n->decimals = fraction.scale;
	n->quantum = -fraction.scale;
	n->spoken = true;
	return (size_t)(p - text.p);
}

static size_t read_number(const struct numeral_words *w, struct str text, unsigned flags,
			  struct numeral *out)
{
	struct cursor c = {.w = w, .p = text.p, .end = text.p + text.n, .flags = flags};
	*out = (struct numeral){0};
	if (!text.n)
		return 0;
	if (numeral_letter(text.p, c.end)) {
		struct cursor behind = c;
		int value;
		const char *p;
		if (numeral_peek(&behind, &value, &p) == ROLE_MINUS) {
			p = numeral_skip(p, c.end);
			if (numeral_digit(p, c.end)) {
				c.p = p;
				size_t n = numeral_read_digits(&c, out);
				out->value = dec_neg(out->value);
				out->sign = out->words = true;
				return n ? (size_t)(p - text.p) + n : 0;
			}
		}
		return numeral_read_words(&c, out);
	}
	return numeral_read_digits(&c, out);
}

size_t numeral_read(const struct numeral_words *w, struct str text, unsigned flags,
		    struct numeral *out)
{
	size_t used = read_number(w, text, flags, out);
	if (used && (flags & NUMERAL_SPOKEN))
		used = read_point_digits(w, text, used, out);
	return used;
}

bool numeral_suspicious(const struct numeral *n, int power)
{
	enum { SUSPICIOUS_POWER = 12 };
	return n->ambiguous && n->form == NUMERAL_DOT_GROUPS && power >= SUSPICIOUS_POWER;
}

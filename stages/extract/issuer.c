#include "stages/extract/issuer.h"

#include "common/viet.h"

enum {
	HEAD_LINES = 8, /* of a letterhead */
	NAME_WORDS =
		3, /* of a district or a commune; among capitals two: where it ends is not seen */
};

static bool no_body(const struct vocab_entry *e)
{
	return str_equal(e->value, STR("motto")) || str_equal(e->value, STR("number"));
}

/* Token that a body's name begins at is a masthead's, and no motto's or number's. */
static bool begins_body(const struct tokens *t, const struct vocab *v, const struct vocab_entry **e)
{
	*e = NULL;
	return t->n && tokens_match(t, v, 0, VOCAB_masthead, e) && !no_body(*e);
}

/* A word that says what kind of place follows, with the name behind it: its token, or t->n. */
static size_t find_local(const struct tokens *t, const struct vocab *v, size_t *name)
{
	for (size_t i = 0; i < t->n; i++) {
		const struct vocab_entry *e = NULL;
		size_t n = tokens_match(t, v, i, VOCAB_local, &e);
		if (!n || e->value.n || i + n >= t->n || !t->at[i + n].upper ||
		    (i && tokens_match(t, v, i - 1, VOCAB_located, NULL)))
			continue;
		*name = i + n;
		return i;
	}
	return t->n;
}

static void add_code(struct str words, struct buf *out)
{
	struct buf text = {0};
	viet_ascii(words, '_', &text);
	for (size_t i = 0; i < text.n; i++) {
		char b = text.p[i];
		buf_byte(out, b >= 'a' && b <= 'z' ? (char)(b - 'a' + 'A') : b);
	}
	buf_release(&text);
}

/* The code of the place that the words from `local` on name. */
static void add_place(const struct tokens *t, const struct vocab *v, size_t local, size_t name,
		      struct buf *out)
{
	const struct vocab_entry *e = NULL;
	size_t end = name, most = name + (t->at[name].all_upper ? 2 : NAME_WORDS);
	if (tokens_match(t, v, name, VOCAB_place, &e) && str_starts(e->value, STR("VN-"))) {
		buf_add(out, e->value);
		return;
	}
	while (end < t->n && end < most && t->at[end].kind == TOKEN_WORD && t->at[end].upper &&
	       !tokens_match(t, v, end, VOCAB_masthead, NULL) &&
	       !tokens_match(t, v, end, VOCAB_month, NULL) &&
	       !tokens_match(t, v, end, VOCAB_year, NULL))
		end++;
	buf_add(out, STR("X_"));
	add_code(tokens_text(t, local, end), out);
}

/* The words of a body's name: up to a word of place, a motto or a mark. */
static struct str body_words(const struct tokens *t, const struct vocab *v)
{
	const struct vocab_entry *e = NULL;
	size_t end = 0;
	while (end < t->n && t->at[end].kind == TOKEN_WORD &&
	       !(tokens_match(t, v, end, VOCAB_local, &e) && !e->value.n) &&
	       !(tokens_match(t, v, end, VOCAB_masthead, &e) && no_body(e)))
		end++;
	return tokens_text(t, 0, end);
}

static const struct vocab_entry *known_body(const struct tokens *t, const struct vocab *v)
{
	const struct vocab_entry *e = NULL;
	for (size_t i = 0; i < t->n; i++)
		if (tokens_match(t, v, i, VOCAB_issuer, &e))
			return e;
	return NULL;
}

static bool names_place(struct str code)
{
	for (size_t i = 0; i + 3 <= code.n; i++)
		if (!memcmp(code.p + i, "VN-", 3))
			return true;
	return false;
}

/* What the line in t calls the body: a code of the lexicons, or its own words. */
static void add_body(const struct tokens *t, const struct vocab *v, struct buf *out)
{
	const struct vocab_entry *head = NULL, *known = known_body(t, v);
	if (known)
		buf_add(out, known->value);
	else if (begins_body(t, v, &head) && head->value.n)
		buf_add(out, head->value);
	else
		add_code(body_words(t, v), out);
}

struct str issuer_letterhead(struct tokens *t, const struct vocab *v, const struct report *p,
			     struct arena *a)
{
	struct buf body = {0}, place = {0};
	const struct vocab_entry *e;
	size_t seen = 0, name;
	for (size_t k = 0; k < p->lines && k < p->title_first && seen < HEAD_LINES; k++) {
		if (!p->line[k].text.n)
			continue;
		seen++;
		tokens_read(t, v, p->line[k].text);
		if (!begins_body(t, v, &e)) {
			if (place.n)
				break;
			continue;
		}
		size_t local = find_local(t, v, &name);
		if (local < t->n && !place.n)
			add_place(t, v, local, name, &place);
		if (place.n) { /* the office stands under the body that it belongs to */
			buf_reset(&body);
			add_body(t, v, &body);
		}
	}
	struct str code = {0};
	if (place.n) {
		if (!names_place(buf_view(&body))) {
			buf_byte(&body, '-');
			buf_add(&body, buf_view(&place));
		}
		code = arena_copy(a, buf_view(&body));
	}
	buf_release(&body);
	buf_release(&place);
	return code;
}

struct str issuer_title(struct tokens *t, const struct vocab *v, const struct report *p,
			struct arena *a)
{
	struct buf place = {0};
	size_t name;
	if (!p->title.n)
		return (struct str){0};
	tokens_read(t, v, p->title);
	size_t local = find_local(t, v, &name);
	if (local < t->n && !known_body(t, v))
		add_place(t, v, local, name, &place);
	struct str code = place.n ? arena_copy(a, buf_view(&place)) : (struct str){0};
	buf_release(&place);
	return code;
}

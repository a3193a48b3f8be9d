/* The words of what pdftotext -bbox-layout prints: XHTML of one element a line. */
#include "common/xalloc.h"
#include "stages/ingest/pdf_table.h"

/* Thousandths; a page is no larger than LARGEST points. */
enum { POINT = 1000, LARGEST = 100000 };

/* A number behind `name="`, in thousandths. */
static long take_number(struct str *line)
{
	long whole = 0, part = 0, unit = POINT;
	bool dot = false;

	str_cut(line, '"');
	while (line->n && *line->p != '"') {
		char c = *line->p++;

		line->n--;
		if (c == '.') {
			dot = true;
		} else if (c >= '0' && c <= '9' && dot) {
			unit /= 10; /* 0: further digits say nothing */
			part += (c - '0') * unit;
		} else if (c >= '0' && c <= '9' && whole < LARGEST) {
			whole = whole * 10 + (c - '0');
		}
	}
	str_cut(line, '"');
	return whole * POINT + part;
}

/* The character of an entity at the head of s, which goes. */
static char take_entity(struct str *s)
{
	static const struct {
		const char *name;
		char c;
	} entities[] = {
		{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#39;", '\''}};
	char c = *s->p;

	for (size_t i = 0; c == '&' && i < sizeof(entities) / sizeof(*entities); i++) {
		size_t n = strlen(entities[i].name);

		if (s->n >= n && memcmp(s->p, entities[i].name, n) == 0) {
			*s = (struct str){s->p + n, s->n - n};
			return entities[i].c;
		}
	}
	*s = (struct str){s->p + 1, s->n - 1};
	return c;
}

/* The word, its entities undone in place. */
static struct str plain(struct str s)
{
	char *to = (char *)(uintptr_t)s.p, *begin = to;

	if (!s.n || !memchr(s.p, '&', s.n))
		return s;
	while (s.n)
		*to++ = take_entity(&s);
	return (struct str){begin, (size_t)(to - begin)};
}

/* `<word xMin="1.0" yMin="2.0" xMax="3.0" yMax="4.0">text</word>` */
static void take_word(struct pdf_tables *t, struct str line, struct pdf_word w)
{
	static const char end[] = "</word>";

	w.left = take_number(&line);
	w.top = take_number(&line);
	w.right = take_number(&line);
	w.bottom = take_number(&line);
	str_cut(&line, '>');
	if (line.n < sizeof(end) || w.bottom <= w.top)
		return;
	w.text = plain((struct str){line.p, line.n - (sizeof(end) - 1)});
	t->word = xgrow(t->word, &t->word_room, t->words + 1, sizeof(*t->word));
	t->word[t->words++] = w;
}

void pdf_words_take(struct pdf_tables *t, struct str layout)
{
	struct pdf_word w = {.begins_line = true};

	while (layout.n) {
		struct str line = str_trim(str_cut(&layout, '\n'));

		if (str_starts(line, STR("<word "))) {
			take_word(t, line, w);
			w.begins_line = false;
		} else {
			w.begins_line = true;
			w.page += str_starts(line, STR("<page "));
			w.block += str_starts(line, STR("<block "));
		}
	}
}

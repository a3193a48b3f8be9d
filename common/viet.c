#include "common/viet.h"

#include "common/utf8.h"

/* A letter taken apart: ASCII letter, mark (0, 'w', or the letter again), tone 0 .. 5. */
struct letter {
	char base, mark, tone;
};

enum { LATIN_FIRST = 0xC0, LATIN_END = 0x1B1, VIET_FIRST = 0x1EA0, VIET_END = 0x1EFA };

#define L(index, base, mark, tone) [(index)-LATIN_FIRST] = {base, mark, tone}
#define BOTH(index, base, mark, tone) \
	L(index, base, mark, tone), L((index) + 0x20, base, mark, tone)
#define PAIR(index, base, mark, tone) L(index, base, mark, tone), L((index) + 1, base, mark, tone)
static const struct letter latin[LATIN_END - LATIN_FIRST] = {
	BOTH(0xC0, 'a', 0, 1),    BOTH(0xC1, 'a', 0, 4),    BOTH(0xC2, 'a', 'a', 0),
	BOTH(0xC3, 'a', 0, 3),    BOTH(0xC8, 'e', 0, 1),    BOTH(0xC9, 'e', 0, 4),
	BOTH(0xCA, 'e', 'e', 0),  BOTH(0xCC, 'i', 0, 1),    BOTH(0xCD, 'i', 0, 4),
	BOTH(0xD2, 'o', 0, 1),    BOTH(0xD3, 'o', 0, 4),    BOTH(0xD4, 'o', 'o', 0),
	BOTH(0xD5, 'o', 0, 3),    BOTH(0xD9, 'u', 0, 1),    BOTH(0xDA, 'u', 0, 4),
	BOTH(0xDD, 'y', 0, 4),    PAIR(0x102, 'a', 'w', 0), PAIR(0x110, 'd', 'd', 0),
	PAIR(0x128, 'i', 0, 3),   PAIR(0x168, 'u', 0, 3),   PAIR(0x1A0, 'o', 'w', 0),
	PAIR(0x1AF, 'u', 'w', 0),
};
#undef L
#undef BOTH
#undef PAIR

/* U+1EA0 to U+1EF9: each capital is followed by its small letter. */
static const struct letter viet[(VIET_END - VIET_FIRST) / 2] = {
	{'a', 0, 5},   {'a', 0, 2},   {'a', 'a', 4}, {'a', 'a', 1}, {'a', 'a', 2}, {'a', 'a', 3},
	{'a', 'a', 5}, {'a', 'w', 4}, {'a', 'w', 1}, {'a', 'w', 2}, {'a', 'w', 3}, {'a', 'w', 5},
	{'e', 0, 5},   {'e', 0, 2},   {'e', 0, 3},   {'e', 'e', 4}, {'e', 'e', 1}, {'e', 'e', 2},
	{'e', 'e', 3}, {'e', 'e', 5}, {'i', 0, 2},   {'i', 0, 5},   {'o', 0, 5},   {'o', 0, 2},
	{'o', 'o', 4}, {'o', 'o', 1}, {'o', 'o', 2}, {'o', 'o', 3}, {'o', 'o', 5}, {'o', 'w', 4},
	{'o', 'w', 1}, {'o', 'w', 2}, {'o', 'w', 3}, {'o', 'w', 5}, {'u', 0, 5},   {'u', 0, 2},
	{'u', 'w', 4}, {'u', 'w', 1}, {'u', 'w', 2}, {'u', 'w', 3}, {'u', 'w', 5}, {'y', 0, 1},
	{'y', 0, 5},   {'y', 0, 2},   {'y', 0, 3},
};

/* U+00C0 to U+00FF without their marks, for codes; ' ' where it is no letter. */
static const char plain_latin[] =
	"aaaaaaaceeeeiiiidnooooo ouuuuypsaaaaaaaceeeeiiiidnooooo ouuuuypy";

static struct letter take_apart(uint32_t c)
{
	if (c >= VIET_FIRST && c < VIET_END)
		return viet[(c - VIET_FIRST) / 2];
	if (c >= LATIN_FIRST && c < LATIN_END)
		return latin[c - LATIN_FIRST];
	return (struct letter){0, 0, 0};
}

/* Tone of a combining mark, 0 where it is none. */
static char combining_tone(uint32_t c)
{
	switch (c) {
	case 0x300:
		return 1;
	case 0x309:
		return 2;
	case 0x303:
		return 3;
	case 0x301:
		return 4;
	case 0x323:
		return 5;
	default:
		return 0;
	}
}

static bool is_vowel_mark(uint32_t c)
{
	return c == 0x302 || c == 0x306 || c == 0x31B;
}

static uint32_t lower(uint32_t c)
{
	if (c < 0x80)
		return c >= 'A' && c <= 'Z' ? c + 0x20 : c;
	if (c >= 0xC0 && c <= 0xDE && c != 0xD7)
		return c + 0x20;
	if (c == 0x130)
		return 'i';
	if (c == 0x178)
		return 0xFF;
	if ((c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E) || c == 0x1AF)
		return c + (c & 1);
	if ((c >= 0x100 && c <= 0x137) || (c >= 0x14A && c <= 0x177) ||
	    (c >= 0x1A0 && c <= 0x1A5) || (c >= 0x1E00 && c <= 0x1E95) ||
	    (c >= 0x1EA0 && c <= 0x1EFF))
		return c | 1;
	return c;
}

enum { TONES = 4 };

/* Key of one word in the making; tones wait for the end of their run of letters. There is room for
 * the whole key: that of no letter is longer than its bytes. */
struct folder {
	char *to;
	const char *begin; /* of the run's letters in the key */
	char tone[TONES];
	int tones;
};

static void end_run(struct folder *f)
{
	for (int i = 0; i < f->tones; i++)
		*f->to++ = (char)('0' + f->tone[i]);
	f->tones = 0;
	f->begin = f->to;
}

static void add_tone(struct folder *f, char tone)
{
	if (tone && f->tones < TONES)
		f->tone[f->tones++] = tone;
}

static void add_combining(struct folder *f, uint32_t c)
{
	unsigned char before = f->to > f->begin ? (unsigned char)f->to[-1] : 0;

	if (before >= 0x80) /* behind a letter that stays as it is, so does the mark */
		f->to += utf8_encode(c, f->to);
	else if (before)
		*f->to++ = c == 0x302 ? (char)before : 'w';
}

static void fold_other(struct folder *f, uint32_t c)
{
	char tone = combining_tone(c);

	if (tone) {
		add_tone(f, tone);
	} else if (is_vowel_mark(c)) {
		add_combining(f, c);
	} else {
		uint32_t small = lower(c);

		if (small == c && c >= 0x250) /* no letter of the Latin script: a word ends here */
			end_run(f);
		f->to += utf8_encode(small, f->to);
	}
}

static inline void fold_wide(struct folder *f, uint32_t c)
{
	struct letter l = take_apart(c);

	if (!l.base) {
		fold_other(f, c);
		return;
	}
	*f->to++ = l.base;
	if (l.mark)
		*f->to++ = l.mark;
	add_tone(f, l.tone);
}

void viet_fold_word(struct str word, struct buf *key)
{
	char *room = buf_room(key, word.n);
	struct folder f = {.to = room, .begin = room};
	const char *p = word.p, *end = str_end(word);

	while (p < end) {
		unsigned char c = (unsigned char)*p;

		if (c >= 'a' && c <= 'z') {
			*f.to++ = *p++;
		} else if (c >= 0x80) {
			const char *begin = p;
			uint32_t wide = utf8_next(&p, end);

			if (wide == 0xFFFD && p - begin == 1)
				*f.to++ = *begin;
			else
				fold_wide(&f, wide);
		} else {
			p++;
			if (c >= 'A' && c <= 'Z')
				c += 0x20;
			else
				end_run(&f);
			*f.to++ = (char)c;
		}
	}
	end_run(&f);
	key->n += (size_t)(f.to - room);
}

/* Bytes of the blank at p, 0 where there is none; a no-break space (C2 A0) is one. */
static size_t blank_at(const char *p, const char *end)
{
	if (*p == ' ' || (*p >= '\t' && *p <= '\r'))
		return 1;
	return end - p >= 2 && (unsigned char)p[0] == 0xC2 && (unsigned char)p[1] == 0xA0 ? 2 : 0;
}

void viet_fold(struct str text, struct buf *key)
{
	const char *p = text.p, *end = str_end(text);
	bool first = true;

	while (p < end) {
		const char *begin;
		size_t n;

		while (p < end && (n = blank_at(p, end)))
			p += n;
		begin = p;
		while (p < end && !blank_at(p, end))
			p++;
		if (p == begin)
			break;
		if (!first)
			buf_byte(key, ' ');
		viet_fold_word(str_range(begin, p), key);
		first = false;
	}
}

void viet_lower(struct str text, struct buf *out)
{
	const char *p = text.p, *end = str_end(text);
	char bytes[4];

	buf_room(out, text.n + 4);
	while (p < end) {
		const char *begin = p;
		uint32_t c = utf8_next(&p, end), small = lower(c);

		if (small == c)
			buf_add(out, str_range(begin, p)); /* as it is, broken bytes too */
		else
			buf_add(out, (struct str){bytes, utf8_encode(small, bytes)});
	}
}

void viet_ascii(struct str text, char gap, struct buf *out)
{
	const char *p = text.p, *end = str_end(text);
	size_t begin = out->n;
	bool waiting = false;

	while (p < end) {
		uint32_t c = lower(utf8_next(&p, end));
		char letter = take_apart(c).base;

		if (combining_tone(c) || is_vowel_mark(c))
			continue;
		if (!letter && ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')))
			letter = (char)c;
		if (!letter && c >= LATIN_FIRST && c <= 0xFF && plain_latin[c - LATIN_FIRST] != ' ')
			letter = plain_latin[c - LATIN_FIRST];
		if (!letter) {
			waiting = true;
			continue;
		}
		if (waiting && out->n > begin)
			buf_byte(out, gap);
		waiting = false;
		buf_byte(out, letter);
	}
}

#include "stages/extract/scan.h"

#include "common/utf8.h"

/* Letters of the Latin blocks and combining marks; all that Vietnamese is written with, and
 * more. */
static bool is_letter(uint32_t c)
{
	return c == 0xb2 || c == 0xb3 || (c >= 0xc0 && c < 0x250 && c != 0xd7 && c != 0xf7) ||
	       (c >= 0x300 && c < 0x370) || (c >= 0x1e00 && c < 0x1f00) ||
	       (c >= 0x370 && c < 0x530);
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
	case 0x2010:
	case 0x2011:
	case 0x2012:
	case 0x2013:
	case 0x2014:
	case 0x2212:
		return '-';
	case 0x2018:
	case 0x2019:
	case 0x201c:
	case 0x201d:
	case 0xab:
	case 0xbb:
		return '"';
	case 0x2022:
	case 0x25cf:
	case 0x25aa:
	case 0xb7:
	case 0xf0b7:
		return '*';
	case 0x2026:
		return '.';
	case 0x2f:
	case 0x2044:
		return '/';
	default:
		return c < 0x80 ? (char)c : 'u';
	}
}

/* The character at *p, which is no ASCII one; letters of two bytes are what Vietnamese has most. */
static inline uint32_t letter_at(const char **p, const char *end)
{
	unsigned char lead = (unsigned char)**p;
	if (lead < 0xe0 && *p + 1 < end) {
		uint32_t c = (lead & 0x1fu) << 6 | ((unsigned char)(*p)[1] & 0x3fu);
		*p += 2;
		return c;
	}
	return utf8_next(p, end);
}

static const char *word_end(const char *p, const char *end, bool *all_upper)
{
	size_t letters = 0;
	bool small = false;  /* the letter before is */
	bool marked = false; /* a letter with a Vietnamese mark went by */
	const char *before = p;
	*all_upper = true;
	while (p < end) {
		const char *next = p;
		uint32_t c = (unsigned char)*p;
		if (c >= 'a' && c <= 'z' &&
		    !(letters > 3 && *all_upper)) { /* what most letters are */
			*all_upper = false;
			small = true;
			letters++;
			before = p++;
			continue;
		}
		if (c < 0x80) {
			if (!scan_is_ascii_letter(*p))
				break;
			next++;
		} else {
			c = letter_at(&next, end);
			if (!is_letter(c))
				break;
		}
		bool combining = c >= 0x300 && c < 0x370;
		bool upper = is_upper(c);
		if (letters && upper && small &&
		    marked) /* two Vietnamese words glued; kWh and YouTube are one */
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

struct scan scan_token(const char *p, const char *end)
{
	struct scan s = {0};
	const char *next = p;
	uint32_t c = utf8_next(&next, end);
	if (c < 0x80 ? scan_is_ascii_letter((char)c) : is_letter(c)) {
		s.kind = TOKEN_WORD;
		s.end = word_end(p, end, &s.all_upper);
		s.upper = is_upper(c);
	} else if (c < 0x80 && scan_is_digit((char)c)) {
		s.kind = TOKEN_NUMBER;
		s.end = scan_number_end(p, end);
	} else {
		s.kind = TOKEN_MARK;
		s.end = next;
		s.mark = plain_mark(c);
	}
	return s;
}

#include "stages/ingest/clean.h"

#include <stdint.h>
#include <stdlib.h>
#include <utf8proc.h>
#include "common/utf8.h"
#include "stages/ingest/letters.h"

/* What a character becomes. */
enum fate { FATE_KEEP, FATE_DROP, FATE_SPACE, FATE_LINE };

enum { REPLACEMENT = 0xFFFD };

static enum fate fate_of(uint32_t c)
{
	if (c < 0x20)
		return c == '\t'                ? FATE_KEEP
		       : c == '\n' || c == '\r' ? FATE_LINE
		       : c == '\f' || c == '\v' ? FATE_LINE
						: FATE_DROP;
	if (c < 0x7F)
		return FATE_KEEP;
	if (c == 0x85)
		return FATE_LINE;
	if (c < 0xA0)
		return FATE_DROP;
	switch (utf8proc_category((utf8proc_int32_t)c)) {
	case UTF8PROC_CATEGORY_ZS:
		return FATE_SPACE;
	case UTF8PROC_CATEGORY_ZL:
	case UTF8PROC_CATEGORY_ZP:
		return FATE_LINE;
	case UTF8PROC_CATEGORY_CF: /* soft hyphen, zero-width, direction marks, byte-order mark */
		return FATE_DROP;
	default:
		return FATE_KEEP;
	}
}

/* Characters that stay as they are and of which nothing composes: Latin letters (C3 to CB),
 * Vietnamese ones (E1 BA, E1 BB), dashes and quotes (E2 80 90 to E2 80 A7), currencies. `n`:
 * bytes. */
static bool is_harmless(const unsigned char *p, size_t n)
{
	if (n == 2)
		return p[0] == 0xC2 ? p[1] > 0xA0 && p[1] != 0xAD : p[0] < 0xCC;
	if (n == 3 && p[0] == 0xE1)
		return p[1] == 0xBA || p[1] == 0xBB;
	if (n == 3 && p[0] == 0xE2)
		return p[1] == 0x80 ? p[2] >= 0x90 && p[2] <= 0xA7 : p[1] == 0x82 && p[2] >= 0xA0;
	return false;
}

static bool is_mark(const unsigned char *p)
{
	return p[0] == 0xCC || (p[0] == 0xCD && p[1] <= 0xAF);
}

static bool is_tail(unsigned char c)
{
	return (c & 0xC0) == 0x80;
}

/* Bytes of the well-formed character beyond ASCII at p; 0 where there is none. The letters of
 * Vietnamese come first. */
static size_t length_at(const unsigned char *p, const unsigned char *end)
{
	const char *next = (const char *)p;

	if (end - p >= 3 && p[0] == 0xE1 && is_tail(p[1]) && is_tail(p[2]))
		return 3;
	if (end - p >= 2 && p[0] >= 0xC2 && p[0] < 0xE0 && is_tail(p[1]))
		return 2;
	if (utf8_next(&next, (const char *)end) == REPLACEMENT && next - (const char *)p != 3)
		return 0;
	return (size_t)(next - (const char *)p);
}

/* How many of the eight bytes at p, from the first on, are ASCII without control characters. The
 * first that is not is found exactly: carries run towards what stands behind it. */
static size_t plain_head(const unsigned char *p)
{
	const uint64_t tops = 0x8080808080808080u, ones = 0x0101010101010101u;
	uint64_t w;

	memcpy(&w, p, sizeof(w));
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	w = __builtin_bswap64(w);
#endif
	w = (w | (w - ones * ' ') | (w + ones)) & tops; /* beyond ASCII, below a blank, 0x7F */
	return w ? (size_t)__builtin_ctzll(w) / 8 : sizeof(w);
}

/* The letters of Vietnamese, which is nearly all that comes beyond ASCII: bytes, or 0. */
static size_t vietnamese_at(const unsigned char *p, const unsigned char *end)
{
	if (*p >= 0xC3 && *p <= 0xC6)
		return end - p >= 2 && is_tail(p[1]) && !letter_is_foreign(p[0], p[1]) ? 2 : 0;
	if (*p == 0xE1)
		return end - p >= 3 && (p[1] == 0xBA || p[1] == 0xBB) && is_tail(p[2]) ? 3 : 0;
	return 0;
}

/* Bytes of the character beyond ASCII at p, 0 where it is broken; notes what it means for *s. */
static size_t scan_character(const unsigned char *p, const unsigned char *end, struct clean_scan *s)
{
	size_t n = length_at(p, end);

	if (n == 2 && *p < 0xCA && letter_is_foreign(p[0], p[1]))
		s->foreign = true;
	if (n && !is_harmless(p, n)) {
		s->clean = false;
		if (n == 2 && is_mark(p))
			s->decomposed = true;
	}
	return n;
}

struct clean_scan clean_scan(struct str text)
{
	const unsigned char *begin = (const unsigned char *)text.p, *p = begin;
	const unsigned char *end = text.n ? begin + text.n : begin;
	struct clean_scan s = {0, true, true, false, false};

	while (p < end) {
		size_t n;

		if (*p < 0x80) {
			n = end - p >= 8 ? plain_head(p) : 0;
			if (n == 0) {
				if (*p < 0x20 ? *p != '\n' && *p != '\t' : *p == 0x7F)
					s.clean = false;
				n = 1;
			}
			p += n;
			continue;
		}
		n = vietnamese_at(p, end);
		if (n == 0)
			n = scan_character(p, end, &s);
		if (n == 0)
			break;
		s.ascii = false;
		p += n;
	}
	s.valid = (size_t)(p - begin);
	return s;
}

static void compose(struct str line, struct buf *out)
{
	utf8proc_uint8_t *composed = NULL;
	utf8proc_ssize_t n =
		utf8proc_map((const utf8proc_uint8_t *)line.p, (utf8proc_ssize_t)line.n, &composed,
			     UTF8PROC_STABLE | UTF8PROC_COMPOSE);

	if (n < 0) { /* only memory can fail: the line is well-formed */
		free(composed);
		buf_add(out, line);
		return;
	}
	buf_add(out, (struct str){(const char *)composed, (size_t)n});
	free(composed);
}

static void add_character(struct buf *line, uint32_t c)
{
	char bytes[4];

	buf_add(line, (struct str){bytes, utf8_encode(c, bytes)});
}

/* One line, LF or CR excluded. Blanks are settled before the composing, which knows none; what
 * composing makes (U+2000 becomes U+2002) is a space by then. */
static void clean_line(struct str line, struct buf *work, struct buf *out)
{
	const char *p = line.p, *end = line.p + line.n;

	buf_reset(work);
	while (p < end) {
		uint32_t c = utf8_next(&p, end);

		switch (fate_of(c)) {
		case FATE_KEEP:
			add_character(work, c);
			break;
		case FATE_SPACE:
			buf_byte(work, ' ');
			break;
		case FATE_LINE:
			compose(buf_view(work), out);
			buf_byte(out, '\n');
			buf_reset(work);
			break;
		case FATE_DROP:
			break;
		}
	}
	compose(buf_view(work), out);
}

void clean_text(struct str text, bool marked, struct buf *out)
{
	struct buf work = {0};

	while (text.n) {
		struct str line = str_cut(&text, '\n');
		struct clean_scan s;

		if (marked && line.n && line.p[0] >= LINE_PARA && line.p[0] <= LINE_NOTE) {
			buf_byte(out, line.p[0]);
			line.p++;
			line.n--;
		}
		if (line.n && line.p[line.n - 1] == '\r')
			line.n--;
		s = clean_scan(line);
		if (s.clean && s.valid == line.n)
			buf_add(out, line);
		else
			clean_line(line, &work, out);
		if (text.p)
			buf_byte(out, '\n');
	}
	buf_release(&work);
}

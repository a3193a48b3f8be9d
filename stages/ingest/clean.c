#include "stages/ingest/clean.h"

#include <stdint.h>
#include <stdlib.h>
#include <utf8proc.h>
#include "common/utf8.h"
#include "common/xalloc.h"

/* What a character becomes. */
enum fate { FATE_KEEP, FATE_DROP, FATE_SPACE, FATE_LINE };

enum { REPLACEMENT = 0xFFFD };

static enum fate fate_of(uint32_t c)
{
	if (c < 0x20)
		return c == '\t' ? FATE_KEEP : c == '\n' || c == '\r' ? FATE_LINE :
		       c == '\f' || c == '\v' ? FATE_LINE : FATE_DROP;
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

/* Bytes that may begin something to be cleaned; all others only need to be well-formed. Latin letters
 * (C3 to C8), Vietnamese (E1 BA, E1 BB), dashes and quotes (E2 80 90 to A7) are told apart below. */
static bool is_harmless(const unsigned char *p, size_t n)
{
	if (n == 2)
		return p[0] == 0xC2 ? p[1] > 0xA0 && p[1] != 0xAD : p[0] < 0xCC;
	if (n == 3 && p[0] == 0xE1)
		return p[1] == 0xBA || (p[1] == 0xBB && p[2] != 0xBF);
	if (n == 3 && p[0] == 0xE2)
		return p[1] == 0x80 ? p[2] >= 0x90 && p[2] <= 0xA7 : p[1] == 0x82 && p[2] >= 0xA0 &&
			p[2] <= 0xBF;
	return false;
}

static bool is_mark(const unsigned char *p)
{
	return p[0] == 0xCC || (p[0] == 0xCD && p[1] <= 0xAF);
}

struct clean_scan clean_scan(struct str text)
{
	const unsigned char *begin = (const unsigned char *)text.p, *p = begin, *end = begin + text.n;
	struct clean_scan s = {0, true, true, false};

	while (p < end) {
		const char *next = (const char *)p;
		size_t n;

		if (*p < 0x80) {
			if (*p < 0x20 ? *p != '\n' && *p != '\t' : *p == 0x7F)
				s.clean = false;
			p++;
			continue;
		}
		if (*p < 0xE0 && *p >= 0xC2 && end - p >= 2 && (p[1] & 0xC0) == 0x80) {
			n = 2;
		} else {
			uint32_t c = utf8_next(&next, (const char *)end);

			n = (size_t)(next - (const char *)p);
			if (c == REPLACEMENT && !(n == 3))
				break;
		}
		s.ascii = false;
		if (!is_harmless(p, n)) {
			s.clean = false;
			if (n == 2 && is_mark(p))
				s.decomposed = true;
		}
		p += n;
	}
	s.valid = (size_t)(p - begin);
	return s;
}

static void compose(struct str line, struct buf *out)
{
	utf8proc_uint8_t *composed = NULL;
	utf8proc_ssize_t n = utf8proc_map((const utf8proc_uint8_t *)line.p, (utf8proc_ssize_t)line.n,
					  &composed, UTF8PROC_STABLE | UTF8PROC_COMPOSE);

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

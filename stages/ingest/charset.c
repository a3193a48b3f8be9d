#include "stages/ingest/charset.h"

#include <stdint.h>
#include <stdio.h>
#include "common/utf8.h"
#include "stages/ingest/clean.h"
#include "stages/ingest/legacy.h"

enum { LEAST_GOOD = 20 };

static void set_name(struct charset_result *out, const char *name)
{
	snprintf(out->name, sizeof(out->name), "%s", name);
}

static void add_character(struct buf *b, uint32_t c)
{
	char bytes[4];

	buf_add(b, (struct str){bytes, utf8_encode(c, bytes)});
}

static uint32_t unit_at(struct str s, size_t i, bool big)
{
	unsigned char a = (unsigned char)s.p[i], b = (unsigned char)s.p[i + 1];

	return big ? (uint32_t)a << 8 | b : (uint32_t)b << 8 | a;
}

static void decode_utf16(struct str s, bool big, struct buf *room, struct charset_result *out)
{
	size_t i = 0;

	for (; i + 1 < s.n; i += 2) {
		uint32_t c = unit_at(s, i, big), low;

		if (c >= 0xD800 && c <= 0xDBFF && i + 3 < s.n) {
			low = unit_at(s, i + 2, big);
			if (low >= 0xDC00 && low <= 0xDFFF) {
				c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
				i += 2;
			}
		}
		if (c >= 0xD800 && c <= 0xDFFF) {
			c = 0xFFFD;
			out->broken++;
		}
		add_character(room, c);
	}
	out->broken += i < s.n;
	out->text = buf_view(room);
	set_name(out, big ? "UTF-16BE" : "UTF-16LE");
}

/* 'b' or 'l' where the bytes are UTF-16 in that order, 0 where they are not. */
static char utf16_order(struct str s)
{
	size_t zeros[2] = {0, 0}, n = s.n < 4096 ? s.n & ~(size_t)1 : 4096;

	if (s.n >= 2 && memcmp(s.p, "\xFF\xFE", 2) == 0)
		return 'l';
	if (s.n >= 2 && memcmp(s.p, "\xFE\xFF", 2) == 0)
		return 'b';
	if (n == 0 || !memchr(s.p, 0, n))
		return 0;
	for (size_t i = 0; i < n; i++)
		zeros[i % 2] += s.p[i] == 0;
	if (zeros[1] > n / 8 && zeros[0] <= zeros[1] / 16)
		return 'l';
	return zeros[0] > n / 8 && zeros[1] <= zeros[0] / 16 ? 'b' : 0;
}

/* UTF-8 whose broken bytes are few: more than one to LEAST_GOOD good characters beyond ASCII, and
 * it is something else. */
static bool is_broken_utf8(struct str s, struct buf *room, struct charset_result *out)
{
	const char *p = s.p, *end = s.p + s.n;
	size_t good = 0;

	out->broken = 0;
	while (p < end) {
		const char *before = p;
		uint32_t c = utf8_next(&p, end);

		if (c == 0xFFFD && p - before != 3)
			out->broken++;
		else
			good += c >= 0x80;
	}
	if (out->broken * LEAST_GOOD > good)
		return false;
	for (p = s.p; p < end;)
		add_character(room, utf8_next(&p, end));
	out->text = buf_view(room);
	set_name(out, "UTF-8");
	return true;
}

void charset_mend(struct charset_result *c, struct buf *room)
{
	struct legacy_mended m;
	size_t n = strlen(c->name);

	if (c->plain)
		return;
	m = legacy_mend(c->text, room);
	if (!m.words)
		return;
	c->text = buf_view(room);
	c->clean = false;
	c->mended = m.words;
	snprintf(c->name + n, sizeof(c->name) - n, "+%s", m.name);
}

bool charset_decode(struct str bytes, struct str hint, struct buf *room, struct charset_result *out)
{
	struct clean_scan scan;
	char order;

	if (!bytes.p)
		bytes = STR("");
	*out = (struct charset_result){.text = bytes};
	order = utf16_order(bytes);
	if (order) {
		decode_utf16(bytes, order == 'b', room, out);
		return true;
	}
	scan = clean_scan(bytes);
	if (scan.valid == bytes.n) {
		bool marked = str_starts(bytes, STR("\xEF\xBB\xBF"));

		set_name(out, scan.ascii        ? "US-ASCII"
			      : marked          ? "UTF-8 with BOM"
			      : scan.decomposed ? "UTF-8 decomposed"
						: "UTF-8");
		out->clean = scan.clean;
		out->plain = !scan.foreign;
		return true;
	}
	if (legacy_decode(bytes, hint, room, out))
		return true;
	buf_reset(room);
	if (is_broken_utf8(bytes, room, out))
		return true;
	buf_reset(room);
	out->broken = 0;
	return legacy_latin(bytes, room, out);
}

void charset_tell(struct reader *r, const struct input *in, const struct charset_result *c)
{
	char digits[24];

	if (c->broken) {
		snprintf(digits, sizeof(digits), "%zu", c->broken);
		reader_tell(r, in, "ENCODING_BROKEN", digits);
	}
	if (c->mended) {
		snprintf(digits, sizeof(digits), "%zu", c->mended);
		reader_tell(r, in, "ENCODING_MENDED", digits);
	}
	if (c->uncertain)
		reader_tell(r, in, "ENCODING_UNCERTAIN", c->name);
}

void charset_emit(struct reader *r, const struct input *in, const char *media_type,
		  struct charset_result *c)
{
	struct document d = {.media_type = media_type, .marked = true};
	struct buf mended = {0};

	charset_mend(c, &mended);
	charset_tell(r, in, c);
	d.text = c->text;
	d.encoding = c->name;
	reader_emit(r, in, &d);
	buf_release(&mended);
}

#include "stages/ingest/legacy.h"

#include <stdint.h>
#include <stdio.h>
#include <strings.h>
#include "common/utf8.h"
#include "stages/ingest/syllable.h"

/* Words by which an encoding is told, and percent of them that must be built like syllables. A
 * second encoding with as many of every hundred makes the first uncertain. */
enum { SAMPLE_WORDS = 3000, LEAST_SHARE = 70, NEARLY = 90 };

enum { EIGHT_BIT = LEGACY_UTF8 }; /* encodings before it */

static const char *const encoding_name[] = {"windows-1258", "VISCII",       "TCVN3",
					    "VNI",          "windows-1252", "windows-1252 twice"};

static const uint16_t table_1258[256] = {
#include "stages/ingest/charset_cp1258.def"
};
static const uint16_t table_viscii[256] = {
#include "stages/ingest/charset_viscii.def"
};
static const uint16_t table_tcvn[256] = {
#include "stages/ingest/charset_tcvn.def"
};
static const uint16_t table_1252[256] = {
#include "stages/ingest/charset_cp1252.def"
};

static void add_character(struct buf *b, uint32_t c)
{
	char bytes[4];

	buf_add(b, (struct str){bytes, utf8_encode(c, bytes)});
}

/* ---- VNI: a letter and behind it a byte that stands for its marks
 * ----------------------------- */

struct vni_mark {
	unsigned char byte; /* of small letters; capitals have 0x20 less */
	const char *bases;
	uint16_t first, second; /* combining characters */
};

#define ALL_VOWELS "aeouy\xF4\xF6"

static const struct vni_mark vni_marks[] = {
	{0xF9, ALL_VOWELS, 0x301, 0}, {0xF8, ALL_VOWELS, 0x300, 0}, {0xFB, ALL_VOWELS, 0x309, 0},
	{0xF5, ALL_VOWELS, 0x303, 0}, {0xEF, ALL_VOWELS, 0x323, 0}, {0xE2, "aeo", 0x302, 0},
	{0xE1, "aeo", 0x302, 0x301},  {0xE0, "aeo", 0x302, 0x300},  {0xE5, "aeo", 0x302, 0x309},
	{0xE3, "aeo", 0x302, 0x303},  {0xE4, "aeo", 0x302, 0x323},  {0xEA, "a", 0x306, 0},
	{0xE9, "a", 0x306, 0x301},    {0xE8, "a", 0x306, 0x300},    {0xFA, "a", 0x306, 0x309},
	{0xFC, "a", 0x306, 0x303},    {0xEB, "a", 0x306, 0x323},
};

/* Letters of one byte, small ones. */
static const struct {
	unsigned char byte;
	uint16_t small, capital;
} vni_letters[] = {
	{0xF1, 0x111, 0x110}, {0xF4, 0x1A1, 0x1A0},   {0xF6, 0x1B0, 0x1AF},
	{0xED, 0xED, 0xCD},   {0xEC, 0xEC, 0xCC},     {0xE6, 0x1EC9, 0x1EC8},
	{0xF3, 0x129, 0x128}, {0xF2, 0x1ECB, 0x1ECA}, {0xEE, 0x1EF5, 0x1EF4},
};

static unsigned char vni_lower(unsigned char c)
{
	return (c >= 0xC0 && c <= 0xDE) || (c >= 'A' && c <= 'Z') ? (unsigned char)(c + 0x20) : c;
}

static const struct vni_mark *vni_mark_of(unsigned char base, unsigned char byte)
{
	base = vni_lower(base);
	byte = byte < 0xC0 ? 0 : vni_lower(byte);
	for (size_t i = 0; i < sizeof(vni_marks) / sizeof(*vni_marks); i++)
		if (vni_marks[i].byte == byte && base && strchr(vni_marks[i].bases, (char)base))
			return &vni_marks[i];
	return NULL;
}

static uint32_t vni_letter(unsigned char c)
{
	for (size_t i = 0; i < sizeof(vni_letters) / sizeof(*vni_letters); i++) {
		if (vni_letters[i].byte == c)
			return vni_letters[i].small;
		if (c < 0xE0 && c >= 0xC0 && vni_letters[i].byte == c + 0x20)
			return vni_letters[i].capital;
	}
	return table_1252[c];
}

static void decode_vni(struct str s, struct buf *out)
{
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		const struct vni_mark *m =
			i + 1 < s.n ? vni_mark_of(c, (unsigned char)s.p[i + 1]) : NULL;

		add_character(out, vni_letter(c));
		if (!m)
			continue;
		add_character(out, m->first);
		if (m->second)
			add_character(out, m->second);
		i++;
	}
}

/* ---- bytes to text -------------------------------------------------------------------------- */

static void decode_table(struct str s, const uint16_t table[256], struct buf *out)
{
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (c < 0x80 && table[c] == c)
			buf_byte(out, (char)c);
		else
			add_character(out, table[c]);
	}
}

const char *legacy_name(enum legacy_encoding e)
{
	return encoding_name[e];
}

int legacy_byte_of(uint32_t c)
{
	if (c < 0x80 || (c >= 0xA0 && c <= 0xFF))
		return (int)c;
	for (int i = 0x80; i < 0xA0; i++)
		if (table_1252[i] == c || c == (uint32_t)i)
			return i;
	return -1;
}

/* UTF-8 whose characters are bytes that are UTF-8 again. */
static bool twice(struct str s, struct buf *out)
{
	const char *p = s.p, *end = s.p + s.n;
	struct buf bytes = {0};
	bool is = utf8_valid(s) == s.n;

	while (is && p < end) {
		int byte = legacy_byte_of(utf8_next(&p, end));

		is = byte >= 0;
		buf_byte(&bytes, (char)byte);
	}
	is = is && utf8_valid(buf_view(&bytes)) == bytes.n;
	if (is)
		buf_add(out, buf_view(&bytes));
	buf_release(&bytes);
	return is;
}

bool legacy_bytes(struct str s, enum legacy_encoding e, struct buf *out)
{
	switch (e) {
	case LEGACY_1258:
		decode_table(s, table_1258, out);
		return true;
	case LEGACY_VISCII:
		decode_table(s, table_viscii, out);
		return true;
	case LEGACY_TCVN3:
		decode_table(s, table_tcvn, out);
		return true;
	case LEGACY_VNI:
		decode_vni(s, out);
		return true;
	case LEGACY_UTF8_TWICE:
		return twice(s, out);
	case LEGACY_UTF8:
	case LEGACY_ENCODINGS:
		break;
	}
	if (utf8_valid(s) < s.n)
		return false;
	buf_add(out, s);
	return true;
}

static bool is_ascii(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] >= 0x80)
			return false;
	return true;
}

/* The lines with bytes beyond ASCII, as many as the sample takes. */
static void take_sample(struct str bytes, struct buf *sample)
{
	enum { SAMPLE_BYTES = 1 << 17 };

	while (bytes.n && sample->n < SAMPLE_BYTES) {
		struct str line = str_cut(&bytes, '\n');

		if (line.n > SAMPLE_BYTES)
			line.n = SAMPLE_BYTES;
		if (is_ascii(line))
			continue;
		buf_add(sample, line);
		buf_byte(sample, '\n');
	}
}

static bool is_claimed(struct str hint, enum legacy_encoding e)
{
	static const char *const claims[EIGHT_BIT][3] = {{"windows-1258", "cp1258", NULL},
							 {"viscii", NULL, NULL},
							 {"tcvn", "tcvn3", "x-tcvn3"},
							 {"vni", "x-vni", "vni-win"}};

	for (int i = 0; i < 3 && claims[e][i]; i++)
		if (strlen(claims[e][i]) == hint.n &&
		    strncasecmp(claims[e][i], hint.p, hint.n) == 0)
			return true;
	return false;
}

bool legacy_latin(struct str bytes, struct buf *room, struct charset_result *out)
{
	size_t beyond = 0;

	for (size_t i = 0; i < bytes.n; i++)
		beyond += (unsigned char)bytes.p[i] >= 0x80;
	if (beyond * 20 > bytes.n)
		return false;
	decode_table(bytes, table_1252, room);
	out->text = buf_view(room);
	out->uncertain = true;
	snprintf(out->name, sizeof(out->name), "%s", encoding_name[LEGACY_UTF8]);
	return true;
}

bool legacy_decode(struct str bytes, struct str hint, struct buf *room, struct charset_result *out)
{
	struct buf sample = {0}, text = {0};
	long long score[EIGHT_BIT], best_score = -1, second = -1;
	struct syllable_count n;
	enum legacy_encoding best = LEGACY_UTF8;

	take_sample(bytes, &sample);
	for (enum legacy_encoding e = 0; e < LEGACY_UTF8; e++) {
		buf_reset(&text);
		legacy_bytes(buf_view(&sample), e, &text);
		syllable_count(buf_view(&text), SAMPLE_WORDS, &n);
		score[e] = n.built * 100 >= (n.built + n.other) * LEAST_SHARE ? (long long)n.built
									      : -1;
		if (score[e] > 0 &&
		    (score[e] > best_score || (score[e] == best_score && is_claimed(hint, e)))) {
			second = best_score;
			best_score = score[e];
			best = e;
		} else if (score[e] > second) {
			second = score[e];
		}
	}
	buf_release(&sample);
	buf_release(&text);
	if (best == LEGACY_UTF8)
		return false;
	legacy_bytes(bytes, best, room);
	out->text = buf_view(room);
	out->uncertain = second * 100 >= best_score * NEARLY && !is_claimed(hint, best);
	snprintf(out->name, sizeof(out->name), "%s", encoding_name[best]);
	return true;
}

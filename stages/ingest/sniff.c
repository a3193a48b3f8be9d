#include "stages/ingest/sniff.h"

#include <stdbool.h>

/* Bytes by which text is told from what is none, where no zero byte does it. */
enum { LOOKED_AT = 1024 };

struct magic {
	unsigned at;
	const char *bytes;
	unsigned n;
	enum form form;
};

static const struct magic magics[] = {
	{0, "%PDF-", 5, FORM_PDF},
	{0, "{\\rtf", 5, FORM_RTF},
	{0, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8, FORM_OLE},
	{0, "PK\3\4", 4, FORM_ZIP},
	{0, "PK\5\6", 4, FORM_ZIP},
	{0, "7z\xBC\xAF\x27\x1C", 6, FORM_ARCHIVE},
	{0, "Rar!\x1A\7", 6, FORM_ARCHIVE},
	{257, "ustar", 5, FORM_ARCHIVE},
	{0, "070701", 6, FORM_ARCHIVE},
	{0, "MSCF\0\0\0\0", 8, FORM_ARCHIVE},
	{0, "\xFF\xD8\xFF", 3, FORM_PICTURE},
	{0, "\x89PNG", 4, FORM_PICTURE},
	{0, "GIF8", 4, FORM_PICTURE},
	{0, "II*\0", 4, FORM_PICTURE},
	{0, "MM\0*", 4, FORM_PICTURE},
	{0, "\x1F\x8B\x08", 3, FORM_PACKED},
	{0,
	 "\xFD"
	 "7zXZ\0",
	 6, FORM_PACKED},
	{0, "BZh", 3, FORM_PACKED},
	{0, "\x28\xB5\x2F\xFD", 4, FORM_PACKED},
};

static bool starts_with(struct str s, const char *word)
{
	size_t n = strlen(word);

	if (s.n < n)
		return false;
	for (size_t i = 0; i < n; i++)
		if ((s.p[i] >= 'A' && s.p[i] <= 'Z' ? s.p[i] + 32 : s.p[i]) != word[i])
			return false;
	return true;
}

static bool holds(struct str s, const char *word)
{
	for (size_t i = 0; i < s.n; i++)
		if (starts_with((struct str){s.p + i, s.n - i}, word))
			return true;
	return false;
}

/* Every second byte of ASCII in UTF-16 is zero, mostly at one of the two sides. */
static bool is_wide(struct str s)
{
	size_t zeros[2] = {0, 0}, pairs = (s.n < LOOKED_AT ? s.n : LOOKED_AT) / 2;

	if (!memchr(s.p, 0, pairs * 2))
		return false;
	for (size_t i = 0; i < pairs * 2; i++)
		zeros[i % 2] += s.p[i] == 0;
	return (zeros[0] > pairs / 4 && zeros[1] <= zeros[0] / 16) ||
	       (zeros[1] > pairs / 4 && zeros[0] <= zeros[1] / 16);
}

static bool has_wide_mark(struct str s)
{
	return s.n >= 2 && (memcmp(s.p, "\xFF\xFE", 2) == 0 || memcmp(s.p, "\xFE\xFF", 2) == 0);
}

/* Control characters that text has, those that VISCII and TCVN 5712 use for letters left aside. */
static bool is_binary(struct str s)
{
	size_t odd = 0;

	if (memchr(s.p, 0, s.n))
		return true;
	if (s.n > LOOKED_AT)
		s.n = LOOKED_AT;
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		odd += c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != 0x1B;
	}
	return odd * 20 > s.n;
}

/* A name of a header line and its colon, three in a row, one of them a line that mail must have. */
static bool is_mail(struct str s)
{
	unsigned lines = 0;
	bool known = false;

	while (s.n && lines < 40) {
		struct str line = str_cut(&s, '\n');
		size_t i = 0;

		if (line.n && (line.p[0] == ' ' || line.p[0] == '\t') && lines)
			continue;
		if (lines == 0 && str_starts(line, STR("From ")))
			continue;
		while (i < line.n && line.p[i] > ' ' && line.p[i] < 0x7F && line.p[i] != ':')
			i++;
		if (i == 0 || i == line.n || line.p[i] != ':')
			break;
		known = known || starts_with(line, "mime-version:") ||
			starts_with(line, "message-id:") || starts_with(line, "received:") ||
			starts_with(line, "from:") || starts_with(line, "content-type:");
		lines++;
	}
	return lines >= 3 && known;
}

static struct str without_blanks(struct str s)
{
	if (str_starts(s, STR("\xEF\xBB\xBF")))
		s = (struct str){s.p + 3, s.n - 3};
	while (s.n && (s.p[0] == ' ' || (s.p[0] >= '\t' && s.p[0] <= '\r'))) {
		s.p++;
		s.n--;
	}
	return s;
}

static enum form markup(struct str s)
{
	static const char *const tags[] = {
		"<!doctype html", "<html", "<head",   "<body", "<meta",  "<title",
		"<article",       "<div",  "<p>",     "<p ",   "<table", "<h1",
		"<!--",           "<span", "<center", "<font", "<ul",    "<script"};

	if (s.n == 0 || s.p[0] != '<')
		return FORM_TEXT;
	if (starts_with(s, "<?xml"))
		return holds(s, "<html") ? FORM_HTML : FORM_XML;
	for (size_t i = 0; i < sizeof(tags) / sizeof(*tags); i++)
		if (starts_with(s, tags[i]))
			return FORM_HTML;
	return FORM_TEXT;
}

enum form sniff(struct str head)
{
	char narrow[SNIFF_BYTES / 2];
	size_t n = 0;
	struct str start;

	if (head.n == 0)
		return FORM_EMPTY;
	for (size_t i = 0; i < sizeof(magics) / sizeof(*magics); i++) {
		const struct magic *m = &magics[i];

		if (head.n >= m->at + m->n && memcmp(head.p + m->at, m->bytes, m->n) == 0)
			return m->form;
	}
	if (has_wide_mark(head) || is_wide(head)) {
		for (size_t i = 0; i < head.n && n < sizeof(narrow); i++)
			if ((unsigned char)head.p[i] - 1u < 0x7F)
				narrow[n++] = head.p[i];
		return markup(without_blanks((struct str){narrow, n}));
	}
	if (is_binary(head))
		return FORM_BINARY;
	start = without_blanks(head);
	if (markup(start) != FORM_TEXT)
		return markup(start);
	return is_mail(start) ? FORM_MAIL : FORM_TEXT;
}

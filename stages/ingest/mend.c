/*
 * Text in UTF-8 that holds words of another encoding, read as windows-1252 at some time:
 * mojibake, which is UTF-8 itself, and the fonts of TCVN3 and VNI, whose letters are Latin ones
 * in disguise.
 *
 * A line with characters that Vietnamese does not write is looked at word by word. Words that are
 * built like syllables only as they stand keep it; words that are so only when undone are undone;
 * words that are so both ways go with their neighbours. A line is undone only where more words
 * call for it than speak against it.
 */
#include <stdlib.h>
#include "common/utf8.h"
#include "common/xalloc.h"
#include "stages/ingest/clean.h"
#include "stages/ingest/legacy.h"
#include "stages/ingest/letters.h"
#include "stages/ingest/syllable.h"

/* Words that a document must give before it is taken to hold a second encoding. */
enum { LEAST_WORDS = 3 };
/* Words to be undone for every one that stands, from which all of the document is in one
 * encoding. */
enum { ALL_OF_IT = 20 };

enum speech { SPEAKS_FOR_NOTHING, AS_IT_STANDS, UNDONE, BOTH_WAYS, PLAIN };

struct word {
	struct str text; /* a run without blanks */
	enum speech speech;
	bool undo;
};

struct mend {
	struct word *word;
	size_t words, room;
	struct buf bytes, undone;
	size_t mended[LEGACY_ENCODINGS], standing; /* words */
	enum legacy_encoding
		whole; /* that all of the document is in; LEGACY_ENCODINGS: not known */
};

/* A quick look at bytes: nothing that Vietnamese does not write. */
static bool is_as_it_should_be(struct str s)
{
	const unsigned char *p = (const unsigned char *)s.p,
			    *end = (const unsigned char *)str_end(s);

	for (; p < end; p++)
		if (*p >= 0xC2 && *p <= 0xC9 && p + 1 < end && letter_is_foreign(p[0], p[1]))
			return false;
	return true;
}

static bool undo(struct mend *m, struct str word, enum legacy_encoding e)
{
	const char *p = word.p, *end = word.p + word.n;

	buf_reset(&m->bytes);
	buf_reset(&m->undone);
	while (p < end) {
		int byte = legacy_byte_of(utf8_next(&p, end));

		if (byte < 0)
			return false;
		buf_byte(&m->bytes, (char)byte);
	}
	return legacy_bytes(buf_view(&m->bytes), e, &m->undone);
}

/* A word as it stands: all that is beyond ASCII in it is built like syllables. */
static bool is_good(struct str s)
{
	struct syllable_count n;

	syllable_count(s, 0, &n);
	return n.built > 0 && n.other == 0;
}

/* Signs such as a dash in quotes are no syllables, but certain as UTF-8: two bytes or more that
 * fit. */
static bool is_good_undone(const struct mend *m, struct str word, enum legacy_encoding e)
{
	struct syllable_count n;

	syllable_count(buf_view(&m->undone), 0, &n);
	if (e >= LEGACY_UTF8)
		return m->undone.n < word.n && n.other == 0;
	return n.built > 0 && n.other == 0;
}

static bool is_plain(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] >= 0x80)
			return false;
	return true;
}

static void split(struct mend *m, struct str line)
{
	m->words = 0;
	while (line.n) {
		struct str text = str_cut(&line, ' ');

		if (!text.n)
			continue;
		m->word = xgrow(m->word, &m->room, m->words + 1, sizeof(*m->word));
		m->word[m->words++] = (struct word){text, PLAIN, false};
	}
}

/* Characters but for digits and marks of ASCII. One alone proves nothing: a fraction, a degree. */
static unsigned letters(struct str s)
{
	unsigned n = 0;

	for (size_t i = 0; i < s.n; i++)
		n += ((unsigned char)s.p[i] & 0xC0) == 0xC0 || (s.p[i] | 32) >= 'a';
	return n;
}

/* What the words say of the encoding: how many call for it, less those that speak against it. */
static long long judge(struct mend *m, enum legacy_encoding e)
{
	long long verdict = 0;

	for (size_t i = 0; i < m->words; i++) {
		struct word *w = &m->word[i];
		bool stands, undone;

		if (is_plain(w->text))
			continue;
		stands = is_good(w->text);
		undone = undo(m, w->text, e) && is_good_undone(m, w->text, e);
		if (stands)
			w->speech = undone ? BOTH_WAYS : AS_IT_STANDS;
		else if (undone)
			w->speech = letters(buf_view(&m->undone)) > 1 ? UNDONE : BOTH_WAYS;
		else
			w->speech = SPEAKS_FOR_NOTHING;
		verdict += w->speech == UNDONE;
		verdict -= w->speech == SPEAKS_FOR_NOTHING;
	}
	return verdict;
}

static bool decides(const struct word *w)
{
	return w->speech == UNDONE || w->speech == AS_IT_STANDS;
}

/* The nearest words that decide, on both sides of word i; they move along with it. */
struct neighbours {
	size_t before, behind; /* `words` of the line where there is none */
};

static void move_to(const struct mend *m, struct neighbours *n, size_t i)
{
	if (i > 0 && decides(&m->word[i - 1]))
		n->before = i - 1;
	if (n->behind <= i)
		n->behind = i + 1;
	while (n->behind < m->words && !decides(&m->word[n->behind]))
		n->behind++;
}

/* What the nearest of them says of word i, the one before it where two are as near. */
static enum speech nearest(const struct mend *m, const struct neighbours *n, size_t i)
{
	bool before = n->before < m->words, behind = n->behind < m->words;

	if (before && (!behind || i - n->before <= n->behind - i))
		return m->word[n->before].speech;
	if (behind)
		return m->word[n->behind].speech;
	return m->whole == LEGACY_ENCODINGS ? AS_IT_STANDS : UNDONE;
}

/* A word that is no syllable either way ("CNSC" and the letter d with stroke) may be undone where
 * that takes away what Vietnamese does not write. */
static bool may_be_undone(struct mend *m, struct str word, enum legacy_encoding e)
{
	if (!undo(m, word, e))
		return false;
	if (e >= LEGACY_UTF8) /* no other bytes would be UTF-8 */
		return m->undone.n < word.n;
	return !is_as_it_should_be(word) && is_as_it_should_be(buf_view(&m->undone));
}

static void decide(struct mend *m, enum legacy_encoding e)
{
	struct neighbours n = {m->words, 0};

	for (size_t i = 0; i < m->words; i++) {
		struct word *w = &m->word[i];

		move_to(m, &n, i);
		if (w->speech == UNDONE)
			w->undo = true;
		else if (w->speech == BOTH_WAYS)
			w->undo = nearest(m, &n, i) == UNDONE;
		else if (w->speech == SPEAKS_FOR_NOTHING)
			w->undo = nearest(m, &n, i) == UNDONE && may_be_undone(m, w->text, e);
		else
			w->undo = false;
	}
}

static void put_line(struct mend *m, struct str line, enum legacy_encoding e, struct buf *out)
{
	const char *at = line.p;

	decide(m, e);
	for (size_t i = 0; i < m->words; i++) {
		struct word *w = &m->word[i];

		if (!w->undo) {
			m->standing += w->speech == AS_IT_STANDS;
			continue;
		}
		buf_add(out, str_range(at, w->text.p));
		undo(m, w->text, e);
		buf_add(out, buf_view(&m->undone));
		at = w->text.p + w->text.n;
		m->mended[e]++;
	}
	buf_add(out, str_range(at, line.p + line.n));
}

static void mend_line(struct mend *m, struct str line, struct buf *out)
{
	static const enum legacy_encoding tried[] = {LEGACY_UTF8, LEGACY_UTF8_TWICE, LEGACY_TCVN3,
						     LEGACY_VNI,  LEGACY_VISCII,     LEGACY_1258};
	enum legacy_encoding best = LEGACY_ENCODINGS;
	long long most = 0;

	if (line.n && line.p[0] >= LINE_PARA && line.p[0] <= LINE_NOTE) {
		buf_byte(out, line.p[0]);
		line = (struct str){line.p + 1, line.n - 1};
	}
	if (m->whole == LEGACY_ENCODINGS && is_as_it_should_be(line)) {
		buf_add(out, line);
		m->standing += !is_plain(line);
		return;
	}
	split(m, line);
	if (m->whole != LEGACY_ENCODINGS)
		best = m->whole;
	for (size_t i = 0; m->whole == LEGACY_ENCODINGS && i < sizeof(tried) / sizeof(*tried);
	     i++) {
		long long verdict = judge(m, tried[i]);

		if (verdict > most) {
			most = verdict;
			best = tried[i];
		}
	}
	if (best == LEGACY_ENCODINGS) {
		buf_add(out, line);
		return;
	}
	judge(m, best);
	put_line(m, line, best, out);
}

static void mend_lines(struct mend *m, struct str text, struct buf *out)
{
	buf_reset(out);
	m->standing = 0;
	memset(m->mended, 0, sizeof(m->mended));
	while (text.n) {
		struct str line = str_cut(&text, '\n');

		mend_line(m, line, out);
		if (text.p)
			buf_byte(out, '\n');
	}
}

static struct legacy_mended count(const struct mend *m, enum legacy_encoding *best)
{
	struct legacy_mended result = {0, NULL};

	*best = LEGACY_UTF8;
	for (enum legacy_encoding e = 0; e < LEGACY_ENCODINGS; e++) {
		result.words += m->mended[e];
		if (m->mended[e] > m->mended[*best])
			*best = e;
	}
	result.name = legacy_name(*best);
	if (result.words < LEAST_WORDS)
		result.words = 0;
	return result;
}

struct legacy_mended legacy_mend(struct str text, struct buf *room)
{
	struct legacy_mended result = {0, NULL};
	struct mend m = {.whole = LEGACY_ENCODINGS};
	enum legacy_encoding best;

	if (is_as_it_should_be(text))
		return result;
	mend_lines(&m, text, room);
	result = count(&m, &best);
	if (result.words && m.standing * ALL_OF_IT <= result.words) {
		m.whole = best;
		mend_lines(&m, text, room);
		result = count(&m, &best);
	}
	free(m.word);
	buf_release(&m.bytes);
	buf_release(&m.undone);
	return result;
}

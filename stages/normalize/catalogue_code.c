#include "stages/normalize/catalogue_inside.h"

#include "common/viet.h"
#include "stages/normalize/units.h"

/* One word behind "_", in ASCII; one spelling of ky and ki, ly and li, ty and ti. Words without
 * any letter that ASCII has give nothing. */
static bool add_word(struct str word, struct buf *out)
{
	size_t before = out->n;
	if (out->n)
		buf_byte(out, '_');
	size_t start = out->n;
	viet_ascii(word, '_', out);
	size_t n = out->n - start;
	if (!n) {
		out->n = before;
		return false;
	}
	const char *p = out->p + start;
	bool one = n == 2 && strchr("hklmst", p[0]);
	if (p[n - 1] == 'i' && (one || (n == 3 && p[0] == 'q' && p[1] == 'u')))
		out->p[out->n - 1] = 'y';
	return true;
}

/* False where a word was lost. */
static bool add_code_words(const struct words *w, const uint8_t *mark, struct buf *out)
{
	bool whole = true;
	for (int i = 0; i < w->count; i++)
		if (!mark || !(mark[i] & (NEUTRAL | FILLER)))
			whole &= add_word(w->text[i], out);
	return whole;
}

/* "Doanh thu" alone is another thing in every section: a subject of one word or two takes the
 * section's name in front, where that is a name and no sentence. */
static void add_field(const struct catalogue *c, const struct work *k, struct buf *out)
{
	enum { FEW = 2, NAME_WORDS = 8 };
	uint8_t mark[WORDLIST_MOST] = {0};
	if (k->named > FEW || k->field_words.count > NAME_WORDS)
		return;
	catalogue_mark_fillers(c, &k->field_words, NULL, mark);
	for (int i = 0; i < k->field_words.count; i++) {
		char first = k->field_words.text[i].p[0];
		if (mark[i] || (first >= '0' && first <= '9'))
			continue;
		add_word(k->field_words.text[i], out);
	}
}

static bool same_words(const struct words *w, int a, int b, int n)
{
	for (int i = 0; i < n; i++)
		if (w->id[a + i] != w->id[b + i] ||
		    (!w->id[a + i] && !str_equal(w->text[a + i], w->text[b + i])))
			return false;
	return true;
}

/* "qua trung gia cam": what counts the things one by one is no part of their name, and a phrase
 * said twice in a row is said once. */
static void drop_counters(const struct catalogue *c, struct work *k)
{
	struct words *w = &k->subject;
	int first = 0;
	while (first < w->count && k->mark[first] & (NEUTRAL | FILLER))
		first++;
	int n = catalogue_counter(c, w, first);
	if (n && first + n < w->count && n == k->noun.count && k->mark[first] & NOUN)
		memset(k->mark + first, NEUTRAL, (size_t)n);
	for (n = w->count / 2; n > 1; n--)
		for (int i = 0; i + 2 * n <= w->count; i++)
			for (int j = 0; same_words(w, i, i + n, n) && j < n; j++)
				k->mark[i + n + j] |= NEUTRAL;
}

static void add_capitals(struct str s, struct buf *out)
{
	for (size_t i = 0; i < s.n; i++) {
		char b = s.p[i];
		buf_byte(out, b >= 'a' && b <= 'z' ? (char)(b - 'a' + 'A') : b == '-' ? '_' : b);
	}
}

void catalogue_make_code(const struct catalogue *c, const struct subject *s, const struct work *k,
			 struct buf *code)
{
	struct work own = *k;
	struct buf words = {0};
	bool counted = units_class(s->unit) == CLASS_COUNT;
	drop_counters(c, &own);
	add_field(c, &own, &words);
	size_t named = words.n;
	bool whole = add_code_words(&own.subject, own.mark, &words);
	if (words.n == named && counted)
		add_code_words(&own.noun, NULL, &words);
	if (words.n == named)
		add_code_words(&own.subject, NULL, &words);
	if (!words.n)
		add_code_words(&own.field_words, NULL, &words);
	if (!words.n)
		buf_text(&words, "unnamed");
	size_t n = words.n;
	bool cut = n > CODE_LENGTH;
	if (cut)
		for (n = CODE_LENGTH; n > CODE_LENGTH / 2 && words.p[n] != '_';)
			n--;
	buf_text(code, "X_");
	add_capitals((struct str){words.p, n}, code);
	if (!whole) /* other scripts: told apart by what they are, not by what is left of them */
		for (int i = 0; i < own.subject.count; i++)
			buf_add(&words, own.subject.text[i]);
	if (cut || !whole)
		buf_printf(code, "_%04X",
			   (unsigned)(catalogue_checksum(buf_view(&words)) & 0xFFFF));
	if (s->partner.n) {
		buf_byte(code, '_');
		add_capitals(s->partner, code);
	}
	buf_release(&words);
}

#include "stages/normalize/catalogue_inside.h"

#include "common/viet.h"
#include "stages/normalize/units.h"

/* ---- matching ------------------------------------------------------------------------------ */

/* Words of the subject that do not tell what is measured: of the place, fillers; and those that
 * repeat the counted noun, which a wording need not have ("phishing cuoc"). */
enum { NEUTRAL = 1, FILLER = 2, NOUN = 4, SECTION_FIRST = 8, SECTION_LAST = 16 };

struct work {
	struct words subject, field_words, noun, area;
	uint8_t mark[WORDLIST_MOST];
	int content;  /* words of the subject that bear no mark */
	int named;    /* words that bear no mark but that of a section */
	int field[3]; /* fields named at the subject's ends and by the section; -1: none */
};

/* Marks where all of `phrase` stands in the subject. */
static void mark_phrase(struct work *w, const struct words *phrase, uint8_t mark)
{
	int n = phrase->count;
	for (int i = 0; n && i + n <= w->subject.count; i++) {
		int k = 0;
		while (k < n && w->subject.id[i + k] == phrase->id[k] &&
		       (phrase->id[k] || str_equal(w->subject.text[i + k], phrase->text[k])))
			k++;
		for (int j = 0; k == n && j < n; j++)
			w->mark[i + j] |= mark;
	}
}

/* "2 Vien thong": the number of a heading. */
static bool list_number(struct str word)
{
	enum { DIGITS = 2 };
	for (size_t i = 0; i < word.n; i++)
		if (word.p[i] < '0' || word.p[i] > '9')
			return false;
	return word.n <= DIGITS;
}

static bool capital(struct str word)
{
	struct buf lower = {0};
	viet_lower(word, &lower);
	bool same = str_equal(buf_view(&lower), word);
	buf_release(&lower);
	return !same;
}

/* "thanh pho Ha Noi", "sang thi truong Hoa Ky": what only leads to the place. */
static void mark_place_fillers(const struct catalogue *c, struct work *w)
{
	for (int i = w->subject.count - 1; i > 0; i--) {
		if (!(w->mark[i] & NEUTRAL) || w->mark[i - 1] & NEUTRAL)
			continue;
		int n = catalogue_place_filler(c, &w->subject, i);
		for (int k = i - n; k < i; k++)
			w->mark[k] |= NEUTRAL;
	}
}

/* "website So website lua dao": the counted noun in front, when the subject names it again. */
static void mark_noun_said_twice(struct work *w)
{
	int n = w->noun.count;
	size_t bytes = (size_t)n * sizeof(*w->noun.id);
	if (!n || w->subject.count < 2 * n || memcmp(w->subject.id, w->noun.id, bytes))
		return;
	for (int i = n; i + n <= w->subject.count; i++)
		if (w->noun.id[0] && !memcmp(w->subject.id + i, w->noun.id, bytes)) {
			memset(w->mark, NEUTRAL, (size_t)n);
			return;
		}
}

/* The section's name at either end of the subject: forgiven to indicators of that field. */
static void mark_sections(const struct catalogue *c, struct work *w)
{
	int at = 0, end = w->subject.count, n;
	w->field[0] = w->field[1] = w->field[2] = -1;
	while (at < end && w->mark[at] & (NEUTRAL | FILLER))
		at++;
	while (end > at && w->mark[end - 1] & (NEUTRAL | FILLER | NOUN))
		end--;
	n = catalogue_section(c, &w->subject, at, end, false, &w->field[0]);
	for (int i = at; i < at + n; i++)
		w->mark[i] |= SECTION_FIRST;
	n = catalogue_section(c, &w->subject, at + n, end, true, &w->field[1]);
	for (int i = end - n; i < end; i++)
		w->mark[i] |= SECTION_LAST;
	for (int i = 0; i < w->field_words.count && w->field[2] < 0; i++)
		catalogue_section(c, &w->field_words, i, w->field_words.count, false, &w->field[2]);
}

static void prepare(struct catalogue *c, const struct subject *s, struct work *w)
{
	bool filler[WORDLIST_MOST] = {false};
	memset(w->mark, 0, sizeof(w->mark));
	wordlist_find(&c->list, s->subject, &w->subject);
	wordlist_find(&c->list, s->field, &w->field_words);
	wordlist_find(&c->list, s->noun, &w->noun);
	wordlist_find(&c->list, s->area, &w->area);
	catalogue_rewrite(c, &w->subject);
	catalogue_rewrite(c, &w->field_words);
	catalogue_rewrite(c, &w->noun);
	mark_phrase(w, &w->area, NEUTRAL);
	mark_place_fillers(c, w);
	mark_noun_said_twice(w);
	catalogue_mark_fillers(c, &w->subject, w->mark, filler);
	for (int i = 0; i < w->subject.count; i++)
		if (filler[i])
			w->mark[i] |= FILLER;
	if (w->subject.count > 1 && list_number(w->subject.text[0]) && capital(w->subject.text[1]))
		w->mark[0] = FILLER;
	mark_phrase(w, &w->noun, NOUN);
	mark_sections(c, w);
	w->content = w->named = 0;
	for (int i = 0; i < w->subject.count; i++) {
		w->content += !w->mark[i];
		w->named += !(w->mark[i] & (NEUTRAL | FILLER | NOUN));
	}
}

static bool among(const struct words *w, int32_t id)
{
	for (int i = 0; i < w->count; i++)
		if (w->id[i] == id)
			return true;
	return false;
}

static bool of_field(const struct work *k, int field)
{
	return field >= 0 && (k->field[0] == field || k->field[1] == field || k->field[2] == field);
}

/* The wording's field, by its own words or another name of it, in the section or in the subject. */
static bool fields_agree(const struct wording *w, const struct work *k)
{
	if (of_field(k, w->section))
		return true;
	for (int i = 0; i < w->fields; i++)
		if (!among(&k->field_words, w->field[i]))
			return false;
	return true;
}

/* A figure in the currency that its indicator is catalogued in, or one restated from dong. */
static bool unit_fits(const struct wording *w, struct str unit)
{
	if (!unit.n || !w->unit.n || str_equal(w->unit, unit))
		return true;
	if (units_class(unit) == CLASS_MONEY && !str_starts(w->unit, STR("VND")))
		return false;
	return units_compatible(w->unit, unit);
}

/* The noun that is left over is that of the indicator's own unit, in this wording or a shorter
 * one. */
static bool own_noun(const struct wording *w, const struct work *k)
{
	for (int i = 0; i < w->nouns; i++)
		if (among(&k->noun, w->noun[i]))
			return true;
	return false;
}

struct taken {
	uint64_t word[WORDLIST_MOST / 64]; /* bits of the subject's words that the wording has */
};

/* May this word of the subject be left over? */
static bool forgiven(const struct catalogue *c, const struct wording *w, const struct work *k,
		     int j)
{
	int field = c->field_of[w->indicator];
	return k->mark[j] & (NEUTRAL | FILLER) || (k->mark[j] & NOUN && own_noun(w, k)) ||
	       (k->mark[j] & SECTION_FIRST && k->field[0] == field) ||
	       (k->mark[j] & SECTION_LAST && k->field[1] == field);
}

static bool nothing_left(const struct catalogue *c, const struct wording *w, const struct work *k,
			 const struct taken *t)
{
	for (int j = 0; j < k->subject.count; j++)
		if (!(t->word[j / 64] >> j % 64 & 1) && !forgiven(c, w, k, j))
			return false;
	return true;
}

/* How well the wording fits; negative: not at all. */
static int score(const struct catalogue *c, const struct wording *w, const struct work *k,
		 struct str unit)
{
	enum { WORD = 16, FIELD = 8, BORROWED = 20, LEAST = 1 << 20 };
	int at = 0, matched = 0, content = 0, borrowed = 0, telling = 0;
	struct taken t = {{0}};
	for (int i = 0; i < w->words; i++) {
		int j = at;
		while (j < k->subject.count && k->subject.id[j] != w->word[i])
			j++;
		if (j < k->subject.count) {
			matched++;
			telling += !(k->mark[j] & (NEUTRAL | FILLER));
			content += !k->mark[j];
			t.word[j / 64] |= UINT64_C(1) << j % 64;
			at = j + 1;
		} else if (among(&k->field_words, w->word[i]) || among(&k->noun, w->word[i])) {
			borrowed++;
		} else {
			return -1;
		}
	}
	if (content < k->content || !telling || !fields_agree(w, k) || !unit_fits(w, unit) ||
	    !nothing_left(c, w, k, &t))
		return -1;
	return LEAST + matched * WORD + (w->fields ? FIELD : 0) - borrowed * BORROWED;
}

static void consider(const struct catalogue *c, const struct words *w, const struct work *k,
		     struct str unit, int *best, int32_t *which)
{
	for (int i = 0; i < w->count; i++) {
		const struct list *l = w->id[i] ? &c->by_word[w->id[i]] : NULL;
		for (size_t j = 0; l && j < l->n; j++) {
			int s = score(c, &c->wording[l->at[j]], k, unit);
			if (s > *best || (s == *best && s >= 0 && l->at[j] < *which)) {
				*best = s;
				*which = l->at[j];
			}
		}
	}
}

/* ---- codes of what the catalogue has not --------------------------------------------------- */

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
static void add_field(struct catalogue *c, const struct work *k, struct buf *out)
{
	enum { FEW = 2, NAME_WORDS = 8 };
	bool filler[WORDLIST_MOST] = {false};
	if (k->named > FEW || k->field_words.count > NAME_WORDS)
		return;
	catalogue_mark_fillers(c, &k->field_words, NULL, filler);
	for (int i = 0; i < k->field_words.count; i++) {
		char first = k->field_words.text[i].p[0];
		if (filler[i] || (first >= '0' && first <= '9'))
			continue;
		add_word(k->field_words.text[i], out);
	}
}

static void make_code(struct catalogue *c, const struct work *k, bool counted, struct buf *code)
{
	struct buf words = {0};
	add_field(c, k, &words);
	size_t named = words.n;
	bool whole = add_code_words(&k->subject, k->mark, &words);
	if (words.n == named && counted)
		add_code_words(&k->noun, NULL, &words);
	if (words.n == named)
		add_code_words(&k->subject, NULL, &words);
	if (!words.n)
		add_code_words(&k->field_words, NULL, &words);
	if (!words.n)
		buf_text(&words, "unnamed");
	size_t n = words.n;
	bool cut = n > CODE_LENGTH;
	if (cut)
		for (n = CODE_LENGTH; n > CODE_LENGTH / 2 && words.p[n] != '_';)
			n--;
	buf_text(code, "X_");
	for (size_t i = 0; i < n; i++)
		buf_byte(code, words.p[i] >= 'a' && words.p[i] <= 'z'
				       ? (char)(words.p[i] - 'a' + 'A')
				       : words.p[i]);
	if (!whole) /* other scripts: told apart by what they are, not by what is left of them */
		for (int i = 0; i < k->subject.count; i++)
			buf_add(&words, k->subject.text[i]);
	if (cut || !whole)
		buf_printf(code, "_%04X",
			   (unsigned)(catalogue_checksum(buf_view(&words)) & 0xFFFF));
	buf_release(&words);
}

static const struct indicator *match(struct catalogue *c, const struct subject *s, struct buf *code)
{
	struct work k;
	int best = -1;
	int32_t which = -1;
	prepare(c, s, &k);
	consider(c, &k.subject, &k, s->unit, &best, &which);
	consider(c, &k.field_words, &k, s->unit, &best, &which);
	consider(c, &k.noun, &k, s->unit, &best, &which);
	if (best < 0) {
		make_code(c, &k, units_class(s->unit) == CLASS_COUNT, code);
		return NULL;
	}
	const struct indicator *i = &c->indicator[c->wording[which].indicator];
	buf_add(code, i->code);
	return i;
}

/* A hash of eight bytes a step: the keys are long. */
static uint64_t memo_hash(struct str key)
{
	uint64_t h = key.n, word;
	for (; key.n >= sizeof(word); key = (struct str){key.p + 8, key.n - 8}) {
		memcpy(&word, key.p, sizeof(word));
		h = (h ^ word) * UINT64_C(0x9E3779B97F4A7C15);
		h ^= h >> 29;
	}
	word = 0;
	memcpy(&word, key.p, key.n);
	h = (h ^ word) * UINT64_C(0x9E3779B97F4A7C15);
	return h ^ h >> 32;
}

static void make_key(const struct subject *s, struct buf *key)
{
	const struct str parts[] = {s->subject, s->field, s->area, s->unit, s->noun};
	size_t n = 0;
	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++)
		n += parts[i].n + 1;
	buf_reset(key);
	char *to = buf_room(key, n);
	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++) {
		if (parts[i].n)
			memcpy(to, parts[i].p, parts[i].n);
		to += parts[i].n;
		*to++ = '\n';
	}
	key->n = n;
}

/* The first of the two memos that the key may be in; the one used last stands there. */
static struct memo *memo_of(struct catalogue *c, bool *known)
{
	struct str key = buf_view(&c->key);
	struct memo *m = &c->memo[memo_hash(key) % (MEMOS / 2) * 2];
	*known = str_equal(buf_view(&m->key), key);
	if (!*known) {
		struct memo other = m[0];
		m[0] = m[1];
		m[1] = other;
		*known = str_equal(buf_view(&m->key), key);
	}
	return m;
}

const struct indicator *catalogue_match(struct catalogue *c, const struct subject *s,
					struct buf *code)
{
	bool known;
	make_key(s, &c->key);
	struct memo *m = memo_of(c, &known);
	if (!known) {
		buf_reset(&m->code);
		m->indicator = match(c, s, &m->code);
		buf_reset(&m->key);
		if (c->key.n <= MEMO_BYTES)
			buf_add(&m->key, buf_view(&c->key));
	}
	buf_add(code, buf_view(&m->code));
	return m->indicator;
}

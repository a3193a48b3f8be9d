#include "stages/normalize/catalogue_inside.h"

#include "common/viet.h"
#include "common/xalloc.h"
#include "stages/normalize/units.h"

/* ---- matching ------------------------------------------------------------------------------ */

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

/* "lon Nong nghiep tieu huy": with a capital amid the words, the section's name was put there. */
static void mark_section_between(const struct catalogue *c, struct work *w, int at, int end)
{
	for (int i = at + 1; i < end && w->field[0] < 0; i++) {
		int n = capital(w->subject.text[i]) && !w->mark[i]
				? catalogue_section(c, &w->subject, i, end, false, &w->field[0])
				: 0;
		for (int k = 0; k < n; k++)
			w->mark[i + k] |= SECTION_FIRST;
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
	/* of several, "Bao chi Xuat ban", the last is the subject's */
	while ((n = catalogue_section(c, &w->subject, at, end, false, &w->field[0])) > 0)
		for (int i = 0; i < n; i++)
			w->mark[at++] |= SECTION_FIRST;
	n = catalogue_section(c, &w->subject, at, end, true, &w->field[1]);
	mark_section_between(c, w, at, end - n);
	for (int i = end - n; i < end; i++)
		w->mark[i] |= SECTION_LAST;
	for (int i = 0; i < w->field_words.count && w->field[2] < 0; i++)
		catalogue_section(c, &w->field_words, i, w->field_words.count, false, &w->field[2]);
}

/* What depends on all words that there are. */
static void settle(const struct catalogue *c, struct work *w)
{
	for (int i = 0; i < w->subject.count; i++)
		w->mark[i] &= (uint8_t) ~(SECTION_FIRST | SECTION_LAST);
	mark_sections(c, w);
	w->named = 0;
	for (int i = 0; i < w->subject.count; i++)
		w->named += !(w->mark[i] & (NEUTRAL | FILLER | NOUN));
}

void catalogue_prepare(struct catalogue *c, const struct subject *s, struct work *w)
{
	memset(w->mark, 0, sizeof(w->mark));
	wordlist_find(&c->list, s->subject, &w->subject);
	wordlist_find(&c->list, s->field, &w->field_words);
	wordlist_find(&c->list, s->noun, &w->noun);
	wordlist_find(&c->list, s->area, &w->area);
	w->unit = s->unit;
	w->amounts = false;
	catalogue_rewrite(c, &w->subject);
	catalogue_rewrite(c, &w->field_words);
	catalogue_rewrite(c, &w->noun);
	mark_phrase(w, &w->area, NEUTRAL);
	mark_place_fillers(c, w);
	mark_noun_said_twice(w);
	catalogue_mark_fillers(c, &w->subject, w->mark, w->mark);
	if (w->subject.count > 1 && list_number(w->subject.text[0]) && capital(w->subject.text[1]))
		w->mark[0] = FILLER;
	mark_phrase(w, &w->noun, NOUN);
	settle(c, w);
}

/* Marks anew what hangs on where the words stand. */
static void mark_again(struct catalogue *c, struct work *k)
{
	uint8_t neutral[WORDLIST_MOST] = {0};
	for (int i = 0; i < k->subject.count; i++) {
		neutral[i] = k->mark[i] & NEUTRAL;
		k->mark[i] &= NEUTRAL | NOUN;
	}
	catalogue_mark_fillers(c, &k->subject, neutral, k->mark);
	settle(c, k);
}

void catalogue_without(struct catalogue *c, struct work *k, int at, int n)
{
	int behind = k->subject.count - at - n;
	memmove(k->subject.id + at, k->subject.id + at + n,
		(size_t)behind * sizeof(*k->subject.id));
	memmove(k->subject.text + at, k->subject.text + at + n,
		(size_t)behind * sizeof(*k->subject.text));
	memmove(k->mark + at, k->mark + at + n, (size_t)behind);
	k->subject.count -= n;
	mark_again(c, k);
}

/* Where the counted noun stands last, behind other words that count; else 0. */
static int noun_behind(const struct work *k)
{
	int at = 0, i = k->subject.count - k->noun.count;
	while (k->noun.count && i > 0 && !at) {
		int n = 0;
		while (n < k->noun.count && k->subject.id[i + n] == k->noun.id[n] &&
		       (k->noun.id[n] || str_equal(k->subject.text[i + n], k->noun.text[n])))
			n++;
		at = n == k->noun.count ? i : 0;
		i--;
	}
	for (i = 0; i < at; i++)
		if (!(k->mark[i] & (NEUTRAL | FILLER)))
			return at;
	return 0;
}

/* "xay dung cau dan sinh", "cau dan sinh xay dung": the counted noun and what stands behind it
 * comes first. False: it does already. */
static bool noun_first(struct catalogue *c, struct work *k)
{
	int at = noun_behind(k), n = k->subject.count;
	struct work old = *k;
	for (int i = 0; at && i < n; i++) {
		k->subject.id[i] = old.subject.id[(i + at) % n];
		k->subject.text[i] = old.subject.text[(i + at) % n];
		k->mark[i] = old.mark[(i + at) % n];
	}
	if (at)
		mark_again(c, k);
	return at > 0;
}

static bool among(const struct words *w, int32_t id)
{
	for (int i = 0; i < w->count; i++)
		if (w->id[i] == id)
			return true;
	return false;
}

/* "Ty le that nghiep Lao dong, doi song thanh thi": the words of a heading stand amid or behind
 * those of the subject, with a capital. A heading that shares words with the rest speaks of a part
 * of it ("Nhap khau Xuat, nhap khau cua khu vuc FDI"). False: nothing was taken away. */
static bool without_heading(struct catalogue *c, struct work *k)
{
	int n = k->field_words.count;
	for (int i = 1; n > 1 && i + n <= k->subject.count; i++) {
		int same = 0;
		while (same < n && k->subject.id[i + same] == k->field_words.id[same] &&
		       (k->field_words.id[same] ||
			str_equal(k->subject.text[i + same], k->field_words.text[same])))
			same++;
		for (int j = 0; same == n && j < k->subject.count; j++)
			if ((j < i || j >= i + n) && k->subject.id[j] &&
			    among(&k->field_words, k->subject.id[j]))
				return false;
		if (same < n || !capital(k->subject.text[i]))
			continue;
		catalogue_without(c, k, i, n);
		return true;
	}
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
static bool unit_fits(const struct wording *w, const struct work *k)
{
	struct str unit = k->unit;
	if (k->amounts && units_class(w->unit) == CLASS_PERCENT)
		return false;
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

static bool optional(const struct wording *w, int32_t id)
{
	for (int i = 0; i < w->optionals; i++)
		if (w->optional[i] == id)
			return true;
	return false;
}

/* May this word of the subject be left over? */
static bool forgiven(const struct catalogue *c, const struct wording *w, const struct work *k,
		     int j)
{
	int field = c->field_of[w->indicator];
	return optional(w, k->subject.id[j]) || k->mark[j] & (NEUTRAL | FILLER) ||
	       (k->mark[j] & RATIO && str_equal(k->unit, STR("%"))) ||
	       (k->mark[j] & NOUN && own_noun(w, k)) ||
	       (k->mark[j] & SECTION_FIRST && k->field[0] == field) ||
	       (k->mark[j] & SECTION_LAST && k->field[1] == field);
}

/* How many words that the wording need not have stand in the subject; -1: some word is left over
 * that it has not at all. */
static int left_over(const struct catalogue *c, const struct wording *w, const struct work *k,
		     const struct taken *t)
{
	int extra = 0;
	for (int j = 0; j < k->subject.count; j++) {
		if (t->word[j / 64] >> j % 64 & 1)
			continue;
		if (!forgiven(c, w, k, j))
			return -1;
		extra += !(k->mark[j] & (NEUTRAL | FILLER)) && optional(w, k->subject.id[j]);
	}
	return extra;
}

/* How well the wording fits; negative: not at all. */
static int score(const struct catalogue *c, const struct wording *w, const struct work *k)
{
	enum { WORD = 16, FIELD = 8, BORROWED = 20, LEAST = 1 << 20 };
	int at = 0, matched = 0, borrowed = 0, telling = 0;
	struct taken t = {{0}};
	for (int i = 0; i < w->words; i++) {
		int j = at;
		while (j < k->subject.count && k->subject.id[j] != w->word[i])
			j++;
		if (j < k->subject.count) {
			matched++;
			telling += !(k->mark[j] & (NEUTRAL | FILLER));
			t.word[j / 64] |= UINT64_C(1) << j % 64;
			at = j + 1;
		} else if (among(&k->field_words, w->word[i]) || among(&k->noun, w->word[i])) {
			borrowed++;
		} else if (i >= w->ratio || !str_equal(k->unit, STR("%"))) {
			return -1;
		}
	}
	if (!telling || !fields_agree(w, k) || !unit_fits(w, k))
		return -1;
	int extra = left_over(c, w, k, &t);
	if (extra < 0)
		return -1;
	return LEAST + (matched + extra) * WORD + (w->fields ? FIELD : 0) - borrowed * BORROWED;
}

static void consider(const struct catalogue *c, const struct words *w, const struct work *k,
		     int *best, int32_t *which)
{
	for (int i = 0; i < w->count; i++) {
		const struct list *l = w->id[i] ? &c->by_word[w->id[i]] : NULL;
		for (size_t j = 0; l && j < l->n; j++) {
			int s = score(c, &c->wording[l->at[j]], k);
			if (s > *best || (s == *best && s >= 0 && l->at[j] < *which)) {
				*best = s;
				*which = l->at[j];
			}
		}
	}
}

int32_t catalogue_find(const struct catalogue *c, const struct work *k)
{
	int best = -1;
	int32_t which = -1;
	consider(c, &k->subject, k, &best, &which);
	consider(c, &k->field_words, k, &best, &which);
	consider(c, &k->noun, k, &best, &which);
	return which;
}

/* A wording that names the partner itself comes before one of what has any partner. */
static int32_t find(struct catalogue *c, const struct subject *s, struct work *k)
{
	if (s->partner.n) {
		struct subject whole = *s;
		whole.area = (struct str){0};
		catalogue_prepare(c, &whole, k);
		int32_t which = catalogue_find(c, k);
		if (which >= 0)
			return which;
	}
	catalogue_prepare(c, s, k);
	return s->partner.n ? -1 : catalogue_find(c, k);
}

static const struct indicator *match(struct catalogue *c, const struct subject *s, struct buf *code)
{
	struct work k;
	const struct indicator *known = NULL;
	int32_t which = find(c, s, &k);
	if (which < 0 && catalogue_derive(c, s, &k, code, &known))
		return known;
	struct work headed = k;
	if (which < 0 && !s->partner.n && without_heading(c, &k)) {
		which = catalogue_find(c, &k);
		if (which < 0)
			k = headed;
	}
	if (which < 0 && units_class(s->unit) == CLASS_COUNT && noun_first(c, &k) && !s->partner.n)
		which = catalogue_find(c, &k);
	if (which < 0) {
		catalogue_make_code(c, s, &k, code);
		return NULL;
	}
	known = &c->indicator[c->wording[which].indicator];
	buf_add(code, known->code);
	return known;
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
	const struct str parts[] = {s->subject, s->field, s->area, s->unit, s->partner, s->noun};
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
	struct memo **m = &c->memo[memo_hash(key) % (MEMOS / 2) * 2];
	*known = m[0] && str_equal(buf_view(&m[0]->key), key);
	if (!*known) {
		struct memo *other = m[0];
		m[0] = m[1];
		m[1] = other;
		*known = m[0] && str_equal(buf_view(&m[0]->key), key);
	}
	if (!m[0])
		m[0] = xcalloc(1, sizeof(**m));
	return m[0];
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

#include "stages/normalize/catalogue.h"

#include <stdlib.h>
#include "common/viet.h"
#include "common/xalloc.h"
#include "stages/normalize/units.h"
#include "stages/normalize/wordlist.h"

enum {
	WORDING_WORDS = 64,
	CODE_LENGTH = 60,
	CODE_SLOTS = 1 << 14,
	MEMOS = 1 << 12,
	MEMO_BYTES = 512
};

struct wording {
	int32_t *word, *field;
	int words, fields;
	struct str unit;
	int indicator;
};

struct list { /* of wordings, or of fillers, by a word */
	int32_t *at;
	size_t n, room;
};

struct filler {
	int32_t *word;
	int words;
	bool first; /* only in front of all else: "so" counts there and means digital elsewhere */
};

/* Words that mean what other words mean: abbreviations. */
struct same {
	int32_t *word;
	int words;
	struct words to;
};

/* Answers kept: reports name the same things again and again. */
struct memo {
	struct buf key, code;
	const struct indicator *indicator;
};

struct catalogue {
	struct arena arena;
	struct wordlist list;
	struct indicator *indicator;
	size_t indicators, indicator_room;
	struct wording *wording;
	size_t wordings, wording_room;
	struct filler *filler;
	size_t fillers, filler_room;
	struct same *same;
	size_t sames, same_room;
	size_t same_words; /* words there were when same_by_word was made */
	int32_t by_code[CODE_SLOTS];
	/* indexed by word number, list.used + 1 entries */
	struct list *by_word, *filler_by_word, *same_by_word;
	struct memo *memo; /* MEMOS of them, by the hash of their key */
	struct buf key;
	struct words other; /* the text at work while loading */
};

static uint32_t checksum(struct str s)
{
	uint32_t h = 2166136261u;
	for (size_t i = 0; i < s.n; i++)
		h = (h ^ (unsigned char)s.p[i]) * 16777619u;
	return h ^ h >> 16;
}

/* The slot of a code: 0 where it is free, else the indicator's number plus one. */
static int32_t *slot_of(struct catalogue *c, struct str code)
{
	size_t at = checksum(code) % CODE_SLOTS;
	while (c->by_code[at] && !str_equal(c->indicator[c->by_code[at] - 1].code, code))
		at = (at + 1) % CODE_SLOTS;
	return &c->by_code[at];
}

static bool code_valid(struct str code)
{
	for (size_t i = 0; i < code.n; i++)
		if (!(code.p[i] >= 'A' && code.p[i] <= 'Z') &&
		    !(code.p[i] >= '0' && code.p[i] <= '9') && code.p[i] != '_')
			return false;
	return code.n && !str_starts(code, STR("X_"));
}

static const char *indicator_row(void *context, const struct str *cells, const char *row_name)
{
	static const char *const measures[] = {"stock", "flow", "rate", "index"};
	struct catalogue *c = context;
	size_t m = 0;
	(void)row_name;
	if (!code_valid(cells[0]))
		return "indicator is no code of capitals, digits and _ (X_ is for what the "
		       "catalogue has not)";
	while (m < 4 && !str_equal(cells[5], str_of(measures[m])))
		m++;
	if (m == 4)
		return "measure is none of stock, flow, rate, index";
	int32_t *slot = slot_of(c, cells[0]);
	if (!*slot) {
		if (c->indicators >= CODE_SLOTS / 2)
			return "too many indicators";
		c->indicator = xgrow(c->indicator, &c->indicator_room, c->indicators + 1,
				     sizeof(*c->indicator));
		*slot = (int32_t)++c->indicators;
	}
	c->indicator[*slot - 1] =
		(struct indicator){.code = arena_copy(&c->arena, cells[0]),
				   .unit_measure = arena_copy(&c->arena, cells[4]),
				   .measure = arena_copy(&c->arena, cells[5]),
				   .field = arena_copy(&c->arena, cells[3])};
	return NULL;
}

/* The words just read, in the arena. */
static int32_t *keep_words(struct catalogue *c, int *count)
{
	size_t bytes = (size_t)c->other.count * sizeof(int32_t);
	int32_t *kept = arena_alloc(&c->arena, bytes ? bytes : sizeof(int32_t));
	memcpy(kept, c->other.id, bytes);
	*count = c->other.count;
	return kept;
}

static const char *same_row(void *context, const struct str *cells, const char *row_name)
{
	struct catalogue *c = context;
	(void)row_name;
	wordlist_add(&c->list, cells[0], &c->other);
	if (!c->other.count || c->other.count > WORDING_WORDS || !cells[1].n)
		return "a phrase has no word, or too many";
	c->same = xgrow(c->same, &c->same_room, c->sames + 1, sizeof(*c->same));
	struct same *s = &c->same[c->sames++];
	s->word = keep_words(c, &s->words);
	wordlist_add(&c->list, arena_copy(&c->arena, cells[1]), &s->to);
	return NULL;
}

/* The longest row of subject_same.csv that begins at word i. */
static const struct same *same_at(const struct catalogue *c, const struct words *w, int i)
{
	const struct same *longest = NULL;
	const struct list *l = NULL;
	if (w->id[i] && (size_t)w->id[i] <= c->same_words)
		l = &c->same_by_word[w->id[i]];
	for (size_t k = 0; l && k < l->n; k++) {
		const struct same *s = &c->same[l->at[k]];
		if (i + s->words <= w->count && (!longest || s->words >= longest->words) &&
		    !memcmp(s->word, w->id + i, (size_t)s->words * sizeof(*s->word)))
			longest = s;
	}
	return longest;
}

static void rewrite(const struct catalogue *c, struct words *w)
{
	struct words out;
	bool any = false;
	for (int i = 0; i < w->count && !any; i++)
		any = same_at(c, w, i) != NULL;
	if (!any)
		return;
	out.count = 0;
	for (int i = 0; i < w->count;) {
		const struct same *s = same_at(c, w, i);
		const int32_t *id = s ? s->to.id : w->id + i;
		const struct str *text = s ? s->to.text : w->text + i;
		for (int k = 0; k < (s ? s->to.count : 1) && out.count < WORDLIST_MOST; k++) {
			out.id[out.count] = id[k];
			out.text[out.count++] = text[k];
		}
		i += s ? s->words : 1;
	}
	*w = out;
}

static const char *filler_row(void *context, const struct str *cells, const char *row_name)
{
	struct catalogue *c = context;
	bool first = str_equal(cells[1], STR("first"));
	(void)row_name;
	if (!first && !str_equal(cells[1], STR("any")))
		return "place is neither first nor any";
	wordlist_add(&c->list, cells[0], &c->other);
	if (!c->other.count || c->other.count > WORDING_WORDS)
		return "no word, or too many";
	c->filler = xgrow(c->filler, &c->filler_room, c->fillers + 1, sizeof(*c->filler));
	struct filler *f = &c->filler[c->fillers++];
	f->word = keep_words(c, &f->words);
	f->first = first;
	return NULL;
}

static void list_add(struct list *l, int32_t value)
{
	l->at = xgrow(l->at, &l->room, l->n + 1, sizeof(*l->at));
	l->at[l->n++] = value;
}

/* Marks the words of `w` that belong to filler phrases, longest first at each word. */
static void mark_fillers(const struct catalogue *c, const struct words *w, bool *filler)
{
	bool front = true;
	for (int i = 0; i < w->count;) {
		int longest = 0;
		const struct list *l = w->id[i] ? &c->filler_by_word[w->id[i]] : NULL;
		for (size_t k = 0; l && k < l->n; k++) {
			const struct filler *f = &c->filler[l->at[k]];
			if (f->words > longest && (front || !f->first) &&
			    i + f->words <= w->count &&
			    !memcmp(f->word, w->id + i, (size_t)f->words * sizeof(*f->word)))
				longest = f->words;
		}
		for (int k = 0; k < longest; k++)
			filler[i + k] = true;
		if (!longest)
			front = filler[i] = false;
		i += longest ? longest : 1;
	}
}

static const char *wording_row(void *context, const struct str *cells, const char *row_name)
{
	struct catalogue *c = context;
	int at = *slot_of(c, cells[0]) - 1;
	(void)row_name;
	if (at < 0)
		return "indicator is not in indicator.csv";
	wordlist_add(&c->list, cells[1], &c->other);
	if (!c->other.count || c->other.count > WORDING_WORDS)
		return "wording has no word, or too many";
	rewrite(c, &c->other);
	c->wording = xgrow(c->wording, &c->wording_room, c->wordings + 1, sizeof(*c->wording));
	struct wording *w = &c->wording[c->wordings++];
	*w = (struct wording){.indicator = at};
	w->word = keep_words(c, &w->words);
	w->unit = arena_copy(&c->arena, cells[3].n ? cells[3] : c->indicator[at].unit_measure);
	wordlist_add(&c->list, cells[2], &c->other);
	rewrite(c, &c->other);
	w->field = keep_words(c, &w->fields);
	return NULL;
}

/* Fillers go out of the wordings too, unless nothing else is left. */
static void strip_wording(struct catalogue *c, struct wording *w)
{
	bool filler[WORDLIST_MOST] = {false};
	int kept = 0;
	c->other.count = w->words;
	memcpy(c->other.id, w->word, (size_t)w->words * sizeof(*w->word));
	mark_fillers(c, &c->other, filler);
	for (int i = 0; i < w->words; i++)
		kept += !filler[i];
	if (!kept)
		return;
	kept = 0;
	for (int i = 0; i < w->words; i++)
		if (!filler[i])
			w->word[kept++] = w->word[i];
	w->words = kept;
}

/* Each wording is listed under its rarest word. */
static void make_index(struct catalogue *c)
{
	size_t words = c->list.used + 1;
	int32_t *uses = xcalloc(words, sizeof(*uses));
	c->by_word = xcalloc(words, sizeof(*c->by_word));
	c->filler_by_word = xcalloc(words, sizeof(*c->filler_by_word));
	for (size_t i = 0; i < c->fillers; i++)
		list_add(&c->filler_by_word[c->filler[i].word[0]], (int32_t)i);
	for (size_t i = 0; i < c->wordings; i++) {
		strip_wording(c, &c->wording[i]);
		for (int k = 0; k < c->wording[i].words; k++)
			uses[c->wording[i].word[k]]++;
	}
	for (size_t i = 0; i < c->wordings; i++) {
		const struct wording *w = &c->wording[i];
		int32_t rarest = w->word[0];
		for (int k = 1; k < w->words; k++)
			if (uses[w->word[k]] < uses[rarest])
				rarest = w->word[k];
		list_add(&c->by_word[rarest], (int32_t)i);
	}
	free(uses);
}

static int load_sames(struct catalogue *c, const struct lexicon *l)
{
	int bad = lexicon_read(l, "subject_same", "phrase,same_as,note", same_row, c);
	c->same_words = c->list.used;
	c->same_by_word = xcalloc(c->same_words + 1, sizeof(*c->same_by_word));
	for (size_t i = 0; i < c->sames; i++)
		list_add(&c->same_by_word[c->same[i].word[0]], (int32_t)i);
	return bad;
}

struct catalogue *catalogue_load(const struct lexicon *l)
{
	struct catalogue *c = xcalloc(1, sizeof(*c));
	c->list.arena = &c->arena;
	if (lexicon_read(l, "indicator", "indicator,label_vi,label_en,field,unit_measure,measure",
			 indicator_row, c) |
	    lexicon_read(l, "subject_filler", "phrase,place,note", filler_row, c) |
	    load_sames(c, l) |
	    lexicon_read(l, "indicator_wording", "indicator,wording,field,unit_measure",
			 wording_row, c)) {
		catalogue_free(c);
		return NULL;
	}
	make_index(c);
	c->memo = xcalloc(MEMOS, sizeof(*c->memo));
	return c;
}

void catalogue_free(struct catalogue *c)
{
	if (!c)
		return;
	for (size_t i = 0; c->same_by_word && i <= c->same_words; i++)
		free(c->same_by_word[i].at);
	free(c->same_by_word);
	free(c->same);
	for (size_t i = 0; c->by_word && i <= c->list.used; i++) {
		free(c->by_word[i].at);
		free(c->filler_by_word[i].at);
	}
	for (size_t i = 0; c->memo && i < MEMOS; i++) {
		buf_release(&c->memo[i].key);
		buf_release(&c->memo[i].code);
	}
	free(c->memo);
	buf_release(&c->key);
	free(c->by_word);
	free(c->filler_by_word);
	free(c->indicator);
	free(c->wording);
	free(c->filler);
	wordlist_release(&c->list);
	arena_release(&c->arena);
	free(c);
}

/* ---- matching --------------------------------------------------------------------------------- */

/* Words of the subject that do not tell what is measured: of the place, fillers; and those that repeat the
 * counted noun, which a wording need not have ("phishing cuoc"). */
enum { NEUTRAL = 1, FILLER = 2, NOUN = 4 };

struct work {
	struct words subject, field, noun, area;
	uint8_t mark[WORDLIST_MOST];
	int content; /* words of the subject that bear no mark */
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

static void prepare(struct catalogue *c, const struct subject *s, struct work *w)
{
	bool filler[WORDLIST_MOST] = {false};
	memset(w->mark, 0, sizeof(w->mark));
	wordlist_find(&c->list, s->subject, &w->subject);
	wordlist_find(&c->list, s->field, &w->field);
	wordlist_find(&c->list, s->noun, &w->noun);
	wordlist_find(&c->list, s->area, &w->area);
	rewrite(c, &w->subject);
	rewrite(c, &w->field);
	rewrite(c, &w->noun);
	mark_fillers(c, &w->subject, filler);
	for (int i = 0; i < w->subject.count; i++)
		if (filler[i])
			w->mark[i] = FILLER;
	if (w->subject.count > 1 && list_number(w->subject.text[0]) && capital(w->subject.text[1]))
		w->mark[0] = FILLER;
	mark_phrase(w, &w->area, NEUTRAL);
	mark_phrase(w, &w->noun, NOUN);
	w->content = 0;
	for (int i = 0; i < w->subject.count; i++)
		w->content += !w->mark[i];
}

static bool among(const struct words *w, int32_t id)
{
	for (int i = 0; i < w->count; i++)
		if (w->id[i] == id)
			return true;
	return false;
}

static bool fields_agree(const struct wording *w, const struct words *field)
{
	for (int i = 0; i < w->fields; i++)
		if (!among(field, w->field[i]))
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

/* How well the wording fits; negative: not at all. */
static int score(const struct wording *w, const struct work *k, struct str unit)
{
	enum { WORD = 16, FIELD = 8, BORROWED = 20, LEAST = 1 << 20 };
	int at = 0, matched = 0, content = 0, borrowed = 0, telling = 0;
	for (int i = 0; i < w->words; i++) {
		int j = at;
		while (j < k->subject.count && k->subject.id[j] != w->word[i])
			j++;
		if (j < k->subject.count) {
			matched++;
			telling += !(k->mark[j] & (NEUTRAL | FILLER));
			content += !k->mark[j];
			at = j + 1;
		} else if (among(&k->field, w->word[i]) || among(&k->noun, w->word[i])) {
			borrowed++;
		} else {
			return -1;
		}
	}
	if (content < k->content || !telling || !fields_agree(w, &k->field) || !unit_fits(w, unit))
		return -1;
	return LEAST + matched * WORD + (w->fields ? FIELD : 0) - borrowed * BORROWED;
}

static void consider(const struct catalogue *c, const struct words *w, const struct work *k,
		     struct str unit, int *best, int32_t *which)
{
	for (int i = 0; i < w->count; i++) {
		const struct list *l = w->id[i] ? &c->by_word[w->id[i]] : NULL;
		for (size_t j = 0; l && j < l->n; j++) {
			int s = score(&c->wording[l->at[j]], k, unit);
			if (s > *best || (s == *best && s >= 0 && l->at[j] < *which)) {
				*best = s;
				*which = l->at[j];
			}
		}
	}
}

/* ---- codes of what the catalogue has not ------------------------------------------------------ */

/* Spelled either way: ky and ki, ly and li, ty and ti. */
static void add_word(struct str word, struct buf *out)
{
	size_t start = out->n;
	viet_ascii(word, '_', out);
	size_t n = out->n - start;
	const char *p = out->p + start;
	bool one = n == 2 && strchr("hklmst", p[0]);
	if (p[n - 1] == 'i' && (one || (n == 3 && p[0] == 'q' && p[1] == 'u')))
		out->p[out->n - 1] = 'y';
}

static void add_code_words(const struct words *w, const uint8_t *mark, struct buf *out)
{
	for (int i = 0; i < w->count; i++) {
		if (mark && mark[i] & (NEUTRAL | FILLER))
			continue;
		if (out->n)
			buf_byte(out, '_');
		add_word(w->text[i], out);
	}
}

/* "Doanh thu" alone is another thing in every section: a subject of one word or two takes the section's
 * name in front, where that is a name and no sentence. */
static void add_field(struct catalogue *c, const struct work *k, struct buf *out)
{
	enum { FEW = 2, NAME_WORDS = 8 };
	bool filler[WORDLIST_MOST] = {false};
	if (k->content > FEW || k->field.count > NAME_WORDS)
		return;
	mark_fillers(c, &k->field, filler);
	for (int i = 0; i < k->field.count; i++) {
		char first = k->field.text[i].p[0];
		if (filler[i] || (first >= '0' && first <= '9'))
			continue;
		if (out->n)
			buf_byte(out, '_');
		add_word(k->field.text[i], out);
	}
}

static void make_code(struct catalogue *c, const struct work *k, struct buf *code)
{
	struct buf words = {0};
	add_field(c, k, &words);
	size_t named = words.n;
	add_code_words(&k->subject, k->mark, &words);
	if (words.n == named)
		add_code_words(&k->noun, NULL, &words);
	if (!words.n)
		add_code_words(&k->field, NULL, &words);
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
	if (cut)
		buf_printf(code, "_%04X", (unsigned)(checksum(buf_view(&words)) & 0xFFFF));
	buf_release(&words);
}

static const struct indicator *match(struct catalogue *c, const struct subject *s, struct buf *code)
{
	struct work k;
	int best = -1;
	int32_t which = -1;
	prepare(c, s, &k);
	consider(c, &k.subject, &k, s->unit, &best, &which);
	consider(c, &k.field, &k, s->unit, &best, &which);
	consider(c, &k.noun, &k, s->unit, &best, &which);
	if (best < 0) {
		make_code(c, &k, code);
		return NULL;
	}
	const struct indicator *i = &c->indicator[c->wording[which].indicator];
	buf_add(code, i->code);
	return i;
}

static struct memo *memo_of(struct catalogue *c, const struct subject *s)
{
	const struct str parts[] = {s->subject, s->field, s->area, s->unit, s->noun};
	buf_reset(&c->key);
	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++) {
		buf_add(&c->key, parts[i]);
		buf_byte(&c->key, '\n');
	}
	return &c->memo[checksum(buf_view(&c->key)) % MEMOS];
}

const struct indicator *catalogue_match(struct catalogue *c, const struct subject *s,
					struct buf *code)
{
	struct memo *m = memo_of(c, s);
	if (!m->key.n || !str_equal(buf_view(&m->key), buf_view(&c->key))) {
		buf_reset(&m->code);
		m->indicator = match(c, s, &m->code);
		buf_reset(&m->key);
		if (c->key.n <= MEMO_BYTES)
			buf_add(&m->key, buf_view(&c->key));
	}
	buf_add(code, buf_view(&m->code));
	return m->indicator;
}

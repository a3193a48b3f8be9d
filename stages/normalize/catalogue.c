#include "stages/normalize/catalogue.h"

#include <stdlib.h>
#include "common/viet.h"
#include "common/xalloc.h"
#include "stages/normalize/units.h"
#include "stages/normalize/wordlist.h"

enum { WORDING_WORDS = 24, CODE_LENGTH = 60 };

struct wording {
	int32_t word[WORDING_WORDS];
	int words;
	int32_t field[WORDING_WORDS];
	int fields;
	struct str unit;
	int indicator;
};

struct list { /* of wordings, or of fillers, by a word */
	int32_t *at;
	size_t n, room;
};

struct filler {
	int32_t word[WORDING_WORDS];
	int words;
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
	struct list *by_word,
		*filler_by_word; /* both indexed by word number, list.used + 1 entries */
	struct words other;      /* the text at work while loading */
};

static int find_indicator(const struct catalogue *c, struct str code)
{
	for (size_t i = c->indicators; i-- > 0;)
		if (str_equal(c->indicator[i].code, code))
			return (int)i;
	return -1;
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
	int at = find_indicator(c, cells[0]);
	if (at < 0) {
		c->indicator = xgrow(c->indicator, &c->indicator_room, c->indicators + 1,
				     sizeof(*c->indicator));
		at = (int)c->indicators++;
	}
	c->indicator[at] = (struct indicator){.code = arena_copy(&c->arena, cells[0]),
					      .unit_measure = arena_copy(&c->arena, cells[4]),
					      .measure = arena_copy(&c->arena, cells[5]),
					      .field = arena_copy(&c->arena, cells[3])};
	return NULL;
}

static const char *filler_row(void *context, const struct str *cells, const char *row_name)
{
	struct catalogue *c = context;
	(void)row_name;
	wordlist_add(&c->list, cells[0], &c->other);
	if (!c->other.count || c->other.count > WORDING_WORDS)
		return "no word, or too many";
	c->filler = xgrow(c->filler, &c->filler_room, c->fillers + 1, sizeof(*c->filler));
	struct filler *f = &c->filler[c->fillers++];
	f->words = c->other.count;
	memcpy(f->word, c->other.id, (size_t)f->words * sizeof(*f->word));
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
	for (int i = 0; i < w->count;) {
		int longest = 0;
		const struct list *l = w->id[i] ? &c->filler_by_word[w->id[i]] : NULL;
		for (size_t k = 0; l && k < l->n; k++) {
			const struct filler *f = &c->filler[l->at[k]];
			if (f->words > longest && i + f->words <= w->count &&
			    !memcmp(f->word, w->id + i, (size_t)f->words * sizeof(*f->word)))
				longest = f->words;
		}
		for (int k = 0; k < longest; k++)
			filler[i + k] = true;
		if (!longest)
			filler[i] = false;
		i += longest ? longest : 1;
	}
}

static const char *wording_row(void *context, const struct str *cells, const char *row_name)
{
	struct catalogue *c = context;
	int at = find_indicator(c, cells[0]);
	(void)row_name;
	if (at < 0)
		return "indicator is not in indicator.csv";
	wordlist_add(&c->list, cells[1], &c->other);
	if (!c->other.count || c->other.count > WORDING_WORDS)
		return "wording has no word, or too many";
	c->wording = xgrow(c->wording, &c->wording_room, c->wordings + 1, sizeof(*c->wording));
	struct wording *w = &c->wording[c->wordings++];
	*w = (struct wording){.words = c->other.count, .indicator = at};
	memcpy(w->word, c->other.id, (size_t)w->words * sizeof(*w->word));
	w->unit = arena_copy(&c->arena, cells[3].n ? cells[3] : c->indicator[at].unit_measure);
	wordlist_add(&c->list, cells[2], &c->other);
	w->fields = c->other.count < WORDING_WORDS ? c->other.count : WORDING_WORDS;
	memcpy(w->field, c->other.id, (size_t)w->fields * sizeof(*w->field));
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

struct catalogue *catalogue_load(const struct lexicon *l)
{
	struct catalogue *c = xcalloc(1, sizeof(*c));
	c->list.arena = &c->arena;
	if (lexicon_read(l, "indicator", "indicator,label_vi,label_en,field,unit_measure,measure",
			 indicator_row, c) |
	    lexicon_read(l, "subject_filler", "phrase,note", filler_row, c) |
	    lexicon_read(l, "indicator_wording", "indicator,wording,field,unit_measure",
			 wording_row, c)) {
		catalogue_free(c);
		return NULL;
	}
	make_index(c);
	return c;
}

void catalogue_free(struct catalogue *c)
{
	if (!c)
		return;
	for (size_t i = 0; c->by_word && i <= c->list.used; i++) {
		free(c->by_word[i].at);
		free(c->filler_by_word[i].at);
	}
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

enum { NEUTRAL = 1, FILLER = 2 }; /* NEUTRAL: words of the place */

struct work {
	struct words subject, field, noun, area;
	uint8_t mark[WORDLIST_MOST];
	int content; /* words of the subject that are neither */
};

static void mark_area(struct work *w)
{
	int n = w->area.count;
	for (int i = 0; n && i + n <= w->subject.count; i++) {
		int k = 0;
		while (k < n && str_equal(w->subject.text[i + k], w->area.text[k]))
			k++;
		for (int j = 0; k == n && j < n; j++)
			w->mark[i + j] = NEUTRAL;
	}
}

static void prepare(struct catalogue *c, const struct subject *s, struct work *w)
{
	bool filler[WORDLIST_MOST] = {false};
	memset(w->mark, 0, sizeof(w->mark));
	wordlist_find(&c->list, s->subject, &w->subject);
	wordlist_find(&c->list, s->field, &w->field);
	wordlist_find(&c->list, s->noun, &w->noun);
	wordlist_find(&c->list, s->area, &w->area);
	mark_fillers(c, &w->subject, filler);
	for (int i = 0; i < w->subject.count; i++)
		if (filler[i])
			w->mark[i] = FILLER;
	mark_area(w);
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

/* How well the wording fits; negative: not at all. */
static int score(const struct wording *w, const struct work *k, struct str unit)
{
	enum { WORD = 16, FIELD = 8, BORROWED = 20, LEAST = 1 << 20 };
	int at = 0, matched = 0, content = 0, borrowed = 0;
	if (unit.n && w->unit.n && !units_compatible(w->unit, unit))
		return -1;
	for (int i = 0; i < w->words; i++) {
		int j = at;
		while (j < k->subject.count && k->subject.id[j] != w->word[i])
			j++;
		if (j < k->subject.count) {
			matched++;
			content += !k->mark[j];
			at = j + 1;
		} else if (among(&k->field, w->word[i]) || among(&k->noun, w->word[i])) {
			borrowed++;
		} else {
			return -1;
		}
	}
	if (content < k->content || (!matched && k->content) || !fields_agree(w, &k->field))
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

static uint32_t checksum(struct str s)
{
	uint32_t h = 2166136261u;
	for (size_t i = 0; i < s.n; i++)
		h = (h ^ (unsigned char)s.p[i]) * 16777619u;
	return h ^ h >> 16;
}

static void add_code_words(const struct words *w, const uint8_t *mark, struct buf *out)
{
	for (int i = 0; i < w->count; i++) {
		if (mark && mark[i])
			continue;
		if (out->n)
			buf_byte(out, '_');
		viet_ascii(w->text[i], '_', out);
	}
}

static void make_code(const struct work *k, struct buf *code)
{
	struct buf words = {0};
	add_code_words(&k->subject, k->mark, &words);
	if (!words.n)
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

const struct indicator *catalogue_match(struct catalogue *c, const struct subject *s,
					struct buf *code)
{
	struct work k;
	int best = -1;
	int32_t which = -1;
	prepare(c, s, &k);
	consider(c, &k.subject, &k, s->unit, &best, &which);
	consider(c, &k.field, &k, s->unit, &best, &which);
	consider(c, &k.noun, &k, s->unit, &best, &which);
	if (best < 0) {
		make_code(&k, code);
		return NULL;
	}
	const struct indicator *i = &c->indicator[c->wording[which].indicator];
	buf_add(code, i->code);
	return i;
}

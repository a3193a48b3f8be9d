#include "stages/normalize/catalogue_inside.h"

#include <stdlib.h>
#include "common/xalloc.h"
#include "stages/normalize/units.h"

uint32_t catalogue_checksum(struct str s)
{
	uint32_t h = 2166136261u;
	for (size_t i = 0; i < s.n; i++)
		h = (h ^ (unsigned char)s.p[i]) * 16777619u;
	return h ^ h >> 16;
}

/* The slot of a code: 0 where it is free, else the indicator's number plus one. */
static int32_t *slot_of(struct catalogue *c, struct str code)
{
	size_t at = catalogue_checksum(code) % CODE_SLOTS;
	while (c->by_code[at] && !str_equal(c->indicator[c->by_code[at] - 1].code, code))
		at = (at + 1) % CODE_SLOTS;
	return &c->by_code[at];
}

const struct indicator *catalogue_of_code(struct catalogue *c, struct str code)
{
	int32_t at = *slot_of(c, code);
	return at ? &c->indicator[at - 1] : NULL;
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
	if (!cells[1].n)
		return "label_vi is empty";
	if (!units_valid(cells[4]))
		return "unit_measure is empty or no code";
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

void catalogue_rewrite(const struct catalogue *c, struct words *w)
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
	enum { ANY, FIRST, KEEP, PLACE, RATIO_WORD, COUNTER, PLACES };
	static const char *const places[PLACES] = {"any",   "first", "keep",
						   "place", "ratio", "counter"};
	size_t p = 0;
	(void)row_name;
	while (p < PLACES && !str_equal(cells[1], str_of(places[p])))
		p++;
	if (p == PLACES)
		return "place is none of any, first, keep, place, ratio, counter";
	wordlist_add(&c->list, cells[0], &c->other);
	if (!c->other.count || c->other.count > WORDING_WORDS)
		return "no word, or too many";
	c->filler = xgrow(c->filler, &c->filler_room, c->fillers + 1, sizeof(*c->filler));
	struct filler *f = &c->filler[c->fillers++];
	f->word = keep_words(c, &f->words);
	f->first = p == FIRST;
	f->keep = p == KEEP;
	f->place = p == PLACE;
	f->ratio = p == RATIO_WORD;
	f->counter = p == COUNTER;
	return NULL;
}

static void list_add(struct list *l, int32_t value)
{
	l->at = xgrow(l->at, &l->room, l->n + 1, sizeof(*l->at));
	l->at[l->n++] = value;
}

/* Marks the words of `w` that belong to filler phrases, longest first at each word. */
static const struct filler *filler_at(const struct catalogue *c, const struct words *w, int i,
				      bool front)
{
	const struct filler *longest = NULL;
	const struct list *l = w->id[i] ? &c->filler_by_word[w->id[i]] : NULL;
	for (size_t k = 0; l && k < l->n; k++) {
		const struct filler *f = &c->filler[l->at[k]];
		if ((!longest || f->words > longest->words) && (front || !f->first) && !f->place &&
		    !f->counter && i + f->words <= w->count &&
		    !memcmp(f->word, w->id + i, (size_t)f->words * sizeof(*f->word)))
			longest = f;
	}
	return longest;
}

int catalogue_counter(const struct catalogue *c, const struct words *w, int at)
{
	int longest = 0;
	for (size_t i = 0; i < c->fillers; i++) {
		const struct filler *f = &c->filler[i];
		if (f->counter && f->words > longest && at + f->words <= w->count &&
		    !memcmp(f->word, w->id + at, (size_t)f->words * sizeof(*f->word)))
			longest = f->words;
	}
	return longest;
}

int catalogue_place_filler(const struct catalogue *c, const struct words *w, int end)
{
	const struct filler *longest = NULL;
	for (size_t i = 0; i < c->fillers; i++) {
		const struct filler *f = &c->filler[i];
		int from = end - f->words;
		if ((f->place || f->keep) && (!longest || f->words > longest->words) && from >= 0 &&
		    f->word[0] == w->id[from] &&
		    !memcmp(f->word, w->id + from, (size_t)f->words * sizeof(*f->word)))
			longest = f;
	}
	return longest && longest->place ? longest->words : 0;
}

void catalogue_mark_fillers(const struct catalogue *c, const struct words *w, const uint8_t *before,
			    uint8_t *mark)
{
	bool front = true;
	for (int i = 0; i < w->count;) {
		if (before && before[i]) {
			i++;
			continue;
		}
		const struct filler *f = filler_at(c, w, i, front);
		bool marked = f && !f->keep;
		for (int k = 0; k < (f ? f->words : 1); k++)
			if (marked)
				mark[i + k] |= f->ratio ? RATIO : FILLER;
		front = front && marked;
		i += f ? f->words : 1;
	}
}

static int field_number(const struct catalogue *c, struct str name)
{
	for (size_t i = 0; i < c->fields; i++)
		if (str_equal(c->field_name[i], name))
			return (int)i;
	return -1;
}

static const char *field_row(void *context, const struct str *cells, const char *row_name)
{
	struct catalogue *c = context;
	int field = field_number(c, cells[1]);
	(void)row_name;
	wordlist_add(&c->list, cells[0], &c->other);
	catalogue_rewrite(c, &c->other);
	if (!c->other.count || c->other.count > WORDING_WORDS || !cells[1].n)
		return "phrase or field has no word, or too many";
	if (field < 0) {
		c->field_name =
			xgrow(c->field_name, &c->field_room, c->fields + 1, sizeof(struct str));
		field = (int)c->fields++;
		c->field_name[field] = arena_copy(&c->arena, cells[1]);
	}
	c->section = xgrow(c->section, &c->section_room, c->sections + 1, sizeof(*c->section));
	struct section *s = &c->section[c->sections++];
	s->word = keep_words(c, &s->words);
	s->field = field;
	return NULL;
}

int catalogue_section(const struct catalogue *c, const struct words *w, int at, int end, bool last,
		      int *field)
{
	int longest = 0, stop = last || at >= end ? end : at + 1;
	for (int from = at; from < stop; from++) {
		bool known = w->id[from] && (size_t)w->id[from] <= c->section_words;
		const struct list *l = known ? &c->section_by_word[w->id[from]] : NULL;
		for (size_t i = 0; l && i < l->n; i++) {
			const struct section *s = &c->section[l->at[i]];
			bool ends = last ? from + s->words == end : from + s->words <= end;
			if (!ends || s->words <= longest ||
			    memcmp(s->word, w->id + from, (size_t)s->words * sizeof(*s->word)))
				continue;
			longest = s->words;
			*field = s->field;
		}
	}
	return longest;
}

/* "thue bao" of {thue bao/100 dan} */
static void set_noun(struct catalogue *c, struct wording *w)
{
	const struct wording *before = w > c->wording ? w - 1 : NULL;
	struct str noun = w->unit;
	if (before && before->unit.p == w->unit.p) { /* the indicator's own, as in the row before */
		w->noun = before->noun;
		w->nouns = before->nouns;
		return;
	}
	c->other.count = 0;
	if (noun.n > 1 && noun.p[0] == '{') {
		const char *end = memchr(noun.p, '/', noun.n);
		noun = str_range(noun.p + 1, end ? end : noun.p + noun.n - 1);
		wordlist_add(&c->list, noun, &c->other);
		catalogue_rewrite(c, &c->other);
	}
	w->noun = keep_words(c, &w->nouns);
}

/* The words of its field, and which of the fields that is named they name. */
static void set_field(struct catalogue *c, struct wording *w, struct str field)
{
	wordlist_add(&c->list, field, &c->other);
	catalogue_rewrite(c, &c->other);
	w->section = -1;
	if (catalogue_section(c, &c->other, 0, c->other.count, false, &w->section) < c->other.count)
		w->section = -1;
	w->field = keep_words(c, &w->fields);
}

/* Cuts the words in [ ] out of a wording: the rest in *rest, those in *optional. */
static const char *split_optional(struct str text, struct buf *rest, struct buf *optional)
{
	bool inside = false;
	if (!text.n || (!memchr(text.p, '[', text.n) && !memchr(text.p, ']', text.n))) {
		buf_add(rest, text);
		return NULL;
	}
	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] == (inside ? '[' : ']'))
			return "[ and ] do not pair";
		if (text.p[i] == '[' || text.p[i] == ']') {
			inside = !inside;
			buf_byte(rest, ' ');
			buf_byte(optional, ' ');
			continue;
		}
		buf_byte(inside ? optional : rest, text.p[i]);
	}
	return inside ? "[ and ] do not pair" : NULL;
}

static const char *wording_words(struct catalogue *c, struct str text, struct wording *w)
{
	buf_reset(&c->rest);
	buf_reset(&c->optional);
	const char *why = split_optional(text, &c->rest, &c->optional);
	wordlist_add(&c->list, buf_view(&c->optional), &c->other);
	catalogue_rewrite(c, &c->other);
	w->optional = keep_words(c, &w->optionals);
	wordlist_add(&c->list, buf_view(&c->rest), &c->other);
	if (!why && (!c->other.count || c->other.count > WORDING_WORDS))
		why = "wording has no word, or too many";
	return why;
}

static const char *wording_row(void *context, const struct str *cells, const char *row_name)
{
	struct catalogue *c = context;
	int at = *slot_of(c, cells[0]) - 1;
	(void)row_name;
	if (at < 0)
		return "indicator is not in indicator.csv";
	struct wording new = {.indicator = at};
	if (cells[3].n && !units_valid(cells[3]))
		return "unit_measure is no code";
	const char *why = wording_words(c, cells[1], &new);
	if (why)
		return why;
	catalogue_rewrite(c, &c->other);
	c->wording = xgrow(c->wording, &c->wording_room, c->wordings + 1, sizeof(*c->wording));
	struct wording *w = &c->wording[c->wordings++];
	*w = new;
	w->word = keep_words(c, &w->words);
	w->unit = cells[3].n ? arena_copy(&c->arena, cells[3]) : c->indicator[at].unit_measure;
	set_noun(c, w);
	set_field(c, w, cells[2]);
	return NULL;
}

/* Fillers go out of the wordings too, unless nothing else is left; of what is in % the words that
 * say so are counted. */
static void strip_wording(struct catalogue *c, struct wording *w)
{
	uint8_t mark[WORDLIST_MOST] = {0};
	int kept = 0;
	c->other.count = w->words;
	memcpy(c->other.id, w->word, (size_t)w->words * sizeof(*w->word));
	catalogue_mark_fillers(c, &c->other, NULL, mark);
	for (int i = 0; i < w->words; i++)
		kept += !(mark[i] & FILLER);
	if (!kept)
		return;
	kept = 0;
	bool front = units_class(w->unit) == CLASS_PERCENT;
	for (int i = 0; i < w->words; i++) {
		if (mark[i] & FILLER)
			continue;
		front = front && mark[i] & RATIO;
		w->ratio += front;
		w->word[kept++] = w->word[i];
	}
	w->words = kept;
	if (w->ratio == kept)
		w->ratio = 0;
}

/* Each wording is listed under its rarest word. */
static void make_index(struct catalogue *c)
{
	size_t words = c->list.used + 1;
	int32_t *uses = xcalloc(words, sizeof(*uses));
	c->by_word = xcalloc(words, sizeof(*c->by_word));
	c->filler_by_word = xcalloc(words, sizeof(*c->filler_by_word));
	c->field_of = xmalloc((c->indicators + 1) * sizeof(*c->field_of));
	for (size_t i = 0; i < c->indicators; i++)
		c->field_of[i] = field_number(c, c->indicator[i].field);
	for (size_t i = 0; i < c->fillers; i++)
		list_add(&c->filler_by_word[c->filler[i].word[0]], (int32_t)i);
	for (size_t i = 0; i < c->wordings; i++) {
		strip_wording(c, &c->wording[i]);
		for (int k = 0; k < c->wording[i].words; k++)
			uses[c->wording[i].word[k]]++;
	}
	for (size_t i = 0; i < c->wordings; i++) {
		const struct wording *w = &c->wording[i];
		int32_t rarest = w->word[w->ratio];
		for (int k = w->ratio + 1; k < w->words; k++)
			if (uses[w->word[k]] < uses[rarest])
				rarest = w->word[k];
		list_add(&c->by_word[rarest], (int32_t)i);
	}
	free(uses);
}

static const char *derived_row(void *context, const struct str *cells, const char *row_name)
{
	struct catalogue *c = context;
	(void)row_name;
	if (cells[0].n && !code_valid(cells[0]))
		return "suffix is no code of capitals, digits and _";
	if (cells[2].n && !str_equal(cells[2], STR("%")) && !str_equal(cells[2], STR("pp")))
		return "unit_measure is none of %, pp, empty";
	wordlist_add(&c->list, cells[1], &c->other);
	catalogue_rewrite(c, &c->other);
	if (!c->other.count || c->other.count > WORDING_WORDS)
		return "phrase has no word, or too many";
	c->derived = xgrow(c->derived, &c->derived_room, c->deriveds + 1, sizeof(*c->derived));
	struct derived *d = &c->derived[c->deriveds++];
	d->word = keep_words(c, &d->words);
	d->suffix = arena_copy(&c->arena, cells[0]);
	d->unit = arena_copy(&c->arena, cells[2]);
	return NULL;
}

static const char *partner_row(void *context, const struct str *cells, const char *row_name)
{
	struct catalogue *c = context;
	int at = *slot_of(c, cells[0]) - 1;
	(void)row_name;
	if (at < 0 || !catalogue_of_code(c, cells[1]))
		return "indicator or partner_of is not in indicator.csv";
	c->partnered =
		xgrow(c->partnered, &c->partnered_room, c->partnereds + 1, sizeof(*c->partnered));
	c->partnered[c->partnereds++] =
		(struct partnered){.indicator = at, .base = arena_copy(&c->arena, cells[1])};
	return NULL;
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

static int load_fields(struct catalogue *c, const struct lexicon *l)
{
	int bad = lexicon_read(l, "field", "phrase,field,note", field_row, c);
	c->section_words = c->list.used;
	c->section_by_word = xcalloc(c->section_words + 1, sizeof(*c->section_by_word));
	for (size_t i = 0; i < c->sections; i++)
		list_add(&c->section_by_word[c->section[i].word[0]], (int32_t)i);
	return bad;
}

static void free_lists(struct list *by_word, size_t words)
{
	for (size_t i = 0; by_word && i <= words; i++)
		free(by_word[i].at);
	free(by_word);
}

struct catalogue *catalogue_load(const struct lexicon *l)
{
	struct catalogue *c = xcalloc(1, sizeof(*c));
	c->list.arena = &c->arena;
	/* each needs those before it */
	int bad = lexicon_read(l, "indicator",
			       "indicator,label_vi,label_en,field,unit_measure,measure",
			       indicator_row, c);
	bad |= lexicon_read(l, "subject_filler", "phrase,place,note", filler_row, c);
	bad |= load_sames(c, l);
	bad |= load_fields(c, l);
	bad |= lexicon_read(l, "indicator_wording", "indicator,wording,field,unit_measure",
			    wording_row, c);
	bad |= lexicon_read(l, "indicator_derived", "suffix,phrase,unit_measure,note", derived_row,
			    c);
	bad |= lexicon_read(l, "indicator_partner", "indicator,partner_of,note", partner_row, c);
	if (bad) {
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
	free_lists(c->same_by_word, c->same_words);
	free_lists(c->section_by_word, c->section_words);
	free_lists(c->by_word, c->list.used);
	free_lists(c->filler_by_word, c->list.used);
	free(c->same);
	free(c->section);
	free(c->derived);
	free(c->partnered);
	free(c->field_name);
	free(c->field_of);
	for (size_t i = 0; c->memo && i < MEMOS; i++) {
		if (!c->memo[i])
			continue;
		buf_release(&c->memo[i]->key);
		buf_release(&c->memo[i]->code);
		free(c->memo[i]);
	}
	free(c->memo);
	buf_release(&c->key);
	buf_release(&c->rest);
	buf_release(&c->optional);
	free(c->indicator);
	free(c->wording);
	free(c->filler);
	wordlist_release(&c->list);
	arena_release(&c->arena);
	free(c);
}

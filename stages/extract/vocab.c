#include "stages/extract/vocab.h"

#include <stdio.h>
#include <stdlib.h>

#include "common/buf.h"
#include "common/msg.h"
#include "common/viet.h"
#include "common/xalloc.h"
#include "stages/extract/scan.h"
#include "stages/extract/vocab_cache.h"
#include "stages/extract/wake.h"

/* Open addressing; keys are views into the arena. */
struct word_slot {
	struct str key;
	int32_t id;
};

struct edge_slot {
	uint64_t key; /* node << 32 | word, 0: free (node 0 with word 0 is never an edge) */
	int32_t node;
};

enum { PHRASE_DIGITS = 4, SMALL_DIGITS = 2, SMALL_NUMBERS = 110, ASCII = 128 };

struct node {
	struct vocab_entry *entries;
	struct vocab_set here,
		longer; /* classes of its entries; of the phrases that go on behind it */
};

struct vocab {
	struct arena arena;
	struct cache_slot *cache;
	struct token mark[ASCII];          /* of characters that are neither letter nor digit */
	struct token small[SMALL_NUMBERS]; /* of numbers of one digit, then of two */
	bool longer[10]; /* phrases hold numbers of more that begin with this digit */
	struct buf *key; /* of the word being folded */
	struct vocab_start *starts;
	size_t starts_room;
	struct word_slot *words;
	size_t words_room, words_used;
	struct edge_slot *edges;
	size_t edges_room, edges_used;
	struct node *node;
	size_t nodes, nodes_room;
	struct numeral_words *numbers;
	struct date_words *dates;
	enum vocab_class row_class; /* of the row of phrase.csv read last */
};

static uint64_t hash_bytes(struct str s)
{
	uint64_t h = 1469598103934665603u;
	for (size_t i = 0; i < s.n; i++)
		h = (h ^ (unsigned char)s.p[i]) * 1099511628211u;
	return h ^ h >> 29;
}

static uint64_t hash_edge(uint64_t key)
{
	key *= 0x9e3779b97f4a7c15u;
	return key ^ key >> 32;
}

static struct word_slot *word_slot(const struct vocab *v, struct str key)
{
	size_t mask = v->words_room - 1;
	for (size_t i = hash_bytes(key) & mask;; i = (i + 1) & mask)
		if (v->words[i].id == 0 || str_equal(v->words[i].key, key))
			return &v->words[i];
}

static void grow_words(struct vocab *v)
{
	struct word_slot *old = v->words;
	size_t room = v->words_room;
	v->words_room = room ? room * 2 : 4096;
	v->words = xcalloc(v->words_room, sizeof *v->words);
	for (size_t i = 0; i < room; i++)
		if (old[i].id)
			*word_slot(v, old[i].key) = old[i];
	free(old);
}

static int32_t intern(struct vocab *v, struct str key)
{
	if (v->words_used * 2 >= v->words_room)
		grow_words(v);
	struct word_slot *s = word_slot(v, key);
	if (s->id == 0) {
		s->key = arena_copy(&v->arena, key);
		s->id = (int32_t)++v->words_used;
		if (key.n > SMALL_DIGITS && scan_is_digit(key.p[0]))
			v->longer[key.p[0] - '0'] = true;
	}
	return s->id;
}

static int32_t fold(const struct vocab *v, struct buf *key, struct str word)
{
	buf_reset(key);
	viet_fold_word(word, key);
	return word_slot(v, buf_view(key))->id;
}

int32_t vocab_word(const struct vocab *v, struct str word)
{
	return fold(v, v->key, word); /* scratch: the vocabulary itself stays as it is */
}

/* The token at p, whose bytes end before `stop`, without its place. */
static void read_token(const struct vocab *v, const char *p, const char *stop, struct token *token)
{
	const struct scan s = scan_token(p, stop);
	size_t n = (size_t)(s.end - p);
	/* digits may be part of a phrase: m3, RON 92 */
	bool figure = s.kind == TOKEN_NUMBER && n > PHRASE_DIGITS;
	int32_t word = figure ? 0 : fold(v, v->key, str_range(p, s.end));
	static const struct vocab_set waking = VOCAB_SET(WAKE);
	*token = (struct token){.end = (uint32_t)n,
				.word = word,
				.kind = (uint8_t)s.kind,
				.mark = s.mark,
				.upper = s.upper,
				.all_upper = s.all_upper,
				.dates = s.kind == TOKEN_NUMBER && scan_may_date(p, s.end),
				.wakes = s.kind != TOKEN_WORD ||
					 vocab_may_start_any(&v->starts[word], &waking)};
}

struct cache_slot *vocab_cache(const struct vocab *v)
{
	return v->cache;
}

static void read_marks(struct vocab *v)
{
	for (int c = 0; c < ASCII; c++) {
		const char text = (char)c;
		read_token(v, &text, &text + 1, &v->mark[c]);
	}
	for (int k = 0; k < SMALL_NUMBERS; k++) {
		const char text[] = {(char)('0' + (k - 10) / 10), (char)('0' + k % 10)};
		read_token(v, k < 10 ? text + 1 : text, text + 2, &v->small[k]);
	}
}

/* A mark, or a number: all of these are not kept among the words, whose places they would take. */
static const char *scan_plain(const struct vocab *v, const char *p, const char *end,
			      struct token *token)
{
	if (*p < '0' || *p > '9') {
		*token = v->mark[(unsigned char)*p];
		return p + 1;
	}
	const char *stop = scan_number_end(p, end);
	if (stop - p == 1)
		*token = v->small[*p - '0'];
	else if (stop - p == SMALL_DIGITS)
		*token = v->small[10 + (*p - '0') * 10 + (p[1] - '0')];
	else if (stop - p <= PHRASE_DIGITS && v->longer[*p - '0'])
		read_token(v, p, stop, token);
	else
		*token = (struct token){.kind = TOKEN_NUMBER,
					.wakes = true,
					.dates = scan_may_date(p, stop)};
	return stop;
}

/* What is at the end of the text is read from a copy. */
const char *vocab_scan(const struct vocab *v, const char *p, const char *end, struct token *token)
{
	char padded[RUN_BYTES] = {0};
	uint64_t run[2];
	if (!scan_is_letter_byte(*p))
		return scan_plain(v, p, end, token);
	memcpy(padded, p, end - p < RUN_BYTES ? (size_t)(end - p) : RUN_BYTES);
	size_t n = cache_run(padded, run);
	bool kept = n < RUN_BYTES;
	const char *stop = kept ? p + n : end;
	struct cache_slot *c = cache_slot_of(v->cache, run);
	if (kept && cache_holds(c, run)) {
		*token = c->token;
		return stop;
	}
	read_token(v, p, stop, token);
	if (kept && p + token->end == stop)
		*c = (struct cache_slot){{run[0], run[1]}, *token};
	return p + token->end;
}

const struct vocab_start *vocab_starts(const struct vocab *v)
{
	return v->starts;
}

static struct edge_slot *edge_slot(const struct vocab *v, uint64_t key)
{
	size_t mask = v->edges_room - 1;
	for (size_t i = hash_edge(key) & mask;; i = (i + 1) & mask)
		if (v->edges[i].key == 0 || v->edges[i].key == key)
			return &v->edges[i];
}

int32_t vocab_step(const struct vocab *v, int32_t node, int32_t word)
{
	const struct vocab_set *longer = &v->node[node].longer;
	if (!(longer->classes[0] | longer->classes[1]))
		return -1;
	const struct edge_slot *s = edge_slot(v, (uint64_t)(uint32_t)node << 32 | (uint32_t)word);
	return s->key ? s->node : -1;
}

static void grow_edges(struct vocab *v)
{
	struct edge_slot *old = v->edges;
	size_t room = v->edges_room;
	v->edges_room = room ? room * 2 : 8192;
	v->edges = xcalloc(v->edges_room, sizeof *v->edges);
	for (size_t i = 0; i < room; i++)
		if (old[i].key)
			*edge_slot(v, old[i].key) = old[i];
	free(old);
}

static int32_t new_node(struct vocab *v)
{
	v->node = xgrow(v->node, &v->nodes_room, v->nodes + 1, sizeof *v->node);
	v->node[v->nodes] = (struct node){0};
	return (int32_t)v->nodes++;
}

static int32_t add_edge(struct vocab *v, int32_t node, int32_t word)
{
	if (v->edges_used * 2 >= v->edges_room)
		grow_edges(v);
	uint64_t key = (uint64_t)(uint32_t)node << 32 | (uint32_t)word;
	struct edge_slot *s = edge_slot(v, key);
	if (s->key == 0) {
		s->key = key;
		v->edges_used++;
		s->node = new_node(v);
	}
	return s->node;
}

const struct vocab_entry *vocab_entries(const struct vocab *v, int32_t node)
{
	return v->node[node].entries;
}

static bool holds(const struct vocab_set *s, enum vocab_class c)
{
	return s->classes[c / 64] >> (c % 64) & 1;
}

static bool shares(const struct vocab_set *a, const struct vocab_set *b)
{
	return (a->classes[0] & b->classes[0]) | (a->classes[1] & b->classes[1]);
}

static void insert(struct vocab_set *s, enum vocab_class c)
{
	s->classes[c / 64] |= (uint64_t)1 << (c % 64);
}

size_t vocab_match(const struct vocab *v, const struct token *at, size_t n, enum vocab_class class,
		   const struct vocab_entry **entry)
{
	int32_t node = v->starts[at->word].node;
	const struct node *last = NULL;
	size_t found = 0;
	for (size_t k = 1; node >= 0; k++) {
		const struct node *here = &v->node[node];
		if (holds(&here->here, class)) {
			found = k;
			last = here;
		}
		if (k == n || at[k].word == 0 || !holds(&here->longer, class))
			break;
		node = vocab_step(v, node, at[k].word);
	}
	if (last && entry) {
		const struct vocab_entry *e = last->entries;
		while (e->class != class)
			e = e->more;
		*entry = e;
	}
	return found;
}

bool vocab_match_any(const struct vocab *v, const struct token *at, size_t n,
		     const struct vocab_set *of)
{
	int32_t node = v->starts[at->word].node;
	for (size_t k = 1; node >= 0; k++) {
		const struct node *here = &v->node[node];
		if (shares(&here->here, of))
			return true;
		if (k == n || at[k].word == 0 || !shares(&here->longer, of))
			break;
		node = vocab_step(v, node, at[k].word);
	}
	return false;
}

/* Room for the words up to `word`; new ones begin nothing. */
static void grow_starts(struct vocab *v, int32_t word)
{
	size_t had = v->starts_room;
	v->starts = xgrow(v->starts, &v->starts_room, (size_t)word + 1, sizeof *v->starts);
	for (size_t i = had; i < v->starts_room; i++)
		v->starts[i] = (struct vocab_start){.node = -1};
}

static void note_start(struct vocab *v, int32_t word, enum vocab_class class)
{
	grow_starts(v, word);
	v->starts[word].node = vocab_step(v, 0, word);
	v->starts[word].classes[class / 64] |= (uint64_t)1 << (class % 64);
}

/* The entry of a phrase in a class; of cues, which may stand on either side, also of one side. */
static struct vocab_entry *add_phrase(struct vocab *v, struct str phrase, enum vocab_class class,
				      struct str side)
{
	int32_t node = 0, first = 0;
	const char *p = phrase.p, *end = phrase.p + phrase.n;
	while (p < end) {
		size_t blank = scan_blank(p, end);
		if (blank) {
			p += blank;
			continue;
		}
		struct scan s = scan_token(p, end);
		buf_reset(v->key);
		viet_fold_word(str_range(p, s.end), v->key);
		int32_t word = intern(v, buf_view(v->key));
		first = first ? first : word;
		insert(&v->node[node].longer, class);
		node = add_edge(v, node, word);
		p = s.end;
	}
	if (node == 0)
		return NULL;
	note_start(v, first, class);
	for (struct vocab_entry *e = v->node[node].entries; e; e = e->more)
		if (e->class == class && (class != VOCAB_cue || str_equal(e->note, side)))
			return e; /* a later row wins */
	struct vocab_entry *e = arena_alloc(&v->arena, sizeof *e);
	*e = (struct vocab_entry){.class = class, .more = v->node[node].entries};
	v->node[node].entries = e;
	insert(&v->node[node].here, class);
	return e;
}

static const char *const class_names[] = {
#define X(name) #name,
	VOCAB_CLASSES(X)
#undef X
};

const char *vocab_class_name(enum vocab_class c)
{
	return class_names[c];
}

static int32_t number_of(struct str value)
{
	int sign = 1;
	unsigned long long n;
	if (str_equal(value, STR("+")))
		return 1;
	if (str_equal(value, STR("-")))
		return -1;
	if (value.n > 1 && value.p[0] == '-') {
		sign = -1;
		value.p++;
		value.n--;
	}
	return str_to_u64(value, &n) && n < 1000000 ? sign * (int32_t)n : 0;
}

static const char *set(struct vocab *v, struct str phrase, enum vocab_class class, struct str value,
		       struct str note)
{
	struct vocab_entry *e = add_phrase(v, phrase, class, note);
	if (!e)
		return "empty phrase";
	e->value = arena_copy(&v->arena, value);
	e->note = arena_copy(&v->arena, note);
	e->number = number_of(value);
	return NULL;
}

static bool one_of(struct str value, const char *const *known)
{
	for (; *known; known++)
		if (str_equal(value, str_of(*known)))
			return true;
	return false;
}

/* What the value column of a class may hold; classes that are not here hold what they like. */
static const char *check_value(enum vocab_class class, struct str value)
{
	static const char *const signs[] = {"+", "-", "=", "0", NULL};
	static const char *const bounds[] = {"eq", "gt", "lt", "ge", "le", "approx", NULL};
	static const char *const statuses[] = {"A", "E", "P", "F", NULL};
	switch (class) {
	case VOCAB_change:
	case VOCAB_gap:
	case VOCAB_contribute:
		return one_of(value, signs) ? NULL : "value is none of + - = 0";
	case VOCAB_bound:
	case VOCAB_bound_behind:
		return one_of(value, bounds) ? NULL : "value is none of eq gt lt ge le approx";
	case VOCAB_status:
		return one_of(value, statuses) ? NULL : "value is none of A E P F";
	case VOCAB_month_name:
		return number_of(value) >= 1 && number_of(value) <= 12 ? NULL : "value is no month";
	case VOCAB_quarter_name:
		return number_of(value) >= 1 && number_of(value) <= 4 ? NULL
								      : "value is no quarter";
	default:
		return NULL;
	}
}

static const char *phrase_row(void *context, const struct str *cell, const char *row_name)
{
	struct vocab *v = context;
	(void)row_name;
	/* rows of a class stand together */
	for (int i = 0; i < VOCAB_count; i++) {
		const enum vocab_class c = (v->row_class + i) % VOCAB_count;
		if (c == VOCAB_none || !str_equal(cell[1], str_of(class_names[c])))
			continue;
		v->row_class = c;
		const char *why = check_value(c, cell[2]);
		return why ? why : set(v, cell[0], c, cell[2], cell[3]);
	}
	return "unknown class";
}

static const char *noun_row(void *context, const struct str *cell, const char *row_name)
{
	(void)row_name;
	if (!str_equal(cell[1], STR("stock")) && !str_equal(cell[1], STR("flow")))
		return "measure is neither stock nor flow";
	return set(context, cell[0], VOCAB_noun, cell[1], cell[2]);
}

static const char *measure_row(void *context, const struct str *cell, const char *row_name)
{
	static const char *const known[] = {"stock",   "flow",  "rate", "index",
					    "average", "count", "open", NULL};
	(void)row_name;
	return one_of(cell[1], known) ? set(context, cell[0], VOCAB_measure, cell[1], cell[2])
				      : "unknown measure";
}

const char *const vocab_cue_kinds[] = {
	"date",     "document_number", "ordinal",    "name",   "rank",       "age",     "limit",
	"duration", "list_number",     "page_stamp", "phone",  "clock",      "address", "footnote",
	"caption",  "reference",       "score",      "widget", "list_count", NULL};

static const char *cue_row(void *context, const struct str *cell, const char *row_name)
{
	(void)row_name;
	if (!str_equal(cell[2], STR("before")) && !str_equal(cell[2], STR("after")) &&
	    !str_equal(cell[2], STR("pair")))
		return "side is none of before, after, pair";
	if (!one_of(cell[1], vocab_cue_kinds))
		return "unknown kind";
	return set(context, cell[0], VOCAB_cue, cell[1], cell[2]);
}

static const char *unit_row(void *context, const struct str *cell, const char *row_name)
{
	static const char *const known[] = {"percent", "points", "money", "physical",
					    "rate",    "time",   "noun",  NULL};
	(void)row_name;
	if (!one_of(cell[2], known))
		return "unknown kind";
	return set(context, cell[0], VOCAB_unit, cell[1], cell[2]);
}

static const char *scale_row(void *context, const struct str *cell, const char *row_name)
{
	(void)row_name;
	return set(context, cell[0], VOCAB_scale, cell[1], cell[2]);
}

static const char *digit_row(void *context, const struct str *cell, const char *row_name)
{
	(void)row_name;
	return set(context, cell[0], VOCAB_digit, cell[1], cell[2]);
}

static const char *place_row(void *context, const struct str *cell, const char *row_name)
{
	(void)row_name;
	return set(context, cell[1], VOCAB_place, cell[0], cell[2]);
}

static const char *issuer_row(void *context, const struct str *cell, const char *row_name)
{
	(void)row_name;
	for (size_t i = 0; i < cell[0].n; i++)
		if (cell[0].p[i] <= ' ' || (unsigned char)cell[0].p[i] >= 0x7F)
			return "issuer is no code: a blank, or a letter that ASCII has not";
	if (cell[0].n == 0)
		return "empty code";
	return set(context, cell[1], VOCAB_issuer, cell[0], cell[2]);
}

struct vocab *vocab_load(const struct lexicon *l)
{
	static const struct {
		const char *name, *columns;
		lexicon_row_fn *row;
	} files[] = {
		{"phrase", "phrase,class,value,note", phrase_row},
		{"noun", "phrase,measure,note", noun_row},
		{"measure", "phrase,measure,note", measure_row},
		{"cue", "phrase,kind,side,note", cue_row},
		{"unit", "phrase,unit_measure,kind,factor", unit_row},
		{"scale", "phrase,value,note", scale_row},
		{"number_word", "phrase,value,note", digit_row},
		{"place", "ref_area,name,kind,valid_from,valid_to,label_en", place_row},
		{"issuer", "issuer,wording,note", issuer_row},
	};
	struct vocab *v = xcalloc(1, sizeof *v);
	bool good = true;
	v->cache = xcalloc((size_t)1 << CACHE_BITS, sizeof *v->cache);
	v->key = xcalloc(1, sizeof *v->key);
	grow_words(v);
	grow_edges(v);
	new_node(v);
	for (size_t i = 0; i < sizeof files / sizeof *files; i++)
		if (lexicon_read(l, files[i].name, files[i].columns, files[i].row, v))
			good = false;
	v->numbers = numeral_words_load(l);
	v->dates = v->numbers ? date_words_load(l, v->numbers) : NULL;
	grow_starts(v, (int32_t)v->words_used);
	read_marks(v);
	if (good && v->dates)
		return v;
	vocab_free(v);
	return NULL;
}

const struct numeral_words *vocab_numbers(const struct vocab *v)
{
	return v->numbers;
}

struct date_words *vocab_dates(const struct vocab *v)
{
	return v->dates;
}

void vocab_free(struct vocab *v)
{
	if (!v)
		return;
	date_words_free(v->dates);
	numeral_words_free(v->numbers);
	arena_release(&v->arena);
	buf_release(v->key);
	free(v->key);
	free(v->cache);
	free(v->starts);
	free(v->words);
	free(v->edges);
	free(v->node);
	free(v);
}

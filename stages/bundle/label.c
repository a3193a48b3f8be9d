#include "stages/bundle/label.h"

#include <stdlib.h>

#include "common/arena.h"
#include "common/msg.h"
#include "common/xalloc.h"

struct entry {
	struct str key, text[LANGUAGES];
	size_t row; /* of one key the last counts; of a place or a body the first */
};

struct list {
	struct entry *entry;
	size_t count, room;
};

struct labels {
	struct arena arena;
	struct list words, places, issuers;
	bool lacking;
};

static void add(struct labels *l, struct list *to, struct str key, struct str vi, struct str en)
{
	to->entry = xgrow(to->entry, &to->room, to->count + 1, sizeof *to->entry);
	to->entry[to->count] =
		(struct entry){arena_copy(&l->arena, key),
			       {arena_copy(&l->arena, vi), arena_copy(&l->arena, en)},
			       to->count};
	to->count++;
}

static const char *take_word(void *context, const struct str *cell, const char *row_name)
{
	struct labels *l = context;

	(void)row_name;
	if (!cell[0].n || !cell[1].n || !cell[2].n)
		return "a label needs its key, the Vietnamese and the English words";
	add(l, &l->words, cell[0], cell[1], cell[2]);
	return NULL;
}

static const char *take_place(void *context, const struct str *cell, const char *row_name)
{
	struct labels *l = context;

	(void)row_name;
	add(l, &l->places, cell[0], cell[1], cell[5]);
	return NULL;
}

static const char *take_issuer(void *context, const struct str *cell, const char *row_name)
{
	struct labels *l = context;

	(void)row_name;
	add(l, &l->issuers, cell[0], cell[1], cell[1]);
	return NULL;
}

static int compare(const void *a, const void *b)
{
	const struct entry *left = a, *right = b;
	int order = str_compare(left->key, right->key);

	return order ? order : (left->row > right->row) - (left->row < right->row);
}

/* Of one key the first row, or the last. */
static void keep_one(struct list *list, bool last)
{
	size_t kept = 0;

	if (list->count)
		qsort(list->entry, list->count, sizeof *list->entry, compare);
	for (size_t i = 0; i < list->count; i++) {
		bool again = kept && str_equal(list->entry[kept - 1].key, list->entry[i].key);
		if (again && !last)
			continue;
		list->entry[kept - again] = list->entry[i];
		kept += !again;
	}
	list->count = kept;
}

struct labels *labels_load(const struct lexicon *l)
{
	struct labels *labels = xcalloc(1, sizeof *labels);

	if (lexicon_read(l, "label", "key,label_vi,label_en", take_word, labels) ||
	    lexicon_read(l, "place", "ref_area,name,kind,valid_from,valid_to,label_en", take_place,
			 labels) ||
	    lexicon_read(l, "issuer", "issuer,wording,note", take_issuer, labels)) {
		labels_free(labels);
		return NULL;
	}
	keep_one(&labels->words, true);
	keep_one(&labels->places, false);
	keep_one(&labels->issuers, false);
	return labels;
}

void labels_free(struct labels *l)
{
	if (!l)
		return;
	free(l->words.entry);
	free(l->places.entry);
	free(l->issuers.entry);
	arena_release(&l->arena);
	free(l);
}

static const struct entry *find(const struct list *list, struct str key)
{
	size_t low = 0, high = list->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = str_compare(list->entry[middle].key, key);
		if (order == 0)
			return list->entry + middle;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

bool label_has(const struct labels *l, const char *key)
{
	return find(&l->words, str_of(key)) != NULL;
}

struct str label(struct labels *l, const char *key, enum language in)
{
	const struct entry *e = find(&l->words, str_of(key));

	if (e)
		return e->text[in];
	msg(MSG_ERROR, NULL, 0, str_of(key), "label.csv lacks the key");
	l->lacking = true;
	return arena_copy(&l->arena, str_of(key));
}

struct str label_of(struct labels *l, const char *group, struct str name, enum language in)
{
	struct buf key = {0};

	buf_printf(&key, "%s.", group);
	buf_add(&key, name);
	const struct entry *e = find(&l->words, buf_view(&key));
	buf_release(&key);
	return e ? e->text[in] : (struct str){0};
}

bool labels_lacking(const struct labels *l)
{
	return l->lacking;
}

static const struct label_value *named(const struct label_value *value, struct str name)
{
	while (value->name && !str_equal(str_of(value->name), name))
		value++;
	return value->name ? value : NULL;
}

void label_fill(struct buf *out, struct labels *l, const char *key, enum language in,
		const struct label_value *value)
{
	struct str rest = label(l, key, in);

	while (rest.n) {
		const char *open = memchr(rest.p, '{', rest.n);
		const char *end = rest.p + rest.n;
		const char *close = open ? memchr(open, '}', (size_t)(end - open)) : NULL;
		if (!close)
			break;
		const struct label_value *v = named(value, str_range(open + 1, close));
		buf_add(out, str_range(rest.p, v ? open : close + 1));
		if (v)
			buf_add(out, v->value);
		rest = str_range(close + 1, end);
	}
	buf_add(out, rest);
}

struct str label_place(const struct labels *l, struct str ref_area, enum language in)
{
	const struct entry *e = find(&l->places, ref_area);

	return e && e->text[in].n ? e->text[in] : ref_area;
}

struct str label_issuer(const struct labels *l, struct str issuer)
{
	const struct entry *e = find(&l->issuers, issuer);

	return e && e->text[0].n ? e->text[0] : issuer;
}

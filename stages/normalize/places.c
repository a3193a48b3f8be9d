#include "stages/normalize/places.h"

#include <limits.h>
#include <stdlib.h>
#include "common/period.h"
#include "common/xalloc.h"
#include "stages/normalize/wordlist.h"

enum { NAME_WORDS = 16 };

struct place {
	int32_t word[NAME_WORDS];
	int words;
	int32_t from, to;
	struct str ref_area;
	int32_t next; /* another place whose name begins with the same word, or -1 */
};

struct places {
	struct arena arena;
	struct wordlist list;
	struct place *place;
	size_t places, room;
	int32_t *first; /* by word number: the first place whose name begins with it, or -1 */
	struct words work;
};

static bool read_day(struct str cell, int32_t otherwise, int32_t *day)
{
	*day = otherwise;
	return !cell.n || period_parse_date(cell, day);
}

/* VN, VN-HN, VN_RRD, ASEAN, 001 */
static bool code_valid(struct str code)
{
	for (size_t i = 0; i < code.n; i++) {
		char b = code.p[i];
		if (!(b >= 'A' && b <= 'Z') && !(b >= '0' && b <= '9') && b != '-' && b != '_')
			return false;
	}
	return code.n;
}

static bool kind_valid(struct str kind)
{
	static const char *const kinds[] = {"country", "group",    "region", "province",
					    "city",    "district", "ward"};
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		if (str_equal(kind, str_of(kinds[i])))
			return true;
	return false;
}

static const char *place_row(void *context, const struct str *cells, const char *row_name)
{
	struct places *p = context;
	struct place new = {.next = -1};
	(void)row_name;
	if (!code_valid(cells[0]))
		return "ref_area is no code of capitals, digits, - and _";
	if (!kind_valid(cells[2]))
		return "kind is none of country, group, region, province, city, district, ward";
	if (!read_day(cells[3], INT32_MIN, &new.from) || !read_day(cells[4], INT32_MAX, &new.to))
		return "valid_from or valid_to is no date";
	if (new.from > new.to)
		return "valid_from is after valid_to";
	wordlist_add(&p->list, cells[1], &p->work);
	if (!p->work.count || p->work.count > NAME_WORDS)
		return "name has no word, or too many";
	new.words = p->work.count;
	memcpy(new.word, p->work.id, (size_t) new.words * sizeof(*new.word));
	new.ref_area = arena_copy(&p->arena, cells[0]);
	p->place = xgrow(p->place, &p->room, p->places + 1, sizeof(*p->place));
	p->place[p->places++] = new;
	return NULL;
}

struct places *places_load(const struct lexicon *l)
{
	struct places *p = xcalloc(1, sizeof(*p));
	p->list.arena = &p->arena;
	if (lexicon_read(l, "place", "ref_area,name,kind,valid_from,valid_to,label_en", place_row,
			 p)) {
		places_free(p);
		return NULL;
	}
	p->first = xmalloc((p->list.used + 1) * sizeof(*p->first));
	for (size_t i = 0; i <= p->list.used; i++)
		p->first[i] = -1;
	for (size_t i = p->places; i-- > 0;) {
		p->place[i].next = p->first[p->place[i].word[0]];
		p->first[p->place[i].word[0]] = (int32_t)i;
	}
	return p;
}

void places_free(struct places *p)
{
	if (!p)
		return;
	free(p->place);
	free(p->first);
	wordlist_release(&p->list);
	arena_release(&p->arena);
	free(p);
}

static bool valid(const struct place *p, int32_t day)
{
	return day >= p->from && day <= p->to;
}

static bool better(const struct place *new, const struct place *old, int32_t day)
{
	if (!old || new->words != old->words)
		return !old || new->words > old->words;
	return valid(new, day) && !valid(old, day);
}

static bool same_name(const struct place *a, const struct place *b)
{
	return a->words == b->words &&
	       !memcmp(a->word, b->word, (size_t)a->words * sizeof(*a->word));
}

struct str places_find(struct places *p, struct str words, int32_t day)
{
	const struct place *best = NULL;
	bool clash = false;
	wordlist_find(&p->list, words, &p->work);
	for (int i = 0; i < p->work.count; i++) {
		for (int32_t k = p->work.id[i] ? p->first[p->work.id[i]] : -1; k >= 0;
		     k = p->place[k].next) {
			const struct place *c = &p->place[k];
			if (i + c->words > p->work.count ||
			    memcmp(c->word, p->work.id + i, (size_t)c->words * sizeof(*c->word)))
				continue;
			if (best && c->words == best->words && !same_name(c, best) &&
			    !str_equal(c->ref_area, best->ref_area))
				clash = true;
			if (better(c, best, day)) {
				clash = clash && best && c->words == best->words;
				best = c;
			}
		}
	}
	return best && !clash ? best->ref_area : (struct str){0};
}

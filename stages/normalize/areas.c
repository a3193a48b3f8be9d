#include "stages/normalize/areas.h"

#include <stdlib.h>
#include "common/viet.h"
#include "common/xalloc.h"
#include "stages/normalize/wordlist.h"

enum role { ROLE_NAME, ROLE_OWN, ROLE_PARTNER, ROLE_FLOW, ROLES };

struct phrase {
	int32_t *word;
	int words;
	enum role role;
};

struct areas {
	struct arena arena;
	struct wordlist list;
	struct phrase *phrase;
	size_t phrases, room;
	struct words subject, place;
	struct buf scratch;
};

static const char *role_row(void *context, const struct str *cells, const char *row_name)
{
	static const char *const names[ROLES] = {"name", "own", "partner", "flow"};
	struct areas *a = context;
	int role = 0;
	(void)row_name;
	while (role < ROLES && !str_equal(cells[1], str_of(names[role])))
		role++;
	if (role == ROLES)
		return "role is none of name, own, partner, flow";
	wordlist_add(&a->list, cells[0], &a->subject);
	if (!a->subject.count)
		return "phrase has no word";
	a->phrase = xgrow(a->phrase, &a->room, a->phrases + 1, sizeof(*a->phrase));
	struct phrase *p = &a->phrase[a->phrases++];
	size_t bytes = (size_t)a->subject.count * sizeof(*p->word);
	p->role = (enum role)role;
	p->words = a->subject.count;
	p->word = arena_alloc(&a->arena, bytes);
	memcpy(p->word, a->subject.id, bytes);
	return NULL;
}

struct areas *areas_load(const struct lexicon *l)
{
	struct areas *a = xcalloc(1, sizeof(*a));
	a->list.arena = &a->arena;
	if (lexicon_read(l, "place_role", "phrase,role,note", role_row, a)) {
		areas_free(a);
		return NULL;
	}
	return a;
}

void areas_free(struct areas *a)
{
	if (!a)
		return;
	free(a->phrase);
	wordlist_release(&a->list);
	arena_release(&a->arena);
	buf_release(&a->scratch);
	free(a);
}

static bool phrase_at(const struct phrase *p, const struct words *w, int i)
{
	return i >= 0 && i + p->words <= w->count && p->word[0] == w->id[i] &&
	       !memcmp(p->word, w->id + i, (size_t)p->words * sizeof(*p->word));
}

/* The longest phrase that ends before word `end`. */
static const struct phrase *phrase_before(const struct areas *a, int end)
{
	const struct phrase *longest = NULL;
	for (size_t i = 0; i < a->phrases; i++) {
		const struct phrase *p = &a->phrase[i];
		if (p->role != ROLE_FLOW && (!longest || p->words > longest->words) &&
		    phrase_at(p, &a->subject, end - p->words))
			longest = p;
	}
	return longest;
}

static bool capital(struct areas *a, struct str word)
{
	buf_reset(&a->scratch);
	viet_lower(word, &a->scratch);
	return !str_equal(buf_view(&a->scratch), word);
}

/* The place's first word in the subject, or -1: by its bytes, which are a part of the subject's. */
static int place_word(const struct areas *a)
{
	for (int i = 0; a->place.count && i + a->place.count <= a->subject.count; i++) {
		int k = 0;
		while (k < a->place.count && str_equal(a->subject.text[i + k], a->place.text[k]))
			k++;
		if (k == a->place.count)
			return i;
	}
	return -1;
}

/* Between the head of a name and the place stand words with capitals, each with at most the rest
 * of its own compound behind it: "Cong ty Dien luc Ha Noi". */
enum area_role areas_role(struct areas *a, struct str subject, struct str place)
{
	enum { COMPOUND = 2 };
	wordlist_find(&a->list, subject, &a->subject);
	wordlist_find(&a->list, place, &a->place);
	int at = place_word(a), small = 0;
	for (int end = at; end > 0 && small <= COMPOUND; end--) {
		const struct phrase *p = small ? NULL : phrase_before(a, end);
		if (p && p->role == ROLE_NAME)
			return AREA_NAME;
		if (p && end == at)
			return p->role == ROLE_OWN ? AREA_OWN : AREA_PARTNER;
		small = capital(a, a->subject.text[end - 1]) ? 0 : small + 1;
	}
	return AREA_PLAIN;
}

bool areas_flow(struct areas *a, struct str subject)
{
	wordlist_find(&a->list, subject, &a->subject);
	for (int i = 0; i < a->subject.count; i++)
		for (size_t k = 0; k < a->phrases; k++)
			if (a->phrase[k].role == ROLE_FLOW &&
			    phrase_at(&a->phrase[k], &a->subject, i))
				return true;
	return false;
}

bool areas_foreign(struct str ref_area)
{
	return ref_area.n && !str_equal(ref_area, STR("VN")) && !str_starts(ref_area, STR("VN-")) &&
	       !str_starts(ref_area, STR("VN_"));
}

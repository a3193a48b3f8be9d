#include "stages/extract/subject.h"

#include "common/buf.h"
#include "common/viet.h"

void pieces_add(struct pieces *p, size_t first, size_t end)
{
	if (first >= end)
		return;
	if (p->n && p->at[p->n - 1].end == first) {
		p->at[p->n - 1].end = end;
		return;
	}
	if (p->n == SUBJECT_PIECES) {
		memmove(p->at, p->at + 1, sizeof p->at - sizeof p->at[0]);
		p->n--;
	}
	p->at[p->n].first = first;
	p->at[p->n++].end = end;
}

size_t pieces_words(const struct pieces *p)
{
	size_t n = 0;
	for (int i = 0; i < p->n; i++)
		n += p->at[i].end - p->at[i].first;
	return n;
}

static struct str join(struct str a, const char *joint, struct str b, struct arena *arena)
{
	if (!a.n || !b.n)
		return a.n ? a : b;
	size_t j = strlen(joint);
	char *p = arena_alloc(arena, a.n + j + b.n + 1);
	memcpy(p, a.p, a.n);
	memcpy(p + a.n, joint, j);
	memcpy(p + a.n + j, b.p, b.n);
	return (struct str){p, a.n + j + b.n};
}

/* A longer phrase shields its words: "thu hut" is no "thu", "Dai Loan" no "dai". */
static size_t whole_phrase(const struct tokens *t, const struct vocab *v, size_t i,
			   enum vocab_class class, const struct vocab_entry **e)
{
	const struct vocab_entry *longest = NULL;
	size_t n = tokens_match(t, v, i, class, e);
	if (!n || tokens_longest(t, v, i, &longest) <= n)
		return n;
	for (; class == VOCAB_noun && longest; longest = longest->more)
		if (longest->class == VOCAB_place)
			return 0;
	return class == VOCAB_noun ? n : 0; /* "ho ngheo" is still "ho" */
}

size_t subject_measure(const struct tokens *t, const struct vocab *v, size_t i,
		       const struct vocab_entry **e)
{
	return whole_phrase(t, v, i, VOCAB_measure, e);
}

struct subject subject_read(const struct tokens *t, const struct vocab *v, const struct pieces *p,
			    struct arena *a)
{
	struct subject s = {.measured = ""};
	for (int i = 0; i < p->n; i++) {
		size_t first = p->at[i].first, end = p->at[i].end;
		const struct vocab_entry *e = NULL;
		if (s.measure.n == 0 && s.thing.n == 0) {
			size_t n = subject_measure(t, v, first, &e);
			if (n && first + n <= end) {
				s.measure = tokens_text(t, first, first + n);
				s.measured = e->value.p;
				first += n;
			} else if ((n = whole_phrase(t, v, first, VOCAB_noun, &e)) &&
				   first + n <= end) {
				s.measure = tokens_text(t, first, first + n);
				s.measured = "noun";
				first += n;
			}
		}
		if (p->n == 1 && first < end && s.measure.n && strcmp(s.measured, "noun") != 0 &&
		    subject_measure(t, v, first, &e) == end - first) {
			s.measure = tokens_text(t, p->at[i].first, end);
			s.twofold = true;
			first = end; /* "tri gia nhap khau": two measures make one */
		}
		s.thing = join(s.thing, " ", tokens_text(t, first, end), a);
	}
	s.text = join(s.measure, " ", s.thing, a);
	return s;
}

bool subject_says(struct str whole, struct str part)
{
	struct buf w = {0}, p = {0};
	buf_byte(&w, ' ');
	viet_fold(whole, &w);
	buf_byte(&w, ' ');
	viet_fold(part, &p);
	struct str rest = buf_view(&p);
	bool all = true;
	struct str hay = buf_view(&w);
	while (rest.n && all) {
		struct str word = str_cut(&rest, ' ');
		bool found = false;
		for (size_t i = 0; !found && i + word.n + 2 <= hay.n; i++)
			found = hay.p[i] == ' ' && hay.p[i + 1 + word.n] == ' ' &&
				memcmp(hay.p + i + 1, word.p, word.n) == 0;
		all = found;
	}
	buf_release(&w);
	buf_release(&p);
	return all;
}

bool subject_open(const struct subject *s)
{
	return strcmp(s->measured, "rate") == 0 || strcmp(s->measured, "count") == 0 ||
	       strcmp(s->measured, "open") == 0;
}

static size_t words(struct str s)
{
	size_t n = s.n > 0;
	for (size_t i = 0; i < s.n; i++)
		n += s.p[i] == ' ';
	return n;
}

/* "doanh thu dich vu" + "dich vu an uong": what the measure ends with is not said again. */
static struct str unsaid(struct str measure, struct str thing)
{
	for (size_t n = thing.n; n-- > 1;)
		if (thing.p[n] == ' ' && n < measure.n && measure.p[measure.n - n - 1] == ' ' &&
		    memcmp(measure.p + measure.n - n, thing.p, n) == 0)
			return str_range(thing.p + n + 1, thing.p + thing.n);
	return thing;
}

/* "CPI", "GDP": an abbreviation names all of what is measured; a heading above adds nothing. So
 * does a measure that is two in one. */
static bool stands_alone(const struct subject *local, const struct subject *parent)
{
	if (local->twofold && parent && parent->twofold)
		return false;
	if (local->twofold) /* says enough, but for the thing that a label names */
		return !parent || subject_empty(parent) || parent->kind != UNIT_NONE ||
		       (parent->measure.n && strcmp(parent->measured, "noun") != 0);
	if (strcmp(local->measured, "index") != 0 || local->measure.n > 4)
		return false;
	for (size_t i = 0; i < local->measure.n; i++)
		if (local->measure.p[i] < 'A' || local->measure.p[i] > 'Z')
			return false;
	return !parent || subject_empty(parent) || parent->measure.n;
}

struct subject subject_complete(struct subject local, const struct subject *parent,
				struct str section, enum unit_kind kind, struct arena *a)
{
	struct subject s = local;
	s.kind = kind;
	bool has_parent = parent && !subject_empty(parent);
	if (subject_empty(&local)) {
		if (has_parent) {
			s = *parent;
			s.kind = kind;
			return s;
		}
		s.thing = section;
		s.text = section;
		return s;
	}
	if (has_parent && parent->divided && parent->measure.n && local.measure.n) {
		local.thing = local.text; /* one of what it is divided into, whatever its name */
		local.measure.n = 0;
		local.measured = "";
		s = local;
		s.kind = kind;
	}
	bool amount = kind == UNIT_MONEY || kind == UNIT_PHYSICAL;
	if (strcmp(local.measured, "noun") == 0 && amount && has_parent && parent->kind == kind &&
	    parent->measure.n && strcmp(parent->measured, "noun") != 0) {
		local.thing = local.text; /* "du no ...: doanh nghiep nho 2 ty": whose it is */
		local.measure.n = 0;
		local.measured = "";
		s = local;
		s.kind = kind;
	}
	bool noun = strcmp(local.measured, "noun") == 0;
	if (noun && local.thing.n == 0 && words(local.measure) >= 3)
		return s; /* a noun that says enough: to cong nghe so cong dong */
	if (local.thing.n == 0 && stands_alone(&local, parent))
		return s;
	if (local.thing.n == 0) { /* a bare measure */
		struct str thing = has_parent && parent->thing.n ? parent->thing : section;
		if (has_parent && !str_equal(parent->measure, local.measure) &&
		    (noun || strcmp(parent->measured, "noun") == 0))
			thing = parent->text; /* of what was counted before */
		if (noun && has_parent && subject_says(parent->text, local.measure)) {
			s = *parent; /* "So cuoc ... (1.022 cuoc)": it names the noun itself */
			s.kind = kind;
			return s;
		}
		if (!noun && has_parent && subject_says(parent->thing, local.measure))
			return s; /* xuat khau, behind xuat nhap khau */
		if (!subject_says(local.measure, thing)) {
			s.thing = thing;
			s.text = join(local.measure, " ", thing, a);
		}
		return s;
	}
	if (local.measure.n == 0 && has_parent && parent->measure.n &&
	    (parent->kind == kind || parent->kind == UNIT_NONE) &&
	    (kind != UNIT_NOUN || strcmp(parent->measured, "noun") != 0) && kind != UNIT_WORD) {
		s.measure = parent->measure;
		s.measured = parent->measured;
		s.lent = true;
		s.thing = unsaid(s.measure, s.thing);
		if (subject_open(parent) && parent->thing.n &&
		    !subject_says(parent->thing, local.thing))
			s.thing = join(parent->thing, " ", local.thing, a);
		s.text = join(s.measure, " ", s.thing, a);
		return s;
	}
	return s;
}

struct subject subject_with(struct subject s, struct str more, const char *joint, struct arena *a)
{
	s.text = join(s.text, joint, more, a);
	return s;
}

size_t subject_find(struct str whole, struct str part)
{
	for (size_t i = 0; i + part.n <= whole.n; i++)
		if (memcmp(whole.p + i, part.p, part.n) == 0)
			return i;
	return SIZE_MAX;
}

bool subject_holds(struct str whole, struct str part)
{
	return subject_find(whole, part) != SIZE_MAX;
}

struct str subject_last_word(struct str s)
{
	for (size_t i = s.n; i-- > 0;)
		if (s.p[i] == ' ')
			return str_range(s.p + i + 1, s.p + s.n);
	return s;
}

/* Which words of a subject name a place. */
#include "stages/extract/frame_parts.h"

static bool begins_phrase(const struct tokens *t, const struct vocab *v, size_t i)
{
	static const enum vocab_class classes[] = {VOCAB_noun, VOCAB_measure, VOCAB_place,
						   VOCAB_lead, VOCAB_link,    VOCAB_whole};
	for (size_t k = 0; k < sizeof classes / sizeof *classes; k++)
		if (tokens_match(t, v, i, classes[k], NULL))
			return true;
	return false;
}

static bool name_word(const struct tokens *t, size_t i)
{
	return t->at[i].upper && !t->at[i].all_upper;
}

/* "Dong Anh", "Thai Binh Duong": a capital beside the name makes another name of it, unless it
 * begins a phrase: subjects stand behind one another without a mark. */
static bool inside_name(const struct tokens *t, const struct vocab *v, size_t i, size_t n)
{
	size_t next = i + n;
	if (next < t->n && name_word(t, next) && !begins_phrase(t, v, next))
		return true;
	return n == 1 && i > 0 && name_word(t, i - 1) && (i > 1 || !begins_phrase(t, v, i - 1)) &&
	       !tokens_match(t, v, i - 1, VOCAB_place, NULL);
}

/* A name begins with a capital; of a group of countries some word does, of the world none. */
static bool written_as_name(const struct tokens *t, size_t i, size_t n, const struct vocab_entry *e)
{
	if (t->at[i].upper || str_equal(e->value, STR("001")))
		return true;
	for (size_t k = 1; k < n && str_equal(e->note, STR("group")); k++)
		if (t->at[i + k].upper)
			return true;
	return false;
}

struct str frame_place(struct frame *f, struct str subject)
{
	const struct vocab *v = f->r->lexicon->vocab;
	const struct tokens *t = reread_tokens(f->r->words, v, subject);
	const struct vocab_entry *e;
	size_t n;
	for (size_t i = 0; i < t->n; i += n ? n : 1) {
		n = tokens_match(t, v, i, VOCAB_place, &e);
		if (n && !str_equal(e->value, STR("VN")) && written_as_name(t, i, n, e) &&
		    !inside_name(t, v, i, n))
			return tokens_text(t, i, i + n);
	}
	return f->place; /* said at the head of the sentence */
}

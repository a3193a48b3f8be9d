#include "stages/extract/reread.h"

void reread_begin(struct reread *r)
{
	for (size_t i = 0; i < REREAD_TEXTS; i++)
		r->at[i].tokens.text = (struct str){0};
}

void reread_release(struct reread *r)
{
	for (size_t i = 0; i < REREAD_TEXTS; i++)
		tokens_release(&r->at[i].tokens);
}

static struct reread_text *find(struct reread *r, const struct vocab *v, struct str text)
{
	for (size_t i = 0; i < REREAD_TEXTS; i++) {
		struct reread_text *k = &r->at[i];
		if (k->tokens.text.p == text.p && k->tokens.text.n == text.n && text.p)
			return k;
	}
	struct reread_text *oldest = &r->at[r->next++ % REREAD_TEXTS];
	tokens_read(&oldest->tokens, v, text);
	oldest->told = false;
	return oldest;
}

const struct tokens *reread_tokens(struct reread *r, const struct vocab *v, struct str text)
{
	return &find(r, v, text)->tokens;
}

static void tell_classes(struct reread_text *k, const struct vocab *v)
{
	const struct tokens *t = &k->tokens;
	k->classes = (struct vocab_set){{0}};
	k->told = true;
	for (size_t i = 0; i < t->n;) {
		const struct vocab_entry *e = NULL;
		size_t n = tokens_longest(t, v, i, &e);
		for (; e; e = e->more)
			k->classes.classes[e->class / 64] |= (uint64_t)1 << e->class % 64;
		i += n ? n : 1;
	}
}

bool reread_says(struct reread *r, const struct vocab *v, struct str text, enum vocab_class class)
{
	struct reread_text *k = find(r, v, text);
	if (!k->told)
		tell_classes(k, v);
	return k->classes.classes[class / 64] >> class % 64 & 1;
}

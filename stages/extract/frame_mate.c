/* What the figures of a sentence share: parts and mates in few words go with their whole. */
#include "stages/extract/frame_naming.h"

/* "khach den bang duong hang khong dat ...; bang duong bo dat ...": from its preposition on, the
 * mate differs from the one before. */
static bool same_preposition(struct frame *f, struct subject *s, const struct subject *before)
{
	const struct tokens *t = f->t;
	size_t first = f->now.pieces.at[0].first, end = f->now.pieces.at[0].end;
	const struct vocab_entry *e = NULL;
	if (end - first < 2 || end - first > 6 ||
	    subject_measure(t, f->r->lexicon->vocab, first, &e) || !f->n_levels)
		return false;
	struct str word = tokens_text(t, first, first + 1);
	for (size_t at = 1; at + word.n < before->text.n; at++) {
		if (memcmp(before->text.p + at, word.p, word.n) != 0 ||
		    before->text.p[at - 1] != ' ' || before->text.p[at + word.n] != ' ')
			continue;
		struct subject head = *before;
		head.text = (struct str){before->text.p, at - 1};
		*s = subject_with(head, tokens_text(t, first, end), " ", f->r->arena);
		return true;
	}
	return false;
}

/* Things counted in what was just counted: "..., 208.308 nguoi tham gia", "lam chet 9 nguoi". */
void naming_add_counted(struct frame *f, const struct naming *n, const struct subject *s,
			struct subject *whole)
{
	const struct subject *parent = n->parent;
	if (!f->n_levels || subject_empty(&f->now.subject))
		return;
	bool same_measure = parent->measure.n && (str_starts(parent->measure, s->measure) ||
						  str_starts(s->measure, parent->measure));
	if (f->now.pieces.n == 0 && strcmp(s->measured, "noun") == 0 && s->thing.n && n->p.n == 1 &&
	    parent->kind != UNIT_TIMES && n->p.at[0].end - n->p.at[0].first <= 3 && !same_measure)
		*whole = subject_with(*whole, parent->text, " ", f->r->arena);
	if (n->q->kind == UNIT_NOUN && !f->now.part && (s->measure.n == 0 || n->turned) &&
	    f->now.pieces.n && pieces_words(&f->now.pieces) <= 2 && n->last == n->c->end &&
	    !n->q->stock && !f->t->at[f->now.pieces.at[0].first].upper &&
	    parent->kind != UNIT_PERCENT &&
	    n->q->noun_first < n->q->noun_end && /* it may stand in the head of the column */
	    !subject_holds(parent->text, frame_text(f, n->q->noun_first, n->q->noun_first + 1))) {
		*whole = subject_with(*whole, parent->text, " ", f->r->arena);
		f->keep_subject = true; /* what was counted first stays the whole */
	}
}

/* Parts and mates in few words go with what they are parts or mates of. */
void naming_add_named(struct frame *f, const struct naming *n, const struct subject *s,
		      struct subject *whole)
{
	const struct subject *parent = n->parent;
	const bool bare = s->measure.n == 0 && s->thing.n && f->now.pieces.n;
	bool mate = f->now.pieces.n && parent->text.n && same_preposition(f, whole, parent);
	if (!mate && bare && f->now.part && whole->measure.n == 0 && parent->text.n &&
	    parent->kind != UNIT_PERCENT && naming_counts(n->q) &&
	    pieces_words(&f->now.pieces) <= 3) /* "trong do Phishing 402 cuoc" */
		whole->text = subject_with(f->now.whole.text.n ? f->now.whole : *parent,
					   tokens_text(f->t, f->now.pieces.at[0].first,
						       f->now.pieces.at[0].end),
					   " ", f->r->arena)
				      .text;
	const bool first = f->n_levels == 0 && f->n_growths == 0 && f->depth == 0;
	if (bare && (parent == &f->r->topic || first) && parent->measure.n == 0 &&
	    parent->thing.n && whole->measure.n == 0 &&
	    !subject_holds(s->text, parent->text)) /* "Ve noi mua hang, Hoa Ky dat ..." */
		whole->text = subject_with(*parent, s->text, " ", f->r->arena).text;
}

/* "gieo trong 45 ha ngo; 11 ha khoai": words on both sides of the figure, of which the first hold
 * for its mates too. */
void naming_add_lead(struct frame *f, const struct naming *n, const struct subject *s,
		     struct subject *whole)
{
	if (n->q->kind != UNIT_PHYSICAL || n->last == n->c->end)
		return;
	if (f->now.pieces.n) {
		f->mate_lead = tokens_text(f->t, n->p.at[0].first, n->p.at[0].end);
	} else if (f->mate_lead.n && f->n_levels) {
		struct subject lead = {.text = f->mate_lead, .measured = ""};
		whole->text = subject_with(lead, s->text, " ", f->r->arena).text;
	}
}

/* "dat 84,5% (tuyen tinh 97,2%, tuyen huyen 78,9%)": what stands in brackets behind a level is that
 * level's, each in few words of its own. */
struct subject naming_in_brackets(struct frame *f, const struct naming *n, struct subject s)
{
	const struct subject *outer = f->depth > 0 ? &f->saved[f->depth - 1].subject : NULL;
	enum { FEW = 6 };
	if (!outer || !f->saved[f->depth - 1].after_level || f->now.pieces.n == 0 ||
	    n->role != ROLE_LEVEL || f->now.base_open || f->now.plan_open ||
	    (s.measure.n && strcmp(s.measured, "noun") != 0) ||
	    (n->q->kind != UNIT_NONE && (outer->kind != n->q->kind || naming_counts(n->q))) ||
	    !outer->text.n || pieces_words(&f->now.pieces) > FEW ||
	    subject_holds(s.text, outer->text))
		return s;
	s.text = subject_with(*outer, s.text, " ", f->r->arena).text;
	return s;
}

/* A place, or one of what a total is divided by: "EU", "khu vuc thanh thi", "thi truong My". */
static bool is_stratum(const struct frame *f, const struct pieces *p)
{
	const struct vocab *v = f->r->lexicon->vocab;
	enum { FEW = 6 };
	size_t first = p->n ? p->at[0].first : 0, n;
	if (p->n != 1 || pieces_words(p) > FEW)
		return false;
	if ((n = tokens_match(f->t, v, first, VOCAB_place, NULL)) > 0)
		return first + n == p->at[0].end && f->t->at[first].upper;
	if (first + tokens_match(f->t, v, first, VOCAB_stratum, NULL) == p->at[0].end)
		return true;
	n = tokens_match(f->t, v, first, VOCAB_dimension, NULL);
	for (size_t i = first + n; i < p->at[0].end; i++)
		if (tokens_match(f->t, v, i, VOCAB_measure, NULL))
			return false; /* "khu vuc nay xuat sieu" */
	return n && first + n < p->at[0].end;
}

bool frame_is_stratum(const struct frame *f, struct str s)
{
	const struct vocab *v = f->r->lexicon->vocab;
	const struct tokens *t = reread_tokens(f->r->words, v, s);
	return t->n && tokens_match(t, v, 0, VOCAB_stratum, NULL) == t->n;
}

/* "xuat khau tom sang Trung Quoc": without the stratum that it ends with; `named`: one that the
 * lexicon names whole. */
static struct str without_stratum(const struct frame *f, struct str s, bool *named)
{
	const struct vocab *v = f->r->lexicon->vocab;
	enum { FEW = 6 };
	*named = false;
	const struct tokens *t = reread_tokens(f->r->words, v, s);
	size_t from = t->n > FEW ? t->n - FEW : 1;
	for (size_t i = from; i < t->n; i++)
		if (i + tokens_match(t, v, i, VOCAB_stratum, NULL) == t->n) {
			*named = true;
			return (struct str){s.p, t->at[i - 1].end};
		}
	for (size_t i = from; i < t->n; i++) {
		size_t place = t->at[i].upper ? tokens_match(t, v, i, VOCAB_place, NULL) : 0;
		size_t part = tokens_match(t, v, i, VOCAB_dimension, NULL);
		if ((place && i + place == t->n) || (part && i + part < t->n))
			return (struct str){s.p, t->at[i - 1].end};
	}
	return s;
}

struct str frame_without_stratum(const struct frame *f, struct str s)
{
	bool named;
	struct str cut = without_stratum(f, s, &named);
	return named ? cut : s;
}

/* "Xuat khau tom dat 460 trieu USD. EU dat 502 trieu USD; Nhat Ban 445 trieu USD": a stratum says
 * nothing of what is measured, which was said last. */
struct subject frame_stratum(struct frame *f, struct subject s, enum unit_kind kind)
{
	struct pieces p = f->now.pieces;
	bool named;
	frame_trim_comma(f, &p);
	frame_trim_before(f, &p);
	const struct subject *of = subject_empty(&f->now.subject) ? &f->r->last : &f->now.subject;
	struct str before = of->text;
	size_t total = subject_find(before, STR(" / "));
	if (total != SIZE_MAX) /* what it is a share of is said of each */
		before.n = total;
	struct str whole = without_stratum(f, before, &named);
	if (of->whole.n)
		whole = of->whole;
	/* "khu vuc cong nghiep tang 5%; khu vuc dich vu tang 6%": one beside the other */
	if (!of->whole.n && of->measure.n && strcmp(of->measured, "noun") == 0 &&
	    subject_says(s.text, of->measure))
		return s;
	const struct tokens *t = reread_tokens(f->r->words, f->r->lexicon->vocab, before);
	bool mate = t->n && !of->whole.n && /* "khu vuc I": no whole, a stratum itself */
		    tokens_match(t, f->r->lexicon->vocab, 0, VOCAB_dimension, NULL) > 0;
	bool known = (of->whole.n || of->measure.n) && !mate;
	bool own = s.measure.n && strcmp(s.measured, "noun") != 0;
	bool instead = s.lent && named; /* "... ngoai tru la 352 nghin; noi tru ..." */
	if (!p.n || !known || (own && !instead) || s.text.n == 0 || !is_stratum(f, &p) ||
	    (of->kind != kind && kind != UNIT_TIMES && of->kind != UNIT_TIMES) ||
	    (f->r->first_sentence && of == &f->r->last) ||
	    (!instead && subject_holds(s.text, whole)))
		return s;
	struct subject head = {.text = whole, .measured = ""};
	struct str part = instead ? tokens_text(f->t, p.at[0].first, p.at[p.n - 1].end) : s.text;
	s.text = subject_with(head, part, " ", f->r->arena).text;
	s.whole = whole;
	return s;
}

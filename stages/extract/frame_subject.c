/* What the figure at hand is said of. */
#include "stages/extract/frame_naming.h"

enum { NARRATIVE_WORDS = 16 }; /* a subject longer than this is cut at its last comma */

/* Whether the pieces hold the words [first, end) already, whatever their case. */
static bool said(const struct frame *f, const struct pieces *p, size_t first, size_t end)
{
	size_t n = end - first;
	for (int k = 0; k < p->n; k++)
		for (size_t i = p->at[k].first; i + n <= p->at[k].end; i++) {
			size_t same = 0;
			while (same < n && f->t->at[i + same].word == f->t->at[first + same].word &&
			       (f->t->at[first + same].word ||
				str_equal(tokens_text(f->t, i + same, i + same + 1),
					  tokens_text(f->t, first + same, first + same + 1))))
				same++;
			if (same == n)
				return true;
		}
	return false;
}

/* The words before the figure only say that it is an average: "trung binh moi thang 1.016 cuoc". */
static bool only_average(const struct frame *f, const struct pieces *p)
{
	const struct vocab *v = f->r->lexicon->vocab;
	if (p->n != 1)
		return false;
	for (size_t i = p->at[0].first; i < p->at[0].end;) {
		size_t n = tokens_match(f->t, v, i, VOCAB_each, NULL),
		       m = tokens_match(f->t, v, i, VOCAB_average, NULL);
		n = n > m ? n : m;
		if (!n)
			return false;
		i += n;
	}
	return true;
}

/* "lam chet 52 nguoi": the noun first, where the two are one in the lexicon. */
static bool noun_first(struct frame *f, struct pieces *p, const struct quantity *q)
{
	const struct vocab *v = f->r->lexicon->vocab;
	if (p->n != 1 || q->noun_end != q->noun_first + 1)
		return false;
	struct subject s = {.text = tokens_text(f->t, q->noun_first, q->noun_end)};
	s = subject_with(s, tokens_text(f->t, p->at[0].first, p->at[0].end), " ", f->r->arena);
	const struct tokens *t = reread_tokens(f->r->words, v, s.text);
	if (tokens_match(t, v, 0, VOCAB_noun, NULL) != t->n)
		return false;
	struct pieces turned = {0};
	pieces_add(&turned, q->noun_first, q->noun_end);
	pieces_add(&turned, p->at[0].first, p->at[0].end);
	*p = turned;
	return true;
}

/* A long subject tells a story: what names the figure stands behind its last comma. */
static void cut_narrative(const struct frame *f, struct pieces *p)
{
	struct pieces cut = {0};
	if (pieces_words(p) <= NARRATIVE_WORDS || !f->now.comma ||
	    tokens_match(f->t, f->r->lexicon->vocab, p->at[0].first, VOCAB_measure, NULL))
		return;
	for (int i = 0; i < p->n; i++)
		if (p->at[i].end > f->now.comma)
			pieces_add(&cut,
				   p->at[i].first > f->now.comma ? p->at[i].first : f->now.comma,
				   p->at[i].end);
	if (cut.n)
		*p = cut;
}

static void take_words_before(struct frame *f, struct naming *n)
{
	n->p = f->now.pieces;
	cut_narrative(f, &n->p);
	frame_trim_comma(f, &n->p);
	n->last = n->until > f->i + 1 ? f->c->at[n->until - 1].end : n->c->end;
	n->last = frame_trim_behind(f, n->c->end, n->last);
	f->last_post = n->last;
	frame_trim_before(f, &n->p);
	if (naming_counts(n->q) && f->now.verb == VERB_NONE)
		frame_trim_agent(f, &n->p);
	if (only_average(f, &n->p)) {
		n->average = tokens_text(f->t, n->p.at[0].first, n->p.at[0].end);
		n->p.n = 0;
	}
}

/* "Theo khu vuc kinh te: dich vu 20,5 trieu nguoi": the head of the list says what is counted. */
static bool only_counted(const struct frame *f, const struct naming *n)
{
	const struct quantity *q = n->q;
	const struct subject *head = &f->list_head;
	return n->p.n && head->measure.n && strcmp(head->measured, "noun") != 0 &&
	       head->kind == q->kind && n->last == q->end &&
	       str_starts(f->now.subject.text, head->text) &&
	       tokens_match(f->t, f->r->lexicon->vocab, q->noun_first, VOCAB_counter, NULL) ==
		       q->noun_end - q->noun_first;
}

/* The counted noun, where the words before do not say it, and what stands behind the figure. */
static void take_words_behind(struct frame *f, struct naming *n)
{
	const struct quantity *q = n->q;
	size_t first = n->c->end;
	if (q->rate) { /* what it is per does not name what is measured */
		first = n->last;
	} else if (!n->percent && q->noun_end > q->noun_first &&
		   !said(f, &n->p, q->noun_first, q->noun_end) && !only_counted(f, n) &&
		   !frame_trim_named(f, &n->p, q, n->last)) {
		bool total = q->total_end > q->total_first;
		n->turned = noun_first(f, &n->p, q);
		if (!n->turned && (!total || q->noun_end == q->end))
			first = q->noun_first;
		else if (!n->turned)
			pieces_add(&n->p, q->noun_first, q->noun_end);
	}
	if (n->role == ROLE_CONTRIBUTION)
		n->last = n->c->end;
	else
		pieces_add(&n->p, first, n->last);
	f->post_until = n->until;
	f->now.thing_behind = n->last > q->end;
}

/* "dong gop ... vao CPI chung" */
static struct subject contribution(struct frame *f, const struct naming *n, struct subject s)
{
	struct str verb = tokens_text(f->t, f->c->at[f->now.verb_at].first, f->now.verb_end);
	struct str into = tokens_text(f->t, n->c->end,
				      n->until > f->i + 1 ? f->c->at[n->until - 1].end : n->c->end);
	f->contributor = s;
	s = subject_with(s, verb, " ", f->r->arena);
	return into.n ? subject_with(s, into, " ", f->r->arena) : s;
}

/* What it is a share or a completion of stands behind it, or was said of the one before. */
static struct str total_of(struct frame *f, const struct naming *n, const struct subject *s,
			   bool words_before)
{
	struct str total = tokens_text(f->t, n->c->end, n->last);
	const bool share = n->role == ROLE_SHARE;
	if (n->role == ROLE_COMPLETION && total.n)
		f->plan_total = total;
	else if (n->role == ROLE_COMPLETION)
		total = f->plan_total;
	if (share && total.n)
		f->share_total = total;
	else if (share && f->now.part && n->parent->text.n &&
		 !str_equal(n->parent->text, s->text) && f->now.verb == VERB_SHARE)
		total = f->share_total = n->parent->text; /* "trong do phan cung chiem 91%" */
	else if (!total.n && n->percent && words_before &&
		 ((n->role == ROLE_LEVEL && f->now.share) || (share && f->now.verb != VERB_SHARE)))
		total = f->share_total; /* "nhom ke toan 10,4%" behind a share */
	const bool part = share || (n->role == ROLE_LEVEL && n->percent && words_before);
	if (part && n->last == n->c->end && strcmp(s->measured, "rate") != 0) {
		struct str structure = naming_structure(f);
		if (structure.n && !subject_says(s->text, structure))
			total = structure;
	}
	return total;
}

/* The subject of a rate, a share, a completion, a contribution. */
static struct subject rate_subject(struct frame *f, const struct naming *n)
{
	struct reading *r = f->r;
	struct pieces before = f->now.pieces;
	frame_trim_comma(f, &before);
	frame_trim_before(f, &before);
	struct subject s = subject_read(f->t, r->lexicon->vocab, &before, r->arena);
	if (before.n == 0 && n->role == ROLE_LEVEL) {
		struct pieces behind = {0};
		pieces_add(&behind, n->c->end, n->last);
		s = subject_read(f->t, r->lexicon->vocab, &behind, r->arena);
		return subject_complete(s, n->parent, r->field, n->q->kind, r->arena);
	}
	bool again = frame_said_again(f, &s, n->q->kind);
	int last = f->n_levels ? f->levels[f->n_levels - 1] : 0;
	const struct mention *level = mention_of(r->mentions, last);
	if (n->role == ROLE_SHARE && before.n == 0 && level && f->now.after_level &&
	    f->now.level == last && !f->keep_subject)
		s = (struct subject){.text = level->subject, .measured = "", .kind = n->q->kind};
	else if (!again)
		s = subject_complete(s, n->parent, r->field, n->q->kind, r->arena);
	if (n->role == ROLE_CONTRIBUTION)
		return contribution(f, n, s);
	struct str total = total_of(f, n, &s, before.n > 0);
	return total.n ? subject_with(s, total, " / ", r->arena) : s;
}

static struct subject amount_subject(struct frame *f, const struct naming *n)
{
	struct reading *r = f->r;
	const struct quantity *q = n->q;
	bool bare_noun =
		f->now.pieces.n == 0 && n->last == n->c->end && q->noun_end > q->noun_first;
	struct str noun = subject_last_word(frame_text(f, q->noun_first, q->noun_end));
	const struct subject *parent = n->parent;
	if (bare_noun && q->event && parent == &r->last && !subject_says(parent->text, noun))
		parent = &r->topic; /* what was told last is no event's */
	bool resumed = f->now.new_span && !f->now.possess && !f->now.part && f->n_levels;
	if (bare_noun && !n->average.n &&
	    ((f->now.raised &&
	      subject_holds(parent->text, frame_text(f, q->noun_first, q->noun_end))) ||
	     ((f->now.raised || resumed) && naming_unit_before(f, q)))) {
		/* "tu 310 diem len 355 diem"; "thang 9 la 310 diem; 9 thang 2.355 diem" */
		struct subject same = *parent;
		same.kind = q->kind;
		return same;
	}
	struct subject s = subject_read(f->t, r->lexicon->vocab, &n->p, r->arena);
	f->local_measure = strcmp(s.measured, "noun") == 0 ? 0 : s.measure.n;
	if (naming_said_last(f, &s, q->kind)) {
		s = r->last;
		s.kind = q->kind;
		return s;
	}
	if (frame_said_again(f, &s, q->kind) || naming_recall(f, n, &s))
		return s;
	if (bare_noun && q->kind == UNIT_NOUN && !s.measure.n) { /* one that no lexicon knows */
		s.measure = s.thing;
		s.measured = "noun";
		s.thing = (struct str){0};
	}
	const struct chunk *behind = frame_next(f, 1);
	/* "co 33 mat hang dat ... tren 1 ty USD" */
	bool apart = bare_noun && f->now.possess && behind && chunk_is(behind, VOCAB_level);
	/* things are no part of the amount that the sentence before told */
	apart = apart || (strcmp(s.measured, "noun") == 0 && parent == &r->last &&
			  parent->kind == UNIT_MONEY && !f->now.part && !f->now.anaphor);
	const bool harmed = naming_harmed(f, n);
	struct subject whole =
		apart || harmed ? s : subject_complete(s, parent, r->field, q->kind, r->arena);
	whole.kind = q->kind;
	if (harmed && !subject_holds(whole.text, f->happened)) {
		whole = subject_with(whole, f->happened, " ", r->arena);
		f->keep_subject = true; /* what was counted first stays the whole */
	} else {
		naming_add_counted(f, n, &s, &whole);
	}
	naming_add_named(f, n, &s, &whole);
	if (n->average.n)
		whole = subject_with(whole, n->average, " ", r->arena);
	naming_add_lead(f, n, &s, &whole);
	return whole;
}

struct subject frame_subject(struct frame *f, const struct chunk *c, enum role role)
{
	const struct quantity *q = &c->quantity;
	struct naming n = {.c = c,
			   .q = q,
			   .role = role,
			   .percent = q->kind == UNIT_PERCENT || q->kind == UNIT_POINTS,
			   .until = naming_behind(f, c, role)};
	if (f->list && f->list_at < f->list_n) {
		struct subject s = f->list_subject[f->list_at];
		s.kind = q->kind;
		return s;
	}
	take_words_before(f, &n);
	take_words_behind(f, &n);
	bool nothing_said = f->now.pieces.n == 0 && n.last == c->end;
	n.parent = frame_parent(f, nothing_said, q->kind);
	struct subject s =
		n.percent || role != ROLE_LEVEL ? rate_subject(f, &n) : amount_subject(f, &n);
	naming_remember(f, &n, &s);
	return naming_in_brackets(f, &n, role == ROLE_LEVEL ? frame_stratum(f, s, q->kind) : s);
}

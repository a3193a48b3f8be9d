/* What the figure at hand is said of. */
#include "stages/extract/frame_parts.h"

enum { NARRATIVE_WORDS = 16 }; /* a subject longer than this is cut at its last comma */

/* "2 nhom giam gia la X (-0,12%) va Y (-0,03%)": the things counted are named one by one. */
static bool names_them(const struct frame *f, const struct chunk *c, size_t k)
{
	if (c->quantity.kind != UNIT_NOUN || k == f->i + 1 ||
	    !str_equal(f->c->at[k].entry->value, STR("is")))
		return false;
	for (size_t n = k + 1; n < f->c->n && n < k + 12; n++) {
		if (f->c->at[n].kind == CHUNK_NUMBER)
			return f->c->at[n].quantity.kind == UNIT_PERCENT &&
			       chunk_is_mark(&f->c->at[n - 1], '(');
		if (chunk_is_mark(&f->c->at[n], ';'))
			return false;
	}
	return false;
}

/* Where the words behind a figure that belong to it end: a chunk index. */
static size_t post_end(const struct frame *f, const struct chunk *c, enum role role)
{
	size_t k = f->i + 1;
	for (; k < f->c->n; k++) {
		const struct chunk *d = &f->c->at[k];
		if (d->kind == CHUNK_WHEN || d->kind == CHUNK_NUMBER || d->kind == CHUNK_MARK)
			break;
		if (d->kind != CHUNK_PHRASE)
			continue;
		bool stop = false;
		switch (d->class) {
		case VOCAB_change:
		case VOCAB_gap:
		case VOCAB_factor:
		case VOCAB_share:
			for (size_t n = k + 1; n < f->c->n; n++) {
				if (f->c->at[n].kind == CHUNK_NUMBER)
					stop = true;
				if (stop || f->c->at[n].kind == CHUNK_MARK ||
				    chunk_is(&f->c->at[n], VOCAB_and))
					break;
			}
			break;
		case VOCAB_level:
			stop = names_them(f, c, k);
			/* fall through */
		case VOCAB_equal:
		case VOCAB_raise:
		case VOCAB_and:
		case VOCAB_but:
		case VOCAB_worth:
		case VOCAB_possess:
			for (size_t n = k + 1;
			     n < f->c->n && n < k + (d->class == VOCAB_and ? 12 : 5); n++) {
				if (f->c->at[n].kind == CHUNK_NUMBER) {
					stop = true;
					break;
				}
				if (f->c->at[n].kind == CHUNK_MARK)
					break;
			}
			break;
		case VOCAB_versus:
		case VOCAB_twice:
		case VOCAB_equivalent:
		case VOCAB_respectively:
		case VOCAB_part:
		case VOCAB_exceed:
			stop = true;
			break;
		case VOCAB_contribute:
			stop = d->entry->value.p[0] != '=';
			break;
		case VOCAB_bound:
			stop = k + 1 < f->c->n && f->c->at[k + 1].kind == CHUNK_NUMBER;
			break;
		case VOCAB_bound_behind:
			stop = k == f->i + 1;
			break;
		case VOCAB_plan:
			stop = role != ROLE_COMPLETION && c->quantity.kind == UNIT_PERCENT;
			break;
		default:
			break;
		}
		if (stop)
			break;
	}
	return k;
}

/* What an incomplete subject is completed from: the item before it in the sentence; the last
 * subject of the paragraph where nothing at all is said or an anaphor points there; else the
 * paragraph's topic. */
const struct subject *frame_parent(const struct frame *f, bool nothing_said, enum unit_kind kind)
{
	const struct reading *r = f->r;
	const struct subject *head = &f->list_head;
	if (head->text.n && f->now.pieces.n && f->depth == 0 &&
	    str_starts(f->now.subject.text, head->text))
		return head;
	if (!subject_empty(&f->now.subject))
		return &f->now.subject;
	if (f->now.part || f->now.anaphor)
		return &r->last;
	if (nothing_said && !r->first_sentence && !subject_empty(&r->last) &&
	    (r->last.kind == kind || kind == UNIT_TIMES || subject_empty(&r->topic)))
		return &r->last;
	return &r->topic;
}

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

static bool counts(const struct quantity *q)
{
	return q->kind == UNIT_NOUN || q->kind == UNIT_WORD || q->kind == UNIT_NONE;
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

/* "So thu thang 12 cua nganh ... Luy ke ca nam thu 368.900 ty dong": the same measure, in short. */
static bool said_last(const struct frame *f, const struct subject *s, enum unit_kind kind)
{
	const struct subject *last = &f->r->last;
	return s->measure.n && s->thing.n == 0 && strcmp(s->measured, "noun") != 0 &&
	       subject_empty(&f->now.subject) && !f->r->first_sentence && last->kind == kind &&
	       last->measure.n > s->measure.n && last->thing.n &&
	       str_equal(str_range(last->measure.p + last->measure.n - s->measure.n,
				   last->measure.p + last->measure.n),
			 s->measure) &&
	       last->measure.p[last->measure.n - s->measure.n - 1] == ' ';
}

/* The figure before is counted in the same noun. */
static bool unit_before(const struct frame *f, const struct quantity *q)
{
	const struct mention *m = NULL;
	for (int k = (int)f->r->mentions->n; k > f->growths_first && !m; k--) {
		m = mention_of(f->r->mentions, k);
		if (m && m->outcome != OUTCOME_LEVEL)
			m = NULL;
	}
	return m && str_equal(m->unit, frame_text(f, q->unit_first, q->unit_end));
}

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

/* "lam chet 52 nguoi": the noun first, where the two are one in the lexicon. */
static bool noun_first(struct frame *f, struct pieces *p, const struct quantity *q)
{
	struct tokens *t = f->r->scratch;
	if (p->n != 1 || q->noun_end != q->noun_first + 1)
		return false;
	struct subject s = {.text = tokens_text(f->t, q->noun_first, q->noun_end)};
	s = subject_with(s, tokens_text(f->t, p->at[0].first, p->at[0].end), " ", f->r->arena);
	tokens_read(t, f->r->lexicon->vocab, s.text);
	if (tokens_match(t, f->r->lexicon->vocab, 0, VOCAB_noun, NULL) != t->n)
		return false;
	struct pieces turned = {0};
	pieces_add(&turned, q->noun_first, q->noun_end);
	pieces_add(&turned, p->at[0].first, p->at[0].end);
	*p = turned;
	return true;
}

/* How the figure at hand gets its subject: the words around it, and what completes them. */
struct naming {
	const struct chunk *c;
	const struct quantity *q;
	enum role role;
	bool percent;
	size_t until, last; /* chunk and token at which the words behind the figure end */
	struct pieces p;    /* the words that may name it */
	bool turned;        /* the counted noun stands first in them */
	struct str average; /* words before it that only say that it is an average */
	const struct subject *parent;
};

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
	if (counts(n->q) && f->now.verb == VERB_NONE)
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
	int last = f->n_levels ? f->levels[f->n_levels - 1] : 0;
	const struct mention *level = mention_of(r->mentions, last);
	if (n->role == ROLE_SHARE && before.n == 0 && level && f->now.after_level &&
	    f->now.level == last && !f->keep_subject)
		s = (struct subject){.text = level->subject, .measured = "", .kind = n->q->kind};
	else
		s = subject_complete(s, n->parent, r->field, n->q->kind, r->arena);
	if (n->role == ROLE_CONTRIBUTION)
		return contribution(f, n, s);
	struct str total = total_of(f, n, &s, before.n > 0);
	return total.n ? subject_with(s, total, " / ", r->arena) : s;
}

/* Things counted in what was just counted: "..., 208.308 nguoi tham gia", "lam chet 9 nguoi". */
static void add_whole_counted(struct frame *f, const struct naming *n, const struct subject *s,
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
	    !subject_holds(parent->text, frame_text(f, n->q->noun_first, n->q->noun_first + 1))) {
		*whole = subject_with(*whole, parent->text, " ", f->r->arena);
		f->keep_subject = true; /* what was counted first stays the whole */
	}
}

/* Parts and mates in few words go with what they are parts or mates of. */
static void add_whole_named(struct frame *f, const struct naming *n, const struct subject *s,
			    struct subject *whole)
{
	const struct subject *parent = n->parent;
	const bool bare = s->measure.n == 0 && s->thing.n && f->now.pieces.n;
	bool mate = f->now.pieces.n && parent->text.n && same_preposition(f, whole, parent);
	if (!mate && bare && f->now.part && whole->measure.n == 0 && parent->text.n &&
	    parent->kind != UNIT_PERCENT && counts(n->q) &&
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
static void add_lead(struct frame *f, const struct naming *n, const struct subject *s,
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

static struct subject amount_subject(struct frame *f, const struct naming *n)
{
	struct reading *r = f->r;
	const struct quantity *q = n->q;
	const struct subject *parent = n->parent;
	bool bare_noun =
		f->now.pieces.n == 0 && n->last == n->c->end && q->noun_end > q->noun_first;
	bool resumed = f->now.new_span && !f->now.possess && !f->now.part && f->n_levels;
	if (bare_noun && !n->average.n &&
	    ((f->now.raised &&
	      subject_holds(parent->text, frame_text(f, q->noun_first, q->noun_end))) ||
	     ((f->now.raised || resumed) && unit_before(f, q)))) {
		/* "tu 310 diem len 355 diem"; "thang 9 la 310 diem; 9 thang 2.355 diem" */
		struct subject same = *parent;
		same.kind = q->kind;
		return same;
	}
	struct subject s = subject_read(f->t, r->lexicon->vocab, &n->p, r->arena);
	f->local_measure = strcmp(s.measured, "noun") == 0 ? 0 : s.measure.n;
	if (said_last(f, &s, q->kind)) {
		s = r->last;
		s.kind = q->kind;
		return s;
	}
	const struct chunk *behind = frame_next(f, 1);
	/* "co 33 mat hang dat ... tren 1 ty USD" */
	bool apart = bare_noun && f->now.possess && behind && chunk_is(behind, VOCAB_level);
	/* things are no part of the amount that the sentence before told */
	apart = apart || (strcmp(s.measured, "noun") == 0 && parent == &r->last &&
			  parent->kind == UNIT_MONEY && !f->now.part && !f->now.anaphor);
	struct subject whole = apart ? s : subject_complete(s, parent, r->field, q->kind, r->arena);
	whole.kind = q->kind;
	add_whole_counted(f, n, &s, &whole);
	add_whole_named(f, n, &s, &whole);
	if (n->average.n)
		whole = subject_with(whole, n->average, " ", r->arena);
	add_lead(f, n, &s, &whole);
	return whole;
}

/* "dat 84,5% (tuyen tinh 97,2%, tuyen huyen 78,9%)": what stands in brackets behind a level is that
 * level's, each in few words of its own. */
static struct subject of_brackets(struct frame *f, const struct naming *n, struct subject s)
{
	const struct subject *outer = f->depth > 0 ? &f->saved[f->depth - 1].subject : NULL;
	enum { FEW = 6 };
	if (!outer || !f->saved[f->depth - 1].after_level || f->now.pieces.n == 0 ||
	    n->role != ROLE_LEVEL || f->now.base_open || f->now.plan_open ||
	    (s.measure.n && strcmp(s.measured, "noun") != 0) ||
	    (n->q->kind != UNIT_NONE && (outer->kind != n->q->kind || counts(n->q))) ||
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
	n = tokens_match(f->t, v, first, VOCAB_dimension, NULL);
	for (size_t i = first + n; i < p->at[0].end; i++)
		if (tokens_match(f->t, v, i, VOCAB_measure, NULL))
			return false; /* "khu vuc nay xuat sieu" */
	return n && first + n < p->at[0].end;
}

/* "xuat khau tom sang Trung Quoc": without the stratum that it ends with. */
static struct str without_stratum(const struct frame *f, struct str s)
{
	struct tokens *t = f->r->scratch;
	const struct vocab *v = f->r->lexicon->vocab;
	enum { FEW = 6 };
	tokens_read(t, v, s);
	for (size_t i = t->n > FEW ? t->n - FEW : 1; i < t->n; i++) {
		size_t place = t->at[i].upper ? tokens_match(t, v, i, VOCAB_place, NULL) : 0;
		size_t part = tokens_match(t, v, i, VOCAB_dimension, NULL);
		if ((place && i + place == t->n) || (part && i + part < t->n))
			return (struct str){s.p, t->at[i - 1].end};
	}
	return s;
}

/* "Xuat khau tom dat 460 trieu USD. EU dat 502 trieu USD; Nhat Ban 445 trieu USD": a stratum says
 * nothing of what is measured, which was said last. */
struct subject frame_stratum(struct frame *f, struct subject s, enum unit_kind kind)
{
	struct pieces p = f->now.pieces;
	frame_trim_comma(f, &p);
	frame_trim_before(f, &p);
	const struct subject *of = subject_empty(&f->now.subject) ? &f->r->last : &f->now.subject;
	struct str whole = of->whole.n ? of->whole : without_stratum(f, of->text);
	bool known = of->whole.n || of->measure.n;
	bool own = s.measure.n && strcmp(s.measured, "noun") != 0;
	if (!p.n || !known || own || s.text.n == 0 || !is_stratum(f, &p) ||
	    (of->kind != kind && kind != UNIT_TIMES && of->kind != UNIT_TIMES) ||
	    (f->r->first_sentence && of == &f->r->last) || subject_holds(s.text, whole))
		return s;
	struct subject head = {.text = whole, .measured = ""};
	s.text = subject_with(head, s.text, " ", f->r->arena).text;
	s.whole = whole;
	return s;
}

struct subject frame_subject(struct frame *f, const struct chunk *c, enum role role)
{
	const struct quantity *q = &c->quantity;
	struct naming n = {.c = c,
			   .q = q,
			   .role = role,
			   .percent = q->kind == UNIT_PERCENT || q->kind == UNIT_POINTS,
			   .until = post_end(f, c, role)};
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
	return of_brackets(f, &n, role == ROLE_LEVEL ? frame_stratum(f, s, q->kind) : s);
}

/* A criterion is part of what is counted: of the level before it, or of the subject to come. */
void frame_criterion_words(struct frame *f, const struct chunk *c)
{
	f->now.bound = NULL;
	f->now.bound_printed = f->now.bound_is_limit = false;
	if (f->now.counted_open && f->n_levels) {
		struct mention *m = mention_of(f->r->mentions, f->levels[f->n_levels - 1]);
		size_t until = post_end(f, c, ROLE_LEVEL);
		size_t from = f->last_post;
		size_t end = f->c->at[until - 1].end;
		if (from < end) {
			struct subject s = {.text = m->subject, .measured = ""};
			s = subject_with(s, tokens_text(f->t, from, end), " ", f->r->arena);
			m->subject = s.text;
			f->now.subject.text = s.text;
			f->now.subject.thing = s.text;
			f->now.subject.measure.n = 0;
		}
		f->post_until = until;
		pieces_reset(f);
		f->now.closed = false;
		f->now.verb = VERB_NONE;
		return;
	}
	bool closed = f->now.closed;
	f->now.closed = false;
	frame_words(f, c);
	f->now.closed = closed && f->now.verb != VERB_NONE;
}

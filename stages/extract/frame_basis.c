/* Stock or flow, where the words of time leave it open (CONTRACT 4.1). */
#include "stages/extract/frame_parts.h"

/* "6 nha xuat ban dat doanh thu tren 50 ty dong": what they did in the period. */
static bool post_has_verb(const struct frame *f)
{
	for (size_t k = f->i + 1; k < f->c->n; k++) {
		const struct chunk *d = &f->c->at[k];
		if (d->kind == CHUNK_MARK || d->kind == CHUNK_NUMBER || d->kind == CHUNK_WHEN)
			return false;
		if (chunk_is(d, VOCAB_level) || (chunk_is(d, VOCAB_bound) && k + 1 < f->c->n &&
						 f->c->at[k + 1].kind == CHUNK_NUMBER))
			return true;
	}
	return false;
}

/* "31 san pham o 3 huyen": where, as often as what is counted there. */
static const struct mention *counted_there(const struct frame *f)
{
	if (!f->n_levels || f->i == 0 || f->now.pieces.n > 1 ||
	    !tokens_match(f->t, f->r->lexicon->vocab, f->c->at[f->i - 1].first, VOCAB_located,
			  NULL))
		return NULL;
	return mention_of(f->r->mentions, f->levels[f->n_levels - 1]);
}

/* "Du no theo linh vuc: xuat khau 361 nghin ty": what is divided is a stock, its parts are. */
static bool divides_stock(const struct frame *f, const struct quantity *q)
{
	return q->kind == UNIT_MONEY && (f->divides || f->r->topic.divided) &&
	       strcmp(f->r->topic.measured, "stock") == 0;
}

/* Words of events. What a thing is for tells of none: "dung mang xa hoi trong giai quyet thu tuc";
 * nor does what things once became, where they are counted with no period: "So doanh nghiep duoc
 * cap phep la 849". */
static bool tells_event(const struct frame *f, struct str text, bool count)
{
	const struct vocab *v = f->r->lexicon->vocab;
	if (text.n == 0)
		return false;
	const struct tokens *t = reread_tokens(f->r->words, v, text);
	for (size_t i = 0; i < t->n;) {
		const struct vocab_entry *e = NULL;
		size_t n = tokens_longest(t, v, i, &e);
		bool purpose = i > 1 && tokens_match(t, v, i - 1, VOCAB_within, NULL) == 1;
		for (; n && e; e = e->more)
			if (e->class == VOCAB_flow_mark && !purpose &&
			    !(count && !f->now.has_span && str_equal(e->value, STR("became"))))
				return true;
		i += n ? n : 1;
	}
	return false;
}

/* "Kham, chua benh: ca nuoc co 1.531 benh vien": a topic of another noun tells nothing of what
 * there is. */
static bool topic_holds_noun(const struct frame *f, const struct quantity *q)
{
	struct str noun = frame_text(f, q->noun_first, q->noun_end);
	return noun.n && subject_find(f->r->topic.text, noun) != SIZE_MAX;
}

/* "Toan tinh co 84 cho": that there are so many; what was told before is no word of it. */
static struct str said_to_exist(const struct frame *f, const struct quantity *q)
{
	bool everywhere = false;
	for (size_t k = f->i; f->now.possess && k-- > 0 && f->c->at[k].kind != CHUNK_MARK;)
		everywhere = everywhere || tokens_match(f->t, f->r->lexicon->vocab,
							f->c->at[k].first, VOCAB_everywhere, NULL);
	if (!everywhere || q->kind != UNIT_NOUN)
		return (struct str){0};
	size_t end = f->post_until > f->i + 1 ? f->c->at[f->post_until - 1].end : q->noun_end;
	return frame_text(f, q->noun_first, end);
}

bool frame_flows(const struct frame *f, const struct subject *s, const struct quantity *q)
{
	struct str exists = said_to_exist(f, q);
	if (exists.n)
		return tells_event(f, exists, false) ||
		       (topic_holds_noun(f, q) && tells_event(f, f->r->topic.text, false));
	bool stock = strcmp(s->measured, "stock") == 0, count = strcmp(s->measured, "count") == 0;
	if (tells_event(f, s->text, stock || count))
		return true;
	const struct mention *before =
		mention_of(f->r->mentions, f->n_levels ? f->levels[f->n_levels - 1] : 0);
	if (before && before->span.basis[0] == 'a' && !f->now.new_span)
		return false; /* amid what there is, a topic tells nothing more */
	if (f->depth > 0 || q->kind != UNIT_NOUN || stock ||
	    (f->now.possess && !topic_holds_noun(f, q)))
		return false;
	return !frame_says(f, s->text, VOCAB_stock_mark) && tells_event(f, f->r->topic.text, false);
}

/* "07 nhom tang, 03 nhom giam", "46 dia phuong dat tren 55% du toan": told of by what they did. */
static bool told_by_result(const struct frame *f, const struct subject *s)
{
	const struct mention *before =
		mention_of(f->r->mentions, f->n_levels ? f->levels[f->n_levels - 1] : 0);
	if (before && before->span.basis[0] == 'a')
		return false;
	for (size_t k = f->i + 1; k < f->c->n; k++) {
		const struct chunk *d = &f->c->at[k];
		if (d->kind == CHUNK_MARK || d->kind == CHUNK_WHEN)
			return false;
		if (chunk_is(d, VOCAB_change) || chunk_is(d, VOCAB_plan))
			return true;
		if (d->kind == CHUNK_NUMBER)
			return d->quantity.kind == UNIT_PERCENT &&
			       chunk_is(&f->c->at[k - 1], VOCAB_bound) &&
			       chunk_is(&f->c->at[k - 2], VOCAB_level) &&
			       !frame_says(f, s->text, VOCAB_coverage);
	}
	return false;
}

/* "Nhan su linh vuc bao chi khoang 41.000 nguoi": the figure's noun only counts what the subject
 * names. */
static bool counted_by_name(const struct frame *f, const struct subject *s,
			    const struct quantity *q)
{
	const struct vocab *v = f->r->lexicon->vocab;
	const struct vocab_entry *e = NULL;
	size_t n = s->text.n ? tokens_match(f->t, v, q->noun_first, VOCAB_counter, &e) : 0;
	if (!n || n != q->noun_end - q->noun_first || !str_equal(e->value, STR("person")))
		return false;
	const struct tokens *t = reread_tokens(f->r->words, v, s->text);
	return tokens_match(t, v, 0, VOCAB_noun, &e) && str_equal(e->value, STR("stock"));
}

/* Things that something was done to, or that did something, in the period. */
static bool counts_deeds(const struct frame *f, const struct subject *s, const struct quantity *q,
			 const struct time_span *span, bool printed)
{
	if (q->kind != UNIT_NOUN)
		return false;
	bool done = f->now.verb == VERB_NONE;
	if (f->now.verb == VERB_LEVEL) {
		const struct vocab_entry *verb = f->c->at[f->now.verb_at].entry;
		done = verb && str_equal(verb->value, STR("done"));
	}
	if ((printed || f->r->now.basis[0] != 'a') && span->basis[0] != 'a' && !f->now.possess &&
	    done && f->now.pieces.n && s->measure.n == 0 && !counted_by_name(f, s, q) &&
	    !frame_says(f, s->text, VOCAB_stock_mark))
		return true; /* "thang 6 xu ly 60 website" */
	if (printed && span->basis[0] != 'a' && !f->now.possess && f->now.pieces.n == 0 &&
	    f->now.verb == VERB_NONE && f->post_until > f->i + 1 && f->depth == 0 &&
	    f->now.numbers == 0)
		return true; /* "Thang 8, 15 truong to chuc day bu" */
	const struct mention *there = q->stock && printed ? counted_there(f) : NULL;
	return (printed && post_has_verb(f)) || (there && there->span.basis[0] != 'a') ||
	       (f->r->now.basis[0] != 'a' && told_by_result(f, s));
}

/* "ty le ho co dien"; not "chau A co thi phan 48%", where what one has is the measure itself. */
static bool tells_coverage(const struct frame *f, struct str text)
{
	const struct vocab *v = f->r->lexicon->vocab;
	if (text.n == 0)
		return false;
	const struct tokens *t = reread_tokens(f->r->words, v, text);
	for (size_t i = 0; i < t->n;) {
		const struct vocab_entry *e = NULL;
		size_t n = tokens_longest(t, v, i, &e);
		bool measure = n && i + n < t->n && subject_measure(t, v, i + n, NULL);
		for (; n && e && !measure; e = e->more)
			if (e->class == VOCAB_coverage)
				return true;
		i += n ? n : 1;
	}
	return false;
}

static const char *percent_basis(const struct frame *f, const struct subject *s,
				 const struct quantity *q, const struct time_span *span,
				 bool printed)
{
	bool target = f->now.status && f->now.status[0] == 'F';
	const struct mention *before =
		mention_of(f->r->mentions, f->n_levels ? f->levels[f->n_levels - 1] : 0);
	if (target && f->now.pieces.n == 0 && before && str_equal(before->unit, STR("%")))
		return before->span.basis[0] == 'a' ? "as_of" : "period"; /* "muc tieu la 84%" */
	if (printed && span->period.freq && !target)
		return "period";
	return tells_coverage(f, s->text) && !frame_flows(f, s, q) ? "as_of" : "period";
}

/* A figure without a unit: that of the one before it, or the noun is in the subject. */
static const char *bare_basis(const struct frame *f, const struct subject *s, bool flows)
{
	const struct vocab_entry *e = NULL;
	const struct mention *before =
		mention_of(f->r->mentions, f->n_levels ? f->levels[f->n_levels - 1] : 0);
	if (before && s->measure.n == 0 && strcmp(s->measured, "noun") != 0 &&
	    before->unit.n == 0 && before->scale.n)
		return before->span.basis[0] == 'a' ? "as_of" : "period";
	if (s->text.n == 0)
		return "period";
	const struct tokens *t = reread_tokens(f->r->words, f->r->lexicon->vocab, s->text);
	for (size_t i = 0; i < t->n && i < 4; i++)
		if (tokens_match(t, f->r->lexicon->vocab, i, VOCAB_noun, &e))
			return str_equal(e->value, STR("stock")) && !flows ? "as_of" : "period";
	return "period";
}

const char *frame_basis(const struct frame *f, const struct subject *s, const struct quantity *q,
			const struct time_span *span, bool printed)
{
	bool flows = frame_flows(f, s, q);
	bool percent = q->kind == UNIT_PERCENT || q->kind == UNIT_POINTS;
	bool flow = strcmp(s->measured, "flow") == 0, index = strcmp(s->measured, "index") == 0;
	bool count = strcmp(s->measured, "count") == 0;
	if (f->now.each)
		return "period";
	if (divides_stock(f, q))
		return "as_of";
	if (strcmp(s->measured, "average") == 0) /* surveyed over the quarter or the year */
		return span->period.freq == 'M' && span->basis[0] != 'y' ? "as_of" : "period";
	if (f->now.raised && !flow && !(flows && f->now.pieces.n) &&
	    (q->stock || (count && !q->event) || frame_counts_stock(f, s)))
		return "as_of"; /* what a change leads to is a stock */
	if (counts_deeds(f, s, q, span, printed))
		return "period";
	if (!q->event && !flows && !flow && !index && q->kind != UNIT_MONEY &&
	    frame_says(f, s->text, VOCAB_stock_mark))
		return "as_of";
	if (strcmp(s->measured, "stock") == 0 && !flows && !percent)
		return "as_of";
	if (flow || index)
		return "period";
	if (percent)
		return percent_basis(f, s, q, span, printed);
	bool named = !printed && span->period.freq == 'M' && counted_by_name(f, s, q);
	if (q->kind == UNIT_NOUN && ((count && frame_counts_stock(f, s)) || named))
		return flows ? "period" : "as_of"; /* "tong so giao vien la 510 nguoi" */
	if ((q->kind == UNIT_NOUN || q->rate) && q->stock)
		return flows ? "period" : "as_of";
	return q->kind == UNIT_NONE ? bare_basis(f, s, flows) : "period";
}

/* "so buu cuc": the thing counted is a stock */
bool frame_counts_stock(const struct frame *f, const struct subject *s)
{
	const struct tokens *t = reread_tokens(f->r->words, f->r->lexicon->vocab, s->thing);
	const struct vocab_entry *e = NULL;
	bool stock = t->n && tokens_match(t, f->r->lexicon->vocab, 0, VOCAB_noun, &e) &&
		     str_equal(e->value, STR("stock"));
	return stock;
}

bool frame_money_flow(const struct frame *f, const struct subject *s, const struct quantity *q)
{
	if (divides_stock(f, q))
		return false;
	if (strcmp(s->measured, "flow") == 0 &&
	    (q->kind == UNIT_PHYSICAL || q->kind == UNIT_PERCENT))
		return !q->rate; /* "den het quy I giai ngan dat 15%" */
	return q->kind == UNIT_MONEY && !q->rate && strcmp(s->measured, "stock") != 0 &&
	       strcmp(s->measured, "index") != 0;
}

/* Said of what is new: licensed, founded, registered for the first time. */
static bool tells_new(const struct frame *f, struct str text)
{
	const struct vocab_entry *e = NULL;
	const struct tokens *t = reread_tokens(f->r->words, f->r->lexicon->vocab, text);
	for (size_t i = 0; i < t->n; i++)
		if (tokens_match(t, f->r->lexicon->vocab, i, VOCAB_flow_mark, &e) &&
		    str_equal(e->value, STR("new")))
			return true;
	return false;
}

/* "chiem 20% GDP": a share of what is made over a period is of that period too. */
static bool shares_flow(const struct frame *f, const struct subject *s, const struct quantity *q)
{
	const struct vocab_entry *e = NULL;
	size_t at = subject_find(s->text, STR(" / "));
	if (q->kind != UNIT_PERCENT || at == SIZE_MAX || frame_says(f, s->text, VOCAB_coverage))
		return false;
	struct str whole = {s->text.p + at + 3, s->text.n - at - 3};
	const struct tokens *t = reread_tokens(f->r->words, f->r->lexicon->vocab, whole);
	return t->n && subject_measure(t, f->r->lexicon->vocab, 0, &e) &&
	       (str_equal(e->value, STR("flow")) || str_equal(e->value, STR("index")));
}

void frame_cumulate(struct frame *f, struct mention *m, const struct subject *s,
		    const struct quantity *q, bool printed)
{
	bool stock_word = frame_says(f, s->text, VOCAB_stock_mark);
	if (m->span.basis[0] == 'y' && printed && f->now.summed &&
	    frame_basis(f, s, q, &m->span, false)[0] == 'a')
		m->span.basis = "as_of"; /* "tong so ten mien luy ke dat 569.317" */
	if (m->span.basis[0] != 'a' || !printed || f->now.summed)
		return;
	bool up_to = f->now.until && !f->now.raised && !stock_word;
	bool made = q->kind == UNIT_NOUN && tells_new(f, s->text);
	if (up_to && shares_flow(f, s, q)) {
		m->span.basis = m->span.period.freq == 'A' ? "period" : "ytd";
	} else if (up_to && (made || frame_money_flow(f, s, q))) {
		m->span.basis = "ytd";
		f->cumulated = f->depth == 0;
	} else if (f->cumulated && f->depth == 0 && q->kind == UNIT_NOUN &&
		   frame_says(f, s->text, VOCAB_flow_mark)) {
		m->span.basis = "ytd"; /* "Von cap moi co 1.538 du an" amid what was cumulated */
	}
}

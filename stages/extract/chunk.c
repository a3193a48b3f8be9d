#include "stages/extract/chunk.h"

#include <stdlib.h>

#include "common/xalloc.h"
#include "stages/extract/skip.h"

struct reader {
	struct chunks *c;
	const struct tokens *t;
	const struct quantity_lexicon *l;
	size_t first, end; /* of the sentence */
	int depth;
};

static struct chunk *add(struct reader *r, enum chunk_kind kind, size_t first, size_t end)
{
	struct chunks *c = r->c;
	c->at = xgrow(c->at, &c->room, c->n + 1, sizeof *c->at);
	struct chunk *k = &c->at[c->n++];
	*k = (struct chunk){.kind = kind, .first = first, .end = end, .depth = r->depth};
	return k;
}

/* Classes that make a chunk of their own; the others serve the readers of numbers and of time. */
static bool does_work(enum vocab_class c)
{
	if (c >= VOCAB_layout)
		return false;
	switch (c) {
	case VOCAB_noun:
	case VOCAB_measure:
	case VOCAB_cue:
	case VOCAB_unit:
	case VOCAB_scale:
	case VOCAB_digit:
	case VOCAB_issuer:
	case VOCAB_place:
	case VOCAB_month:
	case VOCAB_quarter:
	case VOCAB_half:
	case VOCAB_year:
	case VOCAB_day:
	case VOCAB_week:
	case VOCAB_first:
	case VOCAB_last:
	case VOCAB_middle:
	case VOCAB_this:
	case VOCAB_previous:
	case VOCAB_next:
	case VOCAB_month_name:
	case VOCAB_quarter_name:
	case VOCAB_season:
	case VOCAB_instalment:
	case VOCAB_term:
	case VOCAB_era:
	case VOCAB_order:
	case VOCAB_hour:
	case VOCAB_minute:
	case VOCAB_within:
	case VOCAB_whole:
	case VOCAB_as_of:
	case VOCAB_cumulative:
	case VOCAB_since_start:
	case VOCAB_start_of_year:
	case VOCAB_now:
	case VOCAB_flow_mark:
	case VOCAB_size:
	case VOCAB_local:
	case VOCAB_coverage:
	case VOCAB_everywhere:
	case VOCAB_counter:
	case VOCAB_located:
	case VOCAB_stock_mark:
	case VOCAB_per:
	case VOCAB_closing:
	case VOCAB_unit_head:
	case VOCAB_table:
	case VOCAB_caption:
	case VOCAB_teaser:
	case VOCAB_none:
	case VOCAB_times:
	case VOCAB_report_word:
		return false;
	default:
		return true;
	}
}

/* The longest phrase from token i; of its classes the first that does work here. A longer phrase
 * without work shields the words in it from other readings: *entry is NULL then. */
static size_t longest_phrase(const struct reader *r, size_t i, const struct vocab_entry **entry)
{
	size_t found = 0;
	int32_t node = 0;
	if (r->t->starts[r->t->at[i].word].node < 0)
		return 0;
	for (size_t k = i; k < r->end && r->t->at[k].word > 0; k++) {
		node = vocab_step(r->l->vocab, node, r->t->at[k].word);
		if (node < 0)
			break;
		const struct vocab_entry *e = vocab_entries(r->l->vocab, node);
		while (e && e->class >= VOCAB_layout)
			e = e->more;
		if (!e)
			continue;
		found = k + 1 - i;
		*entry = NULL;
		for (; e; e = e->more)
			if (does_work(e->class) && (!*entry || e->class < (*entry)->class))
				*entry = e;
	}
	return found;
}

/* A second number joined to the first: "5 - 7%", "10 den 15 trieu dong". */
static void read_range(struct reader *r, size_t low_at)
{
	struct chunk *low = &r->c->at[low_at];
	size_t i = low->end, to = 0;
	if (i >= r->end || low->quantity.total_first != low->quantity.total_end)
		return;
	if (token_is_mark(r->t, i, '-') && i + 1 < r->end && r->t->at[i + 1].kind == TOKEN_NUMBER)
		to = 1;
	else if ((to = tokens_match(r->t, r->l->vocab, i, VOCAB_to, NULL)) == 0)
		return;
	struct quantity q;
	const char *kind;
	size_t n = quantity_read(r->t, r->l, i + to, &q);
	if (!n || q.in_words || q.sign || q.total_first != q.total_end ||
	    skip_read(r->t, r->l, r->first, r->end, i + to, &kind))
		return;
	bool bare = low->quantity.unit_first == low->quantity.unit_end;
	bool same = low->quantity.kind == q.kind;
	if (!bare && !same)
		return;
	if (bare) { /* unit, and scale where it has none, come from the high end */
		low->quantity.kind = q.kind;
		low->quantity.rate = q.rate;
		low->quantity.stock = q.stock;
		low->quantity.unit_first = q.unit_first;
		low->quantity.unit_end = q.unit_end;
		low->quantity.noun_first = q.noun_first;
		low->quantity.noun_end = q.noun_end;
		if (low->quantity.scale_first == low->quantity.scale_end) {
			low->quantity.scale_first = q.scale_first;
			low->quantity.scale_end = q.scale_end;
		}
	}
	low->quantity.range = 1;
	q.range = -1;
	struct chunk *high = add(r, CHUNK_NUMBER, i, q.end);
	high->quantity = q;
	r->c->numbers++;
}

/* Number words are figures only as a count: a noun of the lexicon follows. */
static bool words_count(const struct reader *r, const struct quantity *q)
{
	const struct vocab_entry *e = NULL;
	size_t one = tokens_match(r->t, r->l->vocab, q->number_first, VOCAB_digit, &e);
	if (one && e->number == 1 && q->number_end == q->number_first + one)
		return false; /* "mot" is an article */
	if (q->number_first > r->first &&
	    (tokens_match(r->t, r->l->vocab, q->number_first - 1, VOCAB_middle, NULL) ||
	     tokens_match(r->t, r->l->vocab, q->number_first - 1, VOCAB_whole, NULL)))
		return false; /* "giua hai co quan", "ca hai nhom": known ones */
	if (q->kind == UNIT_NOUN && q->number_end == q->unit_first) {
		size_t behind = q->end;
		if (behind < r->end &&
		    (tokens_match(r->t, r->l->vocab, behind, VOCAB_this_thing, &e) ||
		     tokens_match(r->t, r->l->vocab, behind, VOCAB_extreme, &e)))
			return false;
		return true;
	}
	if (q->kind == UNIT_TIMES)
		return r->c->n && r->c->at[r->c->n - 1].kind == CHUNK_PHRASE; /* "gap bon lan" */
	return q->scale_first != q->scale_end && q->kind != UNIT_NONE && q->kind != UNIT_WORD;
}

/* "so thue bao tren 100 dan": what a rate is per stands in its name. */
static bool is_per(const struct reader *r, size_t i)
{
	static const enum vocab_class others[] = {VOCAB_level, VOCAB_possess, VOCAB_part,
						  VOCAB_worth, VOCAB_stop,    VOCAB_lead,
						  VOCAB_and,   VOCAB_within};
	if (i < r->first + 2 || !quantity_is_base(r->t, i) ||
	    r->t->at[i].end - r->t->at[i].begin < 3 || r->t->at[i - 2].kind != TOKEN_WORD ||
	    tokens_match(r->t, r->l->vocab, i - 1, VOCAB_per, NULL) != 1 ||
	    !tokens_match(r->t, r->l->vocab, i + 1, VOCAB_noun, NULL))
		return false;
	for (size_t k = 0; k < sizeof others / sizeof *others; k++) /* "cho tren 1.000 lao dong" */
		for (size_t back = 1; back <= 3 && i >= r->first + 1 + back; back++)
			if (tokens_match(r->t, r->l->vocab, i - 1 - back, others[k], NULL) == back)
				return false;
	return true;
}

static size_t read_number(struct reader *r, size_t i)
{
	const char *kind = NULL;
	size_t n = is_per(r, i) ? 1 : 0;
	if (n)
		kind = "name";
	else
		n = skip_read(r->t, r->l, r->first, r->end, i, &kind);
	if (n) {
		struct chunk *c = add(r, CHUNK_SKIP, i, i + n);
		c->skip = kind;
		return n;
	}
	struct quantity q;
	n = quantity_read(r->t, r->l, i, &q);
	if (!n || q.end > r->end)
		return 0;
	if (q.in_words && (!words_count(r, &q) || skip_words_rank(r->t, r->l, r->first, i)))
		return 0;
	int part[3], parts = 0;
	size_t digits = q.sign ? 0 : when_digits(r->t, i, part, &parts);
	bool backwards = parts == 2 && part[0] > part[1] && part[0] <= 31 && part[1] >= 1 &&
			 part[1] <= 12 && digits == 3 && token_is_mark(r->t, i + 1, '/') &&
			 q.scale_first == q.scale_end;
	if (digits == 3 && parts == 2 &&
	    token_is_mark(r->t, i + 1, '-')) { /* "30-4" is a day, "5-7%" and "5 - 7" are not */
		struct quantity second;
		bool glued = r->t->at[i + 1].glued && r->t->at[i + 2].glued;
		if (!glued ||
		    (quantity_read(r->t, r->l, i + 2, &second) && second.kind != UNIT_NONE) ||
		    part[0] > 31 || part[1] > 12)
			digits = 0;
	}
	if (digits && (backwards ||
		       (q.kind == UNIT_NONE && part[0] <= 31 && part[1] <= 12 &&
			(parts == 3 || digits > 1)) ||
		       (parts == 3 && part[0] <= 31 && part[1] <= 12 && part[2] >= 1900))) {
		bool alone = i > 0 && token_is_mark(r->t, i - 1, '(') &&
			     token_is_mark(r->t, i + digits, ')');
		struct chunk *d = add(r, alone ? CHUNK_WHEN : CHUNK_SKIP, i, i + digits);
		d->skip = "date";
		d->when = (struct when){.form = WHEN_DAY,
					.as_of = true,
					.day = part[0],
					.month = part[1],
					.year = parts == 3 ? part[2] : 0};
		return digits;
	}
	unsigned long long year;
	struct str text = tokens_text(r->t, q.number_first, q.number_end);
	if (q.kind == UNIT_NONE && q.scale_first == q.scale_end && text.n == 4 &&
	    str_to_u64(text, &year) && year >= 1900 && year <= 2100 && !q.sign) {
		add(r, CHUNK_SKIP, i, q.number_end)->skip = "date";
		return q.number_end - i;
	}
	struct chunk *c = add(r, CHUNK_NUMBER, i, q.end);
	c->quantity = q;
	r->c->numbers++;
	size_t at = r->c->n - 1;
	read_range(r, at);
	return r->c->at[r->c->n - 1].end - i;
}

/* "thang 3, 4, 5 nam 2023", "thang 1/2023, 2/2023": numbers behind a month and a comma are
 * months. */
static size_t read_month_mate(struct reader *r, size_t i)
{
	struct chunks *c = r->c;
	if (c->n < 2 ||
	    !(chunk_is_mark(&c->at[c->n - 1], ',') || chunk_is(&c->at[c->n - 1], VOCAB_and)) ||
	    c->at[c->n - 2].kind != CHUNK_WHEN || c->at[c->n - 2].when.form != WHEN_MONTH ||
	    !c->at[c->n - 2].when.month)
		return 0;
	int part[3], parts = 0;
	unsigned long long month = 0;
	size_t n = when_digits(r->t, i, part, &parts);
	struct when w = {.form = WHEN_MONTH};
	if (n && parts == 2 && part[0] >= 1 && part[0] <= 12 && part[1] >= 1900) {
		w.month = part[0];
		w.year = part[1];
	} else if (str_to_u64(tokens_text(r->t, i, i + 1), &month) &&
		   month == (unsigned)c->at[c->n - 2].when.month + 1 &&
		   (i + 1 >= r->end || token_is_mark(r->t, i + 1, ',') ||
		    tokens_match(r->t, r->l->vocab, i + 1, VOCAB_and, NULL) ||
		    tokens_match(r->t, r->l->vocab, i + 1, VOCAB_year, NULL))) {
		n = 1;
		w.month = (int)month;
		unsigned long long year;
		if (tokens_match(r->t, r->l->vocab, i + 1, VOCAB_year, NULL) && i + 2 < r->end &&
		    str_to_u64(tokens_text(r->t, i + 2, i + 3), &year) && year >= 1900 &&
		    year <= 2100) {
			n = 3;
			w.year = (int)year;
			for (size_t k = c->n; k-- > 0;) { /* the year stands for the whole list */
				if (c->at[k].kind == CHUNK_WHEN &&
				    c->at[k].when.form == WHEN_MONTH && !c->at[k].when.year)
					c->at[k].when.year = w.year;
				else if (c->at[k].kind == CHUNK_WHEN)
					break;
			}
		}
	} else {
		return 0;
	}
	add(r, CHUNK_WHEN, i, i + n)->when = w;
	return n;
}

/* "nam 2019, 2020 va 2021", "cung ky nam 2020 va 2021": years behind a year. */
static size_t read_year_mate(struct reader *r, size_t i)
{
	enum { FIRST_YEAR = 1900, LAST_YEAR = 2100 };
	const struct chunks *c = r->c;
	unsigned long long year;
	if (c->n < 2 ||
	    !(chunk_is_mark(&c->at[c->n - 1], ',') || chunk_is(&c->at[c->n - 1], VOCAB_and)) ||
	    c->at[c->n - 2].kind != CHUNK_WHEN || c->at[c->n - 2].when.form != WHEN_YEAR ||
	    !str_to_u64(tokens_text(r->t, i, i + 1), &year) || year < FIRST_YEAR ||
	    year > LAST_YEAR)
		return 0;
	struct quantity q;
	struct when w = c->at[c->n - 2].when;
	if (!w.year || w.relative_year || w.year == (int)year ||
	    (quantity_read(r->t, r->l, i, &q) && q.kind != UNIT_NONE && q.kind != UNIT_WORD))
		return 0;
	w.year = (int)year;
	add(r, CHUNK_WHEN, i, i + 1)->when = w;
	return 1;
}

/* A unit that stands alone, for figures to come: "Nhan ... ty dong 1234 1345", "(nghin tan):
 * 318,4". */
static size_t read_lone_unit(struct reader *r, size_t i)
{
	struct chunks *c = r->c;
	const struct chunk *last = c->n ? &c->at[c->n - 1] : NULL;
	if (!last || (last->kind != CHUNK_WHEN && !chunk_is_mark(last, '(')))
		return 0;
	struct quantity q = {0};
	size_t k = i, n;
	while ((n = tokens_match(r->t, r->l->vocab, k, VOCAB_scale, NULL)) > 0)
		k += n;
	q.scale_first = i;
	q.scale_end = k;
	n = quantity_unit(r->t, r->l, k, &q);
	if (!n || q.kind == UNIT_PERCENT || (k == i && q.kind == UNIT_NOUN))
		return 0;
	if (chunk_is_mark(last, '(') ? !token_is_mark(r->t, k + n, ')')
				     : r->t->at[k + n < r->t->n ? k + n : i].kind != TOKEN_NUMBER)
		return 0;
	add(r, CHUNK_UNIT, i, k + n)->quantity = q;
	return k + n - i;
}

static size_t read_at(struct reader *r, size_t i)
{
	const struct token *k = &r->t->at[i];
	struct when w;
	size_t n;
	if (k->kind == TOKEN_WORD && r->t->starts[k->word].node < 0) { /* no phrase begins so */
		add(r, CHUNK_WORD, i, i + 1);
		return 1;
	}
	if (quantity_currency(r->t, r->l, i) && (n = read_number(r, i)))
		return n;
	if (k->kind == TOKEN_MARK && !strchr("+-/", k->mark) &&
	    !(k->word && tokens_match(r->t, r->l->vocab, i, VOCAB_link, NULL))) {
		if (strchr("([", k->mark))
			r->depth++;
		struct chunk *c = add(r, CHUNK_MARK, i, i + 1);
		c->mark = k->mark;
		if (strchr(")]", k->mark) && r->depth > 0)
			r->depth--;
		return 1;
	}
	if (k->kind == TOKEN_NUMBER && (n = skip_term(r->t, r->l, r->first, i))) {
		add(r, CHUNK_SKIP, i, i + n)->skip = "duration";
		return n;
	}
	bool versus = r->c->n && (chunk_is(&r->c->at[r->c->n - 1], VOCAB_versus) ||
				  (r->c->n > 1 && chunk_is(&r->c->at[r->c->n - 2], VOCAB_versus)));
	if ((n = when_read(r->t, r->l->vocab, i, versus, &w)) && i + n <= r->end) {
		struct chunk *c = add(r, CHUNK_WHEN, i, i + n);
		c->when = w;
		return n;
	}
	if (k->kind == TOKEN_NUMBER && ((n = read_month_mate(r, i)) || (n = read_year_mate(r, i))))
		return n;
	const struct vocab_entry *e = NULL;
	if ((n = tokens_match(r->t, r->l->vocab, i, VOCAB_anaphor, &e)) && i + n <= r->end) {
		struct chunk *c = add(r, CHUNK_PHRASE, i, i + n);
		c->class = VOCAB_anaphor;
		c->entry = e;
		return n;
	}
	if (k->kind != TOKEN_WORD || tokens_match(r->t, r->l->vocab, i, VOCAB_digit, NULL)) {
		if ((n = read_number(r, i)))
			return n;
		if (k->kind == TOKEN_NUMBER) {
			add(r, CHUNK_SKIP, i, i + 1)->skip = "";
			return 1;
		}
	}
	if (k->kind == TOKEN_WORD && (n = read_lone_unit(r, i)))
		return n;
	n = longest_phrase(r, i, &e);
	if (n > 1 && e && e->class == VOCAB_plan && i + n < r->end &&
	    r->t->at[i + n].kind == TOKEN_NUMBER &&
	    tokens_match(r->t, r->l->vocab, i + n - 1, VOCAB_year,
			 NULL)) { /* "muc tieu nam 2023" */
		for (n--; n > 0; n--) {
			if (!tokens_match_exact(r->t, r->l->vocab, i, n, &e))
				continue;
			while (e && !does_work(e->class))
				e = e->more;
			if (e)
				break;
		}
	}
	if (n && i + n <= r->end) {
		struct chunk *c = add(r, e ? CHUNK_PHRASE : CHUNK_WORD, i, i + n);
		c->class = e ? e->class : VOCAB_none;
		c->entry = e;
		return n;
	}
	if (k->kind == TOKEN_MARK) {
		struct chunk *c = add(r, CHUNK_MARK, i, i + 1);
		c->mark = k->mark;
		return 1;
	}
	add(r, CHUNK_WORD, i, i + 1);
	return 1;
}

void chunks_read(struct chunks *c, const struct tokens *t, const struct quantity_lexicon *l,
		 size_t first, size_t end)
{
	struct reader r = {c, t, l, first, end, 0};
	c->n = c->numbers = 0;
	for (size_t i = first; i < end;)
		i += read_at(&r, i);
}

void chunks_release(struct chunks *c)
{
	free(c->at);
	*c = (struct chunks){0};
}

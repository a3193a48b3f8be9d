#include "stages/extract/quantity.h"

static bool is_number(const struct tokens *t, size_t i)
{
	return i < t->n && t->at[i].kind == TOKEN_NUMBER;
}

static size_t match(const struct tokens *t, const struct quantity_lexicon *l, size_t i,
		    enum vocab_class class, const struct vocab_entry **e)
{
	return i < t->n ? tokens_match(t, l->vocab, i, class, e) : 0;
}

static enum unit_kind kind_of(struct str kind)
{
	static const struct {
		const char name[8];
		enum unit_kind kind;
	} kinds[] = {
		{"percent", UNIT_PERCENT}, {"points", UNIT_POINTS}, {"money", UNIT_MONEY},
		{"time", UNIT_TIME},       {"noun", UNIT_NOUN},
	};
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (kind.n && kind.p[0] == kinds[i].name[0] &&
		    str_equal(kind, str_of(kinds[i].name)))
			return kinds[i].kind;
	return UNIT_PHYSICAL;
}

/* A round number, or 1: what a rate is per, as in "/100 dan", "/1 kWh"; "49 tinh/63 tinh" is n/N.
 */
bool quantity_is_base(const struct tokens *t, size_t i)
{
	struct str d = is_number(t, i) ? tokens_text(t, i, i + 1) : (struct str){0};
	for (size_t k = 1; k < d.n; k++)
		if (d.p[k] != '0' && d.p[k] != '.')
			return false;
	return d.n && d.p[0] == '1' && d.n != 2;
}

/* Lower-case words that are no phrases, as "be gai": at most two. */
static size_t plain_words(const struct tokens *t, const struct quantity_lexicon *l, size_t i)
{
	size_t k = i;
	const struct vocab_entry *e;
	while (k < t->n && k < i + 2 && t->at[k].kind == TOKEN_WORD && !t->at[k].upper &&
	       !tokens_longest(t, l->vocab, k, &e))
		k++;
	return k - i;
}

/* "dong/binh 12 kg", "dong/bao 50 kg": how much the pack holds. */
static size_t pack_size(const struct tokens *t, const struct quantity_lexicon *l, size_t i)
{
	const struct vocab_entry *e = NULL;
	size_t n = is_number(t, i) ? match(t, l, i + 1, VOCAB_unit, &e) : 0;
	return n && str_equal(e->note, STR("physical")) ? 1 + n : 0;
}

/* "/nguoi/thang", "/100 dan": what stands behind a slash is part of the unit. */
static size_t per_parts(const struct tokens *t, const struct quantity_lexicon *l, size_t i,
			struct quantity *q)
{
	size_t start = i;
	const struct vocab_entry *e = NULL;
	for (;;) {
		size_t k = i, n;
		if (token_is_mark(t, k, '/')) {
			k++;
		} else if (match(t, l, k, VOCAB_per, NULL) && is_number(t, k + 1) &&
			   q->kind != UNIT_PERCENT) {
			/* tren 100 dan, tren 1.000 dan: a round number with a noun */
			if (!quantity_is_base(t, k + 1) ||
			    t->at[k + 1].end - t->at[k + 1].begin < 3 ||
			    !match(t, l, k + 2, VOCAB_noun, NULL))
				return i - start;
			k++;
		} else if (match(t, l, k, VOCAB_per, NULL) && q->kind == UNIT_NOUN &&
			   (n = match(t, l, k + 1, VOCAB_unit, &e)) > 0 &&
			   str_starts(e->value, STR("{1"))) { /* "bac si tren mot van dan" */
			i = k + 1 + n;
			q->rate = true;
			return i - start;
		} else {
			return i - start;
		}
		bool base = false;
		if (is_number(t, k) && k + 1 < t->n && t->at[k + 1].kind == TOKEN_WORD &&
		    !t->at[k + 1].upper && !match(t, l, k + 1, VOCAB_scale, NULL)) {
			if (!quantity_is_base(t, k))
				return i - start;
			base = true;
			k++;
		}
		n = match(t, l, k, VOCAB_unit, NULL);
		if (match(t, l, k, VOCAB_noun, NULL) > n)
			n = match(t, l, k, VOCAB_noun, NULL);
		if (match(t, l, k, VOCAB_month, NULL) > n)
			n = match(t, l, k, VOCAB_month, NULL);
		if (match(t, l, k, VOCAB_year, NULL) > n)
			n = match(t, l, k, VOCAB_year, NULL);
		if (n == 0 && k < t->n && t->at[k].kind == TOKEN_WORD && t->at[k].glued &&
		    !t->at[k].upper)
			n = 1;
		if (n == 0 && base)
			n = plain_words(t, l, k); /* "be trai/100 be gai" */
		if (n == 0)
			return i - start;
		bool pack = !base && n == 1 && !match(t, l, k, VOCAB_unit, NULL) &&
			    !match(t, l, k, VOCAB_month, NULL) && !match(t, l, k, VOCAB_year, NULL);
		i = k + n + (pack ? pack_size(t, l, k + n) : 0);
		q->rate = true;
	}
}

/* "tan.km", "luot khach.km" */
static size_t product_part(const struct tokens *t, const struct quantity_lexicon *l, size_t i)
{
	if (token_is_mark(t, i, '.') && t->at[i].glued && i + 1 < t->n && t->at[i + 1].glued &&
	    t->at[i + 1].kind == TOKEN_WORD) {
		size_t n = match(t, l, i + 1, VOCAB_unit, NULL);
		if (n)
			return 1 + n;
		n = match(t, l, i + 1, VOCAB_noun, NULL);
		if (n && token_is_mark(t, i + 1 + n, '.')) /* Tr.nguoi.Km */
			return 1 + n;
	}
	return 0;
}

/* The counted noun at token i. A turn is one of what is named behind it, where that is a noun:
 * "luot du an", not the "luot" of "luot tiep can"; "bao gom" holds no "bao". */
static size_t counted_noun(const struct tokens *t, const struct quantity_lexicon *l, size_t i,
			   const struct vocab_entry **e)
{
	const struct vocab_entry *thing;
	size_t n = match(t, l, i, VOCAB_noun, e), turn;
	if (!n || match(t, l, i, VOCAB_part, NULL) > n)
		return 0;
	for (turn = n; turn > 0; turn--)
		if (tokens_match_exact(t, l->vocab, i, turn, &thing))
			for (; thing; thing = thing->more)
				if (thing->class == VOCAB_noun &&
				    str_equal(thing->note, STR("turn"))) {
					size_t of = match(t, l, i + turn, VOCAB_noun, NULL);
					return turn + of > n ? turn + of : n;
				}
	return n;
}

/* "19,4 thue bao internet/100 ho": words between the noun and what it is per. */
static size_t qualifier(const struct tokens *t, const struct quantity_lexicon *l, size_t i)
{
	size_t k = i;
	while (k < t->n && k < i + 2 && t->at[k].kind == TOKEN_WORD && !t->at[k].upper)
		k++;
	bool per = k > i && token_is_mark(t, k, '/') && quantity_is_base(t, k + 1) &&
		   t->at[k + 1].end - t->at[k + 1].begin > 1 &&
		   match(t, l, k + 2, VOCAB_noun, NULL);
	return per ? k - i : 0;
}

size_t quantity_unit(const struct tokens *t, const struct quantity_lexicon *l, size_t i,
		     struct quantity *q)
{
	const struct vocab_entry *unit = NULL, *noun = NULL;
	size_t k = i, n = match(t, l, k, VOCAB_unit, &unit), m = counted_noun(t, l, k, &noun);
	q->unit_first = q->unit_end = i;
	q->noun_first = q->noun_end = i;
	if (m > n || (m && m == n && kind_of(unit->note) == UNIT_NOUN)) {
		q->kind = UNIT_NOUN;
		q->stock = str_equal(noun->value, STR("stock"));
		q->body = str_equal(noun->note, STR("body"));
		q->event =
			str_equal(noun->note, STR("event")) || str_equal(noun->note, STR("turn"));
		q->noun_first = i;
		q->noun_end = i + m;
		k += m;
	} else if (n) {
		q->kind = kind_of(unit->note);
		q->stock = m && str_equal(noun->value, STR("stock"));
		if (q->kind == UNIT_NOUN) {
			q->noun_first = i;
			q->noun_end = i + n;
		}
		k += n;
		while (q->kind == UNIT_PERCENT && token_is_mark(t, k, '%'))
			k++; /* printed twice */
	} else {
		return 0;
	}
	for (size_t more; (more = product_part(t, l, k)) > 0; k += more)
		q->kind = UNIT_PHYSICAL;
	if (q->kind == UNIT_NOUN)
		k += qualifier(t, l, k);
	k += per_parts(t, l, k, q);
	q->unit_end = k;
	return k - i;
}

/* "813 QCVN va 168 QCDP": what is counted goes by its abbreviation, amid words that are none. */
static bool names_kind(const struct tokens *t, const struct quantity_lexicon *l, size_t i)
{
	enum { LETTERS = 2 };
	const struct token *k = i < t->n ? &t->at[i] : NULL;
	const struct vocab_entry *e;
	bool abbreviation = k && k->kind == TOKEN_WORD && k->all_upper && !k->glued &&
			    !tokens_longest(t, l->vocab, i, &e) && k->end - k->begin >= LETTERS;
	bool before = i < 2 || !(t->at[i - 2].kind == TOKEN_WORD && t->at[i - 2].upper);
	bool behind = i + 1 >= t->n || !(t->at[i + 1].kind == TOKEN_WORD && t->at[i + 1].upper);
	return abbreviation && before && behind;
}

/* Cues that are nouns too: "12 cho", not "cho 12"; "148 noi dung". */
static bool cue_counted(const struct tokens *t, const struct vocab_entry *e, size_t i)
{
	if (e->class != VOCAB_cue)
		return false;
	if (str_equal(e->note, STR("before")))
		return (str_equal(e->value, STR("name")) || str_equal(e->value, STR("limit"))) &&
		       !is_number(t, i + 1);
	return str_equal(e->value, STR("list_count"));
}

/* Any other lower-case word behind the number counts as its noun; two syllables where there are
 * two. */
static size_t unknown_noun(const struct tokens *t, const struct quantity_lexicon *l, size_t i,
			   struct quantity *q)
{
	size_t k = i;
	while (k < t->n && k < i + 2 && t->at[k].kind == TOKEN_WORD && !t->at[k].glued &&
	       !t->at[k].upper) {
		const struct vocab_entry *e;
		size_t whole = match(t, l, k, VOCAB_noun, NULL);
		if (tokens_longest(t, l->vocab, k, &e)) {
			bool content = false;
			for (; e; e = e->more)
				content = content || e->class == VOCAB_measure ||
					  e->class == VOCAB_noun || e->class == VOCAB_issuer ||
					  (k == i && cue_counted(t, e, k));
			if (!content)
				break;
		}
		k += k > i && whole ? whole : 1; /* "ma chung quyen" */
	}
	if (k == i && names_kind(t, l, i))
		k++;
	if (k == i)
		return 0;
	q->kind = UNIT_WORD;
	q->unit_first = q->noun_first = i;
	q->unit_end = q->noun_end = k;
	k += per_parts(t, l, k, q);
	q->unit_end = k;
	return k - i;
}

/* Behind the scale words from token i on stands what a compound number may go on with. */
static bool goes_on(const struct tokens *t, const struct quantity_lexicon *l, size_t i)
{
	size_t n;
	while ((n = match(t, l, i, VOCAB_scale, NULL)) > 0 || token_is_mark(t, i, '.'))
		i += n ? n : 1;
	return is_number(t, i) || match(t, l, i, VOCAB_digit, NULL);
}

/* "5 trieu ruoi", "1 ty 200 trieu": scale words inside the number; its tokens, 1 where none are. */
static size_t compound(const struct tokens *t, const struct quantity_lexicon *l, size_t i)
{
	if (!goes_on(t, l, i + 1))
		return 1;
	struct numeral n;
	struct str rest = str_range(t->text.p + t->at[i].begin, t->text.p + t->text.n);
	size_t bytes = numeral_read(l->words, rest, 0, &n), k = i;
	if (n.form != NUMERAL_COMPOUND)
		return 1;
	while (k < t->n && t->at[k].end <= t->at[i].begin + bytes)
		k++;
	return k - i;
}

size_t quantity_currency(const struct tokens *t, const struct quantity_lexicon *l, size_t i)
{
	const struct vocab_entry *e;
	size_t n = match(t, l, i, VOCAB_unit, &e);
	bool sign = n && (t->at[i].kind == TOKEN_MARK || t->at[i].all_upper);
	if (!sign || kind_of(e->note) != UNIT_MONEY || !is_number(t, i + n))
		return 0;
	return i && is_number(t, i - 1) ? 0 : n;
}

static size_t read_number(const struct tokens *t, const struct quantity_lexicon *l, size_t i,
			  struct quantity *q)
{
	q->number_first = i;
	if (is_number(t, i)) {
		q->number_end = i + 1;
		/* a blank inside: "25, 3 nghin ty" */
		if (token_is_mark(t, i + 1, ',') && is_number(t, i + 2) &&
		    (t->at[i + 1].glued || t->at[i + 2].glued) &&
		    t->at[i + 2].end - t->at[i + 2].begin <= 2 &&
		    match(t, l, i + 3, VOCAB_scale, NULL) &&
		    !memchr(t->text.p + t->at[i].begin, ',', t->at[i].end - t->at[i].begin))
			q->number_end = i + 3;
		else if (match(t, l, i + 1, VOCAB_scale, NULL))
			q->number_end = i + compound(t, l, i);
		return q->number_end - i;
	}
	if (!match(t, l, i, VOCAB_digit, NULL))
		return 0;
	struct numeral n;
	struct str rest = str_range(t->text.p + t->at[i].begin, t->text.p + t->text.n);
	size_t bytes = numeral_read(l->words, rest, 0, &n);
	size_t k = i;
	while (k < t->n && t->at[k].end <= t->at[i].begin + bytes)
		k++;
	q->number_end = k;
	q->in_words = true;
	return k - i;
}

/* A scale word that begins an abbreviated unit is a part of it: "tr.dong". */
static size_t read_scales(const struct tokens *t, const struct quantity_lexicon *l, size_t i)
{
	size_t k = i, n;
	while ((n = match(t, l, k, VOCAB_scale, NULL)) > 0 &&
	       !(k + n < t->n && t->at[k + n].glued && match(t, l, k, VOCAB_unit, NULL) > n))
		k += n;
	return k - i;
}

/* "512 tren tong so 640 thon", "7 trong tong so 11 huyen", "41 tren 45 tram" */
static size_t of_words(const struct tokens *t, const struct quantity_lexicon *l, size_t i,
		       const struct quantity *q)
{
	size_t n = match(t, l, i, VOCAB_per, NULL), all;
	bool bare = q->unit_end == q->unit_first && q->scale_end == q->scale_first;
	if (!n && !match(t, l, i, VOCAB_located, NULL)) /* not "RON 95 o muc 22.790 dong" */
		n = match(t, l, i, VOCAB_within, NULL);
	if (!n)
		return 0;
	if ((all = match(t, l, i + n, VOCAB_measure, NULL)) > 0)
		return is_number(t, i + n + all) ? n + all : 0;
	return bare && match(t, l, i, VOCAB_per, NULL) && is_number(t, i + n) &&
			       match(t, l, i + n + 1, VOCAB_noun, NULL)
		       ? n
		       : 0;
}

/* "ty le 74,9/100 dan": no count of a hundred; of what, the words before say. */
static size_t bare_rate(const struct tokens *t, const struct quantity_lexicon *l, size_t i,
			struct quantity *q)
{
	struct str n = tokens_text(t, q->number_first, q->number_end);
	size_t per = memchr(n.p, ',', n.n) && q->unit_end == q->unit_first &&
				     q->scale_end == q->scale_first && quantity_is_base(t, i + 1)
			     ? per_parts(t, l, i, q)
			     : 0;
	if (per) {
		q->kind = UNIT_NOUN;
		q->unit_first = i;
		q->unit_end = i + per;
	}
	return per;
}

/* "/63 tinh thanh": the total; the noun may stand before the slash, behind it or both. */
static size_t read_total(const struct tokens *t, const struct quantity_lexicon *l, size_t i,
			 struct quantity *q)
{
	size_t joint = token_is_mark(t, i, '/') ? 1 : 0, rate = joint ? bare_rate(t, l, i, q) : 0;
	if (rate)
		return rate;
	if (!joint)
		joint = of_words(t, l, i, q);
	if (!joint || !is_number(t, i + joint))
		return 0;
	q->total_first = i + joint;
	q->total_end = i + joint + 1;
	size_t k = i + joint + 1;
	size_t scale = read_scales(t, l, k);
	struct quantity behind = {0};
	size_t unit = quantity_unit(t, l, k + scale, &behind);
	bool other = q->noun_end > q->noun_first && behind.noun_end > behind.noun_first &&
		     t->at[q->noun_first].word != t->at[behind.noun_first].word;
	if (other && match(t, l, behind.noun_first, VOCAB_plan, NULL))
		other = false; /* "8.981 bien che/9.188 chi tieu" */
	if (other || (q->kind == UNIT_MONEY &&
		      behind.kind == UNIT_MONEY)) { /* "3 trieu dong/500 ngan dong": two amounts */
		q->total_first = q->total_end = 0;
		return 0;
	}
	if (!unit && !scale)
		unit = unknown_noun(t, l, k, &behind);
	if (q->unit_first == q->unit_end && unit) {
		q->kind = behind.kind;
		q->stock = behind.stock;
		q->unit_first = behind.unit_first;
		q->unit_end = behind.unit_end;
		q->noun_first = behind.noun_first;
		q->noun_end = behind.noun_end;
	}
	if (scale && q->scale_first == q->scale_end) {
		q->scale_first = k;
		q->scale_end = k + scale;
	}
	return k + scale + unit - i;
}

size_t quantity_read(const struct tokens *t, const struct quantity_lexicon *l, size_t i,
		     struct quantity *out)
{
	struct quantity q = {.first = i};
	size_t k = i;
	if ((token_is_mark(t, k, '-') || token_is_mark(t, k, '+')) && is_number(t, k + 1) &&
	    t->at[k + 1].glued && !(k > 0 && t->at[k].glued && t->at[k - 1].kind != TOKEN_MARK)) {
		q.sign = t->at[k].mark;
		k++;
	}
	size_t front = quantity_currency(t, l, k), n = read_number(t, l, k + front, &q);
	if (!n)
		return 0;
	k += front + n;
	q.scale_first = q.scale_end = k;
	n = read_scales(t, l, k);
	q.scale_end = k + n;
	k += n;
	q.unit_first = q.unit_end = q.noun_first = q.noun_end = k;
	n = quantity_unit(t, l, k, &q);
	if (n && front) /* "ty gia USD 23.740 dong": the unit stands behind */
		return 0;
	if (front) {
		q.kind = UNIT_MONEY;
		q.unit_first = q.first;
		q.unit_end = q.first + front;
		q.end = k;
		*out = q;
		return k - i;
	}
	size_t times = n || token_is_mark(t, k, '/') ? 0 : match(t, l, k, VOCAB_times, NULL);
	const struct vocab_entry *longer;
	if (times && tokens_longest(t, l->vocab, k, &longer) == times) { /* not "lan luot" */
		q.kind = UNIT_TIMES;
		n = times;
		q.unit_first = k;
		q.unit_end = k + n;
	}
	if (!n && !token_is_mark(t, k, '/'))
		n = unknown_noun(t, l, k, &q);
	k += n;
	k += read_total(t, l, k, &q);
	q.end = k;
	*out = q;
	return k - i;
}

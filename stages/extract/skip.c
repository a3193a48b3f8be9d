#include "stages/extract/skip.h"

#include "stages/extract/when.h"

enum {
	CODE_DIGITS = 6, /* a code begins with a zero and has so many digits at least */
	PHONE_DIGITS = 8,
};

static bool is_number(const struct tokens *t, size_t i)
{
	return i < t->n && t->at[i].kind == TOKEN_NUMBER;
}

static bool is_word(const struct tokens *t, size_t i)
{
	return i < t->n && t->at[i].kind == TOKEN_WORD;
}

static bool glued_to(const struct tokens *t, size_t i)
{
	return i < t->n && t->at[i].glued;
}

/* "iPhone", "eTax", "VneID": no word of the language. */
static bool inner_capital(const struct tokens *t, size_t i)
{
	struct str w = tokens_text(t, i, i + 1);
	if (t->at[i].kind != TOKEN_WORD || t->at[i].all_upper)
		return false;
	for (size_t k = 1; k < w.n; k++)
		if (w.p[k] >= 'A' && w.p[k] <= 'Z')
			return true;
	return false;
}

/* The end of the run of tokens without blanks between them that holds token i. */
static size_t run_end(const struct tokens *t, size_t end, size_t i)
{
	size_t k = i + 1;
	while (k < end && t->at[k].glued &&
	       !(t->at[k].kind == TOKEN_MARK && strchr(",;:()[]\".%u", t->at[k].mark) &&
		 !(k + 1 < end && t->at[k + 1].glued && t->at[k].mark == '.')))
		k++;
	return k;
}

/* The longest cue of this side at token i: a word may be one of both sides. */
static size_t match_cue(const struct tokens *t, const struct vocab *v, size_t i, const char *side,
			const struct vocab_entry **e)
{
	size_t n = tokens_match(t, v, i, VOCAB_cue, e);
	while (n && *e && !((*e)->class == VOCAB_cue && str_equal((*e)->note, str_of(side))))
		*e = (*e)->more;
	return n && *e ? n : 0;
}

/* A cue of side "before" whose phrase ends at token i. */
static const struct vocab_entry *cue_before(const struct tokens *t, const struct vocab *v,
					    size_t first, size_t i)
{
	for (size_t back = 5; back >= 1; back--) {
		const struct vocab_entry *e = NULL;
		if (i < first + back ||
		    !vocab_may_start(&t->starts[t->at[i - back].word], VOCAB_cue))
			continue;
		if (match_cue(t, v, i - back, "before", &e) != back)
			continue;
		for (size_t longer = back + 1; longer <= back + 3 && i >= first + longer; longer++)
			if (tokens_match(t, v, i - longer, VOCAB_measure, NULL) == longer ||
			    tokens_match(t, v, i - longer, VOCAB_filler, NULL) == longer ||

			    tokens_match(t, v, i - longer, VOCAB_noun, NULL) == longer)
				return NULL; /* "doanh so 86 ty": part of a longer word */
		return e;
	}
	return NULL;
}

static const char *kind_name(struct str value)
{
	const char *const *k = vocab_cue_kinds;
	while (*k && !str_equal(value, str_of(*k)))
		k++;
	return *k;
}

/* Words like nhom, lop, khu, phong make a name of a small bare number only. */
static bool weak_cue(struct str kind)
{
	return str_equal(kind, STR("name")) || str_equal(kind, STR("address")) ||
	       str_equal(kind, STR("limit")) || str_equal(kind, STR("ordinal")) ||
	       str_equal(kind, STR("caption"));
}

static bool is_figure(const struct tokens *t, const struct quantity_lexicon *l, size_t i)
{
	struct str text = tokens_text(t, i, i + 1);
	struct quantity q;
	size_t season = tokens_match(t, l->vocab, i + 1, VOCAB_season, NULL);
	bool term = season > 1 || (season && text.n == 1); /* "lop 10 nam hoc", "lua 2 vu" */
	if (!quantity_read(t, l, i, &q) || term)
		return false;
	return memchr(text.p, ',', text.n) || (memchr(text.p, '.', text.n) && text.n > 4) ||
	       q.scale_end > q.scale_first || q.kind == UNIT_PERCENT || q.kind == UNIT_MONEY ||
	       q.kind == UNIT_NOUN;
}

static bool known_unit(const struct tokens *t, const struct vocab *v, size_t i)
{
	const struct vocab_entry *e;
	return tokens_match(t, v, i, VOCAB_unit, &e) || tokens_match(t, v, i, VOCAB_scale, &e) ||
	       tokens_match(t, v, i, VOCAB_noun, &e) || tokens_match(t, v, i, VOCAB_times, &e);
}

/* Groups of digits that are neither thousands nor decimals, as many as a phone has:
 * 024.3943.8228, 0988.123.456 */
static bool is_phone(struct str number)
{
	int groups = 0, threes = 0;
	size_t digits = 0;
	bool trunk = number.p[0] == '0' && !memchr(number.p, ',', number.n);
	while (number.n) {
		struct str group = str_cut(&number, '.');
		groups++;
		digits += group.n;
		threes += group.n == 3;
	}
	return groups >= 3 && (trunk || threes < groups - 1) && digits >= PHONE_DIGITS;
}

/* What stands between the numbers of a telephone list; at least three digits follow. */
static size_t phone_joint(const struct tokens *t, size_t end, size_t k)
{
	size_t i = k;
	while (i < end && i < k + 3 && t->at[i].kind == TOKEN_MARK &&
	       strchr("(),-./;", t->at[i].mark))
		i++;
	bool digits = i < end && is_number(t, i) && t->at[i].end - t->at[i].begin >= 3;
	return digits ? i - k : SIZE_MAX;
}

/* The end of a list of telephone numbers that begins at number i. */
static size_t phone_run(const struct tokens *t, const struct vocab *v, size_t end, size_t i)
{
	size_t k = i + 1, joint;
	while ((joint = phone_joint(t, end, k)) != SIZE_MAX && !known_unit(t, v, k + joint + 1))
		k += joint + 1;
	return k;
}

/* 964/QD-TTg, 41-NQ/BCSD, 20/2023/QH15: capitals behind a slash or hyphen */
static bool is_document_number(const struct tokens *t, const struct vocab *v, size_t end, size_t i)
{
	size_t k = i + 1;
	while (k + 1 < end && t->at[k].kind == TOKEN_MARK &&
	       (t->at[k].mark == '/' || t->at[k].mark == '-') && t->at[k].glued &&
	       t->at[k + 1].glued) {
		if (is_word(t, k + 1))
			return t->at[k + 1].upper && !known_unit(t, v, k + 1);
		k += 2;
	}
	return false;
}

static size_t clock(const struct tokens *t, size_t end, size_t i)
{
	struct str n = tokens_text(t, i, i + 1);
	if (n.n > 2 || i + 1 >= end || !glued_to(t, i + 1))
		return 0;
	if (token_is_mark(t, i + 1, ':') && is_number(t, i + 2) && glued_to(t, i + 2) &&
	    t->at[i + 2].end - t->at[i + 2].begin == 2) {
		size_t k = i + 3;
		while (k + 1 < end && token_is_mark(t, k, ':') && is_number(t, k + 1) &&
		       glued_to(t, k + 1))
			k += 2;
		return k - i;
	}
	struct str h = tokens_text(t, i + 1, i + 2);
	if (is_word(t, i + 1) && (str_equal(h, STR("h")) || str_equal(h, STR("g")))) {
		if (is_number(t, i + 2) && glued_to(t, i + 2))
			return 3;
		return 2;
	}
	return 0;
}

static bool is_bracketed(const struct tokens *t, size_t end, size_t i)
{
	return i > 0 && i + 1 < end && token_is_mark(t, i - 1, '(') && is_number(t, i) &&
	       token_is_mark(t, i + 1, ')');
}

static bool joins_names(const struct tokens *t, const struct vocab *v, size_t i)
{
	return token_is_mark(t, i, ',') || token_is_mark(t, i, ';') ||
	       tokens_match(t, v, i, VOCAB_and, NULL) == 1;
}

/* The number in the brackets of the name behind, or before, those of number `i`; SIZE_MAX: there is
 * none. */
static size_t of_next_name(const struct tokens *t, const struct vocab *v, size_t end, size_t i)
{
	size_t k = i + 2;
	if (k >= end || !joins_names(t, v, k))
		return SIZE_MAX;
	do
		k++;
	while (k < end && is_word(t, k));
	return is_bracketed(t, end, k + 1) ? k + 1 : SIZE_MAX;
}

static size_t of_name_before(const struct tokens *t, const struct vocab *v, size_t first,
			     size_t end, size_t i)
{
	size_t k = i - 1;
	while (k > first + 3 && is_word(t, k - 1) && !joins_names(t, v, k - 1))
		k--;
	return k > first + 3 && joins_names(t, v, k - 1) && is_bracketed(t, end, k - 3) ? k - 3
											: SIZE_MAX;
}

static unsigned long value_of(const struct tokens *t, size_t i)
{
	struct str n = tokens_text(t, i, i + 1);
	unsigned long value = 0;
	for (size_t k = 0; k < n.n && k < 9; k++)
		value = 10 * value + (unsigned long)(n.p[k] - '0');
	return value;
}

/* "trong do: Ha Son (45), Phu Loc (30)": names with what was counted; footnotes go up by one. */
static bool in_row_of_names(const struct tokens *t, const struct vocab *v, size_t first, size_t end,
			    size_t i)
{
	size_t behind = of_next_name(t, v, end, i), before = of_name_before(t, v, first, end, i);
	if (behind != SIZE_MAX && value_of(t, behind) == value_of(t, i) + 1)
		return false;
	if (before != SIZE_MAX && value_of(t, before) + 1 == value_of(t, i))
		return false;
	return behind != SIZE_MAX || before != SIZE_MAX;
}

/* "1. Buu chinh", "1) ...", "[1] ..." at the head of a line; "(1)" and "[2]" behind a figure */
static size_t list_number(const struct tokens *t, const struct vocab *v, size_t first, size_t end,
			  size_t i, const char **kind)
{
	bool open = i > 0 && t->at[i - 1].kind == TOKEN_MARK && strchr("([", t->at[i - 1].mark);
	struct str n = tokens_text(t, i, i + 1);
	if (open && i + 1 < end && t->at[i + 1].kind == TOKEN_MARK &&
	    strchr(")]", t->at[i + 1].mark) && n.n <= 2 && glued_to(t, i) &&
	    !in_row_of_names(t, v, first, end, i)) {
		*kind = i == first + 1 ? "list_number" : "footnote";
		return 1;
	}
	size_t head = first;
	while (head < i && t->at[head].kind == TOKEN_MARK && strchr("-*+(", t->at[head].mark))
		head++;
	if (i != head || n.n > 6)
		return 0;
	if (i + 1 < end && t->at[i + 1].kind == TOKEN_MARK && t->at[i + 1].glued &&
	    strchr(".):/", t->at[i + 1].mark) && (i + 2 >= end || !t->at[i + 2].glued)) {
		*kind = "list_number";
		return 1;
	}
	return 0;
}

/* "chan 148 noi dung": more than anybody lists. */
static bool is_many(const struct tokens *t, size_t i)
{
	return t->at[i].end - t->at[i].begin > 2;
}

/* "(mam non 402, tieu hoc 518, THCS 236, THPT 80)": each has its figure. */
static bool in_row(const struct tokens *t, size_t first, size_t i)
{
	return i >= first + 3 && token_is_mark(t, i - 2, ',') && is_number(t, i - 3) &&
	       (is_many(t, i - 3) ||
		(i >= first + 4 && t->at[i - 4].all_upper && in_row(t, first, i - 3)));
}

/* The end of a list of the names that a cue goes on to: "muc do 3, 4", "nam 2019, 2020", "cac dieu
 * 16, 17 va 18", "Km 15+200". */
static size_t name_list_end(const struct tokens *t, const struct quantity_lexicon *l, size_t end,
			    size_t i)
{
	const struct vocab *v = l->vocab;
	size_t k = i + 1;
	while (k + 1 < end && is_number(t, k + 1) && t->at[k].kind == TOKEN_MARK &&
	       strchr("/-,+", t->at[k].mark) && (t->at[k].glued || t->at[k].mark == '-') &&
	       (strchr("-+", t->at[k].mark) || !known_unit(t, v, k + 2)) &&
	       t->at[k + 1].end - t->at[k + 1].begin <= 4)
		k += 2;
	struct quantity q;
	if (tokens_match(t, v, k, VOCAB_and, NULL) == 1 && k + 1 < end && is_number(t, k + 1) &&
	    t->at[k + 1].end - t->at[k + 1].begin <= 3 && quantity_read(t, l, k + 1, &q) &&
	    (q.kind == UNIT_NONE || (q.kind == UNIT_WORD && k > i + 1)))
		k += 2;
	return k;
}

/* A name, rank, limit ... whose word stands before it. */
static size_t behind_cue(const struct tokens *t, const struct quantity_lexicon *l, size_t first,
			 size_t end, size_t i, const char **kind)
{
	const struct vocab *v = l->vocab;
	struct str text = tokens_text(t, i, i + 1);
	const struct vocab_entry *e = cue_before(t, v, first, i);
	bool joined =
		i > first + 1 && t->at[i - 1].kind == TOKEN_MARK && strchr(":(", t->at[i - 1].mark);
	if (!e && joined && (e = cue_before(t, v, first, i - 1)) &&
	    !str_equal(e->value, STR("phone")))
		e = NULL; /* "duong day nong: 1022" */
	if (!e || (text.n == 4 && str_equal(e->value, STR("rank"))) ||
	    (weak_cue(e->value) && is_figure(t, l, i)))
		return 0;
	*kind = kind_name(e->value);
	if (str_equal(e->value, STR("phone")))
		return phone_run(t, v, end, i) - i;
	size_t k = name_list_end(t, l, end, i);
	if (str_equal(e->value, STR("limit")) && tokens_match(t, v, k, VOCAB_to, NULL) == 1 &&
	    is_number(t, k + 1))
		k += 2; /* quy mo tu 10 den 50 lao dong */
	if (str_equal(e->value, STR("rank")) && token_is_mark(t, k, '/') && is_number(t, k + 1))
		k += 2;
	return k - i;
}

static bool is_decimal(const struct tokens *t, size_t i)
{
	struct str n = tokens_text(t, i, i + 1);
	return memchr(n.p, ',', n.n) != NULL;
}

/* "3 ca 4 kip": a pattern of two numbers and two words, known by the second word. */
static size_t pair(const struct tokens *t, const struct vocab *v, size_t end, size_t i)
{
	const struct vocab_entry *e = NULL;
	size_t noun = tokens_match(t, v, i + 1, VOCAB_noun, NULL);
	size_t k = i + 1 + noun;
	if (!noun || k >= end)
		return 0;
	if (token_is_mark(t, k, ','))
		k++;
	return is_number(t, k) && match_cue(t, v, k + 1, "pair", &e) ? k + 1 - i : 0;
}

/* An age, a duration, a list count ... whose word stands behind it. */
static size_t before_cue(const struct tokens *t, const struct quantity_lexicon *l, size_t end,
			 size_t i, const char **kind)
{
	const struct vocab *v = l->vocab;
	const struct vocab_entry *e = NULL;
	size_t behind = i + 1, n;
	size_t to = token_is_mark(t, behind, '-') ? 1 : tokens_match(t, v, behind, VOCAB_to, NULL);
	if (to == 1 && !token_is_mark(t, behind, '-')) /* 5 den duoi 12 tuoi */
		to += tokens_match(t, v, behind + 1, VOCAB_bound, NULL);
	if (to && is_number(t, behind + to))
		behind += to + 1; /* 4 - 5 sao, 15 den 49 tuoi */
	if ((n = pair(t, v, end, i))) {
		*kind = "name";
		return n;
	}
	if (behind < end &&
	    ((n = match_cue(t, v, behind, "after", &e)) ||
	     (n = match_cue(t, v, behind, "pair", &e))) &&
	    tokens_match(t, v, behind, VOCAB_unit, NULL) <= n &&
	    tokens_match(t, v, behind, VOCAB_noun, NULL) <= n &&
	    !(str_equal(e->value, STR("age")) && is_decimal(t, i)) && /* "tuoi tho 73,6 tuoi" */
	    !(str_equal(e->value, STR("list_count")) && is_many(t, i))) {
		*kind = kind_name(e->value);
		return behind - i;
	}
	return 0;
}

/* "so ca mac/100.000 dan la 88,3", "tu 10 SIM tro len/1 giay to": what a rate is per. */
static bool is_denominator(const struct tokens *t, const struct quantity_lexicon *l, size_t first,
			   size_t i)
{
	return i > first + 1 && token_is_mark(t, i - 1, '/') && is_word(t, i - 2) &&
	       quantity_is_base(t, i) && i + 1 < t->n && is_word(t, i + 1) && !t->at[i + 1].upper &&
	       !tokens_match(t, l->vocab, i - 2, VOCAB_month, NULL);
}

/* The slogan of "mo hinh "4 lop"", "(phuong cham "3 san sang")": a name. */
static bool is_quoted(const struct tokens *t, const struct quantity_lexicon *l, size_t first,
		      size_t i)
{
	struct quantity q;
	return i > first && token_is_mark(t, i - 1, '"') && glued_to(t, i) &&
	       (i < 2 || i - 1 == first || !t->at[i - 1].glued) &&
	       t->at[i].end - t->at[i].begin <= 2 && quantity_read(t, l, i, &q) &&
	       q.scale_end == q.scale_first && (q.kind == UNIT_NOUN || q.kind == UNIT_WORD);
}

size_t skip_read(const struct tokens *t, const struct quantity_lexicon *l, size_t first, size_t end,
		 size_t i, const char **kind)
{
	const struct vocab *v = l->vocab;
	size_t n;
	if (!is_number(t, i))
		return 0;
	struct str text = tokens_text(t, i, i + 1);
	if ((n = list_number(t, l->vocab, first, end, i, kind)))
		return n;
	if ((n = clock(t, end, i))) {
		*kind = "clock";
		return n;
	}
	if (is_document_number(t, v, end, i)) {
		*kind = "document_number";
		return run_end(t, end, i) - i;
	}
	if (is_denominator(t, l, first, i)) {
		*kind = "name";
		return 1;
	}
	if (is_quoted(t, l, first, i)) {
		*kind = "name";
		return run_end(t, end, i) - i;
	}
	/* letters glued before it: IPv6, VN-01245, E5; not the word that lost its blank (dat31,4
	 * ty) */
	if (glued_to(t, i) && i > first) {
		size_t w = i - 1;
		bool hyphen = t->at[w].kind == TOKEN_MARK &&
			      (strchr("-_", t->at[w].mark) ||
			       (t->at[w].mark == '.' && w > first && t->at[w - 1].all_upper));
		if (hyphen && w > first && t->at[w].glued)
			w--;
		if (is_word(t, w) &&
		    (t->at[w].all_upper || t->at[w].end - t->at[w].begin == 1 || hyphen ||
		     (t->at[w].upper && t->at[w].word == 0)) &&
		    !(t->at[w].word && tokens_match(t, v, w, VOCAB_level, NULL))) {
			if (!hyphen || is_word(t, w)) {
				*kind = "name";
				return run_end(t, end, i) - i;
			}
		}
		if (is_word(t, w) && t->at[w].word == 0 && !hyphen) {
			*kind = "name";
			return run_end(t, end, i) - i;
		}
	}
	/* letters glued behind it that are no unit: 4G, 3D */
	if (i + 1 < end && is_word(t, i + 1) && glued_to(t, i + 1) &&
	    (!known_unit(t, v, i + 1) ||
	     (t->at[i + 1].upper && t->at[i + 1].end - t->at[i + 1].begin == 1))) {
		*kind = "name";
		return run_end(t, end, i) - i;
	}
	if (i > first && is_word(t, i - 1) && t->at[i - 1].all_upper && t->at[i - 1].word == 0 &&
	    text.n <= 5 && !in_row(t, first, i) && !tokens_match(t, v, i + 1, VOCAB_unit, NULL) &&
	    !is_figure(t, l, i)) { /* QCVN 01, RON 92 */
		*kind = "name";
		return run_end(t, end, i) - i;
	}
	if (i > first && text.n <= 5 && inner_capital(t, i - 1) &&
	    !is_figure(t, l, i)) { /* iPhone 14 */
		*kind = "name";
		return run_end(t, end, i) - i;
	}
	size_t groups = 1;
	while (text.p[0] == '0' && text.n >= 3 && i + groups < end && is_number(t, i + groups) &&
	       !t->at[i + groups].glued && t->at[i + groups].end - t->at[i + groups].begin >= 3)
		groups++;
	if (groups > 2) { /* 0912 345 678 */
		*kind = "phone";
		return groups;
	}
	if (is_phone(text)) {
		*kind = "phone";
		return phone_run(t, v, end, i) - i;
	}
	if (text.n >= CODE_DIGITS && text.p[0] == '0' && !memchr(text.p, ',', text.n) &&
	    !memchr(text.p, '.', text.n)) { /* 0100109106-023 */
		*kind = "document_number";
		return run_end(t, end, i) - i;
	}
	n = behind_cue(t, l, first, end, i, kind);
	return n ? n : before_cue(t, l, end, i, kind);
}

bool skip_words_rank(const struct tokens *t, const struct quantity_lexicon *l, size_t first,
		     size_t i)
{
	const struct vocab_entry *e = cue_before(t, l->vocab, first, i);
	return e && (str_equal(e->value, STR("rank")) || str_equal(e->value, STR("ordinal")));
}

size_t skip_term(const struct tokens *t, const struct quantity_lexicon *l, size_t first, size_t i)
{
	const struct vocab_entry *e = cue_before(t, l->vocab, first, i);
	if (!e || !(str_equal(e->value, STR("duration")) || str_equal(e->value, STR("limit"))))
		return 0;
	size_t k = i + 1;
	size_t to = token_is_mark(t, k, '-') ? 1 : tokens_match(t, l->vocab, k, VOCAB_to, NULL);
	if (to) { /* "ky han tu 1 den duoi 6 thang" */
		k += to + tokens_match(t, l->vocab, k + to, VOCAB_bound, NULL);
		if (!is_number(t, k))
			return 0;
		k++;
	}
	size_t n = tokens_match(t, l->vocab, k, VOCAB_month, NULL);
	return n ? k + n - i : 0;
}

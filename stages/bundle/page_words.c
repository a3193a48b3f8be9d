#include "stages/bundle/page_inside.h"

#include <stdlib.h>

#include "common/period.h"

enum {
	GROUP = 3,
	FEW_DECIMALS = 3,
	COMPUTED_DECIMALS = 1,
	COMPUTED_SMALL = 2,
	COMPUTED_MOST = 4,
	MONTHS = 12,
	KEY = 32
};

static void word(const struct page *p, enum language in, const char *key, struct buf *out)
{
	buf_add(out, label(p->r->labels, key, in));
}

static void digits(struct str whole, char mark, struct buf *out)
{
	for (size_t i = 0; i < whole.n; i++) {
		if (i && (whole.n - i) % GROUP == 0)
			buf_byte(out, mark);
		buf_byte(out, whole.p[i]);
	}
}

void words_number(const struct page *p, enum language in, struct dec d, int decimals,
		  struct buf *out)
{
	struct buf plain = {0};

	if (dec_sign(d) < 0) {
		word(p, in, "page_minus", out);
		d = dec_neg(d);
	}
	dec_print(dec_trim(d), &plain);
	struct str rest = buf_view(&plain), whole = str_cut(&rest, '.');
	digits(whole, in == VIETNAMESE ? '.' : ',', out);
	if (rest.n || decimals > 0)
		buf_byte(out, in == VIETNAMESE ? ',' : '.');
	buf_add(out, rest);
	for (int i = (int)rest.n; i < decimals; i++)
		buf_byte(out, '0');
	buf_release(&plain);
}

int words_mult(struct dec value)
{
	static const int mults[] = {9, 6};
	struct dec scaled;

	for (size_t i = 0; i < sizeof mults / sizeof *mults; i++) {
		struct dec one = dec_int(1), size = dec_sign(value) < 0 ? dec_neg(value) : value;
		if (dec_shift(one, mults[i], &one) && dec_compare(size, one) >= 0 &&
		    dec_shift(value, -mults[i], &scaled) && dec_trim(scaled).scale <= FEW_DECIMALS)
			return mults[i];
	}
	return 0;
}

/* Only these have a word; of others the number stands in full. */
static bool has_word(int mult)
{
	return mult == 3 || mult == 6 || mult == 9 || mult == 12;
}

void words_scale(const struct page *p, enum language in, int mult, struct buf *out)
{
	char key[KEY];

	if (!has_word(mult))
		return;
	snprintf(key, sizeof key, "page_scale_%d", mult);
	word(p, in, key, out);
}

/* A code without divisions, or a counted noun in braces. */
static void unit_part(const struct page *p, enum language in, struct str part, struct buf *out)
{
	struct str named = label_of(p->r->labels, "page_unit", part, in);

	if (!named.n && part.n > 2 && part.p[0] == '{' && part.p[part.n - 1] == '}')
		named = (struct str){part.p + 1, part.n - 2};
	buf_add(out, named.n ? named : part);
}

void words_unit(const struct page *p, enum language in, struct str unit, struct buf *out)
{
	struct str whole = label_of(p->r->labels, "page_unit", unit, in);
	size_t from = 0;
	bool noun = false;

	if (whole.n || str_equal(unit, STR("1"))) {
		buf_add(out, whole);
		return;
	}
	for (size_t i = 0; i < unit.n; i++) {
		noun = unit.p[i] == '{' || (noun && unit.p[i] != '}');
		if (noun || (unit.p[i] != '/' && unit.p[i] != '.'))
			continue;
		unit_part(p, in, (struct str){unit.p + from, i - from}, out);
		buf_byte(out, unit.p[i]);
		from = i + 1;
	}
	unit_part(p, in, (struct str){unit.p + from, unit.n - from}, out);
}

static void add_unit(const struct page *p, enum language in, struct str unit, struct buf *out)
{
	if (unit.n && !str_equal(unit, STR("%")) && !str_equal(unit, STR("1")))
		buf_byte(out, ' ');
	words_unit(p, in, unit, out);
}

static int small(struct str s, int none)
{
	struct dec d;

	return dec_parse(s, &d) && d.scale == 0 && d.coef >= 0 && d.coef <= DEC_DIGITS ? (int)d.coef
										       : none;
}

void words_amount(const struct page *p, enum language in, const void *amount, struct buf *out)
{
	const struct words_amount *a = amount;
	struct dec value, total;
	char key[KEY];

	if (!dec_parse(a->value, &value)) {
		buf_add(out, a->value);
		return;
	}
	int mult = small(a->mult, -1);
	if (mult < 0)
		mult = words_mult(value);
	if (!has_word(mult) || !dec_shift(value, -mult, &value))
		mult = 0;
	if (a->bound.n && !str_equal(a->bound, STR("eq"))) {
		snprintf(key, sizeof key, "page_bound_%.*s", (int)a->bound.n, a->bound.p);
		word(p, in, key, out);
		buf_byte(out, ' ');
	}
	words_number(p, in, value, a->mult.n ? small(a->decimals, 0) : 0, out);
	if (a->of_total.n && dec_parse(a->of_total, &total) && dec_shift(total, -mult, &total)) {
		buf_byte(out, '/');
		words_number(p, in, total, 0, out);
	}
	if (mult) {
		buf_byte(out, ' ');
		words_scale(p, in, mult, out);
	}
	add_unit(p, in, a->unit, out);
}

void words_level(const struct page *p, enum language in, const void *observation, struct buf *out)
{
	const struct str *o = observation;
	struct words_amount a = {o[observations_obs_value],    o[observations_unit_measure],
				 o[observations_of_total],     o[observations_bound],
				 o[observations_printed_mult], o[observations_decimals]};

	words_amount(p, in, &a, out);
}

static void number_text(long long n, struct buf *b)
{
	buf_reset(b);
	buf_i64(b, n);
}

/* A label with {year}. */
static void of_year(const struct page *p, enum language in, const char *key, int year,
		    struct buf *out)
{
	struct buf b = {0};

	number_text(year, &b);
	label_fill(out, p->r->labels, key, in,
		   (struct label_value[]){{"year", buf_view(&b)}, {NULL, {0}}});
	buf_release(&b);
}

static void day_words(enum language in, int32_t days, struct buf *out)
{
	int year, month, day;

	period_date(days, &year, &month, &day);
	if (in == VIETNAMESE)
		buf_printf(out, "%d/%d/%d", day, month, year);
	else
		period_print_date(days, out);
}

static void period_words(const struct page *p, enum language in, struct period t, struct buf *out)
{
	int month = period_month_of(t), year = period_year_of(t);
	char key[KEY];

	switch (t.freq) {
	case 'M':
		snprintf(key, sizeof key, "page_month_%d", month);
		break;
	case 'Q':
		snprintf(key, sizeof key, "page_quarter_%d", month / 3);
		break;
	case 'S':
		snprintf(key, sizeof key, "page_half_%d", month / 6);
		break;
	case 'A':
		snprintf(key, sizeof key, "page_year");
		break;
	default:
		day_words(in, t.first, out);
		if (t.first != t.last) {
			buf_text(out, " - ");
			day_words(in, t.last, out);
		}
		return;
	}
	of_year(p, in, key, year, out);
}

/* A label with {period}. */
static void of_period(const struct page *p, enum language in, const char *key, struct str period,
		      struct buf *out)
{
	label_fill(out, p->r->labels, key, in,
		   (struct label_value[]){{"period", period}, {NULL, {0}}});
}

void words_time(const struct page *p, enum language in, const void *time, struct buf *out)
{
	const struct words_time *w = time;
	struct period t;
	struct buf b = {0};
	char key[KEY];
	int32_t day;

	if (!period_parse(w->period, &t)) {
		buf_add(out, w->period);
		return;
	}
	if (str_equal(w->basis, STR("ytd")) && t.freq == 'M' && period_month_of(t) < MONTHS) {
		snprintf(key, sizeof key, "page_ytd_%d", period_month_of(t));
		of_year(p, in, key, period_year_of(t), out);
	} else if (str_equal(w->basis, STR("ytd")) && t.freq == 'M') {
		of_year(p, in, "page_year", period_year_of(t), out);
	} else if (str_equal(w->basis, STR("as_of")) && period_parse_date(w->as_of, &day)) {
		day_words(in, day, &b);
		of_period(p, in, "page_as_of", buf_view(&b), out);
	} else if (str_equal(w->basis, STR("as_of"))) {
		period_words(p, in, t, &b);
		of_period(p, in, "page_end_of", buf_view(&b), out);
	} else {
		period_words(p, in, t, out);
	}
	buf_release(&b);
}

void words_month(const struct page *p, enum language in, const void *month, struct buf *out)
{
	struct words_time w = {.period = str_of(month)};

	words_time(p, in, &w, out);
}

/* As many as the reports themselves print, more of what would vanish. */
static int computed_decimals(struct dec d)
{
	struct dec one = dec_int(1);

	return dec_compare(dec_sign(d) < 0 ? dec_neg(d) : d, one) < 0 ? COMPUTED_SMALL
								      : COMPUTED_DECIMALS;
}

static bool is_rate(struct str kind)
{
	return str_equal(kind, STR("percent")) || str_equal(kind, STR("pp"));
}

static struct dec rounded(struct dec d, int decimals)
{
	dec_round(d, decimals, DEC_HALF_EVEN, &d);
	return d;
}

/* A change with its sign: +3,3%; of a factor the factor. */
static void change_words(const struct page *p, enum language in, const struct words_growth *g,
			 struct dec change, int decimals, struct buf *out)
{
	struct str kind = g->row[growth_kind];

	if (str_equal(kind, STR("factor")))
		word(p, in, "page_times", out);
	else if (dec_sign(change) > 0)
		buf_byte(out, '+');
	words_number(p, in, change, is_rate(kind) ? decimals : 0, out);
	if (str_equal(kind, STR("percent")))
		buf_byte(out, '%');
	else if (str_equal(kind, STR("pp")))
		add_unit(p, in, kind, out);
	else if (str_equal(kind, STR("absolute")))
		add_unit(p, in, g->unit, out);
}

void words_change(const struct page *p, enum language in, const void *growth, struct buf *out)
{
	const struct words_growth *w = growth;
	const struct str *g = w->row;
	struct dec change;
	char key[KEY];

	if (!dec_parse(g[growth_change], &change))
		return;
	if (g[growth_bound].n && !str_equal(g[growth_bound], STR("eq"))) {
		snprintf(key, sizeof key, "page_bound_%.*s", (int)g[growth_bound].n,
			 g[growth_bound].p);
		word(p, in, key, out);
		buf_byte(out, ' ');
	}
	if (!str_equal(g[growth_stated], STR("true")))
		change_words(p, in, w, rounded(change, computed_decimals(change)),
			     COMPUTED_DECIMALS, out);
	else
		change_words(p, in, w, change, 0, out);
}

void words_computed(const struct page *p, enum language in, const void *growth, struct buf *out)
{
	const struct words_growth *w = growth;
	const struct str *g = w->row;
	struct dec computed, shown, change;

	if (!dec_parse(g[growth_computed], &computed))
		return;
	shown = rounded(computed, computed_decimals(computed));
	if (dec_parse(g[growth_change], &change) && dec_compare(change, shown) == 0)
		shown = rounded(computed, COMPUTED_MOST);
	change_words(p, in, w, shown, COMPUTED_DECIMALS, out);
}

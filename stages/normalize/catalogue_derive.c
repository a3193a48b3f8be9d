#include "stages/normalize/catalogue_inside.h"

#include "stages/normalize/units.h"

/* BASE_SUFFIX, or X_BASE_SUFFIX where the catalogue has no such code. */
static const struct indicator *add_suffix(struct catalogue *c, struct str base, struct str suffix,
					  struct buf *code)
{
	struct buf whole = {0};
	buf_add(&whole, base);
	if (suffix.n) {
		buf_byte(&whole, '_');
		buf_add(&whole, suffix);
	}
	const struct indicator *known = catalogue_of_code(c, buf_view(&whole));
	if (!known && !str_starts(base, STR("X_")))
		buf_text(code, "X_");
	buf_add(code, buf_view(&whole));
	buf_release(&whole);
	return known;
}

static struct str base_code(const struct catalogue *c, int32_t wording)
{
	return c->indicator[c->wording[wording].indicator].code;
}

/* The code that parts of partners stand under; empty: this has no partner. */
static struct str partner_base(const struct catalogue *c, int32_t wording)
{
	for (size_t i = 0; i < c->partnereds; i++)
		if (c->partnered[i].indicator == c->wording[wording].indicator)
			return c->partnered[i].base;
	return (struct str){0};
}

bool catalogue_has_partner(struct catalogue *c, const struct subject *s)
{
	struct work k;
	catalogue_prepare(c, s, &k);
	int32_t which = catalogue_find(c, &k);
	return which >= 0 && partner_base(c, which).n;
}

/* A wording that names the partner itself. */
static bool is_of_partner(struct str code, struct str partner)
{
	return code.n > partner.n && code.p[code.n - partner.n - 1] == '_' &&
	       !memcmp(code.p + code.n - partner.n, partner.p, partner.n);
}

static bool derive_partner(struct catalogue *c, const struct subject *s, const struct work *k,
			   struct buf *code, const struct indicator **known)
{
	int32_t which = catalogue_find(c, k);
	struct str base = which < 0 ? (struct str){0} : partner_base(c, which);
	if (which < 0)
		return false;
	bool whole = is_of_partner(base_code(c, which), s->partner);
	*known = add_suffix(c, base.n ? base : base_code(c, which),
			    whole ? (struct str){0} : s->partner, code);
	return true;
}

static bool phrase_at(const struct derived *d, const struct words *w, int i)
{
	return i + d->words <= w->count && d->word[0] == w->id[i] &&
	       !memcmp(d->word, w->id + i, (size_t)d->words * sizeof(*d->word));
}

/* A figure whose unit is not known may be any. */
static bool unit_agrees(const struct derived *d, struct str unit)
{
	if (d->unit.n)
		return !unit.n || str_equal(d->unit, unit);
	enum unit_class class = units_class(unit);
	return class != CLASS_PERCENT && class != CLASS_POINTS;
}

/* What the subject is without the words of `d` at `at`: a wording, or -1. */
static int32_t find_without(struct catalogue *c, const struct work *k, const struct derived *d,
			    int at)
{
	struct work rest = *k;
	if (d->unit.n)
		rest.unit = (struct str){0};
	rest.amounts = str_equal(d->unit, STR("%"));
	catalogue_without(c, &rest, at, d->words);
	return catalogue_find(c, &rest);
}

/* Longer phrases first: "binh quan moi thang" says more than "moi thang". */
static bool derive_suffix(struct catalogue *c, const struct work *k, struct buf *code,
			  const struct indicator **known)
{
	const struct derived *best = NULL;
	int32_t found = -1;
	for (int i = 0; i < k->subject.count; i++)
		for (size_t j = 0; k->subject.id[i] && j < c->deriveds; j++) {
			const struct derived *d = &c->derived[j];
			if (!phrase_at(d, &k->subject, i) || (best && d->words <= best->words) ||
			    !unit_agrees(d, k->unit))
				continue;
			int32_t which = find_without(c, k, d, i);
			if (which >= 0) {
				best = d;
				found = which;
			}
		}
	if (!best)
		return false;
	*known = add_suffix(c, base_code(c, found), best->suffix, code);
	return true;
}

/* Words of `part` that neither are fillers nor stand in `whole`. */
static bool says_more(const struct work *part, const struct work *whole)
{
	for (int i = 0; i < part->subject.count; i++) {
		bool said = part->mark[i] & (NEUTRAL | FILLER);
		for (int j = 0; j < whole->subject.count && !said; j++)
			said = part->subject.id[i] == whole->subject.id[j];
		if (!said)
			return true;
	}
	return false;
}

/* "ho ngheo / tong so ho": a share of all there are is the rate of that name; a share of another
 * thing that the catalogue has is coded by both. */
static bool derive_share(struct catalogue *c, const struct subject *s, struct buf *code,
			 const struct indicator **known)
{
	struct subject part = *s, whole = *s;
	struct work k, of;
	size_t i = 1;
	while (i + 1 < s->subject.n && memcmp(s->subject.p + i - 1, " / ", 3))
		i++;
	if (i + 1 >= s->subject.n || !str_equal(s->unit, STR("%")))
		return false;
	part.subject.n = i - 1;
	whole.subject = str_range(s->subject.p + i + 2, s->subject.p + s->subject.n);
	whole.unit = (struct str){0};
	catalogue_prepare(c, &part, &k);
	catalogue_prepare(c, &whole, &of);
	bool of_all = !says_more(&of, &k);
	int32_t which = of_all ? catalogue_find(c, &k) : -1;
	if (which >= 0) {
		*known = add_suffix(c, base_code(c, which), (struct str){0}, code);
		return true;
	}
	k.unit = (struct str){0};
	k.amounts = of.amounts = true;
	which = catalogue_find(c, &k);
	int32_t of_which = of_all ? -1 : catalogue_find(c, &of);
	if (which < 0 || (!of_all && of_which < 0))
		return false;
	struct buf suffix = {0};
	buf_text(&suffix, "SHARE");
	if (of_which >= 0) {
		buf_byte(&suffix, '_');
		buf_add(&suffix, base_code(c, of_which));
	}
	*known = add_suffix(c, base_code(c, which), buf_view(&suffix), code);
	buf_release(&suffix);
	return true;
}

bool catalogue_derive(struct catalogue *c, const struct subject *s, const struct work *k,
		      struct buf *code, const struct indicator **known)
{
	if (s->partner.n)
		return derive_partner(c, s, k, code, known);
	return derive_suffix(c, k, code, known) || derive_share(c, s, code, known);
}

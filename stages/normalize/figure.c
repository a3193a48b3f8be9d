#include "stages/normalize/figure.h"

#include "common/finding.h"

enum { MONEY_POWER = 9 }; /* from ty on a figure without a unit is money */

int lexicons_load(struct lexicons *x, const struct lexicon *l)
{
	x->numbers = numeral_words_load(l);
	x->units = units_load(l);
	x->catalogue = catalogue_load(l);
	x->places = places_load(l);
	x->areas = areas_load(l);
	x->stocks = stocks_load(l);
	x->messages = finding_messages_load(l);
	bool places = x->places && x->areas;
	return x->numbers && x->units && x->catalogue && places && x->stocks && x->messages ? 0
											    : -1;
}

void lexicons_free(struct lexicons *x)
{
	numeral_words_free(x->numbers);
	units_free(x->units);
	catalogue_free(x->catalogue);
	places_free(x->places);
	areas_free(x->areas);
	stocks_free(x->stocks);
	finding_messages_free(x->messages);
	buf_release(&x->scratch);
}

struct str figure_freq(struct period p)
{
	static const char freqs[] = "MQSADI";
	const char *f = p.freq ? strchr(freqs, p.freq) : NULL;
	return f ? (struct str){f, 1} : (struct str){0};
}

static struct buf *scratch(struct lexicons *x)
{
	buf_reset(&x->scratch);
	return &x->scratch;
}

static struct str keep(struct arena *a, const struct buf *text)
{
	return arena_copy(a, buf_view(text));
}

/* Basis from the words, else a printed day, else the catalogue, else the counted noun. */
static void set_time(struct lexicons *x, const struct str row[], const struct indicator *known,
		     struct arena *a, struct figure *out)
{
	out->time_basis = row[mentions_time_basis];
	out->as_of = row[mentions_as_of];
	if (!out->time_basis.n) {
		bool stock =
			out->as_of.n || (known ? str_equal(known->measure, STR("stock"))
					       : stocks_counted(x->stocks, row[mentions_unit]));
		out->time_basis = stock ? STR("as_of") : STR("period");
	}
	if (known && str_equal(known->measure, STR("stock")) && out->period.freq == 'M' &&
	    str_equal(out->time_basis, STR("period")) &&
	    (str_equal(known->unit_measure, out->unit.code) ||
	     !stocks_flowing(x->stocks, row[mentions_unit])))
		out->time_basis = STR("as_of"); /* however worded: the catalogue knows */
	if (str_equal(out->time_basis, STR("as_of")) && out->period.freq == 'D') {
		if (!out->as_of.n)
			out->as_of = row[mentions_time_period];
		out->period = period_last_month(out->period);
	}
	struct buf *text = scratch(x);
	period_print(out->period, text);
	out->time_period = keep(a, text);
}

/* The first quarter, half-year and the whole year are ytd of their last month (CONTRACT 3,
 * series_id); a stock's month is all that its series knows. */
static void series_time(const struct figure *l, struct str *freq, struct str *basis)
{
	*freq = figure_freq(l->period);
	*basis = l->time_basis;
	bool from_january = l->period.freq == 'A' ||
			    ((l->period.freq == 'Q' || l->period.freq == 'S') &&
			     period_month_of(l->period) == period_length_in_months(l->period));
	bool whole = l->period.freq && strchr("QSA", l->period.freq);
	if (str_equal(*basis, STR("as_of")) && whole) {
		*freq = STR("M");
	} else if (whole && (from_january || str_equal(*basis, STR("ytd")))) {
		*freq = STR("M");
		*basis = STR("ytd");
	}
}

static void name_series(struct lexicons *x, struct figure *l, struct str issuer, struct arena *a)
{
	struct str freq, basis;
	struct buf *id = scratch(x);
	series_time(l, &freq, &basis);
	buf_add(id, issuer.n ? issuer : STR("_U"));
	const struct str parts[] = {l->indicator, l->ref_area, freq, basis, l->series_unit};
	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++) {
		buf_byte(id, '.');
		buf_add(id, parts[i].n ? parts[i] : STR("_U"));
	}
	l->series_id = keep(a, id);
}

static void set_series_unit(struct lexicons *x, const struct indicator *known, struct arena *a,
			    struct figure *out)
{
	struct buf *text = scratch(x);
	struct str unit = out->unit.code;
	if (known && (!unit.n ||
		      (units_class(known->unit_measure) == CLASS_COUNT &&
		       units_class(unit) == CLASS_COUNT) ||
		      out->unit.class == CLASS_PERCENT))
		unit = known->unit_measure;
	if (unit.n)
		units_series(unit, text);
	out->series_unit = keep(a, text);
}

static const struct indicator *match(struct lexicons *x, const struct str row[], struct str unit,
				     struct figure *out, struct arena *a)
{
	struct buf *code = scratch(x);
	const struct subject s = {.subject = row[mentions_subject],
				  .field = row[mentions_field],
				  .area = out->area,
				  .partner = out->partner,
				  .unit = unit,
				  .noun = row[mentions_unit]};
	const struct indicator *known = catalogue_match(x->catalogue, &s, code);
	out->indicator = known ? known->code : keep(a, code);
	return known;
}

/* No unit printed and none carried over: the catalogue's, where a figure like this can have it. */
static void assume_unit(struct lexicons *x, const struct str row[], struct figure *out,
			struct arena *a)
{
	int power = 0;
	struct str scale = str_trim(row[mentions_scale]);
	const struct indicator *known = match(x, row, (struct str){0}, out, a);
	numeral_scale(x->numbers, scale, &power);
	if (known && units_class(known->unit_measure) != CLASS_PERCENT &&
	    units_class(known->unit_measure) != CLASS_POINTS &&
	    !str_equal(known->unit_measure, STR("1"))) {
		out->unit.code = known->unit_measure;
	} else if (power >= MONEY_POWER) {
		out->unit.code = STR("VND");
	} else {
		return;
	}
	out->unit.class = units_class(out->unit.code);
	out->unit_assumed = out->unit.class != CLASS_COUNT; /* an elided noun is no news */
}

/* "so thue bao tren 100 dan dat 84%": the catalogue knows the thing as so many per 100
 * inhabitants, and the subject says so: the sign is a slip for the ratio. */
static void mend_percent(struct lexicons *x, const struct str row[], struct figure *out,
			 struct arena *a)
{
	if (!str_equal(out->unit.code, STR("%")))
		return;
	const struct indicator *known = match(x, row, out->unit.code, out, a);
	if (!known)
		known = match(x, row, (struct str){0}, out, a);
	if (!known || units_class(known->unit_measure) != CLASS_COUNT ||
	    !units_ratio_named(known->unit_measure, row[mentions_subject]))
		return;
	out->unit.code = known->unit_measure;
	out->unit.class = CLASS_COUNT;
	out->unit_assumed = true;
}

/* A place below the provinces has no code of ISO's: unspecified, as SDMX has it. */
static bool place_without_code(struct str issuer)
{
	for (size_t i = 0; i + 2 < issuer.n; i++)
		if (!memcmp(issuer.p + i, "X_", 2) && (i == 0 || issuer.p[i - 1] == '-'))
			return true;
	return false;
}

/* A province's body reports on its province: its code ends with the province's ("GSO-VN-44"). */
static struct str area_of(struct str issuer)
{
	if (place_without_code(issuer))
		return STR("_X");
	for (size_t i = 0; i + 3 < issuer.n; i++)
		if (!memcmp(issuer.p + i, "VN-", 3) && (i == 0 || issuer.p[i - 1] == '-'))
			return str_range(issuer.p + i, issuer.p + issuer.n);
	return STR("VN");
}

/* The place that the subject names: the figure's own, its partner, or a part of a name. */
static void set_area(struct lexicons *x, const struct str row[], struct figure *out)
{
	struct str place = row[mentions_area], subject = row[mentions_subject];
	struct str code = places_find(x->places, place, out->period.last);
	enum area_role role = code.n ? areas_role(x->areas, subject, place) : AREA_NAME;
	if (role == AREA_NAME)
		return;
	out->area = place;
	out->ref_area = code;
	if (role == AREA_OWN || !areas_foreign(code))
		return;
	const struct subject s = {.subject = subject,
				  .field = row[mentions_field],
				  .area = place,
				  .noun = row[mentions_unit]};
	if (role == AREA_PARTNER || areas_flow(x->areas, subject) ||
	    catalogue_has_partner(x->catalogue, &s)) {
		out->partner = code;
		out->ref_area = (struct str){0};
	}
}

bool figure_read(struct lexicons *x, const struct number_style *style, const struct str row[],
		 struct str issuer, struct arena *a, struct figure *out, enum figure_of what,
		 enum value_state *state)
{
	*out = (struct figure){.subject = row[mentions_subject], .field = row[mentions_field]};
	if (!period_parse(row[mentions_time_period], &out->period))
		return false;
	if (row[mentions_area].n)
		set_area(x, row, out);
	if (what == FIGURE_ABSOLUTE_CHANGE && row[mentions_unit].n)
		units_read(x->units, row[mentions_unit], a, &out->unit);
	if (out->unit.class == CLASS_POINTS) /* points are of a rate in % */
		out->unit = (struct unit){0};
	if (what == FIGURE_LEVEL) {
		units_read(x->units, row[mentions_unit], a, &out->unit);
		if (!row[mentions_unit].n)
			assume_unit(x, row, out, a);
		mend_percent(x, row, out, a);
		*state = value_read(x->numbers, style, row[mentions_number], row[mentions_scale],
				    &out->unit, row[mentions_bound], &out->value);
	}
	if (what == FIGURE_LEVEL && str_equal(row[mentions_sign], STR("-")) && !out->value.sign)
		value_negate(&out->value);
	const struct indicator *known = match(x, row, out->unit.code, out, a);
	out->rate = known && str_equal(known->measure, STR("rate"));
	if (!out->ref_area.n)
		out->ref_area = area_of(issuer);
	set_time(x, row, known, a, out);
	set_series_unit(x, known, a, out);
	name_series(x, out, issuer, a);
	return true;
}

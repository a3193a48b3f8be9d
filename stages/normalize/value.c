#include "stages/normalize/value.h"

enum { INTEGER_DIGITS = 32 };

static struct dec power_of_ten(int power)
{
	struct dec d = dec_int(1);
	dec_shift(d, power, &d);
	return d;
}

/* Fits DECIMAL(38,6)? */
static enum value_state fits(struct dec *d)
{
	*d = dec_trim(*d);
	if (d->scale > DEC_COLUMN_SCALE)
		return VALUE_PRECISE;
	struct dec size = dec_sign(*d) < 0 ? dec_neg(*d) : *d;
	return dec_compare(size, power_of_ten(INTEGER_DIGITS)) < 0 ? VALUE_GOOD : VALUE_LARGE;
}

/* Thousands of a percentage, of a speed or a time are rarer than a dot for a comma. */
static bool doubtful(const struct numeral *n, int scale, const struct unit *unit)
{
	if (!n->ambiguous || n->form != NUMERAL_DOT_GROUPS)
		return n->ambiguous;
	return numeral_suspicious(n, scale) || unit->class == CLASS_PERCENT ||
	       unit->class == CLASS_POINTS || unit->class == CLASS_TIME;
}

void style_note(struct number_style *s, const struct numeral_words *w, struct str number)
{
	enum { GROUP = 3 };
	struct numeral n;
	number = str_trim(number);
	if (!number.n || numeral_read(w, number, 0, &n) != number.n || n.words)
		return;
	bool grouped = memchr(number.p, '.', number.n) && memchr(number.p, ',', number.n);
	switch (n.form) {
	case NUMERAL_COMMA_DECIMAL:
		s->comma_decimals += n.decimals != GROUP || grouped;
		s->dot_groups += grouped;
		break;
	case NUMERAL_DOT_DECIMAL:
		s->dot_decimals += n.decimals < GROUP;
		break;
	case NUMERAL_DOT_GROUPS:
		s->dot_groups += !n.ambiguous;
		break;
	case NUMERAL_COMMA_GROUPS:
		s->comma_groups++;
		s->dot_decimals += grouped;
		break;
	default:
		break;
	}
}

/* One mark before three digits means what the report's other numbers say. */
static bool restyle(struct numeral *n, struct str number, const struct number_style *s,
		    bool thousands_unlikely)
{
	enum { GROUP = 3 };
	if (!s || s->comma_decimals || s->dot_groups || n->power)
		return false;
	bool english = s->comma_groups > 0;
	if (n->form == NUMERAL_DOT_GROUPS && n->ambiguous && s->dot_decimals &&
	    (thousands_unlikely || english)) {
		n->form = NUMERAL_DOT_DECIMAL;
		n->decimals = GROUP;
		n->quantum = -GROUP;
		return dec_shift(n->value, -GROUP, &n->value);
	}
	const char *comma = memchr(number.p, ',', number.n);
	bool head = comma && comma > number.p && comma - number.p <= GROUP && *number.p != '0';
	if (n->form == NUMERAL_COMMA_DECIMAL && n->decimals == GROUP && english && head) {
		n->form = NUMERAL_COMMA_GROUPS;
		n->decimals = n->quantum = 0;
		return dec_shift(n->value, GROUP, &n->value);
	}
	return false;
}

/* "1.000" in front of a unit: the bytes used, 0: no power of a thousand. */
static size_t digits_scale(struct str s, int *power)
{
	size_t n = 1;
	if (!s.n || s.p[0] != '1')
		return 0;
	for (*power = 0; n < s.n && (s.p[n] == '0' || s.p[n] == '.'); n++)
		*power += s.p[n] == '0';
	return *power && *power % 3 == 0 && (n == s.n || s.p[n] == ' ') ? n : 0;
}

/* All scale words of the cell, or -1 where something else stands in it. */
static int read_scale(const struct numeral_words *w, struct str scale)
{
	int power = 0, more;
	scale = str_trim(scale);
	while (scale.n) {
		size_t n = power ? 0 : digits_scale(scale, &more);
		if (!n)
			n = numeral_scale(w, scale, &more);
		if (!n)
			return -1;
		power += more;
		scale = str_trim(str_range(scale.p + n, scale.p + scale.n));
	}
	return power;
}

static bool read_number(const struct numeral_words *w, struct str number, struct numeral *n)
{
	number = str_trim(number);
	size_t used = numeral_read(w, number, NUMERAL_SPACED, n);
	if (used != number.n)
		used = numeral_read(w, number, NUMERAL_SPACED | NUMERAL_SPOKEN, n);
	return used && used == number.n && n->form != NUMERAL_MALFORMED;
}

static bool widen(struct value *v, struct dec by, bool low, bool high)
{
	v->has_low = low;
	v->has_high = high;
	return dec_sub(v->value, by, &v->low) && dec_add(v->value, by, &v->high) &&
	       dec_round(v->low, DEC_COLUMN_SCALE, DEC_DOWN, &v->low) &&
	       dec_round(v->high, DEC_COLUMN_SCALE, DEC_UP, &v->high);
}

static bool set_interval(struct value *v, const struct numeral *n, int scale,
			 const struct unit *unit, struct str bound)
{
	struct dec place, half;
	bool counted = unit->class == CLASS_COUNT && !units_is_ratio(unit->code);
	bool printed_in_full = !n->power && !scale && !n->decimals &&
			       (counted || unit->class == CLASS_MONEY) &&
			       dec_compare(unit->factor, dec_int(1)) == 0;
	if (!dec_shift(unit->factor, n->quantum + scale, &place) ||
	    !dec_mul(place, (struct dec){5, 1}, &half))
		return false;
	if (str_equal(bound, STR("gt")) || str_equal(bound, STR("ge")))
		return widen(v, dec_int(0), true, false);
	if (str_equal(bound, STR("lt")) || str_equal(bound, STR("le")))
		return widen(v, dec_int(0), false, true);
	if (str_equal(bound, STR("approx")))
		return widen(v, place, true, true);
	return widen(v, printed_in_full ? dec_int(0) : half, true, true);
}

/* "trd": the scale word is part of the unit. */
static int scale_of_unit(const struct unit *unit)
{
	int power = 0;
	dec_coef coef = unit->factor.scale ? 0 : unit->factor.coef;
	if (unit->class != CLASS_MONEY && unit->class != CLASS_COUNT)
		return 0;
	while (coef >= 10 && coef % 10 == 0) {
		coef /= 10;
		power++;
	}
	return coef == 1 ? power : 0;
}

enum value_state value_read(const struct numeral_words *w, const struct number_style *style,
			    struct str number, struct str scale, const struct unit *unit,
			    struct str bound, struct value *out)
{
	struct numeral n;
	*out = (struct value){0};
	int power = read_scale(w, scale);
	if (power < 0 || !read_number(w, number, &n))
		return VALUE_NO_NUMBER;
	bool doubt = doubtful(&n, power, unit);
	out->restyled = restyle(&n, str_trim(number), style, doubt);
	struct dec value;
	if (!dec_shift(n.value, power, &value) || !dec_mul(value, unit->factor, &value))
		return VALUE_LARGE;
	enum value_state state = fits(&value);
	if (state != VALUE_GOOD)
		return state;
	out->value = value;
	out->mult = n.power + power + scale_of_unit(unit);
	out->decimals = n.decimals;
	out->doubtful = doubt && !out->restyled;
	out->sign = n.sign;
	return set_interval(out, &n, power, unit, bound) ? VALUE_GOOD : VALUE_LARGE;
}

void value_negate(struct value *v)
{
	struct dec low = v->low;
	bool has_low = v->has_low;
	v->value = dec_neg(v->value);
	v->low = dec_neg(v->high);
	v->has_low = v->has_high;
	v->high = dec_neg(low);
	v->has_high = has_low;
}

enum value_state value_read_total(const struct numeral_words *w, struct str total, struct str scale,
				  const struct unit *unit, struct dec *out)
{
	struct numeral n;
	total = str_trim(total);
	size_t used = numeral_read(w, total, NUMERAL_SPACED, &n);
	if (!used || n.form == NUMERAL_MALFORMED)
		return VALUE_NO_NUMBER;
	int power = 0;
	numeral_scale(w, str_trim(str_range(total.p + used, total.p + total.n)), &power);
	if (!power && !n.power && (power = read_scale(w, scale)) < 0)
		return VALUE_NO_NUMBER;
	if (!dec_shift(n.value, power, out) || !dec_mul(*out, unit->factor, out))
		return VALUE_LARGE;
	return fits(out);
}

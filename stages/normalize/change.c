#include "stages/normalize/change.h"

enum { PERCENT_SCALE = 12 };

static const char *const names[] = {"percent", "pp", "factor", "absolute", "index"};

bool change_kind_parse(struct str cell, enum change_kind *kind)
{
	for (int k = CHANGE_PERCENT; k <= CHANGE_INDEX; k++)
		if (str_equal(cell, str_of(names[k]))) {
			*kind = (enum change_kind)k;
			return true;
		}
	return false;
}

const char *change_kind_name(enum change_kind kind)
{
	return names[kind];
}

static void turn(struct change *c)
{
	struct dec low = c->low;
	bool has_low = c->has_low;
	c->change = dec_neg(c->change);
	c->low = dec_neg(c->high);
	c->has_low = c->has_high;
	c->high = dec_neg(low);
	c->has_high = has_low;
}

/* "giam 3 lan": a third. */
static bool invert(struct change *c)
{
	struct dec one = dec_int(1), value = c->change;
	if (!dec_div(one, value, DEC_COLUMN_SCALE, DEC_HALF_EVEN, &c->change))
		return false;
	c->change = dec_trim(c->change);
	bool has_low = c->has_high && dec_sign(c->high) > 0,
	     has_high = c->has_low && dec_sign(c->low) > 0;
	struct dec low = c->low, high = c->high;
	c->has_low = has_low && dec_div(one, high, DEC_COLUMN_SCALE, DEC_DOWN, &c->low);
	c->has_high = has_high && dec_div(one, low, DEC_COLUMN_SCALE, DEC_UP, &c->high);
	return true;
}

bool change_make(enum change_kind kind, char sign, const struct value *v, struct change *out)
{
	*out = (struct change){.kind = kind,
			       .change = v->value,
			       .low = v->low,
			       .high = v->high,
			       .has_low = v->has_low,
			       .has_high = v->has_high};
	if (sign == '0') {
		out->change = out->low = out->high = dec_int(kind == CHANGE_FACTOR ? 1 : 0);
		out->has_low = out->has_high = true;
		if (kind == CHANGE_INDEX)
			out->kind = CHANGE_PERCENT;
		return true;
	}
	if (kind == CHANGE_INDEX) {
		struct dec hundred = dec_int(100);
		out->kind = CHANGE_PERCENT;
		return dec_sub(out->change, hundred, &out->change) &&
		       dec_sub(out->low, hundred, &out->low) &&
		       dec_sub(out->high, hundred, &out->high);
	}
	if (kind == CHANGE_FACTOR)
		return sign != '-' || dec_sign(v->value) <= 0 || invert(out);
	bool negative = dec_sign(v->value) < 0;
	out->sign_conflict = sign == '+' && negative;
	if (sign == '-' && !negative)
		turn(out);
	return true;
}

/* Do [a, b] and [c, d] meet? */
static bool meet(struct dec a, struct dec b, struct dec c, struct dec d)
{
	return dec_compare(a, d) <= 0 && dec_compare(c, b) <= 0;
}

static bool points_fit(const struct change *c, const struct value *level, const struct value *base)
{
	struct dec low, high;
	return dec_sub(level->low, base->high, &low) && dec_sub(level->high, base->low, &high) &&
	       meet(c->low, c->high, low, high);
}

static bool percent_of(struct dec level, struct dec base, enum dec_rounding r, struct dec *out)
{
	struct dec ratio;
	return dec_div(level, base, PERCENT_SCALE, r, &ratio) &&
	       dec_sub(ratio, dec_int(1), &ratio) && dec_shift(ratio, 2, out);
}

static bool percent_fits(const struct change *c, const struct value *level,
			 const struct value *base)
{
	struct dec low, high;
	return dec_sign(base->low) > 0 && percent_of(level->low, base->high, DEC_DOWN, &low) &&
	       percent_of(level->high, base->low, DEC_UP, &high) &&
	       meet(c->low, c->high, low, high);
}

/* Both fit what the digits allow: then the values as printed decide, 52 less 51.3 being 0.7 to
 * the digit while 1.4 percent are not. */
static bool points_exact(const struct change *c, const struct value *level,
			 const struct value *base)
{
	struct dec difference, percent;
	return dec_sub(level->value, base->value, &difference) &&
	       dec_compare(difference, c->change) == 0 &&
	       percent_of(level->value, base->value, DEC_HALF_EVEN, &percent) &&
	       dec_round(percent, c->change.scale, DEC_HALF_EVEN, &percent) &&
	       dec_compare(percent, c->change) != 0;
}

static bool closed(const struct value *v)
{
	return v && v->has_low && v->has_high;
}

void change_decide(struct change *c, const struct value *level, const struct value *base,
		   bool share)
{
	if (c->kind != CHANGE_PERCENT)
		return;
	if (closed(level) && closed(base) && c->has_low && c->has_high) {
		bool points = points_fit(c, level, base), percent = percent_fits(c, level, base);
		if (points != percent) {
			if (points)
				c->kind = CHANGE_POINTS;
			return;
		}
		if (points && points_exact(c, level, base)) {
			c->kind = CHANGE_POINTS;
			return;
		}
	}
	if (share)
		c->kind = CHANGE_POINTS;
	else
		c->ambiguous = true;
}

void change_rescale(struct change *c, struct str from, struct str to)
{
	struct dec change, low, high;
	int power;
	if (c->kind != CHANGE_ABSOLUTE || !units_power(from, to, &power) || !power ||
	    !dec_shift(c->change, power, &change) || !dec_shift(c->low, power, &low) ||
	    !dec_shift(c->high, power, &high))
		return;
	change = dec_trim(change);
	if (change.scale > DEC_COLUMN_SCALE)
		return;
	c->change = change;
	c->low = low;
	c->high = high;
}

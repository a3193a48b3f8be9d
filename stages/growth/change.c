#include "stages/growth/change.h"

static bool fraction_percent(struct dec level, struct dec base, struct fraction *out)
{
	struct dec difference;

	out->den = base;
	return dec_sub(level, base, &difference) && dec_shift(difference, 2, &out->num);
}

static bool fraction_of(enum change_kind kind, struct dec level, struct dec base,
			struct fraction *out)
{
	switch (kind) {
	case CHANGE_PERCENT:
		return fraction_percent(level, base, out);
	case CHANGE_FACTOR:
		*out = (struct fraction){level, base};
		return true;
	default:
		out->den = dec_int(1);
		return dec_sub(level, base, &out->num);
	}
}

enum change_fault change_compute(enum change_kind kind, struct dec level, struct range level_range,
				 struct dec base, struct range base_range, struct change *out)
{
	bool ratio = kind == CHANGE_PERCENT || kind == CHANGE_FACTOR;

	*out = (struct change){0};
	if (ratio && dec_sign(base) == 0)
		return CHANGE_ZERO_BASE;
	if (ratio && (dec_sign(base) < 0 || dec_sign(level) < 0))
		return CHANGE_NEGATIVE;
	if (!fraction_of(kind, level, base, &out->value))
		return CHANGE_OVERFLOW;
	/* a larger level raises the change, a larger base lowers it */
	out->low_open = level_range.low_open || base_range.high_open;
	out->high_open = level_range.high_open || base_range.low_open ||
			 (ratio && dec_sign(base_range.low) <= 0);
	if (!out->low_open && !fraction_of(kind, level_range.low, base_range.high, &out->low))
		return CHANGE_OVERFLOW;
	if (!out->high_open && !fraction_of(kind, level_range.high, base_range.low, &out->high))
		return CHANGE_OVERFLOW;
	return CHANGE_FINE;
}

/* -1, 0, 1 as d is below, equal to or above f. */
static int compare_with(struct dec d, struct fraction f)
{
	struct dec product, rounded;

	if (dec_mul(d, f.den, &product))
		return dec_compare(product, f.num);
	if (dec_div(f.num, f.den, DEC_COLUMN_SCALE, DEC_HALF_EVEN, &rounded))
		return dec_compare(d, rounded);
	return 0;
}

bool change_meets(const struct change *computed, struct range stated)
{
	return (stated.low_open || computed->high_open ||
		compare_with(stated.low, computed->high) <= 0) &&
	       (stated.high_open || computed->low_open ||
		compare_with(stated.high, computed->low) >= 0);
}

bool fraction_round(struct fraction f, enum dec_rounding r, struct dec *out)
{
	struct dec quotient;

	if (!dec_div(f.num, f.den, DEC_COLUMN_SCALE, r, &quotient))
		return false;
	*out = dec_trim(quotient);
	return true;
}

/* base = level / factor; a percentage is the factor (100 + change) / 100 */
static bool divide(enum change_kind kind, struct dec level, struct dec change, enum dec_rounding r,
		   struct dec *base)
{
	struct dec hundred = dec_int(100), divisor = change;

	if (kind == CHANGE_PERCENT &&
	    (!dec_add(hundred, change, &divisor) || !dec_shift(level, 2, &level)))
		return false;
	if (dec_sign(divisor) <= 0 || !dec_div(level, divisor, DEC_COLUMN_SCALE, r, base))
		return false;
	*base = dec_trim(*base);
	return true;
}

static bool no_base(enum change_kind kind, struct dec change)
{
	return kind == CHANGE_PERCENT ? dec_compare(change, dec_int(-100)) <= 0
				      : dec_sign(change) <= 0;
}

static enum change_fault imply_ratio(enum change_kind kind, struct dec level, struct range l,
				     struct dec change, struct range s, struct implied *out)
{
	if (dec_sign(level) <= 0)
		return CHANGE_NEGATIVE;
	if (no_base(kind, change))
		return CHANGE_ZERO_BASE;
	out->range.low_open = l.low_open || s.high_open;
	out->range.high_open = l.high_open || s.low_open || no_base(kind, s.low);
	if (!divide(kind, level, change, DEC_HALF_EVEN, &out->value) ||
	    (!out->range.low_open && !divide(kind, l.low, s.high, DEC_DOWN, &out->range.low)) ||
	    (!out->range.high_open && !divide(kind, l.high, s.low, DEC_UP, &out->range.high)))
		return CHANGE_OVERFLOW;
	return CHANGE_FINE;
}

enum change_fault change_imply(enum change_kind kind, struct dec level, struct range l,
			       struct dec change, struct range s, struct implied *out)
{
	*out = (struct implied){0};
	if (kind == CHANGE_PERCENT || kind == CHANGE_FACTOR)
		return imply_ratio(kind, level, l, change, s, out);
	out->range.low_open = l.low_open || s.high_open;
	out->range.high_open = l.high_open || s.low_open;
	if (!dec_sub(level, change, &out->value) ||
	    (!out->range.low_open && !dec_sub(l.low, s.high, &out->range.low)) ||
	    (!out->range.high_open && !dec_sub(l.high, s.low, &out->range.high)))
		return CHANGE_OVERFLOW;
	return CHANGE_FINE;
}

bool change_whole_base(enum change_kind kind, struct dec level, struct range level_range,
		       struct range stated, const struct implied *base, struct dec *whole,
		       bool *none)
{
	struct dec candidate, width;
	int found = 0;

	*none = false;
	if (base->range.low_open || base->range.high_open ||
	    !dec_sub(base->range.high, base->range.low, &width) ||
	    dec_compare(width, dec_int(3)) > 0 ||
	    !dec_round(base->range.low, 0, DEC_DOWN, &candidate))
		return false;
	/* the ends were rounded outwards: each whole number near them is tried exactly */
	for (; dec_compare(candidate, base->range.high) <= 0;
	     dec_add(candidate, dec_int(1), &candidate)) {
		struct change c;
		enum change_fault fault = change_compute(kind, level, level_range, candidate,
							 range_exact(candidate), &c);
		if (fault == CHANGE_FINE && change_meets(&c, stated)) {
			*whole = candidate;
			found++;
		}
	}
	*none = found == 0;
	return found == 1;
}

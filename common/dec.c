#include "common/dec.h"

__extension__ typedef unsigned __int128 wide;

/* 10^n, n 0 .. 38: 10^38 still fits 127 bits. */
static dec_coef ten(int n)
{
	static const unsigned long long low[] = {
		1ull,
		10ull,
		100ull,
		1000ull,
		10000ull,
		100000ull,
		1000000ull,
		10000000ull,
		100000000ull,
		1000000000ull,
		10000000000ull,
		100000000000ull,
		1000000000000ull,
		10000000000000ull,
		100000000000000ull,
		1000000000000000ull,
		10000000000000000ull,
		100000000000000000ull,
		1000000000000000000ull,
		10000000000000000000ull,
	};

	return n < 20 ? (dec_coef)low[n] : (dec_coef)low[19] * (dec_coef)low[n - 19];
}

static wide magnitude(dec_coef c)
{
	return c < 0 ? -(wide)c : (wide)c;
}

static bool fits(wide m)
{
	return m < (wide)ten(DEC_DIGITS);
}

/* Nearly all figures are small: what is below 2^62 needs no division of 128 bits, which takes ten
 * times as long as one of 64, to be multiplied, cut or compared. */
static bool is_small(dec_coef c)
{
	return c > -((dec_coef)1 << 62) && c < (dec_coef)1 << 62;
}

static bool times_ten(dec_coef c, int power, dec_coef *out)
{
	enum { SMALL_POWER = 18 }; /* 2^62 * 10^18 < 10^38 */
	if (is_small(c) && power <= SMALL_POWER) {
		*out = c * ten(power);
		return true;
	}
	if (c == 0) {
		*out = 0;
		return true;
	}
	if (power > DEC_DIGITS || magnitude(c) > ((wide)ten(DEC_DIGITS) - 1) / (wide)ten(power))
		return false;
	*out = c * ten(power);
	return true;
}

bool dec_parse(struct str s, struct dec *d)
{
	struct dec r = {0, 0};
	bool minus = false, point = false;
	size_t i = 0, digits = 0;

	if (s.n && (s.p[0] == '+' || s.p[0] == '-'))
		minus = s.p[i++] == '-';
	for (; i < s.n; i++) {
		unsigned digit = (unsigned char)s.p[i] - (unsigned)'0';

		if (s.p[i] == '.' && !point && digits && i + 1 < s.n) {
			point = true;
			continue;
		}
		if (digit > 9 || (point && r.scale == DEC_DIGITS))
			return false;
		if (r.coef > (ten(DEC_DIGITS) - 1 - (dec_coef)digit) / 10)
			return false;
		r.coef = r.coef * 10 + (dec_coef)digit;
		r.scale += point;
		digits++;
	}
	if (!digits)
		return false;
	if (minus)
		r.coef = -r.coef;
	*d = r;
	return true;
}

void dec_print(struct dec d, struct buf *out)
{
	char digits[2 * DEC_DIGITS + 8], *end = digits + sizeof(digits), *at = end;
	wide m = magnitude(d.coef);
	int left = d.scale;

	while (m || left >= 0) {
		/* Words of 64 bits divide much faster than those of 128. */
		if (m <= ~0ull) {
			unsigned long long v = (unsigned long long)m;

			*--at = (char)('0' + v % 10);
			m = v / 10;
		} else {
			*--at = (char)('0' + (int)(m % 10));
			m /= 10;
		}
		if (--left == 0)
			*--at = '.';
	}
	if (d.coef < 0)
		*--at = '-';
	buf_add(out, str_range(at, end));
}

struct dec dec_int(long long value)
{
	return (struct dec){value, 0};
}

struct dec dec_neg(struct dec a)
{
	a.coef = -a.coef;
	return a;
}

struct dec dec_trim(struct dec a)
{
	if (a.coef == 0)
		a.scale = 0;
	if (is_small(a.coef)) {
		long long c = (long long)a.coef;

		for (; a.scale > 0 && c % 10 == 0; a.scale--)
			c /= 10;
		a.coef = c;
		return a;
	}
	while (a.scale > 0 && a.coef % 10 == 0) {
		a.coef /= 10;
		a.scale--;
	}
	return a;
}

static bool align(struct dec *a, struct dec *b)
{
	if (a->scale > b->scale) {
		if (!times_ten(b->coef, a->scale - b->scale, &b->coef))
			return false;
		b->scale = a->scale;
	} else if (a->scale < b->scale) {
		if (!times_ten(a->coef, b->scale - a->scale, &a->coef))
			return false;
		a->scale = b->scale;
	}
	return true;
}

bool dec_add(struct dec a, struct dec b, struct dec *sum)
{
	struct dec x = a, y = b;
	wide m;

	if (!align(&x, &y)) {
		x = dec_trim(a);
		y = dec_trim(b);
		if (!align(&x, &y))
			return false;
	}
	m = (wide)x.coef + (wide)y.coef; /* modulo 2^128: 2 * 10^38 has no room in a signed one */
	if ((x.coef < 0) == (y.coef < 0) && !fits(x.coef < 0 ? -m : m))
		return false;
	*sum = (struct dec){(dec_coef)m, x.scale};
	return true;
}

bool dec_sub(struct dec a, struct dec b, struct dec *difference)
{
	return dec_add(a, dec_neg(b), difference);
}

static bool multiply(struct dec a, struct dec b, struct dec *product)
{
	wide x = magnitude(a.coef), y = magnitude(b.coef);

	if (a.scale + b.scale > DEC_DIGITS)
		return false;
	if (!(is_small(a.coef) && is_small(b.coef)) && y != 0 &&
	    x > ((wide)ten(DEC_DIGITS) - 1) / y)
		return false;
	*product = (struct dec){a.coef * b.coef, a.scale + b.scale};
	return true;
}

bool dec_mul(struct dec a, struct dec b, struct dec *product)
{
	return multiply(a, b, product) || multiply(dec_trim(a), dec_trim(b), product);
}

/* What was cut off, against one half of the last digit kept. */
enum rest { REST_NONE, REST_BELOW_HALF, REST_HALF, REST_ABOVE_HALF };

static bool rounded(wide m, bool minus, enum rest rest, enum dec_rounding r, dec_coef *out)
{
	bool away = false;

	switch (r) {
	case DEC_HALF_EVEN:
		away = rest == REST_ABOVE_HALF || (rest == REST_HALF && (m & 1));
		break;
	case DEC_DOWN:
		away = minus && rest != REST_NONE;
		break;
	case DEC_UP:
		away = !minus && rest != REST_NONE;
		break;
	}
	m += away;
	if (!fits(m))
		return false;
	*out = minus ? -(dec_coef)m : (dec_coef)m;
	return true;
}

static enum rest compare_half(wide rest, wide whole)
{
	if (rest == 0)
		return REST_NONE;
	if (rest < whole - rest)
		return REST_BELOW_HALF;
	return rest == whole - rest ? REST_HALF : REST_ABOVE_HALF;
}

/* One more digit of rest / whole, whose tenfold may not fit 128 bits: added up ten times
 * instead. */
static unsigned next_digit(wide *rest, wide whole)
{
	wide sum = 0;
	unsigned digit = 0;

	if (*rest <= ~(wide)0 / 10) {
		sum = *rest * 10;
		digit = (unsigned)(sum / whole);
		*rest = sum % whole;
		return digit;
	}
	for (int i = 0; i < 10; i++) {
		sum += *rest;
		if (sum >= whole) {
			sum -= whole;
			digit++;
		}
	}
	*rest = sum;
	return digit;
}

bool dec_div(struct dec a, struct dec b, int scale, enum dec_rounding r, struct dec *quotient)
{
	wide x = magnitude(a.coef), y = magnitude(b.coef), q, left;
	bool minus = (a.coef < 0) != (b.coef < 0);
	int power = scale - a.scale + b.scale;
	struct dec d = {0, scale};
	enum rest rest;

	if (y == 0 || scale < 0 || scale > DEC_DIGITS)
		return false;
	q = x / y;
	left = x % y;
	if (power >= 0) {
		for (; power > 0; power--) {
			if (q > ((wide)ten(DEC_DIGITS) - 1) / 10)
				return false;
			q = q * 10 + next_digit(&left, y);
		}
		rest = compare_half(left, y);
	} else {
		wide by = (wide)ten(-power), cut = q % by;

		rest = compare_half(cut, by);
		if (left && (rest == REST_NONE || rest == REST_HALF))
			rest = rest == REST_NONE ? REST_BELOW_HALF : REST_ABOVE_HALF;
		q /= by;
	}
	if (!rounded(q, minus, rest, r, &d.coef))
		return false;
	*quotient = d;
	return true;
}

bool dec_shift(struct dec a, int power_of_ten, struct dec *out)
{
	if (a.coef == 0) {
		int scale = a.scale - power_of_ten;

		*out = (struct dec){0, scale < 0 ? 0 : scale > DEC_DIGITS ? DEC_DIGITS : scale};
		return true;
	}
	while (a.scale - power_of_ten > DEC_DIGITS) {
		if (a.scale == 0 && a.coef % 10 == 0) {
			a.coef /= 10;
			power_of_ten++;
		} else if (a.scale > 0 && a.coef % 10 == 0) {
			a.coef /= 10;
			a.scale--;
		} else {
			return false;
		}
	}
	a.scale -= power_of_ten;
	if (a.scale < 0) {
		if (!times_ten(a.coef, -a.scale, &a.coef))
			return false;
		a.scale = 0;
	}
	*out = a;
	return true;
}

bool dec_round(struct dec a, int scale, enum dec_rounding r, struct dec *out)
{
	wide m = magnitude(a.coef), by;
	struct dec d = {0, scale};

	if (scale < 0)
		return false;
	if (a.scale <= scale) {
		*out = a;
		return true;
	}
	by = (wide)ten(a.scale - scale);
	if (!rounded(m / by, a.coef < 0, compare_half(m % by, by), r, &d.coef))
		return false;
	*out = d;
	return true;
}

int dec_compare(struct dec a, struct dec b)
{
	dec_coef x = a.coef, y = b.coef;

	if (a.scale == b.scale)
		return (x > y) - (x < y);
	x /= ten(a.scale);
	y /= ten(b.scale);
	if (x == y) { /* the same whole part: what is behind the point always fits when aligned */
		int scale = a.scale > b.scale ? a.scale : b.scale;

		x = a.coef % ten(a.scale) * ten(scale - a.scale);
		y = b.coef % ten(b.scale) * ten(scale - b.scale);
	}
	return (x > y) - (x < y);
}

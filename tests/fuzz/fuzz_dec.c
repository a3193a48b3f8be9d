/*
 * Decimals: what is read is printed back, and arithmetic is exact or refused. The first byte tells
 * where the text is parted into two numbers.
 */
#include "common/dec.h"
#include "tests/fuzz/fuzz.h"

static void round_trip(struct str text, struct dec d)
{
	struct buf printed = {0};
	struct dec again;

	dec_print(d, &printed);
	if (text.n && text.p[0] == '+')
		text = (struct str){text.p + 1, text.n - 1};
	MUST(dec_parse(buf_view(&printed), &again));
	MUST(again.coef == d.coef && again.scale == d.scale);
	MUST(dec_compare(dec_trim(d), d) == 0 && dec_compare(dec_neg(dec_neg(d)), d) == 0);
	if (text.n && text.p[0] >= '1' && text.p[0] <= '9')
		MUST(str_equal(text, buf_view(&printed)));
	buf_release(&printed);
}

static void rounded(struct dec a, int scale)
{
	struct dec even, down, up;
	bool fits = dec_round(a, scale, DEC_DOWN, &down) && dec_round(a, scale, DEC_UP, &up);

	if (!dec_round(a, scale, DEC_HALF_EVEN, &even) || !fits)
		return;
	MUST(even.scale <= scale || even.scale <= a.scale);
	MUST(dec_compare(down, a) <= 0 && dec_compare(a, up) <= 0);
	MUST(dec_compare(even, down) == 0 || dec_compare(even, up) == 0);
}

static void arithmetic(struct dec a, struct dec b)
{
	struct dec c, d, e;

	MUST(dec_compare(a, b) == -dec_compare(b, a));
	if (dec_add(a, b, &c)) {
		MUST(dec_add(b, a, &d) && dec_compare(c, d) == 0);
		MUST(!dec_sub(c, b, &d) || dec_compare(d, a) == 0);
	}
	if (dec_sub(a, b, &c))
		MUST(dec_sign(c) == dec_compare(a, b));
	if (dec_mul(a, b, &c)) {
		MUST(dec_sign(c) == dec_sign(a) * dec_sign(b));
		if (dec_sign(b) && dec_div(c, b, a.scale, DEC_HALF_EVEN, &d))
			MUST(dec_compare(d, a) == 0);
	}
	if (dec_div(a, b, 6, DEC_DOWN, &c) && dec_div(a, b, 6, DEC_UP, &d)) {
		MUST(dec_sign(b) && dec_compare(c, d) <= 0);
		if (dec_mul(c, b, &e))
			MUST(dec_compare(e, a) * dec_sign(b) <= 0);
		if (dec_mul(d, b, &e))
			MUST(dec_compare(e, a) * dec_sign(b) >= 0);
	} else if (!dec_sign(b)) {
		MUST(!dec_div(a, b, 6, DEC_UP, &d));
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct dec number[2], shifted;
	bool is[2];

	if (n == 0)
		return 0;
	struct str text = {(const char *)bytes + 1, n - 1};
	size_t cut = bytes[0] < text.n ? bytes[0] : text.n;
	struct str part[2] = {{text.p, cut}, {text.p + cut, text.n - cut}};

	for (int i = 0; i < 2; i++) {
		is[i] = dec_parse(part[i], &number[i]);
		if (!is[i])
			continue;
		round_trip(part[i], number[i]);
		rounded(number[i], bytes[0] % 40);
		if (dec_shift(number[i], bytes[0] % 80 - 40, &shifted) &&
		    dec_shift(shifted, 40 - bytes[0] % 80, &shifted))
			MUST(dec_compare(shifted, number[i]) == 0);
	}
	if (is[0] && is[1])
		arithmetic(number[0], number[1]);
	return 0;
}

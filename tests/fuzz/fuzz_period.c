/* Periods: what is read is printed back and keeps its days; moved there and back it is the same. */
#include "common/period.h"
#include "tests/fuzz/fuzz.h"

static void check(struct period p, struct str text, int months)
{
	struct buf printed = {0};
	struct period again, moved = period_move(p, months);

	MUST(p.first <= p.last && period_same(p, p));
	period_print(p, &printed);
	MUST(period_parse(buf_view(&printed), &again) && period_same(p, again));
	MUST(str_equal(text, buf_view(&printed)) || p.freq == 'D'); /* a span of one day */
	buf_release(&printed);
	if (p.freq != 'D' && p.freq != 'I' && moved.freq) {
		MUST(moved.freq == p.freq);
		again = period_move(moved, -months);
		MUST(again.freq && period_same(again, p));
	}
	again = period_before(p);
	MUST(!again.freq || again.last + 1 == p.first);
	again = period_last_month(p);
	MUST(again.freq == 'M' && again.last >= p.last && again.first <= p.last);
	MUST(period_month_number(p) == period_month_number(again));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct str text = {(const char *)bytes, n};
	struct period p;
	int32_t day;

	if (period_parse(text, &p))
		check(p, text, text.p[n - 1] * 3 % 100 - 50);
	if (period_parse_date(text, &day)) {
		struct buf printed = {0};

		period_print_date(day, &printed);
		MUST(str_equal(text, buf_view(&printed)));
		buf_release(&printed);
	}
	return 0;
}

#include "stages/extract/quantity.h"

#include "tests/unit/extract.h"

static const char *kind_name(enum unit_kind k)
{
	static const char *const names[] = {"none", "percent", "points", "money", "physical",
					    "time", "noun",    "word",   "times"};
	return names[k];
}

/* "sign number *scale unit /total kind" of the quantity at the first token that begins one. */
static void show(struct buf *out)
{
	struct quantity q;
	size_t i = 0;
	while (i < tokens.n && !quantity_read(&tokens, &lexicon, i, &q))
		i++;
	if (i == tokens.n)
		return;
	if (q.sign)
		buf_byte(out, q.sign);
	extract_add(out, "", q.number_first, q.number_end);
	extract_add(out, " *", q.scale_first, q.scale_end);
	extract_add(out, " ", q.unit_first, q.unit_end);
	extract_add(out, " /", q.total_first, q.total_end);
	buf_printf(out, " %s%s%s", kind_name(q.kind), q.rate ? " rate" : "",
		   q.in_words ? " words" : "");
}
#define READS(text, want) extract_case(text, want, show, __FILE__, __LINE__)

static void scales_stand_behind_the_number(void)
{
	READS("25,3 nghìn tỷ đồng", "25,3 *nghìn tỷ đồng money");
	READS("12 triệu USD", "12 *triệu USD money");
	READS("7 trăm nghìn lượt khách", "7 *trăm nghìn lượt khách noun");
	READS("1.250 tỉ đồng", "1.250 *tỉ đồng money");
	READS("5 triệu rưỡi tấn", "5 triệu rưỡi tấn physical");
	READS("1 tỷ 200 triệu đồng", "1 tỷ 200 triệu đồng money");
}

static void units_are_of_a_kind(void)
{
	READS("4,25%", "4,25 % percent");
	READS("4,25 phần trăm", "4,25 phần trăm percent");
	READS("0,7 điểm phần trăm", "0,7 điểm phần trăm points");
	READS("95 kg", "95 kg physical");
	READS("36 kWh/người/tháng", "36 kWh/người/tháng physical rate");
	READS("3 lần", "3 lần times");
	READS("18 tháng", "18 tháng time");
	READS("41 doanh nghiệp mới", "41 doanh nghiệp noun");
	READS("17 chiếc thuyền", "17 chiếc noun");
	READS("17 qwrtz xyz mới", "17 qwrtz xyz word");
	READS("17 Qwrtz", "17 none");
}

static void a_noun_counts_a_stock_or_a_flow(void)
{
	struct quantity q;

	extract_read("41 thuê bao");
	CHECK(quantity_read(&tokens, &lexicon, 0, &q) && q.stock);
	extract_read("41 lượt khách");
	CHECK(quantity_read(&tokens, &lexicon, 0, &q) && !q.stock);
	CHECK_TEXT(tokens_text(&tokens, q.noun_first, q.noun_end), "lượt khách");
}

static void a_currency_may_stand_in_front(void)
{
	READS("USD 370 triệu", "370 *triệu USD money");
	READS("US$2,5 tỷ", "2,5 *tỷ US$ money");
}

static void signs_are_printed_before_digits(void)
{
	READS("-3,5%", "-3,5 % percent");
	READS("+12 điểm phần trăm", "+12 điểm phần trăm points");
	READS("A-5 xã", "5 xã noun");
}

static void the_whole_stands_behind_a_slash(void)
{
	READS("49/63 tỉnh", "49 tỉnh /63 noun");
	READS("49 tỉnh/63 tỉnh", "49 tỉnh /63 noun");
	READS("512 trên tổng số 640 thôn", "512 thôn /640 noun");
	READS("41 trên 45 trạm", "41 trạm /45 noun");
	READS("3 triệu đồng/500 nghìn đồng", "3 *triệu đồng money");
}

static void numbers_may_be_words(void)
{
	READS("hai mươi lăm xã", "hai mươi lăm xã noun words");
	READS("ba trăm nghìn tỷ đồng", "ba trăm *nghìn tỷ đồng money words");
	READS("những thôn", "");
}

static void a_unit_may_stand_alone(void)
{
	struct quantity q = {0};

	extract_read("tỷ đồng");
	CHECK_INT(quantity_unit(&tokens, &lexicon, 0, &q), 0);
	CHECK_INT(quantity_unit(&tokens, &lexicon, 1, &q), 1);
	CHECK_INT(q.kind, UNIT_MONEY);
	extract_read("tấn.km/ngày");
	CHECK_INT(quantity_unit(&tokens, &lexicon, 0, &q), tokens.n);
	CHECK_INT(q.kind, UNIT_PHYSICAL);
}

int main(void)
{
	return EXTRACT_RUN(UNIT(scales_stand_behind_the_number), UNIT(units_are_of_a_kind),
			   UNIT(a_noun_counts_a_stock_or_a_flow),
			   UNIT(a_currency_may_stand_in_front),
			   UNIT(signs_are_printed_before_digits),
			   UNIT(the_whole_stands_behind_a_slash), UNIT(numbers_may_be_words),
			   UNIT(a_unit_may_stand_alone));
}

#include "common/io.h"
#include "stages/normalize/catalogue.h"
#include "tests/unit/unit.h"

/* A small catalogue of its own; ASCII words fold to themselves. */

static struct catalogue *catalogue;

static void write_lexicon(void)
{
	io_write_all(unit_path("indicator.csv"),
		     STR("indicator,label_vi,label_en,field,unit_measure,measure\n"
			 "POST_REVENUE,x,x,post,VND,flow\n"
			 "TELECOM_REVENUE,x,x,telecom,VND,flow\n"
			 "POST_ITEMS,x,x,post,{item},flow\n"
			 "SUBSCRIBERS,x,x,telecom,{line},stock\n"
			 "MOBILE_SUBSCRIBERS,x,x,telecom,{line},stock\n"
			 "SUBSCRIBERS_PER_100,x,x,telecom,{line/100 heads},rate\n"
			 "EXPORTS,x,x,trade,USD,flow\n"));
	io_write_all(unit_path("indicator_wording.csv"),
		     STR("indicator,wording,field,unit_measure\n"
			 "POST_REVENUE,revenue post,,\n"
			 "POST_REVENUE,post turnover,,\n"
			 "TELECOM_REVENUE,revenue telecom,,\n"
			 "POST_ITEMS,items,post,\n"
			 "SUBSCRIBERS,subscribers,,\n"
			 "MOBILE_SUBSCRIBERS,mobile subscribers,,\n"
			 "SUBSCRIBERS_PER_100,subscribers,,{line/100 heads}\n"
			 "EXPORTS,exports,,\n"));
	io_write_all(unit_path("subject_filler.csv"),
		     STR("phrase,place,note\nnumber "
			 "of,first,x\ntotal,first,x\nof,any,x\ncity,place,x\n"));
	io_write_all(
		unit_path("field.csv"),
		STR("phrase,field,note\npost,post,x\npostal matters,post,x\ntelecom,telecom,x\n"));
	io_write_all(
		unit_path("subject_same.csv"),
		STR("phrase,same_as,note\nrev.,revenue,x\nPO,post,x\nrevenue goal,revenue,x\n"));
}

static void check(const char *subject, const char *field, const char *area, const char *unit,
		  const char *want)
{
	struct buf code = {0};
	const struct subject s = {.subject = str_of(subject),
				  .field = str_of(field),
				  .area = str_of(area),
				  .unit = str_of(unit)};
	const struct indicator *i = catalogue_match(catalogue, &s, &code);
	CHECK_TEXT(buf_view(&code), want);
	CHECK_CASE(!i == !strncmp(want, "X_", 2), "'%s' is known to the wrong side", subject);
	buf_release(&code);
}

static void finds_wordings(void)
{
	check("revenue post", "", "", "VND", "POST_REVENUE");
	check("Total Revenue of post", "", "", "VND", "POST_REVENUE");
	check("post turnover", "", "", "USD", "POST_REVENUE");
	check("number of mobile subscribers", "", "", "{line}", "MOBILE_SUBSCRIBERS");
	check("number of subscribers", "", "", "{customer}", "SUBSCRIBERS");
	check("subscribers", "", "", "{line/100 heads}", "SUBSCRIBERS_PER_100");
}

static void completes_ellipsis_from_the_field(void)
{
	check("revenue", "1. Post", "", "VND", "POST_REVENUE");
	check("revenue", "Telecom", "", "VND", "TELECOM_REVENUE");
	check("items", "Post", "", "{item}", "POST_ITEMS");
	check("items", "Press", "", "{item}", "X_PRESS_ITEMS");
	check("revenue", "", "", "VND", "X_REVENUE");
}

static void keeps_qualified_things_apart(void)
{
	check("fixed subscribers", "", "", "{line}", "X_FIXED_SUBSCRIBERS");
	check("revenue post abroad", "", "", "VND", "X_REVENUE_POST_ABROAD");
	check("post exports", "", "", "USD", "X_POST_EXPORTS");
	check("revenue post", "", "", "%", "X_REVENUE_POST");
	check("subscribers mobile", "", "", "{line}", "X_SUBSCRIBERS_MOBILE");
}

static void rewrites_abbreviations(void)
{
	check("rev. PO", "", "", "VND", "POST_REVENUE");
	check("rev. of the PO", "", "", "VND", "X_REVENUE_THE_POST");
	check("revenue goal", "PO", "", "VND", "POST_REVENUE");
	check("PO box", "", "", "1", "X_POST_BOX");
}

static void forgives_the_counted_noun(void)
{
	struct buf code = {0};
	const struct subject s = {.subject = STR("mobile subscribers line"),
				  .unit = STR("{line}"),
				  .noun = STR("line")};
	CHECK(catalogue_match(catalogue, &s, &code));
	CHECK_TEXT(buf_view(&code), "MOBILE_SUBSCRIBERS");
	const struct subject other = {.subject = STR("mobile subscribers call"),
				      .unit = STR("{call}"),
				      .noun = STR("call")};
	buf_reset(&code);
	CHECK(!catalogue_match(catalogue, &other, &code));
	CHECK_TEXT(buf_view(&code), "X_MOBILE_SUBSCRIBERS_CALL");
	const struct subject twice = {.subject = STR("line number of mobile subscribers line"),
				      .unit = STR("{line}"),
				      .noun = STR("line")};
	buf_reset(&code);
	CHECK(catalogue_match(catalogue, &twice, &code));
	CHECK_TEXT(buf_view(&code), "MOBILE_SUBSCRIBERS");
	/* a noun that names another section too is no less a noun */
	const struct subject both = {.subject = STR("post mobile subscribers"),
				     .unit = STR("{post}"),
				     .noun = STR("post")};
	buf_reset(&code);
	CHECK(!catalogue_match(catalogue, &both, &code));
	buf_release(&code);
}

static void tells_currencies_apart(void)
{
	check("exports", "", "", "USD", "EXPORTS");
	check("exports", "", "", "VND", "X_EXPORTS");
}

static void names_short_subjects_by_their_field(void)
{
	check("profit", "3. Post", "", "VND", "X_POST_PROFIT");
	check("profit", "Telecom", "", "VND", "X_TELECOM_PROFIT");
	check("profit before tax", "Telecom", "", "VND", "X_PROFIT_BEFORE_TAX");
	check("2 Telecom profit margin", "", "", "%", "X_TELECOM_PROFIT_MARGIN");
}

static void forgives_the_name_of_its_section(void)
{
	check("Telecom mobile subscribers", "", "", "{line}", "MOBILE_SUBSCRIBERS");
	check("mobile subscribers telecom", "", "", "{line}", "MOBILE_SUBSCRIBERS");
	check("mobile telecom subscribers", "", "", "{line}", "X_MOBILE_TELECOM_SUBSCRIBERS");
	check("Post mobile subscribers", "", "", "{line}", "X_POST_MOBILE_SUBSCRIBERS");
	check("items", "Postal matters", "", "{item}", "POST_ITEMS");
	check("items postal matters", "", "", "{item}", "POST_ITEMS");
	check("Telecom mobile subscribers post", "", "", "{line}",
	      "X_TELECOM_MOBILE_SUBSCRIBERS_POST");
}

static void leaves_places_to_ref_area(void)
{
	check("revenue post Ha Noi", "", "Ha Noi", "VND", "POST_REVENUE");
	check("revenue post Ha Noi", "", "", "VND", "X_REVENUE_POST_HA_NOI");
	check("revenue post city of Ha Noi", "", "Ha Noi", "VND", "X_REVENUE_POST_CITY");
	check("revenue post city Ha Noi", "", "Ha Noi", "VND", "POST_REVENUE");
	check("city revenue post", "", "", "VND", "X_CITY_REVENUE_POST");
	check("visitors Ha Noi", "", "Ha Noi", "{visitor}", "X_VISITORS");
}

static void makes_stable_codes(void)
{
	check("", "", "", "", "X_UNNAMED");
	check("  (a) b-c/d!  ", "", "", "", "X_A_B_C_D");
	check("one two three four five six seven eight nine ten eleven twelve thirteen", "", "", "",
	      "X_ONE_TWO_THREE_FOUR_FIVE_SIX_SEVEN_EIGHT_NINE_TEN_ELEVEN_5F61");
	check("one two three four five six seven eight nine ten eleven twelve fourteen", "", "", "",
	      "X_ONE_TWO_THREE_FOUR_FIVE_SIX_SEVEN_EIGHT_NINE_TEN_ELEVEN_236A");
}

static void refuses_bad_rows(void)
{
	struct lexicon l = {{unit_folder()}, 1};
	struct unit_stderr e;
	struct buf said = {0};
	io_write_all(unit_path("indicator_wording.csv"),
		     STR("indicator,wording,field,unit_measure\nNOWHERE,words,,\n"));
	unit_stderr_begin(&e);
	CHECK(!catalogue_load(&l));
	unit_stderr_end(&e, &said);
	buf_byte(&said, 0);
	CHECK(strstr(said.p, "indicator_wording.csv:2: error: indicator is not in indicator.csv"));
	buf_release(&said);
}

int main(void)
{
	struct lexicon l = {{unit_folder()}, 1};
	write_lexicon();
	catalogue = catalogue_load(&l);
	int status =
		catalogue ? UNIT_RUN(UNIT(finds_wordings), UNIT(completes_ellipsis_from_the_field),
				     UNIT(keeps_qualified_things_apart),
				     UNIT(leaves_places_to_ref_area),
				     UNIT(forgives_the_name_of_its_section),
				     UNIT(rewrites_abbreviations), UNIT(forgives_the_counted_noun),
				     UNIT(tells_currencies_apart),
				     UNIT(names_short_subjects_by_their_field),
				     UNIT(makes_stable_codes), UNIT(refuses_bad_rows))
			  : EXIT_FAILURE;
	catalogue_free(catalogue);
	return status;
}

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
			 "EXPORTS,x,x,trade,USD,flow\n"
			 "EXPORTS_US,x,x,trade,USD,flow\n"
			 "POST_REVENUE_PLAN,x,x,post,%,rate\n"
			 "VISITORS,x,x,trade,{visitor},flow\n"
			 "FOREIGN_VISITORS,x,x,trade,{visitor},flow\n"
			 "POVERTY,x,x,post,%,rate\n"
			 "HOUSEHOLDS,x,x,post,{household},stock\n"));
	io_write_all(unit_path("indicator_wording.csv"),
		     STR("indicator,wording,field,unit_measure\n"
			 "POST_REVENUE,revenue post,,\n"
			 "POST_REVENUE,post turnover,,\n"
			 "TELECOM_REVENUE,revenue telecom,,\n"
			 "POST_ITEMS,items,post,\n"
			 "SUBSCRIBERS,subscribers,,\n"
			 "MOBILE_SUBSCRIBERS,mobile subscribers,,\n"
			 "SUBSCRIBERS_PER_100,subscribers,,{line/100 heads}\n"
			 "EXPORTS,exports,,\n"
			 "EXPORTS,goods sold [abroad],,\n"
			 "VISITORS,visitors,,\n"
			 "FOREIGN_VISITORS,foreign visitors,,\n"
			 "POVERTY,rate of poor households,,\n"
			 "HOUSEHOLDS,poor households,,\n"));
	io_write_all(unit_path("subject_filler.csv"),
		     STR("phrase,place,note\nnumber of,first,x\ntotal,first,x\nof,any,x\n"
			 "city,place,x\nthe city,keep,x\nrate,ratio,x\npiece,counter,x\n"));
	io_write_all(unit_path("indicator_derived.csv"),
		     STR("suffix,phrase,unit_measure,note\nPLAN,plan,%,x\nPLAN,year plan,%,x\n"
			 ",plan,,x\nMONTHLY,a month,,x\nCONTRIBUTION,adds,pp,x\n"));
	io_write_all(unit_path("indicator_partner.csv"),
		     STR("indicator,partner_of,note\nEXPORTS,EXPORTS,x\n"
			 "VISITORS,FOREIGN_VISITORS,x\n"));
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
	CHECK_TEXT(buf_view(&code), "X_CALL_MOBILE_SUBSCRIBERS");
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
	check("mobile Telecom subscribers", "", "", "{line}", "MOBILE_SUBSCRIBERS");
	check("Post Telecom mobile subscribers", "", "", "{line}", "MOBILE_SUBSCRIBERS");
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
	check("guests Ha Noi", "", "Ha Noi", "{visitor}", "X_GUESTS");
	check("revenue post the city Ha Noi", "", "Ha Noi", "VND", "X_REVENUE_POST_THE_CITY");
}

static void forgives_words_in_brackets(void)
{
	check("goods sold", "", "", "USD", "EXPORTS");
	check("goods sold abroad", "", "", "USD", "EXPORTS");
	check("abroad goods sold", "", "", "USD", "EXPORTS");
	check("abroad", "", "", "USD", "X_ABROAD");
}

static void derives_indicators(void)
{
	check("revenue post plan", "", "", "%", "POST_REVENUE_PLAN");
	check("revenue post of the year plan", "", "", "%", "X_REVENUE_POST_THE_YEAR_PLAN");
	check("revenue post year plan", "", "", "%", "POST_REVENUE_PLAN");
	check("revenue post plan", "", "", "VND", "POST_REVENUE");
	check("revenue telecom plan", "", "", "%", "X_TELECOM_REVENUE_PLAN");
	check("post items a month", "post", "", "{item}", "X_POST_ITEMS_MONTHLY");
	check("poor households plan", "", "", "%", "X_HOUSEHOLDS_PLAN");
	check("exports adds", "", "", "pp", "X_EXPORTS_CONTRIBUTION");
	check("exports adds", "", "", "%", "X_EXPORTS_ADDS");
}

static void reads_shares(void)
{
	check("poor households / total households", "", "", "%", "POVERTY");
	check("poor households", "", "", "%", "POVERTY");
	check("poor households", "", "", "{household}", "HOUSEHOLDS");
	check("rate of poor households", "", "", "", "POVERTY");
	check("revenue post / total", "", "", "%", "X_POST_REVENUE_SHARE");
	check("revenue post / revenue telecom", "", "", "%",
	      "X_POST_REVENUE_SHARE_TELECOM_REVENUE");
	check("revenue post / turnover", "", "", "%", "X_REVENUE_POST_TURNOVER");
}

static void check_partner(const char *subject, const char *area, const char *partner,
			  const char *want)
{
	struct buf code = {0};
	const struct subject s = {.subject = str_of(subject),
				  .area = str_of(area),
				  .partner = str_of(partner)};
	catalogue_match(catalogue, &s, &code);
	CHECK_TEXT(buf_view(&code), want);
	buf_release(&code);
}

static void codes_partners(void)
{
	const struct subject s = {.subject = STR("visitors Korea"), .area = STR("Korea")};
	const struct subject other = {.subject = STR("post items Korea"), .area = STR("Korea")};
	check_partner("exports America", "America", "US", "EXPORTS_US");
	check_partner("exports Korea", "Korea", "KR", "X_EXPORTS_KR");
	check_partner("visitors Korea", "Korea", "KR", "X_FOREIGN_VISITORS_KR");
	check_partner("students Korea", "Korea", "KR", "X_STUDENTS_KR");
	CHECK(catalogue_has_partner(catalogue, &s));
	CHECK(!catalogue_has_partner(catalogue, &other));
}

static void leaves_counters_out_of_codes(void)
{
	struct buf code = {0};
	const struct subject s = {.subject = STR("toy cars of tin piece"),
				  .unit = STR("{piece}"),
				  .noun = STR("piece")};
	catalogue_match(catalogue, &s, &code);
	CHECK_TEXT(buf_view(&code), "X_TOY_CARS_TIN");
	const struct subject front = {.subject = STR("piece of toy cars of tin"),
				      .unit = STR("{piece}"),
				      .noun = STR("piece")};
	const struct subject built = {.subject = STR("built bridges of tin"),
				      .unit = STR("{bridges}"),
				      .noun = STR("bridges")};
	buf_reset(&code);
	catalogue_match(catalogue, &front, &code);
	CHECK_TEXT(buf_view(&code), "X_TOY_CARS_TIN");
	buf_reset(&code);
	catalogue_match(catalogue, &built, &code);
	CHECK_TEXT(buf_view(&code), "X_BRIDGES_TIN_BUILT");
	buf_release(&code);
	check("mean of a day mean of a day", "", "", "VND", "X_MEAN_A_DAY");
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

/* The file as it would be with one row more, the last, and what is said of it. */
static void refuses(const char *file, const char *rows, const char *why)
{
	struct lexicon l = {{unit_folder()}, 1};
	struct unit_stderr e;
	struct buf said = {0};
	write_lexicon();
	io_write_all(unit_path(file), str_of(rows));
	unit_stderr_begin(&e);
	struct catalogue *c = catalogue_load(&l);
	unit_stderr_end(&e, &said);
	buf_byte(&said, 0);
	CHECK_CASE(!c, "'%s' is taken", rows);
	CHECK_CASE(strstr(said.p, why) != NULL, "'%s' is refused with: %s", rows, said.p);
	catalogue_free(c);
	buf_release(&said);
}

static void refuses_bad_rows(void)
{
	refuses("indicator_wording.csv", "indicator,wording,field,unit_measure\nNOWHERE,words,,\n",
		"indicator_wording.csv:2: error: indicator is not in indicator.csv");
	refuses("indicator_wording.csv", "indicator,wording,field,unit_measure\nEXPORTS,-,,\n",
		"indicator_wording.csv:2: error: wording has no word, or too many");
	refuses("indicator_wording.csv", "indicator,wording,field,unit_measure\nEXPORTS,a [b,,\n",
		"indicator_wording.csv:2: error: [ and ] do not pair");
	refuses("indicator_wording.csv", "indicator,wording,field,unit_measure\nEXPORTS,[a],,\n",
		"indicator_wording.csv:2: error: wording has no word, or too many");
	refuses("indicator_wording.csv", "indicator,wording\nEXPORTS,a\n",
		"indicator_wording.csv:1: error:");
	refuses("indicator.csv",
		"indicator,label_vi,label_en,field,unit_measure,measure\nlow,x,x,post,VND,flow\n",
		"indicator.csv:2: error: indicator is no code of capitals, digits and _");
	refuses("indicator.csv",
		"indicator,label_vi,label_en,field,unit_measure,measure\nX_A,x,x,post,VND,flow\n",
		"indicator.csv:2: error: indicator is no code of capitals, digits and _");
	refuses("indicator.csv",
		"indicator,label_vi,label_en,field,unit_measure,measure\nA,x,x,post,VND,pile\n",
		"indicator.csv:2: error: measure is none of stock, flow, rate, index");
	refuses("subject_filler.csv", "phrase,place,note\nof,nowhere,x\n",
		"subject_filler.csv:2: error: place is none of");
	refuses("subject_filler.csv", "phrase,place,note\n?,any,x\n",
		"subject_filler.csv:2: error: no word, or too many");
	refuses("subject_same.csv", "phrase,same_as,note\na,,x\n",
		"subject_same.csv:2: error: a phrase has no word, or too many");
	refuses("field.csv", "phrase,field,note\n-,post,x\n",
		"field.csv:2: error: phrase or field has no word, or too many");
	refuses("indicator_derived.csv", "suffix,phrase,unit_measure,note\nplan,plan,%,x\n",
		"indicator_derived.csv:2: error: suffix is no code of capitals, digits and _");
	refuses("indicator_derived.csv", "suffix,phrase,unit_measure,note\nPLAN,plan,t,x\n",
		"indicator_derived.csv:2: error: unit_measure is none of %, pp, empty");
	refuses("indicator_derived.csv", "suffix,phrase,unit_measure,note\nPLAN,!,%,x\n",
		"indicator_derived.csv:2: error: phrase has no word, or too many");
	refuses("indicator_partner.csv", "indicator,partner_of,note\nEXPORTS,NOWHERE,x\n",
		"indicator_partner.csv:2: error: indicator or partner_of is not in indicator.csv");
	write_lexicon();
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
				     UNIT(makes_stable_codes), UNIT(forgives_words_in_brackets),
				     UNIT(derives_indicators), UNIT(reads_shares),
				     UNIT(codes_partners), UNIT(leaves_counters_out_of_codes),
				     UNIT(refuses_bad_rows))
			  : EXIT_FAILURE;
	catalogue_free(catalogue);
	return status;
}

/* The months of a release, its words, and what stands in a parcel. */
#include "common/io.h"
#include "stages/bundle/label.h"
#include "stages/bundle/parcel.h"
#include "stages/bundle/span.h"
#include "tests/unit/unit.h"

static void span(const char *from, const char *to, const char *name, const char *first,
		 const char *last)
{
	struct span s;

	if (!CHECK_CASE(span_parse(from, to, &s), "%s %s", from ? from : "", to))
		return;
	CHECK_TEXT(str_of(s.name), name);
	CHECK_TEXT(str_of(s.from), first);
	CHECK_TEXT(str_of(s.to), last);
}

static void spans_of_whole_months(void)
{
	struct span s;

	span(NULL, "2022-08", "2022-08", "2022-08", "2022-08");
	span(NULL, "2022-Q3", "2022-Q3", "2022-07", "2022-09");
	span(NULL, "2022-S1", "2022-S1", "2022-01", "2022-06");
	span(NULL, "2022", "2022", "2022-01", "2022-12");
	span("2022-11", "2023-02", "2022-11_2023-02", "2022-11", "2023-02");
	span("2022-Q4", "2023", "2022-Q4_2023", "2022-10", "2023-12");
	span("2022-08", "2022-08", "2022-08", "2022-08", "2022-08");
	CHECK(!span_parse(NULL, "2022-08-01", &s));
	CHECK(!span_parse(NULL, "2022-13", &s));
	CHECK(!span_parse(NULL, "2022-08-01/2022-08-15", &s));
	CHECK(!span_parse(NULL, "", &s));
	CHECK(!span_parse("2022-08-01", "2022-09", &s));
	CHECK(!span_parse("2022-09", "2022-08", &s));
	CHECK(span_parse("2022-11", "2023-02", &s));
	CHECK(span_holds(&s, STR("2022-11")) && span_holds(&s, STR("2023-02")));
	CHECK(!span_holds(&s, STR("2022-10")) && !span_holds(&s, STR("2023-03")));
}

static void put(const char *file, const char *content)
{
	char path[600];

	snprintf(path, sizeof path, "%s/words/%s", unit_folder(), file);
	CHECK_INT(io_write_all(path, str_of(content)), 0);
}

static void words_are_looked_up_and_filled(void)
{
	struct lexicon lexicon = {{unit_path("words")}, 1};
	struct buf out = {0}, said = {0};
	struct unit_stderr capture;

	CHECK_INT(io_make_folders(unit_path("words")), 0);
	put("label.csv",
	    "key,label_vi,label_en\nk,cu,old\nk,moi {a},new {a} {b}\nstep.x,buoc,step\n");
	put("place.csv", "ref_area,name,kind,valid_from,valid_to,label_en\nVN,Viet,country,,,Viet "
			 "Nam\nVN,ca nuoc,country,,,all\nXX,only,country,,,\n");
	put("issuer.csv", "issuer,wording,note\nMIC,first,\nMIC,second,\n");
	struct labels *l = labels_load(&lexicon);
	if (!CHECK(l != NULL))
		return;
	CHECK_TEXT(label(l, "k", VIETNAMESE), "moi {a}");
	const struct label_value value[] = {{"a", STR("1 {a}")}, {NULL, {0}}};
	label_fill(&out, l, "k", ENGLISH, value);
	CHECK_TEXT(buf_view(&out), "new 1 {a} {b}");
	CHECK_TEXT(label_of(l, "step", STR("x"), ENGLISH), "step");
	CHECK_INT(label_of(l, "step", STR("y"), ENGLISH).n, 0);
	CHECK_TEXT(label_place(l, STR("VN"), VIETNAMESE), "Viet");
	CHECK_TEXT(label_place(l, STR("VN"), ENGLISH), "Viet Nam");
	CHECK_TEXT(label_place(l, STR("XX"), ENGLISH), "XX");
	CHECK_TEXT(label_place(l, STR("QQ"), VIETNAMESE), "QQ");
	CHECK_TEXT(label_issuer(l, STR("MIC")), "first");
	CHECK_TEXT(label_issuer(l, STR("GSO")), "GSO");
	CHECK(!labels_lacking(l));
	unit_stderr_begin(&capture);
	CHECK_TEXT(label(l, "nowhere", ENGLISH), "nowhere");
	unit_stderr_end(&capture, &said);
	CHECK(labels_lacking(l));
	CHECK_TEXT(buf_view(&said), "test: error: label.csv lacks the key: 'nowhere'\n");
	labels_free(l);
	buf_release(&out);
	buf_release(&said);
}

static void a_parcel_measures_and_goes(void)
{
	struct parcel p;
	char folder[600];

	CHECK_INT(io_make_folders(unit_path("shelf")), 0);
	CHECK_INT(parcel_open(&p, unit_path("shelf")), 0);
	snprintf(folder, sizeof folder, "%s", p.folder);
	CHECK_INT(parcel_put(&p, "data/b/c.txt", STR("abc")), 0);
	CHECK_INT(parcel_put(&p, "data/a.txt", STR("")), 0);
	parcel_sort(&p);
	CHECK_TEXT(str_of(p.member[0].name), "data/a.txt");
	const struct member *m = parcel_find(&p, "data/b/c.txt");
	CHECK(m && m->bytes == 3);
	CHECK_TEXT(str_of(m ? m->sha256 : ""),
		   "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	CHECK(!parcel_find(&p, "data"));
	CHECK_INT(access(folder, F_OK), 0);
	parcel_close(&p);
	CHECK_INT(access(folder, F_OK), -1);
}

int main(void)
{
	return UNIT_RUN(UNIT(spans_of_whole_months), UNIT(words_are_looked_up_and_filled),
			UNIT(a_parcel_measures_and_goes));
}

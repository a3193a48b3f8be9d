/* Sketches of texts, forms told by their bytes, limits, ids already met. */
#include "stages/ingest/near.h"
#include "stages/ingest/known.h"
#include "stages/ingest/limits.h"
#include "stages/ingest/sniff.h"
#include "tests/unit/unit.h"

static void words(struct buf *b, int from, int to)
{
	buf_reset(b);
	for (int i = from; i < to; i++)
		buf_printf(b, "word%d ", i * i % 9973);
}

static struct near sketch(int from, int to)
{
	struct buf b = {0};
	struct near n;

	words(&b, from, to);
	CHECK(near_make(buf_view(&b), &n));
	buf_release(&b);
	return n;
}

static void likeness(void)
{
	struct near a = sketch(0, 1000), same = sketch(0, 1000), most = sketch(0, 950),
		    half = sketch(500, 1500), other = sketch(2000, 3000);
	struct near short_one;

	CHECK_INT(near_percent(&a, &same), 100);
	CHECK(near_percent(&a, &most) > 80);
	CHECK(near_percent(&a, &half) > 15 && near_percent(&a, &half) < 55);
	CHECK(near_percent(&a, &other) < 10);
	CHECK(!near_make(STR("a few words only"), &short_one));
}

static void spacing_and_case_aside(void)
{
	struct buf b = {0};
	struct near one, two;

	words(&b, 0, 200);
	near_make(buf_view(&b), &one);
	for (size_t i = 0; i < b.n; i++)
		b.p[i] = b.p[i] == ' ' ? '\n' : b.p[i] == 'w' ? 'W' : b.p[i];
	near_make(buf_view(&b), &two);
	CHECK_INT(near_percent(&one, &two), 100);
	buf_release(&b);
}

static void index_holds_the_latest(void)
{
	struct near_index *x = near_index_new(2);
	struct near a = sketch(0, 500), b = sketch(1000, 1500), c = sketch(2000, 2500);
	const char *found;
	unsigned percent;

	CHECK(near_index_add(x, &a, "a", &percent) == NULL);
	CHECK(near_index_add(x, &b, "b", &percent) == NULL);
	found = near_index_add(x, &a, "again", &percent); /* takes the place of a */
	CHECK(found && strcmp(found, "a") == 0 && percent == 100);
	CHECK(near_index_add(x, &c, "c", &percent) == NULL); /* of b */
	CHECK(near_index_add(x, &b, "b again", &percent) == NULL);
	near_index_free(x);
}

static void forms(void)
{
	static const struct {
		const char *head;
		enum form form;
	} cases[] = {
		{"%PDF-1.4", FORM_PDF},
		{"PK\3\4....", FORM_ZIP},
		{"{\\rtf1", FORM_RTF},
		{"  <!DOCTYPE html>", FORM_HTML},
		{"\xEF\xBB\xBF<html>", FORM_HTML},
		{"<?xml version='1.0'?><html xmlns='x'>", FORM_HTML},
		{"<?xml version='1.0'?><a/>", FORM_XML},
		{"From: a\nTo: b\nSubject: c\n\nx", FORM_MAIL},
		{"Bao cao: thang 8\nSo: 5\nNgay: 3\n", FORM_TEXT},
		{"words < other words", FORM_TEXT},
		{"\x89PNG\r\n", FORM_PICTURE},
		{"", FORM_EMPTY},
		{"BZh91AY", FORM_PACKED},
		{"\1\2\3\4\5\6", FORM_BINARY},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		CHECK_CASE(sniff(str_of(cases[i].head)) == cases[i].form, "%s", cases[i].head);
	CHECK_INT(sniff(STR("\xFF\xFE<\0h\0t\0m\0l\0>\0")), FORM_HTML);
	CHECK_INT(sniff(STR("a\0b\0c\0 \0d\0")), FORM_TEXT);
}

static void limits_are_set(void)
{
	struct limits l = limits_default;

	CHECK(limits_set(&l, STR("members=7")) && l.members == 7);
	CHECK(limits_set(&l, STR("text-bytes=100")) && l.text_bytes == 100);
	CHECK(!limits_set(&l, STR("members=0")));
	CHECK(!limits_set(&l, STR("members=x")));
	CHECK(!limits_set(&l, STR("members")));
	CHECK(!limits_set(&l, STR("member=1")));
	CHECK_INT(limits_default.text_bytes, 16 << 20);
}

static void ids_met_before(void)
{
	struct known *k = known_new();
	char id[20], name[20];

	for (int i = 0; i < 5000; i++) {
		snprintf(id, sizeof(id), "%016x", i * 7919);
		snprintf(name, sizeof(name), "n%d", i);
		CHECK(known_add(k, id, name) == NULL);
	}
	CHECK_TEXT(str_of(known_add(k, "0000000000001eef", "other")), "n1");
	known_free(k);
}

int main(void)
{
	return UNIT_RUN(UNIT(likeness), UNIT(spacing_and_case_aside), UNIT(index_holds_the_latest),
			UNIT(forms), UNIT(limits_are_set), UNIT(ids_met_before));
}

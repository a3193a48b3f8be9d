#include "common/csv.h"
#include "common/io.h"
#include "stages/normalize/catalogue.h"
#include "tests/unit/unit.h"

/* The project's own catalogue held to tests/cases/series.csv (subject,field,unit,indicator): wordings of
 * one thing share its code; "!" stands for a thing that must not have the code of another. */

static struct catalogue *catalogue;

struct wanted {
	FILE *file;
	struct csv_reader *csv;
	struct str *cells;
	size_t count;
	unsigned rows;
};

static void begin(struct wanted *w)
{
	const char *path = LEXICON_FOLDER "/../../tests/cases/series.csv";
	*w = (struct wanted){.file = io_open(path)};
	if (!w->file)
		return;
	w->csv = csv_reader_new(w->file, path);
	csv_read(w->csv, &w->cells, &w->count); /* header */
}

static bool next(struct wanted *w)
{
	if (!w->csv || csv_read(w->csv, &w->cells, &w->count) <= 0 || w->count != 4)
		return false;
	w->rows++;
	return true;
}

static void end(struct wanted *w)
{
	if (!w->csv)
		return;
	csv_reader_free(w->csv);
	fclose(w->file);
}

static bool matched(const struct wanted *w, struct buf *code)
{
	struct str unit = w->cells[2];
	bool noun = unit.n > 1 && unit.p[0] == '{';
	const struct subject s = {.subject = w->cells[0],
				  .field = w->cells[1],
				  .unit = unit,
				  .noun = noun ? (struct str){unit.p + 1, unit.n - 2}
					       : (struct str){0}};
	buf_reset(code);
	return catalogue_match(catalogue, &s, code) != NULL;
}

static void gives_wordings_of_one_thing_one_code(void)
{
	enum { LEAST = 140 };
	struct wanted w;
	struct buf code = {0};
	for (begin(&w); next(&w);) {
		if (str_equal(w.cells[3], STR("!")))
			continue;
		matched(&w, &code);
		CHECK_CASE(str_equal(buf_view(&code), w.cells[3]), "'%.*s' is %.*s, not %.*s",
			   (int)w.cells[0].n, w.cells[0].p, (int)code.n, code.p, (int)w.cells[3].n,
			   w.cells[3].p);
	}
	CHECK(w.rows >= LEAST);
	end(&w);
	buf_release(&code);
}

static void keeps_qualified_things_out_of_the_catalogue(void)
{
	struct wanted w;
	struct buf code = {0};
	unsigned apart = 0;
	for (begin(&w); next(&w);) {
		if (!str_equal(w.cells[3], STR("!")))
			continue;
		apart++;
		CHECK_CASE(!matched(&w, &code), "'%.*s' is taken for %.*s", (int)w.cells[0].n,
			   w.cells[0].p, (int)code.n, code.p);
	}
	CHECK(apart > 0);
	end(&w);
	buf_release(&code);
}

int main(void)
{
	struct lexicon l = {{LEXICON_FOLDER}, 1};
	catalogue = catalogue_load(&l);
	int status = catalogue ? UNIT_RUN(UNIT(gives_wordings_of_one_thing_one_code),
					  UNIT(keeps_qualified_things_out_of_the_catalogue))
			       : EXIT_FAILURE;
	catalogue_free(catalogue);
	return status;
}

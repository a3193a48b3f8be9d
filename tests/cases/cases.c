/*
 * cases LEXICONFOLDER WORDSFOLDER FILE.csv...   (phrase,kind,expected)
 *
 * Reads each phrase with the project's readers and compares with what is expected. Cases of
 * excluded.csv in WORDSFOLDER (phrase,kind,reason) contradict official usage or another case and
 * are not counted. Per kind one test: the share that is right against its floor.
 */
#include <stdio.h>
#include <stdlib.h>
#include "common/csv.h"
#include "common/io.h"
#include "common/msg.h"
#include "common/xalloc.h"
#include "tests/cases/phrase.h"

enum { OFFICIAL = 99, COLLOQUIAL = 90, MOST_EXCLUDED_PERCENT = 3 };

typedef bool check_fn(struct phrases *p, struct str phrase, struct str expected);

struct kind {
	const char *name;
	check_fn *check;
	int floor;
	unsigned right, all;
};

struct excluded {
	struct str phrase, kind;
};

struct run {
	struct phrases phrases;
	struct excluded *excluded;
	size_t excluded_n, excluded_room;
	unsigned left_out, counted;
	struct arena arena;
};

/* ---- expected values ----------------------------------------------------------------------- */

struct wanted {
	struct dec low, high;
	bool has_low, has_high;
	struct str unit;
};

static bool parse_end(struct str s, struct dec *d, bool *has)
{
	*has = s.n > 0;
	return !s.n || dec_parse(s, d);
}

static bool parse_wanted(struct str s, struct wanted *w)
{
	size_t space = s.n, dots = s.n;
	for (size_t i = 0; i < s.n && space == s.n; i++)
		if (s.p[i] == ' ')
			space = i;
	struct str number = {s.p, space};
	if (space == s.n && s.n && s.p[s.n - 1] == '%') {
		number.n--;
		w->unit = STR("%");
	} else {
		w->unit = space < s.n ? str_range(s.p + space + 1, s.p + s.n) : (struct str){0};
	}
	for (size_t i = 0; i + 1 < number.n && dots == s.n; i++)
		if (number.p[i] == '.' && number.p[i + 1] == '.')
			dots = i;
	if (dots == s.n) {
		bool good = parse_end(number, &w->low, &w->has_low);
		w->high = w->low;
		w->has_high = w->has_low;
		return good && w->has_low;
	}
	return parse_end((struct str){number.p, dots}, &w->low, &w->has_low) &&
	       parse_end(str_range(number.p + dots + 2, number.p + number.n), &w->high,
			 &w->has_high);
}

/* The files name some units in English. */
static struct str unit_words(struct str printed)
{
	static const struct {
		const char *english, *code;
	} names[] = {{"month", "mo"}, {"day", "d"}, {"year", "a"}};
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (str_equal(printed, str_of(names[i].english)))
			return str_of(names[i].code);
	return printed;
}

static bool same_unit(struct phrases *p, struct str got, struct wanted *w)
{
	struct unit unit;
	struct str wanted = unit_words(w->unit);
	if (str_equal(got, wanted))
		return true;
	units_read(p->units, wanted, &p->arena, &unit);
	if (dec_compare(unit.factor, dec_int(1)) != 0) {
		dec_mul(w->low, unit.factor, &w->low);
		dec_mul(w->high, unit.factor, &w->high);
	}
	return str_equal(got, unit.code);
}

static bool same_values(const struct figure *f, const struct wanted *w)
{
	return f->has_low == w->has_low && f->has_high == w->has_high &&
	       (!w->has_low || dec_compare(f->low, w->low) == 0) &&
	       (!w->has_high || dec_compare(f->high, w->high) == 0);
}

/* ---- kinds --------------------------------------------------------------------------------- */

static bool check_number(struct phrases *p, struct str phrase, struct str expected)
{
	struct wanted w;
	struct figure f = phrase_figure(p, phrase, 0, false);
	return f.found && parse_wanted(expected, &w) && same_values(&f, &w);
}

static bool check_amount(struct phrases *p, struct str phrase, struct str expected)
{
	struct wanted w;
	struct figure f = phrase_figure(p, phrase, 0, true);
	if (!f.found)
		f = phrase_figure(p, phrase, 0, false);
	if (!f.found || !parse_wanted(expected, &w))
		return false;
	if (f.unit.n)
		return same_unit(p, f.unit, &w) && same_values(&f, &w);
	/* a counted noun that no lexicon knows stands right behind the number */
	struct str behind = str_trim(str_range(phrase.p + f.end, phrase.p + phrase.n));
	return str_starts(behind, w.unit) && same_values(&f, &w);
}

static bool check_growth(struct phrases *p, struct str phrase, struct str expected)
{
	struct wanted w;
	struct figure f = phrase_figure(p, phrase, 0, false);
	if (expected.n > 1 && expected.p[0] == 'x')
		return f.twice &&
		       dec_parse(str_range(expected.p + 1, expected.p + expected.n), &w.low) &&
		       dec_compare(f.low, w.low) == 0;
	char sign = expected.p[0];
	if (!parse_wanted(str_range(expected.p + 1, expected.p + expected.n), &w))
		return false;
	return f.found && f.sign == sign && same_unit(p, f.unit, &w) && same_values(&f, &w);
}

static bool check_fraction(struct phrases *p, struct str phrase, struct str expected)
{
	struct buf got = {0};
	bool right = phrase_fraction(p, phrase, &got) && str_equal(buf_view(&got), expected);
	buf_release(&got);
	return right;
}

static void print_year(int year, struct buf *out)
{
	buf_printf(out, year < 0 ? "-%04d" : "%04d", year < 0 ? -year : year);
}

static void print_point(enum date_form form, const struct date_point *d, struct buf *out)
{
	if (form == DATE_QUARTER) {
		if (d->year) {
			print_year(d->year, out);
			buf_byte(out, '-');
		}
		buf_printf(out, "Q%d", d->number);
		return;
	}
	if (d->year)
		print_year(d->year, out);
	else
		buf_byte(out, '-');
	if (form == DATE_DAY || form == DATE_MONTH)
		buf_printf(out, "-%02d", d->month);
	if (form == DATE_DAY)
		buf_printf(out, "-%02d", d->day);
}

static void print_date(const struct datephrase *d, struct buf *out)
{
	if (d->form == DATE_MONTHS || d->form == DATE_HALF) {
		int months = d->form == DATE_HALF ? 6 : d->from.number;
		int first = d->form == DATE_HALF && d->from.number == 2 ? 7 : 1;
		buf_printf(out, "%04d-%02d..%04d-%02d", d->from.year, first, d->from.year,
			   first + months - 1);
		return;
	}
	print_point(d->form, &d->from, out);
	if (d->range) {
		buf_text(out, "..");
		print_point(d->form, &d->to, out);
	}
}

static bool check_date(struct phrases *p, struct str phrase, struct str expected)
{
	struct datephrase d;
	struct buf got = {0};
	if (phrase_date(p, phrase, &d))
		print_date(&d, &got);
	bool right = str_equal(buf_view(&got), expected);
	buf_release(&got);
	return right;
}

static struct kind kinds[] = {
	{"number", check_number, OFFICIAL, 0, 0},
	{"number_min", check_number, OFFICIAL, 0, 0},
	{"range", check_number, OFFICIAL, 0, 0},
	{"number_spoken", check_number, COLLOQUIAL, 0, 0},
	{"percent", check_amount, OFFICIAL, 0, 0},
	{"percent_range", check_amount, OFFICIAL, 0, 0},
	{"points", check_amount, OFFICIAL, 0, 0},
	{"money", check_amount, OFFICIAL, 0, 0},
	{"money_range", check_amount, OFFICIAL, 0, 0},
	{"money_min", check_amount, OFFICIAL, 0, 0},
	{"money_max", check_amount, OFFICIAL, 0, 0},
	{"money_per", check_amount, OFFICIAL, 0, 0},
	{"quantity", check_amount, OFFICIAL, 0, 0},
	{"quantity_range", check_amount, OFFICIAL, 0, 0},
	{"quantity_min", check_amount, OFFICIAL, 0, 0},
	{"quantity_max", check_amount, OFFICIAL, 0, 0},
	{"fraction", check_fraction, OFFICIAL, 0, 0},
	{"ratio", check_fraction, OFFICIAL, 0, 0},
	{"growth", check_growth, OFFICIAL, 0, 0},
	{"day", check_date, OFFICIAL, 0, 0},
	{"day_range", check_date, OFFICIAL, 0, 0},
	{"month", check_date, OFFICIAL, 0, 0},
	{"month_range", check_date, OFFICIAL, 0, 0},
	{"month_noyear", check_date, OFFICIAL, 0, 0},
	{"month_range_noyear", check_date, OFFICIAL, 0, 0},
	{"monthday", check_date, OFFICIAL, 0, 0},
	{"monthday_range", check_date, OFFICIAL, 0, 0},
	{"quarter", check_date, OFFICIAL, 0, 0},
	{"quarter_noyear", check_date, OFFICIAL, 0, 0},
	{"year", check_date, OFFICIAL, 0, 0},
	{"year_range", check_date, OFFICIAL, 0, 0},
	{"not_date", check_date, OFFICIAL, 0, 0},
};

enum { KINDS = sizeof(kinds) / sizeof(*kinds) };

/* ---- files --------------------------------------------------------------------------------- */

static const char *excluded_row(void *context, const struct str *cells, const char *row_name)
{
	struct run *r = context;
	(void)row_name;
	if (!cells[2].n)
		return "reason is empty";
	r->excluded =
		xgrow(r->excluded, &r->excluded_room, r->excluded_n + 1, sizeof(*r->excluded));
	r->excluded[r->excluded_n++] =
		(struct excluded){arena_copy(&r->arena, cells[0]), arena_copy(&r->arena, cells[1])};
	return NULL;
}

static bool left_out(const struct run *r, struct str phrase, struct str kind)
{
	for (size_t i = 0; i < r->excluded_n; i++)
		if (str_equal(r->excluded[i].phrase, phrase) &&
		    str_equal(r->excluded[i].kind, kind))
			return true;
	return false;
}

static void run_case(struct run *r, const char *file, struct str phrase, struct str name,
		     struct str expected)
{
	for (size_t k = 0; k < KINDS; k++) {
		if (!str_equal(name, str_of(kinds[k].name)))
			continue;
		if (left_out(r, phrase, name)) {
			r->left_out++;
			return;
		}
		r->counted++;
		kinds[k].all++;
		if (kinds[k].check(&r->phrases, phrase, expected))
			kinds[k].right++;
		else
			printf("# %s: %.*s '%.*s' is not read as %.*s\n", file, (int)name.n, name.p,
			       (int)phrase.n, phrase.p, (int)expected.n, expected.p);
		return;
	}
}

static int run_file(struct run *r, const char *path)
{
	struct str *cells;
	size_t count;
	int got;
	FILE *f = io_open(path);
	if (!f)
		return -1;
	struct csv_reader *csv = csv_reader_new(f, path);
	const char *name = strrchr(path, '/') ? strrchr(path, '/') + 1 : path;
	bool header = true;
	while ((got = csv_read(csv, &cells, &count)) > 0) {
		if (!header && count == 3)
			run_case(r, name, cells[0], cells[1], cells[2]);
		header = false;
	}
	csv_reader_free(csv);
	fclose(f);
	return got;
}

static int report(const struct run *r)
{
	unsigned passed = 0, failed = 0;
	for (size_t k = 0; k < KINDS; k++) {
		if (!kinds[k].all)
			continue;
		bool good = kinds[k].right * 100u >= kinds[k].all * (unsigned)kinds[k].floor;
		printf("%s - %s: %u of %u, at least %d %%\n", good ? "ok" : "not ok", kinds[k].name,
		       kinds[k].right, kinds[k].all, kinds[k].floor);
		passed += good;
		failed += !good;
	}
	bool few =
		r->left_out * 100u <= (r->left_out + r->counted) * (unsigned)MOST_EXCLUDED_PERCENT;
	printf("%s - %u of %u cases are left out with a reason, at most %d %%\n",
	       few ? "ok" : "not ok", r->left_out, r->left_out + r->counted, MOST_EXCLUDED_PERCENT);
	passed += few;
	failed += !few;
	printf("%u passed, %u failed\n", passed, failed);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

int main(int argc, char **argv)
{
	struct run r = {0};
	msg_program("cases");
	if (argc < 4) {
		fputs("usage: cases LEXICONFOLDER WORDSFOLDER FILE.csv...\n", stderr);
		return EXIT_CALLER;
	}
	struct lexicon own = {{argv[2]}, 1};
	if (phrases_load(&r.phrases, argv[1], argv[2]) ||
	    lexicon_read(&own, "excluded", "phrase,kind,reason", excluded_row, &r))
		return EXIT_CALLER;
	for (int i = 3; i < argc; i++)
		if (run_file(&r, argv[i]) < 0)
			return EXIT_CALLER;
	int status = report(&r);
	phrases_free(&r.phrases);
	free(r.excluded);
	arena_release(&r.arena);
	return status;
}

#include "stages/bundle/sdmx.h"

#include <stdlib.h>

#include "common/period.h"
#include "common/viet.h"
#include "common/xalloc.h"

static bool is_code_byte(unsigned char c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
	       c == '_' || c == '-' || c == '@' || c == '$';
}

/* Blanks and dots become _, a slash _PER_, % PT, other bytes x and their hex digits. */
static void add_code(struct buf *code, struct str text, bool upper)
{
	for (size_t i = 0; i < text.n; i++) {
		unsigned char c = (unsigned char)text.p[i];
		if (c == ' ' || c == '.')
			buf_byte(code, '_');
		else if (c == '%')
			buf_text(code, "PT");
		else if (c == '/')
			buf_text(code, "_PER_");
		else if (!is_code_byte(c))
			buf_printf(code, "x%02X", c);
		else
			buf_byte(code, (char)(upper && c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c));
	}
}

static void add_noun(struct buf *code, struct str noun)
{
	struct buf key = {0};

	viet_fold(noun, &key);
	buf_text(code, "N_");
	add_code(code, buf_view(&key), true);
	buf_release(&key);
}

void sdmx_unit(struct str unit, struct buf *code)
{
	struct str rest = unit;

	if (str_equal(unit, STR("pp"))) {
		buf_text(code, "PP");
		return;
	}
	while (rest.n) {
		const char *end = rest.p + rest.n;
		const char *open = memchr(rest.p, '{', rest.n);
		const char *close = open ? memchr(open, '}', (size_t)(end - open)) : NULL;
		add_code(code, str_range(rest.p, close ? open : end), false);
		if (!close)
			break;
		add_noun(code, str_range(open + 1, close));
		rest = str_range(close + 1, end);
	}
}

void sdmx_period(struct period p, struct buf *out)
{
	if (p.freq != 'I') {
		period_print(p, out);
		return;
	}
	period_print_date(p.first, out);
	buf_printf(out, "/P%dD", p.last - p.first + 1);
}

enum { DECIMALS_AT = 11, UNIT_MULT_AT = 10 };

/* Codes used by the rows, for the code lists; each once. */
struct used {
	struct str *code, *name;
	size_t count, room, name_room;
};

static void use(struct used *u, struct str code, struct str name)
{
	for (size_t i = 0; i < u->count; i++)
		if (str_equal(u->code[i], code))
			return;
	u->code = xgrow(u->code, &u->room, u->count + 1, sizeof *u->code);
	u->name = xgrow(u->name, &u->name_room, u->count + 1, sizeof *u->name);
	u->code[u->count] = code;
	u->name[u->count++] = name;
}

struct sdmx {
	struct package *k;
	struct arena *arena;
	struct used units, areas, indicators;
};

static struct str kept(struct arena *a, struct buf *b)
{
	struct str s = arena_copy(a, buf_view(b));

	buf_reset(b);
	return s;
}

static struct str issuer_of(const struct release *r, const struct level *l)
{
	const struct str *document = release_document(r, l->doc_id);

	return document ? document[documents_issuer] : (struct str){0};
}

/* Nouns of a count differ from report to report: the catalogue's holds the series together. */
static struct str unit_of(const struct release *r, const struct level *l)
{
	const struct str *row = release_indicator(r, l->indicator);

	if (row && str_starts(l->unit_measure, STR("{")) &&
	    str_starts(row[indicators_unit_measure], STR("{")))
		return row[indicators_unit_measure];
	return l->unit_measure;
}

/* A figure from January on is of a monthly series, also where the report says quarter, half-year
 * or year. */
static struct period period_of(const struct level *l)
{
	struct period p = {0};

	period_parse(l->time_period, &p);
	if (str_equal(l->time_basis, STR("ytd")) && period_length_in_months(p) > 0)
		return period_last_month(p);
	return p;
}

static void add_row(struct sdmx *s, struct grid *g, const struct level *l)
{
	struct buf b = {0};
	struct arena *a = s->arena;
	struct period p = period_of(l);
	struct str issuer = issuer_of(s->k->release, l), unit, indicator;
	struct str unit_measure = unit_of(s->k->release, l);
	struct str *row = grid_row(g);

	buf_text(&b, issuer.n ? "VN_" : "VN");
	add_code(&b, issuer, true);
	buf_text(&b, ":DF_MONTHLY(1.0.0)");
	row[0] = STR("dataflow");
	row[1] = kept(a, &b);
	row[2] = STR("R");
	row[3] = grid_text(a, "%c", p.freq);
	row[4] = l->ref_area;
	add_code(&b, l->indicator, false);
	row[5] = indicator = kept(a, &b);
	row[6] = l->time_basis;
	sdmx_unit(unit_measure, &b);
	row[7] = unit = kept(a, &b);
	sdmx_period(p, &b);
	row[8] = kept(a, &b);
	row[9] = grid_dec(a, l->value);
	row[UNIT_MULT_AT] = STR("0");
	row[DECIMALS_AT] = grid_text(a, "%d", l->value.scale);
	row[12] = grid_text(a, "%c", l->status);
	row[13] = l->bound;
	row[14] = l->range.low_open ? (struct str){0} : grid_dec(a, l->range.low);
	row[15] = l->range.high_open ? (struct str){0} : grid_dec(a, l->range.high);
	row[16] = l->report_period;
	row[17] = l->obs_id;
	use(&s->units, unit, unit_measure);
	use(&s->areas, l->ref_area, l->ref_area);
	use(&s->indicators, indicator, l->indicator);
	buf_release(&b);
}

static int put_data(struct sdmx *s)
{
	static const struct column columns[] = {
		{"STRUCTURE", TYPE_string, ""},
		{"STRUCTURE_ID", TYPE_string, ""},
		{"ACTION", TYPE_string, ""},
		{"FREQ", TYPE_string, ""},
		{"REF_AREA", TYPE_string, ""},
		{"INDICATOR", TYPE_string, ""},
		{"TIME_BASIS", TYPE_string, ""},
		{"UNIT_MEASURE", TYPE_string, ""},
		{"TIME_PERIOD", TYPE_string, ""},
		{"OBS_VALUE", TYPE_dec, ""},
		{"UNIT_MULT", TYPE_int32, ""},
		{"DECIMALS", TYPE_int32, ""},
		{"OBS_STATUS", TYPE_string, ""},
		{"BOUND", TYPE_string, ""},
		{"LOW", TYPE_dec, ""},
		{"HIGH", TYPE_dec, ""},
		{"REPORT_PERIOD", TYPE_string, ""},
		{"OBS_ID", TYPE_string, ""},
	};
	const struct statements *own = &s->k->release->own;
	struct grid g = {.arena = s->arena};
	size_t at = 0, first;

	for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
		grid_column(&g, columns[i].name, columns[i].type, "");
	while (level_next(own->level, own->count, &at, &first))
		add_row(s, &g, level_counting(own->level + first, at - first));
	int result = grid_put(
		&g, s->k,
		(struct resource){
			.file = "sdmx.csv",
			.about = "sdmx",
			.key = "STRUCTURE_ID,FREQ,REF_AREA,INDICATOR,TIME_BASIS,UNIT_MEASURE,"
			       "TIME_PERIOD"});
	grid_release(&g);
	return result;
}

/* A list of codes: `code,label_vi,label_en`, with the unit's own column for units. */
struct code_list {
	const char *file, *group;
	const struct used *used; /* NULL: the codes below */
	const char *codes;
	void (*names)(const struct sdmx *s, struct str code, struct str *vi, struct str *en);
};

static void name_area(const struct sdmx *s, struct str area, struct str *vi, struct str *en)
{
	*vi = label_place(s->k->release->labels, area, VIETNAMESE);
	*en = label_place(s->k->release->labels, area, ENGLISH);
}

static void name_indicator(const struct sdmx *s, struct str name, struct str *vi, struct str *en)
{
	const struct str *row = release_indicator(s->k->release, name);

	*vi = row ? row[indicators_label_vi] : name;
	*en = row && row[indicators_label_en].n ? row[indicators_label_en] : name;
}

static void name_unit(const struct sdmx *s, struct str unit, struct str *vi, struct str *en)
{
	*vi = label_of(s->k->release->labels, "unit", unit, VIETNAMESE);
	*en = label_of(s->k->release->labels, "unit", unit, ENGLISH);
	if (vi->n)
		return;
	*vi = *en = unit;
	if (unit.n > 2 && unit.p[0] == '{' && unit.p[unit.n - 1] == '}')
		*vi = *en = str_range(unit.p + 1, unit.p + unit.n - 1);
}

static int compare_rows(const void *a, const void *b)
{
	return str_compare(*(const struct str *)a, *(const struct str *)b);
}

static int put_list(struct sdmx *s, const struct code_list *list)
{
	struct grid g = {.arena = s->arena};
	struct labels *l = s->k->release->labels;
	struct str rest = str_of(list->codes);
	bool units = list->names == name_unit;

	grid_column(&g, "code", TYPE_string, "");
	grid_column(&g, "label_vi", TYPE_string, "");
	grid_column(&g, "label_en", TYPE_string, "");
	if (units)
		grid_column(&g, "ucum", TYPE_string, "");
	for (size_t i = 0; list->used && i < list->used->count; i++) {
		struct str *row = grid_row(&g);
		row[0] = list->used->code[i];
		list->names(s, list->used->name[i], row + 1, row + 2);
		if (units)
			row[3] = list->used->name[i];
	}
	while (rest.n) {
		struct str *row = grid_row(&g);
		row[0] = str_cut(&rest, ',');
		row[1] = label_of(l, list->group, row[0], VIETNAMESE);
		row[2] = label_of(l, list->group, row[0], ENGLISH);
	}
	if (g.rows)
		qsort(g.cell, g.rows, g.columns * sizeof *g.cell, compare_rows);
	int result =
		grid_put(&g, s->k,
			 (struct resource){.file = list->file, .about = "codelist", .key = "code"});
	grid_release(&g);
	return result;
}

int sdmx_put(struct package *k)
{
	struct sdmx s = {.k = k, .arena = &k->release->arena};
	const struct code_list lists[] = {
		{"codelists/CL_FREQ.csv", "freq", NULL, "A,S,Q,M,D,I", NULL},
		{"codelists/CL_OBS_STATUS.csv", "obs_status", NULL, "A,E,F,P", NULL},
		{"codelists/CL_TIME_BASIS.csv", "time_basis", NULL, "period,ytd,as_of", NULL},
		{"codelists/CL_UNIT_MULT.csv", "unit_mult", NULL, "0", NULL},
		{"codelists/CL_BOUND.csv", "bound", NULL, "eq,gt,lt,ge,le,approx", NULL},
		{"codelists/CL_AREA.csv", NULL, &s.areas, NULL, name_area},
		{"codelists/CL_INDICATOR.csv", NULL, &s.indicators, NULL, name_indicator},
		{"codelists/CL_UNIT_MEASURE.csv", NULL, &s.units, NULL, name_unit},
	};
	struct used *const used[] = {&s.units, &s.areas, &s.indicators};
	int result = put_data(&s);

	for (size_t i = 0; i < sizeof lists / sizeof *lists && result == 0; i++)
		result = put_list(&s, lists + i);
	for (size_t i = 0; i < sizeof used / sizeof *used; i++) {
		free(used[i]->code);
		free(used[i]->name);
	}
	return result;
}

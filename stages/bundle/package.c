#include "stages/bundle/package.h"

#include <stdlib.h>

#include "common/xalloc.h"

static const struct {
	const char *extension, *media, *encoding;
} forms[] = {
	{"csv", "text/csv", "utf-8"},
	{"parquet", "application/vnd.apache.parquet", NULL},
	{"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", NULL},
	{"md", "text/markdown", "utf-8"},
	{"html", "text/html", "utf-8"},
	{"txt", "text/plain", "utf-8"},
};

/* What a column of this name may hold, wherever it stands. */
static const struct {
	const char *column, *values;
} lists[] = {
	{"time_basis", "period,ytd,as_of"},
	{"bound", "eq,gt,lt,ge,le,approx"},
	{"obs_status", "A,E,P,F"},
	{"origin", "stated,stated_base,implied"},
	{"basis", "mom,qoq,yoy,vs_period,vs_ref"},
	{"kind", "percent,pp,factor,absolute"},
	{"verdict", "consistent,inconsistent,ambiguous,untested"},
	{"base_origin", "stated_base,history,implied"},
	{"severity", "note,warning,error"},
	{"measure", "stock,flow,rate,index"},
};

static const char *const type_names[] = {
	[TYPE_string] = "string", [TYPE_int32] = "integer", [TYPE_int64] = "integer",
	[TYPE_dec] = "number",    [TYPE_date] = "date",     [TYPE_boolean] = "boolean",
};

char *package_path(struct package *k, const char *file)
{
	struct buf name = {0};

	buf_printf(&name, "data/%s", file);
	char *path = parcel_path(k->parcel, buf_string(&name));
	buf_release(&name);
	return path;
}

static void add(struct package *k, const struct resource *r)
{
	k->list = xgrow(k->list, &k->room, k->count + 1, sizeof *k->list);
	k->list[k->count] = *r;
	k->list[k->count++].file = arena_string(&k->parcel->arena, str_of(r->file));
}

int package_take(struct package *k, const struct resource *r)
{
	struct buf name = {0};

	buf_printf(&name, "data/%s", r->file);
	int result = parcel_take(k->parcel, buf_string(&name));
	buf_release(&name);
	if (result == 0)
		add(k, r);
	return result;
}

int package_put(struct package *k, const struct resource *r, struct str content)
{
	struct buf name = {0};

	buf_printf(&name, "data/%s", r->file);
	int result = parcel_put(k->parcel, buf_string(&name), content);
	buf_release(&name);
	if (result == 0)
		add(k, r);
	return result;
}

struct str package_meaning(struct labels *l, const char *table, const char *column)
{
	struct buf key = {0};

	buf_printf(&key, "column.%s.%s", table, column);
	if (!label_has(l, buf_string(&key))) {
		buf_reset(&key);
		buf_printf(&key, "column.%s", column);
	}
	struct str text = label(l, buf_string(&key), VIETNAMESE);
	buf_release(&key);
	return text;
}

static void put_list(struct json *j, const char *key, const char *names, char separator)
{
	struct str rest = str_of(names);

	json_open(j, key, '[');
	while (rest.n)
		json_text(j, NULL, str_cut(&rest, separator));
	json_close(j, ']');
}

static bool in_key(const struct resource *r, const char *column)
{
	struct str rest = str_of(r->key);

	while (rest.n)
		if (str_equal(str_cut(&rest, ','), str_of(column)))
			return true;
	return false;
}

static void put_constraints(struct json *j, const struct resource *r, const char *column)
{
	const char *values = NULL;
	bool required = in_key(r, column);

	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
		if (strcmp(lists[i].column, column) == 0)
			values = lists[i].values;
	if (!values && !required)
		return;
	json_open(j, "constraints", '{');
	if (required)
		json_bare(j, "required", STR("true"));
	if (required && !strchr(r->key, ','))
		json_bare(j, "unique", STR("true"));
	if (values)
		put_list(j, "enum", values, ',');
	json_close(j, '}');
}

static void put_field(struct json *j, const struct package *k, const struct resource *r,
		      const struct column *c)
{
	json_open(j, NULL, '{');
	json_text(j, "name", str_of(c->name));
	json_text(j, "type", str_of(type_names[c->type]));
	if (r->about && c->meaning && *c->meaning) {
		struct str title = package_meaning(k->release->labels, r->about, c->name);
		json_text(j, "title", title);
		json_text(j, "description", str_of(c->meaning));
	}
	put_constraints(j, r, c->name);
	json_close(j, '}');
}

static void put_foreign(struct json *j, const char *foreign)
{
	struct str rest = str_of(foreign);

	json_open(j, "foreignKeys", '[');
	while (rest.n) {
		struct str one = str_cut(&rest, ',');
		struct str column = str_cut(&one, ' '), resource = str_cut(&one, ' ');
		json_open(j, NULL, '{');
		json_open(j, "fields", '[');
		json_text(j, NULL, column);
		json_close(j, ']');
		json_open(j, "reference", '{');
		json_text(j, "resource", resource);
		json_open(j, "fields", '[');
		json_text(j, NULL, one);
		json_close(j, ']');
		json_close(j, '}');
		json_close(j, '}');
	}
	json_close(j, ']');
}

static void put_schema(struct json *j, const struct package *k, const struct resource *r)
{
	json_open(j, "schema", '{');
	json_open(j, "fields", '[');
	for (size_t i = 0; i < r->columns; i++)
		put_field(j, k, r, r->column + i);
	json_close(j, ']');
	if (r->key)
		put_list(j, "primaryKey", r->key, ',');
	if (r->foreign)
		put_foreign(j, r->foreign);
	json_close(j, '}');
}

/* observations.csv is resource observations; codelists/CL_FREQ.csv codelists-cl_freq. */
static void put_name(struct json *j, const char *file, bool table)
{
	struct buf name = {0};
	const char *dot = strrchr(file, '.');

	for (const char *c = file; *c && !(table && c == dot); c++)
		buf_byte(&name, *c == '/'                ? '-'
				: *c >= 'A' && *c <= 'Z' ? (char)(*c - 'A' + 'a')
							 : *c);
	json_text(j, "name", buf_view(&name));
	buf_release(&name);
}

static void put_resource(struct json *j, const struct package *k, const struct resource *r)
{
	struct labels *l = k->release->labels;
	struct buf text = {0};

	buf_printf(&text, "data/%s", r->file);
	const struct member *m = parcel_find(k->parcel, buf_string(&text));
	json_open(j, NULL, '{');
	put_name(j, r->file, r->columns > 0);
	json_text(j, "path", str_of(r->file));
	if (r->columns)
		json_text(j, "type", STR("table"));
	if (r->about) {
		buf_reset(&text);
		buf_printf(&text, "file.%s", r->about);
		json_text(j, "title", label(l, buf_string(&text), VIETNAMESE));
		json_text(j, "description", label(l, buf_string(&text), ENGLISH));
	} else {
		json_text(j, "title", r->title);
	}
	const char *extension = strrchr(r->file, '.') + 1;
	json_text(j, "format", str_of(extension));
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
		if (strcmp(forms[i].extension, extension) == 0) {
			json_text(j, "mediatype", str_of(forms[i].media));
			if (forms[i].encoding)
				json_text(j, "encoding", str_of(forms[i].encoding));
		}
	json_count(j, "bytes", m->bytes);
	buf_reset(&text);
	buf_printf(&text, "sha256:%s", m->sha256);
	json_text(j, "hash", buf_view(&text));
	if (r->excel) {
		json_open(j, "dialect", '{');
		json_text(j, "delimiter", STR(";"));
		json_text(j, "lineTerminator", STR("\r\n"));
		json_close(j, '}');
	}
	if (r->columns)
		put_schema(j, k, r);
	json_close(j, '}');
	buf_release(&text);
}

static void put_sources(struct json *j, const struct release *r)
{
	const struct rows *d = &r->table[RELEASE_documents];

	json_open(j, "sources", '[');
	for (size_t i = 0; i < d->count; i++) {
		const struct str *row = rows_at(d, i);
		struct buf path = {0};
		json_open(j, NULL, '{');
		json_text(j, "title",
			  row[documents_title].n ? row[documents_title] : row[documents_source]);
		buf_text(&path, "sources/");
		buf_add(&path, row[documents_doc_id]);
		buf_text(&path, ".txt");
		json_text(j, "path", buf_view(&path));
		json_close(j, '}');
		buf_release(&path);
	}
	json_close(j, ']');
}

static void put_licence(struct json *j, struct labels *l)
{
	json_open(j, "licenses", '[');
	json_open(j, NULL, '{');
	json_text(j, "path", STR("LICENSE-NOTE.md"));
	json_text(j, "title", label(l, "file.license", ENGLISH));
	json_close(j, '}');
	json_close(j, ']');
}

static int compare(const void *a, const void *b)
{
	return strcmp(((const struct resource *)a)->file, ((const struct resource *)b)->file);
}

int package_close(struct package *k)
{
	struct release *r = k->release;
	struct buf out = {0}, text = {0};
	struct json j = {.out = &out};
	const struct label_value value[] = {{"period", str_of(r->span.name)}, {NULL, {0}}};

	qsort(k->list, k->count, sizeof *k->list, compare);
	json_open(&j, NULL, '{');
	json_text(&j, "$schema", STR("https://datapackage.org/profiles/2.0/datapackage.json"));
	buf_printf(&text, "solieu-%s", r->span.name);
	json_text(&j, "name", buf_view(&text));
	buf_reset(&text);
	label_fill(&text, r->labels, "release.title", VIETNAMESE, value);
	json_text(&j, "title", buf_view(&text));
	buf_reset(&text);
	label_fill(&text, r->labels, "release.title", ENGLISH, value);
	json_text(&j, "description", buf_view(&text));
	buf_reset(&text);
	buf_printf(&text, "%.4s.%d.0", r->span.to, r->span.last % 12 + 1);
	json_text(&j, "version", buf_view(&text));
	put_list(&j, "languages", "vi,en", ',');
	put_list(&j, "keywords", "statistics,monthly,Viet Nam", ',');
	put_licence(&j, r->labels);
	put_sources(&j, r);
	json_open(&j, "resources", '[');
	for (size_t i = 0; i < k->count; i++)
		put_resource(&j, k, k->list + i);
	json_close(&j, ']');
	json_close(&j, '}');
	buf_byte(&out, '\n');
	int result = parcel_put(k->parcel, "data/datapackage.json", buf_view(&out));
	buf_release(&out);
	buf_release(&text);
	return result;
}

void package_release(struct package *k)
{
	free(k->list);
}

#include "stages/bundle/page_inside.h"

#include <stdint.h>
#include <stdlib.h>

#include "common/xalloc.h"

enum { KEYS = 4, PLACE_BITS = 36 };

/* Document, series, period and basis: what a comparison without a level is of. */
struct key {
	struct str part[KEYS];
	size_t order, line;
	const struct str *row;
};

static int compare_parts(const struct key *a, const struct key *b)
{
	int order = 0;

	for (int i = 0; i < KEYS && !order; i++)
		order = str_compare(a->part[i], b->part[i]);
	return order;
}

static int compare_keys(const void *a, const void *b)
{
	const struct key *left = a, *right = b;
	int order = compare_parts(left, right);

	return order ? order : (left->order > right->order) - (left->order < right->order);
}

static struct key level_key(const struct str *o, size_t line)
{
	return (struct key){{o[observations_doc_id], o[observations_series_id],
			     o[observations_time_period], o[observations_time_basis]},
			    line,
			    line,
			    o};
}

static struct key id_key(const struct str *o, size_t line)
{
	return (struct key){{o[observations_obs_id]}, line, line, o};
}

static struct key growth_key(const struct str *g, size_t order)
{
	return (struct key){{g[growth_doc_id], g[growth_series_id], g[growth_time_period],
			     g[growth_time_basis]},
			    order,
			    0,
			    g};
}

/* The first of the keys, which are sorted, that is equal in its parts. */
static const struct key *find(const struct key *list, size_t count, const struct key *k)
{
	size_t low = 0, high = count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (compare_parts(list + middle, k) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low < count && compare_parts(list + low, k) == 0 ? list + low : NULL;
}

static void attach(struct page *p, struct page_line *l, const struct str *growth)
{
	struct page_growth **end = &l->growth;

	while (*end)
		end = &(*end)->next;
	*end = arena_alloc(&p->arena, sizeof **end);
	**end = (struct page_growth){growth, NULL};
}

static struct page_line *add(struct page *p, size_t *room)
{
	p->line = xgrow(p->line, room, p->lines + 1, sizeof *p->line);
	p->line[p->lines] = (struct page_line){0};
	return p->line + p->lines++;
}

static void attach_growth(struct page *p, const struct key *ids, const struct key *keys, size_t n,
			  size_t *room)
{
	const struct rows *growth = &p->r->table[RELEASE_growth];
	struct key *bare = xcalloc(growth->count + 1, sizeof *bare);
	size_t count = 0;

	for (size_t i = 0; i < growth->count; i++) {
		const struct str *g = rows_at(growth, i);
		struct key id = {.part = {g[growth_obs_id]}}, k = growth_key(g, i);
		const struct key *found = g[growth_obs_id].n ? find(ids, n, &id) : NULL;
		if (!found)
			found = find(keys, n, &k);
		if (found)
			attach(p, p->line + found->line, g);
		else if (str_equal(g[growth_stated], STR("true")))
			bare[count++] = k;
	}
	if (count)
		qsort(bare, count, sizeof *bare, compare_keys);
	for (size_t i = 0; i < count; i++) {
		bool again = i && compare_parts(bare + i - 1, bare + i) == 0;
		attach(p, again ? p->line + p->lines - 1 : add(p, room), bare[i].row);
	}
	free(bare);
}

const struct str *line_id(const struct page_line *l)
{
	return l->level ? l->level : l->growth->row;
}

struct str line_cell(const struct page_line *l, size_t observations, size_t growth)
{
	return l->level ? l->level[observations] : l->growth->row[growth];
}

static struct str code(const struct page_line *l)
{
	return line_cell(l, observations_indicator, growth_indicator);
}

static struct str area(const struct page_line *l)
{
	return line_cell(l, observations_ref_area, growth_ref_area);
}

/* Fields and indicators stand in the order in which the reports first speak of them. */
static void place(struct page *p, struct page_line *l)
{
	const struct rows *documents = &p->r->table[RELEASE_documents];
	const struct str *d =
		release_document(p->r, line_cell(l, observations_doc_id, growth_doc_id));
	size_t document = d ? (size_t)(d - documents->cell) / documents->table->columns : 0;
	unsigned long long at = 0;

	str_to_u64(line_cell(l, observations_byte_start, growth_byte_start), &at);
	l->place = (document << PLACE_BITS) + (size_t)at;
	l->indicator = release_indicator(p->r, code(l));
	l->field = l->indicator ? l->indicator[indicators_field] : (struct str){0};
	if (!l->field.n)
		l->field = line_cell(l, observations_field, growth_field);
}

static int order_of(size_t a, size_t b)
{
	return (a > b) - (a < b);
}

static int compare_by_field(const void *a, const void *b)
{
	const struct page_line *left = a, *right = b;
	int order = str_compare(left->field, right->field);

	return order ? order : order_of(left->place, right->place);
}

static int compare_by_code(const void *a, const void *b)
{
	const struct page_line *left = a, *right = b;
	int order = str_compare(left->field, right->field);

	if (!order)
		order = str_compare(code(left), code(right));
	return order ? order : order_of(left->place, right->place);
}

static int compare_ranks(const void *a, const void *b)
{
	const struct page_line *left = a, *right = b;
	int order = order_of(left->field_rank, right->field_rank);

	if (!order)
		order = str_compare(left->field, right->field);
	if (!order)
		order = order_of(left->rank, right->rank);
	if (!order)
		order = str_compare(area(left), area(right));
	if (!order)
		order = str_compare(line_cell(left, observations_series_id, growth_series_id),
				    line_cell(right, observations_series_id, growth_series_id));
	if (!order)
		order = str_compare(line_cell(left, observations_time_period, growth_time_period),
				    line_cell(right, observations_time_period, growth_time_period));
	if (!order)
		order = order_of(left->place, right->place);
	return order ? order : str_compare(line_id(left)[0], line_id(right)[0]);
}

static void sort(struct page *p)
{
	struct page_line *l = p->line;

	qsort(l, p->lines, sizeof *l, compare_by_field);
	for (size_t i = 0; i < p->lines; i++)
		l[i].field_rank = !l[i].field.n ? SIZE_MAX /* the last one */
				  : i && str_equal(l[i - 1].field, l[i].field) ? l[i - 1].field_rank
									       : l[i].place;
	qsort(l, p->lines, sizeof *l, compare_by_code);
	for (size_t i = 0; i < p->lines; i++)
		l[i].rank = i && str_equal(l[i - 1].field, l[i].field) &&
					    str_equal(code(l + i - 1), code(l + i))
				    ? l[i - 1].rank
				    : l[i].place;
	qsort(l, p->lines, sizeof *l, compare_ranks);
}

void lines_make(struct page *p)
{
	const struct rows *levels = &p->r->table[RELEASE_observations];
	struct key *ids = xcalloc(levels->count + 1, sizeof *ids);
	struct key *keys = xcalloc(levels->count + 1, sizeof *keys);
	size_t room = 0, n = 0;

	for (size_t i = 0; i < levels->count; i++) {
		const struct str *o = rows_at(levels, i);
		if (!str_equal(o[observations_origin], STR("stated")))
			continue;
		add(p, &room)->level = o;
		ids[n] = id_key(o, n);
		keys[n] = level_key(o, n);
		n++;
	}
	if (n) {
		qsort(ids, n, sizeof *ids, compare_keys);
		qsort(keys, n, sizeof *keys, compare_keys);
	}
	attach_growth(p, ids, keys, n, &room);
	free(ids);
	free(keys);
	for (size_t i = 0; i < p->lines; i++)
		place(p, p->line + i);
	if (p->lines)
		sort(p);
}

const struct page_line *lines_find(const struct page *p, struct str obs_id, struct str growth_id)
{
	for (size_t i = 0; i < p->lines; i++) {
		const struct page_line *l = p->line + i;
		if (obs_id.n && l->level && str_equal(l->level[observations_obs_id], obs_id))
			return l;
		for (const struct page_growth *g = l->growth; growth_id.n && g; g = g->next)
			if (str_equal(g->row[growth_growth_id], growth_id))
				return l;
	}
	return NULL;
}

void line_label(const struct page *p, const struct page_line *l)
{
	struct str subject = line_cell(l, observations_subject, growth_subject),
		   place_code = area(l);

	if (l->indicator && l->indicator[indicators_label_vi].n)
		html_both(p->out, l->indicator[indicators_label_vi],
			  l->indicator[indicators_label_en]);
	else
		escape_html_to(p->out, subject);
	if (place_code.n && !str_equal(place_code, STR("VN"))) {
		fputs(" &middot; ", p->out);
		html_both(p->out, label_place(p->r->labels, place_code, VIETNAMESE),
			  label_place(p->r->labels, place_code, ENGLISH));
	}
}

#include "stages/growth/correct.h"

#include <stdlib.h>

#include "common/dec.h"
#include "common/hash.h"
#include "common/io.h"
#include "common/msg.h"
#include "common/xalloc.h"

enum { MOST_BYTES = 16 << 20 };

enum {
	column_action,
	column_doc_id,
	column_byte_start,
	column_series_id,
	column_time_period,
	column_value,
	column_expect,
	column_reason,
	column_count
};

static const struct column column_list[] = {
	{"action", TYPE_string, ""},      {"doc_id", TYPE_string, ""},
	{"byte_start", TYPE_int64, ""},   {"series_id", TYPE_string, ""},
	{"time_period", TYPE_string, ""}, {"value", TYPE_string, ""},
	{"expect", TYPE_string, ""},      {"reason", TYPE_string, ""},
};
static const struct table table_corrections = {"corrections", "", column_count, column_list};

static const char *const action_names[] = {"drop", "override", "scale", "flag"};

static bool find_action(struct str name, enum correction_action *action)
{
	for (int i = 0; i < 4; i++)
		if (str_equal(name, str_of(action_names[i]))) {
			*action = i;
			return true;
		}
	return false;
}

static bool is_status(struct str s)
{
	return s.n == 1 && memchr("AEPF", s.p[0], 4);
}

/* NULL, or why the row is refused; *column is the cell to blame. */
static const char *row_fault(const struct str *cell, enum correction_action *action, size_t *column)
{
	struct dec value;

	*column = column_action;
	if (!find_action(cell[column_action], action))
		return "not drop, override, scale or flag";
	*column = column_reason;
	if (!cell[column_reason].n)
		return "a reason is required";
	*column = column_expect;
	if (!cell[column_expect].n)
		return "what is expected to be read is required";
	*column = column_doc_id;
	bool place = cell[column_doc_id].n && cell[column_byte_start].n;
	if (!place && !(cell[column_series_id].n && cell[column_time_period].n))
		return "needs doc_id and byte_start, or series_id and time_period";
	*column = column_byte_start;
	if (cell[column_byte_start].n && !cell[column_doc_id].n)
		return "byte_start without doc_id";
	*column = column_value;
	switch (*action) {
	case CORRECT_DROP:
		return cell[column_value].n ? "drop takes no value" : NULL;
	case CORRECT_FLAG:
		return !cell[column_value].n || is_status(cell[column_value])
			       ? NULL
			       : "not a status (A E P F)";
	default:
		return dec_parse(cell[column_value], &value) ? NULL : "not a decimal number";
	}
}

static int read_list(struct corrections *c, FILE *stream)
{
	struct table_reader in;
	struct str cell[column_count];
	int got, refused = 0;

	if (table_read_begin(&in, &table_corrections, stream, c->file))
		return -1;
	while ((got = table_read(&in, cell)) > 0) {
		struct correction new = {0};
		size_t column;
		const char *fault = row_fault(cell, &new.action, &column);
		if (fault) {
			table_refuse(&in, column, cell[column], fault);
			refused++;
			continue;
		}
		struct str *part[] = {&new.action_name, &new.doc_id,      &new.byte_start,
				      &new.series_id,   &new.time_period, &new.value,
				      &new.expect,      &new.reason};
		for (size_t i = 0; i < column_count; i++)
			*part[i] = arena_copy(&c->arena, cell[i]);
		new.line = csv_line(in.csv);
		c->list = xgrow(c->list, &c->room, c->count + 1, sizeof *c->list);
		c->list[c->count++] = new;
	}
	table_read_end(&in);
	return got < 0 || refused ? -1 : 0;
}

static int hash_file(struct corrections *c)
{
	struct buf content = {0};

	if (io_read_all(c->file, MOST_BYTES, &content))
		return -1;
	hash_sha256(buf_view(&content), c->hash);
	buf_release(&content);
	return 0;
}

int corrections_read(struct corrections *c, const char *file)
{
	*c = (struct corrections){.file = file};
	if (!file)
		return 0;
	if (hash_file(c))
		return -1;
	FILE *stream = io_open(file);
	if (!stream)
		return -1;
	int result = read_list(c, stream);
	fclose(stream);
	return result;
}

void corrections_release(struct corrections *c)
{
	arena_release(&c->arena);
	free(c->list);
	*c = (struct corrections){0};
}

static bool meets(const struct correction *c, const struct reading *r)
{
	if (c->doc_id.n && !str_equal(c->doc_id, r->doc_id))
		return false;
	if (c->byte_start.n && !str_equal(c->byte_start, r->byte_start))
		return false;
	return (!c->series_id.n || str_equal(c->series_id, r->series_id)) &&
	       (!c->time_period.n || str_equal(c->time_period, r->time_period));
}

static bool as_expected(const struct correction *c, const struct reading *r)
{
	struct dec expected, found;

	if (r->printed.n && str_equal(c->expect, r->printed))
		return true;
	return dec_parse(c->expect, &expected) && dec_parse(*r->value, &found) &&
	       dec_compare(expected, found) == 0;
}

static void multiply(struct str *cell, struct dec factor, struct arena *a)
{
	struct buf b = {0};
	struct dec value, product;

	if (!cell || !dec_parse(*cell, &value) || !dec_mul(value, factor, &product))
		return;
	dec_print(dec_trim(product), &b);
	*cell = arena_copy(a, buf_view(&b));
	buf_release(&b);
}

static void change_cells(const struct correction *c, const struct reading *r, struct arena *a)
{
	struct dec factor;

	if (c->action == CORRECT_OVERRIDE) {
		*r->value = c->value;
		if (r->low)
			*r->low = *r->high = c->value;
	} else if (c->action == CORRECT_SCALE && dec_parse(c->value, &factor)) {
		struct str *low = dec_sign(factor) < 0 ? r->high : r->low;
		multiply(r->value, factor, a);
		multiply(r->low, factor, a);
		multiply(r->high, factor, a);
		if (low && low != r->low) {
			struct str swap = *r->low;
			*r->low = *r->high;
			*r->high = swap;
		}
	} else if (c->action == CORRECT_FLAG && c->value.n && r->status) {
		*r->status = c->value;
	}
}

int corrections_apply(const struct corrections *c, struct reading r, struct arena *a, size_t *used,
		      const struct correction **last)
{
	*last = NULL;
	for (size_t i = 0; i < c->count; i++) {
		const struct correction *one = c->list + i;
		if (!meets(one, &r))
			continue;
		if (!as_expected(one, &r)) {
			msg(MSG_ERROR, c->file, one->line, *r.value,
			    "expected '%.*s', but report %.*s at byte %.*s reads otherwise",
			    (int)one->expect.n, one->expect.p, (int)r.doc_id.n, r.doc_id.p,
			    (int)r.byte_start.n, r.byte_start.p);
			return -1;
		}
		if (used)
			used[i]++;
		*last = one;
		if (one->action == CORRECT_DROP)
			return 0;
		change_cells(one, &r, a);
	}
	return 1;
}

int corrections_check(const struct corrections *c, struct str doc_id, const size_t *used)
{
	int result = 0;

	for (size_t i = 0; i < c->count; i++) {
		const struct correction *one = c->list + i;
		if (!used[i] && one->doc_id.n && str_equal(one->doc_id, doc_id)) {
			msg(MSG_ERROR, c->file, one->line, one->expect,
			    "the report no longer has a reading there");
			result = -1;
		}
	}
	return result;
}

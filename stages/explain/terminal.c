#include "stages/explain/render.h"

struct paint {
	const char *on, *off;
};

static const struct paint coloured[MARK_KINDS] = {
	[MARK_SUBJECT] = {"\033[36m", "\033[0m"},  [MARK_VALUE] = {"\033[1;32m", "\033[0m"},
	[MARK_GROWTH] = {"\033[1;33m", "\033[0m"}, [MARK_PERIOD] = {"\033[34m", "\033[0m"},
	[MARK_NONE] = {"\033[2m", "\033[0m"},      [MARK_UNREAD] = {"\033[1;37;41m", "\033[0m"},
};
static const struct paint plain[MARK_KINDS] = {
	[MARK_SUBJECT] = {"", ""}, [MARK_VALUE] = {"[", "]"}, [MARK_GROWTH] = {"{", "}"},
	[MARK_PERIOD] = {"", ""},  [MARK_NONE] = {"", ""},    [MARK_UNREAD] = {"?", "?"},
};

static void put(FILE *out, struct str s)
{
	fwrite(s.p, 1, s.n, out);
}

static void field(FILE *out, const char *before, struct str s)
{
	if (!s.n)
		return;
	fputs(before, out);
	put(out, s);
}

static void tell_level(const struct str *row, FILE *out)
{
	field(out, "", row[observations_printed]);
	field(out, " = ", row[observations_obs_value]);
	field(out, " ", row[observations_unit_measure]);
	field(out, " | ",
	      row[observations_as_of].n ? row[observations_as_of] : row[observations_time_period]);
	field(out, " ", row[observations_time_basis]);
	if (!str_equal(row[observations_bound], STR("eq")))
		field(out, " ", row[observations_bound]);
	if (!str_equal(row[observations_obs_status], STR("A")))
		field(out, " ", row[observations_obs_status]);
	if (!str_equal(row[observations_origin], STR("stated")))
		field(out, " ", row[observations_origin]);
	field(out, " of ", row[observations_of_total]);
	field(out, " | ", row[observations_subject]);
	field(out, " | ", row[observations_indicator]);
}

static void tell_growth(const struct str *row, FILE *out)
{
	field(out, "", row[growth_printed]);
	field(out, " = ", row[growth_change]);
	field(out, " ", row[growth_kind]);
	field(out, " ", row[growth_basis]);
	field(out, " ", row[growth_base_period]);
	field(out, " | ", row[growth_verdict]);
	field(out, ", levels give ", row[growth_computed]);
	field(out, " | ", row[growth_subject]);
	field(out, " | ", row[growth_indicator]);
}

static void tell_line(const struct reading *r, size_t begin, size_t end, const struct paint *paint,
		      FILE *out)
{
	for (size_t i = 0; i < r->marks; i++) {
		const struct mark *m = &r->mark[i];
		if (m->begin >= end)
			break;
		if (m->begin < begin || m->kind == MARK_SUBJECT || m->kind == MARK_PERIOD)
			continue;
		fprintf(out, "    %s%-6s%s ", paint == coloured ? paint[m->kind].on : "",
			mark_name(m->kind), paint == coloured ? paint[m->kind].off : "");
		if (m->kind == MARK_VALUE) {
			tell_level(m->row, out);
		} else if (m->kind == MARK_GROWTH) {
			tell_growth(m->row, out);
		} else {
			put(out, (struct str){r->text.p + m->begin, m->end - m->begin});
			field(out, ": ", m->why);
		}
		putc('\n', out);
	}
	for (size_t i = reading_finding(r, 0, begin, end); i < r->findings.count;
	     i = reading_finding(r, i + 1, begin, end)) {
		const struct str *row = rows_at(&r->findings, i);
		field(out, "    ", row[findings_severity]);
		field(out, " ", row[findings_rule]);
		field(out, ": ", row[findings_message_en]);
		putc('\n', out);
	}
}

void render_terminal(const struct reading *r, bool colour, FILE *out)
{
	const struct paint *paint = colour ? coloured : plain;
	for (size_t begin = 0; begin < r->text.n;) {
		const char *lf = memchr(r->text.p + begin, '\n', r->text.n - begin);
		size_t end = lf ? (size_t)(lf - r->text.p) : r->text.n;
		for (size_t at = begin, next; at < end; at = next) {
			const struct mark *m = reading_at(r, at, end, &next);
			fputs(m ? paint[m->kind].on : "", out);
			put(out, (struct str){r->text.p + at, next - at});
			fputs(m ? paint[m->kind].off : "", out);
		}
		putc('\n', out);
		tell_line(r, begin, end, paint, out);
		begin = end + 1;
	}
	if (r->waits)
		fputs("the month of this text cannot be told: nothing of it was read; say it with "
		      "--period\n",
		      out);
	fprintf(out, "%zu numbers: %zu in facts, %zu that are none, %zu unread\n",
		r->facts + r->others + r->unread, r->facts, r->others, r->unread);
}

#include "stages/bundle/chart.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "common/msg.h"
#include "common/period.h"

#define PROGRAM "/usr/bin/gnuplot"

enum { TICS = 4, LABEL_DECIMALS = 2, GROUP = 3 };

/* The same for every chart; noenhanced keeps marks in labels from being read as markup. */
static const char preamble[] =
	"set encoding utf8\n"
	"set terminal svg size 300,120 noenhanced font 'sans-serif,10'\n"
	"unset key\nset border 3 lc rgb '#888888'\n"
	"set xtics nomirror out scale 0.5\nset ytics nomirror out scale 0.5\n"
	"set offsets graph 0.04, graph 0.04, graph 0.12, graph 0.08\n"
	"set style line 1 lc rgb '#1a4f8b' lw 1.6 pt 7 ps 0.35\n";

static struct dec drawn_value(const struct chart *c, size_t i)
{
	struct dec d = c->point[i].value;

	dec_shift(d, -c->mult, &d);
	return dec_trim(d);
}

/* From the last point back, as many as have room for their labels. */
static void x_tics(const struct chart *c, struct buf *script)
{
	long span = (long)c->point[c->points - 1].day - c->point[0].day, last = 0;
	const char *mark = "";
	int year, month, day;

	buf_text(script, "set xtics (");
	for (size_t i = c->points; i-- > 0;) {
		long at = c->point[i].day;
		if (*mark && (last - at) * TICS < span)
			continue;
		period_date(c->point[i].day, &year, &month, &day);
		buf_printf(script, "%s'%d/%d' %ld", mark, month, year, at);
		mark = ", ";
		last = at;
	}
	buf_text(script, ")\n");
}

static void y_tic(const struct chart *c, size_t i, struct buf *script)
{
	struct dec at = drawn_value(c, i), shown = at;

	if (c->mult)
		dec_round(at, LABEL_DECIMALS, DEC_HALF_EVEN, &shown);
	buf_byte(script, '\'');
	dec_print(dec_trim(shown), script);
	buf_text(script, "' ");
	dec_print(at, script);
}

/* The least and the greatest value alone. */
static void y_tics(const struct chart *c, struct buf *script)
{
	size_t least = 0, most = 0;

	for (size_t i = 1; i < c->points; i++) {
		if (dec_compare(c->point[i].value, c->point[least].value) < 0)
			least = i;
		if (dec_compare(c->point[i].value, c->point[most].value) > 0)
			most = i;
	}
	buf_text(script, "set yrange [*:*]\nset ytics (");
	y_tic(c, least, script);
	if (least != most) {
		buf_text(script, ", ");
		y_tic(c, most, script);
		buf_text(script, ")\n");
		return;
	}
	buf_text(script, ")\nset yrange [");
	dec_print(drawn_value(c, least), script);
	buf_text(script, "-1:");
	dec_print(drawn_value(c, least), script);
	buf_text(script, "+1]\n");
}

static void plot(const struct chart *c, struct buf *script)
{
	x_tics(c, script);
	y_tics(c, script);
	buf_text(script, "set output\nplot '-' using 1:2 with linespoints ls 1\n");
	for (size_t i = 0; i < c->points; i++) {
		if (i && !c->point[i].joined)
			buf_byte(script, '\n');
		buf_printf(script, "%ld ", (long)c->point[i].day);
		dec_print(drawn_value(c, i), script);
		buf_byte(script, '\n');
	}
	buf_text(script, "e\n");
}

/* Exit status of the program; 127 where it is not there, -1 with errno set. */
static int run(FILE *script, FILE *svg)
{
	static char name[] = "gnuplot", defaults[] = "-d", language[] = "LC_ALL=C.UTF-8",
		    home[] = "HOME=/nonexistent";
	char *const argv[] = {name, defaults, NULL}, *const environment[] = {language, home, NULL};
	posix_spawn_file_actions_t actions;
	pid_t child;
	int status;

	int error = posix_spawn_file_actions_init(&actions);
	if (error)
		return errno = error, -1;
	error = posix_spawn_file_actions_adddup2(&actions, fileno(script), STDIN_FILENO);
	if (!error)
		error = posix_spawn_file_actions_adddup2(&actions, fileno(svg), STDOUT_FILENO);
	if (!error)
		error = posix_spawn(&child, PROGRAM, &actions, NULL, argv, environment);
	posix_spawn_file_actions_destroy(&actions);
	if (error)
		return errno = error, error == ENOENT || error == EACCES ? 127 : -1;
	while (waitpid(child, &status, 0) < 0)
		if (errno != EINTR)
			return -1;
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}

static int read_back(FILE *stream, struct buf *to)
{
	enum { STEP = 1 << 16 };
	size_t got;

	rewind(stream);
	while ((got = fread(buf_room(to, STEP), 1, STEP, stream)) > 0)
		to->n += got;
	return ferror(stream) ? -1 : 0;
}

static enum chart_result gnuplot(struct str script, struct buf *svg)
{
	FILE *in = tmpfile(), *out = tmpfile();
	int status = -1;

	if (in && out && fwrite(script.p, 1, script.n, in) == script.n && fflush(in) == 0 &&
	    fseek(in, 0, SEEK_SET) == 0 && lseek(fileno(in), 0, SEEK_SET) == 0)
		status = run(in, out);
	if (status == 0 && read_back(out, svg))
		status = -1;
	if (status < 0)
		msg_system(MSG_ERROR, PROGRAM, "cannot draw the charts");
	else if (status > 0 && status != 127)
		msg(MSG_ERROR, PROGRAM, 0, (struct str){0}, "failed, exit status %d", status);
	if (in)
		fclose(in);
	if (out)
		fclose(out);
	return status == 0 ? CHART_DRAWN : status == 127 ? CHART_NO_PROGRAM : CHART_FAILED;
}

static bool holds(struct str line, struct str what)
{
	for (size_t i = 0; i + what.n <= line.n; i++)
		if (memcmp(line.p + i, what.p, what.n) == 0)
			return true;
	return false;
}

static void number(struct str n, char group, char point, struct buf *out)
{
	struct str rest = n, whole = str_cut(&rest, '.');

	if (whole.n && whole.p[0] == '-') {
		buf_text(out, "&#8722;");
		whole = (struct str){whole.p + 1, whole.n - 1};
	}
	for (size_t i = 0; i < whole.n; i++) {
		if (i && (whole.n - i) % GROUP == 0)
			buf_byte(out, group);
		buf_byte(out, whole.p[i]);
	}
	if (rest.n)
		buf_byte(out, point);
	buf_add(out, rest);
}

/* A line of SVG; a number in it is written as either language has it. */
static void svg_line(struct str line, struct buf *out)
{
	const struct str open = STR("<text>"), close = STR("</text>");
	struct str s = str_trim(line);
	struct dec d;

	if (str_starts(s, open) && s.n > open.n + close.n) {
		struct str n = {s.p + open.n, s.n - open.n - close.n};
		if (dec_parse(n, &d)) {
			buf_text(out, "<text><tspan lang=\"vi\">");
			number(n, '.', ',', out);
			buf_text(out, "</tspan><tspan lang=\"en\">");
			number(n, ',', '.', out);
			buf_text(out, "</tspan></text>\n");
			return;
		}
	}
	buf_add(out, s);
	buf_byte(out, '\n');
}

/* One svg element, from its first tag, out of what gnuplot wrote: without title, ids and empty
 * groups; the definitions of its marks are kept of the first chart alone, since they name
 * themselves alike in all. */
static void clean(struct str svg, bool first, struct buf *out)
{
	const struct str group = STR("<g fill="), end = STR("</g>");
	struct str pending = {0};
	bool definitions = false;

	buf_text(out, "<svg viewBox=\"0 0 300 120\" aria-hidden=\"true\" "
		      "xmlns:xlink=\"http://www.w3.org/1999/xlink\">\n");
	while (svg.n) {
		struct str line = str_trim(str_cut(&svg, '\n'));
		if (str_starts(line, STR("<defs>")))
			definitions = true;
		bool keep = definitions ? first : line.n > 0;
		if (str_starts(line, STR("</defs>")))
			definitions = false;
		if (!keep || str_starts(line, STR("<title>")) || str_starts(line, STR("<desc>")))
			continue;
		if (pending.n && !str_equal(line, end)) {
			buf_add(out, pending);
			buf_byte(out, '\n');
		} else if (pending.n) {
			pending.n = 0;
			continue;
		}
		pending.n = 0;
		if (str_starts(line, group) && !holds(line, STR("<text")) &&
		    line.p[line.n - 1] == '>')
			pending = line;
		else if (str_starts(line, STR("<g id=")))
			buf_text(out, "<g>\n");
		else
			svg_line(line, out);
	}
}

static const char *find(const char *from, const char *end, struct str what)
{
	for (; from && end - from >= (ptrdiff_t)what.n; from++) {
		from = memchr(from, what.p[0], (size_t)(end - from));
		if (!from || end - from < (ptrdiff_t)what.n)
			return NULL;
		if (memcmp(from, what.p, what.n) == 0)
			return from;
	}
	return NULL;
}

/* Cuts gnuplot's output into its charts; false where there are not as many as asked for. */
static bool cut(struct str all, struct chart *chart, size_t count, struct buf *drawn)
{
	const struct str begin = STR("xmlns:xlink=\"http://www.w3.org/1999/xlink\"\n>"),
			 end = STR("</svg>");
	const char *at = all.p, *stop = all.p + all.n;
	size_t done = 0;

	for (; done < count; done++) {
		const char *head = find(at, stop, begin);
		const char *tail = head ? find(head, stop, end) : NULL;
		if (!tail)
			break;
		size_t from = drawn->n;
		clean(str_range(head + begin.n, tail), done == 0, drawn);
		buf_text(drawn, "</svg>\n");
		chart[done].svg = (struct str){NULL, drawn->n - from};
		at = tail + end.n;
	}
	for (size_t i = 0, from = 0; i < done; from += chart[i++].svg.n)
		chart[i].svg.p = drawn->p + from;
	return done == count;
}

enum chart_result chart_draw(struct chart *chart, size_t count, struct buf *drawn)
{
	struct buf script = {0}, svg = {0};

	if (!count)
		return CHART_DRAWN;
	buf_text(&script, preamble);
	for (size_t i = 0; i < count; i++)
		plot(chart + i, &script);
	enum chart_result result = gnuplot(buf_view(&script), &svg);
	if (result == CHART_DRAWN && !cut(buf_view(&svg), chart, count, drawn)) {
		msg(MSG_ERROR, PROGRAM, 0, (struct str){0}, "drew fewer charts than asked for");
		result = CHART_FAILED;
	}
	buf_release(&script);
	buf_release(&svg);
	return result;
}

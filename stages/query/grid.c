#include "stages/query/grid.h"

#include <stdlib.h>

#include "common/buf.h"
#include "common/csv.h"
#include "common/escape.h"
#include "common/utf8.h"
#include "common/xalloc.h"

enum { WIDEST = 60 /* characters of a text cell on a terminal; JSON and CSV have all */ };

struct str *grid_add(struct grid *g)
{
	g->cell = xgrow(g->cell, &g->room, (g->count + 1) * g->columns, sizeof *g->cell);
	struct str *row = g->cell + g->count++ * g->columns;
	memset(row, 0, g->columns * sizeof *row);
	return row;
}

void grid_release(struct grid *g)
{
	free(g->cell);
	g->cell = NULL;
	g->count = g->room = 0;
}

bool grid_form_parse(const char *name, enum grid_form *form)
{
	static const char *const names[] = {"text", "json", "csv"};

	for (int i = 0; i < 3; i++)
		if (strcmp(name, names[i]) == 0) {
			*form = i;
			return true;
		}
	return false;
}

/* Characters of the text; *bytes of them where more than `most` are cut. */
static size_t width(struct str s, size_t most, size_t *bytes)
{
	size_t count = 0;
	const char *p = s.p, *end = s.p + s.n;

	while (p < end && count < most) {
		utf8_next(&p, end);
		count++;
	}
	*bytes = s.n ? (size_t)(p - s.p) : 0;
	return count;
}

static void add_cell(struct buf *line, struct str s, size_t wide, bool number)
{
	size_t bytes, used = width(s, WIDEST, &bytes);

	for (size_t i = used; number && i < wide; i++)
		buf_byte(line, ' ');
	for (size_t i = 0; i < bytes; i++)
		buf_byte(line, (unsigned char)s.p[i] < ' ' || s.p[i] == 127 ? '?' : s.p[i]);
	for (size_t i = used; !number && i < wide; i++)
		buf_byte(line, ' ');
}

static void print_line(const struct grid *g, const struct str *cell, const size_t *wide, FILE *out)
{
	struct buf line = {0};

	for (size_t c = 0; c < g->columns; c++) {
		buf_text(&line, c ? "  " : "");
		add_cell(&line, cell[c], wide[c], g->column[c].number);
	}
	while (line.n && line.p[line.n - 1] == ' ')
		line.n--;
	buf_byte(&line, '\n');
	fwrite(line.p, 1, line.n, out);
	buf_release(&line);
}

static void print_text(const struct grid *g, FILE *out)
{
	size_t wide[GRID_COLUMNS], bytes;
	struct str header[GRID_COLUMNS];

	for (size_t c = 0; c < g->columns; c++) {
		header[c] = str_of(g->column[c].name);
		wide[c] = header[c].n;
		for (size_t i = 0; i < g->count; i++) {
			size_t one = width(g->cell[i * g->columns + c], WIDEST, &bytes);
			wide[c] = one > wide[c] ? one : wide[c];
		}
	}
	print_line(g, header, wide, out);
	for (size_t i = 0; i < g->count; i++)
		print_line(g, g->cell + i * g->columns, wide, out);
}

static void print_json(const struct grid *g, FILE *out)
{
	putc('[', out);
	for (size_t i = 0; i < g->count; i++) {
		fputs(i ? ",\n {" : "\n {", out);
		for (size_t c = 0; c < g->columns; c++) {
			struct str s = g->cell[i * g->columns + c];
			fputs(c ? ", " : "", out);
			escape_json_to(out, str_of(g->column[c].name));
			fputs(": ", out);
			if (!s.n)
				fputs("null", out);
			else if (g->column[c].number)
				fwrite(s.p, 1, s.n, out);
			else
				escape_json_to(out, s);
		}
		putc('}', out);
	}
	fputs("\n]\n", out);
}

static void print_csv(const struct grid *g, FILE *out)
{
	struct str header[GRID_COLUMNS];
	struct buf b = {0};

	for (size_t c = 0; c < g->columns; c++)
		header[c] = str_of(g->column[c].name);
	csv_append_row(&b, header, g->columns);
	for (size_t i = 0; i < g->count; i++) {
		csv_append_row(&b, g->cell + i * g->columns, g->columns);
		fwrite(b.p, 1, b.n, out);
		buf_reset(&b);
	}
	fwrite(b.p, 1, b.n, out);
	buf_release(&b);
}

void grid_print(const struct grid *g, enum grid_form form, FILE *out)
{
	switch (form) {
	case GRID_TEXT:
		print_text(g, out);
		break;
	case GRID_JSON:
		print_json(g, out);
		break;
	case GRID_CSV:
		print_csv(g, out);
		break;
	}
}

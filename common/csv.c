#include "common/csv.h"

#include <csv.h>
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include "common/block.h"
#include "common/msg.h"
#include "common/split.h"
#include "common/utf8.h"
#include "common/xalloc.h"

/* Log of the parts that all else is a multiple of; the fuzzers make it small, and chunks meet in
 * every row. */
#ifndef CSV_PART
#define CSV_PART 12
#endif

enum {
	PAGE = 1 << CSV_PART, /* whole ones are read, or stdio would read one more each time */
	CHUNK = PAGE << 6,
	LARGEST_ROW = 64 << 20,
	FIELD_STEP = PAGE << 4, /* libcsv lets its field buffer grow by this */
	ROW_ON_STACK = 1 << 14,
};

struct row_end {
	size_t cell;        /* behind its last cell */
	unsigned long line; /* where it began */
};

/*
 * Rows come in one of two ways. While `regular`, split.h cuts them where they stand in the chunk;
 * from the first row on that is not regular, or from the beginning, libcsv parses.
 *
 * libcsv hands out fields and rows by callback, all those of a chunk in one call. They are kept
 * here, the bytes in `data`, which is made large enough before the chunk is parsed and so does not
 * move under the views, and given out one row at a time.
 */
struct csv_reader {
	FILE *stream;
	char *name;
	struct csv_parser parser;

	char *chunk;
	size_t begin, sound,
		end; /* of what is not parsed yet; what may be parsed ends at `sound` */
	size_t room; /* SPLIT_PADDING of it stay free */

	bool regular;
	struct split split;

	char *data;
	size_t data_n, data_room;
	struct str *cell;
	size_t cells, cell_room, row_begin; /* row_begin: first cell of the row being parsed */
	struct row_end *row;
	size_t rows, row_room;
	size_t next, next_cell; /* to be given out */

	size_t columns;      /* of the first row, 0 before it */
	size_t unbroken;     /* bytes of the chunks since the last that ended a row */
	unsigned long line;  /* that the parser is in, from 1 */
	unsigned long began; /* where the row being parsed began */
	unsigned long given; /* csv_line() */
	int last_end;        /* last line end seen, to tell CR LF from two ends */
	bool quotes;         /* a quote was seen: fields may hold line ends */
	bool started, ended, reported;
	const char *why; /* what is wrong behind the rows held */
	unsigned long why_line;
	int why_errno;
};

static int never_blank(unsigned char c)
{
	(void)c;
	return 0; /* or libcsv would trim fields */
}

static struct csv_reader *new_reader(FILE *stream, const char *name, bool regular)
{
	struct csv_reader *r = xcalloc(1, sizeof(*r));
	size_t n;

	if (!name || strcmp(name, "-") == 0)
		name = "<stdin>";
	n = strlen(name) + 1;
	r->stream = stream;
	r->name = memcpy(xmalloc(n), name, n);
	r->room = CHUNK + SPLIT_PADDING;
	r->chunk = xmalloc(r->room);
	r->line = r->began = r->given = r->split.line = 1;
	r->regular = regular;
	split_text(&r->split, r->chunk, r->chunk);
	/* REPALL_NL: every line end is reported, so that lines can be counted. */
	csv_init(&r->parser, CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL);
	csv_set_blk_size(&r->parser, FIELD_STEP);
	csv_set_space_func(&r->parser, never_blank);
	return r;
}

struct csv_reader *csv_reader_new(FILE *stream, const char *name)
{
	return new_reader(stream, name, false);
}

struct csv_reader *csv_reader_regular(FILE *stream, const char *name)
{
	return new_reader(stream, name, true);
}

void csv_reader_free(struct csv_reader *r)
{
	if (!r)
		return;
	csv_free(&r->parser);
	free(r->name);
	free(r->chunk);
	split_release(&r->split);
	free(r->data);
	free(r->cell);
	free(r->row);
	free(r);
}

unsigned long csv_line(const struct csv_reader *r)
{
	return r->given;
}

const char *csv_name(const struct csv_reader *r)
{
	return r->name;
}

static void refuse(struct csv_reader *r, const char *why, unsigned long line, int error)
{
	if (r->why)
		return;
	r->why = why;
	r->why_line = line;
	r->why_errno = error;
}

/* libcsv ends a row at a CR alone too. */
static void check_line_end(struct csv_reader *r)
{
	if (r->last_end == '\r')
		refuse(r, "carriage return without line feed", r->began - 1, EILSEQ);
}

static void on_field(void *field, size_t n, void *context)
{
	struct csv_reader *r = context;

	check_line_end(r);
	r->last_end = 0;
	if (r->cells == r->cell_room)
		r->cell = xgrow(r->cell, &r->cell_room, r->cells + 1, sizeof(*r->cell));
	memcpy(r->data + r->data_n, field, n);
	r->cell[r->cells++] = (struct str){r->data + r->data_n, n};
	r->data_n += n;
	if (r->quotes)
		for (const char *p = field, *end = p + n; (p = memchr(p, '\n', (size_t)(end - p)));
		     p++)
			r->line++;
}

static void on_row(int end, void *context)
{
	struct csv_reader *r = context;
	size_t count = r->cells - r->row_begin;
	bool second = end == '\n' && r->last_end == '\r' && count == 0;

	if (second) {
		r->last_end = 0;
		return;
	}
	check_line_end(r);
	r->last_end = end;
	if (count && r->columns && count != r->columns)
		refuse(r, count < r->columns ? "too few fields" : "too many fields", r->began,
		       EILSEQ);
	if (count && !r->why) {
		r->columns = count;
		if (r->rows == r->row_room)
			r->row = xgrow(r->row, &r->row_room, r->rows + 1, sizeof(*r->row));
		r->row[r->rows++] = (struct row_end){r->cells, r->began};
	}
	r->row_begin = r->cells;
	r->began = ++r->line;
}

/* Rows given out go; the cells of a row begun move to the front, with room for `more` bytes. */
static void make_room(struct csv_reader *r, size_t more)
{
	size_t kept = r->cells - r->row_begin;
	size_t bytes = kept ? (size_t)(r->data + r->data_n - r->cell[r->row_begin].p) : 0;
	char *at;

	if (kept) {
		memmove(r->data, r->cell[r->row_begin].p, bytes);
		memmove(r->cell, r->cell + r->row_begin, kept * sizeof(*r->cell));
	}
	r->data = xgrow(r->data, &r->data_room, bytes + more, 1);
	r->data_n = bytes;
	at = r->data;
	for (size_t i = 0; i < kept; i++) {
		r->cell[i].p = at;
		at += r->cell[i].n;
	}
	r->cells = kept;
	r->row_begin = r->rows = r->next = r->next_cell = 0;
}

/* Bytes at the end that may be the head of a character cut by the chunk's end. */
static size_t cut_tail(struct str s)
{
	for (size_t back = 1; back <= 3 && back <= s.n; back++) {
		unsigned char c = (unsigned char)s.p[s.n - back];

		if ((c & 0xC0) == 0x80)
			continue;
		return c >= 0xC0 && back < (c < 0xE0 ? 2u : c < 0xF0 ? 3u : 4u) ? back : 0;
	}
	return 0;
}

/* Moves `sound` as far as the text can be parsed; notes what is wrong behind it. */
static void find_sound(struct csv_reader *r)
{
	struct str s;
	const char *nul;
	size_t valid;

	if (!r->started && r->end >= 3 && memcmp(r->chunk, "\xEF\xBB\xBF", 3) == 0)
		r->begin = r->sound = 3;
	r->started = true;
	s = (struct str){r->chunk + r->sound, r->end - r->sound};
	s.n -= r->ended ? 0 : cut_tail(s);
	nul = s.n ? memchr(s.p, '\0', s.n) : NULL;
	valid = utf8_valid((struct str){s.p, nul ? (size_t)(nul - s.p) : s.n});
	r->sound += valid;
	if (valid == s.n)
		return;
	refuse(r, nul && s.p + valid == nul ? "NUL byte" : "invalid utf-8", 0, EILSEQ);
	r->end = r->sound;
}

/* What is left goes to the front, and more is read behind it; false where that failed. */
static bool fill(struct csv_reader *r)
{
	size_t left = r->end - r->begin, want, got;

	memmove(r->chunk, r->chunk + r->begin, left);
	r->sound -= r->begin;
	r->begin = 0;
	if (r->room - left < PAGE + SPLIT_PADDING)
		r->chunk = xgrow(r->chunk, &r->room, r->room + CHUNK, 1);
	want = (r->room - SPLIT_PADDING - left) / PAGE * PAGE;
	got = fread(r->chunk + left, 1, want, r->stream);
	r->end = left + got;
	r->ended = got < want;
	if (ferror(r->stream)) {
		refuse(r, "cannot read", 0, errno);
		r->sound = r->end = 0;
		return false;
	}
	find_sound(r);
	return true;
}

/* libcsv's turn: all that is sound. */
static void parse(struct csv_reader *r)
{
	struct str s = {r->chunk + r->begin, r->sound - r->begin};
	const char *late = r->why;
	int late_errno = r->why_errno;
	bool good;

	r->why = NULL; /* it stands behind what is parsed now */
	if (!r->quotes && s.n && memchr(s.p, '"', s.n))
		r->quotes = true;
	make_room(r, s.n + csv_get_buffer_size(&r->parser));
	/* libcsv's field buffer grows by steps of one size: half of what it has, or long fields
	 * take time squared. */
	if (csv_get_buffer_size(&r->parser) > 2 * FIELD_STEP)
		csv_set_blk_size(&r->parser, csv_get_buffer_size(&r->parser) / 2);
	r->begin = r->sound;
	good = csv_parse(&r->parser, s.p, s.n, on_field, on_row, r) == s.n;
	if (!good && csv_error(&r->parser) == CSV_ENOMEM)
		refuse(r, "out of memory", r->began, ENOMEM);
	else if (!good)
		refuse(r, "stray quote", r->began, EILSEQ);
	else if (late)
		refuse(r, late, r->began, late_errno);
	else if (r->ended && csv_fini(&r->parser, on_field, on_row, r) != 0)
		refuse(r, "quoted field does not end", r->began, EILSEQ);
	r->unbroken = r->rows ? 0 : r->unbroken + s.n;
	if (r->unbroken > LARGEST_ROW)
		refuse(r, "row of more than 64 MiB", r->began, EILSEQ);
}

/* A regular row; false where libcsv went on from the row at which the split stands. */
static bool split_regular(struct csv_reader *r)
{
	bool good = true;

	while (good) {
		enum split_result result = split_row(&r->split);

		r->begin = (size_t)(r->split.at - r->chunk);
		if (result == SPLIT_ROW)
			return true;
		if (result == SPLIT_ODD || r->ended || r->why || r->end - r->begin > LARGEST_ROW)
			break;
		good = fill(r);
		memset(r->chunk + r->end, 0, SPLIT_PADDING); /* a cut character stays */
		split_text(&r->split, r->chunk + r->begin, r->chunk + r->sound);
	}
	r->regular = false;
	r->line = r->began = r->split.line;
	r->columns = r->split.columns;
	if (good)
		parse(r);
	return false;
}

static int report(struct csv_reader *r)
{
	if (!r->reported) {
		errno = r->why_errno;
		if (r->why_line)
			msg(MSG_ERROR, r->name, r->why_line, STR(""), "%s", r->why);
		else
			msg_system(MSG_ERROR, r->name, r->why);
	}
	r->reported = true;
	errno = r->why_errno;
	return -1;
}

int csv_read(struct csv_reader *r, struct str **cells, size_t *count)
{
	if (r->regular && split_regular(r)) {
		*cells = r->split.cell;
		*count = r->split.columns;
		r->given = r->split.given;
		return 1;
	}
	while (r->next == r->rows) {
		if (r->why)
			return report(r);
		if (r->ended)
			return 0;
		if (fill(r))
			parse(r);
	}
	*cells = r->cell + r->next_cell;
	*count = r->row[r->next].cell - r->next_cell;
	r->given = r->row[r->next].line;
	r->next_cell = r->row[r->next++].cell;
	return 1;
}

/* ---- writing -------------------------------------------------------------------------------- */

#ifdef __SSE2__
static inline int specials(__m128i v)
{
	return _mm_movemask_epi8(
		_mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8(',')),
					  _mm_cmpeq_epi8(v, _mm_set1_epi8('"'))),
			     _mm_or_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8('\n')),
					  _mm_cmpeq_epi8(v, _mm_set1_epi8('\r')))));
}
#endif

/* Is there a byte in these sixteen for which a field must be quoted? */
static inline bool any_special(uint64_t first, uint64_t second)
{
#ifdef __SSE2__
	return specials(_mm_set_epi64x((long long)second, (long long)first)) != 0;
#else
	static const unsigned char special[] = {',', '"', '\n', '\r'};
	const uint64_t ones = 0x0101010101010101u;

	for (size_t i = 0; i < sizeof(special); i++) {
		uint64_t a = first ^ ones * special[i], b = second ^ ones * special[i];

		if ((((a - ones) & ~a) | ((b - ones) & ~b)) & ones << 7)
			return true;
	}
	return false;
#endif
}

/* At most 16 bytes as two words, some of them twice; no byte besides. */
static inline void two_words(const char *p, size_t n, uint64_t *first, uint64_t *second)
{
	uint32_t head, tail;

	if (n >= 8) {
		memcpy(first, p, 8);
		memcpy(second, p + n - 8, 8);
	} else if (n >= 4) {
		memcpy(&head, p, 4);
		memcpy(&tail, p + n - 4, 4);
		*first = head;
		*second = tail;
	} else {
		*first = (unsigned char)p[0];
		*second = (uint64_t)(unsigned char)p[n / 2] << 8 | (unsigned char)p[n - 1];
	}
}

static char *put_quoted(char *to, struct str s)
{
	*to++ = '"';
	for (const char *quote; (quote = memchr(s.p, '"', s.n));) {
		size_t n = (size_t)(quote + 1 - s.p);
		memcpy(to, s.p, n);
		to += n;
		*to++ = '"';
		s = (struct str){s.p + n, s.n - n};
	}
	memcpy(to, s.p, s.n);
	to += s.n;
	*to++ = '"';
	return to;
}

/* The bytes that two_words() read: at most 16. */
static inline void put_words(char *to, size_t n, uint64_t first, uint64_t second)
{
	const uint32_t head = (uint32_t)first, tail = (uint32_t)second;

	if (n >= 8) {
		memcpy(to, &first, 8);
		memcpy(to + n - 8, &second, 8);
	} else if (n >= 4) {
		memcpy(to, &head, 4);
		memcpy(to + n - 4, &tail, 4);
	} else {
		to[0] = (char)first;
		to[n / 2] = (char)(second >> 8);
		to[n - 1] = (char)second;
	}
}

/* Copies the sixteen bytes at p; false where the field must be quoted for one of them. */
static inline bool put_sixteen(char *to, const char *p)
{
#ifdef __SSE2__
	const __m128i v = block_part(p, 0);

	_mm_storeu_si128((__m128i *)(void *)to, v);
	return specials(v) == 0;
#else
	uint64_t first, second;

	two_words(p, 16, &first, &second);
	put_words(to, 16, first, second);
	return !any_special(first, second);
#endif
}

/* Writes at most 2n + 2 bytes; returns where they end. Fields are short and many: each is copied
 * while it is looked at, and again where it must be quoted. */
static inline char *put_field(char *to, struct str s)
{
	uint64_t first, second;
	size_t i = 0;

	if (s.n == 0)
		return to;
	if (s.n <= 16) {
		two_words(s.p, s.n, &first, &second);
		if (any_special(first, second))
			return put_quoted(to, s);
		put_words(to, s.n, first, second);
		return to + s.n;
	}
	for (; i + 16 < s.n; i += 16)
		if (!put_sixteen(to + i, s.p + i))
			return put_quoted(to, s);
	/* the last sixteen, some of them once more */
	return put_sixteen(to + s.n - 16, s.p + s.n - 16) ? to + s.n : put_quoted(to, s);
}

static char *put_row(char *to, const struct str *cells, size_t count)
{
	if (count == 1 && cells[0].n == 0) { /* an empty line would be no row */
		*to++ = '"';
		*to++ = '"';
	}
	for (size_t i = 0; i < count; i++) {
		if (i)
			*to++ = ',';
		to = put_field(to, cells[i]);
	}
	*to++ = '\n';
	return to;
}

/* Room that a row may need. */
static size_t most_bytes(const struct str *cells, size_t count)
{
	size_t n = 3;

	for (size_t i = 0; i < count; i++)
		n += 2 * cells[i].n + 3;
	return n;
}

void csv_append_field(struct buf *out, struct str field)
{
	char *to = buf_room(out, 2 * field.n + 2);

	out->n += (size_t)(put_field(to, field) - to);
}

void csv_append_row(struct buf *out, const struct str *cells, size_t count)
{
	char *to = buf_room(out, most_bytes(cells, count));

	out->n += (size_t)(put_row(to, cells, count) - to);
}

void csv_write_row(FILE *stream, const struct str *cells, size_t count)
{
	char row[ROW_ON_STACK];
	struct buf large = {0};

	if (most_bytes(cells, count) <= sizeof(row)) {
		fwrite(row, 1, (size_t)(put_row(row, cells, count) - row), stream);
		return;
	}
	csv_append_row(&large, cells, count);
	fwrite(large.p, 1, large.n, stream);
	buf_release(&large);
}

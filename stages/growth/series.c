#include "stages/growth/series.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "common/arena.h"
#include "common/csv.h"
#include "common/io.h"
#include "common/msg.h"
#include "common/period.h"
#include "common/xalloc.h"
#include "stages/growth/change.h"

enum {
	BLOCK_BITS = 6,
	BLOCK = 1 << BLOCK_BITS, /* months */
	SCALE_BITS = 5,
	SCALE_MASK = (1 << SCALE_BITS) - 1,
	SPECIAL = SCALE_MASK, /* in place of a scale: the rest is one of these, or BIG + an index */
	NONE = 0,
	NO_VALUE,
	BIG,
	MOST_DIGITS = 17,
	QUEUE = 32, /* values on their way to memory that is being fetched */
	OUTPUT = 1 << 20,
	MILLION = 1000000,
	PERCENT_MILLIONTHS = 100 * MILLION,
};

struct block {
	uint64_t slot[BLOCK]; /* coefficient << SCALE_BITS | scale */
};

struct one_series {
	struct str name;
	uint64_t hash;
	struct block **block; /* of months [first_block * BLOCK, …) */
	int first_block, blocks;
};

struct pending {
	uint64_t *slot, value;
	unsigned long line;
};

struct engine {
	struct arena arena;
	struct one_series *series;
	size_t count, room;
	uint32_t *table; /* open addressing; 1 + index of the series */
	size_t table_size;
	struct dec *big; /* values that a slot does not hold */
	size_t big_count, big_room;
	struct pending queue[QUEUE];
	size_t queued;
	struct csv_reader *in;
	unsigned long long left_out; /* changes without a usable base */
};

/* ---- numbers ------------------------------------------------------------------------------ */

bool series_parse(struct str s, int64_t *coef, int *scale)
{
	size_t i = s.n && (s.p[0] == '-' || s.p[0] == '+'), digits = 0;
	bool minus = s.n && s.p[0] == '-', point = false;
	uint64_t value = 0;

	*scale = 0;
	for (; i < s.n; i++) {
		unsigned digit = (unsigned)(unsigned char)s.p[i] - '0';
		if (digit <= 9) {
			value = value * 10 + digit;
			*scale += point;
			digits++;
		} else if (s.p[i] == '.' && !point && digits && i + 1 < s.n) {
			point = true;
		} else {
			return false;
		}
	}
	*coef = minus ? -(int64_t)value : (int64_t)value;
	return digits && digits <= MOST_DIGITS;
}

bool series_change(int64_t a, int64_t b, int64_t *millionths)
{
	bool fall = a < b;
	uint64_t size = fall ? (uint64_t)(b - a) : (uint64_t)(a - b), base = (uint64_t)b, quotient,
		 rest;

	if (size <= UINT64_MAX / PERCENT_MILLIONTHS) {
		uint64_t scaled = size * PERCENT_MILLIONTHS;
		quotient = scaled / base;
		rest = scaled % base;
	} else {
		__extension__ unsigned __int128 scaled =
			(unsigned __int128)size * PERCENT_MILLIONTHS;
		if (scaled / base > INT64_MAX / 2)
			return false;
		quotient = (uint64_t)(scaled / base);
		rest = (uint64_t)(scaled % base);
	}
	quotient += 2 * rest > base || (2 * rest == base && (quotient & 1));
	if (quotient > INT64_MAX)
		return false;
	*millionths = fall ? -(int64_t)quotient : (int64_t)quotient;
	return true;
}

static const char pairs[] =
	"00010203040506070809101112131415161718192021222324252627282930313233343536373839"
	"40414243444546474849505152535455565758596061626364656667686970717273747576777879"
	"8081828384858687888990919293949596979899";

/* Decimal digits of v, at least `least` of them, ending before `end`; where they begin. */
static char *digits_before(char *end, uint64_t v, int least)
{
	char *p = end;

	while (v >= 100) {
		p -= 2;
		memcpy(p, pairs + 2 * (v % 100), 2);
		v /= 100;
	}
	if (v >= 10) {
		p -= 2;
		memcpy(p, pairs + 2 * v, 2);
	} else {
		*--p = (char)('0' + v);
	}
	while (end - p < least)
		*--p = '0';
	return p;
}

/* Writes sign, digits and point at `to`; returns behind them. Room for 32 bytes. */
static char *put_number(char *to, int64_t coef, int scale)
{
	char text[32], *end = text + sizeof text;
	uint64_t size = coef < 0 ? -(uint64_t)coef : (uint64_t)coef;
	char *begin = digits_before(end, size, scale + 1);
	size_t whole = (size_t)(end - begin) - (size_t)scale;

	if (coef < 0)
		*to++ = '-';
	memcpy(to, begin, whole);
	to += whole;
	if (scale) {
		*to++ = '.';
		memcpy(to, begin + whole, (size_t)scale);
		to += scale;
	}
	return to;
}

static char *put_change(char *to, int64_t millionths)
{
	int scale = 6;

	while (scale && millionths % 10 == 0) {
		millionths /= 10;
		scale--;
	}
	return put_number(to, millionths, scale);
}

void series_print_number(int64_t coef, int scale, struct buf *out)
{
	out->n += (size_t)(put_number(buf_room(out, 32), coef, scale) - (out->p + out->n));
}

void series_print_change(int64_t millionths, struct buf *out)
{
	out->n += (size_t)(put_change(buf_room(out, 32), millionths) - (out->p + out->n));
}

/* ---- the grid ----------------------------------------------------------------------------- */

static uint64_t hash_name(struct str s)
{
	uint64_t h = 0x9e3779b97f4a7c15u ^ s.n, word;
	size_t i = 0;

	for (; i + 8 <= s.n; i += 8) {
		memcpy(&word, s.p + i, 8);
		h = (h ^ word) * 0xff51afd7ed558ccdu;
		h ^= h >> 32;
	}
	word = 0;
	if (i < s.n)
		memcpy(&word, s.p + i, s.n - i);
	h = (h ^ word) * 0xc4ceb9fe1a85ec53u;
	return h ^ h >> 29;
}

static void grow_table(struct engine *e)
{
	free(e->table);
	e->table_size = e->table_size ? e->table_size * 2 : 1024;
	e->table = xcalloc(e->table_size, sizeof *e->table);
	for (size_t i = 0; i < e->count; i++) {
		size_t at = e->series[i].hash & (e->table_size - 1);
		while (e->table[at])
			at = (at + 1) & (e->table_size - 1);
		e->table[at] = (uint32_t)i + 1;
	}
}

/* The series of that name, a new one where there is none. */
static struct one_series *series_of(struct engine *e, struct str name)
{
	uint64_t hash = hash_name(name);

	if (2 * e->count >= e->table_size)
		grow_table(e);
	size_t at = hash & (e->table_size - 1);
	for (; e->table[at]; at = (at + 1) & (e->table_size - 1)) {
		struct one_series *s = e->series + e->table[at] - 1;
		if (s->hash == hash && str_equal(s->name, name))
			return s;
	}
	e->series = xgrow(e->series, &e->room, e->count + 1, sizeof *e->series);
	e->series[e->count] =
		(struct one_series){.name = arena_copy(&e->arena, name), .hash = hash};
	e->table[at] = (uint32_t)++e->count;
	return e->series + e->count - 1;
}

/* Makes the directory of blocks reach `block`. */
static void widen(struct one_series *s, int block)
{
	int first = s->blocks && s->first_block < block ? s->first_block : block;
	int last = s->blocks && s->first_block + s->blocks > block ? s->first_block + s->blocks
								   : block + 1;
	struct block **list = xcalloc((size_t)(last - first), sizeof *list);

	if (s->blocks)
		memcpy(list + (s->first_block - first), s->block, (size_t)s->blocks * sizeof *list);
	free(s->block);
	s->block = list;
	s->first_block = first;
	s->blocks = last - first;
}

static uint64_t *slot_for(struct engine *e, struct one_series *s, int month)
{
	int block = month >> BLOCK_BITS;

	if (block < s->first_block || block >= s->first_block + s->blocks)
		widen(s, block);
	struct block **at = s->block + (block - s->first_block);
	if (!*at) {
		*at = arena_alloc(&e->arena, sizeof **at);
		for (int i = 0; i < BLOCK; i++)
			(*at)->slot[i] = SPECIAL;
	}
	return (*at)->slot + (month & (BLOCK - 1));
}

static uint64_t slot_at(const struct one_series *s, int month)
{
	int block = (month >> BLOCK_BITS) - s->first_block;

	if (block < 0 || block >= s->blocks || !s->block[block])
		return SPECIAL;
	return s->block[block]->slot[month & (BLOCK - 1)];
}

static bool slot_dec(const struct engine *e, uint64_t slot, struct dec *d)
{
	if ((slot & SCALE_MASK) != SPECIAL) {
		*d = (struct dec){(int64_t)slot >> SCALE_BITS, (int)(slot & SCALE_MASK)};
		return true;
	}
	if (slot >> SCALE_BITS < BIG)
		return false;
	*d = e->big[(slot >> SCALE_BITS) - BIG];
	return true;
}

static bool same_value(const struct engine *e, uint64_t a, uint64_t b)
{
	struct dec x, y;

	return a == b || (slot_dec(e, a, &x) && slot_dec(e, b, &y) && dec_compare(x, y) == 0);
}

static int store_pending(struct engine *e, const struct pending *p)
{
	if (*p->slot == SPECIAL) {
		*p->slot = p->value;
		return 0;
	}
	if (same_value(e, *p->slot, p->value))
		return 0;
	msg(MSG_ERROR, csv_name(e->in), p->line, (struct str){0},
	    "series and period twice with different values");
	return -1;
}

/* ---- reading ------------------------------------------------------------------------------ */

static int fast_month(struct str s)
{
	unsigned digit[6];

	if (s.n != 7 || s.p[4] != '-')
		return -1;
	for (int i = 0; i < 6; i++) {
		digit[i] = (unsigned)(unsigned char)s.p[i < 4 ? i : i + 1] - '0';
		if (digit[i] > 9)
			return -1;
	}
	unsigned year = digit[0] * 1000 + digit[1] * 100 + digit[2] * 10 + digit[3];
	unsigned month = digit[4] * 10 + digit[5];
	return year >= 1000 && month >= 1 && month <= 12 ? (int)(year * 12 + month - 1) : -1;
}

static bool value_slot(struct engine *e, struct str s, uint64_t *slot)
{
	int64_t coef;
	int scale;
	struct dec d;

	if (!s.n) {
		*slot = (uint64_t)NO_VALUE << SCALE_BITS | SPECIAL;
		return true;
	}
	if (s.n <= MOST_DIGITS + 2 && series_parse(s, &coef, &scale)) {
		*slot = (uint64_t)coef << SCALE_BITS | (uint64_t)scale;
		return true;
	}
	if (!dec_parse(s, &d))
		return false;
	e->big = xgrow(e->big, &e->big_room, e->big_count + 1, sizeof *e->big);
	e->big[e->big_count] = d;
	*slot = (uint64_t)(BIG + e->big_count++) << SCALE_BITS | SPECIAL;
	return true;
}

static int refuse(struct engine *e, struct str subject, const char *why)
{
	msg(MSG_ERROR, csv_name(e->in), csv_line(e->in), subject, "%s", why);
	return EXIT_CALLER;
}

/* csv_read() said why. */
static int failed_read(void)
{
	return errno == EILSEQ ? EXIT_CALLER : EXIT_SYSTEM;
}

static int read_header(struct engine *e)
{
	static const char *const names[] = {"series", "time_period", "obs_value"};
	enum { COLUMNS = sizeof names / sizeof *names };
	struct str *cell;
	size_t count;
	int got = csv_read(e->in, &cell, &count);

	if (got <= 0)
		return got ? failed_read() : refuse(e, (struct str){0}, "no header");
	for (size_t i = 0; i < count || i < COLUMNS; i++)
		if (i >= count || i >= COLUMNS || !str_equal(cell[i], str_of(names[i])))
			return refuse(e, i < count ? cell[i] : (struct str){0},
				      "header is not series,time_period,obs_value");
	return EXIT_DONE;
}

static int flush_queue(struct engine *e)
{
	for (size_t i = 0; i < e->queued; i++)
		if (store_pending(e, e->queue + i))
			return EXIT_CALLER;
	e->queued = 0;
	return EXIT_DONE;
}

static int read_rows(struct engine *e)
{
	struct str *cell;
	size_t last = 0, count;
	int got;

	while ((got = csv_read(e->in, &cell, &count)) > 0) {
		int month = fast_month(cell[1]);
		struct pending *p = e->queue + e->queued;
		if (month < 0)
			return refuse(e, cell[1], "time_period is not a month like 2022-08");
		if (!value_slot(e, cell[2], &p->value))
			return refuse(e, cell[2], "obs_value is not a decimal number");
		struct one_series *s = e->count && str_equal(e->series[last].name, cell[0])
					       ? e->series + last
					       : series_of(e, cell[0]);
		last = (size_t)(s - e->series);
		p->slot = slot_for(e, s, month);
		p->line = csv_line(e->in);
		__builtin_prefetch(p->slot, 1);
		if (++e->queued == QUEUE && flush_queue(e))
			return EXIT_CALLER;
	}
	return got ? failed_read() : flush_queue(e);
}

/* ---- writing ------------------------------------------------------------------------------ */

static char *put_dec(char *to, struct dec d)
{
	struct buf b = {0};

	dec_print(d, &b);
	memcpy(to, b.p, b.n);
	to += b.n;
	buf_release(&b);
	return to;
}

/* What the fast way does not hold goes through change.h. */
static char *put_exact_change(struct engine *e, char *to, uint64_t level, uint64_t base)
{
	struct dec a, b, rounded;
	struct change c;

	if (!slot_dec(e, level, &a) || !slot_dec(e, base, &b))
		return to;
	if (change_compute(CHANGE_PERCENT, a, range_exact(a), b, range_exact(b), &c) ||
	    !fraction_round(c.value, DEC_HALF_EVEN, &rounded)) {
		e->left_out++;
		return to;
	}
	return put_dec(to, rounded);
}

static char *put_slot_change(struct engine *e, char *to, uint64_t level, uint64_t base)
{
	int64_t a = (int64_t)level >> SCALE_BITS, b = (int64_t)base >> SCALE_BITS, millionths;

	if (base == SPECIAL)
		return to;
	if ((level & SCALE_MASK) == (base & SCALE_MASK) && (base & SCALE_MASK) != SPECIAL &&
	    a >= 0 && b > 0 && series_change(a, b, &millionths))
		return put_change(to, millionths);
	return put_exact_change(e, to, level, base);
}

static char *put_slot(const struct engine *e, char *to, uint64_t slot)
{
	struct dec d;

	if ((slot & SCALE_MASK) != SPECIAL)
		return put_number(to, (int64_t)slot >> SCALE_BITS, (int)(slot & SCALE_MASK));
	return slot_dec(e, slot, &d) ? put_dec(to, d) : to;
}

static char *put_month(char *to, int month)
{
	char *end = to + 7;

	digits_before(to + 4, (uint64_t)(month / 12), 4);
	to[4] = '-';
	digits_before(end, (uint64_t)(month % 12 + 1), 2);
	return end;
}

enum { ROW_ROOM = 256 /* all cells but the series' name */ };

static void write_series(struct engine *e, const struct one_series *s, FILE *out, struct buf *b)
{
	struct buf name = {0};

	csv_append_field(&name, s->name);
	for (int k = 0; k < s->blocks; k++) {
		for (int i = 0; s->block[k] && i < BLOCK; i++) {
			uint64_t slot = s->block[k]->slot[i];
			int month = ((s->first_block + k) << BLOCK_BITS) + i;
			if (slot == SPECIAL)
				continue;
			if (b->n > OUTPUT) {
				fwrite(b->p, 1, b->n, out);
				buf_reset(b);
			}
			char *to = buf_room(b, name.n + ROW_ROOM);
			if (name.n)
				memcpy(to, name.p, name.n);
			to += name.n;
			*to++ = ',';
			to = put_month(to, month);
			*to++ = ',';
			to = put_slot(e, to, slot);
			*to++ = ',';
			to = put_slot_change(e, to, slot, slot_at(s, month - 1));
			*to++ = ',';
			to = put_slot_change(e, to, slot, slot_at(s, month - 12));
			*to++ = '\n';
			b->n = (size_t)(to - b->p);
		}
	}
	buf_release(&name);
}

static int compare_names(const void *a, const void *b)
{
	return str_compare(((const struct one_series *)a)->name,
			   ((const struct one_series *)b)->name);
}

static int write_all(struct engine *e, const char *file)
{
	struct io_file out;
	struct buf b = {0};

	if (io_create(&out, file))
		return EXIT_SYSTEM;
	if (e->count)
		qsort(e->series, e->count, sizeof *e->series, compare_names);
	buf_text(&b, "series,time_period,obs_value,mom,yoy\n");
	for (size_t i = 0; i < e->count; i++)
		write_series(e, e->series + i, out.stream, &b);
	fwrite(b.p, 1, b.n, out.stream);
	buf_release(&b);
	if (io_commit(&out))
		return EXIT_SYSTEM;
	if (e->left_out)
		msg(MSG_NOTE, csv_name(e->in), 0, (struct str){0},
		    "%llu changes left out: a base of zero or a level below zero", e->left_out);
	return EXIT_DONE;
}

int series_run(const char *in, const char *out)
{
	struct engine e = {0};
	FILE *stream = io_open(in);

	if (!stream)
		return EXIT_SYSTEM;
	e.in = csv_reader_regular(stream, in);
	int result = read_header(&e);
	if (result == EXIT_DONE)
		result = read_rows(&e);
	if (result == EXIT_DONE)
		result = write_all(&e, out);
	csv_reader_free(e.in);
	fclose(stream);
	for (size_t i = 0; i < e.count; i++)
		free(e.series[i].block);
	free(e.series);
	free(e.table);
	free(e.big);
	arena_release(&e.arena);
	return result;
}

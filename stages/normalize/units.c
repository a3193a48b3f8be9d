#include "stages/normalize/units.h"

#include <stdint.h>
#include <stdlib.h>
#include "common/viet.h"
#include "common/xalloc.h"

enum { SLOTS = 4096, FACTOR_SCALE = 12, MEMOS = 256, MEMO_BYTES = 32 };

struct row {
	struct str key; /* folded phrase; empty: a free slot */
	struct str code;
	struct dec factor;
	bool joint;
};

/* Readings kept: the same few units stand behind most numbers. */
struct unit_memo {
	char printed[MEMO_BYTES], made[MEMO_BYTES];
	size_t n;
	struct unit unit; /* its code is a row's own, or `made` */
};

struct units {
	struct row slot[SLOTS];
	size_t used;
	struct arena arena;
	struct buf *scratch;
	struct unit_memo *memo; /* MEMOS of them, by the hash of what was printed */
};

static uint32_t hash_of(struct str key)
{
	uint32_t h = 2166136261u;
	for (size_t i = 0; i < key.n; i++)
		h = (h ^ (unsigned char)key.p[i]) * 16777619u;
	return h;
}

static struct row *find(struct units *u, struct str key)
{
	struct row *r = &u->slot[hash_of(key) % SLOTS];
	while (r->key.p && !str_equal(r->key, key))
		r = r == &u->slot[SLOTS - 1] ? u->slot : r + 1;
	return r;
}

static struct row *add(struct units *u, struct str phrase)
{
	buf_reset(u->scratch);
	viet_fold(phrase, u->scratch);
	struct str key = buf_view(u->scratch);
	if (!key.n || u->used >= SLOTS / 2)
		return NULL;
	struct row *r = find(u, key);
	if (!r->key.p) {
		r->key = arena_copy(&u->arena, key);
		u->used++;
	}
	return r;
}

bool units_valid(struct str code)
{
	bool inside = false;
	for (size_t i = 0; i < code.n; i++) {
		unsigned char b = (unsigned char)code.p[i];
		if (b == '{' || b == '}') {
			if (inside == (b == '{'))
				return false;
			inside = !inside;
		} else if (!inside && (b <= ' ' || b >= 0x7F)) {
			return false;
		}
	}
	return code.n && !inside;
}

static const char *unit_row(void *context, const struct str *cells, const char *row_name)
{
	struct units *u = context;
	struct dec factor;
	(void)row_name;
	if (!dec_parse(cells[3], &factor) || dec_sign(factor) <= 0)
		return "factor is no positive number";
	if (!units_valid(cells[1]))
		return "unit_measure is empty or no code";
	struct row *r = add(u, cells[0]);
	if (!r)
		return "no phrase, or too many units";
	r->code = arena_copy(&u->arena, cells[1]);
	r->factor = factor;
	r->joint = false;
	return NULL;
}

static const char *joint_row(void *context, const struct str *cells, const char *row_name)
{
	(void)row_name;
	if (!str_equal(cells[1], STR("/")))
		return "joint is not /";
	struct row *r = add(context, cells[0]);
	if (!r)
		return "no phrase, or too many units";
	r->code = (struct str){0};
	r->joint = true;
	return NULL;
}

struct units *units_load(const struct lexicon *l)
{
	struct units *u = xcalloc(1, sizeof(*u));
	u->scratch = xcalloc(1, sizeof(*u->scratch));
	u->memo = xcalloc(MEMOS, sizeof(*u->memo));
	if (lexicon_read(l, "unit", "phrase,unit_measure,kind,factor", unit_row, u) |
	    lexicon_read(l, "unit_joint", "phrase,joint,note", joint_row, u)) {
		units_free(u);
		return NULL;
	}
	return u;
}

void units_free(struct units *u)
{
	if (!u)
		return;
	arena_release(&u->arena);
	buf_release(u->scratch);
	free(u->scratch);
	free(u->memo);
	free(u);
}

/* The row of a phrase, NULL where there is none. Only the scratch buffer of a const handle
 * changes. */
static const struct row *known(const struct units *u, struct str phrase)
{
	union {
		const struct units *shared;
		struct units *own;
	} handle = {u};
	buf_reset(u->scratch);
	viet_fold(phrase, u->scratch);
	const struct row *r = find(handle.own, buf_view(u->scratch));
	return r->key.p ? r : NULL;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Where a joint phrase before a digit begins in s ("thue bao tren 100 dan"), or s.n; its length
 * too. */
static size_t find_joint(const struct units *u, struct str s, size_t *length)
{
	for (size_t i = 1; i + 1 < s.n; i++) {
		if (s.p[i] != ' ')
			continue;
		for (size_t j = i + 2; j < s.n; j++) {
			if (s.p[j] != ' ')
				continue;
			const struct row *r = known(u, str_range(s.p + i + 1, s.p + j));
			if (r && r->joint) {
				*length = j + 1 - i;
				return i;
			}
			if (j - i > 24)
				break;
		}
	}
	return s.n;
}

/* Cuts the next part off *rest: up to "/" or a joint. */
static struct str next_part(const struct units *u, struct str *rest)
{
	struct str part = *rest;
	size_t length = 1, at = part.n;
	const char *slash = part.n ? memchr(part.p, '/', part.n) : NULL;
	if (slash)
		at = (size_t)(slash - part.p);
	size_t joint_length = 0,
	       joint = find_joint(u, str_range(part.p, part.p + at), &joint_length);
	if (joint < at) {
		at = joint;
		length = joint_length;
	}
	*rest = at < part.n ? str_range(part.p + at + length, part.p + part.n)
			    : (struct str){part.p + part.n, 0};
	part.n = at;
	return str_trim(part);
}

/* "dong/1 kWh": per one is per. */
static struct str without_one(struct str part)
{
	return str_starts(part, STR("1 ")) ? str_trim(str_range(part.p + 2, part.p + part.n))
					   : part;
}

/* An abbreviation keeps its capitals: GPLX, QCVN. */
static bool is_abbreviation(struct str word)
{
	size_t capitals = 0;
	for (size_t i = 0; i < word.n; i++)
		if (word.p[i] >= 'A' && word.p[i] <= 'Z')
			capitals++;
		else if (!((unsigned char)word.p[i] & 0x80))
			return false;
	return capitals > 1;
}

/* The noun without its braces, or the printed words in lower case, one space between them: a line
 * may break inside a unit. */
static void add_words(const struct row *r, struct str part, struct buf *out)
{
	if (r && r->code.n > 1 && r->code.p[0] == '{' && r->code.p[r->code.n - 1] == '}') {
		buf_add(out, (struct str){r->code.p + 1, r->code.n - 2});
		return;
	}
	for (bool first = true; part.n; first = false) {
		size_t n = 0;
		while (n < part.n && !is_blank(part.p[n]))
			n++;
		if (!first)
			buf_byte(out, ' ');
		if (is_abbreviation((struct str){part.p, n}))
			buf_add(out, (struct str){part.p, n});
		else
			viet_lower((struct str){part.p, n}, out);
		part = str_trim(str_range(part.p + n, part.p + part.n));
	}
}

/* A noun in braces is closed by its own last byte: "{luot khach}.km" is a physical product. */
static bool is_count(struct str code)
{
	return str_equal(code, STR("1")) ||
	       (code.n > 1 && code.p[0] == '{' && code.p[code.n - 1] == '}');
}

static void read_ratio(const struct units *u, struct str head, const struct row *first,
		       struct str rest, struct buf *code, struct dec *factor)
{
	bool noun = !first || is_count(first->code);
	if (noun) {
		buf_byte(code, '{');
		add_words(first, head, code);
	} else {
		buf_add(code, first->code);
	}
	*factor = first ? first->factor : dec_int(1);
	while (rest.n) {
		struct str part = without_one(next_part(u, &rest));
		if (!part.n)
			continue;
		const struct row *r = known(u, part);
		if (r && r->joint)
			r = NULL;
		buf_byte(code, '/');
		if (noun) {
			add_words(r && is_count(r->code) ? r : NULL, part, code);
			continue;
		}
		if (r && !is_digit(part.p[0])) {
			struct dec quotient;
			buf_add(code, r->code);
			if (dec_div(*factor, r->factor, FACTOR_SCALE, DEC_HALF_EVEN, &quotient))
				*factor = dec_trim(quotient);
		} else {
			buf_byte(code, '{');
			viet_lower(part, code);
			buf_byte(code, '}');
		}
	}
	if (noun)
		buf_byte(code, '}');
}

static void remember(struct unit_memo *m, struct str printed, const struct unit *unit, bool made)
{
	if (printed.n > MEMO_BYTES || (made && unit->code.n > MEMO_BYTES))
		return;
	memcpy(m->printed, printed.p, printed.n);
	m->n = printed.n;
	m->unit = *unit;
	if (made)
		m->unit.code.p = memcpy(m->made, unit->code.p, unit->code.n);
}

void units_read(const struct units *u, struct str printed, struct arena *a, struct unit *out)
{
	printed = str_trim(printed);
	out->factor = dec_int(1);
	if (!printed.n) {
		out->code = STR("1");
		out->class = CLASS_COUNT;
		return;
	}
	struct unit_memo *m = &u->memo[hash_of(printed) % MEMOS];
	if (m->n == printed.n && m->n && !memcmp(m->printed, printed.p, m->n)) {
		*out = m->unit;
		if (out->code.p == m->made)
			out->code = arena_copy(a, out->code);
		return;
	}
	const struct row *whole = known(u, printed);
	if (whole && !whole->joint) {
		out->code = whole->code;
		out->factor = whole->factor;
		out->class = units_class(out->code);
		remember(m, printed, out, false);
		return;
	}
	struct str rest = printed, head = next_part(u, &rest);
	struct buf code = {0};
	const struct row *first = known(u, head);
	if (first && first->joint)
		first = NULL;
	read_ratio(u, head, first, rest, &code, &out->factor);
	out->code = arena_copy(a, buf_view(&code));
	out->class = units_class(out->code);
	remember(m, printed, out, true);
	buf_release(&code);
}

enum unit_class units_class(struct str code)
{
	static const char *const times[] = {"s", "min", "h", "d", "wk", "mo", "a"};
	if (!code.n || str_equal(code, STR("1")) || code.p[0] == '{')
		return CLASS_COUNT;
	if (code.p[0] == '%')
		return CLASS_PERCENT;
	if (str_starts(code, STR("pp")) && (code.n == 2 || code.p[2] == '/'))
		return CLASS_POINTS;
	if (code.n >= 3 && (code.n == 3 || code.p[3] == '/')) {
		int capitals = 0;
		for (size_t i = 0; i < 3; i++)
			capitals += code.p[i] >= 'A' && code.p[i] <= 'Z';
		if (capitals == 3)
			return CLASS_MONEY;
	}
	for (size_t i = 0; i < sizeof(times) / sizeof(*times); i++)
		if (str_equal(code, str_of(times[i])))
			return CLASS_TIME;
	return CLASS_PHYSICAL;
}

bool units_is_ratio(struct str code)
{
	return code.n && memchr(code.p, '/', code.n) && !str_equal(code, STR("km/h")) &&
	       !(code.n > 5 && memcmp(code.p + code.n - 5, "bit/s", 5) == 0);
}

static struct str behind_slash(struct str code)
{
	const char *slash = code.n ? memchr(code.p, '/', code.n) : NULL;
	struct str s = slash ? str_range(slash + 1, code.p + code.n) : (struct str){0};
	if (s.n && s.p[s.n - 1] == '}' && !memchr(s.p, '{', s.n))
		s.n--;
	return s;
}

/* A physical unit in one of its sizes: 10^power of the family's smallest or plain unit. */
struct size {
	const char *code; /* UCUM */
	int family, power;
};

static const struct size *size_of(struct str code)
{
	static const struct size sizes[] = {{"g", 1, 0},      {"kg", 1, 3},     {"t", 1, 6},
					    {"kt", 1, 9},     {"Mt", 1, 12},    {"mm", 2, -3},
					    {"cm", 2, -2},    {"m", 2, 0},      {"km", 2, 3},
					    {"m2", 3, 0},     {"ha", 3, 4},     {"km2", 3, 6},
					    {"mL", 4, -6},    {"L", 4, -3},     {"m3", 4, 0},
					    {"kW.h", 5, 3},   {"MW.h", 5, 6},   {"GW.h", 5, 9},
					    {"TW.h", 5, 12},  {"W", 6, 0},      {"kW", 6, 3},
					    {"MW", 6, 6},     {"GW", 6, 9},     {"By", 7, 0},
					    {"kBy", 7, 3},    {"MBy", 7, 6},    {"GBy", 7, 9},
					    {"TBy", 7, 12},   {"PBy", 7, 15},   {"bit/s", 8, 0},
					    {"kbit/s", 8, 3}, {"Mbit/s", 8, 6}, {"Gbit/s", 8, 9},
					    {"Tbit/s", 8, 12}};
	for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++)
		if (str_equal(code, str_of(sizes[i].code)))
			return &sizes[i];
	return NULL;
}

bool units_power(struct str from, struct str to, int *power)
{
	const struct size *a = size_of(from), *b = size_of(to);
	if (!a || !b || a->family != b->family)
		return false;
	*power = a->power - b->power;
	return true;
}

bool units_compatible(struct str catalogued, struct str read)
{
	if (str_equal(catalogued, read))
		return true;
	enum unit_class class = units_class(catalogued);
	if (class == CLASS_PERCENT && units_class(read) == CLASS_PERCENT)
		return true;
	if (class != units_class(read) || units_is_ratio(catalogued) != units_is_ratio(read))
		return false;
	bool same_base = str_equal(behind_slash(catalogued), behind_slash(read));
	switch (class) {
	case CLASS_COUNT:
	case CLASS_MONEY:
	case CLASS_POINTS:
	case CLASS_PERCENT:
		return same_base;
	case CLASS_TIME:
		return true;
	case CLASS_PHYSICAL:
		break;
	}
	int power;
	return units_power(catalogued, read, &power);
}

bool units_ratio_named(struct str code, struct str words)
{
	struct buf text = {0}, per = {0};
	bool named = false;
	viet_fold(words, &text);
	viet_fold(behind_slash(code), &per);
	for (size_t i = 0; per.n && i + per.n <= text.n && !named; i++)
		named = !memcmp(text.p + i, per.p, per.n);
	buf_release(&text);
	buf_release(&per);
	return named;
}

void units_series(struct str code, struct buf *out)
{
	if (units_class(code) != CLASS_COUNT || !is_count(code)) {
		buf_add(out, code);
		return;
	}
	buf_byte(out, '1');
	struct str base = behind_slash(code);
	if (base.n) {
		buf_byte(out, '/');
		buf_byte(out, '{');
		buf_add(out, base);
		buf_byte(out, '}');
	}
}

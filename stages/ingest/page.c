#define _GNU_SOURCE /* strcasestr() */
#include "stages/ingest/page.h"

#include <ctype.h>
#include <libxml/HTMLparser.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include "common/xalloc.h"

enum { PIECE = 1 << 14, MOST_CELLS = 1000, MOST_HELD = 64, LAYOUT_BYTES = 600 };

enum tag_class {
	TAG_INLINE,
	TAG_BLOCK,
	TAG_DROP,
	TAG_HEADING,
	TAG_ITEM,
	TAG_PARAGRAPH,
	TAG_BREAK,
	TAG_LINK,
	TAG_SLANT,
	TAG_IMAGE,
	TAG_TABLE,
	TAG_ROW,
	TAG_CELL,
	TAG_PRE,
	TAG_MAIN,
};

static const struct tag {
	const char *name;
	enum tag_class class;
} tags[] = {
	{"a", TAG_LINK},           {"address", TAG_BLOCK},  {"applet", TAG_DROP},
	{"article", TAG_MAIN},     {"aside", TAG_DROP},     {"audio", TAG_DROP},
	{"blockquote", TAG_BLOCK}, {"body", TAG_BLOCK},     {"br", TAG_BREAK},
	{"button", TAG_DROP},      {"canvas", TAG_DROP},    {"center", TAG_BLOCK},
	{"dd", TAG_ITEM},          {"details", TAG_BLOCK},  {"dialog", TAG_DROP},
	{"div", TAG_BLOCK},        {"dl", TAG_BLOCK},       {"dt", TAG_BLOCK},
	{"em", TAG_SLANT},         {"fieldset", TAG_BLOCK}, {"figcaption", TAG_DROP},
	{"figure", TAG_BLOCK},     {"footer", TAG_DROP},    {"form", TAG_BLOCK},
	{"h1", TAG_HEADING},       {"h2", TAG_HEADING},     {"h3", TAG_HEADING},
	{"h4", TAG_HEADING},       {"h5", TAG_HEADING},     {"h6", TAG_HEADING},
	{"head", TAG_DROP},        {"header", TAG_BLOCK},   {"hr", TAG_BREAK},
	{"i", TAG_SLANT},          {"iframe", TAG_DROP},    {"img", TAG_IMAGE},
	{"li", TAG_ITEM},          {"main", TAG_MAIN},      {"math", TAG_DROP},
	{"nav", TAG_DROP},         {"noscript", TAG_DROP},  {"object", TAG_DROP},
	{"ol", TAG_BLOCK},         {"option", TAG_DROP},    {"p", TAG_PARAGRAPH},
	{"picture", TAG_INLINE},   {"pre", TAG_PRE},        {"script", TAG_DROP},
	{"section", TAG_BLOCK},    {"select", TAG_DROP},    {"style", TAG_DROP},
	{"summary", TAG_BLOCK},    {"svg", TAG_DROP},       {"table", TAG_TABLE},
	{"tbody", TAG_BLOCK},      {"td", TAG_CELL},        {"template", TAG_DROP},
	{"textarea", TAG_DROP},    {"tfoot", TAG_BLOCK},    {"th", TAG_CELL},
	{"thead", TAG_BLOCK},      {"time", TAG_DROP},      {"title", TAG_DROP},
	{"tr", TAG_ROW},           {"ul", TAG_BLOCK},       {"video", TAG_DROP},
};

struct place {
	uint32_t row, table;
	uint16_t cell, span;
};

struct open_element {
	const struct tag *tag; /* NULL: inline, of no interest */
	uint32_t node;
	struct place place; /* what holds again behind it */
	bool dropped;
	bool leads_away; /* a link to another page */
};

struct reading {
	struct page *page;
	const struct limits *limits;
	htmlParserCtxtPtr parser;
	struct open_element *open;
	size_t depth, room;
	unsigned dropped, links, slants, paragraphs, pres, items, headings;
	struct place place;
	/* of each column of the table at hand, the rows that a cell from above reaches into: this
	 * row and those below */
	uint16_t held[MOST_HELD];
	/* the block that is built */
	uint32_t start, linked;
	uint32_t slanted;
	bool image_before, begun;
	uint8_t level;
};

static int by_tag(const void *key, const void *tag)
{
	return strcasecmp(key, ((const struct tag *)tag)->name);
}

static const struct tag *find_tag(const xmlChar *name)
{
	return bsearch(name, tags, sizeof(tags) / sizeof(*tags), sizeof(*tags), by_tag);
}

static bool is_attribute(const xmlChar *name, const char *wanted)
{
	return strcasecmp((const char *)name, wanted) == 0;
}

/* What the markup itself says is not for reading, or lies around the main part. */
static bool is_dropped_by_attribute(const xmlChar **attribute)
{
	static const char *const roles[] = {"navigation",    "banner", "contentinfo",
					    "complementary", "search", "menu",
					    "menubar",       "dialog", "toolbar"};

	for (; attribute && attribute[0]; attribute += 2) {
		const char *value = attribute[1] ? (const char *)attribute[1] : "";

		if (is_attribute(attribute[0], "hidden") ||
		    (is_attribute(attribute[0], "aria-hidden") && strcasecmp(value, "true") == 0))
			return true;
		if (is_attribute(attribute[0], "style") &&
		    (strstr(value, "display:none") || strstr(value, "display: none")))
			return true;
		for (size_t i = 0;
		     is_attribute(attribute[0], "role") && i < sizeof(roles) / sizeof(*roles); i++)
			if (strcasecmp(value, roles[i]) == 0)
				return true;
	}
	return false;
}

static bool is_main_by_attribute(const xmlChar **attribute)
{
	for (; attribute && attribute[0]; attribute += 2) {
		const char *value = attribute[1] ? (const char *)attribute[1] : "";

		if ((is_attribute(attribute[0], "itemprop") &&
		     strcasecmp(value, "articleBody") == 0) ||
		    (is_attribute(attribute[0], "role") &&
		     (strcasecmp(value, "main") == 0 || strcasecmp(value, "article") == 0)))
			return true;
	}
	return false;
}

/* Whether `name`, a class or an id, says that the element is not what the page is about. */
static bool is_unlikely_name(const char *name)
{
#define PART(word) {word, false},
#define WORD(word) {word, true},
	static const struct {
		const char *word;
		bool alone;
	} names[] = {
#include "stages/ingest/page_names.def"
	};
#undef PART
#undef WORD
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		const char *at = name;

		while ((at = strcasestr(at, names[i].word))) {
			char before = at > name ? at[-1] : '-', behind = at[strlen(names[i].word)];

			if (!names[i].alone ||
			    (!isalpha((unsigned char)before) && !isalpha((unsigned char)behind)))
				return true;
			at++;
		}
	}
	return false;
}

static bool is_unlikely(const xmlChar **attribute)
{
	for (; attribute && attribute[0]; attribute += 2)
		if (attribute[1] &&
		    (is_attribute(attribute[0], "class") || is_attribute(attribute[0], "id")) &&
		    is_unlikely_name((const char *)attribute[1]))
			return true;
	return false;
}

/* A link that stays on the page, as those that fold and unfold its parts do, is none. */
static bool leads_away(const xmlChar **attribute)
{
	for (; attribute && attribute[0]; attribute += 2) {
		const char *to = attribute[1] ? (const char *)attribute[1] : "";

		if (is_attribute(attribute[0], "href"))
			return *to && *to != '#' && strncasecmp(to, "javascript:", 11) != 0;
	}
	return false;
}

static uint16_t span_of(const xmlChar **attribute, const char *name)
{
	unsigned long long span;

	for (; attribute && attribute[0]; attribute += 2)
		if (is_attribute(attribute[0], name) && attribute[1] &&
		    str_to_u64(str_of((const char *)attribute[1]), &span) && span > 0 && span < 64)
			return (uint16_t)span;
	return 1;
}

static uint32_t current_node(const struct reading *r)
{
	return r->depth ? r->open[r->depth - 1].node : 0;
}

/* Ends the block that is built. */
static void flush(struct reading *r)
{
	struct page *p = r->page;
	struct block b = {.start = r->start, .node = current_node(r), .linked = r->linked};

	while (p->text.n > r->start && p->text.p[p->text.n - 1] == ' ')
		p->text.n--;
	b.end = (uint32_t)p->text.n;
	if (b.end > b.start) {
		b.row = r->place.row;
		b.cell = r->place.cell;
		b.kind = r->headings ? LINE_HEADING : r->items ? LINE_ITEM : LINE_PARA;
		b.level = r->headings ? r->level : 0;
		b.paragraph = r->paragraphs || r->pres;
		b.slanted = r->slanted >= b.end - b.start;
		b.after_image = r->image_before;
		p->block = xgrow(p->block, &p->block_room, p->blocks + 1, sizeof(*p->block));
		p->block[p->blocks++] = b;
		r->image_before = false;
	}
	r->start = (uint32_t)p->text.n;
	r->linked = r->slanted = 0;
}

static void stop(struct reading *r, const char *limit)
{
	r->page->exceeded = true;
	r->page->limit = limit;
	xmlStopParser(r->parser);
}

static uint32_t add_node(struct reading *r, bool marked, bool unlikely)
{
	struct page *p = r->page;

	p->node = xgrow(p->node, &p->node_room, p->nodes + 1, sizeof(*p->node));
	p->node[p->nodes] =
		(struct node){.parent = current_node(r), .marked = marked, .unlikely = unlikely};
	return (uint32_t)p->nodes++;
}

static void begin_row(struct reading *r)
{
	struct page *p = r->page;

	p->row = xgrow(p->row, &p->row_room, p->rows + 1, sizeof(*p->row));
	p->row[p->rows] = (struct row){.table = r->place.table};
	r->place = (struct place){.row = (uint32_t)p->rows++, .table = r->place.table};
	for (size_t k = 0; k < MOST_HELD; k++)
		r->held[k] = (uint16_t)(r->held[k] - (r->held[k] > 0));
}

/* Columns that cells from above reach into stay empty in this row. */
static void pass_held(const struct reading *r, struct row *row)
{
	while (row->cells < MOST_HELD && r->held[row->cells])
		row->cells++;
}

static void begin_cell(struct reading *r, const xmlChar **attribute)
{
	struct row *row;
	uint16_t rows;

	if (!r->place.row)
		begin_row(r);
	row = &r->page->row[r->place.row];
	pass_held(r, row);
	r->place.cell = row->cells;
	r->place.span = span_of(attribute, "colspan");
	rows = span_of(attribute, "rowspan");
	for (size_t k = 0; rows > 1 && k < r->place.span && r->place.cell + k < MOST_HELD; k++)
		r->held[r->place.cell + k] = rows;
	if (row->cells < MOST_CELLS)
		row->cells = (uint16_t)(row->cells + r->place.span);
}

/* Counts how many open elements of a class there are; `by` is 1 or -1. */
static void count(struct reading *r, enum tag_class class, const char *name, int by)
{
	unsigned *counter = class == TAG_LINK        ? &r->links
			    : class == TAG_SLANT     ? &r->slants
			    : class == TAG_PARAGRAPH ? &r->paragraphs
			    : class == TAG_PRE       ? &r->pres
			    : class == TAG_ITEM      ? &r->items
			    : class == TAG_HEADING   ? &r->headings
						     : NULL;

	if (counter)
		*counter += (unsigned)by;
	if (class == TAG_HEADING && by > 0)
		r->level = (uint8_t)(name[1] - '0');
}

static bool is_block(enum tag_class class)
{
	return class != TAG_INLINE && class != TAG_LINK && class != TAG_SLANT &&
	       class != TAG_IMAGE && class != TAG_DROP && class != TAG_BREAK;
}

static void see_image(struct reading *r)
{
	struct page *p = r->page;
	uint32_t n = current_node(r);

	if (p->text.n == r->start)
		r->image_before = true;
	if (p->node[n].images < UINT16_MAX)
		p->node[n].images++;
}

static void begin_element(struct reading *r, const struct tag *tag, const xmlChar **attribute)
{
	enum tag_class class = tag ? tag->class : TAG_INLINE;

	if (class == TAG_BREAK || is_block(class))
		flush(r);
	if (class == TAG_IMAGE)
		see_image(r);
	if (is_block(class)) {
		uint32_t node = add_node(r, class == TAG_MAIN || is_main_by_attribute(attribute),
					 is_unlikely(attribute));

		r->page->node[node].leaf = class == TAG_PARAGRAPH || class == TAG_HEADING ||
					   class == TAG_ITEM || class == TAG_PRE;
		r->open[r->depth - 1].node = node;
	}
	if (class == TAG_TABLE) {
		if (r->place.row)
			r->page->row[r->place.row].layout = true;
		r->place = (struct place){.table = ++r->page->tables};
		memset(r->held, 0, sizeof(r->held));
	} else if (class == TAG_ROW) {
		begin_row(r);
	} else if (class == TAG_CELL) {
		begin_cell(r, attribute);
	}
	if (tag && (class != TAG_LINK || r->open[r->depth - 1].leads_away))
		count(r, class, tag->name, 1);
}

/* A date within a sentence is part of it; by itself it is a stamp. */
static bool is_dropped(const struct reading *r, const struct tag *tag)
{
	return tag && tag->class == TAG_DROP && !(r->paragraphs && strcmp(tag->name, "time") == 0);
}

static void on_start(void *context, const xmlChar *name, const xmlChar **attribute)
{
	struct reading *r = context;
	const struct tag *tag = find_tag(name);
	struct open_element e = {.tag = tag, .node = current_node(r), .place = r->place};

	e.dropped = r->dropped || is_dropped(r, tag) || is_dropped_by_attribute(attribute);
	e.leads_away = tag && tag->class == TAG_LINK && leads_away(attribute);
	if (r->depth >= r->limits->depth) {
		stop(r, "depth");
		return;
	}
	if (r->page->nodes >= r->limits->elements) {
		stop(r, "elements");
		return;
	}
	r->open = xgrow(r->open, &r->room, r->depth + 1, sizeof(*r->open));
	r->open[r->depth++] = e;
	if (e.dropped)
		r->dropped++;
	else
		begin_element(r, tag, attribute);
}

static void on_end(void *context, const xmlChar *name)
{
	struct reading *r = context;
	struct open_element e;
	enum tag_class class;

	(void)name;
	if (r->depth == 0)
		return;
	e = r->open[r->depth - 1];
	class = e.tag ? e.tag->class : TAG_INLINE;
	if (e.dropped) {
		r->dropped--;
		r->depth--;
		return;
	}
	if (is_block(class))
		flush(r);
	if (e.tag && (class != TAG_LINK || e.leads_away))
		count(r, class, e.tag->name, -1);
	if (class == TAG_TABLE)
		r->place = e.place;
	else if (class == TAG_ROW && r->place.row)
		pass_held(r, &r->page->row[r->place.row]); /* at the row's end */
	r->depth--;
}

static void add_text(struct reading *r, const char *text, size_t n)
{
	struct buf *to = &r->page->text;

	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)text[i];

		if (r->pres && c == '\n') {
			flush(r);
			continue;
		}
		if (c == 0xC2 && i + 1 < n && (unsigned char)text[i + 1] == 0xA0) {
			c = ' '; /* no-break space */
			i++;
		}
		if (c <= ' ') {
			if (to->n == r->start || to->p[to->n - 1] == ' ')
				continue;
			c = ' ';
		}
		buf_byte(to, (char)c);
		r->linked += r->links > 0;
		r->slanted += r->slants > 0;
	}
}

static void on_text(void *context, const xmlChar *text, int n)
{
	struct reading *r = context;

	if (r->dropped)
		return;
	if (r->page->text.n + (size_t)n > r->limits->text_bytes) {
		stop(r, "text-bytes");
		return;
	}
	add_text(r, (const char *)text, (size_t)n);
}

static void on_message(void *context, const char *format, ...)
{
	(void)context, (void)format;
}

/* A tag with more attributes than any has: the parser compares each with all before it. */
static bool has_endless_tag(struct str html)
{
	enum { MOST = 1000 };
	const char *end = html.n ? html.p + html.n : html.p, *p = html.p;

	while (p < end && (p = memchr(p, '<', (size_t)(end - p)))) {
		unsigned blanks = 0;

		if (++p == end || !isalpha((unsigned char)*p))
			continue;
		for (; p < end && *p != '>' && *p != '<'; p++) {
			if (*p == '=' && p + 1 < end && (p[1] == '"' || p[1] == '\'')) {
				const char *close =
					p + 2 < end ? memchr(p + 2, p[1], (size_t)(end - p) - 2)
						    : NULL;

				p = close ? close : p;
			}
			blanks += (unsigned char)*p <= ' ' && (unsigned char)p[-1] > ' ';
			if (blanks > MOST)
				return true;
		}
	}
	return false;
}

void page_read(struct page *p, struct str html, const struct limits *l)
{
	htmlSAXHandler handler = {.startElement = on_start,
				  .endElement = on_end,
				  .characters = on_text,
				  .ignorableWhitespace = on_text,
				  .warning = on_message,
				  .error = on_message};
	struct reading r = {.page = p, .limits = l};

	*p = (struct page){.rows = 1};
	p->row = xgrow(p->row, &p->row_room, 1, sizeof(*p->row));
	p->row[0] = (struct row){0};
	p->node = xgrow(p->node, &p->node_room, 1, sizeof(*p->node));
	p->node[p->nodes++] = (struct node){0};
	r.parser = htmlCreatePushParserCtxt(&handler, &r, NULL, 0, NULL, XML_CHAR_ENCODING_UTF8);
	if (!r.parser)
		return;
	if (has_endless_tag(html))
		stop(&r, "elements");
	htmlCtxtUseOptions(r.parser, HTML_PARSE_RECOVER | HTML_PARSE_NONET | HTML_PARSE_NOERROR |
					     HTML_PARSE_NOWARNING | HTML_PARSE_IGNORE_ENC);
	while (html.n && !p->exceeded) {
		size_t n = html.n < PIECE ? html.n : PIECE;

		htmlParseChunk(r.parser, html.p, (int)n, 0);
		html = (struct str){html.p + n, html.n - n};
	}
	if (!p->exceeded)
		htmlParseChunk(r.parser, NULL, 0, 1);
	flush(&r);
	if (r.parser->myDoc)
		xmlFreeDoc(r.parser->myDoc);
	htmlFreeParserCtxt(r.parser);
	free(r.open);
}

unsigned long long page_limit(const struct limits *l, const char *limit)
{
	return strcmp(limit, "depth") == 0      ? l->depth
	       : strcmp(limit, "elements") == 0 ? l->elements
						: l->text_bytes;
}

void page_release(struct page *p)
{
	buf_release(&p->text);
	free(p->node);
	free(p->block);
	free(p->row);
	*p = (struct page){0};
}

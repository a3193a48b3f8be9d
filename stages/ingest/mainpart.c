/*
 * Which blocks of a page are the report. By structure alone: running text is where long blocks
 * with few links are; the main part is the smallest element that holds nearly all of it. Menus
 * and teasers are links, captions hang on images, stamps are short and made of digits.
 */
#include "stages/ingest/cells.h"
#include "stages/ingest/page.h"

/* Bytes from which a block outside of p reads like running text, of a caption and of a stamp at
 * most. */
enum { RUNNING = 80, CAPTION = 300, STAMP = 90, LONG_CELL = 600 };
/* Percent: of linked text in a block or an element that is more links than text; of the running
 * text that an element must hold to be the main part, where the page marks it and where it does
 * not. */
enum { LINKED = 40, MARKED_SHARE = 50, SHARE = 85 };

static struct str text_of(const struct page *p, const struct block *b)
{
	return (struct str){p->text.p + b->start, b->end - b->start};
}

static bool is_linked(const struct block *b)
{
	return (unsigned long long)b->linked * 100 >
	       (unsigned long long)(b->end - b->start) * LINKED;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* A short line with a time of day in it: when the page was put up. */
static bool is_stamp(struct str s)
{
	size_t digits = 0;
	bool clock = false;

	if (s.n > STAMP)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		digits += is_digit(s.p[i]);
		clock = clock || (i > 0 && i + 2 < s.n && s.p[i] == ':' && is_digit(s.p[i - 1]) &&
				  is_digit(s.p[i + 1]) && is_digit(s.p[i + 2]));
	}
	return clock && digits >= 8 && digits * 5 >= s.n;
}

/* `top`: the main part, which is no caption however short. */
static bool is_caption(const struct page *p, const struct block *b, uint32_t top)
{
	uint32_t n = b->node;
	size_t length = b->end - b->start;

	if (b->kind == LINE_HEADING || length > CAPTION)
		return false;
	if (b->after_image && b->slanted)
		return true;
	for (int i = 0; i < 4 && n != top && n; i++, n = p->node[n].parent)
		if (p->node[n].images && p->node[n].text <= CAPTION)
			return true;
	return false;
}

static bool is_running(const struct page *p, const struct block *b)
{
	return !is_linked(b) && (b->paragraph || b->end - b->start >= RUNNING ||
				 (b->row && p->row[b->row].cells > 1 && !p->row[b->row].layout));
}

/* Rows whose cells hold much text place it; what they hold is no row. */
static void tell_layout(struct page *p)
{
	for (size_t i = 0; i < p->blocks; i++) {
		const struct block *b = &p->block[i];

		if (b->row && (b->end - b->start > LONG_CELL || p->row[b->row].cells < 2))
			p->row[b->row].layout = true;
	}
}

/* Nodes come before those below them: one pass backwards adds all up. Before, images count only
 * where they stand; behind it, in all elements around them. */
static void add_up(struct page *p)
{
	for (size_t i = 0; i < p->blocks; i++) {
		const struct block *b = &p->block[i];
		struct node *n = &p->node[b->node];

		n->text += b->end - b->start;
		n->linked += b->linked;
		if (is_running(p, b))
			n->good += b->end - b->start;
	}
	for (size_t i = p->nodes; i-- > 1;) {
		struct node *n = &p->node[i], *up = &p->node[n->parent];

		up->text += n->text;
		up->linked += n->linked;
		up->good += n->good;
		if (n->images)
			up->images = (uint16_t)(up->images < UINT16_MAX - n->images
							? up->images + n->images
							: UINT16_MAX);
	}
}

static uint32_t choose(const struct page *p)
{
	unsigned long long most = p->node[0].good, good;
	uint32_t best = 0;

	if (most == 0)
		return 0;
	for (uint32_t i = 1; i < p->nodes; i++) {
		good = p->node[i].good;
		if (p->node[i].marked && good * 100 >= most * MARKED_SHARE)
			best = i;
	}
	most = p->node[best].good;
	for (uint32_t i = best + 1; i < p->nodes; i++)
		if (p->node[i].parent == best && !p->node[i].leaf &&
		    (unsigned long long)p->node[i].good * 100 >= most * SHARE) {
			best = i;
			most = p->node[i].good;
		}
	return best;
}

static bool is_below(const struct page *p, uint32_t node, uint32_t top)
{
	while (node > top)
		node = p->node[node].parent;
	return node == top;
}

/* An element within the main part that is more links than text: related reports, tags. */
static bool is_in_links(const struct page *p, uint32_t node, uint32_t top)
{
	for (; node != top; node = p->node[node].parent)
		if ((unsigned long long)p->node[node].linked * 100 >
		    (unsigned long long)p->node[node].text * LINKED)
			return true;
	return false;
}

/* The heading that the main part stands under: the last of the highest level before it. */
static size_t find_title(const struct page *p, size_t first)
{
	size_t title = first;
	uint8_t level = 7;

	for (size_t i = first; i-- > 0;)
		if (p->block[i].kind == LINE_HEADING && p->block[i].level < level &&
		    !is_linked(&p->block[i])) {
			level = p->block[i].level;
			title = i;
			if (level == 1)
				break;
		}
	return title;
}

static bool is_kept(const struct page *p, size_t i, uint32_t top, size_t title)
{
	const struct block *b = &p->block[i];

	if (is_stamp(text_of(p, b)) || is_caption(p, b, top))
		return false;
	if (is_below(p, b->node, top))
		return !is_linked(b) && !is_in_links(p, b->node, top);
	/* between the title and the main part: the summary */
	return i == title || (i > title && !is_linked(b) && b->end - b->start >= RUNNING);
}

/* Writes the row that block i begins, out of all kept blocks of it; the first block behind it. */
static size_t put_row(const struct page *p, size_t i, uint32_t top, size_t title, struct lines *out)
{
	uint32_t row = p->block[i].row;
	struct cells c = {0};
	unsigned open = 0;

	cells_begin_row(&c);
	for (; i < p->blocks && p->block[i].row == row; i++) {
		if (!is_kept(p, i, top, title))
			continue;
		for (; open <= p->block[i].cell; open++)
			cells_begin_cell(&c);
		cells_add(&c, text_of(p, &p->block[i]));
	}
	for (; open < p->row[row].cells; open++)
		cells_begin_cell(&c);
	cells_end_row(&c, out);
	cells_release(&c);
	return i;
}

void page_main_part(struct page *p, struct lines *out)
{
	size_t first = 0, last = p->blocks, title;
	uint32_t top;

	tell_layout(p);
	add_up(p);
	top = choose(p);
	while (first < p->blocks && !is_below(p, p->block[first].node, top))
		first++;
	while (last > first && !is_below(p, p->block[last - 1].node, top))
		last--;
	title = find_title(p, first);
	for (size_t i = title; i < last;) {
		const struct block *b = &p->block[i];

		if (!is_kept(p, i, top, title)) {
			i++;
		} else if (b->row && !p->row[b->row].layout) {
			i = put_row(p, i, top, title, out);
		} else {
			lines_add(out, text_of(p, b), false);
			lines_end(out, (enum line_kind)b->kind);
			i++;
		}
	}
}

/*
 * Which blocks of a page are the report. By structure, and by what makers of pages call things:
 * running text is where long blocks with few links are; the main part is the smallest element
 * that holds nearly all of it. Menus are links; teasers are elements of one kind side by side, each
 * with a link to what it tells of; captions hang on images; stamps are short and made of digits.
 */
#include <stdlib.h>
#include "common/xalloc.h"
#include "stages/ingest/cells.h"
#include "stages/ingest/page.h"

/* Bytes: from which a block outside of p reads like running text, and an item of a list; of a
 * caption, a stamp, a title, a teaser at most; of a link that is one; of a cell that holds more
 * than a table's. */
enum {
	RUNNING = 80,
	ITEM = 20,
	CAPTION = 300,
	STAMP = 90,
	LEAST_TITLE = 15,
	TITLE = 300,
	TEASER = 700,
	LINK = 10,
	LONG_CELL = 600,
	MANY_BYTES = 300,
	MANY_BLOCKS = 4
};
/* Percent: of linked text in a block or an element that is more links than text, and in a
 * paragraph; of the running text that an element must hold to be the main part, where the page
 * marks it and where it does not; from which a name cannot make an element foreign; of an element
 * that teasers must fill. */
enum {
	LINKED = 40,
	LINKED_PARAGRAPH = 80,
	MARKED_SHARE = 50,
	SHARE = 85,
	LIKELY = 60,
	TEASERS = 60
};
/* Bytes of running text without which a page is not worth its teasers. What follows the links to
 * other pages is the page's foot where it is no more than this, and than FOOT_SHARE percent. */
enum { LEAST_GOOD = 150, FOOT = 300, FOOT_SHARE = 20 };

static struct str text_of(const struct page *p, const struct block *b)
{
	return (struct str){p->text.p + b->start, b->end - b->start};
}

static bool is_linked(const struct block *b)
{
	return (unsigned long long)b->linked * 100 >
	       (unsigned long long)(b->end - b->start) * (b->paragraph ? LINKED_PARAGRAPH : LINKED);
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

bool page_is_stamp(struct str s)
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
	size_t n = b->end - b->start;

	if (is_linked(b) || b->foreign)
		return false;
	return b->paragraph || n >= RUNNING || (b->kind == LINE_ITEM && n >= ITEM) ||
	       (b->row && p->row[b->row].cells > 1 && !p->row[b->row].layout);
}

/* A cell that holds much text places it, and so does all of its table; what they hold is no row. */
static void tell_layout(struct page *p)
{
	bool *places = xcalloc(p->tables + 1, sizeof(*places));

	for (size_t i = 0, k; i < p->blocks; i = k) {
		const struct block *b = &p->block[i];
		size_t bytes = 0;

		for (k = i;
		     k < p->blocks && p->block[k].row == b->row && p->block[k].cell == b->cell; k++)
			bytes += p->block[k].end - p->block[k].start;
		if (b->row && (bytes > LONG_CELL || (bytes > MANY_BYTES && k - i > MANY_BLOCKS)))
			places[p->row[b->row].table] = true;
	}
	for (size_t i = 1; i < p->rows; i++)
		if (p->row[i].layout)
			places[p->row[i].table] = true;
	for (size_t i = 1; i < p->rows; i++)
		p->row[i].layout = places[p->row[i].table] || p->row[i].cells < 2;
	free(places);
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
		n->links_on = n->links_on || (is_linked(b) && b->linked >= LINK);
		if (is_running(p, b))
			n->good += b->end - b->start;
	}
	for (size_t i = p->nodes; i-- > 1;) {
		struct node *n = &p->node[i], *up = &p->node[n->parent];

		up->text += n->text;
		up->linked += n->linked;
		up->good += n->good;
		up->links_on = up->links_on || n->links_on;
		if (n->links_on && n->text > n->linked && n->text <= TEASER) {
			up->teasers++;
			up->teaser_text += n->text;
		}
		if (n->images)
			up->images = (uint16_t)(up->images < UINT16_MAX - n->images
							? up->images + n->images
							: UINT16_MAX);
	}
}

static bool is_share(unsigned long long part, unsigned long long all, unsigned percent)
{
	return part * 100 >= all * percent;
}

/* Elements that hold teasers, and those that are foreign by their name. */
static void tell_foreign(struct page *p, bool teasers)
{
	for (size_t i = 1; i < p->nodes; i++) {
		struct node *n = &p->node[i];

		n->foreign =
			(i > 1 && p->node[n->parent].foreign) ||
			(n->unlikely && !is_share(n->good, p->node[0].good, LIKELY)) ||
			(teasers && n->teasers > 1 && is_share(n->teaser_text, n->text, TEASERS));
	}
	for (size_t i = 0; i < p->blocks; i++)
		p->block[i].foreign = p->node[p->block[i].node].foreign;
}

static void add_up_good(struct page *p)
{
	for (size_t i = 0; i < p->nodes; i++)
		p->node[i].good = 0;
	for (size_t i = 0; i < p->blocks; i++)
		if (is_running(p, &p->block[i]))
			p->node[p->block[i].node].good += p->block[i].end - p->block[i].start;
	for (size_t i = p->nodes; i-- > 1;)
		p->node[p->node[i].parent].good += p->node[i].good;
}

static void weigh(struct page *p)
{
	uint32_t all;

	add_up(p);
	all = p->node[0].good;
	tell_foreign(p, true);
	add_up_good(p);
	if (p->node[0].good >= LEAST_GOOD || p->node[0].good == all)
		return;
	for (size_t i = 0; i < p->blocks; i++)
		p->block[i].foreign = false;
	add_up_good(p);
	tell_foreign(p, false);
	add_up_good(p);
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
		if (!p->node[node].leaf && (unsigned long long)p->node[node].linked * 100 >
						   (unsigned long long)p->node[node].text * LINKED)
			return true;
	return false;
}

/* The heading that the main part stands under: the last of the highest level before it. Where there
 * is none, the first line of the element around the main part that holds little else. */
static size_t find_title(const struct page *p, size_t first, uint32_t top)
{
	size_t title = first;
	uint8_t level = 7;

	for (size_t i = first; i-- > 0;)
		if (p->block[i].kind == LINE_HEADING && p->block[i].level < level &&
		    !is_linked(&p->block[i]) && !p->block[i].foreign) {
			level = p->block[i].level;
			title = i;
			if (level == 1)
				break;
		}
	while (title == first && top) {
		const struct node *n = &p->node[top], *up = &p->node[n->parent];

		if (up->text - up->linked > n->text - n->linked + TITLE)
			break;
		top = n->parent;
		for (size_t i = first; i-- > 0 && is_below(p, p->block[i].node, top);) {
			size_t length = p->block[i].end - p->block[i].start;

			if (!is_linked(&p->block[i]) && !p->block[i].foreign &&
			    !page_is_stamp(text_of(p, &p->block[i])) &&
			    p->text.p[p->block[i].end - 1] != '.' && length >= LEAST_TITLE &&
			    length <= TITLE)
				title = i;
		}
	}
	return title;
}

/* What is looked at: the title, which may stand before it, and blocks [first, last) of the page,
 * nearly all of them below `top`. */
struct part {
	const struct page *page;
	uint32_t top;
	size_t title, first, last;
};

static bool is_kept(const struct part *m, size_t i)
{
	const struct page *p = m->page;
	const struct block *b = &p->block[i];

	if (i == m->title && i < m->first)
		return true;
	if (is_linked(b) || b->foreign || page_is_stamp(text_of(p, b)) || is_caption(p, b, m->top))
		return false;
	if (is_below(p, b->node, m->top))
		return !is_in_links(p, b->node, m->top);
	/* between the title and the main part: the summary */
	return b->end - b->start >= RUNNING;
}

/* A heading with nothing below it but links to other pages. */
static bool heads_links(const struct part *m, size_t i)
{
	enum { LEAST = 2 };
	const struct block *b = m->page->block;
	size_t links = 0;

	if (b[i].kind != LINE_HEADING || i == m->title)
		return false;
	for (size_t k = i + 1; k < m->page->blocks && b[k].kind != LINE_HEADING &&
			       (is_linked(&b[k]) || b[k].foreign || !is_kept(m, k));
	     k++)
		links += is_linked(&b[k]) || b[k].foreign;
	return links >= LEAST || (i + 1 < m->page->blocks && b[i + 1].foreign);
}

/* A page ends with links to others: what little stands behind them is its foot. */
static void cut_foot(struct part *m)
{
	size_t before = 0, behind = 0, cut = m->last;

	for (size_t i = m->title; i < m->last; i++) {
		size_t n = m->page->block[i].end - m->page->block[i].start;

		if (heads_links(m, i)) {
			before += behind;
			behind = 0;
			cut = i;
		} else if (is_kept(m, i)) {
			behind += n;
		}
	}
	if (cut < m->last && behind <= FOOT && behind * 100 <= before * FOOT_SHARE)
		m->last = cut;
}

/* Writes the row that block i begins, out of all kept blocks of it; the first block behind it. */
static size_t put_row(const struct part *m, size_t i, struct lines *out)
{
	const struct page *p = m->page;
	uint32_t row = p->block[i].row;
	struct cells c = {0};
	unsigned open = 0;

	cells_begin_row(&c);
	for (; i < p->blocks && p->block[i].row == row; i++) {
		if (!is_kept(m, i))
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
	struct part m = {.page = p, .last = p->blocks};

	tell_layout(p);
	weigh(p);
	m.top = choose(p);
	while (m.first < p->blocks && !is_below(p, p->block[m.first].node, m.top))
		m.first++;
	while (m.last > m.first && !is_below(p, p->block[m.last - 1].node, m.top))
		m.last--;
	m.title = find_title(p, m.first, m.top);
	cut_foot(&m);
	for (size_t i = m.title; i < m.last;) {
		const struct block *b = &p->block[i];

		if (!is_kept(&m, i) || heads_links(&m, i)) {
			i++;
		} else if (b->row && !p->row[b->row].layout) {
			i = put_row(&m, i, out);
		} else {
			lines_add(out, text_of(p, b), false);
			lines_end(out, (enum line_kind)b->kind);
			i++;
		}
	}
}

#include "stages/bundle/page_inside.h"

#include "common/io.h"
#include "common/utf8.h"

enum { TEXT_MOST = 64 << 20, AROUND = 500 };

#define CUT_MARK "\xe2\x80\xa6" /* the ellipsis that marks the cuts of a quote */

static bool place(struct str cell, size_t *at)
{
	unsigned long long n;

	if (!str_to_u64(cell, &n))
		return false;
	*at = (size_t)n;
	return true;
}

/* The text of one of the release's documents; empty where the store has none. */
static struct str text_of(struct page *p, struct str doc_id)
{
	const struct rows *d = &p->r->table[RELEASE_documents];
	const struct str *row = release_document(p->r, doc_id);

	if (!row)
		return (struct str){0};
	size_t i = (size_t)(row - d->cell) / d->table->columns;
	if (!p->asked[i]) {
		const char *file =
			store_path(&p->arena, p->r->state, "documents",
				   arena_string(&p->arena, doc_id), "text.txt", (char *)NULL);
		p->asked[i] = true;
		if (store_exists(file) && io_read_all(file, TEXT_MOST, &p->text[i]))
			buf_reset(&p->text[i]);
	}
	return buf_view(&p->text[i]);
}

static bool stands_at(struct str text, size_t at, struct str what)
{
	return at <= text.n && what.n <= text.n - at && memcmp(text.p + at, what.p, what.n) == 0;
}

static struct str without_marks(struct str quote)
{
	const struct str mark = STR(CUT_MARK);

	if (str_starts(quote, mark))
		quote = (struct str){quote.p + mark.n, quote.n - mark.n};
	if (quote.n >= mark.n && stands_at(quote, quote.n - mark.n, mark))
		quote.n -= mark.n;
	return quote;
}

/* Where the quote begins in the text: of the places where it holds `printed` the one that the text
 * agrees with; without a text the first. */
static bool quote_start(struct str text, struct str quote, struct str printed, size_t start,
			size_t *begin)
{
	for (size_t i = 0; printed.n && i + printed.n <= quote.n; i++) {
		if (i > start || !stands_at(quote, i, printed) ||
		    (text.n && !stands_at(text, start - i, quote)))
			continue;
		*begin = start - i;
		return true;
	}
	return false;
}

static bool ends_sentence(struct str text, size_t at)
{
	char c = text.p[at];

	return c == '\n' || c == ';' ||
	       (c == '.' && at + 1 < text.n && (text.p[at + 1] == ' ' || text.p[at + 1] == '\n'));
}

/* The sentence around the bytes, cut out of the text. */
static struct str sentence(struct str text, size_t start, size_t end, size_t *begin)
{
	size_t from = start, to = end;

	while (from > 0 && start - from < AROUND && !ends_sentence(text, from - 1))
		from--;
	while (to < text.n && to - end < AROUND && !ends_sentence(text, to))
		to++;
	while (from < start && ((unsigned char)text.p[from] & 0xc0) == 0x80)
		from++;
	while (from < start && text.p[from] == ' ')
		from++;
	to = utf8_floor(text, to);
	*begin = from;
	return (struct str){text.p + from, to - from};
}

static void cite(const struct page *p, struct str doc_id)
{
	const struct str *d = release_document(p->r, doc_id);

	if (!d)
		return;
	fputs("<p class=\"cite\">", p->out);
	escape_html_to(p->out, d[documents_title].n ? d[documents_title] : d[documents_source]);
	if (d[documents_issuer].n) {
		fputs(" &middot; ", p->out);
		escape_html_to(p->out, label_issuer(p->r->labels, d[documents_issuer]));
	}
	if (d[documents_title].n) {
		fputs(" &middot; ", p->out);
		escape_html_to(p->out, d[documents_source]);
	}
	fputs("</p>", p->out);
}

static void marked(const struct page *p, struct str s, size_t from, size_t to)
{
	fputs("<blockquote lang=\"vi\">", p->out);
	escape_html_to(p->out, (struct str){s.p, from});
	fputs("<mark>", p->out);
	escape_html_to(p->out, (struct str){s.p + from, to - from});
	fputs("</mark>", p->out);
	escape_html_to(p->out, (struct str){s.p + to, s.n - to});
	fputs("</blockquote>", p->out);
}

/* The quote of a level, if the bytes lie in it. */
static bool from_quote(struct str text, const struct str *level, size_t start, size_t end,
		       struct str *out, size_t *begin)
{
	struct str quote = without_marks(level[observations_quote]);
	size_t at;

	if (!place(level[observations_byte_start], &at) ||
	    !quote_start(text, quote, level[observations_printed], at, begin) || start < *begin ||
	    end > *begin + quote.n)
		return false;
	*out = quote;
	return true;
}

void source_write(struct page *p, struct str doc_id, struct str start_cell, struct str end_cell,
		  struct str printed, const struct str *level)
{
	struct str text = text_of(p, doc_id), words;
	size_t start, end, begin;

	if (place(start_cell, &start) && place(end_cell, &end) && start < end &&
	    ((level && from_quote(text, level, start, end, &words, &begin)) ||
	     (end <= text.n && (words = sentence(text, start, end, &begin)).n))) {
		marked(p, words, start - begin, end - begin);
	} else {
		fputs("<blockquote lang=\"vi\">", p->out);
		escape_html_to(p->out, level ? level[observations_quote] : printed);
		fputs("</blockquote>", p->out);
	}
	cite(p, doc_id);
}

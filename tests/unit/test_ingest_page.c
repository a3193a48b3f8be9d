/* Which blocks of a page are the report, and their lines. */
#include "stages/ingest/page.h"
#include "tests/unit/unit.h"

#define LONG_1 \
	"The turnover of the month was 5.000 and rose by 4 percent against the month before it. "
#define LONG_2 \
	"The number of subscribers was 20,73 million at the end of the month, as the office " \
	"says. "

/* The lines of the main part, their kinds as letters: P H I R N. */
static void lines_of(const char *html, const char *want)
{
	static const char kinds[] = "?PHIRN";
	struct lines lines = {0};
	struct buf got = {0};
	struct page page;

	page_read(&page, str_of(html), &limits_default);
	page_main_part(&page, &lines);
	for (struct str rest = buf_view(&lines.out); rest.n;) {
		struct str line = str_cut(&rest, '\n');

		buf_byte(&got, kinds[(int)line.p[0]]);
		buf_byte(&got, ' ');
		buf_add(&got, (struct str){line.p + 1, line.n - 1});
		buf_byte(&got, '|');
	}
	CHECK_TEXT(buf_view(&got), want);
	page_release(&page);
	lines_release(&lines);
	buf_release(&got);
}

static void paragraphs_without_markup(void)
{
	lines_of("one <b>two</b>\n three<br>four", "P one two three|P four|");
	lines_of("<p>a<p>b<ul><li>c<li>d</ul>e", "P a|P b|I c|I d|P e|");
	lines_of("<pre>a\n b\n</pre>", "P a|P b|");
	lines_of("", "");
}

static void what_is_no_text(void)
{
	lines_of("<script>x<p>1</script><style>y</style><p>" LONG_1 "</p><noscript>z</noscript>"
		 "<template>t</template><!-- c --><div hidden>h</div><div aria-hidden=true>i</div>"
		 "<div style='display:none'>n</div><nav><p>" LONG_2 "</p></nav>",
		 "P The turnover of the month was 5.000 and rose by 4 percent against the month "
		 "before it.|");
}

static void menus_and_teasers(void)
{
	lines_of("<div><ul><li><a href=a>One</a><li><a href=b>Two</a></ul></div><div><h1>Head</h1>"
		 "<p>" LONG_1 "</p><p>" LONG_2 "</p><div><a href=x>More of the same</a></div></div>"
		 "<div><p>Short teaser of another text.</p></div>",
		 "H Head|P The turnover of the month was 5.000 and rose by 4 percent against the "
		 "month "
		 "before it.|P The number of subscribers was 20,73 million at the end of the "
		 "month, as the "
		 "office says.|");
}

static void marked_by_the_page(void)
{
	lines_of("<div><p>" LONG_1 "</p></div><article><p>" LONG_2 "</p></article>",
		 "P The number of subscribers was 20,73 million at the end of the month, as the "
		 "office says.|");
}

static void stamps_and_captions(void)
{
	lines_of("<h1>Head</h1><div>Wednesday, 28/09/2022 08:15 GMT+7</div><p>" LONG_1 "</p>"
		 "<figure><img src=a><figcaption>A picture</figcaption></figure>"
		 "<p><img src=b></p><p><em>Another picture</em></p><time>1/1/2022</time>",
		 "H Head|P The turnover of the month was 5.000 and rose by 4 percent against the "
		 "month "
		 "before it.|");
}

static void tables(void)
{
	lines_of("<p>" LONG_1
		 "</p><table><tr><th>a<th>b<tr><td colspan=2>c<td>d<tr><td><td>e</table>",
		 "P The turnover of the month was 5.000 and rose by 4 percent against the month "
		 "before "
		 "it.|R a\tb|R c\t\td|R \te|");
	/* what a cell from above reaches into stays empty, also at the row's end */
	lines_of("<p>" LONG_1 "</p><table><tr><th rowspan=2>a<th colspan=2>b<th rowspan=3>c"
		 "<tr><td>d<td>e<tr><td>f<td>g<td>h<tr><td>i<td>j<td>k<td>l</table>",
		 "P The turnover of the month was 5.000 and rose by 4 percent against the month "
		 "before "
		 "it.|R a\tb\t\tc|R \td\te\t|R f\tg\th\t|R i\tj\tk\tl|");
	/* a table that places text lists nothing */
	lines_of("<table><tr><td><a href=a>Menu</a><td><table><tr><td><p>" LONG_1
		 "</p></table></table>",
		 "P The turnover of the month was 5.000 and rose by 4 percent against the month "
		 "before it.|");
}

static void limits_hold(void)
{
	struct limits l = limits_default;
	struct page page;
	struct buf html = {0};

	for (int i = 0; i < 400; i++)
		buf_text(&html, "<div>");
	page_read(&page, buf_view(&html), &l);
	CHECK(page.exceeded && strcmp(page.limit, "depth") == 0);
	page_release(&page);
	l.elements = 10;
	buf_reset(&html);
	for (int i = 0; i < 20; i++)
		buf_text(&html, "<p>x</p>");
	page_read(&page, buf_view(&html), &l);
	CHECK(page.exceeded && strcmp(page.limit, "elements") == 0);
	page_release(&page);
	buf_release(&html);
}

int main(void)
{
	return UNIT_RUN(UNIT(paragraphs_without_markup), UNIT(what_is_no_text),
			UNIT(menus_and_teasers), UNIT(marked_by_the_page),
			UNIT(stamps_and_captions), UNIT(tables), UNIT(limits_hold));
}

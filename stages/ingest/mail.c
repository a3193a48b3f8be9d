/* Letters through gmime: the text of the letter is one document, every attachment an input of its
 * own. */
#include <gmime/gmime.h>
#include <stdio.h>
#include "stages/ingest/charset.h"
#include "stages/ingest/forms.h"
#include "stages/ingest/page.h"

struct letter {
	struct reader *r;
	struct input *in;
	struct lines lines;      /* the text of the letter */
	char encoding[48];       /* of its first part of text */
	bool reads_attached;     /* the second pass: the text has been taken and written */
	unsigned attachments;    /* counted in the first pass, numbered in the second */
	unsigned long long left; /* bytes of text that may still come */
};

/* The bytes of a part, its transfer encoding undone; the caller unrefs the stream behind them. */
static struct str content_of(GMimePart *part, GMimeStream **stream)
{
	GMimeDataWrapper *wrapper = g_mime_part_get_content(part);
	GByteArray *bytes;

	*stream = g_mime_stream_mem_new();
	if (wrapper)
		g_mime_data_wrapper_write_to_stream(wrapper, *stream);
	bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(*stream));
	return (struct str){bytes->data ? (const char *)bytes->data : "", bytes->len};
}

static void add_plain(struct letter *l, struct str text)
{
	while (text.n) {
		lines_add(&l->lines, str_cut(&text, '\n'), false);
		lines_end(&l->lines, LINE_PARA);
	}
}

static void add_page(struct letter *l, struct str html)
{
	struct page page;

	page_read(&page, html, l->r->limits);
	if (!page.exceeded)
		page_main_part(&page, &l->lines);
	page_release(&page);
}

static void add_text(struct letter *l, GMimePart *part, bool is_html)
{
	const char *claimed =
		g_mime_object_get_content_type_parameter(GMIME_OBJECT(part), "charset");
	GMimeStream *stream;
	struct str bytes = content_of(part, &stream);
	struct buf decoded = {0};
	struct charset_result c;

	if (bytes.n <= l->left &&
	    charset_decode(bytes, str_of(claimed ? claimed : ""), &decoded, &c)) {
		l->left -= bytes.n;
		if (!l->encoding[0])
			memcpy(l->encoding, c.name, sizeof(c.name));
		if (is_html)
			add_page(l, c.text);
		else
			add_plain(l, c.text);
	}
	buf_release(&decoded);
	g_object_unref(stream);
}

/* What is attached, under its own name or a number. */
static void read_attachment(struct letter *l, struct str bytes, const char *name)
{
	struct reader *r = l->r;
	struct buf source = {0}, clean = {0};
	struct input in = {.bytes = bytes, .fd = -1, .size = bytes.n};

	if (name)
		clean_text(str_of(name), false, &clean);
	buf_printf(&source, "%s!", l->in->source);
	if (clean.n)
		buf_add(&source, buf_view(&clean));
	else
		buf_printf(&source, "%u", l->attachments);
	for (size_t i = strlen(l->in->source); i < source.n; i++)
		if (source.p[i] == '\n' || source.p[i] == '/')
			source.p[i] = '_';
	in.source = buf_string(&source);
	if (++r->members > r->limits->members)
		reader_limit(r, l->in, "members", r->limits->members);
	else if (bytes.n > r->limits->document_bytes)
		reader_limit(r, &in, "document-bytes", r->limits->document_bytes);
	else {
		r->depth++;
		reader_read_input(r, &in);
		r->depth--;
	}
	buf_release(&source);
	buf_release(&clean);
}

static void read_part(struct letter *l, GMimePart *part)
{
	GMimeContentType *type = g_mime_object_get_content_type(GMIME_OBJECT(part));
	bool is_html = g_mime_content_type_is_type(type, "text", "html");
	bool is_plain = g_mime_content_type_is_type(type, "text", "plain");
	const char *name = g_mime_part_get_filename(part);
	GMimeStream *stream;
	struct str bytes;

	if (!name && !g_mime_part_is_attachment(part) && (is_html || is_plain)) {
		if (!l->reads_attached)
			add_text(l, part, is_html);
		return;
	}
	l->attachments++;
	if (!l->reads_attached)
		return;
	bytes = content_of(part, &stream);
	if (bytes.n)
		read_attachment(l, bytes, name);
	g_object_unref(stream);
}

static void read_object(struct letter *l, GMimeObject *o);

/* Of the forms of one text, the plain one where there is one. */
static void read_alternatives(struct letter *l, GMimeMultipart *m)
{
	int n = g_mime_multipart_get_count(m), chosen = n - 1;

	for (int i = n - 1; i >= 0; i--) {
		GMimeContentType *type =
			g_mime_object_get_content_type(g_mime_multipart_get_part(m, i));

		if (g_mime_content_type_is_type(type, "text", "plain"))
			chosen = i;
	}
	if (chosen >= 0)
		read_object(l, g_mime_multipart_get_part(m, chosen));
}

static void read_letter_within(struct letter *l, GMimeMessagePart *part)
{
	GMimeMessage *message = g_mime_message_part_get_message(part);
	char *text = l->reads_attached && message
			     ? g_mime_object_to_string(GMIME_OBJECT(message), NULL)
			     : NULL;

	l->attachments++;
	if (text)
		read_attachment(l, str_of(text), NULL);
	g_free(text);
}

/* Depth is bounded by gmime's parser, which stops at its own limit of nesting. */
static void read_object(struct letter *l, GMimeObject *o)
{
	if (GMIME_IS_PART(o)) {
		read_part(l, GMIME_PART(o));
	} else if (GMIME_IS_MESSAGE_PART(o)) {
		read_letter_within(l, GMIME_MESSAGE_PART(o));
	} else if (GMIME_IS_MULTIPART(o)) {
		GMimeMultipart *m = GMIME_MULTIPART(o);
		int n = g_mime_multipart_get_count(m);

		if (g_mime_content_type_is_type(g_mime_object_get_content_type(o), "multipart",
						"alternative"))
			read_alternatives(l, m);
		else
			for (int i = 0; i < n; i++)
				read_object(l, g_mime_multipart_get_part(m, i));
	}
}

static void emit(struct letter *l)
{
	struct charset_result c = {.text = buf_view(&l->lines.out)};

	snprintf(c.name, sizeof(c.name), "%s", l->encoding[0] ? l->encoding : "UTF-8");
	if (c.text.n || !l->attachments)
		charset_emit(l->r, l->in, "message/rfc822", &c);
}

/* The letter's own text first, then what is attached. */
static void read_message(struct letter *l, GMimeMessage *message)
{
	const char *subject = g_mime_message_get_subject(message);
	GMimeObject *body = g_mime_message_get_mime_part(message);

	if (subject) {
		lines_add(&l->lines, str_of(subject), true);
		lines_end(&l->lines, LINE_HEADING);
	}
	if (body)
		read_object(l, body);
	if (l->r->number > l->r->skip)
		emit(l);
	l->reads_attached = true;
	l->attachments = 0;
	if (body)
		read_object(l, body);
}

void form_mail(struct reader *r, struct input *in)
{
	struct letter l = {.r = r, .in = in, .left = r->limits->text_bytes};
	struct buf room = {0};
	GMimeStream *stream;
	GMimeParser *parser;
	GMimeMessage *message;

	if (r->depth >= r->limits->nesting) {
		reader_limit(r, in, "nesting", r->limits->nesting);
		return;
	}
	if (!input_load(r, in, &room))
		return;
	g_mime_init();
	stream = g_mime_stream_mem_new_with_buffer(in->bytes.p, in->bytes.n);
	parser = g_mime_parser_new_with_stream(stream);
	message = g_mime_parser_construct_message(parser, NULL);
	if (message) {
		read_message(&l, message);
		g_object_unref(message);
	} else {
		form_text(r, in);
	}
	g_object_unref(parser);
	g_object_unref(stream);
	lines_release(&l.lines);
	buf_release(&room);
}

#include "stages/ingest/xml.h"

enum { PIECE = 1 << 14 };

struct push {
	const struct xml_calls *calls;
	void *context;
	const struct limits *limits;
	xmlParserCtxtPtr parser;
	unsigned long long depth, elements, bytes;
	enum xml_result result;
};

static void stop(struct push *p, enum xml_result why)
{
	if (p->result == XML_DONE)
		p->result = why;
	xmlStopParser(p->parser);
}

static void on_start(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
		     int namespaces, const xmlChar **ns, int attributes, int defaulted,
		     const xmlChar **attribute)
{
	struct push *p = context;

	(void)prefix, (void)uri, (void)namespaces, (void)ns, (void)defaulted;
	if (++p->depth > p->limits->depth) {
		stop(p, XML_DEEP);
		return;
	}
	if (++p->elements > p->limits->elements) {
		stop(p, XML_LONG);
		return;
	}
	if (p->calls->start)
		p->calls->start(p->context, (const char *)name, attribute, attributes);
}

static void on_end(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
	struct push *p = context;

	(void)prefix, (void)uri;
	p->depth--;
	if (p->calls->end)
		p->calls->end(p->context, (const char *)name);
}

static void on_text(void *context, const xmlChar *text, int n)
{
	struct push *p = context;

	if (p->calls->text)
		p->calls->text(p->context, (struct str){(const char *)text, (size_t)n});
}

static void on_subset(void *context, const xmlChar *name, const xmlChar *external,
		      const xmlChar *system)
{
	(void)name, (void)external, (void)system;
	stop(context, XML_ENTITIES);
}

static void on_message(void *context, const char *format, ...)
{
	(void)context, (void)format;
}

static const xmlSAXHandler handler = {
	.initialized = XML_SAX2_MAGIC,
	.startElementNs = on_start,
	.endElementNs = on_end,
	.characters = on_text,
	.ignorableWhitespace = on_text,
	.cdataBlock = on_text,
	.internalSubset = on_subset,
	.warning = on_message,
	.error = on_message,
};

static bool begin(struct push *p, const struct limits *l, const struct xml_calls *calls,
		  void *context)
{
	*p = (struct push){.calls = calls, .context = context, .limits = l};
	p->parser =
		xmlCreatePushParserCtxt((xmlSAXHandlerPtr)(uintptr_t)&handler, p, NULL, 0, NULL);
	if (!p->parser)
		return false;
	xmlCtxtUseOptions(p->parser, XML_PARSE_NONET | XML_PARSE_HUGE | XML_PARSE_NOWARNING |
					     XML_PARSE_NOERROR);
	return true;
}

static bool push(struct push *p, const char *bytes, size_t n)
{
	if (xmlParseChunk(p->parser, bytes, (int)n, 0) != 0 && p->result == XML_DONE)
		p->result = XML_BROKEN;
	return p->result == XML_DONE;
}

static enum xml_result finish(struct push *p)
{
	if (p->result == XML_DONE &&
	    (xmlParseChunk(p->parser, NULL, 0, 1) != 0 || !p->parser->wellFormed) &&
	    p->result == XML_DONE)
		p->result = XML_BROKEN;
	if (p->parser->myDoc)
		xmlFreeDoc(p->parser->myDoc);
	xmlFreeParserCtxt(p->parser);
	return p->result;
}

enum xml_result xml_read_member(struct unpack *u, const struct limits *l,
				const struct xml_calls *calls, void *context)
{
	char piece[PIECE];
	struct push p;
	la_ssize_t got;

	if (!begin(&p, l, calls, context))
		return XML_BROKEN;
	while ((got = archive_read_data(u->a, piece, sizeof(piece))) != 0) {
		if (got == ARCHIVE_RETRY)
			continue;
		if (got < 0) {
			p.result = XML_BROKEN;
			break;
		}
		p.bytes += (unsigned long long)got;
		if (p.bytes > l->document_bytes) {
			p.result = XML_LONG;
			break;
		}
		if (!push(&p, piece, (size_t)got))
			break;
	}
	return finish(&p);
}

enum xml_result xml_read(struct str bytes, const struct limits *l, const struct xml_calls *calls,
			 void *context)
{
	struct push p;

	if (!begin(&p, l, calls, context))
		return XML_BROKEN;
	while (bytes.n) {
		size_t n = bytes.n < PIECE ? bytes.n : PIECE;

		if (!push(&p, bytes.p, n))
			break;
		bytes = (struct str){bytes.p + n, bytes.n - n};
	}
	return finish(&p);
}

struct str xml_attribute(const xmlChar **attributes, int count, const char *name)
{
	for (int i = 0; i < count; i++, attributes += 5)
		if (strcmp((const char *)attributes[0], name) == 0)
			return str_range((const char *)attributes[3], (const char *)attributes[4]);
	return (struct str){NULL, 0};
}

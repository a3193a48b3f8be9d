#include "stages/bundle/texts.h"

#include "common/io.h"

enum { MOST_TEXT = 64 << 20 };

static int put_text(struct package *k, const struct str *document)
{
	struct arena *a = &k->release->arena;
	const char *doc = arena_string(a, document[documents_doc_id]);
	struct buf text = {0}, file = {0};

	buf_printf(&file, "sources/%s.txt", doc);
	int result = io_read_all(store_path(a, k->release->state, "documents", doc, "text.txt",
					    (char *)NULL),
				 MOST_TEXT, &text);
	struct resource r = {.file = buf_string(&file), .title = document[documents_source]};
	if (document[documents_title].n)
		r.title = document[documents_title];
	if (result == 0)
		result = package_put(k, &r, buf_view(&text));
	buf_release(&text);
	buf_release(&file);
	return result;
}

int texts_put(struct package *k)
{
	const struct rows *d = &k->release->table[RELEASE_documents];
	int result = 0;

	for (size_t i = 0; i < d->count && result == 0; i++)
		result = put_text(k, rows_at(d, i));
	return result;
}

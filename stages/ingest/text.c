#include "stages/ingest/forms.h"

#include <stdio.h>
#include "stages/ingest/charset.h"

void form_text(struct reader *r, struct input *in)
{
	struct buf room = {0}, decoded = {0}, mended = {0};
	struct charset_result c;
	struct document d = {.media_type = "text/plain"};

	if (input_load(r, in, &room)) {
		if (charset_decode(in->bytes, STR(""), &decoded, &c)) {
			charset_mend(&c, &mended);
			charset_tell(r, in, &c);
			d.encoding = c.name;
			d.text = c.text;
			d.clean = c.clean;
			reader_emit(r, in, &d);
		} else {
			reader_reject(r, in, "ENCODING_UNKNOWN", NULL);
		}
	}
	buf_release(&room);
	buf_release(&decoded);
	buf_release(&mended);
}

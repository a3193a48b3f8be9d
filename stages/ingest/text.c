#include "stages/ingest/forms.h"

#include <stdio.h>
#include "stages/ingest/charset.h"

/* Buffers of what a text is no longer in go: a large one is not held three times. */
void form_text(struct reader *r, struct input *in)
{
	struct buf room = {0}, decoded = {0}, mended = {0};
	struct document d = {.media_type = "text/plain"};
	struct charset_result c;

	if (!input_load(r, in, &room))
		return;
	if (charset_decode(in->bytes, STR(""), &decoded, &c)) {
		if (decoded.n && in->bytes.p == room.p) {
			in->bytes = (struct str){NULL, 0};
			buf_release(&room);
		}
		charset_mend(&c, &mended);
		if (c.mended) /* what was tried on too few words is not taken */
			buf_release(&decoded);
		charset_tell(r, in, &c);
		d.encoding = c.name;
		d.text = c.text;
		d.clean = c.clean;
		reader_emit(r, in, &d);
	} else {
		reader_reject(r, in, "ENCODING_UNKNOWN", NULL);
	}
	buf_release(&room);
	buf_release(&decoded);
	buf_release(&mended);
}

#include "stages/ingest/forms.h"
#include "stages/ingest/legacy.h"
#define F(n) void n(struct reader *r, struct input *in) { reader_reject(r, in, "FORMAT_UNKNOWN", NULL); }
F(form_mail)
bool legacy_decode(struct str b, struct str h, struct buf *r, struct charset_result *o){(void)b;(void)h;(void)r;(void)o;return false;}
struct legacy_mended legacy_mend(struct str t, struct buf *r){(void)t;(void)r;return (struct legacy_mended){0,0};}

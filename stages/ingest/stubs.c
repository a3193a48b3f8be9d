#include "stages/ingest/forms.h"
#define F(n) void n(struct reader *r, struct input *in) { reader_reject(r, in, "FORMAT_UNKNOWN", NULL); }
F(form_mail)

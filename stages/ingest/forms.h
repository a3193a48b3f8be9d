/* The readers of formats. Each reads one input into documents, or writes findings that say why
 * not. */
#ifndef INGEST_FORMS_H
#define INGEST_FORMS_H

#include "stages/ingest/page.h"
#include "stages/ingest/reader.h"

void form_text(struct reader *r, struct input *in);
void form_html(struct reader *r, struct input *in);
void form_pdf(struct reader *r, struct input *in);
void form_rtf(struct reader *r, struct input *in);
void form_ole(struct reader *r, struct input *in);  /* DOC */
void form_mail(struct reader *r, struct input *in); /* the letter and its attachments */
void form_zip(struct reader *r, struct input *in);  /* DOCX, ODT, or an archive */
void form_archive(struct reader *r, struct input *in);
void form_packed(struct reader *r, struct input *in);

/* The lines of a page that was read, which is released; false: a limit, which is told. */
bool form_page(struct page *page, struct reader *r, const struct input *in, struct lines *out);

#endif

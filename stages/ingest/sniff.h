/* What an input is, told by its bytes and never by its name. */
#ifndef INGEST_SNIFF_H
#define INGEST_SNIFF_H

#include "common/str.h"

enum form {
	FORM_TEXT, /* in whatever encoding */
	FORM_HTML,
	FORM_XML, /* no format of documents that is known here */
	FORM_PDF,
	FORM_RTF,
	FORM_OLE,     /* the container of DOC, XLS, MSG */
	FORM_ZIP,     /* of files, or DOCX, ODT */
	FORM_ARCHIVE, /* tar, 7z, rar, cpio */
	FORM_PACKED,  /* one stream: gz, xz, bz2, zst; inside may be a tar */
	FORM_MAIL,
	FORM_PICTURE,
	FORM_BINARY, /* none of these, and no text */
	FORM_EMPTY,
};

enum { SNIFF_BYTES = 8192 };

/* `head`: the first bytes, SNIFF_BYTES where there are as many. */
enum form sniff(struct str head);

#endif

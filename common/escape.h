/*
 * Text inside of other languages' quotes: HTML (text and attribute values) and JSON strings. Bytes
 * from 0x80 on pass as they are.
 */
#ifndef COMMON_ESCAPE_H
#define COMMON_ESCAPE_H

#include <stdio.h>
#include "common/buf.h"
#include "common/str.h"

/* Control characters but tab and line feed are none of HTML: they become blanks. */
void escape_html(struct buf *out, struct str s);
void escape_html_to(FILE *out, struct str s);

/* A string of RFC 8259, with the quotes around it. */
void escape_json(struct buf *out, struct str s);
void escape_json_to(FILE *out, struct str s);

#endif

/*
 * Vietnamese words as keys that spelling habits do not split.
 *
 * Folding: lower case; the tone mark becomes a digit at the end of the syllable (1 grave, 2 hook,
 * 3 tilde, 4 acute, 5 dot below), so old and new placement meet (hoa with the mark on either
 * vowel is "hoa1"); the vowel marks stay as letters with ASCII names: circumflex doubles the
 * letter (aa, ee, oo), horn and breve add w (aw, ow, uw), d with stroke is "dd" (the Telex
 * convention). NFC and NFD input give the same key. Keys are ASCII for every Vietnamese word;
 * other letters are lower-cased where they are Latin, else copied.
 */
#ifndef COMMON_VIET_H
#define COMMON_VIET_H

#include "common/buf.h"

/* Appends the key of one word (no blanks in it). Hyphens, dots and digits inside are kept. */
void viet_fold_word(struct str word, struct buf *key);

/* Appends the key of a text: words folded, runs of blanks as one space, trimmed. */
void viet_fold(struct str text, struct buf *key);

/* Appends `text` in lower case as UTF-8, marks kept: for unit names in braces. */
void viet_lower(struct str text, struct buf *out);

/* Appends `text` in ASCII without any marks, lower case, other bytes than letters and digits as
 * `gap` (one for a run, none at the ends): for codes and file names. */
void viet_ascii(struct str text, char gap, struct buf *out);

#endif

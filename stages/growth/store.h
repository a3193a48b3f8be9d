/*
 * Writing the store (layout: common/store.h). What happens in which order, so that a stop at any
 * moment leaves nothing half done that the next writer does not finish:
 *
 *   add     document to incoming/ (one rename); dirty marks; index; document to documents/ (rename)
 *   month   month folder (rename); readers; dirty mark goes
 *   forget  document back to incoming/ without rows; then as add, and it goes
 *
 * store_finish() does the rest of a stopped add or forget, and is the first call of each writer.
 *
 * Command lines:
 *   growth add    -d STATE [-H HASH] -s SOURCES [-i LINES] -D DOCUMENTS -o OBSERVATIONS -g GROWTH
 *                 [-L LEDGER] [-f FINDINGS]...
 *   growth forget -d STATE DOC...
 *   growth month  -d STATE [-l LEXICONS]... [-c CORRECTIONS] [MONTH...]
 *   growth tables -d STATE [-l LEXICONS]...
 *   growth series [-o OUT] [FILE]
 */
#ifndef GROWTH_STORE_H
#define GROWTH_STORE_H

#include "common/store.h"

/* All return 0, or -1 with a diagnostic. */
int store_finish(const char *state);
int store_mark_dirty(const char *state, struct str month);
int store_clean(const char *state, struct str month); /* the mark goes, and a mark of failure */
int store_dirty(struct arena *a, const char *state, struct names *months);
/* Notes that `month` looked up the levels of the period month `number`. */
int store_note_reader(const char *state, struct str month, int number);
/* Puts the folder `from` in the place of `to`; what was there goes. */
int store_swap_folder(const char *from, const char *to);
int store_remove_folder(const char *path); /* with the files in it; none is fine */

#endif

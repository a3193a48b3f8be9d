/*
 * Diagnostics on stderr, one line each, tested as output:
 *
 *   prog: file:line: level: text: 'subject'
 *
 * Levels note < warning < error < fatal. Text is lower case without full stop; control characters
 * and broken UTF-8 of quoted input are replaced, a subject is cut at 200 bytes. File and line are
 * left out where there are none (NULL, 0), the subject where it is empty. Nothing here ends the
 * program.
 */
#ifndef COMMON_MSG_H
#define COMMON_MSG_H

#include "common/str.h"

enum msg_level { MSG_NOTE, MSG_WARNING, MSG_ERROR, MSG_FATAL };

/* Exit codes of the contract. */
enum exit_code {
	EXIT_DONE = 0,
	EXIT_PARTLY = 1,  /* done, but some reports were rejected or wait */
	EXIT_CALLER = 2,  /* usage, configuration, lexicon, contract: a rerun will not help */
	EXIT_SYSTEM = 3,  /* memory, disk, I/O: a rerun may */
	EXIT_LOCKED = 75, /* another run holds the lock */
};

void msg_program(const char *name);   /* once, from main(): argv[0], whose last part is kept */
void msg_least(enum msg_level level); /* what lies below is not printed (default MSG_NOTE) */
void msg(enum msg_level level, const char *file, unsigned long line, struct str subject,
	 const char *format, ...) __attribute__((format(printf, 5, 6)));

/* The same with errno's reason behind the text: "cannot open: no such file or directory". errno
 * is left as it was. */
void msg_system(enum msg_level level, const char *file, const char *doing);

#endif

/*
 * The vocabulary: CSV files with a header, `common/lexicon/NAME.csv`, one row one fact. The
 * user's own folders may hold files of the same names, whose rows come after and win. Folders
 * that are missing a file are passed over, except the first. A bad row is refused with file, line
 * and reason, and the program ends as lexicon_exit() says.
 */
#ifndef COMMON_LEXICON_H
#define COMMON_LEXICON_H

#include "common/msg.h"
#include "common/str.h"

enum { LEXICON_FOLDERS = 8 };

struct lexicon {
	const char *folder[LEXICON_FOLDERS]; /* the project's first, then the user's in order */
	size_t folders;
};

/* Called per row: cells in the order of `columns`. Returns NULL, or why the row is refused.
 * `row_name` is "file:line", valid during the call. */
typedef const char *lexicon_row_fn(void *context, const struct str *cells, const char *row_name);

/* Reads NAME.csv of every folder. `columns` is the exact header, comma-separated
 * ("phrase,value,note"). 0 done, -1 a diagnostic was printed for each bad row. */
int lexicon_read(const struct lexicon *l, const char *name, const char *columns,
		 lexicon_row_fn *row, void *context);

/* How a program ends whose lexicons were not read: EXIT_CALLER where a row was refused or a file is
 * missing, EXIT_SYSTEM where one that is there could not be read. */
enum exit_code lexicon_exit(void);

#endif

/* Folders as wholes. Functions that return int: 0, or -1 with a diagnostic printed. */
#ifndef PUBLISH_TREE_H
#define PUBLISH_TREE_H

#include <stdbool.h>
#include <stddef.h>

/* FOLDER/NAME, for the caller to free. */
char *tree_path(const char *folder, const char *name);

/* Prints what failed, with errno's words; -1. */
int tree_fail(const char *name, const char *what);

/* Calls `each` for every name in a folder, in no order; stops where it returns other than 0. */
int tree_each(const char *folder, int (*each)(void *context, const char *name), void *context);

/* Removes a file or a folder with all in it; what is not there is no error. */
int tree_remove(const char *path);

/* Calls `each` with FORMAT/TABLE for every folder of a table in a generation, in no order. */
int tree_tables(const char *root, int (*each)(void *context, const char *table), void *context);

/* A file under a second name; a copy where the file system has no hard links. What stands there
 * already stays. */
int tree_link_file(const char *from, const char *to);

/* Gives the folder `to` every file that `from` has and `to` has not. */
int tree_link(const char *from, const char *to);

/* fsync of every folder, the inner ones first. Files are taken to be on the disk. */
int tree_sync(const char *folder);

#endif

/* Folders as wholes. Functions return 0, or -1 with a diagnostic printed. */
#ifndef PUBLISH_TREE_H
#define PUBLISH_TREE_H

#include <stdbool.h>
#include <stddef.h>

/* Calls `each` for every name in a folder, in no order; stops where it returns other than 0. */
int tree_each(const char *folder, int (*each)(void *context, const char *name), void *context);

/* Removes a file or a folder with all in it; what is not there is no error. */
int tree_remove(const char *path);

/* Gives the folder `to` every file that `from` has and `to` has not, as hard links (copies where
 * the file system has none), without the folders vintage=MONTH of the removed months, and
 * without folders that would be empty. */
int tree_link(const char *from, const char *to, char *const removed[], size_t count);

/* fsync of every folder, the inner ones first. Files are taken to be on the disk. */
int tree_sync(const char *folder);

/* True where a folder of that name stands anywhere inside. */
bool tree_holds_folder(const char *folder, const char *name);

#endif

/* One table's CSV, read once, to both published formats. */
#ifndef PUBLISH_CONVERT_H
#define PUBLISH_CONVERT_H

#include "common/msg.h"
#include "common/table.h"
#include "stages/publish/sink.h"

struct convert {
	const struct table *table;
	const char *name;     /* of the CSV file; NULL or "-": standard input */
	struct str vintage;   /* what report_period must be in every row; empty: not asked */
	struct sink *csv_gz;  /* NULL: not wanted */
	struct sink *parquet; /* NULL: not wanted */
};

/* EXIT_DONE, EXIT_CALLER (the CSV is not that table) or EXIT_SYSTEM, and said why. */
enum exit_code convert_table(const struct convert *c);

#endif

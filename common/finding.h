/*
 * Findings: what a careful reader would be told, as rows of table findings. Severity and wording
 * of every rule stand in message.csv of the lexicon (`rule,severity,message_en,message_vi`),
 * where `{name}` is replaced by the value given under that name.
 */
#ifndef COMMON_FINDING_H
#define COMMON_FINDING_H

#include <stdio.h>
#include "common/lexicon.h"
#include "common/str.h"

struct finding_messages; /* opaque */

/* NULL: a diagnostic was printed. */
struct finding_messages *finding_messages_load(const struct lexicon *l);
void finding_messages_free(struct finding_messages *m);

enum { FINDING_VALUES = 8 };

/* The zero value of every field but `rule` is valid. `has_place` says that the bytes mean
 * something. */
struct finding {
	const char *rule;
	struct str doc_id, report_period, obs_id, growth_id;
	bool has_place;
	unsigned long long byte_start, byte_end;
	struct {
		const char *name; /* of the placeholder, without braces */
		struct str value;
	} value[FINDING_VALUES];
	size_t values;
	unsigned number; /* tells findings of one rule at one place apart; 0 for the first */
};

/* One more value for the wording; the view must live until the finding is written. */
void finding_value(struct finding *f, const char *name, struct str value);

/* Writes the row to a stream whose header table_write_header() wrote. finding_id comes from
 * doc_id, rule, place and number, and so is stable. 0, or -1 with a diagnostic: a rule that
 * message.csv lacks or a placeholder without a value, which are mistakes of the program or of the
 * lexicon, never of a report. Errors of the stream stay in it. */
int finding_write(FILE *stream, const struct finding_messages *m, const struct finding *f);

#endif

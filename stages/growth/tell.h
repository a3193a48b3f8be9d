/*
 * Findings of this stage, worded by the lexicon message.csv:
 * `rule,severity,message_en,message_vi`. They are rows in memory, for a month's findings are
 * put in order before they are written, and their values may be words of either language ("down
 * 19.5 %" in English), which rules SAY_… hold.
 */
#ifndef GROWTH_TELL_H
#define GROWTH_TELL_H

#include "common/dec.h"
#include "common/lexicon.h"
#include "common/store.h"

struct messages;

/* NULL: a diagnostic was printed, also where a rule that this stage needs is missing. */
struct messages *messages_load(const struct lexicon *l);
void messages_free(struct messages *m);

/* What a finding is about; empty where it is about less. */
struct about {
	struct str doc_id, report_period, obs_id, growth_id, byte_start, byte_end;
};

/* A value for a {placeholder} of the English and of the Vietnamese message. */
struct part {
	const char *name;
	struct str en, vi;
};

/* Appends a row to `findings`. `parts` end with a NULL name. Its id follows from what it is
 * about, the rule and the place. A rule without a message is a fault of the lexicon: -1, said. */
int tell(const struct messages *m, struct rows *findings, const char *rule, struct about about,
	 const struct part *parts);

/* Parts: a word or number as it stands in both languages (numbers get a decimal comma in
 * Vietnamese); a signed change in words, `kind` as in table growth. */
struct part tell_text(const char *name, struct str text);
struct part tell_number(struct arena *a, const char *name, struct str number);
struct part tell_change(const struct messages *m, struct arena *a, const char *name,
			struct str kind, struct str change);

/* The id made of the parts (common/hash.h), kept in the arena. */
struct str tell_id(struct arena *a, const struct str *parts, size_t count);

#endif
